// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <memory>

// Node's ShareDB in a process of its own; it ends with this object.
class NodeServer
{
public:
    explicit NodeServer(const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.setWorkingDirectory(QStringLiteral(RACER_NODE_DIR));
        m_process.start(QStringLiteral("node"), QStringList{QStringLiteral("sharedb-server.js")} + arguments);
        static const QRegularExpression line(QStringLiteral("^listening on .*:(\\d+)"));
        while (m_port == 0 && m_process.waitForReadyRead(30'000)) {
            const auto match = line.match(QString::fromUtf8(m_process.readLine()));
            m_port = match.hasMatch() ? quint16(match.captured(1).toUInt()) : 0;
        }
    }
    ~NodeServer()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(5000)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }

    [[nodiscard]] quint16 port() const { return m_port; } // 0: it did not start

private:
    QProcess m_process;
    quint16 m_port = 0;
};

// A wire in front of a server, to be cut.
class TcpProxy : public QTcpServer
{
    Q_OBJECT
public:
    explicit TcpProxy(quint16 target) : m_target(target) { listen(QHostAddress::LocalHost); }
    ~TcpProxy() override { cut(); }

    void cut()
    {
        const QSet<QTcpSocket *> sockets = std::exchange(m_sockets, {});
        for (QTcpSocket *socket : sockets) {
            socket->disconnect(this);
            socket->abort();
            socket->deleteLater();
        }
    }

    bool deaf = false;     // nothing that the server says comes through
    bool refusing = false; // new connections are dropped

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *client = new QTcpSocket(this);
        client->setSocketDescriptor(descriptor);
        if (refusing) {
            client->abort();
            client->deleteLater();
            return;
        }
        auto *server = new QTcpSocket(this);
        m_sockets << client << server;
        server->connectToHost(QHostAddress::LocalHost, m_target);
        connect(client, &QTcpSocket::readyRead, this, [client, server] { server->write(client->readAll()); });
        connect(server, &QTcpSocket::readyRead, this, [this, client, server] {
            const QByteArray data = server->readAll();
            if (!deaf)
                client->write(data);
        });
        for (QTcpSocket *socket : {client, server}) {
            connect(socket, &QTcpSocket::disconnected, this, [this, client, server] {
                for (QTcpSocket *end : {client, server}) {
                    if (m_sockets.remove(end)) {
                        end->disconnect(this);
                        end->abort();
                        end->deleteLater();
                    }
                }
            });
        }
    }

private:
    const quint16 m_target;
    QSet<QTcpSocket *> m_sockets;
};
