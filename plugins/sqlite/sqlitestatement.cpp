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
    return Error(ErrorCode::DatabaseFailed, u"SQLite: "_qs + query.lastError().databaseText());
}

} // namespace

SqliteStatement::SqliteStatement(const QSqlDatabase &connection, const QString &sql) : m_query(connection)
{
    m_query.setForwardOnly(true);
    if (!m_query.prepare(sql))
        throw failure(m_query);
}

SqliteStatement &SqliteStatement::bindJson(int place, const Value &value)
{
    return bind(place, value.isUndefined() ? QVariant(QMetaType(QMetaType::QByteArray))
                                           : QVariant(Json::stringify(value)));
}

int SqliteStatement::run()
{
    if (!m_query.exec())
        throw failure(m_query);
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
