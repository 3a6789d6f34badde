// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "tablecolumn.h"

#include <Racer/error.h>

#include <QtCore/QDateTime>
#include <QtCore/QUrl>

namespace Racer {

namespace {

QMetaType typeOf(const QString &name)
{
    static const QHash<QString, QMetaType> names{
        {u"date"_qs, QMetaType::fromType<QDate>()},       {u"time"_qs, QMetaType::fromType<QTime>()},
        {u"dateTime"_qs, QMetaType::fromType<QDateTime>()}, {u"string"_qs, QMetaType::fromType<QString>()},
        {u"url"_qs, QMetaType::fromType<QUrl>()},
    };
    const QMetaType type = names.contains(name) ? names.value(name) : QMetaType::fromName(name.toLatin1());
    if (!type.isValid())
        throw Error(u"Columns cannot have the type \"%1\""_qs.arg(name));
    return type;
}

Qt::Alignment alignmentOf(const Value &alignment)
{
    if (alignment.isNumber())
        return Qt::Alignment::fromInt(int(alignment.toInteger()));
    const QString name = alignment.toString();
    if (name == u"left")
        return Qt::AlignLeft | Qt::AlignVCenter;
    if (name == u"right")
        return Qt::AlignRight | Qt::AlignVCenter;
    if (name == u"center")
        return Qt::AlignCenter;
    throw Error(u"Columns cannot be aligned \"%1\""_qs.arg(alignment.toDisplayString()));
}

} // namespace

/*!
    \class Racer::TableColumn
    \inmodule Racer
    \brief A column of a TableModel: what of an item it shows, and how.

    \c type is what the value is converted to for views, as Racer::toVariant() does it, so that a QDate is edited in a
    calendar; \c toVariant and \c fromVariant do it in another way. Types of Qt Gui, such as QColor, are known while
    that is loaded.

    \c sortKey says how TableModel::sort() orders the rows: by another path, as people of a place order texts (its
    \c locale), without case.
*/

/*!
    Returns the column that \a declaration means: a path, or an object with the members \c path, \c header, \c type
    (int, double, bool, string, date, time, dateTime, url, or the name of any registered type), \c editable,
    \c checkable, \c alignment (left, right, center, or a number of Qt::Alignment), \c sortBy (a path), and \c locale
    ("" is the user's). Throws Error if it means none.
*/
TableColumn TableColumn::fromValue(const Value &declaration)
{
    if (declaration.isString())
        return {.path = Path(declaration.stringView())};
    if (!declaration.isObject())
        throw Error(u"A column is a path or an object, not "_qs + declaration.toDisplayString());
    TableColumn column;
    for (const auto &[key, value] : declaration.members()) {
        if (value.isUndefined())
            continue;
        if (key == u"path")
            column.path = Path(value.stringView());
        else if (key == u"header")
            column.header = value.toString();
        else if (key == u"type")
            column.type = typeOf(value.toString());
        else if (key == u"editable")
            column.editable = value.isTruthy();
        else if (key == u"checkable")
            column.checkable = value.isTruthy();
        else if (key == u"alignment")
            column.alignment = alignmentOf(value);
        else if (key == u"sortBy")
            column.sortKey.path = Path(value.stringView());
        else if (key == u"locale")
            column.sortKey.locale = value.isEmpty() ? QLocale() : QLocale(value.toString());
        else
            throw Error(u"A column has no \"%1\""_qs.arg(key.toString()));
    }
    return column;
}

} // namespace Racer
