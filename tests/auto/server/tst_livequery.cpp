// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "livequeryharness.h"

#include <Racer/querycollector.h>

#include <QtCore/QRandomGenerator>

using namespace Racer;
using namespace LiveQueryHarness;

class tst_LiveQuery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Happy
    void changes_data();
    void changes();
    void diffBetweenLists_data();
    void diffBetweenLists();
    void diffBetweenRandomLists();
    void sharedByEqualQueries();
    void laterFollowerGetsTheResultWithoutTheDatabase();
    void commitsWhileLoading_data();
    void commitsWhileLoading();
    void windowIsRefilled();
    void windowIsNotRefilledWhileSomethingIsHeldBehindIt();
    void untouchedFieldsChangeNothing();
    void refreshFindsWhatWasMissed();
    void queriesOnlyTheDatabaseKnows();
    void randomChanges_data();
    void randomChanges();
    // Rainy
    void invalidQuery();
    void databaseFails();
    void stoppedWhileLoading();
    void stoppedInANotification();
    void followersOutliveTheQueries();
    void staleCommit();
};

void tst_LiveQuery::changes_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("data"); // empty: deleted
    QTest::addColumn<QString>("log");
    // At the start: a 1, b 2, c 3, d 4, e 5 in n; odd ones have x.
    const QByteArray odd = R"({"x": true, "$sort": {"n": 1}})";
    const QByteArray two = R"({"$sort": {"n": 1}, "$limit": 2})";
    const QByteArray middle = R"({"$sort": {"n": 1}, "$skip": 1, "$limit": 2})";
    const QByteArray tail = R"({"$sort": {"n": 1}, "$skip": 3})";
    const QByteArray count = R"({"n": {"$gt": 3}, "$count": true})";
    QTest::newRow("a new match comes in") << odd << u"b"_qs << QByteArray(R"({"n": 2, "x": true})") << u"insert 1 b"_qs;
    QTest::newRow("a created one comes in") << odd << u"z"_qs << QByteArray(R"({"n": 9, "x": true})")
                                            << u"insert 3 z"_qs;
    QTest::newRow("one that matches no more") << odd << u"c"_qs << QByteArray(R"({"n": 3})") << u"remove 1x1 | op c"_qs;
    QTest::newRow("a deleted one") << odd << u"a"_qs << QByteArray() << u"remove 0x1 | op a"_qs;
    QTest::newRow("one that moves down") << odd << u"a"_qs << QByteArray(R"({"n": 9, "x": true})")
                                         << u"move 0>2x1 | op a"_qs;
    QTest::newRow("one that moves up") << odd << u"e"_qs << QByteArray(R"({"n": 2, "x": true})")
                                       << u"move 2>1x1 | op e"_qs;
    QTest::newRow("one that keeps its place") << odd << u"c"_qs << QByteArray(R"({"n": 4, "x": true})") << u"op c"_qs;
    QTest::newRow("one outside") << odd << u"b"_qs << QByteArray(R"({"n": 7})") << QString();
    QTest::newRow("pushed out of the window") << two << u"c"_qs << QByteArray(R"({"n": 0})")
                                              << u"remove 1x1; insert 0 c"_qs;
    QTest::newRow("leaves the window by its value") << two << u"a"_qs << QByteArray(R"({"n": 7})")
                                                    << u"remove 0x1; insert 1 c | op a"_qs;
    QTest::newRow("deleted from the window") << two << u"b"_qs << QByteArray() << u"remove 1x1; insert 1 c | op b"_qs;
    QTest::newRow("moves behind the window") << two << u"d"_qs << QByteArray(R"({"n": 9})") << QString();
    QTest::newRow("moves inside the window") << two << u"b"_qs << QByteArray(R"({"n": 0})") << u"move 1>0x1 | op b"_qs;
    QTest::newRow("deleted before the window") << middle << u"a"_qs << QByteArray() << u"remove 0x1; insert 1 d"_qs;
    QTest::newRow("created before the window") << middle << u"z"_qs << QByteArray(R"({"n": 0})")
                                               << u"remove 1x1; insert 0 a"_qs;
    QTest::newRow("from behind to before the window") << middle << u"e"_qs << QByteArray(R"({"n": 0})")
                                                      << u"remove 1x1; insert 0 a"_qs;
    QTest::newRow("from before to behind the window") << middle << u"a"_qs << QByteArray(R"({"n": 8})")
                                                      << u"remove 0x1; insert 1 d"_qs;
    QTest::newRow("from before into the window") << middle << u"a"_qs << QByteArray(R"({"n": 2.5})")
                                                 << u"remove 0x1; insert 0 a"_qs;
    QTest::newRow("from the window to before it") << middle << u"c"_qs << QByteArray(R"({"n": 0})")
                                                  << u"remove 1x1; insert 0 a | op c"_qs;
    QTest::newRow("skipped ones go, the tail grows shorter") << tail << u"a"_qs << QByteArray()
                                                             << u"remove 0x1"_qs;
    QTest::newRow("skipped ones come, the tail grows longer") << tail << u"z"_qs << QByteArray(R"({"n": 0})")
                                                              << u"insert 0 c"_qs;
    QTest::newRow("counted in") << count << u"a"_qs << QByteArray(R"({"n": 9})") << u"extra 3"_qs;
    QTest::newRow("counted out") << count << u"d"_qs << QByteArray() << u"extra 1"_qs;
    QTest::newRow("counted as before") << count << u"d"_qs << QByteArray(R"({"n": 9})") << QString();
}

void tst_LiveQuery::changes()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, id);
    QFETCH(QByteArray, data);
    QFETCH(QString, log);
    Documents documents;
    documents.set(u"a", R"({"n": 1, "x": true})");
    documents.set(u"b", R"({"n": 2})");
    documents.set(u"c", R"({"n": 3, "x": true})");
    documents.set(u"d", R"({"n": 4})");
    documents.set(u"e", R"({"n": 5, "x": true})");
    Follower follower;
    follower.follow(*documents.queries, Json::parse(query));
    QCOMPARE(follower.answers, 1);
    documents.set(Key(id), data.isEmpty() ? Value() : Json::parse(data));
    QCOMPARE(follower.takeLog(), log);
}

void tst_LiveQuery::diffBetweenLists_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("diff");
    QTest::newRow("nothing") << u"abc"_qs << u"abc"_qs << QString();
    QTest::newRow("all new") << QString() << u"abc"_qs << u"insert 0 a,b,c"_qs;
    QTest::newRow("all gone") << u"abc"_qs << QString() << u"remove 0x3"_qs;
    QTest::newRow("removes, moves and inserts in this order") << u"abcd"_qs << u"daxc"_qs
                                                              << u"remove 1x1; move 2>0x1; insert 2 x"_qs;
    QTest::newRow("neighbours move together") << u"abcde"_qs << u"deabc"_qs << u"move 3>0x2"_qs;
    QTest::newRow("one moves down") << u"abcde"_qs << u"bcdea"_qs << u"move 0>4x1"_qs;
    QTest::newRow("removes in two places") << u"abcdef"_qs << u"bcf"_qs << u"remove 0x1; remove 2x2"_qs;
    QTest::newRow("inserts in two places") << u"bc"_qs << u"abxcy"_qs << u"insert 0 a; insert 2 x; insert 4 y"_qs;
    QTest::newRow("an id twice in what a client claims") << u"aab"_qs << u"ab"_qs << u"remove 1x1"_qs;
}

void tst_LiveQuery::diffBetweenLists()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, diff);
    std::vector<Key> ids;
    for (const QChar id : from)
        ids.push_back(Key(QString(id)));
    std::vector<Snapshot> snapshots;
    for (const QChar id : to)
        snapshots.emplace_back().id = Key(QString(id));
    QCOMPARE(textOf(QueryDiff::between(ids, snapshots)), diff);
}

void tst_LiveQuery::diffBetweenRandomLists()
{
    QRandomGenerator random(4711);
    for (int round = 0; round < 400; ++round) {
        const int range = round % 10 == 0 ? 2'000 : 20;
        std::vector<Key> from;
        QStringList list;
        for (int i = random.bounded(range); i > 0; --i) {
            from.push_back(Key::fromIndex(random.bounded(range)));
            list.append(from.back().toString());
        }
        QStringList expected;
        std::vector<Snapshot> to;
        for (int i = random.bounded(range); i > 0; --i) {
            const Key id = Key::fromIndex(random.bounded(range));
            if (expected.contains(id.toString()))
                continue;
            expected.append(id.toString());
            to.emplace_back().id = id;
        }
        applyDiff(list, QueryDiff::between(from, to));
        QCOMPARE(list, expected);
    }
}

void tst_LiveQuery::sharedByEqualQueries()
{
    Documents documents;
    documents.set(u"a", R"({"n": 1})");
    Follower one;
    Follower two;
    Follower other;
    one.follow(*documents.queries, json(R"({"n": 1})"));
    two.follow(*documents.queries, json(R"({"n": 1})"));
    other.follow(*documents.queries, json(R"({"n": 1})"), json(R"({"custom": 1})"));
    QCOMPARE(one.query(), two.query());
    QVERIFY(one.query() != other.query());
    QCOMPARE(documents.queries->size(), 2);
    QVERIFY(one.query()->contains(u"a"));
    QVERIFY(!one.query()->contains(u"b"));
    documents.set(u"b", R"({"n": 1})");
    QCOMPARE(one.takeLog(), u"insert 1 b"_qs);
    QCOMPARE(two.takeLog(), u"insert 1 b"_qs);
    one.stop();
    two.stop();
    other.stop();
    QCOMPARE(documents.queries->size(), 0);
    documents.set(u"c", R"({"n": 1})");
    QCOMPARE(one.takeLog(), QString());
}

void tst_LiveQuery::laterFollowerGetsTheResultWithoutTheDatabase()
{
    Documents documents;
    Follower one;
    one.follow(*documents.queries, json("{}"));
    documents.set(u"a", "{}");
    Follower two;
    two.follow(*documents.queries, json("{}"));
    QCOMPARE(documents.database.queries, 1);
    QCOMPARE(two.list, QStringList{u"a"_qs});
    QCOMPARE(two.takeLog(), QString());
}

void tst_LiveQuery::commitsWhileLoading_data()
{
    QTest::addColumn<bool>("isFresh");
    QTest::newRow("the database answers with the state before the commits") << false;
    QTest::newRow("the database answers with the state after them") << true;
}

void tst_LiveQuery::commitsWhileLoading()
{
    QFETCH(bool, isFresh);
    Documents documents;
    documents.set(u"a", R"({"n": 1})");
    documents.set(u"b", R"({"n": 1})");
    documents.set(u"c", R"({"n": 2})");
    documents.database.isLate = true;
    Follower follower;
    follower.follow(*documents.queries, json(R"({"n": 1})"));
    documents.set(u"a", R"({"n": 3})");
    documents.set(u"c", R"({"n": 1})");
    documents.set(u"d", R"({"n": 1})");
    documents.set(u"d", R"({"n": 1, "more": 1})");
    documents.remove(u"b");
    QCOMPARE(follower.answers, 0);
    documents.database.answer(isFresh);
    QCOMPARE(follower.answers, 1);
    QCOMPARE(follower.list, (QStringList{u"c"_qs, u"d"_qs}));
    documents.set(u"a", R"({"n": 1})");
    QCOMPARE(follower.takeLog(), u"insert 0 a"_qs);
}

void tst_LiveQuery::windowIsRefilled()
{
    Documents documents;
    for (int i = 100; i < 200; ++i)
        documents.set(Key::fromIndex(i), Value::object({{u"n", i}}));
    Follower follower;
    follower.follow(*documents.queries, json(R"({"$sort": {"n": 1}, "$limit": 3})"));
    documents.database.isLate = true;
    for (int i = 100; i < 190; ++i) {
        documents.set(Key::fromIndex(i), Value());
        if (i % 7 == 0)
            documents.database.answer(true);
    }
    documents.database.answer(true);
    QCOMPARE(follower.list, (QStringList{u"190"_qs, u"191"_qs, u"192"_qs}));
    QVERIFY(documents.database.queries > 1);
}

void tst_LiveQuery::windowIsNotRefilledWhileSomethingIsHeldBehindIt()
{
    Documents documents;
    for (int i = 100; i < 200; ++i)
        documents.set(Key::fromIndex(i), Value::object({{u"n", i}}));
    Follower follower;
    follower.follow(*documents.queries, json(R"({"$sort": {"n": 1}, "$limit": 3})"));
    for (int i = 0; i < 50; ++i) {
        documents.set(u"100", R"({"n": 1000})");
        documents.set(u"100", R"({"n": 100})");
        QCOMPARE(follower.list, (QStringList{u"100"_qs, u"101"_qs, u"102"_qs}));
    }
    QCOMPARE(documents.database.queries, 1);
}

void tst_LiveQuery::untouchedFieldsChangeNothing()
{
    Documents documents;
    const Value data = json(R"({"n": 1, "text": "x", "deep": {"list": [1, 2]}})");
    documents.set(u"a", data);
    Follower follower;
    follower.follow(*documents.queries, json(R"({"n": 1})"));
    Value changed = data;
    changed.set(Key(u"text"), u"y");
    documents.set(u"a", changed);
    QCOMPARE(follower.takeLog(), u"op a"_qs);
    QCOMPARE(follower.query()->results().at(0).version, 2);
    QCOMPARE(follower.query()->results().at(0).data, changed);
}

void tst_LiveQuery::refreshFindsWhatWasMissed()
{
    Documents documents;
    documents.set(u"a", R"({"n": 1})");
    Follower follower;
    follower.follow(*documents.queries, json(R"({"$sort": {"n": 1}})"));
    Follower counter;
    counter.follow(*documents.queries, json(R"({"$count": true})"));
    documents.set(Key(u"b"), json(R"({"n": 0})"), false);
    documents.queries->refresh(u"c");
    QCOMPARE(follower.takeLog(), u"insert 0 b"_qs);
    QCOMPARE(counter.takeLog(), u"extra 2"_qs);
}

void tst_LiveQuery::queriesOnlyTheDatabaseKnows()
{
    class NearDatabase : public LateDatabase
    {
    public:
        void query(const Key &collection, const Value &, const Value &options, Callback<QueryResult> done) override
        {
            LateDatabase::query(collection, Value::object({{u"near", true}}), options, std::move(done));
        }
    };
    NearDatabase database;
    LiveQueries queries(&database);
    Follower follower;
    follower.follow(queries, json(R"({"$near": [0, 0]})"));
    QCOMPARE(follower.answers, 1);
    QVERIFY(!follower.error);
    const auto set = [&](const Key &id, qint64 version, const char *data) {
        Op op;
        op.doc = {u"c", id};
        const Snapshot after{id, version, JsonType, json(data), {}};
        database.commit({{op, after}}, [](const auto &, const auto &) { });
        queries.committed(u"c", op, {}, after);
    };
    set(u"a", 1, R"({"near": true})");
    QCOMPARE(follower.takeLog(), u"insert 0 a"_qs);
    database.isLate = true;
    set(u"b", 1, R"({"near": true})");
    set(u"c", 1, R"({"near": true})");
    set(u"a", 2, R"({"near": false})");
    database.answer(true);
    QCOMPARE(database.waiting.size(), size_t(1)); // all that was asked for meanwhile is one more query
    database.answer(true);
    QCOMPARE(follower.list, (QStringList{u"b"_qs, u"c"_qs}));
    QVERIFY(follower.takeLog().startsWith(u"op a"));
}

void tst_LiveQuery::randomChanges_data()
{
    QTest::addColumn<QByteArray>("query");
    const char *queries[] = {
        R"({})",
        R"({"kind": "x"})",
        R"({"kind": {"$in": ["x", "y"]}, "$sort": {"n": -1}})",
        R"({"tags": "t1", "$sort": {"n": 1, "m": -1}})",
        R"({"tags": {"$all": ["t1", "t2"]}})",
        R"({"n": {"$gte": 3, "$lt": 8}, "$sort": {"m": 1}})",
        R"({"$or": [{"kind": "x"}, {"n": {"$ne": 5}}], "$sort": {"kind": 1, "n": -1}})",
        R"({"$sort": {"n": 1}, "$limit": 4})",
        R"({"$sort": {"n": -1, "kind": 1}, "$skip": 3, "$limit": 5})",
        R"({"kind": "x", "$sort": {"m": 1}, "$skip": 2})",
        R"({"$limit": 3})",
        R"({"kind": {"$exists": false}, "$sort": {"tags": -1}, "$limit": 2})",
        R"({"kind": "x", "$count": true})",
        R"({"_v": {"$mod": [2, 0]}, "$sort": {"_v": -1}})",
        R"({"_id": {"$in": ["1", "5", "9", "12"]}})",
        R"({"_type": null})",
    };
    for (const char *query : queries)
        QTest::newRow(query) << QByteArray(query);
}

// After every commit the list that diffs have made equals a new run of the query, also while the database is late.
void tst_LiveQuery::randomChanges()
{
    QFETCH(QByteArray, query);
    const Value source = Json::parse(query);
    for (quint32 seed = 1; seed <= 6; ++seed) {
        QRandomGenerator random(seed);
        Documents documents;
        const auto randomData = [&] {
            Value data = Value::object({{u"n", random.bounded(10)}, {u"m", random.bounded(4)}});
            if (const int kind = random.bounded(4); kind < 3)
                data.set(Key(u"kind"), QString(QChar(u"xyz"[kind])));
            Value tags = Value::array();
            for (int i = random.bounded(4); i > 0; --i)
                tags.append(u't' + QString::number(random.bounded(3)));
            data.set(Key(u"tags"), tags);
            return data;
        };
        const auto change = [&] {
            const Key id = Key::fromIndex(random.bounded(40));
            const auto known = documents.snapshots.find(id);
            const bool exists = known != documents.snapshots.end() && known->second.exists();
            if (exists && random.bounded(3) == 0)
                return documents.set(id, Value());
            Value data = exists && random.bounded(2) ? known->second.data : randomData();
            data.set(Key(u"n"), random.bounded(10));
            documents.set(id, data);
        };
        for (int i = 0; i < 60; ++i)
            change();
        documents.database.isLate = seed % 2 == 0;
        Follower follower;
        follower.follow(*documents.queries, source);
        for (int i = 0; i < 5; ++i)
            change();
        documents.database.answer(seed % 4 == 0);
        while (!documents.database.waiting.empty())
            documents.database.answer(true);
        for (int i = 0; i < 400; ++i) {
            change();
            if (documents.database.isLate && i % 5 != 0)
                continue;
            while (!documents.database.waiting.empty())
                documents.database.answer(random.bounded(2));
            QueryCollector collector{QueryExpression(source)};
            for (const auto &[id, snapshot] : documents.snapshots)
                collector.add(snapshot);
            QStringList expected;
            for (const Snapshot &snapshot : collector.takeSnapshots()) {
                expected.append(snapshot.id.toString());
                QVERIFY(follower.query()->contains(snapshot.id));
            }
            QVERIFY2(follower.list == expected && follower.extra == collector.extra(),
                     qPrintable(u"seed %1, change %2: %3 instead of %4"_qs.arg(seed).arg(i)
                                    .arg(follower.list.join(u','), expected.join(u','))));
            QCOMPARE(follower.query()->size(), expected.size());
            const std::vector<Snapshot> results = follower.query()->results();
            for (const Snapshot &snapshot : results)
                QCOMPARE(snapshot.version, documents.snapshots[snapshot.id].version);
        }
    }
}

void tst_LiveQuery::invalidQuery()
{
    Documents documents;
    Follower follower;
    follower.follow(*documents.queries, json(R"({"$near": 1})"));
    QCOMPARE(follower.answers, 1);
    QVERIFY(follower.error.is(ErrorCode::InvalidQuery));
    QCOMPARE(follower.query(), nullptr);
    QCOMPARE(documents.queries->size(), 0);
}

void tst_LiveQuery::databaseFails()
{
    Documents documents;
    documents.database.error = Error(u"the disk is gone"_qs);
    Follower follower;
    follower.follow(*documents.queries, json("{}"));
    QCOMPARE(follower.error.message(), u"the disk is gone"_qs);
    QCOMPARE(follower.query(), nullptr);

    documents.database.error = {};
    follower.follow(*documents.queries, json("{}"));
    QVERIFY(!follower.error);
    documents.database.error = Error(u"the disk is gone"_qs);
    documents.queries->refresh(u"c");
    QCOMPARE(follower.takeLog(), u"failed the disk is gone"_qs);
    documents.set(u"a", "{}");
    QCOMPARE(follower.takeLog(), u"insert 0 a"_qs);
}

void tst_LiveQuery::stoppedWhileLoading()
{
    Documents documents;
    documents.database.isLate = true;
    Follower stays;
    {
        Follower goes;
        goes.follow(*documents.queries, json("{}"));
        stays.follow(*documents.queries, json("{}"));
    }
    Follower alone;
    alone.follow(*documents.queries, json(R"({"n": 1})"));
    alone.stop();
    documents.database.answer(true);
    QCOMPARE(stays.answers, 1);
    QCOMPARE(alone.answers, 0);
    QCOMPARE(documents.queries->size(), 1);
}

void tst_LiveQuery::stoppedInANotification()
{
    Documents documents;
    Follower first;
    auto second = std::make_unique<Follower>();
    Follower third;
    for (Follower *one : {&first, second.get(), &third})
        one->follow(*documents.queries, json("{}"));
    Follower late;
    first.onChange = [&] {
        second.reset();
        first.stop();
        if (!late.query())
            late.follow(*documents.queries, json("{}"));
    };
    third.onChange = [&] { third.stop(); };
    documents.set(u"a", "{}");
    QCOMPARE(third.takeLog(), u"insert 0 a"_qs);
    QCOMPARE(late.takeLog(), QString());
    QCOMPARE(late.list, QStringList{u"a"_qs});
    documents.set(u"b", "{}");
    QCOMPARE(first.takeLog(), u"insert 0 a"_qs);
    QCOMPARE(late.takeLog(), u"insert 1 b"_qs);
}

void tst_LiveQuery::followersOutliveTheQueries()
{
    Documents documents;
    Follower follower;
    follower.follow(*documents.queries, json("{}"));
    documents.database.isLate = true;
    Follower loading;
    loading.follow(*documents.queries, json(R"({"n": 1})"));
    documents.queries.reset();
    documents.database.answer(true);
    QCOMPARE(loading.answers, 0);
    follower.stop();
}

void tst_LiveQuery::staleCommit()
{
    Documents documents;
    documents.set(u"a", R"({"n": 1})");
    Follower follower;
    follower.follow(*documents.queries, json(R"({"n": 1})"));
    documents.set(u"a", R"({"n": 1, "m": 1})");
    (void)follower.takeLog();
    Op op;
    op.doc = {u"c", u"a"};
    documents.queries->committed(u"c", op, {u"a", 0, {}, {}, {}}, {u"a", 1, JsonType, json(R"({"n": 7})"), {}});
    QCOMPARE(follower.list, QStringList{u"a"_qs});
    QVERIFY(follower.query()->contains(u"a"));
}

QTEST_GUILESS_MAIN(tst_LiveQuery)
#include "tst_livequery.moc"
