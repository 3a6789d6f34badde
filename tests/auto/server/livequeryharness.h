// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/json.h>
#include <Racer/livequeries.h>
#include <Racer/memorydatabase.h>

#include <QtTest/QTest>

#include <map>

// What tests of live queries need: documents that change, and followers that keep a list by the diffs they get.
namespace LiveQueryHarness {

using namespace Racer;

inline constexpr auto JsonType = u"http://sharejs.org/types/JSONv0";

inline Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

inline QString textOf(const QueryDiff &diff)
{
    QStringList words;
    for (const QueryDiff::Step &step : diff.steps) {
        QStringList ids;
        for (const Snapshot &snapshot : step.snapshots)
            ids.append(snapshot.id.toString());
        switch (step.kind) {
        case QueryDiff::Step::Insert: words.append(u"insert %1 %2"_qs.arg(step.index).arg(ids.join(u','))); break;
        case QueryDiff::Step::Remove: words.append(u"remove %1x%2"_qs.arg(step.index).arg(step.howMany)); break;
        case QueryDiff::Step::Move:
            words.append(u"move %1>%2x%3"_qs.arg(step.index).arg(step.to).arg(step.howMany));
            break;
        }
    }
    if (diff.extra)
        words.append(u"extra "_qs + diff.extra->toDisplayString());
    return words.join(u"; "_qs);
}

// Does with a list what a client does.
inline void applyDiff(QStringList &list, const QueryDiff &diff)
{
    for (const QueryDiff::Step &step : diff.steps) {
        switch (step.kind) {
        case QueryDiff::Step::Insert:
            for (size_t i = 0; i < step.snapshots.size(); ++i)
                list.insert(step.index + qsizetype(i), step.snapshots[i].id.toString());
            break;
        case QueryDiff::Step::Remove:
            QVERIFY(step.index >= 0 && step.index + step.howMany <= list.size());
            list.remove(step.index, step.howMany);
            break;
        case QueryDiff::Step::Move: {
            QVERIFY(step.index >= 0 && step.index + step.howMany <= list.size());
            const QStringList moved = list.mid(step.index, step.howMany);
            list.remove(step.index, step.howMany);
            QVERIFY(step.to >= 0 && step.to <= list.size());
            for (qsizetype i = 0; i < moved.size(); ++i)
                list.insert(step.to + i, moved[i]);
            break;
        }
        }
    }
}

// A database that answers queries when it is told to, with what it held when they were asked, or holds then.
class LateDatabase : public MemoryDatabase
{
public:
    void query(const Key &collection, const Value &query, const Value &options, Callback<QueryResult> done) override
    {
        ++queries;
        if (error)
            return done(error, {});
        auto run = [=, this](Callback<QueryResult> answer) {
            MemoryDatabase::query(collection, query, options, std::move(answer));
        };
        if (!isLate)
            return run(done);
        QueryResult early;
        run([&](const Error &, QueryResult result) { early = std::move(result); });
        waiting.push_back([=](bool isFresh) { isFresh ? run(done) : done({}, early); });
    }
    void answer(bool isFresh)
    {
        for (const auto &one : std::exchange(waiting, {}))
            one(isFresh);
    }

    bool isLate = false;
    int queries = 0;
    Error error;
    std::vector<std::function<void(bool)>> waiting;
};

class Follower : public QueryFollower
{
public:
    void queryChanged(const QueryDiff &diff) override
    {
        log.append(textOf(diff));
        applyDiff(list, diff);
        if (diff.extra)
            extra = *diff.extra;
        if (onChange)
            onChange();
    }
    void resultChanged(const Op &op) override { log.append(u"op "_qs + op.doc.id.toString()); }
    void queryFailed(const Error &error) override { log.append(u"failed "_qs + error.message()); }

    void follow(LiveQueries &queries, const Value &query, const Value &options = {})
    {
        queries.follow(u"c", query, options, this,
                       [this](const Error &failure, const std::vector<Snapshot> &results, const Value &count) {
                           ++answers;
                           error = failure;
                           list.clear();
                           for (const Snapshot &snapshot : results)
                               list.append(snapshot.id.toString());
                           extra = count;
                       });
    }

    QString takeLog() { return std::exchange(log, {}).join(u" | "_qs); }

    int answers = 0;
    Error error;
    QStringList list;
    Value extra;
    QStringList log;
    std::function<void()> onChange;
};

// Documents of one collection and the commits that change them.
class Documents
{
public:
    Documents() : queries(std::make_unique<LiveQueries>(&database)) { }

    // Undefined data deletes.
    void set(const Key &id, const Value &data, bool tell = true)
    {
        Snapshot &snapshot = snapshots[id];
        const Snapshot before = snapshot;
        snapshot.id = id;
        ++snapshot.version;
        snapshot.type = data.isUndefined() ? Key() : Key(JsonType);
        snapshot.data = data;
        Op op;
        op.doc = {u"c", id};
        op.version = before.version;
        database.commit({{op, snapshot}}, [](const auto &, const auto &) { });
        if (tell)
            queries->committed(u"c", op, before, snapshot);
    }
    void set(const char16_t *id, const char *data) { set(Key(id), json(data)); }
    void remove(const char16_t *id) { set(Key(id), Value()); }

    LateDatabase database;
    std::unique_ptr<LiveQueries> queries;
    std::map<Key, Snapshot> snapshots;
};

} // namespace LiveQueryHarness
