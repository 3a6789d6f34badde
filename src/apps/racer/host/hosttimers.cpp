// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "hosttimers.h"

#include <QtCore/QAbstractEventDispatcher>

using namespace Qt::StringLiterals;

HostTimers::HostTimers()
{
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_immediates.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HostTimers::fireDue);
    connect(&m_immediates, &QTimer::timeout, this, [this] { m_handlers.property(u"fireImmediates"_s).call(); });
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this, [this] { m_now = -1; });
}

void HostTimers::start(double id, double milliseconds, bool isRef)
{
    stop(id);
    if (m_now < 0)
        m_now = m_clock.elapsed();
    const Due due{m_now + qint64(milliseconds), m_started++};
    m_queue.emplace(due, id);
    m_dues.emplace(id, due);
    setRef(id, isRef);
    arm();
}

void HostTimers::stop(double id)
{
    const auto found = m_dues.find(id);
    if (found == m_dues.end())
        return;
    m_queue.erase(found->second);
    m_dues.erase(found);
    m_refs.erase(id);
}

void HostTimers::setRef(double id, bool isRef)
{
    if (isRef)
        m_refs.insert(id);
    else
        m_refs.erase(id);
}

void HostTimers::wantImmediates()
{
    m_immediates.start(0);
}

void HostTimers::arm()
{
    if (m_queue.empty())
        return m_timer.stop();
    m_timer.start(int(std::max<qint64>(m_queue.begin()->first.first - m_clock.elapsed(), 0)));
}

// Those that begin meanwhile wait for the next time, even if they are due.
void HostTimers::fireDue()
{
    const qint64 now = m_clock.elapsed();
    m_now = -1;
    std::vector<double> due;
    for (auto it = m_queue.begin(); it != m_queue.end() && it->first.first <= now; ++it)
        due.push_back(it->second);
    for (const double id : due) {
        const auto found = m_dues.find(id);
        if (found == m_dues.end() || found->second.first > now)
            continue;
        stop(id);
        m_handlers.property(u"fire"_s).call({QJSValue(id)});
    }
    arm();
}
