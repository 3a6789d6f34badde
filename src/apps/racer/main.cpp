// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "commands/commands.h"
#include "output.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString overview()
{
    QString text = u"Usage: racer COMMAND [OPTIONS] [ARGUMENTS]\n"
                   "Works with the documents of a ShareDB server, and runs JavaScript programs that do.\n\n"
                   "Commands:\n"_s;
    for (const CommandEntry &entry : commands())
        text += u"  %1 %2\n"_s.arg(QLatin1StringView(entry.name), -8).arg(QLatin1StringView(entry.summary));
    return text
        + u"\n\"racer COMMAND --help\" tells more. The server is named by --url, by RACER_URL, or as the first\n"
          "argument: racer get ws://localhost:7007 todos.t1.title\n\n"
          "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 there is no such value, 4 no connection.\n"_s;
}

int usageError(const QString &message, const QString &command = {})
{
    Output::complain(message);
    Output::complain(u"see \"racer %1--help\""_s.arg(command.isEmpty() ? QString() : command + u' '));
    return int(ExitCode::Usage);
}

int runCommand(const CommandEntry &entry, QStringList arguments)
{
    const QString name = QString::fromLatin1(entry.name);
    const std::unique_ptr<Command> command = entry.make();
    QCommandLineParser parser;
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Tell about this command."_s);
    parser.addOption(help);
    command->describe(parser);
    if (!command->parse(parser, arguments))
        return usageError(parser.errorText(), name);
    if (parser.isSet(help)) {
        const QString text = parser.helpText();
        const qsizetype options = text.indexOf(u" [options]"); // after the program's path, which is of no use here
        Output::line(u"Usage: racer "_s + name + text.mid(options).trimmed().prepend(u' '));
        Output::flush();
        return int(ExitCode::Ok);
    }
    QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, [] {
        Output::flush();
    });
    QObject::connect(qApp, &QCoreApplication::aboutToQuit, [] { Output::flush(); });
    QMetaObject::invokeMethod(
        command.get(),
        [&] {
            try {
                command->start(parser);
            } catch (const UsageError &error) {
                QCoreApplication::exit(usageError(error.message, name));
            } catch (const Racer::Error &error) {
                Output::complain(describeError(error));
                QCoreApplication::exit(int(ExitCode::Failed));
            }
        },
        Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_NO_GLIB", "1"); // Qt's own dispatcher takes fewer system calls a turn
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"racer"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RACER_VERSION));
    qSetMessagePattern(u"racer: %{message}"_s);

    QStringList arguments = QCoreApplication::arguments();
    const QString word = arguments.value(1);
    if (word == u"--help" || word == u"-h" || word == u"help") {
        Output::write(overview().toUtf8());
        Output::flush();
        return int(ExitCode::Ok);
    }
    if (word == u"--version" || word == u"-v") {
        Output::line(u"racer "_s + QCoreApplication::applicationVersion());
        Output::flush();
        return int(ExitCode::Ok);
    }
    if (word.isEmpty())
        return usageError(u"there is no command"_s);
    for (const CommandEntry &entry : commands()) {
        if (word == QLatin1StringView(entry.name)) {
            arguments.removeAt(1);
            return runCommand(entry, arguments);
        }
    }
    return usageError(u"there is no command '%1'"_s.arg(word));
}
