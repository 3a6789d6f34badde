// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "agent_p.h"

namespace Racer {

using Protocol::IdVersion;
using Protocol::SnapshotEntry;

// A channel that middleware wants the query to listen to. Ops of the query's own collection reach it anyway.
class QuerySubscription::ChannelListener final : public Subscriber
{
public:
    ChannelListener(LiveQueries *queries, const Key &collection) : m_queries(queries), m_collection(collection) { }

    void opReceived(PublishedOp &published) override
    {
        if (published.op().doc.collection != m_collection)
            m_queries->refresh(m_collection);
    }

private:
    LiveQueries *const m_queries;
    const Key m_collection;
};

QuerySubscription::QuerySubscription(AgentPrivate *agent, double id, const std::shared_ptr<QueryContext> &context)
    : serial(AgentPrivate::nextSerial()), d(agent), m_id(id),
      m_target{context->index, context->collection, context->projection}
{
    LiveQueries *queries = d->backend->queries.at(d->backend->queryDatabase(context->options)).get();
    for (const Key &channel : std::as_const(context->channels)) {
        auto listener = std::make_unique<ChannelListener>(queries, context->collection);
        const auto subscribed = [backend = d->backend, channel](const Error &error) {
            if (error)
                backend->reportError(error, QStringLiteral("listening to %1").arg(channel.toString()));
        };
        d->backend->channels.subscribe(channel, listener.get(), subscribed);
        m_listeners.push_back(std::move(listener));
    }
}

QuerySubscription::~QuerySubscription() = default;

void QuerySubscription::start()
{
    m_started = true;
    flush();
}

void QuerySubscription::sendDifference(const std::vector<Key> &known, const std::vector<Snapshot> &results,
                                       const Value &extra)
{
    QueryDiff diff = QueryDiff::between(known, results);
    if (!extra.isUndefined())
        diff.extra = extra;
    queryChanged(diff);
}

void QuerySubscription::queryChanged(const QueryDiff &diff)
{
    if (diff.extra) {
        Protocol::QueryUpdate update;
        update.id = m_id;
        update.extra = diff.extra;
        send(Protocol::toValue(update));
    }
    if (!diff.steps.empty())
        sendDiff(diff);
}

void QuerySubscription::resultChanged(const Op &op)
{
    if (d->isOwn(m_target.index, op))
        return;
    if (d->backend->middleware.op.isEmpty()) {
        try {
            send(d->backend->opMessage(op, m_target));
        } catch (const Error &error) {
            d->backend->reportError(error, QStringLiteral("following a query"));
        }
        return;
    }
    const auto outgoing = std::make_shared<Outgoing>();
    m_outgoing.push_back(outgoing);
    const auto sanitized = [this, d = d, agent = d->pointer(), weak = std::weak_ptr(outgoing),
                            index = m_target.index](const Error &error, const std::vector<Op> &ops) {
        if (error)
            d->backend->reportError(error, QStringLiteral("following a query"));
        const std::shared_ptr<Outgoing> outgoing = weak.lock();
        if (!outgoing)
            return;
        if (!error) {
            Protocol::OpMessage message{ops.front(), {}, {}, {}};
            message.op.doc.collection = index;
            outgoing->message = std::move(message);
        }
        outgoing->isReady = true;
        flush();
    };
    d->backend->sanitizeOps(d->pointer(), m_target, {op}, sanitized);
}

void QuerySubscription::queryFailed(const Error &error)
{
    d->backend->reportError(error, QStringLiteral("following a query"));
}

// What the client may not read it cannot be told the place of either: following ends.
void QuerySubscription::sendDiff(const QueryDiff &diff)
{
    std::vector<Snapshot> inserted;
    for (const QueryDiff::Step &step : diff.steps)
        inserted.insert(inserted.end(), step.snapshots.begin(), step.snapshots.end());
    const auto outgoing = std::make_shared<Outgoing>();
    m_outgoing.push_back(outgoing);
    const auto sanitized = [this, agent = d->pointer(), weak = std::weak_ptr(outgoing),
                            steps = diff.steps](const Error &error, std::vector<Snapshot> snapshots) {
        const std::shared_ptr<Outgoing> outgoing = weak.lock();
        if (!outgoing)
            return;
        if (error)
            return end(error);
        Protocol::QueryUpdate update;
        update.id = m_id;
        update.diff.emplace();
        auto next = snapshots.begin();
        for (const QueryDiff::Step &step : steps) {
            Protocol::QueryChange change;
            change.kind = step.kind == QueryDiff::Step::Insert   ? Protocol::QueryChange::Kind::Insert
                          : step.kind == QueryDiff::Step::Remove ? Protocol::QueryChange::Kind::Remove
                                                                 : Protocol::QueryChange::Kind::Move;
            change.index = step.index;
            change.to = step.to;
            change.count = step.howMany;
            for (size_t i = 0; i < step.snapshots.size(); ++i)
                change.values.push_back({std::move(*next++), {}, {}});
            update.diff->push_back(std::move(change));
        }
        outgoing->message = Protocol::toValue(update);
        outgoing->isReady = true;
        flush();
    };
    d->backend->sanitizeAll(d->pointer(), m_target, std::move(inserted), BackendPrivate::SnapshotType::Current,
                            sanitized);
}

void QuerySubscription::send(Protocol::EncodedMessage message)
{
    if (m_started && m_outgoing.empty())
        return d->send(message);
    m_outgoing.push_back(std::make_shared<Outgoing>(Outgoing{std::move(message), true}));
}

void QuerySubscription::flush()
{
    while (m_started && !m_outgoing.empty() && m_outgoing.front()->isReady) {
        const Protocol::EncodedMessage message = m_outgoing.front()->message;
        m_outgoing.pop_front();
        if (!message.isEmpty())
            d->send(message);
    }
}

void QuerySubscription::end(const Error &error)
{
    Protocol::QueryUpdate update;
    update.id = m_id;
    update.error = error;
    d->send(Protocol::toValue(update));
    d->backend->reportError(error, QStringLiteral("following a query"));
    d->m_queries.erase(m_id); // destroys this
}

void AgentPrivate::queryFetch(const Request &request, const Protocol::QueryFetch &query)
{
    const Target target = backend->target(query.collection);
    const double id = query.id;
    const auto prepared = [this, request, id](const Error &error, const std::shared_ptr<QueryContext> &context) {
        if (error)
            return request->fail(error);
        const auto finished = [request, id](const Error &error, Database::QueryResult result) {
            if (error)
                return request->fail(error);
            Protocol::QueryReply reply;
            reply.id = id;
            reply.results.emplace();
            for (Snapshot &snapshot : result.snapshots)
                reply.results->push_back({std::move(snapshot), {}, {}});
            reply.extra = result.extra;
            request->reply(reply);
        };
        backend->query(request->agent, context, finished);
    };
    backend->prepareQuery(request->agent, target, query.query, query.options, prepared);
}

void AgentPrivate::queryUnsubscribe(const Request &request, const Protocol::QueryUnsubscribe &query)
{
    m_queries.erase(query.id);
    request->reply(Protocol::QueryUnsubscribeReply{query.id, {}});
}

void AgentPrivate::querySubscribe(const Request &request, const Protocol::QuerySubscribe &query)
{
    const Target target = backend->target(query.collection);
    if (!m_queries.contains(query.id)) {
        checkLimit(qsizetype(m_queries.size()), backend->options.limits.queries,
                   QStringLiteral("followed queries"));
    }
    if (query.known)
        checkLimit(qsizetype(query.known->size()) - 1, backend->options.limits.bulkSize, QStringLiteral("documents"));
    const auto prepared = [this, request, query](const Error &error, const std::shared_ptr<QueryContext> &context) {
        if (closed)
            return;
        if (error)
            return request->fail(error);
        if (context->channels.isEmpty()) {
            return request->fail(Error(ErrorCode::QueryChannelMissing,
                                       QStringLiteral("Required minimum one query channel.")));
        }
        followQuery(request, query, context);
    };
    backend->prepareQuery(request->agent, target, query.query, query.options, prepared);
}

// Without known results: they are the reply. With them: what differs, the ops that the client lacks, and the
// documents that it does not hold, which are the reply.
void AgentPrivate::followQuery(const Request &request, const Protocol::QuerySubscribe &query,
                               const std::shared_ptr<QueryContext> &context)
{
    struct Following
    {
        int waiting = 1;
        Error error;
        Protocol::QueryReply reply;
    };
    const Target target{context->index, context->collection, context->projection};
    const auto state = std::make_shared<Following>();
    state->reply.subscribe = true;
    state->reply.id = query.id;

    auto created = std::make_unique<QuerySubscription>(this, query.id, context);
    QuerySubscription *const subscription = created.get();
    const quint64 serial = subscription->serial;
    m_queries[query.id] = std::move(created);
    const auto current = [this, id = query.id, serial]() -> QuerySubscription * {
        const auto found = m_queries.find(id);
        return found != m_queries.end() && found->second->serial == serial ? found->second.get() : nullptr;
    };
    const auto finish = [this, request, state, current](const Error &error) {
        if (error && !state->error)
            state->error = error;
        if (--state->waiting)
            return;
        if (state->error) {
            if (current())
                m_queries.erase(state->reply.id);
            return request->fail(state->error);
        }
        request->reply(state->reply);
        if (QuerySubscription *subscription = current())
            subscription->start();
    };

    if (query.known) {
        std::vector<IdVersion> held;
        Database::Names missing;
        for (const IdVersion &doc : *query.known) {
            if (doc.version == NoVersion) {
                missing.push_back(doc.id);
            } else {
                held.push_back(doc);
            }
        }
        if (!missing.empty()) {
            ++state->waiting;
            backend->fetch(request->agent, target, std::move(missing),
                           [state, finish](const Error &error, std::vector<SnapshotEntry> entries) {
                               state->reply.missing = std::move(entries);
                               finish(error);
                           });
        }
        if (!held.empty()) {
            ++state->waiting;
            fetchOps(request, target, held, finish);
        }
    }

    const auto ready = [this, request, target, state, current, finish, known = query.known](
                           const Error &error, std::vector<Snapshot> results, const Value &extra) {
        QuerySubscription *subscription = current();
        if (error || !subscription)
            return finish(error);
        if (known) {
            std::vector<Key> ids;
            for (const IdVersion &doc : *known)
                ids.push_back(doc.id);
            subscription->start();
            subscription->sendDifference(ids, results, extra);
            return finish({});
        }
        state->reply.extra = extra;
        const auto sanitized = [state, finish](const Error &error, std::vector<Snapshot> snapshots) {
            state->reply.results.emplace();
            for (Snapshot &snapshot : snapshots)
                state->reply.results->push_back({std::move(snapshot), {}, {}});
            finish(error);
        };
        backend->sanitizeAll(request->agent, target, std::move(results), BackendPrivate::SnapshotType::Current,
                             sanitized);
    };
    LiveQueries &queries = *backend->queries.at(backend->queryDatabase(context->options));
    queries.follow(context->collection, context->query, context->options, subscription, ready);
}

} // namespace Racer
