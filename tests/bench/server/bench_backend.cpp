// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// What the backend spends on an op, between a client's decoded message and the JSON of the answers; no sockets.

#include <Racer/agentstream.h>
#include <Racer/backend.h>
#include <Racer/encodedmessage.h>
#include <Racer/json.h>

#include <QtCore/QCoreApplication>

#include <cstdio>
#include <ctime>

using namespace Racer;

namespace {

// Asks for the JSON of every message, as a socket would.
class Stream final : public AgentStream
{
public:
    explicit Stream(Backend *backend) : m_agent(backend->connect(this)) { }
    ~Stream() override { m_agent->streamClosed(); }

    void receive(const Value &message) { m_agent->receive(message); }
    void send(const Protocol::EncodedMessage &message) override { bytes += message.json().size(); }
    void close(quint16, const QString &) override { }

    qint64 bytes = 0;

private:
    Agent *m_agent;
};

double cpuSeconds()
{
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

Value increment(int document, int version, int seq)
{
    return Value::object({{u"a", Value(u"op")}, {u"c", Value(u"c")}, {u"d", Value(QString::number(document))},
                          {u"v", Value(version)}, {u"seq", Value(seq)}, {u"x", Value::object()},
                          {u"op", Value::array({Value::object({{u"p", Value::array({Value(u"n")})},
                                                               {u"na", Value(1)}})})}});
}

void create(Stream &stream, int document, int seq)
{
    stream.receive(Value::object(
        {{u"a", Value(u"op")}, {u"c", Value(u"c")}, {u"d", Value(QString::number(document))}, {u"v", Value(0)},
         {u"seq", Value(seq)},
         {u"create", Value::object({{u"type", Value(u"json0")}, {u"data", Value::object({{u"n", Value(0)}})}})}}));
}

// Microseconds of CPU an op: clients on documents of their own.
double ownDocuments(int ops)
{
    constexpr int clients = 50;
    Backend backend;
    std::vector<std::unique_ptr<Stream>> streams;
    for (int i = 0; i < clients; ++i) {
        streams.push_back(std::make_unique<Stream>(&backend));
        create(*streams.back(), i, 1);
    }
    std::vector<Value> messages;
    for (int i = 0; i < ops; ++i)
        messages.push_back(increment(i % clients, 1 + i / clients, 2 + i / clients));
    const double start = cpuSeconds();
    for (int i = 0; i < ops; ++i)
        streams[size_t(i % clients)]->receive(messages[size_t(i)]);
    return (cpuSeconds() - start) / ops * 1e6;
}

// Microseconds of CPU a delivery: one writer, many subscribers.
double fanOut(int ops, int subscribers)
{
    Backend backend;
    Stream writer(&backend);
    create(writer, 0, 1);
    std::vector<std::unique_ptr<Stream>> readers;
    const Value subscribe = Value::object(
        {{u"a", Value(u"s")}, {u"c", Value(u"c")}, {u"d", Value(u"0")}, {u"v", Value(1)}});
    for (int i = 0; i < subscribers; ++i) {
        readers.push_back(std::make_unique<Stream>(&backend));
        readers.back()->receive(subscribe);
    }
    std::vector<Value> messages;
    for (int i = 0; i < ops; ++i)
        messages.push_back(increment(0, 1 + i, 2 + i));
    const double start = cpuSeconds();
    for (const Value &message : messages)
        writer.receive(message);
    return (cpuSeconds() - start) / ops / subscribers * 1e6;
}

// Microseconds of CPU to write and read the JSON of such an op: what nobody can save.
double json(int ops)
{
    const QByteArray text = Json::stringify(increment(1, 1000, 1000));
    qint64 bytes = 0;
    const double start = cpuSeconds();
    for (int i = 0; i < ops; ++i)
        bytes += Json::stringify(Json::parse(text)).size();
    return bytes ? (cpuSeconds() - start) / ops * 1e6 : 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int ops = argc > 1 ? QByteArray(argv[1]).toInt() : 200000;
    const double own = ownDocuments(ops);
    const double delivery = fanOut(std::max(1, ops / 200), 200);
    const double text = json(ops);
    std::printf("an op of one's own document: %.2f us (%.1f times reading and writing its JSON, %.2f us)\n", own,
                own / text, text);
    std::printf("a delivery to one of 200 subscribers: %.3f us\n", delivery);
    std::printf("{\"bench\":\"backend\",\"opMicroseconds\":%.3f,\"deliveryMicroseconds\":%.4f,"
                "\"jsonMicroseconds\":%.3f}\n",
                own, delivery, text);
    return 0;
}
