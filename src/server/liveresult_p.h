// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/querydiff.h>
#include <Racer/queryexpression.h>

#include <memory>
#include <unordered_map>
#include <vector>

namespace Racer {

// The matches of a query in order, and the window of them that $skip and $limit show. Behind a limited window some
// more matches are held, so that a document that leaves is replaced without asking the database.
class LiveResult
{
public:
    struct Change
    {
        QueryDiff diff;
        bool wasVisible = false;
        bool isHeld = false;       // the document, afterwards
        std::vector<Key> released; // other documents that are not held any more
    };

    explicit LiveResult(QueryExpression query);

    // The query to ask the database for what assign() takes.
    [[nodiscard]] Value wideQuery() const;
    void assign(std::vector<Snapshot> matches);
    Change apply(const Snapshot &snapshot, bool matches);
    // Replaces the data of a held document where neither its place nor its match can have changed.
    bool refresh(const Snapshot &snapshot);

    [[nodiscard]] const QueryExpression &query() const noexcept { return m_query; }
    // True if the window is nearly out of matches and the database may know more.
    [[nodiscard]] bool isRunningDry() const noexcept;
    [[nodiscard]] qint64 versionOf(const Key &id) const; // NoVersion if not held
    [[nodiscard]] bool shows(const Key &id) const;
    [[nodiscard]] size_t visibleCount() const noexcept;
    [[nodiscard]] std::vector<Snapshot> visible() const;
    [[nodiscard]] std::vector<Key> visibleIds() const;
    [[nodiscard]] std::vector<Key> heldIds() const;
    [[nodiscard]] Value extra() const;

private:
    struct Entry
    {
        Snapshot snapshot;
        QueryExpression::SortKey key;
    };
    struct Shift;

    [[nodiscard]] size_t lowerBound(const QueryExpression::SortKey &key) const;
    [[nodiscard]] bool isKnown(const QueryExpression::SortKey &key) const;
    [[nodiscard]] size_t windowEnd(size_t size) const noexcept { return std::min(m_end, size); }
    [[nodiscard]] bool isVisible(size_t index, size_t size) const noexcept
    { return !m_query.isCount() && index >= m_begin && index < windowEnd(size); }
    [[nodiscard]] Snapshot kept(const Snapshot &snapshot) const;
    void appendSteps(QueryDiff &diff, const Shift &shift) const;
    void trim(std::vector<Key> &released);

    QueryExpression m_query;
    std::vector<Entry *> m_rows;
    std::unordered_map<Key, std::unique_ptr<Entry>> m_entries;
    QueryExpression::SortKey m_boundary; // what sorts up to here is held, unless m_isComplete
    size_t m_begin = 0;
    size_t m_end = size_t(-1);
    size_t m_slack = 0;
    bool m_isComplete = true;
};

} // namespace Racer
