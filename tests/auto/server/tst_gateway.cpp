// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rawwebsocket.h"

#include <Racer/backend.h>
#include <Racer/gateway.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

namespace {

constexpr quint8 Fin = 0x80;
constexpr quint8 Text = 1;
constexpr quint8 Binary = 2;
constexpr quint8 Close = 8;
constexpr quint8 Ping = 9;
constexpr quint8 Pong = 10;

constexpr qsizetype MaxPayload = 4096;

QByteArray nested(int depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

} // namespace

class TestGateway : public QObject
{
    Q_OBJECT

    struct Server
    {
        explicit Server(GatewayOptions options = {.maxPayload = MaxPayload}) : gateway(&backend, options)
        {
            gateway.listen(QHostAddress::LocalHost, 0);
        }
        Backend backend;
        Gateway gateway;
    };

    // Another client that must not notice anything.
    static void verifyStillServes(Server &server)
    {
        RawWebSocket client(server.gateway.serverPort());
        QVERIFY(client.handshake());
        QVERIFY(client.waitForText().contains(R"("a":"init")"));
        client.sendText(R"({"a":"pp"})");
        QCOMPARE(client.waitForText(), R"({"a":"pp"})");
    }

private Q_SLOTS:
    void upgradesAndGreets()
    {
        Server server;
        RawWebSocket client(server.gateway.serverPort());
        QVERIFY(client.handshake());
        QVERIFY(client.waitForText().contains(R"("a":"init")"));
        QCOMPARE(server.gateway.connectionCount(), 1);
        client.socket.disconnectFromHost();
        QTRY_COMPARE(server.gateway.connectionCount(), 0);
        QCOMPARE(server.backend.agentCount(), 0);
    }

    void answersFragmentsPingsAndCloses()
    {
        Server server;
        RawWebSocket client(server.gateway.serverPort());
        QVERIFY(client.handshake());
        client.waitForText();
        client.socket.write(RawWebSocket::frame(Text, R"({"a")"));
        client.socket.write(RawWebSocket::frame(Fin | Ping, "are you there"));
        QCOMPARE(client.waitForFrame(Pong).payload, "are you there");
        client.socket.write(RawWebSocket::frame(Fin, R"(:"pp"})"));
        QCOMPARE(client.waitForText(), R"({"a":"pp"})");
        client.socket.write(RawWebSocket::frame(Fin | Close, QByteArray("\x03\xe8") + "bye"));
        QCOMPARE(client.waitForClose().code, 1000);
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(server.backend.agentCount(), 0);
    }

    void takesBytesOneByOne()
    {
        Server server;
        RawWebSocket client(server.gateway.serverPort());
        QVERIFY(client.handshake());
        client.waitForText();
        const QByteArray bytes = RawWebSocket::frame(Fin | Text, R"({"a":"pp"})");
        for (char byte : bytes) {
            client.socket.write(&byte, 1);
            client.socket.flush();
            QCoreApplication::processEvents();
        }
        QCOMPARE(client.waitForText(), R"({"a":"pp"})");
    }

    void refusesRequests_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        const QByteArray get = "GET / HTTP/1.1\r\nHost: x\r\n";
        const QByteArray upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
        const QByteArray key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        QTest::newRow("a plain GET") << get + "\r\n" << QByteArray("426");
        QTest::newRow("a POST") << QByteArray("POST / HTTP/1.1\r\n\r\n") << QByteArray("400");
        QTest::newRow("not HTTP") << QByteArray("hello\r\n\r\n") << QByteArray("400");
        QTest::newRow("a header without colon")
                << QByteArray("GET / HTTP/1.1\r\nnonsense\r\n\r\n") << QByteArray("400");
        QTest::newRow("an old version")
                << get + upgrade + key + "Sec-WebSocket-Version: 8\r\n\r\n" << QByteArray("426");
        QTest::newRow("no key") << get + upgrade + "Sec-WebSocket-Version: 13\r\n\r\n" << QByteArray("400");
        QTest::newRow("an endless head") << get + "X: " + QByteArray(20000, 'x') << QByteArray("431");
    }
    void refusesRequests()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        Server server;
        RawWebSocket client(server.gateway.serverPort());
        client.socket.write(request);
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.received.mid(9, 3), status);
        verifyStillServes(server);
    }

    void closesWithCode_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("reason");
        const auto text = [](const QByteArray &payload) { return RawWebSocket::frame(Fin | Text, payload); };
        QTest::newRow("text that is not JSON") << text("{nope") << 1011 << QByteArray("stream error");
        QTest::newRow("an empty message") << text("") << 1011 << QByteArray("stream error");
        QTest::newRow("null") << text("null") << 1011 << QByteArray("stream error");
        QTest::newRow("a number") << text("5") << 1000 << QByteArray("stream end");
        QTest::newRow("a string") << text("\"x\"") << 1000 << QByteArray("stream end");
        QTest::newRow("true") << text("true") << 1000 << QByteArray("stream end");
        QTest::newRow("invalid UTF-8") << text("{\"a\":\"\xff\"}") << 1007 << QByteArray("invalid UTF-8");
        QTest::newRow("nesting past the limit") << text(nested(513)) << 1008 << QByteArray();
        QTest::newRow("a message over the limit")
                << text(QByteArray(MaxPayload + 1, ' ')) << 1009 << QByteArray("message is over 4096 bytes");
        QTest::newRow("fragments over the limit")
                << RawWebSocket::frame(Text, QByteArray(MaxPayload, ' ')) + RawWebSocket::frame(Fin, "  ") << 1009
                << QByteArray("message is over 4096 bytes");
        QTest::newRow("a length of 2^63")
                << QByteArray("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 14) << 1009 << QByteArray();
        QTest::newRow("a binary message")
                << RawWebSocket::frame(Fin | Binary, "{}") << 1003 << QByteArray("only text messages are understood");
        QTest::newRow("a frame without mask")
                << RawWebSocket::frame(Fin | Text, "{}", false) << 1002
                << QByteArray("frames from a client must be masked");
        QTest::newRow("reserved bits") << RawWebSocket::frame(Fin | 0x40 | Text, "{}") << 1002
                                       << QByteArray("reserved bits set");
        QTest::newRow("an unknown opcode")
                << RawWebSocket::frame(Fin | 3, "{}") << 1002 << QByteArray("unknown opcode");
        QTest::newRow("a continuation of nothing")
                << RawWebSocket::frame(Fin, "{}") << 1002 << QByteArray("fragment out of order");
        QTest::newRow("a message inside a message")
                << RawWebSocket::frame(Text, "{") + RawWebSocket::frame(Fin | Text, "{}") << 1002
                << QByteArray("fragment out of order");
        QTest::newRow("a long ping")
                << RawWebSocket::frame(Fin | Ping, QByteArray(126, 'x')) << 1002
                << QByteArray("malformed control frame");
        QTest::newRow("a ping in fragments") << RawWebSocket::frame(Ping, "x") << 1002
                                             << QByteArray("malformed control frame");
        QTest::newRow("a close frame with half a code")
                << RawWebSocket::frame(Fin | Close, "x") << 1002 << QByteArray("malformed close frame");
    }
    void closesWithCode()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QFETCH(QByteArray, reason);
        Server server;
        RawWebSocket client(server.gateway.serverPort());
        QVERIFY(client.handshake());
        client.socket.write(bytes);
        const RawWebSocket::Closed closed = client.waitForClose();
        QCOMPARE(closed.code, code);
        if (!reason.isEmpty())
            QCOMPARE(closed.reason, reason);
        QVERIFY(!closed.reason.isEmpty());
        client.socket.disconnectFromHost();
        verifyStillServes(server);
        QTRY_COMPARE(server.backend.agentCount(), 0);
    }

    void dropsHalfOpenHandshakes()
    {
        Server server({.handshakeTimeout = std::chrono::milliseconds(1)});
        RawWebSocket silent(server.gateway.serverPort());
        RawWebSocket half(server.gateway.serverPort());
        half.socket.write("GET / HTTP/1.1\r\nHost: ");
        QTRY_COMPARE(server.gateway.connectionCount(), 2);
        QTRY_COMPARE(server.gateway.connectionCount(), 0);
        QTRY_COMPARE(half.socket.state(), QAbstractSocket::UnconnectedState);
    }

    void dropsWhoDoesNotAnswerPings()
    {
        Server server({.heartbeatInterval = std::chrono::milliseconds(1)});
        RawWebSocket silent(server.gateway.serverPort());
        QVERIFY(silent.handshake());
        QCOMPARE(silent.waitForFrame(Ping).opcode, int(Ping));
        QTRY_COMPARE(server.gateway.connectionCount(), 0);
    }

    void dropsAReaderThatNeverReads()
    {
        Server server({.maxPayload = 4 * 1024 * 1024, .maxBuffered = 1024 * 1024});
        RawWebSocket reader(server.gateway.serverPort());
        QVERIFY(reader.handshake());
        reader.waitForText();
        reader.sendText(R"({"a":"s","c":"books","d":"b1","v":null})");
        QVERIFY(reader.waitForText().contains(R"("a":"s")"));
        disconnect(&reader.socket, &QTcpSocket::readyRead, nullptr, nullptr);
        reader.socket.setReadBufferSize(1); // Qt stops reading too

        RawWebSocket writer(server.gateway.serverPort());
        QVERIFY(writer.handshake());
        writer.waitForText();
        const QByteArray text(256 * 1024, 'x');
        writer.sendText(R"({"a":"op","c":"books","d":"b1","v":0,"seq":1,"create":{"type":"json0","data":{}}})");
        QVERIFY(writer.waitForText().contains(R"("seq":1)"));
        for (int seq = 2; server.gateway.connectionCount() == 2 && seq < 200; ++seq) {
            const QByteArray number = QByteArray::number(seq);
            writer.sendText(R"({"a":"op","c":"books","d":"b1","v":)" + QByteArray::number(seq - 1) + R"(,"seq":)"
                            + number + R"(,"op":[{"p":["x"],"oi":")" + text + R"("}]})");
            QVERIFY(writer.waitForText().contains(R"("seq":)" + number));
            if (server.backend.agentCount() == 1)
                break;
        }
        QTRY_COMPARE(server.backend.agentCount(), 1);
        // What it finds when it reads at last ends with the reason.
        connect(&reader.socket, &QTcpSocket::readyRead, &reader,
                [&] { reader.received += reader.socket.readAll(); });
        reader.socket.setReadBufferSize(0);
        reader.received += reader.socket.readAll();
        const RawWebSocket::Closed closed = reader.waitForClose();
        QCOMPARE(closed.code, 1008);
        QCOMPARE(closed.reason, "reader is too slow");
        verifyStillServes(server);
    }

    void refusesConnectionsOverTheLimit()
    {
        Server server({.maxConnections = 1});
        RawWebSocket first(server.gateway.serverPort());
        QVERIFY(first.handshake());
        RawWebSocket second(server.gateway.serverPort());
        QTRY_VERIFY(second.received.startsWith("HTTP/1.1 503"));
        first.sendText(R"({"a":"pp"})");
        QVERIFY(first.waitForText().contains("init"));
        QCOMPARE(first.waitForText(), R"({"a":"pp"})");
    }

    void sendsLargeMessagesWhole()
    {
        Server server({.maxPayload = 8 * 1024 * 1024});
        RawWebSocket client(server.gateway.serverPort());
        QVERIFY(client.handshake());
        client.waitForText();
        const QByteArray text(4 * 1024 * 1024, 'x');
        client.sendText(R"({"a":"op","c":"books","d":"big","v":0,"seq":1,"create":{"type":"json0","data":")" + text
                        + R"("}})");
        QVERIFY(client.waitForText().contains(R"("seq":1)"));
        client.sendText(R"({"a":"f","c":"books","d":"big","v":null})");
        const QByteArray reply = client.waitForText();
        QVERIFY(reply.contains(text));
    }

    void aBusyPortIsAnError()
    {
        Server server;
        Gateway second(&server.backend);
        try {
            second.listen(QHostAddress::LocalHost, server.gateway.serverPort());
            QFAIL("it listens");
        } catch (const Error &error) {
            QVERIFY(error.is(ErrorCode::ListenFailed));
            QVERIFY(error.message().contains(QString::number(server.gateway.serverPort())));
        }
    }

    void closesAllWhenItCloses()
    {
        Server server;
        RawWebSocket client(server.gateway.serverPort());
        QVERIFY(client.handshake());
        QSignalSpy closed(&server.gateway, &Gateway::closed);
        server.gateway.close();
        QCOMPARE(client.waitForClose().code, 1001);
        client.socket.disconnectFromHost();
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(server.backend.agentCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestGateway)
#include "tst_gateway.moc"
