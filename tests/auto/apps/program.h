// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/backend.h>
#include <Racer/gateway.h>

#include <QtCore/QProcess>
#include <QtTest/QTest>

#include <memory>

// The program racer, started once, while the event loop of this process runs on: the server may be in it.
class Program : public QProcess
{
public:
    explicit Program(const QStringList &arguments, const QProcessEnvironment &environment = {},
                     const QString &program = QStringLiteral(RACER_PROGRAM))
    {
        QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
        all.insert(environment);
        setProcessEnvironment(all);
        setProgram(program);
        setArguments(arguments);
    }
    ~Program() override
    {
        if (state() != NotRunning) {
            kill();
            waitForFinished();
        }
    }

    // Gives it all of its input and waits for its end; the status, or -1.
    int run(const QByteArray &input = {})
    {
        start();
        write(input);
        closeWriteChannel();
        return waitForEnd();
    }

    int waitForEnd()
    {
        if (!QTest::qWaitFor([this] { return state() == NotRunning; }, 60'000))
            return -1;
        out += readAllStandardOutput();
        err += readAllStandardError();
        return exitStatus() == NormalExit ? exitCode() : -1;
    }

    // Waits until stdout contains this.
    bool waitForOutput(const QByteArray &text)
    {
        return QTest::qWaitFor([&] {
            out += readAllStandardOutput();
            return out.contains(text);
        }, 30'000);
    }

    QByteArray out;
    QByteArray err;
};

// A server in this process.
struct TestServer
{
    TestServer()
    {
        backend = std::make_unique<Racer::Backend>(Racer::BackendOptions());
        gateway = std::make_unique<Racer::Gateway>(backend.get());
        gateway->listen(QHostAddress::LocalHost, 0);
    }

    [[nodiscard]] QString url() const { return QStringLiteral("ws://127.0.0.1:%1").arg(gateway->serverPort()); }
    [[nodiscard]] QProcessEnvironment environment() const
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("RACER_URL"), url());
        return environment;
    }

    std::unique_ptr<Racer::Backend> backend;
    std::unique_ptr<Racer::Gateway> gateway;
};

// True if "text" is "pattern", in which each … stands for anything.
inline bool matches(const QString &text, const QString &pattern)
{
    QStringList parts = pattern.split(QChar(0x2026));
    for (QString &part : parts)
        part = QRegularExpression::escape(part);
    const QRegularExpression expression(QRegularExpression::anchoredPattern(parts.join(QStringLiteral(".*"))),
                                        QRegularExpression::DotMatchesEverythingOption);
    return expression.match(text).hasMatch();
}
