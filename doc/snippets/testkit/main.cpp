// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/fakeserver.h>
#include <Racer/itemsnapshot.h>
#include <Racer/json.h>
#include <Racer/listmodel.h>
#include <Racer/modelspy.h>

#include <QtTest/QTest>

using namespace Racer;

class Songs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTitleChanges();
    void theOthersAreSlow();
    void theServerSaysNo();
    void theLineIsCut();
};

void Songs::aTitleChanges()
{
    //! [lines]
    RootModel model;
    model.set(u"_page.songs", Json::parse(R"([{"id": "a", "title": "A"}, {"id": "b", "title": "B"}])"));
    ListModel list;
    list.setRoles({QStringLiteral("title")});
    list.setSource(model.at(u"_page.songs"));

    ModelSpy spy(&list);
    model.set(u"_page.songs.0.title", u"Another title");
    model.move(u"_page.songs", 0, 1);
    QVERIFY(spy.matches({QStringLiteral("data 0 modelData title"), QStringLiteral("move 0 0 2")}));
    //! [lines]

    //! [snapshot]
    const ItemSnapshot snapshot(&list, {QStringLiteral("title")});
    QVERIFY(snapshot.matches(Json::parse(R"(["B", "Another title"])")));
    //! [snapshot]
}

void Songs::theOthersAreSlow()
{
    //! [latency]
    FakeServer server;
    const auto alice = server.createModel();
    const auto bob = server.createModel();
    server.settle(); // both are connected

    server.set(u"songs.a", Value::object({{u"title", u"A"}}));
    alice->subscribeDoc(u"songs", u"a");
    bob->subscribeDoc(u"songs", u"a");
    server.settle();

    server.setLatency(20); // milliseconds, one way
    alice->set(u"songs.a.title", u"B");
    server.advance(39);
    QCOMPARE(bob->get(u"songs.a.title"), Value(u"A"));
    server.advance(1); // there and on to Bob
    QCOMPARE(bob->get(u"songs.a.title"), Value(u"B"));
    //! [latency]
}

void Songs::theServerSaysNo()
{
    FakeServer server;
    const auto model = server.createModel();
    server.set(u"songs.a", Value::object({{u"title", u"A"}, {u"year", 1970}}));
    model->subscribeDoc(u"songs", u"a");
    server.settle();
    //! [refuse]
    server.refuse([](const SubmitRequest &request) {
        return request.op.doc.collection == Key(u"songs") ? Error(QStringLiteral("songs are closed")) : Error();
    });
    const Mutation written = model->set(u"songs.a.title", u"B");
    QCOMPARE(model->get(u"songs.a.title"), Value(u"B")); // for the time being
    server.settle();
    QCOMPARE(written.error().message(), QStringLiteral("songs are closed"));
    QCOMPARE(model->get(u"songs.a.title"), Value(u"A"));
    //! [refuse]
}

void Songs::theLineIsCut()
{
    FakeServer server;
    const auto model = server.createModel();
    server.set(u"songs.a", Value::object({{u"title", u"A"}}));
    model->subscribeDoc(u"songs", u"a");
    server.settle();
    //! [cut]
    server.cut();
    model->set(u"songs.a.title", u"B");
    server.settle();
    QVERIFY(model->hasWritePending());
    server.restore();
    server.settle();
    QCOMPARE(server.get(u"songs.a.title"), Value(u"B"));
    //! [cut]
}

QTEST_GUILESS_MAIN(Songs)
#include "main.moc"
