// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "sqlitefile.h"

#include "sqlitestatement.h"

#include <Racer/error.h>

#include <QtSql/QSqlError>

#include <atomic>
#include <vector>

namespace Racer {

namespace {

constexpr qint64 ApplicationId = 0x52616372; // "Racr", in the file's header

// Each entry leads from one schema version to the next. Never change one that was released.
const std::vector<QStringList> &migrations()
{
    static const std::vector<QStringList> steps = {
        {
            // The columns of sharedb-postgres; an op's version is the one it leads to.
            QStringLiteral("CREATE TABLE ops (collection TEXT NOT NULL, doc_id TEXT NOT NULL,"
                           " version INTEGER NOT NULL, operation TEXT NOT NULL,"
                           " PRIMARY KEY (collection, doc_id, version)) WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE snapshots (collection TEXT NOT NULL, doc_id TEXT NOT NULL, doc_type TEXT,"
                           " version INTEGER NOT NULL, data TEXT, metadata TEXT,"
                           " PRIMARY KEY (collection, doc_id)) WITHOUT ROWID"),
        },
    };
    return steps;
}

Error openFailed(const QString &path, const QString &reason)
{
    return Error(ErrorCode::DatabaseOpenFailed, QStringLiteral("Cannot open %1: %2").arg(path, reason));
}

} // namespace

SqliteFile::SqliteFile(const QString &path)
{
    static std::atomic<int> count = 0;
    if (path.isEmpty() || path.startsWith(u':'))
        throw Error(ErrorCode::DatabaseOpenFailed, QStringLiteral("sqlite: needs the name of a file"));
    m_name = QStringLiteral("racer-sqlite-%1").arg(++count);
    try {
        open(path);
        migrate(path);
    } catch (const Error &error) {
        m_connection = {};
        QSqlDatabase::removeDatabase(m_name);
        throw error.is(ErrorCode::DatabaseFailed) ? openFailed(path, error.message()) : error;
    }
}

SqliteFile::~SqliteFile()
{
    m_connection = {};
    QSqlDatabase::removeDatabase(m_name);
}

void SqliteFile::open(const QString &path)
{
    m_connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    if (!m_connection.isValid())
        throw openFailed(path, QStringLiteral("Qt's SQLite driver is not installed"));
    m_connection.setDatabaseName(path);
    m_connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=10000"));
    if (!m_connection.open())
        throw openFailed(path, m_connection.lastError().databaseText());
    execute(QStringLiteral("PRAGMA journal_mode = WAL"));
    execute(QStringLiteral("PRAGMA synchronous = FULL"));
    execute(QStringLiteral("PRAGMA cache_size = -65536")); // KiB: commits touch pages all over both tables
}

void SqliteFile::execute(const QString &sql) const
{
    SqliteStatement statement(m_connection, sql);
    statement.run();
    statement.finish();
}

qint64 SqliteFile::pragma(const QString &name) const
{
    SqliteStatement statement(m_connection, u"PRAGMA "_qs + name);
    statement.run();
    const qint64 value = statement.next() ? statement.value(0).toLongLong() : 0;
    statement.finish();
    return value;
}

void SqliteFile::migrate(const QString &path) const
{
    const qint64 newest = qint64(migrations().size());
    if (pragma(u"application_id"_qs) == ApplicationId && pragma(u"user_version"_qs) == newest)
        return;
    execute(u"BEGIN IMMEDIATE"_qs); // another process may be doing the same
    try {
        const qint64 application = pragma(u"application_id"_qs);
        const qint64 version = pragma(u"user_version"_qs);
        SqliteStatement tables(m_connection, u"SELECT count(*) FROM sqlite_schema"_qs);
        tables.run();
        const bool isEmpty = tables.next() && tables.value(0).toInt() == 0;
        tables.finish();
        if (application != ApplicationId && !(application == 0 && isEmpty))
            throw openFailed(path, QStringLiteral("it is the database of another program"));
        if (version > newest) {
            throw Error(ErrorCode::DatabaseNewer,
                        QStringLiteral("Cannot open %1: a newer version of this program has written it (schema %2; "
                                       "this version knows up to %3)").arg(path).arg(version).arg(newest));
        }
        for (qint64 step = version; step < newest; ++step) {
            for (const QString &sql : migrations().at(size_t(step)))
                execute(sql);
        }
        execute(QStringLiteral("PRAGMA application_id = %1").arg(ApplicationId));
        execute(QStringLiteral("PRAGMA user_version = %1").arg(newest));
        execute(u"COMMIT"_qs);
    } catch (const Error &) {
        execute(u"ROLLBACK"_qs);
        throw;
    }
}

} // namespace Racer
