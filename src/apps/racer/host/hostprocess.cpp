// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "hostprocess.h"

#include "../output.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QProcessEnvironment>
#include <QtQml/QJSEngine>

#include <chrono>
#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<const char *, int> Signals[] = {
    {"SIGHUP", SIGHUP},   {"SIGINT", SIGINT},   {"SIGQUIT", SIGQUIT}, {"SIGTERM", SIGTERM},
    {"SIGUSR1", SIGUSR1}, {"SIGUSR2", SIGUSR2}, {"SIGCONT", SIGCONT}, {"SIGWINCH", SIGWINCH},
};

} // namespace

HostProcess::HostProcess(QStringList arguments) : m_arguments(std::move(arguments)) { }

int HostProcess::finish()
{
    return m_handlers.property(u"finish"_s).call().toInt();
}

QJSValue HostProcess::arguments() const
{
    QJSValue list = qjsEngine(this)->newArray(uint(m_arguments.size()));
    for (qsizetype i = 0; i < m_arguments.size(); ++i)
        list.setProperty(quint32(i), m_arguments.at(i));
    return list;
}

QJSValue HostProcess::environment() const
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QJSValue object = qjsEngine(this)->newObject();
    const QStringList names = environment.keys();
    for (const QString &name : names)
        object.setProperty(name, environment.value(name));
    return object;
}

QJSValue HostProcess::versions() const
{
    QJSValue object = qjsEngine(this)->newObject();
    object.setProperty(u"racer"_s, QCoreApplication::applicationVersion());
    object.setProperty(u"qt"_s, QString::fromLatin1(qVersion()));
    return object;
}

double HostProcess::pid() const
{
    return double(QCoreApplication::applicationPid());
}

double HostProcess::nanoseconds() const
{
    return double(std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count());
}

QString HostProcess::currentFolder() const
{
    return QDir::currentPath();
}

bool HostProcess::isTerminal(int descriptor) const
{
    return ::isatty(descriptor);
}

void HostProcess::write(int descriptor, const QJSValue &data) const
{
    const QVariant variant = data.toVariant();
    const QByteArray bytes = variant.metaType() == QMetaType::fromType<QByteArray>() ? variant.toByteArray()
                                                                                    : data.toString().toUtf8();
    if (descriptor == STDOUT_FILENO)
        Output::write(bytes);
    else
        Output::writeError(bytes);
}

void HostProcess::watchSignal(const QString &name, bool watched)
{
    const auto found = std::find_if(std::begin(Signals), std::end(Signals),
                                    [&](const auto &entry) { return name == QLatin1StringView(entry.first); });
    if (found == std::end(Signals)) {
        if (watched)
            qjsEngine(this)->throwError(QJSValue::GenericError, u"The signal %1 cannot be listened to"_s.arg(name));
        return;
    }
    if (!m_signals) {
        m_signals = std::make_unique<UnixSignals>();
        connect(m_signals.get(), &UnixSignals::received, this, [this](int number) {
            const auto received = std::find_if(std::begin(Signals), std::end(Signals),
                                               [&](const auto &entry) { return entry.second == number; });
            m_handlers.property(u"signaled"_s).call({QString::fromLatin1(received->first)});
        });
    }
    if (watched)
        m_signals->watch(found->second, UnixSignals::Repeat::Always);
    else
        m_signals->unwatch(found->second);
}

// JavaScript is still running, and must not go on: there is no way back into the event loop.
void HostProcess::exit(int status) const
{
    Output::flush();
    ::_exit(status);
}
