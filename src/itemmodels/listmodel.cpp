// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "listmodel_p.h"

#include <algorithm>

namespace Racer {

namespace {

// Items looked at to learn the roles.
constexpr qsizetype SampleSize = 1000;

} // namespace

void ListModelPrivate::watch()
{
    const auto gone = [this] { q->clearSource(); };
    rowsWatcher.start(model, PathWatcher::When::Immediate, [this](const Event &event) { onEvent(event); }, gone);
    if (query) {
        const Model documents = model.scope(Path({query->collection()}));
        docsWatcher.start(
            documents, PathWatcher::When::Immediate, [this](const Event &event) { onDocument(event); }, gone);
    }
}

Value ListModelPrivate::currentRows(Kind &newKind) const
{
    const Value value = model.get();
    newKind = query ? Kind::Query : value.isArray() ? Kind::Array : value.isObject() ? Kind::Object : Kind::None;
    return value;
}

void ListModelPrivate::reset()
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
        if (kind == Kind::Query)
            keys = rows.isArray() ? rows : Value::array();
        if (kind == Kind::Object)
            keys = Value::array([&rows] {
                QList<Value> names;
                for (const Key &key : rows.keys())
                    names.append(Value(key));
                return names;
            }());
        learnRolesFromFirstRows();
    }
    q->endResetModel();
    if (before != size())
        Q_EMIT q->countChanged();
}

Value ListModelPrivate::item(qsizetype row) const
{
    switch (kind) {
    case Kind::Array: return items.at(row);
    case Kind::Object: return items.value(keys.at(row).toKey());
    case Kind::Query: return model.getDoc(query->collection(), keys.at(row).toKey());
    case Kind::None: break;
    }
    return {};
}

Key ListModelPrivate::keyOf(qsizetype row) const
{
    if (kind != Kind::Array)
        return keys.at(row).toKey();
    const Value &id = items.at(row).value(u"id");
    return id.isString() ? id.toKey() : id.isNumber() ? Key(id.toDisplayString()) : Key();
}

Path ListModelPrivate::pathOf(qsizetype row) const
{
    if (kind == Kind::Query)
        return Path({query->collection(), keys.at(row).toKey()});
    return model.segments() / (kind == Kind::Array ? Key::fromIndex(row) : keys.at(row).toKey());
}

// Rows shift as others come and go, so a hint is where the search begins: it spreads to both sides from there.
qsizetype ListModelPrivate::rowOf(const Key &key) const
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

void ListModelPrivate::addRole(const Key &name)
{
    roleOf.insert(name, ListModel::FirstMemberRole + int(roleNames.size()));
    roleNames.append(name);
}

void ListModelPrivate::learnRoles(const Value &someItems)
{
    bool added = false;
    for (qsizetype row = 0; row < std::min(someItems.size(), SampleSize); ++row) {
        const Value &sample = someItems.at(row);
        if (!sample.isObject())
            continue;
        for (const Key &key : sample.keys()) {
            if (!roleOf.contains(key)) {
                addRole(key);
                added = true;
            }
        }
    }
    if (added)
        Q_EMIT q->rolesChanged();
}

void ListModelPrivate::learnRolesFromFirstRows()
{
    if (explicitRoles)
        return;
    Value samples = Value::array();
    for (qsizetype row = 0; row < std::min(size(), SampleSize); ++row)
        samples.append(item(row));
    learnRoles(samples);
}

void ListModelPrivate::appendRole(const Key &name, QList<int> &out) const
{
    const auto role = roleOf.constFind(name);
    if (role == roleOf.constEnd())
        return;
    out.append(*role);
    if (*role == ListModel::FirstMemberRole)
        out << Qt::DisplayRole << Qt::EditRole;
}

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
ListModel::ListModel(QObject *parent) : QAbstractListModel(parent), d(std::make_unique<ListModelPrivate>(this)) { }

ListModel::~ListModel() = default;

/*! The model whose rows these are; an invalid one if there is none. */
Model ListModel::source() const
{
    return d->rowsWatcher.isActive() ? d->model : Model();
}

/*! Shows the elements or members of the value at the path of \a model, whatever it is or becomes. */
void ListModel::setSource(const Model &model)
{
    if (!model.isValid())
        return clearSource();
    d->docsWatcher.stop();
    d->query.reset();
    d->model = model;
    d->watch();
    d->reset();
    Q_EMIT sourceChanged();
}

/*! The query whose results these rows are, or none. */
std::shared_ptr<ModelQuery> ListModel::query() const
{
    return d->query;
}

/*! Shows the results of \a query, which was made by \a model, in their order. Loading it is left to the caller.
    In place of another query of the same collection, rows that both have stay. */
void ListModel::setQuery(const Model &model, const std::shared_ptr<ModelQuery> &query)
{
    if (!model.isValid() || !query)
        return clearSource();
    const bool sameDocuments = d->rowsWatcher.isActive() && d->query && d->model.root() == model.root()
        && d->query->collection() == query->collection();
    const qsizetype before = d->size();
    d->query = query;
    d->model = model.scope(query->idsPath());
    d->watch();
    if (sameDocuments) {
        d->refresh();
        if (before != d->size())
            Q_EMIT countChanged();
    } else {
        d->reset();
    }
    Q_EMIT sourceChanged();
}

/*! Shows nothing. */
void ListModel::clearSource()
{
    d->rowsWatcher.stop();
    d->docsWatcher.stop();
    d->query.reset();
    d->model = Model();
    d->reset();
    Q_EMIT sourceChanged();
}

/*!
    \property ListModel::path
    \brief The absolute path of the rows' array, object, or list of ids; empty without a source.
*/
QString ListModel::path() const
{
    return d->rowsWatcher.isActive() ? d->model.path() : QString();
}

/*!
    \property ListModel::roles
    \brief The members of items that are roles. Set it before there are rows; by default they are learnt.
*/
QStringList ListModel::roles() const
{
    QStringList names;
    for (const Key &name : std::as_const(d->roleNames))
        names.append(name.toString());
    return names;
}

void ListModel::setRoles(const QStringList &roles)
{
    if (roles == this->roles() && d->explicitRoles)
        return;
    beginResetModel();
    d->explicitRoles = !roles.isEmpty();
    d->roleNames.clear();
    d->roleOf.clear();
    for (const QString &name : roles)
        d->addRole(Key(name));
    d->learnRolesFromFirstRows();
    endResetModel();
    if (d->explicitRoles)
        Q_EMIT rolesChanged();
}

/*!
    \property ListModel::count
    \brief The number of rows.
*/
int ListModel::count() const
{
    return int(d->size());
}

/*! The item of \a row; undefined if there is no such row. */
Value ListModel::valueAt(int row) const
{
    return row >= 0 && row < count() ? d->item(row) : Value();
}

/*! A model at the item of \a row; an invalid one if there is no such row. It stays at the path, not with the row. */
Model ListModel::modelAt(int row) const
{
    return row >= 0 && row < count() ? d->model.scope(d->pathOf(row)) : Model();
}

/*! The item of \a row as a QVariant. */
QVariant ListModel::get(int row) const
{
    return valueAt(row).toVariant();
}

/*! The key of \a row. */
QString ListModel::keyAt(int row) const
{
    return row >= 0 && row < count() ? d->keyOf(row).toString() : QString();
}

/*! The absolute path of the item of \a row. */
QString ListModel::pathAt(int row) const
{
    return row >= 0 && row < count() ? d->pathOf(row).toString() : QString();
}

/*! The row whose key is \a key, or -1. */
int ListModel::indexOf(const QString &key) const
{
    return int(d->rowOf(Key(key)));
}

int ListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const bool isText = role == Qt::DisplayRole || role == Qt::EditRole;
    if (role == KeyRole)
        return keyAt(index.row());
    if (!isText && (role < ModelDataRole || role >= FirstMemberRole + d->roleNames.size()))
        return {};
    const Value item = d->item(index.row());
    if (role == ModelDataRole || (isText && !item.isObject()))
        return item.toVariant();
    if (isText)
        return d->roleNames.isEmpty() ? QVariant() : item.value(d->roleNames.first()).toVariant();
    return item.value(d->roleNames.at(role - FirstMemberRole)).toVariant();
}

/*! Writes to the model. An error there goes to RootModel::error. */
bool ListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.row() >= count() || role == KeyRole)
        return false;
    const Model item = modelAt(index.row());
    const Value written = Value::fromVariant(value);
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        role = !d->item(index.row()).isObject() ? int(ModelDataRole) : int(FirstMemberRole);
    if (role == ModelDataRole) {
        item.setDiffDeep(written);
        return true;
    }
    const int member = role - FirstMemberRole;
    if (member < 0 || member >= d->roleNames.size())
        return false;
    item.setDiff(Path({d->roleNames.at(member)}), written);
    return true;
}

Qt::ItemFlags ListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

QHash<int, QByteArray> ListModel::roleNames() const
{
    QHash<int, QByteArray> names{{ModelDataRole, "modelData"}, {KeyRole, "key"}, {Qt::DisplayRole, "display"}};
    for (qsizetype i = 0; i < d->roleNames.size(); ++i)
        names.insert(FirstMemberRole + int(i), d->roleNames.at(i).toString().toUtf8());
    return names;
}

} // namespace Racer
