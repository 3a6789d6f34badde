// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickfakeserver.h>

#include <Racer/jsvalue.h>
#include <Racer/scriptracer.h>

#include <QtQml/QQmlEngine>

namespace Racer {

/*!
    \qmltype FakeServer
    \inqmlmodule Racer.Testing
    \nativetype Racer::QuickFakeServer
    \brief A server in the test's own process, on lines and in a time that the test controls.

    \qml
    FakeServer {
        id: server
        latency: 20
    }
    RootModel {
        id: model
        connection: server.connection
    }
    \endqml

    Nothing arrives until the test moves the clock: \c {server.advance(20)}, or \c {server.settle()} for all that is on
    its way. With \c automatic everything arrives by itself, without waiting, which is what \c tryCompare needs. See
    Racer::FakeServer for the properties and for what the functions do.
*/

/*!
    \qmlproperty int FakeServer::latency
    \qmlproperty int FakeServer::jitter
    \qmlproperty int FakeServer::seed
    \qmlproperty bool FakeServer::paused
    \qmlproperty bool FakeServer::automatic
    \qmlproperty bool FakeServer::online
    \qmlproperty int FakeServer::now
    \qmlproperty int FakeServer::inTransit
    As the properties of Racer::FakeServer.
*/

/*!
    \qmlmethod FakeServer::advance(int milliseconds)
    \qmlmethod bool FakeServer::settle()
    \qmlmethod FakeServer::restore()
    \qmlmethod FakeServer::drop(Direction direction, int messages)
    \qmlmethod FakeServer::accept()
    As the functions of Racer::FakeServer.
*/

/*!
    \class Racer::QuickFakeServer
    \inmodule Racer
    \brief The C++ side of the QML type FakeServer.
*/
QuickFakeServer::QuickFakeServer(QObject *parent) : FakeServer(parent), m_connection(createConnection()) { }

QuickFakeServer::~QuickFakeServer()
{
    m_other = {};
}

/*! \qmlproperty Connection FakeServer::connection
    The first client's connection, for a RootModel. */
QuickConnection *QuickFakeServer::connection() const
{
    return m_connection;
}

/*! \qmlmethod Connection FakeServer::createConnection()
    A further client's connection. It lives as long as the server. */
QuickConnection *QuickFakeServer::createConnection()
{
    auto *const client = new QuickConnection(this);
    Racer::Connection *const connection = client->connection();
    // Its url is empty, so that it opens nothing by itself.
    connect(client, &QuickConnection::activeChanged, connection, [client, connection] {
        if (client->isActive())
            connection->open();
    });
    connectTo(connection);
    return client;
}

/*! \qmlproperty var FakeServer::other
    A model of another client, with Racer's functions, that latency and interruptions do not concern. */
QJSValue QuickFakeServer::jsOther()
{
    QJSEngine *const engine = qjsEngine(this);
    if (m_other.isUndefined() && engine)
        m_other = ScriptRacer::of(engine)->wrap(other());
    return m_other;
}

/*! \qmlmethod FakeServer::cut(Connection client)
    Cuts the line of \a client, or those of all; then nobody comes through until restore(). */
void QuickFakeServer::cut(QuickConnection *client)
{
    if (client)
        FakeServer::cut(client->connection());
    else
        FakeServer::cut();
}

/*!
    \qmlmethod FakeServer::refuse(var reason, string document)
    Refuses the clients' writes to \a document, to a collection, or all, with the text \a reason. In place of a text a
    function can be given, which is called with the document's path and the operation, and returns a text to refuse it.
*/
void QuickFakeServer::refuse(const QJSValue &reason, const QString &document)
{
    if (!reason.isCallable())
        return FakeServer::refuse(reason.toString(), document);
    FakeServer::refuse([this, reason](const SubmitRequest &request) {
        const QString path = request.index.toString() + u'.' + request.op.doc.id.toString();
        const QJSValue answer = reason.call({path, toJSValue(Value(request.op.edit), qjsEngine(this))});
        if (answer.isError())
            return Error(answer.toString());
        return answer.toBool() ? Error(answer.toString()) : Error();
    });
}

bool QuickFakeServer::succeeded(const Error &error) const
{
    if (error)
        qjsEngine(this)->throwError(error.message());
    return error.isNull();
}

/*! \qmlmethod FakeServer::set(string path, var value)
    Writes as \c other does; it is on its way to the clients when the function returns. Throws what fails. */
bool QuickFakeServer::set(const QString &path, const QJSValue &value)
{
    return succeeded(FakeServer::set(path, fromJSValue(value)));
}

/*! \qmlmethod FakeServer::del(string path)
    Deletes a document, or something within. */
bool QuickFakeServer::del(const QString &path)
{
    return succeeded(FakeServer::del(path));
}

/*! \qmlmethod var FakeServer::get(string path)
    What the server has at \a path. */
QJSValue QuickFakeServer::get(const QString &path)
{
    return toJSValue(FakeServer::get(path), qjsEngine(this));
}

} // namespace Racer
