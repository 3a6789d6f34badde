// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "output.h"

#include <Racer/json.h>

#include <cerrno>
#include <csignal>
#include <cstdio>

namespace Output {

namespace {

void endIfNobodyReads()
{
    if (!std::ferror(stdout) || errno != EPIPE)
        return;
    ::signal(SIGPIPE, SIG_DFL); // the sockets' code ignores it
    ::raise(SIGPIPE);
}

} // namespace

void write(QByteArrayView bytes)
{
    if (std::fwrite(bytes.data(), 1, size_t(bytes.size()), stdout) != size_t(bytes.size()))
        endIfNobodyReads();
}

void flush()
{
    if (std::fflush(stdout) != 0)
        endIfNobodyReads();
}

void writeError(QByteArrayView bytes)
{
    flush();
    std::fwrite(bytes.data(), 1, size_t(bytes.size()), stderr);
    std::fflush(stderr);
}

void line(const QString &text)
{
    write(text.toUtf8() + '\n');
}

void json(const Racer::Value &value)
{
    QByteArray text;
    Racer::Json::append(text, value);
    write(text + '\n');
}

void complain(const QString &text)
{
    writeError("racer: " + text.toUtf8() + '\n');
}

} // namespace Output
