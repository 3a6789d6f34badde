// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "presencemodel_p.h"

namespace Racer {

/*!
    \class Racer::PresenceModel
    \inmodule Racer
    \brief What others show on a channel of presence, as rows of an item model; and what is shown to them.

    Each row is the value of one LocalPresence of another client: who they are, where their cursor is. Rows come when a
    value is first shown, change with it, and go when it is taken away or its client leaves; without a connection there
    are none. setValue() shows a value to the others, at most one a frame.

    A channel has a name, by setChannel(), or is that of a document or something in it, by setSource(): then it is
    named as the path, as in \c todos.t1, and values may hold ranges of texts. A range is the value itself, or a member
    of it, that is an object with \c start and \c end, or \c index and \c length, in UTF-16 units; the second may be
    missing for a caret. Its \c path names the text below the source, and may be missing if the source is the text.
    Ranges move along with the edits of all clients, the own value's and the others'.

    On the wire these are ShareDB's messages for presence on a channel with plain JSON values, so browsers that use
    \c {connection.getPresence(channel)} take part; json0 has no \c transformPresence, and each client moves the
    ranges that it knows. For that to be right, a value with ranges is sent when the document has no writes on their
    way, and once more if others edited the text before the server has passed it on.

    The roles are \c id, \c value, and the members of the values. Give names to setRoles() where a view reads them
    before anybody has shown a value; otherwise they are discovered, with a reset for the first value and none later.

    It belongs to the model's thread, and is empty once the root model is destroyed. The server must have presence
    switched on. Counterpart of the bindings that ShareDB applications write around Presence.
*/

PresenceModel::PresenceModel(QObject *parent)
    : QAbstractListModel(parent), d(std::make_unique<PresenceModelPrivate>(this))
{ }

PresenceModel::~PresenceModel()
{
    d->leave();
}

/*! The name of the channel; empty if there is none. */
QString PresenceModel::channel() const
{
    return d->channel.toString();
}

/*! Follows \a channel on the connection of \a model. */
void PresenceModel::setChannel(const Model &model, const Key &channel)
{
    d->setSource(model, Path(), channel);
}

/*!
    Follows the channel of the document, or the part of one, at \a model's path, or where a ref there leads to now. It
    is an error at errorOccurred() if that is local.
*/
void PresenceModel::setSource(const Model &model)
{
    if (!model.isValid())
        return clearSource();
    const Path path(model.dereference());
    d->setSource(model, path, Key(path.toString()));
}

/*! Leaves the channel. */
void PresenceModel::clearSource()
{
    d->setSource(Model(), Path(), Key());
}

/*!
    \property PresenceModel::active
    \brief Whether the channel is followed, and the own value shown. The default is true.
*/
bool PresenceModel::isActive() const
{
    return d->active;
}

void PresenceModel::setActive(bool active)
{
    if (std::exchange(d->active, active) == active)
        return;
    d->update();
    Q_EMIT activeChanged();
}

/*!
    \property PresenceModel::presenceId
    \brief The id under which the own value is shown; a random one if it is empty, the default.

    It must be unique in the channel among all clients.
*/
QString PresenceModel::presenceId() const
{
    return d->presenceId;
}

void PresenceModel::setPresenceId(const QString &id)
{
    if (std::exchange(d->presenceId, id) == id)
        return;
    d->leave();
    d->update();
    Q_EMIT presenceIdChanged();
}

/*! What is shown to the others, with its ranges where they are now; undefined for nothing. */
Value PresenceModel::value() const
{
    return d->own.value();
}

/*! Shows \a value to the others; undefined or null takes it away. */
void PresenceModel::setValue(const Value &value)
{
    d->setValue(value.isNull() ? Value() : value);
}

/*!
    \property PresenceModel::count
    \brief The number of rows: how many others show a value.
*/
int PresenceModel::count() const
{
    return int(d->rows.size());
}

/*! The presence id of \a row; empty if there is no such row. */
QString PresenceModel::idAt(int row) const
{
    return row >= 0 && row < count() ? d->rows[size_t(row)].id.toString() : QString();
}

/*! The value of \a row, with its ranges where they are now; undefined if there is no such row. */
Value PresenceModel::valueAt(int row) const
{
    return row >= 0 && row < count() ? d->rows[size_t(row)].shown.value() : Value();
}

/*! The value of \a row as a QVariant. */
QVariant PresenceModel::get(int row) const
{
    return valueAt(row).toVariant();
}

/*! The row of the presence \a id, or -1. */
int PresenceModel::indexOf(const QString &id) const
{
    return int(d->rowOf(Key(id)));
}

/*!
    \property PresenceModel::roles
    \brief The members of values that are roles: declared, or discovered if none are declared.
*/
QStringList PresenceModel::roles() const
{
    QStringList names;
    for (const Key &member : std::as_const(d->members))
        names << member.toString();
    return names;
}

void PresenceModel::setRoles(const QStringList &names)
{
    if (names == roles() && d->areDeclared == !names.isEmpty())
        return;
    beginResetModel();
    d->areDeclared = !names.isEmpty();
    d->members.clear();
    for (const QString &name : names)
        d->members.append(Key(name));
    for (const PresenceModelPrivate::Row &row : d->rows)
        static_cast<void>(d->discover(row.shown.value()));
    endResetModel();
    Q_EMIT rolesChanged();
}

int PresenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PresenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PresenceModelPrivate::Row &row = d->rows[size_t(index.row())];
    if (role == IdRole || role == Qt::DisplayRole)
        return row.id.toString();
    if (role == ValueRole)
        return row.shown.value().toVariant();
    if (role >= FirstMemberRole && role - FirstMemberRole < d->members.size())
        return row.shown.value().value(d->members.at(role - FirstMemberRole)).toVariant();
    return {};
}

QHash<int, QByteArray> PresenceModel::roleNames() const
{
    QHash<int, QByteArray> names{{IdRole, "id"}, {ValueRole, "value"}};
    for (qsizetype i = 0; i < d->members.size(); ++i) {
        const QByteArray name = d->members.at(i).toString().toUtf8();
        if (name != "id" && name != "value")
            names.insert(int(FirstMemberRole + i), name);
    }
    return names;
}

/*! \fn void PresenceModel::valueChanged()
    The own value is another: by setValue(), or by an edit that moved its ranges. */
/*! \fn void PresenceModel::errorOccurred(const Error &error)
    The server refused the channel or the value. Without anybody listening here, it is at RootModel::error. */

} // namespace Racer
