// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "runmutator.h"

#include <Racer/filter.h>

#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

class tst_Refs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void events_data();
    void events();
    void values_data();
    void values();
    void updatesIndices_data();
    void updatesIndices();
    void elementIsRemoved();
    void dereferences_data();
    void dereferences();
    void diffSetters();
    void creation();
    void creationEvent();
    void writtenWhileMade_data();
    void writtenWhileMade();
    void refToFilter();
    void refused_data();
    void refused();
    void removeRef();
    void removeAllRefs();
    void removedInsideListener();
    void parentOverwritten();
    void silentWrites();
    void sharesHandles();
    void everyAliasAgreesInsideListeners();
    void failedWriteIsNoChange();
    void refBelowRef();
    void passedValuesSurvive();
};

void tst_Refs::events_data()
{
    QTest::addColumn<QList<QStringList>>("refs");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("args");
    QTest::addColumn<QStringList>("log");

    const QList<QStringList> one{{u"_p.c"_qs, u"_p.colors.green"_qs}};
    const QByteArray colors = R"({"colors":{"green":{"hex":"g","l":[1,2],"n":5,"s":"ab"}}})";
    const QString green = uR"({"hex":"g","l":[1,2],"n":5,"s":"ab"})"_qs;

    QTest::newRow("a member is set through the ref")
        << one << colors << u"set"_qs << u"_p.c.hex"_qs << QByteArray(R"(["x"])")
        << QStringList{uR"(change _p.c.hex "x" "g")"_qs, uR"(change _p.colors.green.hex "x" "g")"_qs};
    QTest::newRow("a member is set at the target")
        << one << colors << u"set"_qs << u"_p.colors.green.hex"_qs << QByteArray(R"(["x"])")
        << QStringList{uR"(change _p.c.hex "x" "g")"_qs, uR"(change _p.colors.green.hex "x" "g")"_qs};
    QTest::newRow("the target is replaced")
        << one << colors << u"set"_qs << u"_p.colors.green"_qs << QByteArray(R"([{"z":1}])")
        << QStringList{uR"(change _p.c {"z":1} )"_qs + green, uR"(change _p.colors.green {"z":1} )"_qs + green};
    QTest::newRow("the target is replaced through the ref")
        << one << colors << u"set"_qs << u"_p.c"_qs << QByteArray("[7]")
        << QStringList{u"change _p.c 7 "_qs + green, u"change _p.colors.green 7 "_qs + green};
    QTest::newRow("what is above the target is set")
        << one << colors << u"set"_qs << u"_p.colors"_qs << QByteArray(R"([{"green":7}])")
        << QStringList{u"change _p.c 7 "_qs + green,
                       uR"(change _p.colors {"green":7} {"green":)"_qs + green + u"}"_qs};
    QTest::newRow("what is above the target is deleted")
        << one << colors << u"del"_qs << u"_p.colors"_qs << QByteArray("[]")
        << QStringList{u"change _p.c undef "_qs + green, uR"(change _p.colors undef {"green":)"_qs + green + u"}"_qs};
    QTest::newRow("the target is deleted")
        << one << colors << u"del"_qs << u"_p.colors.green"_qs << QByteArray("[]")
        << QStringList{u"change _p.c undef "_qs + green, u"change _p.colors.green undef "_qs + green};
    QTest::newRow("the ref is deleted")
        << one << colors << u"del"_qs << u"_p.c"_qs << QByteArray("[]")
        << QStringList{u"change _p.c undef "_qs + green, u"change _p.colors.green undef "_qs + green};
    QTest::newRow("nothing is deleted")
        << one << colors << u"del"_qs << u"_p.c.none"_qs << QByteArray("[]")
        << QStringList{u"change _p.c.none undef undef"_qs, u"change _p.colors.green.none undef undef"_qs};
    QTest::newRow("push through the ref")
        << one << colors << u"push"_qs << u"_p.c.l"_qs << QByteArray("[3]")
        << QStringList{u"insert _p.c.l 2 [3]"_qs, u"insert _p.colors.green.l 2 [3]"_qs};
    QTest::newRow("unshift on the target")
        << one << colors << u"unshift"_qs << u"_p.colors.green.l"_qs << QByteArray("[0]")
        << QStringList{u"insert _p.c.l 0 [0]"_qs, u"insert _p.colors.green.l 0 [0]"_qs};
    QTest::newRow("insert through the ref")
        << one << colors << u"insert"_qs << u"_p.c.l"_qs << QByteArray("[-1,[8,9]]")
        << QStringList{u"insert _p.c.l -1 [8,9]"_qs, u"insert _p.colors.green.l -1 [8,9]"_qs};
    QTest::newRow("remove on the target")
        << one << colors << u"remove"_qs << u"_p.colors.green.l"_qs << QByteArray("[0,2]")
        << QStringList{u"remove _p.c.l 0 [1,2]"_qs, u"remove _p.colors.green.l 0 [1,2]"_qs};
    QTest::newRow("pop through the ref")
        << one << colors << u"pop"_qs << u"_p.c.l"_qs << QByteArray("[]")
        << QStringList{u"remove _p.c.l 1 [2]"_qs, u"remove _p.colors.green.l 1 [2]"_qs};
    QTest::newRow("shift through the ref")
        << one << colors << u"shift"_qs << u"_p.c.l"_qs << QByteArray("[]")
        << QStringList{u"remove _p.c.l 0 [1]"_qs, u"remove _p.colors.green.l 0 [1]"_qs};
    QTest::newRow("move through the ref")
        << one << colors << u"move"_qs << u"_p.c.l"_qs << QByteArray("[0,1]")
        << QStringList{u"move _p.c.l 0 1 1"_qs, u"move _p.colors.green.l 0 1 1"_qs};
    QTest::newRow("stringInsert through the ref")
        << one << colors << u"stringInsert"_qs << u"_p.c.s"_qs << QByteArray(R"([1,"Z"])")
        << QStringList{uR"(change _p.c.s "aZb" "ab" {"$stringInsert":{"index":1,"text":"Z"}})"_qs,
                       uR"(change _p.colors.green.s "aZb" "ab" {"$stringInsert":{"index":1,"text":"Z"}})"_qs};
    QTest::newRow("stringRemove on the target")
        << one << colors << u"stringRemove"_qs << u"_p.colors.green.s"_qs << QByteArray("[0,1]")
        << QStringList{uR"(change _p.c.s "b" "ab" {"$stringRemove":{"index":0,"howMany":1}})"_qs,
                       uR"(change _p.colors.green.s "b" "ab" {"$stringRemove":{"index":0,"howMany":1}})"_qs};
    QTest::newRow("increment through the ref")
        << one << colors << u"increment"_qs << u"_p.c.n"_qs << QByteArray("[2]")
        << QStringList{u"change _p.c.n 7 5"_qs, u"change _p.colors.green.n 7 5"_qs};

    const QStringList chain{uR"(change _p.d.hex "x" "g")"_qs, uR"(change _p.c.hex "x" "g")"_qs,
                            uR"(change _p.colors.green.hex "x" "g")"_qs};
    QTest::newRow("a ref to a ref, the inner one first")
        << QList<QStringList>{{u"_p.c"_qs, u"_p.colors.green"_qs}, {u"_p.d"_qs, u"_p.c"_qs}} << colors << u"set"_qs
        << u"_p.d.hex"_qs << QByteArray(R"(["x"])") << chain;
    QTest::newRow("a ref to a ref, the outer one first")
        << QList<QStringList>{{u"_p.d"_qs, u"_p.c"_qs}, {u"_p.c"_qs, u"_p.colors.green"_qs}} << colors << u"set"_qs
        << u"_p.d.hex"_qs << QByteArray(R"(["x"])") << chain;
    QTest::newRow("two refs to one target")
        << QList<QStringList>{{u"_p.b"_qs, u"_p.colors.green.n"_qs}, {u"_p.a"_qs, u"_p.colors.green.n"_qs}} << colors
        << u"set"_qs << u"_p.a"_qs << QByteArray("[1]")
        << QStringList{u"change _p.b 1 5"_qs, u"change _p.a 1 5"_qs, u"change _p.colors.green.n 1 5"_qs};

    const QByteArray nested = R"({"o":{"a":{"b":{"c":1}}}})";
    const QList<QStringList> levels{{u"_p.r3"_qs, u"_p.o.a.b.c"_qs}, {u"_p.r1"_qs, u"_p.o.a"_qs},
                                    {u"_p.r2"_qs, u"_p.o.a.b"_qs}, {u"_p.r0"_qs, u"_p.o"_qs}};
    QTest::newRow("refs above, at and below what is set")
        << levels << nested << u"set"_qs << u"_p.o.a.b"_qs << QByteArray(R"([{"c":2}])")
        << QStringList{uR"(change _p.r0.a.b {"c":2} {"c":1})"_qs, uR"(change _p.r1.b {"c":2} {"c":1})"_qs,
                       uR"(change _p.r2 {"c":2} {"c":1})"_qs, u"change _p.r3 2 1"_qs,
                       uR"(change _p.o.a.b {"c":2} {"c":1})"_qs};
    QTest::newRow("a ref below is quiet if its value is the same")
        << levels << nested << u"set"_qs << u"_p.o.a.b"_qs << QByteArray(R"([{"c":1}])")
        << QStringList{uR"(change _p.r0.a.b {"c":1} {"c":1})"_qs, uR"(change _p.r1.b {"c":1} {"c":1})"_qs,
                       uR"(change _p.r2 {"c":1} {"c":1})"_qs, uR"(change _p.o.a.b {"c":1} {"c":1})"_qs};
    QTest::newRow("a write makes the target")
        << QList<QStringList>{{u"_p.r"_qs, u"_p.o.k"_qs}} << QByteArray("{}") << u"set"_qs << u"_p.r.a.b"_qs
        << QByteArray("[1]") << QStringList{u"change _p.r.a.b 1 undef"_qs, u"change _p.o.k.a.b 1 undef"_qs};
    QTest::newRow("an element before the ref's is inserted")
        << QList<QStringList>{{u"_p.r"_qs, u"_p.l.1"_qs}} << QByteArray(R"({"l":["a","b","c"]})") << u"unshift"_qs
        << u"_p.l"_qs << QByteArray(R"(["z"])")
        << QStringList{uR"(change _p.r "a" "b")"_qs, uR"(insert _p.l 0 ["z"])"_qs};
    QTest::newRow("setNull goes to the target")
        << one << colors << u"setNull"_qs << u"_p.c.new"_qs << QByteArray("[1]")
        << QStringList{u"change _p.c.new 1 undef"_qs, u"change _p.colors.green.new 1 undef"_qs};
    QTest::newRow("setNull finds the target's value")
        << one << colors << u"setNull"_qs << u"_p.c.n"_qs << QByteArray("[1]") << QStringList();
    QTest::newRow("setEach goes to the target")
        << one << colors << u"setEach"_qs << u"_p.c"_qs << QByteArray(R"([{"n":1,"m":2}])")
        << QStringList{u"change _p.c.n 1 5"_qs, u"change _p.colors.green.n 1 5"_qs, u"change _p.c.m 2 undef"_qs,
                       u"change _p.colors.green.m 2 undef"_qs};
    QTest::newRow("add goes to the target")
        << one << colors << u"add"_qs << u"_p.c"_qs << QByteArray(R"([{"id":"i"}])")
        << QStringList{uR"(change _p.c.i {"id":"i"} undef)"_qs, uR"(change _p.colors.green.i {"id":"i"} undef)"_qs};
    QTest::newRow("create goes to the target")
        << QList<QStringList>{{u"_p.c"_qs, u"_q.d"_qs}} << QByteArray("{}") << u"create"_qs << u"_p.c"_qs
        << QByteArray("[1]") << QStringList{u"change _p.c 1 undef"_qs, u"change _q.d 1 undef"_qs};
}

void tst_Refs::events()
{
    QFETCH(QList<QStringList>, refs);
    QFETCH(QByteArray, before);
    QFETCH(QString, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, args);
    RootModel model;
    model.setEach(u"_p", json(before.constData()));
    for (const QStringList &ref : refs)
        model.ref(ref.at(0), ref.at(1));
    Log log(model);
    run(model, method, path, json(args.constData()));
    QTEST(log.lines, "log");
    for (const QStringList &ref : refs)
        QCOMPARE(model.get(ref.at(0)), model.get(ref.at(1)));
}

void tst_Refs::values_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("args");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("keyStays");

    QTest::newRow("deleting what is above leaves undefined")
        << u"del"_qs << u"_p.colors"_qs << QByteArray("[]") << QByteArray() << true;
    QTest::newRow("deleting the target deletes the ref's value")
        << u"del"_qs << u"_p.colors.green"_qs << QByteArray("[]") << QByteArray() << false;
    QTest::newRow("deleting through the ref deletes the ref's value")
        << u"del"_qs << u"_p.c"_qs << QByteArray("[]") << QByteArray() << false;
    QTest::newRow("a member") << u"set"_qs << u"_p.c.hex"_qs << QByteArray("[1]") << QByteArray(R"({"hex":1})") << true;
}

void tst_Refs::values()
{
    QFETCH(QString, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, args);
    QFETCH(QByteArray, after);
    QFETCH(bool, keyStays);
    RootModel model;
    model.set(u"_p.colors.green", json(R"({"hex":"g"})"));
    model.ref(u"_p.c", u"_p.colors.green");
    run(model, method, path, json(args.constData()));
    QCOMPARE(model.get(u"_p.c"), json(after.constData()));
    QCOMPARE(model.get(u"_p").contains(u"c"), keyStays);
    QCOMPARE(model.dereference(u"_p.c.k"), u"_p.colors.green.k"_qs);

    model.set(u"_p.c", 3);
    QCOMPARE(model.get(u"_p.colors.green"), Value(3));
    QCOMPARE(model.get(u"_p.c"), Value(3));
}

void tst_Refs::updatesIndices_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QByteArray>("args");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QStringList>("log");

    const auto row = [](const char *name, const char16_t *method, const char *args, const char16_t *to,
                        const QStringList &log) {
        QTest::newRow(name) << QString::fromUtf16(method) << QByteArray(args) << QString::fromUtf16(to) << log;
    };
    row("inserted before", u"unshift", R"(["z"])", u"_p.l.3", {uR"(insert _p.l 0 ["z"])"_qs});
    row("inserted at the element", u"insert", R"([2,["y","z"]])", u"_p.l.4", {uR"(insert _p.l 2 ["y","z"])"_qs});
    row("inserted behind", u"insert", R"([3,"z"])", u"_p.l.2", {uR"(insert _p.l 3 ["z"])"_qs});
    row("inserted, counted from the end", u"insert", R"([-1,"z"])", u"_p.l.2", {uR"(insert _p.l -1 ["z"])"_qs});
    row("removed before", u"remove", "[0,2]", u"_p.l.0", {uR"(remove _p.l 0 ["a","b"])"_qs});
    row("removed behind", u"pop", "[]", u"_p.l.2", {uR"(remove _p.l 3 ["d"])"_qs});
    row("moved itself", u"move", "[2,0]", u"_p.l.0", {u"move _p.l 2 0 1"_qs});
    row("moved within a run", u"move", "[1,0,2]", u"_p.l.1", {u"move _p.l 1 0 2"_qs});
    row("moved past the end", u"move", "[2,9]", u"_p.l.3", {u"move _p.l 2 9 1"_qs});
    row("another moved behind it", u"move", "[0,3]", u"_p.l.1", {u"move _p.l 0 3 1"_qs});
    row("another moved before it", u"move", "[3,0]", u"_p.l.3", {u"move _p.l 3 0 1"_qs});
    row("the array is set", u"set", R"([["a","b","c"]])", u"_p.l.2",
        {uR"(change _p.l ["a","b","c"] ["a","b","c","d"])"_qs});
}

void tst_Refs::updatesIndices()
{
    QFETCH(QString, method);
    QFETCH(QByteArray, args);
    QFETCH(QString, to);
    RootModel model;
    model.set(u"_p.l", json(R"(["a","b","c","d"])"));
    model.ref(u"_p.r", u"_p.l.2", {.updateIndices = true});
    Log log(model);
    run(model, method, u"_p.l"_qs, json(args.constData()));
    QTEST(log.lines, "log");
    QCOMPARE(model.dereference(u"_p.r"), to);
    QCOMPARE(model.get(u"_p.r"), Value(u"c"));
}

void tst_Refs::elementIsRemoved()
{
    RootModel model;
    model.set(u"_p.l", json(R"([{"k":1},{"k":2},{"k":3}])"));
    model.ref(u"_p.name", u"_p.l.1.k", {.updateIndices = true});
    model.ref(u"_p.r", u"_p.l.1", {.updateIndices = true});
    model.unshift(u"_p.l", Value(0));
    QCOMPARE(model.dereference(u"_p.name"), u"_p.l.2.k"_qs);

    Log log(model);
    model.remove(u"_p.l", 2);
    QCOMPARE(log.take(), (QStringList{uR"(change _p.r undef {"k":2})"_qs, u"change _p.name undef 2"_qs,
                                      uR"(remove _p.l 2 [{"k":2}])"_qs}));
    QCOMPARE(model.get(u"_p.r"), Value());

    QList<Error> errors;
    connect(&model, &RootModel::error, this, [&](const Error &error) { errors << error; });
    model.set(u"_p.r.k", 9);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().message(),
             u"set must be performed under a collection and document id. Invalid path: $null"_qs);
    model.insert(u"_p.l", 0, Value(1));
    QCOMPARE(model.get(u"_p.r"), Value());

    model.ref(u"_p.r", u"_p.l.0");
    QCOMPARE(model.get(u"_p.r"), Value(1));
}

void tst_Refs::dereferences_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("real");

    QTest::newRow("the root") << QString() << QString();
    QTest::newRow("no ref") << u"_p.x.y"_qs << u"_p.x.y"_qs;
    QTest::newRow("a ref itself") << u"_p.c"_qs << u"_p.colors.green"_qs;
    QTest::newRow("below a ref") << u"_p.c.a.b"_qs << u"_p.colors.green.a.b"_qs;
    QTest::newRow("a chain") << u"_p.d.a"_qs << u"_p.colors.green.a"_qs;
    QTest::newRow("a target that leads through another ref") << u"_p.e.y"_qs << u"_p.colors.green.x.y"_qs;
    QTest::newRow("above a ref") << u"_p"_qs << u"_p"_qs;
    QTest::newRow("the outermost ref wins") << u"_p.c.inner.z"_qs << u"_p.colors.green.inner.z"_qs;
}

void tst_Refs::dereferences()
{
    QFETCH(QString, path);
    QFETCH(QString, real);
    RootModel model;
    model.set(u"_p.colors.green", json(R"({"x":{"y":1},"inner":{}})"));
    model.ref(u"_p.c.inner", u"_p.other");
    model.ref(u"_p.d", u"_p.c");
    model.ref(u"_p.c", u"_p.colors.green");
    model.ref(u"_p.e", u"_p.d.x");
    QCOMPARE(model.dereference(path), real);
    QCOMPARE(model.at(path).dereference(), real);
}

void tst_Refs::diffSetters()
{
    RootModel model;
    model.set(u"_p.o", json(R"({"a":1,"b":[1,2,3]})"));
    model.ref(u"_p.r", u"_p.o");
    Log log(model);
    model.setDiff(u"_p.r.a", 1);
    model.setArrayDiff(u"_p.r.b", model.get(u"_p.o.b"));
    QCOMPARE(log.take(), QStringList());
    model.setDiffDeep(u"_p.r", json(R"({"a":2,"b":[1,9,3]})"));
    QCOMPARE(log.take(), (QStringList{u"change _p.r.a 2 1"_qs, u"change _p.o.a 2 1"_qs, u"change _p.r.b.1 9 2"_qs,
                                      u"change _p.o.b.1 9 2"_qs}));
    model.setArrayDiff(u"_p.r.b", json("[9,1,3,4]"));
    QCOMPARE(log.take(), (QStringList{u"move _p.r.b 1 0 1"_qs, u"move _p.o.b 1 0 1"_qs, u"insert _p.r.b 3 [4]"_qs,
                                      u"insert _p.o.b 3 [4]"_qs}));
}

void tst_Refs::creation()
{
    RootModel model;
    model.set(u"_p.c.colors.x", 1);
    const Model made = model.at(u"_p.c").ref(u"d", u"colors");
    QCOMPARE(made.path(), u"_p.c.d"_qs);
    QCOMPARE(made.get(u"x"), Value(1));

    const Model other = model.at(u"_p.e").ref(model.at(u"_p.c.colors"));
    QCOMPARE(other.path(), u"_p.e"_qs);
    QCOMPARE(other.get(u"x"), Value(1));
    other.ref(model.at(u"_p.none")); // replaces it
    QCOMPARE(model.dereference(u"_p.e"), u"_p.none"_qs);
    QCOMPARE(other.get(), Value());
    QVERIFY(model.get(u"_p").contains(u"e"));
    model.set(u"_p.c.colors.x", 2);
    QCOMPARE(other.get(), Value());
}

void tst_Refs::creationEvent()
{
    RootModel model;
    model.set(u"_p.k", 5);
    Log log(model);
    model.pass(json(R"({"why":1})")).ref(u"_p.r", u"_p.k");
    model.ref(u"_p.s", u"_p.none");
    QCOMPARE(log.take(), (QStringList{uR"(change _p.r 5 undef {"why":1})"_qs, u"change _p.s undef undef"_qs}));
}

void tst_Refs::writtenWhileMade_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("shown");
    QTest::addColumn<int>("events");
    QTest::newRow("a write below the target") << u"_p.b.k"_qs << QByteArray(R"({"k":1})") << 1;
    QTest::newRow("the target is replaced") << u"_p.b"_qs << QByteArray("1") << 2;
}

void tst_Refs::writtenWhileMade()
{
    QFETCH(QString, path);
    RootModel model;
    model.set(u"_p.b", json("{}"));
    model.ref(u"_p.earlier", u"_p.r");
    int events = 0;
    model.on<ChangeEvent>(u"_p.r", [&](const ChangeEvent &) {
        if (events++ == 0)
            model.set(path, 1);
    });
    model.ref(u"_p.r", u"_p.b");
    QTEST(Json::stringify(model.get(u"_p.r")), "shown");
    QTEST(events, "events");
    QCOMPARE(model.get(u"_p.earlier"), model.get(u"_p.r"));
}

void tst_Refs::refToFilter()
{
    RootModel model;
    model.set(u"_p.items", json(R"({"a":{"n":2},"b":{"n":1}})"));
    const Model out = model.at(u"_p").ref(u"out", model.sort(u"_p.items", json(R"({"n":1})")));
    QCOMPARE(out.path(), u"_p.out"_qs);
    QCOMPARE(out.get(), json(R"([{"n":1},{"n":2}])"));
}

void tst_Refs::refused_data()
{
    QTest::addColumn<QStringList>("earlier");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("message");

    const QString self = u"ref at %1 would show itself, by way of %2"_qs;
    QTest::newRow("a collection") << QStringList() << u"_p"_qs << u"_p.x"_qs
        << u"ref must be performed under a collection and document id. Invalid path: _p"_qs;
    QTest::newRow("the root as target") << QStringList() << u"_p.x"_qs << QString()
        << u"ref must have a path to show at _p.x"_qs;
    QTest::newRow("in a remote collection") << QStringList() << u"c.d.e"_qs << u"_p.x"_qs
        << u"ref must be performed under a local collection. Invalid path: c.d.e"_qs;
    QTest::newRow("by a ref in a remote collection") << QStringList{u"_p.r"_qs, u"c.d"_qs} << u"_p.r.e"_qs << u"_p.x"_qs
        << u"ref must be performed under a local collection. Invalid path: _p.r.e"_qs;
    QTest::newRow("itself") << QStringList() << u"_p.a"_qs << u"_p.a"_qs << self.arg(u"_p.a", u"_p.a");
    QTest::newRow("its own child") << QStringList() << u"_p.a"_qs << u"_p.a.b"_qs << self.arg(u"_p.a", u"_p.a.b");
    QTest::newRow("its own parent") << QStringList() << u"_p.a.b"_qs << u"_p.a"_qs << self.arg(u"_p.a.b", u"_p.a");
    QTest::newRow("two at each other") << QStringList{u"_p.b"_qs, u"_p.a"_qs} << u"_p.a"_qs << u"_p.b"_qs
        << self.arg(u"_p.a", u"_p.b");
    QTest::newRow("in a ring through members") << QStringList{u"_p.b.k"_qs, u"_p.a"_qs} << u"_p.a.m"_qs << u"_p.b"_qs
        << self.arg(u"_p.a.m", u"_p.b");
}

void tst_Refs::refused()
{
    QFETCH(QStringList, earlier);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, message);
    RootModel model;
    if (!earlier.isEmpty())
        model.ref(earlier.at(0), earlier.at(1));
    Log log(model);
    try {
        model.ref(from, to);
        QFAIL("no error");
    } catch (const Error &error) {
        QCOMPARE(error.message(), message);
    }
    QCOMPARE(log.lines, QStringList());
    model.set(u"_p.x", 1); // all is well
    QCOMPARE(model.get(u"_p.x"), Value(1));
}

void tst_Refs::removeRef()
{
    RootModel model;
    model.set(u"_p.o.k", 5);
    model.ref(u"_p.r", u"_p.o.k");
    Log log(model);
    model.removeRef(u"_p.r");
    QCOMPARE(log.take(), QStringList{u"change _p.r undef 5"_qs});
    model.set(u"_p.o.k", 6);
    QCOMPARE(log.take(), QStringList{u"change _p.o.k 6 5"_qs});
    QVERIFY(!model.get(u"_p").contains(u"r"));

    model.at(u"_p.o.k").removeRef(); // no ref: deletes all the same
    QCOMPARE(log.take(), QStringList{u"change _p.o.k undef 6"_qs});
}

void tst_Refs::removeAllRefs()
{
    RootModel model;
    model.set(u"_p.o.k", 5);
    model.ref(u"_p.x.r", u"_p.o.k");
    model.ref(u"_p.x.s", u"_p.x.r");
    model.ref(u"_p.y", u"_p.o.k");
    Log log(model);
    model.removeAllRefs(u"_p.x");
    QCOMPARE(log.take(), QStringList());
    model.set(u"_p.o.k", 6);
    QCOMPARE(log.take(), (QStringList{u"change _p.y 6 5"_qs, u"change _p.o.k 6 5"_qs}));
    QCOMPARE(model.get(u"_p.x"), json(R"({"r":5,"s":5})"));
    model.removeAllRefs();
    model.set(u"_p.o.k", 7);
    QCOMPARE(log.take().size(), 1);
    QCOMPARE(model.get(u"_p.y"), Value(6));
    QCOMPARE(model.dereference(u"_p.y"), u"_p.y"_qs);
}

void tst_Refs::removedInsideListener()
{
    RootModel model;
    model.set(u"_p.k", 1);
    model.ref(u"_p.a", u"_p.k");
    model.ref(u"_p.b", u"_p.k");
    model.on<ChangeEvent>(u"_p.a", [&](const ChangeEvent &) { model.removeRef(u"_p.b"); });
    Log log(model);
    model.set(u"_p.k", 2);
    QCOMPARE(log.lines, (QStringList{u"change _p.a 2 1"_qs, u"change _p.b undef 1"_qs, u"change _p.b 2 undef"_qs,
                                     u"change _p.k 2 1"_qs}));
}

void tst_Refs::parentOverwritten()
{
    RootModel model;
    model.set(u"_p.o.k", 1);
    model.ref(u"_p.x.c", u"_p.o");
    model.set(u"_p.x", json(R"({"other":1})"));
    QCOMPARE(model.get(u"_p.x"), json(R"({"other":1})"));
    model.set(u"_p.x.c.k", 2);
    QCOMPARE(model.get(u"_p.o.k"), Value(2));
    QCOMPARE(model.get(u"_p.x"), json(R"({"other":1,"c":{"k":2}})"));
}

void tst_Refs::silentWrites()
{
    RootModel model;
    model.set(u"_p.o", json(R"({"k":5,"l":[1]})"));
    model.ref(u"_p.r", u"_p.o.k");
    model.ref(u"_p.s", u"_p.o");
    Log log(model);
    model.silent().set(u"_p.o.k", 6);
    model.silent().push(u"_p.s.l", 2);
    QCOMPARE(log.take(), QStringList());
    QCOMPARE(model.get(u"_p.r"), Value(5));
    QCOMPARE(model.get(u"_p.s"), json(R"({"k":6,"l":[1,2]})"));
    model.set(u"_p.o.k", 7);
    QCOMPARE(log.take(), (QStringList{u"change _p.s.k 7 6"_qs, u"change _p.r 7 5"_qs, u"change _p.o.k 7 6"_qs}));
}

void tst_Refs::sharesHandles()
{
    RootModel model;
    model.set(u"_p.o", json(R"({"a":{"b":1},"l":[[1],[2]]})"));
    model.ref(u"_p.r", u"_p.o");
    model.ref(u"_p.s", u"_p.r.a");
    const auto check = [&] {
        QVERIFY(model.get(u"_p.r").isSame(model.get(u"_p.o")));
        QVERIFY(model.get(u"_p.s").isSame(model.get(u"_p.o.a")));
    };
    check();
    model.set(u"_p.o.a.b", 2);
    check();
    model.push(u"_p.r.l", json("[3]"));
    check();
    model.silent().set(u"_p.s.c", 2);
    check();
    model.move(u"_p.o.l", 0, 2);
    check();
}

void tst_Refs::everyAliasAgreesInsideListeners()
{
    RootModel model;
    model.set(u"_p.o.k", 1);
    model.ref(u"_p.a", u"_p.o");
    model.ref(u"_p.b", u"_p.o");
    model.ref(u"_p.c", u"_p.b");
    QList<Value> seen;
    model.on<ChangeEvent>(u"_p.*.k", [&](const ChangeEvent &) {
        for (const char16_t *path : {u"_p.a.k", u"_p.b.k", u"_p.c.k", u"_p.o.k"})
            seen << model.get(path);
    });
    model.set(u"_p.c.k", 2);
    QCOMPARE(seen, QList<Value>(16, Value(2)));
}

void tst_Refs::failedWriteIsNoChange()
{
    RootModel model;
    model.set(u"_p.l", json(R"([{"a":"text"}])"));
    model.ref(u"_p.r", u"_p.l.0");
    QVERIFY(!model.push(u"_p.l.0.a", 1).error().isNull());
    Log log(model);
    model.push(u"_p.l", 1);
    QCOMPARE(log.lines, QStringList{u"insert _p.l 1 [1]"_qs});
}

void tst_Refs::refBelowRef()
{
    RootModel model;
    model.set(u"_p.x", json(R"({"n":1})"));
    model.set(u"_p.y", 1);
    model.ref(u"_p.a", u"_p.x");
    model.ref(u"_p.a.b", u"_p.y");
    QCOMPARE(model.get(u"_p.x"), json(R"({"n":1,"b":1})"));
    model.set(u"_p.y", 2);
    QCOMPARE(model.get(u"_p.a.b"), Value(2));
    QCOMPARE(model.get(u"_p.x.b"), Value(2));
    model.set(u"_p.a.n", 3);
    QCOMPARE(model.get(u"_p.a"), json(R"({"n":3,"b":2})"));
}

void tst_Refs::passedValuesSurvive()
{
    RootModel model;
    model.set(u"_p.o.k", 1);
    model.ref(u"_p.r", u"_p.o");
    model.ref(u"_p.s", u"_p.o.k");
    Log log(model);
    model.pass(json(R"({"x":1})")).set(u"_p.r.k", 2);
    QCOMPARE(log.lines, (QStringList{uR"(change _p.r.k 2 1 {"x":1})"_qs, uR"(change _p.s 2 1 {"x":1})"_qs,
                                     uR"(change _p.o.k 2 1 {"x":1})"_qs}));
}

QTEST_GUILESS_MAIN(tst_Refs)
#include "tst_refs.moc"
