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

/*! Shows those items only that \a filter lets through. The values at the absolute paths \a inputs are given to it, and
    when one of them changes it is asked again. */
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

void RowModel::setSortKeys(const QList<SortKey> &keys)
{
    d->shape.sortKeys = keys;
    d->shape.sortFunction = {};
    d->reshape(RowModelPrivate::OrderPart);
    Q_EMIT sortChanged();
}

/*! Orders the rows by \a function instead of keys. */
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
    \brief A path within the item. Items that have the same value there are together, and it is their section. */
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
