// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "itemrole.h"

#include <Racer/error.h>

#include <QtCore/QDateTime>

namespace Racer {

namespace {

bool isInvalidTime(const QVariant &variant)
{
    switch (variant.typeId()) {
    case QMetaType::QDate: return !variant.toDate().isValid();
    case QMetaType::QTime: return !variant.toTime().isValid();
    case QMetaType::QDateTime: return !variant.toDateTime().isValid();
    default: return false;
    }
}

} // namespace

/*!
    \class Racer::ItemRole
    \inmodule Racer
    \brief A declared role of an item model: a name for delegates, where its value is within an item, and its type.

    Without a path it is the member of that name, without a type the value as Value::toVariant() gives it.
*/

/*!
    \relates Racer::ItemRole
    Returns \a value as \a type. What is missing, null, or cannot be converted, is a null QVariant of the type: views
    show it as nothing, editors know what it is, and properties of QML get the type's default. A number shown as a
    QDateTime or a QDate is milliseconds since 1970 in UTC, as in JavaScript.
*/
QVariant toVariant(const Value &value, QMetaType type)
{
    if (!type.isValid())
        return value.toVariant();
    if (type == QMetaType::fromType<Value>())
        return QVariant::fromValue(value);
    if (value.isNullish())
        return QVariant(type);
    if (value.isNumber() && (type.id() == QMetaType::QDateTime || type.id() == QMetaType::QDate)) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(qint64(value.toDouble()));
        return type.id() == QMetaType::QDate ? QVariant(time.date()) : QVariant(time);
    }
    QVariant variant = value.toVariant();
    if (type.flags() & QMetaType::IsEnumeration)
        variant.convert(QMetaType::fromType<int>());
    if (variant.metaType() == type)
        return variant;
    return variant.convert(type) && !isInvalidTime(variant) ? variant : QVariant(type);
}

/*!
    \relates Racer::ItemRole
    Returns what \a variant, after a conversion to \a type, is in a model: null for null variants of a type and for
    invalid dates and times, undefined for an invalid variant. Where a number is \a present, a QDateTime or a QDate is
    milliseconds since 1970.

    Throws Error if it cannot be converted.
*/
Value fromVariant(const QVariant &variant, QMetaType type, const Value &present)
{
    if (!variant.isValid())
        return {};
    QVariant converted = variant;
    if (type.isValid() && type != QMetaType::fromType<Value>() && !variant.isNull() && !converted.convert(type)) {
        throw Error(u"\"%1\" cannot be converted to %2"_qs.arg(
            Value::fromVariant(variant).toDisplayString(), QLatin1StringView(type.name())));
    }
    if (converted.isNull() || isInvalidTime(converted))
        return nullptr;
    if (present.isNumber() && converted.typeId() == QMetaType::QDateTime)
        return converted.toDateTime().toMSecsSinceEpoch();
    if (present.isNumber() && converted.typeId() == QMetaType::QDate)
        return converted.toDate().startOfDay().toMSecsSinceEpoch();
    return Value::fromVariant(converted);
}

} // namespace Racer
