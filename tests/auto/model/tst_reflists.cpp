// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "runmutator.h"

#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

namespace {

const QString G = uR"({"id":"g"})"_qs;
const QString R = uR"({"id":"r","sub":{"a":1},"arr":[1],"s":"ab"})"_qs;
const QString B = uR"({"id":"b"})"_qs;
const QString RL = uR"( {"$refList":true})"_qs;

struct Lists
{
    explicit Lists(const char *ids = R"(["r","g","r"])", RefListOptions options = {})
    {
        QObject::connect(&model, &RootModel::error, &model, [this](const Error &error) { errors << error.message(); });
        model.set(u"_p.colors", json(QByteArray("{\"g\":" + G.toUtf8() + ",\"r\":" + R.toUtf8() + "}").constData()));
        model.set(u"_p.ids", json(ids));
        model.refList(u"_p.list", u"_p.colors", u"_p.ids", options);
        log.take();
    }
    // The list is what the ids say.
    [[nodiscard]] bool isConsistent() const
    {
        const Value ids = model.get(u"_p.ids");
        const Value list = model.get(u"_p.list");
        if (list.size() != ids.size())
            return false;
        for (qsizetype i = 0; i < ids.size(); ++i) {
            if (!(list.at(i) == model.get(Path{u"_p.colors"} / ids.at(i).toKey())))
                return false;
        }
        return true;
    }

    RootModel model;
    QStringList errors;
    Log log{model};
};

} // namespace

class tst_RefLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void events_data();
    void events();
    void creation();
    void creationFromNothing();
    void writtenWhileMade();
    void pushWithoutId();
    void silentlyReplacedIds();
    void refused_data();
    void refused();
    void refusedAtCreation_data();
    void refusedAtCreation();
    void duplicateIdsAgree_data();
    void duplicateIdsAgree();
    void deleteRemoved();
    void removeRef();
    void removeAllRefs();
    void setAboveFrom();
    void itemsWithoutId();
    void scalarItems();
    void aliases();
    void refToElement();
    void idsThroughRef();
    void itemsThroughRef();
    void twoListsOverOneCollection();
    void dereferences();
    void manyItems();
};

void tst_RefLists::events_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("args");
    QTest::addColumn<QStringList>("log");
    QTest::addColumn<bool>("consistent");

    const auto row = [](const char *name, const char16_t *method, const char16_t *path, const QString &args,
                        const QStringList &log, bool consistent = true) {
        QTest::newRow(name) << QString::fromUtf16(method) << QString::fromUtf16(path) << args << log << consistent;
    };
    const QString list = u"["_qs + R + u',' + G + u',' + R + u']';
    row("push a new item", u"push", u"_p.list", u"["_qs + B + u"]"_qs,
        {u"change _p.colors.b "_qs + B + u" undef"_qs + RL, uR"(insert _p.ids 3 ["b"])"_qs + RL,
         u"insert _p.list 3 ["_qs + B + u"]"_qs});
    row("push a copy of a known item", u"push", u"_p.list", uR"([{"id":"g","k":1}])"_qs,
        {uR"(change _p.colors.g {"id":"g","k":1} )"_qs + G + RL, uR"(insert _p.ids 3 ["g"])"_qs + RL,
         uR"(change _p.list.1 {"id":"g","k":1} )"_qs + G + RL, uR"(insert _p.list 3 [{"id":"g","k":1}])"_qs});
    row("insert two", u"insert", u"_p.list", uR"([1,[{"id":"b"},{"id":"c"}]])"_qs,
        {u"change _p.colors.b "_qs + B + u" undef"_qs + RL, uR"(change _p.colors.c {"id":"c"} undef)"_qs + RL,
         uR"(insert _p.ids 1 ["b","c"])"_qs + RL, uR"(insert _p.list 1 [{"id":"b"},{"id":"c"}])"_qs});
    row("unshift", u"unshift", u"_p.list", u"["_qs + B + u"]"_qs,
        {u"change _p.colors.b "_qs + B + u" undef"_qs + RL, uR"(insert _p.ids 0 ["b"])"_qs + RL,
         u"insert _p.list 0 ["_qs + B + u"]"_qs});
    row("pop", u"pop", u"_p.list", u"[]"_qs,
        {uR"(remove _p.ids 2 ["r"])"_qs + RL, u"remove _p.list 2 ["_qs + R + u"]"_qs});
    row("shift", u"shift", u"_p.list", u"[]"_qs,
        {uR"(remove _p.ids 0 ["r"])"_qs + RL, u"remove _p.list 0 ["_qs + R + u"]"_qs});
    row("remove two", u"remove", u"_p.list", u"[0,2]"_qs,
        {uR"(remove _p.ids 0 ["r","g"])"_qs + RL, u"remove _p.list 0 ["_qs + R + u","_qs + G + u"]"_qs});
    row("remove, counted from the end", u"remove", u"_p.list", u"[-2,1]"_qs,
        {uR"(remove _p.ids -2 ["g"])"_qs + RL, u"remove _p.list -2 ["_qs + G + u"]"_qs});
    row("move", u"move", u"_p.list", u"[0,1]"_qs, {u"move _p.ids 0 1 1"_qs + RL, u"move _p.list 0 1 1"_qs});
    row("set an element to a new item", u"set", u"_p.list.0", u"["_qs + B + u"]"_qs,
        {u"change _p.colors.b "_qs + B + u" undef"_qs + RL, uR"(change _p.ids.0 "b" "r")"_qs + RL,
         u"change _p.list.0 "_qs + B + u" "_qs + R});
    row("set an element past the end", u"set", u"_p.list.4", u"["_qs + B + u"]"_qs,
        {u"change _p.colors.b "_qs + B + u" undef"_qs + RL, uR"(change _p.ids.4 "b" undef)"_qs + RL,
         u"change _p.list.4 "_qs + B + u" undef"_qs});
    row("set the list", u"set", u"_p.list", u"[["_qs + B + u"]]"_qs,
        {u"change _p.colors.b "_qs + B + u" undef"_qs + RL, uR"(change _p.ids ["b"] ["r","g","r"])"_qs + RL,
         u"change _p.list ["_qs + B + u"] "_qs + list});
    row("set the list to null", u"set", u"_p.list", u"[null]"_qs,
        {uR"(change _p.ids [] ["r","g","r"])"_qs + RL, u"change _p.list null "_qs + list});
    row("delete the list", u"del", u"_p.list", u"[]"_qs,
        {uR"(change _p.ids [] ["r","g","r"])"_qs + RL, u"change _p.list undef "_qs + list});
    row("set below an element", u"set", u"_p.list.0.sub.a", u"[2]"_qs,
        {u"change _p.list.0.sub.a 2 1"_qs + RL, u"change _p.list.2.sub.a 2 1"_qs + RL,
         u"change _p.colors.r.sub.a 2 1"_qs});
    row("push below an element", u"push", u"_p.list.0.arr", u"[2]"_qs,
        {u"insert _p.list.0.arr 1 [2]"_qs + RL, u"insert _p.list.2.arr 1 [2]"_qs + RL,
         u"insert _p.colors.r.arr 1 [2]"_qs});
    row("stringInsert below an element", u"stringInsert", u"_p.list.2.s", uR"([1,"Z"])"_qs,
        {uR"(change _p.list.0.s "aZb" "ab" {"$stringInsert":{"index":1,"text":"Z"},"$refList":true})"_qs,
         uR"(change _p.list.2.s "aZb" "ab" {"$stringInsert":{"index":1,"text":"Z"},"$refList":true})"_qs,
         uR"(change _p.colors.r.s "aZb" "ab" {"$stringInsert":{"index":1,"text":"Z"}})"_qs});
    row("set the ids", u"set", u"_p.ids", uR"([["g"]])"_qs,
        {u"remove _p.list 0 ["_qs + R + u"]"_qs + RL, u"remove _p.list 1 ["_qs + R + u"]"_qs + RL,
         uR"(change _p.ids ["g"] ["r","g","r"])"_qs});
    row("push an id", u"push", u"_p.ids", uR"(["g"])"_qs,
        {u"insert _p.list 3 ["_qs + G + u"]"_qs + RL, uR"(insert _p.ids 3 ["g"])"_qs});
    row("push an unknown id", u"push", u"_p.ids", uR"(["q"])"_qs,
        {u"insert _p.list 3 [null]"_qs + RL, uR"(insert _p.ids 3 ["q"])"_qs});
    row("insert ids", u"insert", u"_p.ids", uR"([1,["g","g"]])"_qs,
        {u"insert _p.list 1 ["_qs + G + u","_qs + G + u"]"_qs + RL, uR"(insert _p.ids 1 ["g","g"])"_qs});
    row("remove an id", u"remove", u"_p.ids", u"[1]"_qs,
        {u"remove _p.list 1 ["_qs + G + u"]"_qs + RL, uR"(remove _p.ids 1 ["g"])"_qs});
    row("move ids", u"move", u"_p.ids", u"[2,0]"_qs, {u"move _p.list 2 0 1"_qs + RL, u"move _p.ids 2 0 1"_qs});
    row("set one id", u"set", u"_p.ids.0", uR"(["g"])"_qs,
        {u"change _p.list.0 "_qs + G + u" "_qs + R + RL, uR"(change _p.ids.0 "g" "r")"_qs});
    row("set one id to the same", u"set", u"_p.ids.0", uR"(["r"])"_qs, {uR"(change _p.ids.0 "r" "r")"_qs});
    row("delete the ids", u"del", u"_p.ids", u"[]"_qs,
        {u"remove _p.list 0 "_qs + list + RL, uR"(change _p.ids undef ["r","g","r"])"_qs});
    row("set an item", u"set", u"_p.colors.r", uR"([{"id":"r","n":1}])"_qs,
        {uR"(change _p.list.0 {"id":"r","n":1} )"_qs + R + RL, uR"(change _p.list.2 {"id":"r","n":1} )"_qs + R + RL,
         uR"(change _p.colors.r {"id":"r","n":1} )"_qs + R});
    row("delete an item", u"del", u"_p.colors.r", u"[]"_qs,
        {u"change _p.list.0 undef "_qs + R + RL, u"change _p.list.2 undef "_qs + R + RL,
         u"change _p.colors.r undef "_qs + R});
    row("set an item that is not listed", u"set", u"_p.colors.q", u"[1]"_qs, {u"change _p.colors.q 1 undef"_qs});
    row("set inside an item", u"set", u"_p.colors.r.sub.a", u"[3]"_qs,
        {u"change _p.list.0.sub.a 3 1"_qs + RL, u"change _p.list.2.sub.a 3 1"_qs + RL,
         u"change _p.colors.r.sub.a 3 1"_qs});
    row("set all items", u"set", u"_p.colors", uR"([{"g":{"id":"g","n":1}}])"_qs,
        {u"remove _p.list 0 "_qs + list + RL, uR"(insert _p.list 0 [null,{"id":"g","n":1},null])"_qs + RL,
         uR"(change _p.colors {"g":{"id":"g","n":1}} {"g":)"_qs + G + uR"(,"r":)"_qs + R + u"}"_qs});
    row("change an item's id", u"set", u"_p.colors.r.id", uR"(["g"])"_qs,
        {uR"(change _p.list.1.id "g" "r")"_qs + RL, uR"(change _p.colors.r.id "g" "r")"_qs});
}

void tst_RefLists::events()
{
    QFETCH(QString, method);
    QFETCH(QString, path);
    QFETCH(QString, args);
    Lists lists;
    QVERIFY(run(lists.model, method, path, json(args.toUtf8().constData())).error().isNull());
    QTEST(lists.log.lines, "log");
    QVERIFY(lists.isConsistent());
    QCOMPARE(lists.errors, QStringList());
}

void tst_RefLists::creation()
{
    RootModel model;
    model.set(u"_p.c", json(R"({"items":{"a":{"id":"a"}},"ids":["a","b"]})"));
    Log log(model);
    const Model list = model.at(u"_p.c").refList(u"list", u"items", u"ids");
    QCOMPARE(list.path(), u"_p.c.list"_qs);
    QCOMPARE(log.take(), QStringList{uR"(change _p.c.list [{"id":"a"},null] undef {"$refList":true})"_qs});
    QCOMPARE(list.get().at(1), Value());

    QCOMPARE(list.refList(model.at(u"_p.c.items"), model.at(u"_p.c.ids")).path(), u"_p.c.list"_qs);
    QCOMPARE(log.take(), QStringList());
    list.push(json(R"({"id":"b"})"));
    QCOMPARE(model.get(u"_p.c.ids"), json(R"(["a","b","b"])"));
    QCOMPARE(list.get(), json(R"([{"id":"a"},{"id":"b"},{"id":"b"}])"));
}

void tst_RefLists::creationFromNothing()
{
    RootModel model;
    model.refList(u"_p.list", u"_p.items", u"_p.ids");
    QCOMPARE(model.get(u"_p.list"), Value::array());
    Log log(model);
    model.push(u"_p.list", json(R"({"id":"a"})"));
    QCOMPARE(log.lines, (QStringList{uR"(change _p.items.a {"id":"a"} undef {"$refList":true})"_qs,
                                     uR"(insert _p.ids 0 ["a"] {"$refList":true})"_qs,
                                     uR"(insert _p.list 0 [{"id":"a"}])"_qs}));
}

void tst_RefLists::writtenWhileMade()
{
    RootModel model;
    model.set(u"_p.items", json(R"({"a":{"id":"a"},"b":{"id":"b"}})"));
    model.set(u"_p.ids", json(R"(["a"])"));
    int events = 0;
    model.on<ChangeEvent>(u"_p.list", [&](const ChangeEvent &) {
        ++events;
        model.push(u"_p.items.a.l", 1);
        model.push(u"_p.ids", u"b");
    });
    model.refList(u"_p.list", u"_p.items", u"_p.ids");
    QCOMPARE(events, 1);
    QCOMPARE(model.get(u"_p.list"), json(R"([{"id":"a","l":[1]},{"id":"b"}])"));
    model.push(u"_p.list.0.l", 2);
    QCOMPARE(model.get(u"_p.list.0.l"), json("[1,2]"));
}

void tst_RefLists::pushWithoutId()
{
    Lists lists;
    lists.model.push(u"_p.list", json(R"({"k":1})"));
    const QString id = lists.model.get(u"_p.ids.3").toString();
    QCOMPARE(id.size(), 36);
    const QString item = uR"({"k":1,"id":"%1"})"_qs.arg(id);
    QCOMPARE(lists.log.lines, (QStringList{u"change _p.colors.%1 %2 undef"_qs.arg(id, item) + RL,
                                           uR"(insert _p.ids 3 ["%1"])"_qs.arg(id) + RL,
                                           u"insert _p.list 3 [%1]"_qs.arg(item)}));
    QVERIFY(lists.isConsistent());
}

void tst_RefLists::silentlyReplacedIds()
{
    Lists lists;
    lists.model.silent().set(u"_p.ids", json(R"(["g","g","g","r"])"));
    lists.model.set(u"_p.colors.r.n", 1);
    QCOMPARE(lists.log.take(),
             (QStringList{u"change _p.list.3.n 1 undef"_qs + RL, u"change _p.colors.r.n 1 undef"_qs}));
    lists.model.set(u"_p.ids", lists.model.get(u"_p.ids"));
    QVERIFY(lists.isConsistent());
}

void tst_RefLists::refused_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("args");
    QTest::addColumn<QString>("message");

    const QString unable = u"Unable to add item to refList: %1"_qs;
    const auto row = [](const char *name, const char16_t *method, const char16_t *path, const char16_t *args,
                        const QString &message) {
        QTest::newRow(name) << QString::fromUtf16(method) << QString::fromUtf16(path) << QString::fromUtf16(args)
                            << message;
    };
    row("push a number", u"push", u"_p.list", u"[5]", unable.arg(5));
    row("push null", u"push", u"_p.list", u"[null]", unable.arg(u"null"));
    row("push an array", u"push", u"_p.list", u"[[]]", unable.arg(u"[]"));
    row("insert with one bad item", u"insert", u"_p.list", uR"([0,[{"id":"b"},"x"]])", unable.arg(u"x"));
    row("set an element to null", u"set", u"_p.list.0", u"[null]", unable.arg(u"null"));
    row("set an element to an object without id", u"set", u"_p.list.0", uR"([{"k":1}])", unable.arg(uR"({"k":1})"));
    row("delete an element", u"del", u"_p.list.0", u"[]", unable.arg(u"undefined"));
    row("increment an element", u"increment", u"_p.list.0", u"[1]",
        u"increment on non-number at _p.list.0: {\n  \"id\": \"r\",\n  \"sub\": {\n    \"a\": 1\n  },\n  \"arr\": [\n"
        u"    1\n  ],\n  \"s\": \"ab\"\n}"_qs);
    row("set the list to text", u"set", u"_p.list", uR"(["abc"])", unable.arg(u"abc"));
    row("set the list with a bad item", u"set", u"_p.list", uR"([[{"id":"b"},7]])", unable.arg(7));
    row("setArrayDiff with a bad item", u"setArrayDiff", u"_p.list", uR"([[{"id":"b"},7]])", unable.arg(7));
    row("set below an index without id", u"set", u"_p.list.7.k", u"[1]",
        u"set must be performed under a collection and document id. Invalid path: $null"_qs);
    row("push to an index without id", u"push", u"_p.list.7", u"[1]",
        u"push must be performed under a collection and document id. Invalid path: $null"_qs);
}

void tst_RefLists::refused()
{
    QFETCH(QString, method);
    QFETCH(QString, path);
    QFETCH(QString, args);
    Lists lists;
    const Value before = lists.model.get(u"_p");
    const Mutation mutation = run(lists.model, method, path, json(args.toUtf8().constData()));
    QTEST(mutation.error().message(), "message");
    QCOMPARE(lists.log.lines, QStringList());
    QCOMPARE(lists.model.get(u"_p"), before);
}

void tst_RefLists::refusedAtCreation_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("ids");
    QTest::addColumn<QString>("message");

    QTest::newRow("a collection") << u"_p"_qs << u"_p.a"_qs << u"_p.b"_qs
        << u"refList must be performed under a collection and document id. Invalid path: _p"_qs;
    QTest::newRow("no items") << u"_p.x"_qs << QString() << u"_p.b"_qs
        << u"refList must have a path to show at _p.x"_qs;
    QTest::newRow("in a remote collection") << u"c.d.list"_qs << u"_p.a"_qs << u"_p.b"_qs
        << u"refList must be performed under a local collection. Invalid path: c.d.list"_qs;
    QTest::newRow("inside its items") << u"_p.a.x.list"_qs << u"_p.a"_qs << u"_p.b"_qs
        << u"refList at _p.a.x.list would show itself, by way of _p.a"_qs;
    QTest::newRow("inside its ids") << u"_p.b.list"_qs << u"_p.a"_qs << u"_p.b"_qs
        << u"refList at _p.b.list would show itself, by way of _p.b"_qs;
    QTest::newRow("by way of a ref") << u"_p.a.x"_qs << u"_p.r"_qs << u"_p.b"_qs
        << u"refList at _p.a.x would show itself, by way of _p.r"_qs;
    QTest::newRow("by way of a refList") << u"_p.colors.r.sub"_qs << u"_p.list"_qs << u"_p.b"_qs
        << u"refList at _p.colors.r.sub would show itself, by way of _p.list"_qs;
}

void tst_RefLists::refusedAtCreation()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, ids);
    QFETCH(QString, message);
    Lists lists;
    lists.model.ref(u"_p.r", u"_p.a");
    lists.log.take();
    try {
        lists.model.refList(from, to, ids);
        QFAIL("no error");
    } catch (const Error &error) {
        QCOMPARE(error.message(), message);
    }
    QCOMPARE(lists.log.lines, QStringList());
}

void tst_RefLists::duplicateIdsAgree_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("args");

    QTest::newRow("push a changed copy") << u"push"_qs << u"_p.list"_qs << uR"([{"id":"r","n":1}])"_qs;
    QTest::newRow("set one position") << u"set"_qs << u"_p.list.2"_qs << uR"([{"id":"r","n":1}])"_qs;
    QTest::newRow("set the list with two copies") << u"set"_qs << u"_p.list"_qs
                                                  << uR"([[{"id":"r","n":1},{"id":"r","n":2}]])"_qs;
    QTest::newRow("insert two copies") << u"insert"_qs << u"_p.list"_qs
                                       << uR"([1,[{"id":"r","n":1},{"id":"r","n":2}]])"_qs;
}

void tst_RefLists::duplicateIdsAgree()
{
    QFETCH(QString, method);
    QFETCH(QString, path);
    QFETCH(QString, args);
    Lists lists;
    run(lists.model, method, path, json(args.toUtf8().constData()));
    QVERIFY2(lists.isConsistent(), qPrintable(text(lists.model.get(u"_p"))));
}

void tst_RefLists::deleteRemoved()
{
    Lists lists(R"(["r","g","r"])", {.deleteRemoved = true});
    lists.model.remove(u"_p.list", 0);
    QCOMPARE(lists.log.take(),
             (QStringList{uR"(remove _p.ids 0 ["r"])"_qs + RL, u"change _p.colors.r undef "_qs + R + RL,
                          u"remove _p.list 0 ["_qs + R + u"]"_qs}));
    QCOMPARE(lists.model.get(u"_p.list.1"), json(R.toUtf8().constData()));
    lists.model.set(u"_p.list", Value::array());
    lists.model.set(u"_p.ids", json(R"(["g"])"));
    lists.model.remove(u"_p.ids", 0);
    QVERIFY(lists.model.get(u"_p.colors").contains(u"g"));
}

void tst_RefLists::removeRef()
{
    Lists lists;
    lists.model.removeRef(u"_p.list");
    QCOMPARE(lists.log.take(), QStringList{u"change _p.list undef ["_qs + R + u',' + G + u',' + R + u']'});
    lists.model.push(u"_p.ids", Value(u"g"));
    lists.model.del(u"_p.colors.g");
    QCOMPARE(lists.log.lines.size(), 2);
    QVERIFY(!lists.model.get(u"_p").contains(u"list"));
}

void tst_RefLists::removeAllRefs()
{
    Lists lists;
    lists.model.removeAllRefs();
    QCOMPARE(lists.log.take(), QStringList());
    lists.model.pop(u"_p.list");
    QCOMPARE(lists.log.take().size(), 1);
    QCOMPARE(lists.model.get(u"_p.ids").size(), 3);
}

void tst_RefLists::setAboveFrom()
{
    RootModel model;
    model.set(u"_c.d", json(R"({"items":{"a":{"id":"a"}},"ids":["a"]})"));
    model.refList(u"_p.x.list", u"_c.d.items", u"_c.d.ids");
    Log log(model);
    model.set(u"_p.x", json(R"({"k":1})"));
    QCOMPARE(log.take(), (QStringList{uR"(change _p.x.list [{"id":"a"}] undef {"$refList":true})"_qs,
                                      uR"(change _p.x {"k":1} {"list":[{"id":"a"}]})"_qs}));
    model.set(u"_c.d", json(R"({"items":{"b":{"id":"b"}},"ids":["b"]})"));
    QCOMPARE(model.get(u"_p.x.list"), json(R"([{"id":"b"}])"));
}

void tst_RefLists::itemsWithoutId()
{
    RootModel model;
    model.set(u"_p.items", json(R"({"a":{"n":1},"b":{"n":2}})"));
    model.set(u"_p.ids", json(R"(["b","a"])"));
    model.refList(u"_p.list", u"_p.items", u"_p.ids");
    Log log(model);
    model.set(u"_p.items.a.n", 3);
    QCOMPARE(log.take().first(), u"change _p.list.1.n 3 1"_qs + RL);
    model.set(u"_p.items.a", json(R"({"n":4})"));
    QCOMPARE(log.take().first(), uR"(change _p.list.1 {"n":4} {"n":3})"_qs + RL);
    model.push(u"_p.list", model.get(u"_p.items.b"));
    QCOMPARE(log.take(), (QStringList{uR"(insert _p.ids 2 ["b"])"_qs + RL, uR"(insert _p.list 2 [{"n":2}])"_qs}));
    model.del(u"_p.items.b");
    QCOMPARE(model.get(u"_p.list"), Value::array({Value(), json(R"({"n":4})"), Value()}));
    model.set(u"_p.items.b.n", 5); // makes the item
    QCOMPARE(model.get(u"_p.list"), json(R"([{"n":5},{"n":4},{"n":5}])"));
}

void tst_RefLists::scalarItems()
{
    RootModel model;
    model.set(u"_p.items", json(R"({"a":"x","b":"y"})"));
    model.refList(u"_p.list", u"_p.items", u"_p.ids");
    model.push(u"_p.list", Value(u"y"));
    model.push(u"_p.list", Value(u"x"));
    QCOMPARE(model.get(u"_p.ids"), json(R"(["b","a"])"));
    model.set(u"_p.items.b", Value(u"z"));
    QCOMPARE(model.get(u"_p.list"), json(R"(["z","x"])"));
}

void tst_RefLists::aliases()
{
    Lists lists;
    lists.model.ref(u"_p.alias", u"_p.list");
    lists.log.take();
    lists.model.push(u"_p.alias", json(B.toUtf8().constData()));
    QCOMPARE(lists.log.take(),
             (QStringList{u"change _p.colors.b "_qs + B + u" undef"_qs + RL, uR"(insert _p.ids 3 ["b"])"_qs + RL,
                          u"insert _p.alias 3 ["_qs + B + u"]"_qs, u"insert _p.list 3 ["_qs + B + u"]"_qs}));
    lists.model.set(u"_p.alias.0.sub.a", 9);
    QCOMPARE(lists.log.take(),
             (QStringList{u"change _p.alias.0.sub.a 9 1"_qs + RL, u"change _p.list.0.sub.a 9 1"_qs + RL,
                          u"change _p.alias.2.sub.a 9 1"_qs + RL, u"change _p.list.2.sub.a 9 1"_qs + RL,
                          u"change _p.colors.r.sub.a 9 1"_qs}));
    QVERIFY(lists.model.get(u"_p.alias").isSame(lists.model.get(u"_p.list")));
}

void tst_RefLists::refToElement()
{
    Lists lists;
    lists.model.ref(u"_p.first", u"_p.list.0");
    QCOMPARE(lists.model.dereference(u"_p.first"), u"_p.list.0"_qs);
    QCOMPARE(lists.model.dereference(u"_p.first.k"), u"_p.colors.r.k"_qs);
    lists.log.take();
    lists.model.move(u"_p.list", 1, 0);
    QCOMPARE(lists.log.take(), (QStringList{u"move _p.ids 1 0 1"_qs + RL, u"change _p.first "_qs + G + u' ' + R,
                                            u"move _p.list 1 0 1"_qs}));
    lists.model.set(u"_p.first.n", 1);
    QCOMPARE(lists.log.take(), (QStringList{u"change _p.first.n 1 undef"_qs + RL, u"change _p.list.0.n 1 undef"_qs + RL,
                                            u"change _p.colors.g.n 1 undef"_qs}));
}

void tst_RefLists::idsThroughRef()
{
    RootModel model;
    model.set(u"_p.real", json(R"(["a"])"));
    model.set(u"_p.items", json(R"({"a":{"id":"a"},"b":{"id":"b"}})"));
    model.ref(u"_p.ids", u"_p.real");
    model.refList(u"_p.list", u"_p.items", u"_p.ids");
    Log log(model);
    model.push(u"_p.list", model.get(u"_p.items.b"));
    QCOMPARE(log.take(), (QStringList{uR"(insert _p.ids 1 ["b"])"_qs + RL, uR"(insert _p.real 1 ["b"])"_qs + RL,
                                      uR"(insert _p.list 1 [{"id":"b"}])"_qs}));
    model.shift(u"_p.real");
    QCOMPARE(log.take(), (QStringList{uR"(remove _p.list 0 [{"id":"a"}])"_qs + RL, uR"(remove _p.ids 0 ["a"])"_qs,
                                      uR"(remove _p.real 0 ["a"])"_qs}));
}

void tst_RefLists::itemsThroughRef()
{
    RootModel model;
    model.set(u"_p.real", json(R"({"a":{"id":"a"}})"));
    model.ref(u"_p.items", u"_p.real");
    model.refList(u"_p.list", u"_p.items", u"_p.ids");
    model.push(u"_p.list", model.get(u"_p.items.a"));
    Log log(model);
    model.set(u"_p.list.0.n", 1);
    QCOMPARE(log.take(), (QStringList{u"change _p.list.0.n 1 undef"_qs + RL, u"change _p.items.a.n 1 undef"_qs,
                                      u"change _p.real.a.n 1 undef"_qs}));
    model.push(u"_p.list", json(R"({"id":"b"})"));
    QCOMPARE(model.get(u"_p.real.b"), json(R"({"id":"b"})"));
    QVERIFY(model.get(u"_p.list.1").isSame(model.get(u"_p.real.b")));
}

void tst_RefLists::twoListsOverOneCollection()
{
    Lists lists;
    lists.model.set(u"_p.ids2", json(R"(["r"])"));
    lists.model.refList(u"_p.list2", u"_p.colors", u"_p.ids2");
    lists.log.take();
    lists.model.push(u"_p.list", json(R"({"id":"r","n":1})"));
    QCOMPARE(lists.model.get(u"_p.list2"), json(R"([{"id":"r","n":1}])"));
    QVERIFY(lists.isConsistent());
    lists.model.set(u"_p.list2.0.n", 2);
    QVERIFY(lists.isConsistent());
    QCOMPARE(lists.model.get(u"_p.list.3.n"), Value(2));
}

void tst_RefLists::dereferences()
{
    Lists lists;
    QCOMPARE(lists.model.dereference(u"_p.list"), u"_p.list"_qs);
    QCOMPARE(lists.model.dereference(u"_p.list.0"), u"_p.list.0"_qs);
    QCOMPARE(lists.model.dereference(u"_p.list.0.a"), u"_p.colors.r.a"_qs);
    QCOMPARE(lists.model.dereference(u"_p.list.9.a"), u"$null"_qs);
    lists.model.set(u"_p.colors.g", json(R"([1])"));
    lists.model.push(u"_p.list.1", 2); // the item, not the list
    QCOMPARE(lists.model.get(u"_p.colors.g"), json("[1,2]"));
    QCOMPARE(lists.model.get(u"_p.list.1"), json("[1,2]"));
}

void tst_RefLists::manyItems()
{
    RootModel model;
    Value items = Value::object();
    Value ids = Value::array();
    for (int i = 0; i < 1000; ++i) {
        const QString id = QString::number(i * 7 % 1000);
        items.set(Key(id), Value::object({{Key(u"id"), Value(id)}}));
        ids.append(Value(id));
    }
    model.set(u"_p.items", items);
    model.set(u"_p.ids", ids);
    model.refList(u"_p.list", u"_p.items", u"_p.ids");
    Log log(model);
    model.set(u"_p.items.700.n", 1);
    QCOMPARE(log.take(), (QStringList{u"change _p.list.100.n 1 undef"_qs + RL, u"change _p.items.700.n 1 undef"_qs}));
    model.remove(u"_p.ids", 5, 10);
    model.set(u"_p.items.700.n", 2);
    QCOMPARE(model.get(u"_p.list.90.n"), Value(2));
}

QTEST_GUILESS_MAIN(tst_RefLists)
#include "tst_reflists.moc"
