// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "printing.h"

#include <QtCore/QCborValue>
#include <QtCore/QJsonValue>

#include <cmath>
#include <functional>
#include <limits>

using namespace Racer;

class tst_Value : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void typesAreDistinct();
    void aValueIsTwoWords();
    void truthIsJavaScripts_data();
    void truthIsJavaScripts();
    void integers_data();
    void integers();
    void displayStrings_data();
    void displayStrings();
    void whatIsNotThereIsUndefined();
    void equality_data();
    void equality();
    void sameness();
    void copiesAreSnapshots();
    void keysKeepTheirPlace();
    void arraysAreWrittenTo();
    void editReachesIntoTheTree();
    void aContainerCanHoldACopyOfItself();
    void aLoopMayChangeWhatItGoesThrough();
    void wrongUseThrows_data();
    void wrongUseThrows();
    void stringsAreSpliced_data();
    void stringsAreSpliced();
    void splicingLeavesCopiesAlone();
    void splicingAPartOfItself();
    void splicedTextsMakeNewKeys();
    void typingReusesTheText();
    void deepTreesNeedNoStack();
    void signalsAndDebugOutput();
};

void tst_Value::typesAreDistinct()
{
    QVERIFY(Value().isUndefined());
    QVERIFY(Value(nullptr).isNull());
    QVERIFY(Value().isNullish() && Value(nullptr).isNullish() && !Value(0).isNullish());
    QVERIFY(Value(false).isBool());
    QVERIFY(Value(0).isNumber() && Value(1u).isNumber() && Value(qint64(1)).isNumber() && Value(0.5).isNumber());
    QVERIFY(Value(u"").isString() && Value(u"x"_qs).isString() && Value(QLatin1StringView("x")).isString());
    QVERIFY(Value::array().isArray() && Value::array().isContainer());
    QVERIFY(Value::object().isObject() && Value::object().isContainer());
    QCOMPARE(Value(QLatin1StringView("\xe9")).toString(), u"\u00e9"_qs);
}

void tst_Value::aValueIsTwoWords()
{
    QCOMPARE(sizeof(Value), size_t(16));
    QCOMPARE(sizeof(Member), size_t(24));
}

void tst_Value::truthIsJavaScripts_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<bool>("truth");
    QTest::newRow("undefined") << Value() << false;
    QTest::newRow("null") << Value(nullptr) << false;
    QTest::newRow("false") << Value(false) << false;
    QTest::newRow("true") << Value(true) << true;
    QTest::newRow("0") << Value(0) << false;
    QTest::newRow("-0") << Value(-0.0) << false;
    QTest::newRow("NaN") << Value(std::nan("")) << false;
    QTest::newRow("a number") << Value(-0.5) << true;
    QTest::newRow("an empty string") << Value(u"") << false;
    QTest::newRow("a string") << Value(u"0") << true;
    QTest::newRow("an empty array") << Value::array() << true;
    QTest::newRow("an empty object") << Value::object() << true;
}

void tst_Value::truthIsJavaScripts()
{
    QFETCH(Value, value);
    QTEST(value.isTruthy(), "truth");
}

void tst_Value::integers_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<bool>("isInteger");
    QTest::addColumn<qint64>("integer");
    QTest::newRow("an integer") << Value(-7) << true << qint64(-7);
    QTest::newRow("a fraction") << Value(7.5) << false << qint64(-1);
    QTest::newRow("the largest exact") << Value(9007199254740992.0) << true << qint64(9007199254740992);
    QTest::newRow("one that doubles skip past") << Value(9007199254740994.0) << false << qint64(-1);
    QTest::newRow("infinite") << Value(std::numeric_limits<double>::infinity()) << false << qint64(-1);
    QTest::newRow("NaN") << Value(std::nan("")) << false << qint64(-1);
    QTest::newRow("digits in a string") << Value(u"7") << false << qint64(-1);
    QTest::newRow("true") << Value(true) << false << qint64(-1);
}

void tst_Value::integers()
{
    QFETCH(Value, value);
    QTEST(value.isInteger(), "isInteger");
    QTEST(value.toInteger(-1), "integer");
}

void tst_Value::displayStrings_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("undefined") << Value() << u"undefined"_qs;
    QTest::newRow("null") << Value(nullptr) << u"null"_qs;
    QTest::newRow("true") << Value(true) << u"true"_qs;
    QTest::newRow("a number") << Value(1e21) << u"1e+21"_qs;
    QTest::newRow("NaN") << Value(std::nan("")) << u"NaN"_qs;
    QTest::newRow("minus infinity") << Value(-std::numeric_limits<double>::infinity()) << u"-Infinity"_qs;
    QTest::newRow("a string as it is") << Value(u"a \"b\"") << u"a \"b\""_qs;
    QTest::newRow("containers as JSON") << json(R"({"a":["b"]})") << uR"({"a":["b"]})"_qs;
}

void tst_Value::displayStrings()
{
    QFETCH(Value, value);
    QTEST(value.toDisplayString(), "text");
}

void tst_Value::whatIsNotThereIsUndefined()
{
    const Value object = json(R"({"a":1})");
    const Value array = json("[1]");
    QVERIFY(object[u"b"].isUndefined());
    QVERIFY(object[Key(u"b")].isUndefined());
    QVERIFY(!object.contains(u"b") && object.contains(u"a") && object.contains(Key(u"a")));
    QVERIFY(object.at(0).isUndefined());
    QVERIFY(array.at(1).isUndefined() && array.at(-1).isUndefined());
    QVERIFY(array[u"0"].isUndefined());
    QVERIFY(Value(u"text").at(0).isUndefined());
    QVERIFY(Value(1)[u"a"][u"b"].at(3).isUndefined());
    QCOMPARE(Value(1).size(), 0);
    QCOMPARE(Value(u"text").size(), 4);
    QVERIFY(Value(1).elements().isEmpty() && Value(1).members().isEmpty());
    QVERIFY(array.members().begin() == array.members().end());
    QVERIFY(Value(5).keys().isEmpty());
    QCOMPARE(Value(5).stringView(), u""_qs);
    QCOMPARE(Value(5).toKey(), Key());
    Value editable = object;
    QVERIFY(!editable.edit(u"b") && !editable.edit(0));
    QVERIFY(editable.take(u"b").isUndefined());
}

void tst_Value::equality_data()
{
    QTest::addColumn<Value>("a");
    QTest::addColumn<Value>("b");
    QTest::addColumn<bool>("equal");
    const auto row = [](const char *name, const Value &a, const Value &b, bool equal) {
        QTest::newRow(name) << a << b << equal;
    };
    row("undefined and null differ", Value(), nullptr, false);
    row("null and false differ", nullptr, false, false);
    row("0 and false differ", 0, false, false);
    row("0 and -0 are equal", 0, -0.0, true);
    row("NaN is equal to NaN", std::nan(""), std::nan(""), true);
    row("NaN and 0 differ", std::nan(""), 0, false);
    row("a number and its digits differ", 1, Value(u"1"), false);
    row("equal strings", Value(u"abc"), Value(u"abc"_qs), true);
    row("strings of other case differ", Value(u"abc"), Value(u"aBc"), false);
    row("the empty strings are equal", Value(u""), Value(QString()), true);
    row("the empty array and object differ", Value::array(), Value::object(), false);
    row("equal arrays", json("[1,[2,\"x\"]]"), json("[1,[2,\"x\"]]"), true);
    row("arrays of other order differ", json("[1,2]"), json("[2,1]"), false);
    row("arrays of other size differ", json("[1]"), json("[1,null]"), false);
    row("the order of keys does not matter",
        json(R"({"a":1,"b":{"c":2,"d":3}})"), json(R"({"b":{"d":3,"c":2},"a":1})"), true);
    row("other keys differ", json(R"({"a":1})"), json(R"({"b":1})"), false);
    row("other members differ", json(R"({"a":1,"b":2})"), json(R"({"a":1,"b":3})"), false);
    row("an undefined member counts", Value::object({{u"a", Value()}}), Value::object(), false);
    row("undefined is not the absence of another key",
        Value::object({{u"a", Value()}}), Value::object({{u"b", Value()}}), false);
}

void tst_Value::equality()
{
    QFETCH(Value, a);
    QFETCH(Value, b);
    QFETCH(bool, equal);
    QCOMPARE(a == b, equal);
    QCOMPARE(b == a, equal);
    QVERIFY(a == a && b == b);
    QCOMPARE(Value::array({a}) == Value::array({b}), equal);
}

void tst_Value::sameness()
{
    const Value array = json("[1]");
    const Value copy = array;
    QVERIFY(array.isSame(copy));
    QVERIFY(!array.isSame(json("[1]")));
    QVERIFY(Value(u"x").isSame(Value(u"x")));
    QVERIFY(!Value(1).isSame(Value(u"1")));
    QVERIFY(!Value().isSame(nullptr));
    Value changed = array;
    changed.append(2);
    QVERIFY(!array.isSame(changed));
}

void tst_Value::copiesAreSnapshots()
{
    Value tree = json(R"({"list":[{"n":1},{"n":2}],"other":{"x":1}})");
    const Value snapshot = tree;
    tree.edit(u"list")->edit(1)->set(u"n", 3);
    tree.edit(u"list")->append(4);
    QCOMPARE(Json::stringify(snapshot), QByteArray(R"({"list":[{"n":1},{"n":2}],"other":{"x":1}})"));
    QCOMPARE(Json::stringify(tree), QByteArray(R"({"list":[{"n":1},{"n":3},4],"other":{"x":1}})"));
    // What was not on the way is still shared.
    QVERIFY(tree[u"other"].isSame(snapshot[u"other"]));
    QVERIFY(tree[u"list"].at(0).isSame(snapshot[u"list"].at(0)));
}

void tst_Value::keysKeepTheirPlace()
{
    Value object = Value::object({{u"c", 1}, {u"a", 2}, {u"b", 3}, {u"a", 4}});
    QCOMPARE(Json::stringify(object), QByteArray(R"({"c":1,"a":4,"b":3})"));
    object.set(u"c", 5);
    object.set(u"d", 6);
    QCOMPARE(object.take(u"a"), Value(4));
    object.set(u"a", 7);
    QCOMPARE(Json::stringify(object), QByteArray(R"({"c":5,"b":3,"d":6,"a":7})"));
    QCOMPARE(object.keys(), (QList<Key>{Key(u"c"), Key(u"b"), Key(u"d"), Key(u"a")}));
    while (!object.isEmpty())
        object.take(object.keys().first());
    QCOMPARE(Json::stringify(object), QByteArray("{}"));
    object.set(u"again", true);
    QCOMPARE(Json::stringify(object), QByteArray(R"({"again":true})"));
}

void tst_Value::arraysAreWrittenTo()
{
    Value array = Value::array({1, 2, 3});
    array.insert(0, 0);
    array.insert(4, 4);
    array.set(1, u"one"_qs);
    QCOMPARE(Json::stringify(array), QByteArray(R"([0,"one",2,3,4])"));
    array.move(0, 4);
    QCOMPARE(Json::stringify(array), QByteArray(R"(["one",2,3,4,0])"));
    array.move(3, 1);
    QCOMPARE(Json::stringify(array), QByteArray(R"(["one",4,2,3,0])"));
    array.remove(1, 3);
    QCOMPARE(array.take(0), Value(u"one"));
    QCOMPARE(Json::stringify(array), QByteArray("[0]"));
    array.resize(3);
    QVERIFY(array.at(2).isUndefined());
    QCOMPARE(array.size(), 3);
    array.resize(0);
    QCOMPARE(Json::stringify(array), QByteArray("[]"));
    array.remove(0, 0);
    QCOMPARE(Value::array(QList<Value>{1, nullptr}), json("[1,null]"));
    QCOMPARE(Value::array(QList<Value>()), Value::array());
}

void tst_Value::editReachesIntoTheTree()
{
    Value tree = json(R"({"a":[{"b":1}]})");
    *tree.edit(u"a")->edit(0)->edit(u"b") = json("[true]");
    QCOMPARE(Json::stringify(tree), QByteArray(R"({"a":[{"b":[true]}]})"));
    // A member that was replaced in place is still found, and a new key still goes to the end.
    tree.edit(u"a")->edit(0)->set(u"c", 2);
    QCOMPARE(tree[u"a"].at(0)[u"b"].at(0), Value(true));
    QCOMPARE(Json::stringify(tree), QByteArray(R"({"a":[{"b":[true],"c":2}]})"));
}

void tst_Value::aContainerCanHoldACopyOfItself()
{
    Value array = json("[1]");
    array.append(array);
    array.insert(0, array);
    QCOMPARE(Json::stringify(array), QByteArray("[[1,[1]],1,[1]]"));
    Value object = json(R"({"a":1})");
    object.set(u"b", object);
    object.set(u"a", object[u"b"]);
    QCOMPARE(Json::stringify(object), QByteArray(R"({"a":{"a":1},"b":{"a":1}})"));
    object = object[u"a"];
    QCOMPARE(Json::stringify(object), QByteArray(R"({"a":1})"));
}

void tst_Value::aLoopMayChangeWhatItGoesThrough()
{
    Value object = json(R"({"a":1,"b":2,"c":3})");
    for (const auto &[key, value] : object.members()) {
        object.set(key, value.toDouble() * 2);
        object.take(u"c");
    }
    QCOMPARE(Json::stringify(object), QByteArray(R"({"a":2,"b":4})"));
    double sum = 0;
    for (const Value &value : json("[1,2,3]").elements())
        sum += value.toDouble();
    QCOMPARE(sum, 6.0);
}

void tst_Value::wrongUseThrows_data()
{
    QTest::addColumn<std::function<void()>>("use");
    const auto row = [](const char *name, const std::function<void()> &use) { QTest::newRow(name) << use; };
    row("append to an object", [] { Value::object().append(1); });
    row("append to undefined", [] { Value().append(1); });
    row("insert past the end", [] { json("[1]").insert(2, 0); });
    row("insert before the start", [] { json("[1]").insert(-1, 0); });
    row("set past the end", [] { json("[1]").set(1, 0); });
    row("take from an empty array", [] { Value::array().take(0); });
    row("remove too many", [] { json("[1,2]").remove(1, 2); });
    row("remove a negative number", [] { json("[1,2]").remove(1, -1); });
    row("move from nowhere", [] { json("[1,2]").move(2, 0); });
    row("move to nowhere", [] { json("[1,2]").move(0, 2); });
    row("a negative size", [] { Value::array().resize(-1); });
    row("too large a size", [] { Value::array().resize(qsizetype(1) << 40); });
    row("set a member of an array", [] { Value::array().set(Key(u"a"), 1); });
    row("set a member of null", [] { Value(nullptr).set(Key(u"a"), 1); });
    row("take a member of a string", [] { Value(u"x").take(Key(u"a")); });
    row("splice a number", [] { Value(1).spliceString(0, 0, u"x"); });
    row("splice past the end", [] { Value(u"x").spliceString(2, 0, u"x"); });
    row("splice out too much", [] { Value(u"x").spliceString(0, 2, u""); });
}

void tst_Value::wrongUseThrows()
{
    QFETCH(std::function<void()>, use);
    QVERIFY(errorOf(use));
}

void tst_Value::stringsAreSpliced_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("removed");
    QTest::addColumn<QString>("inserted");
    QTest::addColumn<QString>("result");
    QTest::newRow("insert") << u"ac"_qs << 1 << 0 << u"b"_qs << u"abc"_qs;
    QTest::newRow("remove") << u"abc"_qs << 1 << 1 << u""_qs << u"ac"_qs;
    QTest::newRow("replace by more") << u"abc"_qs << 1 << 1 << u"xyz"_qs << u"axyzc"_qs;
    QTest::newRow("replace by less") << u"abcd"_qs << 1 << 2 << u"x"_qs << u"axd"_qs;
    QTest::newRow("at the end") << u"ab"_qs << 2 << 0 << u"c"_qs << u"abc"_qs;
    QTest::newRow("into the empty string") << u""_qs << 0 << 0 << u"abc"_qs << u"abc"_qs;
    QTest::newRow("remove all") << u"abc"_qs << 0 << 3 << u""_qs << u""_qs;
    QTest::newRow("nothing") << u"abc"_qs << 3 << 0 << u""_qs << u"abc"_qs;
}

void tst_Value::stringsAreSpliced()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    QFETCH(int, removed);
    QFETCH(QString, inserted);
    QFETCH(QString, result);
    for (const bool shared : {false, true}) {
        Value value(text);
        const Value copy = shared ? value : Value();
        value.spliceString(position, removed, inserted);
        QCOMPARE(value, Value(result));
        QCOMPARE(value.size(), result.size());
        value.spliceString(value.size(), 0, u"!");
        QCOMPARE(value.toString(), result + u'!');
    }
}

void tst_Value::splicingLeavesCopiesAlone()
{
    Value value(u"abc");
    const Value copy = value;
    const Key key = value.toKey();
    value.spliceString(0, 1, u"x");
    QCOMPARE(copy.toString(), u"abc"_qs);
    QCOMPARE(key, Key(u"abc"));
    QCOMPARE(value.toString(), u"xbc"_qs);
}

void tst_Value::splicingAPartOfItself()
{
    Value value(u"abcdef");
    value.spliceString(6, 0, u"........");
    value.spliceString(6, 8, u"");
    value.spliceString(1, 2, value.stringView().mid(3));
    QCOMPARE(value.toString(), u"adefdef"_qs);
}

void tst_Value::splicedTextsMakeNewKeys()
{
    Value value(u"ab");
    QCOMPARE(value.toKey().hash(), Key(u"ab").hash());
    value.spliceString(1, 1, u"c");
    QCOMPARE(value.toKey().hash(), Key(u"ac").hash());
    QCOMPARE(value.toKey(), Key(u"ac"));
    value.spliceString(0, 2, u"");
    QVERIFY(value.toKey().isEmpty());
    QCOMPARE(value, Value(u""));
    QVERIFY(!value.isTruthy());
}

void tst_Value::typingReusesTheText()
{
    Value value(QString(100000, u'x'));
    int moves = 0;
    const void *text = value.stringView().utf16();
    for (int i = 0; i < 10000; ++i) {
        value.spliceString(i * 7 % value.size(), 0, u"y");
        if (value.stringView().utf16() != text)
            ++moves;
        text = value.stringView().utf16();
    }
    QCOMPARE(value.size(), 110000);
    QVERIFY2(moves <= 2, QByteArray::number(moves));
}

void tst_Value::deepTreesNeedNoStack()
{
    const auto nested = [](const Value &core) {
        Value value = core;
        for (int i = 0; i < 100000; ++i) {
            Value outer = i % 2 ? Value::array() : Value::object();
            if (i % 2)
                outer.append(std::move(value));
            else
                outer.set(u"a", std::move(value));
            value = std::move(outer);
        }
        return value;
    };
    const Value a = nested(1);
    QVERIFY(a == nested(1));
    QVERIFY(!(a == nested(2)));
    QCOMPARE(Json::stringify(a).size(), 100000 / 2 * 2 + 100000 / 2 * 6 + 1);
    QVERIFY(errorOf([&] { (void)a.toVariant(); }).is(ErrorCode::JsonTooDeep));
    QVERIFY(errorOf([&] { (void)a.toJsonValue(); }).is(ErrorCode::JsonTooDeep));
    QVERIFY(errorOf([&] { (void)a.toCborValue(); }).is(ErrorCode::JsonTooDeep));
}

void tst_Value::signalsAndDebugOutput()
{
    QCOMPARE(QMetaType::fromType<Value>().name(), "Racer::Value");
    QVERIFY(QMetaType::fromType<Value>().isEqualityComparable());
    QString text;
    QDebug(&text) << json(R"({"a":["b"]})") << Value(u"x") << Value() << Key(u"k") << Path(u"a.b") << Error(u"m"_qs);
    QCOMPARE(text.trimmed(), uR"({"a":["b"]} "x" undefined "k" Racer::Path("a.b") Racer::Error(m))"_qs);
}

QTEST_APPLESS_MAIN(tst_Value)
#include "tst_value.moc"
