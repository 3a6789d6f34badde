// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickrootmodel.h>

#include <Racer/jsvalue.h>
#include <Racer/json.h>
#include <Racer/scriptracer.h>

#include <QtCore/QMetaMethod>
#include <QtQml/QQmlEngine>
#include <QtQml/QQmlInfo>

namespace Racer {

/*!
    \qmltype RootModelBase
    \inqmlmodule Racer
    \nativetype Racer::QuickRootModel
    \brief What a RootModel is made of, without its functions.
*/

class QuickRootModelPrivate
{
public:
    explicit QuickRootModelPrivate(QuickRootModel *model) : q(model) { }

    QuickRootModel *const q;
    QUrl url;
    QPointer<QuickConnection> shared;
    std::unique_ptr<QuickConnection> own; // to the url, where none is shared
    std::shared_ptr<Connection> link;     // outlives the root, which uses it
    std::unique_ptr<RootModel> root;
    QJSValue js; // of the root, once asked for
    QJSValue initialBundle;
    QString errorString;
    int unloadDelay = 0;
    int bundleTimeout = 0;
    bool fetchOnly = false;
    bool active = true;
    bool complete = true; // false while QML is still setting the first values
    bool hasWritePending = false;
    bool checkPosted = false;

    [[nodiscard]] QuickConnection *connection() const { return shared ? shared.data() : own.get(); }
    void connectTo();
    void rebuild();
    void importBundle();
    void report(const Error &error);
    void setErrorString(const QString &text);
    void postCheck();
    void checkPending();
};

// A root belongs to one connection for life.
void QuickRootModelPrivate::connectTo()
{
    const std::unique_ptr<QuickConnection> oldOwn = std::move(own);
    if (!shared && !url.isEmpty()) {
        own = std::make_unique<QuickConnection>();
        own->classBegin();
        own->setUrl(url);
        own->setActive(active);
    }
    if (QuickConnection *used = connection()) {
        QObject::connect(used, &QuickConnection::stateChanged, q, [this] {
            if (q->isOnline())
                setErrorString({});
            Q_EMIT q->stateChanged();
        });
        QObject::connect(used, &QObject::destroyed, q, &QuickRootModel::stateChanged);
    }
    rebuild();
    if (own && complete)
        own->componentComplete();
    Q_EMIT q->stateChanged();
}

void QuickRootModelPrivate::rebuild()
{
    const std::shared_ptr<Connection> oldLink = std::move(link);
    const std::unique_ptr<RootModel> old = std::move(root);
    js = {};
    link = connection() ? connection()->sharedConnection() : nullptr;
    root = link ? std::make_unique<RootModel>(link.get()) : std::make_unique<RootModel>();
    root->setFetchOnly(fetchOnly);
    root->setUnloadDelay(unloadDelay);
    root->setBundleTimeout(bundleTimeout);
    QObject::connect(root.get(), &RootModel::error, q, [this](const Error &error) { report(error); });
    root->on<Event>(u"**", q, [this](const Event &event) {
        if (!event.passed.remote)
            postCheck();
    }).keep();
    if (complete)
        importBundle();
    Q_EMIT q->rootChanged();
    postCheck();
}

void QuickRootModelPrivate::importBundle()
{
    if (initialBundle.isUndefined() || initialBundle.isNull())
        return;
    try {
        root->unbundle(initialBundle.isString() ? Json::parse(initialBundle.toString().toUtf8())
                                                : fromJSValue(initialBundle));
    } catch (const Error &error) {
        report(error);
    }
}

void QuickRootModelPrivate::report(const Error &error)
{
    setErrorString(error.message());
    // JavaScript's root throws or logs what nobody handles; without one there is only the log.
    if (js.isUndefined() && !q->isSignalConnected(QMetaMethod::fromSignal(&QuickRootModel::errorOccurred)))
        qmlWarning(q) << error.message();
    Q_EMIT q->errorOccurred(error);
}

void QuickRootModelPrivate::setErrorString(const QString &text)
{
    if (errorString == text)
        return;
    errorString = text;
    Q_EMIT q->errorStringChanged();
}

// Many writes of one turn are looked at once.
void QuickRootModelPrivate::postCheck()
{
    if (hasWritePending || checkPosted)
        return;
    checkPosted = true;
    QMetaObject::invokeMethod(q, [this] {
        checkPosted = false;
        checkPending();
    }, Qt::QueuedConnection);
}

void QuickRootModelPrivate::checkPending()
{
    const bool pending = root && root->hasWritePending();
    if (pending) {
        root->whenNothingPending().then([this, self = QPointer(q), watched = root.get()] {
            if (self && watched == root.get())
                checkPending();
        });
    }
    if (pending != hasWritePending) {
        hasWritePending = pending;
        Q_EMIT q->hasWritePendingChanged();
    }
}

/*!
    \class Racer::QuickRootModel
    \inmodule Racer
    \brief The C++ side of the QML type RootModel: owns a Racer::RootModel.

    Belongs to the thread of the QML engine.
*/
QuickRootModel::QuickRootModel(QObject *parent) : QObject(parent), d(std::make_unique<QuickRootModelPrivate>(this))
{
    d->rebuild();
    d->unloadDelay = d->root->unloadDelay();
    d->bundleTimeout = d->root->bundleTimeout();
}

QuickRootModel::~QuickRootModel()
{
    if (d->own)
        d->own->disconnect(this);
    d->js = {};
    d->root.reset();
    Q_EMIT rootChanged();
}

RootModel *QuickRootModel::root() const
{
    return d->root.get();
}

Model QuickRootModel::model() const
{
    return d->root ? Model(*d->root) : Model(); // none while it is being destroyed
}

/*!
    \qmlproperty var RootModel::root
    Racer's root model, with all its functions. Another one when url or connection changes.
*/
QJSValue QuickRootModel::jsRoot()
{
    // Every function of RootModel.qml comes through here.
    if (!d->js.isUndefined())
        return d->js;
    QJSEngine *engine = qjsEngine(this);
    if (!engine || !d->root)
        return {};
    return d->js = ScriptRacer::of(engine)->wrap(d->root.get(), [this] {
        return isSignalConnected(QMetaMethod::fromSignal(&QuickRootModel::errorOccurred));
    });
}

/*!
    \qmlproperty url RootModel::url
    The server that the shared part is on: \c ws:// or \c wss://. The model makes a connection of its own to it, unless
    \l connection is set. Empty by default, for local data only. Changing it later starts an empty model.
*/
QUrl QuickRootModel::url() const
{
    return d->url;
}

void QuickRootModel::setUrl(const QUrl &url)
{
    if (d->url == url)
        return;
    d->url = url;
    Q_EMIT urlChanged();
    if (!d->shared)
        d->connectTo();
}

/*!
    \qmlproperty Connection RootModel::connection
    The model's connection, instead of url; it also has the policy of reconnecting as properties. It serves one model.
    Changing it later starts an empty model.
*/
QuickConnection *QuickRootModel::connection() const
{
    return d->shared;
}

void QuickRootModel::setConnection(QuickConnection *connection)
{
    if (d->shared == connection)
        return;
    if (d->shared)
        d->shared->disconnect(this);
    d->shared = connection;
    Q_EMIT connectionChanged();
    d->connectTo();
}

/*!
    \qmlproperty bool RootModel::active
    True, the default, to be connected to url; false closes that connection until it is true again. What is written
    meanwhile is sent then. A Connection has such a property itself.
*/
bool QuickRootModel::isActive() const
{
    return d->active;
}

void QuickRootModel::setActive(bool active)
{
    if (d->active == active)
        return;
    d->active = active;
    if (d->own)
        d->own->setActive(active);
    Q_EMIT activeChanged();
}

/*!
    \qmlproperty enumeration RootModel::state
    \value RootModel.Connecting   the socket or the handshake is under way
    \value RootModel.Connected    messages flow
    \value RootModel.Disconnected the connection was lost; it is tried again by itself
    \value RootModel.Closed       active is false
    \value RootModel.Stopped      the server ended the connection for good
    \value RootModel.Local        there is no server: neither url nor connection
*/
QuickRootModel::State QuickRootModel::state() const
{
    const QuickConnection *connection = d->connection();
    return connection ? State(connection->state()) : Local;
}

/*! \qmlproperty bool RootModel::online
    True while messages flow. */
bool QuickRootModel::isOnline() const
{
    const QuickConnection *connection = d->connection();
    return connection && connection->isConnected();
}

/*! \qmlproperty string RootModel::errorString
    The message of the last error; empty again once the connection is there anew. */
QString QuickRootModel::errorString() const
{
    return d->errorString;
}

/*! \qmlproperty bool RootModel::hasWritePending
    True while something that was written here waits for the server's confirmation. */
bool QuickRootModel::hasWritePending() const
{
    return d->hasWritePending;
}

/*! \qmlmethod void RootModel::reconnect()
    Closes the connection, if it is there, and opens it again now, without waiting for the next attempt. Does nothing
    for local data, and while active is false. */
void QuickRootModel::reconnect()
{
    if (QuickConnection *connection = d->connection())
        connection->reconnect();
}

/*! \qmlproperty bool RootModel::fetchOnly
    True to load once where it is asked to subscribe. False by default. */
bool QuickRootModel::isFetchOnly() const
{
    return d->fetchOnly;
}

void QuickRootModel::setFetchOnly(bool fetchOnly)
{
    if (std::exchange(d->fetchOnly, fetchOnly) == fetchOnly)
        return;
    d->root->setFetchOnly(fetchOnly);
    Q_EMIT fetchOnlyChanged();
}

/*! \qmlproperty int RootModel::unloadDelay
    Milliseconds that documents stay after the last one who needs them has gone. */
int QuickRootModel::unloadDelay() const
{
    return d->unloadDelay;
}

void QuickRootModel::setUnloadDelay(int milliseconds)
{
    if (std::exchange(d->unloadDelay, milliseconds) == milliseconds)
        return;
    d->root->setUnloadDelay(milliseconds);
    Q_EMIT unloadDelayChanged();
}

/*! \qmlproperty int RootModel::bundleTimeout
    Milliseconds that bundle() waits at most for what is pending. */
int QuickRootModel::bundleTimeout() const
{
    return d->bundleTimeout;
}

void QuickRootModel::setBundleTimeout(int milliseconds)
{
    if (std::exchange(d->bundleTimeout, milliseconds) == milliseconds)
        return;
    d->root->setBundleTimeout(milliseconds);
    Q_EMIT bundleTimeoutChanged();
}

/*! \qmlproperty var RootModel::initialBundle
    What bundle() gave elsewhere, as an object or as its JSON text. The model begins with it, as do those that url and
    connection start later; the first screen needs no server then. */
QJSValue QuickRootModel::initialBundle() const
{
    return d->initialBundle;
}

void QuickRootModel::setInitialBundle(const QJSValue &bundle)
{
    if (d->initialBundle.strictlyEquals(bundle))
        return;
    d->initialBundle = bundle;
    Q_EMIT initialBundleChanged();
    if (d->complete)
        d->importBundle();
}

void QuickRootModel::classBegin()
{
    d->complete = false;
}

void QuickRootModel::componentComplete()
{
    d->complete = true;
    d->importBundle();
    if (d->own)
        d->own->componentComplete();
}

/*!
    \qmlsignal RootModel::errorOccurred(error error)
    A write or a subscription failed and nobody gave a callback for it, or the connection had an error. \a error has
    \c code and \c message. Without a handler, and without a listener for \c error, the function that fails throws the
    error instead, and what fails later is written to the log.
*/

} // namespace Racer
