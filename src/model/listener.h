// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/event.h>

#include <QtCore/QExplicitlySharedDataPointer>
#include <QtCore/QStringList>

#include <functional>

namespace Racer {

namespace detail {
struct ListenerEntry;
using ListenerCallback = std::function<void(const Event &event, const QStringList &captures)>;
}

// A listener that was added to a model. A handle only: dropping it leaves the listener where it is.
class RACER_CLIENT_EXPORT Listener
{
public:
    Listener() noexcept;
    explicit Listener(QExplicitlySharedDataPointer<detail::ListenerEntry> entry) noexcept;
    Listener(const Listener &other) noexcept;
    Listener(Listener &&other) noexcept;
    Listener &operator=(const Listener &other) noexcept;
    Listener &operator=(Listener &&other) noexcept;
    ~Listener();

    [[nodiscard]] bool isActive() const noexcept;
    void remove(); // nothing happens if it is gone already
    // removeAllListeners() and destroy() leave it: for what shows a model to others.
    Listener &keep();

private:
    friend class Model;
    QExplicitlySharedDataPointer<detail::ListenerEntry> d;
};

} // namespace Racer
