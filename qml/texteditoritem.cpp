// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "texteditoritem_p.h"

#include <Racer/undostack.h>

#include <QtCore/QMetaProperty>
#include <QtQuick/QQuickTextDocument>

#include <algorithm>

namespace Racer {

namespace {

bool has(const QMetaObject *type, const char *property)
{
    return type->indexOfProperty(property) >= 0;
}

// By a pointer to the protected member, which a class that derives may take.
struct ItemAccess : QQuickItem
{
    static constexpr auto isComplete = &ItemAccess::isComponentComplete;
};

} // namespace

TextEditorItem::Kind TextEditorItem::kindOf(const QQuickItem *item)
{
    const QMetaObject *const type = item->metaObject();
    if (!has(type, "text") || !has(type, "cursorPosition") || !has(type, "selectionStart")
        || !has(type, "inputMethodComposing")) {
        return Kind::None;
    }
    return has(type, "textDocument") ? Kind::Document : Kind::Line;
}

bool TextEditorItem::isComplete(const QQuickItem *item)
{
    return (item->*ItemAccess::isComplete)();
}

QTextDocument *TextEditorItem::document() const
{
    const auto *const document = m_item->property("textDocument").value<QQuickTextDocument *>();
    return document ? document->textDocument() : nullptr;
}

QString TextEditorItem::text() const
{
    return m_item->property("text").toString();
}

void TextEditorItem::splice(const TextSplice &splice)
{
    if (splice.removed > 0) {
        QMetaObject::invokeMethod(m_item, "remove", Q_ARG(int, int(splice.position)),
                                  Q_ARG(int, int(splice.position + splice.removed)));
    }
    if (!splice.inserted.isEmpty()) {
        QMetaObject::invokeMethod(m_item, "insert", Q_ARG(int, int(splice.position)),
                                  Q_ARG(QString, splice.inserted));
    }
}

void TextEditorItem::setText(const QString &text)
{
    m_item->setProperty("text", text);
}

TextRange TextEditorItem::selection() const
{
    const qsizetype start = m_item->property("selectionStart").toInt();
    const qsizetype end = m_item->property("selectionEnd").toInt();
    const qsizetype position = m_item->property("cursorPosition").toInt();
    if (start == end)
        return TextRange::caret(position);
    return {position == start ? end : start, position};
}

void TextEditorItem::select(const TextRange &range)
{
    if (m_item->property("selectionStart").toInt() == range.start()
        && m_item->property("selectionEnd").toInt() == range.end()
        && m_item->property("cursorPosition").toInt() == range.position) {
        return;
    }
    if (range.isEmpty()) {
        QMetaObject::invokeMethod(m_item, "deselect");
        m_item->setProperty("cursorPosition", int(range.position));
    } else {
        QMetaObject::invokeMethod(m_item, "select", Q_ARG(int, int(range.anchor)), Q_ARG(int, int(range.position)));
    }
}

bool TextEditorItem::isComposing() const
{
    return m_item && m_item->property("inputMethodComposing").toBool();
}

ScrollKeeper::ScrollKeeper(QQuickItem *editor) : m_editor(editor)
{
    for (QQuickItem *item = editor ? editor->parentItem() : nullptr; item && !m_flickable; item = item->parentItem()) {
        if (item->inherits("QQuickFlickable"))
            m_flickable = item;
    }
    if (!m_flickable)
        return;
    m_contentY = m_flickable->property("contentY").toReal();
    const QPointF corner = m_editor->mapFromItem(m_flickable, QPointF(0, 0));
    int first = 0;
    if (corner.y() > 0) {
        QMetaObject::invokeMethod(m_editor, "positionAt", Q_RETURN_ARG(int, first), Q_ARG(qreal, corner.x()),
                                  Q_ARG(qreal, corner.y()));
    }
    m_first = first;
    m_firstTop = top(m_first);
}

void ScrollKeeper::restore(const TextSplice &splice) const
{
    if (!m_flickable)
        return;
    const qreal moved = m_first == 0 ? 0 : top(splice.mapped(m_first, TextSplice::Gravity::Forward)) - m_firstTop;
    if (const qreal contentY = m_contentY + moved; contentY != m_flickable->property("contentY").toReal())
        m_flickable->setProperty("contentY", contentY);
}

qreal ScrollKeeper::top(qsizetype position) const
{
    QRectF rectangle;
    QMetaObject::invokeMethod(m_editor, "positionToRectangle", Q_RETURN_ARG(QRectF, rectangle),
                              Q_ARG(int, int(position)));
    return rectangle.top();
}

LineItemBinding::LineItemBinding(QQuickItem *item) : m_item(item), m_events(item), m_shown(m_item.text())
{
    m_shown.detach(); // or the next key would copy it
    connect(&m_events, &EditorEvents::undoPressed, this, &TextBinding::undo);
    connect(&m_events, &EditorEvents::redoPressed, this, &TextBinding::redo);
    connect(item, SIGNAL(textChanged()), this, SLOT(onTextChanged()));
    connect(item, SIGNAL(inputMethodComposingChanged()), this, SLOT(onComposingChanged()));
}

void LineItemBinding::onTextChanged()
{
    if (isEditing() || !m_item.item())
        return;
    const TextSplice splice =
        TextSplice::between(m_shown, m_item.text(), m_item.item()->property("cursorPosition").toInt());
    splice.applyTo(m_shown);
    edited(splice);
}

// A validator, or the greatest length, may keep a field from taking an edit of others.
void LineItemBinding::editEditor(const TextSplice &splice)
{
    const QString &text = sharedText()->text();
    m_item.splice(splice);
    if (m_item.text() != text)
        m_item.setText(text);
    splice.applyTo(m_shown);
    if (const QString shown = m_item.text(); shown != m_shown)
        m_shown = QString(shown.constData(), shown.size());
}

DocumentItemBinding::DocumentItemBinding(QQuickItem *item) : m_item(item), m_events(item)
{
    connect(&m_events, &EditorEvents::undoPressed, this, &TextBinding::undo);
    connect(&m_events, &EditorEvents::redoPressed, this, &TextBinding::redo);
    connect(item, SIGNAL(inputMethodComposingChanged()), this, SLOT(onComposingChanged()));
    setDocument(m_item.document());
}

void DocumentItemBinding::editEditor(const TextSplice &splice)
{
    const ScrollKeeper keeper(m_item.item());
    DocumentTextBinding::editEditor(splice);
    keeper.restore(splice);
}

void DocumentItemBinding::select(const TextRange &range)
{
    if (!m_item.item())
        return;
    const ScrollKeeper keeper(m_item.item());
    m_item.select(range);
    if (!undoStack() || !undoStack()->isApplying()) // a caret is brought into view when it is the user who moves it
        keeper.restore();
}

} // namespace Racer
