// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sqlitefile.h"
#include "sqlitestatement.h"

#include <Racer/sqlsession.h>

namespace Racer {

class SqliteSession : public SqlSession
{
public:
    explicit SqliteSession(const QString &path);

    std::vector<Outcome> commit(const std::vector<Commit> &group) override;
    std::vector<Snapshot> getSnapshots(const Key &collection, const Database::Names &ids) override;
    std::vector<std::vector<Op>> getOps(const Key &collection,
                                        const std::vector<Database::OpRange> &ranges) override;
    std::optional<qint64> getCommittedOpVersion(const DocName &doc, const Key &src, double seq) override;
    Database::QueryResult query(const Key &collection, const Value &query) override;

private:
    [[nodiscard]] bool tryCommit(const std::vector<Commit> &group, std::vector<Outcome> &outcomes);
    [[nodiscard]] Database::CommitResult store(const Commit &commit);

    SqliteFile m_file; // first: the statements have to go before it
    SqliteStatement m_begin;
    SqliteStatement m_end;
    SqliteStatement m_rollback;
    SqliteStatement m_insertSnapshot;
    SqliteStatement m_updateSnapshot;
    SqliteStatement m_insertOp;
    SqliteStatement m_selectSnapshot;
    SqliteStatement m_selectOps;
    SqliteStatement m_selectOpVersion;
};

} // namespace Racer
