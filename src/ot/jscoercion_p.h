// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <cmath>

// JavaScript's conversions between the types of JSON, where json0 and text0 lean on them. Numbers go the short way.
namespace Racer::Js {

[[nodiscard]] double coercedToNumber(const Value &value);
[[nodiscard]] inline double toNumber(const Value &value)
{
    return value.isNumber() ? value.toDouble() : coercedToNumber(value);
}
[[nodiscard]] QString toText(const Value &value); // String(value)
// What a text becomes as a number: NaN unless it is one as a whole.
[[nodiscard]] double textToNumber(QStringView text);
// A position as splice() and slice() take it: negative counts from the end, then clamped to 0..size.
[[nodiscard]] qsizetype clampIndex(double position, qsizetype size) noexcept;

[[nodiscard]] bool looselyEqual(const Value &a, const Value &b);
[[nodiscard]] bool coercedLess(const Value &a, const Value &b);
[[nodiscard]] bool coercedLessOrEqual(const Value &a, const Value &b);
[[nodiscard]] inline bool less(const Value &a, const Value &b)
{
    return a.isNumber() && b.isNumber() ? a.toDouble() < b.toDouble() : coercedLess(a, b);
}
[[nodiscard]] inline bool lessOrEqual(const Value &a, const Value &b)
{
    return a.isNumber() && b.isNumber() ? a.toDouble() <= b.toDouble() : coercedLessOrEqual(a, b);
}
[[nodiscard]] Value add(const Value &a, const Value &b); // a + b
// NaN and the infinities have no JSON: they are null after a round trip.
[[nodiscard]] inline Value jsonNumber(double number) noexcept
{
    return std::isfinite(number) ? Value(number) : Value(nullptr);
}

// a === b for values that do not share containers: two containers are never the same.
[[nodiscard]] inline bool strictlyEqual(const Value &a, const Value &b) noexcept
{
    if (a.type() != b.type())
        return false;
    switch (a.type()) {
    case Value::String: return a.stringView() == b.stringView();
    case Value::Number: return a.toDouble() == b.toDouble();
    case Value::Bool: return a.toBool() == b.toBool();
    case Value::Array:
    case Value::Object: return false;
    default: return true;
    }
}

} // namespace Racer::Js
