// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/lineeditbinding.h>
#include <Racer/texteditbinding.h>

#include <QtGui/QTextCursor>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTextEdit>

// One interface for the tests to the three widgets.
struct Editor
{
    virtual ~Editor() = default;
    virtual QWidget *widget() = 0;
    virtual QString text() const = 0;
    virtual void setText(const QString &text) = 0;
    virtual Racer::TextRange selection() const = 0;
    virtual void select(const Racer::TextRange &range) = 0;
    virtual std::unique_ptr<Racer::TextBinding> bind(const Racer::Model &model) = 0;
};

struct LineEditor : Editor
{
    QLineEdit edit;
    QWidget *widget() override { return &edit; }
    QString text() const override { return edit.text(); }
    void setText(const QString &text) override { edit.setText(text); }
    Racer::TextRange selection() const override
    {
        if (!edit.hasSelectedText())
            return Racer::TextRange::caret(edit.cursorPosition());
        const int start = edit.selectionStart();
        const int end = edit.selectionEnd();
        return edit.cursorPosition() == end ? Racer::TextRange{start, end} : Racer::TextRange{end, start};
    }
    void select(const Racer::TextRange &range) override
    {
        edit.deselect();
        edit.setCursorPosition(int(range.position));
        if (!range.isEmpty())
            edit.setSelection(int(range.anchor), int(range.position - range.anchor));
    }
    std::unique_ptr<Racer::TextBinding> bind(const Racer::Model &model) override
    {
        return std::make_unique<Racer::LineEditBinding>(&edit, model, nullptr);
    }
};

template<typename Widget>
struct DocumentEditor : Editor
{
    Widget edit;
    QWidget *widget() override { return &edit; }
    QString text() const override { return edit.toPlainText(); }
    void setText(const QString &text) override { edit.setPlainText(text); }
    Racer::TextRange selection() const override { return {edit.textCursor().anchor(), edit.textCursor().position()}; }
    void select(const Racer::TextRange &range) override
    {
        QTextCursor cursor(edit.document());
        cursor.setPosition(int(range.anchor));
        cursor.setPosition(int(range.position), QTextCursor::KeepAnchor);
        edit.setTextCursor(cursor);
    }
    std::unique_ptr<Racer::TextBinding> bind(const Racer::Model &model) override
    {
        return std::make_unique<Racer::TextEditBinding>(&edit, model, nullptr);
    }
};

inline std::unique_ptr<Editor> makeEditor(const QString &name)
{
    if (name == u"QLineEdit")
        return std::make_unique<LineEditor>();
    if (name == u"QTextEdit")
        return std::make_unique<DocumentEditor<QTextEdit>>();
    return std::make_unique<DocumentEditor<QPlainTextEdit>>();
}
