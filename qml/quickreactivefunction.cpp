// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickreactivefunction.h>

#include "jsfunction_p.h"

namespace Racer {

/*!
    \qmltype ReactiveFunction
    \inqmlmodule Racer
    \nativetype Racer::QuickReactiveFunction
    \brief A path that is computed from others, again whenever one of these changes: Racer's \c model.start().

    \qml
    ReactiveFunction {
        model: store
        path: "_page.total"
        inputs: ["_page.price", "_page.amount"]
        get: (price, amount) => price * amount
    }
    \endqml

    It runs while the element is there. The inputs are what it follows; a ModelValue or a binding is what follows
    properties of QML.
*/

/*!
    \class Racer::QuickReactiveFunction
    \inmodule Racer
    \brief The C++ side of the QML type ReactiveFunction.

    Belongs to the thread of the QML engine.
*/
QuickReactiveFunction::QuickReactiveFunction(QObject *parent) : QuickDerived(parent) { }

QuickReactiveFunction::~QuickReactiveFunction()
{
    clear();
}

/*! \qmlproperty var ReactiveFunction::model
    The model that the paths are in: a RootModel, or what at() and scope() return. */
/*! \qmlproperty string ReactiveFunction::path
    Where the result goes: the output, a path below model. */

/*! \qmlproperty list<string> ReactiveFunction::inputs
    The paths below model whose values the function is called with. */
QStringList QuickReactiveFunction::inputs() const
{
    return m_inputs;
}

void QuickReactiveFunction::setInputs(const QStringList &inputs)
{
    change(m_inputs, inputs, &QuickReactiveFunction::inputsChanged);
}

/*! \qmlproperty var ReactiveFunction::get
    The function, or the name of one that the model knows (see \c fn()). */
QJSValue QuickReactiveFunction::getter() const
{
    return m_get;
}

void QuickReactiveFunction::setGetter(const QJSValue &get)
{
    change(m_get, get, &QuickReactiveFunction::getChanged);
}

/*! \qmlproperty var ReactiveFunction::set
    The way back: a function of the output's new value and the inputs, which returns new inputs, as an array or as an
    object by their indexes. Called when somebody writes to the output. */
QJSValue QuickReactiveFunction::setter() const
{
    return m_set;
}

void QuickReactiveFunction::setSetter(const QJSValue &set)
{
    change(m_set, set, &QuickReactiveFunction::setChanged);
}

/*!
    \qmlproperty enumeration ReactiveFunction::mode
    How the result is written: as the model's function of that name does.
    \value ReactiveFunction.DiffDeep  setDiffDeep(), the default
    \value ReactiveFunction.Diff      setDiff()
    \value ReactiveFunction.ArrayDeep setArrayDiffDeep()
    \value ReactiveFunction.Array     setArrayDiff()
*/
QuickReactiveFunction::Mode QuickReactiveFunction::mode() const
{
    return m_mode;
}

void QuickReactiveFunction::setMode(Mode mode)
{
    change(m_mode, mode, &QuickReactiveFunction::modeChanged);
}

/*!
    \qmlproperty enumeration ReactiveFunction::copy
    What counts as a copy where mode compares objects by identity.
    \value ReactiveFunction.CopyOutput the result, the default
    \value ReactiveFunction.CopyInput  the inputs
    \value ReactiveFunction.CopyBoth   both
    \value ReactiveFunction.CopyNone   nothing
*/
QuickReactiveFunction::Copy QuickReactiveFunction::copy() const
{
    return m_copy;
}

void QuickReactiveFunction::setCopy(Copy copy)
{
    change(m_copy, copy, &QuickReactiveFunction::copyChanged);
}

/*! \qmlproperty bool ReactiveFunction::async
    True to run once after all changes of a turn. False by default. */
bool QuickReactiveFunction::isAsync() const
{
    return m_async;
}

void QuickReactiveFunction::setAsync(bool async)
{
    change(m_async, async, &QuickReactiveFunction::asyncChanged);
}

void QuickReactiveFunction::attach(const Model &base, const Model &scope)
{
    const ModelFunction function = toModelFunction(m_get, m_set, this);
    if (function.isNull())
        return;
    QStringList inputs;
    for (const QString &input : m_inputs)
        inputs.append(base.path(input));
    const FunctionOptions options{.mode = FunctionOptions::Mode(m_mode), .copy = FunctionOptions::Copy(m_copy),
                                  .async = m_async};
    static_cast<void>(scope.scope().start(scope, inputs, function, options));
}

void QuickReactiveFunction::detach(const Model &scope)
{
    scope.stop();
}

} // namespace Racer
