// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickreflist.h>

#include "modelreference_p.h"

namespace Racer {

/*!
    \qmltype RefList
    \inqmlmodule Racer
    \nativetype Racer::QuickRefList
    \brief A path that shows items by a list of their ids, in its order: Racer's \c model.refList().

    \qml
    RefList { model: store; path: "_page.chosen"; to: "todos"; ids: "_page.chosenIds" }
    ListView { model: ModelList { model: store; path: "_page.chosen" } }
    \endqml

    It is there while the element is.
*/

/*!
    \class Racer::QuickRefList
    \inmodule Racer
    \brief The C++ side of the QML type RefList.

    Belongs to the thread of the QML engine.
*/
QuickRefList::QuickRefList(QObject *parent) : QuickDerived(parent) { }

QuickRefList::~QuickRefList()
{
    clear();
}

/*! \qmlproperty var RefList::model
    The model that the paths are in: a RootModel, or what at() and scope() return. */
/*! \qmlproperty string RefList::path
    Where the list is: a local path below model. */

/*! \qmlproperty var RefList::to
    The object or collection of the items: a path below model, or a model of JavaScript. */
QJSValue QuickRefList::to() const
{
    return m_to;
}

void QuickRefList::setTo(const QJSValue &to)
{
    change(m_to, to, &QuickRefList::toChanged);
}

/*! \qmlproperty var RefList::ids
    The list of ids: a path below model, or a model of JavaScript. */
QJSValue QuickRefList::ids() const
{
    return m_ids;
}

void QuickRefList::setIds(const QJSValue &ids)
{
    change(m_ids, ids, &QuickRefList::idsChanged);
}

/*! \qmlproperty bool RefList::deleteRemoved
    True to delete what is removed from the list among the items too. False by default. */
bool QuickRefList::deleteRemoved() const
{
    return m_deleteRemoved;
}

void QuickRefList::setDeleteRemoved(bool deleteRemoved)
{
    change(m_deleteRemoved, deleteRemoved, &QuickRefList::deleteRemovedChanged);
}

void QuickRefList::attach(const Model &base, const Model &scope)
{
    const Model items = targetOf(base, m_to);
    const Model ids = targetOf(base, m_ids);
    if (items.isValid() && ids.isValid())
        scope.scope().refList(scope, items, ids, {.deleteRemoved = m_deleteRemoved});
}

void QuickRefList::detach(const Model &scope)
{
    scope.removeRef();
}

} // namespace Racer
