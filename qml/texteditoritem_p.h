// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/documenttextbinding.h>
#include <Racer/editorevents.h>

#include <QtCore/QPointer>
#include <QtQuick/QQuickItem>

namespace Racer {

// What TextInput and TextEdit, and the controls made of them, have in common; their C++ classes are private.
class TextEditorItem
{
public:
    enum class Kind : quint8 { None, Line, Document };

    explicit TextEditorItem(QQuickItem *item) : m_item(item) { }
    [[nodiscard]] static Kind kindOf(const QQuickItem *item);
    [[nodiscard]] static bool isComplete(const QQuickItem *item);

    [[nodiscard]] QQuickItem *item() const { return m_item; }
    [[nodiscard]] QTextDocument *document() const;
    [[nodiscard]] QString text() const;
    void splice(const TextSplice &splice);
    void setText(const QString &text);
    [[nodiscard]] TextRange selection() const;
    void select(const TextRange &range);
    [[nodiscard]] bool isComposing() const;

private:
    const QPointer<QQuickItem> m_item;
};

// Has the Flickable that an item scrolls in show the same part of the text after an edit of it.
class ScrollKeeper
{
public:
    explicit ScrollKeeper(QQuickItem *editor);
    // With the splice that was made meanwhile, or none.
    void restore(const TextSplice &splice = {}) const;

private:
    [[nodiscard]] qreal top(qsizetype position) const;

    QQuickItem *const m_editor;
    QQuickItem *m_flickable = nullptr;
    qreal m_contentY = 0;
    qsizetype m_first = 0; // the place in the text at the upper edge
    qreal m_firstTop = 0;
};

// Text fields.
class LineItemBinding : public TextBinding
{
    Q_OBJECT
public:
    explicit LineItemBinding(QQuickItem *item);

protected:
    bool hasEditor() const override { return m_item.item(); }
    QString editorText() const override { return m_item.text(); }
    void editEditor(const TextSplice &splice) override;
    TextRange selection() const override { return m_item.selection(); }
    void select(const TextRange &range) override { m_item.select(range); }

private Q_SLOTS:
    void onTextChanged();
    void onComposingChanged() { setComposing(m_item.isComposing()); }

private:
    TextEditorItem m_item;
    EditorEvents m_events;
    QString m_shown; // a beginning of the text, where the field limits its length
};

// Text areas.
class DocumentItemBinding : public DocumentTextBinding
{
    Q_OBJECT
public:
    explicit DocumentItemBinding(QQuickItem *item);

protected:
    void editEditor(const TextSplice &splice) override;
    TextRange selection() const override { return m_item.selection(); }
    void select(const TextRange &range) override;

private Q_SLOTS:
    void onComposingChanged() { setComposing(m_item.isComposing()); }

private:
    TextEditorItem m_item;
    EditorEvents m_events;
};

// A text that nothing shows.
class NoEditorBinding : public TextBinding
{
public:
    NoEditorBinding() = default;

protected:
    bool hasEditor() const override { return false; }
    QString editorText() const override { return {}; }
    void editEditor(const TextSplice &) override { }
    TextRange selection() const override { return {}; }
    void select(const TextRange &) override { }
};

} // namespace Racer
