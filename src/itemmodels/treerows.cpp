// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "treerows_p.h"

#include "../model/mergesort_p.h"

#include <Racer/rowmodel.h>

#include <algorithm>

namespace Racer {

RowChange TreeContent::compare(const Value &before, const Value &after) const
{
    RowChange change;
    roles.compare(before, after, change.roles);
    if (columns.isEmpty())
        return change;
    change.roles.removeOne(Qt::DisplayRole);
    change.roles.removeOne(Qt::EditRole);
    for (qsizetype i = 0; !change.isEmpty() && i < columns.size(); ++i) {
        if (!(lookup(before, columns.at(i).path) == lookup(after, columns.at(i).path)))
            change.columns.append(int(i));
    }
    return change;
}

TreeRows::TreeRows(TreeModel *model, TreeContent &content, const TreeShape &shape, const Model &source,
                   const Key &collection)
    : q(model), m_content(content), m_source(source), m_collection(collection), m_shape(shape)
{
}

Key TreeRows::idOf(const Value &item)
{
    const Value &id = item.value(u"id");
    return id.isString() ? id.toKey() : id.isNumber() ? Key(id.toDisplayString()) : Key();
}

TreeNode *TreeRows::child(TreeNode *parent, qsizetype row)
{
    return row >= 0 && row < count(parent) ? parent->branch->shown.at(row)->payload : nullptr;
}

qsizetype TreeRows::rowOf(const TreeNode *node) const
{
    return node->parent->branch->shown.indexOf(node->shown);
}

QModelIndex TreeRows::indexOf(const TreeNode *node, int column) const
{
    return node == &m_root ? QModelIndex() : q->createIndex(int(rowOf(node)), column, node);
}

bool TreeRows::isKnown(const TreeNode *node) const
{
    if (m_isQuiet)
        return false;
    for (; node != &m_root; node = node->parent) {
        if (!node->shown || !node->parent->branch->isOpen)
            return false;
    }
    return true;
}

void TreeRows::assign(TreeNode *node, const Value &item, const Key &key)
{
    node->item = item;
    node->rank = m_shape.order.rank(item);
    node->matches = !m_shape.matches || m_shape.matches(item, key);
}

void TreeRows::sortByOrder(std::vector<TreeNode *> &nodes) const
{
    if (m_shape.order.isNone())
        return;
    mergeSort(nodes, [this](const TreeNode *a, const TreeNode *b) {
        return m_shape.order.compare(a->rank, b->rank) < 0;
    });
}

bool TreeRows::comesBefore(const TreeNode *a, const TreeNode *b) const
{
    if (const int order = m_shape.order.compare(a->rank, b->rank); order != 0)
        return order < 0;
    return sourceIndex(a) < sourceIndex(b);
}

qsizetype TreeRows::placeFor(const TreeNode *node, TreeNode *parent) const
{
    return parent->branch->shown.partitionPoint([this, node](const TreeNode *other) {
        return comesBefore(other, node);
    });
}

// The first rows of a node are told even if nobody has asked: views have seen that there are none.
void TreeRows::insert(TreeNode *parent, qsizetype at, std::span<TreeNode *const> nodes)
{
    TreeBranch &branch = *parent->branch;
    const bool told = (branch.isOpen || branch.shown.isEmpty()) && isKnown(parent);
    if (told) {
        branch.isOpen = true;
        q->beginInsertRows(indexOf(parent), int(at), int(at + qsizetype(nodes.size()) - 1));
    }
    for (TreeNode *const node : nodes) {
        node->parent = parent;
        node->shown = branch.shown.insert(at++, node);
    }
    if (told)
        q->endInsertRows();
}

void TreeRows::insertSorted(TreeNode *parent, std::vector<TreeNode *> nodes)
{
    mergeSort(nodes, [this](const TreeNode *a, const TreeNode *b) { return comesBefore(a, b); });
    qsizetype inserted = 0;
    for (size_t first = 0; first < nodes.size();) {
        const qsizetype at = placeFor(nodes[first], parent);
        size_t end = first + 1;
        if (at == parent->branch->shown.size()) {
            end = nodes.size();
        } else {
            const TreeNode *const next = parent->branch->shown.at(at)->payload;
            while (end < nodes.size() && comesBefore(nodes[end], next))
                ++end;
        }
        insert(parent, at, std::span(nodes).subspan(first, end - first));
        inserted += qsizetype(end - first);
        first = end;
    }
}

void TreeRows::remove(TreeNode *parent, qsizetype first, qsizetype count)
{
    TreeBranch &branch = *parent->branch;
    const bool told = (branch.isOpen || branch.shown.size() == count) && isKnown(parent);
    if (told)
        q->beginRemoveRows(indexOf(parent), int(first), int(first + count - 1));
    for (; count > 0; --count) {
        Rows::Node *const row = branch.shown.at(first);
        row->payload->shown = nullptr;
        branch.shown.remove(row);
    }
    if (told)
        q->endRemoveRows();
}

void TreeRows::remove(std::span<TreeNode *const> nodes)
{
    std::vector<qsizetype> rows;
    TreeNode *parent = nullptr;
    for (const TreeNode *node : nodes) {
        if (!node->shown)
            continue;
        parent = node->parent;
        rows.push_back(rowOf(node));
    }
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (size_t i = 0; i < rows.size();) {
        size_t end = i + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] - 1)
            ++end;
        remove(parent, rows[end - 1], qsizetype(end - i));
        i = end;
    }
}

void TreeRows::move(TreeNode *node, TreeNode *parent, qsizetype target)
{
    TreeNode *const oldParent = node->parent;
    TreeBranch &from = *oldParent->branch;
    TreeBranch &to = *parent->branch;
    const qsizetype source = rowOf(node);
    const bool wasKnown = (from.isOpen || from.shown.size() == 1) && isKnown(oldParent);
    const bool isKnownThere = isKnown(parent);
    const bool moves = wasKnown && isKnownThere;
    const bool comes = !wasKnown && isKnownThere && (to.isOpen || to.shown.isEmpty());
    if (moves) {
        from.isOpen = to.isOpen = true;
        q->beginMoveRows(indexOf(oldParent), int(source), int(source), indexOf(parent), int(target));
    } else if (wasKnown) {
        q->beginRemoveRows(indexOf(oldParent), int(source), int(source));
    } else if (comes) {
        to.isOpen = true;
        q->beginInsertRows(indexOf(parent), int(target), int(target));
    }
    from.shown.detach(node->shown);
    to.shown.attach(node->shown, target);
    node->parent = parent;
    if (moves)
        q->endMoveRows();
    else if (wasKnown)
        q->endRemoveRows();
    else if (comes)
        q->endInsertRows();
}

void TreeRows::reposition(TreeNode *node)
{
    if (!node->shown)
        return;
    Rows &rows = node->parent->branch->shown;
    const Rows::Node *const previous = rows.previous(node->shown);
    const Rows::Node *const next = rows.next(node->shown);
    if ((!previous || comesBefore(previous->payload, node)) && (!next || comesBefore(node, next->payload)))
        return;
    const qsizetype from = rowOf(node);
    rows.detach(node->shown);
    const qsizetype to = placeFor(node, node->parent);
    rows.attach(node->shown, from);
    if (to == from) // a function that contradicts itself
        return;
    const bool told = node->parent->branch->isOpen && isKnown(node->parent);
    if (told) {
        const QModelIndex parent = indexOf(node->parent);
        q->beginMoveRows(parent, int(from), int(from), parent, int(to > from ? to + 1 : to));
    }
    rows.move(node->shown, to);
    if (told)
        q->endMoveRows();
}

// "firsts": the first nodes of those blocks that are not new, before anything has moved.
void TreeRows::moveBlocks(TreeNode *parent, const std::vector<RowBlocks::Block> &blocks,
                          const std::vector<TreeNode *> &firsts)
{
    Rows &rows = parent->branch->shown;
    const bool told = parent->branch->isOpen && isKnown(parent);
    qsizetype to = 0; // behind the block before, which is in place by then
    size_t index = 0;
    std::vector<Rows::Node *> moved;
    for (const RowBlocks::Block &block : blocks) {
        if (block.isNew())
            continue;
        const qsizetype from = rows.indexOf(firsts[index++]->shown);
        const bool isInPlace = block.stays || to == from || to == from + block.count;
        if (!isInPlace) {
            moved.clear();
            for (qsizetype i = 0; i < block.count; ++i)
                moved.push_back(rows.at(from + i));
            const QModelIndex parentIndex = told ? indexOf(parent) : QModelIndex();
            if (told)
                q->beginMoveRows(parentIndex, int(from), int(from + block.count - 1), parentIndex, int(to));
            for (size_t i = 0; i < moved.size(); ++i)
                rows.move(moved[i], to > from ? to - 1 : to + qsizetype(i));
            if (told)
                q->endMoveRows();
        }
        to = rows.indexOf(firsts[index - 1]->shown) + block.count;
    }
}

void TreeRows::relayout(TreeNode *parent, const std::vector<TreeNode *> &order)
{
    const bool told = parent->branch->isOpen && isKnown(parent);
    QList<QPersistentModelIndex> parents{QPersistentModelIndex(told ? indexOf(parent) : QModelIndex())};
    if (told)
        Q_EMIT q->layoutAboutToBeChanged(parents, QAbstractItemModel::VerticalSortHint);
    Rows &rows = parent->branch->shown;
    for (size_t i = 0; i < order.size(); ++i)
        rows.move(order[i]->shown, qsizetype(i));
    if (!told)
        return;
    const QModelIndexList from = q->persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from) {
        const auto *node = static_cast<const TreeNode *>(index.constInternalPointer());
        to.append(node->parent == parent ? indexOf(node, index.column()) : index);
    }
    q->changePersistentIndexList(from, to);
    Q_EMIT q->layoutChanged(parents, QAbstractItemModel::VerticalSortHint);
}

void TreeRows::reorder(TreeNode *parent, const std::vector<TreeNode *> &order)
{
    std::vector<qsizetype> before;
    before.reserve(order.size());
    for (const TreeNode *node : order)
        before.push_back(rowOf(node));
    RowBlocks blocks(qsizetype(before.size()), before);
    if (blocks.settle() > MaxMoves)
        return relayout(parent, order);
    std::vector<TreeNode *> firsts;
    qsizetype index = 0;
    for (const RowBlocks::Block &block : blocks.blocks()) {
        firsts.push_back(order[size_t(index)]);
        index += block.count;
    }
    moveBlocks(parent, blocks.blocks(), firsts);
}

void TreeRows::noteChange(TreeNode *node, const Value &before)
{
    RowChange change = m_content.compare(before, node->item);
    if (node->name.isEmpty() && !(idOf(before) == idOf(node->item)))
        change.roles.append(RowModel::KeyRole);
    if (before.isUndefined() != node->item.isUndefined())
        change.roles.append(RowModel::ExistsRole);
    std::sort(change.roles.begin(), change.roles.end());
    noteChange(node, std::move(change));
}

void TreeRows::noteChange(TreeNode *node, RowChange change)
{
    if (!change.isEmpty() && node->shown)
        m_changes.push_back({node, std::move(change)});
}

// Neighbours that have changed alike together. The rows do not change any more until all is told.
void TreeRows::tellChanges()
{
    struct Row
    {
        const TreeNode *node;
        qsizetype row;
        RowChange change;
    };
    std::vector<Row> rows;
    rows.reserve(m_changes.size());
    for (Change &change : m_changes) {
        if (isKnown(change.node))
            rows.push_back({change.node, rowOf(change.node), std::move(change.change)});
    }
    m_changes.clear();
    std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) {
        return a.node->parent != b.node->parent ? std::less<>()(a.node->parent, b.node->parent) : a.row < b.row;
    });
    const int lastColumn = q->columnCount() - 1;
    const auto isCheckable = [this](int column) { return m_content.columns.at(column).checkable; };
    for (size_t i = 0; i < rows.size();) {
        size_t end = i + 1;
        while (end < rows.size() && rows[end].node->parent == rows[i].node->parent
               && rows[end].row == rows[end - 1].row + 1 && rows[end].change == rows[i].change)
            ++end;
        const auto tell = [&](int from, int to, const QList<int> &roles) {
            Q_EMIT q->dataChanged(indexOf(rows[i].node, from), indexOf(rows[end - 1].node, to), roles);
        };
        const QList<int> &columns = rows[i].change.columns;
        for (qsizetype first = 0; first < columns.size();) {
            qsizetype last = first;
            const bool checkable = isCheckable(columns.at(first));
            while (last + 1 < columns.size() && columns.at(last + 1) == columns.at(last) + 1
                   && isCheckable(columns.at(last + 1)) == checkable)
                ++last;
            tell(columns.at(first), columns.at(last),
                 checkable ? QList<int>{Qt::EditRole, Qt::CheckStateRole} : QList<int>{Qt::DisplayRole, Qt::EditRole});
            first = last + 1;
        }
        if (!rows[i].change.roles.isEmpty())
            tell(0, lastColumn, rows[i].change.roles);
        i = end;
    }
}

// Writes are made, acknowledged and refused one by one, and which rows one concerns is only known to the model.
void TreeRows::tellWriteStates(TreeNode *node)
{
    if (!node->branch || !node->branch->isOpen || node->branch->shown.isEmpty())
        return;
    const Rows &rows = node->branch->shown;
    const int last = int(rows.size()) - 1;
    if (isKnown(node)) {
        Q_EMIT q->dataChanged(indexOf(rows.at(0)->payload), indexOf(rows.at(last)->payload, q->columnCount() - 1),
                              {RowModel::PendingRole, RowModel::FailedRole, RowModel::ReasonRole});
    }
    for (const Rows::Node *row : rows)
        tellWriteStates(row->payload);
}

void TreeRows::noteWriteState(const Path &document)
{
    const Path source = m_source.segments();
    if (source.size() >= 2 && m_collection.isEmpty()) {
        if (source.startsWith(document))
            tellWriteStates(&m_root);
        return;
    }
    if (document.size() < 2 || !(document.first() == (m_collection.isEmpty() ? source.first() : m_collection)))
        return;
    TreeNode *const node = findDocument(document.at(1));
    if (!node)
        return;
    noteChange(node, RowChange{{RowModel::PendingRole, RowModel::FailedRole, RowModel::ReasonRole}, {}});
    tellChanges();
    tellWriteStates(node);
}

} // namespace Racer
