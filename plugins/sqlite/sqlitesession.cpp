// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "sqlitesession.h"

#include <Racer/querycollector.h>
#include <Racer/sqltranslator.h>

#include <QtCore/QSet>

#include <limits>

namespace Racer {

namespace {

// Reads doc_id, doc_type, version, data and metadata.
Snapshot readSnapshot(const SqliteStatement &row, bool withMeta)
{
    Snapshot snapshot;
    snapshot.id = row.key(0);
    snapshot.type = row.isNull(1) ? Key() : row.key(1);
    snapshot.version = row.value(2).toLongLong();
    snapshot.data = row.json(3);
    if (withMeta)
        snapshot.meta = row.json(4);
    return snapshot;
}

// Several statements that see the same state.
class ReadTransaction
{
    Q_DISABLE_COPY_MOVE(ReadTransaction)
public:
    explicit ReadTransaction(const SqliteFile &file) : m_file(file) { m_file.execute(u"BEGIN"_qs); }
    ~ReadTransaction()
    {
        try {
            m_file.execute(u"COMMIT"_qs);
        } catch (const Error &) {
            // it has only read: there is nothing to lose
        }
    }

private:
    const SqliteFile &m_file;
};

const QString Columns = QStringLiteral("SELECT doc_id, doc_type, version, CAST(data AS BLOB),"
                                       " CAST(metadata AS BLOB) FROM snapshots WHERE collection = ? AND ");

} // namespace

SqliteSession::SqliteSession(const QString &path)
    : m_file(path),
      m_begin(m_file.connection(), u"BEGIN IMMEDIATE"_qs),
      m_end(m_file.connection(), u"COMMIT"_qs),
      m_rollback(m_file.connection(), u"ROLLBACK"_qs),
      m_insertSnapshot(m_file.connection(),
                       QStringLiteral("INSERT INTO snapshots (doc_type, version, data, metadata, collection, doc_id)"
                                      " VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)"
                                      " ON CONFLICT DO NOTHING")),
      m_updateSnapshot(m_file.connection(),
                       QStringLiteral("UPDATE snapshots SET doc_type = ?, version = ?, data = CAST(? AS TEXT),"
                                      " metadata = CAST(? AS TEXT)"
                                      " WHERE collection = ? AND doc_id = ? AND version = ?")),
      m_insertOp(m_file.connection(),
                 QStringLiteral("INSERT INTO ops (collection, doc_id, version, operation)"
                                " VALUES (?, ?, ?, CAST(? AS TEXT))")),
      m_selectSnapshot(m_file.connection(), Columns + u"doc_id = ?"_qs),
      m_selectOps(m_file.connection(),
                  QStringLiteral("SELECT CAST(operation AS BLOB) FROM ops"
                                 " WHERE collection = ? AND doc_id = ? AND version > ? AND version <= ?"
                                 " ORDER BY version")),
      m_selectOpVersion(m_file.connection(),
                        QStringLiteral("SELECT version - 1 FROM ops WHERE collection = ? AND doc_id = ?"
                                       " AND json_extract(operation, '$.src') = ?"
                                       " AND json_extract(operation, '$.seq') = ?"
                                       " ORDER BY version DESC LIMIT 1"))
{
}

std::vector<SqlSession::Outcome> SqliteSession::commit(const std::vector<Commit> &group)
{
    std::vector<Outcome> outcomes(group.size());
    // What fails in the middle of a commit takes the transaction along; it is repeated without that commit.
    while (!tryCommit(group, outcomes)) { }
    return outcomes;
}

bool SqliteSession::tryCommit(const std::vector<Commit> &group, std::vector<Outcome> &outcomes)
{
    using Result = Database::CommitResult;
    const auto isOut = [&](size_t i) { return outcomes[i].result == Result::Failed; };
    size_t current = group.size();
    try {
        m_begin.run();
    } catch (const Error &error) {
        outcomes.assign(group.size(), {Result::Failed, error});
        return true;
    }
    try {
        QSet<DocName> lost; // what rests on a lost commit is lost, even if its version fits
        for (current = 0; current < group.size(); ++current) {
            const DocName &doc = group[current].doc;
            if (!isOut(current)) {
                const bool isLost = !lost.isEmpty() && lost.contains(doc);
                outcomes[current].result = isLost ? Result::LostRace : store(group[current]);
            }
            if (outcomes[current].result != Result::Done)
                lost.insert(doc);
        }
        m_end.run();
        return true;
    } catch (const Error &error) {
        try {
            m_rollback.run();
        } catch (const Error &) {
            // SQLite has rolled back already, as it does when the disk is full
        }
        if (current < group.size()) {
            outcomes[current] = {Result::Failed, error};
            return false;
        }
        outcomes.assign(group.size(), {Result::Failed, error});
        return true;
    }
}

Database::CommitResult SqliteSession::store(const Commit &commit)
{
    const DocName &doc = commit.doc;
    if (!doc.collection.view().isValidUtf16() || !doc.id.view().isValidUtf16())
        throw Error(ErrorCode::DatabaseFailed, u"SQLite: the name of a document is not valid Unicode"_qs);
    const bool isFirst = commit.version == 1;
    SqliteStatement &write = isFirst ? m_insertSnapshot : m_updateSnapshot;
    write.bind(0, commit.type.isEmpty() ? QVariant(QMetaType(QMetaType::QString)) : QVariant(commit.type.toString()))
        .bind(1, commit.version).bindJson(2, commit.data).bindJson(3, commit.metadata)
        .bind(4, doc.collection).bind(5, doc.id);
    if (!isFirst)
        write.bind(6, commit.version - 1);
    if (write.run() == 0)
        return Database::CommitResult::LostRace;
    m_insertOp.bind(0, doc.collection).bind(1, doc.id).bind(2, commit.version).bindJson(3, commit.operation).run();
    return Database::CommitResult::Done;
}

std::vector<Snapshot> SqliteSession::getSnapshots(const Key &collection, const Database::Names &ids)
{
    std::vector<Snapshot> snapshots;
    snapshots.reserve(ids.size());
    for (const Key &id : ids) {
        m_selectSnapshot.bind(0, collection).bind(1, id).run();
        Snapshot &snapshot = snapshots.emplace_back();
        if (m_selectSnapshot.next())
            snapshot = readSnapshot(m_selectSnapshot, true);
        snapshot.id = id;
        m_selectSnapshot.finish();
    }
    return snapshots;
}

std::vector<std::vector<Op>> SqliteSession::getOps(const Key &collection,
                                                   const std::vector<Database::OpRange> &ranges)
{
    std::vector<std::vector<Op>> lists;
    lists.reserve(ranges.size());
    for (const Database::OpRange &range : ranges) {
        std::vector<Op> &ops = lists.emplace_back();
        m_selectOps.bind(0, collection).bind(1, range.id).bind(2, range.from)
            .bind(3, range.to.value_or(std::numeric_limits<qint64>::max())).run();
        while (m_selectOps.next()) {
            Op &op = ops.emplace_back(Op::fromValue(m_selectOps.json(0)));
            op.doc = {collection, range.id};
        }
    }
    return lists;
}

std::optional<qint64> SqliteSession::getCommittedOpVersion(const DocName &doc, const Key &src, double seq)
{
    m_selectOpVersion.bind(0, doc.collection).bind(1, doc.id).bind(2, src).bind(3, seq).run();
    std::optional<qint64> version;
    if (m_selectOpVersion.next())
        version = m_selectOpVersion.value(0).toLongLong();
    m_selectOpVersion.finish();
    return version;
}

Database::QueryResult SqliteSession::query(const Key &collection, const Value &query)
{
    const QueryExpression expression(query);
    const SqlCondition condition = SqlCondition::of(expression);
    QueryCollector collector(expression, true);
    QString wanted = condition.upper;
    std::optional<ReadTransaction> transaction;
    if (expression.isCount()) {
        transaction.emplace(m_file);
        // What surely matches is counted by SQL, only what is in doubt has to be read.
        SqliteStatement count(m_file.connection(),
                              u"SELECT count(*) FROM snapshots WHERE collection = ? AND "_qs + condition.lower);
        count.bind(0, collection).run();
        if (count.next())
            collector.addCount(count.value(0).toLongLong());
        count.finish();
        wanted = condition.isExact() ? QString() : condition.upper + u" AND NOT "_qs + condition.lower;
    }
    if (!wanted.isEmpty()) {
        const bool withMeta = expression.fields().contains(Key(u"_m"));
        SqliteStatement rows(m_file.connection(), Columns + wanted + u" ORDER BY doc_id"_qs);
        rows.bind(0, collection).run();
        while (!collector.isFull() && rows.next())
            collector.add(readSnapshot(rows, withMeta));
        rows.finish();
    }
    return {collector.takeSnapshots(), collector.extra()};
}

} // namespace Racer
