// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "serverfixture.h"

#include <QtTest/QSignalSpy>

using namespace Racer;

// Edits, conflicts and lost connections.
class tst_Servers : public ServerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void connects()
    {
        Connection *connection = connectDirectly();
        QSignalSpy states(connection, &Connection::stateChanged);
        QTRY_COMPARE(connection->state(), Connection::State::Connected);
        QVERIFY(connection->canSend());
        QCOMPARE(connection->id().size(), 32);
        QSignalSpy pongs(connection, &Connection::pong);
        connection->ping();
        QTRY_COMPARE(pongs.count(), 1);
        connection->close();
        QCOMPARE(connection->state(), Connection::State::Closed);
        QVERIFY_THROWS_EXCEPTION(Error, connection->ping());
    }

    void keepsItsIdAcrossReconnects()
    {
        Connection *connection = connectDirectly();
        QTRY_VERIFY(connection->canSend());
        const Key id = connection->id();
        connection->close();
        connection->open();
        QTRY_VERIFY(connection->canSend());
        QCOMPARE(connection->id(), id);
    }

    void createsEditsAndDeletes()
    {
        Connection *a = connectDirectly();
        Connection *b = connectDirectly();
        Doc *mine = created(a, "x", R"({"n":1,"list":[1]})");
        QCOMPARE(mine->version(), 1);
        Doc *theirs = subscribed(b, "x");
        QCOMPARE(theirs->data(), json(R"({"n":1,"list":[1]})"));

        QSignalSpy ops(theirs, &Doc::op);
        mine->submitOp(json(R"([{"p":["n"],"na":2}])"), {}, {});
        QCOMPARE(mine->data().value(u"n"), Value(3));
        QTRY_COMPARE(theirs->data().value(u"n"), Value(3));
        QCOMPARE(ops.count(), 1);
        QCOMPARE(ops[0][1].value<Value>(), Value(false));
        QCOMPARE(ops[0][2].value<Key>(), a->id());

        QSignalSpy deleted(theirs, &Doc::deleted);
        Answer answer;
        mine->del({}, answer.callback());
        QVERIFY(!mine->exists());
        QTRY_COMPARE(answer.count, 1);
        QTRY_COMPARE(deleted.count(), 1);
        QCOMPARE(deleted[0][0].value<Value>(), json(R"({"n":3,"list":[1]})"));
        QVERIFY(!theirs->exists());
        QCOMPARE(theirs->version(), 3);

        theirs->create(json("{}"), {}, {}, {});
        QTRY_COMPARE(mine->version(), 3);
        Answer fetched;
        mine->fetch(fetched.callback());
        QTRY_COMPARE(fetched.count, 1);
        QTRY_COMPARE(theirs->version(), 4);
        QTRY_VERIFY(!theirs->hasPending());
        QTRY_VERIFY((mine->fetch(Callback()), mine->exists()));
    }

    void convergesOnConcurrentInserts()
    {
        Connection *a = connectDirectly();
        Connection *b = connectDirectly();
        Doc *first = created(a, "x", R"({"list":[1,2]})");
        first->subscribe(Callback());
        QTRY_VERIFY(first->isSubscribed());
        Doc *second = subscribed(b, "x");
        for (int i = 0; i < 20; ++i) {
            first->submitOp(json(R"([{"p":["list",0],"li":"A"}])"), {}, {});
            second->submitOp(json(R"([{"p":["list",1],"li":"B"}])"), {}, {});
            if (i % 3 == 0)
                QTest::qWait(1);
        }
        QTRY_VERIFY(!first->hasPending() && !second->hasPending() && first->version() == second->version());
        QCOMPARE(first->data(), second->data());
        QCOMPARE(first->data().value(u"list").size(), 42);
    }

    void convergesOnConcurrentText()
    {
        Connection *a = connectDirectly();
        Connection *b = connectDirectly();
        Doc *first = created(a, "x", R"({"t":"hello"})");
        first->subscribe(Callback());
        QTRY_VERIFY(first->isSubscribed());
        Doc *second = subscribed(b, "x");
        for (int i = 0; i < 30; ++i) {
            first->submitOp(json(R"([{"p":["t",0],"si":"a€"}])"), {}, {});
            second->submitOp(json(R"([{"p":["t",1],"si":"x😀"}])"), {}, {});
            if (i % 4 == 0)
                QTest::qWait(1);
        }
        QTRY_VERIFY(!first->hasPending() && !second->hasPending() && first->version() == second->version());
        QCOMPARE(first->data(), second->data());
        QCOMPARE(first->data().value(u"t").size(), 5 + 60 + 90);
    }

    void composesWhatOneTurnSubmits()
    {
        Connection *a = connectDirectly();
        QTRY_VERIFY(a->canSend());
        Doc *doc = a->get(m_collection, Key(u"x"));
        Answer answers[6];
        doc->create(json(R"({"n":1})"), {}, {}, answers[0].callback());
        doc->submitOp(json(R"([{"p":["n"],"na":1}])"), {}, answers[1].callback());
        doc->del({}, answers[2].callback());
        doc->create(json(R"({"z":1})"), {}, {}, answers[3].callback());
        doc->submitOp(json(R"([{"p":["z"],"na":1}])"), {}, answers[4].callback());
        doc->submitOp(json(R"([{"p":["z"],"na":1}])"), {}, answers[5].callback());
        for (Answer &answer : answers)
            QTRY_COMPARE(answer.count, 1);
        QCOMPARE(doc->version(), 3);
        QCOMPARE(doc->data(), json(R"({"z":3})"));

        doc->setPreventCompose(true);
        doc->submitOp(json(R"([{"p":["z"],"na":1}])"), {}, {});
        doc->submitOp(json(R"([{"p":["z"],"na":1}])"), {}, {});
        QTRY_COMPARE(doc->version(), 5);
    }

    void holdsOpsWhilePaused()
    {
        Connection *a = connectDirectly();
        Doc *doc = created(a, "x", R"({"n":1})");
        doc->pause();
        Answer answer;
        doc->submitOp(json(R"([{"p":["n"],"na":1}])"), {}, answer.callback());
        QSignalSpy pongs(a, &Connection::pong);
        QTest::qWait(0);
        a->ping();
        QTRY_COMPARE(pongs.count(), 1);
        QCOMPARE(answer.count, 0);
        QVERIFY(doc->hasWritePending());
        doc->resume();
        QTRY_COMPARE(answer.count, 1);
        QVERIFY(!answer.error);
    }

    void reloadsAfterACreateConflict()
    {
        Connection *a = connectDirectly();
        Connection *b = connectDirectly();
        created(a, "x", R"({"z":1})");
        QTRY_VERIFY(b->canSend());
        Doc *doc = b->get(m_collection, Key(u"x"));
        QSignalSpy loaded(doc, &Doc::loaded);
        Answer create;
        Answer edit;
        doc->setPreventCompose(true);
        doc->create(json(R"({"z":2})"), {}, {}, create.callback());
        doc->submitOp(json(R"([{"p":["z"],"na":1}])"), {}, edit.callback());
        QTRY_COMPARE(create.count, 1);
        QVERIFY(create.error.is(ErrorCode::DocAlreadyCreated));
        QVERIFY(edit.error.is(ErrorCode::DocAlreadyCreated));
        QCOMPARE(doc->data(), json(R"({"z":1})"));
        QCOMPARE(doc->version(), 1);
        QCOMPARE(loaded.count(), 1);
    }

    void takesBackWhatAProjectionRefuses()
    {
        Connection *a = connectDirectly();
        const Key id = createConnectionId();
        Doc *person = a->get(Key(u"people"), id);
        Answer answer;
        person->create(json(R"({"name":"Ann","age":3})"), {}, {}, answer.callback());
        QTRY_COMPARE(answer.count, 1);
        Doc *name = a->get(Key(u"names"), id);
        name->subscribe(Callback());
        QTRY_COMPARE(name->data(), json(R"({"name":"Ann"})"));

        QSignalSpy ops(name, &Doc::op);
        Answer refused;
        Answer accepted;
        name->setPreventCompose(true);
        name->submitOp(json(R"([{"p":["age"],"oi":5}])"), {}, refused.callback());
        name->submitOp(json(R"([{"p":["name",0],"si":"J"}])"), {}, accepted.callback());
        QTRY_COMPARE(refused.count + accepted.count, 2);
        QVERIFY(refused.error.is(ErrorCode::OpNotAllowedInProjection));
        QVERIFY(!accepted.error);
        QCOMPARE(name->data(), json(R"({"name":"JAnn"})"));
        QTRY_COMPARE(ops.count(), 3); // two of its own and the inverse of the first
        QTRY_COMPARE(person->version(), 1);
        Answer fetched;
        person->fetch(fetched.callback());
        QTRY_COMPARE(fetched.count, 1);
        QCOMPARE(person->data(), json(R"({"name":"JAnn","age":3})"));
    }

    void sendsWhatWasTypedOffline()
    {
        Connection *a = connectDirectly();
        Doc *doc = created(a, "x", R"({"n":1})");
        doc->subscribe(Callback());
        QTRY_VERIFY(doc->isSubscribed());
        a->close();
        QVERIFY(!doc->isSubscribed());
        Answer answer;
        doc->submitOp(json(R"([{"p":["n"],"na":5}])"), {}, answer.callback());
        Connection *b = connectDirectly();
        Doc *other = subscribed(b, "x");
        other->submitOp(json(R"([{"p":["n"],"na":10}])"), {}, {});
        QTRY_VERIFY(!other->hasPending());
        QCOMPARE(answer.count, 0);
        a->open();
        QTRY_COMPARE(answer.count, 1);
        QTRY_COMPARE(doc->data(), json(R"({"n":16})"));
        QTRY_COMPARE(other->data(), json(R"({"n":16})"));
        QTRY_VERIFY(doc->isSubscribed());
    }

    void resendsExactlyOnce()
    {
        Connection *a = connectThroughProxy();
        if (!a)
            return; // nothing to cut in a process
        Doc *doc = created(a, "x", R"({"n":0,"l":[]})");
        doc->subscribe(Callback());
        QTRY_VERIFY(doc->isSubscribed());
        Connection *b = connectDirectly();
        Doc *other = subscribed(b, "x");
        int acknowledged = 0;
        for (int i = 0; i < 10; ++i) {
            // The op arrives, its acknowledgement does not.
            m_proxy->deaf = true;
            doc->submitOp(json(R"([{"p":["n"],"na":1}])"), {}, [&](const Error &e) { acknowledged += !e; });
            QTRY_COMPARE(other->data().value(u"n"), Value(i + 1));
            other->submitOp(json(R"([{"p":["l",0],"li":"b"}])"), {}, {});
            QTRY_VERIFY(!other->hasPending());
            doc->submitOp(json(R"([{"p":["l",0],"li":"a"}])"), {}, [&](const Error &e) { acknowledged += !e; });
            m_proxy->deaf = false;
            m_proxy->cut();
            QTRY_COMPARE(acknowledged, 2 * (i + 1));
            QTRY_VERIFY(!doc->hasPending() && doc->isSubscribed());
            QTRY_COMPARE(other->data(), doc->data());
            QCOMPARE(doc->data().value(u"n"), Value(i + 1));
            QCOMPARE(doc->data().value(u"l").size(), 2 * (i + 1));
        }
        QCOMPARE(doc->version(), 31);
    }

    void resendsACreation()
    {
        Connection *a = connectThroughProxy();
        if (!a)
            return;
        QTRY_VERIFY(a->canSend());
        Connection *b = connectDirectly();
        Doc *other = subscribed(b, "x");
        m_proxy->deaf = true;
        Doc *doc = a->get(m_collection, Key(u"x"));
        Answer answer;
        doc->create(json(R"({"n":1})"), {}, {}, answer.callback());
        QTRY_VERIFY(other->exists());
        m_proxy->deaf = false;
        m_proxy->cut();
        QTRY_COMPARE(answer.count, 1);
        QVERIFY(!answer.error);
        QCOMPARE(doc->version(), 1);
    }

    void survivesManyCuts()
    {
        Connection *a = connectThroughProxy();
        if (!a)
            return;
        Doc *doc = created(a, "x", R"({"n":0})");
        doc->subscribe(Callback());
        Connection *b = connectDirectly();
        Doc *other = subscribed(b, "x");
        int acknowledged = 0;
        for (int i = 0; i < 100; ++i) {
            doc->submitOp(json(R"([{"p":["n"],"na":1}])"), {}, [&](const Error &e) { acknowledged += !e; });
            other->submitOp(json(R"([{"p":["n"],"na":1000}])"), {}, {});
            if (i % 10 == 7)
                m_proxy->cut();
            QTest::qWait(i % 3);
        }
        QTRY_COMPARE(acknowledged, 100);
        QTRY_VERIFY(!other->hasPending());
        QTRY_COMPARE(doc->data().value(u"n"), Value(100'100));
        QTRY_COMPARE(other->data().value(u"n"), Value(100'100));
    }
};

QTEST_GUILESS_MAIN(tst_Servers)
#include "tst_servers.moc"
