// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "twomodels.h"

#include <Racer/context.h>
#include <Racer/gateway.h>
#include <Racer/modelquery.h>
#include <Racer/websockettransport.h>

#include <QtNetwork/QHostAddress>
#include <QtTest/QSignalSpy>

using namespace Racer;
using namespace ModelTest;

class tst_ConnectionState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void states();
    void lostAndStopped();
    void closing();
    void closingWithPendingCreate();
    void editsWhileOffline();
    void nothingPending();
    void withoutConnection();
    void theModelMayGoFirst_data();
    void theModelMayGoFirst();
};

namespace {

// A backend and one model, on the kind of transport that the global data asks for.
struct Server
{
    Server()
    {
        model.setUnloadDelay(0);
        model.connection()->setReconnectPolicy({.enabled = false});
        other.connection()->open();
    }

    [[nodiscard]] std::unique_ptr<Connection> connect()
    {
        QFETCH_GLOBAL(bool, inProcess);
        if (inProcess)
            return std::make_unique<Connection>(backend.createTransport());
        gateway.listen(QHostAddress::LocalHost, 0);
        const QUrl url(u"ws://127.0.0.1:%1/"_qs.arg(gateway.serverPort()));
        return std::make_unique<Connection>(std::make_unique<WebSocketTransport>(url));
    }

    [[nodiscard]] QString state() const { return model.get(u"$connection.state").toString(); }
    [[nodiscard]] bool isConnected() { return QTest::qWaitFor([this] { return state() == u"connected"; }); }

    Backend backend;
    Gateway gateway{&backend};
    RootModel model{connect()};
    RootModel other{std::make_unique<Connection>(backend.createTransport())};
};

} // namespace

void tst_ConnectionState::initTestCase_data()
{
    QTest::addColumn<bool>("inProcess");
    QTest::newRow("in process") << true;
    QTest::newRow("WebSocket") << false;
}

void tst_ConnectionState::states()
{
    Server server;
    QCOMPARE(server.state(), u"disconnected"_qs);
    Log log(server.model);
    server.model.connectToServer();
    QVERIFY(server.isConnected());
    QCOMPARE(log.take(), QStringList({uR"(change $connection.state "connecting" "disconnected")"_qs,
                                      uR"(change $connection.state "connected" "connecting")"_qs}));
    server.model.disconnectFromServer();
    const QStringList closing{uR"(change $connection.state "closed" "connected")"_qs,
                              uR"(change $connection.reason "closed" undef)"_qs};
    const QStringList opening{uR"(change $connection.state "connecting" "closed")"_qs,
                              uR"(change $connection.reason undef "closed")"_qs};
    const QStringList open{uR"(change $connection.state "connected" "connecting")"_qs};
    QCOMPARE(log.take(), closing);
    server.model.connectToServer();
    QVERIFY(server.isConnected());
    QCOMPARE(log.take(), opening + open);
    server.model.reconnect();
    QVERIFY(server.isConnected());
    QCOMPARE(log.take(), closing + opening + open);
    QVERIFY(confirmed(server.model.create(u"c.d", json("{}"))));
}

void tst_ConnectionState::lostAndStopped()
{
    Server server;
    server.model.connectToServer();
    QVERIFY(server.isConnected());
    Log log(server.model);
    server.gateway.close();
    server.backend.close();
    QTRY_VERIFY(server.state() != u"connected");
    QVERIFY(server.state() == u"disconnected" || server.state() == u"stopped");
    QVERIFY(!server.model.get(u"$connection.reason").isNullish());
    QCOMPARE(log.lines.size(), 2);
}

void tst_ConnectionState::closing()
{
    Server server;
    server.model.connectToServer();
    QVERIFY(server.isConnected());
    QVERIFY(confirmed(server.model.create(u"c.d", json("{}"))));
    const QFuture<void> closed = server.model.close();
    QTRY_VERIFY(closed.isFinished());
    QCOMPARE(server.state(), u"closed"_qs);
    const Mutation late = server.model.set(u"c.d.x", 1); // stays until the line is open again
    QCOMPARE(server.model.get(u"c.d.x"), Value(1));
    const QFuture<void> again = server.model.close();
    QTest::qWait(20);
    QVERIFY(!late.isDone());
    QVERIFY(!again.isFinished());
    server.model.connectToServer();
    QVERIFY(confirmed(late));
    QTRY_VERIFY(again.isFinished());
    QCOMPARE(server.state(), u"closed"_qs);
}

void tst_ConnectionState::closingWithPendingCreate()
{
    Server server;
    server.model.connectToServer();
    server.model.create(u"c.d", json(R"({"a":1})"));
    const QFuture<void> closed = server.model.close();
    QVERIFY(!closed.isFinished());
    QTRY_VERIFY(closed.isFinished());
    QVERIFY(confirmed(server.other.fetch(u"c.d")));
    QCOMPARE(server.other.get(u"c.d.a"), Value(1));
}

void tst_ConnectionState::editsWhileOffline()
{
    Server server;
    server.model.connectToServer();
    QVERIFY(confirmed(server.other.create(u"c.d", json(R"({"l":["x"]})"))));
    QVERIFY(confirmed(server.model.subscribe(u"c.d")));
    server.model.disconnectFromServer();
    Log log(server.model);
    const Mutation mine = server.model.push(u"c.d.l", u"mine");
    QVERIFY(confirmed(server.other.unshift(u"c.d.l", u"theirs")));
    QCOMPARE(log.take(), QStringList(uR"(insert c.d.l 1 ["mine"])"_qs));
    server.model.connectToServer();
    QVERIFY(confirmed(mine));
    QTRY_COMPARE(text(server.model.get(u"c.d.l")), uR"(["theirs","x","mine"])"_qs);
    QVERIFY(log.lines.contains(uR"(insert c.d.l 0 ["theirs"] {"$remote":true})"_qs));
    QVERIFY(confirmed(server.other.fetch(u"c.d")));
    QCOMPARE(server.other.get(u"c.d.l"), server.model.get(u"c.d.l"));
}

void tst_ConnectionState::nothingPending()
{
    Server server;
    server.model.connectToServer();
    QVERIFY(server.isConnected());
    QVERIFY(!server.model.hasPending());
    const QFuture<void> idle = server.model.whenNothingPending();
    QVERIFY(!idle.isFinished());
    QTRY_VERIFY(idle.isFinished());
    const auto query = server.model.query(Key(u"c"), json("{}"));
    const Confirmation subscription = query->subscribe();
    QVERIFY(server.model.hasPending());
    QVERIFY(!server.model.hasWritePending());
    const Mutation created = server.model.create(u"c.d", json("{}"));
    QVERIFY(server.model.hasWritePending());
    const QFuture<void> busy = server.model.whenNothingPending();
    QTRY_VERIFY(busy.isFinished());
    QVERIFY(created.isDone());
    QVERIFY(subscription.isDone());
}

void tst_ConnectionState::withoutConnection()
{
    RootModel model;
    const auto message = [](const Confirmation &confirmation) { return failure(confirmation).message(); };
    const QString expected = u"The model has no connection for the remote document c.d"_qs;
    QCOMPARE(message(model.set(u"c.d.x", 1)), expected);
    QCOMPARE(message(model.create(u"c.d", json("{}"))), expected);
    QCOMPARE(message(model.fetch(u"c.d")), expected);
    QCOMPARE(message(model.subscribe(u"c.d")), expected);
    QVERIFY(confirmed(model.unsubscribe(u"c.d")));
    QVERIFY(model.getOrCreateContext(Key(u"root")).isEmpty());
    QVERIFY(confirmed(model.set(u"_p.x", 1)));
    QVERIFY(!model.hasPending());
    QVERIFY(!model.hasWritePending());
    QVERIFY_THROWS_EXCEPTION(Error, model.connectToServer());
    QVERIFY_THROWS_EXCEPTION(Error, model.disconnectFromServer());
    QVERIFY(model.get(u"$connection").isUndefined());
    const QFuture<void> closed = model.close();
    QTRY_VERIFY(closed.isFinished());
    model.destroy(u"c");
    model.destroy();
    model.unload();
}

void tst_ConnectionState::theModelMayGoFirst_data()
{
    QTest::addColumn<bool>("isOwned");
    QTest::newRow("with its connection") << true;
    QTest::newRow("without its connection") << false;
}

void tst_ConnectionState::theModelMayGoFirst()
{
    QFETCH(bool, isOwned);
    Backend backend;
    Connection connection(backend.createTransport());
    auto model = isOwned ? std::make_unique<RootModel>(std::make_unique<Connection>(backend.createTransport()))
                         : std::make_unique<RootModel>(&connection);
    model->create(u"c.d", json("{}"));
    const QFuture<void> closed = model->close();
    const QFuture<Value> bundle = model->bundle();
    model->connectToServer();
    model.reset();
    QTRY_VERIFY(closed.isFinished());
    QVERIFY(closed.isCanceled());
    QTRY_VERIFY(bundle.isFinished());
    QVERIFY(bundle.isCanceled());
    if (!isOwned)
        QCOMPARE(connection.state(), Connection::State::Connected); // nobody is left to close it

    auto local = std::make_unique<RootModel>();
    const QFuture<void> localClosed = local->close();
    local.reset();
    QTRY_VERIFY(localClosed.isCanceled());
}

QTEST_GUILESS_MAIN(tst_ConnectionState)
#include "tst_connectionstate.moc"
