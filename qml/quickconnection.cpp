// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickconnection.h>

#include <Racer/websockettransport.h>

namespace Racer {

/*!
    \qmltype Connection
    \inqmlmodule Racer
    \nativetype Racer::QuickConnection
    \brief A WebSocket connection to a ShareDB server.

    \qml
    Connection {
        id: connection
        url: "ws://localhost:8080/"
    }
    \endqml

    It opens by itself and, when it is lost, opens again after a growing delay. What was written meanwhile is kept
    and sent then. One RootModel names it as its connection: of a document that two models of one connection show, only
    the one that loaded it last hears of changes. A second model has a Connection of its own.

    ShareDB's counterpart is its client's \c Connection, with the socket and the reopening policy included.
*/

class QuickConnectionPrivate
{
public:
    const std::shared_ptr<Connection> shared = std::make_shared<Connection>();
    Connection &connection = *shared;
    QUrl url;
    QString errorString;
    bool active = true;
    bool complete = true; // false while QML is still setting the first values

    void open()
    {
        if (!active || !complete || url.isEmpty())
            return;
        if (!connection.transport())
            connection.setTransport(std::make_unique<WebSocketTransport>(url));
        connection.open();
    }

    template<typename Field>
    bool setPolicy(Field ReconnectPolicy::*field, Field value)
    {
        ReconnectPolicy policy = connection.reconnectPolicy();
        if (policy.*field == value)
            return false;
        policy.*field = value;
        connection.setReconnectPolicy(policy);
        return true;
    }
};

/*!
    \class Racer::QuickConnection
    \inmodule Racer
    \brief The C++ side of the QML type Connection.

    Owns a Racer::Connection over a WebSocketTransport. All of it belongs to the thread of the QML engine.
*/
QuickConnection::QuickConnection(QObject *parent) : QObject(parent), d(std::make_unique<QuickConnectionPrivate>())
{
    connect(d->shared.get(), &Connection::stateChanged, this, [this](Racer::Connection::State state) {
        if (state == Racer::Connection::State::Connected && !d->errorString.isEmpty()) {
            d->errorString.clear();
            Q_EMIT errorStringChanged();
        }
        Q_EMIT stateChanged();
    });
    connect(d->shared.get(), &Connection::errorOccurred, this, [this](const Error &error) {
        if (d->errorString != error.message()) {
            d->errorString = error.message();
            Q_EMIT errorStringChanged();
        }
        Q_EMIT errorOccurred(error);
    });
}

QuickConnection::~QuickConnection() = default;

/*! The connection itself, for C++ that shares it with QML. It lives at least as long as this object. */
Racer::Connection *QuickConnection::connection() const
{
    return d->shared.get();
}

std::shared_ptr<Racer::Connection> QuickConnection::sharedConnection() const
{
    return d->shared;
}

/*!
    \qmlproperty url Connection::url
    Where the server is: \c ws:// or \c wss://. Naming another server while connected leaves the first one and
    connects to the other. Empty by default, which connects to nothing.
*/
QUrl QuickConnection::url() const
{
    return d->url;
}

void QuickConnection::setUrl(const QUrl &url)
{
    if (d->url == url)
        return;
    d->url = url;
    if (d->connection.transport()) {
        d->connection.close();
        d->connection.setTransport(url.isEmpty() ? nullptr : std::make_unique<WebSocketTransport>(url));
    }
    Q_EMIT urlChanged();
    d->open();
}

/*!
    \qmlproperty bool Connection::active
    True, the default, to be connected; false closes the connection and stays offline until it is true again.
*/
bool QuickConnection::isActive() const
{
    return d->active;
}

void QuickConnection::setActive(bool active)
{
    if (d->active == active)
        return;
    d->active = active;
    Q_EMIT activeChanged();
    if (active)
        d->open();
    else if (d->connection.transport())
        d->connection.close();
    else
        Q_EMIT stateChanged();
}

/*!
    \qmlproperty enumeration Connection::state
    \value Connection.Connecting   the socket or the handshake is under way
    \value Connection.Connected    messages flow
    \value Connection.Disconnected the connection was lost; it is tried again where autoReconnect is true
    \value Connection.Closed       active is false
    \value Connection.Stopped      the server ended the connection for good
    The states of ShareDB's client.
*/
QuickConnection::State QuickConnection::state() const
{
    return d->active || d->connection.transport() ? State(d->connection.state()) : Closed;
}

/*! \qmlproperty bool Connection::connected
    True while messages flow. */
bool QuickConnection::isConnected() const
{
    return d->connection.canSend();
}

/*! \qmlproperty string Connection::reason
    Why the connection is in its state, as the transport or the server says it. */
QString QuickConnection::reason() const
{
    return d->connection.reason();
}

/*! \qmlproperty string Connection::errorString
    The message of the last error; empty again once connected. */
QString QuickConnection::errorString() const
{
    return d->errorString;
}

/*! \qmlproperty bool Connection::autoReconnect
    Whether a lost connection is tried again. True by default. */
bool QuickConnection::autoReconnect() const
{
    return d->connection.reconnectPolicy().enabled;
}

void QuickConnection::setAutoReconnect(bool enabled)
{
    if (d->setPolicy(&ReconnectPolicy::enabled, enabled))
        Q_EMIT reconnectPolicyChanged();
}

/*! \qmlproperty int Connection::reconnectDelay
    Milliseconds before the first new attempt; each further one waits twice as long. 250 by default. */
int QuickConnection::reconnectDelay() const
{
    return d->connection.reconnectPolicy().firstDelay;
}

void QuickConnection::setReconnectDelay(int milliseconds)
{
    if (d->setPolicy(&ReconnectPolicy::firstDelay, milliseconds))
        Q_EMIT reconnectPolicyChanged();
}

/*! \qmlproperty int Connection::maxReconnectDelay
    Milliseconds that an attempt waits at most. 30000 by default. */
int QuickConnection::maxReconnectDelay() const
{
    return d->connection.reconnectPolicy().maxDelay;
}

void QuickConnection::setMaxReconnectDelay(int milliseconds)
{
    if (d->setPolicy(&ReconnectPolicy::maxDelay, milliseconds))
        Q_EMIT reconnectPolicyChanged();
}

/*! \qmlmethod void Connection::reconnect()
    Closes the connection, if it is there, and opens it again now, without waiting for the next attempt. Does nothing
    while active is false. */
void QuickConnection::reconnect()
{
    if (d->active && d->connection.transport())
        d->connection.close();
    d->open();
}

/*!
    \qmlsignal Connection::errorOccurred(error error)
    Something failed that no document, query or callback can be told: \a error has \c code and \c message.
*/

void QuickConnection::classBegin()
{
    d->complete = false;
}

void QuickConnection::componentComplete()
{
    d->complete = true;
    d->open();
}

} // namespace Racer
