// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickmodelvalue.h>

#include "scopereference_p.h"

#include <Racer/jsvalue.h>

#include <QtQml/QJSEngine>
#include <QtQml/QQmlInfo>

namespace Racer {

/*!
    \qmltype ModelValue
    \inqmlmodule Racer
    \nativetype Racer::QuickModelValue
    \brief The value at one path, to bind to and to write to.

    \qml
    ModelValue { id: title; model: store; path: "todos.t1.title" }
    TextField {
        text: title.text
        onTextEdited: title.text = text
    }
    \endqml

    The path need not exist, and may change. What is written is compared with what is there, and only the difference is
    written. See Racer::ModelValue for more.
*/

class QuickModelValuePrivate
{
public:
    explicit QuickModelValuePrivate(QuickModelValue *value)
        : reference(value, [value](const Model &scope) { value->setSource(scope); }) { }

    ScopeReference reference;
    QJSValue defaultValue;
};

/*!
    \class Racer::QuickModelValue
    \inmodule Racer
    \brief The C++ side of the QML type ModelValue.

    Belongs to the thread of the QML engine.
*/
QuickModelValue::QuickModelValue(QObject *parent)
    : ModelValue(parent), d(std::make_unique<QuickModelValuePrivate>(this))
{
}

QuickModelValue::~QuickModelValue() = default;

/*! \qmlproperty var ModelValue::model
    The model that path is in: a RootModel, or what at() and scope() return. */
QJSValue QuickModelValue::model() const
{
    return d->reference.model();
}

void QuickModelValue::setModel(const QJSValue &model)
{
    if (!d->reference.setModel(model))
        return;
    Q_EMIT modelChanged();
    d->reference.update();
}

/*! \qmlproperty string ModelValue::path
    The value's path below model; empty for the model's own. */
QString QuickModelValue::path() const
{
    return d->reference.path();
}

void QuickModelValue::setPath(const QString &path)
{
    if (!d->reference.setPath(path))
        return;
    Q_EMIT pathChanged();
    d->reference.update();
}

/*! \qmlproperty var ModelValue::value
    A copy of the value. Writing it writes what is different to the model; undefined deletes. */
QJSValue QuickModelValue::jsValue() const
{
    QJSEngine *engine = qjsEngine(this);
    return engine ? toJSValue(get(), engine) : QJSValue();
}

void QuickModelValue::setJSValue(const QJSValue &value)
{
    try {
        set(fromJSValue(value));
    } catch (const Error &error) {
        qmlWarning(this) << error.message();
    }
}

/*! \qmlproperty var ModelValue::defaultValue
    What the typed properties are where the value is of no use for them. By default empty, 0, or false. */
QJSValue QuickModelValue::jsDefault() const
{
    return d->defaultValue;
}

void QuickModelValue::setJSDefault(const QJSValue &value)
{
    d->defaultValue = value;
    setDefaultValue(value.toVariant());
}

/*! \qmlproperty bool ModelValue::exists
    Whether there is a value, null included. */
/*! \qmlproperty string ModelValue::text
    The value as text: a text itself, a number or a boolean as JavaScript writes it, else the default. */
/*! \qmlproperty double ModelValue::number
    The value as a number: a number itself, a text that is one, else the default. */
/*! \qmlproperty bool ModelValue::boolean
    The value if it is true or false, else the default. */
/*! \qmlproperty list<var> ModelValue::list
    The value if it is an array, else the default. */
/*! \qmlproperty date ModelValue::date
    The value as a date: a text as ISO 8601 has it, a number as milliseconds since 1970, else the default. */
/*! \qmlproperty bool ModelValue::pending
    Whether something that was written here is not acknowledged by the server yet. */
/*! \qmlproperty bool ModelValue::failed
    Whether something that was written here was refused; reason says why. */
/*! \qmlproperty string ModelValue::reason
    Why a write was refused. */
/*! \qmlmethod void ModelValue::remove()
    Deletes the value. */
/*! \qmlmethod void ModelValue::clearFailure()
    Forgets that a write was refused. The next write here does so too. */

void QuickModelValue::classBegin()
{
    d->reference.begin();
}

void QuickModelValue::componentComplete()
{
    d->reference.complete();
}

} // namespace Racer
