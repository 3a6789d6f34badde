// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "tablemodel_p.h"

namespace Racer {

namespace {

bool isCellRole(int role)
{
    return role == Qt::DisplayRole || role == Qt::EditRole || role == Qt::CheckStateRole;
}

SortKey sortKeyOf(const TableColumn &column, Qt::SortOrder order)
{
    SortKey key = column.sortKey;
    if (key.path.isRoot())
        key.path = column.path;
    key.order = order;
    return key;
}

} // namespace

/*!
    \class Racer::TableModel
    \inmodule Racer
    \brief Items of a model as rows, and what is at some paths within them as columns.

    Rows follow the model as those of a ListModel do. Columns are declared by setColumns(), or are the members of items,
    found in the first rows (or the roles that setItemRoles() declares). A change is told for those columns only that
    show something else now.

    Qt::DisplayRole and Qt::EditRole, and Qt::CheckStateRole of a checkable column, are the cell's; all other roles are
    those of the row, alike in each column. setData() writes what a cell shows to its path; parents that are missing are
    made. sort() sorts by a column, so that QTableView::setSortingEnabled() works; it moves nothing in the model.

    A TableModel belongs to the thread of its model, and is empty after that has gone.
*/
TableModel::TableModel(QObject *parent) : RowModel(std::make_unique<TableModelPrivate>(this), parent)
{
    table()->discoverColumns();
    connect(this, &RowModel::rolesChanged, this, [this] {
        if (!table()->isDeclared)
            table()->discoverColumns();
    });
    connect(this, &RowModel::sortChanged, this, &TableModel::sortOrderChanged);
    connect(this, &TableModel::columnsChanged, this, &TableModel::sortOrderChanged);
}

TableModel::~TableModel() = default;

TableModelPrivate *TableModel::table() const
{
    return static_cast<TableModelPrivate *>(d.get());
}

/*! The columns that are declared, or were discovered. */
QList<TableColumn> TableModel::columns() const
{
    return table()->columns;
}

/*!
    Shows \a columns, in this order; with none of them, the members of items. Columns that stay keep their widths,
    editors and selection in views: of two columns with the same path the first stays the first.
*/
void TableModel::setColumns(const QList<TableColumn> &columns)
{
    table()->isDeclared = !columns.isEmpty();
    if (table()->isDeclared) {
        table()->changeColumns(columns);
    } else {
        beginResetModel();
        table()->discoverColumns();
        endResetModel();
    }
    Q_EMIT columnsChanged();
}

/*! The first column that shows what is at \a path within the items, or -1. */
int TableModel::columnOf(const QString &path) const
{
    const Path wanted(path);
    for (qsizetype i = 0; i < table()->columns.size(); ++i) {
        if (table()->columns.at(i).path == wanted)
            return int(i);
    }
    return -1;
}

/*!
    \property TableModel::sortColumn
    \brief The column by which sort() ordered the rows; -1 if they are ordered in another way.
*/
int TableModel::sortColumn() const
{
    const QList<SortKey> keys = sortKeys();
    for (qsizetype i = 0; keys.size() == 1 && i < table()->columns.size(); ++i) {
        if (sortKeyOf(table()->columns.at(i), keys.first().order) == keys.first())
            return int(i);
    }
    return -1;
}

/*!
    \property TableModel::sortOrder
    \brief Whether sortColumn ascends or descends.
*/
Qt::SortOrder TableModel::sortOrder() const
{
    return sortColumn() < 0 ? Qt::AscendingOrder : sortKeys().first().order;
}

/*! Orders the rows by what \a column shows, or by its TableColumn::sortKey; as the source has them if it is -1. */
void TableModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < columnCount())
        setSortKeys({sortKeyOf(table()->columns.at(column), order)});
    else
        setSortKeys({});
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(table()->columns.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !d->isRow(index.row()) || index.column() >= columnCount())
        return {};
    const TableColumn &column = table()->columns.at(index.column());
    if (isCellRole(role))
        d->noteRead(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (column.checkable)
            return {};
        [[fallthrough]];
    case Qt::EditRole: return table()->shown(column, d->item(index.row()), role);
    case Qt::CheckStateRole:
        if (!column.checkable)
            return {};
        return int(table()->shown(column, d->item(index.row()), role).toBool() ? Qt::Checked : Qt::Unchecked);
    case Qt::TextAlignmentRole: return column.alignment ? QVariant(column.alignment.toInt()) : QVariant();
    default: return RowModel::data(index, role);
    }
}

/*! Writes to the model what the cell shows, or what another role shows of the row, as RowModel::setData(). */
bool TableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!isCellRole(role))
        return RowModel::setData(index, value, role);
    if (!index.isValid() || !d->isRow(index.row()) || index.column() >= columnCount())
        return false;
    const TableColumn &column = table()->columns.at(index.column());
    if (role != Qt::CheckStateRole)
        return table()->writeCell(index.row(), column, value);
    return column.checkable && table()->writeCell(index.row(), column, value.toInt() == Qt::Checked);
}

Qt::ItemFlags TableModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = RowModel::flags(index);
    if (!index.isValid() || index.column() >= columnCount())
        return flags;
    const TableColumn &column = table()->columns.at(index.column());
    const bool isWritable = column.editable && (column.fromVariant || !column.toVariant);
    const bool isContainer = !column.fromVariant && !column.type.isValid()
        && lookup(valueAt(index.row()), column.path).isContainer(); // no editor edits it
    flags.setFlag(Qt::ItemIsEditable, isEditable() && isWritable && !column.checkable && !isContainer);
    if (column.checkable)
        flags.setFlag(Qt::ItemIsUserCheckable, isWritable && isEditable());
    return flags;
}

/*! The columns' texts and alignments, and the rows' numbers, from 1. */
QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return RowModel::headerData(section, orientation, role);
    if (section < 0 || section >= columnCount())
        return {};
    const TableColumn &column = table()->columns.at(section);
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return column.header.isNull() ? column.path.toString() : column.header;
    return role == Qt::TextAlignmentRole && column.alignment ? QVariant(column.alignment.toInt()) : QVariant();
}

/*! Changes a column's text, here only. */
bool TableModel::setHeaderData(int section, Qt::Orientation orientation, const QVariant &value, int role)
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()
        || (role != Qt::EditRole && role != Qt::DisplayRole))
        return false;
    table()->columns[section].header = value.toString();
    Q_EMIT headerDataChanged(orientation, section, section);
    return true;
}

QHash<int, QByteArray> TableModel::roleNames() const
{
    QHash<int, QByteArray> names = RowModel::roleNames();
    names.insert(Qt::CheckStateRole, QByteArrayLiteral("checkState"));
    names.insert(Qt::TextAlignmentRole, QByteArrayLiteral("textAlignment"));
    return names;
}

/*! \fn void TableModel::columnsChanged()
    Other columns are shown, or they are shown in another way. */
/*! \fn void TableModel::sortOrderChanged()
    sortColumn or sortOrder may have changed. */

} // namespace Racer
