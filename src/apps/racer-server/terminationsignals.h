// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QSocketNotifier>

#include <memory>

// SIGTERM and SIGINT as a Qt signal. A second one ends the process at once.
class TerminationSignals : public QObject
{
    Q_OBJECT
public:
    TerminationSignals();

Q_SIGNALS:
    void received(int number);

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};
