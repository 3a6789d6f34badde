// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QSocketNotifier>

#include <cstdint>
#include <functional>
#include <memory>

namespace Racer {

// What is told when a descriptor becomes ready.
class PolledSocket
{
public:
    virtual ~PolledSocket() = default;
    virtual void ready(bool readable, bool writable) = 0;
};

// Many descriptors behind one notifier of Qt's event loop. Qt's own dispatcher looks at every descriptor at each
// wake-up; epoll looks at those that are ready, so an idle connection costs nothing.
class SocketPoller
{
public:
    // "turnDone" runs after each round of ready sockets.
    explicit SocketPoller(std::function<void()> turnDone);
    ~SocketPoller();
    Q_DISABLE_COPY_MOVE(SocketPoller)

    void add(int descriptor, PolledSocket *socket);
    void setInterest(int descriptor, PolledSocket *socket, bool read, bool write);
    // After this the socket is not called any more, not even in the round under way.
    void remove(int descriptor, PolledSocket *socket);
    [[nodiscard]] bool isInTurn() const noexcept { return m_inTurn; }

private:
    void turn();

    struct Round;
    int m_epoll = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unique_ptr<Round> m_round;
    std::function<void()> m_turnDone;
    bool m_inTurn = false;
};

} // namespace Racer
