// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/doc.h>
#include <Racer/fakeserver.h>
#include <Racer/query.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

class tst_FakeServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingHappensByItself();
    void latencyIsTheTimeOfOneWay();
    void jitterKeepsTheOrder();
    void twoClients();
    void directWrites();
    void directWritesThatFail();
    void refusals();
    void cutAndRestored();
    void oneClientIsCut();
    void droppedMessages();
    void paused();
    void automatic();
    void queries();
    void serverGoesFirst();
    void clientsGoWithMessagesOnTheirWay();
};

namespace {

Error outcome(const Confirmation &confirmation, FakeServer &server)
{
    server.settle();
    return confirmation.isDone() ? confirmation.error() : Error(QStringLiteral("no answer"));
}

} // namespace

void tst_FakeServer::nothingHappensByItself()
{
    FakeServer server;
    const auto model = server.createModel();
    QTest::qWait(0);
    QCOMPARE(model->connection()->state(), Connection::State::Connecting);
    QCOMPARE(server.inTransit(), 1);
    server.advance(0); // the line opens, and the clients are greeted
    QCOMPARE(model->connection()->state(), Connection::State::Connected);
    QCOMPARE(server.now(), 0);
    QCOMPARE(server.inTransit(), 0);
}

void tst_FakeServer::latencyIsTheTimeOfOneWay()
{
    FakeServer server;
    const auto model = server.createModel();
    server.settle();
    server.setLatency(20);
    const Mutation added = model->create(u"songs.a", Value::object({{u"title", u"A"}}));
    QCOMPARE(model->get(u"songs.a.title"), Value(u"A")); // at once, here
    server.advance(19);
    QVERIFY(server.get(u"songs.a").isUndefined());
    server.advance(1);
    QCOMPARE(server.get(u"songs.a.title"), Value(u"A"));
    QVERIFY(!added.isDone());
    server.advance(19);
    QVERIFY(!added.isDone());
    server.advance(1);
    QVERIFY(added.isDone());
    QCOMPARE(server.now(), 40);
}

void tst_FakeServer::jitterKeepsTheOrder()
{
    const auto run = [](quint32 seed) {
        FakeServer server;
        const auto model = server.createModel();
        server.settle();
        server.set(u"songs.a", Value::object({{u"n", 0}}));
        const Confirmation subscribed = model->subscribeDoc(u"songs", u"a");
        server.settle();
        server.setLatency(5);
        server.setJitter(50);
        server.setSeed(seed);
        QList<double> seen;
        QList<qint64> times;
        model->on<ChangeEvent>(u"songs.a.n", [&](const ChangeEvent &event) {
            seen << event.value.toDouble();
            times << server.now();
        });
        for (int n = 1; n <= 20; ++n) {
            server.set(u"songs.a.n", n);
            server.advance(3);
        }
        server.settle();
        return std::is_sorted(seen.cbegin(), seen.cend()) && seen.size() == 20 ? times : QList<qint64>();
    };
    const QList<qint64> times = run(7);
    QCOMPARE(times.size(), 20);
    QCOMPARE(run(7), times); // every run is the same
    QVERIFY(run(8) != times);
}

void tst_FakeServer::twoClients()
{
    FakeServer server;
    const auto a = server.createModel();
    const auto b = server.createModel();
    server.settle();
    server.setLatency(10);
    const Confirmation subscribed = b->subscribeDoc(u"songs", u"a");
    const Confirmation subscribedToo = a->subscribeDoc(u"songs", u"a");
    const Mutation added = a->create(u"songs.a", Value::object({{u"title", u"A"}}));
    server.advance(10);
    QVERIFY(b->get(u"songs.a").isNullish());
    server.advance(10);
    QCOMPARE(b->get(u"songs.a.title"), Value(u"A"));
    // Both write at the same time: in the end they agree.
    const Mutation left = a->set(u"songs.a.title", u"left");
    const Mutation right = b->set(u"songs.a.title", u"right");
    QVERIFY(server.settle());
    QCOMPARE(a->get(u"songs.a.title"), b->get(u"songs.a.title"));
    QCOMPARE(server.get(u"songs.a.title"), a->get(u"songs.a.title"));
}

void tst_FakeServer::directWrites()
{
    FakeServer server;
    const auto model = server.createModel();
    server.settle();
    server.setLatency(10);
    QVERIFY(server.set(u"songs.a", Value::object({{u"title", u"A"}, {u"year", 1}})).isNull());
    const Confirmation subscribed = model->subscribeDoc(u"songs", u"a");
    server.advance(20);
    QCOMPARE(model->get(u"songs.a.year"), Value(1));
    QVERIFY(server.set(u"songs.a.title", u"B").isNull());
    QVERIFY(server.del(u"songs.a.year").isNull());
    QCOMPARE(model->get(u"songs.a.title"), Value(u"A"));
    server.advance(10);
    QCOMPARE(model->get(u"songs.a"), Value::object({{u"title", u"B"}, {u"id", u"a"}}));
    QVERIFY(server.set(u"songs.a", Value::object({{u"title", u"C"}})).isNull()); // it is there already
    server.advance(10);
    QCOMPARE(model->get(u"songs.a.title"), Value(u"C"));
    QVERIFY(server.del(u"songs.a").isNull());
    server.advance(10);
    QVERIFY(model->get(u"songs.a").isUndefined());
    QVERIFY(server.set(u"songs.b.title", u"new").isNull()); // and there not yet
    QCOMPARE(server.get(u"songs.b.title"), Value(u"new"));
}

void tst_FakeServer::directWritesThatFail()
{
    FakeServer server;
    QCOMPARE(server.set(u"songs", 1).message(), u"\"songs\" names no document"_qs);
    server.refuse(u"no"_qs);
    QVERIFY(server.set(u"songs.a", Value::object()).isNull()); // it is not one of the clients
    server.backend()->use(Actions::submit, [](SubmitRequest &, const Next &next) { next(Error(u"closed"_qs)); });
    QCOMPARE(server.set(u"songs.a.x", 1).message(), u"closed"_qs);
}

void tst_FakeServer::refusals()
{
    FakeServer server;
    const auto model = server.createModel();
    server.settle();
    QVERIFY(outcome(model->create(u"songs.a", Value::object({{u"n", 0}})), server).isNull());
    server.refuse(u"not today"_qs);
    const Mutation refused = model->set(u"songs.a.n", 1);
    QCOMPARE(model->get(u"songs.a.n"), Value(1));
    QCOMPARE(outcome(refused, server).message(), u"not today"_qs);
    QCOMPARE(model->get(u"songs.a.n"), Value(0)); // rolled back
    server.refuse(u"not this one"_qs, u"songs.a"_qs);
    QCOMPARE(outcome(model->set(u"songs.a.n", 1), server).message(), u"not this one"_qs);
    QVERIFY(outcome(model->create(u"songs.b", Value::object({{u"n", 0}})), server).isNull());
    server.refuse(u"not here"_qs, u"songs"_qs);
    QCOMPARE(outcome(model->set(u"songs.b.n", 1), server).message(), u"not here"_qs);
    QVERIFY(outcome(model->create(u"tunes.b", Value::object({{u"n", 0}})), server).isNull());
    server.refuse([](const SubmitRequest &request) {
        return request.op.doc.id == Key(u"b") ? Error(u"no b"_qs) : Error();
    });
    QCOMPARE(outcome(model->set(u"tunes.b.n", 1), server).message(), u"no b"_qs);
    server.accept();
    QVERIFY(outcome(model->set(u"tunes.b.n", 1), server).isNull());
}

void tst_FakeServer::cutAndRestored()
{
    FakeServer server;
    const auto model = server.createModel();
    server.settle();
    server.set(u"songs.a", Value::object({{u"n", 0}}));
    const Confirmation subscribed = model->subscribeDoc(u"songs", u"a");
    server.settle();
    QSignalSpy online(&server, &FakeServer::onlineChanged);

    server.setLatency(10);
    const Mutation lost = model->set(u"songs.a.n", 1);
    server.advance(5);
    server.cut(); // the write is on its way
    QCOMPARE(server.inTransit(), 0);
    QVERIFY(!server.isOnline());
    QCOMPARE(model->connection()->state(), Connection::State::Disconnected);
    server.advance(1000);
    QCOMPARE(server.get(u"songs.a.n"), Value(0));
    QCOMPARE(model->get(u"songs.a.n"), Value(1));
    server.set(u"songs.a.other", true);
    model->connection()->open();
    server.advance(1000);
    QCOMPARE(model->connection()->state(), Connection::State::Disconnected); // nothing comes through

    server.restore();
    QVERIFY(server.isOnline());
    server.settle();
    QCOMPARE(model->connection()->state(), Connection::State::Connected);
    QVERIFY(lost.isDone());
    QCOMPARE(server.get(u"songs.a.n"), Value(1));
    QCOMPARE(model->get(u"songs.a.other"), Value(true));
    QCOMPARE(online.size(), 2);
}

void tst_FakeServer::oneClientIsCut()
{
    FakeServer server;
    const auto a = server.createModel();
    const auto b = server.createModel();
    server.settle();
    server.cut(a->connection());
    QCOMPARE(a->connection()->state(), Connection::State::Disconnected);
    QCOMPARE(b->connection()->state(), Connection::State::Connected);
    QVERIFY(server.isOnline());
    QCOMPARE(server.backend()->agentCount(), 1);
    server.restore();
    server.settle();
    QCOMPARE(a->connection()->state(), Connection::State::Connected);
    QCOMPARE(server.backend()->agentCount(), 2);
}

void tst_FakeServer::droppedMessages()
{
    FakeServer server;
    const auto model = server.createModel();
    server.settle();
    server.set(u"songs.a", Value::object({{u"n", 0}}));
    const Confirmation subscribed = model->subscribeDoc(u"songs", u"a");
    server.settle();
    server.drop(FakeServer::ToClient);
    server.set(u"songs.a.n", 1);
    server.settle();
    QCOMPARE(model->get(u"songs.a.n"), Value(0));
    server.set(u"songs.a.m", 2); // from which the client sees that one is missing
    server.settle();
    QCOMPARE(model->get(u"songs.a.n"), Value(1));
    QCOMPARE(model->get(u"songs.a.m"), Value(2));
    server.drop(FakeServer::ToServer);
    const Mutation lost = model->set(u"songs.a.n", 3);
    server.settle();
    QVERIFY(!lost.isDone());
    server.cut();
    server.restore();
    server.settle();
    QVERIFY(lost.isDone()); // what was not acknowledged is sent again
    QCOMPARE(server.get(u"songs.a.n"), Value(3));
}

void tst_FakeServer::paused()
{
    FakeServer server;
    const auto model = server.createModel();
    server.settle();
    server.setPaused(true);
    const Mutation added = model->create(u"songs.a", Value::object());
    server.advance(100);
    QVERIFY(!server.settle());
    QVERIFY(!added.isDone());
    QCOMPARE(server.now(), 100);
    server.setPaused(false);
    QVERIFY(!added.isDone());
    QVERIFY(server.settle());
    QVERIFY(added.isDone());
}

void tst_FakeServer::automatic()
{
    FakeServer server;
    server.setLatency(1'000'000);
    server.setAutomatic(true);
    const auto model = server.createModel();
    const Mutation added = model->create(u"songs.a", Value::object());
    QTRY_VERIFY(added.isDone());
    QVERIFY(server.now() >= 4'000'000);
    server.setAutomatic(false);
    const Mutation next = model->set(u"songs.a.n", 1);
    QTest::qWait(0);
    QVERIFY(!next.isDone());
    server.setAutomatic(true); // what waits goes on
    QTRY_VERIFY(next.isDone());
}

void tst_FakeServer::queries()
{
    FakeServer server;
    const auto connection = server.connectTo();
    server.set(u"songs.a", Value::object({{u"n", 1}}));
    const Query *const query = connection->createSubscribeQuery(u"songs", Value::object({{u"n", 1}}));
    server.settle();
    QCOMPARE(query->results().size(), 1);
    server.setLatency(10);
    server.set(u"songs.b", Value::object({{u"n", 1}}));
    QCOMPARE(query->results().size(), 1);
    server.advance(10);
    QCOMPARE(query->results().size(), 2);
}

void tst_FakeServer::serverGoesFirst()
{
    auto server = std::make_unique<FakeServer>();
    const auto model = server->createModel();
    server->settle();
    const Mutation added = model->create(u"songs.a", Value::object());
    server.reset();
    QCOMPARE(model->connection()->state(), Connection::State::Disconnected);
    added.ignore();
    model->connection()->open();
    QTest::qWait(0);
    QCOMPARE(model->connection()->state(), Connection::State::Disconnected);
    QCOMPARE(model->get(u"songs.a.id"), Value(u"a"));
}

void tst_FakeServer::clientsGoWithMessagesOnTheirWay()
{
    FakeServer server;
    auto model = server.createModel();
    server.settle();
    server.setLatency(10);
    model->create(u"songs.a", Value::object()).ignore();
    server.advance(10); // the answer is under way
    model->create(u"songs.b", Value::object()).ignore();
    model.reset();
    QCOMPARE(server.inTransit(), 0);
    QVERIFY(server.settle());
    QCOMPARE(server.backend()->agentCount(), 0);
    QVERIFY(!server.get(u"songs.a").isUndefined());
}

QTEST_GUILESS_MAIN(tst_FakeServer)
#include "tst_fakeserver.moc"
