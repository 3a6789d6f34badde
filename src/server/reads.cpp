// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "backend_p.h"

namespace Racer {

using Protocol::SnapshotEntry;

void BackendPrivate::fetch(const AgentPointer &agent, const Target &target, Database::Names ids,
                           Callback<std::vector<SnapshotEntry>> done)
{
    database->getSnapshots(target.collection, std::move(ids),
                           [this, agent, target, done = std::move(done)](const Error &error,
                                                                         std::vector<Snapshot> snapshots) {
                               if (error)
                                   return done(error, {});
                               sanitizeSnapshots(agent, target, std::move(snapshots), SnapshotType::Current, done);
                           });
}

void BackendPrivate::sanitizeSnapshots(const AgentPointer &agent, const Target &target,
                                       std::vector<Snapshot> snapshots, SnapshotType type,
                                       Callback<std::vector<SnapshotEntry>> done)
{
    try {
        for (Snapshot &snapshot : snapshots) {
            snapshot.meta = nullptr;
            if (target.projection)
                target.projection->projectSnapshot(snapshot);
        }
    } catch (const Error &error) {
        return done(error, {});
    }
    const auto toEntries = [](std::vector<Snapshot> &list, const QHash<Key, Error> &rejected) {
        std::vector<SnapshotEntry> entries;
        entries.reserve(list.size());
        for (Snapshot &snapshot : list) {
            const Error error = rejected.isEmpty() ? Error() : rejected.value(snapshot.id);
            entries.push_back({std::move(snapshot), {}, error});
        }
        return entries;
    };
    if (middleware.readSnapshots.isEmpty())
        return done({}, toEntries(snapshots, {}));
    auto context = std::make_shared<ReadSnapshotsContext>();
    context->agent = agent.get();
    context->backend = q;
    context->collection = target.collection;
    context->snapshots = std::move(snapshots);
    context->snapshotType = type;
    middleware.readSnapshots.run(context, [agent, context, toEntries, done = std::move(done)](const Error &error) {
        if (error)
            return done(error, {});
        done({}, toEntries(context->snapshots, context->rejected));
    });
}

void BackendPrivate::sanitizeAll(const AgentPointer &agent, const Target &target, std::vector<Snapshot> snapshots,
                                 SnapshotType type, Callback<std::vector<Snapshot>> done)
{
    const auto sanitized = [done = std::move(done)](const Error &error, std::vector<SnapshotEntry> entries) {
        if (error)
            return done(error, {});
        std::vector<Snapshot> list;
        list.reserve(entries.size());
        for (SnapshotEntry &entry : entries) {
            if (entry.error && entries.size() == 1)
                return done(entry.error, {});
            if (entry.error)
                return done(Error(ErrorCode::SnapshotReadsRejected, QString()), {});
            list.push_back(std::move(entry.snapshot));
        }
        done({}, std::move(list));
    };
    sanitizeSnapshots(agent, target, std::move(snapshots), type, sanitized);
}

void BackendPrivate::getOps(const AgentPointer &agent, const Target &target, std::vector<Database::OpRange> ranges,
                            Callback<std::vector<std::vector<Op>>> done)
{
    std::vector<Key> ids;
    for (const Database::OpRange &range : ranges)
        ids.push_back(range.id);
    const auto loaded = [this, agent, target, ids = std::move(ids), done = std::move(done)](
                            const Error &error, std::vector<std::vector<Op>> lists) {
        if (error)
            return done(error, {});
        std::vector<Op> all;
        std::vector<size_t> sizes;
        for (size_t i = 0; i < lists.size(); ++i) {
            sizes.push_back(lists[i].size());
            for (Op &op : lists[i]) {
                op.doc = {target.collection, ids[i]};
                op.meta = {};
                all.push_back(std::move(op));
            }
        }
        sanitizeOps(agent, target, std::move(all), [sizes, done](const Error &error, std::vector<Op> ops) {
            if (error)
                return done(error, {});
            std::vector<std::vector<Op>> lists;
            auto from = std::make_move_iterator(ops.begin());
            for (const size_t size : sizes) {
                lists.emplace_back(from, from + qsizetype(size));
                from += qsizetype(size);
            }
            done({}, std::move(lists));
        });
    };
    database->getOps(target.collection, std::move(ranges), loaded);
}

void BackendPrivate::sanitizeOps(const AgentPointer &agent, const Target &target, std::vector<Op> ops,
                                 Callback<std::vector<Op>> done)
{
    try {
        for (Op &op : ops) {
            if (target.projection)
                target.projection->projectOp(op);
        }
    } catch (const Error &error) {
        return done(error, {});
    }
    if (middleware.op.isEmpty() || ops.empty())
        return done({}, std::move(ops));
    struct Reading
    {
        std::vector<Op> ops;
        size_t waiting;
        Error error;
    };
    const auto reading = std::make_shared<Reading>(Reading{std::move(ops), 0, {}});
    reading->waiting = reading->ops.size();
    const size_t count = reading->ops.size();
    for (size_t i = 0; i < count; ++i) {
        auto context = std::make_shared<OpContext>();
        context->agent = agent.get();
        context->backend = q;
        context->collection = target.collection;
        context->id = reading->ops[i].doc.id;
        context->op = reading->ops[i];
        middleware.op.run(context, [agent, context, reading, i, done](const Error &error) {
            reading->ops[i] = context->op;
            if (error && !reading->error)
                reading->error = error;
            if (--reading->waiting == 0)
                done(reading->error, std::move(reading->ops));
        });
    }
}

void BackendPrivate::prepareQuery(const AgentPointer &agent, const Target &target, const Value &query,
                                  const Value &options, Callback<std::shared_ptr<QueryContext>> done)
{
    auto context = std::make_shared<QueryContext>();
    context->agent = agent.get();
    context->backend = q;
    context->index = target.index;
    context->collection = target.collection;
    context->projection = target.projection;
    context->channels = {target.collection};
    context->query = query;
    context->options = options;
    const auto finish = [this, agent, context, done = std::move(done)](const Error &error) {
        if (error)
            return done(error, {});
        if (!queryDatabase(context->options))
            return done(Error(ErrorCode::DatabaseAdapterNotFound, QStringLiteral("DB not found")), {});
        done({}, context);
    };
    middleware.query.run(context, finish);
}

Database *BackendPrivate::queryDatabase(const Value &queryOptions) const
{
    static const Key name(u"db");
    const Value &wanted = queryOptions.value(name);
    if (!wanted.isTruthy())
        return database.get();
    const auto found = options.extraDatabases.find(wanted.toKey());
    return found == options.extraDatabases.end() ? nullptr : found->second.get();
}

void BackendPrivate::query(const AgentPointer &agent, const std::shared_ptr<QueryContext> &context,
                           Callback<Database::QueryResult> done)
{
    const Target target{context->index, context->collection, context->projection};
    queryDatabase(context->options)
        ->query(context->collection, context->query, context->options,
                [this, agent, target, done = std::move(done)](const Error &error, Database::QueryResult result) {
                    if (error)
                        return done(error, {});
                    sanitizeAll(agent, target, std::move(result.snapshots), SnapshotType::Current,
                                [done, extra = result.extra](const Error &error, std::vector<Snapshot> snapshots) {
                                    done(error, {std::move(snapshots), extra});
                                });
                });
}

} // namespace Racer
