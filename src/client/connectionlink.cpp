// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "connection_p.h"
#include "doc_p.h"
#include "presence_p.h"
#include "query_p.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QMetaEnum>
#include <QtCore/QMetaMethod>
#include <QtCore/QRandomGenerator>

#include <cmath>

namespace Racer {

Q_LOGGING_CATEGORY(lcClient, "racer.client")

void ConnectionPrivate::bindTransport()
{
    Transport *t = transport.get();
    QObject::connect(t, &Transport::opened, q, [this] {
        if (state == State::Connecting)
            sendHandshake();
    });
    QObject::connect(t, &Transport::closed, q, [this](const QString &why) { transportClosed(why); });
    QObject::connect(t, &Transport::errorOccurred, q, [](const Error &error) {
        qCWarning(lcClient).noquote() << error.message();
    });
    QObject::connect(t, &Transport::messageReceived, q, [this](const Value &message) { receive(message); });
}

void ConnectionPrivate::setState(State newState, const QString &why)
{
    if (state == newState)
        return;
    const bool canConnect = state == State::Disconnected || state == State::Closed || state == State::Stopped;
    if ((newState == State::Connecting && !canConnect)
        || (newState == State::Connected && state != State::Connecting)) {
        const QMetaEnum names = QMetaEnum::fromType<State>();
        emitError(Error(ErrorCode::ConnectionStateTransitionInvalid,
                        QStringLiteral("Cannot transition directly from %1 to %2")
                            .arg(QLatin1StringView(names.valueToKey(int(state))).toString().toLower(),
                                 QLatin1StringView(names.valueToKey(int(newState))).toString().toLower())));
        return;
    }
    state = newState;
    reason = why;
    canSend = newState == State::Connected;

    // Queries first, then each document's op and subscription, the latter gathered into bulk messages.
    q->startBulk();
    for (const auto &[queryId, query] : queries)
        QueryPrivate::get(query)->connectionStateChanged();
    const QList<Doc *> docs = awakeDocs(); // there is nothing to do for others
    for (Doc *doc : docs)
        DocPrivate::get(doc)->connectionStateChanged();
    const QList<Presence *> all = presences.values();
    for (Presence *presence : all)
        PresencePrivate::get(presence)->connectionStateChanged();
    for (auto &[requestId, request] : snapshotRequests) {
        if (!canSend)
            request.sent = false;
        else if (!request.sent)
            sendSnapshotRequest(requestId, request);
    }
    if (canSend) {
        for (OpsRequest &request : opsRequests)
            sendOpsRequest(request);
    }
    q->endBulk();
    Q_EMIT q->stateChanged(state, reason);
}

void ConnectionPrivate::transportClosed(const QString &why)
{
    connectTimer.stop();
    if (state != State::Connecting && state != State::Connected)
        return;
    if (why == u"stopped" || why == u"Stopped by server")
        return setState(State::Stopped, why);
    scheduleReconnect();
    setState(State::Disconnected, why);
}

void ConnectionPrivate::scheduleReconnect()
{
    if (!policy.enabled)
        return;
    const double full = std::min(double(policy.maxDelay), policy.firstDelay * std::pow(policy.factor, attempts));
    const double random = policy.jitter * QRandomGenerator::global()->generateDouble();
    attempts = std::min(attempts + 1, 64);
    retryTimer.start(int(full * (1 - random)));
}

void ConnectionPrivate::connectTimedOut()
{
    if (state != State::Connecting)
        return;
    transportClosed(QStringLiteral("no answer from the server"));
    transport->close();
}

void ConnectionPrivate::emitError(const Error &error)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&Connection::errorOccurred);
    if (q->isSignalConnected(signal))
        Q_EMIT q->errorOccurred(error);
    else
        qCWarning(lcClient).noquote() << error.code().toDisplayString() << error.message();
}

void ConnectionPrivate::send(const Protocol::EncodedMessage &message)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&Connection::messageSent);
    if (q->isSignalConnected(signal))
        Q_EMIT q->messageSent(message.value());
    transport->send(message);
}

void ConnectionPrivate::sendHandshake()
{
    Protocol::Handshake handshake;
    handshake.id = id.isEmpty() ? Value(nullptr) : Value(id);
    send(Protocol::ClientMessage(std::move(handshake)));
}

void ConnectionPrivate::receive(const Value &message)
{
    if (state != State::Connecting && state != State::Connected)
        return;
    Q_EMIT q->messageReceived(message);
    std::optional<Protocol::ServerMessage> decoded;
    try {
        decoded = Protocol::decodeServerMessage(message);
    } catch (const Error &error) {
        qCWarning(lcClient).noquote() << "Dropped a message from the server:" << error.message()
                                      << message.toDisplayString().left(200);
        return;
    }
    std::visit([this](const auto &body) { handle(body); }, *decoded);
}

void ConnectionPrivate::handle(const Protocol::Init &message)
{
    // From 1.1 on the handshake decides; this only says that the server is ready for it.
    if (message.protocol > 1 || (message.protocol == 1 && message.protocolMinor >= 1))
        sendHandshake();
    else
        initialize(message.protocol, message.type, message.id);
}

void ConnectionPrivate::handle(const Protocol::HandshakeReply &message)
{
    if (message.error)
        emitError(message.error);
    else
        initialize(message.protocol, message.type, message.id);
}

void ConnectionPrivate::initialize(int protocol, const Value &type, const Value &newId)
{
    if (state != State::Connecting)
        return; // the answer to the second of two handshakes
    if (protocol != Protocol::Major)
        return emitError(Error(ErrorCode::ProtocolVersionNotSupported,
                               QStringLiteral("Unsupported protocol version: %1").arg(protocol)));
    if (OtTypes::find(type.stringView()) != OtTypes::defaultType())
        return emitError(Error(ErrorCode::DefaultTypeMismatch,
                               QStringLiteral("%1 does not match the server default type")
                                       .arg(type.toDisplayString())));
    if (!newId.isString())
        return emitError(Error(ErrorCode::ClientIdBadlyFormed, QStringLiteral("Client id must be a string")));
    id = newId.toKey();
    attempts = 0;
    connectTimer.stop();
    setState(State::Connected);
}

void ConnectionPrivate::handle(const Protocol::DocReply &message)
{
    Doc *doc = q->existing(message.doc.collection, message.doc.id);
    if (!doc)
        return;
    const Snapshot *snapshot = message.snapshot ? &*message.snapshot : nullptr;
    if (message.action == Protocol::DocAction::Fetch)
        DocPrivate::get(doc)->handleFetch(message.error, snapshot);
    else
        DocPrivate::get(doc)->handleSubscribe(message.error, snapshot);
}

void ConnectionPrivate::handle(const Protocol::BulkReply &message)
{
    if (answerOpsRequest(message))
        return;
    const auto tell = [&](const Key &docId, const Error &error, const Snapshot *snapshot) {
        Doc *doc = q->existing(message.collection, docId);
        if (!doc)
            return;
        if (message.action == Protocol::DocAction::Fetch)
            DocPrivate::get(doc)->handleFetch(error, snapshot);
        else
            DocPrivate::get(doc)->handleSubscribe(error, snapshot);
    };
    if (message.data) {
        for (const Protocol::SnapshotEntry &entry : *message.data) {
            const Error &error = message.error ? message.error : entry.error;
            tell(entry.snapshot.id, error, error ? nullptr : &entry.snapshot);
        }
        return;
    }
    const std::vector<Key> ids = message.ids();
    for (const Key &docId : ids)
        tell(docId, message.error, nullptr);
}

void ConnectionPrivate::handle(const Protocol::OpMessage &message)
{
    collectOp(message);
    if (Doc *doc = q->existing(message.op.doc.collection, message.op.doc.id))
        DocPrivate::get(doc)->handleOp(message);
}

void ConnectionPrivate::handle(const Protocol::QueryReply &message)
{
    if (const auto found = queries.find(message.id); found != queries.end())
        QueryPrivate::get(found->second)->handleReply(message);
    if (!nothingPendingWaiters.empty())
        scheduleTurn();
}

void ConnectionPrivate::handle(const Protocol::QueryUpdate &message)
{
    if (const auto found = queries.find(message.id); found != queries.end())
        QueryPrivate::get(found->second)->handleUpdate(message);
}

void ConnectionPrivate::handle(const Protocol::SnapshotReply &message)
{
    const auto found = snapshotRequests.find(message.id.toDouble());
    if (found == snapshotRequests.end())
        return;
    const SnapshotRequest request = std::move(found->second);
    snapshotRequests.erase(found);
    Snapshot snapshot = message.snapshot;
    snapshot.id = request.doc.id;
    if (request.done)
        request.done(message.error, snapshot);
    else if (message.error)
        emitError(message.error);
    if (!nothingPendingWaiters.empty())
        scheduleTurn();
}

void ConnectionPrivate::handle(const Protocol::Presence &message)
{
    if (Presence *presence = presences.value(message.channel))
        PresencePrivate::get(presence)->handleUpdate(message);
}

void ConnectionPrivate::handle(const Protocol::PresenceSubscribeReply &message)
{
    if (Presence *presence = presences.value(message.channel))
        PresencePrivate::get(presence)->handleSubscription(message);
}

void ConnectionPrivate::handle(const Protocol::PresenceRequest &message)
{
    if (Presence *presence = presences.value(message.channel))
        PresencePrivate::get(presence)->handleRequest(message.error);
}

void ConnectionPrivate::handle(const Protocol::Ping &message)
{
    if (message.error)
        emitError(message.error);
    else
        Q_EMIT q->pong();
}

void ConnectionPrivate::sendDocAction(Protocol::DocAction action, const DocName &doc, qint64 version)
{
    using Protocol::DocAction;
    if (inBulk) {
        auto section = std::find_if(bulk.begin(), bulk.end(),
                                    [&](const BulkSection &s) { return s.collection == doc.collection; });
        if (section == bulk.end()) {
            bulk.push_back({doc.collection, {}});
            section = std::prev(bulk.end());
        }
        BulkList &list = section->lists[size_t(action)];
        const auto known = list.index.constFind(doc.id);
        if (known != list.index.constEnd()) {
            list.docs[size_t(*known)].version = version;
        } else {
            list.index.insert(doc.id, qsizetype(list.docs.size()));
            list.docs.push_back({doc.id, version});
        }
        return;
    }
    switch (action) {
    case DocAction::Fetch:
        return send(Protocol::ClientMessage(Protocol::Fetch{doc, version}));
    case DocAction::Subscribe:
        return send(Protocol::ClientMessage(Protocol::Subscribe{doc, version}));
    case DocAction::Unsubscribe:
        return send(Protocol::ClientMessage(Protocol::Unsubscribe{doc}));
    }
}

void ConnectionPrivate::sendBulk(Protocol::DocAction action, const Key &collection,
                                 const std::vector<Protocol::IdVersion> &docs)
{
    using Protocol::DocAction;
    for (const bool hasVersions : {false, true}) {
        std::vector<Protocol::IdVersion> group;
        std::copy_if(docs.begin(), docs.end(), std::back_inserter(group), [&](const Protocol::IdVersion &doc) {
            return (doc.version != NoVersion) == hasVersions;
        });
        if (group.empty())
            continue;
        if (group.size() == 1) {
            sendDocAction(action, {collection, group.front().id}, group.front().version);
        } else if (action == DocAction::Fetch) {
            send(Protocol::ClientMessage(Protocol::BulkFetch{collection, std::move(group), hasVersions}));
        } else if (action == DocAction::Subscribe) {
            send(Protocol::ClientMessage(Protocol::BulkSubscribe{collection, std::move(group), hasVersions}));
        } else {
            Protocol::BulkUnsubscribe message{collection, {}};
            for (const Protocol::IdVersion &doc : group)
                message.ids.push_back(doc.id);
            send(Protocol::ClientMessage(std::move(message)));
        }
    }
}

void ConnectionPrivate::destroyDoc(Doc *doc)
{
    DocPrivate *p = DocPrivate::get(doc);
    if (!p->wantsDestroy || p->detached)
        return;
    const auto docs = collections.find(p->name.collection);
    docs->remove(p->name.id);
    if (docs->isEmpty())
        collections.erase(docs);
    p->detach();
    p->hold();
    if (p->observer)
        p->observer->docAboutToBeDestroyed();
    Q_EMIT doc->aboutToBeDestroyed();
    p->release();
}

void ConnectionPrivate::sendSnapshotRequest(double requestId, SnapshotRequest &request)
{
    request.sent = true;
    if (request.byTime)
        send(Protocol::ClientMessage(Protocol::FetchSnapshotByTime{
            Value(requestId), request.doc, request.when ? std::optional(double(*request.when)) : std::nullopt}));
    else
        send(Protocol::ClientMessage(
            Protocol::FetchSnapshot{Value(requestId), request.doc, request.when.value_or(NoVersion)}));
}

void ConnectionPrivate::requestSnapshot(SnapshotRequest request)
{
    if (request.when && *request.when < 0) {
        const Error error(request.byTime ? QStringLiteral("Snapshot timestamp must be a positive integer or null")
                                         : QStringLiteral("Snapshot version must be a positive integer or null"));
        nextTick(q, [this, error, done = std::move(request.done)] {
            if (done)
                done(error, {});
            else
                emitError(error);
        });
        return;
    }
    const double requestId = nextSnapshotRequestId++;
    SnapshotRequest &added = snapshotRequests.emplace(requestId, std::move(request)).first->second;
    if (canSend)
        sendSnapshotRequest(requestId, added);
}

void ConnectionPrivate::nextTick(QObject *context, std::function<void()> task)
{
    tasks.push_back({context, std::move(task)});
    scheduleTurn();
}

void ConnectionPrivate::queueFlush(DocPrivate *doc)
{
    if (doc->flushQueued)
        return;
    doc->flushQueued = true;
    flushes.push_back(doc);
    scheduleTurn();
}

void ConnectionPrivate::unqueueFlush(DocPrivate *doc)
{
    std::replace(flushes.begin(), flushes.end(), doc, static_cast<DocPrivate *>(nullptr));
}

void ConnectionPrivate::scheduleTurn()
{
    if (turnScheduled)
        return;
    turnScheduled = true;
    QCoreApplication::postEvent(q, new QEvent(QEvent::User));
}

void ConnectionPrivate::runTurn()
{
    turnScheduled = false;
    // By index: handlers may add to both, and may delete documents.
    const size_t flushCount = flushes.size();
    for (size_t i = 0; i < flushCount; ++i) {
        if (DocPrivate *doc = std::exchange(flushes[i], nullptr)) {
            doc->flushQueued = false;
            doc->flush();
            doc->trim();
        }
    }
    flushes.erase(flushes.begin(), flushes.begin() + std::ptrdiff_t(flushCount));
    const std::vector<Task> due = std::exchange(tasks, {});
    for (const Task &task : due) {
        if (task.context)
            task.run();
    }
    if (!nothingPendingWaiters.empty() && !q->hasPending()) {
        const auto waiters = std::exchange(nothingPendingWaiters, {});
        for (const auto &done : waiters)
            done();
    }
}

} // namespace Racer
