// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "answer.h"
#include "testservers.h"

#include <Racer/backend.h>
#include <Racer/doc.h>
#include <Racer/gateway.h>
#include <Racer/id.h>
#include <Racer/json.h>
#include <Racer/websockettransport.h>

#include <QtTest/QTest>

#include <map>

// Runs every test against every server that speaks the protocol.
class ServerFixture : public QObject
{
    Q_OBJECT

protected:
    struct Server
    {
        std::unique_ptr<NodeServer> node;
        std::unique_ptr<Racer::Backend> backend;
        std::unique_ptr<Racer::Gateway> gateway;
        quint16 port = 0; // none: in this process
    };

    std::map<QString, Server> m_servers; // started when first needed, kept to the end
    Server *m_server = nullptr;
    std::vector<std::unique_ptr<Racer::Connection>> m_connections;
    std::unique_ptr<TcpProxy> m_proxy;
    Racer::Key m_collection;

    static Server start(const QString &kind)
    {
        Server server;
        if (kind.startsWith(u"sharedb")) {
            server.node = std::make_unique<NodeServer>(
                QStringList{QStringLiteral("--sharedb"), kind, QStringLiteral("--projection"),
                            QStringLiteral("names=people:name")});
            server.port = server.node->port();
            return server;
        }
        Racer::BackendOptions options;
        options.presence = true;
        server.backend = std::make_unique<Racer::Backend>(std::move(options));
        server.backend->addProjection(Racer::Key(u"names"), Racer::Key(u"people"), {QStringLiteral("name")});
        if (kind == u"racer over WebSocket") {
            server.gateway = std::make_unique<Racer::Gateway>(server.backend.get());
            server.gateway->listen(QHostAddress::LocalHost, 0);
            server.port = server.gateway->serverPort();
        }
        return server;
    }

    Racer::Connection *connectTo(quint16 port)
    {
        std::unique_ptr<Racer::Transport> transport;
        if (port)
            transport = std::make_unique<Racer::WebSocketTransport>(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port)));
        else
            transport = m_server->backend->createTransport();
        auto connection = std::make_unique<Racer::Connection>(std::move(transport));
        Racer::ReconnectPolicy policy;
        policy.firstDelay = 10;
        policy.maxDelay = 50;
        connection->setReconnectPolicy(policy);
        connection->open();
        m_connections.push_back(std::move(connection));
        return m_connections.back().get();
    }
    Racer::Connection *connectDirectly() { return connectTo(m_server->port); }

    // A line that can be cut with m_proxy; nullptr where there is none.
    Racer::Connection *connectThroughProxy()
    {
        if (!m_server->port)
            return nullptr;
        m_proxy = std::make_unique<TcpProxy>(m_server->port);
        return connectTo(m_proxy->serverPort());
    }

    Racer::Doc *created(Racer::Connection *connection, const char *id, const char *data)
    {
        Racer::Doc *doc = connection->get(m_collection, Racer::Key(QString::fromLatin1(id)));
        Answer answer;
        doc->create(json(data), {}, {}, answer.callback());
        if (!QTest::qWaitFor([&] { return answer.count == 1; }) || answer.error)
            qWarning() << "not created:" << answer.error.message();
        return doc;
    }
    Racer::Doc *subscribed(Racer::Connection *connection, const char *id)
    {
        Racer::Doc *doc = connection->get(m_collection, Racer::Key(QString::fromLatin1(id)));
        doc->subscribe(Racer::Callback([](const Racer::Error &error) { if (error) qWarning() << error.message(); }));
        if (!QTest::qWaitFor([&] { return doc->isSubscribed() && !doc->hasPending(); }))
            qWarning() << "not subscribed";
        return doc;
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("server");
        QTest::newRow("sharedb 7 on Node") << QStringLiteral("sharedb");
        QTest::newRow("sharedb 6 on Node") << QStringLiteral("sharedb6");
        QTest::newRow("sharedb 5 on Node") << QStringLiteral("sharedb5");
        QTest::newRow("racer in this process") << QStringLiteral("racer in this process");
        QTest::newRow("racer over WebSocket") << QStringLiteral("racer over WebSocket");
    }

    void init()
    {
        QFETCH_GLOBAL(QString, server);
        auto found = m_servers.find(server);
        if (found == m_servers.end())
            found = m_servers.emplace(server, start(server)).first;
        m_server = &found->second;
        QVERIFY(m_server->backend || m_server->port);
        m_collection = Racer::createConnectionId();
    }

    void cleanup()
    {
        m_connections.clear();
        m_proxy.reset();
    }

    void cleanupTestCase() { m_servers.clear(); }
};
