// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QMetaProperty>
#include <QtCore/QVariant>

namespace Racer {

// One property of an object, as a binding needs it: with what some widgets want to be done otherwise.
class WidgetProperty
{
public:
    // Without a name the user property, or "text".
    WidgetProperty(QObject *object, const char *name);

    [[nodiscard]] bool isValid() const noexcept { return m_property.isValid(); }
    [[nodiscard]] QByteArray name() const { return m_property.name(); }
    [[nodiscard]] QMetaType type() const; // none if it takes any
    [[nodiscard]] QVariant read() const;
    // Leaves the caret and the selection of a line of text where they were in the text.
    void write(const QVariant &value) const;
    [[nodiscard]] QMetaMethod changed() const;  // invalid if it does not tell
    [[nodiscard]] QMetaMethod finished() const; // invalid if it has no such moment

private:
    QObject *m_object;
    QMetaProperty m_property;
};

} // namespace Racer
