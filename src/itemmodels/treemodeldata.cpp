// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "treemodel_p.h"

#include "../model/rootmodel_p.h"

#include <Racer/rowmodel.h>

namespace Racer {

void TreeModelPrivate::report(const Error &error, const Key &key) const
{
    const QString where = u"Tree of "_qs + model.path();
    if (model.isValid())
        Q_EMIT model.root()->error(error.withContext(key.isEmpty() ? where : where + u", item "_qs + key.toString()));
}

void TreeModelPrivate::setShape()
{
    rules.matches = {};
    rules.compare = {};
    rules.extras.clear();
    shape.matches = {};
    if (model.isValid()) {
        const Functions &functions = *RootModelPrivate::of(*model.root()).functions;
        try {
            rules.setFilter(filter, functions);
        } catch (const Error &error) {
            report(error, {});
        }
        try {
            if (sortFunction.callable() || !sortFunction.name().isEmpty())
                rules.setOrder(sortFunction, functions);
        } catch (const Error &error) {
            report(error, {});
        }
        for (const Path &input : std::as_const(inputs))
            rules.extras.append(model.scope(input).get());
    }
    if (rules.matches) {
        shape.matches = [this](const Value &item, const Key &key) {
            bool isAccepted = false;
            callFunctions([&] { isAccepted = rules.accepts(item, key, Value()); });
            return isAccepted;
        };
    }
    const auto compare = [this](const Value &a, const Value &b) { return rules.order(a, b); };
    shape.order.set({}, {}, sortKeys, rules.compare ? RowOrder::Compare(compare) : RowOrder::Compare());
}

void TreeModelPrivate::watchInputs()
{
    inputWatchers.clear();
    for (const Path &input : std::as_const(inputs)) {
        if (!rowsWatcher.isActive())
            return;
        inputWatchers.push_back(std::make_unique<PathWatcher>(q));
        inputWatchers.back()->start(
            model.scope(input), PathWatcher::When::Queued, [this](const Event &) { q->invalidateFilter(); }, [] {});
    }
}

void TreeModelPrivate::reshape()
{
    if (isUpdating) {
        hasNewShape = true;
        return;
    }
    if (!rows)
        return setShape();
    q->flush();
    setShape();
    isUpdating = true;
    callFunctions([this] { rows->reshape(); });
    isUpdating = false;
    if (rows && !missed.empty()) {
        noteMissed();
        q->flush();
    }
}

/*! The filter that items pass, or are shown because of one below them that does. */
FilterFunction TreeModel::filter() const
{
    return d->filter;
}

/*!
    Shows those items only that \a filter lets through, and all above them. The function is given an item and its key,
    and the values at the absolute paths \a inputs; when one of these changes it is asked again.
*/
void TreeModel::setFilter(const FilterFunction &filter, const QList<Path> &inputs)
{
    d->filter = filter;
    d->inputs = inputs;
    d->watchInputs();
    d->reshape();
    Q_EMIT filterChanged();
}

/*! Asks the functions of filter and order about every item again: for what they look at beside items and inputs. */
void TreeModel::invalidateFilter()
{
    if (!d->filter.isNull() || d->rules.compare)
        d->reshape();
}

/*! The order of the items of each parent: the first key is the most important one. */
QList<SortKey> TreeModel::sortKeys() const
{
    return d->sortKeys;
}

void TreeModel::setSortKeys(const QList<SortKey> &keys)
{
    d->sortKeys = keys;
    d->sortFunction = {};
    d->reshape();
    Q_EMIT sortChanged();
}

/*! Orders the items of each parent by \a function instead of keys. */
void TreeModel::setSortFunction(const SortFunction &function)
{
    d->sortFunction = function;
    d->sortKeys.clear();
    d->reshape();
    Q_EMIT sortChanged();
}

/*! Orders by what \a column shows, or by its TableColumn::sortKey; as the source has them if it is -1. */
void TreeModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return setSortKeys({});
    SortKey key;
    if (!d->content.columns.isEmpty()) {
        key = d->content.columns.at(column).sortKey;
        if (key.path.isRoot())
            key.path = d->content.columns.at(column).path;
    } else if (!d->content.roles.isEmpty()) {
        key.path = d->content.roles.roles().constFirst().path;
    }
    key.order = order;
    setSortKeys({key});
}

/*! The roles that are declared, or were discovered. */
QList<ItemRole> TreeModel::itemRoles() const
{
    return d->content.roles.roles();
}

/*! Declares \a roles; with none of them, the members of items are discovered in the first items. A name keeps the
    number that it got first. */
void TreeModel::setItemRoles(const QList<ItemRole> &roles)
{
    d->content.roles.declare(roles);
    d->reset();
}

/*! The number of the role that has \a name, or -1. */
int TreeModel::roleFor(const QString &name) const
{
    return roleNames().key(name.toUtf8(), -1);
}

/*! The declared columns. */
QList<TableColumn> TreeModel::columns() const
{
    return d->content.columns;
}

/*! Shows \a columns; with none of them there is one column, of what the items show. The model is reset. */
void TreeModel::setColumns(const QList<TableColumn> &columns)
{
    beginResetModel();
    d->content.columns = columns;
    endResetModel();
    Q_EMIT columnsChanged();
}

int TreeModel::columnCount(const QModelIndex &) const
{
    return std::max(1, int(d->content.columns.size()));
}

QVariant TreeModel::data(const QModelIndex &index, int role) const
{
    if (!d->rows || !index.isValid())
        return {};
    const TreeNode *const node = d->nodeAt(index);
    switch (role) {
    case RowModel::KeyRole: return d->rows->keyOf(node).toString();
    case RowModel::IndexRole: return index.row();
    case RowModel::ExistsRole: return !node->item.isUndefined();
    case RowModel::PendingRole: {
        const Model item = modelAt(index); // none, if it is gone and the rows do not know it yet
        return item.isValid() && item.isPending();
    }
    case RowModel::FailedRole:
    case RowModel::ReasonRole: {
        const Model item = modelAt(index);
        const Error failure = item.isValid() ? item.failure() : Error();
        return role == RowModel::FailedRole ? QVariant(!failure.isNull()) : QVariant(failure.message());
    }
    case Qt::DisplayRole:
    case Qt::EditRole:
    case Qt::CheckStateRole:
    case Qt::TextAlignmentRole: break;
    default: return d->content.roles.data(node->item, role);
    }
    if (index.column() >= d->content.columns.size())
        return d->content.roles.data(node->item, role);
    const TableColumn &column = d->content.columns.at(index.column());
    if (role == Qt::TextAlignmentRole)
        return column.alignment ? QVariant(column.alignment.toInt()) : QVariant();
    if (column.checkable ? role == Qt::DisplayRole : role == Qt::CheckStateRole)
        return {};
    const Value value = lookup(node->item, column.path);
    const QVariant shown = column.toVariant ? column.toVariant(value) : toVariant(value, column.type);
    if (role == Qt::CheckStateRole)
        return int(shown.toBool() ? Qt::Checked : Qt::Unchecked);
    return shown;
}

/*! The columns' texts and alignments. */
QVariant TreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= d->content.columns.size())
        return QAbstractItemModel::headerData(section, orientation, role);
    const TableColumn &column = d->content.columns.at(section);
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return column.header.isNull() ? column.path.toString() : column.header;
    return role == Qt::TextAlignmentRole && column.alignment ? QVariant(column.alignment.toInt()) : QVariant();
}

/*!
    Writes to the model what the cell or \a role shows. Only what differs is written, and missing parents of a path are
    made. Returns false if nothing was written; the error is at RootModel::error, as is one of the server later.
*/
bool TreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!d->rows || !index.isValid())
        return false;
    const bool isCell = role == Qt::DisplayRole || role == Qt::EditRole || role == Qt::CheckStateRole;
    if (!isCell || index.column() >= d->content.columns.size()) {
        const std::optional<ItemRole> place = d->content.roles.place(d->nodeAt(index)->item, role);
        return place && d->write(index, *place, value);
    }
    const TableColumn &column = d->content.columns.at(index.column());
    if (role == Qt::CheckStateRole && !column.checkable)
        return false;
    if (!column.editable || (column.toVariant && !column.fromVariant))
        return d->isDone(d->refused(u"setData: the column \"%1\" is not editable"_qs.arg(column.path.toString())));
    const QVariant given = role == Qt::CheckStateRole ? QVariant(value.toInt() == Qt::Checked) : value;
    if (!column.fromVariant)
        return d->write(index, {column.header, column.path, column.type}, given);
    try {
        return d->write(index, {column.header, column.path, QMetaType::fromType<Value>()},
                        QVariant::fromValue(column.fromVariant(given)));
    } catch (const Error &error) {
        return d->isDone(d->refused(error.message()));
    }
}

Qt::ItemFlags TreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return d->isReorderable ? Qt::ItemIsDropEnabled : Qt::NoItemFlags;
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (d->isReorderable)
        flags |= Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled;
    bool isWritable = d->isEditable;
    bool isCheckable = false;
    if (index.column() < d->content.columns.size()) {
        const TableColumn &column = d->content.columns.at(index.column());
        isWritable = isWritable && column.editable && (column.fromVariant || !column.toVariant);
        isCheckable = column.checkable;
    }
    flags.setFlag(Qt::ItemIsEditable, isWritable && !isCheckable);
    flags.setFlag(Qt::ItemIsUserCheckable, isWritable && isCheckable);
    return flags;
}

QHash<int, QByteArray> TreeModel::roleNames() const
{
    QHash<int, QByteArray> names = d->content.roles.names();
    names.remove(RowModel::SectionRole);
    if (!d->content.columns.isEmpty()) {
        names.insert(Qt::CheckStateRole, QByteArrayLiteral("checkState"));
        names.insert(Qt::TextAlignmentRole, QByteArrayLiteral("textAlignment"));
    }
    return names;
}

/*! The item of \a index; the source's value if that is not valid. */
Value TreeModel::valueAt(const QModelIndex &index) const
{
    if (!d->rows)
        return {};
    return index.isValid() ? d->nodeAt(index)->item : d->model.get();
}

/*! A model at the item of \a index, or at the source. It stays at the path, not with the item. */
Model TreeModel::modelAt(const QModelIndex &index) const
{
    if (!d->rows || !index.isValid())
        return source();
    const Path path = d->rows->pathOf(d->nodeAt(index));
    return path.isRoot() ? Model() : d->model.scope(path);
}

/*! The item of \a index as a QVariant. */
QVariant TreeModel::get(const QModelIndex &index) const
{
    return valueAt(index).toVariant();
}

/*! The key of the item: the member's name, the document's id, or its \c id. */
QString TreeModel::keyAt(const QModelIndex &index) const
{
    return d->rows && index.isValid() ? d->rows->keyOf(d->nodeAt(index)).toString() : QString();
}

/*! The absolute path of the item. */
QString TreeModel::pathAt(const QModelIndex &index) const
{
    const Model item = modelAt(index);
    return item.isValid() ? item.path() : QString();
}

/*! Where the first item with \a key is. Items that hold their children are searched one by one. */
QModelIndex TreeModel::indexOf(const QString &key) const
{
    const TreeNode *const node = d->rows ? d->rows->find(Key(key)) : nullptr;
    return node ? d->rows->indexOf(node) : QModelIndex();
}

/*! Does \a calls, which calls the functions of filter and order. Bindings to a language that can know what functions
    look at override it. */
void TreeModel::callFunctions(const std::function<void()> &calls)
{
    calls();
}

/*! What views hand to setData(), as a value: Value::fromVariant() here. */
Value TreeModel::fromVariant(const QVariant &variant) const
{
    return Value::fromVariant(variant);
}

} // namespace Racer
