// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickracer.h>

#include <Racer/scriptracer.h>

#include <QtQml/QQmlEngine>

namespace Racer {

/*!
    \qmltype Racer
    \inqmlmodule Racer
    \nativetype Racer::QuickRacer
    \brief Racer's JavaScript module, for models that are made in code.

    \qml
    import Racer

    QtObject {
        readonly property var model: Racer.createModel({ url: "ws://localhost:8080/" })
        Component.onCompleted: model.subscribe("todos.t1", () => console.log(model.get("todos.t1.title")))
    }
    \endqml

    Scripts reach it in the same way:

    \code
    .pragma library
    .import Racer as Module

    function createModel() { return new Module.Racer.RootModel(); }
    \endcode
*/

/*!
    \class Racer::QuickRacer
    \inmodule Racer
    \brief The C++ side of the QML singleton Racer.
*/
QuickRacer::QuickRacer(QObject *parent) : QObject(parent) { }

/*! \qmlproperty var Racer::module
    What Racer's \c {require('racer')} gives: createModel, createBackend, use, util, and the classes Model, RootModel,
    ChildModel, Query and Filter. */
QJSValue QuickRacer::module()
{
    return ScriptRacer::of(qjsEngine(this))->module();
}

/*! \qmlproperty var Racer::util
    Racer's utilities. */
QJSValue QuickRacer::util()
{
    return module().property(QStringLiteral("util"));
}

/*! \qmlproperty var Racer::Model
    The class of all models of JavaScript, for \c instanceof. */
QJSValue QuickRacer::modelClass()
{
    return module().property(QStringLiteral("Model"));
}

/*! \qmlproperty var Racer::RootModel
    The class of what createModel() returns; \c {new Racer.RootModel()} makes a model of local data. */
QJSValue QuickRacer::rootModelClass()
{
    return module().property(QStringLiteral("RootModel"));
}

/*! \qmlmethod var Racer::createModel(options)
    A root model: of the server at \c {options.url}, or of local data only. */
QJSValue QuickRacer::createModel(const QJSValue &options)
{
    return call(QStringLiteral("createModel"), {options});
}

/*! \qmlmethod var Racer::createBackend(options)
    A server in this process, where the library was built with one. */
QJSValue QuickRacer::createBackend(const QJSValue &options)
{
    return call(QStringLiteral("createBackend"), {options});
}

/*! \qmlmethod var Racer::use(plugin, options)
    Calls \a plugin with the module and \a options, once. */
QJSValue QuickRacer::use(const QJSValue &plugin, const QJSValue &options)
{
    return call(QStringLiteral("use"), {plugin, options});
}

QJSValue QuickRacer::call(const QString &method, const QJSValueList &arguments)
{
    const QJSValue result = module().property(method).callWithInstance(module(), arguments);
    if (!result.isError())
        return result;
    qjsEngine(this)->throwError(result);
    return {};
}

} // namespace Racer
