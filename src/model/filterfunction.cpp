// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/filterfunction.h>

namespace Racer {

/*!
    \class Racer::FilterItem
    \inmodule Racer
    \brief What a filter's function is asked about: an item, its key, all items, and the extra inputs.

    References hold for the call.
*/

/*!
    \class Racer::FilterFunction
    \inmodule Racer
    \brief Which items a Filter lets through.

    A name that Model::fn() knows, a callable, or a MongoDB-style query. Made from nothing it lets everything through.

    A filter asks about an item when that item has changed. A function that looks at the object, too, is asked about
    every item after every change, as it may count or compare them; so is a named function that takes three arguments.
    One that needs the extra inputs only should take them without the object.

    A callable may throw: the error is reported by RootModel::error, and the item is left out.
*/

/*! The items that match \a query. Throws Error (ERR_INVALID_QUERY) if it is none, or has \c $sort, \c $skip,
    \c $limit or \c $count, for which a Filter has its own. */
FilterFunction::FilterFunction(const Value &query) : FilterFunction(QueryExpression(query)) { }

/*! \overload */
FilterFunction::FilterFunction(const QueryExpression &query)
{
    if (query.hasSort() || query.skip() > 0 || query.limit() || query.isCount()) {
        throw Error(ErrorCode::InvalidQuery,
                    u"A filter's query has no $sort, $skip, $limit or $count: use sort(), setSkip() and setLimit()"_qs);
    }
    m_callable = [query](const FilterItem &item) {
        static const Key type(u"json0");
        return query.matches(Snapshot{item.key, 0, type, item.value, {}});
    };
}

/*!
    \class Racer::SortFunction
    \inmodule Racer
    \brief In what order a Filter shows its items.

    A name: \c asc and \c desc, which compare as JavaScript's < and > do, or one that Model::fn() knows. A callable that
    returns a negative number if its first item comes first, a positive one if its second does, and 0 if the input's
    order decides; it must not contradict itself. Or an object as in a query's \c $sort.
*/

/*! The order that \a order describes: {name: 1, age: -1}, ascending and descending. Throws Error (ERR_INVALID_QUERY)
    for anything else. */
SortFunction::SortFunction(const Value &order)
{
    const QueryExpression query(Value::object({{Key(u"$sort"), order}}));
    m_callable = [query](const Value &a, const Value &b) {
        const auto sortKey = [&query](const Value &item) { return query.sortKey(Snapshot{{}, 0, {}, item, {}}); };
        const auto left = sortKey(a);
        const auto right = sortKey(b);
        return int(query.lessThan(right, left)) - int(query.lessThan(left, right));
    };
}

} // namespace Racer
