// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QProcess>

// A server under load: a child process that prints "listening on …:PORT".
class ServerProcess
{
public:
    ServerProcess(const QString &program, const QStringList &arguments);
    ~ServerProcess();
    Q_DISABLE_COPY_MOVE(ServerProcess)

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] double cpuSeconds() const; // user and system, all threads
    [[nodiscard]] qint64 residentBytes() const;

private:
    QProcess m_process;
    quint16 m_port = 0;
};
