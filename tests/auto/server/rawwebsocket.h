// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QtEndian>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

// A WebSocket client that can also say what no client should.
class RawWebSocket : public QObject
{
    Q_OBJECT
public:
    explicit RawWebSocket(quint16 port)
    {
        connect(&socket, &QTcpSocket::readyRead, this, [this] { received += socket.readAll(); });
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }

    [[nodiscard]] bool handshake()
    {
        socket.write("GET /path?token=1 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                     "Connection: keep-alive, Upgrade\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        const bool upgraded = QTest::qWaitFor([this] { return received.contains("\r\n\r\n"); });
        if (!upgraded || !received.startsWith("HTTP/1.1 101"))
            return false;
        received = received.mid(received.indexOf("\r\n\r\n") + 4);
        return true;
    }

    static QByteArray frame(quint8 firstByte, const QByteArray &payload, bool masked = true)
    {
        QByteArray bytes(1, char(firstByte));
        const quint8 maskBit = masked ? 0x80 : 0;
        if (payload.size() < 126) {
            bytes += char(maskBit | payload.size());
        } else if (payload.size() < 65536) {
            bytes += char(maskBit | 126);
            bytes.resize(4);
            qToBigEndian<quint16>(quint16(payload.size()), bytes.data() + 2);
        } else {
            bytes += char(maskBit | 127);
            bytes.resize(10);
            qToBigEndian<quint64>(quint64(payload.size()), bytes.data() + 2);
        }
        if (!masked)
            return bytes + payload;
        const char mask[4] = {0x12, 0x34, 0x56, 0x78};
        bytes.append(mask, 4);
        for (qsizetype i = 0; i < payload.size(); ++i)
            bytes += char(payload[i] ^ mask[i & 3]);
        return bytes;
    }

    void sendText(const QByteArray &text) { socket.write(frame(0x81, text)); }

    struct Frame
    {
        int opcode = -1; // -1: none has arrived
        QByteArray payload;
    };

    Frame takeFrame()
    {
        if (received.size() < 2)
            return {};
        qsizetype length = quint8(received[1]);
        qsizetype head = 2;
        if (length == 126) {
            head = 4;
            length = received.size() < head ? head : qFromBigEndian<quint16>(received.constData() + 2);
        } else if (length == 127) {
            head = 10;
            length = received.size() < head ? head : qsizetype(qFromBigEndian<quint64>(received.constData() + 2));
        }
        if (received.size() < head + length)
            return {};
        const Frame frame{received[0] & 0x0f, received.mid(head, length)};
        received = received.mid(head + length);
        return frame;
    }

    // The next frame of that opcode; others on the way are dropped.
    Frame waitForFrame(int opcode)
    {
        Frame frame;
        [[maybe_unused]] const bool arrived = QTest::qWaitFor([&] {
            do {
                frame = takeFrame();
            } while (frame.opcode >= 0 && frame.opcode != opcode);
            return frame.opcode == opcode;
        });
        return frame;
    }

    QByteArray waitForText() { return waitForFrame(1).payload; }

    struct Closed
    {
        int code = 0;
        QByteArray reason;
    };

    Closed waitForClose()
    {
        const Frame frame = waitForFrame(8);
        if (frame.payload.size() < 2)
            return {};
        return {qFromBigEndian<quint16>(frame.payload.constData()), frame.payload.mid(2)};
    }

    QTcpSocket socket;
    QByteArray received;
};
