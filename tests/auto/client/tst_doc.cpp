// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "docfixture.h"

#include <Racer/query.h>

#include <QtTest/QSignalSpy>

using namespace Racer;

// What a document does for every thing that a server may say.
class tst_Doc : public DocFixture
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAtTheEndOfTheTurn()
    {
        load(R"({"n":1})");
        Answer answer;
        m_doc->submitOp(json(R"([{"p":["n"],"na":1}])"), {}, answer.callback());
        m_doc->submitOp(json(R"([{"p":["n"],"na":1}])"), {}, {});
        QCOMPARE(m_server->sent.size(), 0);
        QCoreApplication::processEvents();
        QCOMPARE(m_server->sent.size(), 1);
        QCOMPARE(m_server->takeSent(), json(R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"x":{},"op":[{"p":["n"],"na":2}]})"));
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"me","seq":1})");
        QCOMPARE(answer.count, 1);
        QCOMPARE(m_doc->version(), 2);
        QVERIFY(!m_doc->hasPending());
    }

    void sendsOneOpAtATime()
    {
        load(R"({"n":1})");
        (void)submit(R"([{"p":["n"],"na":1}])");
        (void)submit(R"([{"p":["n"],"na":10}])");
        (void)submit(R"([{"p":["n"],"na":100}])");
        QVERIFY(m_server->sent.isEmpty());
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"me","seq":1})");
        QCOMPARE(m_server->takeSent(),
                 json(R"({"a":"op","c":"c","d":"x","v":2,"seq":2,"x":{},"op":[{"p":["n"],"na":110}]})"));
    }

    void takesItsOwnBroadcastForTheAcknowledgement()
    {
        load(R"({"n":1})");
        (void)submit(R"([{"p":["n"],"na":1}])");
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"me","seq":1,"op":[{"p":["n"],"na":1}]})");
        QCOMPARE(m_doc->version(), 2);
        QCOMPARE(m_doc->data(), json(R"({"n":2})"));
        QVERIFY(!m_doc->hasWritePending());
    }

    void fetchesWhenAnAcknowledgementComesTooEarly()
    {
        load(R"({"n":1})");
        Answer answer;
        (void)submit(R"([{"p":["n"],"na":1}])", answer.callback());
        m_server->say(R"({"a":"op","c":"c","d":"x","v":2,"src":"me","seq":1})");
        QCOMPARE(answer.count, 0);
        QCOMPARE(m_server->takeSent(), json(R"({"a":"f","c":"c","d":"x","v":1})"));
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"you","seq":1,"op":[{"p":["n"],"na":5}]})");
        m_server->say(R"({"a":"op","c":"c","d":"x","v":2,"src":"me","seq":1,"op":[{"p":["n"],"na":1}]})");
        m_server->say(R"({"a":"f","c":"c","d":"x"})");
        QCOMPARE(answer.count, 1);
        QVERIFY(!answer.error);
        QCOMPARE(m_doc->data(), json(R"({"n":7})"));
        QCOMPARE(m_doc->version(), 3);
        QVERIFY(!m_doc->hasPending());
    }

    void ignoresAnAcknowledgementThatComesAfterLaterPushes()
    {
        load(R"({"n":1})");
        (void)submit(R"([{"p":["n"],"na":1}])");
        m_server->say(R"({"a":"op","c":"c","d":"x","v":2,"src":"you","seq":1,"op":[{"p":["n"],"na":5}]})");
        QCOMPARE(m_server->takeSent(), json(R"({"a":"f","c":"c","d":"x","v":1})"));
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"me","seq":1})");
        QCOMPARE(m_doc->version(), 2);
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"me","seq":1,"op":[{"p":["n"],"na":1}]})");
        m_server->say(R"({"a":"op","c":"c","d":"x","v":2,"src":"you","seq":1,"op":[{"p":["n"],"na":5}]})");
        m_server->say(R"({"a":"f","c":"c","d":"x"})");
        QCOMPARE(m_doc->data(), json(R"({"n":7})"));
        QCOMPARE(m_doc->version(), 3);
        QVERIFY(!m_doc->hasPending());
    }

    void fetchesOnceForAGap()
    {
        load(R"({"n":1})");
        for (int v = 3; v < 6; ++v)
            m_server->say("{\"a\":\"op\",\"c\":\"c\",\"d\":\"x\",\"v\":" + QByteArray::number(v)
                          + ",\"src\":\"you\",\"seq\":1,\"op\":[]}");
        QCOMPARE(m_server->sent.size(), 1);
        QCOMPARE(m_doc->version(), 1);
    }

    void ignoresDuplicates()
    {
        load(R"({"n":1})", 5);
        m_server->say(R"({"a":"op","c":"c","d":"x","v":4,"src":"you","seq":1,"op":[{"p":["n"],"na":5}]})");
        QCOMPARE(m_doc->data(), json(R"({"n":1})"));
        QVERIFY(m_server->sent.isEmpty());
    }

    void ignoresUnknownDocuments()
    {
        m_server->say(R"({"a":"op","c":"c","d":"zz","v":4,"src":"you","seq":1,"op":[]})");
        m_server->say(R"({"a":"s","c":"c","d":"zz","data":{"v":1,"data":1}})");
        m_server->say(R"({"a":"q","id":99,"extra":1})");
        m_server->say(R"({"a":"u","c":"c","d":"x"})"); // nobody asked
        QVERIFY(m_server->sent.isEmpty());
        QCOMPARE(m_connection->existing(Key(u"c"), Key(u"zz")), nullptr);
    }

    void transformsAgainstInflightAndPending()
    {
        load(R"({"l":["a"]})");
        (void)submit(R"([{"p":["l",0],"li":"1"}])");
        (void)submit(R"([{"p":["l",2],"li":"2"}])");
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"you","seq":1,"op":[{"p":["l",0],"li":"s"}]})");
        QCOMPARE(m_doc->data(), json(R"({"l":["1","s","a","2"]})"));
        m_server->say(R"({"a":"op","c":"c","d":"x","v":2,"src":"me","seq":1})");
        QCOMPARE(m_server->takeSent().value(u"op"), json(R"([{"p":["l",3],"li":"2"}])"));
    }

    void appliesFixups()
    {
        load(R"({"w":"","l":[]})");
        (void)submit(R"([{"p":["w"],"od":"","oi":"bad"}])");
        (void)submit(R"([{"p":["l",0],"li":1}])");
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"me","seq":1,"fixup":[{"src":"me","seq":1,"v":1,"op":[{"p":["l",0],"li":0},{"p":["w"],"od":"bad","oi":"good"}]}]})");
        QCOMPARE(m_doc->data(), json(R"({"w":"good","l":[1,0]})"));
        QCOMPARE(m_doc->version(), 2);
    }

    void appliesComponentByComponent()
    {
        load(R"({"l":[]})");
        QStringList seen;
        const auto note = [&](const QString &what) {
            seen << what + u' ' + m_doc->data().value(u"l").toDisplayString();
        };
        connect(m_doc, &Doc::beforeOpBatch, this, [&] { note(QStringLiteral("before batch")); });
        connect(m_doc, &Doc::beforeOp, this, [&] { note(QStringLiteral("before")); });
        connect(m_doc, &Doc::op, this, [&] { note(QStringLiteral("op")); });
        connect(m_doc, &Doc::opBatch, this, [&] { note(QStringLiteral("batch")); });
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"you","seq":1,"op":[{"p":["l",0],"li":1},{"p":["l",1],"li":2}]})");
        QCOMPARE(seen, (QStringList{QStringLiteral("before batch []"), QStringLiteral("before []"),
                                    QStringLiteral("op [1]"), QStringLiteral("before [1]"),
                                    QStringLiteral("op [1,2]"), QStringLiteral("batch [1,2]")}));
        seen.clear();
        m_doc->submitOp(json(R"([{"p":["l",0],"ld":1},{"p":["l",0],"ld":2}])"), {}, {});
        QCOMPARE(seen, (QStringList{QStringLiteral("before batch [1,2]"), QStringLiteral("before [1,2]"),
                                    QStringLiteral("op []"), QStringLiteral("batch []")}));
    }

    void transformsTheRestAgainstWhatHandlersSubmit()
    {
        load(R"({"l":[]})");
        bool first = true;
        connect(m_doc, &Doc::op, this, [&](const Value &, const Value &source) {
            if (source.isTruthy() || !std::exchange(first, false))
                return;
            m_doc->submitOp(json(R"([{"p":["l",0],"li":"mine"}])"), {}, {});
            m_doc->submitOp(json(R"([{"p":["l",0],"li":"also"}])"), {}, {});
        });
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"you","seq":1,"op":[{"p":["l",0],"li":1},{"p":["l",1],"li":2}]})");
        QCOMPARE(m_doc->data(), json(R"({"l":["also","mine",1,2]})"));
        QCoreApplication::processEvents();
        const Value sent = m_server->takeSent();
        QCOMPARE(sent.value(u"v"), Value(2));
        QCOMPARE(sent.value(u"op"), json(R"([{"p":["l",0],"li":"mine"},{"p":["l",0],"li":"also"}])"));
        QVERIFY(m_server->sent.isEmpty());
    }

    void survivesAHandlerThatDeletes()
    {
        load(R"({"l":[]})");
        connect(m_doc, &Doc::op, this, [&](const Value &, const Value &source) {
            if (!source.isTruthy() && m_doc->exists())
                m_doc->del({}, {});
        });
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"you","seq":1,"op":[{"p":["l",0],"li":1},{"p":["l",1],"li":2}]})");
        QVERIFY(!m_doc->exists());
        QCOMPARE(m_doc->version(), 2);
        QCoreApplication::processEvents();
        QCOMPARE(m_server->takeSent().value(u"del"), Value(true));
    }

    void resendsWithItsFirstNumberAndSource()
    {
        load(R"({"n":1})");
        Answer answer;
        (void)submit(R"([{"p":["n"],"na":1}])", answer.callback());
        m_doc->submitOp(json(R"([{"p":["n"],"na":1}])"), {}, {});
        m_server->lose(QStringLiteral("cut"));
        QCOMPARE(m_connection->state(), Connection::State::Disconnected);
        QTRY_VERIFY(m_connection->canSend());
        QCOMPARE(m_server->takeSent(),
                 json(R"({"a":"op","c":"c","d":"x","v":1,"src":"me","seq":1,"x":{},"op":[{"p":["n"],"na":1}]})"));
        QVERIFY(m_server->sent.isEmpty());
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"me","seq":1})");
        QCOMPARE(answer.count, 1);
        QCOMPARE(m_server->takeSent().value(u"seq"), Value(2));
    }

    void resumesInOrder()
    {
        m_doc->subscribe(Callback());
        m_server->say(R"({"a":"s","c":"c","d":"x","data":{"v":1,"data":{"n":1}}})");
        QVERIFY(m_doc->isSubscribed());
        Doc *other = m_connection->get(Key(u"c"), Key(u"y"));
        other->subscribe(Callback());
        m_server->say(R"({"a":"s","c":"c","d":"y","data":{"v":0,"type":null}})");
        Query *query = m_connection->createSubscribeQuery(Key(u"c"), json("{}"));
        m_server->say(R"({"a":"qs","id":1,"data":[{"v":1,"data":{"n":1},"d":"x"}]})");
        QVERIFY(query->isReady());
        (void)submit(R"([{"p":["n"],"na":1}])");
        m_server->sent.clear();
        m_server->lose(QStringLiteral("cut"));
        QTRY_VERIFY(m_connection->canSend());
        QCOMPARE(m_server->sent.size(), 3);
        QCOMPARE(m_server->sent[0], json(R"({"a":"qs","id":1,"c":"c","q":{},"r":[["x",1]]})"));
        QCOMPARE(m_server->sent[1].value(u"a"), Value(u"op"));
        QCOMPARE(m_server->sent[2], json(R"({"a":"bs","c":"c","b":{"x":1,"y":0}})"));
    }

    void retriesARefusedSubscriptionAfterReconnect()
    {
        Answer answer;
        m_doc->subscribe(answer.callback());
        m_server->say(R"({"a":"s","c":"c","d":"x","error":{"code":"X","message":"no"}})");
        QVERIFY(answer.error.is(QLatin1StringView("X")));
        QVERIFY(m_doc->wantsSubscribe() && !m_doc->isSubscribed());
        m_server->sent.clear();
        m_server->lose(QStringLiteral("cut"));
        QTRY_COMPARE(m_server->sent.size(), 1);
        m_server->say(R"({"a":"s","c":"c","d":"x","error":{"code":"ERR_SNAPSHOT_READ_SILENT_REJECTION","message":""}})");
        QVERIFY(!m_doc->wantsSubscribe());
    }

    void mergesEqualSubscriptionRequests()
    {
        Answer answers[4];
        m_doc->subscribe(answers[0].callback());
        m_doc->subscribe(answers[1].callback());
        m_doc->unsubscribe(answers[2].callback());
        m_doc->unsubscribe(answers[3].callback());
        QCOMPARE(m_server->sent.size(), 1);
        m_server->say(R"({"a":"s","c":"c","d":"x","data":{"v":0,"type":null}})");
        QCOMPARE(answers[0].count + answers[1].count, 2);
        QCOMPARE(m_server->sent.size(), 2);
        m_server->say(R"({"a":"u","c":"c","d":"x"})");
        QCOMPARE(answers[2].count + answers[3].count, 2);
        QVERIFY(!m_doc->isSubscribed());
    }

    void unsubscribesWithoutAConnection()
    {
        m_doc->subscribe(Callback());
        m_server->say(R"({"a":"s","c":"c","d":"x","data":{"v":0,"type":null}})");
        m_connection->close();
        Answer answer;
        m_doc->unsubscribe(answer.callback());
        QTRY_COMPARE(answer.count, 1);
        m_server->sent.clear();
        m_connection->open();
        QVERIFY(m_server->sent.isEmpty());
    }

    void fetchesAgainAfterReconnect()
    {
        Answer answer;
        m_doc->fetch(answer.callback());
        m_connection->close();
        m_server->sent.clear();
        m_connection->open();
        QCOMPARE(m_server->takeSent(), json(R"({"a":"f","c":"c","d":"x","v":null})"));
        m_server->say(R"({"a":"f","c":"c","d":"x","data":{"v":0,"type":null}})");
        QCOMPARE(answer.count, 1);
    }

    void ingestsSnapshots_data()
    {
        QTest::addColumn<int>("has"); // -1: nothing
        QTest::addColumn<int>("comes");
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("version");
        QTest::newRow("the first is taken") << -1 << 4 << QByteArray() << 4;
        QTest::newRow("an older one is ignored") << 5 << 4 << QByteArray() << 5;
        QTest::newRow("a newer one makes it fetch ops") << 3 << 4 << QByteArray(R"({"a":"f","c":"c","d":"x","v":3})") << 3;
    }
    void ingestsSnapshots()
    {
        QFETCH(int, has);
        QFETCH(int, comes);
        QFETCH(QByteArray, request);
        QFETCH(int, version);
        if (has >= 0)
            load("{}", has);
        load("{}", comes);
        QCOMPARE(m_doc->version(), version);
        QCOMPARE(m_server->takeSent(), request.isEmpty() ? Value() : json(request));
    }

    void waitsWithASnapshotForItsOwnCreation()
    {
        m_doc->create(json("{}"), {}, {}, {});
        Answer answer;
        m_doc->ingestSnapshot(Protocol::snapshotFromValue(json(R"({"v":1,"data":{}})")), answer.callback());
        QCoreApplication::processEvents();
        QCOMPARE(answer.count, 0);
        m_server->say(R"({"a":"op","c":"c","d":"x","v":0,"src":"me","seq":1})");
        QCOMPARE(answer.count, 1);
        QCOMPARE(m_doc->version(), 1);
    }

    void tellsOfUnknownTypes()
    {
        QSignalSpy errors(m_doc, &Doc::errorOccurred);
        m_server->say(R"({"a":"op","c":"c","d":"x","v":0,"src":"you","seq":1,"op":[]})");
        m_server->say(R"({"a":"f","c":"c","d":"x","data":{"v":1,"data":1,"type":"zz"}})");
        QCOMPARE(errors.count(), 1);
        QVERIFY(errors[0][0].value<Error>().is(ErrorCode::DocTypeNotRecognized));
    }

    void refusesWhatMakesNoSense()
    {
        Answer edit;
        m_doc->submitOp(json("[]"), {}, edit.callback());
        QVERIFY(edit.error.is(ErrorCode::DocDoesNotExist));
        Answer del;
        m_doc->del({}, del.callback());
        QVERIFY(del.error.is(ErrorCode::DocDoesNotExist));
        Answer unknown;
        m_doc->create(Value(1), Key(u"zz"), {}, unknown.callback());
        QVERIFY(unknown.error.is(ErrorCode::DocTypeNotRecognized));
        load("{}");
        Answer create;
        m_doc->create(Value(1), {}, {}, create.callback());
        QVERIFY(create.error.is(ErrorCode::DocAlreadyCreated));
        Answer forbidden;
        m_doc->submitOp(json(R"([{"p":["__proto__"],"oi":1}])"), {}, forbidden.callback());
        QVERIFY(forbidden.error);
        QVERIFY(m_doc->exists() && !m_doc->hasPending());
    }

    void composesOnlyEqualSources()
    {
        load(R"({"n":1})");
        m_doc->setSubmitSource(true);
        const auto add = [&](const char16_t *source) {
            m_doc->submitOp(json(R"([{"p":["n"],"na":1}])"), {Value(source)}, {});
        };
        add(u"a");
        add(u"a");
        add(u"b");
        QCoreApplication::processEvents();
        const Value sent = m_server->takeSent();
        QCOMPARE(sent.value(u"x"), json(R"({"source":"a"})"));
        QCOMPARE(sent.value(u"op"), json(R"([{"p":["n"],"na":2}])"));
    }

    void offersFutures()
    {
        load(R"({"n":1})");
        QFuture<void> good = m_doc->submitOp(json(R"([{"p":["n"],"na":1}])"));
        QCoreApplication::processEvents();
        QVERIFY(!good.isFinished());
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"me","seq":1})");
        QVERIFY(good.isFinished());
        good.waitForFinished();
        QFuture<void> bad = m_doc->create(Value(1));
        QVERIFY(bad.isFinished());
        QVERIFY_THROWS_EXCEPTION(Error, bad.waitForFinished());
    }

    void holdsNothingWhenIdle()
    {
        load(R"({"n":1})");
        (void)submit(R"([{"p":["n"],"na":1}])");
        QSignalSpy noWrites(m_doc, &Doc::noWritePending);
        QSignalSpy nothing(m_doc, &Doc::nothingPending);
        m_server->say(R"({"a":"op","c":"c","d":"x","v":1,"src":"me","seq":1})");
        QCOMPARE(noWrites.count(), 1);
        QCOMPARE(nothing.count(), 1);
        bool called = false;
        m_doc->whenNothingPending([&] { called = true; });
        QVERIFY(!called);
        QCoreApplication::processEvents();
        QVERIFY(called);
    }

    void destroysAfterUnsubscribing()
    {
        m_doc->subscribe(Callback());
        m_server->say(R"({"a":"s","c":"c","d":"x","data":{"v":0,"type":null}})");
        m_server->sent.clear();
        QSignalSpy gone(m_doc, &Doc::aboutToBeDestroyed);
        m_doc->destroy();
        QTRY_COMPARE(m_server->sent.size(), 1);
        QCOMPARE(gone.count(), 0);
        m_server->say(R"({"a":"u","c":"c","d":"x"})");
        QCOMPARE(gone.count(), 1);
        QCOMPARE(m_connection->existing(Key(u"c"), Key(u"x")), nullptr);
    }

    void staysIfAskedForAgain()
    {
        m_doc->destroy();
        QCOMPARE(m_connection->get(Key(u"c"), Key(u"x")), m_doc);
        QCoreApplication::processEvents();
        QCOMPARE(m_connection->existing(Key(u"c"), Key(u"x")), m_doc);
    }
};

QTEST_GUILESS_MAIN(tst_Doc)
#include "tst_doc.moc"
