// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowmodel_p.h"

namespace Racer {

/*! \property RowModel::editable
    \brief Whether views may edit; true by default. */
bool RowModel::isEditable() const
{
    return d->isEditable;
}

void RowModel::setEditable(bool editable)
{
    if (std::exchange(d->isEditable, editable) != editable)
        Q_EMIT editableChanged();
}

/*! \property RowModel::reorderable
    \brief Whether rows can be dragged to another place; false by default. */
bool RowModel::isReorderable() const
{
    return d->isReorderable;
}

void RowModel::setReorderable(bool reorderable)
{
    if (std::exchange(d->isReorderable, reorderable) != reorderable)
        Q_EMIT reorderableChanged();
}

QStringList RowModel::mimeTypes() const
{
    return QAbstractItemModel::mimeTypes();
}

QMimeData *RowModel::mimeData(const QModelIndexList &indexes) const
{
    return QAbstractItemModel::mimeData(indexes);
}

Qt::DropActions RowModel::supportedDropActions() const
{
    return QAbstractItemModel::supportedDropActions();
}

bool RowModel::dropMimeData(const QMimeData *, Qt::DropAction, int, int, const QModelIndex &)
{
    return false;
}

bool RowModel::moveRows(const QModelIndex &, int, int, const QModelIndex &, int)
{
    return false;
}

bool RowModel::removeRows(int, int, const QModelIndex &)
{
    return false;
}

} // namespace Racer
