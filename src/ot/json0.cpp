// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/json0.h>

#include "bootstraptransform_p.h"
#include "json0component_p.h"
#include "json0type_p.h"
#include "jscoercion_p.h"

#include <Racer/id.h>

#include <algorithm>

namespace Racer {

namespace {

struct Json0Rules
{
    using Component = Json0::Component;
    using List = Json0::List;

    static bool apart(const Component &a, const Component &b) noexcept { return Json0::meet(a, b).isApart(); }
    static void append(List &dest, Component &&c) { Json0::append(dest, std::move(c)); }
    static void transformComponent(List &dest, Component &&c, const Component &other, OtType::Side side)
    {
        const Json0::Meeting meeting = Json0::meet(c, other);
        if (Json0::transformInPlace(dest, c, other, meeting, side))
            Json0::append(dest, std::move(c));
    }
};

using Bootstrap = BootstrapTransform<Json0Rules>;

bool isEmptyList(const Value &op) noexcept
{
    return op.isArray() && op.isEmpty();
}

// Whether JavaScript finds a property of all objects by that key. Throws if it makes no key of it at all.
bool reachesPrototypes(const Value &segment)
{
    if (segment.isString())
        return isForbiddenName(segment.stringView());
    return segment.isContainer() && isForbiddenName(Js::toText(segment));
}

// The case that servers meet most: one component each, and mostly apart.
Value transformOne(const Value &op, const Value &other, OtType::Side side)
{
    const Json0::ComponentView mine(op.at(0));
    const Json0::ComponentView theirs(other.at(0));
    const Json0::Meeting meeting = Json0::meet(mine, theirs);
    if (meeting.isApart())
        return op;
    Json0::Component c(mine, op.at(0));
    Json0::List result;
    const bool survives = Json0::transformInPlace(result, c, theirs, meeting, side);
    if (survives && result.isEmpty()) {
        c.sanitize();
        Value only = Value::array();
        only.append(c.takeValue());
        return only;
    }
    if (survives)
        Json0::append(result, std::move(c));
    return Json0::toValue(std::move(result));
}

void requireList(const Value &op)
{
    if (!op.isArray())
        throw Error(QStringLiteral("json0 op must be an array"));
}

Value negated(const Value &number)
{
    return Js::jsonNumber(-Js::toNumber(number));
}

Value inverted(const Json0::ComponentView &c)
{
    using namespace Json0;
    static constexpr std::pair<Field, Field> Swaps[] = {{Si, Sd}, {Sd, Si}, {Oi, Od}, {Od, Oi}, {Li, Ld}, {Ld, Li}};
    const Key *fields = keys().fields;
    Value result = Value::object({{keys().p, c.path()}});
    if (const OtType *subtype = c.has(T) ? subtypeOf(c[T]) : nullptr) {
        result.set(fields[T], c[T]);
        result.set(fields[O], subtype->invert(c[O]));
    }
    for (const auto &[from, to] : Swaps) {
        if (c.has(from))
            result.set(fields[to], c[from]);
    }
    if (c.has(Na))
        result.set(fields[Na], negated(c[Na]));
    if (c.has(Lm)) {
        Value path = c.path();
        if (c.pathSize() > 0)
            result.set(fields[Lm], path.take(c.pathSize() - 1));
        path.append(c[Lm]);
        result.set(keys().p, std::move(path));
    }
    return result;
}

} // namespace

/*!
    \namespace Racer::Json0
    \inmodule Racer
    \brief What the type json0 refuses beyond ot-json0.

    OtTypes::json0() computes, component for component, what the npm package ot-json0 1.1.0 computes, down to how that
    one coerces indexes and keys. What serves only to exhaust a peer is refused with ERR_LIMIT_EXCEEDED: operations that
    would leave a document with more than \c MaxDepth containers inside each other, or extend a list by more than
    \c MaxListGap unset elements, by an index or by its \c length; and transforming two operations whose lengths
    multiply to more than 4 million, or one that splits into more than 2,000 pieces.
*/

QLatin1StringView Json0Type::name() const
{
    return QLatin1StringView("json0");
}

QLatin1StringView Json0Type::uri() const
{
    return QLatin1StringView("http://sharejs.org/types/JSONv0");
}

Value Json0Type::create(const Value &initialData) const
{
    if (initialData.isUndefined())
        return nullptr;
    Json0::checkDepth(initialData);
    return initialData;
}

void Json0Type::apply(Value &snapshot, const Value &op) const
{
    if (op.isArray() && op.size() == 1) {
        Json0::apply(snapshot, Json0::ComponentView(op.at(0)));
        return;
    }
    for (const Json0::Component &c : Json0::toList(op))
        Json0::apply(snapshot, c);
}

Value Json0Type::transform(const Value &op, const Value &other, Side side) const
{
    if (isEmptyList(other))
        return op;
    if (op.isArray() && other.isArray() && op.size() == 1 && other.size() == 1)
        return transformOne(op, other, side);
    Json0::List mine = Json0::toList(op);
    Json0::List theirs = Json0::toList(other);
    return Json0::toValue(side == Side::Left ? Bootstrap::both(std::move(mine), theirs).first
                                             : Bootstrap::both(std::move(theirs), mine).second);
}

std::pair<Value, Value> Json0Type::transformX(const Value &left, const Value &right) const
{
    auto [newLeft, newRight] = Bootstrap::both(Json0::toList(left), Json0::toList(right));
    return {Json0::toValue(std::move(newLeft)), Json0::toValue(std::move(newRight))};
}

Value Json0Type::compose(const Value &first, const Value &second) const
{
    requireList(first);
    Json0::List result = Json0::toList(first);
    for (Json0::Component &c : Json0::toList(second))
        Json0::append(result, std::move(c));
    return Json0::toValue(std::move(result));
}

Value Json0Type::invert(const Value &op) const
{
    requireList(op);
    const Json0::List list = Json0::toList(op);
    Value result = Value::array();
    result.reserve(list.size());
    for (qsizetype i = list.size(); i-- > 0; )
        result.append(inverted(list[i]));
    return result;
}

Value Json0Type::normalize(const Value &op) const
{
    Json0::List result;
    for (Value component : (op.isArray() ? op : Value::array({op})).elements()) {
        if (component.isObject() && component[Json0::keys().p].isNullish())
            component.set(Json0::keys().p, Value::array());
        Json0::append(result, Json0::Component(std::move(component)));
    }
    return Json0::toValue(std::move(result));
}

bool Json0Type::isNoop(const Value &op) const
{
    return isEmptyList(op);
}

Error Json0Type::checkSubmitted(const Value &op) const
{
    if (!op.isArray())
        return Error(ErrorCode::OtOpBadlyFormed, QStringLiteral("json0 op must be an array"));
    for (const Value &component : op.elements()) {
        if (!component.isObject() || !component[Json0::keys().p].isArray())
            return Error(ErrorCode::OtOpBadlyFormed, QStringLiteral("Missing path"));
    }
    try {
        for (const Value &component : op.elements()) {
            const ElementRange path = component[Json0::keys().p].elements();
            if (std::any_of(path.begin(), path.end(), reachesPrototypes))
                return Error(ErrorCode::OtOpNotApplied, QStringLiteral("Invalid path segment"));
        }
    } catch (const Error &error) {
        return Error(ErrorCode::OtOpNotApplied, error.message());
    }
    return {};
}

} // namespace Racer
