// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/queryexpression.h>
#include <Racer/valueranges.h>

#include <algorithm>
#include <cmath>

namespace Racer {

namespace {

int sign(auto a, auto b) noexcept
{
    return (a > b) - (a < b);
}

int rank(Value::Type type) noexcept
{
    switch (type) {
    case Value::Undefined: return 0;
    case Value::Null: return 1;
    case Value::Number: return 2;
    case Value::String: return 3;
    case Value::Object: return 4;
    case Value::Array: return 5;
    case Value::Bool: return 6;
    }
    Q_UNREACHABLE();
}

int compareNumbers(double a, double b) noexcept
{
    const bool aIsNumber = !std::isnan(a);
    const bool bIsNumber = !std::isnan(b);
    return aIsNumber && bIsNumber ? sign(a, b) : sign(int(aIsNumber), int(bIsNumber));
}

int compareObjects(const Value &a, const Value &b) noexcept
{
    const MemberRange left = a.members();
    const MemberRange right = b.members();
    auto i = left.begin();
    auto j = right.begin();
    for (; i != left.end() && j != right.end(); ++i, ++j) {
        const auto &[leftKey, leftValue] = *i;
        const auto &[rightKey, rightValue] = *j;
        if (const int order = sign(rank(leftValue.type()), rank(rightValue.type())))
            return order;
        if (const int order = leftKey == rightKey ? 0 : compareText(leftKey.view(), rightKey.view()))
            return order;
        if (const int order = compareValues(leftValue, rightValue))
            return order;
    }
    return int(i != left.end()) - int(j != right.end());
}

int compareArrays(const Value &a, const Value &b) noexcept
{
    const qsizetype common = std::min(a.size(), b.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (const int order = compareValues(a.at(i), b.at(i)))
            return order;
    }
    return sign(a.size(), b.size());
}

} // namespace

/*!
    \relates Racer::QueryExpression
    Compares two texts by Unicode code points: negative, 0 or positive. That is the order of their UTF-8 bytes, and
    differs from the order of QString and JavaScript only between U+E000..U+FFFF and what is beyond.
*/
int compareText(QStringView a, QStringView b) noexcept
{
    const auto [i, j] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (i == a.end() || j == b.end())
        return sign(a.size(), b.size());
    const auto ordered = [](char16_t unit) {
        if (unit < 0xd800)
            return char32_t(unit);
        return unit < 0xe000 ? char32_t(unit + 0x2000) : char32_t(unit - 0x800);
    };
    return sign(ordered(i->unicode()), ordered(j->unicode()));
}

/*!
    \relates Racer::QueryExpression
    Compares two values as MongoDB sorts them: undefined, null, numbers (NaN first), strings by code point, objects,
    arrays, booleans. Objects are compared member by member in their own order, first the type of the value, then
    the key, then the value; so {a: 1, b: 2} and {b: 2, a: 1} differ. Returns 0 where a query's equality holds.
*/
int compareValues(const Value &a, const Value &b) noexcept
{
    if (a.type() != b.type())
        return sign(rank(a.type()), rank(b.type()));
    switch (a.type()) {
    case Value::Undefined:
    case Value::Null:
        return 0;
    case Value::Bool:
        return sign(int(a.toBool()), int(b.toBool()));
    case Value::Number:
        return compareNumbers(a.toDouble(), b.toDouble());
    case Value::String:
        return a.isSame(b) ? 0 : compareText(a.stringView(), b.stringView());
    case Value::Array:
        return a.isSame(b) ? 0 : compareArrays(a, b);
    case Value::Object:
        return a.isSame(b) ? 0 : compareObjects(a, b);
    }
    Q_UNREACHABLE();
}

} // namespace Racer
