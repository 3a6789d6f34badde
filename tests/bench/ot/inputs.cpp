// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "inputs.h"

#include <functional>
#include <random>

using namespace Racer;

namespace {

constexpr int PairsPerKind = 1000;

class Inputs
{
public:
    Value objectSet()
    {
        return one({{u"p", path(u"fields", Value(name()))}, {u"od", below(100)}, {u"oi", below(100)}});
    }
    Value listInsert() { return one({{u"p", path(u"items", below(50))}, {u"li", element()}}); }
    Value stringInsert() { return one({{u"p", path(u"text", below(500))}, {u"si", Value(word())}}); }
    Value move() { return one({{u"p", path(u"items", below(50))}, {u"lm", below(50)}}); }
    Value fourComponents()
    {
        Value op = Value::array();
        for (const Value &part : {objectSet(), listInsert(), stringInsert(), move()})
            op.append(part.at(0));
        return op;
    }

private:
    int below(int limit) { return int(m_random() % quint32(limit)); }
    QString name() { return QStringLiteral("field%1").arg(below(50)); }
    QString word() { return QString(1 + below(4), QChar(u'a' + below(26))); }
    Value element() { return Value::object({{u"id", below(1000)}, {u"title", Value(word())}}); }
    static Value path(const char16_t *first, const Value &second) { return Value::array({Value(first), second}); }
    static Value one(std::initializer_list<std::pair<Key, Value>> members)
    {
        return Value::array({Value::object(members)});
    }

    std::mt19937 m_random{20260101};
};

} // namespace

Value benchmarkInputs()
{
    Inputs inputs;
    const std::pair<Key, Value (Inputs::*)()> kinds[] = {
        {u"object set", &Inputs::objectSet},
        {u"list insert", &Inputs::listInsert},
        {u"string insert", &Inputs::stringInsert},
        {u"4 x 4 components", &Inputs::fourComponents},
        {u"list move", &Inputs::move},
    };
    Value result = Value::object();
    for (const auto &[kind, make] : kinds) {
        Value pairs = Value::array();
        for (int i = 0; i < PairsPerKind; ++i) {
            Value first = std::invoke(make, inputs);
            pairs.append(Value::array({std::move(first), std::invoke(make, inputs)}));
        }
        result.set(kind, std::move(pairs));
    }
    return result;
}
