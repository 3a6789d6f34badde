// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerserverexport.h>

#include <QtCore/QObject>
#include <QtNetwork/QHostAddress>

#include <chrono>
#include <memory>

namespace Racer {

class Backend;
class GatewayPrivate;

struct GatewayOptions
{
    qsizetype maxPayload = 16 * 1024 * 1024;  // bytes of one incoming message
    qsizetype maxBuffered = 64 * 1024 * 1024; // bytes waiting for one slow reader
    int maxConnections = 10000;
    int maxDepth = 512; // containers inside containers in one incoming message
    std::chrono::milliseconds handshakeTimeout{10000};
    std::chrono::milliseconds heartbeatInterval{30000}; // 0: no pings
    std::chrono::milliseconds stallTimeout{30000};      // a reader that takes nothing for so long is dropped
};

class RACER_SERVER_EXPORT Gateway : public QObject
{
    Q_OBJECT
public:
    explicit Gateway(Backend *backend, const GatewayOptions &options = {}, QObject *parent = nullptr);
    ~Gateway() override;

    void listen(const QHostAddress &address, quint16 port); // 0: a free port
    [[nodiscard]] bool isListening() const;
    [[nodiscard]] QHostAddress serverAddress() const;
    [[nodiscard]] quint16 serverPort() const;
    [[nodiscard]] int connectionCount() const;

    void close();

Q_SIGNALS:
    void closed();

private:
    std::unique_ptr<GatewayPrivate> d;
};

} // namespace Racer
