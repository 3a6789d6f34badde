// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickmodelfilter.h>

#include "jsfunction_p.h"
#include "modelreference_p.h"

#include <Racer/filter.h>

namespace Racer {

/*!
    \qmltype ModelFilter
    \inqmlmodule Racer
    \nativetype Racer::QuickModelFilter
    \brief A path that shows some of the items at another one, in an order: Racer's model.filter() and
    model.sort().

    \qml
    ModelFilter { model: store; path: "_page.open"; from: "_page.todos"; filter: ({ done: false }); sort: "byTitle" }
    ModelValue { id: open; model: store; path: "_page.open" }
    \endqml

    The result is an array in the model, for all who read that path; for a view alone, ModelList.filter is simpler. It
    is there while the element is. A function is asked again about an item when the item or one of the inputs changes.
*/

/*!
    \class Racer::QuickModelFilter
    \inmodule Racer
    \brief The C++ side of the QML type ModelFilter.

    Belongs to the thread of the QML engine.
*/
QuickModelFilter::QuickModelFilter(QObject *parent) : QuickDerived(parent) { }

QuickModelFilter::~QuickModelFilter()
{
    clear();
}

/*! \qmlproperty var ModelFilter::model
    The model that the paths are in: a RootModel, or what at() and scope() return. */
/*! \qmlproperty string ModelFilter::path
    Where the result is: the output, a local path below model. */

/*! \qmlproperty var ModelFilter::from
    The array or object of the items: a path below model, or a model of JavaScript. */
QJSValue QuickModelFilter::from() const
{
    return m_from;
}

void QuickModelFilter::setFrom(const QJSValue &from)
{
    change(m_from, from, &QuickModelFilter::fromChanged);
}

/*! \qmlproperty list<string> ModelFilter::inputs
    Paths below model whose values the filter's function is called with too. */
QStringList QuickModelFilter::inputs() const
{
    return m_inputs;
}

void QuickModelFilter::setInputs(const QStringList &inputs)
{
    change(m_inputs, inputs, &QuickModelFilter::inputsChanged);
}

/*! \qmlproperty var ModelFilter::filter
    An expression as MongoDB has them, a function of an item, its key and the inputs, or the name of a function that the
    model knows. All items by default. */
QJSValue QuickModelFilter::filter() const
{
    return m_filter;
}

void QuickModelFilter::setFilter(const QJSValue &filter)
{
    change(m_filter, filter, &QuickModelFilter::filterChanged);
}

/*! \qmlproperty var ModelFilter::sort
    An order as MongoDB has it, \c {({ name: 1, age: -1 })}, a function that compares two items, \c "asc", \c "desc", or
    the name of a function that the model knows. The order of the source by default. */
QJSValue QuickModelFilter::sort() const
{
    return m_sort;
}

void QuickModelFilter::setSort(const QJSValue &sort)
{
    change(m_sort, sort, &QuickModelFilter::sortChanged);
}

/*! \qmlproperty int ModelFilter::skip
    How many of them are left out at the beginning. 0 by default. */
int QuickModelFilter::skip() const
{
    return m_skip;
}

void QuickModelFilter::setSkip(int skip)
{
    change(m_skip, skip, &QuickModelFilter::skipChanged);
}

/*! \qmlproperty int ModelFilter::limit
    How many there are at most; 0, the default, for any number. */
int QuickModelFilter::limit() const
{
    return m_limit;
}

void QuickModelFilter::setLimit(int limit)
{
    change(m_limit, limit, &QuickModelFilter::limitChanged);
}

/*! \qmlmethod void ModelFilter::update()
    Asks the functions about every item again: for what they look at beside the item and the inputs. */
void QuickModelFilter::update()
{
    if (m_made)
        m_made->update();
}

void QuickModelFilter::attach(const Model &base, const Model &scope)
{
    const Model items = targetOf(base, m_from);
    if (!items.isValid())
        return;
    QStringList inputs;
    for (const QString &input : std::as_const(m_inputs))
        inputs.append(base.path(input));
    m_made = scope.scope().filter(items, toFilterFunction(m_filter, this), inputs);
    if (!m_sort.isUndefined() && !m_sort.isNull())
        m_made->sort(toSortFunction(m_sort, this));
    m_made->setSkip(m_skip);
    m_made->setLimit(m_limit);
    m_made->ref(scope);
}

void QuickModelFilter::detach(const Model &)
{
    if (m_made)
        std::exchange(m_made, nullptr)->destroy();
}

} // namespace Racer
