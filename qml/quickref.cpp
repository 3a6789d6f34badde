// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickref.h>

#include "modelreference_p.h"

namespace Racer {

/*!
    \qmltype Ref
    \inqmlmodule Racer
    \nativetype Racer::QuickRef
    \brief A path that shows what is at another one, and is written there: Racer's \c model.ref().

    \qml
    Ref { model: store; path: "_page.todo"; to: "todos." + list.keyAt(view.currentIndex) }
    ModelValue { id: title; model: store; path: "_page.todo.title" }
    \endqml

    It is there while the element is.
*/

/*!
    \class Racer::QuickRef
    \inmodule Racer
    \brief The C++ side of the QML type Ref.

    Belongs to the thread of the QML engine.
*/
QuickRef::QuickRef(QObject *parent) : QuickDerived(parent) { }

QuickRef::~QuickRef()
{
    clear();
}

/*! \qmlproperty var Ref::model
    The model that path and to are in: a RootModel, or what at() and scope() return. */
/*! \qmlproperty string Ref::path
    Where the ref is: a local path below model. */

/*! \qmlproperty var Ref::to
    What it shows: a path below model, or a model of JavaScript, which stands for its own path. With none there is no
    ref. */
QJSValue QuickRef::to() const
{
    return m_to;
}

void QuickRef::setTo(const QJSValue &to)
{
    change(m_to, to, &QuickRef::toChanged);
}

/*! \qmlproperty bool Ref::updateIndices
    True to follow the element of an array that it shows when others are inserted, removed or moved before it. False by
    default. */
bool QuickRef::updateIndices() const
{
    return m_updateIndices;
}

void QuickRef::setUpdateIndices(bool update)
{
    change(m_updateIndices, update, &QuickRef::updateIndicesChanged);
}

void QuickRef::attach(const Model &base, const Model &scope)
{
    const Model target = targetOf(base, m_to);
    if (target.isValid())
        scope.scope().ref(scope, target, {.updateIndices = m_updateIndices});
}

void QuickRef::detach(const Model &scope)
{
    scope.removeRef();
}

} // namespace Racer
