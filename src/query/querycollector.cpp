// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/querycollector.h>

#include <algorithm>
#include <limits>

namespace Racer {

/*!
    \class Racer::QueryCollector
    \inmodule Racer
    \brief Picks the result of a query out of documents handed to it one by one.

    For database adapters. Holds no more documents than $skip and $limit ask for. To be used from one thread.
*/

namespace {

size_t capacityOf(const QueryExpression &query)
{
    constexpr quint64 most = std::numeric_limits<qsizetype>::max();
    if (query.isCount() || !query.limit())
        return size_t(most);
    return size_t(std::min(most, quint64(query.skip()) + quint64(*query.limit())));
}

} // namespace

/*! Collects the result of \a query. Documents that come \a ordered by id let it stop early. */
QueryCollector::QueryCollector(const QueryExpression &query, bool ordered)
    : m_query(query), m_capacity(capacityOf(query)), m_ordered(ordered && !query.hasSort())
{
}

/*! Takes \a snapshot into the result if it matches and belongs there. */
void QueryCollector::add(const Snapshot &snapshot)
{
    if (!m_query.matches(snapshot))
        return;
    ++m_count;
    if (m_query.isCount() || isFull())
        return;
    const auto before = [&](const Entry &a, const Entry &b) { return m_query.lessThan(a.key, b.key); };
    Entry entry{m_query.sortKey(snapshot), {}};
    if (m_entries.size() < m_capacity) {
        entry.snapshot = snapshot;
        m_entries.push_back(std::move(entry));
        if (m_entries.size() == m_capacity)
            std::make_heap(m_entries.begin(), m_entries.end(), before);
    } else if (before(entry, m_entries.front())) {
        std::pop_heap(m_entries.begin(), m_entries.end(), before);
        entry.snapshot = snapshot;
        m_entries.back() = std::move(entry);
        std::push_heap(m_entries.begin(), m_entries.end(), before);
    }
}

/*! True if no further document can change the result. */
bool QueryCollector::isFull() const noexcept
{
    return m_ordered && !m_query.isCount() && m_entries.size() >= m_capacity;
}

/*! The result, in the query's order. Ends the collecting. */
std::vector<Snapshot> QueryCollector::takeSnapshots()
{
    std::sort(m_entries.begin(), m_entries.end(),
              [&](const Entry &a, const Entry &b) { return m_query.lessThan(a.key, b.key); });
    std::vector<Snapshot> snapshots;
    const size_t first = size_t(std::min<quint64>(quint64(m_query.skip()), m_entries.size()));
    snapshots.reserve(m_entries.size() - first);
    for (size_t i = first; i < m_entries.size(); ++i)
        snapshots.push_back(std::move(m_entries[i].snapshot));
    m_entries.clear();
    return snapshots;
}

/*! The number of matches if the query asks for it by $count, otherwise undefined. */
Value QueryCollector::extra() const
{
    return m_query.isCount() ? Value(m_count) : Value();
}

} // namespace Racer
