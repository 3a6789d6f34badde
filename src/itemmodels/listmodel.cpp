// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/listmodel.h>

namespace Racer {

/*!
    \class Racer::ListModel
    \inmodule Racer
    \brief The elements of an array, the members of an object, or the results of a query, as rows.

    Rows follow the model: insertions, removals, moves and changes become the same signals of rows, with the roles that
    changed. When a whole array is replaced, the rows that are the same (by their \c id, or equal) stay, and the
    others come, go and move. The model is reset only for a new source, and while it is empty to make new roles known.

    \b Roles. \c modelData is the whole item, \c key the member's name, the document's id or the item's \c id; the
    members of items are roles under their own names. Either roles names these, or they are learnt from the first
    rows (up to 1000 of them); members that turn up later are only in \c modelData. Qt::DisplayRole and Qt::EditRole
    are the first of the roles, or the item itself if it is no object.

    setData() writes to the model, and so does \c {model.role = value} in a QML delegate.

    A ListModel belongs to the thread of its model, and is empty after that has gone.
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
