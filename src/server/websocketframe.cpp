// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "websocketframe_p.h"

#include <QtCore/QtEndian>

#include <cstring>

namespace Racer::WebSocketFrame {

namespace {

constexpr quint8 FinBit = 0x80;
constexpr quint8 ReservedBits = 0x70;
constexpr quint8 MaskBit = 0x80;
constexpr quint8 Length16 = 126;
constexpr quint8 Length64 = 127;
constexpr qsizetype MaxControlPayload = 125;

Decoder::Failure failure(quint16 code, const QString &reason)
{
    return {code, reason};
}

void unmask(char *payload, qsizetype size, quint32 mask)
{
    const quint64 wide = (quint64(mask) << 32) | mask;
    qsizetype i = 0;
    for (; i + 8 <= size; i += 8) {
        quint64 word;
        std::memcpy(&word, payload + i, 8);
        word ^= wide;
        std::memcpy(payload + i, &word, 8);
    }
    char key[4];
    std::memcpy(key, &mask, 4);
    for (; i < size; ++i)
        payload[i] ^= key[i & 3];
}

bool isControl(Opcode opcode)
{
    return quint8(opcode) & 0x8;
}

bool isKnown(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Continuation:
    case Opcode::Text:
    case Opcode::Binary:
    case Opcode::Close:
    case Opcode::Ping:
    case Opcode::Pong:
        return true;
    }
    return false;
}

} // namespace

void appendHeader(QByteArray &out, Opcode opcode, qsizetype payloadSize)
{
    char header[10];
    qsizetype size = 2;
    header[0] = char(FinBit | quint8(opcode));
    if (payloadSize < Length16) {
        header[1] = char(payloadSize);
    } else if (payloadSize <= 0xffff) {
        header[1] = char(Length16);
        qToBigEndian<quint16>(quint16(payloadSize), header + 2);
        size = 4;
    } else {
        header[1] = char(Length64);
        qToBigEndian<quint64>(quint64(payloadSize), header + 2);
        size = 10;
    }
    out.append(header, size);
}

QByteArray closePayload(quint16 code, const QString &reason)
{
    QByteArray payload(2, Qt::Uninitialized);
    qToBigEndian<quint16>(code, payload.data());
    payload += reason.toUtf8().left(MaxControlPayload - 2);
    return payload;
}

Decoder::Failure Decoder::readHeader(const char *bytes, qsizetype size, Header &header, bool &whole) const
{
    whole = false;
    if (size < 2)
        return {};
    const quint8 first = quint8(bytes[0]);
    const quint8 second = quint8(bytes[1]);
    header.fin = first & FinBit;
    header.opcode = Opcode(first & 0x0f);
    if (first & ReservedBits)
        return failure(ProtocolError, QStringLiteral("reserved bits set"));
    if (!isKnown(header.opcode))
        return failure(ProtocolError, QStringLiteral("unknown opcode"));
    if (!(second & MaskBit))
        return failure(ProtocolError, QStringLiteral("frames from a client must be masked"));

    quint64 length = second & 0x7f;
    qsizetype at = 2;
    if (length == Length16) {
        if (size < 4)
            return {};
        length = qFromBigEndian<quint16>(bytes + 2);
        at = 4;
    } else if (length == Length64) {
        if (size < 10)
            return {};
        length = qFromBigEndian<quint64>(bytes + 2);
        at = 10;
    }
    if (isControl(header.opcode)) {
        if (!header.fin || length > quint64(MaxControlPayload))
            return failure(ProtocolError, QStringLiteral("malformed control frame"));
    } else {
        if (header.opcode == Opcode::Binary)
            return failure(UnsupportedData, QStringLiteral("only text messages are understood"));
        if ((header.opcode == Opcode::Continuation) != m_inMessage)
            return failure(ProtocolError, QStringLiteral("fragment out of order"));
        if (length > quint64(m_maxMessageSize - m_message.size()))
            return failure(MessageTooBig, QStringLiteral("message is over %1 bytes").arg(m_maxMessageSize));
    }
    if (size < at + 4)
        return {};
    std::memcpy(&header.mask, bytes + at, 4);
    header.headerSize = at + 4;
    header.payloadSize = qsizetype(length);
    whole = size >= header.headerSize + header.payloadSize;
    return {};
}

Decoder::Failure Decoder::takeFrame(const Header &header, char *payload, const Handler &handler, bool &goOn)
{
    unmask(payload, header.payloadSize, header.mask);
    const QByteArrayView view(payload, header.payloadSize);
    switch (header.opcode) {
    case Opcode::Close:
        if (header.payloadSize == 1)
            return failure(ProtocolError, QStringLiteral("malformed close frame"));
        goOn = handler(Event::Close, view);
        return {};
    case Opcode::Ping:
        goOn = handler(Event::Ping, view);
        return {};
    case Opcode::Pong:
        goOn = handler(Event::Pong, view);
        return {};
    case Opcode::Text:
    case Opcode::Binary:
    case Opcode::Continuation:
        break;
    }
    if (header.fin && !m_inMessage) {
        goOn = handler(Event::Text, view);
        return {};
    }
    m_message.append(view);
    m_inMessage = !header.fin;
    if (header.fin) {
        const QByteArray message = std::exchange(m_message, {});
        goOn = handler(Event::Text, message);
    }
    return {};
}

Decoder::Failure Decoder::feed(char *bytes, qsizetype size, const Handler &handler)
{
    QByteArray joined;
    if (!m_partial.isEmpty()) {
        m_partial.append(bytes, size);
        joined = std::exchange(m_partial, {});
        bytes = joined.data();
        size = joined.size();
    }
    bool goOn = true;
    while (goOn && size > 0) {
        Header header;
        bool whole = false;
        if (Failure failed = readHeader(bytes, size, header, whole))
            return failed;
        if (!whole) {
            // Whoever announces a large frame gets room for what it has sent, not for what it has announced.
            if (bytes == joined.constData())
                m_partial = std::move(joined);
            else
                m_partial = QByteArray(bytes, size);
            return {};
        }
        if (Failure failed = takeFrame(header, bytes + header.headerSize, handler, goOn))
            return failed;
        bytes += header.headerSize + header.payloadSize;
        size -= header.headerSize + header.payloadSize;
    }
    return {};
}

} // namespace Racer::WebSocketFrame
