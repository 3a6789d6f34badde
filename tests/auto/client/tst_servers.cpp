// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "testservers.h"

#include <Racer/backend.h>
#include <Racer/doc.h>
#include <Racer/gateway.h>
#include <Racer/id.h>
#include <Racer/json.h>
#include <Racer/presence.h>
#include <Racer/query.h>
#include <Racer/websockettransport.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <map>
#include <stdexcept>

using namespace Racer;

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

// What a callback told.
struct Answer
{
    Callback callback()
    {
        return [this](const Error &e) {
            ++count;
            error = e;
        };
    }
    int count = 0;
    Error error;
};

} // namespace

// The same behaviour against every server that speaks the protocol.
class tst_Servers : public QObject
{
    Q_OBJECT

private:
    struct Server
    {
        std::unique_ptr<NodeServer> node;
        std::unique_ptr<Backend> backend;
        std::unique_ptr<Gateway> gateway;
        quint16 port = 0; // none: in this process
    };

    std::map<QString, Server> m_servers; // started when first needed, kept to the end
    Server *m_server = nullptr;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::unique_ptr<TcpProxy> m_proxy;
    Key m_collection;

    static Server start(const QString &kind)
    {
        Server server;
        if (kind.startsWith(u"sharedb")) {
            server.node = std::make_unique<NodeServer>(
                QStringList{QStringLiteral("--sharedb"), kind, QStringLiteral("--projection"),
                            QStringLiteral("names=people:name")});
            server.port = server.node->port();
            return server;
        }
        BackendOptions options;
        options.presence = true;
        server.backend = std::make_unique<Backend>(std::move(options));
        server.backend->addProjection(Key(u"names"), Key(u"people"), {QStringLiteral("name")});
        if (kind == u"racer over WebSocket") {
            server.gateway = std::make_unique<Gateway>(server.backend.get());
            server.gateway->listen(QHostAddress::LocalHost, 0);
            server.port = server.gateway->serverPort();
        }
        return server;
    }

    Connection *connectTo(quint16 port)
    {
        std::unique_ptr<Transport> transport;
        if (port)
            transport = std::make_unique<WebSocketTransport>(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port)));
        else
            transport = m_server->backend->createTransport();
        auto connection = std::make_unique<Connection>(std::move(transport));
        ReconnectPolicy policy;
        policy.firstDelay = 10;
        policy.maxDelay = 50;
        connection->setReconnectPolicy(policy);
        connection->open();
        m_connections.push_back(std::move(connection));
        return m_connections.back().get();
    }
    Connection *connectDirectly() { return connectTo(m_server->port); }

    // A line that can be cut with m_proxy; nullptr where there is none.
    Connection *connectThroughProxy()
    {
        if (!m_server->port)
            return nullptr;
        m_proxy = std::make_unique<TcpProxy>(m_server->port);
        return connectTo(m_proxy->serverPort());
    }

    Doc *created(Connection *connection, const char *id, const char *data)
    {
        Doc *doc = connection->get(m_collection, Key(QString::fromLatin1(id)));
        Answer answer;
        doc->create(json(data), {}, {}, answer.callback());
        if (!QTest::qWaitFor([&] { return answer.count == 1; }) || answer.error)
            qWarning() << "not created:" << answer.error.message();
        return doc;
    }
    Doc *subscribed(Connection *connection, const char *id)
    {
        Doc *doc = connection->get(m_collection, Key(QString::fromLatin1(id)));
        doc->subscribe(Callback([](const Error &error) { if (error) qWarning() << error.message(); }));
        if (!QTest::qWaitFor([&] { return doc->isSubscribed() && !doc->hasPending(); }))
            qWarning() << "not subscribed";
        return doc;
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("server");
        QTest::newRow("sharedb 7 on Node") << QStringLiteral("sharedb");
        QTest::newRow("sharedb 6 on Node") << QStringLiteral("sharedb6");
        QTest::newRow("sharedb 5 on Node") << QStringLiteral("sharedb5");
        QTest::newRow("racer in this process") << QStringLiteral("racer in this process");
        QTest::newRow("racer over WebSocket") << QStringLiteral("racer over WebSocket");
    }

    void init()
    {
        QFETCH_GLOBAL(QString, server);
        auto found = m_servers.find(server);
        if (found == m_servers.end())
            found = m_servers.emplace(server, start(server)).first;
        m_server = &found->second;
        QVERIFY(m_server->backend || m_server->port);
        m_collection = createConnectionId();
    }

    void cleanup()
    {
        m_connections.clear();
        m_proxy.reset();
    }

    void cleanupTestCase() { m_servers.clear(); }

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

QTEST_GUILESS_MAIN(tst_Servers)
#include "tst_servers.moc"
