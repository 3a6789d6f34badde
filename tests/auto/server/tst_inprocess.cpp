// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/backend.h>
#include <Racer/connection.h>
#include <Racer/doc.h>
#include <Racer/json.h>
#include <Racer/transport.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

// The client library on a backend in the same process.
class TestInProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectsClients()
    {
        Backend backend;
        Connection a(backend.createTransport());
        Connection b(backend.createTransport());
        a.open();
        b.open();
        Doc *mine = a.get(u"c", u"x");
        Doc *theirs = b.get(u"c", u"x");
        const QFuture<void> subscribed = theirs->subscribe();
        const QFuture<void> created = mine->create(Json::parse(QByteArray(R"({"n":1})")));
        const QFuture<void> edited = mine->submitOp(Json::parse(QByteArray(R"([{"p":["n"],"na":2}])")));
        QTRY_VERIFY(created.isFinished() && edited.isFinished() && subscribed.isFinished());
        QTRY_COMPARE(theirs->data(), mine->data());
        QCOMPARE(mine->data().value(u"n"), Value(3));
        QCOMPARE(backend.agentCount(), 2);
    }

    void deliversFromTheEventLoop()
    {
        Backend backend;
        const std::unique_ptr<Transport> transport = backend.createTransport();
        QSignalSpy opened(transport.get(), &Transport::opened);
        QSignalSpy received(transport.get(), &Transport::messageReceived);
        QSignalSpy closed(transport.get(), &Transport::closed);
        transport->open();
        QVERIFY(opened.isEmpty());
        QTRY_COMPARE(received.size(), 1);
        QCOMPARE(opened.size(), 1);
        QVERIFY(transport->isOpen());
        transport->send(Json::parse(QByteArray(R"({"a":"pp"})")));
        QCOMPARE(received.size(), 1);
        QTRY_COMPARE(received.size(), 2);
        transport->close();
        QCOMPARE(closed.size(), 1);
        QCOMPARE(backend.agentCount(), 0);
        transport->open();
        QTRY_COMPARE(opened.size(), 2);
    }

    void isClosedByTheBackend()
    {
        auto backend = std::make_unique<Backend>();
        const std::unique_ptr<Transport> transport = backend->createTransport();
        QSignalSpy received(transport.get(), &Transport::messageReceived);
        QSignalSpy closed(transport.get(), &Transport::closed);
        transport->open();
        QTRY_COMPARE(received.size(), 1);
        backend.reset();
        QTRY_COMPARE(closed.size(), 1);
        QVERIFY(!transport->isOpen());
        transport->open();
        QTRY_COMPARE(closed.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestInProcess)
#include "tst_inprocess.moc"
