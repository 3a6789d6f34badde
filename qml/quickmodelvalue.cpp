// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickmodelvalue.h>

#include "modelreference_p.h"

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
    ModelValue { id: title; model: model; path: "todos.t1.title" }
    TextField {
        text: title.value ?? ""
        onTextEdited: title.value = text
    }
    \endqml
*/

class QuickModelValuePrivate
{
public:
    explicit QuickModelValuePrivate(QuickModelValue *value) : q(value) { }

    QuickModelValue *const q;
    ModelReference model;
    QString path;

    void update()
    {
        try {
            if (const Model place = model.model(); place.isValid())
                q->setSource(place.at(path));
            else
                q->clearSource();
        } catch (const Error &error) {
            qmlWarning(q) << error.message();
            q->clearSource();
        }
    }
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
    return d->model.js();
}

void QuickModelValue::setModel(const QJSValue &model)
{
    if (!d->model.assign(model, this, [this] { d->update(); }))
        return;
    Q_EMIT modelChanged();
    d->update();
}

/*! \qmlproperty string ModelValue::path
    The value's path below model. */
QString QuickModelValue::path() const
{
    return d->path;
}

void QuickModelValue::setPath(const QString &path)
{
    if (d->path == path)
        return;
    d->path = path;
    Q_EMIT pathChanged();
    d->update();
}

/*! \qmlproperty var ModelValue::value
    A copy of the value. Writing it writes to the model; undefined deletes. */
QJSValue QuickModelValue::jsValue() const
{
    QJSEngine *engine = qjsEngine(this);
    return engine ? toJSValue(get(), engine) : QJSValue();
}

void QuickModelValue::setJSValue(const QJSValue &value)
{
    try {
        const Value written = fromJSValue(value);
        if (written.isUndefined())
            remove();
        else if (const Model place = source(); place.isValid() && !(written == place.get()))
            place.set(written);
    } catch (const Error &error) {
        qmlWarning(this) << error.message();
    }
}

} // namespace Racer
