// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection_p.h"

#include <Racer/doc.h>
#include <Racer/docobserver.h>

namespace Racer {

// An op of this client that the server has not acknowledged.
struct PendingOp
{
    Op op;
    const OtType *type = nullptr; // the document's when it was submitted: what transforms and inverts it
    Value source;
    Callbacks callbacks; // a null one for each submit without
    quint64 firstSubmission = 0; // of those composed into it: see Doc::lastSubmission()
    quint64 lastSubmission = 0;
    bool sent = false;   // from then on nothing may be composed into it
};
using PendingOpPtr = std::shared_ptr<PendingOp>;

struct SubscribeRequest
{
    bool wantSubscribe = false;
    Callbacks callbacks;
};

// What a document needs only while something is under way; most documents have none of it at any time.
struct DocTraffic
{
    PendingOpPtr inflight;             // at most one op is on its way to the server
    std::vector<PendingOpPtr> pending; // those that wait for it, in order
    // Ops submitted by handlers while a remote op is applied component by component; set only during that.
    std::optional<std::vector<PendingOpPtr>> applyStack;
    Callbacks inflightFetches; // one entry for each fetch sent; replies come in that order
    Callbacks pendingFetches;
    std::optional<SubscribeRequest> inflightSubscribe;
    std::vector<SubscribeRequest> pendingSubscribes;
    Callbacks onNoWritePending;
    std::vector<std::function<void()>> onNothingPending;

    [[nodiscard]] bool hasWrites() const noexcept { return inflight || !pending.empty(); }
    [[nodiscard]] bool isBusy() const noexcept
    {
        return hasWrites() || !inflightFetches.empty() || !pendingFetches.empty() || inflightSubscribe
            || !pendingSubscribes.empty();
    }
};

class DocPrivate
{
public:
    DocPrivate(Doc *doc, Connection *connection, DocName docName)
        : q(doc), connection(connection), name(std::move(docName)) { }
    ~DocPrivate();

    static DocPrivate *get(Doc *doc) { return doc->d.get(); }
    static Doc *make(Connection *connection, DocName name) { return new Doc(connection, std::move(name)); }

    ConnectionPrivate *link() const { return ConnectionPrivate::get(connection); }
    DocTraffic &traffic();
    void trim();
    [[nodiscard]] bool hasPending() const { return m_traffic && m_traffic->isBusy(); }
    [[nodiscard]] bool hasWritePending() const { return m_traffic && m_traffic->hasWrites(); }

    // Results
    void emitError(const Error &error);
    void report(const Error &error, const Callback &done);
    void emitResponseError(const Error &error, const Callback &done);
    void emitNothingPending();
    void whenNothingPending(std::function<void()> done);

    // Snapshots, fetches, subscriptions
    void setType(const OtType *newType);
    void setData(Value newData);
    void ingest(const Snapshot &snapshot, const Callback &done);
    void fetch(Callback done);
    void fetchAfterRollback(Callback done);
    void queueSubscribe(bool wantSubscribe, Callback done);
    void flushSubscribe();
    void resubscribe();
    void handleFetch(const Error &error, const Snapshot *snapshot);
    void handleSubscribe(const Error &error, const Snapshot *snapshot);
    void connectionStateChanged();

    // Ops
    void submit(Op op, const Value &source, Callback done);
    void pushOp(Op &op, const Value &source, Callback &done);
    PendingOp *tryCompose(const Op &op, const Value &source);
    void popApplyStack(size_t to);
    void apply(const Op &op, const Value &source);
    void emitBeforeOp(const Value &op, const Value &source, const Key &src);
    void emitOp(const Value &op, const Value &source, const Key &src);
    void applyByComponents(const Op &op, const Value &source);
    [[nodiscard]] QList<Op> unacknowledgedOps() const;
    void writesChanged();
    void flush();
    void sendOp();
    void handleOp(const Protocol::OpMessage &message);
    void handleRejection(const Protocol::OpMessage &message);
    void acknowledge(const Protocol::OpMessage &message);
    void rollback(const Error &error);
    void hardRollback(const Error &error);
    void finishHardRollback(Error error, const Error &fetchError, const PendingOpPtr &inflight,
                            std::vector<PendingOpPtr> ops);
    void clearInflight(const Error &error = {});
    // Both sides change; throws if they cannot go together.
    static void transformPair(PendingOp &client, Op &server);
    static void transformPair(const std::vector<PendingOpPtr> &client, size_t from, Op &server);

    // Queries and presences keep a destroyed document's object until they let go of it.
    void hold() { ++holders; }
    void release();
    void detach();

    Doc *const q;
    DocObserver *observer = nullptr;
    Connection *const connection;
    const DocName name;
    qint64 version = NoVersion;
    const OtType *type = nullptr;
    Value data;
    quint64 dataRevision = 0;
    quint32 holders = 0;
    bool subscribed = false;
    bool wantSubscribe = false; // to be established again after a reconnect
    bool wantsDestroy = false;
    bool detached = false; // destroyed, and gone from the connection
    bool inHardRollback = false;
    bool preventCompose = false;
    bool submitSource = false;
    bool paused = false;
    bool flushQueued = false;

private:
    std::unique_ptr<DocTraffic> m_traffic;
};

} // namespace Racer
