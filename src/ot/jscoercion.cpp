// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "jscoercion_p.h"

#include <Racer/error.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace Racer::Js {

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();
constexpr double Infinity = std::numeric_limits<double>::infinity();

double digitsToNumber(QStringView digits, int base)
{
    double result = 0;
    for (QChar c : digits) {
        const int digit = c.isDigit() ? c.unicode() - u'0' : (c.unicode() | 0x20) - u'a' + 10;
        if (c.unicode() > u'z' || digit < 0 || digit >= base)
            return NaN;
        result = result * base + digit;
    }
    return digits.isEmpty() ? NaN : result;
}

// ToIntegerOrInfinity, cut to what an index can hold.
qint64 toInteger(double number) noexcept
{
    constexpr double Limit = 9007199254740992.0;
    return std::isnan(number) ? 0 : qint64(std::clamp(number, -Limit, Limit));
}

Value toPrimitive(const Value &value)
{
    return value.isContainer() ? Value(toText(value)) : value;
}

} // namespace

double textToNumber(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return 0;
    if (text.size() > 2 && text[0] == u'0') {
        switch (text[1].unicode() | 0x20) {
        case u'x': return digitsToNumber(text.sliced(2), 16);
        case u'o': return digitsToNumber(text.sliced(2), 8);
        case u'b': return digitsToNumber(text.sliced(2), 2);
        default: break;
        }
    }
    if (text == u"Infinity" || text == u"+Infinity")
        return Infinity;
    if (text == u"-Infinity")
        return -Infinity;
    const bool decimal = std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || QStringView(u"+-.eE").contains(c);
    });
    bool ok = false;
    const double number = decimal ? text.toDouble(&ok) : 0;
    if (ok)
        return number;
    // QStringView::toDouble reports overflow as failure.
    return decimal && std::isinf(number) ? number : NaN;
}

double coercedToNumber(const Value &value)
{
    switch (value.type()) {
    case Value::Undefined: return NaN;
    case Value::Null: return 0;
    case Value::Bool: return value.toBool() ? 1 : 0;
    case Value::Number: return value.toDouble();
    default: return textToNumber(value.isString() ? value.stringView() : QStringView(toText(value)));
    }
}

QString toText(const Value &value)
{
    if (value.isArray()) {
        QString joined;
        for (qsizetype i = 0; i < value.size(); ++i) {
            if (i > 0)
                joined += u',';
            if (!value.at(i).isNullish())
                joined += toText(value.at(i));
        }
        return joined;
    }
    if (value.isObject()) {
        if (value.contains(QStringView(u"toString")))
            throw Error(QStringLiteral("Cannot convert object to primitive value"));
        return QStringLiteral("[object Object]");
    }
    return value.isString() ? value.toString() : value.toDisplayString();
}

qsizetype clampIndex(double position, qsizetype size) noexcept
{
    const qint64 index = toInteger(position);
    return index < 0 ? std::max<qint64>(0, size + index) : std::min<qint64>(index, size);
}

bool looselyEqual(const Value &a, const Value &b)
{
    if (a.isNullish() || b.isNullish())
        return a.isNullish() && b.isNullish();
    if (a.type() == b.type())
        return strictlyEqual(a, b);
    const Value left = toPrimitive(a);
    const Value right = toPrimitive(b);
    return left.isString() && right.isString() ? left == right : toNumber(left) == toNumber(right);
}

bool coercedLess(const Value &a, const Value &b)
{
    const Value left = toPrimitive(a);
    const Value right = toPrimitive(b);
    return left.isString() && right.isString() ? left.stringView() < right.stringView()
                                               : toNumber(left) < toNumber(right);
}

bool coercedLessOrEqual(const Value &a, const Value &b)
{
    const Value left = toPrimitive(a);
    const Value right = toPrimitive(b);
    return left.isString() && right.isString() ? left.stringView() <= right.stringView()
                                               : toNumber(left) <= toNumber(right);
}

Value add(const Value &a, const Value &b)
{
    if (a.isNumber() && b.isNumber())
        return a.toDouble() + b.toDouble();
    const Value left = toPrimitive(a);
    const Value right = toPrimitive(b);
    if (left.isString() || right.isString())
        return Value(toText(left) + toText(right));
    return toNumber(left) + toNumber(right);
}

} // namespace Racer::Js
