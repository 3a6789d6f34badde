// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/memorydatabase.h>

#include <Racer/querycollector.h>

#include <QtCore/QSet>

#include <algorithm>
#include <unordered_map>

namespace Racer {

/*!
    \class Racer::MemoryDatabase
    \inmodule Racer
    \brief Keeps documents and their ops in memory, for as long as it lives.

    Answers every call before it returns. Queries look at every document of the collection. Counterpart of ShareDB's
    MemoryDB with the query language of sharedb-mingo-memory. To be used from one thread.
*/

struct MemoryDatabase::Document
{
    Snapshot snapshot;
    std::vector<Op> ops; // by version, from 0
};

struct MemoryDatabase::Data
{
    std::unordered_map<Key, std::unordered_map<Key, Document>> collections;
};

/*! An empty database. */
MemoryDatabase::MemoryDatabase(QObject *parent) : Database(parent), d(std::make_unique<Data>()) { }

MemoryDatabase::~MemoryDatabase() = default;

MemoryDatabase::Document *MemoryDatabase::find(const Key &collection, const Key &id) const
{
    const auto documents = d->collections.find(collection);
    if (documents == d->collections.end())
        return nullptr;
    const auto document = documents->second.find(id);
    return document == documents->second.end() ? nullptr : &document->second;
}

/*! \reimp */
void MemoryDatabase::commit(std::vector<Commit> group,
                            std::function<void(std::vector<CommitResult>, std::vector<Error>)> done)
{
    std::vector<CommitResult> results;
    results.reserve(group.size());
    QSet<DocName> lost; // what rests on a commit that was not done must not be done either
    for (Commit &commit : group) {
        Document *document = find(commit.op.doc.collection, commit.op.doc.id);
        const qint64 stored = document ? document->snapshot.version : 0;
        if (stored != commit.snapshot.version - 1 || (!lost.isEmpty() && lost.contains(commit.op.doc))) {
            lost.insert(commit.op.doc);
            results.push_back(CommitResult::LostRace);
            continue;
        }
        if (!document) {
            auto &documents = d->collections[commit.op.doc.collection];
            document = &documents.try_emplace(commit.op.doc.id).first->second;
        }
        document->snapshot = std::move(commit.snapshot);
        document->ops.push_back(std::move(commit.op));
        results.push_back(CommitResult::Done);
    }
    std::vector<Error> errors(results.size());
    done(std::move(results), std::move(errors));
}

/*! \reimp */
void MemoryDatabase::getSnapshots(const Key &collection, Names ids, Callback<std::vector<Snapshot>> done)
{
    std::vector<Snapshot> snapshots;
    snapshots.reserve(ids.size());
    for (const Key &id : ids) {
        if (const Document *document = find(collection, id)) {
            snapshots.push_back(document->snapshot);
        } else {
            snapshots.emplace_back().id = id;
        }
    }
    done({}, std::move(snapshots));
}

/*! \reimp */
void MemoryDatabase::getOps(const Key &collection, std::vector<OpRange> ranges,
                            Callback<std::vector<std::vector<Op>>> done)
{
    std::vector<std::vector<Op>> lists;
    lists.reserve(ranges.size());
    for (const OpRange &range : ranges) {
        std::vector<Op> &ops = lists.emplace_back();
        const Document *document = find(collection, range.id);
        if (!document)
            continue;
        const qint64 size = qint64(document->ops.size());
        const qint64 from = std::clamp<qint64>(range.from, 0, size);
        const qint64 to = std::clamp<qint64>(range.to.value_or(size), from, size);
        ops.assign(document->ops.begin() + from, document->ops.begin() + to);
    }
    done({}, std::move(lists));
}

/*! \reimp */
void MemoryDatabase::query(const Key &collection, const Value &query, const Value &, Callback<QueryResult> done)
{
    QueryResult result;
    try {
        QueryCollector collector{QueryExpression(query)};
        if (const auto documents = d->collections.find(collection); documents != d->collections.end()) {
            for (const auto &[id, document] : documents->second)
                collector.add(document.snapshot);
        }
        result = {collector.takeSnapshots(), collector.extra()};
    } catch (const Error &error) {
        return done(error, {});
    }
    done({}, std::move(result));
}

/*! \reimp */
void MemoryDatabase::close() { }

} // namespace Racer
