// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "filter_p.h"

#include "filters_p.h"
#include "functions_p.h"

namespace Racer {

/*!
    \class Racer::Filter
    \inmodule Racer
    \brief The items of an object or array that a function lets through, in an order, kept up to date at other paths.

    A filter is made by Model::filter() or Model::sort(). Its input is an object, as a collection is, or an array. With
    ref() it gets an output, a list of the items, which is kept up to date until destroy(): after each change at, above
    or below the input or an extra input, when its event is delivered. A changed item costs a number of calls of the
    sort function that grows with the logarithm of the number of items, and makes only the events that are
    true: one item that moves is one move, of that item.

    Over an object the ids of the listed items are at \c {$filters.<output with | for dots>}, and the output is a
    refList of them. Over an array the output holds the elements themselves; what is written below it goes to the
    element of the input.

    The output belongs to the filter. Objects that are pushed to it, or set in it, are written to the input, and the
    filter decides whether and where they show. To remove from it, to move in it, or to replace it is an error.

    Without a sort the items are in the order of the input: the names of an object that are integers first, in
    ascending order, then the others in the order in which they came, as JavaScript has it. Equal items keep that
    order. Items that are undefined come last and are not given to the sort function.

    A function that throws for an item is reported by RootModel::error, and the item is left out. A filter without an
    output can be asked for get() and ids() only. It belongs to its model's thread and must not be used after the root
    model.

    Counterpart of Racer's Filter.
*/

Filter::Filter(std::unique_ptr<FilterPrivate> priv) : d(std::move(priv))
{
    d->q = this;
}

Filter::~Filter() = default;

/*! Replaces the function that lets items through. An output follows with the next change, or update().
    Throws Error if Model::fn() does not know a name. */
std::shared_ptr<Filter> Filter::filter(const FilterFunction &function)
{
    d->setFunction(function);
    return shared_from_this();
}

/*! Replaces the order of the items. An output follows with the next change, or update().
    Throws Error if Model::fn() does not know a name. */
std::shared_ptr<Filter> Filter::sort(const SortFunction &function)
{
    d->setSort(function);
    return shared_from_this();
}

/*! Leaves out the first \a skip items of those that are let through. An output follows with the next change, or
    update(). The default is 0. */
std::shared_ptr<Filter> Filter::setSkip(qsizetype skip)
{
    d->skip = std::max<qsizetype>(skip, 0);
    d->items.noteAll();
    return shared_from_this();
}

/*! Shows at most \a limit items; 0, the default, means no limit. An output follows with the next change, or
    update(). */
std::shared_ptr<Filter> Filter::setLimit(qsizetype limit)
{
    d->limit = std::max<qsizetype>(limit, 0);
    d->items.noteAll();
    return shared_from_this();
}

/*! How many items are left out at the beginning. */
qsizetype Filter::skip() const
{
    return d->skip;
}

/*! The largest number of items, 0 if there is no limit. */
qsizetype Filter::limit() const
{
    return d->limit;
}

/*! The path of the input. */
const Path &Filter::path() const
{
    return d->path;
}

/*! The items, computed now. */
QList<Value> Filter::get() const
{
    QList<Value> items;
    d->visitNow([&items](const FilterEntry &entry, const Key &) { items.append(entry.item); });
    return items;
}

/*! The keys of the items, computed now: their indexes if the input is an array. */
QList<Key> Filter::ids() const
{
    QList<Key> keys;
    d->visitNow([&keys](const FilterEntry &, const Key &key) { keys.append(key); });
    return keys;
}

/*! The values at the extra inputs. */
QList<Value> Filter::getInputs() const
{
    return d->inputValues();
}

/*!
    Shows the items as a list at \a from, a path from the root, and keeps the list up to date. Several outputs are
    possible; another filter that had its output there gives it up. Returns a model at \a from.

    Throws Error if \a from is not below a collection and document id, is remote, or is inside the input.
*/
Model Filter::ref(PathArg from)
{
    const Model model = static_cast<const Model &>(*d->root->q).at(from);
    d->addOutput(model.segments());
    return model;
}

/*! Computes everything anew, for functions that depend on more than the inputs. Throws Error without an output. */
void Filter::update()
{
    if (!d->isKept())
        throw Error(u"A filter without an output cannot be updated. Input: "_qs + d->path.toString());
    d->items.noteAll();
    d->update(Passed());
}

/*! Ends the outputs: their lists become empty, and their ids are deleted. Throws Error without an output. */
void Filter::destroy()
{
    if (!d->isKept())
        throw Error(u"A filter without an output cannot be destroyed. Input: "_qs + d->path.toString());
    const std::shared_ptr<Filter> keep = shared_from_this();
    const auto outputs = d->outputs;
    for (const FilterPrivate::Output &output : outputs)
        d->endOutput(output.from);
}

/*!
    A filter of the items at \a in that \a function lets through: those of a collection or another object, or the
    elements of an array. \a extraInputs are paths of more values for the function, which is asked again when they
    change. Without a function everything is let through.

    Throws Error ("Filter function not found: …") if Model::fn() does not know a name.

    \sa Filter::sort(), Filter::ref()
*/
std::shared_ptr<Filter> Model::filter(PathArg in, const FilterFunction &function, const PathArgs &extraInputs) const
{
    QList<Path> inputs;
    for (const PathArg &input : extraInputs)
        inputs.append(m_root->resolve(*this, input));
    auto filter = m_root->makeFilters().make(m_root->resolve(*this, in), std::move(inputs));
    return function.isNull() ? filter : filter->filter(function);
}

/*!
    A filter of all items at \a in, in the order of \a function: a name such as \c asc, the default, or \c desc, a
    callable, or an object such as \c {{name: 1, age: -1}}. \a extraInputs are as in filter().

    Throws Error ("Sort function not found: …") if Model::fn() does not know a name.
*/
std::shared_ptr<Filter> Model::sort(PathArg in, const SortFunction &function, const PathArgs &extraInputs) const
{
    return filter(in, {}, extraInputs)->sort(function);
}

/*! Ends the outputs of filters at \a subpath or below, as Filter::destroy() does, or without events on a silent
    model. */
void Model::removeAllFilters(PathArg subpath) const
{
    if (!m_root->filters)
        return;
    for (const auto &[filter, from] : m_root->filters->findBelow(m_root->resolve(*this, subpath)))
        filter->d->endOutput(from, m_silent);
}

} // namespace Racer
