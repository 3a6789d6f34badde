// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtSql/QSqlDatabase>

namespace Racer {

// A connection to a database file of ours, ready for use: WAL, synchronous, of the newest schema. To be used and
// destroyed in the thread that made it.
class SqliteFile
{
    Q_DISABLE_COPY_MOVE(SqliteFile)
public:
    // Throws Error (ERR_DATABASE_OPEN_FAILED, ERR_DATABASE_NEWER) with one line for the user.
    explicit SqliteFile(const QString &path);
    ~SqliteFile();

    [[nodiscard]] const QSqlDatabase &connection() const { return m_connection; }
    void execute(const QString &sql) const;

private:
    void open(const QString &path);
    void migrate(const QString &path) const;
    [[nodiscard]] qint64 pragma(const QString &name) const;

    QString m_name;
    QSqlDatabase m_connection;
};

} // namespace Racer
