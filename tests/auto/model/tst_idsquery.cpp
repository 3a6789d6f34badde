// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "twomodels.h"

#include <Racer/context.h>
#include <Racer/modelquery.h>

#include <QtTest/QSignalSpy>

using namespace Racer;
using namespace ModelTest;

class tst_IdsQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void identity();
    void subscribing();
    void followsTheList_data();
    void followsTheList();
    void oneMessagePerChange();
    void fetching();
    void fetchedAndSubscribed();
    void shownAsList();
    void listsThatAreDerived();
    void documentsThatAreMissing();
    void errors();
    void theDelay();
    void leavingAndComingBack();
    void releasedWhileLoading();
    void otherHolders();
    void manyChangesWhileLoading();
    void removedListeners();
    void serialized();
    void bundled();

private:
    [[nodiscard]] std::shared_ptr<ModelQuery> subscribed();
    [[nodiscard]] QString ids() const { return text(m_query->getIds()); }
    [[nodiscard]] bool isSubscribed(const char16_t *id) const;

    std::unique_ptr<TwoModels> m_two;
    RootModel *m_model = nullptr;
    std::shared_ptr<ModelQuery> m_query;
};

namespace {

const Key collection(u"users");

} // namespace

void tst_IdsQuery::init()
{
    m_query.reset();
    m_two = std::make_unique<TwoModels>();
    m_model = &m_two->o;
    for (const char16_t *id : {u"a", u"b", u"c", u"d"}) {
        QVERIFY(confirmed(m_two->m.create(u"users."_qs + QString::fromUtf16(id),
                                          Value::object({{Key(u"name"), QString::fromUtf16(id).toUpper()}}))));
    }
    m_model->set(u"_page.ids", json(R"(["a","b"])"));
}

std::shared_ptr<ModelQuery> tst_IdsQuery::subscribed()
{
    m_query = m_model->idsQuery(collection, u"_page.ids");
    return confirmed(m_query->subscribe()) ? m_query : nullptr;
}

bool tst_IdsQuery::isSubscribed(const char16_t *id) const
{
    const Doc *doc = m_model->connection()->existing(collection, Key(QStringView(id)));
    return doc && doc->isSubscribed();
}

void tst_IdsQuery::identity()
{
    const auto query = m_model->idsQuery(collection, u"_page.ids");
    QVERIFY(query->isIdsQuery());
    QCOMPARE(m_model->at(u"_page").idsQuery(collection, u"ids"), query);
    QCOMPARE(m_model->idsQuery(collection, m_model->at(u"_page.ids")), query);
    QVERIFY(m_model->context(Key(u"k")).idsQuery(collection, u"_page.ids") != query);
    QVERIFY(m_model->idsQuery(collection, u"_page.others") != query);
    const auto ordinary = m_model->query(collection, u"_page.ids");
    QVERIFY(ordinary->hash() != query->hash());
    QVERIFY(!ordinary->isIdsQuery());
    QCOMPARE(text(query->getIds()), u"[]"_qs);
    QVERIFY(!query->isReady());
}

void tst_IdsQuery::subscribing()
{
    Log log(*m_model);
    QVERIFY(subscribed());
    QCOMPARE(log.lines.size(), 3); // the documents, then their ids
    QCOMPARE(log.lines.at(0), uR"(load users.a {"name":"A","id":"a"} {"$remote":true})"_qs);
    QVERIFY(log.lines.at(2).startsWith(u"change $queries."));
    QCOMPARE(text(m_query->get()), uR"([{"name":"A","id":"a"},{"name":"B","id":"b"}])"_qs);
    QCOMPARE(m_query->subscribeCount(), 1);
    QVERIFY(m_model->getOrCreateContext(Key(u"root")).subscribedQueries.contains(m_query->hash()));
    QVERIFY(m_model->getOrCreateContext(Key(u"root")).subscribedDocs.isEmpty());
    QVERIFY(confirmed(m_two->m.set(u"users.a.name", u"other")));
    QTRY_COMPARE(m_model->get(u"users.a.name"), Value(u"other"));
    m_model->unload();
    QVERIFY(!m_query->isReady());
    QTRY_VERIFY(m_model->get(u"users").isUndefined());
    QVERIFY(m_model->get(u"$queries").isUndefined());
    m_model->push(u"_page.ids", u"c"); // nobody follows any more
    QVERIFY(!m_model->connection()->existing(collection, Key(u"c")));
}

void tst_IdsQuery::followsTheList_data()
{
    using Change = std::function<void(const Model &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const Change &change, const char16_t *expected) {
        QTest::newRow(name) << change << QString::fromUtf16(expected);
    };
    row("push", [](const Model &m) { m.push(u"_page.ids", u"c"); }, uR"(["a","b","c"])");
    row("insert of two", [](const Model &m) { m.insert(u"_page.ids", 0, json(R"(["d","c"])")); },
        uR"(["d","c","a","b"])");
    row("remove", [](const Model &m) { m.remove(u"_page.ids", 0); }, uR"(["b"])");
    row("move", [](const Model &m) { m.move(u"_page.ids", 0, 1); }, uR"(["b","a"])");
    row("an element", [](const Model &m) { m.set(u"_page.ids.1", u"d"); }, uR"(["a","d"])");
    row("the whole list", [](const Model &m) { m.set(u"_page.ids", json(R"(["d","a"])")); }, uR"(["d","a"])");
    row("no list any more", [](const Model &m) { m.del(u"_page.ids"); }, u"[]");
    row("something above", [](const Model &m) { m.set(u"_page.deeper", 1); }, uR"(["a","b"])");
    row("a single id", [](const Model &m) { m.set(u"_page.ids", u"c"); }, uR"(["c"])");
    row("an id twice", [](const Model &m) { m.push(u"_page.ids", u"a"); }, uR"(["a","b","a"])");
    row("what is no id", [](const Model &m) { m.set(u"_page.ids", json(R"([null,{},"","c",true])")); }, uR"(["c"])");
}

void tst_IdsQuery::followsTheList()
{
    using Change = std::function<void(const Model &)>;
    QFETCH(Change, change);
    QFETCH(QString, expected);

    QVERIFY(subscribed());
    change(*m_model);
    QTRY_COMPARE(ids(), expected);
    QVERIFY(m_two->settle());
    for (const char16_t *id : {u"a", u"b", u"c", u"d"}) {
        const bool isIn = expected.contains(QString::fromUtf16(id));
        QCOMPARE(isSubscribed(id), isIn);
        QCOMPARE(m_model->get(u"users."_qs + QString::fromUtf16(id)).isUndefined(), !isIn);
    }
    m_query->unsubscribe();
    QTRY_VERIFY(m_model->get(u"users").isUndefined());
    QTRY_COMPARE(m_model->connection()->docs().size(), 0);
}

void tst_IdsQuery::oneMessagePerChange()
{
    QSignalSpy sent(m_model->connection(), &Connection::messageSent);
    QVERIFY(subscribed());
    QCOMPARE(sent.size(), 1);
    m_model->insert(u"_page.ids", 2, json(R"(["c","d"])"));
    QTRY_COMPARE(m_query->getIds().size(), 4);
    QCOMPARE(sent.size(), 2);
    m_model->move(u"_page.ids", 0, 3);
    QCOMPARE(ids(), uR"(["b","c","d","a"])"_qs);
    QCOMPARE(sent.size(), 2);
    m_model->set(u"_page.ids", json("[]"));
    QTRY_VERIFY(m_model->get(u"users").isUndefined());
    QCOMPARE(sent.size(), 3);
    QCOMPARE(sent.last().at(0).value<Value>().value(u"a"), Value(u"bu"));
}

void tst_IdsQuery::fetching()
{
    m_query = m_model->idsQuery(collection, u"_page.ids");
    QVERIFY(confirmed(m_query->fetch()));
    QCOMPARE(ids(), uR"(["a","b"])"_qs);
    QVERIFY(!isSubscribed(u"a"));
    m_model->push(u"_page.ids", u"c");
    QTRY_COMPARE(ids(), uR"(["a","b","c"])"_qs);
    QVERIFY(!isSubscribed(u"c"));
    QVERIFY(confirmed(m_two->m.set(u"users.a.name", u"other")));
    QVERIFY(confirmed(m_query->fetch()));
    QCOMPARE(m_model->get(u"users.a.name"), Value(u"other"));
    m_model->shift(u"_page.ids");
    QVERIFY(m_model->get(u"users.a").isUndefined());
    m_query->unfetch();
    m_query->unfetch();
    QVERIFY(m_model->get(u"users").isUndefined());
}

void tst_IdsQuery::fetchedAndSubscribed()
{
    m_query = m_model->idsQuery(collection, u"_page.ids");
    QVERIFY(confirmed(m_query->fetch()));
    QVERIFY(confirmed(m_query->subscribe()));
    QVERIFY(isSubscribed(u"a"));
    m_query->unsubscribe();
    QVERIFY(m_two->settle());
    QVERIFY(!isSubscribed(u"a"));
    QCOMPARE(ids(), uR"(["a","b"])"_qs);
    m_query->unfetch();
    QVERIFY(m_model->get(u"users").isUndefined());
}

void tst_IdsQuery::shownAsList()
{
    m_query = m_model->idsQuery(collection, u"_page.ids");
    m_query->ref(u"_page.users");
    m_query->refIds(u"_page.loaded");
    QVERIFY(subscribed());
    QCOMPARE(text(m_model->get(u"_page.users")), uR"([{"name":"A","id":"a"},{"name":"B","id":"b"}])"_qs);
    QCOMPARE(text(m_model->get(u"_page.loaded")), uR"(["a","b"])"_qs);
    Log log(*m_model);
    m_model->push(u"_page.ids", u"c");
    QTRY_COMPARE(m_model->get(u"_page.users").size(), 3);
    const QStringList inserts = log.lines.filter(u"insert _page.users 2"_qs);
    QCOMPARE(inserts.size(), 1);
    QVERIFY(inserts.first().startsWith(uR"(insert _page.users 2 [{"name":"C","id":"c"}])"));
}

void tst_IdsQuery::listsThatAreDerived()
{
    m_model->set(u"_page.chosen", json(R"(["c"])"));
    m_model->ref(u"_page.alias", u"_page.chosen");
    m_query = m_model->idsQuery(collection, u"_page.alias");
    QVERIFY(confirmed(m_query->subscribe()));
    QCOMPARE(ids(), uR"(["c"])"_qs);
    m_model->push(u"_page.chosen", u"d");
    QTRY_COMPARE(ids(), uR"(["c","d"])"_qs);
    // The ids of another query.
    const auto named = m_model->query(collection, json(R"({"name":{"$in":["A","B"]},"$sort":{"name":1}})"));
    const auto same = m_model->idsQuery(collection, named->idsPath());
    QVERIFY(confirmed(same->subscribe()));
    QVERIFY(confirmed(named->subscribe()));
    QTRY_COMPARE(text(same->getIds()), uR"(["a","b"])"_qs);
    // A list in a document of the server.
    QVERIFY(confirmed(m_two->m.create(u"teams.t", json(R"({"members":["b"]})"))));
    const auto members = m_model->idsQuery(collection, u"teams.t.members");
    QVERIFY(confirmed(members->subscribe()));
    QVERIFY(confirmed(m_model->subscribe(u"teams.t")));
    QTRY_COMPARE(text(members->getIds()), uR"(["b"])"_qs);
    QVERIFY(confirmed(m_two->m.push(u"teams.t.members", u"a")));
    QTRY_COMPARE(text(members->getIds()), uR"(["b","a"])"_qs);
    m_model->unload();
    QTRY_COMPARE(m_model->connection()->docs().size(), 0);
}

void tst_IdsQuery::documentsThatAreMissing()
{
    m_model->set(u"_page.ids", json(R"(["a","none"])"));
    QVERIFY(subscribed());
    QCOMPARE(ids(), uR"(["a","none"])"_qs);
    QVERIFY(m_query->get().at(1).isUndefined());
    QVERIFY(confirmed(m_two->m.create(u"users.none", json("{}"))));
    QTRY_COMPARE(text(m_query->get().at(1)), uR"({"id":"none"})"_qs);
}

void tst_IdsQuery::errors()
{
    bool refuse = true;
    m_two->backend.use(Actions::readSnapshots, [&refuse](ReadSnapshotsContext &, const Next &next) {
        next(refuse ? Error(Value(u"ERR_NO"), u"not you"_qs) : Error());
    });
    QSignalSpy errors(m_model, &RootModel::error);
    m_query = m_model->idsQuery(collection, u"_page.ids");
    const Error error = failure(m_query->subscribe());
    QVERIFY(error.message().startsWith(u"not you"));
    QVERIFY(error.message().endsWith(m_query->hash().toString()));
    QCOMPARE(errors.size(), 0);
    refuse = false;
    QVERIFY(confirmed(m_query->subscribe()));
    QCOMPARE(m_query->get().at(1).value(u"name"), Value(u"B"));
    QVERIFY(isSubscribed(u"b"));
    refuse = true;
    m_model->push(u"_page.ids", u"c");
    QTRY_COMPARE(errors.size(), 1);
    QTRY_COMPARE(ids(), uR"(["a","b","c"])"_qs);
    RootModel alone;
    QVERIFY(failure(alone.idsQuery(collection, u"_page.ids")->subscribe()));
}

void tst_IdsQuery::theDelay()
{
    QVERIFY(subscribed());
    m_model->setUnloadDelay(30);
    m_model->shift(u"_page.ids");
    QCOMPARE(ids(), uR"(["b"])"_qs);
    QVERIFY(!m_model->get(u"users.a").isUndefined());
    QTRY_VERIFY(m_model->get(u"users.a").isUndefined());
    m_model->shift(u"_page.ids");
    m_query->unsubscribe(); // both at once
    QTRY_VERIFY(m_model->get(u"users").isUndefined());
    QTRY_COMPARE(m_model->connection()->docs().size(), 0);
}

void tst_IdsQuery::leavingAndComingBack()
{
    QVERIFY(subscribed());
    m_model->setUnloadDelay(30);
    Log log(*m_model);
    m_model->shift(u"_page.ids");
    m_model->push(u"_page.ids", u"a");
    QTRY_COMPARE(ids(), uR"(["b","a"])"_qs);
    QTest::qWait(60); // longer than the delay: nothing must come
    QVERIFY(isSubscribed(u"a"));
    QCOMPARE(log.lines.filter(u"load"_qs), QStringList());
}

void tst_IdsQuery::releasedWhileLoading()
{
    m_query = m_model->idsQuery(collection, u"_page.ids");
    const Confirmation confirmation = m_query->subscribe();
    m_query->unsubscribe();
    QVERIFY(confirmation.isDone());
    QVERIFY(!confirmation.error());
    QTRY_COMPARE(m_model->connection()->docs().size(), 0);
    QVERIFY(m_model->get(u"$queries").isUndefined());
}

void tst_IdsQuery::otherHolders()
{
    QVERIFY(confirmed(m_model->subscribe(u"users.a")));
    QVERIFY(subscribed());
    QCOMPARE(m_model->unsubscribeDoc(collection, Key(u"a")).remaining(), 0);
    QVERIFY(m_two->settle());
    QVERIFY(isSubscribed(u"a"));
    QVERIFY(confirmed(m_model->subscribe(u"users.a")));
    m_query->unsubscribe();
    QVERIFY(m_two->settle());
    QVERIFY(isSubscribed(u"a"));
    QVERIFY(m_model->get(u"users.b").isUndefined());
    m_model->unsubscribe(u"users.a");
    QTRY_VERIFY(m_model->get(u"users").isUndefined());
}

void tst_IdsQuery::manyChangesWhileLoading()
{
    m_query = m_model->idsQuery(collection, u"_page.ids");
    const Confirmation confirmation = m_query->subscribe();
    for (int i = 0; i < 20; ++i) {
        m_model->set(u"_page.ids", json(i % 2 ? R"(["c","b"])" : R"(["a","d"])"));
        if (i % 5 == 0)
            QCoreApplication::processEvents();
    }
    QVERIFY(confirmed(confirmation));
    QTRY_COMPARE(ids(), uR"(["c","b"])"_qs);
    QVERIFY(m_two->settle());
    QCOMPARE(m_model->get(u"users").size(), 2);
    m_query->unsubscribe();
    QTRY_COMPARE(m_model->connection()->docs().size(), 0);
}

void tst_IdsQuery::removedListeners()
{
    QVERIFY(subscribed());
    m_model->removeAllListeners();
    m_model->push(u"_page.ids", u"c");
    QTRY_COMPARE(ids(), uR"(["a","b","c"])"_qs);
    m_model->destroy(u"_page");
    QCOMPARE(ids(), u"[]"_qs);
    m_model->set(u"_page.ids", json(R"(["d"])"));
    QTRY_COMPARE(ids(), uR"(["d"])"_qs);
}

void tst_IdsQuery::serialized()
{
    QVERIFY(subscribed());
    QCOMPARE(text(m_query->serialize()),
             uR"([[[1]],"users",null,[[{"name":"A","id":"a"},1],[{"name":"B","id":"b"},1]],null,null,"_page.ids"])"_qs);
}

void tst_IdsQuery::bundled()
{
    QVERIFY(subscribed());
    m_model->push(u"_page.ids", u"none");
    QTRY_COMPARE(ids(), uR"(["a","b","none"])"_qs);
    const QFuture<Value> bundle = m_model->bundle();
    QTRY_VERIFY(bundle.isFinished());

    RootModel restored(m_two->connect());
    restored.setUnloadDelay(0);
    restored.connection()->open();
    QSignalSpy sent(restored.connection(), &Connection::messageSent);
    restored.unbundle(bundle.result());
    const auto query = restored.idsQuery(collection, u"_page.ids");
    QVERIFY(query->isReady());
    QCOMPARE(query->subscribeCount(), 1);
    QCOMPARE(text(query->getIds()), uR"(["a","b","none"])"_qs);
    QCOMPARE(query->get().at(1).value(u"name"), Value(u"B"));
    QVERIFY(confirmed(m_two->m.set(u"users.a.name", u"other")));
    QTRY_COMPARE(restored.get(u"users.a.name"), Value(u"other"));
    for (const auto &arguments : sent) // with the known versions
        QVERIFY(arguments.at(0).value<Value>().value(u"a") != Value(u"bs")
                || arguments.at(0).value<Value>().value(u"b").value(u"a") == Value(1));
    restored.shift(u"_page.ids");
    QTRY_VERIFY(restored.get(u"users.a").isUndefined());
    restored.unload();
    QTRY_COMPARE(restored.connection()->docs().size(), 0);
}

QTEST_GUILESS_MAIN(tst_IdsQuery)
#include "tst_idsquery.moc"
