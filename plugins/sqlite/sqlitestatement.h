// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <QtCore/QVariant>
#include <QtSql/QSqlQuery>

namespace Racer {

// A prepared statement. Everything throws Error(ERR_DATABASE_FAILED) with SQLite's words.
class SqliteStatement
{
public:
    SqliteStatement(const QSqlDatabase &connection, const QString &sql);

    SqliteStatement &bind(int place, const QVariant &value) // from 0
    {
        m_query.bindValue(place, value);
        return *this;
    }
    SqliteStatement &bind(int place, const Key &text) { return bind(place, QVariant(text.toString())); }
    // SQL has to cast it to text; a null one becomes NULL.
    SqliteStatement &bindJson(int place, const QByteArray &json);

    int run();   // returns the number of rows changed
    bool next(); // after run(); false at the end, and the statement is free again
    void finish() { m_query.finish(); }

    [[nodiscard]] QVariant value(int column) const { return m_query.value(column); }
    [[nodiscard]] bool isNull(int column) const { return m_query.isNull(column); }
    [[nodiscard]] Key key(int column) const { return Key(m_query.value(column).toString()); }
    // Of a column cast to blob; undefined for NULL.
    [[nodiscard]] Value json(int column) const;

private:
    QSqlQuery m_query;
};

} // namespace Racer
