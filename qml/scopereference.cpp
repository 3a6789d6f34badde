// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scopereference_p.h"

#include <QtQml/QQmlInfo>

namespace Racer {

Model ScopeReference::find() const
{
    try {
        const Model place = m_model.model();
        return place.isValid() && !m_path.isEmpty() ? place.at(m_path) : place;
    } catch (const Error &error) {
        qmlWarning(m_owner) << error.message();
        return {};
    }
}

void ScopeReference::update()
{
    if (!m_complete)
        return;
    QObject::disconnect(m_gone);
    const bool wasNowhere = !m_scope.isValid();
    m_scope = find();
    if (m_scope.isValid()) {
        m_gone = QObject::connect(m_scope.root(), &QObject::destroyed, m_owner, [this] {
            m_scope = {};
            m_changed(m_scope);
        });
    }
    if (m_scope.isValid() || !wasNowhere)
        m_changed(m_scope);
}

void ScopeReference::complete()
{
    m_complete = true;
    update();
}

} // namespace Racer
