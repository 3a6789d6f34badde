// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptedtransport.h"

#include <Racer/doc.h>
#include <Racer/query.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

namespace {

QByteArray greeting(const char *action, const char *protocol, const char *id, const char *type = "JSONv0")
{
    return QByteArray("{\"a\":\"") + action + "\"," + protocol + ",\"id\":" + id
        + ",\"type\":\"http://sharejs.org/types/" + type + "\"}";
}

} // namespace

class tst_Connection : public QObject
{
    Q_OBJECT

private:
    ScriptedTransport *m_server = nullptr;
    std::unique_ptr<Connection> m_connection;

private Q_SLOTS:
    void init()
    {
        auto transport = std::make_unique<ScriptedTransport>();
        m_server = transport.get();
        m_connection = std::make_unique<Connection>(std::move(transport));
        m_connection->setReconnectPolicy({.firstDelay = 1, .maxDelay = 2});
    }
    void cleanup() { m_connection.reset(); }

    void goesThroughItsStates()
    {
        QStringList seen;
        connect(m_connection.get(), &Connection::stateChanged, this, [&](Connection::State state) {
            seen << QVariant::fromValue(state).toString();
        });
        QCOMPARE(m_connection->state(), Connection::State::Disconnected);
        m_connection->open();
        m_connection->open(); // has no effect
        m_server->lose(QStringLiteral("cut"));
        QCOMPARE(m_connection->reason(), QStringLiteral("cut"));
        QTRY_VERIFY(m_connection->canSend());
        m_connection->close();
        QCOMPARE(seen, (QStringList{QStringLiteral("Connecting"), QStringLiteral("Connected"),
                                    QStringLiteral("Disconnected"), QStringLiteral("Connecting"),
                                    QStringLiteral("Connected"), QStringLiteral("Closed")}));
    }

    void staysClosed()
    {
        m_connection->open();
        m_connection->close();
        QTest::qWait(20);
        QCOMPARE(m_connection->state(), Connection::State::Closed);
        QCOMPARE(m_server->attempts, 1);
    }

    void staysStoppedWhenTheServerSaysSo()
    {
        m_connection->open();
        m_server->lose(QStringLiteral("stopped"));
        QCOMPARE(m_connection->state(), Connection::State::Stopped);
        QTest::qWait(20);
        QCOMPARE(m_server->attempts, 1);
        m_connection->open();
        QVERIFY(m_connection->canSend());
    }

    void triesAgainUntilItSucceeds()
    {
        m_server->accepting = false;
        m_connection->open();
        QTRY_VERIFY(m_server->attempts >= 5);
        m_server->accepting = true;
        QTRY_VERIFY(m_connection->canSend());
    }

    void triesOnlyOnceWithoutAPolicy()
    {
        m_connection->setReconnectPolicy({.enabled = false});
        m_server->accepting = false;
        m_connection->open();
        QTRY_COMPARE(m_connection->state(), Connection::State::Disconnected);
        QTest::qWait(10);
        QCOMPARE(m_server->attempts, 1);
    }

    void givesUpOnAServerThatDoesNotAnswer()
    {
        m_connection->setReconnectPolicy({.firstDelay = 1, .maxDelay = 2, .connectTimeout = 5});
        m_server->answersHandshake = false;
        m_connection->open();
        QTRY_VERIFY(m_server->attempts >= 3);
        m_server->answersHandshake = true;
        QTRY_VERIFY(m_connection->canSend());
        QTest::qWait(10);
        QVERIFY(m_connection->canSend());
    }

    void refusesServersItCannotTalkTo_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("another protocol") << greeting("hs", "\"protocol\":2", "\"x\"")
                                          << QByteArray("ERR_PROTOCOL_VERSION_NOT_SUPPORTED");
        QTest::newRow("another default type") << greeting("hs", "\"protocol\":1", "\"x\"", "textv0")
                                              << QByteArray("ERR_DEFAULT_TYPE_MISMATCH");
        QTest::newRow("an unknown default type") << greeting("hs", "\"protocol\":1", "\"x\"", "zz")
                                                 << QByteArray("ERR_DEFAULT_TYPE_MISMATCH");
        QTest::newRow("an id that is a number") << greeting("hs", "\"protocol\":1", "5")
                                                << QByteArray("ERR_CLIENT_ID_BADLY_FORMED");
        QTest::newRow("an error") << QByteArray(R"({"a":"hs","error":{"code":"X","message":"no"}})") << QByteArray("X");
    }
    void refusesServersItCannotTalkTo()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, code);
        m_server->answersHandshake = false;
        m_connection->open();
        QSignalSpy errors(m_connection.get(), &Connection::errorOccurred);
        m_server->say(answer);
        QCOMPARE(errors.count(), 1);
        QCOMPARE(errors[0][0].value<Error>().code(), Value(QString::fromLatin1(code)));
        QCOMPARE(m_connection->state(), Connection::State::Connecting);
    }

    void acceptsServersOfProtocol10()
    {
        m_server->answersHandshake = false;
        m_connection->open();
        m_server->say(greeting("init", "\"protocol\":1", "\"old\""));
        QVERIFY(m_connection->canSend());
        QCOMPARE(m_connection->id(), Key(u"old"));
    }

    void takesTheFirstOfTwoHandshakes()
    {
        m_connection->open();
        m_server->say(greeting("hs", "\"protocol\":1", "\"other\""));
        QCOMPARE(m_connection->id(), Key(u"me"));
    }

    void shakesHandsAgainForTheGreeting()
    {
        m_server->answersHandshake = false;
        m_connection->open();
        QList<Value> sent;
        connect(m_connection.get(), &Connection::messageSent, this, [&](const Value &value) { sent << value; });
        m_server->say(greeting("init", "\"protocol\":1,\"protocolMinor\":2", "\"x\""));
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent[0].value(u"a"), Value(u"hs"));
        QVERIFY(!m_connection->canSend());
    }

    void dropsWhatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *text : {"null", "5", "[]", "{}", R"({"a":"zz"})", R"({"a":"bs","c":"c"})",
                                 R"({"a":"op","c":"c","d":"x","create":{}})"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }
    void dropsWhatItDoesNotUnderstand()
    {
        QFETCH(QByteArray, json);
        m_connection->open();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Dropped a message from the server")));
        m_server->say(json);
        QVERIFY(m_connection->canSend());
    }

    void asksForSnapshotsAgainAfterReconnect()
    {
        QFuture<Snapshot> future = m_connection->fetchSnapshot(Key(u"c"), Key(u"x"), 3);
        m_connection->open();
        m_connection->close();
        m_connection->open();
        QCOMPARE(m_server->sent.size(), 2);
        QCOMPARE(m_server->sent[1], Json::parse(R"({"a":"nf","id":1,"c":"c","d":"x","v":3})"));
        m_server->say(R"({"a":"nf","id":1,"v":3,"type":null,"m":null})");
        QVERIFY(future.isFinished());
        QCOMPARE(future.result().version, 3);
        m_server->say(R"({"a":"nf","id":1,"v":3,"type":null,"m":null})"); // nobody waits any more
    }

    void asksForOpsAgainAfterReconnect()
    {
        QFuture<QList<Op>> future = m_connection->fetchOps(Key(u"c"), Key(u"x"), 1, 3);
        m_connection->open();
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"s","seq":1,"op":[{"p":["lost"],"na":1}]})");
        m_connection->close();
        m_connection->open();
        QCOMPARE(m_server->sent.size(), 2);
        QCOMPARE(m_server->sent[1], Json::parse(R"({"a":"bf","c":"c","b":{"x":1}})"));
        QVERIFY(m_connection->hasPending());
        for (const char *version : {"2", "1", "3"})
            m_server->say(QByteArray(R"({"a":"op","c":"c","d":"x","src":"s","seq":1,"op":[],"v":)") + version + '}');
        m_server->say(R"({"a":"bf","c":"c","b":{"other":1}})");
        QVERIFY(!future.isFinished());
        m_server->say(R"({"a":"bf","c":"c","b":{"x":1}})");
        QVERIFY(future.isFinished());
        const QList<Op> ops = future.result();
        QCOMPARE(ops.size(), 2); // in order, and without the one past the end
        QCOMPARE(ops[0].version, 1);
        QCOMPARE(ops[0].edit, Value::array());
        QCOMPARE(ops[1].version, 2);
        QVERIFY(!m_connection->hasPending());
    }

    void tellsWhyThereAreNoOps()
    {
        m_connection->open();
        QFuture<QList<Op>> future = m_connection->fetchOps(Key(u"c"), Key(u"x"));
        m_server->say(R"({"a":"bf","c":"c","b":{"x":0},"error":{"code":"X","message":"no"}})");
        QVERIFY_THROWS_EXCEPTION(Error, (void)future.result());
    }

    void failsQueriesThatTheServerRefuses()
    {
        m_connection->open();
        Error refused;
        Query *query = m_connection->createSubscribeQuery(Key(u"c"), Value::object(), {},
                                                          [&](const Error &error) { refused = error; });
        m_server->say(R"({"a":"qs","id":1,"error":{"code":"X","message":"no"}})");
        QVERIFY(refused.is(QLatin1StringView("X")));
        QVERIFY(query->isReady());
        QVERIFY(query->results().isEmpty());
        m_server->sent.clear();
        m_server->lose(QStringLiteral("cut"));
        QTRY_VERIFY(m_connection->canSend());
        QVERIFY(m_server->sent.isEmpty());
    }

    void appliesDifferencesInOrder_data()
    {
        QTest::addColumn<QByteArray>("diff");
        QTest::addColumn<QString>("result");
        QTest::newRow("a removal, a move and an insertion")
            << QByteArray(R"([{"type":"remove","index":1,"howMany":1},{"type":"move","from":2,"to":0,"howMany":1},)"
                          R"({"type":"insert","index":2,"values":[{"v":1,"data":1,"d":"x"}]}])")
            << QStringLiteral("d a x c");
        QTest::newRow("a move of two") << QByteArray(R"([{"type":"move","from":0,"to":2,"howMany":2}])")
                                       << QStringLiteral("c d a b");
        QTest::newRow("places that do not exist")
            << QByteArray(R"([{"type":"remove","index":9,"howMany":5},{"type":"move","from":-3,"to":99,"howMany":1},)"
                          R"({"type":"remove","index":3,"howMany":77}])")
            << QStringLiteral("b c d");
    }
    void appliesDifferencesInOrder()
    {
        QFETCH(QByteArray, diff);
        QFETCH(QString, result);
        m_connection->open();
        Query *query = m_connection->createSubscribeQuery(Key(u"c"), Value::object());
        m_server->say(R"({"a":"qs","id":1,"data":[{"v":1,"data":1,"d":"a"},{"v":1,"data":1,"d":"b"},{"v":1,"data":1,"d":"c"},{"v":1,"data":1,"d":"d"}]})");
        QSignalSpy changed(query, &Query::changed);
        m_server->say("{\"a\":\"q\",\"id\":1,\"diff\":" + diff + "}");
        QStringList ids;
        for (Doc *doc : query->results())
            ids << doc->id().toString();
        QCOMPARE(ids.join(u' '), result);
        QCOMPARE(changed.count(), 1);
    }

    void tellsOfExtraResults()
    {
        m_connection->open();
        Query *query = m_connection->createSubscribeQuery(Key(u"c"), Value::object());
        m_server->say(R"({"a":"qs","id":1,"data":[],"extra":2})");
        QCOMPARE(query->extra(), Value(2));
        QSignalSpy extra(query, &Query::extraChanged);
        m_server->say(R"({"a":"q","id":1,"extra":null})");
        QCOMPARE(extra.count(), 1);
        QVERIFY(query->extra().isNull());
        query->destroy();
        m_server->say(R"({"a":"q","id":1,"extra":5})");
        QCOMPARE(extra.count(), 1);
        QCOMPARE(m_server->sent.last(), Json::parse(R"({"a":"qu","id":1})"));
    }

    void survivesAHandlerThatDestroysItsQuery()
    {
        m_connection->open();
        Query *query = m_connection->createSubscribeQuery(Key(u"c"), Value::object());
        m_server->say(R"({"a":"qs","id":1,"data":[{"v":1,"data":1,"d":"a"}]})");
        int calls = 0;
        connect(query, &Query::removed, this, [&] {
            ++calls;
            query->destroy();
        });
        m_server->say(R"({"a":"q","id":1,"diff":[{"type":"remove","index":0,"howMany":1},{"type":"insert","index":0,"values":[{"v":1,"data":1,"d":"b"}]}]})");
        QCOMPARE(calls, 1);
    }

    void keepsDestroyedDocumentsOfQueries()
    {
        m_connection->open();
        Query *query = m_connection->createSubscribeQuery(Key(u"c"), Value::object());
        m_server->say(R"({"a":"qs","id":1,"data":[{"v":1,"data":1,"d":"a"}]})");
        const QPointer<Doc> doc(query->results().first());
        doc->destroy();
        QTRY_COMPARE(m_connection->existing(Key(u"c"), Key(u"a")), nullptr);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(doc);
        m_server->say(R"({"a":"q","id":1,"diff":[{"type":"remove","index":0,"howMany":1}]})");
        QTRY_VERIFY(!doc);
    }

    void usesAnotherTransport()
    {
        m_connection->open();
        auto transport = std::make_unique<ScriptedTransport>();
        ScriptedTransport *second = transport.get();
        m_connection->setTransport(std::move(transport));
        QCOMPARE(m_connection->state(), Connection::State::Disconnected);
        m_connection->open();
        QVERIFY(m_connection->canSend());
        m_connection->ping();
        QCOMPARE(second->sent.size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_Connection)
#include "tst_connection.moc"
