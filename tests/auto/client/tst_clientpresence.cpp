// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptedtransport.h"

#include <Racer/doc.h>
#include <Racer/presence.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

// A list; an op is the index at which a zero is inserted, a presence an index. -1 in either is an error.
class RowsType : public OtType
{
public:
    QLatin1StringView name() const override { return QLatin1StringView("rows"); }
    QLatin1StringView uri() const override { return QLatin1StringView("test:rows"); }
    Value create(const Value &data) const override { return data.isArray() ? data : Value::array(); }
    void apply(Value &snapshot, const Value &op) const override { snapshot.insert(op.toInteger(), Value(0)); }
    Value transform(const Value &op, const Value &other, Side side) const override
    {
        const qint64 mine = op.toInteger();
        const qint64 theirs = other.toInteger();
        return Value(theirs < mine || (theirs == mine && side == Side::Right) ? mine + 1 : mine);
    }
    bool supportsPresence() const override { return true; }
    Value transformPresence(const Value &presence, const Value &op, bool isOwnOp) const override
    {
        if (presence.toInteger() < 0)
            throw Error(QStringLiteral("bad presence"));
        const bool moves = isOwnOp ? op.toInteger() <= presence.toInteger() : op.toInteger() < presence.toInteger();
        return Value(presence.toInteger() + moves);
    }
};

} // namespace

class tst_ClientPresence : public QObject
{
    Q_OBJECT

private:
    ScriptedTransport *m_server = nullptr;
    std::unique_ptr<Connection> m_connection;
    Doc *m_doc = nullptr;
    DocPresence *m_presence = nullptr;

    void load(const char *data, qint64 version)
    {
        Snapshot snapshot;
        snapshot.version = version;
        snapshot.type = Key(u"test:rows");
        snapshot.data = json(data);
        m_doc->ingestSnapshot(snapshot);
    }
    void settle()
    {
        for (int i = 0; i < 3; ++i)
            QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void initTestCase()
    {
        static const RowsType type;
        OtTypes::add(&type);
    }
    void init()
    {
        auto transport = std::make_unique<ScriptedTransport>();
        m_server = transport.get();
        m_connection = std::make_unique<Connection>(std::move(transport));
        m_connection->setReconnectPolicy({.firstDelay = 1, .maxDelay = 2});
        m_connection->open();
        m_doc = m_connection->get(Key(u"c"), Key(u"x"));
        m_presence = m_connection->docPresence(Key(u"c"), Key(u"x"));
        QCOMPARE(m_presence->doc(), m_doc);
        QCOMPARE(m_presence->channel(), Key(u"c.x"));
    }
    void cleanup() { m_connection.reset(); }

    void sendsOnlyTheLatestValueOfAnOfflineTime()
    {
        m_connection->close();
        LocalPresence *local = m_connection->presence(Key(u"room"))->create(Key(u"me"));
        int answered = 0;
        for (int i = 0; i < 5; ++i)
            local->submit(Value(i), [&](const Error &error) { answered += !error; });
        m_connection->open();
        QCOMPARE(m_server->sent.size(), 1);
        QCOMPARE(m_server->takeSent(), json(R"({"a":"p","ch":"room","id":"me","p":4,"pv":4})"));
        m_server->say(R"({"a":"p","ch":"room","src":"me","id":"me","p":4,"pv":4})");
        QTRY_COMPARE(answered, 5);
    }

    void repeatsItsValuesWhenAsked()
    {
        Presence *room = m_connection->presence(Key(u"room"));
        room->create(Key(u"shown"))->submit(Value(1), Callback());
        QVERIFY(room->create(Key(u"not shown")));
        m_server->sent.clear();
        m_server->say(R"({"a":"pr","ch":"room"})");
        QCOMPARE(m_server->sent.size(), 1);
        QCOMPARE(m_server->takeSent(), json(R"({"a":"p","ch":"room","id":"shown","p":1,"pv":1})"));
        m_server->say(R"({"a":"pr"})");
        m_server->say(R"({"a":"pr","ch":"elsewhere"})");
        QVERIFY(m_server->sent.isEmpty());
    }

    void ignoresOlderValues()
    {
        Presence *room = m_connection->presence(Key(u"room"));
        QSignalSpy received(room, &Presence::received);
        m_server->say(R"({"a":"p","ch":"room","src":"you","id":"k","p":1,"pv":5})");
        m_server->say(R"({"a":"p","ch":"room","src":"you","id":"k","p":2,"pv":4})");
        m_server->say(R"({"a":"p","ch":"room","src":"you","id":"k","p":3,"pv":5})");
        QCOMPARE(received.count(), 2);
        QCOMPARE(room->remotePresences().value(Key(u"k")), Value(3));
        m_server->say(R"({"a":"p","ch":"room","src":"you","id":"k","p":null,"pv":5,"seq":null})");
        QVERIFY(room->remotePresences().isEmpty());
    }

    void tellsOfErrors()
    {
        Presence *room = m_connection->presence(Key(u"room"));
        QSignalSpy errors(room, &Presence::errorOccurred);
        m_server->say(R"({"a":"p","ch":"room","id":"k","error":{"code":"X","message":"no"}})");
        QCOMPARE(errors.count(), 1);
        Error refused;
        room->subscribe([&](const Error &error) { refused = error; });
        m_server->say(R"({"a":"ps","ch":"room","seq":1,"error":{"code":"Y","message":"no"}})");
        QTRY_VERIFY(refused.is(QLatin1StringView("Y")));
        QVERIFY(!room->isSubscribed());
    }

    void subscribesAgainAfterReconnect()
    {
        Presence *room = m_connection->presence(Key(u"room"));
        room->subscribe(Callback());
        m_server->say(R"({"a":"ps","ch":"room","seq":1})");
        QVERIFY(room->isSubscribed());
        m_server->sent.clear();
        m_server->lose(QStringLiteral("cut"));
        QVERIFY(!room->isSubscribed());
        QTRY_COMPARE(m_server->sent.size(), 1);
        QCOMPARE(m_server->takeSent(), json(R"({"a":"ps","ch":"room","seq":2})"));
    }

    void destroysAChannel()
    {
        Presence *room = m_connection->presence(Key(u"room"));
        room->create(Key(u"me"))->submit(Value(1), Callback());
        m_server->sent.clear();
        const QPointer<Presence> guard(room);
        bool done = false;
        room->destroy([&](const Error &error) { done = !error; });
        settle();
        QCOMPARE(m_server->takeSent(), json(R"({"a":"p","ch":"room","id":"me","p":null,"pv":1})"));
        m_server->say(R"({"a":"p","ch":"room","src":"me","id":"me","p":null,"pv":1})");
        QTRY_VERIFY(done);
        QTRY_VERIFY(!guard);
    }

    void waitsUntilTheDocumentIsQuiet()
    {
        load("[1,2]", 3);
        m_doc->submitOp(Value(0), {}, {});
        LocalPresence *local = m_presence->create(Key(u"me"));
        local->submit(Value(2), Callback());
        settle();
        QCOMPARE(m_server->takeSent().value(u"a"), Value(u"op"));
        QVERIFY(m_server->sent.isEmpty());
        m_server->say(R"({"a":"op","c":"c","d":"x","v":3,"src":"you","seq":9,"op":0})");
        m_server->say(R"({"a":"op","c":"c","d":"x","v":4,"src":"me","seq":1})");
        settle();
        QCOMPARE(m_server->takeSent(),
                 json(R"({"a":"p","ch":"c.x","id":"me","p":3,"pv":0,"c":"c","d":"x","v":5,"t":"test:rows"})"));
        QCOMPARE(local->value(), Value(3));
    }

    void refusesToShowWhatIsNowhere()
    {
        Error refused;
        m_presence->create()->submit(Value(1), [&](const Error &error) { refused = error; });
        QTRY_VERIFY(refused.is(ErrorCode::DocDoesNotExist));
        bool done = false;
        m_presence->create()->submit(Value(nullptr), [&](const Error &error) { done = !error; });
        QTRY_VERIFY(done);
        QVERIFY(m_server->sent.isEmpty());
    }

    void movesRemoteValuesAlong()
    {
        load("[1,2]", 3);
        m_server->say(R"({"a":"p","ch":"c.x","src":"you","id":"k","p":1,"pv":0,"c":"c","d":"x","v":3,"t":"test:rows"})");
        settle();
        QCOMPARE(m_presence->remotePresences().value(Key(u"k")), Value(1));
        m_server->say(R"({"a":"op","c":"c","d":"x","v":3,"src":"other","seq":1,"op":0})");
        QCOMPARE(m_presence->remotePresences().value(Key(u"k")), Value(2));
        m_server->say(R"({"a":"op","c":"c","d":"x","v":4,"src":"other","seq":2,"op":2})"); // at it, by another
        QCOMPARE(m_presence->remotePresences().value(Key(u"k")), Value(2));
        m_server->say(R"({"a":"op","c":"c","d":"x","v":5,"src":"you","seq":1,"op":2})"); // at it, its owner
        QCOMPARE(m_presence->remotePresences().value(Key(u"k")), Value(3));
        m_server->say(R"({"a":"op","c":"c","d":"x","v":6,"src":"other","seq":3,"del":true})");
        settle();
    }

    void fetchesForAValueFromTheFuture()
    {
        load("[1,2]", 3);
        m_server->say(R"({"a":"p","ch":"c.x","src":"you","id":"k","p":1,"pv":0,"c":"c","d":"x","v":4,"t":"test:rows"})");
        settle();
        QCOMPARE(m_server->takeSent(), json(R"({"a":"f","c":"c","d":"x","v":3})"));
        QVERIFY(m_presence->remotePresences().isEmpty());
        m_server->say(R"({"a":"op","c":"c","d":"x","v":3,"src":"other","seq":1,"op":0})");
        m_server->say(R"({"a":"f","c":"c","d":"x"})");
        settle();
        QCOMPARE(m_presence->remotePresences().value(Key(u"k")), Value(1));
    }

    void catchesUpWithAValueFromThePast()
    {
        load("[1,2]", 3);
        const char *stale =
            R"({"a":"p","ch":"c.x","src":"you","id":"k","p":1,"pv":0,"c":"c","d":"x","v":2,"t":"test:rows"})";
        m_server->say(stale);
        settle();
        QCOMPARE(m_server->takeSent(), json(R"({"a":"f","c":"c","d":"x","v":3})"));
        QCOMPARE(m_server->takeSent(), json(R"({"a":"pr","ch":"c.x"})"));
        m_server->say(R"({"a":"op","c":"c","d":"x","v":3,"src":"other","seq":1,"op":0})");
        m_server->say(R"({"a":"f","c":"c","d":"x"})");
        m_server->say(R"({"a":"p","ch":"c.x","src":"you","id":"k","p":1,"pv":1,"c":"c","d":"x","v":3,"t":"test:rows"})");
        settle();
        QCOMPARE(m_presence->remotePresences().value(Key(u"k")), Value(2));
    }

    void forgetsWhatWasShownBeforeADeletion()
    {
        load("[1]", 3);
        LocalPresence *local = m_presence->create(Key(u"me"));
        local->submit(Value(1), Callback());
        settle();
        m_doc->del({}, {});
        QVERIFY(local->value().isNull());
    }

    void tellsOfValuesThatCannotBeMoved()
    {
        load("[1]", 3);
        QSignalSpy errors(m_presence, &Presence::errorOccurred);
        m_server->say(R"({"a":"p","ch":"c.x","src":"you","id":"k","p":-1,"pv":0,"c":"c","d":"x","v":3,"t":"test:rows"})");
        settle();
        m_server->say(R"({"a":"op","c":"c","d":"x","v":3,"src":"other","seq":1,"op":0})");
        QCOMPARE(errors.count(), 1);
        QVERIFY(errors[0][0].value<Error>().is(ErrorCode::PresenceTransformFailed));
    }
};

QTEST_GUILESS_MAIN(tst_ClientPresence)
#include "tst_clientpresence.moc"
