// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "recordingclient.h"

#include <Racer/memorydatabase.h>

#include <QtTest/QSignalSpy>

using namespace Racer;

namespace {

// What several servers publish to; a message passes through JSON, as it does on a network.
class Bus final : public PubSub
{
public:
    explicit Bus(QList<Bus *> *all) : m_all(all) { m_all->append(this); }
    ~Bus() override { m_all->removeOne(this); }

    void publish(const QList<Key> &channels, const Value &message) override
    {
        const Value received = Json::parse(Json::stringify(message));
        for (Bus *bus : std::as_const(*m_all)) {
            for (const Key &channel : channels) {
                if (bus->m_channels.contains(channel) && !bus->isCut)
                    Q_EMIT bus->messageReceived(channel, received);
            }
        }
    }
    void subscribe(const Key &channel, std::function<void(Error)> done) override
    {
        m_channels.insert(channel);
        QMetaObject::invokeMethod(this, [done] { done({}); }, Qt::QueuedConnection);
    }
    void unsubscribe(const Key &channel) override { m_channels.remove(channel); }
    void close() override { m_channels.clear(); }
    void mend(const Key &channel)
    {
        isCut = false;
        Q_EMIT interrupted(channel);
    }
    const QSet<Key> &channels() const { return m_channels; }

    bool isCut = false;

private:
    QList<Bus *> *m_all;
    QSet<Key> m_channels;
};

// One database that several servers use.
class SharedDatabase final : public Database
{
public:
    explicit SharedDatabase(Database *shared) : m_shared(shared) { }

    bool isSynchronous() const override { return true; }
    void commit(std::vector<Commit> group,
                std::function<void(std::vector<CommitResult>, std::vector<Error>)> done) override
    { m_shared->commit(std::move(group), std::move(done)); }
    void getSnapshots(const Key &collection, Names ids, Callback<std::vector<Snapshot>> done) override
    { m_shared->getSnapshots(collection, std::move(ids), std::move(done)); }
    void getOps(const Key &collection, std::vector<OpRange> ranges,
                Callback<std::vector<std::vector<Op>>> done) override
    { m_shared->getOps(collection, std::move(ranges), std::move(done)); }
    void query(const Key &collection, const Value &query, const Value &options, Callback<QueryResult> done) override
    { m_shared->query(collection, query, options, std::move(done)); }
    void close() override { }

private:
    Database *m_shared;
};

QByteArray edit(int v, int seq, const QByteArray &op)
{
    return R"({"a":"op","c":"c","d":"x","v":)" + QByteArray::number(v) + R"(,"seq":)" + QByteArray::number(seq)
        + R"(,"op":)" + op + "}";
}

} // namespace

// Several servers with one database and one pub/sub.
class TestManyServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<MemoryDatabase>();
        for (int i = 0; i < 2; ++i) {
            BackendOptions options;
            options.presence = true;
            options.database = std::make_unique<SharedDatabase>(m_database.get());
            auto bus = std::make_unique<Bus>(&m_buses);
            m_bus[i] = bus.get();
            options.pubsub = std::move(bus);
            m_backend[i] = std::make_unique<Backend>(std::move(options));
            m_client[i] = std::make_unique<RecordingClient>(m_backend[i].get(), i ? "B" : "A");
            m_client[i]->shakeHands();
        }
        m_client[0]->send(R"({"a":"op","c":"c","d":"x","v":0,"seq":1,"create":{"type":"json0","data":{"n":1}}})");
        m_client[0]->take();
    }
    void cleanup()
    {
        for (int i = 0; i < 2; ++i) {
            m_client[i].reset();
            m_backend[i].reset();
        }
        m_database.reset();
    }

    void pushOpsToEachOthersClients()
    {
        RecordingClient &a = *m_client[0];
        RecordingClient &b = *m_client[1];
        for (RecordingClient *client : {&a, &b}) {
            client->send(R"({"a":"s","c":"c","d":"x","v":1})");
            QTRY_COMPARE(client->received.size(), 1);
            client->take();
        }
        a.send(edit(1, 2, R"([{"p":["n"],"na":1}])"));
        COMPARE_MESSAGES(a.take(), R"({"src":"<A>","seq":2,"v":1,"a":"op","c":"c","d":"x"})");
        COMPARE_MESSAGES(b.take(&a),
                         R"({"a":"op","c":"c","d":"x","v":1,"src":"<A>","seq":2,"op":[{"p":["n"],"na":1}]})");
        // B's server has no head of its own yet, A's has an old one afterwards.
        b.send(edit(1, 1, R"([{"p":["n"],"na":10}])"));
        QCOMPARE(b.take().size(), 2);
        COMPARE_MESSAGES(a.take(&b),
                         R"({"a":"op","c":"c","d":"x","v":2,"src":"<B>","seq":1,"op":[{"p":["n"],"na":10}]})");
        a.send(edit(3, 3, R"([{"p":["n"],"na":100}])"));
        COMPARE_MESSAGES(a.take(), R"({"src":"<A>","seq":3,"v":3,"a":"op","c":"c","d":"x"})");
        b.send(edit(3, 2, R"([{"p":["n"],"na":1000}])"));
        COMPARE_MESSAGES(b.take().last(1), R"({"src":"<B>","seq":2,"v":4,"a":"op","c":"c","d":"x"})");
        a.take();
        a.send(R"({"a":"f","c":"c","d":"x","v":null})");
        COMPARE_MESSAGES(a.take(), R"({"data":{"v":5,"data":{"n":1112}},"a":"f","c":"c","d":"x"})");
    }

    void keepEachOthersQueriesUpToDate()
    {
        RecordingClient &a = *m_client[0];
        RecordingClient &b = *m_client[1];
        b.send(R"({"a":"qs","id":1,"c":"c","q":{"n":{"$gt":5}}})");
        COMPARE_MESSAGES(b.take(), R"({"data":[],"a":"qs","id":1})");
        a.send(edit(1, 2, R"([{"p":["n"],"na":9}])"));
        const QByteArray inserted = R"({"a":"q","id":1,"diff":[{"type":"insert","index":0,)"
                                    R"("values":[{"v":2,"data":{"n":10},"d":"x"}]}]})";
        COMPARE_MESSAGES(b.take(), inserted);
        a.send(edit(2, 3, R"([{"p":["n"],"na":1}])"));
        COMPARE_MESSAGES(b.take(&a),
                         R"({"a":"op","c":"c","d":"x","v":2,"src":"<A>","seq":3,"op":[{"p":["n"],"na":1}]})");
    }

    void catchUpAfterAnInterruption()
    {
        RecordingClient &a = *m_client[0];
        RecordingClient &b = *m_client[1];
        b.send(R"({"a":"s","c":"c","d":"x","v":1})");
        QTRY_COMPARE(b.received.size(), 1);
        b.take();
        m_bus[1]->isCut = true;
        a.send(edit(1, 2, R"([{"p":["n"],"na":1}])"));
        QVERIFY(b.take().isEmpty());
        m_bus[1]->mend(u"c.x");
        COMPARE_MESSAGES(b.take(&a),
                         R"({"a":"op","c":"c","d":"x","v":1,"src":"<A>","seq":2,"op":[{"p":["n"],"na":1}]})");
        a.send(edit(2, 3, R"([{"p":["n"],"na":1}])"));
        QCOMPARE(b.take().size(), 1);
    }

    void showPresence()
    {
        RecordingClient &a = *m_client[0];
        RecordingClient &b = *m_client[1];
        b.send(R"({"a":"ps","ch":"room","seq":1})");
        QTRY_COMPARE(b.received.size(), 1);
        b.take();
        a.send(R"({"a":"p","ch":"room","id":"i","p":1,"pv":0})");
        COMPARE_MESSAGES(b.take(&a), R"({"a":"p","ch":"room","src":"<A>","id":"i","p":1,"pv":0})");
        m_client[0].reset();
        QCOMPARE(b.take().size(), 1);
    }

    void listenOnlyWhileSomebodyDoes()
    {
        RecordingClient &b = *m_client[1];
        b.send(R"({"a":"s","c":"c","d":"x","v":1})");
        b.send(R"({"a":"s","c":"c","d":"x","v":1})");
        b.send(R"({"a":"qs","id":1,"c":"c","q":{}})");
        QTRY_COMPARE(b.received.size(), 3);
        QCOMPARE(m_bus[1]->channels(), (QSet<Key>{u"c", u"c.x"}));
        b.send(R"({"a":"u","c":"c","d":"x"})");
        b.send(R"({"a":"qu","id":1})");
        QVERIFY(m_bus[1]->channels().isEmpty());
        // Ending before listening has begun.
        b.send(R"({"a":"s","c":"c","d":"x","v":1})");
        b.send(R"({"a":"u","c":"c","d":"x"})");
        b.take();
        QTRY_COMPARE(b.received.size(), 1);
        QVERIFY(m_bus[1]->channels().isEmpty());
    }

    void survivePublishedNonsense()
    {
        QSignalSpy errors(m_backend[1].get(), &Backend::errorOccurred);
        RecordingClient &b = *m_client[1];
        b.send(R"({"a":"bs","c":"c","b":["x"]})");
        b.send(R"({"a":"ps","ch":"room","seq":1})");
        QTRY_COMPARE(b.received.size(), 2);
        b.take();
        for (const char *message : {"null", "5", "[]", "{}", R"({"error":{"message":"lost"}})", R"({"op":[null]})"}) {
            Q_EMIT m_bus[1]->messageReceived(u"c.x", Json::parse(QByteArray(message)));
            Q_EMIT m_bus[1]->messageReceived(u"c", Json::parse(QByteArray(message)));
        }
        QVERIFY(!errors.isEmpty());
        QVERIFY(b.take().isEmpty());
    }

private:
    std::unique_ptr<MemoryDatabase> m_database;
    QList<Bus *> m_buses;
    Bus *m_bus[2];
    std::unique_ptr<Backend> m_backend[2];
    std::unique_ptr<RecordingClient> m_client[2];
};

QTEST_GUILESS_MAIN(TestManyServers)
#include "tst_manyservers.moc"
