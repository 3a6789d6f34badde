// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/lineeditbinding.h>
#include <Racer/texteditbinding.h>
#include <Racer/undostack.h>

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

void editNote(const Racer::Model &note, QLineEdit *title, QPlainTextEdit *text)
{
    new Racer::LineEditBinding(title, note.at(u"title"));
    new Racer::TextEditBinding(text, note.at(u"text"));
}

void editNoteWithOneUndo(const Racer::Model &note, QLineEdit *title, QPlainTextEdit *text)
{
    auto *undo = new Racer::UndoStack(note, title->window());
    (new Racer::LineEditBinding(title, note.at(u"title")))->setUndoStack(undo);
    (new Racer::TextEditBinding(text, note.at(u"text")))->setUndoStack(undo);
}
