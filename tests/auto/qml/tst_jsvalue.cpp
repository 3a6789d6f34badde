// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/jsvalue.h>
#include <Racer/json.h>

#include <QtQml/QJSEngine>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Racer;

class tst_JsValue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fromJavaScript_data();
    void fromJavaScript();
    void refuses_data();
    void refuses();
    void aCycleIsRefused();
    void roundTrip_data();
    void roundTrip();
    void aCopyChangesNothing();
    void undefinedMembersAndHoles();
    void variants();
    void errors();

private:
    QJSEngine m_engine;
};

void tst_JsValue::fromJavaScript_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<Value>("expected");

    QTest::newRow("undefined") << u"undefined"_s << Value();
    QTest::newRow("null") << u"null"_s << Value(nullptr);
    QTest::newRow("true") << u"true"_s << Value(true);
    QTest::newRow("an integer") << u"42"_s << Value(42);
    QTest::newRow("a fraction") << u"1.5"_s << Value(1.5);
    QTest::newRow("a number past 2^31") << u"3000000000"_s << Value(3000000000.0);
    QTest::newRow("NaN") << u"NaN"_s << Value(qQNaN());
    QTest::newRow("text") << u"'Zürich'"_s << Value(u"Zürich");
    QTest::newRow("empty text") << u"''"_s << Value(u"");
    QTest::newRow("an empty array") << u"[]"_s << Value::array();
    QTest::newRow("an empty object") << u"({})"_s << Value::object();
    QTest::newRow("nested") << u"({a: [1, {b: null}, 'x'], c: {d: false}})"_s
                            << Json::parse(R"({"a":[1,{"b":null},"x"],"c":{"d":false}})");
    QTest::newRow("a date is the text of JSON.stringify")
        << u"new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678))"_s << Value(u"2026-01-02T03:04:05.678Z");
    QTest::newRow("an invalid date is null") << u"new Date(NaN)"_s << Value(nullptr);
    QTest::newRow("a key that looks like a number") << u"({'7': 1})"_s << Json::parse(R"({"7":1})");
}

void tst_JsValue::fromJavaScript()
{
    QFETCH(QString, script);
    QFETCH(Value, expected);
    const QJSValue js = m_engine.evaluate(script);
    QVERIFY2(!js.isError(), qPrintable(js.toString()));
    const Value value = fromJSValue(js);
    QCOMPARE(value.type(), expected.type());
    QVERIFY2(value == expected, Json::stringify(value).constData());
}

void tst_JsValue::refuses_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("message");

    QTest::newRow("a function") << u"(() => 1)"_s << u"Cannot store a function"_s;
    QTest::newRow("a function inside, with its path")
        << u"({list: [1, {f: () => 1}]})"_s << u"Cannot store a function (at list.1.f)"_s;
    QTest::newRow("a regular expression")
        << u"({name: /a/i})"_s
        << u"Cannot store a regular expression: queries take {$regex: text, $options: \"i\"} (at name)"_s;
    QTest::newRow("a QObject") << u"({engine: object})"_s << u"Cannot store a QObject (at engine)"_s;
}

void tst_JsValue::refuses()
{
    QFETCH(QString, script);
    QFETCH(QString, message);
    QObject object;
    QJSEngine::setObjectOwnership(&object, QJSEngine::CppOwnership);
    m_engine.globalObject().setProperty(u"object"_s, m_engine.newQObject(&object));
    try {
        (void)fromJSValue(m_engine.evaluate(script));
        QFAIL("nothing was thrown");
    } catch (const Error &error) {
        QVERIFY(error.is(ErrorCode::JsValueNotJson));
        QCOMPARE(error.message(), message);
    }
}

void tst_JsValue::aCycleIsRefused()
{
    const QJSValue js = m_engine.evaluate(u"const o = {}; o.o = o; o"_s);
    try {
        (void)fromJSValue(js);
        QFAIL("nothing was thrown");
    } catch (const Error &error) {
        QVERIFY(error.is(ErrorCode::JsValueNotJson));
        QVERIFY(error.message().startsWith(u"Cannot store a value nested deeper than 512 levels"));
    }
}

void tst_JsValue::roundTrip_data()
{
    QTest::addColumn<Value>("value");

    QTest::newRow("undefined") << Value();
    QTest::newRow("null") << Value(nullptr);
    QTest::newRow("false") << Value(false);
    QTest::newRow("minus zero") << Value(-0.0);
    QTest::newRow("a large number") << Value(9007199254740991.0);
    QTest::newRow("text with a lone surrogate") << Value(QStringView(u"a\xd800z"));
    QTest::newRow("a tree") << Json::parse(R"({"b":[[],{},null,true,-1.5e300,"ü"],"a":{"":{"x":[0]}}})");
    QTest::newRow("undefined members") << Value::object({{Key(u"a"_s), Value()}, {Key(u"b"_s), Value(nullptr)}});
}

void tst_JsValue::roundTrip()
{
    QFETCH(Value, value);
    const Value back = fromJSValue(toJSValue(value, &m_engine));
    QCOMPARE(back.type(), value.type());
    QVERIFY2(back == value, Json::stringify(back).constData());
    QCOMPARE(back.keys(), value.keys());
}

void tst_JsValue::aCopyChangesNothing()
{
    const Value value = Json::parse(R"({"list":[1,2]})");
    const QJSValue js = toJSValue(value, &m_engine);
    const QJSValue change = m_engine.evaluate(u"(o) => { o.list.push(3); o.x = 1; return o.list.length; }"_s);
    QCOMPARE(change.call({js}).toInt(), 3);
    QVERIFY(value == Json::parse(R"({"list":[1,2]})"));
}

void tst_JsValue::undefinedMembersAndHoles()
{
    const Value object = fromJSValue(m_engine.evaluate(u"({a: undefined, b: null})"_s));
    QVERIFY(object.contains(u"a"));
    QVERIFY(object.value(u"a").isUndefined());
    QVERIFY(object.value(u"b").isNull());

    const Value array = fromJSValue(m_engine.evaluate(u"[1, , null]"_s));
    QCOMPARE(array.size(), 3);
    QVERIFY(array.at(1).isUndefined());
    QVERIFY(array.at(2).isNull());
}

void tst_JsValue::variants()
{
    QVERIFY(fromJSVariant(QVariant()).isUndefined());
    QVERIFY(fromJSVariant(QVariant::fromValue(nullptr)).isNull());
    QVERIFY(fromJSVariant(QVariant::fromValue(m_engine.evaluate(u"[1, {a: 2}]"_s))) == Json::parse(R"([1,{"a":2}])"));
    QVERIFY(fromJSVariant(QVariantMap{{u"a"_s, 1}}) == Json::parse(R"({"a":1})"));
}

void tst_JsValue::errors()
{
    QVERIFY(toJSError(Error(), &m_engine).isNull());
    const QJSValue error = toJSError(Error(ErrorCode::InvalidPath, u"no such place"_s), &m_engine);
    QVERIFY(error.isError());
    QCOMPARE(error.property(u"message"_s).toString(), u"no such place"_s);
    QCOMPARE(error.property(u"code"_s).toString(), QString(ErrorCode::InvalidPath));
}

QTEST_GUILESS_MAIN(tst_JsValue)
#include "tst_jsvalue.moc"
