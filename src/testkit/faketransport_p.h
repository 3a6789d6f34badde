// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/fakeserver.h>
#include <Racer/transport.h>

#include <QtCore/QPointer>
#include <QtCore/QRandomGenerator>
#include <QtCore/QSet>

#include <array>
#include <deque>

namespace Racer {

class FakeTransport;

// What is on its way, of all clients: the clock's queue.
struct Parcel
{
    enum Kind : quint8 { Message, Opening };

    qint64 due = 0;
    QPointer<FakeTransport> transport;
    Kind kind = Message;
    FakeServer::Direction direction = FakeServer::ToServer;
    Value message;
};

class FakeServerPrivate
{
public:
    explicit FakeServerPrivate(FakeServer *server) : q(server) { }

    void send(FakeTransport *transport, Parcel::Kind kind, FakeServer::Direction direction, const Value &message);
    void forget(const FakeTransport *transport);
    // The next one that is due by then: false if there is none.
    bool deliverNext(qint64 until);
    void pump();
    void runSoon();
    void setNow(qint64 time);
    [[nodiscard]] Error write(const Path &path, const Value *value);
    [[nodiscard]] bool load(const Path &path, Error *error);
    void cut(const std::function<bool(FakeTransport *)> &which);

    FakeServer *const q;
    std::unique_ptr<Backend> backend;
    std::unique_ptr<RootModel> other;
    QSet<Path> loaded; // by it
    QList<QPointer<FakeTransport>> transports;
    QList<QPointer<Connection>> connections; // opened again by restore()
    std::deque<Parcel> parcels;              // by due time
    FakeServer::Rule rule;
    QRandomGenerator random{1};
    quint32 seed = 1;
    qint64 now = 0;
    int latency = 0;
    int jitter = 0;
    std::array<int, 2> toDrop{}; // by direction
    bool paused = false;
    bool automatic = false;
    bool online = true;
    bool turnPosted = false;
};

// A client's end of a line to the backend: what passes waits in the server's queue.
class FakeTransport final : public Transport
{
    Q_OBJECT
public:
    FakeTransport(FakeServerPrivate *server, FakeServer *owner, std::unique_ptr<Transport> line);
    ~FakeTransport() override;

    void open() override;
    void close() override;
    [[nodiscard]] bool isOpen() const override { return m_open; }
    void send(const Protocol::EncodedMessage &message) override;

    void arrive(const Parcel &parcel);
    void lose(const QString &reason);

    std::array<qint64, 2> lastDue{}; // nothing overtakes what was sent before

private:
    [[nodiscard]] FakeServerPrivate *server() const { return m_owner ? m_server : nullptr; }
    void ended(const QString &reason);

    FakeServerPrivate *const m_server;
    const QPointer<FakeServer> m_owner;
    const std::unique_ptr<Transport> m_line;
    bool m_open = false;
    bool m_opening = false;
};

} // namespace Racer
