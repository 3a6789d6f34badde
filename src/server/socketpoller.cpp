// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "socketpoller_p.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <sys/epoll.h>
#include <unistd.h>

namespace Racer {

struct SocketPoller::Round
{
    std::array<epoll_event, 256> events;
    int count = 0;
};

SocketPoller::SocketPoller(std::function<void()> turnDone)
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_round(std::make_unique<Round>())
    , m_turnDone(std::move(turnDone))
{
    if (m_epoll < 0)
        qFatal("epoll_create1: %s", strerror(errno));
    m_notifier = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { turn(); });
}

SocketPoller::~SocketPoller()
{
    m_notifier.reset();
    ::close(m_epoll);
}

void SocketPoller::add(int descriptor, PolledSocket *socket)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = socket;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
}

void SocketPoller::setInterest(int descriptor, PolledSocket *socket, bool read, bool write)
{
    epoll_event event{};
    event.events = (read ? EPOLLIN : 0u) | (write ? EPOLLOUT : 0u);
    event.data.ptr = socket;
    ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event);
}

void SocketPoller::remove(int descriptor, PolledSocket *socket)
{
    ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
    for (int i = 0; i < m_round->count; ++i) {
        if (m_round->events[size_t(i)].data.ptr == socket)
            m_round->events[size_t(i)].data.ptr = nullptr;
    }
}

void SocketPoller::turn()
{
    m_round->count = qMax(0, ::epoll_wait(m_epoll, m_round->events.data(), int(m_round->events.size()), 0));
    m_inTurn = true;
    for (int i = 0; i < m_round->count; ++i) {
        const epoll_event &event = m_round->events[size_t(i)];
        if (auto *socket = static_cast<PolledSocket *>(event.data.ptr))
            socket->ready(event.events & (EPOLLIN | EPOLLHUP | EPOLLERR), event.events & EPOLLOUT);
    }
    m_round->count = 0;
    m_inTurn = false;
    m_turnDone();
}

} // namespace Racer
