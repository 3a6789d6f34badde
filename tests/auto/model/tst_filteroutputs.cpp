// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "filtertest.h"

#include <QtTest/QSignalSpy>

using namespace Racer;
using namespace ModelTest;

// The lists that filters write, who else writes to them, and what goes wrong.
class tst_FilterOutputs : public FilterTest
{
    Q_OBJECT

private Q_SLOTS:
    void replacedFunctions();
    void severalOutputs();
    void outputTakenOver();
    void filtersOfFilters();
    void pushedObjects();
    void refusedWrites_data();
    void refusedWrites();
    void differencesArePutRight_data();
    void differencesArePutRight();
    void destroyEmptiesTheList();
    void removeAllFilters();
    void withoutRef();
    void unknownNames();
    void impossibleOutputs_data();
    void impossibleOutputs();
    void throwingFunctions();
    void contradictingComparators();
    void functionsThatWrite();
    void functionsThatDestroy();
    void listenersThatDestroy();
    void outlivesNothing();
};

void tst_FilterOutputs::replacedFunctions()
{
    const auto filter = m_model->filter(u"_p.items", isAboveOne);
    filter->ref(u"_p.out");
    filter->filter([](const Value &item) { return !isAboveOne(item); });
    QCOMPARE(list(), uR"([{"v":3},{"v":2}])"_qs);
    m_model->set(u"_p.items.d", json(R"({"v":1.5})"));
    QCOMPARE(list(), uR"([{"v":1}])"_qs);
    filter->filter([](const Value &) { return true; })->sort(u"desc")->sort(json(R"({"v":-1})"))->update();
    QCOMPARE(list(), uR"([{"v":3},{"v":2},{"v":1.5},{"v":1}])"_qs);
}

void tst_FilterOutputs::severalOutputs()
{
    const auto filter = m_model->filter(u"_p.items", isAboveOne);
    filter->ref(u"_p.out");
    filter->ref(u"_q.other");
    m_model->set(u"_p.items.b.v", 5);
    QCOMPARE(list(), uR"([{"v":3},{"v":5},{"v":2}])"_qs);
    QCOMPARE(list(u"_q.other"), list());
    m_model->removeAllFilters(u"_q");
    m_model->set(u"_p.items.b.v", 0);
    QCOMPARE(list(), uR"([{"v":3},{"v":2}])"_qs);
    QCOMPARE(list(u"_q.other"), u"[]"_qs);
}

void tst_FilterOutputs::outputTakenOver()
{
    const auto first = m_model->filter(u"_p.items", isAboveOne);
    first->ref(u"_p.out");
    m_model->filter(u"_p.items", json(R"({"v":1})"))->ref(u"_p.out");
    QCOMPARE(list(), uR"([{"v":1}])"_qs);
    m_model->set(u"_p.items.c.v", 1);
    QCOMPARE(list(), uR"([{"v":1},{"v":1}])"_qs);
    QVERIFY_THROWS_EXCEPTION(Error, first->destroy());
}

void tst_FilterOutputs::filtersOfFilters()
{
    m_model->sort(u"_p.items", byV)->ref(u"_p.sorted");
    m_model->filter(u"_p.sorted", isAboveOne)->ref(u"_p.out");
    m_model->filter(u"_p.out")->setLimit(1)->ref(u"_p.top");
    QCOMPARE(list(), uR"([{"v":2},{"v":3}])"_qs);
    QCOMPARE(list(u"_p.top"), uR"([{"v":2}])"_qs);
    m_model->set(u"_p.items.b.v", 1.5);
    QCOMPARE(list(), uR"([{"v":1.5},{"v":2},{"v":3}])"_qs);
    QCOMPARE(list(u"_p.top"), uR"([{"v":1.5}])"_qs);
    m_model->set(u"_p.top.0.v", 9); // through three lists
    QCOMPARE(text(m_model->get(u"_p.items.b")), uR"({"v":9})"_qs);
    QCOMPARE(list(), uR"([{"v":2},{"v":3},{"v":9}])"_qs);
    QCOMPARE(list(u"_p.top"), uR"([{"v":2}])"_qs);
}

void tst_FilterOutputs::pushedObjects()
{
    m_model->sort(u"_p.items", byV)->ref(u"_p.out");
    m_model->push(u"_p.out", json(R"({"id":"x","v":0})"));
    QCOMPARE(text(m_model->get(u"_p.items.x")), uR"({"id":"x","v":0})"_qs);
    QCOMPARE(text(m_model->get(u"$filters._p|out")), uR"(["x","b","c","a"])"_qs);
    QCOMPARE(list(), uR"([{"id":"x","v":0},{"v":1},{"v":2},{"v":3}])"_qs);
    m_model->insert(u"_p.out", 1, json(R"([{"id":"y","v":9},{"id":"z","v":1.5}])"));
    QCOMPARE(text(m_model->get(u"$filters._p|out")), uR"(["x","b","z","c","a","y"])"_qs);
    QCOMPARE(m_model->get(u"_p.out").size(), 6);

    m_model->filter(u"_p.items", json(R"({"v":2})"))->ref(u"_p.two");
    m_model->push(u"_p.two", json(R"({"id":"n","v":3})")); // it is stored, and does not show
    QCOMPARE(text(m_model->get(u"_p.items.n")), uR"({"id":"n","v":3})"_qs);
    QCOMPARE(list(u"_p.two"), uR"([{"v":2}])"_qs);
    m_model->set(u"_p.two.0", json(R"({"id":"m","v":2})"));
    QCOMPARE(text(m_model->get(u"$filters._p|two")), uR"(["c","m"])"_qs);
    QCOMPARE(list(u"_p.two"), uR"([{"v":2},{"id":"m","v":2}])"_qs);
}

void tst_FilterOutputs::refusedWrites_data()
{
    QTest::addColumn<int>("write");
    QTest::newRow("remove") << 0;
    QTest::newRow("pop") << 1;
    QTest::newRow("shift") << 2;
    QTest::newRow("move") << 3;
    QTest::newRow("set") << 4;
    QTest::newRow("del") << 5;
}

void tst_FilterOutputs::refusedWrites()
{
    QFETCH(int, write);
    m_model->filter(u"_p.items", isAboveOne)->ref(u"_p.out");
    m_expectsErrors = true;
    const QSignalSpy errors(m_model.get(), &RootModel::error);
    Log log(*m_model);
    switch (write) {
    case 0: m_model->remove(u"_p.out", 0); break;
    case 1: m_model->pop(u"_p.out"); break;
    case 2: m_model->shift(u"_p.out"); break;
    case 3: m_model->move(u"_p.out", 0, 1); break;
    case 4: m_model->set(u"_p.out", Value::array()); break;
    case 5: m_model->del(u"_p.out"); break;
    }
    QTRY_COMPARE(errors.size(), 1);
    QVERIFY(errors.at(0).at(0).value<Error>().message().endsWith(
        u" on the output of a filter at _p.out. Change its input: _p.items"));
    QVERIFY(log.lines.isEmpty());
    QCOMPARE(list(), uR"([{"v":3},{"v":2}])"_qs);
}

void tst_FilterOutputs::differencesArePutRight_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QList<int>>("shown");
    for (const char *method : {"setArrayDiff", "setArrayDiffDeep", "setDiffDeep"}) {
        const auto add = [method](const char *what, const QList<int> &shown) {
            QTest::addRow("%s: %s", method, what) << QString::fromLatin1(method) << shown;
        };
        add("an item less", {1});
        add("other order", {1, 0});
        add("nothing", {});
        add("an item twice", {0, 1, 0});
        add("what is there", {0, 1});
    }
}

// A difference is written in steps that are not refused one by one; the filter restores its output with the event.
void tst_FilterOutputs::differencesArePutRight()
{
    QFETCH(QString, method);
    QFETCH(QList<int>, shown);
    m_model->filter(u"_p.items", isAboveOne)->ref(u"_p.out");
    const Value before = m_model->get(u"_p.out");
    Value wanted = Value::array();
    for (const int index : shown)
        wanted.append(before.at(index));
    if (method == u"setArrayDiff")
        m_model->setArrayDiff(u"_p.out", wanted);
    else if (method == u"setArrayDiffDeep")
        m_model->setArrayDiffDeep(u"_p.out", wanted);
    else
        m_model->setDiffDeep(u"_p.out", wanted);
    QCOMPARE(list(), uR"([{"v":3},{"v":2}])"_qs);
    QCOMPARE(text(m_model->get(u"$filters._p|out")), uR"(["a","c"])"_qs);
    QCOMPARE(text(m_model->get(u"_p.items")), uR"({"a":{"v":3},"b":{"v":1},"c":{"v":2}})"_qs);
    m_model->set(u"_p.items.b.v", 5); // and goes on
    QCOMPARE(list(), uR"([{"v":3},{"v":5},{"v":2}])"_qs);
}

void tst_FilterOutputs::destroyEmptiesTheList()
{
    const auto filter = m_model->filter(u"_p.items", isAboveOne);
    filter->ref(u"_p.out");
    Log log(*m_model);
    filter->destroy();
    QCOMPARE(log.take(), QStringList({uR"(remove _p.out 0 [{"v":3},{"v":2}] {"$refList":true,"$filter":true})"_qs,
                                      uR"(change $filters._p|out undef ["a","c"] {"$filter":true})"_qs}));
    m_model->set(u"_p.items.b.v", 9);
    m_model->push(u"_p.out", 1); // an array like any other
    QCOMPARE(list(), u"[1]"_qs);
    QVERIFY_THROWS_EXCEPTION(Error, filter->destroy());
    filter->ref(u"_p.out"); // and again
    QCOMPARE(list(), uR"([{"v":3},{"v":9},{"v":2}])"_qs);
}

void tst_FilterOutputs::removeAllFilters()
{
    m_model->filter(u"_p.items")->ref(u"_p.a");
    m_model->filter(u"_p.items")->ref(u"_p.b.c");
    m_model->filter(u"_p.items")->ref(u"_q.a");
    m_model->at(u"_p.b").removeAllFilters();
    QCOMPARE(m_model->get(u"_p.a").size(), 3);
    QCOMPARE(m_model->get(u"_p.b.c").size(), 0);
    QCOMPARE(m_model->get(u"_q.a").size(), 3);
    m_model->removeAllFilters();
    QCOMPARE(m_model->get(u"_p.a").size(), 0);
    QCOMPARE(m_model->get(u"_q.a").size(), 0);
    QVERIFY(m_model->get(u"$filters").isUndefined());
    m_model->set(u"_p.items.n", json("1"));
    QCOMPARE(m_model->get(u"_p.a").size(), 0);
}

void tst_FilterOutputs::withoutRef()
{
    const auto filter = m_model->at(u"_p").filter(u"items", isAboveOne);
    QCOMPARE(filter->path(), Path(u"_p.items"));
    QCOMPARE(text(Value::array(filter->get())), uR"([{"v":3},{"v":2}])"_qs);
    m_model->set(u"_p.items.a.v", 1);
    QCOMPARE(ids(*filter), u"c"_qs);
    QVERIFY_THROWS_EXCEPTION(Error, filter->update());
    QVERIFY_THROWS_EXCEPTION(Error, filter->destroy());
}

void tst_FilterOutputs::unknownNames()
{
    const auto message = [](auto &&call) {
        try {
            call();
        } catch (const Error &error) {
            return error.message();
        }
        return QString();
    };
    QCOMPARE(message([&] { static_cast<void>(m_model->filter(u"_p.items", u"nobody")); }),
             u"Filter function not found: nobody"_qs);
    QCOMPARE(message([&] { static_cast<void>(m_model->sort(u"_p.items", u"nobody")); }),
             u"Sort function not found: nobody"_qs);
}

void tst_FilterOutputs::impossibleOutputs_data()
{
    QTest::addColumn<QString>("from");
    QTest::newRow("a collection") << u"_p"_qs;
    QTest::newRow("a remote document") << u"books.list"_qs;
    QTest::newRow("the input") << u"_p.items"_qs;
    QTest::newRow("inside of the input") << u"_p.items.list"_qs;
}

void tst_FilterOutputs::impossibleOutputs()
{
    QFETCH(QString, from);
    const auto filter = m_model->filter(u"_p.items");
    QVERIFY_THROWS_EXCEPTION(Error, filter->ref(from));
    QVERIFY_THROWS_EXCEPTION(Error, filter->update());
    QVERIFY(m_model->get(u"$filters").isUndefined());
}

void tst_FilterOutputs::throwingFunctions()
{
    m_expectsErrors = true;
    const QSignalSpy errors(m_model.get(), &RootModel::error);
    m_model
        ->filter(u"_p.items",
                 [](const Value &item) {
                     if (item.value(u"v").toDouble() == 1)
                         throw Error(u"no ones"_qs);
                     return true;
                 })
        ->ref(u"_p.out");
    QCOMPARE(list(), uR"([{"v":3},{"v":2}])"_qs);
    QCOMPARE(errors.size(), 1);
    const QString message = errors.at(0).at(0).value<Error>().message();
    QVERIFY2(message.contains(u"no ones") && message.contains(u"_p.items") && message.contains(u"_p.out")
                 && message.contains(u"item b"),
             qPrintable(message));
    m_model->set(u"_p.items.a.v", 1);
    QCOMPARE(list(), uR"([{"v":2}])"_qs);
    QCOMPARE(errors.size(), 2);
}

void tst_FilterOutputs::contradictingComparators()
{
    for (int i = 0; i < 100; ++i)
        m_model->set(u"_p.items.k%1"_qs.arg(i), Value::object({{Key(u"v"), i}}));
    quint32 turn = 0;
    m_model->sort(u"_p.items", [&turn](const Value &, const Value &) { return int((turn = turn * 31 + 7) % 3) - 1; })
        ->ref(u"_p.out");
    for (int i = 0; i < 100; ++i)
        m_model->set(u"_p.items.k%1.v"_qs.arg(i), -i);
    QCOMPARE(m_model->get(u"_p.out").size(), 103);
}

void tst_FilterOutputs::functionsThatWrite()
{
    int calls = 0;
    m_model
        ->filter(u"_p.items",
                 [&](const Value &item, const Key &key) {
                     if (++calls < 50 && key == u"a")
                         m_model->set(u"_p.items.n%1"_qs.arg(calls), Value::object({{Key(u"v"), 5}}));
                     return isAboveOne(item);
                 })
        ->ref(u"_p.out");
    m_model->set(u"_p.items.a.v", 4);
    m_model->set(u"_p.items.b.v", 4);
    QCOMPARE(m_model->get(u"_p.out").size(), m_model->get(u"_p.items").size());
}

void tst_FilterOutputs::functionsThatDestroy()
{
    std::weak_ptr<Filter> weak;
    const auto filter = m_model->filter(u"_p.items", [&weak](const Value &item) {
        if (const auto self = weak.lock(); self && v(item) == 7)
            self->destroy();
        return true;
    });
    weak = filter;
    filter->ref(u"_p.out");
    m_model->set(u"_p.items.a.v", 7);
    QCOMPARE(list(), u"[]"_qs);
    m_model->set(u"_p.items.a.v", 8);
    QCOMPARE(list(), u"[]"_qs);
}

void tst_FilterOutputs::listenersThatDestroy()
{
    auto filter = m_model->filter(u"_p.items", isAboveOne);
    m_model->on<Event>(u"$filters._p|out", [&filter](const Event &) {
        if (const auto ended = std::exchange(filter, nullptr))
            ended->destroy();
    });
    const auto keep = filter;
    keep->ref(u"_p.out");
    QVERIFY(m_model->get(u"$filters").isUndefined());
    filter = keep;
    keep->ref(u"_p.out");
    m_model->set(u"_p.items.b.v", 5);
    QVERIFY_THROWS_EXCEPTION(Error, keep->destroy());
}

void tst_FilterOutputs::outlivesNothing()
{
    auto filter = m_model->filter(u"_p.items");
    filter->ref(u"_p.out");
    m_model.reset(); // first the model, then the handle
    filter.reset();
}

QTEST_GUILESS_MAIN(tst_FilterOutputs)
#include "tst_filteroutputs.moc"
