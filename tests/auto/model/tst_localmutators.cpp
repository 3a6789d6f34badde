// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modeltest.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <functional>

using namespace Racer;
using namespace ModelTest;

using Call = std::function<Mutation(const Model &)>;

class tst_LocalMutators : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void call_data();
    void call();
    void wrongType_data();
    void wrongType();
    void impliedParents_data();
    void impliedParents();
    void deletingTheLastDocumentRemovesTheCollection();
    void addressingADocumentMakesIt();
    void creating();
    void adding();
    void setNull();
    void setEach();
    void diff_data();
    void diff();
    void setDiffComparesIdentity();
    void snapshotsAreSafe();
    void invalidPath();
    void errorsNobodyHandlesAreReported();
    void confirmations();
};

Q_DECLARE_METATYPE(Call)

void tst_LocalMutators::call_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<Call>("call");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("event");

    const QByteArray list = "[10,11,12,13]";
    const auto row = [](const char *name, const QByteArray &start, const Call &call, const QByteArray &value,
                        const QByteArray &after, const char16_t *event) {
        QTest::newRow(name) << start << call << value << after << QString::fromUtf16(event);
    };
    row("set", "5", [](const Model &m) { return m.set(6); }, "5", "6", u"change _p.x 6 5");
    row("set undefined keeps the key", "5", [](const Model &m) { return m.set(Value()); }, "5", "",
        u"change _p.x undef 5");
    row("del", "5", [](const Model &m) { return m.del(); }, "5", "", u"change _p.x undef 5");
    row("del of nothing", "", [](const Model &m) { return m.del(); }, "", "", u"change _p.x undef undef");
    row("del of an element leaves a hole", list, [](const Model &m) { return m.del(1); }, "11", "[10,null,12,13]",
        u"change _p.x.1 undef 11");
    row("del below null", "null", [](const Model &m) { return m.del(u"k"); }, "null", "{}",
        u"change _p.x.k undef null");
    row("increment", "5", [](const Model &m) { return m.increment(); }, "6", "6", u"change _p.x 6 5");
    row("increment by three", "5", [](const Model &m) { return m.increment(3); }, "8", "8", u"change _p.x 8 5");
    row("increment of nothing", "", [](const Model &m) { return m.increment(2); }, "2", "2", u"change _p.x 2 0");
    row("push", list, [](const Model &m) { return m.push(1); }, "5", "[10,11,12,13,1]", u"insert _p.x 4 [1]");
    row("push of an array is one element", list, [](const Model &m) { return m.push(json(R"(["a","b"])")); }, "5",
        R"([10,11,12,13,["a","b"]])", uR"(insert _p.x 4 [["a","b"]])");
    row("push onto nothing", "", [](const Model &m) { return m.push(1); }, "1", "[1]", u"insert _p.x 0 [1]");
    row("push onto false", "false", [](const Model &m) { return m.push(1); }, "1", "[1]", u"insert _p.x 0 [1]");
    row("unshift", list, [](const Model &m) { return m.unshift(1); }, "5", "[1,10,11,12,13]", u"insert _p.x 0 [1]");
    row("insert", list, [](const Model &m) { return m.insert(1, u"v"); }, "5", R"([10,"v",11,12,13])",
        uR"(insert _p.x 1 ["v"])");
    row("insert of several", list, [](const Model &m) { return m.insert(1, json("[1,2]")); }, "6",
        "[10,1,2,11,12,13]", u"insert _p.x 1 [1,2]");
    row("insert of an array in an array", list, [](const Model &m) { return m.insert(1, json(R"([["v"]])")); }, "5",
        R"([10,["v"],11,12,13])", uR"(insert _p.x 1 [["v"]])");
    row("insert from the end", list, [](const Model &m) { return m.insert(-1, u"v"); }, "5", R"([10,11,12,"v",13])",
        uR"(insert _p.x -1 ["v"])");
    row("insert past the end", list, [](const Model &m) { return m.insert(99, u"v"); }, "5", R"([10,11,12,13,"v"])",
        uR"(insert _p.x 99 ["v"])");
    row("insert of nothing", list, [](const Model &m) { return m.insert(1, json("[]")); }, "4", list,
        u"insert _p.x 1 []");
    row("pop", list, [](const Model &m) { return m.pop(); }, "13", "[10,11,12]", u"remove _p.x 3 [13]");
    row("shift", list, [](const Model &m) { return m.shift(); }, "10", "[11,12,13]", u"remove _p.x 0 [10]");
    row("pop of nothing", "[]", [](const Model &m) { return m.pop(); }, "", "[]", u"");
    row("shift of an object", "{}", [](const Model &m) { return m.shift(); }, "", "{}", u"");
    row("remove", list, [](const Model &m) { return m.remove(1); }, "[11]", "[10,12,13]", u"remove _p.x 1 [11]");
    row("remove where the path ends", list, [](const Model &m) { return m.at(1).remove(); }, "[11]", "[10,12,13]",
        u"remove _p.x 1 [11]");
    row("remove two", list, [](const Model &m) { return m.remove(1, 2); }, "[11,12]", "[10,13]",
        u"remove _p.x 1 [11,12]");
    row("remove from the end", list, [](const Model &m) { return m.remove(-1); }, "[13]", "[10,11,12]",
        u"remove _p.x -1 [13]");
    row("remove past the end", list, [](const Model &m) { return m.remove(9); }, "[]", list, u"remove _p.x 9 []");
    row("move", list, [](const Model &m) { return m.move(0, 2); }, "[10]", "[11,12,10,13]", u"move _p.x 0 2 1");
    row("move two", list, [](const Model &m) { return m.move(0, 2, 2); }, "[10,11]", "[12,13,10,11]",
        u"move _p.x 0 2 2");
    row("move from the end", list, [](const Model &m) { return m.move(-1, 0); }, "[13]", "[13,10,11,12]",
        u"move _p.x 3 0 1");
    row("move more than there are", list, [](const Model &m) { return m.move(2, 0, 9); }, "[12,13]",
        "[12,13,10,11]", u"move _p.x 2 0 2");
    row("move two to the end", list, [](const Model &m) { return m.move(0, -1, 2); }, "[10,11]", "[12,13,10,11]",
        u"move _p.x 0 3 2");
    row("move past the end", list, [](const Model &m) { return m.move(0, 99); }, "[10]", "[11,12,13,10]",
        u"move _p.x 0 99 1");
    row("move to the same place", list, [](const Model &m) { return m.move(1, 1); }, "[11]", list,
        u"move _p.x 1 1 1");
    row("move of nothing", list, [](const Model &m) { return m.move(9, 0); }, "[]", list, u"move _p.x 9 0 0");
    row("stringInsert", R"("abc")", [](const Model &m) { return m.stringInsert(1, u"Z"); }, "", R"("aZbc")",
        uR"(change _p.x "aZbc" "abc" {"$stringInsert":{"index":1,"text":"Z"}})");
    row("stringInsert from the end", R"("abc")", [](const Model &m) { return m.stringInsert(-1, u"Z"); }, "",
        R"("abZc")", uR"(change _p.x "abZc" "abc" {"$stringInsert":{"index":-1,"text":"Z"}})");
    row("stringInsert past the end", R"("abc")", [](const Model &m) { return m.stringInsert(99, u"Z"); }, "",
        R"("abcZ")", uR"(change _p.x "abcZ" "abc" {"$stringInsert":{"index":99,"text":"Z"}})");
    row("stringInsert into nothing", "", [](const Model &m) { return m.stringInsert(3, u"Z"); }, "", R"("Z")",
        uR"(change _p.x "Z" undef {"$stringInsert":{"index":3,"text":"Z"}})");
    row("stringRemove", R"("abc")", [](const Model &m) { return m.stringRemove(1, 99); }, "", R"("a")",
        uR"(change _p.x "a" "abc" {"$stringRemove":{"index":1,"howMany":99}})");
    row("stringRemove from the end", R"("abc")", [](const Model &m) { return m.stringRemove(-2, 1); }, "", R"("ac")",
        uR"(change _p.x "ac" "abc" {"$stringRemove":{"index":-2,"howMany":1}})");
    row("stringRemove of nothing", "", [](const Model &m) { return m.stringRemove(0, 1); }, "", "",
        uR"(change _p.x undef undef {"$stringRemove":{"index":0,"howMany":1}})");
}

void tst_LocalMutators::call()
{
    QFETCH(QByteArray, start);
    QFETCH(Call, call);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, after);
    QFETCH(QString, event);

    RootModel model;
    if (!start.isEmpty())
        model.set(u"_p.x", json(start));
    Log log(model);
    const Mutation mutation = call(model.at(u"_p.x"));
    QVERIFY(mutation.isDone());
    QVERIFY(!mutation.error());
    QCOMPARE(text(mutation.value()), text(json(value)));
    QCOMPARE(text(model.get(u"_p.x")), text(json(after)));
    QCOMPARE(log.lines, event.isEmpty() ? QStringList() : QStringList(event));
}

void tst_LocalMutators::wrongType_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<Call>("call");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const QByteArray &start, const Call &call, const char16_t *message) {
        QTest::newRow(name) << start << call << QString::fromUtf16(message);
    };
    row("increment of a string", R"("a")", [](const Model &m) { return m.increment(); },
        u"increment on non-number at _p.x: \"a\"");
    row("increment of false", "false", [](const Model &m) { return m.increment(); },
        u"increment on non-number at _p.x: false");
    row("push onto a number", "7", [](const Model &m) { return m.push(1); }, u"push on non-array at _p.x: 7");
    row("push onto an object", R"({"a":1})", [](const Model &m) { return m.push(1); },
        u"push on non-array at _p.x: {\n  \"a\": 1\n}");
    row("unshift onto a string", R"("a")", [](const Model &m) { return m.unshift(1); },
        u"unshift on non-array at _p.x: \"a\"");
    row("insert into true", "true", [](const Model &m) { return m.insert(0, 1); },
        u"insert on non-array at _p.x: true");
    row("pop of a string", R"("abc")", [](const Model &m) { return m.pop(); }, u"pop on non-array at _p.x: \"abc\"");
    row("remove from a number", "7", [](const Model &m) { return m.remove(0); }, u"remove on non-array at _p.x: 7");
    row("move in a number", "7", [](const Model &m) { return m.move(0, 1); }, u"move on non-array at _p.x: 7");
    row("stringInsert into a number", "0", [](const Model &m) { return m.stringInsert(0, u"a"); },
        u"stringInsert on non-string at _p.x: 0");
    row("stringRemove of an array", "[]", [](const Model &m) { return m.stringRemove(0, 1); },
        u"stringRemove on non-string at _p.x: []");
    row("set below a number", "5", [](const Model &m) { return m.set(u"y", 1); }, u"set on non-object at _p.x: 5");
    row("del of a character", R"("ab")", [](const Model &m) { return m.del(u"0"); },
        u"del on non-object at _p.x: \"ab\"");
    row("pop of a character", R"("ab")", [](const Model &m) { return m.pop(u"0"); },
        u"pop on non-object at _p.x: \"ab\"");
    row("set of a name in an array", "[1]", [](const Model &m) { return m.set(u"y", 1); },
        u"set on non-object at _p.x: [\n  1\n]");
    row("subtypeSubmit", R"("a")", [](const Model &m) { return m.subtypeSubmit(Key(u"text0"), json("[]")); },
        u"subtypeSubmit may only be used on remote documents. Invalid path: _p.x");
}

void tst_LocalMutators::wrongType()
{
    QFETCH(QByteArray, start);
    QFETCH(Call, call);
    QFETCH(QString, message);

    RootModel model;
    model.set(u"_p.x", json(start));
    Log log(model);
    const Mutation mutation = call(model.at(u"_p.x"));
    QCOMPARE(mutation.error().message(), message);
    QVERIFY(mutation.value().isUndefined());
    QCOMPARE(text(model.get(u"_p.x")), text(json(start)));
    QCOMPARE(log.lines, QStringList());
}

void tst_LocalMutators::impliedParents_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("objects and arrays") << QByteArray() << u"b.0.c"_qs << QByteArray(R"({"b":[{"c":1}]})");
    QTest::newRow("null is replaced") << QByteArray("null") << u"k"_qs << QByteArray(R"({"k":1})");
    QTest::newRow("false is replaced") << QByteArray("false") << u"k"_qs << QByteArray(R"({"k":1})");
    QTest::newRow("0 is replaced by an array") << QByteArray("0") << u"0"_qs << QByteArray("[1]");
    QTest::newRow("a gap in an array") << QByteArray() << u"2"_qs << QByteArray("[null,null,1]");
    QTest::newRow("digits in an object") << QByteArray("{}") << u"5"_qs << QByteArray(R"({"5":1})");
    QTest::newRow("an empty name") << QByteArray("{}") << u"a..x"_qs << QByteArray(R"({"a":{"":{"x":1}}})");
}

void tst_LocalMutators::impliedParents()
{
    QFETCH(QByteArray, start);
    QFETCH(QString, path);
    QFETCH(QByteArray, after);

    RootModel model;
    if (!start.isEmpty())
        model.set(u"_p.x", json(start));
    QVERIFY(model.at(u"_p.x").set(path, 1).value().isUndefined());
    QCOMPARE(text(model.get(u"_p.x")), text(json(after)));
}

void tst_LocalMutators::deletingTheLastDocumentRemovesTheCollection()
{
    RootModel model;
    model.set(u"_p.a", 1);
    model.set(u"_p.b", 1);
    model.del(u"_p.a");
    QCOMPARE(text(model.get(u"_p")), u"{\"b\":1}"_qs);
    model.del(u"_p.b");
    QVERIFY(model.get(u"_p").isUndefined());
}

void tst_LocalMutators::addressingADocumentMakesIt()
{
    RootModel model;
    model.pop(u"_p.zz.l");
    QVERIFY(model.get(u"_p").contains(u"zz"));
    QVERIFY(model.get(u"_p.zz").isUndefined());
}

void tst_LocalMutators::creating()
{
    RootModel model;
    Log log(model);
    QVERIFY(!model.create(u"_p.a", json(R"({"x":1})")).error());
    QCOMPARE(log.take(), QStringList(uR"(change _p.a {"x":1} undef)"_qs));
    QCOMPARE(model.create(u"_p.a", 2).error().message(),
             u"create on local document with data at _p.a: {\n  \"x\": 1\n}"_qs);
    QCOMPARE(model.create(u"_p.a.b", 2).error().message(),
             u"create may only be used on a document path. Invalid path: _p.a.b"_qs);
    QVERIFY(!model.createNull(u"_p.a", 3).error());
    QVERIFY(log.take().isEmpty());
    QVERIFY(!model.createNull(u"_p.n", 3).error());
    QCOMPARE(text(model.get(u"_p.n")), u"3"_qs);
}

void tst_LocalMutators::adding()
{
    RootModel model;
    Log log(model);
    QCOMPARE(model.add(u"_p", json(R"({"id":"a","x":1})")).value(), Value(u"a"));
    QCOMPARE(log.take(), QStringList(uR"(change _p.a {"id":"a","x":1} undef)"_qs));
    const Value id = model.add(u"_p", json(R"({"x":2})")).value();
    QCOMPARE(id.size(), 36);
    QCOMPARE(model.get(Path({Key(u"_p"), id.toKey(), Key(u"id")})), id);
    model.set(u"_p.list", json("{}"));
    QCOMPARE(model.add(u"_p.list", json(R"({"id":7})")).value(), Value(7));
    QCOMPARE(text(model.get(u"_p.list")), uR"({"7":{"id":7}})"_qs);
    QCOMPARE(model.add(u"_p", 5).error().message(), u"add requires an object value. Invalid value: 5"_qs);
}

void tst_LocalMutators::setNull()
{
    RootModel model;
    Log log(model);
    QCOMPARE(model.setNull(u"_p.x", 0).value(), Value(0));
    QCOMPARE(model.setNull(u"_p.x", 5).value(), Value(0));
    QCOMPARE(log.lines, QStringList(u"change _p.x 0 undef"_qs));
}

void tst_LocalMutators::setEach()
{
    RootModel model;
    Log log(model);
    model.setEach(u"_p.x", json(R"({"a":1,"b":2})"));
    QCOMPARE(log.take(), QStringList({u"change _p.x.a 1 undef"_qs, u"change _p.x.b 2 undef"_qs}));
    QVERIFY(model.setEach(u"_p.x", json("{}")).isDone());
}

void tst_LocalMutators::diff_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("events");

    const auto row = [](const char *name, const char16_t *method, const QByteArray &before, const QByteArray &after,
                        const QStringList &events) {
        QTest::newRow(name) << QString::fromUtf16(method) << before << after << events;
    };
    row("members that differ", u"deep", R"({"a":1,"b":2,"c":3})", R"({"b":9,"c":3,"d":4})",
        {u"change _p.x.a undef 1"_qs, u"change _p.x.b 9 2"_qs, u"change _p.x.d 4 undef"_qs});
    row("deeper members", u"deep", R"({"a":{"b":{"c":1,"d":2}}})", R"({"a":{"b":{"c":1,"d":3}}})",
        {u"change _p.x.a.b.d 3 2"_qs});
    row("null to object", u"deep", R"({"a":null})", R"({"a":{"x":1}})", {uR"(change _p.x.a {"x":1} null)"_qs});
    row("one more element", u"deep", "[1,2]", "[1,2,3]", {u"insert _p.x 2 [3]"_qs});
    row("one other element", u"deep", "[1,2,3]", "[1,9,3]", {u"change _p.x.1 9 2"_qs});
    row("a member of one element", u"deep", R"([{"a":1,"b":1},{"a":2}])", R"([{"a":1,"b":2},{"a":2}])",
        {u"change _p.x.0.b 2 1"_qs});
    row("two other elements", u"deep", "[1,2,3]", "[9,8,3]", {u"remove _p.x 0 [1,2]"_qs, u"insert _p.x 0 [9,8]"_qs});
    row("removed here and inserted there", u"deep", R"(["a","b","c"])", R"(["b","x","c"])",
        {uR"(remove _p.x 0 ["a"])"_qs, uR"(insert _p.x 1 ["x"])"_qs});
    row("several edits", u"deep", "[1,2]", "[9,2,3]",
        {u"remove _p.x 0 [1]"_qs, u"insert _p.x 0 [9]"_qs, u"insert _p.x 2 [3]"_qs});
    row("arrays in arrays", u"deep", "[[1,2],[3]]", "[[1,2,5],[3]]", {u"insert _p.x.0 2 [5]"_qs});
    row("array to object is replaced", u"deep", "[1,2]", R"({"a":1})", {uR"(change _p.x {"a":1} [1,2])"_qs});
    row("object to array is replaced", u"deep", R"({"a":1})", "[1,2]", {uR"(change _p.x [1,2] {"a":1})"_qs});
    row("equal", u"deep", R"({"a":[1,{"b":2}]})", R"({"a":[1,{"b":2}]})", {});
    row("array diff", u"array", R"(["a","b","c","d"])", R"(["d","x","a","c"])",
        {uR"(remove _p.x 1 ["b"])"_qs, u"move _p.x 2 0 1"_qs, uR"(insert _p.x 1 ["x"])"_qs});
    row("array diff of one element", u"array", "[1,2,3]", "[1,9,3]", {u"remove _p.x 1 [2]"_qs, u"insert _p.x 1 [9]"_qs});
    row("array diff of equal objects", u"array", R"([{"a":1}])", R"([{"a":1}])",
        {uR"(remove _p.x 0 [{"a":1}])"_qs, uR"(insert _p.x 0 [{"a":1}])"_qs});
    row("deep array diff of equal objects", u"arrayDeep", R"([{"a":1}])", R"([{"a":1}])", {});
    row("array diff of no array sets", u"array", "5", "[1]", {u"change _p.x [1] 5"_qs});
}

void tst_LocalMutators::diff()
{
    QFETCH(QString, method);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, events);

    RootModel model;
    model.set(u"_p.x", json(before));
    Log log(model);
    if (method == u"deep")
        model.setDiffDeep(u"_p.x", json(after));
    else if (method == u"array")
        model.setArrayDiff(u"_p.x", json(after));
    else
        model.setArrayDiffDeep(u"_p.x", json(after));
    QCOMPARE(text(model.get(u"_p.x")), text(json(after)));
    QCOMPARE(log.lines, events);
}

void tst_LocalMutators::setDiffComparesIdentity()
{
    RootModel model;
    model.set(u"_p.x", json("[1]"));
    model.set(u"_p.nan", qQNaN());
    Log log(model);
    model.setDiff(u"_p.x", model.get(u"_p.x"));
    model.setDiff(u"_p.nan", qQNaN());
    QVERIFY(log.take().isEmpty());
    QCOMPARE(text(model.setDiff(u"_p.x", json("[1]")).value()), u"[1]"_qs);
    QCOMPARE(log.take(), QStringList(u"change _p.x [1] [1]"_qs));
}

void tst_LocalMutators::snapshotsAreSafe()
{
    RootModel model;
    Value mine = json(R"({"a":{"b":1}})");
    model.set(u"_p.x", mine);
    mine.edit(Key(u"a"))->set(Key(u"b"), 2);
    Value got = model.get(u"_p.x");
    got.edit(Key(u"a"))->set(Key(u"b"), 3);
    QCOMPARE(model.get(u"_p.x.a.b"), Value(1));
}

void tst_LocalMutators::invalidPath()
{
    RootModel model;
    QCOMPARE(model.set(u"_p", 1).error().message(),
             u"set must be performed under a collection and document id. Invalid path: _p"_qs);
    QCOMPARE(model.push(u"_p..x", 1).error().message(),
             u"push must be performed under a collection and document id. Invalid path: _p..x"_qs);
    QVERIFY(model.set(u"_p.l.999999999", 1).error().is(ErrorCode::LimitExceeded));
    QVERIFY(model.set(u"c.d", 1).error());
}

void tst_LocalMutators::errorsNobodyHandlesAreReported()
{
    RootModel model;
    QSignalSpy errors(&model, &RootModel::error);
    model.set(u"_p", 1);
    QCOMPARE(errors.size(), 1);
    model.set(u"_p", 1).ignore();
    model.set(u"_p", 1).then([](const Error &error) { QVERIFY(error); });
    QCOMPARE(errors.size(), 1);
}

void tst_LocalMutators::confirmations()
{
    RootModel model;
    QVERIFY(model.set(u"_p.x", 1).future().isFinished());
    bool called = false;
    model.set(u"_p.x", 2).then([&called](const Error &error) { called = !error; });
    QVERIFY(called);
    QFuture<void> failing = model.set(u"_p", 2).future();
    QVERIFY_THROWS_EXCEPTION(Error, failing.waitForFinished());
}

QTEST_GUILESS_MAIN(tst_LocalMutators)
#include "tst_localmutators.moc"
