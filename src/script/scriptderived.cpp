// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptbridge_p.h"

#include "scriptquery_p.h"

#include <limits>

namespace Racer {

namespace {

QStringList toTexts(const QJSValue &array)
{
    QStringList texts;
    const quint32 count = array.property(QStringLiteral("length")).toUInt();
    texts.reserve(count);
    for (quint32 i = 0; i < count; ++i)
        texts.append(array.property(i).toString());
    return texts;
}

} // namespace

// "js": a function of derive.mjs that answers [true, result] or [false, exception].
ModelFunction ScriptBridge::toFunction(const QJSValue &get, const QJSValue &set)
{
    if (get.isString())
        return ModelFunction(Key(get.toString()));
    if (!get.isCallable())
        return {};
    const auto through = [this, self = QPointer(this)](const QJSValue &function) {
        return [this, self, function](const QList<Value> &values) {
            if (!self)
                return Value();
            QJSValueList arguments;
            arguments.reserve(values.size());
            for (const Value &value : values)
                arguments << toJS(value);
            return fromJSValue(callThrough(function, arguments));
        };
    };
    if (!set.isCallable())
        return ModelFunction(through(get));
    const auto setter = [call = through(set)](const Value &value, const QList<Value> &inputs) {
        return call(QList<Value>{value} + inputs);
    };
    return ModelFunction(through(get), setter);
}

void ScriptBridge::fn(QObject *handle, const QString &name, const QJSValue &get, const QJSValue &set)
{
    run(handle, [&](ScriptModel &model) {
        model.model().fn(Key(name), toFunction(get, set));
        return QJSValue();
    });
}

QJSValue ScriptBridge::start(QObject *handle, const QString &output, const QJSValue &inputs, const QJSValue &options,
                             const QJSValue &get, const QJSValue &set)
{
    return run(handle, [&](ScriptModel &model) {
        return toJS(model.model().start(output, toTexts(inputs), toFunction(get, set),
                                        FunctionOptions::fromValue(fromJSValue(options))));
    });
}

QJSValue ScriptBridge::evaluate(QObject *handle, const QJSValue &inputs, const QJSValue &options, const QJSValue &get,
                                const QJSValue &set)
{
    return run(handle, [&](ScriptModel &model) {
        return toJS(model.model().evaluate(toTexts(inputs), toFunction(get, set),
                                           FunctionOptions::fromValue(fromJSValue(options))));
    });
}

void ScriptBridge::stop(QObject *handle, const QString &scope, const QString &sub, bool all)
{
    run(handle, [&](ScriptModel &model) {
        if (all)
            model.at(scope).stopAll(sub);
        else
            model.at(scope).stop(sub);
        return QJSValue();
    });
}

void ScriptBridge::ref(QObject *handle, const QString &from, const QString &to, bool updateIndices)
{
    run(handle, [&](ScriptModel &model) {
        model.model().ref(from, to, {.updateIndices = updateIndices});
        return QJSValue();
    });
}

void ScriptBridge::refList(QObject *handle, const QString &from, const QString &to, const QString &ids,
                           bool deleteRemoved)
{
    run(handle, [&](ScriptModel &model) {
        model.model().refList(from, to, ids, {.deleteRemoved = deleteRemoved});
        return QJSValue();
    });
}

bool ScriptBridge::isRefList(QObject *handle, const QString &scope, const QString &sub)
{
    return run(handle, [&](ScriptModel &model) {
        // Below an element that no list is long enough for: only a refList knows that this is nowhere.
        const Model element = model.at(scope).at(sub).at(std::numeric_limits<int>::max());
        return QJSValue(element.dereference(u"id") == u"$null");
    }).toBool();
}

void ScriptBridge::removeRef(QObject *handle, const QString &scope, const QString &sub, bool all)
{
    run(handle, [&](ScriptModel &model) {
        if (all)
            model.at(scope).removeAllRefs(sub);
        else
            model.at(scope).removeRef(sub);
        return QJSValue();
    });
}

QJSValue ScriptBridge::dereference(QObject *handle, const QString &scope, const QString &sub)
{
    return run(handle, [&](ScriptModel &model) { return QJSValue(model.at(scope).dereference(sub)); });
}

QJSValue ScriptBridge::queryGet(QObject *handle, QObject *query, int what)
{
    return run(handle, [&](ScriptModel &) {
        const ModelQuery &target = *static_cast<ScriptQuery *>(query)->query;
        switch (what) {
        case QueryIds:
            return toJS(target.getIds());
        case QueryExtra:
            return toJS(target.getExtra());
        case QuerySerialized:
            return toJS(target.serialize());
        case QueryInfo:
            return toJS(Value::object({{Key(u"hash"), target.hash()},
                                       {Key(u"fetchCount"), target.fetchCount()},
                                       {Key(u"subscribeCount"), target.subscribeCount()},
                                       {Key(u"idsPath"), Value(target.idsPath().toString())},
                                       {Key(u"extraPath"), Value(target.extraPath().toString())},
                                       {Key(u"ready"), target.isReady()}}));
        default:
            return toJS(target.get());
        }
    });
}

// Which part: 0 the documents, QueryIds, QueryExtra.
void ScriptBridge::queryRef(QObject *handle, QObject *query, int what, const QString &from, const QString &sub)
{
    run(handle, [&](ScriptModel &) {
        const ModelQuery &target = *static_cast<ScriptQuery *>(query)->query;
        if (what == QueryIds)
            target.refIds(from);
        else if (what == QueryExtra)
            target.refExtra(from, sub);
        else
            target.ref(from);
        return QJSValue();
    });
}

FilterFunction ScriptBridge::toFilterFunction(const QJSValue &filter, bool takesObject)
{
    if (filter.isString())
        return FilterFunction(Key(filter.toString()));
    if (filter.isNull() || filter.isUndefined())
        return {};
    if (!filter.isCallable())
        return FilterFunction(fromJSValue(filter));
    struct Known // the object is the same for many items
    {
        Value object;
        QJSValue js;
    };
    const auto known = std::make_shared<Known>();
    return FilterFunction([this, self = QPointer(this), filter, takesObject, known](const FilterItem &item) {
        if (!self)
            return false;
        if (takesObject && !(known->object.isContainer() && known->object.isSame(item.object())))
            *known = {item.object(), toJS(item.object())};
        QJSValueList arguments{toJS(item.value), QJSValue(item.key.toString()), known->js};
        for (const Value &extra : item.extras)
            arguments << toJS(extra);
        return callThrough(filter, arguments).toBool();
    });
}

SortFunction ScriptBridge::toSortFunction(const QJSValue &sort)
{
    if (sort.isString())
        return SortFunction(Key(sort.toString()));
    if (sort.isNull() || sort.isUndefined())
        return {};
    if (!sort.isCallable())
        return SortFunction(fromJSValue(sort));
    return SortFunction([this, self = QPointer(this), sort](const Value &a, const Value &b) {
        if (!self)
            return 0;
        const double order = callThrough(sort, {toJS(a), toJS(b)}).toNumber();
        return order < 0 ? -1 : order > 0 ? 1 : 0;
    });
}

QJSValue ScriptBridge::filter(QObject *handle, const QString &in, const QJSValue &extras, bool sorts,
                              const QJSValue &function, bool takesObject)
{
    return run(handle, [&](ScriptModel &model) {
        const QStringList inputs = toTexts(extras);
        auto made = sorts ? model.model().sort(in, toSortFunction(function), inputs)
                          : model.model().filter(in, toFilterFunction(function, takesObject), inputs);
        return m_engine->newQObject(new ScriptFilter(model.sharedRoot(), std::move(made)));
    });
}

void ScriptBridge::filterSet(QObject *handle, QObject *filter, bool sorts, const QJSValue &function, bool takesObject)
{
    run(handle, [&](ScriptModel &) {
        Filter &target = *static_cast<ScriptFilter *>(filter)->filter;
        if (sorts)
            target.sort(toSortFunction(function));
        else
            target.filter(toFilterFunction(function, takesObject));
        return QJSValue();
    });
}

void ScriptBridge::filterWindow(QObject *handle, QObject *filter, double skip, double limit)
{
    run(handle, [&](ScriptModel &) {
        Filter &target = *static_cast<ScriptFilter *>(filter)->filter;
        target.setSkip(qsizetype(skip));
        target.setLimit(qsizetype(limit));
        return QJSValue();
    });
}

QJSValue ScriptBridge::filterGet(QObject *handle, QObject *filter, int what)
{
    return run(handle, [&](ScriptModel &) {
        const Filter &target = *static_cast<ScriptFilter *>(filter)->filter;
        if (what == FilterInputs)
            return toJS(Value::array(target.getInputs()));
        if (what == FilterItems)
            return toJS(Value::array(target.get()));
        Value ids = Value::array();
        for (const Key &id : target.ids())
            ids.append(id);
        return toJS(ids);
    });
}

void ScriptBridge::filterDo(QObject *handle, QObject *filter, int what, const QString &from)
{
    run(handle, [&](ScriptModel &) {
        Filter &target = *static_cast<ScriptFilter *>(filter)->filter;
        if (what == FilterRef)
            target.ref(from);
        else if (what == FilterUpdate)
            target.update();
        else
            target.destroy();
        return QJSValue();
    });
}

void ScriptBridge::removeAllFilters(QObject *handle, const QString &scope, const QString &sub)
{
    run(handle, [&](ScriptModel &model) {
        model.at(scope).removeAllFilters(sub);
        return QJSValue();
    });
}

} // namespace Racer
