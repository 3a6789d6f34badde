// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"

#include <Racer/textsplice.h>

#include <QtTest/QTest>

using namespace Racer;

class tst_TextSplice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void between_data();
    void between();
    void betweenRandomTexts();
    void mappedPlace_data();
    void mappedPlace();
    void mappedRange_data();
    void mappedRange();
};

void tst_TextSplice::between_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("caret");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("removed");
    QTest::addColumn<QString>("inserted");

    QTest::newRow("equal texts") << u"abc"_qs << u"abc"_qs << -1 << 0 << 0 << u""_qs;
    QTest::newRow("two empty texts") << u""_qs << u""_qs << 0 << 0 << 0 << u""_qs;
    QTest::newRow("a first text") << u""_qs << u"abc"_qs << 3 << 0 << 0 << u"abc"_qs;
    QTest::newRow("everything goes") << u"abc"_qs << u""_qs << 0 << 0 << 3 << u""_qs;
    QTest::newRow("a letter in the middle") << u"ac"_qs << u"abc"_qs << 2 << 1 << 0 << u"b"_qs;
    QTest::newRow("a word for another") << u"one two"_qs << u"one six two"_qs << -1 << 4 << 0 << u"six "_qs;
    QTest::newRow("one of many equal letters, no caret") << u"aaa"_qs << u"aaaa"_qs << -1 << 3 << 0 << u"a"_qs;
    QTest::newRow("one of many equal letters, at the caret") << u"aaa"_qs << u"aaaa"_qs << 2 << 1 << 0 << u"a"_qs;
    QTest::newRow("one of many equal letters goes") << u"aaaa"_qs << u"aaa"_qs << 1 << 1 << 1 << u""_qs;
    QTest::newRow("a caret that has nothing to do with it") << u"abc"_qs << u"xabc"_qs << 4 << 0 << 0 << u"x"_qs;
    QTest::newRow("a caret out of range") << u"abc"_qs << u"abcd"_qs << 9 << 3 << 0 << u"d"_qs;
    QTest::newRow("surrogates that begin alike") << u"a\U0001F600b"_qs << u"a\U0001F601b"_qs << -1 << 1 << 2
                                                 << u"\U0001F601"_qs;
    QTest::newRow("surrogates that end alike") << u"\U0001F600"_qs << u"\U0001FA00"_qs << -1 << 0 << 2
                                               << u"\U0001FA00"_qs;
    QTest::newRow("a second equal emoji") << u"\U0001F600"_qs << u"\U0001F600\U0001F600"_qs << 2 << 0 << 0
                                          << u"\U0001F600"_qs;
}

void tst_TextSplice::between()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(int, caret);
    QFETCH(int, position);
    QFETCH(int, removed);
    QFETCH(QString, inserted);

    const TextSplice splice = TextSplice::between(before, after, caret);
    QCOMPARE(splice.isNull(), before == after);
    QCOMPARE(splice.position, position);
    QCOMPARE(splice.removed, removed);
    QCOMPARE(splice.inserted, inserted);
}

// Longer than the block that is compared at once, with all that can be wrong at its ends.
void tst_TextSplice::betweenRandomTexts()
{
    const quint32 seed = testSeed();
    QRandomGenerator random(seed);
    const auto randomText = [&random](int length) {
        QString text;
        for (int i = 0; i < length; ++i)
            text += random.bounded(8) ? QString(QChar(char16_t(u'a' + random.bounded(2)))) : u"\U0001F600"_qs;
        return text;
    };
    for (int i = 0; i < 3000; ++i) {
        const QString before = randomText(random.bounded(3) ? random.bounded(20) : random.bounded(3000));
        QString after = before;
        if (!after.isEmpty()) {
            const int at = random.bounded(int(after.size()));
            after.replace(at, random.bounded(int(after.size()) - at + 1), randomText(random.bounded(4)));
        }
        const TextSplice splice = TextSplice::between(before, after, random.bounded(3000) - 1);
        QString result = before;
        splice.applyTo(result);
        QVERIFY2(result == after, qPrintable(u"seed %1, round %2"_qs.arg(seed).arg(i)));
    }
}

void tst_TextSplice::mappedPlace_data()
{
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("removed");
    QTest::addColumn<QString>("inserted");
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("backward");
    QTest::addColumn<int>("forward");

    QTest::newRow("inserted before it") << 2 << 0 << u"xyz"_qs << 5 << 8 << 8;
    QTest::newRow("inserted at it") << 5 << 0 << u"xyz"_qs << 5 << 5 << 8;
    QTest::newRow("inserted after it") << 6 << 0 << u"xyz"_qs << 5 << 5 << 5;
    QTest::newRow("removed before it") << 1 << 2 << u""_qs << 5 << 3 << 3;
    QTest::newRow("removed up to it") << 3 << 2 << u""_qs << 5 << 3 << 3;
    QTest::newRow("removed around it") << 3 << 5 << u""_qs << 5 << 3 << 3;
    QTest::newRow("removed from it on") << 5 << 2 << u""_qs << 5 << 5 << 5;
    QTest::newRow("removed after it") << 6 << 2 << u""_qs << 5 << 5 << 5;
    QTest::newRow("replaced around it by something longer") << 3 << 5 << u"123456"_qs << 5 << 5 << 5;
    QTest::newRow("replaced around it by something short") << 3 << 5 << u"1"_qs << 5 << 4 << 4;
    QTest::newRow("replaced up to it") << 3 << 2 << u"1234"_qs << 5 << 7 << 7;
    QTest::newRow("replaced from it on") << 5 << 2 << u"1234"_qs << 5 << 5 << 5;
}

void tst_TextSplice::mappedPlace()
{
    QFETCH(int, position);
    QFETCH(int, removed);
    QFETCH(QString, inserted);
    QFETCH(int, place);
    const TextSplice splice{position, removed, inserted};
    QTEST(int(splice.mapped(place, TextSplice::Gravity::Backward)), "backward");
    QTEST(int(splice.mapped(place, TextSplice::Gravity::Forward)), "forward");
}

void tst_TextSplice::mappedRange_data()
{
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("removed");
    QTest::addColumn<QString>("inserted");
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("end");

    // Of the range from 4 to 8.
    QTest::newRow("inserted before it") << 1 << 0 << u"xy"_qs << 6 << 10;
    QTest::newRow("inserted at its start") << 4 << 0 << u"xy"_qs << 6 << 10;
    QTest::newRow("inserted in it") << 5 << 0 << u"xy"_qs << 4 << 10;
    QTest::newRow("inserted at its end") << 8 << 0 << u"xy"_qs << 4 << 8;
    QTest::newRow("inserted after it") << 9 << 0 << u"xy"_qs << 4 << 8;
    QTest::newRow("removed across its start") << 2 << 4 << u""_qs << 2 << 4;
    QTest::newRow("removed across its end") << 6 << 4 << u""_qs << 4 << 6;
    QTest::newRow("removed with what is around it") << 2 << 8 << u""_qs << 2 << 2;
    QTest::newRow("replaced as a whole") << 4 << 4 << u"xy"_qs << 4 << 6;
}

void tst_TextSplice::mappedRange()
{
    QFETCH(int, position);
    QFETCH(int, removed);
    QFETCH(QString, inserted);
    QFETCH(int, start);
    QFETCH(int, end);
    const TextSplice splice{position, removed, inserted};
    QCOMPARE(splice.mapped(TextRange{4, 8}), (TextRange{start, end}));
    QCOMPARE(splice.mapped(TextRange{8, 4}), (TextRange{end, start}));
}

QTEST_GUILESS_MAIN(tst_TextSplice)
#include "tst_textsplice.moc"
