// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtQml/QJSValue>

#include <map>
#include <set>

// When the timers of JavaScript are due: in the order of their times, and of their beginnings if those are equal.
class HostTimers : public QObject
{
    Q_OBJECT
public:
    HostTimers();

    [[nodiscard]] bool hasWork() const { return m_immediates.isActive() || !m_refs.empty(); }

    Q_INVOKABLE void setHandlers(const QJSValue &handlers) { m_handlers = handlers; } // fire, fireImmediates
    Q_INVOKABLE void start(double id, double milliseconds, bool isRef);
    Q_INVOKABLE void stop(double id);
    Q_INVOKABLE void setRef(double id, bool isRef);
    Q_INVOKABLE void wantImmediates();

private:
    using Due = std::pair<qint64, quint64>; // ms, and how many timers began before

    void arm();
    void fireDue();

    QJSValue m_handlers;
    QTimer m_timer;
    QTimer m_immediates;
    QElapsedTimer m_clock;
    qint64 m_now = -1; // the same for all timers that begin in one turn; -1: not asked for yet
    quint64 m_started = 0;
    std::map<Due, double> m_queue;
    std::map<double, Due> m_dues;
    std::set<double> m_refs; // those that keep the program going
};
