// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modeltest.h"

#include <Racer/filter.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

// Filters and sorts of arrays, which Racer does not have: the output shows the elements themselves.
class tst_FilterArrays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void refMakesTheList();
    void events_data();
    void events();
    void idsAreIndexes();
    void equalElementsKeepTheirOrder();
    void scalars();
    void windows();
    void insertionsRenumberNothing();
    void writesBelowGoToTheInput();
    void pushedElements();
    void refusedWrites_data();
    void refusedWrites();
    void silentChanges();
    void outputOverwrittenFromAbove();
    void arrayAndObjectInTurn();
    void destroyEmptiesTheList();
    void severalOutputs();

private:
    [[nodiscard]] QString list(const char16_t *path = u"_p.out") const { return text(m_model->get(path)); }

    std::unique_ptr<RootModel> m_model;
};

namespace {

bool isAboveOne(const Value &item)
{
    return item.value(u"v").toDouble() > 1;
}

int byV(const Value &a, const Value &b)
{
    const double left = a.value(u"v").toDouble();
    const double right = b.value(u"v").toDouble();
    return int(left > right) - int(left < right);
}

} // namespace

void tst_FilterArrays::init()
{
    m_model = std::make_unique<RootModel>();
    m_model->set(u"_p.items", json(R"([{"v":3},{"v":1},{"v":2}])"));
}

void tst_FilterArrays::refMakesTheList()
{
    Log log(*m_model);
    m_model->filter(u"_p.items", isAboveOne)->ref(u"_p.out");
    QCOMPARE(log.take(), QStringList({uR"(change _p.out [{"v":3},{"v":2}] undef {"$filter":true})"_qs}));
    QVERIFY(m_model->get(u"$filters").isUndefined());
}

void tst_FilterArrays::events_data()
{
    QTest::addColumn<std::function<void(const Model &)>>("action");
    QTest::addColumn<QStringList>("events"); // at the output
    QTest::addColumn<QString>("result");
    const auto row = [](const char *name, std::function<void(const Model &)> action, const QStringList &events,
                        const QString &result) {
        QTest::newRow(name) << std::move(action) << events << result;
    };
    // Sorted by v: 1 (index 1), 2 (index 2), 3 (index 0)
    row("an element changes and stays", [](const Model &m) { m.set(u"_p.items.0.v", 4); },
        {uR"(change _p.out.2.v 4 3 {"$filter":true})"_qs}, uR"([{"v":1},{"v":2},{"v":4}])"_qs);
    row("an element changes and moves", [](const Model &m) { m.set(u"_p.items.0.v", 0); },
        {uR"(change _p.out.2.v 0 3 {"$filter":true})"_qs, uR"(move _p.out 2 0 1 {"$filter":true})"_qs},
        uR"([{"v":0},{"v":1},{"v":2}])"_qs);
    row("an element is replaced", [](const Model &m) { m.set(u"_p.items.2", json(R"({"v":9})")); },
        {uR"(change _p.out.1 {"v":9} {"v":2} {"$filter":true})"_qs, uR"(move _p.out 1 2 1 {"$filter":true})"_qs},
        uR"([{"v":1},{"v":3},{"v":9}])"_qs);
    row("elements are inserted in front",
        [](const Model &m) { m.insert(u"_p.items", 0, json(R"([{"v":5},{"v":1.5}])")); },
        {uR"(insert _p.out 1 [{"v":1.5}] {"$filter":true})"_qs, uR"(insert _p.out 4 [{"v":5}] {"$filter":true})"_qs},
        uR"([{"v":1},{"v":1.5},{"v":2},{"v":3},{"v":5}])"_qs);
    row("an element is removed", [](const Model &m) { m.remove(u"_p.items", 1, 1); },
        {uR"(remove _p.out 0 [{"v":1}] {"$filter":true})"_qs}, uR"([{"v":2},{"v":3}])"_qs);
    row("elements are removed", [](const Model &m) { m.remove(u"_p.items", 0, 2); },
        {uR"(remove _p.out 0 [{"v":1}] {"$filter":true})"_qs, uR"(remove _p.out 1 [{"v":3}] {"$filter":true})"_qs},
        uR"([{"v":2}])"_qs);
    row("an element moves in the input", [](const Model &m) { m.move(u"_p.items", 0, 2); }, {},
        uR"([{"v":1},{"v":2},{"v":3}])"_qs);
    row("the array is replaced", [](const Model &m) { m.set(u"_p.items", json(R"([{"v":7}])")); },
        {uR"(remove _p.out 0 [{"v":1},{"v":2},{"v":3}] {"$filter":true})"_qs,
         uR"(insert _p.out 0 [{"v":7}] {"$filter":true})"_qs},
        uR"([{"v":7}])"_qs);
    row("an element far behind is set", [](const Model &m) { m.set(u"_p.items.4", json(R"({"v":0})")); },
        {uR"(insert _p.out 0 [{"v":0}] {"$filter":true})"_qs, uR"(insert _p.out 4 [null] {"$filter":true})"_qs},
        uR"([{"v":0},{"v":1},{"v":2},{"v":3},null])"_qs);
}

void tst_FilterArrays::events()
{
    QFETCH(std::function<void(const Model &)>, action);
    m_model->sort(u"_p.items", byV)->ref(u"_p.out");
    QStringList seen;
    m_model->on<Event>(u"_p.out.**", [&seen](const Event &event) { seen << describe(event); });
    action(*m_model);
    QTEST(seen, "events");
    QTEST(list(), "result");
}

void tst_FilterArrays::idsAreIndexes()
{
    const auto filter = m_model->sort(u"_p.items", byV);
    filter->ref(u"_p.out");
    const auto indexes = [&] {
        QStringList keys;
        for (const Key &key : filter->ids())
            keys << key.toString();
        return keys.join(u' ');
    };
    QCOMPARE(indexes(), u"1 2 0"_qs);
    m_model->unshift(u"_p.items", json(R"({"v":2})"));
    QCOMPARE(indexes(), u"2 0 3 1"_qs);
    QCOMPARE(text(Value::array(filter->get())), list());
    QStringList keys;
    static_cast<void>(m_model->filter(u"_p.items", [&keys](const Value &, const Key &key) {
        keys << key.toString();
        return true;
    })->ids());
    QCOMPARE(keys.join(u' '), u"0 1 2 3"_qs);
}

void tst_FilterArrays::equalElementsKeepTheirOrder()
{
    m_model->set(u"_p.items", json(R"([{"v":1,"n":"a"},{"v":1,"n":"b"},{"v":1,"n":"c"}])"));
    m_model->sort(u"_p.items", byV)->ref(u"_p.out");
    const auto names = [this] {
        QString all;
        for (const Value &item : m_model->get(u"_p.out").elements())
            all += item.value(u"n").toString();
        return all;
    };
    QStringList seen;
    m_model->on<Event>(u"_p.out", [&seen](const Event &event) { seen << describe(event); });
    m_model->move(u"_p.items", 0, 2);
    QCOMPARE(names(), u"bca"_qs);
    QCOMPARE(seen, QStringList({uR"(move _p.out 0 2 1 {"$filter":true})"_qs}));
    m_model->move(u"_p.items", 0, 1, 2);
    QCOMPARE(names(), u"abc"_qs);
}

void tst_FilterArrays::scalars()
{
    m_model->set(u"_p.items", json(R"([3,1,2,1])"));
    m_model->sort(u"_p.items")->ref(u"_p.out");
    QCOMPARE(list(), u"[1,1,2,3]"_qs);
    m_model->set(u"_p.items.0", 0);
    m_model->push(u"_p.items", 1.5);
    m_model->increment(u"_p.items.2", 5);
    QCOMPARE(list(), u"[0,1,1,1.5,7]"_qs);
}

void tst_FilterArrays::windows()
{
    m_model->sort(u"_p.items", byV)->setSkip(1)->setLimit(1)->ref(u"_p.out");
    QCOMPARE(list(), uR"([{"v":2}])"_qs);
    m_model->push(u"_p.items", json(R"({"v":0})"));
    QCOMPARE(list(), uR"([{"v":1}])"_qs);
    m_model->set(u"_p.items.3.v", 8);
    QCOMPARE(list(), uR"([{"v":2}])"_qs);
    m_model->set(u"_p.out.0.v", 2.5);
    QCOMPARE(list(), uR"([{"v":2.5}])"_qs);
    QCOMPARE(text(m_model->get(u"_p.items.2")), uR"({"v":2.5})"_qs);
    m_model->remove(u"_p.items", 0, 4);
    QCOMPARE(list(), u"[]"_qs);
}

void tst_FilterArrays::insertionsRenumberNothing()
{
    m_model->set(u"_p.items", Value::array());
    for (int i = 0; i < 1000; ++i)
        m_model->push(u"_p.items", Value::object({{Key(u"v"), i}}));
    int compared = 0;
    m_model
        ->sort(u"_p.items",
               [&compared](const Value &a, const Value &b) {
                   ++compared;
                   return byV(a, b);
               })
        ->ref(u"_p.out");
    int events = 0;
    m_model->on<Event>(u"**", [&events](const Event &) { ++events; });
    compared = 0;
    m_model->unshift(u"_p.items", json(R"({"v":500.5})"));
    QCOMPARE(events, 2);
    QVERIFY(compared <= 20);
    m_model->set(u"_p.items.501.v", 5.5);
    QCOMPARE(events, 5);
    QCOMPARE(text(m_model->get(u"_p.out.6")), uR"({"v":5.5})"_qs);
}

void tst_FilterArrays::writesBelowGoToTheInput()
{
    m_model->sort(u"_p.items", byV)->ref(u"_p.out");
    QCOMPARE(m_model->dereference(u"_p.out.0.v"), u"_p.items.1.v"_qs);
    QCOMPARE(m_model->dereference(u"_p.out.9.v"), u"$null"_qs);
    m_model->set(u"_p.out.0.v", 9);
    QCOMPARE(text(m_model->get(u"_p.items")), uR"([{"v":3},{"v":9},{"v":2}])"_qs);
    QCOMPARE(list(), uR"([{"v":2},{"v":3},{"v":9}])"_qs);
    m_model->unshift(u"_p.items", json(R"({"v":0})"));
    m_model->set(u"_p.out.3", json(R"({"v":1,"tags":[]})"));
    QCOMPARE(text(m_model->get(u"_p.items.2")), uR"({"v":1,"tags":[]})"_qs);
    m_model->push(u"_p.out.1.tags", u"x"_qs);
    QCOMPARE(text(m_model->get(u"_p.items.2.tags")), uR"(["x"])"_qs);
    QCOMPARE(list(), uR"([{"v":0},{"v":1,"tags":["x"]},{"v":2},{"v":3}])"_qs);
}

void tst_FilterArrays::pushedElements()
{
    m_model->filter(u"_p.items", isAboveOne)->sort(byV)->ref(u"_p.out");
    m_model->push(u"_p.out", json(R"({"v":2.5})"));
    m_model->unshift(u"_p.out", json(R"({"v":0})"));
    QCOMPARE(text(m_model->get(u"_p.items")), uR"([{"v":0},{"v":3},{"v":1},{"v":2},{"v":2.5}])"_qs);
    QCOMPARE(list(), uR"([{"v":2},{"v":2.5},{"v":3}])"_qs);
}

void tst_FilterArrays::refusedWrites_data()
{
    QTest::addColumn<std::function<void(const Model &)>>("write");
    const auto row = [](const char *name, std::function<void(const Model &)> write) {
        QTest::newRow(name) << std::move(write);
    };
    row("insert", [](const Model &m) { m.insert(u"_p.out", 1, 5); });
    row("remove", [](const Model &m) { m.remove(u"_p.out", 0, 1); });
    row("pop", [](const Model &m) { m.pop(u"_p.out"); });
    row("move", [](const Model &m) { m.move(u"_p.out", 0, 1); });
    row("set", [](const Model &m) { m.set(u"_p.out", 1); });
    row("below an index that shows nothing", [](const Model &m) { m.set(u"_p.out.7.v", 1); });
}

void tst_FilterArrays::refusedWrites()
{
    QFETCH(std::function<void(const Model &)>, write);
    m_model->sort(u"_p.items", byV)->ref(u"_p.out");
    const QSignalSpy errors(m_model.get(), &RootModel::error);
    const QString before = text(m_model->get(u"_p"));
    write(*m_model);
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(text(m_model->get(u"_p")), before);
}

void tst_FilterArrays::silentChanges()
{
    m_model->sort(u"_p.items", byV)->ref(u"_p.out");
    m_model->silent().set(u"_p.items.1.v", 8);
    QCOMPARE(list(), uR"([{"v":8},{"v":2},{"v":3}])"_qs); // the same element, not yet in its place
    m_model->silent().push(u"_p.items", json(R"({"v":7})"));
    m_model->set(u"_p.items.0.v", 4);
    QCOMPARE(list(), uR"([{"v":2},{"v":4},{"v":7},{"v":8}])"_qs);
}

void tst_FilterArrays::outputOverwrittenFromAbove()
{
    m_model->set(u"_q.items", m_model->get(u"_p.items"));
    m_model->sort(u"_q.items", byV)->ref(u"_p.box.out");
    m_model->set(u"_p.box", json(R"({"other":1})"));
    QCOMPARE(text(m_model->get(u"_p.box")), uR"({"other":1,"out":[{"v":1},{"v":2},{"v":3}]})"_qs);
    m_model->set(u"_q.items.0.v", 0);
    QCOMPARE(list(u"_p.box.out"), uR"([{"v":0},{"v":1},{"v":2}])"_qs);
}

void tst_FilterArrays::arrayAndObjectInTurn()
{
    m_model->filter(u"_p.items", isAboveOne)->sort(byV)->ref(u"_p.out");
    m_model->set(u"_p.items", json(R"({"a":{"v":5},"b":{"v":4},"c":{"v":0}})"));
    QCOMPARE(list(), uR"([{"v":4},{"v":5}])"_qs);
    QCOMPARE(text(m_model->get(u"$filters._p|out")), uR"(["b","a"])"_qs);
    m_model->set(u"_p.out.0.v", 6);
    QCOMPARE(list(), uR"([{"v":5},{"v":6}])"_qs);
    m_model->set(u"_p.items", json(R"([{"v":2},{"v":9}])"));
    QCOMPARE(list(), uR"([{"v":2},{"v":9}])"_qs);
    QVERIFY(m_model->get(u"$filters._p|out").isUndefined());
    m_model->set(u"_p.out.0.v", 10);
    QCOMPARE(list(), uR"([{"v":9},{"v":10}])"_qs);
    m_model->del(u"_p.items");
    QCOMPARE(list(), u"[]"_qs);
    m_model->push(u"_p.items", json(R"({"v":2})"));
    QCOMPARE(list(), uR"([{"v":2}])"_qs);
}

void tst_FilterArrays::destroyEmptiesTheList()
{
    const auto filter = m_model->sort(u"_p.items", byV);
    filter->ref(u"_p.out");
    filter->destroy();
    QCOMPARE(list(), u"[]"_qs);
    m_model->set(u"_p.items.0.v", 9);
    m_model->push(u"_p.out", 1);
    QCOMPARE(list(), u"[1]"_qs);
    QCOMPARE(m_model->get(u"_p.items").size(), 3);
}

void tst_FilterArrays::severalOutputs()
{
    const auto filter = m_model->filter(u"_p.items", isAboveOne);
    filter->ref(u"_p.out");
    filter->ref(u"_q.out");
    m_model->set(u"_p.items.1.v", 5);
    m_model->set(u"_q.out.0.v", 7);
    QCOMPARE(list(), uR"([{"v":7},{"v":5},{"v":2}])"_qs);
    QCOMPARE(list(u"_q.out"), list());
}

QTEST_GUILESS_MAIN(tst_FilterArrays)
#include "tst_filterarrays.moc"
