// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "ottables.h"

#include <Racer/json.h>
#include <Racer/text0.h>

#include <QtTest/QTest>

using namespace Racer;

class tst_Text0 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void transform_data() { OtTables::addCalls(QStringLiteral("text0")); }
    void transform() { OtTables::checkCall(OtTypes::text0()); }
    void create();
    void apply_data();
    void apply();
    void failingOpChangesNothing();
    void compose_data();
    void compose();
    void invert();
    void normalize();
    void cursor_data();
    void cursor();
    void transformXAgreesWithTransform();
    void splittingWithoutEndIsRefused();
};

static Value json(QByteArrayView text)
{
    return Json::parse(text);
}

void tst_Text0::create()
{
    QCOMPARE(OtTypes::text0()->create({}), Value(u""));
    QCOMPARE(OtTypes::text0()->create(nullptr), Value(u""));
    QCOMPARE(OtTypes::text0()->create(u"hi"), Value(u"hi"));
    QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(OtTypes::text0()->create(5)));
}

void tst_Text0::apply_data()
{
    QTest::addColumn<Value>("text");
    QTest::addColumn<QByteArray>("op");
    QTest::addColumn<Value>("result");
    QTest::addColumn<QString>("error");
    const auto works = [](const char *name, const Value &text, const char *op, const Value &result) {
        QTest::newRow(name) << text << QByteArray(op) << result << QString();
    };
    const auto fails = [](const char *name, const Value &text, const char *op, const QString &error) {
        QTest::newRow(name) << text << QByteArray(op) << text << error;
    };

    works("an insertion in the middle", u"ac", R"([{"p":1,"i":"b"}])", u"abc");
    works("an insertion past the end goes to the end", u"ab", R"([{"p":9,"i":"c"}])", u"abc");
    works("a deletion", u"abc", R"([{"p":1,"d":"b"}])", u"ac");
    works("components apply one after the other", u"ab", R"([{"p":0,"i":"x"},{"p":1,"d":"a"}])", u"xb");
    works("offsets count UTF-16 units", u"\U0001F600b", R"([{"p":2,"d":"b"}])", u"\U0001F600");
    works("an astral character may be cut in half", u"\U0001F600", R"([{"p":1,"d":"\ude00"}])", u"\xd83d");
    works("an op without components", u"ab", "[]", u"ab");
    works("a fractional offset is cut", u"abc", R"([{"p":1.7,"i":"x"}])", u"axbc");

    fails("a deletion of other text", u"abc", R"([{"p":1,"d":"x"}])",
        u"Delete component 'x' does not match deleted text 'b'"_qs);
    fails("a negative offset", u"abc", R"([{"p":-1,"i":"x"}])", u"position cannot be negative"_qs);
    fails("a component without an offset", u"abc", R"([{"i":"x"}])", u"component missing position field"_qs);
    fails("an offset as a string", u"abc", R"([{"p":"1","i":"x"}])", u"component missing position field"_qs);
    fails("a component without text", u"abc", R"([{"p":1}])", u"component needs an i or d field"_qs);
    fails("a component with two texts", u"abc", R"([{"p":1,"i":"x","d":"b"}])", u"component needs an i or d field"_qs);
    fails("a null component", u"abc", "[null]", u"Cannot read properties of null (reading 'p')"_qs);
    fails("a document that is no text", 5, R"([{"p":0,"i":"x"}])", u"s1.slice is not a function"_qs);
}

void tst_Text0::apply()
{
    QFETCH(Value, text);
    QFETCH(QByteArray, op);
    QFETCH(Value, result);
    QFETCH(QString, error);
    QString thrown;
    try {
        OtTypes::text0()->apply(text, json(op));
    } catch (const Error &e) {
        thrown = e.message();
    }
    QCOMPARE(thrown, error);
    QCOMPARE(text, result);
}

void tst_Text0::failingOpChangesNothing()
{
    Value text(u"abc");
    QVERIFY_THROWS_EXCEPTION(Error, OtTypes::text0()->apply(text, json(R"([{"p":0,"i":"x"},{"p":0,"d":"q"}])")));
    QCOMPARE(text, Value(u"abc"));
}

void tst_Text0::compose_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, QByteArray first, QByteArray second, QByteArray result) {
        QTest::newRow(name) << first << second << result;
    };
    row("typing on", R"([{"p":0,"i":"a"}])", R"([{"p":1,"i":"b"}])", R"([{"i":"ab","p":0}])");
    row("typing inside", R"([{"p":0,"i":"ac"}])", R"([{"p":1,"i":"b"}])", R"([{"i":"abc","p":0}])");
    row("typing elsewhere", R"([{"p":5,"i":"a"}])", R"([{"p":0,"i":"b"}])", R"([{"p":5,"i":"a"},{"p":0,"i":"b"}])");
    row("deleting on", R"([{"p":3,"d":"d"}])", R"([{"p":3,"d":"e"}])", R"([{"d":"de","p":3}])");
    row("backspace", R"([{"p":3,"d":"d"}])", R"([{"p":2,"d":"c"}])", R"([{"d":"cd","p":2}])");
    row("an insertion is not cancelled", R"([{"p":0,"i":"a"}])", R"([{"p":0,"d":"a"}])",
        R"([{"p":0,"i":"a"},{"p":0,"d":"a"}])");
    row("an empty text is dropped", R"([{"p":0,"i":"a"}])", R"([{"p":7,"i":""}])", R"([{"p":0,"i":"a"}])");
    row("extra keys stay where nothing merges", R"([{"p":9,"i":"a","x":1}])", R"([{"p":0,"d":"b","y":2}])",
        R"([{"p":9,"i":"a","x":1},{"p":0,"d":"b","y":2}])");
}

void tst_Text0::compose()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(QByteArray, result);
    QCOMPARE(Json::stringify(OtTypes::text0()->compose(json(first), json(second))), result);
}

void tst_Text0::invert()
{
    QCOMPARE(Json::stringify(OtTypes::text0()->invert(json(R"([{"p":1,"i":"a"},{"p":3,"d":"q"}])"))),
        QByteArray(R"([{"i":"q","p":3},{"d":"a","p":1}])"));
    QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(OtTypes::text0()->invert(nullptr)));
}

void tst_Text0::normalize()
{
    QCOMPARE(Json::stringify(OtTypes::text0()->normalize(json(R"({"i":"a","p":1})"))),
        QByteArray(R"([{"i":"a","p":1}])"));
    QCOMPARE(Json::stringify(OtTypes::text0()->normalize(json(R"([{"i":"a"},{"p":1,"i":"b"},{"p":4,"d":""}])"))),
        QByteArray(R"([{"i":"ab","p":0}])"));
}

void tst_Text0::cursor_data()
{
    QTest::addColumn<double>("position");
    QTest::addColumn<QByteArray>("op");
    QTest::addColumn<double>("left");
    QTest::addColumn<double>("right");
    const auto row = [](const char *name, double position, const char *op, double left, double right) {
        QTest::newRow(name) << position << QByteArray(op) << left << right;
    };
    row("an insertion before pushes", 3, R"([{"p":1,"i":"ab"}])", 5, 5);
    row("an insertion at the cursor pushes on the right only", 1, R"([{"p":1,"i":"ab"}])", 1, 3);
    row("an insertion after leaves it", 1, R"([{"p":2,"i":"ab"}])", 1, 1);
    row("a deletion before pulls", 5, R"([{"p":1,"d":"ab"}])", 3, 3);
    row("a deletion around it leaves it at its start", 2, R"([{"p":1,"d":"abc"}])", 1, 1);
    row("components add up", 4, R"([{"p":0,"i":"a"},{"p":0,"i":"b"},{"p":3,"d":"cd"}])", 4, 4);
}

void tst_Text0::cursor()
{
    QFETCH(double, position);
    QFETCH(QByteArray, op);
    QFETCH(double, left);
    QFETCH(double, right);
    QCOMPARE(Text0::transformCursor(position, json(op), OtType::Side::Left), left);
    QCOMPARE(Text0::transformCursor(position, json(op), OtType::Side::Right), right);
}

void tst_Text0::transformXAgreesWithTransform()
{
    const Value left = json(R"([{"p":0,"d":"abcd"},{"p":2,"i":"xy"}])");
    const Value right = json(R"([{"p":1,"i":"1"},{"p":3,"i":"2"},{"p":5,"d":"d"}])");
    const auto [newLeft, newRight] = OtTypes::text0()->transformX(left, right);
    QCOMPARE(newLeft, OtTypes::text0()->transform(left, right, OtType::Side::Left));
    QCOMPARE(newRight, OtTypes::text0()->transform(right, left, OtType::Side::Right));
}

void tst_Text0::splittingWithoutEndIsRefused()
{
    Value insertions = Value::array();
    for (int i = 0; i < 2100; ++i)
        insertions.append(Value::object({{u"p", 2 * i + 1}, {u"i", Value(u"-")}}));
    const Value deletion = Value::array({Value::object({{u"p", 0}, {u"d", Value(QString(4200, u'a'))}})});
    try {
        static_cast<void>(OtTypes::text0()->transform(deletion, insertions, OtType::Side::Right));
        QFAIL("should have thrown");
    } catch (const Error &error) {
        QVERIFY(error.is(ErrorCode::LimitExceeded));
    }
}

QTEST_APPLESS_MAIN(tst_Text0)
#include "tst_text0.moc"
