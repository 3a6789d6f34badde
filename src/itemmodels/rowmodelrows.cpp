// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowmodel_p.h"

#include <algorithm>

namespace Racer {

namespace {

// Items looked at to discover the roles.
constexpr qsizetype SampleSize = 1000;

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

void RowModelPrivate::watch()
{
    const auto gone = [this] { q->clearSource(); };
    rowsWatcher.start(model, PathWatcher::When::Immediate, [this](const Event &event) { onEvent(event); }, gone);
    if (!collection.isEmpty()) {
        const Model documents = model.scope(Path({collection}));
        docsWatcher.start(
            documents, PathWatcher::When::Immediate, [this](const Event &event) { onDocument(event); }, gone);
    }
}

Value RowModelPrivate::currentRows(Kind &newKind) const
{
    const Value value = model.get();
    newKind = !collection.isEmpty() ? Kind::Ids : value.isArray() ? Kind::Array : value.isObject() ? Kind::Object : Kind::None;
    return value;
}

void RowModelPrivate::reset()
{
    q->beginResetModel();
    const qsizetype before = size();
    items = Value::array();
    keys = Value::array();
    rowHints.clear();
    kind = Kind::None;
    if (rowsWatcher.isActive()) {
        const Value rows = currentRows(kind);
        if (kind == Kind::Array || kind == Kind::Object)
            items = rows;
        if (kind == Kind::Ids)
            keys = rows.isArray() ? rows : Value::array();
        if (kind == Kind::Object)
            keys = Value::array([&rows] {
                QList<Value> names;
                for (const Key &key : rows.keys())
                    names.append(Value(key));
                return names;
            }());
        discoverRolesOfRows();
    }
    q->endResetModel();
    if (before != size())
        Q_EMIT q->countChanged();
}

Value RowModelPrivate::item(qsizetype row) const
{
    switch (kind) {
    case Kind::Array: return items.at(row);
    case Kind::Object: return items.value(keys.at(row).toKey());
    case Kind::Ids: return model.getDoc(collection, keys.at(row).toKey());
    case Kind::None: break;
    }
    return {};
}

Key RowModelPrivate::keyOf(qsizetype row) const
{
    if (kind != Kind::Array)
        return keys.at(row).toKey();
    const Value &id = items.at(row).value(u"id");
    return id.isString() ? id.toKey() : id.isNumber() ? Key(id.toDisplayString()) : Key();
}

Path RowModelPrivate::pathOf(qsizetype row) const
{
    if (kind == Kind::Ids)
        return Path({collection, keys.at(row).toKey()});
    return model.segments() / (kind == Kind::Array ? Key::fromIndex(row) : keys.at(row).toKey());
}

// Rows shift as others come and go, so a hint is where the search begins: it spreads to both sides from there.
qsizetype RowModelPrivate::rowOf(const Key &key) const
{
    const qsizetype count = size();
    if (kind == Kind::Array) {
        for (qsizetype row = 0; row < count; ++row) {
            if (keyOf(row) == key)
                return row;
        }
        return -1;
    }
    if (rowHints.isEmpty()) {
        rowHints.reserve(count);
        for (qsizetype row = 0; row < count; ++row)
            rowHints.insert(keys.at(row).toKey(), row);
    }
    const auto hint = rowHints.find(key);
    if (hint == rowHints.end())
        return -1;
    const auto isAt = [this, &key](qsizetype row) { return keys.at(row).stringView() == key.view(); };
    for (qsizetype distance = 0; distance <= count; ++distance) {
        for (const qsizetype row : {*hint - distance, *hint + distance}) {
            if (row >= 0 && row < count && isAt(row)) {
                *hint = row;
                return row;
            }
        }
    }
    return -1;
}

bool RowModelPrivate::discoverRoles(const Value &items)
{
    bool added = false;
    for (qsizetype row = 0; row < std::min(items.size(), SampleSize); ++row)
        added = roles.discover(items.at(row)) || added;
    if (added)
        Q_EMIT q->rolesChanged();
    return added;
}

void RowModelPrivate::discoverRolesOfRows()
{
    Value samples = Value::array();
    for (qsizetype row = 0; row < std::min(size(), SampleSize); ++row)
        samples.append(item(row));
    discoverRoles(samples);
}

void RowModelPrivate::onEvent(const Event &event)
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

void RowModelPrivate::onDocument(const Event &event)
{
    const qsizetype row = event.path.size() < 2 ? -1 : rowOf(event.path.at(1));
    if (row >= 0)
        rowReplaced(row, Value(), item(row));
}

void RowModelPrivate::onInsert(const InsertEvent &event)
{
    Value &rows = kind == Kind::Array ? items : keys;
    const Value now = model.get();
    const qsizetype count = event.values.size();
    const qsizetype first = normalized(event.index, rows.size());
    if (!now.isArray() || now.size() != rows.size() + count)
        return refresh();
    if (count == 0)
        return;
    if (rows.isEmpty() && !roles.isDeclared() && roles.isEmpty())
        return refresh(); // makes the roles known first
    q->beginInsertRows({}, int(first), int(first + count - 1));
    rows = now;
    for (qsizetype row = first; kind == Kind::Ids && !rowHints.isEmpty() && row < first + count; ++row)
        rowHints.insert(rows.at(row).toKey(), row);
    q->endInsertRows();
}

void RowModelPrivate::onRemove(const RemoveEvent &event)
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
    for (qsizetype row = first; kind == Kind::Ids && row < first + count; ++row)
        rowHints.remove(rows.at(row).toKey());
    rows = now;
    q->endRemoveRows();
}

void RowModelPrivate::onMove(const MoveEvent &event)
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

void RowModelPrivate::onMember(const Event &event)
{
    const Key &name = event.path.at(model.segments().size());
    const Value now = model.get();
    if (kind == Kind::Array) {
        const qsizetype row = name.isIndex() ? name.toIndex() : -1;
        if (!now.isArray() || now.size() != items.size() || row < 0 || row >= items.size())
            return refresh();
        const Value before = items.at(row);
        items = now;
        rowReplaced(row, before, items.at(row));
        return;
    }
    if (kind != Kind::Object || !now.isObject())
        return refresh();
    const qsizetype row = rowOf(name);
    if (row < 0 || !now.contains(name)) {
        if (row < 0 && now.size() == keys.size() + 1 && (roles.isDeclared() || !roles.isEmpty())) {
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
    rowReplaced(row, before, items.value(name));
}

void RowModelPrivate::rowReplaced(qsizetype row, const Value &before, const Value &after)
{
    RowChange change = compare(before, after);
    if (kind == Kind::Array && !(before.value(u"id") == after.value(u"id")))
        change.roles.append(RowModel::KeyRole);
    if (!change.isEmpty())
        rowsChanged(row, row, change);
}

RowChange RowModelPrivate::compare(const Value &before, const Value &after) const
{
    RowChange change;
    roles.compare(before, after, change.roles);
    return change;
}

void RowModelPrivate::rowsChanged(qsizetype first, qsizetype last, const RowChange &change)
{
    Q_EMIT q->dataChanged(q->index(int(first), 0), q->index(int(last), 0), change.roles);
}

void RowModelPrivate::refresh()
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
            : kind == Kind::Ids && now.isArray() ? now
                                                   : Value::array();
    const bool comesToLife = size() == 0 && (kind == Kind::Array ? now : newKeys).size() > 0;
    if (comesToLife && !roles.isDeclared() && roles.isEmpty()) {
        Value samples = kind == Kind::Array ? now : Value::array();
        for (qsizetype row = 0; row < newKeys.size(); ++row) {
            samples.append(kind == Kind::Object ? now.value(newKeys.at(row).toKey())
                                                : model.getDoc(collection, newKeys.at(row).toKey()));
        }
        q->beginResetModel(); // views ask for the names of roles only then
        discoverRoles(samples);
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
    } else if (kind == Kind::Ids) {
        applyDiff(rowDiff(keys, newKeys), keys, newKeys);
    }
}

void RowModelPrivate::applyOrder(const RowDiff &diff, Value &rows)
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
        to.append(q->index(newRow[size_t(index.row())], index.column()));
    q->changePersistentIndexList(from, to);
    Q_EMIT q->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void RowModelPrivate::applyDiff(const RowDiff &diff, Value &rows, const Value &newRows)
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
