// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>
#include <Racer/model.h>

#include <QtCore/QObject>

namespace Racer {

// Whether writes at a model's path, or below it, wait for the server or were refused. "changed" is called when that
// is another than before, until this is destroyed or stopped.
class WriteWatcher
{
public:
    WriteWatcher(QObject *owner, std::function<void()> changed) : m_owner(owner), m_changed(std::move(changed)) { }
    ~WriteWatcher() { stop(); }
    WriteWatcher(const WriteWatcher &) = delete;

    void start(const Model &model);
    void stop();
    void clearFailure();
    [[nodiscard]] bool isPending() const noexcept { return m_pending; }
    [[nodiscard]] bool hasFailed() const noexcept { return !m_failure.isNull(); }
    [[nodiscard]] QString reason() const { return m_failure.message(); }

private:
    void update(bool pending, const Error &failure);

    QObject *const m_owner;
    const std::function<void()> m_changed;
    QMetaObject::Connection m_connection;
    Model m_model;
    Error m_failure;
    bool m_pending = false;
};

} // namespace Racer
