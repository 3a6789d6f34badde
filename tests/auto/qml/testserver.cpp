// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "testserver.h"

TestServer::TestServer()
{
    start();
}

QUrl TestServer::url() const
{
    return QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(m_port));
}

void TestServer::start()
{
    m_gateway = std::make_unique<Racer::Gateway>(&m_backend);
    m_gateway->listen(QHostAddress::LocalHost, m_port);
    m_port = m_gateway->serverPort();
}

void TestServer::stop()
{
    m_gateway.reset();
}
