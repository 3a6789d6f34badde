// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/itemsnapshot.h>

#include "linediff_p.h"

#include <Racer/json.h>

#include <QtCore/QDebug>

namespace Racer {

namespace {

const Key itemKey(u"item");
const Key childrenKey(u"children");

struct Wanted
{
    QList<int> roles;
    QList<Key> names;
};

Value cell(const QModelIndex &index, const Wanted &wanted)
{
    if (wanted.roles.size() == 1)
        return Value::fromVariant(index.data(wanted.roles.constFirst()));
    Value members = Value::object();
    for (qsizetype i = 0; i < wanted.roles.size(); ++i)
        members.set(wanted.names.at(i), Value::fromVariant(index.data(wanted.roles.at(i))));
    return members;
}

Value rowsBelow(const QAbstractItemModel *model, const QModelIndex &parent, const Wanted &wanted)
{
    Value rows = Value::array();
    const int columns = model->columnCount(parent);
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex first = model->index(row, 0, parent);
        Value item;
        if (columns == 1) {
            item = cell(first, wanted);
        } else {
            item = Value::array();
            for (int column = 0; column < columns; ++column)
                item.append(cell(model->index(row, column, parent), wanted));
        }
        if (model->rowCount(first) > 0)
            item = Value::object({{itemKey, std::move(item)}, {childrenKey, rowsBelow(model, first, wanted)}});
        rows.append(std::move(item));
    }
    return rows;
}

void appendLines(const Value &rows, const QString &indent, QStringList &lines)
{
    for (const Value &row : rows.elements()) {
        if (row.size() == 2 && row.contains(itemKey) && row.value(childrenKey).isArray()) {
            lines << indent + QString::fromUtf8(Json::stringify(row.value(itemKey)));
            appendLines(row.value(childrenKey), indent + QStringLiteral("  "), lines);
        } else {
            lines << indent
                    + (row.isUndefined() ? QStringLiteral("undefined") : QString::fromUtf8(Json::stringify(row)));
        }
    }
}

QStringList toLines(const Value &rows)
{
    QStringList lines;
    appendLines(rows, {}, lines);
    return lines;
}

} // namespace

/*!
    \class Racer::ItemSnapshot
    \inmodule Racer
    \brief What an item model shows at one time, as a value to compare.

    Works with every QAbstractItemModel. rows() is an array with an entry for each row:
    \list
    \li with one role: the value; with several: an object of them by their names;
    \li in a model of several columns: an array of such, one for each column;
    \li of a row that has rows below it: \c {{item, children}}, with the above as \c item and the rows below as
        \c children.
    \endlist

    Rows that the model would fetch later (QAbstractItemModel::canFetchMore()) are not fetched. To be used on the thread
    of the model.
*/

/*!
    Reads all of \a model below \a parent. \a roles are names as in QAbstractItemModel::roleNames(); without them it is
    Qt::DisplayRole. A name that the model does not have is a warning, and reads as undefined.
*/
ItemSnapshot::ItemSnapshot(const QAbstractItemModel *model, const QStringList &roles, const QModelIndex &parent)
{
    Wanted wanted;
    const QHash<int, QByteArray> names = model->roleNames();
    for (const QString &role : roles) {
        const int number = names.key(role.toUtf8(), -1);
        if (number < 0)
            qWarning("ItemSnapshot: the model has no role \"%s\"", qUtf8Printable(role));
        wanted.roles << number;
        wanted.names << Key(role);
    }
    if (roles.isEmpty())
        wanted.roles << Qt::DisplayRole;
    m_rows = rowsBelow(model, parent, wanted);
}

/*! A line of JSON for each row; those below another are indented. */
QString ItemSnapshot::text() const
{
    return toLines(m_rows).join(u'\n');
}

/*!
    What differs from \a expectedRows, which has the shape of rows(): a line for each row, with \c - for one that is
    missing, \c + for one that is too much, and some equal ones around. Empty if nothing differs.
*/
QString ItemSnapshot::difference(const Value &expectedRows) const
{
    if (m_rows == expectedRows)
        return {};
    const QString lines = lineDifference(toLines(expectedRows), toLines(m_rows));
    // Values that JSON writes alike, as undefined and null within a row.
    return lines.isEmpty() ? QStringLiteral("The rows differ in what JSON does not show") : lines;
}

/*! True if the rows are \a expectedRows; otherwise their difference() is written to the log. */
bool ItemSnapshot::matches(const Value &expectedRows) const
{
    const QString found = difference(expectedRows);
    if (!found.isEmpty())
        qWarning().noquote() << QStringLiteral("The rows differ (- expected, + found):\n") + found;
    return found.isEmpty();
}

} // namespace Racer
