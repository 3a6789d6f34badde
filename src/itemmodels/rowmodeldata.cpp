// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowmodel_p.h"

namespace Racer {

/*! The roles that are declared, or were discovered. */
QList<ItemRole> RowModel::itemRoles() const
{
    return d->roles.roles();
}

/*!
    Declares \a roles; with none of them, the members of items are discovered in the first rows. A name keeps the
    number that it got first. A role that every item has, like \c key, cannot be declared.
*/
void RowModel::setItemRoles(const QList<ItemRole> &roles)
{
    if (roles == itemRoles() && d->roles.isDeclared())
        return;
    beginResetModel();
    d->roles.declare(roles);
    d->discoverRolesOfRows();
    if (d->roles.isDeclared() || d->roles.isEmpty())
        Q_EMIT rolesChanged();
    endResetModel();
}

/*! The number of the role that has \a name, or -1. */
int RowModel::roleFor(const QString &name) const
{
    return roleNames().key(name.toUtf8(), -1);
}

QVariant RowModel::data(const QModelIndex &index, int role) const
{
    const int row = index.row();
    if (!index.isValid() || !d->isRow(row))
        return {};
    d->noteRead(row);
    switch (role) {
    case KeyRole: return keyAt(row);
    case IndexRole: return row;
    case ExistsRole: return !d->item(row).isUndefined();
    case PendingRole: return d->writeStateOf(row).isPending;
    case FailedRole: return d->writeStateOf(row).isFailed;
    case ReasonRole: {
        const Model item = d->writeStateOf(row).isFailed ? modelAt(row) : Model();
        return item.isValid() ? item.failure().message() : QString();
    }
    case SectionRole: return d->section(row);
    default: return d->roles.data(d->item(row), role);
    }
}

/*!
    Writes to the model what \a role shows: a member, or the whole item for ModelDataRole. Only what differs is
    written, and missing parents of a declared path are made. For a role that has a type \a value is converted to it.

    Returns false if nothing was written; the error is at RootModel::error, as is one of the server later.
*/
bool RowModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !d->isRow(index.row()))
        return false;
    const Value item = d->item(index.row());
    const std::optional<ItemRole> place = d->roles.place(item, role);
    return place && d->write(index.row(), *place, value);
}

bool RowModelPrivate::write(int row, const ItemRole &place, const QVariant &value) const
{
    if (!isEditable)
        return isDone(refused(u"setData: the rows are not editable"_qs));
    Value written;
    try {
        const Value present = lookup(item(row), place.path);
        written = place.type.isValid() ? Racer::fromVariant(value, place.type, present) : q->fromVariant(value);
    } catch (const Error &error) {
        return isDone(refused(error.message()));
    }
    return isDone(place.path.isRoot() ? q->set(row, written) : q->set(row, place.path, written));
}

/*! What views hand to setData(), as a value: Value::fromVariant() here. */
Value RowModel::fromVariant(const QVariant &variant) const
{
    return Value::fromVariant(variant);
}

Qt::ItemFlags RowModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return d->isReorderable ? Qt::ItemIsDropEnabled : Qt::NoItemFlags;
    Qt::ItemFlags flags = QAbstractItemModel::flags(index) | Qt::ItemNeverHasChildren;
    if (d->isEditable && d->isRow(index.row()) && d->roles.hasText(d->item(index.row())))
        flags |= Qt::ItemIsEditable;
    if (d->isReorderable)
        flags |= Qt::ItemIsDragEnabled;
    return flags;
}

QHash<int, QByteArray> RowModel::roleNames() const
{
    return d->roles.names();
}

} // namespace Racer
