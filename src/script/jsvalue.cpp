// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/jsvalue.h>

#include <Racer/json.h>

#include <QtCore/QDateTime>
#include <QtQml/QJSEngine>
#include <QtQml/QJSValueIterator>

using namespace Qt::StringLiterals;

namespace Racer {

namespace {

[[noreturn]] void refuse(const QString &what, const QString &where)
{
    throw Error(ErrorCode::JsValueNotJson,
                where.isEmpty() ? u"Cannot store %1"_s.arg(what) : u"Cannot store %1 (at %2)"_s.arg(what, where));
}

QString below(const QString &where, const QString &name)
{
    return where.isEmpty() ? name : where + u'.' + name;
}

// What JSON.stringify writes for a date: its UTC time, or null for an invalid one.
Value fromDate(const QDateTime &date)
{
    return date.isValid() ? Value(date.toUTC().toString(Qt::ISODateWithMs)) : Value(nullptr);
}

Value convert(const QJSValue &js, const QString &where, int depth)
{
    if (js.isUndefined())
        return {};
    if (js.isNull())
        return nullptr;
    if (js.isBool())
        return js.toBool();
    if (js.isNumber())
        return js.toNumber();
    if (js.isString())
        return js.toString();
    if (js.isCallable())
        refuse(u"a function"_s, where);
    if (js.isQObject())
        refuse(u"a QObject"_s, where);
    if (js.isRegExp())
        refuse(u"a regular expression: queries take {$regex: text, $options: \"i\"}"_s, where);
    if (js.isDate())
        return fromDate(js.toDateTime());
    if (js.isVariant())
        return Value::fromVariant(js.toVariant());
    if (depth == Json::DefaultMaxDepth)
        refuse(u"a value nested deeper than %1 levels"_s.arg(Json::DefaultMaxDepth), where.left(40) + QChar(0x2026));
    if (js.isArray()) {
        const quint32 length = js.property(u"length"_s).toUInt();
        Value array = Value::array();
        array.reserve(length);
        for (quint32 i = 0; i < length; ++i)
            array.append(convert(js.property(i), below(where, QString::number(i)), depth + 1));
        return array;
    }
    Value object = Value::object();
    QJSValueIterator it(js);
    while (it.next())
        object.set(Key(it.name()), convert(it.value(), below(where, it.name()), depth + 1));
    return object;
}

} // namespace

/*!
    \fn Value Racer::fromJSValue(const QJSValue &js)
    \inmodule Racer

    Converts a JavaScript value to a Value. Undefined and null stay distinct; holes of arrays become undefined;
    a Date becomes the ISO 8601 text that \c JSON.stringify writes for it, an invalid one null.

    Throws Error with the code ErrorCode::JsValueNotJson, and the path inside the value in its message, for what has
    no place in a JSON tree: functions, QObjects, regular expressions, and values nested deeper than
    Json::DefaultMaxDepth, cycles among them.

    Call it in the thread of the value's engine.
*/
Value fromJSValue(const QJSValue &js)
{
    return convert(js, QString(), 0);
}

/*!
    \fn Value Racer::fromJSVariant(const QVariant &variant)
    \inmodule Racer

    Converts what QML hands to a QVariant parameter or property. JavaScript objects and arrays arrive there as a
    QJSValue inside the variant and are converted by fromJSValue(); the rest is Value::fromVariant()'s.
*/
Value fromJSVariant(const QVariant &variant)
{
    if (variant.metaType() == QMetaType::fromType<QJSValue>())
        return fromJSValue(variant.value<QJSValue>());
    return Value::fromVariant(variant);
}

/*!
    \fn QJSValue Racer::toJSValue(const Value &value, QJSEngine *engine)
    \inmodule Racer

    Makes a JavaScript copy of \a value: changing the copy never changes the model. Costs time and memory for each
    element, so read leaves by their paths rather than large containers.
*/
QJSValue toJSValue(const Value &value, QJSEngine *engine)
{
    switch (value.type()) {
    case Value::Undefined:
        return QJSValue(QJSValue::UndefinedValue);
    case Value::Null:
        return QJSValue(QJSValue::NullValue);
    case Value::Bool:
        return QJSValue(value.toBool());
    case Value::Number:
        return QJSValue(value.toDouble());
    case Value::String:
        return QJSValue(value.toString());
    case Value::Array: {
        QJSValue array = engine->newArray(uint(value.size()));
        for (qsizetype i = 0; i < value.size(); ++i)
            array.setProperty(quint32(i), toJSValue(value.at(i), engine));
        return array;
    }
    case Value::Object:
        break;
    }
    QJSValue object = engine->newObject();
    for (const auto &[key, member] : value.members())
        object.setProperty(key.toString(), toJSValue(member, engine));
    return object;
}

/*!
    \fn QJSValue Racer::toJSError(const Error &error, QJSEngine *engine)
    \inmodule Racer

    A JavaScript Error with \a error's message and, where it has one, its \c code; null for no error.
*/
QJSValue toJSError(const Error &error, QJSEngine *engine)
{
    if (error.isNull())
        return QJSValue(QJSValue::NullValue);
    QJSValue js = engine->newErrorObject(QJSValue::GenericError, error.message());
    if (!error.code().isUndefined())
        js.setProperty(u"code"_s, toJSValue(error.code(), engine));
    return js;
}

} // namespace Racer
