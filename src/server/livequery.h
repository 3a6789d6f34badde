// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/querydiff.h>

#include <QtCore/QtGlobal>

#include <memory>

namespace Racer {

class LiveQuery;
class LiveQueries;

// Somebody who follows a query; one object per followed query of an agent. Destroying it ends the following.
// Any of the calls may destroy or stop any follower.
class RACER_SERVER_EXPORT QueryFollower
{
    Q_DISABLE_COPY_MOVE(QueryFollower)
public:
    QueryFollower() = default;
    virtual ~QueryFollower();

    // The query that is followed, or nullptr.
    [[nodiscard]] LiveQuery *query() const noexcept { return m_query.get(); }
    void stop(); // nothing arrives any more, not even what "ready" would have told

protected:
    virtual void queryChanged(const QueryDiff &diff) = 0;
    // A document was changed that was in the result before; comes after the queryChanged of that commit, and for
    // the commit that made the document leave the result as well, but not for the one that made it enter.
    virtual void resultChanged(const Op &op) = 0;
    // The database could not tell the result any more. Following goes on.
    virtual void queryFailed(const Error &error) = 0;

private:
    friend class LiveQuery;
    friend class LiveQueries;
    std::shared_ptr<LiveQuery> m_query;
};

// One followed query of one collection, kept once for all who follow it. Made by LiveQueries::follow().
class RACER_SERVER_EXPORT LiveQuery
{
    Q_DISABLE_COPY_MOVE(LiveQuery)
public:
    ~LiveQuery();

    [[nodiscard]] const Key &collection() const noexcept;
    [[nodiscard]] const Value &query() const noexcept;
    // The result as it is now, in order; empty while the query is still being loaded.
    [[nodiscard]] std::vector<Snapshot> results() const;
    [[nodiscard]] qsizetype size() const noexcept;
    [[nodiscard]] bool contains(const Key &id) const;
    // What the query yields besides documents, or undefined.
    [[nodiscard]] Value extra() const;

private:
    friend class LiveQueries;
    friend class QueryFollower;
    struct Private;
    explicit LiveQuery(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

} // namespace Racer
