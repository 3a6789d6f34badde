// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// The program racer-server: options, first line, errors, end.
#include "rawwebsocket.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>
#include <QtTest/QTest>

#include <csignal>

namespace {

class Program : public QProcess
{
public:
    explicit Program(const QStringList &arguments, const QProcessEnvironment &environment = {})
    {
        QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
        all.insert(environment);
        setProcessEnvironment(all);
        start(QStringLiteral(RACER_SERVER), arguments);
    }
    ~Program() override
    {
        if (state() != NotRunning) {
            kill();
            waitForFinished();
        }
    }

    quint16 waitForPort()
    {
        while (!canReadLine() && waitForReadyRead()) { }
        firstLine = QString::fromUtf8(readLine()).trimmed();
        QString port = firstLine.mid(firstLine.lastIndexOf(u':') + 1);
        return port.remove(u'/').toUShort();
    }

    QString waitForFailure()
    {
        waitForFinished();
        return QString::fromUtf8(readAllStandardError()).trimmed();
    }

    QString firstLine;
};

QStringList listenOn(const QString &address)
{
    return {QStringLiteral("--listen"), address};
}

const QString AnyPort = QStringLiteral("127.0.0.1:0");

} // namespace

class TestRacerServer : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;

    QString file(const QString &name, const QByteArray &content)
    {
        QFile file(m_directory.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }

    static void createPerson(RawWebSocket &client)
    {
        client.sendText(R"({"a":"op","c":"people","d":"p1","v":0,"seq":1,)"
                        R"("create":{"type":"json0","data":{"name":"Ann","age":5}}})");
        QVERIFY(client.waitForText().contains(R"("seq":1)"));
    }

    static QByteArray fetchPerson(RawWebSocket &client, const QByteArray &collection)
    {
        client.sendText(R"({"a":"f","c":")" + collection + R"(","d":"p1","v":null})");
        return client.waitForText();
    }

private Q_SLOTS:
    void listensAndEndsCleanly_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void listensAndEndsCleanly()
    {
        QFETCH(int, signal);
        Program program(listenOn(AnyPort));
        const quint16 port = program.waitForPort();
        QVERIFY2(program.firstLine.startsWith(u"listening on ws://127.0.0.1:"), qPrintable(program.firstLine));
        RawWebSocket client(port);
        QVERIFY(client.handshake());
        ::kill(pid_t(program.processId()), signal);
        QCOMPARE(client.waitForClose().code, 1001);
        client.socket.disconnectFromHost();
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
    }

    void helpNamesEveryOption()
    {
        Program program({QStringLiteral("--help")});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 0);
        const QByteArray help = program.readAllStandardOutput();
        for (const char *option : {"--listen", "--db", "--pubsub", "--projection", "--max-payload", "--max-buffered",
                                   "--do-not-commit-no-ops", "--config", "--version"})
            QVERIFY2(help.contains(option), option);
    }

    void versionIsPrinted()
    {
        Program program({QStringLiteral("--version")});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.readAllStandardOutput().trimmed(), QByteArray("racer-server " RACER_VERSION));
        QCOMPARE(program.exitCode(), 0);
    }

    void failsWithOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QStringList &arguments, const QString &expected) {
            QTest::newRow(name) << arguments << expected;
        };
        row("an unknown option", {QStringLiteral("--nope")}, QStringLiteral("nope"));
        row("a stray argument", {QStringLiteral("stray")}, QStringLiteral("stray"));
        row("a listen address without port", listenOn(QStringLiteral("localhost")), QStringLiteral("--listen"));
        row("a port that is none", listenOn(QStringLiteral("localhost:99999")), QStringLiteral("--listen"));
        row("an unknown database", {QStringLiteral("--db"), QStringLiteral("oracle:x")}, QStringLiteral("oracle"));
        row("an unknown pub/sub", {QStringLiteral("--pubsub"), QStringLiteral("carrier-pigeon")},
            QStringLiteral("carrier-pigeon"));
        row("a malformed projection", {QStringLiteral("--projection"), QStringLiteral("a=b")},
            QStringLiteral("NAME=COLLECTION:FIELD,FIELD"));
        row("a size that is none", {QStringLiteral("--max-payload"), QStringLiteral("big")},
            QStringLiteral("--max-payload"));
        row("a configuration file that is not there", {QStringLiteral("--config"), QStringLiteral("/no/such.ini")},
            QStringLiteral("/no/such.ini"));
        row("an option the configuration file gets wrong",
            {QStringLiteral("--config"), file(QStringLiteral("typo.ini"), "lisen=127.0.0.1:0\n")},
            QStringLiteral("unknown option 'lisen'"));
        row("a database file that is none",
            {QStringLiteral("--db"),
             QStringLiteral("sqlite:") + file(QStringLiteral("text.db"), QByteArray(4096, 'x'))},
            QStringLiteral("text.db"));
        row("a database in a folder that is not there",
            {QStringLiteral("--db"), QStringLiteral("sqlite:/no/such/folder/x.db")},
            QStringLiteral("/no/such/folder/x.db"));
        {
            const QString path = m_directory.filePath(QStringLiteral("newer.db"));
            {
                QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("newer"));
                db.setDatabaseName(path);
                QVERIFY(db.open());
                QSqlQuery(db).exec(QStringLiteral("PRAGMA user_version = 1000000"));
            }
            QSqlDatabase::removeDatabase(QStringLiteral("newer"));
            row("a database from a newer version", {QStringLiteral("--db"), QStringLiteral("sqlite:") + path},
                QStringLiteral("newer"));
        }
    }
    void failsWithOneLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, expected);
        if (!arguments.contains(QStringLiteral("--listen")))
            arguments += listenOn(AnyPort);
        Program program(arguments);
        const QString text = program.waitForFailure();
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QVERIFY(program.exitCode() != 0);
        QVERIFY2(text.startsWith(u"racer-server: "), qPrintable(text));
        QVERIFY2(text.contains(expected), qPrintable(text));
        QCOMPARE(text.count(u'\n'), 0);
        QVERIFY(program.readAllStandardOutput().isEmpty());
    }

    void aPortInUseIsOneLine()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        Program program(listenOn(QStringLiteral("127.0.0.1:%1").arg(other.serverPort())));
        const QString text = program.waitForFailure();
        QVERIFY(program.exitCode() != 0);
        const QString expected = QStringLiteral("cannot listen on 127.0.0.1:%1").arg(other.serverPort());
        QVERIFY2(text.contains(expected), qPrintable(text));
        QCOMPARE(text.count(u'\n'), 0);
    }

    void optionsComeFromEverywhere_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("environment");
        const QString both = QStringLiteral("names=people:name ages=people:age");
        const QString config = file(QStringLiteral("server.ini"),
                                    "listen=127.0.0.1:0\nprojection=names=people:name,title ages=people:age\n"
                                    "do-not-commit-no-ops=true\nmax-payload=100000\n");
        QTest::newRow("the command line")
                << listenOn(AnyPort)
                        + QStringList{QStringLiteral("--projection"), QStringLiteral("names=people:name"),
                                      QStringLiteral("--projection=ages=people:age")}
                << QStringList();
        QTest::newRow("the environment")
                << QStringList()
                << QStringList{QStringLiteral("RACER_LISTEN"), AnyPort, QStringLiteral("RACER_PROJECTION"), both};
        QTest::newRow("a file named on the command line")
                << QStringList{QStringLiteral("--config"), config} << QStringList();
        QTest::newRow("a file named in the environment")
                << QStringList() << QStringList{QStringLiteral("RACER_CONFIG"), config};
    }
    void optionsComeFromEverywhere()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QStringList, environment);
        QProcessEnvironment variables;
        for (qsizetype i = 0; i < environment.size(); i += 2)
            variables.insert(environment.at(i), environment.at(i + 1));
        Program program(arguments, variables);
        const quint16 port = program.waitForPort();
        QVERIFY(port != 0);
        RawWebSocket client(port);
        QVERIFY(client.handshake());
        client.waitForText();
        createPerson(client);
        QVERIFY(fetchPerson(client, "names").contains(R"("data":{"name":"Ann"})"));
        QVERIFY(fetchPerson(client, "ages").contains(R"("data":{"age":5})"));
    }

    void theCommandLineWins()
    {
        QProcessEnvironment variables;
        variables.insert(QStringLiteral("RACER_LISTEN"), QStringLiteral("nonsense"));
        Program program(listenOn(AnyPort), variables);
        QVERIFY(program.waitForPort() != 0);
    }

    void aSmallPayloadLimitHolds()
    {
        Program program(listenOn(AnyPort) + QStringList{QStringLiteral("--max-payload"), QStringLiteral("200")});
        RawWebSocket client(program.waitForPort());
        QVERIFY(client.handshake());
        client.sendText(QByteArray(201, ' '));
        QCOMPARE(client.waitForClose().code, 1009);
    }

    void documentsSurviveARestart()
    {
        const QStringList arguments = listenOn(AnyPort)
                + QStringList{QStringLiteral("--db"),
                              QStringLiteral("sqlite:") + m_directory.filePath(QStringLiteral("kept.db"))};
        {
            Program program(arguments);
            RawWebSocket client(program.waitForPort());
            QVERIFY(client.handshake());
            client.waitForText();
            client.sendText(R"({"a":"op","c":"c","d":"x","v":0,"seq":1,"create":{"type":"json0","data":{"n":41}}})");
            QVERIFY(client.waitForText().contains(R"("seq":1)"));
            client.sendText(R"({"a":"op","c":"c","d":"x","v":1,"seq":2,"op":[{"p":["n"],"na":1}]})");
            QVERIFY(client.waitForText().contains(R"("seq":2)"));
            program.kill();
            program.waitForFinished();
        }
        Program program(arguments);
        RawWebSocket client(program.waitForPort());
        QVERIFY(client.handshake());
        client.waitForText();
        client.sendText(R"({"a":"f","c":"c","d":"x","v":null})");
        const QByteArray reply = client.waitForText();
        QVERIFY2(reply.contains(R"("data":{"n":42})") && reply.contains(R"("v":2)"), reply.constData());
    }
};

QTEST_GUILESS_MAIN(TestRacerServer)
#include "tst_racerserver.moc"
