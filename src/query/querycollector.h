// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/queryexpression.h>

namespace Racer {

// Picks a query's result out of documents handed to it one by one, in any order. Holds no more than the result and
// what $skip passes over, however many documents match.
class RACER_CORE_EXPORT QueryCollector
{
public:
    // "ordered": documents come in ascending order of compareText of their ids.
    explicit QueryCollector(const QueryExpression &query, bool ordered = false);

    void add(const Snapshot &snapshot);
    // Matches that somebody else has counted, for $count.
    void addCount(qint64 matches) { m_count += matches; }
    // True if no further document can change the result.
    [[nodiscard]] bool isFull() const noexcept;

    [[nodiscard]] std::vector<Snapshot> takeSnapshots();
    [[nodiscard]] Value extra() const; // the count, or undefined

private:
    struct Entry
    {
        QueryExpression::SortKey key;
        Snapshot snapshot;
    };

    QueryExpression m_query;
    std::vector<Entry> m_entries; // a heap with the last one on top once "m_capacity" is reached
    size_t m_capacity;            // skip + limit
    qint64 m_count = 0;
    bool m_ordered;
};

} // namespace Racer
