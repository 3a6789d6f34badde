// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowmodel_p.h"

namespace Racer {

/*! The roles that are declared, or were discovered. */
QList<ItemRole> RowModel::itemRoles() const
{
    return d->roles.roles();
}

/*! Declares \a roles; with none of them, the members of items are discovered. */
void RowModel::setItemRoles(const QList<ItemRole> &roles)
{
    if (roles == itemRoles() && d->roles.isDeclared())
        return;
    beginResetModel();
    d->roles.declare(roles);
    d->discoverRolesOfRows();
    endResetModel();
    if (d->roles.isDeclared())
        Q_EMIT rolesChanged();
}

/*! The number of the role that has \a name, or -1. */
int RowModel::roleFor(const QString &name) const
{
    return roleNames().key(name.toUtf8(), -1);
}

QVariant RowModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !d->isRow(index.row()))
        return {};
    if (role == KeyRole)
        return keyAt(index.row());
    return d->roles.data(d->item(index.row()), role);
}

/*! Writes to the model. An error there goes to RootModel::error. */
bool RowModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !d->isRow(index.row()))
        return false;
    const std::optional<ItemRole> place = d->roles.place(d->item(index.row()), role);
    if (!place)
        return false;
    const Model item = modelAt(index.row());
    if (place->path.isRoot())
        item.setDiffDeep(fromVariant(value));
    else
        item.setDiff(place->path, fromVariant(value));
    return true;
}

/*! Value::fromVariant(). */
Value RowModel::fromVariant(const QVariant &variant) const
{
    return Value::fromVariant(variant);
}

Qt::ItemFlags RowModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable | Qt::ItemNeverHasChildren : flags;
}

QHash<int, QByteArray> RowModel::roleNames() const
{
    return d->roles.names();
}

} // namespace Racer
