// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modeltest.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <cmath>

using namespace Racer;
using namespace ModelTest;

using Mode = FunctionOptions::Mode;
using Copy = FunctionOptions::Copy;

struct FunctionCase
{
    std::function<Value(const Model &)> start;
    std::function<void(const Model &)> act;
    const char *started;
    QStringList events;
};
Q_DECLARE_METATYPE(FunctionCase)

namespace {

Value sum(const Value &a, const Value &b)
{
    return a.toDouble(std::nan("")) + b.toDouble(std::nan(""));
}

Value identity(const Value &a)
{
    return a;
}

Value startSum(const Model &model)
{
    model.set(u"a", 1);
    model.set(u"b", 2);
    return model.start(u"s", {u"a", u"b"}, sum);
}

ModelFunction fullName()
{
    return {[](const Value &first, const Value &last) {
                return Value(first.toString() + u' ' + last.toString());
            },
            [](const Value &full) {
                Value parts = Value::array();
                for (const QString &part : full.toString().split(u' '))
                    parts.append(Value(part));
                return parts;
            }};
}

Value startFullName(const Model &model)
{
    model.set(u"first", u"John");
    model.set(u"last", u"Smith");
    return model.start(u"full", {u"first", u"last"}, fullName());
}

// {v} to {w}, item by item.
Value renamed(const Value &items)
{
    Value result = Value::array();
    for (const Value &item : items.elements())
        result.append(Value::object({{Key(u"w"), item.value(u"v")}}));
    return result;
}

Value without2(const Value &items)
{
    Value result = Value::array();
    for (const Value &item : items.elements()) {
        if (item.value(u"v") != Value(2))
            result.append(item);
    }
    return result;
}

auto overList(Value (*function)(const Value &), FunctionOptions options)
{
    return [function, options](const Model &model) {
        model.set(u"l", json("[{\"v\":1},{\"v\":2}]"));
        model.set(u"k", 1);
        return model.start(u"o", {u"l", u"k"}, function, options);
    };
}

} // namespace

class tst_Functions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runs_data();
    void runs();
    void modes_data();
    void modes();
    void twoWay_data();
    void twoWay();
    void inputsOfAnyShape();
    void listenersOfChangesSeeTheOldOutput();
    void insideAListenerTheOutputIsOld();
    void aThrowAtTheStartLeavesAllAsItWas();
    void aThrowLaterIsReportedAndForgiven();
    void aSetterThatNamesNoInputIsReported();
    void anOutputThatCannotBeWrittenIsReported();
    void functionsThatAnswerEachOtherForEverAreCut();
    void stopWhileRunning();
    void aNewFunctionAnswersEventsOfItsPredecessor();
    void manyFunctions();
};

void tst_Functions::runs_data()
{
    QTest::addColumn<FunctionCase>("test");
    const auto row = [](const char *name, FunctionCase test) { QTest::newRow(name) << test; };

    row("after a change of an input",
        {startSum, [](const Model &m) { m.set(u"a", 5); }, "3",
         {u"change _n.a 5 1"_qs, u"change _n.s 7 3 {\"$fn\":true}"_qs}});
    row("without a change of the result nothing is written",
        {startSum, [](const Model &m) { m.set(u"a", 1); }, "3", {u"change _n.a 1 1"_qs}});
    row("and passes on what was passed",
        {startSum, [](const Model &m) { m.pass(json("{\"k\":1}")).set(u"a", 5); }, "3",
         {u"change _n.a 5 1 {\"k\":1}"_qs, u"change _n.s 7 3 {\"k\":1,\"$fn\":true}"_qs}});
    row("not after a silent change", {startSum, [](const Model &m) { m.silent().set(u"a", 5); }, "3", {}});
    row("not for a sibling",
        {startSum, [](const Model &m) { m.set(u"c", 5); }, "3", {u"change _n.c 5 undef"_qs}});
    row("when an input is deleted",
        {startSum, [](const Model &m) { m.del(u"a"); }, "3",
         {u"change _n.a undef 1"_qs, u"change _n.s null 3 {\"$fn\":true}"_qs}});
    row("after an event below an input",
        {[](const Model &m) {
             m.set(u"o.k", 1);
             return m.start(u"s", u"o", [](const Value &o) { return o.value(u"k"); });
         },
         [](const Model &m) { m.set(u"o.k", 5); }, "1",
         {u"change _n.o.k 5 1"_qs, u"change _n.s 5 1 {\"$fn\":true}"_qs}});
    row("after an event above an input that was not there",
        {[](const Model &m) { return m.start(u"s", {u"o.k.z"}, identity); },
         [](const Model &m) { m.set(u"o", json("{\"k\":{\"z\":4}}")); }, "",
         {u"change _n.o {\"k\":{\"z\":4}} undef"_qs, u"change _n.s 4 undef {\"$fn\":true}"_qs}});
    row("once for each input below an event",
        {[](const Model &m) {
             m.set(u"d", json("{\"a\":1,\"b\":2}"));
             return m.start(u"s", {u"d.a", u"d.b"},
                            [](const Value &a, const Value &b) { return Value::array({sum(a, b)}); },
                            {.mode = Mode::Diff});
         },
         [](const Model &m) { m.set(u"d", json("{\"a\":5,\"b\":6}")); }, "[3]",
         {u"change _n.d {\"a\":5,\"b\":6} {\"a\":1,\"b\":2}"_qs, u"change _n.s [11] [3] {\"$fn\":true}"_qs,
          u"change _n.s [11] [11] {\"$fn\":true}"_qs}});
    row("after a function that it depends on",
        {[](const Model &m) {
             m.set(u"a", 1);
             m.start(u"b", u"a", [](const Value &a) { return a.toDouble() + 1; });
             return m.start(u"c", {u"a", u"b"}, sum);
         },
         [](const Model &m) { m.set(u"a", 10); }, "3",
         {u"change _n.a 10 1"_qs, u"change _n.b 11 2 {\"$fn\":true}"_qs, u"change _n.c 21 3 {\"$fn\":true}"_qs}});
    row("with a glitch, before a function that it depends on",
        {[](const Model &m) {
             m.set(u"a", 1);
             const Value first = m.start(u"c", {u"a", u"b"},
                                         [](const Value &a, const Value &b) { return a.toDouble() + b.toDouble(); });
             m.start(u"b", u"a", [](const Value &a) { return a.toDouble() + 1; });
             return first;
         },
         [](const Model &m) { m.set(u"a", 10); }, "1",
         {u"change _n.a 10 1"_qs, u"change _n.c 12 3 {\"$fn\":true}"_qs, u"change _n.b 11 2 {\"$fn\":true}"_qs,
          u"change _n.c 21 12 {\"$fn\":true}"_qs}});
    row("an undefined result over another is stored",
        {[](const Model &m) {
             m.set(u"a", 1);
             return m.start(u"s", u"a", identity);
         },
         [](const Model &m) { m.del(u"a"); }, "1",
         {u"change _n.a undef 1"_qs, u"change _n.s undef 1 {\"$fn\":true}"_qs}});
    row("an undefined result over nothing is not",
        {[](const Model &m) { return m.start(u"s", u"a", identity); }, [](const Model &m) { m.set(u"z", 1); }, "",
         {u"change _n.z 1 undef"_qs}});
    row("without inputs only once",
        {[](const Model &m) { return m.start(u"s", {}, [] { return 7; }); },
         [](const Model &m) { m.set(u"z", 1); }, "7", {u"change _n.z 1 undef"_qs}});
    row("the root is no input",
        {[](const Model &m) { return m.scope().start(u"_n.s", u"", [](const Value &a) { return a.isUndefined(); }); },
         [](const Model &m) { m.set(u"z", 1); }, "true", {u"change _n.z 1 undef"_qs}});
    row("only the last one started at an output",
        {[](const Model &m) {
             m.set(u"a", 1);
             m.start(u"s", u"a", identity);
             return m.start(u"s", u"a", [](const Value &a) { return a.toDouble() * 100; });
         },
         [](const Model &m) { m.set(u"a", 2); }, "100",
         {u"change _n.a 2 1"_qs, u"change _n.s 200 100 {\"$fn\":true}"_qs}});
    row("not once it is stopped",
        {[](const Model &m) {
             m.set(u"a", 1);
             m.start(u"s", u"a", identity);
             m.stop(u"nothing here");
             m.stop(u"s");
             return m.get(u"s");
         },
         [](const Model &m) { m.set(u"a", 2); }, "1", {u"change _n.a 2 1"_qs}});
    row("not once all below are stopped",
        {[](const Model &m) {
             m.set(u"a", 1);
             m.start(u"o.s", u"a", identity);
             m.start(u"p", u"a", identity);
             m.stop(u"o"); // which is no output
             m.stopAll(u"o");
             return m.get(u"p");
         },
         [](const Model &m) { m.set(u"a", 2); }, "1",
         {u"change _n.a 2 1"_qs, u"change _n.p 2 1 {\"$fn\":true}"_qs}});
    row("not once all of the root are stopped",
        {[](const Model &m) {
             const Value first = startSum(m);
             m.scope().stopAll();
             return first;
         },
         [](const Model &m) { m.set(u"a", 2); }, "3", {u"change _n.a 2 1"_qs}});
    row("an output that is written elsewhere stays until the next event",
        {startSum, [](const Model &m) {
             m.set(u"s", 0);
             m.set(u"b", 2);
         },
         "3", {u"change _n.s 0 3"_qs, u"change _n.b 2 2"_qs, u"change _n.s 3 0 {\"$fn\":true}"_qs}});
    row("below an event, in the order of a JavaScript object",
        {[](const Model &m) {
             m.set(u"out", Value::object());
             for (const char16_t *key : {u"z", u"10", u"2", u"a", u"01"})
                 m.start(Path({Key(u"out"), Key(key)}), m.at(u"in").at(key), identity);
             return Value();
         },
         [](const Model &m) { m.set(u"in", json("{\"2\":3,\"10\":4,\"01\":5,\"a\":1,\"z\":2}")); }, "",
         {u"change _n.in {\"2\":3,\"10\":4,\"01\":5,\"a\":1,\"z\":2} undef"_qs,
          u"change _n.out.2 3 undef {\"$fn\":true}"_qs, u"change _n.out.10 4 undef {\"$fn\":true}"_qs,
          u"change _n.out.z 2 undef {\"$fn\":true}"_qs, u"change _n.out.a 1 undef {\"$fn\":true}"_qs,
          u"change _n.out.01 5 undef {\"$fn\":true}"_qs}});
}

void tst_Functions::runs()
{
    QFETCH(FunctionCase, test);
    RootModel model;
    const Model scoped = model.at(u"_n");
    QCOMPARE(text(test.start(scoped)), text(json(test.started)));
    Log log(model);
    test.act(scoped);
    QCOMPARE(log.take(), test.events);
}

void tst_Functions::modes_data()
{
    QTest::addColumn<FunctionCase>("test");
    const auto row = [](const char *name, FunctionCase test) { QTest::newRow(name) << test; };
    const auto push = [](const Model &m) { m.push(u"l", json("{\"v\":3}")); };
    const auto change = [](const Model &m) { m.set(u"l.0.v", 9); };
    const auto other = [](const Model &m) { m.set(u"k", 2); };
    const QString pushed = u"insert _n.l 2 [{\"v\":3}]"_qs;
    const QString changed = u"change _n.l.0.v 9 1"_qs;
    const QString set = u"change _n.k 2 1"_qs;
    const QString fn = u" {\"$fn\":true}"_qs;
    const char *const made = "[{\"w\":1},{\"w\":2}]";
    const char *const kept = "[{\"v\":1}]";
    const char *const all = "[{\"v\":1},{\"v\":2}]";

    row("diffDeep: a push is a push",
        {overList(renamed, {}), push, made, {pushed, u"insert _n.o 2 [{\"w\":3}]"_qs + fn}});
    row("diffDeep: a change is a change",
        {overList(renamed, {}), change, made, {changed, u"change _n.o.0.w 9 1"_qs + fn}});
    row("diffDeep: the same again is nothing", {overList(identity, {}), other, all, {set}});
    row("diff: a push sets the whole",
        {overList(renamed, {.mode = Mode::Diff}), push, made,
         {pushed, u"change _n.o [{\"w\":1},{\"w\":2},{\"w\":3}] [{\"w\":1},{\"w\":2}]"_qs + fn}});
    row("diff: a change sets the whole",
        {overList(renamed, {.mode = Mode::Diff}), change, made,
         {changed, u"change _n.o [{\"w\":9},{\"w\":2}] [{\"w\":1},{\"w\":2}]"_qs + fn}});
    row("diff: the same again is another container",
        {overList(identity, {.mode = Mode::Diff}), other, all,
         {set, u"change _n.o [{\"v\":1},{\"v\":2}] [{\"v\":1},{\"v\":2}]"_qs + fn}});
    row("diff: the same again is the same without copies",
        {overList(identity, {.mode = Mode::Diff, .copy = Copy::None}), other, all, {set}});
    row("arrayDeep: a push is a push",
        {overList(renamed, {.mode = Mode::ArrayDeep}), push, made, {pushed, u"insert _n.o 2 [{\"w\":3}]"_qs + fn}});
    row("arrayDeep: a change replaces the item",
        {overList(renamed, {.mode = Mode::ArrayDeep}), change, made,
         {changed, u"remove _n.o 0 [{\"w\":1}]"_qs + fn, u"insert _n.o 0 [{\"w\":9}]"_qs + fn}});
    row("array: other containers are other items",
        {overList(renamed, {.mode = Mode::Array}), push, made,
         {pushed, u"remove _n.o 0 [{\"w\":1},{\"w\":2}]"_qs + fn,
          u"insert _n.o 0 [{\"w\":1},{\"w\":2},{\"w\":3}]"_qs + fn}});
    row("array: copies are other items",
        {overList(without2, {.mode = Mode::Array, .copy = Copy::Input}), push, kept,
         {pushed, u"remove _n.o 0 [{\"v\":1}]"_qs + fn, u"insert _n.o 0 [{\"v\":1},{\"v\":3}]"_qs + fn}});
    row("array: the model's own items stay without copies",
        {overList(without2, {.mode = Mode::Array, .copy = Copy::None}), push, kept,
         {pushed, u"insert _n.o 1 [{\"v\":3}]"_qs + fn}});
}

void tst_Functions::modes()
{
    runs();
}

void tst_Functions::twoWay_data()
{
    QTest::addColumn<FunctionCase>("test");
    const auto row = [](const char *name, FunctionCase test) { QTest::newRow(name) << test; };
    const auto startWith = [](auto set) {
        return [set](const Model &model) {
            model.set(u"a", 1);
            model.set(u"b", 2);
            return model.start(u"s", {u"a", u"b"}, {sum, set});
        };
    };

    row("the output is written to the inputs",
        {startFullName, [](const Model &m) { m.set(u"full", u"A B"); }, "\"John Smith\"",
         {u"change _n.full \"A B\" \"John Smith\""_qs, u"change _n.first \"A\" \"John\" {\"$fn\":true}"_qs,
          u"change _n.last \"B\" \"Smith\" {\"$fn\":true}"_qs}});
    row("the inputs are written to the output",
        {startFullName, [](const Model &m) { m.set(u"first", u"X"); }, "\"John Smith\"",
         {u"change _n.first \"X\" \"John\""_qs, u"change _n.full \"X Smith\" \"John Smith\" {\"$fn\":true}"_qs}});
    row("what was passed goes on",
        {startFullName, [](const Model &m) { m.pass(json("{\"k\":1}")).set(u"full", u"A Smith"); }, "\"John Smith\"",
         {u"change _n.full \"A Smith\" \"John Smith\" {\"k\":1}"_qs,
          u"change _n.first \"A\" \"John\" {\"k\":1,\"$fn\":true}"_qs}});
    row("a deleted output is undefined",
        {startFullName, [](const Model &m) { m.del(u"full"); }, "\"John Smith\"",
         {u"change _n.full undef \"John Smith\""_qs, u"change _n.first \"\" \"John\" {\"$fn\":true}"_qs}});
    row("inputs by index; the getter does not run again",
        {startWith([](const Value &v) { return Value::object({{Key(u"1"), v}}); }),
         [](const Model &m) { m.set(u"s", 50); }, "3",
         {u"change _n.s 50 3"_qs, u"change _n.b 50 2 {\"$fn\":true}"_qs}});
    row("by index in their order",
        {startWith([](const Value &v) { return Value::object({{Key(u"1"), v}, {Key(u"0"), v}}); }),
         [](const Model &m) { m.set(u"s", 50); }, "3",
         {u"change _n.s 50 3"_qs, u"change _n.a 50 1 {\"$fn\":true}"_qs, u"change _n.b 50 2 {\"$fn\":true}"_qs}});
    row("the setter sees the inputs",
        {startWith([](const Value &v, const Value &a, const Value &b) {
             return Value::array({v.toDouble() - b.toDouble(), a.toDouble() + b.toDouble()});
         }),
         [](const Model &m) { m.set(u"s", 50); }, "3",
         {u"change _n.s 50 3"_qs, u"change _n.a 48 1 {\"$fn\":true}"_qs, u"change _n.b 3 2 {\"$fn\":true}"_qs}});
    row("the setter sees the inputs as a list",
        {startWith([](const Value &v, const QList<Value> &inputs) {
             return Value::array({v.toDouble() - inputs.at(1).toDouble()});
         }),
         [](const Model &m) { m.set(u"s", 50); }, "3",
         {u"change _n.s 50 3"_qs, u"change _n.a 48 1 {\"$fn\":true}"_qs}});
    row("nothing is written for null", {startWith([](const Value &) { return nullptr; }),
                                        [](const Model &m) { m.set(u"s", 50); }, "3", {u"change _n.s 50 3"_qs}});
    row("reverse, from both sides",
        {[](const Model &m) {
             m.set(u"l", json("[1,2,3]"));
             return m.start(u"r", u"l", u"reverse");
         },
         [](const Model &m) {
             m.push(u"l", 4);
             m.push(u"r", 0);
         },
         "[3,2,1]",
         {u"insert _n.l 3 [4]"_qs, u"insert _n.r 0 [4] {\"$fn\":true}"_qs, u"insert _n.r 4 [0]"_qs,
          u"insert _n.l 0 [0] {\"$fn\":true}"_qs}});
    row("reverse of nothing",
        {[](const Model &m) { return m.start(u"r", u"l", u"reverse"); }, [](const Model &m) { m.push(u"l", 4); }, "",
         {u"insert _n.l 0 [4]"_qs, u"change _n.r [4] undef {\"$fn\":true}"_qs}});
    row("the finest events, on both sides",
        {[](const Model &m) {
             m.set(u"l", json("[{\"k\":1},{\"k\":2},{\"k\":3}]"));
             return m.start(u"r", u"l", {identity, [](const Value &a) { return Value::array({a}); }});
         },
         [](const Model &m) {
             m.move(u"l", 0, 2);
             m.set(u"r.0.k", 7);
         },
         "[{\"k\":1},{\"k\":2},{\"k\":3}]",
         {u"move _n.l 0 2 1"_qs, u"move _n.r 1 0 2 {\"$fn\":true}"_qs, u"change _n.r.0.k 7 2"_qs,
          u"change _n.l.0.k 7 2 {\"$fn\":true}"_qs}});
}

void tst_Functions::twoWay()
{
    runs();
}

void tst_Functions::inputsOfAnyShape()
{
    RootModel model;
    model.set(u"_n.a", 1);
    model.set(u"_n.b", 2);
    const Model b = model.at(u"_n.b");
    const auto count = [](const QList<Value> &inputs) { return inputs.size(); };
    QCOMPARE(model.evaluate({}, count), Value(0));
    QCOMPARE(model.evaluate(u"_n.a", identity), Value(1));
    QCOMPARE(model.evaluate(b, identity), Value(2));
    QCOMPARE(model.evaluate({u"_n.a", b, Path(u"_n.a")}, count), Value(3));
    QCOMPARE(model.evaluate(QStringList{u"_n.a"_qs, u"_n.b"_qs}, sum), Value(3));
    QCOMPARE(model.at(u"_n").evaluate({u"a", b}, sum), Value(3));
    // missing ones are undefined, and those that are too many are left out
    QCOMPARE(model.evaluate(u"_n.a", [](const Value &, const Value &second) { return second.isUndefined(); }),
             Value(true));
    QCOMPARE(model.evaluate({u"_n.a", u"_n.b"}, identity), Value(1));
}

void tst_Functions::listenersOfChangesSeeTheOldOutput()
{
    RootModel model;
    startSum(model.at(u"_n"));
    QStringList seen;
    model.on<ChangeEvent>(u"_n.a", [&](const ChangeEvent &) { seen << u"change "_qs + text(model.get(u"_n.s")); });
    model.on<Event>(u"_n.a", [&](const Event &) { seen << u"all "_qs + text(model.get(u"_n.s")); });
    model.on<ChangeEvent>(u"_n.s", [&](const ChangeEvent &) { seen << u"output"_qs; });
    model.set(u"_n.a", 5);
    QCOMPARE(seen, QStringList({u"change 3"_qs, u"all 7"_qs, u"output"_qs}));
}

void tst_Functions::insideAListenerTheOutputIsOld()
{
    RootModel model;
    startSum(model.at(u"_n"));
    Value inside;
    model.on<Event>(u"_n.go", [&](const Event &) {
        model.set(u"_n.a", 10);
        inside = model.get(u"_n.s");
    });
    model.set(u"_n.go", 1);
    QCOMPARE(inside, Value(3));
    QCOMPARE(model.get(u"_n.s"), Value(12));
}

void tst_Functions::aThrowAtTheStartLeavesAllAsItWas()
{
    RootModel model;
    QSignalSpy errors(&model, &RootModel::error);
    const Model n = model.at(u"_n");
    startSum(n);
    const auto bad = [](const Value &) -> Value { throw Error(u"no"_qs); };
    try {
        n.start(u"s", u"a", bad);
        QFAIL("nothing was thrown");
    } catch (const Error &error) {
        QCOMPARE(error.message(), u"no"_qs);
    }
    try {
        n.start(u"other", u"a", bad);
        QFAIL("nothing was thrown");
    } catch (const Error &) {
    }
    n.set(u"a", 10);
    QCOMPARE(n.get(u"s"), Value(12)); // the former one goes on
    QVERIFY(errors.isEmpty());
}

void tst_Functions::aThrowLaterIsReportedAndForgiven()
{
    RootModel model;
    QSignalSpy errors(&model, &RootModel::error);
    const Model n = model.at(u"_n");
    n.set(u"a", 1);
    n.start(u"s", u"a", [](const Value &a) {
        if (a == Value(2))
            throw Error(ErrorCode::InvalidPath, u"not 2"_qs);
        if (a == Value(3))
            throw std::runtime_error("not 3");
        return a;
    });
    int others = 0;
    n.start(u"t", u"a", [&](const Value &) { return ++others; });
    n.set(u"a", 2);
    n.set(u"a", 3);
    n.set(u"a", 4);
    QCOMPARE(n.get(u"s"), Value(4));
    QCOMPARE(others, 4);
    QCOMPARE(errors.size(), 2);
    const auto first = errors.at(0).at(0).value<Error>();
    QCOMPARE(first.message(), u"Reactive function at _n.s: not 2"_qs);
    QVERIFY(first.is(ErrorCode::InvalidPath));
    QCOMPARE(errors.at(1).at(0).value<Error>().message(), u"Reactive function at _n.s: not 3"_qs);
}

void tst_Functions::aSetterThatNamesNoInputIsReported()
{
    RootModel model;
    QSignalSpy errors(&model, &RootModel::error);
    model.start(u"_n.s", u"_n.a", {identity, [](const Value &) { return Value::array({1, 2}); }});
    model.set(u"_n.s", 50);
    QCOMPARE(model.get(u"_n.a"), Value(1));
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.at(0).at(0).value<Error>().message(),
             u"Reactive function at _n.s: the setter's result has a member that is none of the inputs: [1,2]"_qs);
}

void tst_Functions::anOutputThatCannotBeWrittenIsReported()
{
    RootModel model;
    QSignalSpy errors(&model, &RootModel::error);
    QCOMPARE(model.start(u"_n", u"_m.a", [] { return 5; }), Value(5));
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(errors.at(0).at(0).value<Error>().message(),
             u"setDiff must be performed under a collection and document id. Invalid path: _n"_qs);
}

void tst_Functions::functionsThatAnswerEachOtherForEverAreCut()
{
    RootModel model;
    QSignalSpy errors(&model, &RootModel::error);
    const Model n = model.at(u"_n");
    const auto more = [](const Value &a) { return a.toDouble() + 1; };
    n.start(u"a", u"b", more);
    n.start(u"b", u"a", more);
    QCOMPARE(errors.size(), 1);
    QVERIFY(errors.at(0).at(0).value<Error>().message().startsWith(u"Maximum model mutation event cycles exceeded."));
    n.stopAll();
    n.set(u"a", 1);
    QCOMPARE(n.get(u"a"), Value(1));
}

void tst_Functions::stopWhileRunning()
{
    RootModel model;
    const Model n = model.at(u"_n");
    int runs = 0;
    n.start(u"one", u"a", [&](const Value &a) {
        if (a == Value(2))
            n.stopAll();
        return a;
    });
    n.start(u"two", u"a", [&](const Value &) { return ++runs; });
    n.set(u"a", 1);
    n.set(u"a", 2);
    n.set(u"a", 3);
    QCOMPARE(runs, 2);
    QCOMPARE(n.get(u"one"), Value(2));
}

void tst_Functions::aNewFunctionAnswersEventsOfItsPredecessor()
{
    RootModel model;
    const Model n = model.at(u"_n");
    n.set(u"a", 1);
    n.start(u"s", u"a", identity);
    int runs = 0;
    n.once<Event>(u"a", [&](const Event &) { // the event at "s" still waits
        for (int i = 0; i < 10; ++i) {
            n.stop(u"s");
            n.start(u"t", u"s", [&](const Value &s) {
                ++runs;
                return s;
            });
        }
    });
    n.set(u"a", 2);
    QCOMPARE(runs, 11);
    QCOMPARE(n.get(u"t"), Value(2));
}

void tst_Functions::manyFunctions()
{
    RootModel model;
    const Model n = model.at(u"_n");
    int runs = 0;
    for (int i = 0; i < 2000; ++i) {
        n.start(u"out.%1"_qs.arg(i), n.at(u"in").at(i), [&](const Value &a) {
            ++runs;
            return a;
        });
    }
    runs = 0;
    n.set(u"in.k1500", 1);
    QCOMPARE(runs, 0);
    n.set(u"in.1500", 1);
    QCOMPARE(runs, 1);
    n.stopAll(u"out");
    n.set(u"in.1500", 2);
    QCOMPARE(runs, 1);
}

QTEST_GUILESS_MAIN(tst_Functions)
#include "tst_functions.moc"
