// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modeltest.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

namespace {

constexpr FunctionOptions Async{.async = true};

// The sum of its inputs, noted under its output's name.
class Runs
{
public:
    explicit Runs(const Model &model) : m_model(model) { }

    void start(QStringView name, const QStringList &inputs, const FunctionOptions &options = Async)
    {
        m_model.start(name, inputs, [this, name = name.toString()](const QList<Value> &values) {
            names << name;
            double sum = 0;
            for (const Value &value : values)
                sum += value.toDouble();
            return sum;
        }, options);
    }

    QStringList take()
    {
        QCoreApplication::processEvents();
        return std::exchange(names, {});
    }

    QStringList names;

private:
    const Model m_model;
};

} // namespace

class tst_AsyncFunctions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstRunIsAtOnce();
    void manyEventsMakeOneRun();
    void theFirstEventPasses();
    void queuedCallsKeepTheirOrder();
    void stopCancels();
    void replacingCancels();
    void aThrowDoesNotEndIt();
    void dependencyOrder_data();
    void dependencyOrder();
    void anOrdinaryFunctionBetween();
    void twoWayBetween();
    void aCircleGoesOnInTheNextTurn();
    void theModelMayGoFirst();
};

void tst_AsyncFunctions::theFirstRunIsAtOnce()
{
    RootModel model;
    model.set(u"_n.a", 2);
    QCOMPARE(model.start(u"_n.s", u"_n.a", [](const Value &a) { return a.toDouble() * 2; }, Async), Value(4));
    QCOMPARE(model.get(u"_n.s"), Value(4));
}

void tst_AsyncFunctions::manyEventsMakeOneRun()
{
    RootModel model;
    Runs runs(model.at(u"_n"));
    runs.start(u"s", {u"a"_qs, u"b"_qs});
    runs.names.clear();
    for (int i = 1; i <= 5; ++i) {
        model.set(u"_n.a", i);
        model.set(u"_n.b", i);
    }
    QVERIFY(runs.names.isEmpty());
    QCOMPARE(model.get(u"_n.s"), Value(0));
    QCOMPARE(runs.take(), QStringList{u"s"_qs});
    QCOMPARE(model.get(u"_n.s"), Value(10));
    QCOMPARE(runs.take(), QStringList());
}

void tst_AsyncFunctions::theFirstEventPasses()
{
    RootModel model;
    Runs runs(model.at(u"_n"));
    runs.start(u"s", {u"a"_qs});
    model.pass(json("{\"k\":1}")).set(u"_n.a", 1);
    model.pass(json("{\"k\":2}")).set(u"_n.a", 2);
    Log log(model);
    QCoreApplication::processEvents();
    QCOMPARE(log.take(), QStringList{u"change _n.s 2 0 {\"k\":1,\"$fn\":true}"_qs});
    model.set(u"_n.a", 3);
    QCoreApplication::processEvents();
    QCOMPARE(log.take(), QStringList({u"change _n.a 3 2"_qs, u"change _n.s 3 2 {\"$fn\":true}"_qs}));
}

void tst_AsyncFunctions::queuedCallsKeepTheirOrder()
{
    RootModel model;
    Runs runs(model.at(u"_n"));
    runs.start(u"s", {u"a"_qs});
    runs.names.clear();
    const auto queue = [&](const QString &name) {
        QMetaObject::invokeMethod(&model, [&runs, name] { runs.names << name; }, Qt::QueuedConnection);
    };
    queue(u"before"_qs);
    model.set(u"_n.a", 1);
    queue(u"after"_qs);
    QCOMPARE(runs.take(), QStringList({u"before"_qs, u"s"_qs, u"after"_qs}));
}

void tst_AsyncFunctions::stopCancels()
{
    RootModel model;
    Runs runs(model.at(u"_n"));
    runs.start(u"s", {u"a"_qs});
    runs.start(u"t", {u"a"_qs});
    runs.names.clear();
    model.set(u"_n.a", 1);
    model.stop(u"_n.s");
    QCOMPARE(runs.take(), QStringList{u"t"_qs});
    QCOMPARE(model.get(u"_n.s"), Value(0));
}

void tst_AsyncFunctions::replacingCancels()
{
    RootModel model;
    Runs runs(model.at(u"_n"));
    runs.start(u"s", {u"a"_qs});
    model.set(u"_n.a", 1);
    model.start(u"_n.s", u"_n.b", [](const Value &) { return u"other"; });
    runs.names.clear();
    QCOMPARE(runs.take(), QStringList());
    QCOMPARE(model.get(u"_n.s"), Value(u"other"));
}

void tst_AsyncFunctions::aThrowDoesNotEndIt()
{
    RootModel model;
    QSignalSpy errors(&model, &RootModel::error);
    model.start(u"_n.s", u"_n.a", [](const Value &a) {
        if (a == Value(1))
            throw Error(u"not 1"_qs);
        return a;
    }, Async);
    model.set(u"_n.a", 1);
    QCoreApplication::processEvents();
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.at(0).at(0).value<Error>().message(), u"Reactive function at _n.s: not 1"_qs);
    model.set(u"_n.a", 2);
    QCoreApplication::processEvents();
    QCOMPARE(model.get(u"_n.s"), Value(2));
}

void tst_AsyncFunctions::dependencyOrder_data()
{
    QTest::addColumn<QList<QStringList>>("functions"); // output, inputs
    QTest::addColumn<QStringList>("changes");
    QTest::addColumn<QStringList>("runs");

    const auto row = [](const char *name, const QList<QStringList> &functions, const char *changes, const char *runs) {
        QTest::newRow(name) << functions << QString::fromLatin1(changes).split(u' ')
                            << QString::fromLatin1(runs).split(u' ');
    };
    const QStringList s{u"s"_qs, u"a"_qs};
    const QStringList t{u"t"_qs, u"b"_qs};
    row("without dependencies, as they come", {t, s}, "a b", "s t");
    row("without dependencies, as they come, again", {t, s}, "b a", "t s");
    row("a diamond", {{u"end"_qs, u"l"_qs, u"r"_qs}, {u"l"_qs, u"a"_qs}, {u"r"_qs, u"a"_qs}}, "a", "l r end");
    row("a short way and a long one",
        {{u"end"_qs, u"a"_qs, u"z"_qs}, {u"z"_qs, u"y"_qs}, {u"y"_qs, u"x"_qs}, {u"x"_qs, u"a"_qs}}, "a",
        "x y z end");
    row("an input below another's output", {{u"end"_qs, u"a"_qs, u"o.k"_qs}, {u"o"_qs, u"a"_qs}}, "a", "o end");
    row("an input above another's output", {{u"end"_qs, u"a"_qs, u"o"_qs}, {u"o.k"_qs, u"a"_qs}}, "a", "o.k end");
    row("dependent ones do not hold up the others",
        {{u"end"_qs, u"a"_qs, u"z"_qs}, {u"z"_qs, u"a"_qs}, {u"other"_qs, u"a"_qs}}, "a", "z end other");
    row("in a circle, as they come, and once a turn", {{u"p"_qs, u"a"_qs, u"q"_qs}, {u"q"_qs, u"b"_qs, u"p"_qs}},
        "b a", "q p q p");
}

void tst_AsyncFunctions::dependencyOrder()
{
    QFETCH(QList<QStringList>, functions);
    QFETCH(QStringList, changes);
    QFETCH(QStringList, runs);

    RootModel model;
    Runs log(model.at(u"_n"));
    for (const QStringList &function : functions)
        log.start(function.first(), function.mid(1));
    log.take();
    for (const QString &change : changes)
        model.set(Path(u"_n."_qs + change), 1);
    QStringList seen;
    for (int turn = 0; turn < 3; ++turn)
        seen += log.take();
    QCOMPARE(seen.mid(0, runs.size()), runs);
}

void tst_AsyncFunctions::anOrdinaryFunctionBetween()
{
    RootModel model;
    Runs runs(model.at(u"_n"));
    runs.start(u"end", {u"a"_qs, u"z"_qs});
    runs.start(u"z", {u"y"_qs}, {});
    runs.start(u"y", {u"a"_qs});
    runs.take();
    model.set(u"_n.a", 1);
    QCOMPARE(runs.take(), QStringList({u"y"_qs, u"z"_qs, u"end"_qs}));
    QCOMPARE(model.get(u"_n.end"), Value(2));
}

void tst_AsyncFunctions::twoWayBetween()
{
    RootModel model;
    Runs runs(model.at(u"_n"));
    runs.start(u"end", {u"a"_qs, u"in"_qs});
    model.at(u"_n").start(u"out", u"in", {[](const Value &a) { return a; },
                                          [](const Value &a) { return Value::array({a}); }});
    runs.start(u"out.k", {u"a"_qs});
    runs.take();
    model.set(u"_n.a", 1);
    QCOMPARE(runs.take(), QStringList({u"out.k"_qs, u"end"_qs}));
}

void tst_AsyncFunctions::aCircleGoesOnInTheNextTurn()
{
    RootModel model;
    QSignalSpy errors(&model, &RootModel::error);
    const auto untilThree = [](const Value &a) { return std::min(a.toDouble() + 1, 3.0); };
    model.start(u"_n.p", u"_n.q", untilThree, Async);
    model.start(u"_n.q", u"_n.p", untilThree, Async);
    QTRY_COMPARE(model.get(u"_n"), json("{\"p\":3,\"q\":3}"));
    QVERIFY(errors.isEmpty());
}

void tst_AsyncFunctions::theModelMayGoFirst()
{
    auto model = std::make_unique<RootModel>();
    Runs runs(model->at(u"_n"));
    runs.start(u"s", {u"a"_qs});
    model->set(u"_n.a", 1);
    runs.names.clear();
    model.reset();
    QCOMPARE(runs.take(), QStringList());
}

QTEST_GUILESS_MAIN(tst_AsyncFunctions)
#include "tst_asyncfunctions.moc"
