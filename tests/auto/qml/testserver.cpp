// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "testserver.h"

#include <Racer/ottype.h>

namespace {

Racer::BackendOptions withPresence()
{
    Racer::BackendOptions options;
    options.presence = true;
    return options;
}

} // namespace

TestServer::TestServer() : m_backend(withPresence())
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

void TestServer::fill(const QString &collection, int count)
{
    std::vector<Racer::Database::Commit> commits;
    for (int n = 0; n < count; ++n) {
        Racer::Database::Commit commit;
        commit.snapshot.id = Racer::Key(QStringLiteral("d%1").arg(n, 6, 10, QChar(u'0')));
        commit.snapshot.version = 1;
        commit.snapshot.type = Racer::Key(Racer::OtTypes::defaultType()->uri());
        commit.snapshot.data = Racer::Value::object({{Racer::Key(u"n"), n}});
        commit.op.kind = Racer::Op::Kind::Create;
        commit.op.doc = {Racer::Key(collection), commit.snapshot.id};
        commit.op.version = 0;
        commit.op.createType = commit.snapshot.type;
        commit.op.createData = commit.snapshot.data;
        commits.push_back(std::move(commit));
    }
    m_backend.database()->commit(std::move(commits), [](const auto &, const auto &) { });
}
