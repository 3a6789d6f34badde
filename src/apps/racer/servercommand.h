// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "command.h"

#include <Racer/rootmodel.h>

#include <QtCore/QTimer>
#include <QtCore/QUrl>

#include <optional>

// A command that works on a server: finds out which, connects, and ends if there is no answer in time.
class ServerCommand : public Command
{
    Q_OBJECT
public:
    void describe(QCommandLineParser &parser) final;
    [[nodiscard]] bool parse(QCommandLineParser &parser, const QStringList &arguments) const final;
    void start(const QCommandLineParser &parser) final;

protected:
    // Usage and description for the help text; adds the arguments and options of its own.
    virtual void describeMore(QCommandLineParser &parser) = 0;
    // Reads the command line before there is a connection. Throws UsageError.
    virtual void prepare(const QCommandLineParser &parser, const QStringList &arguments) = 0;
    virtual void run() = 0; // with a connection
    virtual void connectionChanged(bool) { }

    [[nodiscard]] Racer::Connection &connection() { return *m_connection; }
    [[nodiscard]] Racer::RootModel &model(); // made when first asked for
    [[nodiscard]] bool isQuiet() const { return m_quiet; }
    // Goes on with "next" once the confirmation is there; ends the program if it is an error.
    void after(const Racer::Confirmation &confirmation, std::function<void()> next);
    // From here on the server may be silent.
    void stopTimeout();
    void restartTimeout();

private:
    [[nodiscard]] QUrl takeUrl(const QCommandLineParser &parser, QStringList &arguments) const;
    void connectTo(const QUrl &url, const QCommandLineParser &parser);
    void onStateChanged(Racer::Connection::State state, const QString &reason);

    std::unique_ptr<Racer::Connection> m_connection;
    std::unique_ptr<Racer::RootModel> m_model;
    QTimer m_timeout;
    QString m_address;
    bool m_quiet = false;
    bool m_wasConnected = false;
};

// An argument that is JSON; "-" or none: all of stdin.
[[nodiscard]] Racer::Value jsonArgument(const std::optional<QString> &argument);
// The path of a document or below. Throws UsageError.
[[nodiscard]] Racer::Path documentPath(const QString &path);
// The name of a collection that a server has. Throws UsageError.
[[nodiscard]] Racer::Key collectionName(const QString &name);
// Throws UsageError if there are too few or too many.
void checkArgumentCount(const QStringList &arguments, qsizetype least, qsizetype most);
[[nodiscard]] qint64 numberOption(const QCommandLineParser &parser, const QString &name, qint64 least);
