// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// The examples of doc/command-line.md print what they are said to print.
#include "program.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

class TestRacerExamples : public QObject
{
    Q_OBJECT

    struct Example
    {
        QString command;
        QString output;
    };

    // Blocks of "$ command" and what it prints, up to the next one.
    static QList<Example> examples()
    {
        QFile file(QStringLiteral(RACER_DOC));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", RACER_DOC);
        QList<Example> list;
        bool inside = false;
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
        for (const QString &line : lines) {
            if (line.startsWith(u"```"))
                inside = line == u"```console";
            else if (inside && line.startsWith(u"$ "))
                list.append({line.mid(2), {}});
            else if (inside && !list.isEmpty())
                list.last().output += line + u'\n';
        }
        return list;
    }

private Q_SLOTS:
    void printWhatTheySay()
    {
        TestServer server;
        QTemporaryDir folder;
        QProcessEnvironment environment = server.environment();
        environment.insert(QStringLiteral("PATH"), QFileInfo(QStringLiteral(RACER_PROGRAM)).absolutePath() + u':'
                                                       + qEnvironmentVariable("PATH"));
        const QList<Example> list = examples();
        QVERIFY(list.size() > 25);
        for (const Example &example : list) {
            // A file that is shown is written first.
            if (example.command.startsWith(u"cat ")) {
                QFile file(folder.filePath(example.command.mid(4)));
                QVERIFY(file.open(QIODevice::WriteOnly));
                file.write(example.output.toUtf8());
                continue;
            }
            Program shell({QStringLiteral("-c"), QStringLiteral("exec 2>&1; ") + example.command}, environment,
                          QStringLiteral("/bin/sh"));
            shell.setWorkingDirectory(folder.path());
            shell.run();
            const QString out = QString::fromUtf8(shell.out);
            QVERIFY2(matches(out, example.output), qPrintable(example.command + u'\n' + out));
        }
    }
};

QTEST_GUILESS_MAIN(TestRacerExamples)

#include "tst_racerexamples.moc"
