// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "printing.h"
#include "testseed.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QStringDecoder>

#include <cmath>
#include <memory>

using namespace Racer;

// Random damage to good texts: the reader accepts or refuses, never crashes, and what it accepts comes back.
// RACER_FUZZ_ITERATIONS sets how many texts, RACER_TEST_SEED repeats a run.
class tst_JsonFuzz : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void damagedTexts();
    void randomTrees();

private:
    const int m_iterations = qEnvironmentVariableIntValue("RACER_FUZZ_ITERATIONS") > 0
        ? qEnvironmentVariableIntValue("RACER_FUZZ_ITERATIONS") : 20000;
    const quint32 m_seed = testSeed();
};

namespace {

const QByteArrayList goodTexts{
    R"({"a":"op","c":"todos","d":"t1","v":12,"src":"b3f0","seq":3,"op":[{"p":["list",2,"title"],"od":"a","oi":"b"}]})",
    R"([1,-2.5e10,0.001,true,false,null,"",[],{},[[[{"x":[]}]]]])",
    "{\"\xc3\xa9\":\"\xe2\x82\xac\xf0\x9f\x98\x80\",\"\\u00e9\\ud83d\\ude00\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\ud800\"}",
    R"({"a":1,"a":2,"__proto__":{"a":[123456789012345678901234567890,1e400,-0]}})",
    " \t\r\n [ 1 , { \"k\" : \"v\" } ] \n",
};

QByteArray damaged(QRandomGenerator &random)
{
    static const QByteArrayList pieces{
        "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-", "e", ".", "1e999", "\\u", "\\ud800", "\xc3", "\x80",
        "\xed\xa0\x80", "\xf4\x90\x80\x80", "null", "true", " ", QByteArray("\0", 1), "\x1f", "[[[[[[[["};
    QByteArray text = goodTexts[random.bounded(int(goodTexts.size()))];
    for (int i = random.bounded(1, 5); i > 0; --i) {
        const auto at = random.bounded(int(text.size()) + 1);
        switch (random.bounded(5)) {
        case 0: text.insert(at, pieces[random.bounded(int(pieces.size()))]); break;
        case 1: text.remove(at, random.bounded(4)); break;
        case 2: text.truncate(at); break;
        case 3:
            if (at < text.size())
                text[at] = char(random.bounded(256));
            break;
        default: text.insert(at, text.mid(random.bounded(int(text.size()) + 1), random.bounded(20))); break;
        }
    }
    return text;
}

Value randomTree(QRandomGenerator &random, int depth)
{
    switch (random.bounded(depth > 0 ? 8 : 5)) {
    case 0: return nullptr;
    case 1: return random.bounded(2) == 0;
    case 2: return random.bounded(-1000, 1000);
    case 3: return (random.generateDouble() - 0.5) * std::pow(10, random.bounded(-30, 30));
    case 4: {
        QString text;
        for (int i = random.bounded(20); i > 0; --i)
            text += QChar(ushort(random.bounded(4) ? random.bounded(0x80) : random.bounded(0x10000)));
        return text;
    }
    case 5: {
        Value array = Value::array();
        for (int i = random.bounded(12); i > 0; --i)
            array.append(randomTree(random, depth - 1));
        return array;
    }
    default: {
        Value object = Value::object();
        for (int i = random.bounded(random.bounded(30) ? 12 : 80); i > 0; --i)
            object.set(Key(u"k%1"_qs.arg(random.bounded(200))), randomTree(random, depth - 1));
        return object;
    }
    }
}

} // namespace

void tst_JsonFuzz::damagedTexts()
{
    qInfo("seed %u, %d texts (set RACER_TEST_SEED and RACER_FUZZ_ITERATIONS)", m_seed, m_iterations);
    QRandomGenerator random(m_seed);
    int accepted = 0;
    for (int i = 0; i < m_iterations; ++i) {
        const QByteArray text = damaged(random);
        // Memory of just this size, so that a look past the end is found by the sanitizers.
        const auto exact = std::make_unique<char[]>(size_t(text.size()));
        std::copy(text.begin(), text.end(), exact.get());
        Value value;
        const Error error = errorOf([&] { value = Json::parse(QByteArrayView(exact.get(), text.size()), {32}); });
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString wide = decoder.decode(text);
        const bool isUtf8 = !decoder.hasError();
        QVERIFY2(isUtf8 || error, text.toHex());
        if (error) {
            QVERIFY2(error.is(ErrorCode::JsonSyntax) || error.is(ErrorCode::JsonTooDeep)
                         || (error.is(ErrorCode::JsonInvalidUtf8) && !isUtf8), text.toHex());
        } else {
            ++accepted;
            const QByteArray written = Json::stringify(value);
            QVERIFY2(Json::stringify(Json::parse(written)) == written, text.toHex());
        }
        if (isUtf8) {
            const auto units = std::make_unique<char16_t[]>(size_t(wide.size()));
            std::copy_n(wide.utf16(), wide.size(), units.get());
            Value other;
            const Error wideError = errorOf([&] { other = Json::parse(QStringView(units.get(), wide.size()), {32}); });
            QVERIFY2(bool(wideError) == bool(error) && other == value, text.toHex());
        }
    }
    QVERIFY(accepted > 0 && accepted < m_iterations);
}

void tst_JsonFuzz::randomTrees()
{
    QRandomGenerator random(m_seed);
    for (int i = 0; i < m_iterations / 20; ++i) {
        const Value tree = randomTree(random, 4);
        const QByteArray text = Json::stringify(tree);
        QVERIFY2(Json::parse(text) == tree, text);
        QVERIFY2(Json::parse(QString::fromUtf8(text)) == tree, text);
        QVERIFY2(Json::parse(Json::stringify(tree, 3)) == tree, text);
        if (tree.isContainer())
            QVERIFY2(!QJsonDocument::fromJson(text).isNull(), text);
    }
}

QTEST_APPLESS_MAIN(tst_JsonFuzz)
#include "tst_jsonfuzz.moc"
