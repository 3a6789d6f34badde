// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "value.h"

#include <Racer/error.h>

#include <QtCore/QCborArray>
#include <QtCore/QCborMap>
#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QUrl>
#include <QtCore/QUuid>

#include <cmath>

// Conversions between Value and Qt's own trees. All of these recurse, as Qt's trees do when they are copied and
// destroyed: past MaxDepth they refuse.

namespace Racer {

namespace {

constexpr int MaxDepth = 2000;

void checkDepth(int depth)
{
    if (depth > MaxDepth)
        throw Error(ErrorCode::JsonTooDeep, u"Values nested deeper than %1 cannot be converted"_qs.arg(MaxDepth));
}

QVariant toVariant(const Value &value, int depth)
{
    checkDepth(depth);
    switch (value.type()) {
    case Value::Undefined: return {};
    case Value::Null: return QVariant::fromValue(nullptr);
    case Value::Bool: return value.toBool();
    case Value::Number: return value.toDouble();
    case Value::String: return value.toString();
    case Value::Array: {
        QVariantList list;
        list.reserve(value.size());
        for (const Value &element : value.elements())
            list.append(toVariant(element, depth + 1));
        return list;
    }
    case Value::Object: {
        QVariantMap map;
        for (const auto &[key, member] : value.members())
            map.insert(key.toString(), toVariant(member, depth + 1));
        return map;
    }
    }
    Q_UNREACHABLE();
}

QJsonValue toJson(const Value &value, int depth)
{
    checkDepth(depth);
    switch (value.type()) {
    case Value::Undefined: return QJsonValue::Undefined;
    case Value::Null: return QJsonValue::Null;
    case Value::Bool: return value.toBool();
    case Value::Number: return value.toDouble();
    case Value::String: return value.toString();
    case Value::Array: {
        QJsonArray array;
        for (const Value &element : value.elements())
            array.append(toJson(element, depth + 1));
        return array;
    }
    case Value::Object: {
        QJsonObject object;
        for (const auto &[key, member] : value.members())
            object.insert(key.view(), toJson(member, depth + 1));
        return object;
    }
    }
    Q_UNREACHABLE();
}

bool isMinusZero(double number) noexcept
{
    return number == 0 && std::signbit(number);
}

QCborValue toCbor(const Value &value, int depth)
{
    checkDepth(depth);
    switch (value.type()) {
    case Value::Undefined: return QCborValue(QCborValue::Undefined);
    case Value::Null: return QCborValue(nullptr);
    case Value::Bool: return value.toBool();
    case Value::Number:
        return value.isInteger() && !isMinusZero(value.toDouble()) ? QCborValue(value.toInteger())
                                                                   : QCborValue(value.toDouble());
    case Value::String: return value.toString();
    case Value::Array: {
        QCborArray array;
        for (const Value &element : value.elements())
            array.append(toCbor(element, depth + 1));
        return array;
    }
    case Value::Object: {
        QCborMap map;
        for (const auto &[key, member] : value.members())
            map.insert(key.toString(), toCbor(member, depth + 1));
        return map;
    }
    }
    Q_UNREACHABLE();
}

Value fromJson(const QJsonValue &json, int depth)
{
    checkDepth(depth);
    switch (json.type()) {
    case QJsonValue::Undefined: return {};
    case QJsonValue::Null: return nullptr;
    case QJsonValue::Bool: return json.toBool();
    case QJsonValue::Double: return json.toDouble();
    case QJsonValue::String: return json.toString();
    case QJsonValue::Array: {
        Value array = Value::array();
        const QJsonArray elements = json.toArray();
        array.reserve(elements.size());
        for (const auto &element : elements)
            array.append(fromJson(element, depth + 1));
        return array;
    }
    case QJsonValue::Object: {
        Value object = Value::object();
        const QJsonObject members = json.toObject();
        for (auto it = members.begin(); it != members.end(); ++it)
            object.set(it.key(), fromJson(it.value(), depth + 1));
        return object;
    }
    }
    Q_UNREACHABLE();
}

Value fromCbor(const QCborValue &cbor, int depth)
{
    checkDepth(depth);
    if (cbor.isArray()) {
        Value array = Value::array();
        const QCborArray elements = cbor.toArray();
        array.reserve(elements.size());
        for (const auto &element : elements)
            array.append(fromCbor(element, depth + 1));
        return array;
    }
    if (cbor.isMap()) {
        Value object = Value::object();
        const QCborMap members = cbor.toMap();
        for (auto it = members.begin(); it != members.end(); ++it) {
            const QCborValue key = it.key();
            object.set(key.isString() ? key.toString() : key.toVariant().toString(), fromCbor(it.value(), depth + 1));
        }
        return object;
    }
    if (cbor.isInteger())
        return qint64(cbor.toInteger());
    if (cbor.isDouble())
        return cbor.toDouble(); // here and not through QJsonValue, which drops the sign of -0
    if (cbor.isUndefined() || cbor.isInvalid())
        return {};
    // Byte strings, dates, URLs and the like become what QJsonValue makes of them.
    return fromJson(cbor.toJsonValue(), depth);
}

template<typename Map>
Value fromMap(const Map &map, int depth);

Value fromVariant(const QVariant &variant, int depth)
{
    checkDepth(depth);
    switch (variant.typeId()) {
    case QMetaType::UnknownType: return {};
    case QMetaType::Nullptr: return nullptr;
    case QMetaType::Bool: return variant.toBool();
    case QMetaType::Double:
    case QMetaType::Float:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::Short:
    case QMetaType::UShort:
    case QMetaType::Long:
    case QMetaType::ULong:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::SChar:
    case QMetaType::UChar: return variant.toDouble();
    case QMetaType::QVariantMap: return fromMap(*static_cast<const QVariantMap *>(variant.constData()), depth);
    case QMetaType::QVariantHash: return fromMap(*static_cast<const QVariantHash *>(variant.constData()), depth);
    case QMetaType::QVariantList: {
        Value array = Value::array();
        for (const QVariant &element : *static_cast<const QVariantList *>(variant.constData()))
            array.append(fromVariant(element, depth + 1));
        return array;
    }
    case QMetaType::QStringList: {
        Value array = Value::array();
        for (const QString &element : *static_cast<const QStringList *>(variant.constData()))
            array.append(element);
        return array;
    }
    case QMetaType::QJsonValue: return fromJson(variant.value<QJsonValue>(), depth);
    case QMetaType::QJsonObject: return fromJson(variant.value<QJsonObject>(), depth);
    case QMetaType::QJsonArray: return fromJson(variant.value<QJsonArray>(), depth);
    case QMetaType::QJsonDocument: {
        const auto document = variant.value<QJsonDocument>();
        return fromJson(document.isArray() ? QJsonValue(document.array())
                            : document.isObject() ? QJsonValue(document.object()) : QJsonValue(),
                        depth);
    }
    case QMetaType::QCborValue: return fromCbor(variant.value<QCborValue>(), depth);
    case QMetaType::QCborArray: return fromCbor(variant.value<QCborArray>(), depth);
    case QMetaType::QCborMap: return fromCbor(variant.value<QCborMap>(), depth);
    case QMetaType::QCborSimpleType: return fromCbor(variant.value<QCborSimpleType>(), depth);
    case QMetaType::QUrl: return variant.toUrl().toString(QUrl::FullyEncoded);
    case QMetaType::QUuid: return variant.toUuid().toString(QUuid::WithoutBraces);
    case QMetaType::QByteArray: return QString::fromUtf8(variant.toByteArray());
    case QMetaType::QDateTime: return variant.toDateTime().toString(Qt::ISODateWithMs);
    case QMetaType::QDate: return variant.toDate().toString(Qt::ISODate);
    case QMetaType::QTime: return variant.toTime().toString(Qt::ISODateWithMs);
    default: break;
    }
    const QMetaType type = variant.metaType();
    if (type == QMetaType::fromType<Value>())
        return *static_cast<const Value *>(variant.constData());
    if (type == QMetaType::fromType<Key>())
        return *static_cast<const Key *>(variant.constData());
    if (type.flags() & QMetaType::IsEnumeration)
        return variant.toDouble();
    if (QMetaType::canConvert(type, QMetaType::fromType<QString>()))
        return variant.toString();
    if (QMetaType::canConvert(type, QMetaType::fromType<QVariantList>()))
        return fromVariant(variant.toList(), depth);
    if (QMetaType::canConvert(type, QMetaType::fromType<QVariantMap>()))
        return fromVariant(variant.toMap(), depth);
    throw Error(u"%1 cannot be converted to a Value"_qs.arg(QLatin1StringView(type.name())));
}

template<typename Map>
Value fromMap(const Map &map, int depth)
{
    Value object = Value::object();
    for (auto it = map.begin(); it != map.end(); ++it)
        object.set(it.key(), fromVariant(it.value(), depth + 1));
    return object;
}

// So that a Value in a QVariant answers toMap(), toList(), toString(), toDouble(), toBool() as its content would.
[[maybe_unused]] const bool convertersRegistered = [] {
    QMetaType::registerConverter<Value, QVariantMap>([](const Value &value) { return value.toVariant().toMap(); });
    QMetaType::registerConverter<Value, QVariantList>([](const Value &value) { return value.toVariant().toList(); });
    QMetaType::registerConverter<Value, QString>([](const Value &value) { return value.toDisplayString(); });
    QMetaType::registerConverter<Value, double>([](const Value &value) { return value.toDouble(); });
    QMetaType::registerConverter<Value, bool>([](const Value &value) { return value.isTruthy(); });
    QMetaType::registerConverter<Key, QString>([](const Key &key) { return key.toString(); });
    return true;
}();

} // namespace

/*!
    Returns the value as a QVariant: invalid for undefined, std::nullptr_t for null, bool, double, QString,
    QVariantList or QVariantMap, whose keys are sorted. Throws ERR_JSON_TOO_DEEP for values nested deeper than 2,000.
*/
QVariant Value::toVariant() const
{
    return Racer::toVariant(*this, 0);
}

/*!
    Returns the value of \a variant, the reverse of toVariant(). All kinds of numbers become doubles, maps and hashes
    objects, lists arrays; what holds JSON, CBOR or a Value gives its content. Dates and times become ISO 8601 texts,
    URLs and UUIDs their usual text; a QByteArray is taken for UTF-8, as in QJsonValue::fromVariant(); other types
    become what they convert to: a string, a list or a map. Throws Error for a type that converts to none of these,
    or if it is nested too deep.
*/
Value Value::fromVariant(const QVariant &variant)
{
    return Racer::fromVariant(variant, 0);
}

/*!
    Returns the value as a QJsonValue, which sorts keys. Throws ERR_JSON_TOO_DEEP for values nested deeper than 2,000.
*/
QJsonValue Value::toJsonValue() const
{
    return toJson(*this, 0);
}

/*! Returns the value of \a json. */
Value Value::fromJsonValue(const QJsonValue &json)
{
    return fromJson(json, 0);
}

/*!
    Returns the value as a QCborValue; integers within +-2^53 as CBOR integers. Throws ERR_JSON_TOO_DEEP for values
    nested deeper than 2,000.
*/
QCborValue Value::toCborValue() const
{
    return toCbor(*this, 0);
}

/*!
    Returns the value of \a cbor. Keys that are not strings become their text; byte strings, dates, URLs and UUIDs
    become what QCborValue::toJsonValue() makes of them.
*/
Value Value::fromCborValue(const QCborValue &cbor)
{
    return fromCbor(cbor, 0);
}

} // namespace Racer
