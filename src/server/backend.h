// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/agent.h>
#include <Racer/database.h>
#include <Racer/middleware.h>
#include <Racer/modeloptions.h>
#include <Racer/pubsub.h>
#include <Racer/submitrequest.h>

#include <QtCore/QStringList>

#include <map>

namespace Racer {

class BackendPrivate;
class LiveQueries;
class RootModel;
class Transport;

// What one connection may hold at most. Past a limit the request fails with ERR_LIMIT_EXCEEDED.
struct AgentLimits
{
    qsizetype subscriptions = 100'000; // documents
    qsizetype queries = 1'000;
    qsizetype presences = 1'000;       // values submitted and channels subscribed, each
    qsizetype bulkSize = 100'000;      // documents in one bulk request
    int pendingRequests = 10'000;      // requests without an answer yet
};

struct RACER_SERVER_EXPORT BackendOptions
{
    std::unique_ptr<Database> database; // none: MemoryDatabase
    std::unique_ptr<PubSub> pubsub;     // none: MemoryPubSub
    std::map<Key, std::unique_ptr<Database>> extraDatabases; // reached by a query's option "db"
    bool presence = false;
    bool doNotForwardSendPresenceErrorsToClient = false;
    bool suppressPublish = false;
    bool doNotCommitNoOps = false;
    std::optional<int> maxSubmitRetries; // none: unlimited
    AgentLimits limits;
    ModelOptions modelOptions; // of models that are made without options
    // Documents that are kept in memory for their next op, at most.
    qsizetype maxHeads = 10'000;
    qsizetype maxHeadBytes = 256 * 1024 * 1024; // estimated
    // Containers inside containers that a document may have; a message around it needs a few more.
    int maxDepth = 480;
};

class RACER_SERVER_EXPORT Backend : public QObject
{
    Q_OBJECT
public:
    explicit Backend(BackendOptions options = {}, QObject *parent = nullptr);
    ~Backend() override;

    // A client has connected. The stream is not owned and must stay until it has called Agent::streamClosed();
    // the agent is the backend's.
    Agent *connect(AgentStream *stream, const ConnectionRequest &request = {});
    // A client in this process, on this thread: for Connection.
    [[nodiscard]] std::unique_ptr<Transport> createTransport(const ConnectionRequest &request = {});
    // A model in this process, on a connection of its own.
    [[nodiscard]] std::unique_ptr<RootModel> createModel();
    [[nodiscard]] std::unique_ptr<RootModel> createModel(const ModelOptions &options,
                                                         const ConnectionRequest &request = {});

    template<typename Context>
    Backend &use(MiddlewareAction<Context> action,
                 std::type_identity_t<typename MiddlewareChain<Context>::Function> function)
    {
        (middleware().*action).append(std::move(function));
        return *this;
    }

    // Throws Error if the name is taken.
    void addProjection(const Key &name, const Key &collection, const QStringList &fields);
    [[nodiscard]] const Projection *projection(const Key &name) const;

    [[nodiscard]] Database *database() const noexcept;
    [[nodiscard]] PubSub *pubsub() const noexcept;
    [[nodiscard]] const BackendOptions &options() const noexcept;
    [[nodiscard]] int agentCount() const noexcept;

    // Closes every connection (1001), then the database and the pub/sub. May be called twice.
    void close();

Q_SIGNALS:
    // An error that no client can be told.
    void errorOccurred(const Racer::Error &error, const QString &where);
    void modelCreated(Racer::RootModel *model);

private:
    friend class Agent;
    [[nodiscard]] MiddlewareTable &middleware() noexcept;

    const std::unique_ptr<BackendPrivate> d;
};

} // namespace Racer
