// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "command.h"

#include "output.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

bool Command::parse(QCommandLineParser &parser, const QStringList &arguments) const
{
    return parser.parse(arguments);
}

void Command::end(ExitCode code)
{
    if (m_ended)
        return;
    m_ended = true;
    Output::flush();
    QCoreApplication::exit(int(code));
}

void Command::fail(const QString &message, ExitCode code)
{
    if (m_ended)
        return;
    Output::complain(message);
    end(code);
}

void Command::fail(const Racer::Error &error)
{
    fail(describeError(error));
}

QString describeError(const Racer::Error &error)
{
    const QString code = error.code().toDisplayString();
    if (error.code().isNullish() || error.message().startsWith(code))
        return error.message();
    return u"%1: %2"_s.arg(code, error.message());
}
