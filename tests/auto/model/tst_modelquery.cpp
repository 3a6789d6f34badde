// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "twomodels.h"

#include <Racer/listmodel.h>
#include <Racer/modelquery.h>

#include <QtCore/QRegularExpression>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Racer;
using namespace ModelTest;

class tst_ModelQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identity();
    void fetching();
    void liveChanges();
    void extraResults();
    void sharedSubscriptions();
    void releasing();
    void documentsHeldTwice();
    void subscribedAgain();
    void errors();
    void shownAsList();
    void refsToTheResults();
    void knownResultsAreNotSentAgain();
    void givenBackBeforeTheAnswer();
    void followsAfterAnError();
    void markedEvents();
    void onFetchOnlyModels();
    void withoutConnection();
    void rows();
    void manyQueriesComeAndGo();
};

namespace {

Value byNumber(const char *filter)
{
    Value query = json(filter);
    query.set(Key(u"$sort"), json(R"({"n":1})"));
    return query;
}

bool addNumbers(TwoModels &two, int count)
{
    for (int i = 0; i < count; ++i) {
        if (!confirmed(two.m.create(u"c.d%1"_qs.arg(i), Value::object({{Key(u"n"), i}}))))
            return false;
    }
    return true;
}

} // namespace

void tst_ModelQuery::identity()
{
    TwoModels two;
    const auto query = two.m.query(Key(u"c"), json(R"({"n":1.5})"));
    QCOMPARE(query->hash().toString(), uR"(["root","c",{"n":1|5},null])"_qs);
    QCOMPARE(two.m.at(u"_p.x").query(Key(u"c"), json(R"({"n":1.5})")), query);
    QVERIFY(two.m.query(Key(u"c"), json(R"({"n":2})")) != query);
    QCOMPARE(text(two.m.query(Key(u"c"), Value(), u"other")->options()), uR"({"db":"other"})"_qs);
    QVERIFY(two.m.query(Key(u"c"), Value())->expression().isNull());
    QCOMPARE(query->idsPath().last(), Key(u"ids"));
    QTest::ignoreMessage(QtWarningMsg, "You must fetch or subscribe to a query before getting its results.");
    QCOMPARE(text(query->get()), u"[]"_qs);
    QCOMPARE(text(query->getIds()), u"[]"_qs);
    QVERIFY(query->getExtra().isUndefined());
    QVERIFY(!query->isReady());
}

void tst_ModelQuery::fetching()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 3));
    const auto query = two.o.query(Key(u"c"), byNumber(R"({"n":{"$gte":1}})"));
    Log log(two.o);
    QVERIFY(confirmed(two.o.fetch(query)));
    QCOMPARE(log.lines.size(), 3);
    QCOMPARE(log.lines.at(0), uR"(load c.d1 {"n":1,"id":"d1"} {"$remote":true})"_qs);
    QVERIFY(log.lines.at(2).contains(uR"(.ids ["d1","d2"] undef)"_qs));
    QCOMPARE(text(query->get()), uR"([{"n":1,"id":"d1"},{"n":2,"id":"d2"}])"_qs);
    QVERIFY(confirmed(two.m.create(u"c.d9", json(R"({"n":0.5})"))));
    QVERIFY(confirmed(two.m.set(u"c.d9.n", 9)));
    QVERIFY(confirmed(query->fetch()));
    QCOMPARE(text(query->getIds()), uR"(["d1","d2","d9"])"_qs);
    query->unfetch();
    QVERIFY(query->isReady());
    query->unfetch();
    QCOMPARE(text(query->getIds()), u"[]"_qs);
    QVERIFY(two.o.get(u"c").isUndefined());
}

void tst_ModelQuery::liveChanges()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 3));
    const auto query = two.o.query(Key(u"c"), byNumber(R"({"n":{"$lt":10}})"));
    QVERIFY(confirmed(two.o.subscribe(query)));
    QCOMPARE(text(query->getIds()), uR"(["d0","d1","d2"])"_qs);
    Log log(two.o);
    QVERIFY(confirmed(two.m.create(u"c.new", json(R"({"n":1.5})"))));
    QTRY_COMPARE(text(query->getIds()), uR"(["d0","d1","new","d2"])"_qs);
    QCOMPARE(log.lines.size(), 2);
    QVERIFY(log.lines.at(0).startsWith(u"load c.new"));
    QVERIFY(log.lines.at(1).startsWith(u"insert $queries."));
    log.take();
    QVERIFY(confirmed(two.m.set(u"c.d0.n", 5)));
    QTRY_COMPARE(text(query->getIds()), uR"(["d1","new","d2","d0"])"_qs);
    QTRY_VERIFY(log.lines.contains(uR"(change c.d0.n 5 0 {"$remote":true})"_qs));
    QVERIFY(log.lines.last().startsWith(u"move $queries.") || log.lines.first().startsWith(u"move $queries."));
    log.take();
    QVERIFY(confirmed(two.m.set(u"c.d1.n", 50)));
    QTRY_COMPARE(text(query->getIds()), uR"(["new","d2","d0"])"_qs);
    QVERIFY(two.o.get(u"c.d1").isUndefined());
    const qsizetype unloaded = log.lines.indexOf(QRegularExpression(u"unload c\\.d1.*"_qs));
    const qsizetype removed = log.lines.indexOf(QRegularExpression(u"remove \\$queries.*"_qs));
    QVERIFY(unloaded >= 0 && removed > unloaded);
}

void tst_ModelQuery::extraResults()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 3));
    const auto query = two.o.query(Key(u"c"), json(R"({"$count":true})"));
    QVERIFY(confirmed(query->subscribe()));
    QCOMPARE(query->getExtra(), Value(3));
    QCOMPARE(two.o.get(query->extraPath()), Value(3));
    QVERIFY(confirmed(two.m.del(u"c.d0")));
    QTRY_COMPARE(query->getExtra(), Value(2));
}

void tst_ModelQuery::sharedSubscriptions()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 1));
    const auto query = two.o.query(Key(u"c"), json("{}"));
    Confirmation first = query->subscribe();
    Confirmation second = query->subscribe();
    QVERIFY(!second.isDone());
    QVERIFY(confirmed(first));
    QVERIFY(confirmed(second));
    QVERIFY(confirmed(query->subscribe()));
    QCOMPARE(query->subscribeCount(), 3);
    query->unsubscribe();
    query->unsubscribe();
    QVERIFY(query->isReady());
    query->unsubscribe();
    QVERIFY(!query->isReady());
    query->unsubscribe();
    QCOMPARE(query->subscribeCount(), 0);
}

void tst_ModelQuery::releasing()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 2));
    {
        const auto query = two.o.query(Key(u"c"), json("{}"));
        QVERIFY(confirmed(query->subscribe()));
    }
    const auto same = two.o.query(Key(u"c"), json("{}"));
    QVERIFY(same->isReady());
    Log log(two.o);
    same->unsubscribe();
    QCOMPARE(log.lines.size(), 3);
    QVERIFY(log.lines.at(0).startsWith(u"change $queries."));
    QVERIFY(log.lines.at(1).startsWith(u"unload c.d0"));
    QVERIFY(two.o.get(u"c").isUndefined());
    QVERIFY(two.o.get(u"$queries").isUndefined());
    QVERIFY(two.settle());
}

void tst_ModelQuery::documentsHeldTwice()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 1));
    const auto query = two.o.query(Key(u"c"), json("{}"));
    QVERIFY(confirmed(two.o.subscribe({query, u"c.d0"})));
    two.o.unsubscribe(query);
    QVERIFY(!two.o.get(u"c.d0").isUndefined());
    two.o.unsubscribe(u"c.d0");
    QTRY_VERIFY(two.o.get(u"c.d0").isUndefined());
}

void tst_ModelQuery::subscribedAgain()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 2));
    const auto query = two.o.query(Key(u"c"), json("{}"));
    for (int round = 0; round < 3; ++round) {
        QVERIFY(confirmed(query->subscribe()));
        QCOMPARE(query->getIds().size(), 2);
        QCOMPARE(query->get().at(1).value(u"id"), Value(u"d1"));
        query->unsubscribe();
        QVERIFY(two.o.get(u"c").isUndefined());
    }
}

void tst_ModelQuery::errors()
{
    TwoModels two;
    const auto query = two.o.query(Key(u"c"), json(R"({"n":{"$unknown":1}})"));
    const Error error = failure(query->subscribe());
    QVERIFY(error);
    QVERIFY(error.message().endsWith(query->hash().toString()));
    QVERIFY(failure(query->subscribe()));
    QVERIFY(failure(query->fetch()));
    QCOMPARE(query->subscribeCount(), 2);
}

void tst_ModelQuery::shownAsList()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 2));
    const auto query = two.o.query(Key(u"c"), byNumber(R"({"n":{"$lt":10}})"));
    const Model list = query->ref(u"_p.list");
    QCOMPARE(list.path(), u"_p.list"_qs);
    QCOMPARE(text(list.get()), u"[]"_qs);
    QVERIFY(confirmed(query->subscribe()));
    QCOMPARE(text(list.get()), uR"([{"n":0,"id":"d0"},{"n":1,"id":"d1"}])"_qs);
    Log log(two.o);
    QVERIFY(confirmed(two.m.set(u"c.d1.n", 50)));
    QTRY_COMPARE(list.get().size(), 1);
    QStringList kinds;
    for (const QString &line : log.lines)
        kinds << line.section(u' ', 0, 1).section(u'[', 0, 0); // without the hash
    kinds.removeAll(u"change c.d1.n"_qs);
    kinds.removeAll(u"change _p.list.1.n"_qs);
    QCOMPARE(kinds, QStringList({u"change _p.list.1"_qs, u"unload c.d1"_qs, u"remove _p.list"_qs,
                                 u"remove $queries."_qs}));
    query->unsubscribe();
    QCOMPARE(text(list.get()), u"[]"_qs);
    QVERIFY(confirmed(query->subscribe())); // and shown again
    QCOMPARE(list.get().size(), 1);
}

void tst_ModelQuery::refsToTheResults()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 3));
    const auto query = two.o.query(Key(u"c"), byNumber("{}"));
    const auto count = two.o.query(Key(u"c"), json(R"({"$count":true})"));
    QCOMPARE(query->refIds(u"_p.ids").path(), u"_p.ids"_qs);
    QCOMPARE(count->refExtra(u"_p.count").path(), u"_p.count"_qs);
    count->refExtra(u"_p.below", u"a.b");
    QVERIFY(confirmed(two.o.subscribe({query, count})));
    QCOMPARE(text(two.o.get(u"_p.ids")), uR"(["d0","d1","d2"])"_qs);
    QCOMPARE(two.o.get(u"_p.count"), Value(3));
    QVERIFY(two.o.get(u"_p.below").isUndefined());
    QCOMPARE(two.o.at(u"_p.below").dereference(), (count->extraPath() / Path(u"a.b")).toString());
    QVERIFY(confirmed(two.m.del(u"c.d1")));
    QTRY_COMPARE(text(two.o.get(u"_p.ids")), uR"(["d0","d2"])"_qs);
    QTRY_COMPARE(two.o.get(u"_p.count"), Value(2));
    query->unsubscribe();
    QVERIFY(two.o.get(u"_p.ids").isUndefined());
}

void tst_ModelQuery::knownResultsAreNotSentAgain()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 3));
    const auto query = two.o.query(Key(u"c"), byNumber("{}"));
    QVERIFY(confirmed(query->fetch()));
    QVERIFY(confirmed(two.m.set(u"c.d1.n", 7)));
    Log log(two.o);
    QSignalSpy received(two.o.connection(), &Connection::messageReceived);
    QVERIFY(confirmed(query->subscribe()));
    QTRY_COMPARE(text(query->getIds()), uR"(["d0","d2","d1"])"_qs);
    QTRY_COMPARE(two.o.get(u"c.d1.n"), Value(7));
    for (const auto &arguments : received)
        QVERIFY(!arguments.at(0).value<Value>().contains(u"data") || arguments.at(0).value<Value>().value(u"data").isObject());
    QCOMPARE(log.lines.filter(u"load"_qs), QStringList());
    query->unsubscribe();
    query->unfetch();
    QVERIFY(two.o.get(u"c").isUndefined());
}

void tst_ModelQuery::givenBackBeforeTheAnswer()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 3));
    const auto query = two.o.query(Key(u"c"), byNumber("{}"));
    const Confirmation subscribed = query->subscribe();
    query->unsubscribe();
    QVERIFY(subscribed.isDone());
    QVERIFY(!subscribed.error());
    const Confirmation fetched = query->fetch();
    query->unfetch();
    QVERIFY(confirmed(fetched));
    QVERIFY(two.settle());
    QVERIFY(two.o.get(u"$queries").isUndefined());
    QVERIFY(two.o.get(u"c").isUndefined());
    QTRY_COMPARE(two.o.connection()->docs().size(), 0);
    const Confirmation first = query->subscribe();
    query->unsubscribe();
    QVERIFY(confirmed(query->subscribe()));
    QVERIFY(first.isDone());
    QCOMPARE(query->getIds().size(), 3);
}

void tst_ModelQuery::followsAfterAnError()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 1));
    bool refuse = true;
    two.backend.use(Actions::query, [&refuse](QueryContext &, const Next &next) {
        next(refuse ? Error(Value(u"ERR_NO"), u"not now"_qs) : Error());
    });
    const auto query = two.o.query(Key(u"c"), json("{}"));
    const Confirmation first = query->subscribe();
    const Confirmation second = query->subscribe();
    QVERIFY(failure(first));
    QVERIFY(failure(second));
    refuse = false;
    QVERIFY(confirmed(query->subscribe()));
    QCOMPARE(query->getIds().size(), 1);
    QCOMPARE(query->subscribeCount(), 3); // those that failed are counted
    QVERIFY(confirmed(two.m.create(u"c.more", json("{}"))));
    QTRY_COMPARE(query->getIds().size(), 2);
    two.o.unload();
    QVERIFY(!query->isReady());
}

void tst_ModelQuery::markedEvents()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 1));
    const auto query = two.o.query(Key(u"c"), json("{}"));
    QVERIFY(confirmed(query->subscribe()));
    QList<const void *> sources;
    two.o.on<Event>(u"**", [&](const Event &event) { sources << event.passed.query; });
    query->unsubscribe();
    QCOMPARE(sources, QList<const void *>({query.get(), query.get()})); // the ids, the document
}

void tst_ModelQuery::onFetchOnlyModels()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 1));
    two.o.setFetchOnly(true);
    const auto query = two.o.query(Key(u"c"), json("{}"));
    QSignalSpy sent(two.o.connection(), &Connection::messageSent);
    QVERIFY(confirmed(query->subscribe()));
    QVERIFY(confirmed(query->subscribe()));
    QCOMPARE(sent.size(), 1);
    QCOMPARE(query->subscribeCount(), 2);
    QCOMPARE(query->fetchCount(), 0);
    QCOMPARE(text(query->serialize().at(0)), u"[[2]]"_qs);
    QVERIFY(confirmed(two.m.create(u"c.more", json("{}"))));
    QVERIFY(two.settle());
    QCOMPARE(query->getIds().size(), 1);
    query->unsubscribe();
    query->unsubscribe();
    QVERIFY(two.o.get(u"c").isUndefined());
}

void tst_ModelQuery::withoutConnection()
{
    RootModel model;
    const auto query = model.query(Key(u"c"), json("{}"));
    QVERIFY(failure(query->fetch()));
    QVERIFY(failure(query->subscribe()));
    QCOMPARE(query->subscribeCount(), 0);
}

void tst_ModelQuery::rows()
{
    TwoModels two;
    QVERIFY(addNumbers(two, 3));
    const auto query = two.o.query(Key(u"c"), byNumber("{}"));
    ListModel list;
    list.setRoles({u"n"_qs});
    list.setQuery(two.o, query);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&list, &QAbstractItemModel::rowsInserted);
    QSignalSpy moved(&list, &QAbstractItemModel::rowsMoved);
    QSignalSpy removed(&list, &QAbstractItemModel::rowsRemoved);
    QSignalSpy changed(&list, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&list, &QAbstractItemModel::modelReset);
    QVERIFY(confirmed(query->subscribe()));
    QTRY_COMPARE(list.count(), 3);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(list.pathAt(1), u"c.d1"_qs);
    QVERIFY(list.setData(list.index(0), 7, ListModel::FirstMemberRole));
    QCOMPARE(changed.size(), 1);
    QTRY_COMPARE(moved.size(), 1);
    QCOMPARE(list.keyAt(2), u"d0"_qs);
    QVERIFY(confirmed(two.m.del(u"c.d1")));
    QTRY_COMPARE(list.count(), 2);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(list.indexOf(u"d0"_qs), 1);
    QCOMPARE(list.indexOf(u"d1"_qs), -1);
    QCOMPARE(reset.size(), 0);
    QVERIFY(two.settle());
}

void tst_ModelQuery::manyQueriesComeAndGo()
{
    TwoModels two;
    for (int i = 0; i < 500; ++i)
        static_cast<void>(two.m.query(Key(u"c"), Value::object({{Key(u"n"), i}})));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(two.m.get(u"$queries").isUndefined());
}

QTEST_GUILESS_MAIN(tst_ModelQuery)
#include "tst_modelquery.moc"
