// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "faketransport_p.h"

namespace Racer {

FakeTransport::FakeTransport(FakeServerPrivate *server, FakeServer *owner, std::unique_ptr<Transport> line)
    : m_server(server), m_owner(owner), m_line(std::move(line))
{
    connect(m_line.get(), &Transport::messageReceived, this, [this](const Value &message) {
        if (FakeServerPrivate *const to = m_open ? this->server() : nullptr)
            to->send(this, Parcel::Message, FakeServer::ToClient, message);
    });
    connect(m_line.get(), &Transport::closed, this, [this](const QString &reason) {
        if (m_open)
            ended(reason);
    });
}

FakeTransport::~FakeTransport()
{
    m_line->disconnect(this);
    if (FakeServerPrivate *const from = server())
        from->forget(this);
}

void FakeTransport::open()
{
    if (m_open || m_opening)
        return;
    FakeServerPrivate *const to = server();
    if (!to || !to->online) {
        // Later, as of a real line: the caller has not finished opening yet.
        QMetaObject::invokeMethod(this, [this] { Q_EMIT closed(QStringLiteral("unreachable")); },
                                  Qt::QueuedConnection);
        return;
    }
    m_opening = true;
    lastDue = {};
    to->send(this, Parcel::Opening, FakeServer::ToServer, {});
}

void FakeTransport::close()
{
    lose(QStringLiteral("closed"));
}

void FakeTransport::send(const Protocol::EncodedMessage &message)
{
    if (FakeServerPrivate *const to = m_open ? server() : nullptr)
        to->send(this, Parcel::Message, FakeServer::ToServer, message.value());
}

void FakeTransport::arrive(const Parcel &parcel)
{
    if (parcel.kind == Parcel::Opening) {
        m_opening = false;
        m_open = true;
        m_line->open();
        Q_EMIT opened();
    } else if (parcel.direction == FakeServer::ToServer) {
        m_line->send(Protocol::EncodedMessage(parcel.message));
    } else {
        Q_EMIT messageReceived(parcel.message);
    }
}

void FakeTransport::lose(const QString &reason)
{
    if (!m_open && !m_opening)
        return;
    m_open = false;
    m_opening = false;
    m_line->close(); // and its closed() is not the reason
    ended(reason);
}

void FakeTransport::ended(const QString &reason)
{
    m_open = false;
    m_opening = false;
    if (FakeServerPrivate *const from = server())
        from->forget(this);
    Q_EMIT closed(reason);
}

} // namespace Racer
