// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "liveresult_p.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace Racer {

namespace {

constexpr size_t None = size_t(-1);
constexpr qint64 MaxWindow = std::numeric_limits<qint32>::max(); // far beyond what is ever held

} // namespace

// One document taken out at "from" and put in at "to"; either may be None.
struct LiveResult::Shift
{
    size_t from;
    size_t to; // in the list without it
    size_t sizeBefore;
    size_t sizeAfter;

    size_t after(size_t index) const
    {
        if (index == from)
            return to;
        const size_t rest = index - (from != None && from < index);
        return rest + (to != None && to <= rest);
    }
    size_t before(size_t index) const
    {
        if (index == to)
            return from;
        const size_t rest = index - (to != None && to < index);
        return rest + (from != None && from <= rest);
    }
};

LiveResult::LiveResult(QueryExpression query) : m_query(std::move(query))
{
    if (m_query.isCount())
        return;
    m_begin = size_t(std::min(m_query.skip(), MaxWindow));
    if (!m_query.limit())
        return;
    const size_t limit = size_t(std::min(*m_query.limit(), MaxWindow));
    m_end = m_begin + limit;
    m_slack = std::min<size_t>(limit, 100) + 10;
    m_isComplete = false;
}

Value LiveResult::wideQuery() const
{
    Value query = m_query.source();
    query.take(Key(u"$count"));
    query.take(Key(u"$skip"));
    query.take(Key(u"$limit"));
    if (m_end != None)
        query.set(Key(u"$limit"), qint64(m_end + m_slack));
    return query;
}

Snapshot LiveResult::kept(const Snapshot &snapshot) const
{
    Snapshot copy = snapshot;
    if (m_query.isCount()) {
        copy.data = Value();
        copy.meta = Value();
    }
    return copy;
}

void LiveResult::assign(std::vector<Snapshot> matches)
{
    m_rows.clear();
    m_entries.clear();
    m_rows.reserve(matches.size());
    m_entries.reserve(matches.size());
    for (const Snapshot &snapshot : matches) {
        auto entry = std::make_unique<Entry>(Entry{kept(snapshot), m_query.sortKey(snapshot)});
        m_rows.push_back(entry.get());
        m_entries.insert_or_assign(snapshot.id, std::move(entry));
    }
    const auto before = [&](const Entry *a, const Entry *b) { return m_query.lessThan(a->key, b->key); };
    if (!std::is_sorted(m_rows.begin(), m_rows.end(), before)) // a database may break ties another way
        std::sort(m_rows.begin(), m_rows.end(), before);
    m_isComplete = m_end == None || m_rows.size() < m_end + m_slack;
    if (!m_isComplete)
        m_boundary = m_rows.back()->key;
}

size_t LiveResult::lowerBound(const QueryExpression::SortKey &key) const
{
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), key,
                                        [&](const Entry *entry, const QueryExpression::SortKey &sought) {
                                            return m_query.lessThan(entry->key, sought);
                                        });
    return size_t(place - m_rows.begin());
}

bool LiveResult::isKnown(const QueryExpression::SortKey &key) const
{
    return m_isComplete || !m_query.lessThan(m_boundary, key);
}

bool LiveResult::refresh(const Snapshot &snapshot)
{
    const auto held = m_entries.find(snapshot.id);
    if (held == m_entries.end() || snapshot.version <= held->second->snapshot.version)
        return false;
    held->second->snapshot = kept(snapshot);
    return shows(snapshot.id);
}

LiveResult::Change LiveResult::apply(const Snapshot &snapshot, bool matches)
{
    Change change;
    const auto held = m_entries.find(snapshot.id);
    Entry *old = held == m_entries.end() ? nullptr : held->second.get();
    if (old && snapshot.version <= old->snapshot.version) {
        change.isHeld = true;
        return change;
    }
    Shift shift{None, None, m_rows.size(), m_rows.size()};
    if (old) {
        shift.from = lowerBound(old->key);
        change.wasVisible = isVisible(shift.from, shift.sizeBefore);
    }
    QueryExpression::SortKey key;
    if (matches) {
        key = m_query.sortKey(snapshot);
        matches = isKnown(key);
    }
    if (!old && !matches)
        return change;
    change.isHeld = matches;
    if (matches) {
        shift.to = lowerBound(key);
        if (shift.from != None && shift.from < shift.to)
            --shift.to;
    }

    if (shift.from != None) {
        m_rows.erase(m_rows.begin() + std::ptrdiff_t(shift.from));
        if (!matches)
            m_entries.erase(held);
    }
    if (matches) {
        if (!old)
            old = m_entries.emplace(snapshot.id, std::make_unique<Entry>()).first->second.get();
        old->snapshot = kept(snapshot);
        old->key = std::move(key);
        m_rows.insert(m_rows.begin() + std::ptrdiff_t(shift.to), old);
    }
    shift.sizeAfter = m_rows.size();
    appendSteps(change.diff, shift);
    trim(change.released);
    return change;
}

void LiveResult::appendSteps(QueryDiff &diff, const Shift &shift) const
{
    if (m_query.isCount()) {
        if (shift.sizeBefore != shift.sizeAfter)
            diff.extra = extra();
        return;
    }
    // One document has moved, so at each edge of the window at most one crosses it, and at most one leaves and one
    // enters in all.
    for (const size_t index : {shift.from, m_begin, windowEnd(shift.sizeBefore) - 1}) {
        if (index == None || !isVisible(index, shift.sizeBefore))
            continue;
        const size_t now = shift.after(index);
        if (now == None || !isVisible(now, shift.sizeAfter)) {
            diff.steps.push_back({QueryDiff::Step::Remove, qsizetype(index - m_begin), 1, 0, {}});
            break;
        }
    }
    for (const size_t index : {shift.to, m_begin, windowEnd(shift.sizeAfter) - 1}) {
        if (index == None || !isVisible(index, shift.sizeAfter))
            continue;
        const size_t then = shift.before(index);
        if (then == None || !isVisible(then, shift.sizeBefore)) {
            diff.steps.push_back({QueryDiff::Step::Insert, qsizetype(index - m_begin), 1, 0,
                                  {m_rows[index]->snapshot}});
            break;
        }
    }
    if (diff.steps.empty() && shift.from != None && shift.from != shift.to && isVisible(shift.from, shift.sizeBefore)) {
        diff.steps.push_back({QueryDiff::Step::Move, qsizetype(shift.from - m_begin), 1,
                              qsizetype(shift.to - m_begin), {}});
    }
}

void LiveResult::trim(std::vector<Key> &released)
{
    if (m_end == None || m_rows.size() <= m_end + 2 * m_slack)
        return;
    while (m_rows.size() > m_end + m_slack) {
        released.push_back(m_rows.back()->snapshot.id);
        m_rows.pop_back();
        m_entries.erase(released.back());
    }
    m_boundary = m_rows.back()->key;
    m_isComplete = false;
}

bool LiveResult::isRunningDry() const noexcept
{
    return !m_isComplete && m_rows.size() < m_end + m_slack / 4;
}

qint64 LiveResult::versionOf(const Key &id) const
{
    const auto held = m_entries.find(id);
    return held == m_entries.end() ? NoVersion : held->second->snapshot.version;
}

bool LiveResult::shows(const Key &id) const
{
    const auto held = m_entries.find(id);
    return held != m_entries.end() && isVisible(lowerBound(held->second->key), m_rows.size());
}

size_t LiveResult::visibleCount() const noexcept
{
    const size_t end = windowEnd(m_rows.size());
    return m_query.isCount() || end < m_begin ? 0 : end - m_begin;
}

std::vector<Snapshot> LiveResult::visible() const
{
    std::vector<Snapshot> snapshots;
    snapshots.reserve(visibleCount());
    for (size_t i = 0; i < visibleCount(); ++i)
        snapshots.push_back(m_rows[m_begin + i]->snapshot);
    return snapshots;
}

std::vector<Key> LiveResult::visibleIds() const
{
    std::vector<Key> ids;
    ids.reserve(visibleCount());
    for (size_t i = 0; i < visibleCount(); ++i)
        ids.push_back(m_rows[m_begin + i]->snapshot.id);
    return ids;
}

std::vector<Key> LiveResult::heldIds() const
{
    std::vector<Key> ids;
    ids.reserve(m_rows.size());
    for (const Entry *entry : m_rows)
        ids.push_back(entry->snapshot.id);
    return ids;
}

Value LiveResult::extra() const
{
    return m_query.isCount() ? Value(qint64(m_rows.size())) : Value();
}

} // namespace Racer
