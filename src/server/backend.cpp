// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/backend.h>

#include "agent_p.h"
#include "backend_p.h"
#include "inprocesstransport_p.h"

#include <Racer/memorydatabase.h>
#include <Racer/memorypubsub.h>

namespace Racer {

/*!
    \class Racer::Backend
    \inmodule Racer
    \brief A ShareDB server without its network side.

    Holds the database, the pub/sub, the middleware and one Agent for each connected client. A Gateway connects
    clients over WebSockets; createTransport() connects one in the same process. Everything happens on the thread
    that made the backend. Counterpart of ShareDB's Backend.
*/

/*!
    \class Racer::BackendOptions
    \inmodule Racer
    \brief What a Backend is made of; ShareDB's options of the same names.
*/

/*!
    \class Racer::AgentLimits
    \inmodule Racer
    \brief What one connection may hold at most. Past a limit a request fails with ERR_LIMIT_EXCEEDED.
*/

/*!
    \fn Racer::Backend::errorOccurred(const Racer::Error &error, const QString &where)

    An error happened that no client can be told of, while the backend did what \a where says. Counterpart of
    ShareDB's option errorHandler.
*/

BackendPrivate::BackendPrivate(Backend *backend, BackendOptions given)
    : q(backend),
      options(std::move(given)),
      database(options.database ? std::move(options.database) : std::make_unique<MemoryDatabase>()),
      pubsub(options.pubsub ? std::move(options.pubsub) : std::make_unique<MemoryPubSub>()),
      channels(pubsub.get()),
      pipeline(this, options.maxHeads, options.maxHeadBytes)
{
    queries.emplace(database.get(), std::make_unique<LiveQueries>(database.get()));
    for (const auto &[name, extra] : options.extraDatabases)
        queries.emplace(extra.get(), std::make_unique<LiveQueries>(extra.get()));
}

/*! A backend of \a options, whose database and pub/sub it takes over. */
Backend::Backend(BackendOptions options, QObject *parent)
    : QObject(parent), d(std::make_unique<BackendPrivate>(this, std::move(options)))
{
    QObject::connect(d->pubsub.get(), &PubSub::messageReceived, this,
                     [this](const Key &channel, const Value &message) { d->messageReceived(channel, message); });
    QObject::connect(d->pubsub.get(), &PubSub::interrupted, this, [this](const Key &channel) {
        d->channels.interrupt(channel);
        for (const auto &[database, queries] : d->queries)
            queries->refresh(channel);
    });
}

/*! Closes what is open. */
Backend::~Backend()
{
    close();
    for (const auto &[agent, pointer] : d->agents)
        pointer->d->cleanUp();
}

/*!
    Takes on a client that writes to \a stream, greets it, and runs the action connect with \a request.

    The stream is not owned, and must stay until it has called Agent::streamClosed(). The agent is the backend's, and
    is gone after that call. The backend has to outlive its streams. Counterpart of ShareDB's backend.listen.
*/
Agent *Backend::connect(AgentStream *stream, const ConnectionRequest &request)
{
    const std::shared_ptr<Agent> agent(new Agent(this, stream, request));
    d->agents.emplace(agent.get(), agent);
    agent->d->open();
    return agent.get();
}

/*!
    A client's end of a connection inside this process. Messages are delivered from the event loop, as values: no
    JSON is written. The backend has to outlive its use. Counterpart of ShareDB's backend.connect.
*/
std::unique_ptr<Transport> Backend::createTransport(const ConnectionRequest &request)
{
    return std::make_unique<InProcessTransport>(this, request);
}

/*!
    \fn template<typename Context> Backend &Racer::Backend::use(MiddlewareAction<Context> action, Function function)

    Adds \a function to an \a action of namespace Actions, as in
    \c {backend.use(Actions::apply, [](SubmitRequest &request, Next next) { next({}); })}. It has to call its Next
    once, now or later; a thrown Error counts as a call with it. Counterpart of ShareDB's backend.use.
*/

/*!
    Makes \a name a projection of \a collection: the same documents with nothing but the top-level \a fields.
    Throws Error if the name is taken.
*/
void Backend::addProjection(const Key &name, const Key &collection, const QStringList &fields)
{
    QSet<Key> keys;
    for (const QString &field : fields)
        keys.insert(Key(field));
    if (!d->projections.emplace(name, Projection(collection, keys)).second)
        throw Error(QStringLiteral("Projection %1 already exists").arg(name.toString()));
}

/*! The projection of that \a name, or nullptr. */
const Projection *Backend::projection(const Key &name) const
{
    const auto found = d->projections.find(name);
    return found == d->projections.end() ? nullptr : &found->second;
}

/*! Where documents are kept. */
Database *Backend::database() const noexcept
{
    return d->database.get();
}

/*! How other server processes are told. */
PubSub *Backend::pubsub() const noexcept
{
    return d->pubsub.get();
}

/*! The options it was made with, without database and pub/sub. */
const BackendOptions &Backend::options() const noexcept
{
    return d->options;
}

/*! How many clients are connected. */
int Backend::agentCount() const noexcept
{
    return int(d->agents.size());
}

MiddlewareTable &Backend::middleware() noexcept
{
    return d->middleware;
}

/*!
    Closes every connection with code 1001, then the pub/sub and the databases, which finish what they have begun.
    May be called twice.
*/
void Backend::close()
{
    if (std::exchange(d->closed, true))
        return;
    const auto agents = d->agents;
    for (const auto &[agent, pointer] : agents)
        pointer->close(1001, QStringLiteral("server closed"));
    d->pubsub->close();
    d->database->close();
    for (const auto &[name, database] : d->options.extraDatabases)
        database->close();
}

BackendPrivate::Target BackendPrivate::target(const Key &index) const
{
    if (!projections.empty()) {
        if (const auto found = projections.find(index); found != projections.end())
            return {index, found->second.collection(), &found->second};
    }
    return {index, index, nullptr};
}

void BackendPrivate::agentGone(Agent *agent)
{
    agents.erase(agent);
}

void BackendPrivate::reportError(const Error &error, const QString &where)
{
    Q_EMIT q->errorOccurred(error, where);
}

} // namespace Racer
