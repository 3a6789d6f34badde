// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "twomodels.h"

#include <Racer/context.h>
#include <Racer/listmodel.h>
#include <Racer/modelquery.h>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Racer;
using namespace ModelTest;

class tst_Destroy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void localData();
    void listeners();
    void derived();
    void derivedElsewhere();
    void theRoot();
    void itemModels();
    void remoteDocuments();
    void remoteDocumentsWithPendingWrites();
    void belowRemoteDocuments();
    void heldByQueries();
    void remoteCollections();
    void everythingRemote();
    void withinTheDelay();
};

void tst_Destroy::localData()
{
    RootModel model;
    model.set(u"_p.a.b", 1);
    model.set(u"_p.c", 2);
    model.set(u"_q.d", 3);
    Log log(model);
    model.destroy(u"_p.a.b");
    QCOMPARE(text(model.get(u"_p")), uR"({"a":{},"c":2})"_qs);
    model.at(u"_p").destroy(u"c");
    QCOMPARE(text(model.get(u"_p")), uR"({"a":{}})"_qs);
    model.at(u"_p").destroy();
    QCOMPARE(text(model.get()), uR"({"_q":{"d":3}})"_qs);
    model.destroy(u"_none.x");
    model.destroy();
    QCOMPARE(text(model.get()), u"{}"_qs);
    QCOMPARE(log.lines, QStringList());
}

void tst_Destroy::listeners()
{
    RootModel model;
    QObject context;
    QStringList calls;
    const auto add = [&](const Model &on, const char16_t *pattern) {
        on.on<ChangeEvent>(pattern, [&, pattern](const ChangeEvent &) { calls << QString::fromUtf16(pattern); });
    };
    add(model, u"**");
    add(model, u"_p.a");
    add(model, u"_p.*");
    add(model, u"_q.a");
    model.on<ChangeEvent>(u"_p.a", &context, [&](const ChangeEvent &) { calls << u"bound"_qs; });
    add(model.eventContext(Key(u"k")), u"_q.*");
    model.eventContext(Key(u"k")).destroy(u"_p");
    model.set(u"_p.a", 1);
    model.set(u"_q.a", 1);
    QCOMPARE(calls, QStringList({u"**"_qs, u"**"_qs, u"_q.a"_qs}));
}

void tst_Destroy::derived()
{
    RootModel model;
    model.set(u"_p.o", json(R"({"a":{"id":"a","n":1}})"));
    model.set(u"_p.ids", json(R"(["a"])"));
    model.ref(u"_p.derived.ref", u"_p.o.a");
    model.refList(u"_p.derived.list", u"_p.o", u"_p.ids");
    const auto run = [&] {
        model.start(u"_p.derived.sum", u"_p.o.a.n", [](const Value &n) { return Value(n.toDouble() + 1); });
    };
    run();
    model.destroy(u"_p.derived");
    Log log(model);
    model.set(u"_p.o.a.n", 2);
    QCOMPARE(log.take(), QStringList(u"change _p.o.a.n 2 1"_qs));
    QVERIFY(model.get(u"_p.derived").isUndefined());
    model.ref(u"_p.derived.ref", u"_p.o.a");
    run();
    log.take();
    model.set(u"_p.o.a.n", 5);
    QCOMPARE(log.lines.size(), 3);
    QCOMPARE(log.lines.at(0), u"change _p.derived.ref.n 5 2"_qs);
    QCOMPARE(log.lines.at(1), u"change _p.o.a.n 5 2"_qs);
    QVERIFY(log.lines.at(2).startsWith(u"change _p.derived.sum 6 3"));
}

void tst_Destroy::derivedElsewhere()
{
    RootModel model;
    model.set(u"_data.o", json(R"({"n":1})"));
    model.ref(u"_page.o", u"_data.o");
    model.start(u"_page.twice", u"_data.o.n", [](const Value &n) { return Value(n.toDouble() * 2); });
    model.destroy(u"_data");
    QCOMPARE(text(model.get(u"_page.o")), uR"({"n":1})"_qs); // until it hears of it, as in Racer
    model.set(u"_data.o", json(R"({"n":4})"));
    QCOMPARE(text(model.get(u"_page.o")), uR"({"n":4})"_qs);
    QCOMPARE(model.get(u"_page.twice"), Value(8));
}

void tst_Destroy::theRoot()
{
    TwoModels two;
    QTRY_COMPARE(two.m.get(u"$connection.state"), Value(u"connected"));
    two.m.ref(u"_p.r", u"_p.x");
    two.m.start(u"_p.y", u"_p.x", [](const Value &x) { return x; });
    two.m.destroy();
    QCOMPARE(text(two.m.get()), uR"({"$connection":{"state":"connected"}})"_qs);
    two.m.ref(u"_p.r", u"_p.x");
    two.m.start(u"_p.y", u"_p.x", [](const Value &x) { return x; });
    two.m.set(u"_p.x", 1);
    QCOMPARE(two.m.get(u"_p.r"), Value(1));
    QCOMPARE(two.m.get(u"_p.y"), Value(1));
    two.m.disconnectFromServer();
    QTRY_COMPARE(two.m.get(u"$connection.state"), Value(u"closed"));
}

void tst_Destroy::itemModels()
{
    RootModel model;
    model.set(u"_p.list", json("[1,2,3]"));
    ListModel list;
    list.setSource(model.at(u"_p.list"));
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(list.count(), 3);
    model.destroy(u"_p");
    QCOMPARE(list.count(), 0);
    model.set(u"_p.list", json("[1,2]"));
    QCOMPARE(list.count(), 2);
    model.destroy(u"_p.list.1.x");
    model.destroy(u"_p.list");
    QCOMPARE(list.count(), 0);
}

void tst_Destroy::remoteDocuments()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    QVERIFY(confirmed(two.o.subscribe({u"c.d", u"c.other"})));
    QVERIFY(confirmed(two.o.context(Key(u"k")).fetch(u"c.d")));
    Log log(two.o);
    two.o.destroy(u"c.d");
    QCOMPARE(log.take(), QStringList());
    QVERIFY(two.o.get(u"c.d").isUndefined());
    QVERIFY(two.o.getOrCreateContext(Key(u"k")).isEmpty());
    QCOMPARE(text(two.o.getOrCreateContext(Key(u"root")).subscribedDocs), uR"({"c":{"other":1}})"_qs);
    QTRY_VERIFY(!two.o.connection()->existing(Key(u"c"), Key(u"d")));
    QVERIFY(confirmed(two.m.set(u"c.d.a", 2))); // it is still there
    QVERIFY(two.settle());
    QCOMPARE(log.take(), QStringList());
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    QCOMPARE(log.take(), QStringList(uR"(load c.d {"a":2,"id":"d"} {"$remote":true})"_qs));
    QVERIFY(confirmed(two.m.set(u"c.d.a", 3)));
    QTRY_COMPARE(log.lines, QStringList(uR"(change c.d.a 3 2 {"$remote":true})"_qs)); // once
}

void tst_Destroy::remoteDocumentsWithPendingWrites()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    const Mutation mutation = two.o.set(u"c.d.a", 2);
    two.o.destroy(u"c.d");
    QVERIFY(two.o.get(u"c").isUndefined());
    QVERIFY(confirmed(mutation));
    QVERIFY(confirmed(two.m.fetch(u"c.d")));
    QCOMPARE(two.m.get(u"c.d.a"), Value(2));
    // Asked for again before the answer.
    const Mutation second = two.m.set(u"c.d.a", 3);
    two.m.destroy(u"c.d");
    Log log(two.m);
    QVERIFY(confirmed(two.m.subscribe(u"c.d")));
    QVERIFY(confirmed(second));
    QCOMPARE(two.m.get(u"c.d.a"), Value(3));
    QCOMPARE(log.take(), QStringList(uR"(load c.d {"a":3,"id":"d"} {"$remote":true})"_qs));
    QVERIFY(two.settle());
    QVERIFY(confirmed(two.o.fetch(u"c.d")));
    QVERIFY(confirmed(two.o.set(u"c.d.a", 4)));
    QTRY_COMPARE(log.lines, QStringList(uR"(change c.d.a 4 3 {"$remote":true})"_qs));
}

void tst_Destroy::belowRemoteDocuments()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":{"b":1}})"))));
    int calls = 0;
    two.m.on<ChangeEvent>(u"c.d.a.b", [&](const ChangeEvent &) { ++calls; });
    two.m.destroy(u"c.d.a");
    QVERIFY(!two.m.hasWritePending());
    QCOMPARE(two.m.get(u"c.d.a.b"), Value(1));
    QVERIFY(confirmed(two.m.set(u"c.d.a.b", 2)));
    QCOMPARE(calls, 0);
}

void tst_Destroy::heldByQueries()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    const auto query = two.o.query(Key(u"c"), json("{}"));
    QVERIFY(confirmed(two.o.subscribe({query, u"c.d"})));
    two.o.destroy(u"c.d");
    QVERIFY(!two.o.get(u"c.d").isUndefined());
    QVERIFY(two.o.getOrCreateContext(Key(u"root")).subscribedDocs.isEmpty());
    QVERIFY(confirmed(two.m.set(u"c.d.a", 2)));
    QTRY_COMPARE(two.o.get(u"c.d.a"), Value(2));
    query->unsubscribe();
    QTRY_VERIFY(two.o.get(u"c").isUndefined());
    QTRY_COMPARE(two.o.connection()->docs().size(), 0);
}

void tst_Destroy::remoteCollections()
{
    TwoModels two;
    for (const char16_t *path : {u"c.a", u"c.b", u"other.x"})
        QVERIFY(confirmed(two.m.create(path, json(R"({"n":1})"))));
    const auto query = two.o.query(Key(u"c"), json("{}"));
    const auto other = two.o.query(Key(u"other"), json("{}"));
    QVERIFY(confirmed(two.o.subscribe({query, other, u"c.a", u"other.x"})));
    Log log(two.o);
    two.o.destroy(u"c");
    QVERIFY(two.o.get(u"c").isUndefined());
    QVERIFY(!query->isReady());
    QCOMPARE(query->subscribeCount(), 0);
    QVERIFY(other->isReady());
    QCOMPARE(log.take(), QStringList());
    QTRY_COMPARE(two.o.connection()->docs().size(), 1);
    QVERIFY(confirmed(two.m.create(u"c.c", json("{}"))));
    QVERIFY(two.settle());
    QCOMPARE(log.take(), QStringList());
    query->unsubscribe();
    QVERIFY(confirmed(two.o.subscribe({query, u"c.a"})));
    QCOMPARE(query->getIds().size(), 3);
    log.take();
    QVERIFY(confirmed(two.m.set(u"c.a.n", 2)));
    QTRY_COMPARE(log.lines, QStringList(uR"(change c.a.n 2 1 {"$remote":true})"_qs)); // once
}

void tst_Destroy::everythingRemote()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.a", json(R"({"n":1})"))));
    two.o.set(u"_p.ids", json(R"(["a"])"));
    const auto query = two.o.context(Key(u"k")).query(Key(u"c"), json("{}"));
    const auto ids = two.o.idsQuery(Key(u"c"), u"_p.ids");
    QVERIFY(confirmed(two.o.subscribe({query, ids, u"c.a"})));
    Log log(two.o);
    two.o.destroy();
    QVERIFY(two.o.get(u"c").isUndefined());
    QVERIFY(two.o.get(u"$queries").isUndefined());
    QVERIFY(two.o.getOrCreateContext(Key(u"root")).isEmpty());
    QVERIFY(two.o.getOrCreateContext(Key(u"k")).isEmpty());
    QCOMPARE(ids->subscribeCount(), 0);
    QTRY_COMPARE(two.o.connection()->docs().size(), 0);
    QCOMPARE(log.lines, QStringList());
    QVERIFY(confirmed(two.o.subscribe({query, u"c.a"})));
    QCOMPARE(query->getIds().size(), 1);
}

void tst_Destroy::withinTheDelay()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.a", json(R"({"n":1})"))));
    two.o.setUnloadDelay(30);
    const auto query = two.o.query(Key(u"c"), json("{}"));
    QVERIFY(confirmed(two.o.subscribe({query, u"c.a"})));
    QVERIFY(confirmed(two.o.fetch(u"c.a")));
    const Release doc = two.o.unsubscribeDoc(Key(u"c"), Key(u"a"));
    const Release results = query->unsubscribe();
    two.o.unfetch(u"c.a");
    two.o.destroy(u"c");
    QVERIFY(confirmed(two.o.subscribe({query, u"c.a"})));
    QVERIFY(confirmed(doc));
    QVERIFY(confirmed(results));
    QVERIFY(query->isReady());
    QCOMPARE(query->subscribeCount(), 1);
    QVERIFY(two.o.connection()->existing(Key(u"c"), Key(u"a"))->isSubscribed());
}

QTEST_GUILESS_MAIN(tst_Destroy)
#include "tst_destroy.moc"
