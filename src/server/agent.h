// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>
#include <Racer/racerserverexport.h>

#include <QtCore/QHash>
#include <QtCore/QUrl>
#include <QtCore/QVariant>

#include <memory>

namespace Racer {

class AgentPrivate;
class AgentStream;
class Backend;

// What is known of a client before it says anything; the connect middleware decides on it.
struct ConnectionRequest
{
    QUrl url;
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QString peerAddress;
    quint16 peerPort = 0;
    QVariant data; // of a client in this process: what the application says of it
};

class RACER_SERVER_EXPORT Agent : public std::enable_shared_from_this<Agent>
{
public:
    ~Agent();
    Agent(const Agent &) = delete;
    Agent &operator=(const Agent &) = delete;

    [[nodiscard]] Backend *backend() const noexcept;
    [[nodiscard]] const ConnectionRequest &request() const noexcept;
    [[nodiscard]] const Key &clientId() const noexcept; // made by the server
    [[nodiscard]] const Key &src() const noexcept;      // the id the client brought, else clientId()
    [[nodiscard]] Value &custom() noexcept;             // for middleware to use, for as long as the connection lives
    [[nodiscard]] bool isClosed() const noexcept;

    // A message from the client. Anything may be in it.
    void receive(const Value &message);
    // The stream is gone. The agent must not be used afterwards.
    void streamClosed();
    // Closes the connection from the server's side.
    void close(quint16 code, const QString &reason);

private:
    friend class AgentPrivate;
    friend class Backend;
    Agent(Backend *backend, AgentStream *stream, const ConnectionRequest &request);

    const std::unique_ptr<AgentPrivate> d;
};

} // namespace Racer
