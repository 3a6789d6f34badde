// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "filtertest.h"

using namespace Racer;
using namespace ModelTest;

// Filters and sorts of objects: what Racer was seen to do, and what is better here.
class tst_Filter : public FilterTest
{
    Q_OBJECT

private Q_SLOTS:
    void refMakesIdsAndList();
    void events_data();
    void events();
    void sortedEvents_data();
    void sortedEvents();
    void windowedEvents_data();
    void windowedEvents();
    void functions_data();
    void functions();
    void queries_data();
    void queries();
    void order_data();
    void order();
    void names();
    void extraInputs();
    void functionsOfTheObjectSeeEveryChange();
    void asksOnlyAboutWhatChanged();
    void otherInputs_data();
    void otherInputs();
    void updatesAreDelivered();
    void updatesOnlyFromOthers();
    void updateRecomputes();
    void silentChanges();
};

void tst_Filter::refMakesIdsAndList()
{
    Log log(*m_model);
    const Model out = m_model->filter(u"_p.items", isAboveOne)->ref(u"_p.out");
    QCOMPARE(out.path(), u"_p.out"_qs);
    QCOMPARE(log.take(), QStringList({uR"(change $filters._p|out ["a","c"] undef {"$filter":true})"_qs,
                                      uR"(change _p.out [{"v":3},{"v":2}] undef {"$refList":true})"_qs}));
}

void tst_Filter::events_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QStringList>("events");
    QTest::addColumn<QString>("result");

    QTest::newRow("an item leaves")
        << u"set _p.items.a.v 0"_qs
        << QStringList({uR"(change _p.out.0.v 0 3 {"$refList":true})"_qs, u"change _p.items.a.v 0 3"_qs,
                        uR"(remove _p.out 0 [{"v":0}] {"$refList":true,"$filter":true})"_qs,
                        uR"(remove $filters._p|out 0 ["a"] {"$filter":true})"_qs})
        << uR"([{"v":2}])"_qs;
    QTest::newRow("an item is added")
        << uR"(set _p.items.d {"v":9})"_qs
        << QStringList({uR"(change _p.items.d {"v":9} undef)"_qs,
                        uR"(insert _p.out 2 [{"v":9}] {"$refList":true,"$filter":true})"_qs,
                        uR"(insert $filters._p|out 2 ["d"] {"$filter":true})"_qs})
        << uR"([{"v":3},{"v":2},{"v":9}])"_qs;
    QTest::newRow("an item that was hidden shows in its place")
        << u"set _p.items.b.v 5"_qs
        << QStringList({u"change _p.items.b.v 5 1"_qs,
                        uR"(insert _p.out 1 [{"v":5}] {"$refList":true,"$filter":true})"_qs,
                        uR"(insert $filters._p|out 1 ["b"] {"$filter":true})"_qs})
        << uR"([{"v":3},{"v":5},{"v":2}])"_qs;
    QTest::newRow("an item is added that does not show")
        << uR"(set _p.items.d {"v":0})"_qs << QStringList({uR"(change _p.items.d {"v":0} undef)"_qs})
        << uR"([{"v":3},{"v":2}])"_qs;
    QTest::newRow("an item changes and stays")
        << u"set _p.items.a.v 4"_qs
        << QStringList({uR"(change _p.out.0.v 4 3 {"$refList":true})"_qs, u"change _p.items.a.v 4 3"_qs})
        << uR"([{"v":4},{"v":2}])"_qs;
    QTest::newRow("an item is deleted")
        << u"del _p.items.c"_qs
        << QStringList({uR"(change _p.out.1 undef {"v":2} {"$refList":true})"_qs,
                        uR"(change _p.items.c undef {"v":2})"_qs,
                        uR"(remove _p.out 1 [null] {"$refList":true,"$filter":true})"_qs,
                        uR"(remove $filters._p|out 1 ["c"] {"$filter":true})"_qs})
        << uR"([{"v":3}])"_qs;
    QTest::newRow("a sibling of the input changes") << u"set _p.other 1"_qs << QStringList({u"change _p.other 1 undef"_qs})
                                                    << uR"([{"v":3},{"v":2}])"_qs;
}

void tst_Filter::events()
{
    QFETCH(QString, action);
    m_model->filter(u"_p.items", isAboveOne)->ref(u"_p.out");
    Log log(*m_model);
    perform(*m_model, action);
    QTEST(log.take(), "events");
    QTEST(list(), "result");
}

void tst_Filter::sortedEvents_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QStringList>("events"); // of the ids
    QTest::newRow("to the end") << u"set _p.items.b.v 9"_qs << QStringList({u"move 0 2"_qs});
    QTest::newRow("to the front") << u"set _p.items.a.v 0"_qs << QStringList({u"move 2 0"_qs});
    QTest::newRow("by one") << u"set _p.items.b.v 2.5"_qs << QStringList({u"move 0 1"_qs});
    QTest::newRow("nowhere") << u"set _p.items.b.v 1.5"_qs << QStringList();
    QTest::newRow("behind an equal one that came before it") << u"set _p.items.c.v 3"_qs << QStringList({u"move 1 2"_qs});
    QTest::newRow("inserted in the middle") << uR"(set _p.items.d {"v":1.5})"_qs << QStringList({u"insert 1"_qs});
    QTest::newRow("deleted") << u"del _p.items.a"_qs << QStringList({u"remove 2"_qs});
    QTest::newRow("undefined comes last") << u"set _p.items.b "_qs << QStringList({u"move 0 2"_qs});
    QTest::newRow("all replaced") << uR"(set _p.items {"a":{"v":1},"d":{"v":3}})"_qs
                                  << QStringList({u"remove 0"_qs, u"insert 1"_qs});
}

void tst_Filter::sortedEvents()
{
    QFETCH(QString, action);
    m_model->sort(u"_p.items", byV)->ref(u"_p.out");
    QStringList seen;
    noteSteps(seen);
    perform(*m_model, action);
    QTEST(seen, "events");
    QCOMPARE(m_model->get(u"_p.out").size(), m_model->get(u"_p.items").size());
}

void tst_Filter::windowedEvents_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QStringList>("events");
    QTest::addColumn<QString>("ids");
    // Sorted: a0 a1 [a2 a3 a4] a5 a6
    QTest::newRow("inside the window") << u"set _p.items.a2.v 35"_qs << QStringList({u"move 0 1"_qs}) << u"a3 a2 a4"_qs;
    QTest::newRow("from the window to the front")
        << u"set _p.items.a3.v -1"_qs << QStringList({u"remove 1"_qs, u"insert 0"_qs}) << u"a1 a2 a4"_qs;
    QTest::newRow("from the window to the end")
        << u"set _p.items.a3.v 99"_qs << QStringList({u"remove 1"_qs, u"insert 2"_qs}) << u"a2 a4 a5"_qs;
    QTest::newRow("from the front to the end")
        << u"set _p.items.a0.v 99"_qs << QStringList({u"remove 0"_qs, u"insert 2"_qs}) << u"a3 a4 a5"_qs;
    QTest::newRow("from the end to the front")
        << u"set _p.items.a6.v -1"_qs << QStringList({u"remove 2"_qs, u"insert 0"_qs}) << u"a1 a2 a3"_qs;
    QTest::newRow("from the front into the window")
        << u"set _p.items.a0.v 35"_qs << QStringList({u"remove 0"_qs, u"insert 1"_qs}) << u"a3 a0 a4"_qs;
    QTest::newRow("from the end into the window")
        << u"set _p.items.a6.v 25"_qs << QStringList({u"remove 2"_qs, u"insert 1"_qs}) << u"a2 a6 a3"_qs;
    QTest::newRow("before the window") << u"set _p.items.a0.v 15"_qs << QStringList() << u"a2 a3 a4"_qs;
    QTest::newRow("behind the window") << u"set _p.items.a6.v 45"_qs << QStringList() << u"a2 a3 a4"_qs;
    QTest::newRow("added before") << uR"(set _p.items.x {"v":5})"_qs << QStringList({u"remove 2"_qs, u"insert 0"_qs})
                                  << u"a1 a2 a3"_qs;
    QTest::newRow("added inside") << uR"(set _p.items.x {"v":25})"_qs << QStringList({u"remove 2"_qs, u"insert 1"_qs})
                                  << u"a2 x a3"_qs;
    QTest::newRow("added behind") << uR"(set _p.items.x {"v":45})"_qs << QStringList() << u"a2 a3 a4"_qs;
    QTest::newRow("deleted before") << u"del _p.items.a0"_qs << QStringList({u"remove 0"_qs, u"insert 2"_qs})
                                    << u"a3 a4 a5"_qs;
    QTest::newRow("deleted inside") << u"del _p.items.a3"_qs << QStringList({u"remove 1"_qs, u"insert 2"_qs})
                                    << u"a2 a4 a5"_qs;
    QTest::newRow("deleted behind") << u"del _p.items.a5"_qs << QStringList() << u"a2 a3 a4"_qs;
}

void tst_Filter::windowedEvents()
{
    QFETCH(QString, action);
    m_model->set(u"_p.items", Value::object());
    for (int i = 0; i < 7; ++i)
        m_model->set(u"_p.items.a%1"_qs.arg(i), Value::object({{Key(u"v"), i * 10}}));
    const auto filter = m_model->sort(u"_p.items", byV)->setSkip(2)->setLimit(3);
    filter->ref(u"_p.out");
    QStringList seen;
    noteSteps(seen);
    perform(*m_model, action);
    QTEST(seen, "events");
    QStringList shown;
    for (const Value &id : m_model->get(u"$filters._p|out").elements())
        shown << id.toString();
    QTEST(shown.join(u' '), "ids");
    QTEST(ids(*filter), "ids");
}

void tst_Filter::functions_data()
{
    QTest::addColumn<FilterFunction>("function");
    QTest::addColumn<QString>("result");
    QTest::newRow("none") << FilterFunction() << u"a b c"_qs;
    QTest::newRow("of the item") << FilterFunction(isAboveOne) << u"a c"_qs;
    QTest::newRow("of item and key") << FilterFunction([](const Value &, const Key &key) { return key == u"b"; })
                                     << u"b"_qs;
    QTest::newRow("of item, key and extra inputs")
        << FilterFunction([](const Value &item, const Key &, const QList<Value> &extras) {
               return item.value(u"v").toDouble() >= extras.at(0).toDouble();
           }) << u"a c"_qs;
    QTest::newRow("of item, key and object")
        << FilterFunction([](const Value &item, const Key &, const Value &object) {
               return item.value(u"v").toDouble() < object.size();
           }) << u"b c"_qs;
    QTest::newRow("of all")
        << FilterFunction([](const Value &, const Key &key, const Value &object, const QList<Value> &extras) {
               return object.value(key).value(u"v") == extras.at(0);
           }) << u"c"_qs;
    QTest::newRow("of a FilterItem") << FilterFunction([](const FilterItem &item) { return item.key != u"b"; })
                                     << u"a c"_qs;
    QTest::newRow("by name") << FilterFunction(u"big") << u"a"_qs;
    QTest::newRow("a query") << FilterFunction(json(R"({"v":{"$gt":1}})")) << u"a c"_qs;
}

void tst_Filter::functions()
{
    QFETCH(FilterFunction, function);
    m_model->set(u"_p.min", 2);
    m_model->fn(u"big", [](const Value &item) { return Value(item.value(u"v").toDouble() > 2); });
    const auto filter = m_model->filter(u"_p.items", function, u"_p.min");
    QTEST(ids(*filter), "result");
    QCOMPARE(filter->get().size(), filter->ids().size());
    filter->ref(u"_p.out");
    QCOMPARE(m_model->get(u"_p.out").size(), filter->ids().size());
}

void tst_Filter::queries_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("result");
    QTest::newRow("equality") << uR"({"v":2})"_qs << u"c"_qs;
    QTest::newRow("by key") << uR"({"_id":{"$in":["a","b"]}})"_qs << u"a b"_qs;
    QTest::newRow("everything") << uR"({})"_qs << u"a b c"_qs;
}

void tst_Filter::queries()
{
    QFETCH(QString, query);
    const auto filter = m_model->filter(u"_p.items", json(query.toUtf8().constData()));
    QTEST(ids(*filter), "result");
    QVERIFY_THROWS_EXCEPTION(Error, m_model->filter(u"_p.items", json(R"({"$limit":1})")));
    QVERIFY_THROWS_EXCEPTION(Error, m_model->filter(u"_p.items", json(R"({"v":{"$nonsense":1}})")));
}

void tst_Filter::order_data()
{
    QTest::addColumn<SortFunction>("function");
    QTest::addColumn<QString>("items");
    QTest::addColumn<QString>("result");
    QTest::newRow("ascending by default") << SortFunction() << uR"({"a":3,"b":1,"c":2})"_qs << u"b c a"_qs;
    QTest::newRow("descending") << SortFunction(u"desc") << uR"({"a":3,"b":1,"c":2})"_qs << u"a c b"_qs;
    QTest::newRow("text by unit") << SortFunction(u"asc") << uR"({"a":"b","b":"B","c":"a"})"_qs << u"b c a"_qs;
    QTest::newRow("a function") << SortFunction(byV) << uR"({"a":{"v":2},"b":{"v":1}})"_qs << u"b a"_qs;
    QTest::newRow("an order object") << SortFunction(json(R"({"n":1,"v":-1})"))
                                     << uR"({"a":{"n":2,"v":1},"b":{"n":1,"v":1},"c":{"n":1,"v":2}})"_qs << u"c b a"_qs;
    QTest::newRow("equal items in the input's order") << SortFunction(byV)
                                                      << uR"({"x":{"v":1},"7":{"v":1},"a":{"v":1},"10":{"v":1}})"_qs
                                                      << u"7 10 x a"_qs;
    QTest::newRow("named by the application") << SortFunction(u"mine") << uR"({"a":1,"b":2,"c":3})"_qs << u"c b a"_qs;
}

void tst_Filter::order()
{
    QFETCH(SortFunction, function);
    QFETCH(QString, items);
    m_model->fn(u"mine", [](const Value &a, const Value &b) { return Value(b.toDouble() - a.toDouble()); });
    m_model->set(u"_p.items", json(items.toUtf8().constData()));
    const auto filter = m_model->sort(u"_p.items", function);
    QTEST(ids(*filter), "result");
}

void tst_Filter::names()
{
    m_model->set(u"_p.items", json(R"({"b":1,"01":1,"2":1,"a":1,"1":1})"));
    const auto filter = m_model->filter(u"_p.items");
    QCOMPARE(ids(*filter), u"1 2 b 01 a"_qs);
    filter->ref(u"_p.out");
    m_model->del(u"_p.items.b");
    m_model->set(u"_p.items.b", 1); // back, at the end
    m_model->set(u"_p.items.0", 1);
    QCOMPARE(text(m_model->get(u"$filters._p|out")), uR"(["0","1","2","01","a","b"])"_qs);
    QCOMPARE(ids(*filter), u"0 1 2 01 a b"_qs);
}

void tst_Filter::extraInputs()
{
    m_model->set(u"_p.min", 2);
    const auto filter = m_model->filter(
        u"_p.items",
        [](const Value &item, const Key &, const QList<Value> &extras) {
            return item.value(u"v").toDouble() >= extras.at(0).toDouble();
        },
        {u"_p.min", u"_p.unused.x"});
    filter->ref(u"_p.out");
    QCOMPARE(list(), uR"([{"v":3},{"v":2}])"_qs);
    QCOMPARE(filter->getInputs(), QList<Value>({Value(2), Value()}));
    Log log(*m_model);
    m_model->set(u"_p.min", 3);
    QCOMPARE(log.take(), QStringList({u"change _p.min 3 2"_qs,
                                      uR"(remove _p.out 1 [{"v":2}] {"$refList":true,"$filter":true})"_qs,
                                      uR"(remove $filters._p|out 1 ["c"] {"$filter":true})"_qs}));
}

void tst_Filter::functionsOfTheObjectSeeEveryChange()
{
    const auto filter = m_model->filter(u"_p.items", [](const Value &item, const Key &, const Value &object) {
        for (const auto &[key, other] : object.members()) {
            if (other.value(u"v").toDouble() > item.value(u"v").toDouble())
                return false;
        }
        return true;
    });
    filter->ref(u"_p.out");
    QCOMPARE(list(), uR"([{"v":3}])"_qs);
    m_model->set(u"_p.items.b.v", 5);
    QCOMPARE(list(), uR"([{"v":5}])"_qs);
    m_model->del(u"_p.items.b");
    QCOMPARE(list(), uR"([{"v":3}])"_qs);
}

void tst_Filter::asksOnlyAboutWhatChanged()
{
    m_model->set(u"_p.items", Value::object());
    for (int i = 0; i < 1000; ++i)
        m_model->set(u"_p.items.k%1"_qs.arg(i), Value::object({{Key(u"v"), i}}));
    int asked = 0;
    int compared = 0;
    m_model
        ->filter(u"_p.items", [&](const Value &) { return ++asked > 0; })
        ->sort([&](const Value &a, const Value &b) {
            ++compared;
            return byV(a, b);
        })
        ->ref(u"_p.out");
    asked = compared = 0;
    m_model->set(u"_p.items.k500.v", -1);
    QCOMPARE(asked, 1);
    QVERIFY(compared <= 20);
    m_model->set(u"_p.elsewhere", 1);
    QCOMPARE(asked, 1);
}

void tst_Filter::otherInputs_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("result");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("null") << u"null"_qs << QString();
    QTest::newRow("a number") << u"5"_qs << QString();
    QTest::newRow("text, by its characters") << u"\"abc\""_qs << u"0 1 2"_qs;
}

void tst_Filter::otherInputs()
{
    QFETCH(QString, input);
    m_model->set(u"_p.items", json(input.toUtf8().constData()));
    const auto filter = m_model->filter(u"_p.items");
    QTEST(ids(*filter), "result");
    filter->ref(u"_p.out");
    m_model->set(u"_p.items", json(R"({"x":1})"));
    QCOMPARE(list(), u"[1]"_qs);
    m_model->del(u"_p.items");
    QCOMPARE(list(), u"[]"_qs);
}

void tst_Filter::updatesAreDelivered()
{
    m_model->filter(u"_p.items", isAboveOne)->ref(u"_p.out");
    QStringList seen;
    m_model->on<ChangeEvent>(u"_p.items.**", [&](const ChangeEvent &) { seen << u"change "_qs + list(); });
    m_model->on<Event>(u"_p.items.**", [&](const Event &) { seen << u"all "_qs + list(); });
    m_model->set(u"_p.items.b.v", 2);
    QCOMPARE(seen, QStringList({uR"(change [{"v":3},{"v":2}])"_qs, uR"(all [{"v":3},{"v":2},{"v":2}])"_qs}));

    // Two changes in a listener: the first to be delivered brings both.
    seen.clear();
    m_model->once<ChangeEvent>(u"_p.go", [&](const ChangeEvent &) {
        m_model->set(u"_p.items.b.v", 0);
        m_model->set(u"_p.items.c.v", 0);
    });
    m_model->set(u"_p.go", 1);
    QCOMPARE(seen.first(), uR"(change [{"v":3},{"v":0},{"v":0}])"_qs);
    QCOMPARE(seen.last(), uR"(all [{"v":3}])"_qs);
}

void tst_Filter::updatesOnlyFromOthers()
{
    // A filter whose output is an extra input of its own does not run for ever.
    int calls = 0;
    m_model->filter(u"_p.items", [&](const Value &item) { return ++calls > 0 && isAboveOne(item); }, u"_p.out")
        ->ref(u"_p.out");
    calls = 0;
    m_model->set(u"_p.items.a.v", 0);
    QVERIFY(calls <= 12);
    QCOMPARE(list(), uR"([{"v":2}])"_qs);
}

void tst_Filter::updateRecomputes()
{
    double least = 1;
    const auto filter =
        m_model->filter(u"_p.items", [&least](const Value &item) { return item.value(u"v").toDouble() > least; });
    filter->ref(u"_p.out");
    least = 2;
    filter->update();
    QCOMPARE(list(), uR"([{"v":3}])"_qs);
    least = 0;
    filter->setSkip(1);
    filter->setLimit(1);
    QCOMPARE(list(), uR"([{"v":3}])"_qs);
    filter->update();
    QCOMPARE(list(), uR"([{"v":1}])"_qs);
    QCOMPARE(filter->skip(), 1);
    QCOMPARE(filter->limit(), 1);
    filter->setSkip(0)->setLimit(0)->update();
    QCOMPARE(list(), uR"([{"v":3},{"v":1},{"v":2}])"_qs);
}

void tst_Filter::silentChanges()
{
    m_model->filter(u"_p.items", isAboveOne)->ref(u"_p.out");
    m_model->silent().set(u"_p.items.b.v", 7);
    m_model->silent().del(u"_p.items.a");
    m_model->silent().set(u"_p.items.n", json(R"({"v":8})"));
    m_model->set(u"_p.items.c.v", 4); // with the next event all of it shows
    QCOMPARE(list(), uR"([{"v":7},{"v":4},{"v":8}])"_qs);
}

QTEST_GUILESS_MAIN(tst_Filter)
#include "tst_filter.moc"
