// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// The commands of racer that work on a server.
#include "program.h"

#include <Racer/json.h>

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Racer;

namespace {

Value json(QByteArrayView text)
{
    return Json::parse(text);
}

} // namespace

class TestRacer : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestServer> m_server;

    // Runs a command on the server; what it prints, after a check of its status.
    QByteArray racer(const QStringList &arguments, int status = 0, const QByteArray &input = {})
    {
        Program program(arguments, m_server->environment());
        const int ended = program.run(input);
        m_err = program.err;
        if (ended != status) {
            qWarning("racer %s ended with %d instead of %d: %s", qPrintable(arguments.join(u' ')), ended, status,
                     program.err.constData());
            throw std::runtime_error("unexpected status");
        }
        return program.out;
    }
    QByteArray m_err;

private Q_SLOTS:
    void init() { m_server = std::make_unique<TestServer>(); }
    void cleanup() { m_server.reset(); }

    void setsGetsAndDeletes()
    {
        QCOMPARE(racer({u"set"_s, u"todos.t1"_s, u"{\"title\": \"Milk\", \"list\": [1, null]}"_s}), QByteArray());
        QCOMPARE(json(racer({u"get"_s, u"todos.t1"_s})), json(R"({"title":"Milk","list":[1,null],"id":"t1"})"));
        QCOMPARE(racer({u"get"_s, u"todos.t1.title"_s}), QByteArray("\"Milk\"\n"));
        QCOMPARE(racer({u"get"_s, u"todos.t1.list.1"_s}), QByteArray("null\n"));
        racer({u"set"_s, u"todos.t1.title"_s}, 0, "\"Bread\"\n");
        racer({u"set"_s, u"todos.t1.deep.er"_s, u"-"_s}, 0, "5");
        QCOMPARE(racer({u"get"_s, u"todos.t1.title"_s}), QByteArray("\"Bread\"\n"));
        QCOMPARE(racer({u"get"_s, u"todos.t1.deep"_s}), QByteArray("{\"er\":5}\n"));
        racer({u"set"_s, u"todos.t1.deep.er"_s, u"-7.5"_s, u"--quiet"_s});
        QCOMPARE(racer({u"get"_s, u"todos.t1.deep.er"_s}), QByteArray("-7.5\n"));
        racer({u"del"_s, u"todos.t1.deep"_s});
        racer({u"get"_s, u"todos.t1.deep"_s}, 3);
        racer({u"del"_s, u"todos.t1.deep"_s}, 3);
        racer({u"del"_s, u"todos.t1"_s});
        racer({u"get"_s, u"todos.t1"_s}, 3);
        QCOMPARE(m_err, QByteArray("racer: there is nothing at todos.t1\n"));
        racer({u"set"_s, u"todos.t1.title"_s, u"1"_s}, 3);
        QCOMPARE(m_err, QByteArray("racer: there is no document todos.t1\n"));
    }

    void changesOnlyWhatDiffers()
    {
        racer({u"set"_s, u"todos.t1"_s, u"{\"list\": [1, 2, 3]}"_s});
        racer({u"set"_s, u"--diff"_s, u"todos.t1.list"_s, u"[1, 5, 2, 3]"_s});
        const QByteArray ops = racer({u"ops"_s, u"todos"_s, u"t1"_s, u"--from"_s, u"1"_s});
        QCOMPARE(json(ops).value(u"op"), json(R"([{"p":["list",1],"li":5}])"));
    }

    void addsDocuments()
    {
        const QByteArray id = racer({u"add"_s, u"todos"_s, u"{\"title\": \"Milk\"}"_s}).trimmed();
        QVERIFY(!id.isEmpty());
        QCOMPARE(json(racer({u"get"_s, u"todos."_s + QString::fromUtf8(id)})).value(u"title"), Value(u"Milk"));
        QCOMPARE(racer({u"add"_s, u"todos"_s}, 0, R"({"id":"mine"})"), QByteArray("mine\n"));
        racer({u"add"_s, u"todos"_s, u"{\"id\": \"mine\"}"_s}, 1);
        QVERIFY2(m_err.startsWith("racer: ERR_DOC_ALREADY_CREATED: "), m_err.constData());
    }

    void asksQueries()
    {
        racer({u"set"_s, u"todos.a"_s, u"{\"done\": false}"_s});
        racer({u"set"_s, u"todos.b"_s, u"{\"done\": true}"_s});
        racer({u"set"_s, u"todos.c"_s, u"{\"done\": false}"_s});
        QCOMPARE(racer({u"query"_s, u"todos"_s}).count('\n'), 3);
        QCOMPARE(json(racer({u"query"_s, u"todos"_s, u"{\"done\": true}"_s})), json(R"({"done":true,"id":"b"})"));
        QCOMPARE(racer({u"query"_s, u"todos"_s, u"{\"$sort\": {\"_id\": -1}}"_s, u"--ids"_s}), QByteArray("c\nb\na\n"));
        QCOMPARE(racer({u"query"_s, u"todos"_s, u"{\"done\": false}"_s, u"--count"_s}), QByteArray("2\n"));
        QCOMPARE(racer({u"query"_s, u"none"_s}), QByteArray());
        racer({u"query"_s, u"todos"_s, u"{\"$nope\": 1}"_s}, 1);
        QVERIFY2(m_err.startsWith("racer: ERR_INVALID_QUERY: "), m_err.constData());
    }

    void tellsTheHistory()
    {
        racer({u"set"_s, u"todos.t1"_s, u"{\"n\": 1}"_s});
        racer({u"set"_s, u"todos.t1.n"_s, u"2"_s});
        racer({u"del"_s, u"todos.t1"_s});
        const QList<QByteArray> lines = racer({u"ops"_s, u"todos"_s, u"t1"_s}).trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(json(lines[0]).value(u"create").value(u"data"), json(R"({"n":1})"));
        QCOMPARE(json(lines[1]).value(u"v"), Value(1));
        QCOMPARE(json(lines[1]).value(u"op"), json(R"([{"p":["n"],"od":1,"oi":2}])"));
        QCOMPARE(json(lines[2]).value(u"del"), Value(true));
        QCOMPARE(racer({u"ops"_s, u"todos"_s, u"t1"_s, u"--from"_s, u"1"_s, u"--to"_s, u"2"_s}), lines[1] + '\n');
        QCOMPARE(racer({u"ops"_s, u"todos"_s, u"t1"_s, u"--from"_s, u"7"_s}), QByteArray());
        racer({u"ops"_s, u"todos"_s, u"nobody"_s}, 3);
    }

    void watches_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("signal");
        QTest::addColumn<QList<QByteArray>>("expected");
        const QList<QByteArray> changed{
            R"({"event":"change","path":"todos.t1.title","value":"Bread","previous":"Milk"})"};
        const QList<QByteArray> loaded{R"({"event":"load","path":"todos.t1","value":{"title":"Milk","id":"t1"}})",
                                       R"({"event":"ready"})"};
        QTest::newRow("a document") << QStringList{u"todos.t1"_s} << SIGTERM << loaded + changed;
        QTest::newRow("a path") << QStringList{u"todos.t1.title"_s} << SIGINT << loaded + changed;
        QTest::newRow("a collection") << QStringList{u"todos"_s} << SIGTERM << changed
            + QList<QByteArray>{R"({"event":"load","path":"todos.t2","value":{"id":"t2"}})",
                                R"({"event":"results","index":1,"values":["t2"],"type":"insert"})"};
        QTest::newRow("a query") << QStringList{u"todos"_s, u"{\"title\": \"Milk\"}"_s} << SIGTERM
            << QList<QByteArray>{R"({"event":"results","index":0,"removed":["t1"],"type":"remove"})"};
    }
    void watches()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, signal);
        QFETCH(QList<QByteArray>, expected);
        racer({u"set"_s, u"todos.t1"_s, u"{\"title\": \"Milk\"}"_s});
        Program watch(QStringList{u"watch"_s} + arguments, m_server->environment());
        watch.start();
        QVERIFY(watch.waitForOutput("{\"event\":\"ready\"}\n"));
        racer({u"set"_s, u"todos.t1.title"_s, u"\"Bread\""_s});
        racer({u"add"_s, u"todos"_s, u"{\"id\": \"t2\"}"_s});
        for (const QByteArray &line : std::as_const(expected))
            QVERIFY2(watch.waitForOutput(line + '\n'), watch.out.constData());
        ::kill(pid_t(watch.processId()), signal);
        QCOMPARE(watch.waitForEnd(), 0);
    }

    void importsWhatWasExported()
    {
        constexpr int Count = 10'000;
        QByteArray lines;
        for (int i = 0; i < Count; ++i) {
            const Value data = Value::object({{Key(u"n"), Value(i)}, {Key(u"text"), Value(u"ä\n%1"_s.arg(i))}});
            Json::append(lines, Value::object({{Key(u"collection"), Value(u"big")},
                                               {Key(u"id"), Value(u"d%1"_s.arg(i, 5, 10, QChar(u'0')))},
                                               {Key(u"v"), Value(1)},
                                               {Key(u"data"), data}}));
            lines += '\n';
        }
        racer({u"import"_s}, 0, lines);
        QVERIFY2(m_err.contains("created 10000, replaced 0, skipped 0, failed 0"), m_err.constData());
        QVERIFY(racer({u"export"_s, u"big"_s, u"--quiet"_s}) == lines);
        QCOMPARE(m_err, QByteArray());

        QTemporaryDir folder;
        const QString file = folder.filePath(u"big.jsonl"_s);
        QCOMPARE(racer({u"export"_s, u"big"_s, u"--out"_s, file, u"--page"_s, u"333"_s}), QByteArray());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll() == lines);
        racer({u"import"_s, u"--rename"_s, u"--collection"_s, u"copy"_s, file});
        QCOMPARE(racer({u"query"_s, u"copy"_s, u"--count"_s}), QByteArray("10000\n"));
        QVERIFY(racer({u"export"_s, u"copy"_s, u"big"_s}) == QByteArray(lines).replace("\"big\"", "\"copy\"") + lines);
    }

    void keepsTypes()
    {
        const QByteArray line = "{\"collection\":\"texts\",\"id\":\"a\",\"v\":1,"
                                "\"type\":\"http://sharejs.org/types/textv0\",\"data\":\"abc\"}\n";
        racer({u"import"_s}, 0, line);
        QCOMPARE(racer({u"export"_s, u"texts"_s}), line);
        racer({u"import"_s, u"--replace"_s}, 0, QByteArray(line).replace("abc", "xyz"));
        QVERIFY(racer({u"export"_s, u"texts"_s}).contains("\"data\":\"xyz\""));
    }

    void treatsDocumentsThatExist_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("summary");
        QTest::addColumn<QByteArray>("old");
        QTest::newRow("as errors") << QStringList() << 1 << QByteArray("created 1, replaced 0, skipped 0, failed 2")
                                   << QByteArray("1");
        QTest::newRow("as they are") << QStringList{u"--skip"_s} << 0
                                     << QByteArray("created 1, replaced 0, skipped 2, failed 0") << QByteArray("1");
        QTest::newRow("with new data") << QStringList{u"--replace"_s} << 0
                                       << QByteArray("created 1, replaced 1, skipped 1, failed 0") << QByteArray("2");
    }
    void treatsDocumentsThatExist()
    {
        QFETCH(QStringList, options);
        QFETCH(int, status);
        QFETCH(QByteArray, summary);
        QFETCH(QByteArray, old);
        racer({u"set"_s, u"c.old"_s, u"{\"n\": 1}"_s});
        racer({u"set"_s, u"c.same"_s, u"{\"n\": 1}"_s});
        racer(QStringList{u"import"_s} + options, status, R"({"collection":"c","id":"old","data":{"n":2}}
{"collection":"c","id":"same","data":{"n":1}}
{"collection":"c","id":"new","data":{"n":2}})");
        QVERIFY2(m_err.contains(summary), m_err.constData());
        QCOMPARE(m_err.contains("stdin:1: ERR_DOC_ALREADY_CREATED"), status == 1);
        QCOMPARE(racer({u"get"_s, u"c.old.n"_s}).trimmed(), old);
        QCOMPARE(racer({u"get"_s, u"c.new.n"_s}), QByteArray("2\n"));
    }

    void importsTheGoodLines()
    {
        racer({u"import"_s, u"--collection"_s, u"c"_s}, 1,
              "{\"id\":\"a\",\"data\":1}\n\n{broken\n[]\n{\"collection\":\"c\",\"data\":1}\n"
              "{\"id\":\"t\",\"type\":\"nope\",\"data\":1}\n{\"id\":\"b\",\"data\":{}}\n");
        QVERIFY2(m_err.contains("stdin:3: ERR_JSON_SYNTAX: "), m_err.constData());
        QVERIFY2(m_err.contains("stdin:4: "), m_err.constData());
        QVERIFY2(m_err.contains("stdin:5: "), m_err.constData());
        QVERIFY2(m_err.contains("stdin:6: "), m_err.constData());
        QVERIFY2(m_err.contains("created 2, replaced 0, skipped 0, failed 4"), m_err.constData());
        QCOMPARE(racer({u"query"_s, u"c"_s, u"--ids"_s}), QByteArray("a\nb\n"));
    }

    void importsAsItComes()
    {
        Program program({u"import"_s}, m_server->environment());
        program.start();
        program.write("{\"collection\":\"c\",\"id\":\"a\",\"data\":{}}\n");
        QTRY_COMPARE(racer({u"query"_s, u"c"_s, u"--ids"_s}), QByteArray("a\n"));
        program.closeWriteChannel();
        QCOMPARE(program.waitForEnd(), 0);
    }

    void takesTheServerFromAnywhere()
    {
        racer({u"set"_s, u"c.d"_s, u"1"_s});
        for (const QStringList &server : {QStringList{m_server->url()}, QStringList{u"--url"_s, m_server->url()}}) {
            Program program(QStringList{u"get"_s} + server + QStringList{u"c.d"_s});
            QCOMPARE(program.run(), 0);
            QCOMPARE(program.out, QByteArray("1\n"));
        }
    }

    void sendsHeaders()
    {
        QTcpServer listener;
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        Program program({u"get"_s, u"ws://127.0.0.1:%1"_s.arg(listener.serverPort()), u"c.d"_s, u"--bearer"_s,
                         u"secret"_s, u"--header"_s, u"X-One: 1"_s, u"--header"_s, u"X-Two:2"_s});
        program.start();
        QTRY_VERIFY(listener.hasPendingConnections());
        const std::unique_ptr<QTcpSocket> socket(listener.nextPendingConnection());
        QByteArray request;
        QTRY_VERIFY((request += socket->readAll()).contains("\r\n\r\n"));
        for (const char *header : {"Authorization: Bearer secret\r\n", "X-One: 1\r\n", "X-Two: 2\r\n"})
            QVERIFY2(request.contains(header), request.constData());
        socket->close();
        QCOMPARE(program.waitForEnd(), 4);
    }

    void givesUp()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Program waiting({u"get"_s, u"ws://127.0.0.1:%1"_s.arg(silent.serverPort()), u"c.d"_s, u"--timeout"_s, u"1"_s});
        QCOMPARE(waiting.run(), 4);
        QVERIFY2(waiting.err.contains("no answer within 1 s"), waiting.err.constData());
        const quint16 port = silent.serverPort();
        silent.close();
        Program refused({u"get"_s, u"ws://127.0.0.1:%1"_s.arg(port), u"c.d"_s});
        QCOMPARE(refused.run(), 4);
        QVERIFY2(refused.err.startsWith("racer: cannot connect to ws://127.0.0.1"), refused.err.constData());
    }

    void refusesWrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char *name, const QStringList &arguments, const char *message) {
            QTest::newRow(name) << arguments << QByteArray(message);
        };
        row("nothing", {}, "there is no command");
        row("an unknown command", {u"fly"_s}, "there is no command 'fly'");
        row("an unknown option", {u"get"_s, u"--fly"_s}, "fly");
        row("no path", {u"get"_s}, "too few arguments");
        row("a collection for a path", {u"get"_s, u"todos"_s}, "not the path of a document");
        row("a local path", {u"set"_s, u"_page.x"_s, u"1"_s}, "local to a program");
        row("too many arguments", {u"get"_s, u"a.b"_s, u"c.d"_s}, "unexpected argument 'c.d'");
        row("a value that is not JSON", {u"set"_s, u"a.b"_s, u"text"_s}, "not JSON");
        row("a document that is no object", {u"add"_s, u"a"_s, u"[]"_s}, "object");
        row("a query that is no object", {u"query"_s, u"a"_s, u"5"_s}, "object");
        row("a query for a document", {u"watch"_s, u"a.b"_s, u"{}"_s}, "query");
        row("a timeout that is none", {u"get"_s, u"a.b"_s, u"--timeout"_s, u"soon"_s}, "--timeout");
        row("a version that is none", {u"ops"_s, u"a"_s, u"b"_s, u"--from=-1"_s}, "--from");
        row("a URL that is none", {u"get"_s, u"--url"_s, u"http://x"_s, u"a.b"_s}, "not the URL of a server");
        row("two ways with what exists", {u"import"_s, u"--skip"_s, u"--replace"_s}, "--skip or --replace");
        row("a file that is not there", {u"import"_s, u"/no/such"_s}, "cannot read /no/such");
        row("a file that cannot be", {u"export"_s, u"a"_s, u"--out"_s, u"/no/such/file"_s}, "cannot write");
        row("a header that is none", {u"get"_s, u"a.b"_s, u"--header"_s, u"nothing"_s}, "--header");
    }
    void refusesWrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, message);
        racer(arguments, 2);
        QVERIFY2(m_err.startsWith("racer: ") && m_err.contains(message), m_err.constData());
    }

    void asksWhichServer()
    {
        Program program({u"get"_s, u"a.b"_s});
        QCOMPARE(program.run(), 2);
        QVERIFY2(program.err.contains("which server?"), program.err.constData());
    }

    void helps()
    {
        const QByteArray overview = racer({u"--help"_s});
        for (const char *name : {"get", "set", "del", "add", "watch", "query", "ops", "export", "import"}) {
            QVERIFY2(overview.contains(QByteArray("\n  ") + name), name);
            const QByteArray help = racer({QString::fromLatin1(name), u"--help"_s});
            QVERIFY2(help.startsWith(QByteArray("Usage: racer ") + name + " [options]"), help.constData());
            QVERIFY2(help.contains("--timeout"), help.constData());
        }
        QCOMPARE(racer({u"--version"_s}), QByteArray("racer " RACER_VERSION "\n"));
    }
};

QTEST_GUILESS_MAIN(TestRacer)

#include "tst_racer.moc"
