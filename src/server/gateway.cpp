// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/gateway.h>

#include "httpupgrade_p.h"
#include "websocketstream_p.h"

#include <Racer/agent.h>
#include <Racer/backend.h>

#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>

#include <unordered_map>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Racer {

namespace {

constexpr qsizetype ReadBufferSize = 64 * 1024;
constexpr int TickInterval = 1000; // ms
constexpr int ListenBacklog = 512;

// Hands out accepted descriptors as they are; no QTcpSocket is made for them.
class Listener final : public QTcpServer
{
public:
    explicit Listener(std::function<void(qintptr)> accepted) : m_accepted(std::move(accepted)) { }

protected:
    void incomingConnection(qintptr descriptor) override { m_accepted(descriptor); }

private:
    std::function<void(qintptr)> m_accepted;
};

} // namespace

class GatewayPrivate final : public StreamHost
{
public:
    GatewayPrivate(Gateway *gateway, Backend *connectedBackend)
        : q(gateway), backend(connectedBackend), listener([this](qintptr fd) { accept(int(fd)); })
    {
        readBuffer.resize(ReadBufferSize);
        clock.start();
    }

    Agent *accepted(WebSocketStream *stream, const HttpUpgrade &request) override;
    void wantsSettling(WebSocketStream *stream) override;

    void accept(int descriptor);
    void settleAll();
    void tick();

    Gateway *q;
    Backend *backend;
    Listener listener;
    std::unique_ptr<SocketPoller> socketPoller;
    std::unordered_map<WebSocketStream *, std::unique_ptr<WebSocketStream>> streams;
    std::vector<WebSocketStream *> unsettled;
    QTimer ticker;
    bool settlingScheduled = false;
    bool closing = false;
};

void GatewayPrivate::accept(int descriptor)
{
    if (int(streams.size()) >= options.maxConnections) {
        const QByteArray response =
                HttpUpgrade::refusal("503 Service Unavailable", "This server has all the connections it takes.");
        [[maybe_unused]] const ssize_t sent =
                ::send(descriptor, response.constData(), size_t(response.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        ::close(descriptor);
        return;
    }
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto stream = std::make_unique<WebSocketStream>(this, descriptor);
    streams.emplace(stream.get(), std::move(stream));
    if (!ticker.isActive())
        ticker.start();
}

Agent *GatewayPrivate::accepted(WebSocketStream *stream, const HttpUpgrade &request)
{
    ConnectionRequest connection;
    connection.url = QUrl::fromEncoded(request.target);
    connection.headers = request.headers;
    std::tie(connection.peerAddress, connection.peerPort) = stream->peer();
    return backend->connect(stream, connection);
}

void GatewayPrivate::wantsSettling(WebSocketStream *stream)
{
    unsettled.push_back(stream);
    // Inside a turn of the poller its end settles all; what the database or a timer caused gets a turn of its own.
    if (socketPoller->isInTurn() || std::exchange(settlingScheduled, true))
        return;
    QMetaObject::invokeMethod(q, [this] { settleAll(); }, Qt::QueuedConnection);
}

void GatewayPrivate::settleAll()
{
    settlingScheduled = false;
    // Settling one stream may make the backend write to others.
    while (!unsettled.empty()) {
        const std::vector<WebSocketStream *> batch = std::exchange(unsettled, {});
        for (WebSocketStream *stream : batch) {
            if (stream->settle())
                streams.erase(stream);
        }
    }
    if (!streams.empty())
        return;
    ticker.stop();
    if (std::exchange(closing, false))
        Q_EMIT q->closed();
}

void GatewayPrivate::tick()
{
    for (const auto &[stream, owner] : streams)
        stream->tick();
}

/*!
    \class Racer::Gateway
    \inmodule Racer
    \brief Serves a Backend to WebSocket clients.

    One gateway listens on one address. Each WebSocket that is accepted becomes an agent of the backend: ShareDB's
    clients and Racer::Connection speak to it. The path and query of the URL do not matter here; the \c connect
    middleware sees them, and all headers.

    Writes are gathered and leave once per turn of the event loop, so what one turn causes for one client costs one
    system call. A client that stops reading is not read from either once a megabyte waits for it, and is dropped
    when more than GatewayOptions::maxBuffered bytes wait, or when it takes nothing for GatewayOptions::stallTimeout.

    Malformed input closes the WebSocket with a code of RFC 6455 and a reason: 1002 for broken framing, 1003 for
    binary messages, 1007 for invalid UTF-8, 1008 for messages nested deeper than GatewayOptions::maxDepth and for
    readers that are too slow, 1009 for messages over GatewayOptions::maxPayload, 1011 for text that is not JSON.

    Thread rule: lives on the backend's thread. Linux only. Counterpart in the Node world: \c ws with
    \c websocket-json-stream.
*/

/*!
    \class Racer::GatewayOptions
    \inmodule Racer
    \brief The limits of a Gateway. Sizes are bytes, times milliseconds.
*/

/*!
    Makes a gateway to \a backend, which must outlive it.
*/
Gateway::Gateway(Backend *backend, const GatewayOptions &options, QObject *parent)
    : QObject(parent), d(std::make_unique<GatewayPrivate>(this, backend))
{
    d->options = options;
    d->socketPoller = std::make_unique<SocketPoller>([this] { d->settleAll(); });
    d->poller = d->socketPoller.get();
    d->listener.setListenBacklogSize(ListenBacklog);
    d->ticker.setInterval(TickInterval);
    QObject::connect(&d->ticker, &QTimer::timeout, this, [this] { d->tick(); });
}

/*!
    Drops all connections at once. Call close() and wait for closed() first to end them politely.
*/
Gateway::~Gateway()
{
    for (const auto &[stream, owner] : d->streams)
        stream->abort();
    d->settleAll();
}

/*!
    Starts to accept connections on \a address and \a port; 0 takes a free port, which serverPort() then tells.
    Throws Error with the code ERR_LISTEN_FAILED, naming address and reason.
*/
void Gateway::listen(const QHostAddress &address, quint16 port)
{
    if (!d->listener.listen(address, port)) {
        throw Error(ErrorCode::ListenFailed,
                    QStringLiteral("cannot listen on %1:%2: %3")
                            .arg(address.toString(), QString::number(port), d->listener.errorString()));
    }
}

/*! True between listen() and close(). */
bool Gateway::isListening() const
{
    return d->listener.isListening();
}

/*! The address connections are accepted on. */
QHostAddress Gateway::serverAddress() const
{
    return d->listener.serverAddress();
}

/*! The port connections are accepted on, 0 if there is none. */
quint16 Gateway::serverPort() const
{
    return d->listener.serverPort();
}

/*! How many sockets are open, those in the middle of their handshake included. */
int Gateway::connectionCount() const
{
    return int(d->streams.size());
}

/*!
    Accepts no more connections and closes those there are with code 1001, "going away". closed() follows when the
    last one is gone, after 5 seconds at most.
*/
void Gateway::close()
{
    d->listener.close();
    d->closing = true;
    for (const auto &[stream, owner] : d->streams)
        stream->close(WebSocketFrame::GoingAway, QStringLiteral("server is shutting down"));
    QMetaObject::invokeMethod(this, [this] { d->settleAll(); }, Qt::QueuedConnection);
}

/*!
    \fn void Racer::Gateway::closed()
    Emitted once after close(), when no connection is left.
*/

} // namespace Racer
