// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/modelvalue.h>

#include "pathwatcher_p.h"

namespace Racer {

class ModelValuePrivate
{
public:
    explicit ModelValuePrivate(ModelValue *value) : watcher(value) { }

    Model model;
    PathWatcher watcher;
};

/*!
    \class Racer::ModelValue
    \inmodule Racer
    \brief The value at one path of a model, as an object with a property that can be bound to.

    valueChanged() is emitted when anything at, above or below the path changes. Writing value writes to the model.
    A ModelValue belongs to the thread of its model; after the model has gone it is undefined.
*/
ModelValue::ModelValue(QObject *parent) : QObject(parent), d(std::make_unique<ModelValuePrivate>(this)) { }

/*! Constructs one for the path of \a model. */
ModelValue::ModelValue(const Model &model, QObject *parent) : ModelValue(parent)
{
    setSource(model);
}

ModelValue::~ModelValue() = default;

/*! The model at the path; an invalid one if there is none. */
Model ModelValue::source() const
{
    return d->watcher.isActive() ? d->model : Model();
}

/*! Follows the path of \a model, and writes as that model does (passing, silently, …). */
void ModelValue::setSource(const Model &model)
{
    if (!model.isValid())
        return clearSource();
    d->model = model;
    d->watcher.start(
        model, PathWatcher::When::Queued, [this](const Event &) { Q_EMIT valueChanged(); }, [this] { clearSource(); });
    Q_EMIT sourceChanged();
    Q_EMIT valueChanged();
}

/*! Follows nothing. */
void ModelValue::clearSource()
{
    d->watcher.stop();
    d->model = Model();
    Q_EMIT sourceChanged();
    Q_EMIT valueChanged();
}

/*!
    \property ModelValue::path
    \brief The absolute path, empty without a model.
*/
QString ModelValue::path() const
{
    return d->watcher.isActive() ? d->model.path() : QString();
}

/*! The present value. */
Value ModelValue::get() const
{
    return d->watcher.isActive() ? d->model.get() : Value();
}

/*!
    \property ModelValue::value
    \brief The present value as a QVariant: invalid if undefined. Writing it sets the value in the model, unless it is
    equal to what is there; an error goes to RootModel::error.
*/
QVariant ModelValue::value() const
{
    return get().toVariant();
}

void ModelValue::setValue(const QVariant &value)
{
    if (!d->watcher.isActive())
        return;
    Value written = Value::fromVariant(value);
    if (!(written == d->model.get()))
        d->model.set(std::move(written));
}

/*!
    \property ModelValue::defined
    \brief Whether there is a value, null included.
*/
bool ModelValue::isDefined() const
{
    return !get().isUndefined();
}

/*! Deletes the value. */
void ModelValue::remove()
{
    if (d->watcher.isActive())
        d->model.del();
}

/*! \fn void ModelValue::valueChanged()
    The value, or something in it, may have changed. */
/*! \fn void ModelValue::sourceChanged()
    It follows another path. */

} // namespace Racer
