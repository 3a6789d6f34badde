// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "undostack_p.h"

namespace Racer {

/*!
    \class Racer::UndoStack
    \inmodule Racer
    \brief The steps that this client has made at one or more paths of a model, to be undone and redone.

    A stack records what is written at its scopes and below by mutators of the model, as operations. What others write,
    and what this client writes without recording it, changes the steps so that they go on fitting: undo() takes back
    exactly what this client did and leaves the work of others. A step that others' changes left nothing of goes from
    the stack.

    What is recorded: every mutator, on documents of the server and local ones, create and del of whole documents
    included. One call of a mutator is one step, together with what listeners write in answer to it, and what a refList
    writes for it. Left out are outputs of functions and filters, which are made again from their inputs, and models
    that pass \c {{$undo: false}}. What undo() and redo() write passes \c $undo as well, with the text "undo" or "redo".

    Several writes make one step
    \list
    \li between beginMacro() and endMacro(), or while an UndoMacro lives;
    \li if they pass the same \c $label in one turn of the event loop; it is the step's text;
    \li if they pass an equal \c $group, at any time, as long as nothing else comes in between;
    \li if they are edits of one string in one turn of the event loop, as when a selection is typed over;
    \li while somebody types: letters that are inserted or removed one after another, at one place, with no more than
        mergeInterval between two of them, up to the beginning of the next word.
    \endlist

    Undo and redo are writes like all others: they are sent, acknowledged and seen by listeners. Whatever the server
    refuses leaves the stack; the error goes where that of any write goes, as a rule to RootModel::error. Where a
    document is loaded anew, deleted by others or unloaded, its part of every step goes too. A document that this client
    has deleted can be brought back.

    \section1 What a scope may be
    The place of a document, a place in one, a collection, or the root. A path that a ref shows elsewhere stands for
    where it is stored. The items of a refList are stored in two places, and a stack for one has the paths of both as
    its scopes.

    The stack belongs to the thread of its model. It is empty once the model is gone. \sa UndoCommandStack, Draft
*/

/*! \enum Racer::UndoStack::Loss
    Why a step has left the stack.
    \value Overwritten Others' changes have left nothing to undo.
    \value Refused The server has refused it.
    \value DocumentGone The document was deleted by others, unloaded, or loaded anew. */

/*! Constructs an empty stack that records nothing. */
UndoStack::UndoStack(QObject *parent) : QObject(parent), d(std::make_unique<UndoStackPrivate>(this)) { }

/*! Constructs a stack for what is written at the path of \a scope. */
UndoStack::UndoStack(const Model &scope, QObject *parent) : UndoStack(parent)
{
    setScope(scope);
}

UndoStack::~UndoStack() = default;

/*! The models whose paths are recorded. */
QList<Model> UndoStack::scopes() const
{
    return d->scopes;
}

/*! Records at the path of \a scope, and nowhere else. The steps so far are given up. */
void UndoStack::setScope(const Model &scope)
{
    setScopes(scope.isValid() ? QList<Model>{scope} : QList<Model>());
}

/*! Records at the paths of \a scopes, which belong to one root model. The steps so far are given up. */
void UndoStack::setScopes(const QList<Model> &scopes)
{
    d->follow(scopes);
    d->clear();
    d->update();
    Q_EMIT scopesChanged();
}

/*! Records nothing, and gives up the steps. */
void UndoStack::clearScopes()
{
    setScopes({});
}

/*!
    \property UndoStack::enabled
    \brief Whether writes are recorded. The default is true. The steps stay, and go on fitting, while it is false.
*/
bool UndoStack::isEnabled() const
{
    return d->enabled;
}

void UndoStack::setEnabled(bool enabled)
{
    if (d->enabled == enabled)
        return;
    d->enabled = enabled;
    d->closeStep();
    d->mayMerge = false;
    Q_EMIT enabledChanged();
}

/*!
    \property UndoStack::limit
    \brief How many steps there may be; the oldest ones go. 0: any number. The default is 1000.
*/
int UndoStack::limit() const
{
    return d->limit;
}

void UndoStack::setLimit(int steps)
{
    steps = std::max(steps, 0);
    if (d->limit == steps)
        return;
    d->limit = steps;
    d->trim();
    Q_EMIT limitChanged();
    d->update();
}

/*!
    \property UndoStack::mergeInterval
    \brief The pause, in milliseconds, after which typing makes a new step. 0: each edit is a step. The default is 1000.
*/
int UndoStack::mergeInterval() const
{
    return d->mergeInterval;
}

void UndoStack::setMergeInterval(int milliseconds)
{
    milliseconds = std::max(milliseconds, 0);
    if (d->mergeInterval == milliseconds)
        return;
    d->mergeInterval = milliseconds;
    Q_EMIT mergeIntervalChanged();
}

/*!
    \property UndoStack::canUndo
    \brief Whether there is a step to undo. False inside of a macro.
*/
bool UndoStack::canUndo() const
{
    return d->index > 0 && d->macroDepth == 0 && d->direction == UndoStackPrivate::Direction::None;
}

/*!
    \property UndoStack::canRedo
    \brief Whether there is a step to redo. False inside of a macro.
*/
bool UndoStack::canRedo() const
{
    return d->index < count() && d->macroDepth == 0 && d->direction == UndoStackPrivate::Direction::None;
}

/*!
    \property UndoStack::undoText
    \brief The text of the step that undo() would undo; empty if it has none.
*/
QString UndoStack::undoText() const
{
    return canUndo() ? text(d->index - 1) : QString();
}

/*!
    \property UndoStack::redoText
    \brief The text of the step that redo() would do again; empty if it has none.
*/
QString UndoStack::redoText() const
{
    return canRedo() ? text(d->index) : QString();
}

/*!
    \property UndoStack::count
    \brief The number of steps, undone ones included.
*/
int UndoStack::count() const
{
    return int(d->steps.size());
}

/*!
    \property UndoStack::index
    \brief How many steps are done. Writing it undoes or redoes up to there.
*/
int UndoStack::index() const
{
    return d->index;
}

void UndoStack::setIndex(int index)
{
    const QPointer<UndoStack> guard(this);
    index = std::clamp(index, 0, count());
    while (guard && canUndo() && d->index > index)
        undo();
    while (guard && canRedo() && d->index < index)
        redo();
}

/*! The text of the step at \a index, from 0 for the oldest one. */
QString UndoStack::text(int index) const
{
    return index >= 0 && index < count() ? d->steps[size_t(index)].text : QString();
}

/*! A number that stays with the step at \a index as long as it is in the stack; 0 if there is none. */
quint64 UndoStack::stepId(int index) const
{
    return index >= 0 && index < count() ? d->steps[size_t(index)].id : 0;
}

/*!
    \property UndoStack::clean
    \brief Whether the steps that are done are those that were done when setClean() was called last, or at first.
*/
bool UndoStack::isClean() const
{
    return d->cleanIndex == d->index && d->macroDepth == 0;
}

/*! The index at which the stack is clean, or -1 if undoing and redoing does not lead there any more. */
int UndoStack::cleanIndex() const
{
    return d->cleanIndex;
}

/*! Whether a macro is open. */
bool UndoStack::isInMacro() const
{
    return d->macroDepth > 0;
}

/*! Whether undo() or redo() is writing: for listeners that are to leave out what they would do for a user's write. */
bool UndoStack::isApplying() const
{
    return d->direction != UndoStackPrivate::Direction::None;
}

/*! Takes back the last step that is done. Does nothing unless canUndo is true. */
void UndoStack::undo()
{
    if (canUndo())
        d->apply(UndoStackPrivate::Direction::Undo);
}

/*! Does the last undone step again. Does nothing unless canRedo is true. */
void UndoStack::redo()
{
    if (canRedo())
        d->apply(UndoStackPrivate::Direction::Redo);
}

/*! Forgets all steps. The stack is clean then. */
void UndoStack::clear()
{
    d->clear();
    d->update();
}

/*! Marks the present state as the one that is clean, as when a document was saved. */
void UndoStack::setClean()
{
    d->cleanIndex = d->index;
    separate();
    d->update();
}

/*! No state is the clean one any more. */
void UndoStack::resetClean()
{
    d->cleanIndex = -1;
    d->update();
}

/*! All that is written up to the matching endMacro() is one step with this \a text. Macros in a macro belong to it. */
void UndoStack::beginMacro(const QString &text)
{
    if (d->macroDepth++ > 0)
        return;
    separate();
    d->macroText = text;
    d->macroHasStep = false;
    d->update();
}

/*! Ends what beginMacro() has begun. */
void UndoStack::endMacro()
{
    if (d->macroDepth == 0 || --d->macroDepth > 0)
        return;
    separate();
    d->endMacro();
    d->update();
}

/*! Lets the next write be a step of its own, as when the caret was moved between two edits. */
void UndoStack::separate()
{
    d->closeStep();
    d->mayMerge = false;
}

/*! \fn void UndoStack::stepsChanged()
    Steps have come or gone, or the text of one has changed. It comes before the other signals. */
/*! \fn void UndoStack::caretMoved(const Path &path, qsizetype position)
    The string at \a path was changed by undo() or redo(), which is done; a caret belongs at \a position. */
/*! \fn void UndoStack::stepLost(const QString &text, UndoStack::Loss reason)
    The step with this \a text has left the stack though nobody undid it. */
/*! \class Racer::UndoMacro
    \inmodule Racer
    \brief Makes one step of all that is written while it exists. \sa UndoStack::beginMacro() */

} // namespace Racer
