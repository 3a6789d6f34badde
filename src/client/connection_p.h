// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "callbacks_p.h"
#include "dormantdocs_p.h"

#include <QtCore/QHash>
#include <QtCore/QLoggingCategory>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <array>
#include <list>
#include <map>

namespace Racer {

Q_DECLARE_LOGGING_CATEGORY(lcClient)

class DocPrivate;

// A request for a document's past. Asked again on a new connection until it is answered.
struct SnapshotRequest
{
    bool byTime = false;
    DocName doc;
    std::optional<qint64> when; // version or ms since 1970
    SnapshotCallback done;
    bool sent = false;
};

// A request for a document's ops. Asked again on a new connection until it is answered.
struct OpsRequest
{
    DocName doc;
    qint64 from = 0;
    std::optional<qint64> to;
    OpsCallback done;
    std::map<qint64, Op> ops; // what has come so far; the answer follows the ops
};

class ConnectionPrivate
{
public:
    using State = Connection::State;

    explicit ConnectionPrivate(Connection *connection) : q(connection) { }
    ~ConnectionPrivate();

    static ConnectionPrivate *get(Connection *connection) { return connection->d.get(); }

    // State
    void bindTransport();
    void setState(State state, const QString &reason = {});
    void transportClosed(const QString &reason);
    void scheduleReconnect();
    void connectTimedOut();
    void emitError(const Error &error);

    // Messages
    void send(const Protocol::EncodedMessage &message);
    void send(Protocol::ClientMessage message) { send(Protocol::EncodedMessage(Protocol::toValue(message))); }
    void sendHandshake();
    void receive(const Value &message);
    void handle(const Protocol::Init &message);
    void handle(const Protocol::HandshakeReply &message);
    void handle(const Protocol::DocReply &message);
    void handle(const Protocol::BulkReply &message);
    void handle(const Protocol::OpMessage &message);
    void handle(const Protocol::QueryReply &message);
    void handle(const Protocol::QueryUpdate &message);
    void handle(const Protocol::QueryUnsubscribeReply &) { } // the query is forgotten already
    void handle(const Protocol::SnapshotReply &message);
    void handle(const Protocol::Presence &message);
    void handle(const Protocol::PresenceSubscribeReply &message);
    void handle(const Protocol::PresenceRequest &message);
    void handle(const Protocol::Ping &message);
    void initialize(int protocol, const Value &type, const Value &id);

    // Documents
    void sendDocAction(Protocol::DocAction action, const DocName &doc, qint64 version);
    void sendBulk(Protocol::DocAction action, const Key &collection, const std::vector<Protocol::IdVersion> &docs);
    void destroyDoc(Doc *doc);
    [[nodiscard]] QList<Doc *> awakeDocs() const;
    [[nodiscard]] Doc *findAwake(const Key &collection, const Key &id) const;

    void sendSnapshotRequest(double id, SnapshotRequest &request);
    // The ids of what is known already may be given in place of the documents, which are then made when it is sent.
    Query *createQuery(bool subscribe, const Key &collection, const Value &query, const QueryOptions &options,
                       Callback done, const std::optional<Value> &knownIds = {});
    void requestSnapshot(SnapshotRequest request);
    void sendOpsRequest(OpsRequest &request);
    void collectOp(const Protocol::OpMessage &message);
    [[nodiscard]] bool answerOpsRequest(const Protocol::BulkReply &message);

    // What is put off to the end of this turn of the event loop, as one event.
    void nextTick(QObject *context, std::function<void()> task);
    void queueFlush(DocPrivate *doc);
    void unqueueFlush(DocPrivate *doc);
    void scheduleTurn();
    void runTurn();

    Connection *const q;
    std::unique_ptr<Transport> transport;
    State state = State::Disconnected;
    bool canSend = false;
    QString reason;
    Key id;
    double seq = 1;
    quint64 submissions = 0; // by this client, on all documents
    double nextQueryId = 1;
    double nextSnapshotRequestId = 1;
    double presenceSeq = 1;

    ReconnectPolicy policy;
    QTimer retryTimer;
    QTimer connectTimer;
    int attempts = 0;

    QHash<Key, QHash<Key, Doc *>> collections;
    DormantDocs *dormantDocs = nullptr;
    QHash<DocPrivate *, bool> active;  // documents with requests or ops under way
    std::map<double, Query *> queries; // those that wait for messages
    QList<Query *> ownedQueries;
    QHash<Key, Presence *> presences;
    std::map<double, SnapshotRequest> snapshotRequests;
    std::list<OpsRequest> opsRequests;

    struct BulkList
    {
        QHash<Key, qsizetype> index;
        std::vector<Protocol::IdVersion> docs;
    };
    struct BulkSection
    {
        Key collection;
        std::array<BulkList, 3> lists; // by DocAction
    };
    bool inBulk = false;
    std::vector<BulkSection> bulk;

    struct Task
    {
        QPointer<QObject> context;
        std::function<void()> run;
    };
    std::vector<Task> tasks;
    std::vector<DocPrivate *> flushes;
    bool turnScheduled = false;
    std::vector<std::function<void()>> nothingPendingWaiters;
};

} // namespace Racer
