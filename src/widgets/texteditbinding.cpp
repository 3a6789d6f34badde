// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/texteditbinding.h>

#include <Racer/editorevents.h>
#include <Racer/undostack.h>

#include <QtCore/QPointer>
#include <QtGui/QTextBlock>
#include <QtGui/QTextDocument>
#include <QtGui/QTextLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTextEdit>

namespace Racer {

namespace {

// Where the cursor's line is, in the unit of the editor's scroll bar.
int scrollPlace(QPlainTextEdit *, const QTextCursor &cursor)
{
    const QTextBlock block = cursor.block();
    const QTextLine line = block.layout()->lineForTextPosition(cursor.positionInBlock());
    return block.firstLineNumber() + (line.isValid() ? line.lineNumber() : 0);
}

int scrollPlace(QTextEdit *editor, const QTextCursor &cursor)
{
    return editor->cursorRect(cursor).top() + editor->verticalScrollBar()->value();
}

} // namespace

class TextEditBindingPrivate
{
public:
    explicit TextEditBindingPrivate(QObject *textEditor) : events(textEditor) { }

    EditorEvents events;
    QPointer<QAbstractScrollArea> editor;
    // The two kinds of editors have the same functions, but no class in common that has them.
    std::function<QTextCursor()> cursor;
    std::function<void(const QTextCursor &)> setCursor;
    std::function<QTextCursor()> firstVisible;
    std::function<int(const QTextCursor &)> place;
};

/*!
    \class Racer::TextEditBinding
    \inmodule Racer
    \brief Keeps a QPlainTextEdit or a QTextEdit and the string at a path of a model the same while several people type.

    \code
    new Racer::TextEditBinding(plainTextEdit, model.at(u"notes.n1.text"));
    \endcode

    The caret, the selection and what is seen stay at their text. The keys of undo and redo go to TextBinding::undo()
    and redo(). See DocumentTextBinding for what a document shares.
*/
TextEditBinding::TextEditBinding(QPlainTextEdit *editor, const Model &model) : TextEditBinding(editor, model, editor)
{
}

/*! Binds \a editor to the path of \a model. */
TextEditBinding::TextEditBinding(QPlainTextEdit *editor, const Model &model, QObject *parent)
    : DocumentTextBinding(parent), d(std::make_unique<TextEditBindingPrivate>(editor))
{
    bind(editor, model);
}

/*! Binds \a editor to the path of \a model; the binding belongs to the editor. */
TextEditBinding::TextEditBinding(QTextEdit *editor, const Model &model) : TextEditBinding(editor, model, editor) { }

/*! Binds \a editor to the path of \a model. */
TextEditBinding::TextEditBinding(QTextEdit *editor, const Model &model, QObject *parent)
    : DocumentTextBinding(parent), d(std::make_unique<TextEditBindingPrivate>(editor))
{
    bind(editor, model);
}

TextEditBinding::~TextEditBinding() = default;

template<typename Editor>
void TextEditBinding::bind(Editor *editor, const Model &model)
{
    connect(&d->events, &EditorEvents::undoPressed, this, &TextBinding::undo);
    connect(&d->events, &EditorEvents::redoPressed, this, &TextBinding::redo);
    connect(&d->events, &EditorEvents::composing, this, &TextEditBinding::setComposing);
    d->editor = editor;
    d->cursor = [editor] { return editor->textCursor(); };
    d->setCursor = [editor](const QTextCursor &cursor) { editor->setTextCursor(cursor); };
    d->firstVisible = [editor] { return editor->cursorForPosition(QPoint(0, 0)); };
    d->place = [editor](const QTextCursor &cursor) { return scrollPlace(editor, cursor); };
    setDocument(editor->document());
    setSource(model);
}

void TextEditBinding::editEditor(const TextSplice &splice)
{
    QScrollBar *const bar = d->editor ? d->editor->verticalScrollBar() : nullptr;
    if (!bar || bar->value() == 0)
        return DocumentTextBinding::editEditor(splice);
    const QTextCursor first = d->firstVisible();
    const int offset = bar->value() - d->place(first);
    DocumentTextBinding::editEditor(splice);
    bar->setValue(d->place(first) + offset);
}

TextRange TextEditBinding::selection() const
{
    if (!d->editor)
        return {};
    const QTextCursor cursor = d->cursor();
    return {cursor.anchor(), cursor.position()};
}

void TextEditBinding::select(const TextRange &range)
{
    if (!d->editor || selection() == range)
        return;
    QScrollBar *const bar = d->editor->verticalScrollBar();
    const int value = bar->value();
    QTextCursor cursor(document());
    cursor.setPosition(int(range.anchor));
    cursor.setPosition(int(range.position), QTextCursor::KeepAnchor);
    d->setCursor(cursor);
    if (!undoStack() || !undoStack()->isApplying()) // a caret is brought into view when it is the user who moves it
        bar->setValue(value);
}

} // namespace Racer
