// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "twomodels.h"

using namespace Racer;
using namespace ModelTest;

class tst_RefListsRemote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refBeforeLoading();
    void refToPartOfDocument();
    void refToRefOfDocument();
    void loadingThroughRef();
    void changesOfOthers();
    void changesOfOthersInPlace();
    void listOfDocuments();
    void pushCreatesDocument();
    void pushOfKnownDocumentSendsNothing();
    void writeThroughList();
    void deleteRemoved();
    void withoutConnection();
    void documentLeavesList();
};

namespace {

const QString RL = uR"( {"$refList":true})"_qs;
const QString remote = uR"( {"$remote":true})"_qs;
const QString remoteRL = uR"( {"$remote":true,"$refList":true})"_qs;

} // namespace

void tst_RefListsRemote::refBeforeLoading()
{
    TwoModels models;
    QVERIFY(confirmed(models.m.create(u"c.d", json(R"({"k":1})"))));
    models.o.ref(u"_p.r", u"c.d");
    Log log(models.o);
    QVERIFY(confirmed(models.o.subscribe(u"c.d")));
    QCOMPARE(log.take(), (QStringList{uR"(change _p.r {"k":1,"id":"d"} undef)"_qs + remote,
                                      uR"(load c.d {"k":1,"id":"d"})"_qs + remote}));
    models.o.unsubscribe(u"c.d");
    QTRY_VERIFY(models.o.get(u"c.d").isUndefined());
    QCOMPARE(log.lines.mid(0, 1), QStringList{uR"(change _p.r undef {"k":1,"id":"d"})"_qs});
    QCOMPARE(log.lines.last(), uR"(unload c.d {"k":1,"id":"d"})"_qs);
    QVERIFY(!models.o.get(u"_p").contains(u"r"));
}

void tst_RefListsRemote::refToPartOfDocument()
{
    TwoModels models;
    QVERIFY(confirmed(models.m.create(u"c.d", json(R"({"a":{"b":[1]}})"))));
    models.o.ref(u"_p.r", u"c.d.a.b");
    Log log(models.o);
    QVERIFY(confirmed(models.o.subscribe(u"c.d")));
    QCOMPARE(log.take().first(), u"change _p.r [1] undef"_qs + remote);
    const Mutation pushed = models.o.push(u"_p.r", 2);
    QCOMPARE(pushed.value(), Value(2));
    QVERIFY(confirmed(pushed));
    QCOMPARE(log.take(), (QStringList{u"insert _p.r 1 [2]"_qs, u"insert c.d.a.b 1 [2]"_qs}));
    QVERIFY(confirmed(models.m.fetch(u"c.d")));
    QCOMPARE(models.m.get(u"c.d.a.b"), json("[1,2]"));
}

void tst_RefListsRemote::refToRefOfDocument()
{
    TwoModels models;
    QVERIFY(confirmed(models.m.create(u"c.d", json(R"({"k":1})"))));
    models.o.ref(u"_p.a", u"_p.b");
    models.o.ref(u"_p.b", u"c.d");
    QVERIFY(confirmed(models.o.subscribe(u"_p.a")));
    QCOMPARE(models.o.get(u"_p.a.k"), Value(1));
    QCOMPARE(models.o.get(u"_p.a.id"), Value(u"d"));
    QVERIFY(models.o.get(u"_p.a").isSame(models.o.get(u"c.d")));
}

void tst_RefListsRemote::loadingThroughRef()
{
    TwoModels models;
    QVERIFY(confirmed(models.m.create(u"c.d", json(R"({"k":1})"))));
    models.o.ref(u"_p.r", u"c.d");
    QVERIFY(confirmed(models.o.fetch(u"_p.r")));
    QCOMPARE(models.o.get(u"_p.r.k"), Value(1));
    models.o.set(u"_p.names", json(R"(["d"])"));
    models.o.refList(u"_p.list", u"c", u"_p.names");
    QVERIFY(confirmed(models.o.subscribe(models.o.at(u"_p.r"))));
    QCOMPARE(models.o.get(u"_p.list.0.k"), Value(1));
}

void tst_RefListsRemote::changesOfOthers()
{
    TwoModels models;
    QVERIFY(confirmed(models.m.create(u"c.d", json(R"({"l":[1,2],"o":{}})"))));
    models.o.ref(u"_p.r", u"c.d");
    models.o.ref(u"_p.first", u"c.d.l.0", {.updateIndices = true});
    QVERIFY(confirmed(models.o.subscribe(u"c.d")));
    Log log(models.o);
    models.m.insert(u"c.d.l", 0, json("[8,9]"));
    QVERIFY(models.settle());
    QCOMPARE(log.take(), (QStringList{u"insert _p.r.l 0 [8]"_qs + remote, u"insert c.d.l 0 [8]"_qs + remote,
                                      u"insert _p.r.l 1 [9]"_qs + remote, u"insert c.d.l 1 [9]"_qs + remote}));
    QCOMPARE(models.o.dereference(u"_p.first"), u"c.d.l.2"_qs);
    QCOMPARE(models.o.get(u"_p.first"), Value(1));
    models.m.set(u"c.d", json(R"({"z":1})"));
    QVERIFY(models.settle());
    QCOMPARE(models.o.get(u"_p.r"), json(R"({"z":1,"id":"d"})"));
    QVERIFY(confirmed(models.m.del(u"c.d")));
    QVERIFY(models.settle());
    QVERIFY(!models.o.get(u"_p").contains(u"r"));
}

void tst_RefListsRemote::changesOfOthersInPlace()
{
    TwoModels models;
    QVERIFY(confirmed(models.m.create(u"c.d", json(R"({"s":"ab","n":1,"o":{"k":1}})"))));
    models.o.ref(u"_p.r", u"c.d");
    models.o.ref(u"_p.all", u"c");
    QVERIFY(confirmed(models.o.subscribe(u"c.d")));
    models.m.stringInsert(u"c.d.s", 1, u"Z");
    models.m.increment(u"c.d.n", 2);
    models.m.del(u"c.d.o.k");
    models.m.set(u"c.d.new.deep", 1);
    QVERIFY(models.settle());
    const Value expected = json(R"({"s":"aZb","n":3,"o":{},"new":{"deep":1},"id":"d"})");
    QCOMPARE(models.o.get(u"c.d"), expected);
    QCOMPARE(models.o.get(u"_p.r"), expected);
    QCOMPARE(models.o.get(u"_p.all.d"), expected);
}

void tst_RefListsRemote::listOfDocuments()
{
    TwoModels models;
    for (const char16_t *id : {u"c.a", u"c.b"})
        QVERIFY(confirmed(models.m.create(id, json(R"({"n":1})"))));
    models.o.set(u"_p.ids", json(R"(["b","a","b"])"));
    models.o.refList(u"_p.list", u"c", u"_p.ids");
    Log log(models.o);
    QVERIFY(confirmed(models.o.subscribe(u"c.b")));
    QCOMPARE(log.take(), (QStringList{uR"(change _p.list.0 {"n":1,"id":"b"} undef)"_qs + remoteRL,
                                      uR"(change _p.list.2 {"n":1,"id":"b"} undef)"_qs + remoteRL,
                                      uR"(load c.b {"n":1,"id":"b"})"_qs + remote}));
    QVERIFY(confirmed(models.o.subscribe(u"c.a")));
    log.take();
    models.m.set(u"c.b.n", 2);
    QVERIFY(models.settle());
    QCOMPARE(log.take(), (QStringList{u"change _p.list.0.n 2 1"_qs + remoteRL, u"change _p.list.2.n 2 1"_qs + remoteRL,
                                      u"change c.b.n 2 1"_qs + remote}));
    QCOMPARE(models.o.get(u"_p.list.2"), json(R"({"n":2,"id":"b"})"));
}

void tst_RefListsRemote::pushCreatesDocument()
{
    TwoModels models;
    models.o.refList(u"_p.list", u"c", u"_p.ids");
    Log log(models.o);
    models.o.push(u"_p.list", json(R"({"id":"x","n":1})"));
    QCOMPARE(log.take(), (QStringList{uR"(change c.x {"n":1,"id":"x"} undef)"_qs + RL,
                                      uR"(insert _p.ids 0 ["x"])"_qs + RL,
                                      uR"(insert _p.list 0 [{"id":"x","n":1}])"_qs}));
    models.o.push(u"_p.list", json(R"({"n":2})"));
    const QString id = models.o.get(u"_p.ids.1").toString();
    QCOMPARE(id.size(), 36);
    QVERIFY(models.settle());
    QVERIFY(confirmed(models.m.subscribe(u"c.x")));
    QVERIFY(confirmed(models.m.subscribe(Path{u"c"} / Key(id))));
    QCOMPARE(models.m.get(u"c.x.n"), Value(1));
    QCOMPARE(models.m.get(Path{u"c"} / Key(id) / Key(u"n")), Value(2));
    models.m.set(u"c.x.n", 3);
    QVERIFY(models.settle());
}

void tst_RefListsRemote::pushOfKnownDocumentSendsNothing()
{
    TwoModels models;
    QVERIFY(confirmed(models.o.create(u"c.a", json(R"({"n":1})"))));
    models.o.refList(u"_p.list", u"c", u"_p.ids");
    Log log(models.o);
    models.o.push(u"_p.list", json(R"({"n":1,"id":"a"})"));
    QVERIFY(!models.o.hasWritePending());
    QCOMPARE(log.take().size(), 2);
    models.o.push(u"_p.list", json(R"({"n":2,"id":"a"})"));
    QVERIFY(models.o.hasWritePending());
    QCOMPARE(models.o.get(u"_p.list"), json(R"([{"n":2,"id":"a"},{"n":2,"id":"a"}])"));
    QVERIFY(models.settle());
}

void tst_RefListsRemote::writeThroughList()
{
    TwoModels models;
    QVERIFY(confirmed(models.m.create(u"c.a", json(R"({"n":1})"))));
    models.o.set(u"_p.ids", json(R"(["a","a"])"));
    models.o.refList(u"_p.list", u"c", u"_p.ids");
    QVERIFY(confirmed(models.o.subscribe(u"c.a")));
    Log log(models.o);
    QVERIFY(confirmed(models.o.increment(u"_p.list.1.n", 4)));
    QCOMPARE(log.take(), (QStringList{u"change _p.list.0.n 5 1"_qs + RL, u"change _p.list.1.n 5 1"_qs + RL,
                                      u"change c.a.n 5 1"_qs}));
    QVERIFY(confirmed(models.o.set(u"_p.list.0", json(R"({"id":"a","n":7})"))));
    QCOMPARE(models.o.get(u"_p.list.1.n"), Value(7));
    QCOMPARE(models.o.get(u"c.a.n"), Value(7));
}

void tst_RefListsRemote::deleteRemoved()
{
    TwoModels models;
    QVERIFY(confirmed(models.o.create(u"c.a", json(R"({"n":1})"))));
    models.o.set(u"_p.ids", json(R"(["a"])"));
    models.o.refList(u"_p.list", u"c", u"_p.ids", {.deleteRemoved = true});
    models.o.pop(u"_p.list");
    QVERIFY(models.settle());
    QVERIFY(confirmed(models.m.fetch(u"c.a")));
    QCOMPARE(models.m.get(u"c.a"), Value());
}

void tst_RefListsRemote::withoutConnection()
{
    RootModel model;
    model.refList(u"_p.list", u"c", u"_p.ids");
    const Value before = model.get();
    QCOMPARE(model.push(u"_p.list", json(R"({"id":"x"})")).error().message(),
             uR"(Unable to add item to refList: {"id":"x"})"_qs);
    QCOMPARE(model.get(), before);
}

void tst_RefListsRemote::documentLeavesList()
{
    TwoModels models;
    QVERIFY(confirmed(models.m.create(u"c.a", json(R"({"n":1})"))));
    models.o.set(u"_p.ids", json(R"(["a"])"));
    models.o.refList(u"_p.list", u"c", u"_p.ids");
    QVERIFY(confirmed(models.o.subscribe(u"c.a")));
    Log log(models.o);
    models.o.unsubscribe(u"c.a");
    QTRY_VERIFY(models.o.get(u"c.a").isUndefined());
    QCOMPARE(log.take(), (QStringList{uR"(change _p.list.0 undef {"n":1,"id":"a"})"_qs + RL,
                                      uR"(unload c.a {"n":1,"id":"a"})"_qs}));
}

QTEST_GUILESS_MAIN(tst_RefListsRemote)
#include "tst_reflistsremote.moc"
