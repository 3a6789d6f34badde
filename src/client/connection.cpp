// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "connection_p.h"
#include "doc_p.h"
#include "presence_p.h"
#include "query_p.h"

#include <QtCore/QEvent>

namespace Racer {

/*!
    \class Racer::Connection
    \inmodule Racer
    \brief A client's line to a ShareDB server, and the documents, queries and presences that use it.

    Give it a Transport and call open(). When the line is lost it tries again after a growing, partly random delay, and
    continues where it was: unacknowledged ops are sent again under the number that makes them count once, queries and
    subscriptions are taken up from the versions at hand. Works against racer-server and against the npm package
    sharedb. The counterpart of ShareDB's Connection.

    One thread owns a connection and everything made from it; the transport lives there too. Errors that nobody
    else is there to hear arrive at errorOccurred(). Do not delete a connection from inside a handler of its own
    signals; use deleteLater(). Callbacks still waiting then are not called, and futures are cancelled.

    \section1 States
    \c Disconnected until open() and while waiting to try again, \c Connecting until the server has answered the
    handshake, \c Connected, \c Closed after close(), \c Stopped after the server has closed for good.
*/

Connection::Connection(QObject *parent) : QObject(parent), d(std::make_unique<ConnectionPrivate>(this))
{
    d->retryTimer.setSingleShot(true);
    d->connectTimer.setSingleShot(true);
    connect(&d->retryTimer, &QTimer::timeout, this, &Connection::open);
    connect(&d->connectTimer, &QTimer::timeout, this, [this] { d->connectTimedOut(); });
}

Connection::Connection(std::unique_ptr<Transport> transport, QObject *parent) : Connection(parent)
{
    setTransport(std::move(transport));
}

Connection::~Connection()
{
    if (d->transport)
        d->transport->disconnect(this);
}

ConnectionPrivate::~ConnectionPrivate()
{
    canSend = false;
    qDeleteAll(std::exchange(presences, {}));
    qDeleteAll(std::exchange(ownedQueries, {}));
    const auto all = std::exchange(collections, {});
    for (const auto &docs : all)
        qDeleteAll(docs);
}

Transport *Connection::transport() const
{
    return d->transport.get();
}

/*!
    Uses another \a transport from now on. A line that was open is lost; call open() for the new one.
*/
void Connection::setTransport(std::unique_ptr<Transport> transport)
{
    if (d->transport) {
        d->transport->disconnect(this);
        d->transport->close();
        d->setState(State::Disconnected, QStringLiteral("transport replaced"));
        d->transport.release()->deleteLater();
    }
    d->transport = std::move(transport);
    if (d->transport)
        d->bindTransport();
}

ReconnectPolicy Connection::reconnectPolicy() const
{
    return d->policy;
}

void Connection::setReconnectPolicy(const ReconnectPolicy &policy)
{
    d->policy = policy;
}

/*!
    Connects. Does nothing if there is no transport, or while it is connecting or connected.
*/
void Connection::open()
{
    d->retryTimer.stop();
    if (!d->transport || d->state == State::Connecting || d->state == State::Connected)
        return;
    d->setState(State::Connecting);
    if (d->policy.connectTimeout > 0)
        d->connectTimer.start(d->policy.connectTimeout);
    d->transport->open();
}

/*!
    Closes the line and does not try again. What waits to be sent is kept for another open().
*/
void Connection::close()
{
    d->retryTimer.stop();
    d->connectTimer.stop();
    d->attempts = 0;
    d->setState(State::Closed, QStringLiteral("closed"));
    if (d->transport)
        d->transport->close();
}

Connection::State Connection::state() const
{
    return d->state;
}

/*!
    Why the state is what it is; empty while connecting and connected.
*/
QString Connection::reason() const
{
    return d->reason;
}

/*!
    True in state Connected, the only one in which messages go out. Whatever is asked for in another waits.
*/
bool Connection::canSend() const
{
    return d->canSend;
}

/*!
    The id under which the server knows this connection, kept across reconnects; empty before the first.
*/
Key Connection::id() const
{
    return d->id;
}

/*!
    The number that the next op to be sent will get.
*/
double Connection::nextSeq() const
{
    return d->seq;
}

/*!
    The document \a id of \a collection: always the same object for the same name. Nothing is loaded by this.
*/
Doc *Connection::get(const Key &collection, const Key &id)
{
    Doc *&doc = d->collections[collection][id];
    if (!doc) {
        doc = DocPrivate::make(this, {collection, id});
        Doc *added = doc; // a handler may add others, and move the hash
        Q_EMIT docAdded(added);
        return added;
    }
    DocPrivate::get(doc)->wantsDestroy = false;
    return doc;
}

/*!
    The same, or nullptr if get() has not been called for it, or it was destroyed.
*/
Doc *Connection::existing(const Key &collection, const Key &id) const
{
    if (Doc *const doc = d->findAwake(collection, id))
        return doc;
    const bool isDormant = d->dormantDocs && d->dormantDocs->isDormant({collection, id});
    return isDormant ? d->q->get(collection, id) : nullptr;
}

Doc *ConnectionPrivate::findAwake(const Key &collection, const Key &id) const
{
    const auto docs = collections.constFind(collection);
    return docs == collections.constEnd() ? nullptr : docs->value(id);
}

QList<Doc *> Connection::docs() const
{
    if (d->dormantDocs)
        d->dormantDocs->wakeAll();
    return d->awakeDocs();
}

QList<Doc *> ConnectionPrivate::awakeDocs() const
{
    QList<Doc *> all;
    for (const auto &docs : collections)
        all.append(docs.values());
    return all;
}

/*!
    Runs \a query once. \a done is called when the results are there; they stay in the Query until it is destroyed.
*/
Query *Connection::createFetchQuery(const Key &collection, const Value &query, const QueryOptions &options,
                                    Callback done)
{
    return d->createQuery(false, collection, query, options, std::move(done));
}

/*!
    Runs \a query and follows it. \a done is called when the first results are there.
*/
Query *Connection::createSubscribeQuery(const Key &collection, const Value &query, const QueryOptions &options,
                                        Callback done)
{
    return d->createQuery(true, collection, query, options, std::move(done));
}

Query *ConnectionPrivate::createQuery(bool subscribe, const Key &collection, const Value &query,
                                      const QueryOptions &options, Callback done,
                                      const std::optional<Value> &knownIds)
{
    auto priv = std::make_unique<QueryPrivate>();
    priv->connection = q;
    priv->id = nextQueryId++;
    priv->subscribe = subscribe;
    priv->collection = collection;
    priv->query = query;
    priv->options = options.options;
    priv->callback = std::move(done);
    if (options.results)
        priv->setResults(*options.results);
    if (knownIds) {
        priv->hasResults = true;
        priv->unmadeIds = *knownIds;
    }
    Query *created = QueryPrivate::make(std::move(priv));
    QueryPrivate *p = QueryPrivate::get(created);
    queries.emplace(p->id, created);
    ownedQueries.append(created);
    p->send();
    return created;
}

/*!
    Asks for the document as it was at \a version; the latest if none is given. The document itself is not touched.
*/
void Connection::fetchSnapshot(const Key &collection, const Key &id, std::optional<qint64> version,
                               SnapshotCallback done)
{
    d->requestSnapshot({false, {collection, id}, version, std::move(done)});
}

/*!
    Asks for the document as it was \a msecsSinceEpoch; the latest if none is given.
*/
void Connection::fetchSnapshotByTimestamp(const Key &collection, const Key &id,
                                          std::optional<qint64> msecsSinceEpoch, SnapshotCallback done)
{
    d->requestSnapshot({true, {collection, id}, msecsSinceEpoch, std::move(done)});
}

namespace {

template<typename Start>
QFuture<Snapshot> snapshotFuture(Start &&start)
{
    auto promise = std::make_shared<QPromise<Snapshot>>();
    QFuture<Snapshot> future = promise->future();
    promise->start();
    start([promise](const Error &error, const Snapshot &snapshot) {
        if (error)
            promise->setException(error);
        else
            promise->addResult(snapshot);
        promise->finish();
    });
    return future;
}

} // namespace

QFuture<Snapshot> Connection::fetchSnapshot(const Key &collection, const Key &id, std::optional<qint64> version)
{
    return snapshotFuture(
        [&](SnapshotCallback done) { fetchSnapshot(collection, id, version, std::move(done)); });
}

QFuture<Snapshot> Connection::fetchSnapshotByTimestamp(const Key &collection, const Key &id,
                                                       std::optional<qint64> msecsSinceEpoch)
{
    return snapshotFuture([&](SnapshotCallback done) {
        fetchSnapshotByTimestamp(collection, id, msecsSinceEpoch, std::move(done));
    });
}

/*!
    The presence channel of that name; the same object until it is destroyed.
*/
Presence *Connection::presence(const Key &channel)
{
    Presence *&presence = d->presences[channel];
    if (!presence)
        presence = PresencePrivate::make(this, channel);
    PresencePrivate::get(presence)->wantsDestroy = false;
    return presence;
}

/*!
    The presence channel of a document. Its type must know how to move a presence along with its ops; json0 does not.
    An error with ERR_TYPE_DOES_NOT_SUPPORT_PRESENCE comes when a value is submitted otherwise.
*/
DocPresence *Connection::docPresence(const Key &collection, const Key &id)
{
    Presence *&presence = d->presences[PresencePrivate::channelOf({collection, id})];
    if (!presence)
        presence = PresencePrivate::makeForDoc(get(collection, id));
    PresencePrivate::get(presence)->wantsDestroy = false;
    return qobject_cast<DocPresence *>(presence);
}

/*!
    Asks the server for a sign of life; pong() tells of the answer. Throws ERR_CANNOT_PING_OFFLINE unless connected.
*/
void Connection::ping()
{
    if (!d->canSend)
        throw Error(ErrorCode::CannotPingOffline, QStringLiteral("Socket must be CONNECTED to ping"));
    d->send(Protocol::ClientMessage(Protocol::Ping{}));
}

/*!
    True while a document, query, or request for a snapshot or ops waits to be sent or answered.
*/
bool Connection::hasPending() const
{
    return !d->snapshotRequests.empty() || !d->opsRequests.empty()
        || std::any_of(d->active.keyBegin(), d->active.keyEnd(), [](DocPrivate *doc) { return doc->hasPending(); })
        || std::any_of(d->queries.begin(), d->queries.end(),
                       [](const auto &entry) { return !entry.second->isReady(); });
}

bool Connection::hasWritePending() const
{
    return std::any_of(d->active.keyBegin(), d->active.keyEnd(),
                       [](DocPrivate *doc) { return doc->hasWritePending(); });
}

/*!
    Calls \a done, never before this function returns, when hasPending() is false.
*/
void Connection::whenNothingPending(std::function<void()> done)
{
    d->nothingPendingWaiters.push_back(std::move(done));
    d->scheduleTurn();
}

/*!
    Fetches and subscriptions from here to endBulk() are gathered into as few messages as possible.
*/
void Connection::startBulk()
{
    d->inBulk = true;
}

void Connection::endBulk()
{
    d->inBulk = false;
    using Protocol::DocAction;
    const auto sections = std::exchange(d->bulk, {});
    for (const auto &section : sections) {
        for (const DocAction action : {DocAction::Fetch, DocAction::Subscribe, DocAction::Unsubscribe})
            d->sendBulk(action, section.collection, section.lists[size_t(action)].docs);
    }
}

bool Connection::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    d->runTurn();
    return true;
}

} // namespace Racer
