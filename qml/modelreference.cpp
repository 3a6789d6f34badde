// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelreference_p.h"

#include <Racer/scriptracer.h>

namespace Racer {

Model ModelReference::model() const
{
    return m_element ? m_element->model() : ScriptRacer::model(m_js);
}

Model targetOf(const Model &base, const QJSValue &js)
{
    if (js.isString() || js.isNumber())
        return js.toString().isEmpty() ? Model() : base.at(js.toString());
    const auto *element = qobject_cast<QuickRootModel *>(js.toQObject());
    return element ? element->model() : ScriptRacer::model(js);
}

} // namespace Racer
