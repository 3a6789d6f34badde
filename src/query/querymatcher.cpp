// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "querymatcher_p.h"

#include <Racer/queryexpression.h>

#include <algorithm>
#include <cmath>

namespace Racer {

using Kind = QueryCondition::Kind;

namespace {

bool matchesElement(const QueryCondition &condition, const Value &element);

bool equals(const Value &value, const Value &operand) noexcept
{
    if (value.type() != operand.type())
        return operand.isNull() && value.isUndefined();
    if (value.isString()) // cheaper than asking which one is greater
        return value.stringView() == operand.stringView();
    return compareValues(value, operand) == 0;
}

bool isIn(const QueryCondition &condition, const Value &value) noexcept
{
    static const Value null(nullptr);
    return std::binary_search(condition.operands.begin(), condition.operands.end(),
                              value.isUndefined() ? null : value,
                              [](const Value &a, const Value &b) { return compareValues(a, b) < 0; });
}

// An element of the list that a path ends at counts like the value itself; conditions on lists see the list only.
bool looksAtElements(Kind kind) noexcept
{
    switch (kind) {
    case Kind::Exists:
    case Kind::Size:
    case Kind::ElementValue:
    case Kind::ElementObject:
        return false;
    default:
        return true;
    }
}

bool matchesObject(const QueryCondition &condition, const Value &object)
{
    switch (condition.kind) {
    case Kind::And:
        return std::all_of(condition.children.begin(), condition.children.end(),
                           [&](const QueryCondition &child) { return matchesObject(child, object); });
    case Kind::Or:
        return std::any_of(condition.children.begin(), condition.children.end(),
                           [&](const QueryCondition &child) { return matchesObject(child, object); });
    case Kind::Not:
        return !matchesObject(condition.children.front(), object);
    default:
        break;
    }
    const Key *begin = condition.path.constData();
    return detail::anyAt(object, begin, begin + condition.path.size(), [&](const Value &value) {
        if (!looksAtElements(condition.kind))
            return matchesElement(condition, value);
        return detail::anyElement(value, [&](const Value &tried) { return matchesElement(condition, tried); });
    });
}

bool matchesElement(const QueryCondition &condition, const Value &value)
{
    const auto ordered = [&](auto holds) {
        return value.type() == condition.operand.type() && holds(compareValues(value, condition.operand));
    };
    const auto onElement = [&](const QueryCondition &child) { return matchesElement(child, value); };
    switch (condition.kind) {
    case Kind::And:
        return std::all_of(condition.children.begin(), condition.children.end(), onElement);
    case Kind::Or:
        return std::any_of(condition.children.begin(), condition.children.end(), onElement);
    case Kind::Not:
        return !onElement(condition.children.front());
    case Kind::Equal:
        return equals(value, condition.operand);
    case Kind::Less:
        return ordered([](int order) { return order < 0; });
    case Kind::LessOrEqual:
        return ordered([](int order) { return order <= 0; });
    case Kind::Greater:
        return ordered([](int order) { return order > 0; });
    case Kind::GreaterOrEqual:
        return ordered([](int order) { return order >= 0; });
    case Kind::In:
        return isIn(condition, value);
    case Kind::Exists:
        return !value.isUndefined();
    case Kind::Type:
        return (condition.types & (1 << value.type())) != 0;
    case Kind::Regex:
        return value.isString() && condition.regex.match(value.toString()).hasMatch();
    case Kind::Size:
        return value.isArray() && double(value.size()) == condition.operand.toDouble();
    case Kind::Mod:
        return value.isNumber() && std::isfinite(value.toDouble())
            && std::fmod(std::trunc(value.toDouble()), condition.divisor) == condition.remainder;
    case Kind::ElementValue:
    case Kind::ElementObject:
        break;
    }
    if (!value.isArray())
        return false;
    const bool inside = condition.kind == Kind::ElementObject;
    const QueryCondition &child = condition.children.front();
    for (qsizetype i = 0, n = value.size(); i < n; ++i) {
        const Value &element = value.at(i);
        if (inside ? element.isObject() && matchesObject(child, element) : matchesElement(child, element))
            return true;
    }
    return false;
}

} // namespace

bool matchesCondition(const QueryCondition &condition, const Snapshot &snapshot)
{
    switch (condition.kind) {
    case Kind::And:
        for (const QueryCondition &child : condition.children) {
            if (!matchesCondition(child, snapshot))
                return false;
        }
        return true;
    case Kind::Or:
        for (const QueryCondition &child : condition.children) {
            if (matchesCondition(child, snapshot))
                return true;
        }
        return false;
    case Kind::Not:
        return !matchesCondition(condition.children.front(), snapshot);
    default:
        break;
    }
    return detail::anyIn(snapshot, condition.source, condition.path, [&](const Value &value) {
        if (!looksAtElements(condition.kind))
            return matchesElement(condition, value);
        return detail::anyElement(value, [&](const Value &tried) { return matchesElement(condition, tried); });
    });
}

} // namespace Racer
