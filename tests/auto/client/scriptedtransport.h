// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/connection.h>
#include <Racer/json.h>

#include <QtCore/QList>

// A server that says what the test has it say.
class ScriptedTransport : public Racer::Transport
{
    Q_OBJECT
public:
    using Transport::Transport;

    void open() override
    {
        ++attempts;
        if (!accepting) {
            QMetaObject::invokeMethod(this, [this] { Q_EMIT closed(QStringLiteral("refused")); },
                                      Qt::QueuedConnection);
            return;
        }
        m_open = true;
        Q_EMIT opened();
    }
    void close() override { lose(QStringLiteral("closed")); }
    [[nodiscard]] bool isOpen() const override { return m_open; }
    void send(const Racer::Protocol::EncodedMessage &message) override
    {
        const Racer::Value value = Racer::Json::parse(message.json());
        const QString action = value.value(u"a").toString();
        if (action == u"hs" && answersHandshake) {
            say("{\"a\":\"hs\",\"protocol\":1,\"protocolMinor\":2,\"id\":\"me\","
                "\"type\":\"http://sharejs.org/types/JSONv0\"}");
            return;
        }
        if (action != u"hs")
            sent.append(value);
    }

    void say(const char *json) { say(QByteArray(json)); }
    void say(const QByteArray &json) { Q_EMIT messageReceived(Racer::Json::parse(json)); }
    void lose(const QString &reason)
    {
        if (std::exchange(m_open, false))
            Q_EMIT closed(reason);
    }
    Racer::Value takeSent() { return sent.isEmpty() ? Racer::Value() : sent.takeFirst(); }

    QList<Racer::Value> sent;
    bool accepting = true;
    bool answersHandshake = true;
    int attempts = 0;

private:
    bool m_open = false;
};
