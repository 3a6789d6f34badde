// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "recordingclient.h"

#include <QtTest/QSignalSpy>

using namespace Racer;

namespace {

// A message of every kind that the server understands, as it should be.
const QList<QByteArray> &goodMessages()
{
    static const QList<QByteArray> messages = {
        R"({"a":"hs","id":"me","protocol":1,"protocolMinor":2})",
        R"({"a":"f","c":"c","d":"x","v":0})",
        R"({"a":"s","c":"c","d":"x","v":0})",
        R"({"a":"u","c":"c","d":"x"})",
        R"({"a":"bf","c":"c","b":["x"]})",
        R"({"a":"bs","c":"c","b":{"x":0}})",
        R"({"a":"bu","c":"c","b":["x"]})",
        R"({"a":"op","c":"c","d":"x","v":1,"src":"me","seq":1,"x":{},"op":[{"p":["n"],"na":1}]})",
        R"({"a":"op","c":"c","d":"y","v":0,"seq":2,"create":{"type":"json0","data":{}}})",
        R"({"a":"op","c":"c","d":"y","v":1,"seq":3,"del":true})",
        R"({"a":"qf","id":1,"c":"c","q":{"n":1},"o":{}})",
        R"({"a":"qs","id":2,"c":"c","q":{"n":1},"o":{},"r":[["x",0]]})",
        R"({"a":"qu","id":2})",
        R"({"a":"nf","id":1,"c":"c","d":"x","v":1})",
        R"({"a":"nt","id":1,"c":"c","d":"x","ts":1})",
        R"({"a":"p","ch":"r","id":"i","p":{},"pv":0,"c":"c","d":"x","v":1,"t":"text0"})",
        R"({"a":"ps","ch":"r","seq":1})",
        R"({"a":"pu","ch":"r","seq":2})",
        R"({"a":"pr","ch":"r"})",
        R"({"a":"pp"})",
    };
    return messages;
}

const QList<QByteArray> &wrongValues()
{
    static const QList<QByteArray> values = {
        "null", "true", "false", "0", "-1", "1.5", "1e300", "9007199254740993", R"("")", R"("x")",
        R"("__proto__")", "[]", "[null]", "[[]]", "[[null]]", "[1]", R"(["__proto__"])", "{}", R"({"__proto__":1})",
        R"({"x":-1})", R"({"x":"y"})", R"({"length":100000000})", R"([{"p":["n"],"na":"x"}])", R"([{"p":null}])",
        R"([{"p":["list",100000000],"li":1}])", R"([{"p":["list","length"],"na":1}])", R"({"$where":"x"})",
        R"({"n":{"$regex":"("}})",
    };
    return values;
}

BackendOptions withPresence()
{
    BackendOptions options;
    options.presence = true;
    return options;
}

} // namespace

// Whatever one client sends: it gets an error or is closed, and the others do not notice.
class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_backend = std::make_unique<Backend>(withPresence());
        m_other = std::make_unique<RecordingClient>(m_backend.get(), "O");
        m_other->shakeHands();
        m_other->send(R"({"a":"op","c":"c","d":"x","v":0,"seq":1,)"
                      R"("create":{"type":"json0","data":{"n":1,"list":[1]}}})");
        m_other->take();
    }
    void cleanupTestCase()
    {
        m_other.reset();
        QCOMPARE(m_backend->agentCount(), 0);
        m_backend.reset();
    }

    void survivesAnyValueInAnyField_data()
    {
        QTest::addColumn<QByteArray>("message");
        for (const QByteArray &good : goodMessages()) {
            const Value message = Json::parse(good);
            for (const Key &key : message.keys()) {
                QTest::addRow("%s without %s", good.constData(), qPrintable(key.toString())) << [&] {
                    Value changed = message;
                    changed.take(key);
                    return Json::stringify(changed);
                }();
                for (const QByteArray &wrong : wrongValues()) {
                    Value changed = message;
                    changed.set(key, Json::parse(wrong));
                    QTest::addRow("%s with %s for %s", good.constData(), wrong.constData(),
                                  qPrintable(key.toString()))
                        << Json::stringify(changed);
                }
            }
        }
    }
    void survivesAnyValueInAnyField()
    {
        QFETCH(QByteArray, message);
        RecordingClient client(m_backend.get());
        client.take();
        client.send(message);
        QCoreApplication::processEvents();
        QVERIFY(client.agent());
        // It is served on, and so are the others.
        client.take();
        client.send(R"({"a":"pp"})");
        COMPARE_MESSAGES(client.take().last(1), R"({"a":"pp"})");
        m_other->take();
        m_other->send(R"({"a":"f","c":"c","d":"x","v":null})");
        QCOMPARE(m_other->take().size(), 1);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *message, const char *text) {
            QTest::newRow(name) << QByteArray(message) << QString::fromLatin1(text);
        };
        row("an unknown action", R"({"a":"nonsense"})", "Invalid or unknown message");
        row("no action", "{}", "Invalid or unknown message");
        row("a forbidden id", R"({"a":"f","c":"c","d":"__proto__"})", "Invalid id");
        row("a forbidden collection", R"({"a":"f","c":"constructor","d":"x"})", "Invalid collection");
        row("a version that is text", R"({"a":"s","c":"c","d":"x","v":"1"})", "Invalid version");
        row("a negative version", R"({"a":"s","c":"c","d":"x","v":-1})", "Invalid version");
        row("a query without id", R"({"a":"qf","c":"c","q":{}})", "Missing query ID");
        row("known results that are no list", R"({"a":"qs","id":1,"c":"c","q":{},"r":{}})", "Invalid query results");
        row("bulk data that are null", R"({"a":"bs","c":"c","b":null})", "Invalid bulk subscribe data");
        row("a timestamp that is text", R"({"a":"nt","id":1,"c":"c","d":"x","ts":"1"})", "Invalid timestamp");
        row("a presence without id", R"({"a":"p","ch":"r","p":1,"pv":0})", "Invalid presence ID");
        row("a forbidden channel", R"({"a":"ps","ch":"toString","seq":1})", "Invalid presence channel");
        row("a seq that is text", R"({"a":"op","c":"c","d":"x","v":1,"seq":"1","op":[]})", "Invalid seq");
        row("an array", R"([])", "Invalid or unknown message");
    }
    void refuses()
    {
        QFETCH(QByteArray, message);
        QFETCH(QString, text);
        RecordingClient client(m_backend.get());
        client.take();
        client.send(message);
        const QByteArrayList answer = client.take();
        QCOMPARE(answer.size(), 1);
        if (message != "[]") {
            const Value error = Json::parse(answer.first()).value(u"error");
            QCOMPARE(error.value(u"code").toString(), QStringLiteral("ERR_MESSAGE_BADLY_FORMED"));
            QCOMPARE(error.value(u"message").toString(), text);
        }
    }

    void closesOnMessagesThatAreNoObjects_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<int>("code");
        QTest::newRow("a number") << QByteArray("5") << 1000;
        QTest::newRow("a text") << QByteArray(R"("x")") << 1000;
        QTest::newRow("true") << QByteArray("true") << 1000;
        QTest::newRow("null") << QByteArray("null") << 1011;
    }
    void closesOnMessagesThatAreNoObjects()
    {
        QFETCH(QByteArray, message);
        QFETCH(int, code);
        RecordingClient client(m_backend.get());
        client.send(message);
        QCOMPARE(client.closeCode, quint16(code));
        QVERIFY(!client.agent());
    }

    void limitsWhatAConnectionMayHold()
    {
        BackendOptions options = withPresence();
        options.limits.subscriptions = 2;
        options.limits.queries = 1;
        options.limits.presences = 1;
        options.limits.bulkSize = 3;
        Backend backend(std::move(options));
        RecordingClient client(&backend);
        client.take();
        const auto isRefused = [&](const QByteArray &message) {
            client.send(message);
            return client.take().last().contains("ERR_LIMIT_EXCEEDED");
        };
        QVERIFY(!isRefused(R"({"a":"bs","c":"c","b":["1","2"]})"));
        QVERIFY(!isRefused(R"({"a":"s","c":"c","d":"1","v":null})"));
        QVERIFY(isRefused(R"({"a":"s","c":"c","d":"3","v":null})"));
        QVERIFY(!isRefused(R"({"a":"u","c":"c","d":"1"})"));
        QVERIFY(!isRefused(R"({"a":"s","c":"c","d":"3","v":null})"));
        QVERIFY(!isRefused(R"({"a":"bf","c":"c","b":["1","2","3"]})"));
        QVERIFY(isRefused(R"({"a":"bf","c":"c","b":["1","2","3","4"]})"));
        QVERIFY(!isRefused(R"({"a":"qs","id":1,"c":"c","q":{}})"));
        QVERIFY(!isRefused(R"({"a":"qs","id":1,"c":"c","q":{}})"));
        QVERIFY(isRefused(R"({"a":"qs","id":2,"c":"c","q":{}})"));
        QVERIFY(!isRefused(R"({"a":"p","ch":"r","id":"1","p":1,"pv":0})"));
        QVERIFY(isRefused(R"({"a":"p","ch":"r","id":"2","p":1,"pv":0})"));
        QVERIFY(!isRefused(R"({"a":"p","ch":"r","id":"1","p":null,"pv":1})"));
        QVERIFY(!isRefused(R"({"a":"p","ch":"r","id":"2","p":1,"pv":0})"));
    }

private:
    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<RecordingClient> m_other;
};

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_badinput.moc"
