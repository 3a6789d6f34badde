// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/modelobject.h>

#include "../itemmodels/pathwatcher_p.h"
#include "writewatcher_p.h"

#include <utility>

namespace Racer {

class ModelObjectPrivate
{
public:
    explicit ModelObjectPrivate(ModelObject *object)
        : q(object), watcher(object), writes(object, [object] { Q_EMIT object->writeStateChanged(); }) { }

    ModelObject *const q;
    Model model;
    PathWatcher watcher;
    WriteWatcher writes;
    Value known; // what was told last

    void update();
};

void ModelObjectPrivate::update()
{
    const QPointer<ModelObject> self = q;
    const Value before = std::exchange(known, watcher.isActive() ? model.get() : Value());
    const Value now = known;
    if (now.isSame(before))
        return;
    const auto differs = [&](const Key &name) { return !(now.value(name) == before.value(name)); };
    QList<Key> changed;
    if (now.isObject()) {
        for (const Key &name : now.keys()) {
            if (!before.isObject() || differs(name))
                changed.append(name);
        }
    }
    if (before.isObject()) {
        for (const Key &name : before.keys()) {
            if (!now.isObject() || !now.contains(name))
                changed.append(name);
        }
    }
    for (const Key &name : std::as_const(changed)) {
        Q_EMIT q->fieldChanged(name.toString());
        if (!self)
            return;
    }
    if (now.isUndefined() != before.isUndefined())
        Q_EMIT q->existsChanged();
}

/*!
    \class Racer::ModelObject
    \inmodule Racer
    \brief An object of a model, a document for one, with a signal for each of its fields.

    Fields are the object's members. A change deep within one is a change of that field, and no other is told.
    Writing a field writes to the model as Model::setDiffDeep() does; errors go to RootModel::error. Where nothing
    exists yet, writing a field makes the object.

    A ModelObject belongs to the thread of its model; after the model has gone it does not exist.
*/
ModelObject::ModelObject(QObject *parent) : QObject(parent), d(std::make_unique<ModelObjectPrivate>(this)) { }

/*! Constructs one for the path of \a model. */
ModelObject::ModelObject(const Model &model, QObject *parent) : ModelObject(parent)
{
    setSource(model);
}

ModelObject::~ModelObject() = default;

/*! The model at the path; an invalid one if there is none. */
Model ModelObject::source() const
{
    return d->watcher.isActive() ? d->model : Model();
}

/*! Follows the path of \a model, and writes as that model does. Only fields that differ there are told. */
void ModelObject::setSource(const Model &model)
{
    if (!model.isValid())
        return clearSource();
    d->model = model;
    d->watcher.start(
        model, PathWatcher::When::Queued, [this](const Event &) { d->update(); }, [this] { clearSource(); });
    Q_EMIT sourceChanged();
    d->update();
    d->writes.start(model);
}

/*! Follows nothing. */
void ModelObject::clearSource()
{
    if (!d->model.isValid())
        return;
    const bool hadWrites = d->writes.isPending() || d->writes.hasFailed();
    d->watcher.stop();
    d->writes.stop();
    d->model = Model();
    Q_EMIT sourceChanged();
    d->update();
    if (hadWrites)
        Q_EMIT writeStateChanged();
}

/*!
    \property ModelObject::path
    \brief The absolute path, empty without a model.
*/
QString ModelObject::path() const
{
    return d->watcher.isActive() ? d->model.path() : QString();
}

/*! The whole object. */
Value ModelObject::get() const
{
    return d->watcher.isActive() ? d->model.get() : Value();
}

/*!
    \property ModelObject::exists
    \brief Whether there is anything at the path.
*/
bool ModelObject::exists() const
{
    return !get().isUndefined();
}

/*! The member \a name; undefined if there is none. */
Value ModelObject::field(const Key &name) const
{
    return d->watcher.isActive() ? d->model.get(Path({name})) : Value();
}

/*! Writes what is different in \a value; undefined deletes the member. */
void ModelObject::setField(const Key &name, const Value &value)
{
    if (!d->watcher.isActive())
        return;
    if (value.isUndefined())
        d->model.del(Path({name}));
    else
        d->model.setDiffDeep(Path({name}), value);
}

/*!
    \property ModelObject::pending
    \brief Whether something that was written here is not acknowledged by the server yet.
*/
bool ModelObject::isPending() const
{
    return d->writes.isPending();
}

/*!
    \property ModelObject::failed
    \brief Whether something that was written here was refused.
*/
bool ModelObject::hasFailed() const
{
    return d->writes.hasFailed();
}

/*!
    \property ModelObject::reason
    \brief Why it was refused. Empty where nothing was.
*/
QString ModelObject::reason() const
{
    return d->writes.reason();
}

/*! Forgets that a write was refused. The next write here does so too. */
void ModelObject::clearFailure()
{
    d->writes.clearFailure();
}

/*! \fn void ModelObject::fieldChanged(const QString &name)
    The member \a name is another, has come, or has gone. */
/*! \fn void ModelObject::existsChanged()
    The object has come or gone. */
/*! \fn void ModelObject::writeStateChanged()
    pending, failed or reason has changed. */
/*! \fn void ModelObject::sourceChanged()
    It follows another path. */

} // namespace Racer
