// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelcall.h"

#include <algorithm>
#include <cmath>

using namespace Racer;

namespace ModelProgram {

namespace {

double number(const Value &value)
{
    return value.toDouble();
}

double valueOf(const Value &item)
{
    return number(item.isContainer() ? item.value(u"v") : item);
}

Value sum(const QList<Value> &inputs)
{
    double total = 0;
    for (const Value &input : inputs)
        total += number(input);
    return total;
}

Value join(const QList<Value> &inputs)
{
    QStringList texts;
    for (const Value &input : inputs)
        texts += text(input);
    return Value(texts.join(u'|'));
}

Value list(const QList<Value> &inputs)
{
    Value result = Value::array();
    for (const Value &input : inputs)
        result.append(input.isUndefined() ? Value(nullptr) : input);
    return result;
}

Value map(const Value &items)
{
    Value result = Value::array();
    for (const Value &item : items.elements())
        result.append(Value::object({{u"v", valueOf(item)}}));
    return result;
}

QString nameText(const Value &value)
{
    return value.isString() ? value.toString() : text(value);
}

Value splitName(const Value &full)
{
    if (!full.isString())
        return nullptr;
    Value result = Value::array();
    for (const QString &part : full.toString().split(u' ').mid(0, 2))
        result.append(Value(part));
    return result;
}

} // namespace

// programs.js has the same.
void registerFunctions(const RootModel &model)
{
    model.fn(u"sum", sum);
    model.fn(u"join", join);
    model.fn(u"list", list);
    model.fn(u"map", map);
    model.fn(u"count", [](const Value &object) { return Value(object.isContainer() ? int(object.size()) : 0); });
    model.fn(u"same", [](const Value &value) { return value; });
    model.fn(u"fullName", ModelFunction([](const Value &first, const Value &last) {
                                            return Value(nameText(first) + u' ' + nameText(last));
                                        }, [](const Value &full) { return splitName(full); }));
    model.fn(u"unity", ModelFunction([](const Value &value) { return value; },
                                     [](const Value &value) { return Value::array({value}); }));
    model.fn(u"positive", [](const Value &item) { return Value(valueOf(item) > 1); });
    model.fn(u"even", [](const Value &item) { return Value(std::fmod(valueOf(item), 2) == 0); });
    model.fn(u"atLeast", [](const Value &item, const Value &, const Value &, const Value &limit) {
        return Value(valueOf(item) >= number(limit));
    });
    model.fn(u"byValue", [](const Value &a, const Value &b) { return Value(valueOf(a) - valueOf(b)); });
    model.fn(u"byValueDown", [](const Value &a, const Value &b) { return Value(valueOf(b) - valueOf(a)); });
}

} // namespace ModelProgram
