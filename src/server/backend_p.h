// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "channels_p.h"
#include "submitpipeline_p.h"

#include <Racer/backend.h>
#include <Racer/livequeries.h>
#include <Racer/message.h>

#include <unordered_map>

namespace Racer {

class BackendPrivate
{
    Q_DISABLE_COPY_MOVE(BackendPrivate)
public:
    template<typename T> using Callback = std::function<void(Error, T)>;
    using AgentPointer = std::shared_ptr<Agent>;
    using SnapshotType = ReadSnapshotsContext::SnapshotType;

    BackendPrivate(Backend *q, BackendOptions options);

    // A collection name of a client, and what it stands for.
    struct Target
    {
        Key index;
        Key collection;
        const Projection *projection = nullptr;
    };
    [[nodiscard]] Target target(const Key &index) const;

    // Reads for a client: projected, and through the middleware.
    void fetch(const AgentPointer &agent, const Target &target, Database::Names ids,
               Callback<std::vector<Protocol::SnapshotEntry>> done);
    void getOps(const AgentPointer &agent, const Target &target, std::vector<Database::OpRange> ranges,
                Callback<std::vector<std::vector<Op>>> done);
    void fetchVersion(const AgentPointer &agent, const Target &target, const Key &id, std::optional<qint64> version,
                      Callback<Snapshot> done);
    void fetchTime(const AgentPointer &agent, const Target &target, const Key &id, std::optional<double> timestamp,
                   Callback<Snapshot> done);
    void query(const AgentPointer &agent, const std::shared_ptr<QueryContext> &context,
               Callback<Database::QueryResult> done);
    // Runs the action and finds the database.
    void prepareQuery(const AgentPointer &agent, const Target &target, const Value &query, const Value &options,
                      Callback<std::shared_ptr<QueryContext>> done);
    [[nodiscard]] Database *queryDatabase(const Value &options) const; // nullptr if the option names none

    void sanitizeSnapshots(const AgentPointer &agent, const Target &target, std::vector<Snapshot> snapshots,
                           SnapshotType type, Callback<std::vector<Protocol::SnapshotEntry>> done);
    // For readers to whom one refused snapshot means that they get none.
    void sanitizeAll(const AgentPointer &agent, const Target &target, std::vector<Snapshot> snapshots,
                     SnapshotType type, Callback<std::vector<Snapshot>> done);
    void sanitizeOps(const AgentPointer &agent, const Target &target, std::vector<Op> ops,
                     Callback<std::vector<Op>> done);

    void publish(const Submission &submission);
    void publishPresence(const Key &channel, const Value &message);
    void messageReceived(const Key &channel, const Value &message);
    void foreignOpReceived(const Key &channel, const Op &op);
    // The message that carries "op" to a subscriber; the same for all who get it at once.
    [[nodiscard]] Protocol::EncodedMessage opMessage(const Op &op, const Target &target);

    void agentGone(Agent *agent);
    void reportError(const Error &error, const QString &where);

    Backend *const q;
    BackendOptions options;
    MiddlewareTable middleware;
    std::unordered_map<Key, Projection> projections;
    std::unique_ptr<Database> database;
    std::unique_ptr<PubSub> pubsub;
    Channels channels;
    std::unordered_map<Database *, std::unique_ptr<LiveQueries>> queries;
    std::unordered_map<Agent *, AgentPointer> agents;
    SubmitPipeline pipeline;
    PublishedOp *publishing = nullptr; // while an op is being delivered
    bool closed = false;

private:
    void buildFromOps(const DocName &doc, qint64 version, std::optional<double> until, bool exact,
                      Callback<Snapshot> done);
};

} // namespace Racer
