// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "recordingclient.h"

using namespace Racer;

namespace {

QByteArray create(const QByteArray &doc, int seq, const QByteArray &data, const QByteArray &collection = "books")
{
    return R"({"a":"op","c":")" + collection + R"(","d":")" + doc + R"(","v":0,"seq":)" + QByteArray::number(seq)
        + R"(,"x":{},"create":{"type":"http://sharejs.org/types/JSONv0","data":)" + data + "}}";
}

} // namespace

// What the protocol reference has recorded from sharedb 7, message by message.
class TestBackend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void greetsAndAnswersEveryHandshake()
    {
        Backend backend;
        RecordingClient a(&backend);
        const QByteArray type = R"("type":"http://sharejs.org/types/JSONv0"})";
        COMPARE_MESSAGES(a.take(), R"({"a":"init","protocol":1,"protocolMinor":2,"id":"<A>",)" + type);
        for (int i = 0; i < 2; ++i) {
            a.send(R"({"a":"hs","id":null,"protocol":1,"protocolMinor":2})");
            COMPARE_MESSAGES(a.take(), R"({"a":"hs","protocol":1,"protocolMinor":2,"id":"<A>",)" + type);
        }
        RecordingClient b(&backend, "B");
        b.shakeHands("\"former\"");
        QCOMPARE(b.agent()->src(), u"former");
        QVERIFY(b.agent()->clientId() != u"former");
        QCOMPARE(backend.agentCount(), 2);
        b.disconnect();
        QCOMPARE(backend.agentCount(), 1);
    }

    void fetches()
    {
        Backend backend;
        RecordingClient a(&backend);
        a.shakeHands();
        a.send(R"({"a":"f","c":"books","d":"b1","v":null})");
        COMPARE_MESSAGES(a.take(), R"({"data":{"v":0,"type":null},"a":"f","c":"books","d":"b1"})");
        a.send(create("b1", 1, R"({"n":1})"));
        COMPARE_MESSAGES(a.take(), R"({"src":"<A>","seq":1,"v":0,"a":"op","c":"books","d":"b1"})");
        a.send(R"({"a":"f","c":"books","d":"b1","v":null})");
        COMPARE_MESSAGES(a.take(), R"({"data":{"v":1,"data":{"n":1}},"a":"f","c":"books","d":"b1"})");
        a.send(R"({"a":"op","c":"books","d":"b1","v":1,"seq":2,"x":{},"op":[{"p":["n"],"na":1}]})");
        a.take();
        a.send(R"({"a":"f","c":"books","d":"b1","v":1})");
        COMPARE_MESSAGES(a.take(),
                         R"({"a":"op","c":"books","d":"b1","v":1,"src":"<A>","seq":2,"op":[{"p":["n"],"na":1}]})",
                         R"({"a":"f","c":"books","d":"b1"})");
        a.send(R"({"a":"f","c":"books","d":"b1","v":99})");
        COMPARE_MESSAGES(a.take(), R"({"a":"f","c":"books","d":"b1"})");
        a.send(R"({"a":"op","c":"books","d":"b1","v":2,"seq":3,"x":{},"del":true})");
        COMPARE_MESSAGES(a.take(), R"({"src":"<A>","seq":3,"v":2,"a":"op","c":"books","d":"b1"})");
        a.send(R"({"a":"f","c":"books","d":"b1"})");
        COMPARE_MESSAGES(a.take(), R"({"data":{"v":3,"type":null},"a":"f","c":"books","d":"b1"})");
    }

    void acknowledgesBeforeLaterPushesAndTransforms()
    {
        Backend backend;
        RecordingClient a(&backend), b(&backend, "B"), c(&backend, "C");
        for (RecordingClient *client : {&a, &b, &c})
            client->shakeHands();
        a.send(create("b1", 1, R"({"list":[1,2]})"));
        for (RecordingClient *client : {&a, &b, &c}) {
            client->send(R"({"a":"s","c":"books","d":"b1","v":null})");
            client->take();
        }
        a.send(R"({"a":"op","c":"books","d":"b1","v":1,"seq":4,"x":{},"op":[{"p":["list",0],"li":"A"}]})");
        const QByteArray pushed =
            R"({"a":"op","c":"books","d":"b1","v":1,"src":"<A>","seq":4,"op":[{"p":["list",0],"li":"A"}]})";
        COMPARE_MESSAGES(a.take(), R"({"src":"<A>","seq":4,"v":1,"a":"op","c":"books","d":"b1"})");
        COMPARE_MESSAGES(b.take(&a), pushed);
        COMPARE_MESSAGES(c.take(&a), pushed);
        b.send(R"({"a":"op","c":"books","d":"b1","v":1,"seq":1,"x":{},"op":[{"p":["list",0],"li":"B"}]})");
        COMPARE_MESSAGES(b.take(&a), pushed, R"({"src":"<B>","seq":1,"v":2,"a":"op","c":"books","d":"b1"})");
        const QByteArray second =
            R"({"a":"op","c":"books","d":"b1","v":2,"src":"<B>","seq":1,"op":[{"p":["list",0],"li":"B"}]})";
        COMPARE_MESSAGES(a.take(&b), second);
        COMPARE_MESSAGES(c.take(&b), second);
        c.send(R"({"a":"f","c":"books","d":"b1","v":null})");
        COMPARE_MESSAGES(c.take(), R"({"data":{"v":3,"data":{"list":["B","A",1,2]}},"a":"f","c":"books","d":"b1"})");
        b.send(R"({"a":"u","c":"books","d":"b1"})");
        COMPARE_MESSAGES(b.take(), R"({"a":"u","c":"books","d":"b1"})");
        a.send(R"({"a":"op","c":"books","d":"b1","v":3,"seq":5,"del":true})");
        QVERIFY(b.take().isEmpty());
        COMPARE_MESSAGES(c.take(&a), R"({"a":"op","c":"books","d":"b1","v":3,"src":"<A>","seq":5,"del":true})");
    }

    void encodesAnOpOnceForAllSubscribers()
    {
        Backend backend;
        RecordingClient a(&backend), b(&backend, "B"), c(&backend, "C");
        a.shakeHands();
        a.send(create("b1", 1, R"({"n":1})"));
        for (RecordingClient *client : {&b, &c}) {
            client->send(R"({"a":"s","c":"books","d":"b1","v":1})");
            client->encoded.clear();
        }
        a.send(R"({"a":"op","c":"books","d":"b1","v":1,"seq":2,"op":[{"p":["n"],"na":1}]})");
        QCOMPARE(b.encoded.size(), 1);
        QCOMPARE(b.encoded.first().json().constData(), c.encoded.first().json().constData());
    }

    void answersBulkRequests()
    {
        Backend backend;
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        a.send(create("q2", 1, R"({"n":1})", "people"));
        a.take();
        b.send(R"({"a":"bs","c":"people","b":["q1","q2","q1"]})");
        b.take();
        b.send(R"({"a":"bf","c":"people","b":["q1","q2"]})");
        COMPARE_MESSAGES(b.take(),
                         R"({"data":{"q1":{"v":0,"type":null},"q2":{"v":1,"data":{"n":1}}},"a":"bf","c":"people"})");
        a.send(R"({"a":"op","c":"people","d":"q2","v":1,"seq":5,"op":[{"p":["n"],"na":1}]})");
        const QByteArray pushed =
            R"({"a":"op","c":"people","d":"q2","v":1,"src":"<A>","seq":5,"op":[{"p":["n"],"na":1}]})";
        COMPARE_MESSAGES(b.take(&a), pushed);
        b.send(R"({"a":"bs","c":"people","b":{"q1":0,"q2":1}})");
        COMPARE_MESSAGES(b.take(&a), pushed, R"({"a":"bs","c":"people","b":{"q1":0,"q2":1}})");
        b.send(R"({"a":"bu","c":"people","b":["q1","q2"]})");
        COMPARE_MESSAGES(b.take(), R"({"a":"bu","c":"people","b":["q1","q2"]})");
        a.send(R"({"a":"op","c":"people","d":"q2","v":2,"seq":6,"op":[{"p":["n"],"na":1}]})");
        QVERIFY(b.take().isEmpty());
    }

    void followsQueries()
    {
        Backend backend;
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        b.shakeHands();
        a.send(create("p1", 1, R"({"name":"Ann","age":3})", "people"));
        a.send(create("p2", 2, R"({"name":"Bob","age":1})", "people"));
        a.take();
        b.send(R"({"a":"qf","id":1,"c":"people","q":{"age":{"$gte":2}},"o":{"custom":1}})");
        COMPARE_MESSAGES(b.take(), R"({"data":[{"v":1,"data":{"name":"Ann","age":3},"d":"p1"}],"a":"qf","id":1})");
        b.send(R"({"a":"qf","id":2,"c":"people","q":{"$count":true}})");
        COMPARE_MESSAGES(b.take(), R"({"data":[],"extra":2,"a":"qf","id":2})");
        b.send(R"({"a":"qs","id":4,"c":"people","q":{"age":{"$gte":2},"$sort":{"age":1}}})");
        COMPARE_MESSAGES(b.take(), R"({"data":[{"v":1,"data":{"name":"Ann","age":3},"d":"p1"}],"a":"qs","id":4})");
        // What makes a document enter is not sent as an op: the snapshot holds it.
        a.send(R"({"a":"op","c":"people","d":"p2","v":1,"seq":3,"op":[{"p":["age"],"na":4}]})");
        COMPARE_MESSAGES(b.take(), R"({"a":"q","id":4,"diff":[{"type":"insert","index":1,"values":)"
                                   R"([{"v":2,"data":{"name":"Bob","age":5},"d":"p2"}]}]})");
        a.send(R"({"a":"op","c":"people","d":"p1","v":1,"seq":4,"op":[{"p":["age"],"na":-2}]})");
        COMPARE_MESSAGES(b.take(&a), R"({"a":"q","id":4,"diff":[{"type":"remove","index":0,"howMany":1}]})",
                         R"({"a":"op","c":"people","d":"p1","v":1,"src":"<A>","seq":4,"op":[{"p":["age"],"na":-2}]})");
        b.send(R"({"a":"qu","id":4})");
        COMPARE_MESSAGES(b.take(), R"({"a":"qu","id":4})");
        a.send(R"({"a":"op","c":"people","d":"p1","v":2,"seq":5,"op":[{"p":["age"],"na":9}]})");
        QVERIFY(b.take().isEmpty());
    }

    void followsAQueryWhoseResultsAreKnown()
    {
        Backend backend;
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        b.shakeHands();
        a.send(create("x", 1, R"({"n":1})", "c"));
        a.send(create("y", 2, R"({"n":2})", "c"));
        a.take();
        b.send(R"({"a":"qs","id":1,"c":"c","q":{},"r":[["x",1],["y",1]]})");
        COMPARE_MESSAGES(b.take(), R"({"a":"qs","id":1})");
        b.send(R"({"a":"qs","id":2,"c":"c","q":{},"r":[["gone",null],["x",0]]})");
        const QByteArrayList told = b.take(&a);
        QCOMPARE(told.size(), 3);
        const QByteArray diff = R"({"a":"q","id":2,"diff":[{"type":"remove","index":0,"howMany":1},)"
                                R"({"type":"insert","index":1,"values":[{"v":1,"data":{"n":2},"d":"y"}]}]})";
        const QByteArray missed = R"({"a":"op","c":"c","d":"x","v":0,"src":"<A>","seq":1,"create":)"
                                  R"({"type":"http://sharejs.org/types/JSONv0","data":{"n":1}}})";
        COMPARE_MESSAGES(told.first(2), missed, diff);
        COMPARE_MESSAGES(told.mid(2), R"({"data":{"gone":{"v":0,"type":null}},"a":"qs","id":2})");
        b.send(R"({"a":"qs","id":3,"c":"c","q":{"$count":true},"r":[]})");
        COMPARE_MESSAGES(b.take(), R"({"a":"q","id":3,"extra":2})", R"({"a":"qs","id":3})");
        b.send(R"({"a":"qs","id":3,"c":"c","r":[["x",1]]})");
        QVERIFY(!b.take().isEmpty());
    }

    void tellsThePast()
    {
        Backend backend;
        RecordingClient a(&backend);
        a.shakeHands();
        const QByteArray type = R"("type":"http://sharejs.org/types/JSONv0",)";
        a.send(create("x", 1, R"({"n":1})", "c"));
        a.send(R"({"a":"op","c":"c","d":"x","v":1,"seq":2,"op":[{"p":["n"],"na":1}]})");
        a.send(R"({"a":"op","c":"c","d":"x","v":2,"seq":3,"del":true})");
        a.take();
        a.send(R"({"a":"nf","id":1,"c":"c","d":"x","v":2})");
        COMPARE_MESSAGES(a.take(), R"({"id":1,"v":2,)" + type + R"("data":{"n":2},"m":null,"a":"nf"})");
        a.send(R"({"a":"nf","id":5,"c":"c","d":"x","v":null})");
        COMPARE_MESSAGES(a.take(), R"({"id":5,"v":3,"type":null,"m":null,"a":"nf"})");
        a.send(R"({"a":"nf","id":2,"c":"c","d":"x","v":0})");
        COMPARE_MESSAGES(a.take(), R"({"id":2,"v":0,"type":null,"m":null,"a":"nf"})");
        a.send(R"({"a":"nf","id":3,"c":"c","d":"x","v":9})");
        COMPARE_MESSAGES(a.take(),
                         R"({"a":"nf","id":3,"c":"c","d":"x","v":9,"error":{"code":)"
                         R"("ERR_OP_VERSION_NEWER_THAN_CURRENT_SNAPSHOT",)"
                         R"("message":"Requested version exceeds latest snapshot version"}})");
        a.send(R"({"a":"nt","id":8,"c":"c","d":"x","ts":1})");
        COMPARE_MESSAGES(a.take(), R"({"id":8,"v":0,"type":null,"m":null,"a":"nt"})");
        a.send(R"({"a":"nt","id":9,"c":"c","d":"x","ts":null})");
        COMPARE_MESSAGES(a.take(), R"({"id":9,"v":3,"type":null,"m":null,"a":"nt"})");
    }

    void catchesUpAClientThatReconnects()
    {
        Backend backend;
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        b.shakeHands();
        a.send(create("x", 1, R"({"n":1,"l":[]})", "c"));
        a.send(R"({"a":"op","c":"c","d":"x","v":1,"seq":2,"op":[{"p":["n"],"na":1}]})");
        b.send(R"({"a":"op","c":"c","d":"x","v":2,"seq":1,"op":[{"p":["l",0],"li":"b"}]})");
        const QByteArray formerId = a.id();
        a.disconnect();

        RecordingClient again(&backend);
        again.shakeHands("\"" + formerId + "\"");
        again.send(R"({"a":"op","c":"c","d":"x","v":1,"src":"<A>","seq":2,"x":{},"op":[{"p":["n"],"na":1}]})");
        COMPARE_MESSAGES(again.take(), R"({"src":"<A>","seq":2,"v":1,"a":"op","c":"c","d":"x"})");
        again.send(R"({"a":"s","c":"c","d":"x","v":1})");
        COMPARE_MESSAGES(again.take(&b),
                         R"({"a":"op","c":"c","d":"x","v":1,"src":"<A>","seq":2,"op":[{"p":["n"],"na":1}]})",
                         R"({"a":"op","c":"c","d":"x","v":2,"src":"<B>","seq":1,"op":[{"p":["l",0],"li":"b"}]})",
                         R"({"a":"s","c":"c","d":"x"})");
    }

    void tellsDocumentsWithTheSameChannelApart()
    {
        Backend backend;
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        b.send(R"({"a":"s","c":"a","d":"b.c","v":null})");
        b.send(R"({"a":"s","c":"a.b","d":"c","v":null})");
        b.take();
        a.send(create("c", 1, "{}", "a.b"));
        const QByteArrayList told = b.take(&a);
        QCOMPARE(told.size(), 1);
        QCOMPARE(Json::parse(told.first()).value(u"c").toString(), u"a.b"_qs);
    }

    void answersPings()
    {
        Backend backend;
        RecordingClient a(&backend);
        a.take();
        a.send(R"({"a":"pp"})");
        COMPARE_MESSAGES(a.take(), R"({"a":"pp"})");
    }

    void closesConnections()
    {
        Backend backend;
        RecordingClient a(&backend);
        backend.close();
        QCOMPARE(a.closeCode, 1001);
        QCOMPARE(backend.agentCount(), 0);
        backend.close();
    }
};

QTEST_GUILESS_MAIN(TestBackend)
#include "tst_backend.moc"
