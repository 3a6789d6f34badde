// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <functional>

namespace Racer::WebSocketFrame {

enum class Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

// The close codes of RFC 6455, section 7.4.1, that the server gives by itself.
enum CloseCode : quint16 {
    GoingAway = 1001,
    ProtocolError = 1002,
    UnsupportedData = 1003,
    InvalidPayload = 1007,
    PolicyViolation = 1008,
    MessageTooBig = 1009,
    InternalError = 1011,
};

// Appends the header of an unfragmented, unmasked frame, as a server sends it.
void appendHeader(QByteArray &out, Opcode opcode, qsizetype payloadSize);
[[nodiscard]] QByteArray closePayload(quint16 code, const QString &reason);

// Takes a client's bytes as they arrive and hands out whole messages.
class Decoder
{
public:
    enum class Event : quint8 { Text, Close, Ping, Pong };
    struct Failure
    {
        quint16 code = 0; // 0: no failure
        QString reason;
        explicit operator bool() const noexcept { return code != 0; }
    };
    // The payload holds until the handler returns. Returning false stops decoding: the connection is closing.
    using Handler = std::function<bool(Event, QByteArrayView payload)>;

    explicit Decoder(qsizetype maxMessageSize) : m_maxMessageSize(maxMessageSize) { }

    // Decodes in place: "bytes" is unmasked where it stands. What does not make a whole frame is kept for later.
    [[nodiscard]] Failure feed(char *bytes, qsizetype size, const Handler &handler);

private:
    struct Header
    {
        Opcode opcode;
        bool fin;
        quint32 mask;
        qsizetype headerSize;
        qsizetype payloadSize;
    };
    [[nodiscard]] Failure readHeader(const char *bytes, qsizetype size, Header &header, bool &whole) const;
    [[nodiscard]] Failure takeFrame(const Header &header, char *payload, const Handler &handler, bool &goOn);

    qsizetype m_maxMessageSize;
    QByteArray m_partial; // bytes of a frame that has not arrived whole
    QByteArray m_message; // fragments of a message so far
    bool m_inMessage = false;
};

} // namespace Racer::WebSocketFrame
