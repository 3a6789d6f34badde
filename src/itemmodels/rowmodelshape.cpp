// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowmodel_p.h"

#include <algorithm>

namespace Racer {

/*! The filter that rows pass. */
FilterFunction RowModel::filter() const
{
    return d->shape.filter;
}

/*! Shows those items only that \a filter lets through: a MongoDB-style expression, a function, or the name of one that
    Model::fn() knows. The values at the absolute paths \a inputs are given to a function as the extra inputs of
    Filter are, and when one of them changes it is asked again about every item. A key is the member's name, the
    document's id, or an element's index when it was asked about.

    What a function throws reaches RootModel::error, and the item is left out. A name that no function has is an error
    there, too, and then everything is shown. */
void RowModel::setFilter(const FilterFunction &filter, const QList<Path> &inputs)
{
    d->shape.filter = filter;
    d->shape.inputs = inputs;
    d->watchInputs();
    d->reshape(RowModelPrivate::FilterPart);
    Q_EMIT filterChanged();
}

/*! The order of the rows: the first key is the most important one. */
QList<SortKey> RowModel::sortKeys() const
{
    return d->shape.sortKeys;
}

/*! Orders the rows by \a keys; without any they are in the order of the source, which also decides between rows that no
    key tells apart. Values are ordered as in a query's \c $sort: null, numbers, texts, objects, arrays, booleans. What
    is undefined comes last, in descending order too. A key with a locale orders texts as people of that place do. */
void RowModel::setSortKeys(const QList<SortKey> &keys)
{
    if (d->shape.sortKeys == keys && !d->shape.hasSortFunction())
        return;
    d->shape.sortKeys = keys;
    d->shape.sortFunction = {};
    d->reshape(RowModelPrivate::OrderPart);
    Q_EMIT sortChanged();
}

/*! Orders the rows by \a function instead of keys; items that are undefined come last. As for Filter, but its default
    is the order of the source. */
void RowModel::setSortFunction(const SortFunction &function)
{
    d->shape.sortFunction = function;
    d->shape.sortKeys.clear();
    d->reshape(RowModelPrivate::OrderPart);
    Q_EMIT sortChanged();
}

/*! \property RowModel::skip
    \brief How many of the filtered and ordered items are left out at the beginning; 0 by default. */
int RowModel::skip() const
{
    return d->shape.skip;
}

void RowModel::setSkip(int skip)
{
    skip = std::max(0, skip);
    if (std::exchange(d->shape.skip, skip) == skip)
        return;
    d->reshape(RowModelPrivate::WindowPart);
    Q_EMIT skipChanged();
}

/*! \property RowModel::limit
    \brief How many rows there are at most; 0, the default, for any number. */
int RowModel::limit() const
{
    return d->shape.limit;
}

void RowModel::setLimit(int limit)
{
    limit = std::max(0, limit);
    if (std::exchange(d->shape.limit, limit) == limit)
        return;
    d->reshape(RowModelPrivate::WindowPart);
    Q_EMIT limitChanged();
}

/*! \property RowModel::groupBy
    \brief A path within the item; empty by default.

    Items that have the same value there are together, ahead of what the sort keys say, and its text is their section.
    Groups are in ascending order, or in that of a sort key of the same path; items without a value come last. */
QString RowModel::groupBy() const
{
    return d->shape.groupBy;
}

void RowModel::setGroupBy(const QString &path)
{
    if (d->shape.groupBy == path && !d->shape.groupFunction)
        return;
    d->shape.groupBy = path;
    d->shape.groupFunction = nullptr;
    d->reshape(RowModelPrivate::OrderPart);
    Q_EMIT groupByChanged();
}

/*! Groups by what \a group returns for an item, instead of a path. */
void RowModel::setGroupFunction(std::function<QString(const Value &)> group)
{
    d->shape.groupBy.clear();
    d->shape.groupFunction = std::move(group);
    d->reshape(RowModelPrivate::OrderPart);
    Q_EMIT groupByChanged();
}

/*! Asks the functions of filter, order and groups about every item again. It is needed for what they look at beside the
    item, and beside the inputs of the filter. */
void RowModel::invalidateFilter()
{
    d->reshape(RowModelPrivate::FilterPart | RowModelPrivate::OrderPart);
}

/*! Does \a calls, which calls the functions of filter, order and groups, and tells nothing meanwhile. Bindings to a
    language that can know what functions look at override it. */
void RowModel::callFunctions(const std::function<void()> &calls)
{
    calls();
}

/*! \property RowModel::sourceCount
    \brief The number of items before the filter and the window. */
int RowModel::sourceCount() const
{
    return int(d->toldSourceCount);
}

/*! \property RowModel::updateInterval
    \brief For how many milliseconds changes made by others are collected before they are told; 16 by default. */
int RowModel::updateInterval() const
{
    return d->updateInterval;
}

void RowModel::setUpdateInterval(int milliseconds)
{
    milliseconds = std::max(0, milliseconds);
    if (std::exchange(d->updateInterval, milliseconds) != milliseconds)
        Q_EMIT updateIntervalChanged();
}

/*! Tells the views now what waits to be told. */
void RowModel::flush()
{
    d->flush();
}

} // namespace Racer
