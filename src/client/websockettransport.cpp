// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/json.h>
#include <Racer/websockettransport.h>

#include <QtCore/QTimer>
#include <QtWebSockets/QWebSocket>

#include <optional>

namespace Racer {

namespace {

constexpr qint64 DefaultMaxMessageSize = 100LL * 1024 * 1024;
constexpr int CloseTimeout = 3000; // ms until a peer that does not answer the close frame is cut off

} // namespace

class WebSocketTransportPrivate
{
public:
    explicit WebSocketTransportPrivate(WebSocketTransport *transport) : q(transport) { }

    void letGo();
    void received(const QString &text);
    void lost(QWebSocket *lostSocket);

    WebSocketTransport *const q;
    QNetworkRequest request;
    qint64 maxMessageSize = DefaultMaxMessageSize;
#ifndef QT_NO_SSL
    std::optional<QSslConfiguration> ssl;
#endif
    QWebSocket *socket = nullptr;
    QString lastError;
};

/*!
    \class Racer::WebSocketTransport
    \inmodule Racer
    \brief A line to a ShareDB server over WebSocket, plain (ws) or encrypted (wss).

    Headers and cookies for the server's \e connect middleware are set in the request. A text message that is not JSON,
    and a binary one, are dropped with errorOccurred(). A message longer than maxMessageSize() closes the line.

    Each open() makes a new socket. close() does not wait for the server's goodbye.
*/

WebSocketTransport::WebSocketTransport(const QUrl &url, QObject *parent)
    : WebSocketTransport(QNetworkRequest(url), parent)
{
}

WebSocketTransport::WebSocketTransport(const QNetworkRequest &request, QObject *parent)
    : Transport(parent), d(std::make_unique<WebSocketTransportPrivate>(this))
{
    d->request = request;
}

WebSocketTransport::~WebSocketTransport()
{
    if (d->socket) {
        d->socket->disconnect(this);
        delete d->socket;
    }
}

QNetworkRequest WebSocketTransport::request() const
{
    return d->request;
}

/*!
    Where to connect, with which headers. Used from the next open() on.
*/
void WebSocketTransport::setRequest(const QNetworkRequest &request)
{
    d->request = request;
}

#ifndef QT_NO_SSL
QSslConfiguration WebSocketTransport::sslConfiguration() const
{
    return d->ssl.value_or(QSslConfiguration::defaultConfiguration());
}

/*!
    Certificates and checks for wss; the system's by default.
*/
void WebSocketTransport::setSslConfiguration(const QSslConfiguration &configuration)
{
    d->ssl = configuration;
}
#endif

qint64 WebSocketTransport::maxMessageSize() const
{
    return d->maxMessageSize;
}

/*!
    The longest message taken from the server, in bytes; 100 MiB by default. Used from the next open() on.
*/
void WebSocketTransport::setMaxMessageSize(qint64 bytes)
{
    d->maxMessageSize = bytes;
}

void WebSocketTransport::open()
{
    d->letGo();
    d->lastError.clear();
    auto *socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    d->socket = socket;
    socket->setMaxAllowedIncomingMessageSize(quint64(d->maxMessageSize));
    socket->setMaxAllowedIncomingFrameSize(quint64(d->maxMessageSize));
#ifndef QT_NO_SSL
    if (d->ssl)
        socket->setSslConfiguration(*d->ssl);
#endif
    connect(socket, &QWebSocket::connected, this, &Transport::opened);
    connect(socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) { d->received(text); });
    connect(socket, &QWebSocket::binaryMessageReceived, this, [this] {
        Q_EMIT errorOccurred(
            Error(ErrorCode::TransportFailed, QStringLiteral("Dropped a binary message from the server")));
    });
    connect(socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this, [this, socket] {
        d->lastError = socket->errorString();
    });
    connect(socket, &QWebSocket::stateChanged, this, [this, socket](QAbstractSocket::SocketState state) {
        // Put off, as the reason may follow, and the socket is still at work.
        if (state == QAbstractSocket::UnconnectedState)
            QMetaObject::invokeMethod(socket, [this, socket] { d->lost(socket); }, Qt::QueuedConnection);
    });
    socket->open(d->request);
}

void WebSocketTransport::close()
{
    if (!d->socket)
        return;
    d->letGo();
    Q_EMIT closed(QStringLiteral("closed"));
}

bool WebSocketTransport::isOpen() const
{
    return d->socket && d->socket->state() == QAbstractSocket::ConnectedState;
}

void WebSocketTransport::send(const Protocol::EncodedMessage &message)
{
    if (isOpen())
        d->socket->sendTextMessage(QString::fromUtf8(message.json()));
}

void WebSocketTransportPrivate::letGo()
{
    QWebSocket *old = std::exchange(socket, nullptr);
    if (!old)
        return;
    old->disconnect(q);
    if (old->state() != QAbstractSocket::ConnectedState) {
        old->abort();
        old->deleteLater();
        return;
    }
    QObject::connect(old, &QWebSocket::disconnected, old, &QObject::deleteLater);
    QTimer::singleShot(CloseTimeout, old, [old] {
        old->abort();
        old->deleteLater();
    });
    old->close();
}

void WebSocketTransportPrivate::received(const QString &text)
{
    Value message;
    try {
        message = Json::parse(QStringView(text));
    } catch (const Error &error) {
        Q_EMIT q->errorOccurred(error.withContext(QStringLiteral("in a message from the server, dropped")));
        return;
    }
    Q_EMIT q->messageReceived(message);
}

void WebSocketTransportPrivate::lost(QWebSocket *lostSocket)
{
    if (socket != lostSocket)
        return;
    QString reason = socket->closeReason();
    if (reason.isEmpty())
        reason = !lastError.isEmpty() ? lastError
                                      : QStringLiteral("closed by the server (%1)").arg(int(socket->closeCode()));
    socket = nullptr;
    lostSocket->disconnect(q);
    lostSocket->deleteLater();
    Q_EMIT q->closed(reason);
}

} // namespace Racer
