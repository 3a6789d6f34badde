// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "tablemodel_p.h"

namespace Racer {

namespace {

const QList<int> CellRoles{Qt::DisplayRole, Qt::EditRole};
const QList<int> CheckableRoles{Qt::EditRole, Qt::CheckStateRole};

// Where the same column is: the same path, and as many of that path ahead of it.
qsizetype positionOf(const QList<TableColumn> &columns, const QList<TableColumn> &others, qsizetype other)
{
    const Path &path = others.at(other).path;
    qsizetype ahead = 0;
    for (qsizetype i = 0; i < other; ++i)
        ahead += others.at(i).path == path;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columns.at(i).path == path && ahead-- == 0)
            return i;
    }
    return -1;
}

} // namespace

RowChange TableModelPrivate::compare(const Value &before, const Value &after) const
{
    RowChange change = RowModelPrivate::compare(before, after);
    change.roles.removeOne(Qt::DisplayRole);
    change.roles.removeOne(Qt::EditRole);
    for (qsizetype i = 0; !change.isEmpty() && i < columns.size(); ++i) {
        const Path &path = columns.at(i).path;
        if (!(lookup(before, path) == lookup(after, path)))
            change.columns.append(int(i));
    }
    return change;
}

void TableModelPrivate::rowsChanged(qsizetype first, qsizetype last, const RowChange &change)
{
    const auto tell = [&](int from, int to, const QList<int> &roles) {
        Q_EMIT table->dataChanged(table->index(int(first), from), table->index(int(last), to), roles);
    };
    for (qsizetype i = 0; i < change.columns.size();) {
        const int from = change.columns.at(i);
        const bool isCheckable = columns.at(from).checkable;
        int to = from;
        while (++i < change.columns.size() && change.columns.at(i) == to + 1
               && columns.at(to + 1).checkable == isCheckable)
            ++to;
        tell(from, to, isCheckable ? CheckableRoles : CellRoles);
    }
    if (!change.roles.isEmpty())
        tell(0, table->columnCount() - 1, change.roles);
}

void TableModelPrivate::discoverColumns()
{
    columns.clear();
    for (const ItemRole &role : roles.roles())
        columns.append({.path = role.path, .header = role.name, .type = role.type});
    if (columns.isEmpty()) // items that are no objects are shown as they are
        columns.append({.header = u""_qs});
}

void TableModelPrivate::changeColumns(const QList<TableColumn> &wanted)
{
    for (qsizetype i = columns.size(); i-- > 0;) {
        if (positionOf(wanted, columns, i) >= 0)
            continue;
        table->beginRemoveColumns({}, int(i), int(i));
        columns.removeAt(i);
        table->endRemoveColumns();
    }
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const qsizetype known = positionOf(columns, wanted, i);
        if (known < 0) {
            table->beginInsertColumns({}, int(i), int(i));
            columns.insert(i, wanted.at(i));
            table->endInsertColumns();
            continue;
        }
        if (known != i) {
            table->beginMoveColumns({}, int(known), int(known), {}, int(i));
            columns.move(known, i);
            table->endMoveColumns();
        }
        replaceColumn(int(i), wanted.at(i));
    }
}

void TableModelPrivate::replaceColumn(int position, const TableColumn &wanted)
{
    const TableColumn before = std::exchange(columns[position], wanted);
    if (before.header != wanted.header || before.alignment != wanted.alignment)
        Q_EMIT table->headerDataChanged(Qt::Horizontal, position, position);
    const bool isShownAlike = before.type == wanted.type && before.checkable == wanted.checkable
        && before.alignment == wanted.alignment && !before.toVariant && !wanted.toVariant;
    if (!isShownAlike && size() > 0)
        Q_EMIT table->dataChanged(table->index(0, position), table->index(int(size()) - 1, position));
}

QVariant TableModelPrivate::shown(const TableColumn &column, const Value &item, int role) const
{
    const Value value = lookup(item, column.path);
    return column.toVariant ? column.toVariant(value) : ItemRoles::textOf(value, column.type, role);
}

bool TableModelPrivate::writeCell(int row, const TableColumn &column, const QVariant &value)
{
    if (!column.editable || (column.toVariant && !column.fromVariant))
        return isDone(refused(u"setData: the column \"%1\" is not editable"_qs.arg(column.path.toString())));
    if (!column.fromVariant)
        return write(row, {column.header, column.path, column.type}, value);
    try {
        return write(row, {column.header, column.path, QMetaType::fromType<Value>()},
                     QVariant::fromValue(column.fromVariant(value)));
    } catch (const Error &error) {
        return isDone(refused(error.message()));
    }
}

} // namespace Racer
