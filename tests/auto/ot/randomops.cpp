// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "randomops.h"

#include <Racer/ottype.h>

using namespace Racer;

namespace {

Value with(Value path, const Value &segment)
{
    path.append(segment);
    return path;
}

} // namespace

Key RandomOps::key()
{
    static const Key keys[] = {u"a", u"b", u"c", u"d"};
    return keys[below(4)];
}

Value RandomOps::scalar()
{
    switch (below(5)) {
    case 0: return nullptr;
    case 1: return chance(50);
    case 2: return below(20) / 4.0;
    default: {
        QString text;
        for (int n = below(6); n > 0; --n)
            text += chance(15) ? QStringLiteral(u"\U0001F600") : QString(QChar(u'a' + below(5)));
        return Value(text);
    }
    }
}

Value RandomOps::value(int depth)
{
    if (depth == 0 || chance(30))
        return scalar();
    Value result = chance(50) ? Value::array() : Value::object();
    for (int n = below(5); n > 0; --n) {
        if (result.isArray())
            result.append(value(depth - 1));
        else
            result.set(key(), value(depth - 1));
    }
    return result;
}

Value RandomOps::textComponent(Value path, const Value &text)
{
    const int at = below(int(text.size()) + 1);
    const QStringView rest = text.stringView().sliced(at);
    const bool removes = !rest.isEmpty() && chance(45);
    const Value piece = removes ? Value(rest.first(1 + below(int(rest.size()))))
                                : Value(QString(QChar(u'A' + below(26))));
    if (m_strings == Strings::TextComponents)
        return Value::object({{u"p", with(path, at)}, {removes ? u"sd" : u"si", piece}});
    const Value edit = Value::object({{u"p", at}, {removes ? u"d" : u"i", piece}});
    return Value::object({{u"p", path}, {u"t", Value(u"text0")}, {u"o", Value::array({edit})}});
}

Value RandomOps::listComponent(Value path, const Value &list)
{
    const int kind = list.isEmpty() ? 0 : below(4);
    const int at = kind == 0 ? below(int(list.size()) + 1) : below(int(list.size()));
    Value c = Value::object({{u"p", with(path, at)}});
    if (kind == 1 || kind == 2)
        c.set(Key(u"ld"), list.at(at));
    if (kind == 0 || kind == 2)
        c.set(Key(u"li"), value(1));
    if (kind == 3)
        c.set(Key(u"lm"), below(int(list.size())));
    return c;
}

Value RandomOps::objectComponent(Value path, const Value &object)
{
    const Key name = key();
    Value c = Value::object({{u"p", with(path, name)}});
    if (object.contains(name))
        c.set(Key(u"od"), object[name]);
    if (!object.contains(name) || chance(60))
        c.set(Key(u"oi"), value(2));
    return c;
}

Value RandomOps::component(const Value &document)
{
    Value path = Value::array();
    Value here = document;
    while (here.isContainer() && !here.isEmpty() && chance(70)) {
        if (here.isArray()) {
            const int at = below(int(here.size()));
            path.append(at);
            here = Value(here.at(at));
        } else {
            const Key name = here.keys().at(below(int(here.size())));
            path.append(name);
            here = Value(here[name]);
        }
    }
    if (here.isNumber() && chance(70))
        return Value::object({{u"p", path}, {u"na", below(9) - 4}});
    if (here.isString() && chance(85))
        return textComponent(path, here);
    if (here.isArray())
        return listComponent(path, here);
    if (here.isObject())
        return objectComponent(path, here);
    return path.isEmpty() ? Value::object({{u"p", path}, {u"od", document}, {u"oi", value(2)}}) : component(document);
}

Value RandomOps::op(const Value &document, int size)
{
    Value current = document;
    Value result = Value::array();
    for (int n = 1 + below(size); n > 0; --n) {
        const Value c = component(current);
        result.append(c);
        OtTypes::json0()->apply(current, Value::array({c}));
    }
    return result;
}
