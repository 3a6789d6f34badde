// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "recordingclient.h"

#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>

using namespace Racer;

namespace {

QByteArray creation(int seq, const QByteArray &doc = "x")
{
    return R"({"a":"op","c":"c","d":")" + doc + R"(","v":0,"seq":)" + QByteArray::number(seq)
        + R"(,"create":{"type":"json0","data":{"n":1}}})";
}

const QByteArray increment = R"({"a":"op","c":"c","d":"x","v":1,"seq":2,"op":[{"p":["n"],"na":1}]})";

bool isRefusedWith(const QByteArrayList &messages, const QByteArray &text)
{
    return messages.size() == 1 && messages.first().contains("error") && messages.first().contains(text);
}

} // namespace

class TestMiddleware : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsInOrderAndStopsAtTheFirstError()
    {
        Backend backend;
        QStringList calls;
        backend.use(Actions::submit, [&](SubmitRequest &, const Next &next) {
            calls.append(QStringLiteral("first"));
            next({});
        });
        backend.use(Actions::submit, [&](SubmitRequest &request, const Next &) {
            calls.append(QStringLiteral("second"));
            if (request.op.seq == 1)
                throw Error(Value(403), QStringLiteral("nope"));
            throw SubmitRequest::rejectedError();
        });
        backend.use(Actions::submit, [&](SubmitRequest &, const Next &next) {
            calls.append(QStringLiteral("third"));
            next({});
        });
        RecordingClient a(&backend);
        a.shakeHands();
        a.send(creation(1));
        QCOMPARE(calls, (QStringList{QStringLiteral("first"), QStringLiteral("second")}));
        const Value error = Json::parse(a.take().first()).value(u"error");
        QCOMPARE(error, Json::parse(R"({"code":403,"message":"nope"})"));
        a.send(creation(2));
        QVERIFY(isRefusedWith(a.take(), "ERR_OP_SUBMIT_REJECTED"));
    }

    void waitsForAnswersThatComeLater()
    {
        Backend backend;
        const auto later = [](auto &, const Next &next) { QTimer::singleShot(0, [next] { next({}); }); };
        backend.use(Actions::receive, later);
        backend.use(Actions::submit, later);
        backend.use(Actions::apply, later);
        backend.use(Actions::commit, later);
        backend.use(Actions::afterWrite, later);
        backend.use(Actions::op, later);
        backend.use(Actions::readSnapshots, later);
        backend.use(Actions::query, later);
        backend.use(Actions::reply, later);
        RecordingClient a(&backend), b(&backend, "B");
        a.take();
        b.take();
        a.send(creation(1));
        QTRY_COMPARE(a.received.size(), 1);
        COMPARE_MESSAGES(a.take(), R"({"src":"<A>","seq":1,"v":0,"a":"op","c":"c","d":"x"})");
        b.send(R"({"a":"s","c":"c","d":"x","v":null})");
        QTRY_COMPARE(b.received.size(), 1);
        b.send(R"({"a":"qs","id":1,"c":"c","q":{}})");
        QTRY_COMPARE(b.received.size(), 2);
        b.take();
        a.send(increment);
        a.send(creation(3, "y"));
        QTRY_COMPARE(a.received.size(), 2);
        QTRY_COMPARE(b.received.size(), 3); // the op twice, and the insertion
    }

    void outlivesAClientThatLeavesMeanwhile()
    {
        Backend backend;
        Next waiting;
        backend.use(Actions::submit, [&](SubmitRequest &, const Next &next) { waiting = next; });
        {
            RecordingClient a(&backend);
            a.send(creation(1));
        }
        QVERIFY(waiting);
        waiting({});
        waiting({});
        RecordingClient b(&backend);
        b.take();
        b.send(R"({"a":"f","c":"c","d":"x","v":null})");
        COMPARE_MESSAGES(b.take(), R"({"data":{"v":1,"data":{"n":1}},"a":"f","c":"c","d":"x"})");
    }

    void refusesConnections()
    {
        Backend backend;
        backend.use(Actions::connect, [](ConnectContext &context, const Next &next) {
            next(context.agent->request().url.path() == u"/secret" ? Error(QStringLiteral("no")) : Error());
        });
        ConnectionRequest request;
        request.url = QUrl(QStringLiteral("ws://host/secret"));
        QSignalSpy errors(&backend, &Backend::errorOccurred);
        RecordingClient a(&backend, "A", request);
        QCOMPARE(a.received.size(), 1); // the greeting comes first
        QCOMPARE(a.closeCode, 1000);
        QCOMPARE(errors.size(), 1);
        RecordingClient b(&backend, "B");
        QCOMPARE(b.closeCode, 0);
    }

    void keepsMessagesUntilTheConnectionIsAccepted()
    {
        Backend backend;
        Next accept;
        backend.use(Actions::connect, [&](ConnectContext &, const Next &next) { accept = next; });
        RecordingClient a(&backend);
        a.take();
        a.send(R"({"a":"pp"})");
        QVERIFY(a.received.isEmpty());
        accept({});
        COMPARE_MESSAGES(a.take(), R"({"a":"pp"})");
    }

    void changesMessages()
    {
        Backend backend;
        backend.use(Actions::receive, [](ReceiveContext &context, const Next &next) {
            if (context.data.value(u"c").isString())
                context.data.set(u"c", Value(u"renamed"));
            next({});
        });
        backend.use(Actions::reply, [](ReplyContext &context, const Next &next) {
            context.reply.set(u"extra", Value(1));
            next(context.request.value(u"d") == Value(u"bad") ? Error(QStringLiteral("no reply")) : Error());
        });
        RecordingClient a(&backend);
        a.take();
        a.send(R"({"a":"u","c":"c","d":"x"})");
        COMPARE_MESSAGES(a.take(), R"({"a":"u","c":"renamed","d":"x","extra":1})");
        a.send(R"({"a":"u","c":"c","d":"bad"})");
        QVERIFY(isRefusedWith(a.take(), "no reply"));
    }

    void refusesSnapshotReads()
    {
        Backend backend;
        backend.use(Actions::readSnapshots, [](ReadSnapshotsContext &context, const Next &next) {
            for (const Snapshot &snapshot : context.snapshots) {
                if (snapshot.id == u"secret")
                    context.rejectSnapshotRead(snapshot, Error(QStringLiteral("secret")));
                if (snapshot.id == u"silent")
                    context.rejectSnapshotReadSilent(snapshot, QStringLiteral("silent"));
            }
            next({});
        });
        RecordingClient a(&backend);
        a.shakeHands();
        a.send(creation(1, "secret"));
        a.send(creation(2, "open"));
        a.take();
        a.send(R"({"a":"f","c":"c","d":"secret","v":null})");
        QVERIFY(isRefusedWith(a.take(), "secret"));
        a.send(R"({"a":"s","c":"c","d":"silent","v":null})");
        QVERIFY(isRefusedWith(a.take(), "ERR_SNAPSHOT_READ_SILENT_REJECTION"));
        a.send(R"({"a":"bs","c":"c","b":["secret","open"]})");
        COMPARE_MESSAGES(a.take(), R"({"data":{"secret":{"error":{"message":"secret"}},)"
                                   R"("open":{"v":1,"data":{"n":1}}},"a":"bs","c":"c"})");
        a.send(R"({"a":"qf","id":1,"c":"c","q":{}})");
        QVERIFY(isRefusedWith(a.take(), "ERR_SNAPSHOT_READS_REJECTED"));
        a.send(R"({"a":"nf","id":1,"c":"c","d":"secret","v":1})");
        QVERIFY(isRefusedWith(a.take(), "secret"));
        // The refused document's subscription is gone, the other one's is not.
        RecordingClient b(&backend, "B");
        b.shakeHands();
        b.send(R"({"a":"op","c":"c","d":"secret","v":1,"seq":1,"op":[{"p":["n"],"na":1}]})");
        QVERIFY(a.take().isEmpty());
        b.send(R"({"a":"op","c":"c","d":"open","v":1,"seq":2,"op":[{"p":["n"],"na":1}]})");
        QCOMPARE(a.take().size(), 1);
    }

    void endsAQueryWhoseInsertionMayNotBeRead()
    {
        Backend backend;
        backend.use(Actions::readSnapshots, [](ReadSnapshotsContext &context, const Next &next) {
            for (const Snapshot &snapshot : context.snapshots) {
                if (snapshot.id == u"secret")
                    context.rejectSnapshotRead(snapshot, Error(QStringLiteral("hidden")));
            }
            next({});
        });
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        b.send(R"({"a":"qs","id":1,"c":"c","q":{}})");
        b.take();
        QSignalSpy errors(&backend, &Backend::errorOccurred);
        a.send(creation(1, "secret"));
        COMPARE_MESSAGES(b.take(), R"({"a":"q","id":1,"error":{"message":"hidden"}})");
        QCOMPARE(errors.size(), 1);
        a.send(creation(2, "open"));
        QVERIFY(b.take().isEmpty());
    }

    void changesAndHidesOps()
    {
        Backend backend;
        backend.use(Actions::op, [](OpContext &context, const Next &next) {
            if (context.op.kind == Op::Kind::Edit)
                context.op.edit = Value::array();
            next(context.agent->custom().contains(u"blind") ? Error(QStringLiteral("hidden")) : Error());
        });
        RecordingClient a(&backend), b(&backend, "B"), c(&backend, "C");
        a.shakeHands();
        a.send(creation(1));
        for (RecordingClient *client : {&b, &c}) {
            client->send(R"({"a":"s","c":"c","d":"x","v":1})");
            client->take();
        }
        c.agent()->custom().set(u"blind", true);
        a.send(increment);
        COMPARE_MESSAGES(b.take(&a), R"({"a":"op","c":"c","d":"x","v":1,"src":"<A>","seq":2,"op":[]})");
        QVERIFY(c.take().isEmpty());
        c.send(R"({"a":"f","c":"c","d":"x","v":1})");
        QVERIFY(isRefusedWith(c.take(), "hidden"));
    }

    void changesQueries()
    {
        Backend backend;
        backend.use(Actions::query, [](QueryContext &context, const Next &next) {
            if (context.options.contains(u"none"))
                context.channels.clear();
            context.query.set(u"n", Value(7));
            next({});
        });
        RecordingClient a(&backend);
        a.shakeHands();
        a.send(creation(1));
        a.take();
        a.send(R"({"a":"qf","id":1,"c":"c","q":{}})");
        COMPARE_MESSAGES(a.take(), R"({"data":[],"a":"qf","id":1})");
        a.send(R"({"a":"qs","id":1,"c":"c","q":{},"o":{"none":1}})");
        QVERIFY(isRefusedWith(a.take(), "ERR_QUERY_CHANNEL_MISSING"));
        a.send(R"({"a":"qf","id":1,"c":"c","q":{},"o":{"db":"other"}})");
        QVERIFY(isRefusedWith(a.take(), "ERR_DATABASE_ADAPTER_NOT_FOUND"));
    }

    void seesTheSnapshotBeforeAndAfter()
    {
        Backend backend;
        QStringList seen;
        const auto note = [&](SubmitRequest &request, const Next &next) {
            seen.append(QString::number(request.snapshot.version));
            next({});
        };
        backend.use(Actions::submit, note);
        backend.use(Actions::apply, note);
        backend.use(Actions::commit, [&](SubmitRequest &request, const Next &next) {
            seen.append(QString::number(request.snapshot.version));
            request.op.meta.set(u"by", Value(u"me"));
            next({});
        });
        backend.use(Actions::afterWrite, note);
        RecordingClient a(&backend);
        a.shakeHands();
        a.send(creation(1));
        QCOMPARE(seen.join(u' '), QStringLiteral("0 0 1 1"));
        QVERIFY_THROWS_EXCEPTION(Error, SubmitRequest().fixup(Value::array()));
        a.send(creation(1)); // a duplicate: nothing is written
        QCOMPARE(seen.size(), 5);
    }
};

QTEST_GUILESS_MAIN(TestMiddleware)
#include "tst_middleware.moc"
