// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modeltest.h"

#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

class tst_Paths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scopes();
    void textOfPaths();
    void getters();
    void modelsAsPaths();
    void rootAndCollections();
};

void tst_Paths::scopes()
{
    RootModel model;
    QCOMPARE(model.path(), QString());
    QCOMPARE(model.at(u"_p.a").at(u"b").path(), u"_p.a.b"_qs);
    QCOMPARE(model.at(u"_p", u"a", 3).path(), u"_p.a.3"_qs);
    QCOMPARE(model.at(u"_p.a").scope(u"_q").path(), u"_q"_qs);
    QCOMPARE(model.at(u"_p.a").scope(model.at(u"_q.x")).path(), u"_q.x"_qs);
    QCOMPARE(model.at(u"_p.a").scope().path(), QString());
    QCOMPARE(model.at(u"_p.a.b").parent().path(), u"_p.a"_qs);
    QCOMPARE(model.at(u"_p.a.b").parent(2).path(), u"_p"_qs);
    QCOMPARE(model.at(u"_p.a.b").parent(9).path(), QString());
    QCOMPARE(model.at(u"_p.a.b").parent(0).path(), u"_p.a.b"_qs);
    QCOMPARE(model.at(u"_p").root(), &model);
    QVERIFY(!Model().isValid());
}

void tst_Paths::textOfPaths()
{
    RootModel model;
    QCOMPARE(model.at(u"_p").path(u"a..b"), u"_p.a..b"_qs);
    QCOMPARE(model.at(u"_p").path(0), u"_p.0"_qs);
    QCOMPARE(model.at(u"_p.a").leaf(), u"a"_qs);
    QCOMPARE(model.at(u"_p.a").leaf(u"x.y"), u"y"_qs);
    QCOMPARE(model.leaf(u"x."), QString());
    QCOMPARE(model.leaf(), QString());
    QVERIFY(Model::isPath(u"a"));
    QVERIFY(Model::isPath(Value()));
    QVERIFY(!Model::isPath(Value::object()));
}

void tst_Paths::getters()
{
    RootModel model;
    model.set(u"_p.x", json(R"({"n":null,"zero":0,"list":[1,2],"text":"abc","object":{"b":1,"a":2}})"));
    const Model x = model.at(u"_p.x");
    QVERIFY(x.get(u"n.y.z").isNull());
    QVERIFY(x.get(u"q.y.z").isUndefined());
    QVERIFY(x.get(u"zero.y").isUndefined());
    QCOMPARE(x.get(u"list.length"), Value(2));
    QCOMPARE(x.get(u"text.length"), Value(3));
    QCOMPARE(x.get(u"list.1"), Value(2));
    QCOMPARE(x.at(u"list").get(1), Value(2));
    QCOMPARE(x.get(), model.get(u"_p.x"));
    QCOMPARE(x.getOrDefault(u"zero", 5), Value(0));
    QCOMPARE(x.getOrDefault(u"n", 5), Value(5));
    QCOMPARE(x.getOrThrow(u"zero"), Value(0));
    try {
        static_cast<void>(x.getOrThrow(u"n"));
        QFAIL("must throw");
    } catch (const Error &error) {
        QCOMPARE(error.message(), u"No value at path _p.x.n"_qs);
    }
    QCOMPARE(x.getValues(u"list"), QList<Value>({1, 2}));
    QCOMPARE(x.getValues(u"object"), QList<Value>({1, 2}));
    QCOMPARE(x.getValues(u"n"), QList<Value>());
    try {
        static_cast<void>(x.getValues(u"zero"));
        QFAIL("must throw");
    } catch (const Error &error) {
        QCOMPARE(error.message(), u"Found non-object type for getValues('_p.x.zero')"_qs);
    }
}

void tst_Paths::modelsAsPaths()
{
    RootModel model;
    const Model a = model.at(u"_p.a");
    model.at(u"_q.other").set(a, 1);
    QCOMPARE(model.get(a), Value(1));
    QCOMPARE(model.at(u"_q").get(a), Value(1));
    model.at(u"_q.other").add(model.at(u"_list"), json(R"({"id":"x"})"));
    QCOMPARE(text(model.get(u"_list")), uR"({"x":{"id":"x"}})"_qs);
}

void tst_Paths::rootAndCollections()
{
    RootModel model;
    model.set(u"_p.a", 1);
    model.set(u"$q.b", 2);
    QCOMPARE(text(model.get()), uR"({"_p":{"a":1},"$q":{"b":2}})"_qs);
    QCOMPARE(text(model.at(u"_x").getCollection(Key(u"_p"))), uR"({"a":1})"_qs);
    QCOMPARE(model.at(u"_x").getDoc(Key(u"_p"), Key(u"a")), Value(1));
}

QTEST_GUILESS_MAIN(tst_Paths)
#include "tst_paths.moc"
