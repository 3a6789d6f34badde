// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>

#include <QtCore/QPointer>

#include <vector>

namespace Racer {

// Everything that may change the value at a model's path: events there, below and above. Calls back until it is
// destroyed or stopped; "gone" when the root model is destroyed.
class PathWatcher
{
public:
    enum class When : quint8 { Queued, Immediate };

    explicit PathWatcher(QObject *owner) : m_owner(owner) { }
    ~PathWatcher() { stop(); }
    PathWatcher(const PathWatcher &) = delete;

    void start(const Model &model, When when, const std::function<void(const Event &)> &changed,
               const std::function<void()> &gone);
    void stop();
    [[nodiscard]] bool isActive() const noexcept { return m_root; }

private:
    void listen(const Model &root, PathArg pattern, When when, const std::function<void(const Event &)> &changed);

    QObject *const m_owner;
    QPointer<RootModel> m_root;
    QMetaObject::Connection m_gone;
    std::vector<Listener> m_listeners;
};

} // namespace Racer
