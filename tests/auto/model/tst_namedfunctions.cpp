// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modeltest.h"

#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

using Mode = FunctionOptions::Mode;
using Copy = FunctionOptions::Copy;

// Functions by name, built in ones, and what goes into bundles.
class tst_NamedFunctions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names();
    void unknownNames_data();
    void unknownNames();
    void evaluate();
    void comparators_data();
    void comparators();
    void optionsInBundles_data();
    void optionsInBundles();
};

void tst_NamedFunctions::names()
{
    RootModel model;
    model.fn(u"double", [](const Value &a) { return a.toDouble() * 2; });
    model.set(u"_n.a", 4);
    QCOMPARE(model.at(u"_n").start(u"s", u"a", u"double"), Value(8));
    model.at(u"_other").fn(u"double", [](const Value &) { return 0; });
    model.set(u"_n.a", 5);
    QCOMPARE(model.get(u"_n.s"), Value(10)); // the one it was started with
    QCOMPARE(model.evaluate(u"_n.a", u"double"), Value(0));
    model.fn(u"reverse", [](const Value &) { return u"mine"; });
    QCOMPARE(model.evaluate(u"_n.a", u"reverse"), Value(u"mine"));
    model.fn(u"alias", u"double");
    QCOMPARE(model.evaluate(u"_n.a", u"alias"), Value(0));
}

void tst_NamedFunctions::unknownNames_data()
{
    QTest::addColumn<Key>("name");
    QTest::addColumn<QString>("message");

    QTest::newRow("nobody defined it") << Key(u"nope") << u"Model function not found: nope"_qs;
    QTest::newRow("none given") << Key() << u"Model function not found: undefined"_qs;
    QTest::newRow("a name for itself") << Key(u"loop") << u"Model function not found: loop"_qs;
}

void tst_NamedFunctions::unknownNames()
{
    QFETCH(Key, name);
    QFETCH(QString, message);
    RootModel model;
    model.fn(u"loop", u"loop");
    for (const bool starts : {true, false}) {
        try {
            if (starts)
                model.start(u"_n.s", u"_n.a", name);
            else
                Q_UNUSED(model.evaluate(u"_n.a", name));
            QFAIL("nothing was thrown");
        } catch (const Error &error) {
            QCOMPARE(error.message(), message);
        }
    }
    QVERIFY(model.get(u"_n").isUndefined());
}

void tst_NamedFunctions::evaluate()
{
    RootModel model;
    Log log(model);
    model.set(u"_n.a", 1);
    log.take();
    QCOMPARE(model.evaluate({u"_n.a", u"_n.b"}, [](const Value &a, const Value &b) { return Value::array({a, b}); }),
             Value::array({1, Value()}));
    model.set(u"_n.a", 2);
    QCOMPARE(log.take(), QStringList{u"change _n.a 2 1"_qs});
}

void tst_NamedFunctions::comparators_data()
{
    QTest::addColumn<Value>("a");
    QTest::addColumn<Value>("b");
    QTest::addColumn<int>("order");

    QTest::newRow("numbers") << Value(2) << Value(10) << -1;
    QTest::newRow("texts by unit") << Value(u"10") << Value(u"2") << -1;
    QTest::newRow("a text as a number") << Value(u"10") << Value(2) << 1;
    QTest::newRow("a text that is no number") << Value(u"ten") << Value(2) << 0;
    QTest::newRow("hexadecimal text") << Value(u" 0x10 ") << Value(15) << 1;
    QTest::newRow("infinity as text") << Value(u"Infinity") << Value(1e300) << 1;
    QTest::newRow("no such word in JavaScript") << Value(u"inf") << Value(1e300) << 0;
    QTest::newRow("null is 0") << Value(nullptr) << Value(1) << -1;
    QTest::newRow("true is 1") << Value(true) << Value(0) << 1;
    QTest::newRow("undefined compares with nothing") << Value() << Value(1) << 0;
    QTest::newRow("an array as its text") << Value::array({1, 2}) << Value(u"1,3") << -1;
    QTest::newRow("objects are all the same") << Value::object({{Key(u"k"), 1}}) << Value::object() << 0;
    QTest::newRow("equal") << Value(u"a") << Value(u"a") << 0;
}

void tst_NamedFunctions::comparators()
{
    QFETCH(Value, a);
    QFETCH(Value, b);
    QFETCH(int, order);
    RootModel model;
    model.set(u"_n.a", a);
    model.set(u"_n.b", b);
    QCOMPARE(model.evaluate({u"_n.a", u"_n.b"}, u"asc"), Value(order));
    QCOMPARE(model.evaluate({u"_n.a", u"_n.b"}, u"desc"), Value(-order));
}

void tst_NamedFunctions::optionsInBundles_data()
{
    QTest::addColumn<FunctionOptions>("options");
    QTest::addColumn<QByteArray>("written");

    QTest::newRow("the defaults") << FunctionOptions() << QByteArray();
    QTest::newRow("a mode") << FunctionOptions{.mode = Mode::ArrayDeep} << QByteArray("{\"mode\":\"arrayDeep\"}");
    QTest::newRow("all") << FunctionOptions{Mode::Diff, Copy::None, true}
                         << QByteArray("{\"mode\":\"diff\",\"copy\":\"none\",\"async\":true}");
}

void tst_NamedFunctions::optionsInBundles()
{
    QFETCH(FunctionOptions, options);
    QFETCH(QByteArray, written);
    QCOMPARE(Json::stringify(options.toValue()), written);
    QCOMPARE(FunctionOptions::fromValue(options.toValue()), options);
    QCOMPARE(FunctionOptions::fromValue(json("{\"mode\":\"whatever\"}")).mode, Mode::Diff);
}

QTEST_GUILESS_MAIN(tst_NamedFunctions)
#include "tst_namedfunctions.moc"
