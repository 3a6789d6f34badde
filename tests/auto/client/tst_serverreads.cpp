// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "serverfixture.h"

#include <Racer/presence.h>
#include <Racer/query.h>

#include <QtTest/QSignalSpy>

#include <stdexcept>

using namespace Racer;

// Subscriptions, queries, snapshots and presence.
class tst_ServerReads : public ServerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void subscribesManyAtOnce()
    {
        Connection *a = connectDirectly();
        created(a, "d1", R"({"n":1})");
        created(a, "d2", R"({"n":2})");
        Connection *b = connectDirectly();
        QTRY_VERIFY(b->canSend());
        QList<Value> sent;
        QObject::connect(b, &Connection::messageSent, b, [&](const Value &message) { sent.append(message); });
        Answer answers[3];
        b->startBulk();
        for (int i = 0; i < 3; ++i)
            b->get(m_collection, Key(QStringLiteral("d%1").arg(i + 1)))->subscribe(answers[i].callback());
        b->endBulk();
        for (Answer &answer : answers)
            QTRY_COMPARE(answer.count, 1);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent[0].value(u"a"), Value(u"bs"));
        QCOMPARE(b->get(m_collection, Key(u"d2"))->data(), json(R"({"n":2})"));
        QVERIFY(!b->get(m_collection, Key(u"d3"))->exists());
        QCOMPARE(b->get(m_collection, Key(u"d3"))->version(), 0);

        sent.clear();
        b->close();
        b->open();
        for (const char16_t *id : {u"d1", u"d2", u"d3"})
            QTRY_VERIFY(b->get(m_collection, Key(id))->isSubscribed());
        QCOMPARE(sent.last().value(u"b"), json(R"({"d1":1,"d2":1,"d3":0})"));
    }

    void unsubscribes()
    {
        Connection *a = connectDirectly();
        Doc *doc = created(a, "x", R"({"n":1})");
        Connection *b = connectDirectly();
        Doc *other = subscribed(b, "x");
        Answer answer;
        other->unsubscribe(answer.callback());
        QVERIFY(!other->isSubscribed());
        QTRY_COMPARE(answer.count, 1);
        doc->submitOp(json(R"([{"p":["n"],"na":1}])"), {}, {});
        QTRY_VERIFY(!doc->hasPending());
        Answer fetched;
        QCOMPARE(other->version(), 1);
        other->fetch(fetched.callback());
        QTRY_COMPARE(fetched.count, 1);
        QCOMPARE(other->version(), 2);
    }

    void fetchesQueries()
    {
        Connection *a = connectDirectly();
        created(a, "p1", R"({"age":3})");
        created(a, "p2", R"({"age":1})");
        created(a, "p3", R"({"age":2})");
        Answer answer;
        Query *query = a->createFetchQuery(m_collection, json(R"({"age":{"$gte":2},"$sort":{"age":1}})"), {},
                                           answer.callback());
        QTRY_COMPARE(answer.count, 1);
        QVERIFY(!answer.error);
        QVERIFY(query->isReady());
        QCOMPARE(query->results().size(), 2);
        QCOMPARE(query->results()[0]->id(), Key(u"p3"));
        QCOMPARE(query->results()[1]->data(), json(R"({"age":3})"));
        query->destroy();

        Answer counted;
        Query *count = a->createFetchQuery(m_collection, json(R"({"$count":true})"), {}, counted.callback());
        QTRY_COMPARE(counted.count, 1);
        QCOMPARE(count->extra(), Value(3));
    }

    void followsQueries()
    {
        Connection *a = connectDirectly();
        Doc *p1 = created(a, "p1", R"({"age":3})");
        created(a, "p2", R"({"age":1})");
        Connection *b = connectDirectly();
        Answer answer;
        Query *query = b->createSubscribeQuery(m_collection, json(R"({"age":{"$gte":2},"$sort":{"age":1}})"), {},
                                               answer.callback());
        QTRY_COMPARE(answer.count, 1);
        const auto ids = [&] {
            QStringList list;
            for (Doc *doc : query->results())
                list << doc->id().toString();
            return list.join(u' ');
        };
        QCOMPARE(ids(), QStringLiteral("p1"));
        QSignalSpy inserted(query, &Query::inserted);
        QSignalSpy removed(query, &Query::removed);
        QSignalSpy moved(query, &Query::moved);

        Doc *p3 = created(a, "p3", R"({"age":2})");
        QTRY_COMPARE(ids(), QStringLiteral("p3 p1"));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted[0][1].toLongLong(), 0);
        p3->submitOp(json(R"([{"p":["age"],"na":5}])"), {}, {});
        QTRY_COMPARE(ids(), QStringLiteral("p1 p3"));
        QTRY_COMPARE(b->get(m_collection, Key(u"p3"))->data(), json(R"({"age":7})"));
        QCOMPARE(moved.count() + removed.count(), 1);
        p1->submitOp(json(R"([{"p":["age"],"na":-3}])"), {}, {});
        QTRY_COMPARE(ids(), QStringLiteral("p3"));
        QTRY_COMPARE(b->get(m_collection, Key(u"p1"))->version(), 2);

        // What happened meanwhile comes as a difference.
        b->close();
        p1->submitOp(json(R"([{"p":["age"],"na":10}])"), {}, {});
        QTRY_VERIFY(!p1->hasPending());
        b->open();
        QTRY_COMPARE(ids(), QStringLiteral("p3 p1"));
        QTRY_COMPARE(b->get(m_collection, Key(u"p1"))->data(), json(R"({"age":10})"));

        p3->del({}, {});
        QTRY_COMPARE(ids(), QStringLiteral("p1"));
        query->destroy();
        QTRY_VERIFY(!b->hasPending());
    }

    void asksForThePast()
    {
        Connection *a = connectDirectly();
        Doc *doc = created(a, "x", R"({"n":1})");
        doc->submitOp(json(R"([{"p":["n"],"na":1}])"), {}, {});
        QTRY_VERIFY(!doc->hasPending());
        doc->del({}, {});
        QTRY_VERIFY(!doc->hasPending());
        const auto at = [&](std::optional<qint64> version) {
            auto future = a->fetchSnapshot(m_collection, Key(u"x"), version);
            if (!QTest::qWaitFor([&] { return future.isFinished(); }))
                throw std::runtime_error("no answer");
            return future.result();
        };
        QCOMPARE(at(0).exists(), false);
        QCOMPARE(at(1).data, json(R"({"n":1})"));
        QCOMPARE(at(2).data, json(R"({"n":2})"));
        QCOMPARE(at(2).id, Key(u"x"));
        QCOMPARE(at({}).exists(), false);
        QCOMPARE(at({}).version, 3);
        QVERIFY_THROWS_EXCEPTION(Error, (void)at(-1));
        QVERIFY_THROWS_EXCEPTION(Error, (void)at(9));

        const auto ops = [&](qint64 from, std::optional<qint64> to) {
            auto future = a->fetchOps(m_collection, Key(u"x"), from, to);
            if (!QTest::qWaitFor([&] { return future.isFinished(); }))
                throw std::runtime_error("no answer");
            QStringList kinds;
            for (const Op &op : future.result()) {
                static const char *const names[] = {"noop", "edit", "create", "del"};
                kinds << QString::number(op.version) + QLatin1StringView(names[int(op.kind)]);
            }
            return kinds.join(u' ');
        };
        QCOMPARE(ops(0, {}), QStringLiteral("0create 1edit 2del"));
        QCOMPARE(ops(1, 2), QStringLiteral("1edit"));
        QCOMPARE(ops(9, {}), QString());

        auto now = a->fetchSnapshotByTimestamp(m_collection, Key(u"x"));
        QTRY_VERIFY(now.isFinished());
        QCOMPARE(now.result().version, 3);
        auto before = a->fetchSnapshotByTimestamp(m_collection, Key(u"x"), 1);
        QTRY_VERIFY(before.isFinished());
        QCOMPARE(before.result().version, 0);
    }

    void showsPresence()
    {
        Connection *a = connectDirectly();
        Connection *b = connectDirectly();
        const Key channel = createConnectionId();
        Presence *theirs = b->presence(channel);
        QSignalSpy received(theirs, &Presence::received);
        Answer answer;
        theirs->subscribe(answer.callback());
        QTRY_COMPARE(answer.count, 1);
        QVERIFY(theirs->isSubscribed());

        Presence *mine = a->presence(channel);
        Answer subscribed;
        mine->subscribe(subscribed.callback());
        QTRY_COMPARE(subscribed.count, 1);
        LocalPresence *cursor = mine->create(Key(u"cursor"));
        Answer submitted;
        cursor->submit(json(R"({"x":1})"), submitted.callback());
        QTRY_COMPARE(submitted.count, 1);
        QTRY_COMPARE(theirs->remotePresences().value(Key(u"cursor")), json(R"({"x":1})"));
        QTRY_COMPARE(received.count(), 1);

        // Who comes later is shown it again.
        Connection *c = connectDirectly();
        Presence *late = c->presence(channel);
        late->subscribe(Callback());
        QTRY_COMPARE(late->remotePresences().value(Key(u"cursor")), json(R"({"x":1})"));

        cursor->destroy();
        QTRY_VERIFY(theirs->remotePresences().isEmpty());
        QTRY_VERIFY(mine->localPresences().isEmpty());

        LocalPresence *other = mine->create(Key(u"other"));
        other->submit(Value(5), Callback());
        QTRY_COMPARE(late->remotePresences().value(Key(u"other")), Value(5));
        a->close();
        QTRY_VERIFY(late->remotePresences().isEmpty());
        other->submit(Value(6), Callback());
        other->submit(Value(7), Callback());
        a->open();
        QTRY_COMPARE(late->remotePresences().value(Key(u"other")), Value(7));
    }

    void refusesPresenceOfTypesWithout()
    {
        Connection *a = connectDirectly();
        created(a, "x", "{}");
        DocPresence *presence = a->docPresence(m_collection, Key(u"x"));
        LocalPresence *local = presence->create();
        Answer answer;
        local->submit(Value(1), answer.callback());
        QTRY_COMPARE(answer.count, 1);
        QVERIFY(answer.error.is(ErrorCode::TypeDoesNotSupportPresence));
    }

    void tellsWhenNothingIsPending()
    {
        Connection *a = connectDirectly();
        Doc *doc = a->get(m_collection, Key(u"x"));
        doc->create(json(R"({"n":1})"), {}, {}, {});
        Query *query = a->createFetchQuery(m_collection, json("{}"));
        QVERIFY(a->hasPending() && a->hasWritePending());
        bool done = false;
        a->whenNothingPending([&] { done = true; });
        QVERIFY(!done);
        QTRY_VERIFY(done);
        QVERIFY(!a->hasPending() && !a->hasWritePending());
        QVERIFY(query->isReady());
        QCOMPARE(doc->version(), 1);
    }

    void forgetsDestroyedDocuments()
    {
        Connection *a = connectDirectly();
        Doc *doc = created(a, "x", R"({"n":1})");
        doc->subscribe(Callback());
        const QPointer<Doc> guard(doc);
        Answer answer;
        doc->destroy(answer.callback());
        QCOMPARE(a->existing(m_collection, Key(u"x")), doc);
        QTRY_COMPARE(answer.count, 1);
        QCOMPARE(a->existing(m_collection, Key(u"x")), nullptr);
        QTRY_VERIFY(!guard);
    }
};

QTEST_GUILESS_MAIN(tst_ServerReads)
#include "tst_serverreads.moc"
