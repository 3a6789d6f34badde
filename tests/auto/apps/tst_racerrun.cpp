// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// racer run: a folder for each program in scripts/, with what goes in and what comes out.
//   main.js or main.mjs; in: stdin; args: a line each; out, err: what is expected, where … is anything and @FOLDER@ the
//   folder; status
#include "program.h"

#include <QtCore/QDir>

#include <csignal>

class TestRacerRun : public QObject
{
    Q_OBJECT

    static QByteArray content(const QString &file)
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

    static QString script(const QTemporaryDir &folder, const QByteArray &code)
    {
        QFile file(folder.filePath(QStringLiteral("main.js")));
        if (!file.open(QIODevice::WriteOnly) || file.write(code) != code.size())
            qFatal("cannot write a script");
        return file.fileName();
    }

private Q_SLOTS:
    void runsPrograms_data()
    {
        QTest::addColumn<QString>("folder");
        const QDir scripts(QStringLiteral(RACER_SCRIPTS));
        const QStringList names = scripts.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        for (const QString &name : names)
            QTest::newRow(qPrintable(QString(name).replace(u'-', u' '))) << scripts.filePath(name);
        QVERIFY(names.size() > 20);
    }
    void runsPrograms()
    {
        QFETCH(QString, folder);
        const QDir dir(folder);
        QStringList arguments{QStringLiteral("run"), dir.exists(QStringLiteral("main.mjs"))
                                                         ? QStringLiteral("main.mjs") : QStringLiteral("main.js")};
        arguments << QString::fromUtf8(content(dir.filePath(QStringLiteral("args")))).split(u'\n', Qt::SkipEmptyParts);
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("RACER_TEST"), QStringLiteral("set"));
        Program program(arguments, environment);
        program.setWorkingDirectory(folder);
        const int status = program.run(content(dir.filePath(QStringLiteral("in"))));
        const auto expected = [&](const char *name) {
            return QString::fromUtf8(content(dir.filePath(QString::fromLatin1(name))))
                .replace(QStringLiteral("@FOLDER@"), folder);
        };
        const QString out = QString::fromUtf8(program.out);
        const QString err = QString::fromUtf8(program.err);
        if (!matches(out, expected("out")))
            QCOMPARE(out, expected("out"));
        if (!matches(err, expected("err")))
            QCOMPARE(err, expected("err"));
        QCOMPARE(status, content(dir.filePath(QStringLiteral("status"))).trimmed().toInt());
    }

    void takesAnyNameForAModule()
    {
        QTemporaryDir folder;
        const QString file = script(folder, "import fs from 'fs';\nconsole.log(typeof fs.readFileSync);\n");
        Program asModule({QStringLiteral("run"), QStringLiteral("--module"), file});
        QCOMPARE(asModule.run(), 0);
        QCOMPARE(asModule.out, QByteArray("function\n"));
        Program asScript({QStringLiteral("run"), file});
        QCOMPARE(asScript.run(), 1);
        QVERIFY2(asScript.err.contains("SyntaxError"), asScript.err.constData());
    }

    void readsLinesAsTheyCome()
    {
        QTemporaryDir folder;
        Program program({QStringLiteral("run"),
                         script(folder, "process.stdin.on('line', (line) => console.log('>' + line))")});
        program.start();
        program.write("one\ntw");
        QVERIFY(program.waitForOutput(">one\n"));
        program.write("o\n");
        QVERIFY(program.waitForOutput(">two\n"));
        program.closeWriteChannel();
        QCOMPARE(program.waitForEnd(), 0);
    }

    void listensToSignals()
    {
        QTemporaryDir folder;
        Program program({QStringLiteral("run"),
                         script(folder, "const timer = setInterval(() => {}, 1000);\n"
                                        "process.once('SIGTERM', (name) => {\n"
                                        "    console.log(name);\n"
                                        "    clearInterval(timer);\n"
                                        "});\n"
                                        "console.log('up');\n")});
        program.start();
        QVERIFY(program.waitForOutput("up\n"));
        ::kill(pid_t(program.processId()), SIGTERM);
        QCOMPARE(program.waitForEnd(), 0);
        QCOMPARE(program.out, QByteArray("up\nSIGTERM\n"));
    }

    void worksOnAServer()
    {
        TestServer server;
        QTemporaryDir folder;
        const QByteArray code = "const racer = require('racer');\n"
                                "const model = racer.createModel({url: process.argv[2]});\n"
                                "model.add('todos', {id: 't1', title: 'Milk'}, (error, id) => {\n"
                                "    if (error)\n"
                                "        throw error;\n"
                                "    model.fetchPromised('todos.t1').then(() => {\n"
                                "        console.log(model.get('todos.t1'));\n"
                                "        model.close();\n"
                                "    });\n"
                                "});\n";
        Program program({QStringLiteral("run"), script(folder, code), server.url()});
        QCOMPARE(program.run(), 0);
        QCOMPARE(QString::fromUtf8(program.out), QStringLiteral("{ title: 'Milk', id: 't1' }\n"));
    }

    void embedsABackend()
    {
        QTemporaryDir folder;
        const QByteArray code = "const racer = require('racer');\n"
                                "const backend = racer.createBackend({db: 'memory'});\n"
                                "const one = backend.createModel();\n"
                                "const two = backend.createModel();\n"
                                "one.addPromised('todos', {id: 't1', title: 'Milk'})\n"
                                "    .then(() => two.subscribePromised('todos.t1'))\n"
                                "    .then(() => console.log(two.get('todos.t1.title')));\n";
        Program program({QStringLiteral("run"), script(folder, code)});
        QCOMPARE(program.run(), 0);
        QCOMPARE(QString::fromUtf8(program.out), QStringLiteral("Milk\n"));
    }

    void errorsOfModelsAreUncaught()
    {
        TestServer server;
        QTemporaryDir folder;
        const QByteArray code = "const racer = require('racer');\n"
                                "const model = racer.createModel({url: process.argv[2]});\n"
                                "model.add('todos', {id: 't1'}, () => model.close(() => {\n"
                                "    const other = racer.createModel({url: process.argv[2]});\n"
                                "    other.add('todos', {id: 't1'});\n"
                                "}));\n";
        Program program({QStringLiteral("run"), script(folder, code), server.url()});
        QCOMPARE(program.run(), 1);
        QVERIFY2(program.err.startsWith("Uncaught [Error: Invalid op submitted. Document already created]"),
                 program.err.constData());
    }

    void refusesWhatIsNoProgram_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no file") << QStringList();
        QTest::newRow("a file that is not there") << QStringList{QStringLiteral("/no/such.js")};
        QTest::newRow("a folder") << QStringList{QStringLiteral("/tmp")};
        QTest::newRow("an unknown option") << QStringList{QStringLiteral("--nope"), QStringLiteral("x.js")};
    }
    void refusesWhatIsNoProgram()
    {
        QFETCH(QStringList, arguments);
        Program program(QStringList{QStringLiteral("run")} + arguments);
        QCOMPARE(program.run(), 2);
        QVERIFY2(program.err.startsWith("racer: "), program.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestRacerRun)

#include "tst_racerrun.moc"
