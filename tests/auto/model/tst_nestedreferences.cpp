// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modeltest.h"

#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

namespace {

class Random
{
public:
    explicit Random(quint32 seed) : m_state(seed * 2654435761u) { }
    quint32 operator()(quint32 bound)
    {
        m_state = m_state * 1664525u + 1013904223u;
        return (m_state >> 8) % bound;
    }

private:
    quint32 m_state;
};

Value listOf(const Value &items, const Value &ids)
{
    Value list = Value::array();
    for (const Value &id : ids.elements())
        list.append(items.value(id.toKey()));
    return list;
}

bool isListOf(const Value &list, const Value &items, const Value &ids)
{
    return list == listOf(items, ids);
}

} // namespace

// Refs and refLists through each other, compared with what they are by definition.
class tst_NestedReferences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsInItemOfAnotherList();
    void listsInsideRefsInsideLists();
    void randomEdits();
    void randomEditsInside();
};

void tst_NestedReferences::idsInItemOfAnotherList()
{
    RootModel model;
    model.set(u"_p.nodes", json(R"({"a":{"id":"a","kids":["b","c","b"]},"b":{"id":"b"},"c":{"id":"c"}})"));
    model.set(u"_p.top", json(R"(["a"])"));
    model.refList(u"_p.tops", u"_p.nodes", u"_p.top");
    model.ref(u"_p.current", u"_p.tops.0");
    model.refList(u"_p.kids", u"_p.nodes", u"_p.current.kids");
    QCOMPARE(model.get(u"_p.kids"), json(R"([{"id":"b"},{"id":"c"},{"id":"b"}])"));
    model.remove(u"_p.kids", 0);
    QCOMPARE(model.get(u"_p.kids"), json(R"([{"id":"c"},{"id":"b"}])"));
    QCOMPARE(model.get(u"_p.nodes.a.kids"), json(R"(["c","b"])"));
    model.push(u"_p.kids", json(R"({"id":"d"})"));
    QCOMPARE(model.get(u"_p.kids"), json(R"([{"id":"c"},{"id":"b"},{"id":"d"}])"));
    model.push(u"_p.nodes.a.kids", Value(u"c"));
    QCOMPARE(model.get(u"_p.kids.3"), json(R"({"id":"c"})"));
    model.move(u"_p.kids", 0, 3);
    QCOMPARE(model.get(u"_p.tops.0.kids"), json(R"(["b","d","c","c"])"));
    QCOMPARE(model.get(u"_p.kids"), json(R"([{"id":"b"},{"id":"d"},{"id":"c"},{"id":"c"}])"));
}

void tst_NestedReferences::listsInsideRefsInsideLists()
{
    RootModel model;
    model.set(u"_d.groups", json(R"({"x":{"id":"x","members":["m","n"]},"y":{"id":"y","members":[]}})"));
    model.set(u"_d.people", json(R"({"m":{"id":"m","name":"M"},"n":{"id":"n","name":"N"}})"));
    model.set(u"_d.order", json(R"(["y","x"])"));
    model.refList(u"_v.groups", u"_d.groups", u"_d.order");
    model.ref(u"_v.group", u"_v.groups.1");
    model.refList(u"_v.members", u"_d.people", u"_v.group.members");
    model.ref(u"_v.person", u"_v.members.0");
    QCOMPARE(model.get(u"_v.person.name"), Value(u"M"));
    model.set(u"_v.person.name", Value(u"MM"));
    QCOMPARE(model.get(u"_d.people.m.name"), Value(u"MM"));
    QCOMPARE(model.get(u"_v.members.0.name"), Value(u"MM"));
    model.move(u"_v.group.members", 0, 1);
    QCOMPARE(model.get(u"_v.person.name"), Value(u"N"));
    model.move(u"_v.groups", 0, 1);
    QCOMPARE(model.get(u"_v.members"), Value::array());
    QCOMPARE(model.get(u"_v.person"), Value());
    model.push(u"_v.members", json(R"({"id":"o","name":"O"})"));
    QCOMPARE(model.get(u"_d.groups.y.members"), json(R"(["o"])"));
    QCOMPARE(model.get(u"_v.person.name"), Value(u"O"));
}

// Against the list as it is computed from its definition.
void tst_NestedReferences::randomEdits()
{
    for (quint32 seed = 1; seed <= 60; ++seed) {
        RootModel model;
        QStringList errors;
        connect(&model, &RootModel::error, this, [&errors](const Error &error) { errors << error.message(); });
        model.set(u"_p.colors", json(R"({"g":{"id":"g"},"r":{"id":"r"}})"));
        model.set(u"_p.ids", json(R"(["r","g","r"])"));
        model.refList(u"_p.list", u"_p.colors", u"_p.ids");
        model.ref(u"_p.alias", u"_p.list");
        model.ref(u"_p.first", u"_p.alias.0");
        Random random(seed);
        const auto letter = [&random] { return QString(QChar(u'a' + random(6))); };
        const auto item = [&] {
            return Value::object({{Key(u"id"), Value(letter())}, {Key(u"n"), int(random(99))}});
        };
        const auto list = [&] { return random(2) ? u"_p.list"_qs : u"_p.alias"_qs; };
        for (int step = 0; step < 60; ++step) {
            const qsizetype size = model.get(u"_p.list").size();
            const qsizetype index = size ? random(quint32(size)) : 0;
            switch (random(13)) {
            case 0: model.push(list(), item()); break;
            case 1: model.insert(list(), index, Value::array({item(), item()})); break;
            case 2: model.remove(list(), index, 1 + random(2)); break;
            case 3: model.move(list(), index, random(quint32(size + 1))); break;
            case 4: model.insert(u"_p.ids", index, Value(letter())); break;
            case 5: model.remove(u"_p.ids", index); break;
            case 6: model.set(Path{u"_p.colors"} / Key(letter()) / Key(u"n"), int(random(99))); break;
            case 7: model.del(Path{u"_p.colors"} / Key(letter())); break;
            case 8: {
                const Value one = item();
                model.set(Path{u"_p.colors"} / one.value(u"id").toKey(), one);
                break;
            }
            case 9:
                if (size && !model.get(u"_p.first").isNullish())
                    model.set(u"_p.first.n", int(random(99)));
                break;
            case 10:
                if (size)
                    model.set(Path{list()} / Key::fromIndex(index), item());
                break;
            case 11: model.setArrayDiff(u"_p.ids", json(R"(["r","a","b","g","a"])")); break;
            case 12: {
                Value ids = model.get(u"_p.ids");
                if (!ids.isEmpty())
                    ids.move(0, ids.size() - 1);
                model.set(u"_p.ids", ids);
                break;
            }
            }
            const auto where = QStringLiteral("seed %1, step %2: %3").arg(seed).arg(step).arg(text(model.get(u"_p")));
            QVERIFY2(isListOf(model.get(u"_p.list"), model.get(u"_p.colors"), model.get(u"_p.ids")), qPrintable(where));
            QVERIFY2(model.get(u"_p.alias") == model.get(u"_p.list"), qPrintable(where));
            QVERIFY2(model.get(u"_p.first") == model.get(u"_p.list").at(0), qPrintable(where));
        }
        QCOMPARE(errors, QStringList());
    }
}

void tst_NestedReferences::randomEditsInside()
{
    for (quint32 seed = 1; seed <= 60; ++seed) {
        RootModel model;
        QStringList errors;
        connect(&model, &RootModel::error, this, [&errors](const Error &error) { errors << error.message(); });
        model.set(u"_d.groups", json(R"({"x":{"id":"x","members":["m","n"]},"y":{"id":"y","members":["n"]}})"));
        model.set(u"_d.people", json(R"({"m":{"id":"m","n":0},"n":{"id":"n","n":0},"o":{"id":"o","n":0}})"));
        model.set(u"_d.order", json(R"(["y","x"])"));
        model.refList(u"_v.groups", u"_d.groups", u"_d.order");
        model.ref(u"_v.group", u"_v.groups.1");
        model.refList(u"_v.members", u"_d.people", u"_v.group.members");
        model.ref(u"_v.person", u"_v.members.0");
        model.ref(u"_v.same", u"_v.person");
        Random random(seed);
        const auto person = [&random] { return QString(QChar(u'm' + random(4))); };
        const auto group = [&random] { return QString(QChar(u'x' + random(2))); };
        for (int step = 0; step < 80; ++step) {
            const qsizetype size = model.get(u"_v.members").size();
            const qsizetype index = size ? random(quint32(size)) : 0;
            const bool hasGroup = model.get(u"_v.group").isObject();
            switch (random(12)) {
            case 0: model.move(u"_d.order", 0, 1); break;
            case 1: model.move(u"_v.groups", 1, 0); break;
            case 2: model.push(Path{u"_d.groups"} / Key(group()) / Key(u"members"), Value(person())); break;
            case 3: model.shift(Path{u"_d.groups"} / Key(group()) / Key(u"members")); break;
            case 4:
                if (hasGroup)
                    model.push(u"_v.members", Value::object({{Key(u"id"), Value(person())}, {Key(u"n"), step}}));
                break;
            case 5:
                if (hasGroup)
                    model.remove(u"_v.members", index);
                break;
            case 6:
                if (hasGroup && size > 1)
                    model.move(u"_v.group.members", index, 0);
                break;
            case 7:
                if (model.get(u"_v.same").isObject())
                    model.set(u"_v.same.n", step);
                break;
            case 8: model.set(Path{u"_d.people"} / Key(person()) / Key(u"n"), step); break;
            case 9: model.set(u"_d.order", random(3) ? json(R"(["y","x"])") : json(R"(["x"])")); break;
            case 10:
                model.set(Path{u"_d.groups"} / Key(u"x"), json(R"({"id":"x","members":["o","m","o"]})"));
                break;
            case 11: model.silent().set(Path{u"_d.people"} / Key(u"m") / Key(u"n"), step); break;
            }
            const auto where = QStringLiteral("seed %1, step %2: %3").arg(seed).arg(step).arg(text(model.get()));
            const Value groups = listOf(model.get(u"_d.groups"), model.get(u"_d.order"));
            const Value members = listOf(model.get(u"_d.people"), groups.at(1).value(u"members"));
            QVERIFY2(model.get(u"_v.groups") == groups, qPrintable(where));
            QVERIFY2(model.get(u"_v.group") == groups.at(1), qPrintable(where));
            QVERIFY2(model.get(u"_v.members") == members, qPrintable(where));
            QVERIFY2(model.get(u"_v.person") == members.at(0), qPrintable(where));
            QVERIFY2(model.get(u"_v.same") == members.at(0), qPrintable(where));
        }
        QCOMPARE(errors, QStringList());
    }
}

QTEST_GUILESS_MAIN(tst_NestedReferences)
#include "tst_nestedreferences.moc"
