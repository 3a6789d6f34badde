// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowdiff_p.h"
#include "rowitems_p.h"

#include <algorithm>

namespace Racer {

namespace {

// With more steps than that, two changes of the layout tell them. These take the current item and open editors of views
// from their items, so the steps may take as long as a frame: in a ListView a thousand moves take 3 ms, 3,000 take
// 18 ms, and 10,000 take 192 ms.
constexpr size_t MaxSteps = 3000;

// Items handed over to learn the roles from.
constexpr qsizetype SampleSize = 1000;

void addRow(std::vector<RowPlan::Range> &ranges, qsizetype row)
{
    if (!ranges.empty() && ranges.back().first + ranges.back().count == row)
        ++ranges.back().count;
    else
        ranges.push_back({row, 1});
}

} // namespace

// The steps from the list as it is. It is taken apart for a while, and looks as before at the end.
RowPlan RowItems::planFew(const Findings &found)
{
    RowPlan plan;
    NodeRows removed;
    for (Node *node : found.removed)
        removed.push_back({m_listed.indexOf(node), node});
    std::sort(removed.begin(), removed.end());
    for (const auto &[row, node] : removed)
        addRow(plan.removals, row);
    if (found.placed.empty() && found.added.empty())
        return plan;
    if (removed.empty() && found.placed.size() + found.added.size() == 1) {
        planOne(plan, found);
        return plan;
    }

    for (const auto &[row, node] : removed)
        m_listed.detach(node);
    NodeRows placed;
    for (Node *node : found.placed)
        placed.push_back({m_listed.indexOf(node), node});
    std::sort(placed.begin(), placed.end());
    for (const auto &[row, node] : placed)
        m_listed.detach(node);

    const Nodes nodes = toPlace(found);
    std::vector<Place> order; // of those that are in the list already
    for (size_t i = 0; i < nodes.size(); ++i) {
        const qsizetype gap = gapOf(nodes[i], qsizetype(i));
        if (nodes[i]->payload.isShown) {
            order.push_back({nodes[i], gap});
        } else {
            addRow(plan.insertions, gap + qsizetype(i));
            plan.added.push_back(nodes[i]);
        }
    }
    planMoves(plan, order, placed);

    for (const auto &[row, node] : placed)
        m_listed.attach(node, row);
    for (const auto &[row, node] : removed)
        m_listed.attach(node, row);
    return plan;
}

void RowItems::planOne(RowPlan &plan, const Findings &found) const
{
    if (found.placed.empty()) {
        plan.added.push_back(found.added.front());
        plan.insertions.push_back({gapOf(found.added.front(), 0), 1});
        return;
    }
    Node *const node = found.placed.front();
    const Node *const next = m_listed.next(node);
    const bool goesDown = next && isBefore(next, node);
    const Node *const previous = goesDown ? nullptr : m_listed.previous(node);
    if (!goesDown && (!previous || isBefore(previous, node)))
        return;
    const qsizetype gap = gapOf(node, 0, goesDown);
    plan.moves.push_back({node, gap > 0 ? m_listed.at(gap - 1) : nullptr});
}

// Rows that are between the same others as before stay, as many of them as are in the right order; the rest moves.
void RowItems::planMoves(RowPlan &plan, const std::vector<Place> &order, const NodeRows &before) const
{
    QHash<const Node *, std::pair<qsizetype, qsizetype>> old; // row, and rows before it that do not move
    for (size_t i = 0; i < before.size(); ++i)
        old.insert(before[i].second, {before[i].first, before[i].first - qsizetype(i)});
    for (size_t first = 0; first < order.size();) {
        size_t last = first;
        while (last < order.size() && order[last].gap == order[first].gap)
            ++last;
        std::vector<qsizetype> rows;
        for (size_t i = first; i < last; ++i) {
            const auto [row, gap] = old.value(order[i].node);
            if (gap == order[i].gap)
                rows.push_back(row);
        }
        const std::vector<bool> stays = longestIncreasing(rows);
        size_t next = 0;
        for (size_t i = first; i < last; ++i) {
            const bool isNear = old.value(order[i].node).second == order[i].gap;
            if (isNear && stays[next++])
                continue;
            Node *const previous = i > first ? order[i - 1].node
                : order[i].gap > 0           ? m_listed.at(order[i].gap - 1)
                                             : nullptr;
            plan.moves.push_back({order[i].node, previous});
        }
        first = last;
    }
}

// The steps from rows to others. Those before are marked as shown.
RowPlan RowItems::planAll(const Nodes &before, const Nodes &after)
{
    RowPlan plan;
    if (before.empty() && !after.empty()) {
        plan.insertions.push_back({0, qsizetype(after.size())});
        plan.added = after;
        return plan;
    }
    for (Node *node : after)
        node->payload.isMarked = true;
    qsizetype kept = 0;
    for (size_t row = 0; row < before.size(); ++row) {
        if (before[row]->payload.isMarked)
            before[row]->payload.row = kept++;
        else
            addRow(plan.removals, qsizetype(row));
    }
    Nodes nodes;
    std::vector<qsizetype> order;
    for (size_t row = 0; row < after.size(); ++row) {
        Node *const node = after[row];
        node->payload.isMarked = false;
        if (node->payload.isShown) {
            nodes.push_back(node);
            order.push_back(node->payload.row);
        } else {
            addRow(plan.insertions, qsizetype(row));
            plan.added.push_back(node);
        }
    }
    const std::vector<bool> stays = longestIncreasing(order);
    for (size_t i = 0; i < nodes.size(); ++i) {
        if (!stays[i])
            plan.moves.push_back({nodes[i], i > 0 ? nodes[i - 1] : nullptr});
    }
    return plan;
}

void RowItems::show(RowViews &views, const Nodes &before, const Nodes &after)
{
    const RowPlan plan = planAll(before, after);
    if (plan.steps() > MaxSteps)
        applyAtOnce(views, plan, before, after);
    else
        apply(views, plan);
}

void RowItems::apply(RowViews &views, const RowPlan &plan)
{
    for (auto range = plan.removals.rbegin(); range != plan.removals.rend(); ++range)
        removeRows(views, range->first, range->count);
    applyMoves(views, plan.moves);
    std::span<Node *const> added(plan.added);
    for (const RowPlan::Range &range : plan.insertions) {
        insertRows(views, range.first, added.first(size_t(range.count)));
        added = added.subspan(size_t(range.count));
    }
}

void RowItems::applyMoves(RowViews &views, const std::vector<RowPlan::Move> &moves)
{
    for (size_t i = 0; i < moves.size();) {
        const qsizetype from = rowOf(moves[i].node);
        const qsizetype before = moves[i].previous ? rowOf(moves[i].previous) + 1 : 0;
        qsizetype count = 1; // neighbours that stay neighbours move together
        const auto joins = [&](const RowPlan::Move &next, const RowPlan::Move &last) {
            return next.previous == last.node && rowOf(next.node) == from + count;
        };
        for (++i; i < moves.size() && joins(moves[i], moves[i - 1]); ++i)
            ++count;
        if (before < from || before > from + count)
            moveRows(views, from, count, before);
    }
}

// In few steps, however many rows there are: what goes and what comes are at the end for a while.
void RowItems::applyAtOnce(RowViews &views, const RowPlan &plan, const Nodes &before, const Nodes &after)
{
    Nodes removed;
    for (const RowPlan::Range &range : plan.removals)
        removed.insert(removed.end(), before.begin() + range.first, before.begin() + range.first + range.count);
    Nodes kept;
    auto next = after.begin();
    for (const RowPlan::Range &range : plan.insertions) {
        kept.insert(kept.end(), next, after.begin() + range.first);
        next = after.begin() + range.first + range.count;
    }
    kept.insert(kept.end(), next, after.end());
    if (!removed.empty() || plan.added.empty()) {
        Nodes order = kept;
        order.insert(order.end(), removed.begin(), removed.end());
        reorderRows(views, order);
        removeRows(views, qsizetype(kept.size()), qsizetype(removed.size()));
    }
    if (!plan.added.empty()) {
        insertRows(views, qsizetype(kept.size()), plan.added);
        reorderRows(views, after);
    }
}

void RowItems::removeRows(RowViews &views, qsizetype first, qsizetype count)
{
    if (count == 0)
        return;
    views.beginRemove(first, first + count - 1);
    if (m_isWindowed) {
        const auto begin = m_window.begin() + first;
        std::for_each(begin, begin + count, [](Node *node) { node->payload.isShown = false; });
        m_window.erase(begin, begin + count);
    } else {
        for (; count > 0; --count) {
            Node *const node = m_listed.at(first + count - 1);
            node->payload.isShown = false;
            m_listed.detach(node);
        }
    }
    views.endRemove();
}

void RowItems::insertRows(RowViews &views, qsizetype first, std::span<Node *const> nodes)
{
    if (size() == 0) {
        Value samples = Value::array();
        for (const Node *node : nodes.first(std::min(nodes.size(), size_t(SampleSize))))
            samples.append(node->payload.item);
        views.firstItems(samples);
    }
    views.beginInsert(first, first + qsizetype(nodes.size()) - 1);
    for (Node *node : nodes)
        node->payload.isShown = true;
    if (m_isWindowed) {
        m_window.insert(m_window.begin() + first, nodes.begin(), nodes.end());
    } else if (m_listed.isEmpty()) {
        m_listed.assign({nodes.begin(), nodes.end()});
    } else {
        for (Node *node : nodes)
            m_listed.attach(node, first++);
    }
    views.endInsert();
}

void RowItems::moveRows(RowViews &views, qsizetype from, qsizetype count, qsizetype before)
{
    views.beginMove(from, from + count - 1, before);
    const qsizetype to = before > from ? before - count : before;
    if (m_isWindowed) {
        const auto at = [this](qsizetype row) { return m_window.begin() + row; };
        if (to < from)
            std::rotate(at(to), at(from), at(from + count));
        else
            std::rotate(at(from), at(from + count), at(before));
    } else {
        for (qsizetype i = 0; i < count; ++i) {
            if (to < from)
                m_listed.move(m_listed.at(from + i), to + i);
            else
                m_listed.move(m_listed.at(from), to + count - 1);
        }
    }
    views.endMove();
}

void RowItems::reorderRows(RowViews &views, const Nodes &order)
{
    const Nodes before = m_isWindowed ? m_window : Nodes(m_listed.begin(), m_listed.end());
    if (order == before)
        return;
    views.beginReorder();
    for (size_t row = 0; row < order.size(); ++row)
        order[row]->payload.row = qsizetype(row);
    std::vector<int> newRows;
    newRows.reserve(before.size());
    for (const Node *node : before)
        newRows.push_back(int(node->payload.row));
    if (m_isWindowed) {
        m_window = order;
    } else {
        m_listed.forget();
        m_listed.assign(order);
    }
    views.endReorder(newRows);
}

} // namespace Racer
