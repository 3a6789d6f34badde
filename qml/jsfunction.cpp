// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "jsfunction_p.h"

#include <Racer/jsvalue.h>

#include <QtCore/QPointer>
#include <QtQml/QQmlEngine>

namespace Racer {

namespace {

bool isNothing(const QJSValue &js)
{
    return js.isUndefined() || js.isNull() || (js.isString() && js.toString().isEmpty());
}

} // namespace

QJSValue callFunction(const QJSValue &function, std::span<const Value> arguments, const QObject *owner)
{
    QJSEngine *const engine = owner ? qjsEngine(owner) : nullptr;
    if (!engine)
        return {};
    QJSValueList list;
    list.reserve(qsizetype(arguments.size()));
    for (const Value &argument : arguments)
        list.append(toJSValue(argument, engine));
    QJSValue result = function.call(list);
    if (result.isError())
        throw Error(result.toString());
    return result;
}

ModelFunction toModelFunction(const QJSValue &get, const QJSValue &set, const QObject *owner)
{
    if (!get.isCallable())
        return isNothing(get) ? ModelFunction() : ModelFunction(Key(get.toString()));
    const auto through = [self = QPointer(owner)](const QJSValue &function) {
        return [self, function](const QList<Value> &values) {
            return fromJSValue(callFunction(function, values, self));
        };
    };
    if (!set.isCallable())
        return ModelFunction(through(get));
    return ModelFunction(through(get), [call = through(set)](const Value &value, const QList<Value> &inputs) {
        return call(QList<Value>{value} + inputs);
    });
}

FilterFunction toFilterFunction(const QJSValue &filter, const QObject *owner)
{
    if (isNothing(filter))
        return {};
    if (filter.isString())
        return FilterFunction(Key(filter.toString()));
    if (!filter.isCallable())
        return FilterFunction(fromJSValue(filter));
    return FilterFunction([self = QPointer(owner), filter](const Value &item, const Key &key,
                                                           const QList<Value> &extras) {
        return callFunction(filter, QList<Value>{item, key} + extras, self).toBool();
    });
}

SortFunction toSortFunction(const QJSValue &sort, const QObject *owner)
{
    if (sort.isString())
        return SortFunction(Key(sort.toString()));
    if (!sort.isCallable())
        return SortFunction(fromJSValue(sort));
    return SortFunction([self = QPointer(owner), sort](const Value &a, const Value &b) {
        const double order = callFunction(sort, QList<Value>{a, b}, self).toNumber();
        return order < 0 ? -1 : order > 0 ? 1 : 0;
    });
}

} // namespace Racer
