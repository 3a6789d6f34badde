// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "livequery_p.h"

#include <algorithm>

namespace Racer {

/*!
    \class Racer::QueryFollower
    \inmodule Racer
    \brief Somebody who follows a query; a base class.

    To be used from the backend's thread. Counterpart of the listeners of ShareDB's QueryEmitter.

    \fn void Racer::QueryFollower::queryChanged(const QueryDiff &diff)
    The result has changed by \a diff.

    \fn void Racer::QueryFollower::resultChanged(const Op &op)
    \a op has changed a document that was in the result before.

    \fn void Racer::QueryFollower::queryFailed(const Error &error)
    The database could not tell the result any more. Following goes on with what is known.
*/

/*! Ends the following. */
QueryFollower::~QueryFollower()
{
    stop();
}

/*! Ends the following: nothing arrives any more. */
void QueryFollower::stop()
{
    if (const std::shared_ptr<LiveQuery> query = std::move(m_query))
        query->d->remove(this);
}

/*!
    \class Racer::LiveQuery
    \inmodule Racer
    \brief One followed query of one collection, kept once for all who follow it.

    Holds the result in memory and changes it with each commit. To be used from the backend's thread.
    Counterpart of ShareDB's QueryEmitter.
*/

LiveQuery::LiveQuery(std::unique_ptr<Private> data) : d(std::move(data)) { }

LiveQuery::~LiveQuery()
{
    if (d->owner)
        d->owner->remove(d.get());
}

/*! The collection whose documents are followed. */
const Key &LiveQuery::collection() const noexcept
{
    return d->collection;
}

/*! The query object. */
const Value &LiveQuery::query() const noexcept
{
    return d->query;
}

/*! The result as it is now, in order; empty while the query is still being loaded. */
std::vector<Snapshot> LiveQuery::results() const
{
    return d->visible();
}

/*! The number of documents in the result. */
qsizetype LiveQuery::size() const noexcept
{
    return qsizetype(d->result ? d->result->visibleCount() : d->polled.size());
}

/*! True if the document \a id is in the result. */
bool LiveQuery::contains(const Key &id) const
{
    if (d->result)
        return d->result->shows(id);
    return std::any_of(d->polled.begin(), d->polled.end(), [&](const Snapshot &one) { return one.id == id; });
}

/*! What the query yields besides documents ($count: the number of matches), or undefined. */
Value LiveQuery::extra() const
{
    return d->extra();
}

std::vector<Snapshot> LiveQuery::Private::visible() const
{
    return result ? result->visible() : polled;
}

Value LiveQuery::Private::extra() const
{
    return result ? result->extra() : polledExtra;
}

// Calls those who follow now, and have been told a result; one that stops meanwhile is not called any more.
template<typename Call>
void LiveQuery::Private::notify(Call call)
{
    ++notifying;
    for (size_t i = 0, count = followers.size(); i < count; ++i) {
        QueryFollower *follower = followers[i];
        const auto isFollower = [&](const Waiting &one) { return one.follower == follower; };
        if (follower && std::none_of(waiting.begin(), waiting.end(), isFollower))
            call(follower);
    }
    if (--notifying == 0)
        std::erase(followers, nullptr);
}

void LiveQuery::Private::remove(QueryFollower *follower)
{
    std::erase_if(waiting, [&](const Waiting &one) { return one.follower == follower; });
    const auto place = std::find(followers.begin(), followers.end(), follower);
    if (place == followers.end())
        return;
    if (notifying)
        *place = nullptr;
    else
        followers.erase(place);
}

void LiveQuery::Private::load()
{
    if (isLoading) {
        isStale = true;
        return;
    }
    isLoading = true;
    isStale = false;
    owner->collections[collection].loading.push_back(this);
    owner->database->query(collection, result ? result->wideQuery() : query, options,
                           [self = self](const Error &error, Database::QueryResult answer) {
                               if (const std::shared_ptr<LiveQuery> query = self.lock(); query && query->d->owner)
                                   query->d->loaded(error, std::move(answer));
                           });
}

void LiveQuery::Private::loaded(const Error &error, Database::QueryResult answer)
{
    const std::shared_ptr<LiveQuery> alive = self.lock();
    isLoading = false;
    std::erase(owner->collections[collection].loading, this);
    if (error) {
        missed.clear();
        if (isLoaded)
            notify([&](QueryFollower *follower) { follower->queryFailed(error); });
        answerWaiting(error);
        return;
    }
    const std::vector<Snapshot> before = visible();
    const Value extraBefore = extra();
    replace(std::move(answer));
    if (std::exchange(isLoaded, true)) {
        std::vector<Key> ids;
        ids.reserve(before.size());
        for (const Snapshot &snapshot : before)
            ids.push_back(snapshot.id);
        QueryDiff diff = QueryDiff::between(ids, visible());
        if (!(extra() == extraBefore))
            diff.extra = extra();
        if (!diff.isEmpty())
            notify([&](QueryFollower *follower) { follower->queryChanged(diff); });
    }
    answerWaiting({});
    if (owner && (isStale || (result && result->isRunningDry())))
        load();
}

void LiveQuery::Private::replace(Database::QueryResult answer)
{
    if (!result) {
        polled = std::move(answer.snapshots);
        polledExtra = std::move(answer.extra);
        return;
    }
    for (const Key &id : result->heldIds())
        owner->release(this, id);
    result->assign(std::move(answer.snapshots));
    for (const auto &[id, snapshot] : std::exchange(missed, {}))
        (void)result->apply(snapshot, expression.matches(snapshot));
    for (const Key &id : result->heldIds())
        owner->hold(this, id);
}

void LiveQuery::Private::answerWaiting(const Error &error)
{
    while (!waiting.empty()) {
        Waiting first = std::move(waiting.front());
        waiting.pop_front();
        if (error)
            first.follower->stop();
        first.ready(error, error ? std::vector<Snapshot>() : visible(), error ? Value() : extra());
    }
}

void LiveQuery::Private::commit(const Op &op, const Snapshot &after, bool touched)
{
    if (!isLoaded)
        return;
    bool wasVisible;
    if (!touched) {
        wasVisible = result->refresh(after);
    } else {
        const bool wasHeld = result->versionOf(after.id) != NoVersion;
        LiveResult::Change change = result->apply(after, expression.matches(after));
        wasVisible = change.wasVisible;
        if (change.isHeld && !wasHeld)
            owner->hold(this, after.id);
        else if (wasHeld && !change.isHeld)
            owner->release(this, after.id);
        for (const Key &id : change.released)
            owner->release(this, id);
        if (!change.diff.isEmpty())
            notify([&](QueryFollower *follower) { follower->queryChanged(change.diff); });
    }
    if (wasVisible)
        notify([&](QueryFollower *follower) { follower->resultChanged(op); });
    if (owner && result->isRunningDry())
        load();
}

void LiveQuery::Private::pollAfter(const Op &op)
{
    const bool wasVisible = std::any_of(polled.begin(), polled.end(),
                                        [&](const Snapshot &snapshot) { return snapshot.id == op.doc.id; });
    load();
    if (wasVisible)
        notify([&](QueryFollower *follower) { follower->resultChanged(op); });
}

} // namespace Racer
