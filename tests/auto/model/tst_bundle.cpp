// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "twomodels.h"

#include <Racer/context.h>
#include <Racer/filter.h>
#include <Racer/modelquery.h>

#include <QtTest/QSignalSpy>

using namespace Racer;
using namespace ModelTest;

namespace {

const Key collection(u"c");

void define(const Model &model)
{
    model.fn(u"double", [](const Value &a) { return a.toDouble() * 2; });
    model.fn(u"big", [](const Value &item) { return item.value(u"v").toDouble() > 1; });
    model.fn(u"byV", [](const Value &a, const Value &b) {
        return a.value(u"v").toDouble() - b.value(u"v").toDouble();
    });
}

// All of "future", or the error it fails with.
Value bundleOf(RootModel &model)
{
    const QFuture<Value> future = model.bundle();
    return QTest::qWaitFor([&] { return future.isFinished(); }) ? future.result() : Value(u"no answer");
}

Error errorOf(QFuture<Value> future)
{
    try {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }))
            return Error(u"no answer"_qs);
        future.waitForFinished();
    } catch (const Error &error) {
        return error;
    }
    return {};
}

// The parts of a bundle that have to be there, and nothing in them.
Value emptyBundle()
{
    return json(R"({"collections":{},"queries":[],"contexts":{},"refs":[],"refLists":[],"fns":[],"filters":[]})");
}

} // namespace

class tst_Bundle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void localParts();
    void isRacersShape();
    void restoresLocally_data();
    void restoresLocally();
    void eventsOfARestore();
    void nothingIsReplaced();
    void theModelStaysUsable();
    void continuesSubscriptions();
    void changesMeanwhileArrive();
    void documentsWakeWhenNeeded();
    void twiceAddsCounts();
    void whatIsNotABundle_data();
    void whatIsNotABundle();
    void unknownNames_data();
    void unknownNames();
    void whatCannotBeRestoredIsReported();
    void waitsForWhatIsPending();
    void takesTooLong();
    void theModelMayGoFirst();
    void pluginsAddKeys();
};

// A model with one of everything that is local.
static void fill(const Model &model)
{
    define(model);
    model.set(u"_n.d", json(R"({"a":4,"list":[{"k":1},{"k":2}]})"));
    model.set(u"_n.items", json(R"({"x":{"id":"x","v":3},"y":{"id":"y","v":1},"z":{"id":"z","v":2}})"));
    model.set(u"_n.order", json(R"(["z","x"])"));
}

static void derive(const Model &model)
{
    model.ref(u"_n.second", u"_n.d.list.1", {.updateIndices = true});
    model.ref(u"_n.alias", u"_n.d.a");
    model.refList(u"_n.shown", u"_n.items", u"_n.order", {.deleteRemoved = true});
    model.start(u"_n.out.twice", u"_n.d.a", u"double", {.mode = FunctionOptions::Mode::Diff});
    model.start(u"_n.anonymous", u"_n.d.a", [](const Value &a) { return a; });
    model.filter(u"_n.items", u"big")->sort(u"byV")->setLimit(5)->ref(u"_n.kept");
    model.filter(u"_n.items", [](const Value &) { return true; })->ref(u"_n.unnamed");
}

void tst_Bundle::localParts()
{
    RootModel model;
    fill(model);
    derive(model);
    const Value bundle = bundleOf(model);
    QCOMPARE(text(bundle.value(u"collections")),
             uR"({"_n":{"d":{"a":4,"list":[{"k":1},{"k":2}]},)"
             uR"("items":{"x":{"id":"x","v":3},"y":{"id":"y","v":1},"z":{"id":"z","v":2}},)"
             uR"("order":["z","x"],"out":{}}})"_qs);
    QCOMPARE(text(bundle.value(u"refs")),
             uR"([["_n.second","_n.d.list.1",{"updateIndices":true}],["_n.alias","_n.d.a"]])"_qs);
    QCOMPARE(text(bundle.value(u"refLists")),
             uR"([["_n.shown","_n.items","_n.order",{"deleteRemoved":true}],)"
             uR"(["_n.kept","_n.items","$filters._n|kept",null]])"_qs);
    QCOMPARE(text(bundle.value(u"fns")), uR"([["_n.out.twice","_n.d.a",{"mode":"diff"},"double"]])"_qs);
    QCOMPARE(text(bundle.value(u"filters")), uR"([["_n.kept","_n.items","big","byV",null,{"limit":5}]])"_qs);
    QCOMPARE(text(bundle.value(u"queries")), u"[]"_qs);
    QCOMPARE(text(bundle.value(u"contexts")), u"{}"_qs);
}

void tst_Bundle::isRacersShape()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.a", json(R"({"n":1})"))));
    QVERIFY(confirmed(two.m.create(u"c.b", json(R"({"n":2})"))));
    QVERIFY(confirmed(two.o.subscribe(u"c.a")));
    QVERIFY(confirmed(two.o.context(Key(u"k")).fetch({u"c.a", u"c.none"})));
    const auto query = two.o.query(collection, json(R"({"n":2})"));
    QVERIFY(confirmed(query->subscribe()));
    Value bundle = bundleOf(two.o);
    const auto docs = [&](const Key &id) { return text(bundle.value(u"collections").value(u"c").value(id)); };
    QCOMPARE(docs(u"a"), uR"({"v":1,"data":{"n":1,"id":"a"}})"_qs);
    QCOMPARE(docs(u"b"), u"undef"_qs); // it is in the query
    QCOMPARE(docs(u"none"), uR"({"v":0,"type":null})"_qs);
    QCOMPARE(text(bundle.value(u"queries")), uR"([[[[1]],"c",{"n":2},[[{"n":2,"id":"b"},1]]]])"_qs);
    QCOMPARE(text(bundle.value(u"contexts")),
             uR"({"root":{"subscribedDocs":{"c":{"a":1}}},"k":{"fetchedDocs":{"c":{"a":1,"none":1}}}})"_qs);
    QCOMPARE(text(bundle.value(u"collections").value(u"$connection")), uR"({"state":"connected"})"_qs);
    QVERIFY(!bundle.value(u"collections").contains(u"$queries"));
}

void tst_Bundle::restoresLocally_data()
{
    QTest::addColumn<QString>("path");

    for (const char *path : {"_n.d", "_n.items", "_n.order", "_n.second", "_n.alias", "_n.shown", "_n.out", "_n.kept"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void tst_Bundle::restoresLocally()
{
    QFETCH(QString, path);
    RootModel model;
    fill(model);
    derive(model);
    const Value bundle = bundleOf(model);
    const QByteArray onItsWay = Json::stringify(bundle);

    RootModel restored;
    define(restored);
    QSignalSpy errors(&restored, &RootModel::error);
    restored.unbundle(Json::parse(onItsWay));
    QCOMPARE(text(restored.get(path)), text(model.get(path)));
    // and goes on as it would have
    for (const Model &each : {Model(model), Model(restored)}) {
        each.unshift(u"_n.d.list", json(R"({"k":0})"));
        each.set(u"_n.d.a", 6);
        each.set(u"_n.items.y.v", 9);
        each.push(u"_n.order", u"y");
        each.set(u"_n.second.k", 5);
    }
    QCOMPARE(text(restored.get(path)), text(model.get(path)));
    QVERIFY(errors.isEmpty());
}

void tst_Bundle::eventsOfARestore()
{
    RootModel model;
    define(model);
    model.set(u"_n.a", 4);
    model.ref(u"_n.r", u"_n.a");
    model.start(u"_n.twice", u"_n.a", u"double");
    const Value bundle = bundleOf(model);

    RootModel restored;
    define(restored);
    Log log(restored);
    restored.unbundle(bundle);
    QCOMPARE(log.take(), QStringList({u"change _n.r 4 undef"_qs, u"change _n.twice 8 undef {\"$fn\":true}"_qs}));
}

void tst_Bundle::nothingIsReplaced()
{
    RootModel model;
    model.set(u"_n.a", 1);
    model.set(u"_n.b", 1);
    const Value bundle = bundleOf(model);
    RootModel restored;
    restored.set(u"_n.a", 2);
    restored.unbundle(bundle);
    QCOMPARE(text(restored.get(u"_n")), uR"({"a":2,"b":1})"_qs);
}

void tst_Bundle::theModelStaysUsable()
{
    RootModel model;
    fill(model);
    derive(model);
    const Value before = model.get();
    Log log(model);
    const Value bundle = bundleOf(model);
    QCOMPARE(model.get(), before);
    QVERIFY(log.take().isEmpty());
    model.set(u"_n.d.a", 5);
    QCOMPARE(model.get(u"_n.out.twice"), Value(10));
    QCOMPARE(model.get(u"_n.alias"), Value(5));
    QCOMPARE(bundleOf(model).value(u"collections").value(u"_n").value(u"d").value(u"a"), Value(5));
}

void tst_Bundle::continuesSubscriptions()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.a", json(R"({"n":1})"))));
    QVERIFY(confirmed(two.m.create(u"c.b", json(R"({"n":2})"))));
    QVERIFY(confirmed(two.m.create(u"c.f", json(R"({"n":3})"))));
    QVERIFY(confirmed(two.o.subscribe(u"c.a")));
    QVERIFY(confirmed(two.o.fetch(u"c.f")));
    const auto query = two.o.query(collection, json(R"({"n":2})"));
    query->ref(u"_n.results");
    QVERIFY(confirmed(query->subscribe()));
    const Value bundle = bundleOf(two.o);
    const Value expected = two.o.get();

    RootModel restored(two.connect());
    restored.setUnloadDelay(0);
    QList<Value> sent;
    QList<Value> received;
    QObject::connect(restored.connection(), &Connection::messageSent, &restored,
                     [&](const Value &message) { sent << message; });
    QObject::connect(restored.connection(), &Connection::messageReceived, &restored,
                     [&](const Value &message) { received << message; });
    Log log(restored);
    restored.unbundle(bundle);
    QVERIFY(!log.lines.join(u' ').contains(u"load"));
    QCOMPARE(restored.get(u"c"), expected.value(u"c"));
    QCOMPARE(restored.get(u"_n"), expected.value(u"_n"));
    log.take();

    restored.connection()->open();
    QTRY_COMPARE(restored.get(u"$connection.state"), Value(u"connected"));
    QTRY_VERIFY(!restored.hasPending());
    // one document and one query; the answers are without data
    QStringList asked;
    for (const Value &message : sent) {
        if (message.value(u"a") != Value(u"hs"))
            asked << text(message);
    }
    QCOMPARE(asked, QStringList({uR"({"a":"qs","id":1,"c":"c","q":{"n":2},"r":[["b",1]]})"_qs,
                                 uR"({"a":"s","c":"c","d":"a","v":1})"_qs}));
    for (const Value &message : received)
        QVERIFY2(!text(message).contains(u"\"data\":{"), qPrintable(text(message)));
    QVERIFY(log.lines.filter(u" c."_qs).isEmpty());

    two.m.set(u"c.a.n", 5);
    two.m.set(u"c.b.x", 1);
    two.m.create(u"c.new", json(R"({"n":2})"));
    QTRY_COMPARE(restored.get(u"c.a.n"), Value(5));
    QTRY_COMPARE(restored.get(u"_n.results").size(), 2);
    QCOMPARE(restored.get(u"_n.results.0.x"), Value(1));

    QVERIFY(confirmed(restored.unsubscribe(u"c.a")));
    QVERIFY(confirmed(restored.unfetch(u"c.f")));
    QVERIFY(restored.get(u"c.a").isUndefined());
    QVERIFY(restored.get(u"c.f").isUndefined());
    QVERIFY(confirmed(restored.query(collection, json(R"({"n":2})"))->unsubscribe()));
    QVERIFY(restored.get(u"c").isUndefined());
}

void tst_Bundle::changesMeanwhileArrive()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.a", json(R"({"n":1})"))));
    QVERIFY(confirmed(two.m.create(u"c.b", json(R"({"n":2})"))));
    QVERIFY(confirmed(two.o.subscribe(u"c.a")));
    const auto query = two.o.query(collection, json(R"({"n":2})"));
    QVERIFY(confirmed(query->subscribe()));
    const Value bundle = bundleOf(two.o);
    QVERIFY(confirmed(two.m.increment(u"c.a.n", 5)));
    QVERIFY(confirmed(two.m.set(u"c.b.n", 3)));
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"n":2})"))));

    RootModel restored(two.connect());
    restored.setUnloadDelay(0);
    restored.unbundle(bundle);
    restored.connection()->open();
    QTRY_COMPARE(restored.get(u"c.a.n"), Value(6));
    const auto again = restored.query(collection, json(R"({"n":2})"));
    QTRY_COMPARE(text(again->getIds()), uR"(["d"])"_qs);
    QTRY_VERIFY(restored.get(u"c.b").isUndefined());
}

void tst_Bundle::documentsWakeWhenNeeded()
{
    constexpr int Count = 2500; // more than a connection makes in one turn
    TwoModels two;
    for (int i = 0; i < Count; ++i)
        two.m.create(Path({collection, Key(QString::number(i))}), json(R"({"n":1})")).ignore();
    QTRY_VERIFY(!two.m.hasPending());
    const auto query = two.o.query(collection, json(R"({"n":1})"));
    QVERIFY(confirmed(query->subscribe()));
    const Value bundle = bundleOf(two.o);

    RootModel restored(two.connect());
    QSignalSpy added(restored.connection(), &Connection::docAdded);
    restored.unbundle(bundle);
    const Value all = restored.get(u"c");
    QCOMPARE(all, two.o.get(u"c"));
    QCOMPARE(restored.get(u"c.7.id"), Value(u"7"));
    QCOMPARE(restored.query(collection, json(R"({"n":1})"))->get().size(), Count);
    QVERIFY(restored.hasPending());
    QCOMPARE(added.size(), 0);

    Log log(restored);
    QVERIFY(restored.connection()->existing(collection, u"7")->exists());
    QCOMPARE(added.size(), 1);
    restored.set(u"c.8.x", 2);
    QCOMPARE(added.size(), 2);
    QCOMPARE(log.take(), QStringList({u"change c.8.x 2 undef"_qs}));
    restored.connection()->open();
    QTRY_VERIFY(!restored.hasPending());
    QCOMPARE(added.size(), Count);
    two.m.set(u"c.2400.x", 3);
    QTRY_COMPARE(restored.get(u"c.2400.x"), Value(3));
    QCOMPARE(restored.connection()->docs().size(), Count);
}

void tst_Bundle::twiceAddsCounts()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.a", json(R"({"n":1})"))));
    QVERIFY(confirmed(two.o.subscribe(u"c.a")));
    const Value bundle = bundleOf(two.o);
    RootModel restored(two.connect());
    restored.setUnloadDelay(0);
    restored.connection()->open();
    restored.unbundle(bundle);
    restored.unbundle(bundle);
    QTRY_VERIFY(!restored.hasPending());
    QCOMPARE(text(restored.getOrCreateContext(Key(u"root")).subscribedDocs), uR"({"c":{"a":2}})"_qs);
    QVERIFY(confirmed(restored.unsubscribe(u"c.a")));
    QCOMPARE(restored.get(u"c.a.n"), Value(1));
    QVERIFY(confirmed(restored.unsubscribe(u"c.a")));
    QVERIFY(restored.get(u"c.a").isUndefined());
}

void tst_Bundle::whatIsNotABundle_data()
{
    QTest::addColumn<Value>("bundle");
    QTest::addColumn<QString>("message");

    QTest::newRow("nothing") << Value() << u"Not a bundle of a model: there is no list of queries"_qs;
    QTest::newRow("an empty object") << json("{}") << u"Not a bundle of a model: there is no list of queries"_qs;
    Value bundle = emptyBundle();
    bundle.set(Key(u"refs"), json("{}"));
    QTest::newRow("an object in place of a list") << bundle
                                                  << u"Not a bundle of a model: there is no list of refs"_qs;
}

void tst_Bundle::whatIsNotABundle()
{
    QFETCH(Value, bundle);
    QFETCH(QString, message);
    RootModel model;
    try {
        model.unbundle(bundle);
        QFAIL("nothing was thrown");
    } catch (const Error &error) {
        QCOMPARE(error.message(), message);
    }
}

void tst_Bundle::unknownNames_data()
{
    QTest::addColumn<Key>("part");
    QTest::addColumn<Value>("item");
    QTest::addColumn<QString>("message");

    QTest::newRow("a function's") << Key(u"fns") << json(R"(["_n.s","_n.a","nope"])")
                                  << u"Model function not found: nope"_qs;
    QTest::newRow("a filter's") << Key(u"filters") << json(R"(["_n.s","_n.a","nope",null])")
                                << u"Filter function not found: nope"_qs;
    QTest::newRow("a sort's") << Key(u"filters") << json(R"(["_n.s","_n.a",null,"nope"])")
                              << u"Sort function not found: nope"_qs;
}

void tst_Bundle::unknownNames()
{
    QFETCH(Key, part);
    QFETCH(Value, item);
    QFETCH(QString, message);
    Value bundle = emptyBundle();
    bundle.set(Key(u"collections"), json(R"({"_n":{"a":1}})"));
    bundle.set(part, Value::array({item}));
    RootModel model;
    try {
        model.unbundle(bundle);
        QFAIL("nothing was thrown");
    } catch (const Error &error) {
        QCOMPARE(error.message(), message);
    }
    QVERIFY(model.get(u"_n").isUndefined());
}

void tst_Bundle::whatCannotBeRestoredIsReported()
{
    Value bundle = emptyBundle();
    bundle.set(Key(u"collections"), json(R"({"_n":{"a":1}})"));
    bundle.set(Key(u"refs"), json(R"([["_short","_n.a"],["_n.r","_n.a"]])"));
    RootModel model;
    QSignalSpy errors(&model, &RootModel::error);
    model.unbundle(bundle);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.at(0).at(0).value<Error>().message(),
             u"ref must be performed under a collection and document id. Invalid path: _short"_qs);
    QCOMPARE(model.get(u"_n.r"), Value(1));
}

void tst_Bundle::waitsForWhatIsPending()
{
    TwoModels two;
    two.o.create(u"c.a", json(R"({"n":1})"));
    const QFuture<Value> bundle = two.o.bundle();
    QVERIFY(!bundle.isFinished());
    QTRY_VERIFY(bundle.isFinished());
    QCOMPARE(bundle.result().value(u"collections").value(u"c").value(u"a").value(u"v"), Value(1));
    QCOMPARE(text(bundle.result().value(u"contexts")), uR"({"root":{"createdDocs":{"c":{"a":1}}}})"_qs);
}

void tst_Bundle::takesTooLong()
{
    RootModel model(std::make_unique<Connection>());
    QCOMPARE(model.bundleTimeout(), 10'000);
    QSignalSpy changed(&model, &RootModel::bundleTimeoutChanged);
    model.setBundleTimeout(20);
    model.setBundleTimeout(20);
    QCOMPARE(changed.size(), 1);
    const Confirmation never = model.subscribe(u"c.a"); // there is no server
    QCOMPARE(errorOf(model.bundle()).message(), u"Model bundle took longer than 20ms"_qs);
    never.ignore();
}

void tst_Bundle::theModelMayGoFirst()
{
    QFuture<Value> bundle;
    {
        RootModel model(std::make_unique<Connection>());
        model.subscribe(u"c.a").ignore();
        bundle = model.bundle();
    }
    QVERIFY(bundle.isFinished() || bundle.isCanceled());
}

void tst_Bundle::pluginsAddKeys()
{
    RootModel model;
    QObject::connect(&model, &RootModel::bundled, &model,
                     [](Value *bundle) { bundle->set(Key(u"mine"), Value(7)); });
    const Value bundle = bundleOf(model);
    QCOMPARE(bundle.value(u"mine"), Value(7));
    RootModel restored;
    Value seen;
    QObject::connect(&restored, &RootModel::unbundled, &restored,
                     [&](const Value &given) { seen = given.value(u"mine"); });
    restored.unbundle(bundle);
    QCOMPARE(seen, Value(7));
}

QTEST_GUILESS_MAIN(tst_Bundle)
#include "tst_bundle.moc"
