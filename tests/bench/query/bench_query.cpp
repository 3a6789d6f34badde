// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// What matching costs, and a commit under 100 followed queries: filed by an equality, tried one by one, and sorted
// with a limit.

#include <Racer/json.h>
#include <Racer/livequeries.h>
#include <Racer/memorydatabase.h>
#include <Racer/queryexpression.h>

#include <chrono>
#include <cstdio>
#include <memory>

using namespace Racer;

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::time_point since)
{
    return std::chrono::duration<double>(Clock::now() - since).count();
}

struct Follower : QueryFollower
{
    void queryChanged(const QueryDiff &) override { ++changes; }
    void resultChanged(const Op &) override { ++ops; }
    void queryFailed(const Error &) override { }
    int changes = 0;
    int ops = 0;
};

Snapshot document(int i, int n)
{
    return {Key::fromIndex(i), 1, u"http://sharejs.org/types/JSONv0",
            Value::object({{u"name", u"Name "_qs + QString::number(i)}, {u"group", i % 100}, {u"n", n},
                           {u"tags", Value::array({u"a", u"b"})}, {u"at", Value::object({{u"city", u"Bonn"}})}}), {}};
}

double matchNanoseconds(const char *query)
{
    const QueryExpression expression(Json::parse(QByteArrayView(query)));
    std::vector<Snapshot> documents;
    for (int i = 0; i < 1000; ++i)
        documents.push_back(document(i, i));
    double best = 1e9;
    int found = 0;
    for (int round = 0; round < 20; ++round) {
        const auto start = Clock::now();
        for (const Snapshot &snapshot : documents)
            found += expression.matches(snapshot);
        best = std::min(best, seconds(start) * 1e9 / double(documents.size()));
    }
    std::printf("match %-58s %6.0f ns (%d)\n", query, best, found / 20);
    return best;
}

// Edits of "n" under 100 queries made from a pattern whose %1 is the number of the query.
double commitsPerSecond(const char *name, const QString &pattern)
{
    constexpr int Documents = 2'000;
    constexpr int Commits = 20'000;
    MemoryDatabase database;
    LiveQueries queries(&database);
    std::vector<Snapshot> documents;
    for (int i = 0; i < Documents; ++i) {
        documents.push_back(document(i, i));
        Op op;
        op.doc = {u"c", documents.back().id};
        database.commit({{op, documents.back()}}, [](const auto &, const auto &) { });
    }
    std::vector<std::unique_ptr<Follower>> followers;
    for (int i = 0; i < 100; ++i) {
        followers.push_back(std::make_unique<Follower>());
        queries.follow(u"c", Json::parse(pattern.arg(i).toUtf8()), {}, followers.back().get(),
                       [](const Error &error, const auto &, const Value &) {
                           if (error)
                               qFatal("%s", error.what());
                       });
    }
    const auto start = Clock::now();
    for (int i = 0; i < Commits; ++i) {
        Snapshot &snapshot = documents[size_t(i) * 7919 % Documents];
        const Snapshot before = snapshot;
        ++snapshot.version;
        snapshot.data.set(Key(u"n"), i * 104729 % Documents);
        Op op;
        op.doc = {u"c", snapshot.id};
        queries.committed(u"c", op, before, snapshot);
    }
    const double rate = Commits / seconds(start);
    int changes = 0;
    for (const auto &follower : followers)
        changes += follower->changes;
    std::printf("100 live queries, %-40s %9.0f commits/s (%.2f diffs each)\n", name, rate, double(changes) / Commits);
    return rate;
}

} // namespace

int main()
{
    const double equality = matchNanoseconds(R"({"group": 7})");
    const double range = matchNanoseconds(R"({"n": {"$gte": 100, "$lt": 200}})");
    const double path = matchNanoseconds(R"({"at.city": "Bonn"})");
    const double list = matchNanoseconds(R"({"tags": {"$in": ["b", "z"]}})");
    const double either = matchNanoseconds(R"({"$or": [{"group": 7}, {"name": "Name 9"}]})");
    const double filed = commitsPerSecond("each its own group", u"{\"group\": %1}"_qs);
    const double tried = commitsPerSecond("ranges", u"{\"n\": {\"$gte\": %1, \"$lt\": 10%1}}"_qs);
    const double sorted = commitsPerSecond("sorted, limit 20, skip 0 to 99",
                                           u"{\"$sort\": {\"n\": 1}, \"$skip\": %1, \"$limit\": 20}"_qs);
    std::printf("{\"bench\":\"query\",\"match_equality_ns\":%.1f,\"match_range_ns\":%.1f,\"match_path_ns\":%.1f,"
                "\"match_in_list_ns\":%.1f,\"match_or_ns\":%.1f,\"commits_filed_per_s\":%.0f,"
                "\"commits_ranges_per_s\":%.0f,\"commits_sorted_limited_per_s\":%.0f}\n",
                equality, range, path, list, either, filed, tried, sorted);
}
