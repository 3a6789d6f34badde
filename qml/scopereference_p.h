// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modelreference_p.h"

namespace Racer {

// The properties "model" and "path" of a QML type, and where they lead to. "changed" is called when that is another
// place, also with an invalid model for nowhere, but not while QML is still setting the first values.
class ScopeReference
{
public:
    ScopeReference(QObject *owner, std::function<void(const Model &)> changed)
        : m_owner(owner), m_changed(std::move(changed)) { }
    ~ScopeReference() { QObject::disconnect(m_gone); }
    ScopeReference(const ScopeReference &) = delete;

    [[nodiscard]] const QJSValue &model() const { return m_model.js(); }
    [[nodiscard]] const QString &path() const { return m_path; }
    // False if it is the same. After the signal for the property has been emitted comes update().
    [[nodiscard]] bool setModel(const QJSValue &model)
    {
        return m_model.assign(model, m_owner, [this] { update(); });
    }
    [[nodiscard]] bool setPath(const QString &path) { return std::exchange(m_path, path) != path; }
    void update();

    void begin() { m_complete = false; }
    void complete();
    [[nodiscard]] bool isComplete() const { return m_complete; }
    // What the path is below.
    [[nodiscard]] Model base() const { return m_model.model(); }
    // What "changed" was called with last.
    [[nodiscard]] const Model &scope() const { return m_scope; }

private:
    [[nodiscard]] Model find() const;

    QObject *const m_owner;
    const std::function<void(const Model &)> m_changed;
    ModelReference m_model;
    QString m_path;
    Model m_scope;
    QMetaObject::Connection m_gone;
    bool m_complete = true;
};

} // namespace Racer
