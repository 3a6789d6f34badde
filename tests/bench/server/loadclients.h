// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <functional>
#include <memory>
#include <vector>

// Many WebSocket clients on one thread, as cheap as can be, so that the server is what limits.
class LoadClients
{
public:
    explicit LoadClients(quint16 port);
    ~LoadClients();
    Q_DISABLE_COPY_MOVE(LoadClients)

    // Connects, shakes hands (ShareDB's too, if asked) and returns when the connection is ready.
    int connect(bool shareDb = true);
    [[nodiscard]] int count() const { return int(m_clients.size()); }
    void send(int client, QByteArrayView text); // gathered until the next turn
    // Handles what arrives until "done" answers true, looking once a turn; false after that many milliseconds.
    bool run(const std::function<void(int client, QByteArrayView text)> &message, const std::function<bool()> &done,
             int timeout);

private:
    struct Client;
    void flush(Client &client);
    void receive(int index, const std::function<void(int, QByteArrayView)> &message);

    quint16 m_port;
    int m_epoll;
    std::vector<std::unique_ptr<Client>> m_clients;
    std::vector<int> m_dirty;
};
