// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/op.h>
#include <Racer/racerserverexport.h>

#include <QtCore/QObject>
#include <QtCore/QtPlugin>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Racer {

// Where documents live. Counterpart of ShareDB's DB class; same contract, with these differences: reads of many
// documents are the only form (a single one is a list of one), and commits come in groups, so that an adapter can
// put a group into one transaction.
//
// Thread rule: the backend calls an adapter from its own thread, and every callback arrives on that thread, either
// before the call returns or from its event loop. An adapter that blocks does so on a thread of its own.
class RACER_SERVER_EXPORT Database : public QObject
{
    Q_OBJECT
public:
    using Names = std::vector<Key>;
    // Either a value or an error: Error::isNull() tells.
    template<typename T> using Callback = std::function<void(Error, T)>;

    struct Commit
    {
        Op op;             // op.doc names the real collection and id; op.version == snapshot.version - 1
        Snapshot snapshot; // without type: a deletion. Its version is kept, its data dropped
    };
    enum class CommitResult : quint8 {
        Done,
        LostRace, // the stored version was not snapshot.version - 1
        Failed,   // see the error
    };
    struct OpRange
    {
        Key id;
        qint64 from = 0;
        std::optional<qint64> to; // exclusive; none: to the end
    };
    struct QueryResult
    {
        std::vector<Snapshot> snapshots;
        Value extra; // undefined unless the query asks for something that is not documents ($count)
    };

    using QObject::QObject;

    // True if callbacks arrive before the call returns: the backend then commits each op at once, not in groups.
    [[nodiscard]] virtual bool isSynchronous() const { return false; }
    // Stores op and snapshot of each commit atomically, in order, durable before the callback. The second list holds
    // an error for each Failed one. Commits for one document may follow each other in one group; once one of them is
    // not Done, the later ones of that document are LostRace. Both lists are as long as the group.
    virtual void commit(std::vector<Commit> group,
                        std::function<void(std::vector<CommitResult>, std::vector<Error>)> done) = 0;
    // One snapshot for every id, in order; version 0 without type for an unknown one. With meta.
    virtual void getSnapshots(const Key &collection, Names ids, Callback<std::vector<Snapshot>> done) = 0;
    // For every range its ops, ascending. With meta.
    virtual void getOps(const Key &collection, std::vector<OpRange> ranges,
                        Callback<std::vector<std::vector<Op>>> done) = 0;
    // The version at which (src, seq) was committed to the document, or none.
    virtual void getCommittedOpVersion(const DocName &doc, const Key &src, double seq,
                                       Callback<std::optional<qint64>> done);
    // Runs a MongoDB-style query (doc/query-language). Deleted documents never match, unless it names _type.
    virtual void query(const Key &collection, const Value &query, const Value &options,
                       Callback<QueryResult> done);

    virtual void close() = 0; // finishes what waits; may be called twice
};

// What a database plugin offers; "sqlite:data.db" selects the plugin whose metadata lists the scheme "sqlite".
class DatabasePlugin
{
public:
    virtual ~DatabasePlugin() = default;
    // Throws Error (ERR_DATABASE_OPEN_FAILED, ERR_DATABASE_NEWER) with one clear line.
    [[nodiscard]] virtual std::unique_ptr<Database> open(const QString &location) = 0;
};

// "memory", or "scheme:location" served by a plugin. Throws Error (ERR_DATABASE_OPEN_FAILED).
[[nodiscard]] RACER_SERVER_EXPORT std::unique_ptr<Database> openDatabase(const QString &url);

} // namespace Racer

#define RacerDatabasePlugin_iid "Racer.DatabasePlugin/1"
Q_DECLARE_INTERFACE(Racer::DatabasePlugin, RacerDatabasePlugin_iid)
