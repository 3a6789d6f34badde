// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "answer.h"
#include "scriptedtransport.h"

#include <Racer/doc.h>

#include <QtTest/QTest>

// A document whose server says what the test has it say.
class DocFixture : public QObject
{
    Q_OBJECT

protected:
    ScriptedTransport *m_server = nullptr;
    std::unique_ptr<Racer::Connection> m_connection;
    Racer::Doc *m_doc = nullptr;

    void load(const QByteArray &data, int version = 1)
    {
        m_doc->ingestSnapshot(Racer::Protocol::snapshotFromValue(json("{\"v\":" + QByteArray::number(version) + ",\"data\":"
                                                                + data + "}")));
    }
    // Submits and takes the message off the list of those sent.
    Racer::Value submit(const char *op, Racer::Callback done = {})
    {
        m_doc->submitOp(json(op), {}, std::move(done));
        QCoreApplication::processEvents();
        return m_server->takeSent();
    }

private Q_SLOTS:
    void init()
    {
        auto transport = std::make_unique<ScriptedTransport>();
        m_server = transport.get();
        m_connection = std::make_unique<Racer::Connection>(std::move(transport));
        m_connection->setReconnectPolicy({.firstDelay = 1, .maxDelay = 2});
        m_connection->open();
        QVERIFY(m_connection->canSend());
        m_doc = m_connection->get(Racer::Key(u"c"), Racer::Key(u"x"));
    }
    void cleanup() { m_connection.reset(); }
};
