// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/listmodel.h>

namespace Racer {

/*!
    \class Racer::ListModel
    \inmodule Racer
    \brief The elements of an array, the members of an object, the documents of a collection, or the results of a query,
    as rows of one column.

    \c modelData is the whole item, \c key the member's name, the document's id or the item's \c id; the members of items
    are roles under their own names. Either roles names these, or they are discovered in the first rows (up to 1000 of
    them); members that turn up later are only in \c modelData. Qt::DisplayRole and Qt::EditRole are the first of the
    roles, or the item itself if it is no object.

    See RowModel for sources, filters, orders, and signals.
*/
ListModel::ListModel(QObject *parent) : RowModel(parent) { }

/*!
    \property ListModel::roles
    \brief The members of items that are roles. Set it before there are rows; by default they are discovered.

    RowModel::setItemRoles() declares roles of other names, paths and types.
*/
QStringList ListModel::roles() const
{
    QStringList names;
    for (const ItemRole &role : itemRoles())
        names.append(role.name);
    return names;
}

void ListModel::setRoles(const QStringList &roles)
{
    QList<ItemRole> declared;
    for (const QString &name : roles)
        declared.append({.name = name});
    setItemRoles(declared);
}

QModelIndex ListModel::index(int row, int column, const QModelIndex &parent) const
{
    return RowModel::index(row, column, parent);
}

int ListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

} // namespace Racer
