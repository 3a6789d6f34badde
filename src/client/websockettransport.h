// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/transport.h>

#include <QtCore/QUrl>
#include <QtNetwork/QNetworkRequest>
#ifndef QT_NO_SSL
#include <QtNetwork/QSslConfiguration>
#endif

#include <memory>

namespace Racer {

class WebSocketTransportPrivate;

class RACER_CLIENT_EXPORT WebSocketTransport : public Transport
{
    Q_OBJECT
public:
    explicit WebSocketTransport(const QUrl &url, QObject *parent = nullptr);
    explicit WebSocketTransport(const QNetworkRequest &request, QObject *parent = nullptr);
    ~WebSocketTransport() override;

    [[nodiscard]] QNetworkRequest request() const;
    void setRequest(const QNetworkRequest &request);
#ifndef QT_NO_SSL
    [[nodiscard]] QSslConfiguration sslConfiguration() const;
    void setSslConfiguration(const QSslConfiguration &configuration);
#endif
    [[nodiscard]] qint64 maxMessageSize() const;
    void setMaxMessageSize(qint64 bytes);

    void open() override;
    void close() override;
    [[nodiscard]] bool isOpen() const override;
    void send(const Protocol::EncodedMessage &message) override;

private:
    std::unique_ptr<WebSocketTransportPrivate> d;
};

} // namespace Racer
