// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "widgetproperty_p.h"

#include <Racer/textsplice.h>

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

namespace Racer {

namespace {

QMetaProperty find(const QObject *object, const char *name)
{
    const QMetaObject *meta = object->metaObject();
    if (!name && meta->userProperty().isValid())
        return meta->userProperty();
    return meta->property(meta->indexOfProperty(name ? name : "text"));
}

void writeText(QLineEdit *edit, const QString &text)
{
    if (edit->text().isEmpty())
        return edit->setText(text);
    const TextSplice splice = TextSplice::between(edit->text(), text);
    if (splice.isNull())
        return;
    TextRange range = TextRange::caret(edit->cursorPosition());
    if (edit->hasSelectedText())
        range.anchor = edit->selectionStart() == range.position ? edit->selectionEnd() : edit->selectionStart();
    range = splice.mapped(range);
    edit->setText(text);
    if (range.isEmpty())
        edit->setCursorPosition(int(range.position));
    else
        edit->setSelection(int(range.anchor), int(range.position - range.anchor));
}

} // namespace

WidgetProperty::WidgetProperty(QObject *object, const char *name) : m_object(object), m_property(find(object, name)) { }

QMetaType WidgetProperty::type() const
{
    const QMetaType type = m_property.metaType();
    return type == QMetaType::fromType<QVariant>() ? QMetaType() : type;
}

QVariant WidgetProperty::read() const
{
    return m_property.read(m_object);
}

void WidgetProperty::write(const QVariant &value) const
{
    if (auto *edit = qobject_cast<QLineEdit *>(m_object); edit && name() == "text")
        return writeText(edit, value.toString());
    if (auto *box = qobject_cast<QComboBox *>(m_object)) {
        // Nothing is chosen where there is no such entry, instead of what was chosen before.
        if (name() == "currentData")
            return box->setCurrentIndex(box->findData(value));
        if (name() == "currentText" && !box->isEditable())
            return box->setCurrentIndex(box->findText(value.toString()));
    }
    m_property.write(m_object, value);
}

QMetaMethod WidgetProperty::changed() const
{
    if (qobject_cast<QComboBox *>(m_object) && name() == "currentData")
        return QMetaMethod::fromSignal(&QComboBox::currentIndexChanged);
    return m_property.hasNotifySignal() ? m_property.notifySignal() : QMetaMethod();
}

QMetaMethod WidgetProperty::finished() const
{
    const QMetaObject *meta = m_object->metaObject();
    return meta->method(meta->indexOfSignal("editingFinished()"));
}

} // namespace Racer
