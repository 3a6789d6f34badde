// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scenarios.h"

#include "loadclients.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>
#include <unordered_map>

namespace {

constexpr double WarmUpSeconds = 0.7;
constexpr int Timeout = 60000; // ms

// The integer after "name": in a compact JSON text, or -1.
qint64 numberAfter(QByteArrayView text, QByteArrayView name)
{
    const qsizetype at = text.indexOf(name);
    if (at < 0)
        return -1;
    qint64 number = 0;
    for (qsizetype i = at + name.size(); i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
        number = number * 10 + (text[i] - '0');
    return number;
}

bool isOpMessage(QByteArrayView text)
{
    return text.contains(R"("a":"op")");
}

bool carriesOp(QByteArrayView text)
{
    return text.contains(R"("op":[)");
}

// Counts events and their latencies between the end of the warm-up and the end of the run.
class Meter
{
public:
    Meter(const ServerProcess &server, double seconds) : m_server(server), m_seconds(seconds) { m_clock.start(); }

    [[nodiscard]] qint64 now() const { return m_clock.nsecsElapsed(); }

    void count(qint64 sentAt)
    {
        if (!m_measuring)
            return;
        ++m_count;
        m_latencies.push_back(float(double(now() - sentAt) / 1000));
    }

    // To be asked once a turn.
    [[nodiscard]] bool isDone()
    {
        const qint64 elapsed = now();
        if (!m_measuring && elapsed > qint64(WarmUpSeconds * 1e9)) {
            m_measuring = true;
            m_startedAt = elapsed;
            m_cpuAtStart = m_server.cpuSeconds();
        }
        return m_measuring && double(elapsed - m_startedAt) > m_seconds * 1e9;
    }

    [[nodiscard]] Figures figures()
    {
        const double elapsed = double(now() - m_startedAt) / 1e9;
        const double cpu = m_server.cpuSeconds() - m_cpuAtStart;
        std::sort(m_latencies.begin(), m_latencies.end());
        const auto percentile = [this](double p) {
            return m_latencies.empty() ? 0.0 : double(m_latencies[size_t(p * double(m_latencies.size() - 1))]);
        };
        return {double(m_count) / elapsed, double(m_count) / cpu, percentile(0.5), percentile(0.99)};
    }

private:
    const ServerProcess &m_server;
    double m_seconds;
    QElapsedTimer m_clock;
    bool m_measuring = false;
    qint64 m_startedAt = 0;
    double m_cpuAtStart = 0;
    qint64 m_count = 0;
    std::vector<float> m_latencies;
};

QByteArray opMessage(QByteArrayView collection, QByteArrayView id, qint64 version, qint64 seq, QByteArrayView body)
{
    return R"({"a":"op","c":")" + collection.toByteArray() + R"(","d":")" + id.toByteArray() + R"(","v":)"
            + QByteArray::number(version) + R"(,"seq":)" + QByteArray::number(seq) + R"(,"x":{},)" + body.toByteArray()
            + '}';
}

QByteArray createBody(QByteArrayView data)
{
    return R"("create":{"type":"http://sharejs.org/types/JSONv0","data":)" + data.toByteArray() + '}';
}

constexpr QByteArrayView IncrementBody(R"("op":[{"p":["n"],"na":1}])");

void refuseErrors(QByteArrayView text)
{
    if (text.contains(R"("error":)"))
        qFatal("the server refused: %s", text.toByteArray().constData());
}

// Sends and waits for an answer that satisfies.
void request(LoadClients &clients, int client, QByteArrayView message, QByteArrayView answer)
{
    bool answered = false;
    clients.send(client, message);
    const bool ok = clients.run(
            [&](int from, QByteArrayView text) {
                refuseErrors(text);
                answered |= from == client && text.contains(answer);
            },
            [&] { return answered; }, Timeout);
    if (!ok)
        qFatal("no answer to %s", message.toByteArray().constData());
}

void createDocument(LoadClients &clients, int client, QByteArrayView collection, QByteArrayView id, qint64 seq,
                    QByteArrayView data)
{
    request(clients, client, opMessage(collection, id, 0, seq, createBody(data)), R"("a":"op")");
}

struct Writer
{
    QByteArray id;
    qint64 version = 1;
    qint64 seq = 1;
    qint64 sentAt = 0;
};

} // namespace

namespace Scenarios {

Figures ownDocuments(const ServerProcess &server, int writerCount, double seconds)
{
    LoadClients clients(server.port());
    std::vector<Writer> writers(static_cast<size_t>(writerCount));
    for (int i = 0; i < writerCount; ++i) {
        writers[size_t(i)].id = "d" + QByteArray::number(i);
        createDocument(clients, clients.connect(), "own", writers[size_t(i)].id, 1, R"({"n":0,"title":"A document"})");
    }
    Meter meter(server, seconds);
    const auto submit = [&](int client) {
        Writer &writer = writers[size_t(client)];
        writer.sentAt = meter.now();
        clients.send(client, opMessage("own", writer.id, writer.version, ++writer.seq, IncrementBody));
    };
    for (int i = 0; i < writerCount; ++i)
        submit(i);
    clients.run(
            [&](int client, QByteArrayView text) {
                refuseErrors(text);
                meter.count(writers[size_t(client)].sentAt);
                ++writers[size_t(client)].version;
                submit(client);
            },
            [&] { return meter.isDone(); }, Timeout);
    return meter.figures();
}

Figures echo(const ServerProcess &server, int clientCount, double seconds)
{
    LoadClients clients(server.port());
    std::vector<Writer> writers(static_cast<size_t>(clientCount));
    Meter meter(server, seconds);
    const auto submit = [&](int client) {
        Writer &writer = writers[size_t(client)];
        writer.sentAt = meter.now();
        clients.send(client, opMessage("own", "d1", 1000, ++writer.seq, IncrementBody));
    };
    for (int i = 0; i < clientCount; ++i)
        submit(clients.connect(false));
    clients.run(
            [&](int client, QByteArrayView) {
                meter.count(writers[size_t(client)].sentAt);
                submit(client);
            },
            [&] { return meter.isDone(); }, Timeout);
    return meter.figures();
}

Figures hotDocument(const ServerProcess &server, int writerCount, double seconds)
{
    LoadClients clients(server.port());
    std::vector<Writer> writers(static_cast<size_t>(writerCount));
    for (int i = 0; i < writerCount; ++i) {
        clients.connect();
        if (i == 0)
            createDocument(clients, 0, "hot", "doc", 1, R"({"n":0,"title":"A document"})");
        request(clients, i, R"({"a":"s","c":"hot","d":"doc","v":null})", R"("a":"s")");
    }
    Meter meter(server, seconds);
    const auto submit = [&](int client) {
        Writer &writer = writers[size_t(client)];
        writer.sentAt = meter.now();
        clients.send(client, opMessage("hot", "doc", writer.version, ++writer.seq, IncrementBody));
    };
    for (int i = 0; i < writerCount; ++i)
        submit(i);
    clients.run(
            [&](int client, QByteArrayView text) {
                refuseErrors(text);
                Writer &writer = writers[size_t(client)];
                writer.version = std::max(writer.version, numberAfter(text, R"("v":)") + 1);
                if (carriesOp(text))
                    return;
                meter.count(writer.sentAt);
                submit(client);
            },
            [&] { return meter.isDone(); }, Timeout);
    return meter.figures();
}

Figures fanOut(const ServerProcess &server, int subscribers, double seconds)
{
    constexpr int DocumentCount = 4;
    constexpr size_t Window = 4096; // versions whose sending times are remembered
    LoadClients clients(server.port());
    const int writer = clients.connect();
    std::vector<Writer> documents(DocumentCount);
    std::vector<std::vector<qint64>> sentAt(DocumentCount, std::vector<qint64>(Window));
    qint64 seq = 0;
    for (int i = 0; i < DocumentCount; ++i) {
        documents[size_t(i)].id = QByteArray::number(i);
        createDocument(clients, writer, "fan", documents[size_t(i)].id, ++seq, R"({"n":0,"title":"A document"})");
    }
    for (int i = 0; i < subscribers; ++i)
        request(clients, clients.connect(), R"({"a":"bs","c":"fan","b":["0","1","2","3"]})", R"("a":"bs")");

    Meter meter(server, seconds);
    const auto submit = [&](size_t document) {
        Writer &doc = documents[document];
        sentAt[document][size_t(doc.version) % Window] = meter.now();
        clients.send(writer, opMessage("fan", doc.id, doc.version, ++seq, IncrementBody));
    };
    for (size_t i = 0; i < DocumentCount; ++i)
        submit(i);
    clients.run(
            [&](int client, QByteArrayView text) {
                refuseErrors(text);
                if (!isOpMessage(text))
                    return;
                const qint64 version = numberAfter(text, R"("v":)");
                const size_t document = size_t(numberAfter(text, R"("d":")"));
                if (client != writer) {
                    meter.count(sentAt[document][size_t(version) % Window]);
                    return;
                }
                documents[document].version = version + 1;
                submit(document);
            },
            [&] { return meter.isDone(); }, Timeout);
    return meter.figures();
}

Figures liveQueries(const ServerProcess &server, int queryCount, bool sorted, double seconds)
{
    constexpr int DocumentCount = 1000;
    constexpr int WriterCount = 10;
    constexpr int QueriesPerClient = 10;
    const QByteArray collection = sorted ? "qsorted" : "q";
    LoadClients clients(server.port());
    std::vector<Writer> documents(DocumentCount);
    std::vector<qint64> seqs(WriterCount, 0);
    for (int i = 0; i < WriterCount; ++i)
        clients.connect();
    for (int i = 0; i < DocumentCount; ++i) {
        documents[size_t(i)].id = "d" + QByteArray::number(i);
        createDocument(clients, i % WriterCount, collection, documents[size_t(i)].id, ++seqs[size_t(i % WriterCount)],
                       R"({"group":)" + QByteArray::number(i % queryCount) + R"(,"n":)" + QByteArray::number(i % 10)
                               + R"(,"title":"A document"})");
    }
    for (int i = 0; i < queryCount; ++i) {
        if (i % QueriesPerClient == 0)
            clients.connect();
        const QByteArray tail = sorted ? R"(,"$sort":{"n":1},"$limit":5)" : "";
        request(clients, clients.count() - 1,
                R"({"a":"qs","id":)" + QByteArray::number(i) + R"(,"c":")" + collection + R"(","q":{"group":)"
                        + QByteArray::number(i) + R"(,"n":{"$gte":5})" + tail + R"(}})",
                R"("a":"qs")");
    }

    Meter meter(server, seconds);
    // Each writer has documents of its own and changes one after the other; n goes 0…9 and round again, so that
    // every document enters its group's query and leaves it.
    std::vector<int> current(WriterCount);
    const auto submit = [&](int client) {
        current[size_t(client)] = (current[size_t(client)] + WriterCount) % DocumentCount;
        Writer &doc = documents[size_t(current[size_t(client)] + client)];
        doc.sentAt = meter.now();
        const qint64 n = (doc.version + 7 * client) % 10;
        clients.send(client, opMessage(collection, doc.id, doc.version, ++seqs[size_t(client)],
                                       R"("op":[{"p":["n"],"od":0,"oi":)" + QByteArray::number(n) + "}]"));
    };
    for (int i = 0; i < WriterCount; ++i)
        submit(i);
    clients.run(
            [&](int client, QByteArrayView text) {
                refuseErrors(text);
                if (client >= WriterCount || !isOpMessage(text))
                    return;
                Writer &doc = documents[size_t(current[size_t(client)] + client)];
                meter.count(doc.sentAt);
                ++doc.version;
                submit(client);
            },
            [&] { return meter.isDone(); }, Timeout);
    return meter.figures();
}

double idleConnection(const ServerProcess &server, int connections)
{
    LoadClients clients(server.port());
    for (int i = 0; i < 50; ++i) // what the first connections cost once is not theirs
        clients.connect();
    const qint64 before = server.residentBytes();
    for (int i = 0; i < connections; ++i)
        clients.connect();
    return double(server.residentBytes() - before) / connections;
}

} // namespace Scenarios
