// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "twomodels.h"

#include <QtTest/QSignalSpy>

using namespace Racer;
using namespace ModelTest;

using Call = std::function<Mutation(const Model &)>;
Q_DECLARE_METATYPE(Call)

class tst_RemoteModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void authorAndPeer_data();
    void authorAndPeer();
    void wrongType_data();
    void wrongType();
    void creatingAndDeleting();
    void createdTwice();
    void aCollectionAskedForTooEarly();
    void failedApplyLoadsAgain();
    void failedApplyFailsWhatWaits();
    void rejectedByTheServer();
    void rejectedDeletes();
    void documentsDeletedByOthers();
    void refsToDocuments();
    void indexes_data();
    void indexes();
    void writesBelowMissingDocuments();
    void theIdProperty();
    void wholeDocuments();
    void fetchedIsNotFollowed();
    void countsOfSubscriptions();
    void unloadDelay();
    void unloadWaitsForPending();
    void loadedAgain();
    void errorsOfLoading();
    void fetchOnly();
    void collectionsAreAssembled();
    void connectionState();
    void closing();
    void silentWritesAreSent();
};

void tst_RemoteModel::authorAndPeer_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<Call>("call");
    QTest::addColumn<QStringList>("author");
    QTest::addColumn<QStringList>("peer");

    const auto row = [](const char *name, const QByteArray &start, const Call &call, const QStringList &author,
                        const QStringList &peer) { QTest::newRow(name) << start << call << author << peer; };
    row("set", R"({"k":1})", [](const Model &m) { return m.set(u"k", 2); }, {u"change c.d.k 2 1"_qs},
        {u"change c.d.k 2 1"_qs});
    row("set of an element", R"({"l":[1,2]})", [](const Model &m) { return m.set(u"l.1", 3); },
        {u"change c.d.l.1 3 2"_qs}, {u"change c.d.l.1 3 2"_qs});
    row("set with missing parents", "{}", [](const Model &m) { return m.set(u"deep.a.0.b", 1); },
        {u"change c.d.deep.a.0.b 1 undef"_qs}, {uR"(change c.d.deep {"a":[{"b":1}]} undef)"_qs});
    row("set of undefined is null to others", "{}", [](const Model &m) { return m.set(u"u", Value()); },
        {u"change c.d.u undef undef"_qs}, {u"change c.d.u null undef"_qs});
    row("set of a member named by digits", R"({"o":{"a":1}})", [](const Model &m) { return m.set(u"o.5", 1); },
        {u"change c.d.o.5 1 undef"_qs}, {u"change c.d.o.5 1 undef"_qs});
    row("del", R"({"k":1})", [](const Model &m) { return m.del(u"k"); }, {u"change c.d.k undef 1"_qs},
        {u"change c.d.k undef 1"_qs});
    row("del of an element removes it", R"({"l":[1,2]})", [](const Model &m) { return m.del(u"l.0"); },
        {u"remove c.d.l 0 [1]"_qs}, {u"remove c.d.l 0 [1]"_qs});
    row("increment", R"({"n":5})", [](const Model &m) { return m.increment(u"n", 2); }, {u"change c.d.n 7 5"_qs},
        {u"change c.d.n 7 5"_qs});
    row("increment of nothing", "{}", [](const Model &m) { return m.increment(u"n", 2); }, {u"change c.d.n 2 0"_qs},
        {u"change c.d.n 2 undef"_qs});
    row("push", R"({"l":[1]})", [](const Model &m) { return m.push(u"l", 2); }, {u"insert c.d.l 1 [2]"_qs},
        {u"insert c.d.l 1 [2]"_qs});
    row("push onto nothing", "{}", [](const Model &m) { return m.push(u"l", 2); }, {u"insert c.d.l 0 [2]"_qs},
        {u"change c.d.l [] undef"_qs, u"insert c.d.l 0 [2]"_qs});
    row("push below nothing", "{}", [](const Model &m) { return m.push(u"a.b", 2); }, {u"insert c.d.a.b 0 [2]"_qs},
        {u"change c.d.a {} undef"_qs, u"change c.d.a.b [] undef"_qs, u"insert c.d.a.b 0 [2]"_qs});
    row("unshift", R"({"l":[1]})", [](const Model &m) { return m.unshift(u"l", 2); }, {u"insert c.d.l 0 [2]"_qs},
        {u"insert c.d.l 0 [2]"_qs});
    row("insert of two", R"({"l":[1,9]})", [](const Model &m) { return m.insert(u"l", 1, json(R"(["a","b"])")); },
        {uR"(insert c.d.l 1 ["a","b"])"_qs}, {uR"(insert c.d.l 1 ["a"])"_qs, uR"(insert c.d.l 2 ["b"])"_qs});
    row("insert from the end", R"({"l":[1,9]})", [](const Model &m) { return m.insert(u"l", -1, 5); },
        {u"insert c.d.l -1 [5]"_qs}, {u"insert c.d.l 1 [5]"_qs});
    row("pop", R"({"l":[1,2]})", [](const Model &m) { return m.pop(u"l"); }, {u"remove c.d.l 1 [2]"_qs},
        {u"remove c.d.l 1 [2]"_qs});
    row("shift", R"({"l":[1,2]})", [](const Model &m) { return m.shift(u"l"); }, {u"remove c.d.l 0 [1]"_qs},
        {u"remove c.d.l 0 [1]"_qs});
    row("remove of two", R"({"l":[1,2,3]})", [](const Model &m) { return m.remove(u"l", 0, 2); },
        {u"remove c.d.l 0 [1,2]"_qs}, {u"remove c.d.l 0 [1]"_qs, u"remove c.d.l 0 [2]"_qs});
    row("move of two down", R"({"l":[1,2,3,4,5]})", [](const Model &m) { return m.move(u"l", 1, 3, 2); },
        {u"move c.d.l 1 3 2"_qs}, {u"move c.d.l 1 4 1"_qs, u"move c.d.l 1 4 1"_qs});
    row("move of two up", R"({"l":[1,2,3,4,5]})", [](const Model &m) { return m.move(u"l", 3, 0, 2); },
        {u"move c.d.l 3 0 2"_qs}, {u"move c.d.l 4 0 1"_qs, u"move c.d.l 4 0 1"_qs});
    row("move of more than there are", R"({"l":[1,2]})", [](const Model &m) { return m.move(u"l", 1, 0, 9); },
        {u"move c.d.l 1 0 1"_qs}, {u"move c.d.l 1 0 1"_qs});
    row("stringInsert", R"({"s":"abc"})", [](const Model &m) { return m.stringInsert(u"s", 1, u"Z"); },
        {uR"(change c.d.s "aZbc" "abc" {"$stringInsert":{"index":1,"text":"Z"}})"_qs},
        {uR"(change c.d.s "aZbc" "abc" {"$stringInsert":{"index":1,"text":"Z"}})"_qs});
    row("stringRemove", R"({"s":"abc"})", [](const Model &m) { return m.stringRemove(u"s", 1, 9); },
        {uR"(change c.d.s "a" "abc" {"$stringRemove":{"index":1,"howMany":9}})"_qs},
        {uR"(change c.d.s "a" "abc" {"$stringRemove":{"index":1,"howMany":2}})"_qs});
    row("subtypeSubmit", R"({"s":"abc"})",
        [](const Model &m) { return m.subtypeSubmit(u"s", Key(u"text0"), json(R"([{"p":0,"i":"x"}])")); },
        {uR"(change c.d.s "xabc" undef {"$subtype":{"type":"text0","op":[{"p":0,"i":"x"}]}})"_qs},
        {uR"(change c.d.s "xabc" undef {"$subtype":{"type":"text0","op":[{"p":0,"i":"x"}]}})"_qs});
    row("setDiffDeep", R"({"a":1,"l":[1,2]})",
        [](const Model &m) { return m.setDiffDeep(json(R"({"l":[1,2,3],"b":2})")); },
        {u"change c.d.a undef 1"_qs, u"insert c.d.l 2 [3]"_qs, u"change c.d.b 2 undef"_qs},
        {u"change c.d.a undef 1"_qs, u"insert c.d.l 2 [3]"_qs, u"change c.d.b 2 undef"_qs});
}

void tst_RemoteModel::authorAndPeer()
{
    QFETCH(QByteArray, start);
    QFETCH(Call, call);
    QFETCH(QStringList, author);
    QFETCH(QStringList, peer);

    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(start))));
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    Log mine(two.m);
    Log theirs(two.o);
    QVERIFY(confirmed(call(two.m.at(u"c.d"))));
    QCOMPARE(mine.lines, author);
    QStringList remote;
    for (const QString &line : peer) {
        const bool passesMore = line.contains(u"{\"$s"); // $stringInsert, $stringRemove, $subtype
        remote << (passesMore ? line.chopped(1) + u",\"$remote\":true}"_qs : line + u" {\"$remote\":true}"_qs);
    }
    QTRY_COMPARE(theirs.lines, remote);
    if (author.first() != u"change c.d.u undef undef"_qs)
        QCOMPARE(two.o.get(u"c.d"), two.m.get(u"c.d"));
}

void tst_RemoteModel::wrongType_data()
{
    QTest::addColumn<Call>("call");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const Call &call, const char16_t *message) {
        QTest::newRow(name) << call << QString::fromUtf16(message);
    };
    row("push onto false", [](const Model &m) { return m.push(u"no", 1); }, u"push on non-array at c.d.no: false");
    row("pop of a string", [](const Model &m) { return m.pop(u"s"); }, u"pop on non-array at c.d.s: \"abc\"");
    row("increment of a string", [](const Model &m) { return m.increment(u"s"); },
        u"increment on non-number at c.d.s: \"abc\"");
    row("stringInsert into an array", [](const Model &m) { return m.stringInsert(u"l", 0, u"x"); },
        u"stringInsert on non-string at c.d.l: []");
    row("stringRemove of a number", [](const Model &m) { return m.stringRemove(u"n", 0, 1); },
        u"stringRemove on non-string at c.d.n: 5");
    row("create again", [](const Model &m) { return m.create(json("{}")); }, u"Document already exists");
}

void tst_RemoteModel::wrongType()
{
    QFETCH(Call, call);
    QFETCH(QString, message);

    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"no":false,"s":"abc","l":[],"n":5})"))));
    Log log(two.m);
    const Value before = two.m.get(u"c.d");
    QCOMPARE(call(two.m.at(u"c.d")).error().message(), message);
    QCOMPARE(log.lines, QStringList());
    QCOMPARE(two.m.get(u"c.d"), before);
}

void tst_RemoteModel::creatingAndDeleting()
{
    TwoModels two;
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    QVERIFY(two.o.get(u"c.d").isUndefined());
    QVERIFY(two.o.get(u"c").contains(u"d"));
    Log mine(two.m);
    Log theirs(two.o);
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    QCOMPARE(mine.take(), QStringList(uR"(change c.d {"a":1,"id":"d"} undef)"_qs));
    QTRY_COMPARE(theirs.lines, QStringList(uR"(change c.d {"a":1,"id":"d"} undef {"$remote":true})"_qs));
    theirs.take();
    QVERIFY(confirmed(two.m.del(u"c.d")));
    QCOMPARE(mine.take(), QStringList(uR"(change c.d undef {"a":1,"id":"d"})"_qs));
    QTRY_COMPARE(theirs.lines, QStringList(uR"(change c.d undef {"a":1,"id":"d"} {"$remote":true})"_qs));
    theirs.take();
    QVERIFY(!two.m.get(u"c").contains(u"d"));
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"b":1})"))));
    mine.take();
    QTRY_COMPARE(theirs.lines, QStringList(uR"(change c.d {"b":1,"id":"d"} undef {"$remote":true})"_qs));
    theirs.take();
    QVERIFY(confirmed(two.m.subscribe(u"c.d")));
    QVERIFY(confirmed(two.o.set(u"c.d.b", 2)));
    QTRY_COMPARE(two.m.get(u"c.d.b"), Value(2));
    QCOMPARE(mine.take(), QStringList(uR"(change c.d.b 2 1 {"$remote":true})"_qs));
    QCOMPARE(failure(two.m.del(u"c.unknown")).message(), u"Document does not exist"_qs);
}

void tst_RemoteModel::createdTwice()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"winner":1})"))));
    Log log(two.o);
    const Error error = failure(two.o.create(u"c.d", json(R"({"own":1})")));
    QVERIFY(error.is(ErrorCode::DocAlreadyCreated));
    QCOMPARE(log.lines, QStringList({uR"(change c.d {"own":1,"id":"d"} undef)"_qs,
                                     uR"(load c.d {"winner":1,"id":"d"} {"$remote":true})"_qs}));
}

void tst_RemoteModel::failedApplyLoadsAgain()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"x":5})"))));
    Log log(two.m);
    QVERIFY(failure(two.m.set(u"c.d.x.y", 1)));
    QCOMPARE(log.lines,
             QStringList({u"change c.d.x.y 1 undef"_qs, uR"(load c.d {"x":5,"id":"d"} {"$remote":true})"_qs}));
    QCOMPARE(text(two.m.get(u"c.d")), uR"({"x":5,"id":"d"})"_qs);
    QVERIFY(confirmed(two.m.set(u"c.d.x", 6)));
}

void tst_RemoteModel::failedApplyFailsWhatWaits()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"x":5,"n":1})"))));
    QSignalSpy errors(&two.m, &RootModel::error);
    const Mutation earlier = two.m.set(u"c.d.n", 2);
    const Mutation bad = two.m.set(u"c.d.x.y", 1);
    QVERIFY(two.m.get(u"c.d").isUndefined());
    const Mutation meanwhile = two.m.set(u"c.d.n", 3);
    const Error error = failure(bad);
    QVERIFY(error.message().contains(u"Referenced element not an object"));
    QCOMPARE(failure(earlier).message(), error.message());
    QCOMPARE(failure(meanwhile).message(), u"Mutation on uncreated remote document"_qs);
    QCOMPARE(text(two.m.get(u"c.d")), uR"({"x":5,"n":1,"id":"d"})"_qs);
    QVERIFY(confirmed(two.m.set(u"c.d.n", 4)));
    QVERIFY(confirmed(two.o.fetch(u"c.d")));
    QCOMPARE(two.o.get(u"c.d.n"), Value(4));
    QCOMPARE(errors.size(), 0);
    two.m.set(u"c.d.x.y", 1);
    QTRY_COMPARE(errors.size(), 1);
}

void tst_RemoteModel::rejectedDeletes()
{
    TwoModels two;
    two.backend.use(Actions::submit, [](SubmitRequest &request, const Next &next) {
        next(request.op.kind == Op::Kind::Del ? Error(Value(u"ERR_NO"), u"it stays"_qs) : Error());
    });
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    Log log(two.m);
    QCOMPARE(failure(two.m.del(u"c.d")).message(), u"it stays"_qs);
    QTRY_COMPARE(text(two.m.get(u"c")), uR"({"d":{"a":1,"id":"d"}})"_qs);
    QCOMPARE(log.lines, QStringList({uR"(change c.d undef {"a":1,"id":"d"})"_qs,
                                     uR"(load c.d {"a":1,"id":"d"} {"$remote":true})"_qs}));
    QVERIFY(confirmed(two.m.set(u"c.d.a", 2)));
}

void tst_RemoteModel::documentsDeletedByOthers()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    QVERIFY(confirmed(two.m.del(u"c.d")));
    QTRY_VERIFY(two.o.get(u"c.d").isUndefined());
    QCOMPARE(text(two.o.get(u"c")), u"{}"_qs); // the collection stays
    Log log(two.o);
    two.o.unsubscribe(u"c.d");
    QTRY_COMPARE(log.lines, QStringList(u"unload c.d undef"_qs));
    // Deleted under a change that is on its way.
    QVERIFY(confirmed(two.m.create(u"c.e", json(R"({"a":1})"))));
    QVERIFY(confirmed(two.o.fetch(u"c.e")));
    QVERIFY(confirmed(two.m.del(u"c.e")));
    QCOMPARE(failure(two.o.set(u"c.e.a", 2)).message(), u"Document was deleted"_qs);
    QCOMPARE(two.o.get(u"c.e.a"), Value(1)); // it was only fetched
}

void tst_RemoteModel::refsToDocuments()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    two.o.ref(u"_p.r", u"c.d");
    Log log(two.o);
    QVERIFY(confirmed(two.o.subscribe(u"_p.r"))); // loads what it refers to
    QCOMPARE(log.take(), QStringList({uR"(change _p.r {"a":1,"id":"d"} undef {"$remote":true})"_qs,
                                      uR"(load c.d {"a":1,"id":"d"} {"$remote":true})"_qs}));
    two.o.at(u"_p.r").unsubscribe();
    QTRY_COMPARE(log.lines, QStringList({uR"(change _p.r undef {"a":1,"id":"d"})"_qs,
                                         uR"(unload c.d {"a":1,"id":"d"})"_qs}));
}

void tst_RemoteModel::indexes_data()
{
    QTest::addColumn<Call>("call");
    QTest::addColumn<QByteArray>("after");

    const auto row = [](const char *name, const Call &call, const QByteArray &after) {
        QTest::newRow(name) << call << after;
    };
    row("insert from the end", [](const Model &m) { return m.insert(u"l", -1, u"v"); }, R"([10,11,"v",12])");
    row("insert far from the end", [](const Model &m) { return m.insert(u"l", -9, u"v"); }, R"(["v",10,11,12])");
    row("insert past the end", [](const Model &m) { return m.insert(u"l", 99, u"v"); }, R"([10,11,12,"v"])");
    row("remove from the end", [](const Model &m) { return m.remove(u"l", -1); }, "[10,11]");
    row("remove more than there is", [](const Model &m) { return m.remove(u"l", 1, 99); }, "[10]");
    row("remove past the end", [](const Model &m) { return m.remove(u"l", 9); }, "[10,11,12]");
    row("move from the end", [](const Model &m) { return m.move(u"l", -1, 0); }, "[12,10,11]");
    row("move past the end", [](const Model &m) { return m.move(u"l", 0, 99); }, "[11,12,10]");
    row("move of nothing", [](const Model &m) { return m.move(u"l", 9, 0); }, "[10,11,12]");
    row("del of an element", [](const Model &m) { return m.del(u"l.1"); }, "[10,12]");
    row("del past the end", [](const Model &m) { return m.del(u"l.7"); }, "[10,11,12]");
    row("remove by path", [](const Model &m) { return m.at(u"l.1").remove(); }, "[10,12]");
    row("digits in an object", [](const Model &m) { return m.set(u"o.7.8", 1); }, "[10,11,12]");
    row("del of digits in an object", [](const Model &m) { return m.del(u"o.5"); }, "[10,11,12]");
    row("increment of digits", [](const Model &m) { return m.increment(u"o.6"); }, "[10,11,12]");
    row("push below digits", [](const Model &m) { return m.push(u"o.9", 1); }, "[10,11,12]");
    row("an index of digits with a zero", [](const Model &m) { return m.set(u"l.01", 1); }, "[10,1,12]");
}

void tst_RemoteModel::indexes()
{
    QFETCH(Call, call);
    QFETCH(QByteArray, after);

    TwoModels two;
    const Value start = json(R"({"l":[10,11,12],"o":{"5":1}})");
    QVERIFY(confirmed(two.m.create(u"c.d", start)));
    two.m.set(u"_p.d", start);
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    QVERIFY(confirmed(call(two.m.at(u"c.d"))));
    QCOMPARE(text(two.m.get(u"c.d.l")), QString::fromUtf8(after));
    QTRY_COMPARE(text(two.o.get(u"c.d")), text(two.m.get(u"c.d")));
    call(two.m.at(u"_p.d")).ignore();
    if (!QByteArrayView(QTest::currentDataTag()).startsWith("del of an element")) // leaves a hole in a local array
        QCOMPARE(text(two.m.get(u"_p.d.l")), QString::fromUtf8(after));
}

void tst_RemoteModel::rejectedByTheServer()
{
    TwoModels two;
    two.backend.use(Actions::apply, [](SubmitRequest &request, const Next &next) {
        next(request.op.edit.isArray() && request.op.edit.at(0).value(u"p").at(0) == Value(u"bad")
                 ? Error(Value(u"ERR_NO"), u"not that"_qs)
                 : Error());
    });
    QVERIFY(confirmed(two.m.create(u"c.d", json("{}"))));
    Log log(two.m);
    QCOMPARE(failure(two.m.set(u"c.d.bad", 1)).message(), u"not that"_qs);
    QCOMPARE(log.take(),
             QStringList({u"change c.d.bad 1 undef"_qs, uR"(change c.d.bad undef 1 {"$remote":true})"_qs}));
    QSignalSpy errors(&two.m, &RootModel::error);
    two.m.set(u"c.d.bad", 1);
    QTRY_COMPARE(errors.size(), 1);
}

void tst_RemoteModel::writesBelowMissingDocuments()
{
    TwoModels two;
    QCOMPARE(failure(two.m.set(u"c.none.x", 1)).message(), u"Mutation on uncreated remote document"_qs);
    QVERIFY(confirmed(two.m.pop(u"c.none.l")));
    QVERIFY(confirmed(two.m.del(u"c.none.l")));
    QVERIFY(confirmed(two.m.createNull(u"c.none", json("{}"))));
    QVERIFY(confirmed(two.m.createNull(u"c.none", json("{}"))));
    const Mutation added = two.m.add(u"c", json(R"({"n":1})"));
    QVERIFY(confirmed(added));
    QCOMPARE(two.m.get(Path({Key(u"c"), added.value().toKey(), Key(u"id")})), added.value());
}

void tst_RemoteModel::theIdProperty()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"id":"other","a":1})"))));
    QCOMPARE(two.m.get(u"c.d.id"), Value(u"d"));
    QCOMPARE(two.m.get(u"c.d").value(u"id"), Value(u"d"));
    QVERIFY(confirmed(two.m.create(u"c.list", json("[1]"))));
    QCOMPARE(text(two.m.get(u"c.list")), u"[1]"_qs);
    QVERIFY(!two.m.connection()->existing(Key(u"c"), Key(u"d"))->data().contains(u"id"));
    Log log(two.m);
    QVERIFY(confirmed(two.m.setDiffDeep(u"c.d", json(R"({"a":1})"))));
    QCOMPARE(log.lines, QStringList());
}

void tst_RemoteModel::wholeDocuments()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    Log mine(two.m);
    Log theirs(two.o);
    QVERIFY(confirmed(two.m.set(u"c.d", json(R"({"fresh":1})"))));
    QCOMPARE(mine.lines, QStringList(uR"(change c.d {"fresh":1,"id":"d"} {"a":1,"id":"d"})"_qs));
    QTRY_COMPARE(theirs.lines, QStringList(uR"(change c.d {"fresh":1} {"a":1} {"$remote":true})"_qs));
    QCOMPARE(text(two.o.get(u"c.d")), uR"({"fresh":1,"id":"d"})"_qs);
}

void tst_RemoteModel::fetchedIsNotFollowed()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    Log log(two.o);
    QVERIFY(confirmed(two.o.fetch(u"c.d")));
    QCOMPARE(log.take(), QStringList(uR"(load c.d {"a":1,"id":"d"} {"$remote":true})"_qs));
    QVERIFY(confirmed(two.m.set(u"c.d.a", 2)));
    QVERIFY(two.settle());
    QCOMPARE(two.o.get(u"c.d.a"), Value(1));
    QVERIFY(confirmed(two.o.fetch(u"c.d")));
    QCOMPARE(log.take(), QStringList(uR"(change c.d.a 2 1 {"$remote":true})"_qs));
    two.o.unfetch(u"c.d");
    QVERIFY(!two.o.get(u"c.d").isUndefined());
    two.o.unfetch(u"c.d");
    QCOMPARE(log.take(), QStringList(uR"(unload c.d {"a":2,"id":"d"})"_qs));
}

void tst_RemoteModel::countsOfSubscriptions()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    QVERIFY(confirmed(two.o.subscribe({u"c.d", two.o.at(u"c.d")})));
    Log log(two.o);
    two.o.at(u"c.d").unsubscribe();
    QVERIFY(two.settle());
    QCOMPARE(log.take(), QStringList());
    two.o.unsubscribe(u"c.d");
    QTRY_COMPARE(log.lines, QStringList(uR"(unload c.d {"a":1,"id":"d"})"_qs));
    log.take();
    QVERIFY(two.o.get(u"c").isUndefined());
    two.o.unsubscribe(u"c.d"); // once too often
}

void tst_RemoteModel::unloadDelay()
{
    TwoModels two;
    two.o.setUnloadDelay(20);
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    Log log(two.o);
    two.o.unsubscribe(u"c.d");
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    QVERIFY(!two.o.get(u"c.d").isUndefined());
    two.o.unsubscribe(u"c.d");
    QVERIFY(!two.o.get(u"c.d").isUndefined());
    QTRY_COMPARE(log.lines, QStringList(uR"(unload c.d {"a":1,"id":"d"})"_qs));
}

void tst_RemoteModel::unloadWaitsForPending()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    const Mutation mutation = two.o.set(u"c.d.a", 2);
    two.o.unsubscribe(u"c.d");
    QVERIFY(!two.o.get(u"c.d").isUndefined());
    QVERIFY(confirmed(mutation));
    QTRY_VERIFY(two.o.get(u"c.d").isUndefined());
}

void tst_RemoteModel::loadedAgain()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    for (int round = 0; round < 3; ++round) {
        Log log(two.o);
        QVERIFY(confirmed(two.o.subscribe(u"c.d")));
        QCOMPARE(log.take().size(), 1);
        QVERIFY(confirmed(two.m.increment(u"c.d.a")));
        QTRY_COMPARE(log.lines.size(), 1);
        log.take();
        two.o.unsubscribe(u"c.d");
        QTRY_COMPARE(log.lines.size(), 1);
        log.take();
    }
}

void tst_RemoteModel::errorsOfLoading()
{
    TwoModels two;
    QCOMPARE(failure(two.m.fetch(u"c")).message(), u"Cannot fetch to path: c"_qs);
    QCOMPARE(failure(two.m.at(u"c.d.e").subscribe()).message(), u"Cannot subscribe to path: c.d.e"_qs);
    QVERIFY(confirmed(two.m.subscribe(u"_local.d")));
    QVERIFY(confirmed(two.m.fetch(QList<Loadable>())));
    RootModel alone;
    QVERIFY(failure(alone.fetch(u"c.d")));
}

void tst_RemoteModel::fetchOnly()
{
    TwoModels two;
    two.o.setFetchOnly(true);
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    QVERIFY(!two.o.connection()->existing(Key(u"c"), Key(u"d"))->isSubscribed());
    two.o.unsubscribe(u"c.d");
    QVERIFY(two.o.get(u"c.d").isUndefined());
}

void tst_RemoteModel::collectionsAreAssembled()
{
    TwoModels two;
    for (const char16_t *id : {u"b", u"a", u"z"})
        QVERIFY(confirmed(two.m.create(u"c."_qs + QString::fromUtf16(id), json("{}"))));
    const Value before = two.m.get(u"c");
    QCOMPARE(text(before), uR"({"b":{"id":"b"},"a":{"id":"a"},"z":{"id":"z"}})"_qs);
    two.m.set(u"c.a.x", 1);
    QCOMPARE(text(two.m.get(u"c")), uR"({"b":{"id":"b"},"a":{"x":1,"id":"a"},"z":{"id":"z"}})"_qs);
    QCOMPARE(text(before), uR"({"b":{"id":"b"},"a":{"id":"a"},"z":{"id":"z"}})"_qs);
    two.m.del(u"c.b");
    QCOMPARE(text(two.m.get(u"c")), uR"({"a":{"x":1,"id":"a"},"z":{"id":"z"}})"_qs);
    QCOMPARE(two.m.get().value(u"c"), two.m.get(u"c"));
    QVERIFY(two.settle());
}

void tst_RemoteModel::connectionState()
{
    TwoModels two;
    QTRY_COMPARE(two.m.get(u"$connection.state"), Value(u"connected"));
    Log log(two.m);
    two.m.connection()->close();
    QTRY_COMPARE(two.m.get(u"$connection.state"), Value(u"closed"));
    QVERIFY(log.lines.contains(uR"(change $connection.state "closed" "connected")"_qs));
}

void tst_RemoteModel::closing()
{
    TwoModels two;
    two.m.create(u"c.d", json(R"({"a":1})"));
    QVERIFY(two.m.hasWritePending());
    const QFuture<void> closed = two.m.close();
    QVERIFY(!closed.isFinished());
    QTRY_VERIFY(closed.isFinished());
    QVERIFY(confirmed(two.o.fetch(u"c.d")));
    QCOMPARE(two.o.get(u"c.d.a"), Value(1));
}

void tst_RemoteModel::silentWritesAreSent()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    QVERIFY(confirmed(two.o.subscribe(u"c.d")));
    Log mine(two.m);
    Log theirs(two.o);
    QVERIFY(confirmed(two.m.silent().set(u"c.d.a", 2)));
    QCOMPARE(mine.lines, QStringList());
    QTRY_COMPARE(theirs.lines, QStringList(uR"(change c.d.a 2 1 {"$remote":true})"_qs));
}

void tst_RemoteModel::aCollectionAskedForTooEarly()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"c.d", json(R"({"a":1})"))));
    const Confirmation loaded = two.o.subscribe(u"c.d");
    QCOMPARE(text(two.o.get(u"c")), u"{}"_qs);
    QVERIFY(confirmed(loaded));
    QCOMPARE(text(two.o.get(u"c")), uR"({"d":{"a":1,"id":"d"}})"_qs);
}

QTEST_GUILESS_MAIN(tst_RemoteModel)
#include "tst_remotemodel.moc"
