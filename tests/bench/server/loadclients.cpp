// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "loadclients.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QtEndian>

#include <array>
#include <cstring>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

struct LoadClients::Client
{
    int descriptor = -1;
    QByteArray out;
    QByteArray in;
    bool dirty = false;
};

LoadClients::LoadClients(quint16 port) : m_port(port), m_epoll(::epoll_create1(EPOLL_CLOEXEC)) { }

LoadClients::~LoadClients()
{
    for (const auto &client : m_clients)
        ::close(client->descriptor);
    ::close(m_epoll);
}

int LoadClients::connect(bool shareDb)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        qFatal("cannot connect to port %d", int(m_port));
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);

    const QByteArray request = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    ::send(descriptor, request.constData(), size_t(request.size()), MSG_NOSIGNAL);
    QByteArray head;
    char byte = 0;
    while (!head.endsWith("\r\n\r\n") && ::recv(descriptor, &byte, 1, 0) == 1)
        head += byte;
    if (!head.startsWith("HTTP/1.1 101"))
        qFatal("refused: %s", head.constData());

    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    auto client = std::make_unique<Client>();
    client->descriptor = descriptor;
    const int index = int(m_clients.size());
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = quint32(index);
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
    m_clients.push_back(std::move(client));

    if (shareDb) {
        send(index, R"({"a":"hs","id":null,"protocol":1,"protocolMinor":2})");
        bool ready = false;
        run([&](int from, QByteArrayView text) { ready |= from == index && text.contains(R"("a":"hs")"); },
            [&] { return ready; }, 10000);
        if (!ready)
            qFatal("no handshake");
    }
    return index;
}

void LoadClients::send(int index, QByteArrayView text)
{
    Client &client = *m_clients[size_t(index)];
    // A mask of zero is a mask: the server does the same work, and the generator less.
    char header[14] = {char(0x81)};
    qsizetype size = 2;
    if (text.size() < 126) {
        header[1] = char(0x80 | text.size());
    } else if (text.size() < 65536) {
        header[1] = char(0x80 | 126);
        qToBigEndian<quint16>(quint16(text.size()), header + 2);
        size = 4;
    } else {
        header[1] = char(0x80 | 127);
        qToBigEndian<quint64>(quint64(text.size()), header + 2);
        size = 10;
    }
    std::memset(header + size, 0, 4);
    client.out.append(header, size + 4);
    client.out.append(text);
    if (!client.dirty) {
        client.dirty = true;
        m_dirty.push_back(index);
    }
}

void LoadClients::flush(Client &client)
{
    client.dirty = false;
    qsizetype sent = 0;
    while (sent < client.out.size()) {
        const ssize_t n = ::send(client.descriptor, client.out.constData() + sent, size_t(client.out.size() - sent),
                                 MSG_NOSIGNAL);
        if (n < 0 && errno == EAGAIN)
            continue; // the server reads eagerly; a full buffer empties at once
        if (n < 0)
            qFatal("a connection broke: %s", std::strerror(errno));
        sent += n;
    }
    client.out.resize(0);
}

void LoadClients::receive(int index, const std::function<void(int, QByteArrayView)> &message)
{
    static std::array<char, 256 * 1024> buffer;
    Client &client = *m_clients[size_t(index)];
    const ssize_t n = ::recv(client.descriptor, buffer.data(), buffer.size(), 0);
    if (n < 0 && errno == EAGAIN)
        return;
    if (n <= 0)
        qFatal("the server closed a connection");
    const char *bytes = buffer.data();
    qsizetype size = n;
    QByteArray joined;
    if (!client.in.isEmpty()) {
        joined = std::exchange(client.in, {}).append(bytes, size);
        bytes = joined.constData();
        size = joined.size();
    }
    while (size >= 2) {
        qsizetype length = quint8(bytes[1]) & 0x7f;
        qsizetype head = 2;
        if (length == 126 && size >= 4) {
            length = qFromBigEndian<quint16>(bytes + 2);
            head = 4;
        } else if (length == 127 && size >= 10) {
            length = qsizetype(qFromBigEndian<quint64>(bytes + 2));
            head = 10;
        } else if (length >= 126) {
            break;
        }
        if (size < head + length)
            break;
        if ((bytes[0] & 0x0f) == 1)
            message(index, QByteArrayView(bytes + head, length));
        else if ((bytes[0] & 0x0f) == 8)
            qFatal("the server closed: %s", QByteArray(bytes + head + 2, qMax<qsizetype>(0, length - 2)).constData());
        bytes += head + length;
        size -= head + length;
    }
    if (size > 0)
        client.in = QByteArray(bytes, size);
}

bool LoadClients::run(const std::function<void(int, QByteArrayView)> &message, const std::function<bool()> &done,
                      int timeout)
{
    const QDeadlineTimer deadline(timeout);
    std::array<epoll_event, 256> events;
    while (true) {
        for (int index : std::exchange(m_dirty, {}))
            flush(*m_clients[size_t(index)]);
        if (done())
            return true;
        if (deadline.hasExpired())
            return false;
        const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), 10);
        for (int i = 0; i < count; ++i)
            receive(int(events[size_t(i)].data.u32), message);
    }
}
