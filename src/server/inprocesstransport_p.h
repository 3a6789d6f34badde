// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/agentstream.h>
#include <Racer/backend.h>
#include <Racer/transport.h>

#include <QtCore/QPointer>

#include <deque>

namespace Racer {

// Both ends of a connection inside one process. Messages are queued in both directions, so that neither end is
// entered while it is at work.
class InProcessTransport final : public Transport
{
    Q_OBJECT
public:
    InProcessTransport(Backend *backend, const ConnectionRequest &request);
    ~InProcessTransport() override;

    void open() override;
    void close() override;
    [[nodiscard]] bool isOpen() const override { return m_state == State::Open; }
    void send(const Protocol::EncodedMessage &message) override;

private:
    enum class State : quint8 { Closed, Opening, Open };

    class Stream final : public AgentStream
    {
    public:
        explicit Stream(InProcessTransport *transport) : m_transport(transport) { }
        void send(const Protocol::EncodedMessage &message) override;
        void close(quint16 code, const QString &reason) override;

    private:
        InProcessTransport *const m_transport;
    };

    void schedule();
    void deliver();
    void end(const QString &reason);

    const QPointer<Backend> m_backend;
    const ConnectionRequest m_request;
    Stream m_stream{this};
    Agent *m_agent = nullptr;
    State m_state = State::Closed;
    std::deque<Value> m_toServer;
    std::deque<Value> m_toClient;
    QString m_closeReason; // of the server's end
    bool m_closing = false;
    bool m_scheduled = false;
};

} // namespace Racer
