// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickderived.h>

#include <QtQml/QQmlInfo>

namespace Racer {

/*!
    \class Racer::QuickDerived
    \inmodule Racer
    \brief The base of QML types that make something at a path of a model, and take it away when they go.

    Belongs to the thread of the QML engine.
*/
QuickDerived::QuickDerived(QObject *parent) : QuickScope(parent) { }

QuickDerived::~QuickDerived() = default;

void QuickDerived::scopeChanged(const Model &)
{
    rebuild();
}

void QuickDerived::rebuild()
{
    clear();
    const Model base = this->base();
    const Model place = scope();
    if (!isComplete() || !base.isValid() || !place.isValid() || path().isEmpty())
        return;
    try {
        m_root = place.root();
        m_attached = place;
        attach(base, place);
    } catch (const Error &error) {
        m_attached = Model();
        qmlWarning(this) << error.message();
    }
}

void QuickDerived::clear()
{
    const Model attached = std::exchange(m_attached, Model());
    if (attached.isValid() && m_root)
        detach(attached);
}

/*! \fn void QuickDerived::attach(const Model &base, const Model &scope)
    Makes it at \a scope; paths are below \a base. May throw an Error. */
/*! \fn void QuickDerived::detach(const Model &scope)
    Takes away what was made at \a scope. */

} // namespace Racer
