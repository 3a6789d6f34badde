// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/twomodels.h"
#include "signallog.h"

#include <Racer/listmodel.h>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

namespace {

Value numbers(int count)
{
    Value items = Value::array();
    for (int i = 0; i < count; ++i)
        items.append(Value::object({{Key(u"id"), QStringLiteral("i%1").arg(i)}, {Key(u"n"), i}}));
    return items;
}

// A list in a document that both have.
struct Shared
{
    explicit Shared(const Value &items)
    {
        isReady = confirmed(two.o.add(u"d", Value::object({{Key(u"id"), Value(u"x")}, {Key(u"l"), items}})))
            && confirmed(two.m.subscribe(u"d.x"));
        list.setRoles({u"n"_qs});
        list.setSource(two.m.at(u"d.x.l"));
    }

    TwoModels two;
    ListModel list;
    bool isReady = false;
    const Model others = two.o.at(u"d.x.l");
    const Model own = two.m.at(u"d.x.l");
};

} // namespace

// What others write is told once a frame, what is written here at once; nothing resets rows that are there.
class tst_RowMerging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownWritesAreToldAtOnce();
    void changesOfOthersAreMerged();
    void aBurstIsOneRange();
    void thereAndBackIsNothing();
    void ownWritesTellTheRest();
    void framesApart();
    void subscribingAgain();
    void reconnecting();
    void queryComesAgain();
    void writeStates();
};

void tst_RowMerging::ownWritesAreToldAtOnce()
{
    Shared shared(numbers(3));
    QVERIFY(shared.isReady);
    SignalLog spy(&shared.list);
    shared.own.set(u"1.n", 7);
    QCOMPARE(spy.take().first().left(6), u"data 1"_qs);
    shared.own.push(json(R"({"id":"new"})"));
    QCOMPARE(shared.list.count(), 4);
    QVERIFY(shared.two.settle());
}

void tst_RowMerging::changesOfOthersAreMerged()
{
    Shared shared(numbers(6));
    QVERIFY(shared.isReady);
    const QAbstractItemModelTester tester(&shared.list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    shared.list.setUpdateInterval(60'000); // so that nothing but the end of the test tells
    shared.others.set(u"0.n", 100);
    QTRY_COMPARE(shared.list.valueAt(0).value(u"n"), Value(100)); // the first after a quiet time
    SignalLog spy(&shared.list);
    shared.others.set(u"1.n", 10);
    shared.others.set(u"1.n", 11);
    shared.others.set(u"2.n", 12);
    shared.others.remove(4, 2);
    shared.others.push(json(R"({"id":"x","n":1})"));
    shared.others.push(json(R"({"id":"y","n":2})"));
    shared.others.set(u"4.n", 3);
    QVERIFY(shared.two.settle());
    QTRY_COMPARE(shared.own.get(u"4.n"), Value(3));
    QVERIFY(spy.lines.isEmpty());
    QCOMPARE(shared.list.valueAt(1).value(u"n"), Value(1)); // as it was told
    QCOMPARE(shared.list.count(), 6);
    shared.list.flush();
    QCOMPARE(spy.take(), QStringList({u"remove 4 5"_qs, u"insert 4 5"_qs, u"data 1-2 modelData n"_qs}));
    QCOMPARE(shared.list.valueAt(4).value(u"n"), Value(3));
}

void tst_RowMerging::aBurstIsOneRange()
{
    Shared shared(numbers(500));
    QVERIFY(shared.isReady);
    shared.list.setUpdateInterval(60'000);
    shared.others.set(u"0.n", -1);
    QTRY_COMPARE(shared.list.valueAt(0).value(u"n"), Value(-1));
    SignalLog spy(&shared.list);
    for (int i = 499; i >= 0; --i)
        shared.others.set(Path({Key::fromIndex(i), Key(u"n")}), i + 1000);
    QVERIFY(shared.two.settle());
    QTRY_COMPARE(shared.own.get(u"0.n"), Value(1000));
    shared.list.flush();
    QCOMPARE(spy.take(), QStringList(u"data 0-499 modelData n"_qs));
}

void tst_RowMerging::thereAndBackIsNothing()
{
    Shared shared(numbers(3));
    QVERIFY(shared.isReady);
    shared.list.setUpdateInterval(60'000);
    shared.others.set(u"0.n", 1);
    QTRY_COMPARE(shared.list.valueAt(0).value(u"n"), Value(1));
    SignalLog spy(&shared.list);
    shared.others.set(u"1.n", 5);
    shared.others.set(u"1.n", 1);
    shared.others.push(json(R"({"id":"x"})"));
    shared.others.pop();
    shared.others.move(0, 2);
    shared.others.move(2, 0);
    shared.others.set(u"0.n", 2);
    QVERIFY(shared.two.settle());
    QTRY_COMPARE(shared.own.get(u"0.n"), Value(2));
    shared.list.flush();
    QCOMPARE(spy.take(), QStringList(u"data 0 modelData n"_qs));
}

void tst_RowMerging::ownWritesTellTheRest()
{
    Shared shared(numbers(3));
    QVERIFY(shared.isReady);
    shared.list.setUpdateInterval(60'000);
    shared.others.set(u"0.n", 1);
    QTRY_COMPARE(shared.list.valueAt(0).value(u"n"), Value(1));
    shared.others.set(u"1.n", 5);
    QVERIFY(shared.two.settle());
    QTRY_COMPARE(shared.own.get(u"1.n"), Value(5));
    QCOMPARE(shared.list.valueAt(1).value(u"n"), Value(1));
    shared.own.set(u"2.n", 6);
    QCOMPARE(shared.list.valueAt(1).value(u"n"), Value(5));
    QCOMPARE(shared.list.valueAt(2).value(u"n"), Value(6));
    QVERIFY(shared.two.settle());
}

void tst_RowMerging::framesApart()
{
    Shared shared(numbers(3));
    QVERIFY(shared.isReady);
    QCOMPARE(shared.list.updateInterval(), 16);
    QSignalSpy changed(&shared.list, &QAbstractItemModel::dataChanged);
    for (int i = 0; i < 20; ++i) {
        shared.others.set(u"1.n", 100 + i);
        QVERIFY(shared.two.settle());
    }
    QTRY_COMPARE(shared.list.valueAt(1).value(u"n"), Value(119));
    QVERIFY(changed.size() <= 20);
    QSignalSpy intervals(&shared.list, &RowModel::updateIntervalChanged);
    shared.list.setUpdateInterval(-5);
    QCOMPARE(shared.list.updateInterval(), 0);
    QCOMPARE(intervals.size(), 1);
}

void tst_RowMerging::subscribingAgain()
{
    Shared shared(numbers(5));
    QVERIFY(shared.isReady);
    SignalLog spy(&shared.list);
    QVERIFY(confirmed(shared.two.m.subscribe(u"d.x")));
    QVERIFY(confirmed(shared.two.m.fetch(u"d.x")));
    QVERIFY(shared.two.settle());
    shared.list.flush();
    QCOMPARE(spy.take(), QStringList());
}

void tst_RowMerging::reconnecting()
{
    Shared shared(numbers(5));
    QVERIFY(shared.isReady);
    const QAbstractItemModelTester tester(&shared.list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QPersistentModelIndex third = shared.list.index(2);
    SignalLog spy(&shared.list);
    shared.two.m.disconnectFromServer();
    QTRY_VERIFY(shared.two.m.connection()->state() != Connection::State::Connected);
    QVERIFY(confirmed(shared.others.remove(0, 1)));
    QVERIFY(confirmed(shared.others.set(u"3.n", 44)));
    shared.two.m.connectToServer();
    QTRY_COMPARE(shared.list.count(), 4);
    QTRY_COMPARE(shared.list.valueAt(3).value(u"n"), Value(44));
    QVERIFY(shared.two.settle());
    shared.list.flush();
    QCOMPARE(third.row(), 1);
    QStringList lines = spy.take();
    QCOMPARE(lines.takeFirst(), u"remove 0 0"_qs);
    QCOMPARE(lines, QStringList(u"data 3 modelData n"_qs));
}

void tst_RowMerging::queryComesAgain()
{
    TwoModels two;
    for (int i = 0; i < 4; ++i) {
        const Value document = Value::object({{Key(u"id"), u"d%1"_qs.arg(i)}, {Key(u"n"), i}});
        QVERIFY(confirmed(two.o.add(u"c", document)));
    }
    const auto few = two.m.query(Key(u"c"), json(R"({"n":{"$lt":3},"$sort":{"n":1}})"));
    const auto all = two.m.query(Key(u"c"), json(R"({"$sort":{"n":-1}})"));
    QVERIFY(confirmed(two.m.subscribe(few)));
    QVERIFY(confirmed(two.m.subscribe(all)));
    ListModel list;
    list.setRoles({u"n"_qs});
    list.setQuery(two.m, few);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(list.count(), 3);
    SignalLog spy(&list);
    two.m.disconnectFromServer();
    QTRY_VERIFY(two.m.connection()->state() != Connection::State::Connected);
    two.m.connectToServer();
    QVERIFY(two.settle());
    list.flush();
    QCOMPARE(spy.take(), QStringList());
    list.setQuery(two.m, all);
    QCOMPARE(list.count(), 4);
    QVERIFY(!spy.take().contains(u"reset"_qs));
    QCOMPARE(list.keyAt(0), u"d3"_qs);
}

void tst_RowMerging::writeStates()
{
    Shared shared(numbers(3));
    QVERIFY(shared.isReady);
    const auto isPending = [&](int row) { return shared.list.index(row).data(RowModel::PendingRole).toBool(); };
    QVERIFY(!isPending(1));
    shared.two.m.disconnectFromServer();
    QTRY_VERIFY(shared.two.m.connection()->state() != Connection::State::Connected);
    SignalLog spy(&shared.list);
    shared.own.set(u"1.n", 9);
    QTRY_VERIFY(isPending(1));
    QVERIFY(!isPending(0));
    QVERIFY(spy.take().join(u' ').contains(u"pending"_qs));
    shared.two.m.connectToServer();
    QTRY_VERIFY(!isPending(1));
    QCOMPARE(spy.take(), QStringList(u"data 1 pending"_qs));
    QVERIFY(shared.two.settle());
}

QTEST_GUILESS_MAIN(tst_RowMerging)
#include "tst_rowmerging.moc"
