// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "livequery_p.h"

#include <Racer/database.h>
#include <Racer/json.h>

#include <QtCore/QVarLengthArray>

#include <algorithm>

namespace Racer {

/*!
    \class Racer::LiveQueries
    \inmodule Racer
    \brief All followed queries of a database.

    The backend tells it every commit; it finds the queries that the commit can affect by an index, changes their
    results in memory and tells their followers the difference. The database is asked for a query's result at its
    start, when more documents have left a limited result than were held behind it, and after commits for queries
    that only the database understands. To be used from the backend's thread, on which the database answers.

    Takes the place of ShareDB's polling QueryEmitter.
*/

namespace {

QByteArray identityOf(const Key &collection, const Value &query, const Value &options)
{
    QByteArray identity;
    Json::append(identity, Value::array({collection, query, options}));
    return identity;
}

std::optional<QueryExpression> parsed(const Value &query)
{
    try {
        return QueryExpression(query);
    } catch (const Error &) {
        return std::nullopt; // the database may know better; if not, it tells the same error
    }
}

} // namespace

/*! Follows queries of \a database, which has to outlive this. */
LiveQueries::LiveQueries(Database *database) : d(std::make_unique<Private>(Private{database, {}, {}})) { }

LiveQueries::~LiveQueries()
{
    for (const auto &[identity, query] : d->byIdentity)
        query->owner = nullptr;
}

/*!
    Makes \a follower follow \a query on \a collection, in place of what it followed before. Equal queries with
    equal \a options share one result. \a ready is called once, before this returns or later, unless the follower
    stops before, with the error (invalid queries: ERR_INVALID_QUERY) or the result; from then on the follower is
    told every change.
*/
void LiveQueries::follow(const Key &collection, const Value &query, const Value &options, QueryFollower *follower,
                         Ready ready)
{
    follower->stop();
    QByteArray identity = identityOf(collection, query, options);
    std::shared_ptr<LiveQuery> live;
    if (const auto known = d->byIdentity.find(identity); known != d->byIdentity.end())
        live = known->second->self.lock();
    const bool isNew = !live;
    if (isNew) {
        live.reset(new LiveQuery(std::make_unique<LiveQuery::Private>()));
        LiveQuery::Private *data = live->d.get();
        data->self = live;
        data->collection = collection;
        data->query = query;
        data->options = options;
        data->identity = std::move(identity);
        if (std::optional<QueryExpression> expression = parsed(query)) {
            data->expression = *expression;
            data->result.emplace(std::move(*expression));
        }
        data->owner = d.get();
        d->add(data);
    }
    follower->m_query = live;
    live->d->followers.push_back(follower);
    if (live->d->isLoaded) {
        ready({}, live->results(), live->extra());
        return;
    }
    live->d->waiting.push_back({follower, std::move(ready)});
    if (isNew)
        live->d->load();
}

/*!
    Tells that \a op, now durable, has led a document of \a collection from \a before to \a after. A \a before whose
    version is NoVersion is unknown.
*/
void LiveQueries::committed(const Key &collection, const Op &op, const Snapshot &before, const Snapshot &after)
{
    const auto place = d->collections.find(collection);
    if (place == d->collections.end())
        return;
    Private::Collection &queries = place->second;
    const ChangedFields changed(before, after);

    struct Affected
    {
        std::shared_ptr<LiveQuery> query;
        bool touched;
    };
    QVarLengthArray<Affected, 32> affected;
    const auto add = [&](const LiveQuery::Private *query, bool touched) {
        affected.append({query->self.lock(), touched});
    };
    if (const auto held = queries.holders.find(after.id); held != queries.holders.end()) {
        for (const LiveQuery::Private *query : held->second)
            add(query, changed.touch(query->expression));
    }
    QVarLengthArray<IndexedQuery *, 32> candidates;
    queries.index.find(after, candidates);
    for (IndexedQuery *candidate : candidates) {
        const auto *query = static_cast<LiveQuery::Private *>(candidate);
        if (changed.touch(query->expression) && query->result->versionOf(after.id) == NoVersion
            && query->expression.matches(after))
            add(query, true);
    }
    for (const LiveQuery::Private *query : queries.polled)
        add(query, true);
    for (LiveQuery::Private *query : queries.loading) {
        if (query->result)
            query->missed.insert_or_assign(after.id, after);
    }

    for (const Affected &one : affected) {
        if (!one.query || !one.query->d->owner)
            continue;
        if (one.query->d->result)
            one.query->d->commit(op, after, one.touched);
        else
            one.query->d->pollAfter(op);
    }
}

/*! Asks the database again for all followed queries of \a collection, after messages may have been lost. */
void LiveQueries::refresh(const Key &collection)
{
    const auto place = d->collections.find(collection);
    if (place == d->collections.end())
        return;
    std::vector<std::shared_ptr<LiveQuery>> queries;
    for (const LiveQuery::Private *query : place->second.queries)
        queries.push_back(query->self.lock());
    for (const std::shared_ptr<LiveQuery> &query : queries) {
        if (query && query->d->owner)
            query->d->load();
    }
}

/*! The number of different queries that are followed. */
qsizetype LiveQueries::size() const noexcept
{
    return qsizetype(d->byIdentity.size());
}

void LiveQueries::Private::add(LiveQuery::Private *query)
{
    byIdentity.insert_or_assign(query->identity, query);
    Collection &queries = collections[query->collection];
    queries.queries.push_back(query);
    if (query->result)
        queries.index.add(query);
    else
        queries.polled.push_back(query);
}

void LiveQueries::Private::remove(LiveQuery::Private *query)
{
    const auto place = collections.find(query->collection);
    Collection &queries = place->second;
    if (query->result) {
        queries.index.remove(query);
        for (const Key &id : query->result->heldIds())
            release(query, id);
    }
    std::erase(queries.polled, query);
    std::erase(queries.loading, query);
    std::erase(queries.queries, query);
    byIdentity.erase(query->identity);
    if (queries.queries.empty())
        collections.erase(place);
}

void LiveQueries::Private::hold(LiveQuery::Private *query, const Key &id)
{
    collections[query->collection].holders[id].push_back(query);
}

void LiveQueries::Private::release(LiveQuery::Private *query, const Key &id)
{
    auto &holders = collections[query->collection].holders;
    const auto held = holders.find(id);
    if (held == holders.end())
        return;
    std::erase(held->second, query);
    if (held->second.empty())
        holders.erase(held);
}

} // namespace Racer
