// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/json.h>
#include <Racer/message.h>

#include <QtTest/QTest>

#include <span>

using namespace Racer;
using namespace Racer::Protocol;

namespace {

struct Recorded
{
    const char *name;
    const char *json;
};

// Recorded between the npm client and server of sharedb 7.
constexpr Recorded FromClients[] = {
    {"a first handshake", R"({"a":"hs","id":null,"protocol":1,"protocolMinor":2})"},
    {"a handshake with a former id", R"({"a":"hs","id":"abc","protocol":1,"protocolMinor":2})"},
    {"a handshake with a number for an id", R"({"a":"hs","id":5,"protocol":1,"protocolMinor":2})"},
    {"a fetch without version", R"({"a":"f","c":"books","d":"b1","v":null})"},
    {"a fetch from a version", R"({"a":"f","c":"books","d":"b1","v":6})"},
    {"a subscription", R"({"a":"s","c":"books","d":"b1","v":null})"},
    {"a subscription from a version", R"({"a":"s","c":"c","d":"x","v":1})"},
    {"the end of a subscription", R"({"a":"u","c":"books","d":"b1"})"},
    {"a creation",
     R"({"a":"op","c":"b","d":"1","v":0,"seq":1,"x":{},"create":{"type":"http://sharejs.org/types/JSONv0","data":{"n":1}}})"},
    {"a creation without version or data", R"({"a":"op","c":"b","d":"1","v":null,"seq":1,"x":{},"create":{"type":"json0"}})"},
    {"an edit", R"({"a":"op","c":"b","d":"1","v":1,"seq":2,"x":{},"op":[{"p":["n"],"na":2}]})"},
    {"an edit with its source", R"({"a":"op","c":"b","d":"1","v":1,"seq":2,"x":{"source":"me"},"op":[]})"},
    {"an edit sent again", R"({"a":"op","c":"c","d":"x","v":1,"src":"A","seq":2,"x":{},"op":[{"p":["n"],"na":1}]})"},
    {"a deletion", R"({"a":"op","c":"b","d":"1","v":2,"seq":3,"x":{},"del":true})"},
    {"a bulk fetch", R"({"a":"bf","c":"people","b":["q1","q2"]})"},
    {"a bulk subscription", R"({"a":"bs","c":"people","b":["q1","q2"]})"},
    {"a bulk subscription from versions", R"({"a":"bs","c":"people","b":{"p1":2,"p2":1,"p3":1}})"},
    {"the end of many subscriptions", R"({"a":"bu","c":"people","b":["p1","p2"]})"},
    {"a query", R"({"a":"qf","id":1,"c":"people","q":{"age":{"$gte":2}},"o":{"custom":1}})"},
    {"a query to follow", R"({"a":"qs","id":6,"c":"people","q":{"$sort":{"age":-1},"$limit":2}})"},
    {"a query taken up again", R"({"a":"qs","id":1,"c":"c","q":{},"r":[["x",4],["y",null]]})"},
    {"the end of a query", R"({"a":"qu","id":4})"},
    {"a snapshot at a version", R"({"a":"nf","id":1,"c":"c","d":"x","v":3})"},
    {"the latest snapshot", R"({"a":"nf","id":1,"c":"c","d":"x","v":null})"},
    {"a snapshot at a time", R"({"a":"nt","id":8,"c":"c","d":"x","ts":1795285149281})"},
    {"a snapshot at no time", R"({"a":"nt","id":8,"c":"c","d":"x","ts":null})"},
    {"a presence", R"({"a":"p","ch":"room","id":"cursorA","p":{"x":1},"pv":0})"},
    {"a presence that is gone", R"({"a":"p","ch":"room","id":"cursorA","p":null,"pv":1})"},
    {"a presence in a document",
     R"({"a":"p","ch":"c.x","id":"k","p":{"index":1},"pv":0,"c":"c","d":"x","v":4,"t":"http://sharejs.org/types/rich-text/v1"})"},
    {"a presence subscription", R"({"a":"ps","ch":"room","seq":1})"},
    {"the end of a presence subscription", R"({"a":"pu","ch":"room","seq":2})"},
    {"a presence request", R"({"a":"pr","ch":"room"})"},
    {"a ping", R"({"a":"pp"})"},
};

constexpr Recorded FromServers[] = {
    {"a greeting", R"({"a":"init","protocol":1,"protocolMinor":2,"id":"A","type":"http://sharejs.org/types/JSONv0"})"},
    {"the answer to a handshake",
     R"({"a":"hs","protocol":1,"protocolMinor":2,"id":"A","type":"http://sharejs.org/types/JSONv0"})"},
    {"a fetched document", R"({"data":{"v":1,"data":{"n":1}},"a":"f","c":"books","d":"b1"})"},
    {"a document of null", R"({"data":{"v":1,"data":null},"a":"f","c":"books","d":"b1"})"},
    {"a document that never was", R"({"data":{"v":0,"type":null},"a":"s","c":"books","d":"b1"})"},
    {"a document of another type",
     R"({"data":{"v":2,"data":"hi","type":"http://sharejs.org/types/textv0"},"a":"s","c":"books","d":"b1"})"},
    {"the end of missed ops", R"({"a":"f","c":"books","d":"b1"})"},
    {"the answer to an end of subscription", R"({"a":"u","c":"books","d":"b1"})"},
    {"the answer to a request with an id", R"({"data":{"v":1,"data":1},"a":"f","id":"q"})"},
    {"an acknowledgement", R"({"src":"A","seq":2,"v":1,"a":"op","c":"b","d":"1"})"},
    {"an acknowledgement with fixups",
     R"({"src":"A","seq":2,"v":1,"fixup":[{"src":"A","seq":2,"v":1,"op":[{"p":["w"],"od":"bad","oi":"good"}]}],"a":"op","c":"c","d":"x"})"},
    {"an edit by somebody", R"({"a":"op","c":"b","d":"1","v":1,"src":"A","seq":2,"op":[{"p":["n"],"na":2}]})"},
    {"an edit of nothing", R"({"a":"op","c":"names","d":"p1","v":2,"src":"A","seq":6,"op":[]})"},
    {"a creation by somebody",
     R"({"a":"op","c":"b","d":"1","v":0,"src":"A","seq":1,"create":{"type":"http://sharejs.org/types/JSONv0","data":{"n":1}}})"},
    {"a deletion by somebody", R"({"a":"op","c":"b","d":"1","v":2,"src":"A","seq":3,"del":true})"},
    {"many subscribed documents",
     R"({"data":{"q1":{"v":0,"type":null},"q2":{"v":3,"data":{"n":1}}},"a":"bs","c":"people"})"},
    {"many documents, one of them refused",
     R"({"data":{"a":{"error":{"code":"ERR_X","message":"no"}},"b":{"v":1,"data":{}}},"a":"bf","c":"x"})"},
    {"the end of missed ops of many", R"({"a":"bs","c":"people","b":{"p1":2,"p2":1,"p3":1}})"},
    {"the end of many subscriptions", R"({"a":"bu","c":"people","b":["p1","p2"]})"},
    {"query results",
     R"({"data":[{"v":1,"data":{"name":"Ann","age":3},"d":"p1"},{"v":1,"data":{"name":"Cid","age":2},"d":"p3"}],"a":"qf","id":1})"},
    {"a count", R"({"data":[],"extra":2,"a":"qf","id":2})"},
    {"documents that a known result lacked", R"({"data":{"id1":{"v":0,"type":null}},"a":"qs","id":9})"},
    {"a query taken up again", R"({"a":"qs","id":1})"},
    {"an insertion",
     R"({"a":"q","id":4,"diff":[{"type":"insert","index":2,"values":[{"v":2,"data":{"name":"Bob","age":5},"d":"p2"}]}]})"},
    {"a removal", R"({"a":"q","id":4,"diff":[{"type":"remove","index":0,"howMany":1}]})"},
    {"a move", R"({"a":"q","id":5,"diff":[{"type":"move","from":1,"to":0,"howMany":2}]})"},
    {"a new count", R"({"a":"q","id":7,"extra":3})"},
    {"a count of null", R"({"a":"q","id":7,"extra":null})"},
    {"the end of a query", R"({"a":"qu","id":4})"},
    {"a historic snapshot",
     R"({"id":1,"v":3,"type":"http://sharejs.org/types/JSONv0","data":{"n":2},"m":null,"a":"nf"})"},
    {"a snapshot at a time", R"({"id":8,"v":2,"type":"http://sharejs.org/types/JSONv0","data":{"n":1},"m":null,"a":"nt"})"},
    {"a snapshot of a deleted document", R"({"id":5,"v":4,"type":null,"m":null,"a":"nf"})"},
    {"a historic snapshot without a request id",
     R"({"id":"x","c":"c","d":"x","v":0,"type":null,"m":null,"a":"nf"})"},
    {"a presence", R"({"a":"p","ch":"room","src":"A","id":"cursorA","p":{"x":1},"pv":0})"},
    {"a presence subscription", R"({"ch":"room","seq":1,"a":"ps"})"},
    {"the end of a presence subscription", R"({"ch":"room","seq":2,"a":"pu"})"},
    {"a presence request", R"({"a":"pr","ch":"room"})"},
    {"a bare presence request", R"({"a":"pr"})"},
    {"a pong", R"({"a":"pp"})"},
};

void addRecorded(std::span<const Recorded> messages)
{
    QTest::addColumn<QByteArray>("json");
    for (const Recorded &message : messages)
        QTest::newRow(message.name) << QByteArray(message.json);
}

} // namespace

class tst_Message : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientMessagesComeBackAsTheyWere_data() { addRecorded(FromClients); }
    void clientMessagesComeBackAsTheyWere()
    {
        QFETCH(QByteArray, json);
        const Value message = Json::parse(json);
        QCOMPARE(toValue(decodeClientMessage(message)), message);
    }

    void serverMessagesComeBackAsTheyWere_data() { addRecorded(FromServers); }
    void serverMessagesComeBackAsTheyWere()
    {
        QFETCH(QByteArray, json);
        const Value message = Json::parse(json);
        if (message.value(Key(u"data")).value(Key(u"a")).contains(Key(u"error"))) {
            const auto reply = std::get<BulkReply>(decodeServerMessage(message));
            QCOMPARE(reply.data->front().error.message(), QStringLiteral("no"));
            QVERIFY(!reply.error);
        } else {
            QCOMPARE(toValue(decodeServerMessage(message)), message);
        }
    }

    // Section by section as sharedb 7 checks them.
    void refusesWhatShareDbRefuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *json, const char *text,
                            const char *code = "ERR_MESSAGE_BADLY_FORMED") {
            QTest::newRow(name) << QByteArray(json) << QByteArray(code) << QString::fromUtf8(text);
        };
        row("a number", "5", "Received non-object message");
        row("a string", R"("x")", "Received non-object message");
        row("an array", "[]", "Invalid or unknown message");
        row("no action", "{}", "Invalid or unknown message");
        row("an unknown action", R"({"a":"zz"})", "Invalid or unknown message");
        row("an action that is a number", R"({"a":5})", "Invalid or unknown message");
        row("a server's action", R"({"a":"init"})", "Invalid or unknown message");
        for (const char *action : {"qf", "qs", "qu"}) {
            const QByteArray name = QByteArray(action) + ": ";
            const QByteArray start = QByteArray("{\"a\":\"") + action + "\",\"c\":\"c\"";
            const auto query = [&](const char *what, const char *rest, const char *text) {
                row((name + what).constData(), (start + rest + "}").constData(), text);
            };
            query("no id", "", "Missing query ID");
            query("an id that is text", R"(,"id":"1")", "Missing query ID");
            query("known results that are no list", R"(,"id":1,"r":{})", "Invalid query results");
            query("a known result that is no pair", R"(,"id":1,"r":["x"])", "Invalid query results");
            query("a known result without id", R"(,"id":1,"r":[[]])", "Invalid id");
            query("a known result with a forbidden id", R"(,"id":1,"r":[["__proto__",1]])", "Invalid id");
            query("a known result with a negative version", R"(,"id":1,"r":[["x",-1]])", "Invalid version");
            query("a known result with text for a version", R"(,"id":1,"r":[["x","1"]])", "Invalid version");
        }
        for (const char *action : {"op", "f", "s", "u", "nf", "nt", "p"}) {
            const QByteArray name = QByteArray(action) + ": ";
            const QByteArray start = QByteArray("{\"a\":\"") + action + "\",\"c\":\"c\"";
            const auto doc = [&](const char *what, const char *rest, const char *text) {
                row((name + what).constData(), (start + rest + "}").constData(), text);
            };
            doc("a number for an id", R"(,"d":5)", "Invalid id");
            doc("a forbidden id", R"(,"d":"constructor")", "Invalid id");
            doc("a negative version", R"(,"d":"x","v":-1)", "Invalid version");
            doc("text for a version", R"(,"d":"x","v":"1")", "Invalid version");
            doc("a version with a fraction", R"(,"d":"x","v":1.5)", "Invalid version");
            doc("text for a time", R"(,"d":"x","ts":"now")", "Invalid timestamp");
        }
        row("nf: no collection", R"({"a":"nf","id":1,"d":"x"})", "Invalid collection");
        row("nt: no collection", R"({"a":"nt","id":1,"d":"x"})", "Invalid collection");
        row("nf: no document", R"({"a":"nf","id":1,"c":"c"})", "Invalid id");
        row("nt: no document", R"({"a":"nt","id":1,"c":"c","d":null})", "Invalid id");
        row("p: no id", R"({"a":"p","ch":"r"})", "Invalid presence ID");
        row("p: a forbidden id", R"({"a":"p","ch":"r","id":"toString"})", "Invalid presence ID");
        row("p: a negative version", R"({"a":"p","ch":"r","id":"i","pv":-1})", "Invalid presence version");
        for (const char *action : {"bf", "bs", "bu"}) {
            const QByteArray name = QByteArray(action) + ": ";
            const QByteArray start = QByteArray("{\"a\":\"") + action + "\",\"c\":\"c\"";
            const auto bulk = [&](const char *what, const char *rest, const char *text) {
                row((name + what).constData(), (start + rest + "}").constData(), text);
            };
            bulk("no documents", "", "Invalid bulk subscribe data");
            bulk("null for the documents", R"(,"b":null)", "Invalid bulk subscribe data");
            bulk("text for the documents", R"(,"b":"x")", "Invalid bulk subscribe data");
            bulk("a number for an id", R"(,"b":[1])", "Invalid id");
            bulk("a forbidden id", R"(,"b":["valueOf"])", "Invalid id");
            bulk("a forbidden id with a version", R"(,"b":{"valueOf":1})", "Invalid id");
            bulk("text for a version", R"(,"b":{"x":"1"})", "Invalid version");
            bulk("a negative version", R"(,"b":{"x":-1})", "Invalid version");
        }
        row("hs: an object for the protocol", R"({"a":"hs","protocol":{}})", "Invalid protocol");
        row("hs: a list for the minor", R"({"a":"hs","protocol":1,"protocolMinor":[]})", "Invalid protocol");
        row("a number for a collection", R"({"a":"f","c":1,"d":"x"})", "Invalid collection");
        row("a forbidden collection", R"({"a":"bf","c":"__proto__","b":[]})", "Invalid collection");
        row("a ping with a bad collection", R"({"a":"pp","c":1})", "Invalid collection");
        row("a number for a channel", R"({"a":"ps","ch":1})", "Invalid presence channel");
        row("a forbidden channel", R"({"a":"pr","ch":"hasOwnProperty"})", "Invalid presence channel");
        row("text for a seq", R"({"a":"ps","ch":"r","seq":"1"})", "Invalid seq");
        row("op: text for a seq", R"({"a":"op","c":"c","d":"x","seq":"1","del":true})", "Invalid seq");
        row("op: nothing to do", R"({"a":"op","c":"c","d":"x","v":0,"seq":1})", "Invalid op message");
        row("op: a seq past the end", R"({"a":"op","c":"c","d":"x","v":0,"seq":9007199254740991,"del":true})",
            "Connection seq has exceeded the max safe integer, maybe from being open for too long",
            "ERR_CONNECTION_SEQ_INTEGER_OVERFLOW");
        row("op: a creation that is text", R"({"a":"op","c":"c","d":"x","seq":1,"create":"json0"})",
            "Create data must be an object", "ERR_OT_OP_BADLY_FORMED");
        row("op: a creation without type", R"({"a":"op","c":"c","d":"x","seq":1,"create":{}})", "Missing create type",
            "ERR_OT_OP_BADLY_FORMED");
        row("op: a deletion that is not true", R"({"a":"op","c":"c","d":"x","seq":1,"del":1})",
            "del value must be true", "ERR_OT_OP_BADLY_FORMED");
        row("op: a number for a source", R"({"a":"op","c":"c","d":"x","seq":1,"src":5,"del":true})",
            "src must be a string", "ERR_OT_OP_BADLY_FORMED");
        row("op: no seq", R"({"a":"op","c":"c","d":"x","del":true})", "Both src and seq must be set together",
            "ERR_OT_OP_BADLY_FORMED");
    }
    void refusesWhatShareDbRefuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, code);
        QFETCH(QString, text);
        try {
            (void)decodeClientMessage(Json::parse(json));
            QFAIL("was accepted");
        } catch (const Error &error) {
            QCOMPARE(error.message(), text);
            QCOMPARE(error.code().toString(), QString::fromLatin1(code));
        }
    }

    void acceptsWhatShareDbAccepts_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("a fetch of nothing named") << QByteArray(R"({"a":"f"})");
        QTest::newRow("a version past all versions") << QByteArray(R"({"a":"f","c":"c","d":"x","v":1e300})");
        QTest::newRow("unknown members") << QByteArray(R"({"a":"pp","zz":[1]})");
        QTest::newRow("protocol numbers as text") << QByteArray(R"({"a":"hs","protocol":"1","protocolMinor":"2"})");
        QTest::newRow("a handshake without protocol") << QByteArray(R"({"a":"hs"})");
        QTest::newRow("a seq with a fraction") << QByteArray(R"({"a":"op","c":"c","d":"x","seq":1.5,"del":true})");
        QTest::newRow("an op of null") << QByteArray(R"({"a":"op","c":"c","d":"x","seq":1,"op":null})");
        QTest::newRow("an empty bulk") << QByteArray(R"({"a":"bs","c":"c","b":{}})");
        QTest::newRow("an empty id") << QByteArray(R"({"a":"f","c":"c","d":""})");
    }
    void acceptsWhatShareDbAccepts()
    {
        QFETCH(QByteArray, json);
        (void)decodeClientMessage(Json::parse(json));
    }

    void prefersAnEditToACreationToADeletion()
    {
        const auto kindOf = [](const char *json) {
            return std::get<SubmitOp>(decodeClientMessage(Json::parse(json))).op.kind;
        };
        QCOMPARE(kindOf(R"({"a":"op","seq":1,"op":[],"create":{"type":"json0"},"del":true})"), Op::Kind::Edit);
        QCOMPARE(kindOf(R"({"a":"op","seq":1,"create":{"type":"json0"},"del":true})"), Op::Kind::Create);
    }

    void errorsEchoTheRequest()
    {
        const Error error(Value(403), QStringLiteral("nope"));
        QCOMPARE(errorReply(Json::parse(R"({"a":"op","v":1,"op":[{"p":["k"],"na":1}]})"), error),
                 Json::parse(R"({"a":"op","v":1,"op":[{"p":["k"],"na":1}],"error":{"code":403,"message":"nope"}})"));
        QCOMPARE(errorReply(Json::parse("[1]"), error), Json::parse("[1]"));
    }

    void errorsReachEveryReply_data()
    {
        QTest::addColumn<QByteArray>("request");
        for (const Recorded &message : FromClients)
            QTest::newRow(message.name) << QByteArray(message.json);
    }
    void errorsReachEveryReply()
    {
        QFETCH(QByteArray, request);
        const Value reply =
            errorReply(Json::parse(request), Error(ErrorCode::UnknownError, QStringLiteral("out of order")));
        const Error error = std::visit(
            [](const auto &message) {
                if constexpr (requires { message.error; })
                    return message.error;
                else
                    return Error();
            },
            decodeServerMessage(reply));
        QVERIFY(error.is(ErrorCode::UnknownError));
        QCOMPARE(error.message(), QStringLiteral("out of order"));
        QCOMPARE(error.data(), Json::parse(request));
    }

    void refusesWhatNoClientUnderstands_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {"null", "5", "[]", "{}", R"({"a":"zz"})", R"({"a":{}})", R"({"a":"bs","c":"c"})",
                                 R"({"a":"op","create":{}})", R"({"a":"op","del":5})"}) {
            QTest::newRow(json) << QByteArray(json);
        }
    }
    void refusesWhatNoClientUnderstands()
    {
        QFETCH(QByteArray, json);
        QVERIFY_THROWS_EXCEPTION(Error, (void)decodeServerMessage(Json::parse(json)));
    }

    void takesWrongTypesFromServersForDefaults_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json :
             {R"({"a":"op","c":5,"d":{},"v":"x","src":1,"seq":[],"fixup":5})", R"({"a":"f","c":[],"data":5})",
              R"({"a":"q","id":"x","diff":[5,null,{"type":"zz"},{"type":"insert","values":5,"index":"x"}]})",
              R"({"a":"q","id":1,"diff":{}})", R"({"a":"qf","data":[5,null],"id":{}})", R"({"a":"qs","data":{"x":5}})",
              R"({"a":"nf","v":"x","type":5})", R"({"a":"p","pv":"x","p":5})", R"({"a":"hs","protocol":"x"})",
              R"({"a":"init","protocol":{},"id":[],"type":5})", R"({"a":"bf","b":[5,null],"data":{"x":null}})",
              R"({"a":"s","error":"plain text"})", R"({"a":"s","error":5})", R"({"a":"s","error":{}})"}) {
            QTest::newRow(json) << QByteArray(json);
        }
    }
    void takesWrongTypesFromServersForDefaults()
    {
        QFETCH(QByteArray, json);
        (void)toValue(decodeServerMessage(Json::parse(json)));
    }

    void aSnapshotWithoutVersionIsAnErrorOfItsReply()
    {
        const auto reply = std::get<DocReply>(decodeServerMessage(Json::parse(R"({"a":"f","c":"c","d":"x","data":{"data":1}})")));
        QVERIFY(reply.error.is(ErrorCode::IngestedSnapshotHasNoVersion));
        QVERIFY(!reply.snapshot);
    }

    void opsKeepTheirStoredForm()
    {
        const Value stored = Json::parse(R"({"src":"A","seq":2,"v":1,"op":[],"m":{"ts":5}})");
        QCOMPARE(Op::fromValue(stored).toStored(), stored);
        const Value published = Json::parse(R"({"src":"A","seq":2,"v":1,"del":true,"c":"c","d":"x","i":"names"})");
        QCOMPARE(Op::fromValue(published).toPublished(), published);
        QVERIFY_THROWS_EXCEPTION(Error, (void)Op::fromValue(Value(5)));
    }
};

QTEST_APPLESS_MAIN(tst_Message)
#include "tst_message.moc"
