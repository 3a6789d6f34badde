// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "httpupgrade_p.h"

#include <QtCore/QCryptographicHash>

namespace Racer {

namespace {

constexpr QByteArrayView HeadEnd("\r\n\r\n");
constexpr QByteArrayView KeySuffix("258EAFA5-E914-47DA-95CA-C5AB0DC85B11"); // RFC 6455, section 1.3

// True if a header such as "keep-alive, Upgrade" lists the token.
bool listsToken(const QByteArray &value, QByteArrayView token)
{
    const QList<QByteArray> items = value.split(',');
    return std::any_of(items.begin(), items.end(),
                       [&](const QByteArray &item) { return item.trimmed().compare(token, Qt::CaseInsensitive) == 0; });
}

QByteArray acceptKey(const QByteArray &key)
{
    return QCryptographicHash::hash(key + KeySuffix.toByteArray(), QCryptographicHash::Sha1).toBase64();
}

std::optional<HttpUpgrade> parseHead(QByteArrayView head)
{
    const QList<QByteArray> lines = head.toByteArray().split('\n');
    const QList<QByteArray> requestLine = lines.first().trimmed().split(' ');
    if (requestLine.size() != 3 || requestLine.at(0) != "GET" || !requestLine.at(2).startsWith("HTTP/1."))
        return {};
    HttpUpgrade request;
    request.target = requestLine.at(1);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QByteArray line = lines.at(i).trimmed();
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            return {};
        QByteArray &value = request.headers[line.left(colon).trimmed().toLower()];
        value += value.isNull() ? line.mid(colon + 1).trimmed() : ", " + line.mid(colon + 1).trimmed();
    }
    return request;
}

} // namespace

QByteArray HttpUpgrade::refusal(QByteArrayView status, QByteArrayView text, QByteArrayView extraHeaders)
{
    return "HTTP/1.1 " + status.toByteArray() + "\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
            + QByteArray::number(text.size() + 1) + "\r\n" + extraHeaders.toByteArray() + "\r\n" + text.toByteArray()
            + '\n';
}

HttpUpgrade::Outcome HttpUpgrade::parse(QByteArrayView bytes)
{
    Outcome outcome;
    const qsizetype end = bytes.indexOf(HeadEnd);
    if (end < 0) {
        if (bytes.size() > MaxHeadSize) {
            outcome.consumed = bytes.size();
            outcome.response = refusal("431 Request Header Fields Too Large", "The request head is too long.");
        }
        return outcome;
    }
    outcome.consumed = end + HeadEnd.size();
    std::optional<HttpUpgrade> request = parseHead(bytes.first(end));
    if (!request) {
        outcome.response = refusal("400 Bad Request", "This is not an HTTP GET request.");
        return outcome;
    }
    if (!listsToken(request->headers.value("upgrade"), "websocket")
        || !listsToken(request->headers.value("connection"), "upgrade")) {
        outcome.response = refusal("426 Upgrade Required", "This is a WebSocket server: connect with ws://.",
                                   "Upgrade: websocket\r\n");
        return outcome;
    }
    if (request->headers.value("sec-websocket-version") != "13") {
        outcome.response = refusal("426 Upgrade Required", "Only WebSocket version 13 is spoken here.",
                                   "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
        return outcome;
    }
    const QByteArray key = request->headers.value("sec-websocket-key");
    if (QByteArray::fromBase64(key).size() != 16) {
        outcome.response = refusal("400 Bad Request", "Sec-WebSocket-Key is missing or malformed.");
        return outcome;
    }
    outcome.response = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Accept: "
            + acceptKey(key) + "\r\n\r\n";
    outcome.request = std::move(request);
    return outcome;
}

} // namespace Racer
