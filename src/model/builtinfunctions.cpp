// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "builtinfunctions_p.h"

#include <Racer/error.h>

#include <cmath>
#include <limits>

namespace Racer {

namespace {

constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();

// What JavaScript compares instead of a container: its text.
QString containerText(const Value &value)
{
    if (value.isObject())
        return u"[object Object]"_qs;
    QStringList parts;
    for (const Value &element : value.elements()) {
        if (element.isNullish())
            parts.append(QString());
        else
            parts.append(element.isContainer() ? containerText(element) : element.toDisplayString());
    }
    return parts.join(u',');
}

double textToNumber(QStringView text)
{
    const QString trimmed = text.trimmed().toString();
    if (trimmed.isEmpty())
        return 0;
    bool ok = false;
    if (trimmed.startsWith(u"0x", Qt::CaseInsensitive)) {
        const qulonglong number = QStringView(trimmed).mid(2).toULongLong(&ok, 16);
        return ok ? double(number) : NotANumber;
    }
    if (trimmed == u"Infinity" || trimmed == u"+Infinity")
        return std::numeric_limits<double>::infinity();
    if (trimmed == u"-Infinity")
        return -std::numeric_limits<double>::infinity();
    const double number = trimmed.toDouble(&ok);
    return ok && std::isfinite(number) ? number : NotANumber; // Qt also takes "inf" and "nan"
}

double toNumber(const Value &value)
{
    switch (value.type()) {
    case Value::Null: return 0;
    case Value::Bool: return value.toBool() ? 1 : 0;
    case Value::Number: return value.toDouble();
    case Value::String: return textToNumber(value.stringView());
    default: return NotANumber;
    }
}

Value reversed(const Value &array)
{
    if (!array.isTruthy())
        return array;
    if (!array.isArray())
        throw Error(u"The function reverse needs an array, and not: "_qs + array.toDisplayString());
    Value result = Value::array();
    for (qsizetype i = array.size(); i-- > 0;)
        result.append(array.at(i));
    return result;
}

} // namespace

int compareAscending(const Value &a, const Value &b)
{
    if (a.isContainer() || b.isContainer()) {
        return compareAscending(a.isContainer() ? Value(containerText(a)) : a,
                                b.isContainer() ? Value(containerText(b)) : b);
    }
    if (a.isString() && b.isString()) {
        const int order = a.stringView().compare(b.stringView());
        return order < 0 ? -1 : order > 0;
    }
    const double left = toNumber(a);
    const double right = toNumber(b);
    return left < right ? -1 : left > right;
}

const ModelFunction *builtInFunction(const Key &name)
{
    static const ModelFunction reverse([](const Value &array) { return reversed(array); },
                                       [](const Value &array) { return Value::array({reversed(array)}); });
    static const ModelFunction ascending([](const Value &a, const Value &b) { return compareAscending(a, b); });
    static const ModelFunction descending([](const Value &a, const Value &b) { return compareAscending(b, a); });
    if (name == u"reverse")
        return &reverse;
    if (name == u"asc")
        return &ascending;
    return name == u"desc" ? &descending : nullptr;
}

} // namespace Racer
