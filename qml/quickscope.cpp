// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickscope.h>

#include "scopereference_p.h"

namespace Racer {

class QuickScopePrivate
{
public:
    explicit QuickScopePrivate(QuickScope *q)
        : reference(q, [q](const Model &scope) { q->scopeChanged(scope); }) { }

    ScopeReference reference;
};

/*!
    \class Racer::QuickScope
    \inmodule Racer
    \brief The base of QML types that are about one path of a model.

    Belongs to the thread of the QML engine.
*/
QuickScope::QuickScope(QObject *parent) : QObject(parent), d(std::make_unique<QuickScopePrivate>(this)) { }

QuickScope::~QuickScope() = default;

/*! The model that path is below: a RootModel element, or a model of JavaScript, as at() and scope() return it. */
QJSValue QuickScope::model() const
{
    return d->reference.model();
}

void QuickScope::setModel(const QJSValue &model)
{
    if (!d->reference.setModel(model))
        return;
    Q_EMIT modelChanged();
    d->reference.update();
}

/*! The path below model; empty for the model itself. */
QString QuickScope::path() const
{
    return d->reference.path();
}

void QuickScope::setPath(const QString &path)
{
    if (!d->reference.setPath(path))
        return;
    Q_EMIT pathChanged();
    d->reference.update();
}

/*! The model itself, which path is below; an invalid one if there is none. */
Model QuickScope::base() const
{
    return d->reference.base();
}

/*! Where it is now; an invalid model for nowhere, and while QML is still setting the first values. */
Model QuickScope::scope() const
{
    return d->reference.scope();
}

bool QuickScope::isComplete() const
{
    return d->reference.isComplete();
}

void QuickScope::classBegin()
{
    d->reference.begin();
}

void QuickScope::componentComplete()
{
    d->reference.complete();
}

/*!
    \fn void QuickScope::scopeChanged(const Model &scope)
    The element is at \a scope now, or nowhere if that is invalid.
*/

} // namespace Racer
