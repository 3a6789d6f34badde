// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowblocks_p.h"

#include <algorithm>

namespace Racer {

RowBlocks::RowBlocks(qsizetype count) : m_before(count), m_size(count)
{
    if (count > 0)
        m_blocks.push_back({0, count});
}

RowBlocks::RowBlocks(qsizetype count, const std::vector<qsizetype> &rows)
    : m_before(count), m_size(qsizetype(rows.size()))
{
    for (const qsizetype row : rows) {
        const bool continues = !m_blocks.empty()
            && (row < 0 ? m_blocks.back().isNew()
                        : !m_blocks.back().isNew() && m_blocks.back().before + m_blocks.back().count == row);
        if (continues)
            ++m_blocks.back().count;
        else
            m_blocks.push_back({row, 1});
    }
}

size_t RowBlocks::split(qsizetype index)
{
    for (size_t i = 0; i < m_blocks.size(); ++i) {
        if (index == 0)
            return i;
        Block &block = m_blocks[i];
        if (index < block.count) {
            const Block rest{block.isNew() ? -1 : block.before + index, block.count - index};
            block.count = index;
            m_blocks.insert(m_blocks.begin() + qsizetype(i) + 1, rest);
            return i + 1;
        }
        index -= block.count;
    }
    return m_blocks.size();
}

void RowBlocks::insert(qsizetype index, qsizetype count)
{
    if (count == 0)
        return;
    m_blocks.insert(m_blocks.begin() + qsizetype(split(index)), {-1, count});
    m_size += count;
}

void RowBlocks::remove(qsizetype index, qsizetype count)
{
    const size_t first = split(index);
    const size_t last = split(index + count);
    m_blocks.erase(m_blocks.begin() + qsizetype(first), m_blocks.begin() + qsizetype(last));
    m_size -= count;
}

void RowBlocks::move(qsizetype from, qsizetype to, qsizetype count)
{
    const auto first = qsizetype(split(from));
    const auto last = qsizetype(split(from + count));
    const std::vector<Block> moved(m_blocks.begin() + first, m_blocks.begin() + last);
    m_blocks.erase(m_blocks.begin() + first, m_blocks.begin() + last);
    m_blocks.insert(m_blocks.begin() + qsizetype(split(to)), moved.begin(), moved.end());
}

qsizetype RowBlocks::before(qsizetype row) const
{
    for (const Block &block : m_blocks) {
        if (row < block.count)
            return block.isNew() ? -1 : block.before + row;
        row -= block.count;
    }
    return -1;
}

qsizetype RowBlocks::after(qsizetype row) const
{
    qsizetype first = 0;
    for (const Block &block : m_blocks) {
        if (!block.isNew() && row >= block.before && row < block.before + block.count)
            return first + row - block.before;
        first += block.count;
    }
    return -1;
}

std::vector<RowBlocks::Range> RowBlocks::gone() const
{
    std::vector<Range> kept;
    for (const Block &block : m_blocks) {
        if (!block.isNew())
            kept.push_back({block.before, block.count});
    }
    std::sort(kept.begin(), kept.end(), [](const Range &a, const Range &b) { return a.first < b.first; });
    std::vector<Range> gone;
    qsizetype next = 0;
    for (const Range &range : kept) {
        if (range.first > next)
            gone.push_back({next, range.first - next});
        next = range.first + range.count;
    }
    if (next < m_before)
        gone.push_back({next, m_before - next});
    return gone;
}

qsizetype RowBlocks::settle()
{
    std::vector<Block> joined;
    for (const Block &block : m_blocks) {
        const bool continues = !joined.empty() && joined.back().isNew() == block.isNew()
            && (block.isNew() || joined.back().before + joined.back().count == block.before);
        if (continues)
            joined.back().count += block.count;
        else
            joined.push_back({block.before, block.count});
    }
    m_blocks = std::move(joined);

    // The heaviest increasing subsequence stays: best[i] is the weight of the heaviest one that ends among the blocks
    // with the i smallest places before, kept in a tree of prefix maxima.
    std::vector<size_t> kept;
    for (size_t i = 0; i < m_blocks.size(); ++i) {
        if (!m_blocks[i].isNew())
            kept.push_back(i);
    }
    if (std::is_sorted(kept.begin(), kept.end(),
                       [this](size_t a, size_t b) { return m_blocks[a].before < m_blocks[b].before; }))
        return 0;
    std::vector<size_t> byPlace = kept;
    std::sort(byPlace.begin(), byPlace.end(),
              [this](size_t a, size_t b) { return m_blocks[a].before < m_blocks[b].before; });
    std::vector<size_t> rank(m_blocks.size(), 0);
    for (size_t i = 0; i < byPlace.size(); ++i)
        rank[byPlace[i]] = i + 1;
    struct Best
    {
        qsizetype weight = 0;
        qsizetype block = -1;
    };
    std::vector<Best> prefixes(byPlace.size() + 1);
    std::vector<qsizetype> previous(m_blocks.size(), -1);
    Best heaviest;
    for (const size_t i : kept) {
        Best best;
        for (size_t at = rank[i] - 1; at > 0; at -= at & (~at + 1)) {
            if (prefixes[at].weight > best.weight)
                best = prefixes[at];
        }
        previous[i] = best.block;
        const Best own{best.weight + m_blocks[i].count, qsizetype(i)};
        for (size_t at = rank[i]; at < prefixes.size(); at += at & (~at + 1)) {
            if (own.weight > prefixes[at].weight)
                prefixes[at] = own;
        }
        if (own.weight > heaviest.weight)
            heaviest = own;
    }
    for (const size_t i : kept)
        m_blocks[i].stays = false;
    qsizetype staying = 0;
    for (qsizetype i = heaviest.block; i >= 0; i = previous[size_t(i)], ++staying)
        m_blocks[size_t(i)].stays = true;
    return qsizetype(kept.size()) - staying;
}

} // namespace Racer
