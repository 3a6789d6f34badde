// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quicktextbinding.h>

#include "texteditoritem_p.h"

#include <QtQml/QQmlInfo>

namespace Racer {

/*!
    \qmltype TextBinding
    \inherits QuickScope
    \inqmlmodule Racer
    \nativetype Racer::QuickTextBinding
    \brief Keeps a text field or a text area and the string at a path of a model the same while several people type.

    \qml
    TextArea {
        TextBinding { model: root; path: "notes.n1.text" }
    }
    \endqml

    What is typed becomes string operations, so that all who type in one text keep what they wrote. What others do is
    done in place: the caret, the selection and what is seen stay at their text. While an input method composes, others'
    edits wait. The keys of undo and redo take back, and do again, only what was written here. Use undo() and redo()
    instead of the editor's own, which may know of others' edits; a TextArea's own is switched off.

    What the editor had is replaced by the text of the path. A path without a value is an empty text; it is made by the
    first edit.
*/

class QuickTextBindingPrivate
{
public:
    explicit QuickTextBindingPrivate(QuickTextBinding *binding) : q(binding) { use(nullptr); }

    QuickTextBinding *const q;
    QPointer<QQuickItem> target;
    QMetaObject::Connection targetGone;
    std::unique_ptr<TextBinding> binding;
    QPointer<UndoStack> stack; // that was set
    bool hasTarget = false;    // that was set, if only to nothing
    bool complete = false;

    void use(QQuickItem *item);
    void attach();
};

/*!
    \class Racer::QuickTextBinding
    \inmodule Racer
    \brief The C++ side of the QML type TextBinding.

    Belongs to the thread of the QML engine.
*/
QuickTextBinding::QuickTextBinding(QObject *parent)
    : QuickScope(parent), d(std::make_unique<QuickTextBindingPrivate>(this))
{
}

QuickTextBinding::~QuickTextBinding() = default;

/*! \qmlproperty Item TextBinding::target
    The TextInput, TextEdit, TextField or TextArea. By default the one that the element is declared in. */
QQuickItem *QuickTextBinding::target() const
{
    return d->target;
}

void QuickTextBinding::setTarget(QQuickItem *target)
{
    d->hasTarget = true;
    if (d->target == target)
        return;
    disconnect(d->targetGone);
    d->target = target;
    if (target)
        d->targetGone = connect(target, &QObject::destroyed, this, [this] { setTarget(nullptr); });
    if (d->complete)
        d->attach();
    Q_EMIT targetChanged();
}

/*! \qmlproperty string TextBinding::text
    The text. Writing it makes the smallest edit that leads to the new one. */
QString QuickTextBinding::text() const
{
    return d->binding->sharedText()->text();
}

void QuickTextBinding::setText(const QString &text)
{
    if (d->binding->source().isValid())
        d->binding->sharedText()->setText(text);
    else
        qmlWarning(this) << "there is no path to write to";
}

/*! \qmlproperty bool TextBinding::exists
    \readonly
    Whether there is a string at the path. */
bool QuickTextBinding::exists() const
{
    return d->binding->sharedText()->exists();
}

/*! \qmlproperty bool TextBinding::editable
    \readonly
    Whether typing would succeed: there is a string, or nothing in a document that exists. Useful for \c readOnly. */
bool QuickTextBinding::isEditable() const
{
    return d->binding->sharedText()->isEditable();
}

/*! \qmlproperty bool TextBinding::composing
    \readonly
    Whether an input method composes in the target, and others' edits wait. */
bool QuickTextBinding::isComposing() const
{
    return d->binding->isComposing();
}

/*! \qmlproperty UndoStack TextBinding::undoStack
    Where undo() and redo() go. By default the binding has one of its own. */
UndoStack *QuickTextBinding::undoStack() const
{
    return d->binding->undoStack();
}

void QuickTextBinding::setUndoStack(UndoStack *stack)
{
    d->stack = stack;
    d->binding->setUndoStack(stack);
}

/*! \qmlproperty bool TextBinding::canUndo
    \readonly
    Whether undo() would do something. */
bool QuickTextBinding::canUndo() const
{
    return d->binding->canUndo();
}

/*! \qmlproperty bool TextBinding::canRedo
    \readonly
    Whether redo() would do something. */
bool QuickTextBinding::canRedo() const
{
    return d->binding->canRedo();
}

/*! \qmlmethod void TextBinding::undo()
    Takes back the last thing that was written here. */
void QuickTextBinding::undo()
{
    d->binding->undo();
}

/*! \qmlmethod void TextBinding::redo()
    Does again what undo() took back. */
void QuickTextBinding::redo()
{
    d->binding->redo();
}

void QuickTextBinding::componentComplete()
{
    if (!d->hasTarget) {
        if (auto *const around = qobject_cast<QQuickItem *>(parent());
            around && TextEditorItem::kindOf(around) != TextEditorItem::Kind::None) {
            setTarget(around);
        }
    }
    QuickScope::componentComplete();
    d->complete = true;
    d->attach();
}

void QuickTextBinding::scopeChanged(const Model &scope)
{
    d->binding->setSource(scope);
}

void QuickTextBindingPrivate::use(QQuickItem *item)
{
    const auto kind = item ? TextEditorItem::kindOf(item) : TextEditorItem::Kind::None;
    if (item && kind == TextEditorItem::Kind::None)
        qmlWarning(q) << "the target is neither a TextInput nor a TextEdit, nor made of one";
    if (kind == TextEditorItem::Kind::Line)
        binding = std::make_unique<LineItemBinding>(item);
    else if (kind == TextEditorItem::Kind::Document)
        binding = std::make_unique<DocumentItemBinding>(item);
    else
        binding = std::make_unique<NoEditorBinding>();
    SharedText *const text = binding->sharedText();
    QObject::connect(text, &SharedText::textChanged, q, &QuickTextBinding::textChanged);
    QObject::connect(text, &SharedText::stateChanged, q, &QuickTextBinding::stateChanged);
    QObject::connect(binding.get(), &TextBinding::composingChanged, q, &QuickTextBinding::composingChanged);
    QObject::connect(binding.get(), &TextBinding::undoStackChanged, q, &QuickTextBinding::undoStackChanged);
    QObject::connect(binding.get(), &TextBinding::canUndoChanged, q, &QuickTextBinding::canUndoChanged);
    QObject::connect(binding.get(), &TextBinding::canRedoChanged, q, &QuickTextBinding::canRedoChanged);
}

// An item that QML is still setting up would show the text it was declared with over ours.
void QuickTextBindingPrivate::attach()
{
    if (target && !TextEditorItem::isComplete(target)) {
        QMetaObject::invokeMethod(q, [this] { attach(); }, Qt::QueuedConnection);
        return;
    }
    use(target);
    if (stack)
        binding->setUndoStack(stack);
    binding->setSource(q->scope());
    Q_EMIT q->stateChanged();
    Q_EMIT q->undoStackChanged();
    Q_EMIT q->canUndoChanged();
    Q_EMIT q->canRedoChanged();
}

} // namespace Racer
