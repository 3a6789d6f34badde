// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "twomodels.h"

#include <Racer/context.h>
#include <Racer/memorypubsub.h>
#include <Racer/modelquery.h>

#include <QtCore/QDeadlineTimer>

#if defined(Q_OS_LINUX) && defined(__GLIBC__)
#include <malloc.h>
#endif

using namespace Racer;
using namespace ModelTest;

namespace {

constexpr int DocumentCount = 20;

class CountingPubSub final : public MemoryPubSub
{
    Q_OBJECT
public:
    explicit CountingPubSub(QSet<Key> *channels) : m_channels(channels) { }

    void subscribe(const Key &channel, std::function<void(Error)> done) override
    {
        m_channels->insert(channel);
        MemoryPubSub::subscribe(channel, std::move(done));
    }
    void unsubscribe(const Key &channel) override
    {
        m_channels->remove(channel);
        MemoryPubSub::unsubscribe(channel);
    }

private:
    QSet<Key> *const m_channels;
};

// A backend with some documents and one model that loads them.
struct World
{
    World()
    {
        model.setUnloadDelay(0);
        model.connection()->open();
    }

    [[nodiscard]] static BackendOptions options(QSet<Key> *channels)
    {
        BackendOptions options;
        options.pubsub = std::make_unique<CountingPubSub>(channels);
        return options;
    }
    [[nodiscard]] std::unique_ptr<Connection> connect()
    { return std::make_unique<Connection>(backend.createTransport()); }

    [[nodiscard]] bool fill()
    {
        const auto author = std::make_unique<RootModel>(connect());
        author->connection()->open();
        for (int i = 0; i < DocumentCount; ++i) {
            if (!confirmed(author->create(u"c.d%1"_qs.arg(i), Value::object({{Key(u"n"), i}}))))
                return false;
        }
        return true;
    }
    // Nothing is on its way, and what was to be deleted is.
    [[nodiscard]] bool settle()
    {
        QTest::qWait(0);
        return QTest::qWaitFor([this] { return !model.hasPending(); }) && (QTest::qWait(0), true);
    }

    QSet<Key> channels;
    Backend backend{options(&channels)};
    RootModel model{connect()};
};

using Round = std::function<bool(World &world, int round)>;

// Without the pauses of qWaitFor().
template<typename F>
bool spinUntil(F &&condition)
{
    const QDeadlineTimer deadline(5000);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

bool succeeds(const Confirmation &confirmation)
{
    return spinUntil([&confirmation] { return confirmation.isDone(); }) && !confirmation.error();
}

Key documentId(int round)
{
    return Key(u"d%1"_qs.arg(round % DocumentCount));
}

// Bytes in use, or 0 where that is not known.
qint64 usedMemory()
{
#if defined(Q_OS_LINUX) && defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
    const struct mallinfo2 info = mallinfo2();
    return qint64(info.uordblks + info.hblkhd);
#else
    return 0;
#endif
}

} // namespace

Q_DECLARE_METATYPE(Round)

// What is loaded, listened to and made thousands of times is gone as often: on the server, on the connection, in the
// model, and in memory.
class tst_ModelLeaks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesAndGoes_data();
    void comesAndGoes();
};

void tst_ModelLeaks::comesAndGoes_data()
{
    QTest::addColumn<int>("rounds");
    QTest::addColumn<Round>("round");

    QTest::newRow("documents subscribed and unsubscribed") << 10'000 << Round([](World &world, int round) {
        const Key id = documentId(round);
        return succeeds(world.model.subscribeDoc(Key(u"c"), id))
            && succeeds(world.model.unsubscribeDoc(Key(u"c"), id));
    });
    QTest::newRow("documents that do not exist, fetched and unfetched") << 10'000 << Round([](World &world, int round) {
        const Key id(QString::number(round));
        return succeeds(world.model.fetchDoc(Key(u"c"), id)) && succeeds(world.model.unfetchDoc(Key(u"c"), id));
    });
    QTest::newRow("contexts with documents and queries") << 2'000 << Round([](World &world, int round) {
        const Model page = world.model.context(Key(QString::number(round)));
        const auto query = page.query(Key(u"c"), Value::object({{Key(u"n"), round % DocumentCount}}));
        const bool ok = succeeds(page.subscribe({query, page.scope(Path({Key(u"c"), documentId(round)}))}));
        page.unload();
        return ok;
    });
    QTest::newRow("queries that are never the same, with refs") << 2'000 << Round([](World &world, int round) {
        const auto query = world.model.query(Key(u"c"), Value::object({{Key(u"n"), Value::object({{Key(u"$gt"), round}})}}));
        query->ref(u"_page.list");
        query->refIds(u"_page.ids");
        const bool ok = succeeds(query->subscribe()) && succeeds(query->unsubscribe());
        world.model.removeRef(u"_page.list");
        world.model.removeRef(u"_page.ids");
        return ok;
    });
    QTest::newRow("queries by a list of ids") << 2'000 << Round([](World &world, int round) {
        world.model.set(u"_page.ids", Value::array({Value(documentId(round)), Value(documentId(round + 1))}));
        const auto query = world.model.idsQuery(Key(u"c"), u"_page.ids");
        const bool ok = succeeds(query->subscribe());
        world.model.push(u"_page.ids", Value(documentId(round + 2)));
        query->unsubscribe();
        return ok && spinUntil([&world] { return world.model.get(u"c").isUndefined(); });
    });
    QTest::newRow("a collection that is destroyed") << 2'000 << Round([](World &world, int round) {
        const auto query = world.model.query(Key(u"c"), Value::object({{Key(u"n"), round % 3}}));
        const bool ok = succeeds(
            world.model.subscribe({query, world.model.scope(Path({Key(u"c"), documentId(round)}))}));
        world.model.destroy(u"c");
        return ok;
    });
    QTest::newRow("scoped listeners, in every way they go") << 10'000 << Round([](World &world, int round) {
        const Model scoped = world.model.at(u"_page.item%1"_qs.arg(round));
        QObject owner;
        int calls = 0;
        const auto count = [&calls](const ChangeEvent &) { ++calls; };
        scoped.on<ChangeEvent>(u"x", count).remove();
        scoped.on<ChangeEvent>(u"**", &owner, count);
        scoped.once<ChangeEvent>(u"y", count);
        scoped.onImmediate<ChangeEvent>(u"y", count);
        scoped.eventContext(Key(u"k%1"_qs.arg(round))).on<ChangeEvent>(u"*", count);
        scoped.set(u"y", 1);
        scoped.eventContext(Key(u"k%1"_qs.arg(round))).removeContextListeners();
        scoped.removeAllListeners(u"y");
        scoped.destroy();
        return calls == 4;
    });
    QTest::newRow("refs and functions that are destroyed") << 10'000 << Round([](World &world, int round) {
        const Model page = world.model.at(u"_page");
        page.set(u"source", round);
        page.ref(u"alias", page.at(u"source"));
        page.start(u"twice", page.at(u"source"), [](const Value &n) { return Value(n.toDouble() * 2); });
        const bool ok = page.get(u"twice") == Value(2 * round) && page.get(u"alias") == Value(round);
        page.destroy();
        return ok;
    });
    QTest::newRow("whole models") << 500 << Round([](World &world, int round) {
        RootModel model(world.connect());
        model.connection()->open();
        model.set(u"_page.x", round);
        const auto query = model.query(Key(u"c"), Value::object());
        return succeeds(model.subscribe({query, model.scope(Path({Key(u"c"), documentId(round)}))}))
            && query->getIds().size() == DocumentCount;
    });
}

void tst_ModelLeaks::comesAndGoes()
{
    QFETCH(int, rounds);
    QFETCH(Round, round);

    World world;
    QVERIFY(world.fill());
    QTRY_COMPARE(world.backend.agentCount(), 1);
    const QSet<Key> channels = world.channels;
    const auto run = [&](int from, int to) {
        for (int i = from; i < to; ++i) {
            if (!round(world, i)) {
                qWarning("round %d", i);
                return false;
            }
        }
        return world.settle();
    };
    QVERIFY(run(0, rounds / 5)); // warm-up
    const qint64 atFirst = usedMemory();
    QVERIFY(run(rounds / 5, rounds * 3 / 5));
    const qint64 halfway = usedMemory();
    QVERIFY(run(rounds * 3 / 5, rounds));
    const qint64 atLast = usedMemory();

    QTRY_COMPARE(world.model.connection()->docs().size(), 0);
    QVERIFY(world.model.get(u"c").isUndefined());
    QVERIFY(world.model.get(u"$queries").isUndefined());
    QVERIFY(world.model.getOrCreateContext(Key(u"root")).isEmpty());
    QTRY_COMPARE(world.backend.agentCount(), 1);
    QTRY_COMPARE(world.channels, channels);
    // A leak of a hundred bytes a round, of which there are two fifths, would show.
    const qint64 bound = std::max(rounds * 40, 64'000);
    QVERIFY2(atLast - halfway < bound, qPrintable(u"%1 bytes more in the first half, %2 in the second"_qs
                                                      .arg(halfway - atFirst).arg(atLast - halfway)));
}

QTEST_GUILESS_MAIN(tst_ModelLeaks)
#include "tst_modelleaks.moc"
