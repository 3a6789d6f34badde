// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickundostack.h>

#include "scopereference_p.h"

namespace Racer {

/*!
    \qmltype UndoStack
    \inqmlmodule Racer
    \nativetype Racer::QuickUndoStack
    \brief Undoes what was written here at a path of a model, and leaves what others wrote.

    \qml
    UndoStack { id: undo; model: store; path: "notes.n1" }
    Action { text: qsTr("Undo %1").arg(undo.undoText); enabled: undo.canUndo; onTriggered: undo.undo() }
    \endqml

    One call of a mutator is one step, and so is what is typed up to the next word. Several writes make one between
    beginMacro() and endMacro(), or if they pass a \c $label: \c {store.pass({$label: "Rename"}).set(…)}. Give the
    element to TextBinding::undoStack where a text shares its steps with other fields.
*/

class QuickUndoStackPrivate
{
public:
    explicit QuickUndoStackPrivate(QuickUndoStack *stack)
        : q(stack), reference(stack, [this](const Model &) { follow(); }) { }

    void follow();

    QuickUndoStack *const q;
    ScopeReference reference;
    QStringList paths;
};

void QuickUndoStackPrivate::follow()
{
    const Model &scope = reference.scope();
    QList<Model> scopes;
    if (scope.isValid() && paths.isEmpty())
        scopes.append(scope);
    for (const QString &path : std::as_const(paths)) {
        if (scope.isValid())
            scopes.append(scope.at(path));
    }
    q->setScopes(scopes);
}

/*!
    \class Racer::QuickUndoStack
    \inmodule Racer
    \brief The C++ side of the QML type UndoStack.

    Belongs to the thread of the QML engine.
*/
QuickUndoStack::QuickUndoStack(QObject *parent)
    : UndoStack(parent), d(std::make_unique<QuickUndoStackPrivate>(this))
{
}

QuickUndoStack::~QuickUndoStack() = default;

/*! \qmlproperty var UndoStack::model
    The model that path is in: a RootModel, or what at() and scope() return. */
QJSValue QuickUndoStack::model() const
{
    return d->reference.model();
}

void QuickUndoStack::setModel(const QJSValue &model)
{
    if (!d->reference.setModel(model))
        return;
    Q_EMIT modelChanged();
    d->reference.update();
}

/*! \qmlproperty string UndoStack::path
    Where writes are recorded, there and below; empty for the model's own path. */
QString QuickUndoStack::path() const
{
    return d->reference.path();
}

void QuickUndoStack::setPath(const QString &path)
{
    if (!d->reference.setPath(path))
        return;
    Q_EMIT pathChanged();
    d->reference.update();
}

/*! \qmlproperty list<string> UndoStack::paths
    Several places below path that are recorded instead of all of it. The default is none. */
QStringList QuickUndoStack::paths() const
{
    return d->paths;
}

void QuickUndoStack::setPaths(const QStringList &paths)
{
    if (d->paths == paths)
        return;
    d->paths = paths;
    Q_EMIT pathsChanged();
    if (d->reference.isComplete())
        d->follow();
}

/*! \qmlmethod string UndoStack::textAt(int index)
    The text of the step at \a index, from 0 for the oldest one. */
QString QuickUndoStack::textAt(int index) const
{
    return text(index);
}

void QuickUndoStack::classBegin()
{
    d->reference.begin();
}

void QuickUndoStack::componentComplete()
{
    d->reference.complete();
}

/*! \qmlproperty bool UndoStack::canUndo
    Whether there is a step to undo; see also canRedo, undoText and redoText. */
/*! \qmlproperty bool UndoStack::enabled
    Whether writes are recorded. The default is true. */
/*! \qmlproperty int UndoStack::index
    How many of the \c count steps are done. Writing it undoes or redoes up to there. */
/*! \qmlproperty bool UndoStack::clean
    Whether the steps that are done are those that were when setClean() was called. */
/*! \qmlproperty int UndoStack::limit
    How many steps there may be; 0 for any number. The default is 1000. */
/*! \qmlproperty int UndoStack::mergeInterval
    The pause in milliseconds after which typing makes a new step. The default is 1000. */
/*! \qmlmethod void UndoStack::undo()
    Takes back the last step that is done. */
/*! \qmlmethod void UndoStack::redo()
    Does the last undone step again. */
/*! \qmlmethod void UndoStack::beginMacro(string text)
    All that is written up to endMacro() is one step with this \a text. */
/*! \qmlmethod void UndoStack::clear()
    Forgets all steps. */

} // namespace Racer
