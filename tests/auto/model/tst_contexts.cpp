// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "twomodels.h"

#include <Racer/context.h>
#include <Racer/modelquery.h>

#include <QtTest/QSignalSpy>

using namespace Racer;
using namespace ModelTest;

class tst_Contexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areInherited();
    void countWhatIsLoaded();
    void holdTheirOwn();
    void unloadOnlyOnce();
    void unloadAll();
    void createdDocuments();
    void pendingCreates();
    void queries();
    void releasesTellWhatRemains();
    void queriesTellWhatRemains();
    void releasesWaitForTheDelay();
    void releasingTooOften();
    void anotherContextsDocuments();
    void silentAndPassing();
    void loadsThatFail();
    void deletedByThisClient();
    void documentsByName();
    void bundling();
};

namespace {

const Key collection(u"c");

std::optional<int> remaining(const Release &release)
{
    return confirmed(release) ? release.remaining() : std::optional(-1);
}

// Creates c.a, c.b, … by the first model.
bool create(TwoModels &two, const QStringList &ids)
{
    return std::all_of(ids.begin(), ids.end(), [&](const QString &id) {
        return confirmed(two.m.create(u"c."_qs + id, json(R"({"n":1})")));
    });
}

} // namespace

void tst_Contexts::areInherited()
{
    TwoModels two;
    QVERIFY(create(two, {u"a"_qs}));
    const Model scoped = two.o.at(u"c").context(Key(u"k")).at(u"a");
    QCOMPARE(scoped.path(), u"c.a"_qs);
    QVERIFY(confirmed(scoped.pass(json(R"({"x":1})")).silent().subscribe()));
    QCOMPARE(text(two.o.getOrCreateContext(Key(u"k")).subscribedDocs), uR"({"c":{"a":1}})"_qs);
    QVERIFY(two.o.getOrCreateContext(Key(u"root")).isEmpty());
    QVERIFY(confirmed(scoped.context(Key(u"root")).subscribe()));
    QCOMPARE(text(two.o.getOrCreateContext(Key(u"root")).subscribedDocs), uR"({"c":{"a":1}})"_qs);
}

void tst_Contexts::countWhatIsLoaded()
{
    TwoModels two;
    QVERIFY(create(two, {u"a"_qs, u"b"_qs}));
    const Model model = two.o.context(Key(u"k"));
    QVERIFY(confirmed(model.fetch({u"c.a", u"c.b"})));
    QVERIFY(confirmed(model.fetch(u"c.a")));
    QVERIFY(confirmed(model.subscribe(u"c.b")));
    QVERIFY(confirmed(model.create(u"c.mine", json("{}"))));
    const auto query = model.query(collection, json(R"({"n":1})"));
    QVERIFY(confirmed(query->subscribe()));
    QVERIFY(confirmed(query->fetch()));
    Context context = two.o.getOrCreateContext(Key(u"k"));
    QCOMPARE(context.id, Key(u"k"));
    QCOMPARE(text(context.toValue()),
             uR"({"fetchedDocs":{"c":{"a":2,"b":1}},"subscribedDocs":{"c":{"b":1}},"createdDocs":{"c":{"mine":1}}})"_qs);
    QCOMPARE(context.subscribedQueries.value(query->hash()), Value(1));
    QCOMPARE(context.fetchedQueries.value(query->hash()), Value(1));
    model.unfetch(u"c.a");
    QCOMPARE(text(two.o.getOrCreateContext(Key(u"k")).fetchedDocs), uR"({"c":{"a":1,"b":1}})"_qs);
    two.o.unload(Key(u"k"));
    context = two.o.getOrCreateContext(Key(u"k"));
    QVERIFY(context.isEmpty());
    QVERIFY(context.toValue().isUndefined());
    QTRY_VERIFY(two.o.get(u"c").isUndefined());
}

void tst_Contexts::holdTheirOwn()
{
    TwoModels two;
    QVERIFY(create(two, {u"x"_qs}));
    const Model other = two.o.context(Key(u"k"));
    QVERIFY(confirmed(other.subscribe(u"c.x")));
    QVERIFY(confirmed(two.o.subscribe(u"c.x")));
    Log log(two.o);
    two.o.unload(Key(u"k"));
    QVERIFY(two.settle());
    QCOMPARE(log.lines, QStringList());
    two.o.unload(Key(u"unknown"));
    two.o.unload();
    QTRY_COMPARE(log.lines, QStringList(uR"(unload c.x {"n":1,"id":"x"})"_qs));
}

void tst_Contexts::unloadOnlyOnce()
{
    TwoModels two;
    QVERIFY(create(two, {u"x"_qs}));
    two.o.setUnloadDelay(30);
    const Model other = two.o.context(Key(u"k"));
    QVERIFY(confirmed(other.subscribe(u"c.x")));
    QVERIFY(confirmed(other.subscribe(u"c.x")));
    QVERIFY(confirmed(two.o.fetch(u"c.x")));
    other.unload();
    other.unload();
    QVERIFY(confirmed(two.o.subscribe(u"c.x"))); // 3
    QCOMPARE(remaining(two.o.unsubscribeDoc(collection, Key(u"x"))), 0);
    QVERIFY(!two.o.get(u"c.x").isUndefined());
    QCOMPARE(remaining(two.o.unfetchDoc(collection, Key(u"x"))), 0);
    QTRY_VERIFY(two.o.get(u"c.x").isUndefined());
}

void tst_Contexts::unloadAll()
{
    TwoModels two;
    QVERIFY(create(two, {u"x"_qs, u"y"_qs, u"z"_qs}));
    QVERIFY(confirmed(two.o.context(Key(u"later")).fetch(u"c.y")));
    QVERIFY(confirmed(two.o.fetch(u"c.x")));
    QVERIFY(confirmed(two.o.context(Key(u"k")).fetch(u"c.z")));
    Log log(two.o);
    two.o.unloadAll();
    QCOMPARE(log.lines, QStringList({uR"(unload c.y {"n":1,"id":"y"})"_qs, uR"(unload c.x {"n":1,"id":"x"})"_qs,
                                     uR"(unload c.z {"n":1,"id":"z"})"_qs}));
    QVERIFY(two.o.get(u"c").isUndefined());
}

void tst_Contexts::createdDocuments()
{
    TwoModels two;
    const Model page = two.m.context(Key(u"page"));
    QVERIFY(confirmed(page.create(u"c.a", json("{}"))));
    QVERIFY(confirmed(page.add(u"c", json(R"({"id":"b"})"))));
    QVERIFY(confirmed(two.m.create(u"c.c", json("{}"))));
    QCOMPARE(text(two.m.getOrCreateContext(Key(u"page")).createdDocs), uR"({"c":{"a":1,"b":1}})"_qs);
    two.m.unload(); // only what is its own
    QCOMPARE(text(two.m.get(u"c")), uR"({"a":{"id":"a"},"b":{"id":"b"}})"_qs);
    QVERIFY(confirmed(two.m.subscribe(u"c.b")));
    Log log(two.m);
    page.unload();
    QCOMPARE(log.lines, QStringList(uR"(unload c.a {"id":"a"})"_qs));
    QVERIFY(two.m.getOrCreateContext(Key(u"page")).isEmpty());
    QVERIFY(confirmed(two.o.fetch(u"c.a"))); // it is on the server all the same
    QCOMPARE(text(two.o.get(u"c.a")), uR"({"id":"a"})"_qs);
}

void tst_Contexts::pendingCreates()
{
    TwoModels two;
    const Model page = two.m.context(Key(u"page"));
    const Mutation created = page.create(u"c.a", json("{}"));
    page.unload();
    QVERIFY(!two.m.get(u"c.a").isUndefined());
    QVERIFY(confirmed(created));
    QTRY_VERIFY(two.m.get(u"c.a").isUndefined());
    QVERIFY(confirmed(two.o.fetch(u"c.a")));
    QVERIFY(!two.o.get(u"c.a").isUndefined());
}

void tst_Contexts::queries()
{
    TwoModels two;
    QVERIFY(create(two, {u"x"_qs}));
    const Model page = two.o.context(Key(u"page"));
    const auto here = page.query(collection, json("{}"));
    const auto there = two.o.query(collection, json("{}"));
    QVERIFY(here != there);
    QCOMPARE(here->hash().toString(), uR"(["page","c",{},null])"_qs);
    QCOMPARE(here->context(), Key(u"page"));
    QCOMPARE(there->context(), Key(u"root"));
    QVERIFY(confirmed(two.o.subscribe({here, there})));
    page.unload();
    QVERIFY(!here->isReady());
    QVERIFY(there->isReady());
    QVERIFY(!two.o.get(u"c.x").isUndefined());
    two.o.unload();
    QVERIFY(two.o.get(u"c.x").isUndefined());
    QVERIFY(two.o.get(u"$queries").isUndefined());
}

void tst_Contexts::releasesTellWhatRemains()
{
    TwoModels two;
    QVERIFY(create(two, {u"x"_qs}));
    const Key x(u"x");
    QVERIFY(confirmed(two.o.subscribeDoc(collection, x)));
    QVERIFY(confirmed(two.o.context(Key(u"k")).subscribeDoc(collection, x)));
    QVERIFY(confirmed(two.o.fetchDoc(collection, x)));
    Log log(two.o);
    QCOMPARE(remaining(two.o.unsubscribeDoc(collection, x)), 1);
    QCOMPARE(remaining(two.o.context(Key(u"k")).unsubscribeDoc(collection, x)), 0);
    QCOMPARE(remaining(two.o.unsubscribeDoc(collection, x)), std::nullopt);
    QCOMPARE(log.lines, QStringList());
    QVERIFY(!two.o.connection()->existing(collection, x)->isSubscribed());
    QCOMPARE(remaining(two.o.unfetchDoc(collection, x)), 0);
    QCOMPARE(log.take(), QStringList(uR"(unload c.x {"n":1,"id":"x"})"_qs));
    QCOMPARE(remaining(two.o.unfetchDoc(collection, x)), std::nullopt);
    QCOMPARE(remaining(two.o.unfetchDoc(Key(u"_local"), x)), std::nullopt);

    QVERIFY(confirmed(two.o.subscribe(u"c.x")));
    log.take();
    QStringList calls;
    two.o.unsubscribeDoc(collection, x).then([&](const Error &error, std::optional<int> left) {
        calls << (error ? error.message() : QString::number(left.value_or(-1))) + log.lines.join(u' ');
    });
    QTRY_COMPARE(calls, QStringList(uR"(0unload c.x {"n":1,"id":"x"})"_qs));
}

void tst_Contexts::queriesTellWhatRemains()
{
    TwoModels two;
    QVERIFY(create(two, {u"x"_qs}));
    const auto query = two.o.query(collection, json("{}"));
    QVERIFY(confirmed(query->subscribe()));
    QVERIFY(confirmed(query->subscribe()));
    QVERIFY(confirmed(query->fetch()));
    QCOMPARE(remaining(query->unsubscribe()), 1);
    QCOMPARE(remaining(query->unsubscribe()), 0);
    QVERIFY(query->isReady()); // frozen
    QVERIFY(confirmed(two.m.create(u"c.y", json("{}"))));
    QVERIFY(two.settle());
    QCOMPARE(text(query->getIds()), uR"(["x"])"_qs);
    QCOMPARE(remaining(query->unfetch()), 0);
    QVERIFY(!query->isReady());
    QCOMPARE(remaining(query->unfetch()), std::nullopt);
}

void tst_Contexts::releasesWaitForTheDelay()
{
    TwoModels two;
    QVERIFY(create(two, {u"x"_qs}));
    two.o.setUnloadDelay(30);
    QVERIFY(confirmed(two.o.fetch(u"c.x")));
    const auto query = two.o.query(collection, json("{}"));
    QVERIFY(confirmed(query->fetch()));
    const Release doc = two.o.unfetchDoc(collection, Key(u"x"));
    const Release results = query->unfetch();
    QVERIFY(!doc.isDone());
    QCOMPARE(doc.remaining(), std::nullopt);
    QVERIFY(two.o.getOrCreateContext(Key(u"root")).isEmpty());
    QVERIFY(query->isReady());
    QCOMPARE(remaining(doc), 0);
    QCOMPARE(remaining(results), 0);
    QVERIFY(!query->isReady());
    QVERIFY(two.o.get(u"c").isUndefined());
}

void tst_Contexts::releasingTooOften()
{
    TwoModels two;
    QVERIFY(create(two, {u"x"_qs}));
    two.o.setUnloadDelay(30);
    const Key x(u"x");
    QVERIFY(confirmed(two.o.subscribe(u"c.x")));
    const Release first = two.o.unsubscribeDoc(collection, x);
    QCOMPARE(remaining(two.o.unsubscribeDoc(collection, x)), std::nullopt); // on its way already
    QVERIFY(confirmed(two.o.subscribe(u"c.x")));
    QCOMPARE(remaining(first), 1);
    QVERIFY(two.o.connection()->existing(collection, x)->isSubscribed());
}

// As Racer has it: the counts of the root model decide, whichever context they were made in.
void tst_Contexts::anotherContextsDocuments()
{
    TwoModels two;
    QVERIFY(create(two, {u"x"_qs}));
    QVERIFY(confirmed(two.o.subscribe(u"c.x")));
    QCOMPARE(remaining(two.o.context(Key(u"k")).unsubscribeDoc(collection, Key(u"x"))), 0);
    QVERIFY(two.o.get(u"c.x").isUndefined());
    QVERIFY(!two.o.getOrCreateContext(Key(u"root")).isEmpty());
    two.o.unload();
    QVERIFY(two.o.getOrCreateContext(Key(u"root")).isEmpty());
}

void tst_Contexts::silentAndPassing()
{
    TwoModels two;
    QVERIFY(create(two, {u"x"_qs, u"y"_qs}));
    QVERIFY(confirmed(two.o.fetch({u"c.x", u"c.y"})));
    Log log(two.o);
    two.o.silent().unfetch(u"c.x");
    QCOMPARE(log.lines, QStringList());
    QVERIFY(two.o.get(u"c.x").isUndefined());
    two.o.pass(json(R"({"why":1})")).unfetch(u"c.y");
    QCOMPARE(log.lines, QStringList(uR"(unload c.y {"n":1,"id":"y"} {"why":1})"_qs));
}

void tst_Contexts::loadsThatFail()
{
    TwoModels two;
    two.backend.use(Actions::readSnapshots, [](ReadSnapshotsContext &, const Next &next) {
        next(Error(Value(u"ERR_NO"), u"not you"_qs));
    });
    QCOMPARE(failure(two.o.subscribe(u"c.x")).message(), u"not you"_qs);
    QCOMPARE(failure(two.o.fetch(u"c.x")).message(), u"not you"_qs);
    QCOMPARE(text(two.o.getOrCreateContext(Key(u"root")).toValue()),
             uR"({"fetchedDocs":{"c":{"x":1}},"subscribedDocs":{"c":{"x":1}}})"_qs);
    QSignalSpy errors(&two.o, &RootModel::error);
    two.o.unload();
    QTRY_VERIFY(two.o.get(u"c").isUndefined());
    QCOMPARE(errors.size(), 0);
}

void tst_Contexts::deletedByThisClient()
{
    TwoModels two;
    QVERIFY(create(two, {u"x"_qs}));
    QVERIFY(confirmed(two.o.subscribe(u"c.x")));
    Log log(two.o);
    QVERIFY(confirmed(two.o.del(u"c.x")));
    QCOMPARE(log.take(), QStringList(uR"(change c.x undef {"n":1,"id":"x"})"_qs));
    QVERIFY(two.o.get(u"c").isUndefined()); // with its last document
    QVERIFY(!two.o.get().contains(u"c"));
    QVERIFY(confirmed(two.o.create(u"c.x", json(R"({"again":1})"))));
    log.take();
    QVERIFY(confirmed(two.m.fetch(u"c.x")));
    QVERIFY(confirmed(two.m.set(u"c.x.k", 1)));
    QTRY_COMPARE(log.lines, QStringList(uR"(change c.x.k 1 undef {"$remote":true})"_qs)); // once
    QVERIFY(confirmed(two.o.del(u"c.x")));
    log.take();
    two.o.unsubscribe(u"c.x");
    QVERIFY(two.settle());
    QCOMPARE(log.lines, QStringList()); // it was gone already
    QTRY_VERIFY(!two.o.connection()->existing(collection, Key(u"x")));
    // What nobody holds goes by itself.
    QVERIFY(confirmed(two.o.create(u"c.y", json("{}"))));
    QVERIFY(confirmed(two.o.del(u"c.y")));
    QTRY_VERIFY(!two.o.connection()->existing(collection, Key(u"y")));
    QVERIFY(two.o.getOrCreateContext(Key(u"root")).isEmpty());
}

void tst_Contexts::documentsByName()
{
    TwoModels two;
    QCOMPARE(text(two.m.getOrCreateDoc(Key(u"_l"), Key(u"d"), json(R"({"a":1})"))), uR"({"a":1})"_qs);
    QCOMPARE(text(two.m.getOrCreateDoc(Key(u"_l"), Key(u"d"), json(R"({"b":1})"))), uR"({"a":1})"_qs);
    QCOMPARE(text(two.m.getOrCreateCollection(Key(u"_other"))), u"{}"_qs);
    QVERIFY(two.m.get().contains(u"_other"));
    QVERIFY(create(two, {u"x"_qs}));
    Log log(two.o);
    QCOMPARE(text(two.o.getOrCreateDoc(collection, Key(u"x"), json(R"({"v":1,"data":{"n":1}})"))),
             uR"({"n":1,"id":"x"})"_qs);
    QCOMPARE(log.lines, QStringList());
    QVERIFY(confirmed(two.m.set(u"c.x.n", 2)));
    QVERIFY(confirmed(two.o.subscribe(u"c.x")));
    QCOMPARE(log.lines, QStringList(uR"(change c.x.n 2 1 {"$remote":true})"_qs));
    RootModel alone;
    QVERIFY_THROWS_EXCEPTION(Error, alone.getOrCreateDoc(collection, Key(u"x")));
}

void tst_Contexts::bundling()
{
    TwoModels two;
    QVERIFY(create(two, {u"a"_qs, u"b"_qs}));
    const Model page = two.o.context(Key(u"page"));
    const auto query = page.query(collection, json(R"({"n":1,"$sort":{"_id":1}})"));
    QVERIFY(confirmed(query->subscribe()));
    QCOMPARE(text(query->serialize()),
             uR"([[[1,0,"page"]],"c",{"n":1,"$sort":{"_id":1}},[[{"n":1,"id":"a"},1],[{"n":1,"id":"b"},1]]])"_qs);
    QVERIFY(confirmed(query->fetch()));
    QCOMPARE(text(query->serialize().at(0)), uR"([[1,1,"page"]])"_qs);
    const auto empty = two.o.query(collection, json(R"({"n":7})"));
    QVERIFY(confirmed(empty->subscribe()));
    QCOMPARE(text(empty->serialize()), uR"([[[1]],"c",{"n":7},[]])"_qs);
}

QTEST_GUILESS_MAIN(tst_Contexts)
#include "tst_contexts.moc"
