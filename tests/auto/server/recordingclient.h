// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/agentstream.h>
#include <Racer/backend.h>
#include <Racer/encodedmessage.h>
#include <Racer/json.h>

#include <QtTest/QTest>

// A client that speaks JSON by hand, and remembers what it is told.
class RecordingClient final : public Racer::AgentStream
{
public:
    explicit RecordingClient(Racer::Backend *backend, const QByteArray &name = "A",
                             const Racer::ConnectionRequest &request = {})
        : m_name(name)
    {
        m_agent = backend->connect(this, request);
        m_names.insert(name, m_agent ? m_agent->src().toString().toUtf8() : QByteArray());
    }
    ~RecordingClient() override { disconnect(); }

    void disconnect()
    {
        if (Racer::Agent *agent = std::exchange(m_agent, nullptr))
            agent->streamClosed();
    }

    // Says hello as protocol 1.2, and forgets what was received.
    RecordingClient &shakeHands(const QByteArray &id = "null")
    {
        send(R"({"a":"hs","id":)" + id + R"(,"protocol":1,"protocolMinor":2})");
        m_names.insert(m_name, m_agent->src().toString().toUtf8());
        received.clear();
        return *this;
    }
    // <A> stands for the id of the client named A.
    void send(QByteArray json, const RecordingClient *other = nullptr)
    {
        m_agent->receive(Racer::Json::parse(resolve(std::move(json), other)));
    }
    // What came since the last call, as JSON.
    QByteArrayList take(const RecordingClient *other = nullptr)
    {
        QByteArrayList texts;
        for (const Racer::Value &message : std::exchange(received, {})) {
            QByteArray text = Racer::Json::stringify(message);
            text.replace(id(), "<" + m_name + ">");
            if (other)
                text.replace(other->id(), "<" + other->m_name + ">");
            texts.append(text);
        }
        return texts;
    }
    QByteArray id() const { return m_names.value(m_name); }
    Racer::Agent *agent() const { return m_agent; }

    void send(const Racer::Protocol::EncodedMessage &message) override
    {
        encoded.append(message);
        received.append(Racer::Json::parse(message.json()));
    }
    void close(quint16 code, const QString &reason) override
    {
        closeCode = code;
        closeReason = reason;
        disconnect();
    }

    QList<Racer::Value> received;
    QList<Racer::Protocol::EncodedMessage> encoded;
    quint16 closeCode = 0;
    QString closeReason;

private:
    QByteArray resolve(QByteArray json, const RecordingClient *other) const
    {
        json.replace("<" + m_name + ">", id());
        if (other)
            json.replace("<" + other->m_name + ">", other->id());
        return json;
    }

    Racer::Agent *m_agent = nullptr;
    QByteArray m_name;
    QHash<QByteArray, QByteArray> m_names;
};

// Compares lists of messages; the order of keys does not matter.
inline bool sameMessages(const QByteArrayList &actual, const QByteArrayList &expected)
{
    bool same = actual.size() == expected.size();
    for (qsizetype i = 0; same && i < actual.size(); ++i)
        same = Racer::Json::parse(actual.at(i)) == Racer::Json::parse(expected.at(i));
    if (!same)
        qWarning().noquote() << "received:\n " << actual.join("\n  ") << "\nexpected:\n " << expected.join("\n  ");
    return same;
}

#define COMPARE_MESSAGES(actual, ...) QVERIFY(sameMessages(actual, QByteArrayList{__VA_ARGS__}))
