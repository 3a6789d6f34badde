// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/livequery.h>

#include <functional>

namespace Racer {

class Database;

// All followed queries of a database. The backend tells it every commit, and it tells the followers of each query
// how the result changed. Lives in the backend's thread.
class RACER_SERVER_EXPORT LiveQueries
{
    Q_DISABLE_COPY_MOVE(LiveQueries)
public:
    // The result at the moment from which on the follower is told changes.
    using Ready = std::function<void(Error, std::vector<Snapshot> results, Value extra)>;

    explicit LiveQueries(Database *database); // not owned; has to outlive this
    ~LiveQueries();

    // Follows a query. Equal queries (collection, query and options) share one LiveQuery. "ready" is called once,
    // before follow() returns or later, unless the follower stops before; after an error nothing is followed.
    // Somebody who knows a result already compares it by QueryDiff::between().
    void follow(const Key &collection, const Value &query, const Value &options, QueryFollower *follower,
                Ready ready);

    // A commit has become durable. "before" is the document's state before it, or one with version NoVersion if
    // nobody knows. To be called in the order of versions of each document; an older version is passed over.
    void committed(const Key &collection, const Op &op, const Snapshot &before, const Snapshot &after);

    // Commits may have been missed: asks the database again for all followed queries of the collection.
    void refresh(const Key &collection);

    [[nodiscard]] qsizetype size() const noexcept; // how many different queries are followed

private:
    friend class LiveQuery;
    friend class QueryFollower;
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Racer
