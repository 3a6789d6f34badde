// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelreference_p.h"

#include <Racer/scriptracer.h>

namespace Racer {

Model ModelReference::model() const
{
    return m_element ? m_element->model() : ScriptRacer::model(m_js);
}

} // namespace Racer
