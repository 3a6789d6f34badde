// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QFile>

#include <ctime>
#include <unistd.h>

// Of this process: what else runs on the machine does not count.
inline qint64 processorTimeNs()
{
    return qint64(double(std::clock()) * (1e9 / CLOCKS_PER_SEC));
}

inline qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}
