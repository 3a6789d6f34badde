// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/json0legacy.h>

#include "json0component_p.h"
#include "jscoercion_p.h"

namespace Racer::Json0 {

namespace {

Value child(const Value &element, const Value &key)
{
    if (element.isObject())
        return element.value(Key(Js::toText(key)));
    const double index = Js::toNumber(key);
    const bool inside = index >= 0 && index < double(element.size()) && double(qsizetype(index)) == index;
    if (!inside)
        return {};
    return element.isArray() ? element.at(qsizetype(index))
                             : Value(element.stringView().sliced(qsizetype(index), 1));
}

Value normalized(const Value &data, const Component &component)
{
    Value result = component.value();
    if (component[Lm].isString())
        result.set(keys().fields[Lm], Js::jsonNumber(Js::toNumber(component[Lm])));
    Value path = component.path();
    Value element = data;
    for (qsizetype i = 0; i < path.size(); ++i) {
        const Value segment = path.at(i);
        if (element.isNullish())
            throw Error(QStringLiteral("The path leads through %1").arg(element.toDisplayString()));
        if (element.isArray() && !segment.isNumber())
            path.set(i, Js::jsonNumber(Js::toNumber(segment)));
        else if (element.isObject() && !segment.isString())
            path.set(i, Value(Js::toText(segment)));
        element = child(element, segment);
    }
    result.set(keys().p, std::move(path));
    return result;
}

} // namespace

/*!
    \fn Value Racer::Json0::normalizeLegacyOp(const Value &data, const Value &op)

    Earlier versions of json0 took list indexes and move targets given as strings, and numbers as object keys. Op logs
    still hold such operations, and a historic snapshot is rebuilt from them. The result has the type that \a data asks
    for at each step. ShareDB does the same when it rebuilds snapshots.
*/
Value normalizeLegacyOp(const Value &data, const Value &op)
{
    if (!op.isArray())
        return op;
    try {
        Value document = data;
        Value result = Value::array();
        result.reserve(op.size());
        for (qsizetype i = 0; i < op.size(); ++i) {
            const Component component(normalized(document, Component(op.at(i))));
            if (i + 1 < op.size())
                apply(document, component);
            result.append(component.value());
        }
        return result;
    } catch (const Error &) {
        throw Error(ErrorCode::OtLegacyJson0OpCannotBeNormalized, QStringLiteral("Cannot normalize legacy json0 op"));
    }
}

} // namespace Racer::Json0
