// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickmodelobject.h>

#include "scopereference_p.h"

#include <Racer/jsvalue.h>

#include <QtQml/QQmlInfo>

namespace Racer {

/*!
    \qmltype ModelObject
    \inqmlmodule Racer
    \nativetype Racer::QuickModelObject
    \brief An object of the model, a document for one, with its members as properties.

    \qml
    ModelObject { id: todo; model: store; path: "todos.t1" }
    CheckBox {
        text: todo.fields.title ?? ""
        checked: todo.fields.done ?? false
        onToggled: todo.fields.done = checked // writes to the document
    }
    \endqml

    A binding follows the one field that it reads, whatever else in the object changes, and also a field that is not
    there yet. What is written is compared with what is there, and only the difference is written.
*/

class QuickModelObjectPrivate
{
public:
    explicit QuickModelObjectPrivate(QuickModelObject *object)
        : reference(object, [object](const Model &scope) { object->setSource(scope); }) { }

    ScopeReference reference;
    QQmlPropertyMap fields;
};

/*!
    \class Racer::QuickModelObject
    \inmodule Racer
    \brief The C++ side of the QML type ModelObject.

    Belongs to the thread of the QML engine.
*/
QuickModelObject::QuickModelObject(QObject *parent)
    : ModelObject(parent), d(std::make_unique<QuickModelObjectPrivate>(this))
{
    connect(this, &ModelObject::fieldChanged, this, [this](const QString &name) {
        d->fields.insert(name, field(Key(name)).toVariant());
    });
    // Only what QML writes is told by this signal.
    connect(&d->fields, &QQmlPropertyMap::valueChanged, this, [this](const QString &name, const QVariant &written) {
        try {
            setField(Key(name), fromJSVariant(written));
        } catch (const Error &error) {
            qmlWarning(this) << error.message();
        }
        d->fields.insert(name, field(Key(name)).toVariant()); // as it is now, whatever was written
    });
}

QuickModelObject::~QuickModelObject() = default;

/*! \qmlproperty var ModelObject::model
    The model that path is in: a RootModel, or what at() and scope() return. */
QJSValue QuickModelObject::model() const
{
    return d->reference.model();
}

void QuickModelObject::setModel(const QJSValue &model)
{
    if (!d->reference.setModel(model))
        return;
    Q_EMIT modelChanged();
    d->reference.update();
}

/*! \qmlproperty string ModelObject::path
    The object's path below model; empty for the model's own. */
QString QuickModelObject::path() const
{
    return d->reference.path();
}

void QuickModelObject::setPath(const QString &path)
{
    if (!d->reference.setPath(path))
        return;
    Q_EMIT pathChanged();
    d->reference.update();
}

/*! \qmlproperty var ModelObject::fields
    The members of the object, by their names. A member that is not there is undefined. Writing one writes to the model;
    undefined deletes it. */
QQmlPropertyMap *QuickModelObject::fields() const
{
    return &d->fields;
}

/*! \qmlmethod void ModelObject::remove(string name)
    Deletes the member \a name. */
void QuickModelObject::remove(const QString &name)
{
    setField(Key(name), {});
}

/*! \qmlproperty bool ModelObject::exists
    Whether there is anything at the path. */
/*! \qmlproperty bool ModelObject::pending
    Whether something that was written here is not acknowledged by the server yet. */
/*! \qmlproperty bool ModelObject::failed
    Whether something that was written here was refused; reason says why. */
/*! \qmlproperty string ModelObject::reason
    Why a write was refused. */
/*! \qmlmethod void ModelObject::clearFailure()
    Forgets that a write was refused. The next write here does so too. */
/*! \qmlsignal ModelObject::fieldChanged(string name)
    The member \a name is another, has come, or has gone. */

void QuickModelObject::classBegin()
{
    d->reference.begin();
}

void QuickModelObject::componentComplete()
{
    d->reference.complete();
}

} // namespace Racer
