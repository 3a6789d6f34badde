// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../model/modeltest.h"

#include <QtCore/QRandomGenerator>

// Random writes below a path that has a string "s", a list "l", an object "o" and a number "n", as a rule.
namespace RandomWrites {

inline Racer::Value initial()
{
    return ModelTest::json(R"({"s":"hello world","l":[1,{"t":"two"},"three",4],"o":{"a":1,"b":{"c":2}},"n":10})");
}

class Writer
{
public:
    explicit Writer(QRandomGenerator &random) : m_random(random) { }

    void write(const Racer::Model &model)
    {
        using namespace Racer;
        const QStringList scalars{u"o.a"_qs, u"o.b.c"_qs, u"o.d.e.f"_qs, u"o.g"_qs};
        const QStringList members{u"o.a"_qs, u"o.b"_qs, u"o.d"_qs, u"o.d.e"_qs, u"o.g"_qs};
        const Value list = model.get(u"l");
        const int size = list.isArray() ? int(list.size()) : 0;
        const int length = int(model.get(u"s").size());
        switch (below(14)) {
        case 0: model.set(scalars[below(4)], value()); break;
        case 1: model.del(members[below(5)]); break;
        case 2: model.increment(u"n", 1 + below(9)); break;
        case 3: model.push(u"l", value()); break;
        case 4: model.insert(u"l", below(size + 1), Value::array({value(), value()})); break;
        case 5: model.remove(u"l", below(size + 1), 1 + below(2)); break;
        case 6:
            if (size > 1)
                model.move(u"l", below(size), below(size), 1);
            break;
        case 7:
            if (size > 0)
                model.set(u"l."_qs + QString::number(below(size)), value());
            break;
        case 8:
        case 9:
        case 10: model.stringInsert(u"s", below(length + 1), text()); break;
        case 11: model.stringRemove(u"s", below(length + 1), 1 + below(4)); break;
        case 12: model.setDiffDeep(u"l", shuffled(list)); break;
        case 13:
            if (size > 3)
                model.move(u"l", below(size - 1), below(size - 1), 2);
            break;
        }
    }

    int below(int limit) { return m_random.bounded(limit); }

private:
    Racer::Value value()
    {
        using namespace Racer;
        switch (below(5)) {
        case 0: return below(100);
        case 1: return text();
        case 2: return nullptr;
        case 3: return Value::object({{Key(u"t"), text()}});
        default: return Value::array({below(10), text()});
        }
    }
    QString text() { return QString(1 + below(3), QChar(u'a' + below(26))); }
    Racer::Value shuffled(const Racer::Value &list)
    {
        using namespace Racer;
        Value result = list.isArray() ? list : Value::array();
        if (result.size() > 1)
            result.move(below(int(result.size())), below(int(result.size())));
        if (below(2) && result.size() > 0)
            result.remove(below(int(result.size())));
        if (below(2))
            result.append(value());
        return result;
    }

    QRandomGenerator &m_random;
};

} // namespace RandomWrites
