// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "ottables.h"

#include <Racer/json.h>
#include <Racer/json0legacy.h>

#include <QtTest/QTest>

using namespace Racer;

class tst_Json0 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void call_data() { OtTables::addCalls(QStringLiteral("json0")); }
    void call() { OtTables::checkCall(OtTypes::json0()); }
    void divergingPairs_data();
    void divergingPairs();
    void create();
    void componentsBeforeTheFailingOneStay();
    void applyDoesNotTouchOtherHandles();
    void transformByNothingReturnsTheOp();
    void malformed_data();
    void malformed();
    void arrayLikeObjects();
    void submitted_data();
    void submitted();
    void legacy_data();
    void legacy();
};

static Value json(QByteArrayView text)
{
    return Json::parse(text);
}

void tst_Json0::divergingPairs_data()
{
    QTest::addColumn<Value>("pair");
    for (const Value &pair : OtTables::load(QStringLiteral("json0-diverging")).elements()) {
        QTest::newRow((Json::stringify(pair[u"a"]) + " against " + Json::stringify(pair[u"b"])).constData()) << pair;
    }
}

static Value site(const Value &document, const Value &first, const Value &second)
{
    try {
        Value snapshot = document;
        OtTypes::json0()->apply(snapshot, first);
        OtTypes::json0()->apply(snapshot, second);
        return Value::object({{u"result", snapshot}});
    } catch (const Error &error) {
        return Value::object({{u"error", error.message()}});
    }
}

void tst_Json0::divergingPairs()
{
    QFETCH(Value, pair);
    const Value &a = pair[u"a"];
    const Value &b = pair[u"b"];
    try {
        const auto [aAfterB, bAfterA] = OtTypes::json0()->transformX(a, b);
        QCOMPARE(site(pair[u"document"], a, bAfterA), pair[u"aThenB"]);
        QCOMPARE(site(pair[u"document"], b, aAfterB), pair[u"bThenA"]);
    } catch (const Error &error) {
        QCOMPARE(error.message(), pair[u"transformError"].toString());
    }
}

void tst_Json0::create()
{
    QCOMPARE(OtTypes::json0()->create({}).type(), Value::Null);
    QCOMPARE(OtTypes::json0()->create(json(R"({"a":[1]})")), json(R"({"a":[1]})"));
}

void tst_Json0::componentsBeforeTheFailingOneStay()
{
    Value snapshot = json(R"({"a":1})");
    QVERIFY_THROWS_EXCEPTION(Error,
        OtTypes::json0()->apply(snapshot, json(R"([{"p":["a"],"na":1},{"p":["b"],"na":1}])")));
    QCOMPARE(snapshot, json(R"({"a":2})"));
    QVERIFY_THROWS_EXCEPTION(Error, OtTypes::json0()->apply(snapshot, json(R"([{"p":["a"],"na":1},{"na":1}])")));
    QCOMPARE(snapshot, json(R"({"a":2})"));
}

void tst_Json0::applyDoesNotTouchOtherHandles()
{
    Value snapshot = json(R"({"list":[{"s":"abc"}],"other":[]})");
    const Value before = snapshot;
    const Value other = snapshot[u"other"];
    OtTypes::json0()->apply(snapshot, json(R"([{"p":["list",0,"s",1],"si":"X"}])"));
    QCOMPARE(before, json(R"({"list":[{"s":"abc"}],"other":[]})"));
    QCOMPARE(snapshot, json(R"({"list":[{"s":"aXbc"}],"other":[]})"));
    QVERIFY(snapshot[u"other"].isSame(other));
}

void tst_Json0::transformByNothingReturnsTheOp()
{
    const Value op = json(R"([{"p":["n"],"na":1},{"p":["n"],"na":2}])");
    QVERIFY(OtTypes::json0()->transform(op, json("[]"), OtType::Side::Left).isSame(op));
    QVERIFY(OtTypes::json0()->isNoop(json("[]")));
    QVERIFY(!OtTypes::json0()->isNoop(op));
}

void tst_Json0::malformed_data()
{
    QTest::addColumn<QByteArray>("op");
    for (const char *op : {"null", "[null]", "[5]", "[[]]", "[{}]", R"([{"p":"a","oi":1}])", R"([{"p":{},"oi":1}])",
             R"(["x"])", R"("x")", R"([{"p":null,"oi":1}])"})
        QTest::newRow(op) << QByteArray(op);
}

void tst_Json0::malformed()
{
    QFETCH(QByteArray, op);
    const OtType *type = OtTypes::json0();
    const Value bad = json(op);
    const Value good = json(R"([{"p":["a"],"oi":1}])");
    Value snapshot = json("{}");
    QVERIFY_THROWS_EXCEPTION(Error, type->apply(snapshot, bad));
    QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(type->transform(bad, good, OtType::Side::Left)));
    QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(type->transform(good, bad, OtType::Side::Right)));
    QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(type->compose(bad, good)));
    QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(type->compose(good, bad)));
    QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(type->invert(bad)));
    QVERIFY(!type->checkSubmitted(bad).isNull());
    QCOMPARE(snapshot, json("{}"));
}

void tst_Json0::arrayLikeObjects()
{
    Value snapshot = json(R"({"a":1})");
    OtTypes::json0()->apply(snapshot, json(R"({"length":1,"0":{"p":["a"],"na":1}})"));
    QCOMPARE(snapshot, json(R"({"a":2})"));
    OtTypes::json0()->apply(snapshot, json(R"({"p":["a"],"na":1})"));
    QCOMPARE(snapshot, json(R"({"a":2})"));
    QVERIFY_THROWS_EXCEPTION(Error, OtTypes::json0()->apply(snapshot, json(R"({"length":1e9})")));
}

void tst_Json0::submitted_data()
{
    QTest::addColumn<QByteArray>("op");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *op, QLatin1StringView code, const QString &message) {
        QTest::newRow(name) << QByteArray(op) << QString(code) << message;
    };
    row("a good op", R"([{"p":["a",0],"li":1},{"p":[],"oi":1}])", {}, {});
    row("no components", "[]", {}, {});
    row("no instruction", R"([{"p":["a"]}])", {}, {});
    row("indexes as strings", R"([{"p":["l","0"],"lm":"1"}])", {}, {});
    row("no list", R"({"p":["a"],"oi":1})", ErrorCode::OtOpBadlyFormed, u"json0 op must be an array"_qs);
    row("null", "null", ErrorCode::OtOpBadlyFormed, u"json0 op must be an array"_qs);
    row("a null component", "[null]", ErrorCode::OtOpBadlyFormed, u"Missing path"_qs);
    row("a component without a path", R"([{"oi":1}])", ErrorCode::OtOpBadlyFormed, u"Missing path"_qs);
    row("a path of text", R"([{"p":"a","oi":1}])", ErrorCode::OtOpBadlyFormed, u"Missing path"_qs);
    row("a forbidden name", R"([{"p":["a","__proto__","z"],"oi":1}])", ErrorCode::OtOpNotApplied,
        u"Invalid path segment"_qs);
    row("a forbidden name at the end", R"([{"p":["constructor"],"oi":1}])", ErrorCode::OtOpNotApplied,
        u"Invalid path segment"_qs);
    row("a forbidden name in a list", R"([{"p":[["__proto__"],"z"],"oi":1}])", ErrorCode::OtOpNotApplied,
        u"Invalid path segment"_qs);
    row("a segment without a text", R"([{"p":[{"toString":1}],"oi":1}])", ErrorCode::OtOpNotApplied,
        u"Cannot convert object to primitive value"_qs);
}

void tst_Json0::submitted()
{
    QFETCH(QByteArray, op);
    QFETCH(QString, code);
    QFETCH(QString, message);
    const Error error = OtTypes::json0()->checkSubmitted(json(op));
    QCOMPARE(error.message(), message);
    QCOMPARE(error.code().toString(), code);
}

void tst_Json0::legacy_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("op");
    QTest::addColumn<QByteArray>("result"); // empty: an error
    const auto row = [](const char *name, const char *document, const char *op, const char *result) {
        QTest::newRow(name) << QByteArray(document) << QByteArray(op) << QByteArray(result);
    };
    row("a list index as a string", "[1,2]", R"([{"p":["1"],"li":3}])", R"([{"p":[1],"li":3}])");
    row("a number as a key", R"({"5":1})", R"([{"p":[5],"od":1}])", R"([{"p":["5"],"od":1}])");
    row("a move target as a string", "[1,2]", R"([{"p":[0],"lm":"1"}])", R"([{"p":[0],"lm":1}])");
    row("through lists and objects", R"({"a":[{"b":[1]}]})", R"([{"p":["a","0","b","0"],"ld":1}])",
        R"([{"p":["a",0,"b",0],"ld":1}])");
    row("the second component sees the first one's effect", "{}",
        R"([{"p":["l"],"oi":[]},{"p":["l","0"],"li":1},{"p":["l","0"],"ld":1}])",
        R"([{"p":["l"],"oi":[]},{"p":["l",0],"li":1},{"p":["l",0],"ld":1}])");
    row("text offsets stay", R"({"s":"ab"})", R"([{"p":["s",1],"si":"x"}])", R"([{"p":["s",1],"si":"x"}])");
    row("an op that is no list", "{}", R"({"x":1})", R"({"x":1})");
    row("a path through nothing", "{}", R"([{"p":["a","b","c"],"oi":1}])", "");
    row("a null component", "{}", "[null]", "");
}

void tst_Json0::legacy()
{
    QFETCH(QByteArray, document);
    QFETCH(QByteArray, op);
    QFETCH(QByteArray, result);
    try {
        QCOMPARE(Json::stringify(Json0::normalizeLegacyOp(json(document), json(op))), result);
    } catch (const Error &error) {
        QVERIFY(result.isEmpty());
        QVERIFY(error.is(ErrorCode::OtLegacyJson0OpCannotBeNormalized));
    }
}

QTEST_APPLESS_MAIN(tst_Json0)
#include "tst_json0.moc"
