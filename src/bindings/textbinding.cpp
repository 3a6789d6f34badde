// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/textbinding.h>

#include <Racer/undostack.h>

#include <QtCore/QPointer>
#include <QtCore/QScopedValueRollback>

namespace Racer {

class TextBindingPrivate
{
public:
    explicit TextBindingPrivate(TextBinding *binding) : q(binding) { }

    TextBinding *const q;
    SharedText text;
    std::unique_ptr<UndoStack> ownStack; // made when it is first needed
    QPointer<UndoStack> stack;           // the one in use
    bool wasBound = false;
    bool composing = false;
    bool editing = false;   // changing the editor
    bool reporting = false; // writing what was changed in the editor

    void onSpliced(const TextSplice &splice, bool own);
    void followStack(UndoStack *newStack);
    void setComposing(bool now);
};

/*!
    \class Racer::TextBinding
    \inmodule Racer
    \brief Keeps an editor and the string at a path of a model the same while several people type.

    What is typed becomes string operations, one for each change of the editor. What others do is done in place: the
    caret and the selection stay at their text (see TextSplice::mapped()), the editor's view at what it shows. While an
    input method composes, others' edits wait, and what is composed becomes an operation when it is committed.

    Undo and redo concern what was written by this model alone, transformed over what others wrote since; the editor's
    own undo, which would take back others' edits as well, is not used. Each binding has an UndoStack of its own, unless
    it is given one that it shares with other writers.

    This is the base of bindings for kinds of editors: DocumentTextBinding, LineEditBinding, TextEditBinding, and
    TextBinding in QML. One for another kind of editor tells how to read and change it, and calls edited() and
    setComposing(). A binding belongs to the thread of its model. When its path or its model goes, the editor is
    emptied; when the editor goes, nothing happens until there is another.
*/
TextBinding::TextBinding(QObject *parent) : QObject(parent), d(std::make_unique<TextBindingPrivate>(this))
{
    connect(&d->text, &SharedText::sourceChanged, this, &TextBinding::load);
    connect(&d->text, &SharedText::spliced, this,
            [this](const TextSplice &splice, bool own) { d->onSpliced(splice, own); });
}

TextBinding::~TextBinding() = default;

/*! The model at the text's path; an invalid one if there is none. */
Model TextBinding::source() const
{
    return d->text.source();
}

/*!
    Binds the editor to the path of \a model, whose text it shows from then on. What was in the editor before is
    replaced. The binding's own undo stack forgets what it had.
*/
void TextBinding::setSource(const Model &model)
{
    if (!d->ownStack && !d->stack && model.isValid()) {
        d->ownStack = std::make_unique<UndoStack>();
        d->followStack(d->ownStack.get());
    }
    if (d->ownStack && model.isValid())
        d->ownStack->setScope(model);
    else if (d->ownStack)
        d->ownStack->clearScopes();
    d->text.setSource(model);
}

/*! Binds the editor to nothing, and empties it. */
void TextBinding::clearSource()
{
    setSource(Model());
}

/*! The text that is shown: for what else follows it, as others' carets, and for edits by the program. */
SharedText *TextBinding::sharedText() const
{
    return &d->text;
}

/*! Where undo() and redo() go: nullptr only before there was a source. */
UndoStack *TextBinding::undoStack() const
{
    return d->stack;
}

/*! Has undo() and redo() go to \a stack, which is not owned; with nullptr to one of the binding's own. */
void TextBinding::setUndoStack(UndoStack *stack)
{
    if (stack == d->stack && !(d->ownStack && !stack))
        return;
    d->ownStack.reset();
    if (!stack && source().isValid()) {
        d->ownStack = std::make_unique<UndoStack>(source());
        stack = d->ownStack.get();
    }
    d->followStack(stack);
}

/*!
    \property TextBinding::canUndo
    \brief Whether undo() would do something.
*/
bool TextBinding::canUndo() const
{
    return d->stack && d->stack->canUndo();
}

/*!
    \property TextBinding::canRedo
    \brief Whether redo() would do something.
*/
bool TextBinding::canRedo() const
{
    return d->stack && d->stack->canRedo();
}

/*!
    \property TextBinding::composing
    \brief Whether an input method composes in the editor, and others' edits wait.
*/
bool TextBinding::isComposing() const
{
    return d->composing;
}

/*! Takes back the last thing that was written here; the caret goes to where it was. */
void TextBinding::undo()
{
    if (d->stack && !d->composing)
        d->stack->undo();
}

/*! Does again what undo() took back. */
void TextBinding::redo()
{
    if (d->stack && !d->composing)
        d->stack->redo();
}

void TextBinding::load()
{
    d->setComposing(false);
    const bool bound = source().isValid();
    if (!hasEditor() || (!bound && !d->wasBound))
        return; // an editor that was never bound keeps what it has
    d->wasBound = bound;
    const TextSplice splice = TextSplice::between(editorText(), d->text.text());
    if (splice.isNull())
        return;
    const QScopedValueRollback guard(d->editing, true);
    editEditor(splice);
    select(TextRange::caret(0));
}

void TextBinding::edited(const TextSplice &splice)
{
    if (d->editing)
        return;
    const QScopedValueRollback guard(d->reporting, true);
    d->text.splice(splice);
}

void TextBinding::setComposing(bool composing)
{
    d->setComposing(composing);
}

bool TextBinding::isEditing() const
{
    return d->editing;
}

void TextBindingPrivate::onSpliced(const TextSplice &splice, bool own)
{
    if ((own && reporting) || !q->hasEditor())
        return;
    const TextRange range = q->selection();
    const QScopedValueRollback guard(editing, true);
    q->editEditor(splice);
    q->select(stack && stack->isApplying() ? TextRange::caret(splice.end()) : splice.mapped(range));
}

void TextBindingPrivate::followStack(UndoStack *newStack)
{
    if (stack)
        stack->disconnect(q);
    stack = newStack;
    if (stack) {
        QObject::connect(stack, &UndoStack::canUndoChanged, q, &TextBinding::canUndoChanged);
        QObject::connect(stack, &UndoStack::canRedoChanged, q, &TextBinding::canRedoChanged);
        QObject::connect(stack, &UndoStack::caretMoved, q, [this](const Path &path, qsizetype position) {
            if (q->hasEditor() && text.source().isValid() && path == Path(text.source().dereference())) {
                const QScopedValueRollback guard(editing, true);
                q->select(TextRange::caret(position));
            }
        });
    }
    Q_EMIT q->undoStackChanged();
    Q_EMIT q->canUndoChanged();
    Q_EMIT q->canRedoChanged();
}

void TextBindingPrivate::setComposing(bool now)
{
    if (composing == now)
        return;
    composing = now;
    Q_EMIT q->composingChanged();
    if (now)
        text.hold();
    else
        text.release();
}

/*! \fn void TextBinding::undoStackChanged()
    undoStack() is another one. */
/*! \fn void TextBinding::canUndoChanged()
    canUndo may have changed. */
/*! \fn void TextBinding::canRedoChanged()
    canRedo may have changed. */
/*! \fn void TextBinding::composingChanged()
    An input method has begun or ended composing. */

} // namespace Racer
