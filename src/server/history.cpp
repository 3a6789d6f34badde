// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "backend_p.h"
#include "serverot_p.h"

#include <Racer/json0legacy.h>
#include <Racer/ottype.h>

namespace Racer {

// Snapshots of the past, made from the op log.

namespace {

void applyStored(Snapshot &snapshot, const Op &op)
{
    Op stored = op;
    if (stored.kind == Op::Kind::Edit && snapshot.type.view() == OtTypes::json0()->uri())
        stored.edit = Json0::normalizeLegacyOp(snapshot.data, stored.edit);
    snapshot.version = stored.version;
    ServerOt::apply(snapshot, stored);
}

} // namespace

void BackendPrivate::fetchVersion(const AgentPointer &agent, const Target &target, const Key &id,
                                  std::optional<qint64> version, Callback<Snapshot> done)
{
    const auto sanitize = [this, agent, target, done = std::move(done)](const Error &error, const Snapshot &snapshot) {
        if (error)
            return done(error, {});
        sanitizeAll(agent, target, {snapshot}, SnapshotType::ByVersion,
                    [done](const Error &error, const std::vector<Snapshot> &snapshots) {
                        done(error, error ? Snapshot() : snapshots.front());
                    });
    };
    if (version)
        return buildFromOps({target.collection, id}, *version, {}, true, sanitize);
    database->getSnapshots(target.collection, {id},
                           [sanitize](const Error &error, const std::vector<Snapshot> &snapshots) {
                               sanitize(error, error ? Snapshot() : snapshots.front());
                           });
}

void BackendPrivate::fetchTime(const AgentPointer &agent, const Target &target, const Key &id,
                               std::optional<double> timestamp, Callback<Snapshot> done)
{
    const auto sanitize = [this, agent, target, done = std::move(done)](const Error &error, const Snapshot &snapshot) {
        if (error)
            return done(error, {});
        sanitizeAll(agent, target, {snapshot}, SnapshotType::ByTimestamp,
                    [done](const Error &error, const std::vector<Snapshot> &snapshots) {
                        done(error, error ? Snapshot() : snapshots.front());
                    });
    };
    const auto loaded = [this, target, id, timestamp, sanitize](const Error &error,
                                                                const std::vector<Snapshot> &snapshots) {
        if (error)
            return sanitize(error, {});
        static const Key mtime(u"mtime");
        const Snapshot &current = snapshots.front();
        const Value &changed = current.meta.value(mtime);
        if (!timestamp || (changed.isNumber() && *timestamp > changed.toDouble()))
            return sanitize({}, current);
        buildFromOps({target.collection, id}, current.version, timestamp, false, sanitize);
    };
    database->getSnapshots(target.collection, {id}, loaded);
}

void BackendPrivate::buildFromOps(const DocName &doc, qint64 version, std::optional<double> until, bool exact,
                                  Callback<Snapshot> done)
{
    const auto loaded = [doc, version, until, exact, done = std::move(done)](
                            const Error &error, const std::vector<std::vector<Op>> &lists) {
        if (error)
            return done(error, {});
        static const Key timestamp(u"ts");
        Snapshot snapshot;
        snapshot.id = doc.id;
        snapshot.meta = nullptr;
        try {
            for (const Op &op : lists.front()) {
                if (until && op.meta.value(timestamp).toDouble() > *until)
                    break;
                applyStored(snapshot, op);
            }
        } catch (const Error &error) {
            return done(error, {});
        }
        if (exact && version > snapshot.version) {
            return done(Error(ErrorCode::OpVersionNewerThanCurrentSnapshot,
                              QStringLiteral("Requested version exceeds latest snapshot version")), {});
        }
        done({}, snapshot);
    };
    database->getOps(doc.collection, {{doc.id, 0, version}}, loaded);
}

} // namespace Racer
