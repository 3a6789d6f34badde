// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "listmodel_p.h"

#include <algorithm>

namespace Racer {

namespace {

Value keysOf(const Value &object)
{
    Value names = Value::array();
    for (const Key &key : object.keys())
        names.append(Value(key));
    return names;
}

// As the mutators of local arrays take an index: from the end if it is negative.
qsizetype normalized(qsizetype index, qsizetype size)
{
    return index < 0 ? std::max<qsizetype>(0, index + size) : std::min(index, size);
}

} // namespace

void ListModelPrivate::onEvent(const Event &event)
{
    const qsizetype depth = event.path.size() - model.segments().size();
    const qsizetype before = size();
    if (depth < 0) {
        refresh();
    } else if (depth == 0 && kind != Kind::Object && kind != Kind::None) {
        switch (event.type) {
        case Event::Type::Insert: onInsert(static_cast<const InsertEvent &>(event)); break;
        case Event::Type::Remove: onRemove(static_cast<const RemoveEvent &>(event)); break;
        case Event::Type::Move: onMove(static_cast<const MoveEvent &>(event)); break;
        default: refresh();
        }
    } else if (depth == 0) {
        refresh();
    } else {
        onMember(event);
    }
    if (size() != before)
        Q_EMIT q->countChanged();
}

void ListModelPrivate::onDocument(const Event &event)
{
    if (event.path.size() < 2)
        return;
    const qsizetype row = rowOf(event.path.at(1));
    if (row >= 0)
        rowChanged(row, event.path.size() > 2 ? event.path.at(2) : Key());
}

void ListModelPrivate::onInsert(const InsertEvent &event)
{
    Value &rows = kind == Kind::Array ? items : keys;
    const Value now = model.get();
    const qsizetype count = event.values.size();
    const qsizetype first = normalized(event.index, rows.size());
    if (!now.isArray() || now.size() != rows.size() + count)
        return refresh();
    if (count == 0)
        return;
    if (rows.isEmpty() && !explicitRoles && roleNames.isEmpty())
        return refresh(); // makes the roles known first
    q->beginInsertRows({}, int(first), int(first + count - 1));
    rows = now;
    for (qsizetype row = first; kind == Kind::Query && !rowHints.isEmpty() && row < first + count; ++row)
        rowHints.insert(rows.at(row).toKey(), row);
    q->endInsertRows();
}

void ListModelPrivate::onRemove(const RemoveEvent &event)
{
    Value &rows = kind == Kind::Array ? items : keys;
    const Value now = model.get();
    const qsizetype count = event.removed.size();
    const qsizetype first = normalized(event.index, rows.size());
    if (!now.isArray() || now.size() != rows.size() - count || first + count > rows.size())
        return refresh();
    if (count == 0)
        return;
    q->beginRemoveRows({}, int(first), int(first + count - 1));
    for (qsizetype row = first; kind == Kind::Query && row < first + count; ++row)
        rowHints.remove(rows.at(row).toKey());
    rows = now;
    q->endRemoveRows();
}

void ListModelPrivate::onMove(const MoveEvent &event)
{
    Value &rows = kind == Kind::Array ? items : keys;
    const Value now = model.get();
    const qsizetype from = normalized(event.from, rows.size());
    const qsizetype to = normalized(event.to, rows.size() - event.howMany);
    if (!now.isArray() || now.size() != rows.size() || from + event.howMany > rows.size())
        return refresh();
    if (from == to || event.howMany == 0)
        return;
    q->beginMoveRows({}, int(from), int(from + event.howMany - 1), {}, int(to > from ? to + event.howMany : to));
    rows = now;
    q->endMoveRows();
}

void ListModelPrivate::onMember(const Event &event)
{
    const qsizetype depth = event.path.size() - model.segments().size();
    const Key &name = event.path.at(model.segments().size());
    const Value now = model.get();
    if (kind == Kind::Array) {
        const qsizetype row = name.isIndex() ? name.toIndex() : -1;
        if (!now.isArray() || now.size() != items.size() || row < 0 || row >= items.size())
            return refresh();
        const Value before = items.at(row);
        items = now;
        if (depth == 1)
            rowReplaced(row, before, items.at(row));
        else
            rowChanged(row, event.path.at(model.segments().size() + 1));
        return;
    }
    if (kind != Kind::Object || !now.isObject())
        return refresh();
    const qsizetype row = rowOf(name);
    if (row < 0 || !now.contains(name)) {
        if (row < 0 && now.size() == keys.size() + 1 && (explicitRoles || !roleNames.isEmpty())) {
            q->beginInsertRows({}, int(keys.size()), int(keys.size()));
            items = now;
            rowHints.insert(name, keys.size());
            keys.append(Value(name));
            q->endInsertRows();
        } else if (row >= 0 && now.size() == keys.size() - 1) {
            q->beginRemoveRows({}, int(row), int(row));
            items = now;
            rowHints.remove(name);
            keys.remove(row);
            q->endRemoveRows();
        } else {
            refresh();
        }
        return;
    }
    const Value before = items.value(name);
    items = now;
    if (depth == 1)
        rowReplaced(row, before, items.value(name));
    else
        rowChanged(row, event.path.at(model.segments().size() + 1));
}

// "member" empty: the whole item.
void ListModelPrivate::rowChanged(qsizetype row, const Key &member)
{
    QList<int> changed;
    if (!member.isEmpty()) {
        changed << ListModel::ModelDataRole;
        appendRole(member, changed);
    }
    const QModelIndex index = q->index(int(row));
    Q_EMIT q->dataChanged(index, index, changed);
}

void ListModelPrivate::rowReplaced(qsizetype row, const Value &before, const Value &after)
{
    if (before == after)
        return;
    if (!before.isObject() || !after.isObject() || keyOf(row).isEmpty())
        return rowChanged(row, Key());
    QList<int> changed{ListModel::ModelDataRole};
    for (const Key &name : std::as_const(roleNames)) {
        if (!(before.value(name) == after.value(name)))
            appendRole(name, changed);
    }
    if (kind == Kind::Array && !(before.value(u"id") == after.value(u"id")))
        changed << ListModel::KeyRole;
    const QModelIndex index = q->index(int(row));
    Q_EMIT q->dataChanged(index, index, changed);
}

void ListModelPrivate::refresh()
{
    Kind newKind = Kind::None;
    const Value now = currentRows(newKind);
    if (size() > 0 && newKind != kind) { // rows of another kind have nothing in common with these
        q->beginRemoveRows({}, 0, int(size() - 1));
        items = Value::array();
        keys = Value::array();
        rowHints.clear();
        q->endRemoveRows();
    }
    kind = newKind;
    const Value newKeys = kind == Kind::Object                  ? keysOf(now)
            : kind == Kind::Query && now.isArray() ? now
                                                   : Value::array();
    const bool comesToLife = size() == 0 && (kind == Kind::Array ? now : newKeys).size() > 0;
    if (comesToLife && !explicitRoles && roleNames.isEmpty()) {
        Value samples = kind == Kind::Array ? now : Value::array();
        for (qsizetype row = 0; row < newKeys.size(); ++row) {
            samples.append(kind == Kind::Object ? now.value(newKeys.at(row).toKey())
                                                : model.getDoc(query->collection(), newKeys.at(row).toKey()));
        }
        q->beginResetModel(); // views ask for the names of roles only then
        learnRoles(samples);
        q->endResetModel();
    }
    if (kind == Kind::Array) {
        const Value before = items;
        applyDiff(rowDiff(before, now), items, now);
    } else if (kind == Kind::Object) {
        const Value before = items;
        Value merged = before.isObject() ? before : Value::object();
        for (const Key &key : now.keys())
            merged.set(key, now.value(key));
        const Value oldKeys = keys;
        items = merged; // so that rows about to go still have their data
        applyDiff(rowDiff(oldKeys, newKeys), keys, newKeys);
        items = now;
        for (qsizetype row = 0; row < keys.size(); ++row) {
            const Key name = keys.at(row).toKey();
            if (before.isObject() && before.contains(name))
                rowReplaced(row, before.value(name), now.value(name));
        }
    } else if (kind == Kind::Query) {
        applyDiff(rowDiff(keys, newKeys), keys, newKeys);
    }
}

void ListModelPrivate::applyOrder(const RowDiff &diff, Value &rows)
{
    Q_EMIT q->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const Value before = rows;
    std::vector<int> newRow(diff.order.size());
    rows = Value::array();
    rows.reserve(before.size());
    for (size_t i = 0; i < diff.order.size(); ++i) {
        rows.append(before.at(diff.order[i]));
        newRow[size_t(diff.order[i])] = int(i);
    }
    const QModelIndexList from = q->persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from)
        to.append(q->index(newRow[size_t(index.row())]));
    q->changePersistentIndexList(from, to);
    Q_EMIT q->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void ListModelPrivate::applyDiff(const RowDiff &diff, Value &rows, const Value &newRows)
{
    rowHints.clear();
    for (const RowDiff::Range &range : diff.removals) {
        q->beginRemoveRows({}, int(range.first), int(range.first + range.count - 1));
        rows.remove(range.first, range.count);
        q->endRemoveRows();
    }
    if (diff.tooManyMoves)
        applyOrder(diff, rows);
    for (const RowDiff::Move &move : diff.moves) {
        q->beginMoveRows({}, int(move.from), int(move.from), {}, int(move.to > move.from ? move.to + 1 : move.to));
        rows.move(move.from, move.to);
        q->endMoveRows();
    }
    for (const RowDiff::Range &range : diff.insertions) {
        q->beginInsertRows({}, int(range.first), int(range.first + range.count - 1));
        for (qsizetype row = range.first; row < range.first + range.count; ++row)
            rows.insert(row, newRows.at(row));
        q->endInsertRows();
    }
    if (kind != Kind::Array)
        return;
    for (qsizetype row = 0; row < rows.size(); ++row) {
        if (rows.at(row).isSame(newRows.at(row)))
            continue;
        const Value before = rows.at(row);
        rows.set(row, newRows.at(row));
        rowReplaced(row, before, newRows.at(row));
    }
    rows = newRows;
}

} // namespace Racer
