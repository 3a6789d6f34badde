// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "unixsignals.h"

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace {

int s_pipe[2];

void handle(int number)
{
    const char byte = char(number);
    [[maybe_unused]] const ssize_t written = ::write(s_pipe[1], &byte, 1);
}

} // namespace

UnixSignals::UnixSignals()
{
    if (::pipe2(s_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("cannot make a pipe for signals");
    m_notifier = std::make_unique<QSocketNotifier>(s_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char number = 0;
        if (::read(s_pipe[0], &number, 1) == 1)
            Q_EMIT received(number);
    });
}

void UnixSignals::watch(int number, Repeat repeat)
{
    struct sigaction action = {};
    action.sa_handler = handle;
    action.sa_flags = int(repeat == Repeat::Always ? SA_RESTART : SA_RESTART | SA_RESETHAND);
    ::sigaction(number, &action, nullptr);
}

void UnixSignals::unwatch(int number)
{
    ::signal(number, SIG_DFL);
}

TerminationSignals::TerminationSignals()
{
    watch(SIGTERM, Repeat::OnceThenDefault);
    watch(SIGINT, Repeat::OnceThenDefault);
}
