// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "websocketstream_p.h"

#include "httpupgrade_p.h"

#include <Racer/agent.h>
#include <Racer/encodedmessage.h>
#include <Racer/json.h>

#include <QtCore/QtEndian>

#include <array>
#include <cerrno>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace Racer {

using namespace WebSocketFrame;

namespace {

constexpr qsizetype GatherLimit = 16 * 1024;       // smaller frames are copied together into chunks of about this size
constexpr qsizetype PauseReadingAt = 1024 * 1024;  // who does not read answers may not ask on
constexpr int MaxIovecs = 64;
constexpr qint64 CloseTimeout = 5000;              // ms a peer has to finish the closing handshake
const QString StreamError = QStringLiteral("stream error"); // what ShareDB's stream adapter says

} // namespace

WebSocketStream::WebSocketStream(StreamHost *host, int descriptor)
    : m_host(host)
    , m_decoder(host->options.maxPayload)
    , m_deadline(host->now() + host->options.handshakeTimeout.count())
    , m_lastRead(host->now())
    , m_lastProgress(host->now())
    , m_lastPing(host->now())
    , m_descriptor(descriptor)
{
    m_host->poller->add(m_descriptor, this);
}

WebSocketStream::~WebSocketStream()
{
    if (m_state != State::Dead) {
        m_host->poller->remove(m_descriptor, this);
        ::close(m_descriptor);
    }
}

std::pair<QString, quint16> WebSocketStream::peer() const
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getpeername(m_descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return {};
    const quint16 port = address.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6 *>(&address)->sin6_port
                                                       : reinterpret_cast<const sockaddr_in *>(&address)->sin_port;
    return {QHostAddress(reinterpret_cast<const sockaddr *>(&address)).toString(), qFromBigEndian(port)};
}

// Nothing below calls the agent while the agent is calling: it hears of a closed stream at the end of the turn.
void WebSocketStream::wantSettling()
{
    if (std::exchange(m_settlingWanted, true))
        return;
    m_host->wantsSettling(this);
}

bool WebSocketStream::settle()
{
    m_settlingWanted = false;
    flush();
    if (m_state == State::Closing || m_state == State::Dead) {
        if (Agent *agent = std::exchange(m_agent, nullptr))
            agent->streamClosed();
    }
    return m_state == State::Dead;
}

void WebSocketStream::send(const Protocol::EncodedMessage &message)
{
    if (m_state != State::Open)
        return;
    queueFrame(Opcode::Text, message.json());
    if (m_queued <= m_host->options.maxBuffered)
        return;
    flush();
    if (m_state == State::Open && m_queued > m_host->options.maxBuffered) {
        dropQueue();
        close(PolicyViolation, QStringLiteral("reader is too slow"));
    }
}

void WebSocketStream::close(quint16 code, const QString &reason)
{
    if (m_state == State::Handshaking) {
        abort();
    } else if (m_state == State::Open) {
        queueFrame(Opcode::Close, closePayload(code, reason));
        startClosing();
    }
}

void WebSocketStream::startClosing()
{
    m_state = State::Closing;
    m_deadline = m_host->now() + CloseTimeout;
    wantSettling();
}

void WebSocketStream::abort()
{
    if (m_state == State::Dead)
        return;
    m_state = State::Dead;
    m_host->poller->remove(m_descriptor, this);
    ::close(m_descriptor);
    m_queue.clear();
    m_queued = 0;
    wantSettling();
}

void WebSocketStream::ready(bool readable, bool writable)
{
    if (writable)
        flush();
    if (readable && m_state != State::Dead)
        read();
}

void WebSocketStream::read()
{
    char *buffer = m_host->readBuffer.data();
    const ssize_t size = ::recv(m_descriptor, buffer, size_t(m_host->readBuffer.size()), 0);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (size <= 0) {
        abort();
        return;
    }
    m_lastRead = m_host->now();
    if (m_discardInput)
        return;
    if (m_state == State::Handshaking)
        readHandshake(buffer, size);
    else
        readFrames(buffer, size);
}

void WebSocketStream::readHandshake(char *bytes, qsizetype size)
{
    m_head.append(bytes, size);
    const HttpUpgrade::Outcome outcome = HttpUpgrade::parse(m_head);
    if (outcome.consumed == 0)
        return;
    QByteArray rest = std::exchange(m_head, {}).mid(outcome.consumed);
    queueChunk(outcome.response, true);
    if (!outcome.request) {
        finishClosing();
        return;
    }
    m_state = State::Open;
    m_agent = m_host->accepted(this, *outcome.request);
    if (!rest.isEmpty() && m_state != State::Dead)
        readFrames(rest.data(), rest.size());
}

void WebSocketStream::readFrames(char *bytes, qsizetype size)
{
    const Decoder::Failure failure = m_decoder.feed(
            bytes, size, [this](Decoder::Event event, QByteArrayView payload) { return frameArrived(event, payload); });
    if (failure && m_state != State::Dead) {
        close(failure.code, failure.reason);
        finishClosing();
    }
}

void WebSocketStream::finishClosing()
{
    m_discardInput = true;
    m_lastBytesQueued = true;
    startClosing();
}

bool WebSocketStream::frameArrived(Decoder::Event event, QByteArrayView payload)
{
    switch (event) {
    case Decoder::Event::Text:
        return m_state != State::Open || readText(payload);
    case Decoder::Event::Ping:
        if (m_state == State::Open)
            queueFrame(Opcode::Pong, payload.toByteArray());
        return true;
    case Decoder::Event::Pong:
        return true;
    case Decoder::Event::Close:
        if (m_state == State::Open)
            queueFrame(Opcode::Close, payload.first(qMin<qsizetype>(payload.size(), 2)).toByteArray());
        finishClosing();
        return false;
    }
    Q_UNREACHABLE();
}

bool WebSocketStream::readText(QByteArrayView text)
{
    Value message;
    try {
        message = Json::parse(text, {.maxDepth = m_host->options.maxDepth});
    } catch (const Error &error) {
        if (error.is(ErrorCode::JsonInvalidUtf8))
            close(InvalidPayload, QStringLiteral("invalid UTF-8"));
        else if (error.is(ErrorCode::JsonTooDeep))
            close(PolicyViolation, error.message());
        else
            close(InternalError, StreamError);
        return true;
    }
    if (message.isNull())
        close(InternalError, StreamError);
    else
        m_agent->receive(message);
    return m_state != State::Dead;
}

void WebSocketStream::queueFrame(Opcode opcode, const QByteArray &payload)
{
    if (payload.size() > GatherLimit) {
        QByteArray header;
        appendHeader(header, opcode, payload.size());
        queueChunk(header, false);
        queueChunk(payload, true);
        return;
    }
    if (m_queue.empty() || m_queue.back().bytes.size() > GatherLimit)
        m_queue.push_back({{}, true});
    QByteArray &chunk = m_queue.back().bytes;
    const qsizetype before = chunk.size();
    appendHeader(chunk, opcode, payload.size());
    chunk += payload;
    m_queued += chunk.size() - before;
    wantSettling();
}

void WebSocketStream::queueChunk(const QByteArray &bytes, bool endsFrame)
{
    m_queue.push_back({bytes, endsFrame});
    m_queued += bytes.size();
    wantSettling();
}

// Keeps only what the peer needs to make sense of the next frame: the rest of a chunk that is half sent.
void WebSocketStream::dropQueue()
{
    std::deque<Chunk> kept;
    if (m_sent > 0) {
        do {
            kept.push_back(std::move(m_queue.front()));
            m_queue.pop_front();
        } while (!kept.back().endsFrame);
    }
    m_queue = std::move(kept);
    m_queued = -m_sent;
    for (const Chunk &chunk : m_queue)
        m_queued += chunk.bytes.size();
}

void WebSocketStream::flush()
{
    if (m_state == State::Dead)
        return;
    while (m_queued > 0) {
        std::array<iovec, MaxIovecs> parts;
        size_t count = 0;
        qsizetype offset = m_sent;
        for (auto it = m_queue.begin(); it != m_queue.end() && count < parts.size(); ++it) {
            parts[count++] = {const_cast<char *>(it->bytes.constData()) + offset, size_t(it->bytes.size() - offset)};
            offset = 0;
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        const ssize_t sent = ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0) {
            if (errno == EINTR)
                continue;
            if (errno == EAGAIN || errno == EWOULDBLOCK)
                break;
            abort();
            return;
        }
        m_lastProgress = m_host->now();
        m_queued -= sent;
        m_sent += sent;
        while (!m_queue.empty() && m_sent >= m_queue.front().bytes.size()) {
            m_sent -= m_queue.front().bytes.size();
            m_queue.pop_front();
        }
    }
    if (m_queued == 0) {
        m_lastProgress = m_host->now();
        if (m_lastBytesQueued)
            ::shutdown(m_descriptor, SHUT_WR); // the peer sees the end, closes, and so do we
    }
    updateInterest();
}

void WebSocketStream::updateInterest()
{
    const bool wantWrite = m_queued > 0;
    const bool pauseRead = m_queued > PauseReadingAt;
    if (wantWrite == m_writeInterest && pauseRead == m_readPaused)
        return;
    m_writeInterest = wantWrite;
    m_readPaused = pauseRead;
    m_host->poller->setInterest(m_descriptor, this, !pauseRead, wantWrite);
}

void WebSocketStream::tick()
{
    const qint64 now = m_host->now();
    if (m_state != State::Open) {
        if (now >= m_deadline)
            abort();
        return;
    }
    if (m_queued > 0 && now - m_lastProgress > m_host->options.stallTimeout.count()) {
        abort();
        return;
    }
    const qint64 heartbeat = m_host->options.heartbeatInterval.count();
    if (heartbeat == 0 || now - m_lastRead < heartbeat)
        return;
    if (m_lastPing > m_lastRead && now - m_lastPing >= heartbeat) {
        abort();
    } else if (m_lastPing <= m_lastRead) {
        m_lastPing = now;
        queueFrame(Opcode::Ping, {});
    }
}

} // namespace Racer
