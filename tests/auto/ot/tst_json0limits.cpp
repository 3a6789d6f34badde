// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/json.h>
#include <Racer/json0.h>

#include <QtTest/QTest>

using namespace Racer;

// Ops that bring a JavaScript server down, or make a document that nobody can read any more.
class tst_Json0Limits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hugeLists_data();
    void hugeLists();
    void listsMayGrowALittle();
    void documentGrownEverDeeper();
    void deepValue_data();
    void deepValue();
    void manyComponents();
    void transformOfTwoHugeOps();
};

static Value json(QByteArrayView text)
{
    return Json::parse(text);
}

static bool isRefused(Value document, const Value &op)
{
    try {
        OtTypes::json0()->apply(document, op);
        return false;
    } catch (const Error &error) {
        return error.is(ErrorCode::LimitExceeded);
    }
}

static Value nested(int depth)
{
    Value value = 1;
    for (int i = 0; i < depth; ++i)
        value = i % 2 ? Value::array({value}) : Value::object({{u"a", value}});
    return value;
}

void tst_Json0Limits::hugeLists_data()
{
    QTest::addColumn<QByteArray>("op");
    for (const char *op : {R"([{"p":["length"],"na":4294967000}])", R"([{"p":["length"],"na":100000000}])",
             R"([{"p":[100000000],"ld":0,"li":1}])", R"([{"p":["4294967294"],"ld":0,"li":1}])",
             R"([{"p":["length"],"ld":0,"li":4294967295}])"})
        QTest::newRow(op) << QByteArray(op);
}

void tst_Json0Limits::hugeLists()
{
    QFETCH(QByteArray, op);
    QVERIFY(isRefused(json("[1,2]"), json(op)));
}

void tst_Json0Limits::listsMayGrowALittle()
{
    Value list = json("[1]");
    OtTypes::json0()->apply(list, json(R"([{"p":["length"],"na":2}])"));
    QCOMPARE(list, json("[1,null,null]"));
    OtTypes::json0()->apply(list, json(R"([{"p":["length"],"ld":0,"li":1}])"));
    QCOMPARE(list, json("[1]"));
    const Value op = Value::array({Value::object(
        {{u"p", Value::array({Json0::MaxListGap + 1})}, {u"ld", nullptr}, {u"li", Value(7)}})});
    OtTypes::json0()->apply(list, op);
    QCOMPARE(list.size(), Json0::MaxListGap + 2);
    QVERIFY_THROWS_EXCEPTION(Error, OtTypes::json0()->apply(list, json(R"([{"p":["length"],"na":0.5}])")));
    QVERIFY_THROWS_EXCEPTION(Error, OtTypes::json0()->apply(list, json(R"([{"p":["length"],"na":-1e9}])")));
}

void tst_Json0Limits::documentGrownEverDeeper()
{
    Value document = Value::object();
    Value path = Value::array({Value(u"a")});
    int depth = 1;
    for (; depth < 2 * Json0::MaxDepth; ++depth) {
        const Value op = Value::array({Value::object({{u"p", path}, {u"oi", Value::object()}})});
        if (isRefused(document, op))
            break;
        OtTypes::json0()->apply(document, op);
        path.append(Value(u"a"));
    }
    QCOMPARE(depth, Json0::MaxDepth);
    QCOMPARE(Json::parse(Json::stringify(document)), document);
}

void tst_Json0Limits::deepValue_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("component"); // without the value
    QTest::addColumn<Key>("field");
    const auto row = [](const char *name, const char *document, const char *component, const Key &field) {
        QTest::newRow(name) << QByteArray(document) << QByteArray(component) << field;
    };
    row("member", "{}", R"({"p":["k"]})", u"oi");
    row("element", "[]", R"({"p":[0]})", u"li");
    row("replaced element", "[1]", R"({"p":[0],"ld":1})", u"li");
}

void tst_Json0Limits::deepValue()
{
    QFETCH(QByteArray, document);
    QFETCH(QByteArray, component);
    QFETCH(Key, field);
    const auto op = [&](int depth) {
        Value c = json(component);
        c.set(field, nested(depth));
        return Value::array({c});
    };
    QVERIFY(!isRefused(json(document), op(Json0::MaxDepth - 1)));
    QVERIFY(isRefused(json(document), op(Json0::MaxDepth)));
    QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(OtTypes::json0()->create(nested(Json0::MaxDepth + 1))));
}

void tst_Json0Limits::manyComponents()
{
    Value op = Value::array();
    for (int i = 0; i < 5000; ++i)
        op.append(Value::object({{u"p", Value::array({0})}, {u"li", Value(i)}}));
    Value list = Value::array();
    OtTypes::json0()->apply(list, op);
    QCOMPARE(list.size(), 5000);
    OtTypes::json0()->apply(list, OtTypes::json0()->invert(op));
    QCOMPARE(list.size(), 0);
}

void tst_Json0Limits::transformOfTwoHugeOps()
{
    const Value component = json(R"({"p":["n"],"na":1})");
    Value op = Value::array();
    for (int i = 0; i < 2001; ++i)
        op.append(component);
    try {
        static_cast<void>(OtTypes::json0()->transform(op, op, OtType::Side::Left));
        QFAIL("should have thrown");
    } catch (const Error &error) {
        QVERIFY(error.is(ErrorCode::LimitExceeded));
    }
    QCOMPARE(OtTypes::json0()->transform(op, Value::array({component}), OtType::Side::Left),
        json(R"([{"p":["n"],"na":2001}])"));
}

QTEST_APPLESS_MAIN(tst_Json0Limits)
#include "tst_json0limits.moc"
