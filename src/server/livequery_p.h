// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/database.h>
#include <Racer/livequeries.h>

#include "liveresult_p.h"
#include "queryindex_p.h"

#include <deque>
#include <optional>
#include <unordered_map>

namespace Racer {

// A query that QueryExpression knows is matched here. Another one, which only the database understands, is asked
// for again after commits.
struct LiveQuery::Private : IndexedQuery
{
    struct Waiting
    {
        QueryFollower *follower;
        LiveQueries::Ready ready;
    };

    std::weak_ptr<LiveQuery> self;
    LiveQueries::Private *owner = nullptr; // nullptr once that is gone
    Key collection;
    Value query;
    Value options;
    QByteArray identity;
    std::optional<LiveResult> result; // none: asked for again after commits
    std::vector<Snapshot> polled;
    Value polledExtra;

    bool isLoaded = false;
    bool isLoading = false;
    bool isStale = false;                     // to be loaded again when this load has come in
    std::unordered_map<Key, Snapshot> missed; // committed while loading: the database may not have shown it
    std::vector<QueryFollower *> followers;   // nullptr: has left during a notification
    std::deque<Waiting> waiting;
    int notifying = 0;

    [[nodiscard]] std::vector<Snapshot> visible() const;
    [[nodiscard]] Value extra() const;
    void load();
    void loaded(const Error &error, Database::QueryResult answer);
    void replace(Database::QueryResult answer);
    void commit(const Op &op, const Snapshot &after, bool touched);
    void pollAfter(const Op &op);
    void answerWaiting(const Error &error);
    void remove(QueryFollower *follower);
    template<typename Call>
    void notify(Call call);
};

struct LiveQueries::Private
{
    struct Collection
    {
        QueryIndex index;
        std::unordered_map<Key, std::vector<LiveQuery::Private *>> holders; // by document
        std::vector<LiveQuery::Private *> queries;
        std::vector<LiveQuery::Private *> polled;
        std::vector<LiveQuery::Private *> loading;
    };

    Database *database;
    std::unordered_map<Key, Collection> collections;
    std::unordered_map<QByteArray, LiveQuery::Private *> byIdentity;

    void add(LiveQuery::Private *query);
    void remove(LiveQuery::Private *query);
    void hold(LiveQuery::Private *query, const Key &id);
    void release(LiveQuery::Private *query, const Key &id);
};

} // namespace Racer
