// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "numbertables.h"
#include "printing.h"

#include <bit>
#include <cmath>
#include <limits>

using namespace Racer;

class tst_Json : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textsComeBackAsTheyWere_data();
    void textsComeBackAsTheyWere();
    void textsAreNormalised_data();
    void textsAreNormalised();
    void numbersPrintAsInJavaScript();
    void numbersReadExactly();
    void minusZeroIsKeptAndWrittenAsZero();
    void whatJsonCannotSay_data();
    void whatJsonCannotSay();
    void indentedAsInJavaScript_data();
    void indentedAsInJavaScript();
    void duplicateKeysLastValueWins_data();
    void duplicateKeysLastValueWins();
    void protoIsAKeyAsAnyOther();
    void loneSurrogatesAreKept();
    void equalKeysShareTheirText();
    void longTextsAndManyItems();
    void depthIsLimited_data();
    void depthIsLimited();
    void deepTreesAreReadAndWritten();
    void invalidUtf8IsRefused_data();
    void invalidUtf8IsRefused();
    void validUtf8IsRead_data();
    void validUtf8IsRead();
    void syntaxErrorsNameTheOffset_data();
    void syntaxErrorsNameTheOffset();
    void piecesAreAppended();
};

void tst_Json::textsComeBackAsTheyWere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("true") << QByteArray("true");
    QTest::newRow("false") << QByteArray("false");
    QTest::newRow("a number") << QByteArray("-12.5");
    QTest::newRow("a string") << QByteArray("\"text\"");
    QTest::newRow("an empty string") << QByteArray("\"\"");
    QTest::newRow("an empty array") << QByteArray("[]");
    QTest::newRow("an empty object") << QByteArray("{}");
    QTest::newRow("nested empty containers") << QByteArray(R"([[],{},[[{}]]])");
    QTest::newRow("an op")
        << QByteArray(R"({"a":"op","c":"todos","d":"t1","v":12,"src":"x","seq":3,)"
                      R"("op":[{"p":["title"],"od":"a","oi":"b"}]})");
    QTest::newRow("keys keep their order") << QByteArray(R"({"z":1,"a":2,"m":3,"1":4,"0":5})");
    QTest::newRow("an empty key") << QByteArray(R"({"":{"":1}})");
    QTest::newRow("two, three and four bytes") << QByteArray("\"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80\"");
    QTest::newRow("a key of many bytes") << QByteArray("{\"\xc3\xa9\xe2\x82\xac\":1}");
    QTest::newRow("escapes with letters") << QByteArray(R"("\" \\ \b \f \n \r \t")");
    QTest::newRow("control characters") << QByteArray(R"("\u0000\u0001\u000b\u001f")");
    QTest::newRow("delete and line separators are plain") << QByteArray("\"\x7f\xe2\x80\xa8\xe2\x80\xa9\"");
    QTest::newRow("lone surrogates") << QByteArray(R"("\ud800 \udfff\udbff")");
    QTest::newRow("an escaped key") << QByteArray(R"({"a\nb\"":1})");
}

void tst_Json::textsComeBackAsTheyWere()
{
    QFETCH(QByteArray, text);
    const Value value = Json::parse(text);
    QCOMPARE(Json::stringify(value), text);
    const Value wide = Json::parse(QString::fromUtf8(text));
    QCOMPARE(wide, value);
    QCOMPARE(Json::stringify(wide), text);
}

void tst_Json::textsAreNormalised_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("space of every kind")
        << QByteArray(" \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } } \n") << QByteArray(R"({"a":[1,2],"b":{}})");
    QTest::newRow("an escaped slash") << QByteArray(R"("a\/b")") << QByteArray("\"a/b\"");
    QTest::newRow("escaped letters") << QByteArray(R"("\u0041\u00e9")") << QByteArray("\"A\xc3\xa9\"");
    QTest::newRow("capital hex digits")
        << QByteArray(R"("\u00E9\uD83D\uDE00")") << QByteArray("\"\xc3\xa9\xf0\x9f\x98\x80\"");
    QTest::newRow("escaped control characters with letters")
        << QByteArray(R"("\u0008\u0009\u000a\u000c\u000d")") << QByteArray(R"("\b\t\n\f\r")");
    QTest::newRow("numbers") << QByteArray("[1.0,1e2,100E-2,0.10]") << QByteArray("[1,100,1,0.1]");
    QTest::newRow("surrogates the wrong way round")
        << QByteArray(R"("\ude00\ud83d")") << QByteArray(R"("\ude00\ud83d")");
    QTest::newRow("a surrogate before a letter") << QByteArray(R"("\ud83dx")") << QByteArray(R"("\ud83dx")");
    QTest::newRow("too large a number") << QByteArray("[1e400,-1e400]") << QByteArray("[null,null]");
}

void tst_Json::textsAreNormalised()
{
    QFETCH(QByteArray, text);
    QTEST(Json::stringify(Json::parse(text)), "written");
    QTEST(Json::stringify(Json::parse(QString::fromUtf8(text))), "written");
}

void tst_Json::numbersPrintAsInJavaScript()
{
    for (const auto &[bits, text] : printedNumbers) {
        const auto number = std::bit_cast<double>(bits);
        QByteArray written;
        Json::appendNumber(written, number);
        QCOMPARE(written, QByteArray(text));
        QCOMPARE(Json::stringify(Value(number)), QByteArray(text));
        if (number != 0)
            QCOMPARE(std::bit_cast<quint64>(json(text).toDouble()), bits);
    }
}

void tst_Json::numbersReadExactly()
{
    for (const auto &[text, bits] : readNumbers) {
        QVERIFY2(std::bit_cast<quint64>(json(text).toDouble()) == bits, text);
        QVERIFY2(std::bit_cast<quint64>(Json::parse(QString::fromLatin1(text)).toDouble()) == bits, text);
    }
}

void tst_Json::minusZeroIsKeptAndWrittenAsZero()
{
    for (const char *text : {"-0", "-0.0", "-0e5", "-1e-400"}) {
        const double number = json(text).toDouble(1);
        QCOMPARE(number, 0.0);
        QVERIFY(std::signbit(number));
    }
    QVERIFY(!std::signbit(json("0").toDouble()));
    QCOMPARE(Json::stringify(Value(-0.0)), QByteArray("0"));
}

void tst_Json::whatJsonCannotSay_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("written");
    const Value undefined;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    QTest::newRow("undefined writes nothing") << undefined << QByteArray();
    QTest::newRow("an undefined element is null") << Value::array({1, undefined}) << QByteArray("[1,null]");
    QTest::newRow("an undefined member is left out")
        << Value::object({{u"a", undefined}, {u"b", 1}, {u"c", undefined}}) << QByteArray(R"({"b":1})");
    QTest::newRow("only undefined members") << Value::object({{u"a", undefined}}) << QByteArray("{}");
    QTest::newRow("not a number") << Value(std::numeric_limits<double>::quiet_NaN()) << QByteArray("null");
    QTest::newRow("infinite")
        << Value::array({infinity, -infinity}) << QByteArray("[null,null]");
}

void tst_Json::whatJsonCannotSay()
{
    QFETCH(Value, value);
    QTEST(Json::stringify(value), "written");
}

void tst_Json::indentedAsInJavaScript_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("indent");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("a scalar") << QByteArray("1") << 2 << QByteArray("1");
    QTest::newRow("empty containers")
        << QByteArray(R"({"a":[],"b":{}})") << 2 << QByteArray("{\n  \"a\": [],\n  \"b\": {}\n}");
    QTest::newRow("nested")
        << QByteArray(R"({"a":[1,{"b":2}]})") << 1 << QByteArray("{\n \"a\": [\n  1,\n  {\n   \"b\": 2\n  }\n ]\n}");
    QTest::newRow("never more than ten spaces") << QByteArray("[1]") << 20 << QByteArray("[\n          1\n]");
    QTest::newRow("none") << QByteArray("[1]") << 0 << QByteArray("[1]");
    QTest::newRow("less than none") << QByteArray("[1]") << -3 << QByteArray("[1]");
}

void tst_Json::indentedAsInJavaScript()
{
    QFETCH(QByteArray, text);
    QFETCH(int, indent);
    QTEST(Json::stringify(Json::parse(text), indent), "written");
}

void tst_Json::duplicateKeysLastValueWins_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("two") << QByteArray(R"({"a":1,"b":2,"a":3})") << QByteArray(R"({"a":3,"b":2})");
    QTest::newRow("many")
        << QByteArray(R"({"a":1,"a":[2],"a":{"a":1,"a":2},"b":0})") << QByteArray(R"({"a":{"a":2},"b":0})");
    QTest::newRow("one escaped") << QByteArray(R"({"a":1,"\u0061":2})") << QByteArray(R"({"a":2})");
    QByteArray large("{");
    QByteArray expected("{");
    for (int i = 0; i < 100; ++i) {
        large += '"' + QByteArray::number(i) + "\":0,";
        expected += '"' + QByteArray::number(i) + "\":" + QByteArray::number(i * 2) + ',';
    }
    for (int i = 99; i >= 0; --i)
        large += '"' + QByteArray::number(i) + "\":" + QByteArray::number(i * 2) + ',';
    large.back() = '}';
    expected.back() = '}';
    QTest::newRow("in a large object") << large << expected;
}

void tst_Json::duplicateKeysLastValueWins()
{
    QFETCH(QByteArray, text);
    QTEST(Json::stringify(Json::parse(text)), "written");
}

void tst_Json::protoIsAKeyAsAnyOther()
{
    const Value value = json(R"({"__proto__":{"x":1},"constructor":2})");
    QCOMPARE(value.size(), 2);
    QCOMPARE(value[u"__proto__"][u"x"], Value(1));
    QVERIFY(value[u"x"].isUndefined());
    QCOMPARE(Json::stringify(value), QByteArray(R"({"__proto__":{"x":1},"constructor":2})"));
}

void tst_Json::loneSurrogatesAreKept()
{
    const char16_t lone[] = {u'"', 0xd800, u'"'};
    const Value fromText = Json::parse(QStringView(lone, 3));
    QCOMPARE(fromText, json(R"("\ud800")"));
    QCOMPARE(fromText.size(), 1);
    QCOMPARE(Json::stringify(fromText), QByteArray(R"("\ud800")"));
    const char16_t highAtEnd[] = {u'a', 0xd83d};
    QCOMPARE(Json::stringify(Value(QStringView(highAtEnd, 2))), QByteArray(R"("a\ud83d")"));
}

void tst_Json::equalKeysShareTheirText()
{
    const Value value = json(R"([{"title":1},{"title":2}])");
    const auto textOf = [&](qsizetype i) { return value.at(i).keys().first().view().utf16(); };
    QCOMPARE(static_cast<const void *>(textOf(0)), static_cast<const void *>(textOf(1)));
}

void tst_Json::longTextsAndManyItems()
{
    // Past every internal piece, with characters of each width at each place.
    QString text;
    for (int i = 0; i < 5000; ++i)
        text += QString::fromUcs4(U"a\u00e9\u20ac\U0001F600\"\n" + i % 6, 1);
    Value array = Value::array();
    for (int from = 0; from < 40; ++from)
        array.append(QStringView(text).mid(from));
    Value object = Value::object();
    for (int i = 0; i < 3000; ++i)
        object.set(Key(u"key %1"_qs.arg(i)), Value::array({i, QStringView(text).left(i)}));
    array.append(object);
    const QByteArray written = Json::stringify(array);
    QCOMPARE(Json::parse(written), array);
    QCOMPARE(Json::parse(QString::fromUtf8(written)), array);
    QCOMPARE(Json::stringify(Json::parse(written)), written);
}

void tst_Json::depthIsLimited_data()
{
    QTest::addColumn<int>("depth");
    QTest::addColumn<int>("limit");
    QTest::addColumn<bool>("tooDeep");
    QTest::newRow("as deep as allowed") << 512 << Json::DefaultMaxDepth << false;
    QTest::newRow("one too deep") << 513 << Json::DefaultMaxDepth << true;
    QTest::newRow("far too deep") << 1000000 << Json::DefaultMaxDepth << true;
    QTest::newRow("another limit") << 4 << 3 << true;
    QTest::newRow("scalars only") << 1 << 0 << true;
    QTest::newRow("a scalar has no depth") << 0 << 0 << false;
}

void tst_Json::depthIsLimited()
{
    QFETCH(int, depth);
    QFETCH(int, limit);
    QFETCH(bool, tooDeep);
    for (const char *brackets : {"[]", "{}"}) {
        const bool isObject = brackets[0] == '{';
        const QByteArray opening = isObject ? "{\"a\":" : "[";
        const QByteArray text = opening.repeated(depth) + '1' + QByteArray(depth, brackets[1]);
        const Error error = errorOf([&] { (void)Json::parse(text, {limit}); });
        QCOMPARE(error.is(ErrorCode::JsonTooDeep), tooDeep);
        if (tooDeep)
            QVERIFY(error.message().contains(u"offset %1"_qs.arg(opening.size() * limit)));
    }
}

void tst_Json::deepTreesAreReadAndWritten()
{
    constexpr int depth = 200000;
    const QByteArray text = QByteArray("[{\"a\":").repeated(depth / 2) + '1' + QByteArray("}]").repeated(depth / 2);
    const Value value = Json::parse(text, {depth});
    QCOMPARE(Json::stringify(value), text);
    QCOMPARE(Json::parse(QString::fromLatin1(text), {depth}), value);
}

void tst_Json::invalidUtf8IsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a byte that only continues") << QByteArray("\x80");
    QTest::newRow("two bytes, the second missing") << QByteArray("\xc3");
    QTest::newRow("two bytes, the second a letter") << QByteArray("\xc3" "a");
    QTest::newRow("three bytes, cut after two") << QByteArray("\xe2\x82");
    QTest::newRow("four bytes, cut after three") << QByteArray("\xf0\x9f\x98");
    QTest::newRow("overlong, two bytes") << QByteArray("\xc0\xaf");
    QTest::newRow("overlong, two bytes, c1") << QByteArray("\xc1\xbf");
    QTest::newRow("overlong, three bytes") << QByteArray("\xe0\x9f\xbf");
    QTest::newRow("overlong, four bytes") << QByteArray("\xf0\x8f\xbf\xbf");
    QTest::newRow("a high surrogate") << QByteArray("\xed\xa0\x80");
    QTest::newRow("a low surrogate") << QByteArray("\xed\xbf\xbf");
    QTest::newRow("an encoded pair") << QByteArray("\xed\xa0\xbd\xed\xb8\x80");
    QTest::newRow("above U+10FFFF") << QByteArray("\xf4\x90\x80\x80");
    QTest::newRow("far above") << QByteArray("\xf7\xbf\xbf\xbf");
    QTest::newRow("five bytes") << QByteArray("\xf8\x88\x80\x80\x80");
    QTest::newRow("fe") << QByteArray("\xfe");
    QTest::newRow("ff") << QByteArray("\xff");
}

void tst_Json::invalidUtf8IsRefused()
{
    QFETCH(QByteArray, bytes);
    const auto check = [](const QByteArray &text, qsizetype offset) {
        const Error error = errorOf([&] { (void)Json::parse(text); });
        QVERIFY(error.is(ErrorCode::JsonInvalidUtf8));
        QVERIFY2(error.message().contains(u"offset %1"_qs.arg(offset)), qPrintable(error.message()));
    };
    check("\"ab" + bytes + "\"", 3);
    check("\"\\n" + bytes, 3);
    check("{\"" + bytes + "\":1}", 2);
}

void tst_Json::validUtf8IsRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("first of two bytes") << QByteArray("\xc2\x80") << u"\u0080"_qs;
    QTest::newRow("last of two bytes") << QByteArray("\xdf\xbf") << u"\u07ff"_qs;
    QTest::newRow("first of three bytes") << QByteArray("\xe0\xa0\x80") << u"\u0800"_qs;
    QTest::newRow("before the surrogates") << QByteArray("\xed\x9f\xbf") << u"\ud7ff"_qs;
    QTest::newRow("after the surrogates") << QByteArray("\xee\x80\x80") << u"\ue000"_qs;
    QTest::newRow("last of three bytes") << QByteArray("\xef\xbf\xbf") << u"\uffff"_qs;
    QTest::newRow("first of four bytes") << QByteArray("\xf0\x90\x80\x80") << u"\U00010000"_qs;
    QTest::newRow("the last of all") << QByteArray("\xf4\x8f\xbf\xbf") << u"\U0010FFFF"_qs;
}

void tst_Json::validUtf8IsRead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    const QByteArray quoted = '"' + bytes + '"';
    QCOMPARE(Json::parse(quoted).toString(), text);
    QCOMPARE(Json::stringify(Value(text)), quoted);
}

void tst_Json::syntaxErrorsNameTheOffset_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("only space") << QByteArray("  ") << 2;
    QTest::newRow("a word") << QByteArray("hello") << 0;
    QTest::newRow("half a word") << QByteArray("[tru]") << 4;
    QTest::newRow("a longer word") << QByteArray("nulll") << 4;
    QTest::newRow("undefined") << QByteArray("undefined") << 0;
    QTest::newRow("NaN") << QByteArray("NaN") << 0;
    QTest::newRow("an open array") << QByteArray("[1") << 2;
    QTest::newRow("an open array after a comma") << QByteArray("[1,") << 3;
    QTest::newRow("a comma at the end of an array") << QByteArray("[1,]") << 3;
    QTest::newRow("a comma at the start of an array") << QByteArray("[,1]") << 1;
    QTest::newRow("no comma") << QByteArray("[1 2]") << 3;
    QTest::newRow("the wrong bracket") << QByteArray("[1}") << 2;
    QTest::newRow("an open object") << QByteArray("{") << 1;
    QTest::newRow("a comma at the end of an object") << QByteArray(R"({"a":1,})") << 7;
    QTest::newRow("no colon") << QByteArray(R"({"a" 1})") << 5;
    QTest::newRow("no value") << QByteArray(R"({"a":})") << 5;
    QTest::newRow("a key without quotes") << QByteArray("{a:1}") << 1;
    QTest::newRow("a key in single quotes") << QByteArray("{'a':1}") << 1;
    QTest::newRow("a number as key") << QByteArray("{1:1}") << 1;
    QTest::newRow("text after the value") << QByteArray("{} x") << 3;
    QTest::newRow("two values") << QByteArray("1 2") << 2;
    QTest::newRow("a closing bracket too many") << QByteArray("[]]") << 2;
    QTest::newRow("an open string") << QByteArray("\"abc") << 4;
    QTest::newRow("a line break in a string") << QByteArray("\"a\nb\"") << 2;
    QTest::newRow("a zero byte in a string") << QByteArray("\"a\0\"", 4) << 2;
    QTest::newRow("a zero byte") << QByteArray("\0", 1) << 0;
    QTest::newRow("a zero byte after the value") << QByteArray("1\0", 2) << 1;
    QTest::newRow("an unknown escape") << QByteArray(R"("\x41")") << 1;
    QTest::newRow("an escape at the end") << QByteArray("\"\\") << 1;
    QTest::newRow("an escaped zero byte") << QByteArray("\"\\\0\"", 4) << 1;
    QTest::newRow("three hexadecimal digits") << QByteArray(R"("a\u123")") << 2;
    QTest::newRow("no hexadecimal digits") << QByteArray(R"("\u12g4")") << 1;
    QTest::newRow("a leading zero") << QByteArray("01") << 1;
    QTest::newRow("a minus without digits") << QByteArray("-") << 1;
    QTest::newRow("a plus") << QByteArray("+1") << 0;
    QTest::newRow("a point without digits before") << QByteArray(".5") << 0;
    QTest::newRow("a point without digits behind") << QByteArray("[1.]") << 3;
    QTest::newRow("an exponent without digits") << QByteArray("1e") << 2;
    QTest::newRow("an exponent with only a sign") << QByteArray("1e+") << 3;
    QTest::newRow("hexadecimal") << QByteArray("0x10") << 1;
    QTest::newRow("a comment") << QByteArray("/*a*/1") << 0;
    QTest::newRow("a byte order mark") << QByteArray("\xef\xbb\xbf" "1") << 0;
    QTest::newRow("a form feed is no space") << QByteArray("\f1") << 0;
    QTest::newRow("a byte above ASCII outside a string") << QByteArray("[\xff]") << 1;
}

void tst_Json::syntaxErrorsNameTheOffset()
{
    QFETCH(QByteArray, text);
    QFETCH(int, offset);
    const QString expected = u"offset %1:"_qs.arg(offset);
    const auto check = [&](const Error &error) {
        QVERIFY(error.is(ErrorCode::JsonSyntax));
        QVERIFY2(error.message().contains(expected), qPrintable(error.message()));
    };
    check(errorOf([&] { (void)Json::parse(text); }));
    check(errorOf([&] { (void)Json::parse(QString::fromLatin1(text)); }));
}

void tst_Json::piecesAreAppended()
{
    QByteArray out("x=");
    Json::append(out, json("[1,{\"a\":null}]"));
    Json::appendString(out, u"q\"");
    Json::appendNumber(out, 1e21);
    QCOMPARE(out, QByteArray("x=[1,{\"a\":null}]\"q\\\"\"1e+21"));
}

QTEST_APPLESS_MAIN(tst_Json)
#include "tst_json.moc"
