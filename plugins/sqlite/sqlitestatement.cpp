// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "sqlitestatement.h"

#include <Racer/error.h>
#include <Racer/json.h>

#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>

namespace Racer {

namespace {

Error failure(const QSqlQuery &query)
{
    const QSqlError error = query.lastError();
    const QString reason = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return Error(ErrorCode::DatabaseFailed, u"SQLite: "_qs + reason);
}

} // namespace

SqliteStatement::SqliteStatement(const QSqlDatabase &connection, const QString &sql) : m_query(connection)
{
    m_query.setForwardOnly(true);
    if (!m_query.prepare(sql))
        throw failure(m_query);
}

SqliteStatement &SqliteStatement::bindJson(int place, const QByteArray &json)
{
    return bind(place, json.isNull() ? QVariant(QMetaType(QMetaType::QByteArray)) : QVariant(json));
}

int SqliteStatement::run()
{
    if (!m_query.exec()) {
        const Error error = failure(m_query);
        // Qt drops a statement that has failed before, and would do so at the next call
        if (!m_query.prepare(m_query.lastQuery()))
            throw failure(m_query);
        throw error;
    }
    return m_query.isSelect() ? 0 : m_query.numRowsAffected();
}

bool SqliteStatement::next()
{
    if (m_query.next())
        return true;
    const QSqlError error = m_query.lastError();
    if (error.isValid())
        throw failure(m_query);
    m_query.finish();
    return false;
}

Value SqliteStatement::json(int column) const
{
    return isNull(column) ? Value() : Json::parse(QByteArrayView(m_query.value(column).toByteArray()));
}

} // namespace Racer
