// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "recordingclient.h"
#include "slowdatabase.h"

using namespace Racer;
using namespace Qt::StringLiterals;

namespace {

QByteArray create(const QByteArray &v, int seq, const QByteArray &data, const QByteArray &doc = "x")
{
    return R"({"a":"op","c":"c","d":")" + doc + R"(","v":)" + v + R"(,"seq":)" + QByteArray::number(seq)
        + R"(,"create":{"type":"json0","data":)" + data + "}}";
}

QByteArray edit(int v, int seq, const QByteArray &op, const QByteArray &doc = "x")
{
    return R"({"a":"op","c":"c","d":")" + doc + R"(","v":)" + QByteArray::number(v) + R"(,"seq":)"
        + QByteArray::number(seq) + R"(,"op":)" + op + "}";
}

QByteArray ack(int seq, int v, const QByteArray &name = "A")
{
    return R"({"src":"<)" + name + R"(>","seq":)" + QByteArray::number(seq) + R"(,"v":)" + QByteArray::number(v)
        + R"(,"a":"op","c":"c","d":"x"})";
}

QString errorCode(const QByteArray &message)
{
    return Json::parse(message).value(u"error").value(u"code").toString();
}

QByteArray fetched(RecordingClient &client)
{
    client.take();
    client.send(R"({"a":"f","c":"c","d":"x","v":null})");
    return Json::stringify(Json::parse(client.take().first()).value(u"data"));
}

// A backend whose database answers when it is told to.
struct SlowBackend
{
    SlowBackend(std::optional<int> maxRetries = {})
    {
        auto owned = std::make_unique<SlowDatabase>();
        database = owned.get();
        BackendOptions options;
        options.database = std::move(owned);
        options.maxSubmitRetries = maxRetries;
        backend = std::make_unique<Backend>(std::move(options));
    }
    // Waits for the next group, and answers it.
    bool commit()
    {
        const bool came = QTest::qWaitFor([&] { return database->isWaiting(); });
        if (came)
            database->answer();
        return came;
    }

    SlowDatabase *database;
    std::unique_ptr<Backend> backend;
};

} // namespace

class TestSubmit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acknowledgesAnOpThatIsSentAgain()
    {
        Backend backend;
        RecordingClient a(&backend);
        a.shakeHands();
        a.send(create("0", 1, R"({"n":1})"));
        a.send(edit(1, 2, R"([{"p":["n"],"na":1}])"));
        a.take();
        a.send(edit(1, 2, R"([{"p":["n"],"na":1}])"));
        COMPARE_MESSAGES(a.take(), ack(2, 1));
        a.send(create("0", 1, R"({"n":1})"));
        COMPARE_MESSAGES(a.take(), ack(1, 0));
        a.send(create("null", 1, R"({"n":1})"));
        COMPARE_MESSAGES(a.take(), ack(1, 0));
        QCOMPARE(fetched(a), R"({"v":2,"data":{"n":2}})"_ba);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("text");
        QTest::newRow("a version that does not exist yet")
            << edit(9, 2, "[]") << u"ERR_OP_VERSION_NEWER_THAN_CURRENT_SNAPSHOT"_qs
            << u"Invalid op submitted. Op version newer than current snapshot"_qs;
        QTest::newRow("a second creation without a version")
            << create("null", 2, "{}") << u"ERR_DOC_ALREADY_CREATED"_qs
            << u"Invalid op submitted. Document already created"_qs;
        QTest::newRow("a second creation at the first version")
            << create("0", 2, "{}") << u"ERR_DOC_ALREADY_CREATED"_qs << u"Document was created remotely"_qs;
        QTest::newRow("a second creation at the current version")
            << create("1", 2, "{}") << u"ERR_DOC_ALREADY_CREATED"_qs << u"Document already exists"_qs;
        QTest::newRow("an unknown type")
            << QByteArray(R"({"a":"op","c":"c","d":"y","v":0,"seq":2,"create":{"type":"nothing"}})")
            << u"ERR_OT_OP_BADLY_FORMED"_qs << u"Missing create type"_qs;
        QTest::newRow("an edit of what was never created")
            << edit(0, 2, "[]", "never") << u"ERR_DOC_DOES_NOT_EXIST"_qs << u"Document does not exist"_qs;
        QTest::newRow("an op that is no list")
            << edit(1, 2, "{}") << u"ERR_OT_OP_BADLY_FORMED"_qs << u"json0 op must be an array"_qs;
        QTest::newRow("a component that is null")
            << edit(1, 2, "[null]") << u"ERR_OT_OP_BADLY_FORMED"_qs << u"Missing path"_qs;
        QTest::newRow("a path through the prototype")
            << edit(1, 2, R"([{"p":["__proto__","x"],"oi":1}])") << u"ERR_OT_OP_NOT_APPLIED"_qs
            << u"Invalid path segment"_qs;
        QTest::newRow("a path through a number")
            << edit(1, 2, R"([{"p":["n","x"],"oi":1}])") << u"ERR_OT_OP_NOT_APPLIED"_qs << QString();
    }
    void refuses()
    {
        QFETCH(QByteArray, message);
        QFETCH(QString, code);
        QFETCH(QString, text);
        Backend backend;
        RecordingClient a(&backend);
        a.shakeHands();
        a.send(create("0", 1, R"({"n":1})"));
        a.take();
        a.send(message);
        const QByteArrayList answer = a.take();
        QCOMPARE(answer.size(), 1);
        QCOMPARE(errorCode(answer.first()), code);
        if (!text.isEmpty())
            QCOMPARE(Json::parse(answer.first()).value(u"error").value(u"message").toString(), text);
        QCOMPARE(fetched(a), R"({"v":1,"data":{"n":1}})"_ba);
    }

    void deletesTwiceAtTheCostOfTwoVersions()
    {
        Backend backend;
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        b.shakeHands();
        a.send(create("0", 1, "{}"));
        a.send(R"({"a":"op","c":"c","d":"x","v":1,"seq":2,"del":true})");
        b.send(R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"del":true})");
        const QByteArrayList told = b.take();
        COMPARE_MESSAGES(told.last(1), ack(1, 2, "B"));
        b.send(edit(1, 2, "[]"));
        QCOMPARE(errorCode(b.take().last()), u"ERR_DOC_WAS_DELETED"_qs);
        b.send(create("null", 3, R"({"again":1})"));
        COMPARE_MESSAGES(b.take(), ack(3, 3, "B"));
        QCOMPARE(fetched(b), R"({"v":4,"data":{"again":1}})"_ba);
    }

    void commitsOpsThatBecomeEmptyUnlessToldNotTo_data()
    {
        QTest::addColumn<bool>("doNotCommit");
        QTest::newRow("commits") << false;
        QTest::newRow("does not commit") << true;
    }
    void commitsOpsThatBecomeEmptyUnlessToldNotTo()
    {
        QFETCH(bool, doNotCommit);
        BackendOptions options;
        options.doNotCommitNoOps = doNotCommit;
        Backend backend(std::move(options));
        RecordingClient a(&backend), b(&backend, "B"), old(&backend, "O");
        a.shakeHands();
        b.shakeHands();
        a.send(create("0", 1, R"({"l":["x"]})"));
        a.send(edit(1, 2, R"([{"p":["l",0],"ld":"x"}])"));
        b.send(edit(1, 1, R"([{"p":["l",0],"ld":"x"}])"));
        const QByteArrayList told = b.take(&a);
        if (doNotCommit) {
            COMPARE_MESSAGES(told, R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"op":[{"p":["l",0],"ld":"x"}],)"
                                   R"("error":{"code":"ERR_NO_OP","message":"Op is a no-op. Skipping apply."}})");
        } else {
            COMPARE_MESSAGES(told,
                             R"({"a":"op","c":"c","d":"x","v":1,"src":"<A>","seq":2,"op":[{"p":["l",0],"ld":"x"}]})",
                             ack(1, 2, "B"));
        }
        old.take();
        old.send(edit(1, 1, R"([{"p":["l",0],"ld":"x"}])"));
        COMPARE_MESSAGES(old.take().last(1), ack(1, doNotCommit ? 2 : 3, "O"));
    }

    void fixesUp()
    {
        Backend backend;
        RecordingClient a(&backend), b(&backend, "B");
        backend.use(Actions::apply, [](SubmitRequest &request, const Next &next) {
            if (request.op.kind == Op::Kind::Edit)
                request.fixup(Json::parse(R"([{"p":["w"],"od":"bad","oi":"good"}])"));
            next({});
        });
        a.shakeHands();
        a.send(create("0", 1, R"({"w":""})"));
        b.send(R"({"a":"s","c":"c","d":"x","v":1})");
        a.take();
        b.take();
        const QByteArray submitted = edit(1, 2, R"([{"p":["w"],"od":"","oi":"bad"}])");
        const QByteArray answer = R"({"src":"<A>","seq":2,"v":1,"fixup":[{"src":"<A>","seq":2,"v":1,)"
                                  R"("op":[{"p":["w"],"od":"bad","oi":"good"}]}],"a":"op","c":"c","d":"x"})";
        a.send(submitted);
        COMPARE_MESSAGES(a.take(), answer);
        COMPARE_MESSAGES(b.take(&a), R"({"a":"op","c":"c","d":"x","v":1,"src":"<A>","seq":2,)"
                                     R"("op":[{"p":["w"],"od":"","oi":"good"}]})");
        a.send(submitted);
        COMPARE_MESSAGES(a.take(), answer);
        QCOMPARE(fetched(a), R"({"v":2,"data":{"w":"good"}})"_ba);
    }

    void tellsTheFixupOfACreationThatIsSentAgainWithoutAVersion()
    {
        Backend backend;
        backend.use(Actions::apply, [](SubmitRequest &request, const Next &next) {
            request.fixup(Json::parse(R"([{"p":["by"],"oi":"server"}])"));
            next({});
        });
        RecordingClient a(&backend);
        a.shakeHands();
        a.send(create("null", 1, "{}"));
        const QByteArrayList first = a.take();
        a.send(create("null", 1, "{}"));
        COMPARE_MESSAGES(a.take(), first.first());
        QVERIFY(first.first().contains("fixup"));
        QCOMPARE(fetched(a), R"({"v":1,"data":{"by":"server"}})"_ba);
    }

    void commitsInGroupsAndAnswersInOrder()
    {
        SlowBackend slow;
        RecordingClient a(slow.backend.get()), b(slow.backend.get(), "B");
        a.shakeHands();
        b.shakeHands();
        a.send(create("0", 1, R"({"n":0})"));
        QVERIFY(a.take().isEmpty());
        QVERIFY(slow.commit());
        COMPARE_MESSAGES(a.take(), ack(1, 0));
        a.send(edit(1, 2, R"([{"p":["n"],"na":1}])"));
        b.send(edit(1, 1, R"([{"p":["n"],"na":10}])"));
        a.send(edit(2, 3, R"([{"p":["n"],"na":100}])"));
        a.send(edit(2, 3, R"([{"p":["n"],"na":100}])")); // waits for the first
        b.send(edit(9, 2, "[]"));
        QVERIFY(a.take().isEmpty());
        QVERIFY(b.take().isEmpty());
        QVERIFY(slow.commit());
        QCOMPARE(slow.database->groupSizes, (QList<int>{1, 3}));
        const QByteArray pushed = R"({"a":"op","c":"c","d":"x","v":2,"src":"<B>","seq":1,"op":[{"p":["n"],"na":10}]})";
        COMPARE_MESSAGES(a.take(&b), ack(2, 1), pushed, ack(3, 3), ack(3, 3));
        const QByteArrayList told = b.take();
        COMPARE_MESSAGES(told.mid(1, 1), ack(1, 2, "B"));
        QCOMPARE(errorCode(told.last()), u"ERR_OP_VERSION_NEWER_THAN_CURRENT_SNAPSHOT"_qs);
        QCOMPARE(fetched(a), R"({"v":4,"data":{"n":111}})"_ba);
    }

    void sendsOtherDocumentsWhileAGroupIsUnderWay()
    {
        SlowBackend slow;
        RecordingClient a(slow.backend.get());
        a.shakeHands();
        a.send(create("0", 1, R"({"n":0})"));
        QTRY_COMPARE(slow.database->groupSizes, (QList<int>{1}));
        a.send(edit(1, 2, R"([{"p":["n"],"na":1}])")); // rests on the creation: has to wait for it
        a.send(create("0", 3, R"({"n":0})", "y"));
        QTRY_COMPARE(slow.database->groupSizes, (QList<int>{1, 1}));
        a.send(create("0", 4, R"({"n":0})", "z")); // two groups are enough
        QVERIFY(slow.commit());
        COMPARE_MESSAGES(a.take(), ack(1, 0));
        QTRY_COMPARE(slow.database->groupSizes, (QList<int>{1, 1, 2}));
        QVERIFY(slow.commit());
        QVERIFY(a.take().first().contains(R"("seq":3)"));
        QVERIFY(slow.commit());
        COMPARE_MESSAGES(a.take().first(1), ack(2, 1));
        QCOMPARE(fetched(a), R"({"v":2,"data":{"n":1}})"_ba);
    }

    void startsAgainAfterALostRace()
    {
        SlowBackend slow;
        RecordingClient a(slow.backend.get()), b(slow.backend.get(), "B");
        a.shakeHands();
        b.shakeHands();
        a.send(create("0", 1, R"({"l":[]})"));
        QVERIFY(slow.commit());
        a.take();
        a.send(edit(1, 2, R"([{"p":["l",0],"li":"A"}])"));
        b.send(edit(1, 1, R"([{"p":["l",0],"li":"B"}])"));
        QTRY_VERIFY(slow.database->isWaiting());
        Op op;
        op.kind = Op::Kind::Edit;
        op.doc = {u"c", u"x"};
        op.version = 1;
        op.src = u"other";
        op.seq = 1;
        op.edit = Json::parse(R"([{"p":["l",0],"li":"other"}])");
        Snapshot snapshot;
        snapshot.id = u"x";
        snapshot.version = 2;
        snapshot.type = u"http://sharejs.org/types/JSONv0";
        snapshot.data = Json::parse(R"({"l":["other"]})");
        slow.database->commitElsewhere(op, snapshot);
        slow.database->answer();
        QVERIFY(a.take().isEmpty());
        QVERIFY(slow.commit());
        const QByteArray missed =
            R"({"a":"op","c":"c","d":"x","v":1,"src":"other","seq":1,"op":[{"p":["l",0],"li":"other"}]})";
        COMPARE_MESSAGES(a.take(), missed, ack(2, 2));
        COMPARE_MESSAGES(b.take(&a), missed,
                         R"({"a":"op","c":"c","d":"x","v":2,"src":"<A>","seq":2,"op":[{"p":["l",0],"li":"A"}]})",
                         ack(1, 3, "B"));
        QCOMPARE(fetched(a), R"({"v":4,"data":{"l":["B","A","other"]}})"_ba);
    }

    void givesUpAfterTooManyLostRaces()
    {
        SlowBackend slow(0);
        RecordingClient a(slow.backend.get());
        a.shakeHands();
        a.send(create("0", 1, "{}"));
        QTRY_VERIFY(slow.database->isWaiting());
        Op op;
        op.kind = Op::Kind::Create;
        op.doc = {u"c", u"x"};
        op.version = 0;
        Snapshot snapshot;
        snapshot.id = u"x";
        snapshot.version = 1;
        snapshot.type = u"http://sharejs.org/types/JSONv0";
        snapshot.data = Value::object();
        slow.database->commitElsewhere(op, snapshot);
        slow.database->answer();
        const QByteArrayList told = a.take();
        QCOMPARE(told.size(), 1);
        QCOMPARE(errorCode(told.first()), u"ERR_MAX_SUBMIT_RETRIES_EXCEEDED"_qs);
    }

    void tellsTheSubmitterThatACommitFailedAndGoesOn()
    {
        SlowBackend slow;
        RecordingClient a(slow.backend.get()), b(slow.backend.get(), "B");
        a.shakeHands();
        b.shakeHands();
        a.send(create("0", 1, R"({"n":0})"));
        QVERIFY(slow.commit());
        b.send(R"({"a":"s","c":"c","d":"x","v":1})");
        a.take();
        b.take();
        slow.database->failure = Error(ErrorCode::DatabaseFailed, u"disk full"_qs);
        a.send(edit(1, 2, R"([{"p":["n"],"na":1}])"));
        b.send(edit(1, 1, R"([{"p":["n"],"na":10}])"));
        QVERIFY(slow.commit());
        const QByteArrayList told = a.take();
        QCOMPARE(told.size(), 1);
        QCOMPARE(errorCode(told.first()), u"ERR_DATABASE_FAILED"_qs);
        QVERIFY(b.take().isEmpty());
        QVERIFY(slow.commit());
        COMPARE_MESSAGES(b.take(), ack(1, 1, "B"));
        QVERIFY(a.take().isEmpty());
        QCOMPARE(fetched(a), R"({"v":2,"data":{"n":10}})"_ba);
    }

    void commitsForAClientThatIsGone()
    {
        SlowBackend slow;
        RecordingClient a(slow.backend.get()), b(slow.backend.get(), "B");
        a.shakeHands();
        a.send(create("0", 1, R"({"n":0})"));
        a.disconnect();
        QVERIFY(slow.commit());
        QCOMPARE(fetched(b), R"({"v":1,"data":{"n":0}})"_ba);
    }

    void forgetsHeadsPastTheLimit()
    {
        BackendOptions options;
        options.maxHeads = 2;
        Backend backend(std::move(options));
        RecordingClient a(&backend);
        a.shakeHands();
        int seq = 0;
        for (int i = 0; i < 10; ++i) {
            a.send(R"({"a":"op","c":"c","d":"d)" + QByteArray::number(i) + R"(","v":0,"seq":)"
                   + QByteArray::number(++seq) + R"(,"create":{"type":"json0","data":{"n":0}}})");
        }
        for (int i = 0; i < 10; ++i)
            a.send(edit(1, ++seq, R"([{"p":["n"],"na":1}])", "d" + QByteArray::number(i)));
        for (const QByteArray &message : a.take())
            QVERIFY2(!message.contains("error"), message.constData());
    }

    void refusesDocumentsThatGrowTooDeep()
    {
        BackendOptions options;
        options.maxDepth = 5;
        Backend backend(std::move(options));
        RecordingClient a(&backend);
        a.shakeHands();
        a.send(create("0", 1, R"({"a":{"a":{"a":{}}}})"));
        a.take();
        a.send(edit(1, 2, R"([{"p":["a","a","a","b"],"oi":{}}])"));
        COMPARE_MESSAGES(a.take(), ack(2, 1));
        a.send(edit(2, 3, R"([{"p":["a","a","a","b","c"],"oi":{}}])"));
        QCOMPARE(errorCode(a.take().first()), u"ERR_LIMIT_EXCEEDED"_qs);
        a.send(R"({"a":"op","c":"c","d":"y","v":0,"seq":4,"create":{"type":"json0","data":[[[[[[]]]]]]}})");
        QCOMPARE(errorCode(a.take().first()), u"ERR_LIMIT_EXCEEDED"_qs);
    }

    void publishesNothingIfPublishingIsSuppressed()
    {
        BackendOptions options;
        options.suppressPublish = true;
        Backend backend(std::move(options));
        backend.use(Actions::submit, [](SubmitRequest &request, const Next &next) {
            if (request.op.seq == 3)
                request.suppressPublish = false;
            next({});
        });
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        b.send(R"({"a":"s","c":"c","d":"x","v":null})");
        b.take();
        a.send(create("0", 1, R"({"n":0})"));
        a.send(edit(1, 2, R"([{"p":["n"],"na":1}])"));
        QVERIFY(b.take().isEmpty());
        a.send(edit(2, 3, R"([{"p":["n"],"na":1}])"));
        COMPARE_MESSAGES(b.take(&a),
                         R"({"a":"op","c":"c","d":"x","v":2,"src":"<A>","seq":3,"op":[{"p":["n"],"na":1}]})");
    }
};

QTEST_GUILESS_MAIN(TestSubmit)
#include "tst_submit.moc"
