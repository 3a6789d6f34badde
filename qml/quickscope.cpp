// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickscope.h>

#include "modelreference_p.h"

#include <QtQml/QQmlInfo>

namespace Racer {

class QuickScopePrivate
{
public:
    explicit QuickScopePrivate(QuickScope *scope) : q(scope) { }

    QuickScope *const q;
    ModelReference model;
    QString path;
    Model scope;
    QMetaObject::Connection gone;
    bool complete = true;

    [[nodiscard]] Model find() const;
    void update();
};

Model QuickScopePrivate::find() const
{
    try {
        const Model place = model.model();
        return place.isValid() && !path.isEmpty() ? place.at(path) : place;
    } catch (const Error &error) {
        qmlWarning(q) << error.message();
        return {};
    }
}

void QuickScopePrivate::update()
{
    if (!complete)
        return;
    QObject::disconnect(gone);
    const bool wasNowhere = !scope.isValid();
    scope = find();
    if (scope.isValid()) {
        gone = QObject::connect(scope.root(), &QObject::destroyed, q, [this] {
            scope = {};
            q->scopeChanged(scope);
        });
    }
    if (scope.isValid() || !wasNowhere)
        q->scopeChanged(scope);
}

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
    return d->model.js();
}

void QuickScope::setModel(const QJSValue &model)
{
    if (!d->model.assign(model, this, [this] { d->update(); }))
        return;
    Q_EMIT modelChanged();
    d->update();
}

/*! The path below model; empty for the model itself. */
QString QuickScope::path() const
{
    return d->path;
}

void QuickScope::setPath(const QString &path)
{
    if (d->path == path)
        return;
    d->path = path;
    Q_EMIT pathChanged();
    d->update();
}

/*! Where it is now; an invalid model for nowhere, and while QML is still setting the first values. */
Model QuickScope::scope() const
{
    return d->scope;
}

bool QuickScope::isComplete() const
{
    return d->complete;
}

void QuickScope::classBegin()
{
    d->complete = false;
}

void QuickScope::componentComplete()
{
    d->complete = true;
    d->update();
}

/*!
    \fn void QuickScope::scopeChanged(const Model &scope)
    The element is at \a scope now, or nowhere if that is invalid.
*/

} // namespace Racer
