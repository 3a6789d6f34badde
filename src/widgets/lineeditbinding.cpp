// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/lineeditbinding.h>

#include <Racer/editorevents.h>

#include <QtCore/QPointer>
#include <QtWidgets/QLineEdit>

namespace Racer {

class LineEditBindingPrivate
{
public:
    explicit LineEditBindingPrivate(QLineEdit *lineEdit) : editor(lineEdit), events(lineEdit) { }

    QPointer<QLineEdit> editor;
    EditorEvents events;
    QString shown; // a beginning of the text, where the editor limits its length
};

/*!
    \class Racer::LineEditBinding
    \inmodule Racer
    \brief Keeps a QLineEdit and the string at a path of a model the same while several people type.

    \code
    new Racer::LineEditBinding(lineEdit, model.at(u"notes.n1.title"));
    \endcode

    The keys of undo and redo go to TextBinding::undo() and redo(). The line edit's own undo, which its context menu
    offers, knows what was typed since others' last edit. A line edit whose maximumLength() is too small shows the
    text's beginning. Do not give it an input mask: what a mask adds would be written.
*/
LineEditBinding::LineEditBinding(QLineEdit *editor, const Model &model) : LineEditBinding(editor, model, editor) { }

/*! Binds \a editor to the path of \a model. */
LineEditBinding::LineEditBinding(QLineEdit *editor, const Model &model, QObject *parent)
    : TextBinding(parent), d(std::make_unique<LineEditBindingPrivate>(editor))
{
    d->shown = editor->text();
    d->shown.detach(); // or the next key would copy it
    connect(&d->events, &EditorEvents::undoPressed, this, &TextBinding::undo);
    connect(&d->events, &EditorEvents::redoPressed, this, &TextBinding::redo);
    connect(&d->events, &EditorEvents::composing, this, &LineEditBinding::setComposing);
    connect(editor, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (isEditing())
            return;
        const TextSplice splice = TextSplice::between(d->shown, text, d->editor->cursorPosition());
        splice.applyTo(d->shown);
        edited(splice);
    });
    setSource(model);
}

LineEditBinding::~LineEditBinding() = default;

/*! The editor, or nullptr once it has gone. */
QLineEdit *LineEditBinding::editor() const
{
    return d->editor;
}

bool LineEditBinding::hasEditor() const
{
    return d->editor;
}

QString LineEditBinding::editorText() const
{
    return d->editor->text();
}

// Not by insert(), which selects, and makes the change a step of the editor's own undo.
void LineEditBinding::editEditor(const TextSplice &)
{
    const bool modified = d->editor->isModified();
    d->editor->setText(sharedText()->text());
    d->editor->setModified(modified);
    d->shown = d->editor->text();
    d->shown.detach();
}

TextRange LineEditBinding::selection() const
{
    const qsizetype position = d->editor->cursorPosition();
    if (!d->editor->hasSelectedText())
        return TextRange::caret(position);
    const qsizetype start = d->editor->selectionStart();
    return {position == start ? start + d->editor->selectionLength() : start, position};
}

void LineEditBinding::select(const TextRange &range)
{
    if (range.isEmpty())
        d->editor->setCursorPosition(int(range.position));
    else
        d->editor->setSelection(int(range.anchor), int(range.position - range.anchor));
}

} // namespace Racer
