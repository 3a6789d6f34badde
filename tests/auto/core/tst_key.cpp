// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "printing.h"

#include <Racer/id.h>

#include <QtCore/QRegularExpression>

#include <unordered_map>

using namespace Racer;

class tst_Key : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalTextsAreEqualKeys();
    void copiesShareTheirText();
    void theEmptyKeyIsAName();
    void keysSortAsJavaScriptSortsStrings();
    void keysWorkInHashes();
    void indexes_data();
    void indexes();
    void uuidsAreRandomVersion4();
    void connectionIdsAreThirtyTwoHexDigits();
    void forbiddenNames_data();
    void forbiddenNames();
};

void tst_Key::equalTextsAreEqualKeys()
{
    const Key a(u"title");
    const Key b(u"title"_qs);
    const Key c(QLatin1StringView("title"));
    QCOMPARE(a, b);
    QCOMPARE(b, c);
    QCOMPARE(a.hash(), b.hash());
    QVERIFY(a == u"title");
    QVERIFY(a == u"title"_qs);
    QVERIFY(a != Key(u"titles"));
    QVERIFY(Key(u"a\0b"_qs) != Key(u"a"));
}

void tst_Key::copiesShareTheirText()
{
    const Key a(u"title");
    const Key b = a;
    QCOMPARE(static_cast<const void *>(a.view().utf16()), static_cast<const void *>(b.view().utf16()));
    const Value text = a;
    QCOMPARE(static_cast<const void *>(text.stringView().utf16()), static_cast<const void *>(a.view().utf16()));
    QCOMPARE(text.toKey(), a);
}

void tst_Key::theEmptyKeyIsAName()
{
    QVERIFY(Key().isEmpty());
    QCOMPARE(Key(u""), Key());
    QCOMPARE(Key(QString()), Key());
    QCOMPARE(Key().size(), 0);
    QCOMPARE(Key().hash(), Key(u"").hash());
    QVERIFY(!Key().view().isNull());
    QCOMPARE(Value(u"").toKey(), Key());
    QVERIFY(Key() != Key(u" "));
}

void tst_Key::keysSortAsJavaScriptSortsStrings()
{
    QVERIFY(Key(u"a") < Key(u"b"));
    QVERIFY(Key(u"Z") < Key(u"a"));
    QVERIFY(Key(u"a") < Key(u"aa"));
    QVERIFY(Key() < Key(u"a"));
    // By unit, not by code point: a surrogate pair sorts before U+FFFD.
    QVERIFY(Key(u"\U0001F600") < Key(u"\uFFFD"));
}

void tst_Key::keysWorkInHashes()
{
    QHash<Key, int> hash;
    std::unordered_map<Key, int> map;
    for (int i = 0; i < 1000; ++i) {
        hash[Key::fromIndex(i)] = i;
        map[Key::fromIndex(i)] = i;
    }
    for (int i = 0; i < 1000; ++i) {
        QCOMPARE(hash.value(Key(QString::number(i))), i);
        QCOMPARE(map.at(Key(QString::number(i))), i);
    }
}

void tst_Key::indexes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isIndex");
    QTest::addColumn<qint64>("index");
    QTest::newRow("zero") << u"0"_qs << true << qint64(0);
    QTest::newRow("a number") << u"12"_qs << true << qint64(12);
    QTest::newRow("leading zeros count as digits") << u"01"_qs << true << qint64(1);
    QTest::newRow("the largest") << u"2147483647"_qs << true << qint64(2147483647);
    QTest::newRow("one too large") << u"2147483648"_qs << true << qint64(-1);
    QTest::newRow("far too large") << u"99999999999999999999999"_qs << true << qint64(-1);
    QTest::newRow("no digits") << u""_qs << false << qint64(-1);
    QTest::newRow("a sign") << u"-1"_qs << false << qint64(-1);
    QTest::newRow("a letter") << u"1a"_qs << false << qint64(-1);
    QTest::newRow("a space") << u" 1"_qs << false << qint64(-1);
    QTest::newRow("digits of another script") << u"\u0661"_qs << false << qint64(-1);
}

void tst_Key::indexes()
{
    QFETCH(QString, text);
    QFETCH(bool, isIndex);
    QFETCH(qint64, index);
    QCOMPARE(Key(text).isIndex(), isIndex);
    QCOMPARE(Key(text).toIndex(), index);
    if (index >= 0 && !text.startsWith(u"0"))
        QCOMPARE(Key::fromIndex(index), Key(text));
}

void tst_Key::uuidsAreRandomVersion4()
{
    const QRegularExpression pattern(u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_qs);
    const QString id = createUuid();
    QVERIFY2(pattern.match(id).hasMatch(), qPrintable(id));
    QVERIFY(createUuid() != id);
}

void tst_Key::connectionIdsAreThirtyTwoHexDigits()
{
    const QRegularExpression pattern(u"^[0-9a-f]{32}$"_qs);
    const Key id = createConnectionId();
    QVERIFY2(pattern.match(id.toString()).hasMatch(), qPrintable(id.toString()));
    QVERIFY(createConnectionId() != id);
}

void tst_Key::forbiddenNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("forbidden");
    for (const char *name : {"__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
                             "__proto__", "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable",
                             "toLocaleString", "toString", "valueOf"}) {
        QTest::addRow("%s is a property of every JavaScript object", name) << QString::fromLatin1(name) << true;
    }
    for (const char *name : {"", "prototype", "tostring", "toString ", "length", "__proto", "$where"})
        QTest::addRow("'%s' is free", name) << QString::fromLatin1(name) << false;
}

void tst_Key::forbiddenNames()
{
    QFETCH(QString, name);
    QTEST(isForbiddenName(name), "forbidden");
}

QTEST_APPLESS_MAIN(tst_Key)
#include "tst_key.moc"
