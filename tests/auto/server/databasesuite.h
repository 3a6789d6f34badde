// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/database.h>
#include <Racer/json.h>

#include <QtTest/QTest>

// What every Database has to do, for the tests of each: call it from a slot with a database that is empty.
namespace DatabaseSuite {

using Racer::Database;
using Racer::Key;
using Racer::Op;
using Racer::Snapshot;
using Racer::Value;

struct Outcome
{
    std::vector<Database::CommitResult> results;
    std::vector<Racer::Error> errors;
};

inline Database::Commit commit(const Key &id, qint64 version, const QByteArray &data, const Key &src = u"s",
                               double seq = 1)
{
    Database::Commit commit;
    commit.op.doc = {u"c", id};
    commit.op.version = version - 1;
    commit.op.src = src;
    commit.op.seq = seq;
    commit.op.meta = Value::object({{u"ts", 1000 + version}});
    commit.snapshot.id = id;
    commit.snapshot.version = version;
    commit.snapshot.meta = Value::object({{u"mtime", 1000 + version}});
    if (data.isEmpty()) {
        commit.op.kind = Op::Kind::Del;
    } else {
        commit.op.kind = version == 1 ? Op::Kind::Create : Op::Kind::Edit;
        commit.op.createType = u"http://sharejs.org/types/JSONv0";
        commit.op.createData = Racer::Json::parse(data);
        commit.op.edit = Value::array();
        commit.snapshot.type = u"http://sharejs.org/types/JSONv0";
        commit.snapshot.data = Racer::Json::parse(data);
    }
    return commit;
}

inline Outcome store(Database &database, std::vector<Database::Commit> group)
{
    std::optional<Outcome> outcome;
    const auto done = [&](std::vector<Database::CommitResult> results, std::vector<Racer::Error> errors) {
        outcome = Outcome{std::move(results), std::move(errors)};
    };
    database.commit(std::move(group), done);
    return QTest::qWaitFor([&] { return outcome.has_value(); }) ? *outcome : Outcome{};
}

inline std::vector<Snapshot> snapshots(Database &database, Database::Names ids)
{
    std::optional<std::vector<Snapshot>> list;
    database.getSnapshots(u"c", std::move(ids), [&](Racer::Error error, std::vector<Snapshot> result) {
        list = error ? std::vector<Snapshot>() : std::move(result);
    });
    return QTest::qWaitFor([&] { return list.has_value(); }) ? *list : std::vector<Snapshot>();
}

inline std::vector<std::vector<Op>> ops(Database &database, std::vector<Database::OpRange> ranges)
{
    std::optional<std::vector<std::vector<Op>>> lists;
    database.getOps(u"c", std::move(ranges), [&](Racer::Error error, std::vector<std::vector<Op>> result) {
        lists = error ? std::vector<std::vector<Op>>() : std::move(result);
    });
    return QTest::qWaitFor([&] { return lists.has_value(); }) ? *lists : std::vector<std::vector<Op>>();
}

inline void commitsAndRaces(Database &database)
{
    using Result = Database::CommitResult;
    QCOMPARE(store(database, {commit(u"x", 1, "{}")}).results, std::vector{Result::Done});
    QCOMPARE(store(database, {commit(u"x", 1, "{}")}).results, std::vector{Result::LostRace});
    QCOMPARE(store(database, {commit(u"x", 3, "{}")}).results, std::vector{Result::LostRace});
    // Two creations in one group, then a chain: what rests on a lost commit is lost, even if its version fits.
    QCOMPARE(store(database, {commit(u"y", 1, "1"), commit(u"y", 1, "2"), commit(u"y", 2, "3")}).results,
             (std::vector{Result::Done, Result::LostRace, Result::LostRace}));
    QCOMPARE(store(database, {commit(u"y", 2, "4"), commit(u"x", 2, "5"), commit(u"y", 3, "6")}).results,
             (std::vector{Result::Done, Result::Done, Result::Done}));
    const std::vector<Snapshot> stored = snapshots(database, {u"y", u"none", u"x", u"y"});
    QCOMPARE(stored.size(), size_t(4));
    QCOMPARE(stored[0].version, 3);
    QCOMPARE(stored[0].data, Value(6));
    QCOMPARE(stored[0].meta.value(u"mtime"), Value(1003));
    QCOMPARE(stored[1].id, Key(u"none"));
    QCOMPARE(stored[1].version, 0);
    QVERIFY(!stored[1].exists());
    QCOMPARE(stored[2].data, Value(5));
    QCOMPARE(stored[3].version, 3);
}

inline void deletes(Database &database)
{
    store(database, {commit(u"x", 1, "null"), commit(u"x", 2, {})});
    Snapshot stored = snapshots(database, {u"x"}).at(0);
    QCOMPARE(stored.version, 2);
    QVERIFY(!stored.exists());
    QVERIFY(stored.data.isUndefined());
    store(database, {commit(u"x", 3, "null")});
    stored = snapshots(database, {u"x"}).at(0);
    QCOMPARE(stored.version, 3);
    QVERIFY(stored.exists());
    QVERIFY(stored.data.isNull());
}

inline void readsOps(Database &database)
{
    for (int version = 1; version <= 5; ++version)
        store(database, {commit(u"x", version, "{}", u"s", version)});
    store(database, {commit(u"y", 1, "{}")});
    const auto lists = ops(database, {{u"x", 0, {}}, {u"x", 2, 4}, {u"y", 0, {}}, {u"none", 0, {}}, {u"x", 9, {}}});
    QCOMPARE(lists.size(), size_t(5));
    QCOMPARE(lists[0].size(), size_t(5));
    QCOMPARE(lists[1].size(), size_t(2));
    QCOMPARE(lists[1][0].version, 2);
    QCOMPARE(lists[1][0].seq, 3.);
    QCOMPARE(lists[1][0].src, Key(u"s"));
    QCOMPARE(lists[1][0].meta.value(u"ts"), Value(1003));
    QVERIFY(lists[0][0].kind == Op::Kind::Create);
    QVERIFY(lists[0][1].kind == Op::Kind::Edit);
    QCOMPARE(lists[2].size(), size_t(1));
    QVERIFY(lists[3].empty());
    QVERIFY(lists[4].empty());
}

inline void findsCommittedOps(Database &database)
{
    for (int version = 1; version <= 3; ++version)
        store(database, {commit(u"x", version, "{}", u"s", version)});
    const auto find = [&](const Key &src, double seq) {
        std::optional<std::optional<qint64>> found;
        database.getCommittedOpVersion({u"c", u"x"}, src, seq,
                                       [&](Racer::Error, std::optional<qint64> version) { found = version; });
        return QTest::qWaitFor([&] { return found.has_value(); }) ? *found : std::optional<qint64>(-2);
    };
    QCOMPARE(find(u"s", 2), std::optional<qint64>(1));
    QCOMPARE(find(u"s", 9), std::optional<qint64>());
    QCOMPARE(find(u"other", 2), std::optional<qint64>());
}

inline void queries(Database &database)
{
    store(database, {commit(u"a", 1, R"({"n":1})"), commit(u"b", 1, R"({"n":2})"), commit(u"d", 1, R"({"n":3})"),
                     commit(u"d", 2, {})});
    const auto run = [&](const QByteArray &query) {
        std::optional<QString> answer;
        database.query(u"c", Racer::Json::parse(query), {}, [&](Racer::Error error, Database::QueryResult result) {
            QString text = error ? error.message() : QString();
            for (const Snapshot &snapshot : result.snapshots)
                text += snapshot.id.toString();
            answer = text + result.extra.toDisplayString();
        });
        return QTest::qWaitFor([&] { return answer.has_value(); }) ? *answer : QString();
    };
    const QString none = Value().toDisplayString();
    QCOMPARE(run("{}"), QStringLiteral("ab") + none);
    QCOMPARE(run(R"({"$sort":{"n":-1}})"), QStringLiteral("ba") + none);
    QCOMPARE(run(R"({"n":{"$gt":1}})"), QStringLiteral("b") + none);
    QCOMPARE(run(R"({"$sort":{"n":1},"$skip":1,"$limit":5})"), QStringLiteral("b") + none);
    QCOMPARE(run(R"({"$count":true})"), QStringLiteral("2"));
    QVERIFY(!run(R"({"n":{"$nonsense":1}})").isEmpty());
}

} // namespace DatabaseSuite
