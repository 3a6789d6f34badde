// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QSocketNotifier>

#include <memory>

// Signals of the system as Qt signals, in the event loop. One object per process.
class UnixSignals : public QObject
{
    Q_OBJECT
public:
    enum class Repeat { Always, OnceThenDefault };

    UnixSignals();

    void watch(int number, Repeat repeat);
    void unwatch(int number); // what it does by default is done again

Q_SIGNALS:
    void received(int number);

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

// SIGTERM and SIGINT. A second one ends the process at once.
class TerminationSignals : public UnixSignals
{
    Q_OBJECT
public:
    TerminationSignals();
};
