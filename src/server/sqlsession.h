// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/database.h>

namespace Racer {

// One connection to an SQL database, made and used in one database thread. Every call blocks and may throw Error.
class RACER_SERVER_EXPORT SqlSession
{
    Q_DISABLE_COPY_MOVE(SqlSession)
public:
    // A Database::Commit as SQL takes it. JSON is made in the backend's thread: the database's is the busier one.
    struct Commit
    {
        DocName doc;
        qint64 version;  // the one it leads to
        Key type;        // empty: a deletion
        QByteArray data; // JSON, like the rest; null where there is none
        QByteArray metadata;
        QByteArray operation;
    };
    struct Outcome
    {
        Database::CommitResult result = Database::CommitResult::Done;
        Error error;
    };

    SqlSession() = default;
    virtual ~SqlSession();

    // Puts all into one transaction, durable on return; an outcome for each. One that fails does not stop others.
    [[nodiscard]] virtual std::vector<Outcome> commit(const std::vector<Commit> &group) = 0;
    [[nodiscard]] virtual std::vector<Snapshot> getSnapshots(const Key &collection, const Database::Names &ids) = 0;
    [[nodiscard]] virtual std::vector<std::vector<Op>> getOps(const Key &collection,
                                                              const std::vector<Database::OpRange> &ranges) = 0;
    [[nodiscard]] virtual std::optional<qint64> getCommittedOpVersion(const DocName &doc, const Key &src,
                                                                      double seq) = 0;
    [[nodiscard]] virtual Database::QueryResult query(const Key &collection, const Value &query) = 0;
};

} // namespace Racer
