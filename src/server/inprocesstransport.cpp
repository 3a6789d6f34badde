// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "inprocesstransport_p.h"

namespace Racer {

InProcessTransport::InProcessTransport(Backend *backend, const ConnectionRequest &request)
    : m_backend(backend), m_request(request)
{
}

InProcessTransport::~InProcessTransport()
{
    if (m_agent && m_backend)
        m_agent->streamClosed();
}

void InProcessTransport::open()
{
    if (m_state != State::Closed)
        return;
    m_state = State::Opening;
    schedule();
}

void InProcessTransport::close()
{
    if (m_state == State::Closed)
        return;
    end(QStringLiteral("closed"));
}

void InProcessTransport::send(const Protocol::EncodedMessage &message)
{
    if (m_state != State::Open)
        return;
    m_toServer.push_back(message.value());
    schedule();
}

void InProcessTransport::Stream::send(const Protocol::EncodedMessage &message)
{
    m_transport->m_toClient.push_back(message.value());
    m_transport->schedule();
}

void InProcessTransport::Stream::close(quint16, const QString &reason)
{
    m_transport->m_closing = true;
    m_transport->m_closeReason = reason;
    m_transport->schedule();
}

void InProcessTransport::schedule()
{
    if (!std::exchange(m_scheduled, true)) {
        QMetaObject::invokeMethod(this, [this] {
            m_scheduled = false;
            deliver();
        }, Qt::QueuedConnection);
    }
}

void InProcessTransport::deliver()
{
    if (m_state == State::Opening) {
        if (!m_backend)
            return end(QStringLiteral("stopped"));
        m_state = State::Open;
        m_agent = m_backend->connect(&m_stream, m_request);
        Q_EMIT opened();
    }
    // Only what is there now: what follows from it comes in the next turn.
    const QPointer<InProcessTransport> self(this);
    for (const Value &message : std::exchange(m_toServer, {})) {
        if (!m_agent || !m_backend)
            break;
        m_agent->receive(message);
    }
    for (const Value &message : std::exchange(m_toClient, {})) {
        Q_EMIT messageReceived(message);
        if (!self || m_state != State::Open)
            return;
    }
    if (m_closing)
        end(m_closeReason);
}

void InProcessTransport::end(const QString &reason)
{
    m_state = State::Closed;
    m_closing = false;
    m_toServer.clear();
    m_toClient.clear();
    if (Agent *agent = std::exchange(m_agent, nullptr); agent && m_backend)
        agent->streamClosed();
    Q_EMIT closed(reason);
}

} // namespace Racer
