// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowmodel_p.h"

namespace Racer {

/*!
    \class Racer::RowModel
    \inmodule Racer
    \brief What lists and tables share: items of a model as rows.

    \b Sources. setSource() shows what is at a path of a model: the elements of an array, the members of an object, the
    documents of a collection, and the same behind a ref, a refList or a filter; whatever it is, or becomes. setQuery()
    shows the results of a query, and setIds() documents by a list of their ids.

    \b Shape. A filter decides which items are shown, sort keys or a function in what order, groups come first in the
    order, and skip and limit cut a window out of the result. A change of one item costs what the logarithm of the
    number of items costs, apart from the window, whose rows are compared one by one.

    \b Signals. Rows are what the views were told last. What this client writes is told at once, within the write. What
    others write, and what is loaded, is collected, and told at the next turn of the event loop, then at most every
    updateInterval milliseconds: rows that go, move and come, by the fewest steps, and after them each changed row
    once, with exactly the roles that have changed. The model is reset for a new source, and before the first rows to
    make their roles known; never when data is loaded again, ordered or filtered in another way, or replaced. Rows are
    the same if they have the same key, or in arrays the same \c id, else if their items are equal. More than about
    3,000 steps are told as changes of the layout, which persistent indexes follow, and one removal and insertion.

    Slots of row signals may write to the model, and set another source or shape: that is done, and told, after what is
    being told.

    A RowModel belongs to the thread of its model, and is empty after that has gone. Racer has no counterpart: there,
    components of a template follow the model themselves.
*/
RowModel::RowModel(QObject *parent) : RowModel(std::make_unique<RowModelPrivate>(this), parent) { }

RowModel::RowModel(std::unique_ptr<RowModelPrivate> priv, QObject *parent)
    : QAbstractItemModel(parent), d(std::move(priv))
{
    d->timer.setSingleShot(true);
    d->timer.setTimerType(Qt::PreciseTimer);
    connect(&d->timer, &QTimer::timeout, this, [this] {
        d->sinceFlush.start();
        d->flush();
    });
}

RowModel::~RowModel() = default;

/*! The model whose rows these are; an invalid one if there is none. */
Model RowModel::source() const
{
    return d->rowsWatcher.isActive() ? d->model : Model();
}

/*! Shows the elements or members of the value at the path of \a model, whatever it is or becomes. */
void RowModel::setSource(const Model &model)
{
    if (!model.isValid())
        return clearSource();
    d->setSource(model, Key(), nullptr);
}

/*! The query whose results these rows are, or none. */
std::shared_ptr<ModelQuery> RowModel::query() const
{
    return d->query;
}

/*! Shows the results of \a query, which was made by \a model, in their order. Loading it is left to the caller.
    In place of another query of the same collection, rows that both have stay. */
void RowModel::setQuery(const Model &model, const std::shared_ptr<ModelQuery> &query)
{
    if (!model.isValid() || !query)
        return clearSource();
    d->setSource(model.scope(query->idsPath()), query->collection(), query);
}

/*! Shows the documents of \a collection whose ids are in the array at the path of \a ids, in that order. An id that
    is null is a row whose document is not known yet. In place of other documents of the same collection, rows that
    are in both stay. */
void RowModel::setIds(const Model &ids, const Key &collection)
{
    if (!ids.isValid() || collection.isEmpty())
        return clearSource();
    d->setSource(ids, collection, nullptr);
}

/*! Shows nothing. */
void RowModel::clearSource()
{
    d->setSource(Model(), Key(), nullptr);
}

/*!
    \property RowModel::path
    \brief The absolute path of the rows' array, object, or list of ids; empty without a source.
*/
QString RowModel::path() const
{
    return d->rowsWatcher.isActive() ? d->model.path() : QString();
}

/*!
    \property RowModel::count
    \brief The number of rows.
*/
int RowModel::count() const
{
    return int(d->size());
}

/*! The item of \a row; undefined if there is no such row. */
Value RowModel::valueAt(int row) const
{
    return d->isRow(row) ? d->item(row) : Value();
}

/*! A model at the item of \a row; an invalid one if there is no such row. It stays at the path, not with the row. */
Model RowModel::modelAt(int row) const
{
    const Path path = d->isRow(row) ? d->pathOf(row) : Path();
    return path.isRoot() ? Model() : d->model.scope(path);
}

/*! The item of \a row as a QVariant. */
QVariant RowModel::get(int row) const
{
    return valueAt(row).toVariant();
}

/*! The key of \a row. */
QString RowModel::keyAt(int row) const
{
    return d->isRow(row) ? d->keyOf(row).toString() : QString();
}

/*! The absolute path of the item of \a row. */
QString RowModel::pathAt(int row) const
{
    return d->isRow(row) ? d->pathOf(row).toString() : QString();
}

/*! The row whose key is \a key, or -1. */
int RowModel::indexOf(const QString &key) const
{
    return int(d->rowOf(Key(key)));
}

QModelIndex RowModel::index(int row, int column, const QModelIndex &parent) const
{
    const bool isCell = !parent.isValid() && d->isRow(row) && column >= 0 && column < columnCount();
    return isCell ? createIndex(row, column) : QModelIndex();
}

QModelIndex RowModel::parent(const QModelIndex &) const
{
    return {};
}

QModelIndex RowModel::sibling(int row, int column, const QModelIndex &) const
{
    return index(row, column);
}

int RowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

bool RowModel::hasChildren(const QModelIndex &parent) const
{
    return !parent.isValid() && count() > 0;
}

} // namespace Racer
