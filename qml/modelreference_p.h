// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickrootmodel.h>

namespace Racer {

// What a property "model" of a QML type was set to: a RootModel element, or a model of JavaScript.
class ModelReference
{
public:
    [[nodiscard]] const QJSValue &js() const { return m_js; }
    // Where it is now: an invalid model if it is nowhere.
    [[nodiscard]] Model model() const;
    // False if it is the one that is known. "changed" is called, in "owner", when the element gets another root.
    template<typename Changed>
    bool assign(const QJSValue &js, QObject *owner, Changed changed)
    {
        if (m_js.strictlyEquals(js))
            return false;
        if (m_element)
            m_element->disconnect(owner);
        m_js = js;
        m_element = qobject_cast<QuickRootModel *>(js.toQObject());
        if (m_element)
            QObject::connect(m_element, &QuickRootModel::rootChanged, owner, std::move(changed));
        return true;
    }

private:
    QJSValue m_js;
    QPointer<QuickRootModel> m_element;
};

// What a property that names a place is set to: a path below a model, or a model of JavaScript. An invalid model if it
// is none; may throw an Error.
[[nodiscard]] Model targetOf(const Model &base, const QJSValue &js);

} // namespace Racer
