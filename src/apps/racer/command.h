// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "exitcode.h"

#include <Racer/error.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QObject>

// The command line asks for something that there is not.
struct UsageError
{
    QString message;
};

// One of the words after "racer". Lives until the program ends.
class Command : public QObject
{
    Q_OBJECT
public:
    // Names the arguments and options for the parser, and the help text.
    virtual void describe(QCommandLineParser &parser) = 0;
    [[nodiscard]] virtual bool parse(QCommandLineParser &parser, const QStringList &arguments) const;
    // Begins; the event loop runs afterwards. Throws UsageError.
    virtual void start(const QCommandLineParser &parser) = 0;

protected:
    // These end the program, the first of them.
    void end(ExitCode code);
    void fail(const QString &message, ExitCode code = ExitCode::Failed);
    void fail(const Racer::Error &error);
    [[nodiscard]] bool hasEnded() const { return m_ended; }

private:
    bool m_ended = false;
};

// "ERR_DOC_WAS_DELETED: Document was deleted", or the message alone.
[[nodiscard]] QString describeError(const Racer::Error &error);
