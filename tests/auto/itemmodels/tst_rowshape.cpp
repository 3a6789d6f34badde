// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "signallog.h"

#include <Racer/json.h>
#include <Racer/listmodel.h>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <functional>

using namespace Racer;

using Change = std::function<void(ListModel &list, const Model &rows)>;
Q_DECLARE_METATYPE(Change)

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

QString keysOf(const ListModel &list)
{
    QStringList keys;
    for (int row = 0; row < list.count(); ++row)
        keys << list.keyAt(row);
    return keys.join(u',');
}

SortKey by(const QString &path, Qt::SortOrder order = Qt::AscendingOrder)
{
    return {.path = Path(path), .order = order};
}

} // namespace

// Filter, order, groups and window: which rows are shown, and by which signals they come to be.
class tst_RowShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orders_data();
    void orders();
    void steps_data();
    void steps();
    void sections();
    void inputs();
    void functions();
    void functionsThatFail();
    void functionsThatLookAtAll();
    void counts();
    void manyStepsAreFew();
    void placeholders();
    void sourceChangedByAListener();
    void writesInsideRowSignals();
};

void tst_RowShape::orders_data()
{
    QTest::addColumn<QByteArray>("items");
    QTest::addColumn<QList<SortKey>>("keys");
    QTest::addColumn<QString>("shown");

    const QByteArray mixed = R"([{"id":"a","v":"x"},{"id":"b"},{"id":"c","v":null},{"id":"d","v":2},)"
                             R"({"id":"e","v":10}])";
    QTest::newRow("no key: as in the source") << mixed << QList<SortKey>{} << u"a,b,c,d,e"_qs;
    QTest::newRow("types as in a query, undefined last") << mixed << QList{by(u"v"_qs)} << u"c,d,e,a,b"_qs;
    QTest::newRow("undefined last when descending, too") << mixed << QList{by(u"v"_qs, Qt::DescendingOrder)}
                                                         << u"a,e,d,c,b"_qs;
    const QByteArray two = R"([{"id":"a","v":1,"w":1},{"id":"b","v":2,"w":2},{"id":"c","v":1,"w":3},)"
                           R"({"id":"d","v":2,"w":4}])";
    QTest::newRow("ties stay in the source's order") << two << QList{by(u"v"_qs)} << u"a,c,b,d"_qs;
    QTest::newRow("a second key") << two << QList{by(u"v"_qs), by(u"w"_qs, Qt::DescendingOrder)} << u"c,a,d,b"_qs;
    QTest::newRow("a path within the item") << QByteArray(R"([{"id":"a","o":{"n":2}},{"id":"b","o":{"n":1}}])")
                                            << QList{by(u"o.n"_qs)} << u"b,a"_qs;
    const QByteArray texts = R"([{"id":"1","v":"z10"},{"id":"2","v":"B"},{"id":"3","v":"ä"},{"id":"4","v":"a"},)"
                             R"({"id":"5","v":"z2"}])";
    QTest::newRow("texts by code units") << texts << QList{by(u"v"_qs)} << u"2,4,1,5,3"_qs;
    SortKey key = by(u"v"_qs);
    key.caseSensitivity = Qt::CaseInsensitive;
    QTest::newRow("texts without case") << texts << QList{key} << u"4,2,1,5,3"_qs;
    key.locale = QLocale(QLocale::German);
    QTest::newRow("texts of a place") << texts << QList{key} << u"4,3,2,1,5"_qs;
    key.numericMode = true;
    QTest::newRow("texts of a place, with numbers") << texts << QList{key} << u"4,3,2,5,1"_qs;
}

void tst_RowShape::orders()
{
    QFETCH(QByteArray, items);
    QFETCH(QList<SortKey>, keys);
    QFETCH(QString, shown);
    RootModel model;
    model.set(u"_p.l", Json::parse(items));
    ListModel list;
    list.setSortKeys(keys);
    list.setSource(model.at(u"_p.l"));
    QCOMPARE(keysOf(list), shown);
    QCOMPARE(list.sortKeys(), keys);
}

void tst_RowShape::steps_data()
{
    QTest::addColumn<Change>("before");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("log");
    QTest::addColumn<QString>("shown");

    const auto row = [](const char *name, const Change &before, const Change &change, const QStringList &log,
                        const QString &shown) { QTest::newRow(name) << before << change << log << shown; };
    // The source is a:1 b:2 c:3 d:4 e:5.
    const Change none = [](ListModel &, const Model &) {};
    const Change odd = [](ListModel &list, const Model &) { list.setFilter(json(R"({"n":{"$mod":[2,1]}})")); };
    const Change down = [](ListModel &list, const Model &) { list.setSortKeys({by(u"n"_qs, Qt::DescendingOrder)}); };
    const Change window = [](ListModel &list, const Model &) {
        list.setSkip(1);
        list.setLimit(2);
    };
    row("a filter removes what it leaves out", none, odd, {u"remove 3 3"_qs, u"remove 1 1"_qs}, u"a,c,e"_qs);
    row("a filter let go of", odd, [](ListModel &list, const Model &) { list.setFilter({}); },
        {u"insert 1 1"_qs, u"insert 3 3"_qs}, u"a,b,c,d,e"_qs);
    row("an item that no longer passes", odd, [](ListModel &, const Model &m) { m.set(u"2.n", 4); },
        {u"remove 1 1"_qs}, u"a,e"_qs);
    row("an item that passes now", odd, [](ListModel &, const Model &m) { m.set(u"1.n", 7); }, {u"insert 1 1"_qs},
        u"a,b,c,e"_qs);
    row("an item that passes as before", odd, [](ListModel &, const Model &m) { m.set(u"2.n", 7); },
        {u"data 1 modelData n"_qs}, u"a,c,e"_qs);
    row("an item that is not shown", odd, [](ListModel &, const Model &m) { m.set(u"1.n", 4); }, {}, u"a,c,e"_qs);
    row("an order turns rows around", none, down,
        {u"move 4 4 0"_qs, u"move 4 4 1"_qs, u"move 4 4 2"_qs, u"move 4 4 3"_qs}, u"e,d,c,b,a"_qs);
    row("an item moves to its place", down, [](ListModel &, const Model &m) { m.set(u"0.n", 9); },
        {u"move 4 4 0"_qs, u"data 0 modelData n"_qs}, u"a,e,d,c,b"_qs);
    row("an item keeps its place", down, [](ListModel &, const Model &m) { m.set(u"0.n", 0); },
        {u"data 4 modelData n"_qs}, u"e,d,c,b,a"_qs);
    row("items come where they belong", down,
        [](ListModel &, const Model &m) { m.insert(0, json(R"([{"id":"x","n":3.5},{"id":"y","n":9}])")); },
        {u"insert 0 0"_qs, u"insert 3 3"_qs}, u"y,e,d,x,c,b,a"_qs);
    row("moves in the source do not matter to an order", down, [](ListModel &, const Model &m) { m.move(0, 3); }, {},
        u"e,d,c,b,a"_qs);
    row("a window", none, window, {u"remove 0 0"_qs, u"remove 2 3"_qs}, u"b,c"_qs);
    row("a window over rows that come in front", window,
        [](ListModel &, const Model &m) { m.unshift(json(R"({"id":"x"})")); },
        {u"remove 1 1"_qs, u"insert 0 0"_qs}, u"a,b"_qs);
    row("a window over rows that go in front", window, [](ListModel &, const Model &m) { m.shift(); },
        {u"remove 0 0"_qs, u"insert 1 1"_qs}, u"c,d"_qs);
    row("a window over rows that come behind", window,
        [](ListModel &, const Model &m) { m.push(json(R"({"id":"x"})")); }, {}, u"b,c"_qs);
    row("a window over rows that move within", window, [](ListModel &, const Model &m) { m.move(1, 2); },
        {u"move 1 1 0"_qs}, u"c,b"_qs);
    row("a window larger", window, [](ListModel &list, const Model &) { list.setLimit(3); }, {u"insert 2 2"_qs},
        u"b,c,d"_qs);
    row("no window any more", window,
        [](ListModel &list, const Model &) {
            list.setLimit(0);
            list.setSkip(0);
        },
        {u"insert 2 3"_qs, u"insert 0 0"_qs}, u"a,b,c,d,e"_qs);
}

void tst_RowShape::steps()
{
    QFETCH(Change, before);
    QFETCH(Change, change);
    QFETCH(QStringList, log);
    QFETCH(QString, shown);
    RootModel model;
    const Model rows = model.at(u"_p.l");
    rows.set(json(R"([{"id":"a","n":1},{"id":"b","n":2},{"id":"c","n":3},{"id":"d","n":4},{"id":"e","n":5}])"));
    ListModel list;
    list.setRoles({u"n"_qs});
    before(list, rows);
    list.setSource(rows);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QPersistentModelIndex last = list.index(list.count() - 1);
    const QString key = list.keyAt(last.row());
    SignalLog spy(&list);
    change(list, rows);
    QCOMPARE(spy.lines, log);
    QCOMPARE(keysOf(list), shown);
    if (last.isValid())
        QCOMPARE(list.keyAt(last.row()), key);
    else
        QCOMPARE(list.indexOf(key), -1);
}

void tst_RowShape::sections()
{
    RootModel model;
    const Model rows = model.at(u"_p.l");
    rows.set(json(R"([{"id":"a","g":"y"},{"id":"b","g":"x"},{"id":"c"},{"id":"d","g":"y"}])"));
    ListModel list;
    list.setGroupBy(u"g"_qs);
    list.setSource(rows);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto sections = [&] {
        QStringList texts;
        for (int row = 0; row < list.count(); ++row)
            texts << list.index(row).data(RowModel::SectionRole).toString();
        return texts.join(u',');
    };
    QCOMPARE(keysOf(list), u"b,a,d,c"_qs);
    QCOMPARE(sections(), u"x,y,y,"_qs);
    SignalLog spy(&list);
    rows.set(u"3.g", Value(u"x"));
    QCOMPARE(spy.take(), QStringList({u"move 2 2 1"_qs, u"data 1 g modelData section"_qs}));
    QCOMPARE(sections(), u"x,x,y,"_qs);
    list.setSortKeys({by(u"g"_qs, Qt::DescendingOrder), by(u"id"_qs, Qt::DescendingOrder)});
    QCOMPARE(keysOf(list), u"a,d,b,c"_qs);
    list.setGroupFunction([](const Value &item) {
        return item.value(u"id").toString() > u"b"_qs ? u"late"_qs : u"early"_qs;
    });
    QVERIFY(list.groupBy().isEmpty());
    QCOMPARE(sections(), u"early,early,late,late"_qs);
    QCOMPARE(keysOf(list), u"a,b,d,c"_qs);
}

void tst_RowShape::inputs()
{
    RootModel model;
    model.set(u"_p.l", json(R"([{"id":"a","n":1},{"id":"b","n":2},{"id":"c","n":3}])"));
    model.set(u"_p.least", 2);
    ListModel list;
    list.setFilter([](const Value &item, const Key &,
                      const QList<Value> &inputs) { return item.value(u"n").toDouble() >= inputs.at(0).toDouble(); },
                   {Path(u"_p.least")});
    list.setSource(model.at(u"_p.l"));
    QCOMPARE(keysOf(list), u"b,c"_qs);
    SignalLog spy(&list);
    model.set(u"_p.least", 3);
    QCOMPARE(spy.take(), QStringList(u"remove 0 0"_qs));
    model.set(u"_p.least", 1);
    QCOMPARE(spy.take(), QStringList(u"insert 0 1"_qs));
}

void tst_RowShape::functions()
{
    RootModel model;
    model.set(u"_p.l", json(R"([{"id":"a","n":1},{"id":"b","n":2},{"id":"c","n":3}])"));
    model.fn(Key(u"atLeast2"), [](const Value &item) { return Value(item.value(u"n").toDouble() >= 2); });
    model.fn(Key(u"down"), [](const Value &a, const Value &b) {
        return Value(b.value(u"n").toDouble() - a.value(u"n").toDouble());
    });
    ListModel list;
    list.setFilter(u"atLeast2");
    list.setSortFunction(u"down");
    list.setSource(model.at(u"_p.l"));
    QCOMPARE(keysOf(list), u"c,b"_qs);
    int limit = 5;
    list.setFilter([&limit](const Value &item) { return item.value(u"n").toDouble() < limit; });
    QCOMPARE(keysOf(list), u"c,b,a"_qs);
    limit = 3;
    list.invalidateFilter();
    QCOMPARE(keysOf(list), u"b,a"_qs);
    list.setSortFunction([](const Value &a, const Value &b) { return compareValues(a.value(u"n"), b.value(u"n")); });
    QCOMPARE(keysOf(list), u"a,b"_qs);
}

void tst_RowShape::functionsThatFail()
{
    RootModel model;
    model.set(u"_p.l", json(R"([{"id":"a","n":1},{"id":"b","n":2}])"));
    QSignalSpy errors(&model, &RootModel::error);
    ListModel list;
    list.setSource(model.at(u"_p.l"));
    list.setFilter(u"unknown");
    QCOMPARE(errors.size(), 1);
    QCOMPARE(keysOf(list), u"a,b"_qs);
    list.setFilter([](const Value &item) -> bool {
        if (item.value(u"n") == Value(1))
            throw Error(u"not that one"_qs);
        return true;
    });
    QCOMPARE(errors.size(), 2);
    QCOMPARE(keysOf(list), u"b"_qs);
}

void tst_RowShape::functionsThatLookAtAll()
{
    RootModel model;
    const Model rows = model.at(u"_p.l");
    rows.set(json(R"([{"id":"a","n":1},{"id":"b","n":2},{"id":"c","n":2}])"));
    ListModel list;
    // Those that have the greatest number.
    list.setFilter([](const Value &item, const Key &, const Value &all) {
        for (const Value &other : all.elements()) {
            if (other.value(u"n").toDouble() > item.value(u"n").toDouble())
                return false;
        }
        return true;
    });
    list.setSource(rows);
    QCOMPARE(keysOf(list), u"b,c"_qs);
    rows.set(u"0.n", 3);
    QCOMPARE(keysOf(list), u"a"_qs);
    rows.set(u"0.n", 2);
    QCOMPARE(keysOf(list), u"a,b,c"_qs);
}

void tst_RowShape::counts()
{
    RootModel model;
    const Model rows = model.at(u"_p.l");
    rows.set(json("[1,2,3,4]"));
    ListModel list;
    QSignalSpy counts(&list, &RowModel::countChanged);
    QSignalSpy sourceCounts(&list, &RowModel::sourceCountChanged);
    list.setSource(rows);
    QCOMPARE(list.sourceCount(), 4);
    QCOMPARE(counts.size(), 1);
    QCOMPARE(sourceCounts.size(), 1);
    list.setFilter([](const Value &item) { return item.toDouble() > 2; });
    QCOMPARE(list.count(), 2);
    QCOMPARE(list.sourceCount(), 4);
    QCOMPARE(counts.size(), 2);
    QCOMPARE(sourceCounts.size(), 1);
    rows.push(0);
    QCOMPARE(counts.size(), 2);
    QCOMPARE(sourceCounts.size(), 2);
    list.setLimit(1);
    QCOMPARE(counts.size(), 3);
    list.clearSource();
    QCOMPARE(counts.size(), 4);
    QCOMPARE(list.sourceCount(), 0);
}

// What would take thousands of steps takes views a handful, and no row loses its item.
void tst_RowShape::manyStepsAreFew()
{
    RootModel model;
    Value items = Value::array();
    for (int i = 0; i < 10'000; ++i)
        items.append(Value::object({{Key(u"id"), i}, {Key(u"n"), i % 7}, {Key(u"odd"), i % 2 == 1}}));
    model.set(u"_p.l", items);
    ListModel list;
    list.setSource(model.at(u"_p.l"));
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QPersistentModelIndex even = list.index(5000);
    const QPersistentModelIndex odd = list.index(5001);
    SignalLog spy(&list);
    list.setFilter(json(R"({"odd":true})"));
    QCOMPARE(spy.take(), QStringList({u"layout"_qs, u"remove 5000 9999"_qs}));
    QVERIFY(!even.isValid());
    QCOMPARE(list.keyAt(odd.row()), u"5001"_qs);
    list.setFilter({});
    QCOMPARE(spy.take(), QStringList({u"insert 5000 9999"_qs, u"layout"_qs}));
    QCOMPARE(odd.row(), 5001);
    list.setSortKeys({by(u"n"_qs)});
    QCOMPARE(spy.take(), QStringList({u"layout"_qs}));
    QCOMPARE(list.keyAt(odd.row()), u"5001"_qs);
    QCOMPARE(list.keyAt(1), u"7"_qs);
}

void tst_RowShape::placeholders()
{
    RootModel model;
    const Model ids = model.at(u"_p.ids");
    model.set(u"_docs.a", json(R"({"n":1})"));
    model.set(u"_docs.b", json(R"({"n":2})"));
    ids.set(json(R"(["a",null,null])"));
    ListModel list;
    list.setIds(ids, Key(u"_docs"));
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(list.count(), 3);
    QVERIFY(list.index(0).data(RowModel::ExistsRole).toBool());
    QVERIFY(!list.index(1).data(RowModel::ExistsRole).toBool());
    QVERIFY(!list.modelAt(1).isValid());
    SignalLog spy(&list);
    ids.set(u"2", Value(u"b"));
    QCOMPARE(spy.take(), QStringList(u"data 2 exists key modelData n"_qs));
    QCOMPARE(list.pathAt(2), u"_docs.b"_qs);
    ids.set(json(R"([null,"c","b"])"));
    QCOMPARE(list.count(), 3);
    QVERIFY(!spy.take().contains(u"reset"_qs));
    model.set(u"_docs.c", json(R"({"n":3})"));
    QCOMPARE(spy.take(), QStringList(u"data 1 exists modelData n"_qs));
    ids.remove(0);
    QCOMPARE(keysOf(list), u"c,b"_qs);
}

void tst_RowShape::sourceChangedByAListener()
{
    RootModel model;
    model.set(u"_p.a", json("[1]"));
    model.set(u"_p.b", json("[7,8]"));
    ListModel list;
    list.setSource(model.at(u"_p.a"));
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    bool done = false;
    connect(&list, &QAbstractItemModel::rowsInserted, &list, [&] {
        if (!std::exchange(done, true))
            list.setSource(model.at(u"_p.b"));
    });
    model.push(u"_p.a", 2);
    QCOMPARE(list.path(), u"_p.b"_qs);
    QCOMPARE(list.count(), 2);
    QCOMPARE(list.valueAt(0), Value(7));
}

void tst_RowShape::writesInsideRowSignals()
{
    RootModel model;
    const Model rows = model.at(u"_p.l");
    rows.set(json(R"([{"id":"a","n":3}])"));
    ListModel list;
    list.setSortKeys({by(u"n"_qs)});
    list.setSource(rows);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    connect(&list, &QAbstractItemModel::rowsInserted, &list, [&](const QModelIndex &, int first) {
        const Value item = list.valueAt(first);
        if (item.value(u"n").toDouble() < 10) {
            list.modelAt(first).set(u"n", item.value(u"n").toDouble() + 10);
            rows.unshift(Value::object({{Key(u"id"), Value(u"x")}, {Key(u"n"), 50}}));
        }
    });
    rows.push(json(R"({"id":"b","n":1})"));
    QCOMPARE(keysOf(list), u"a,b,x"_qs);
    QCOMPARE(list.valueAt(1).value(u"n"), Value(11));
}

QTEST_GUILESS_MAIN(tst_RowShape)
#include "tst_rowshape.moc"
