// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "printing.h"

using namespace Racer;

class tst_Path : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textIsSplitAtDots_data();
    void textIsSplitAtDots();
    void parentsStopAtTheRoot();
    void partsOfPaths();
    void prefixes();
    void pathsAreJoined();
    void lookup_data();
    void lookup();
    void lookupFromASegment();
};

void tst_Path::textIsSplitAtDots_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("segments");
    QTest::newRow("the root") << u""_qs << QStringList();
    QTest::newRow("one segment") << u"a"_qs << QStringList{u"a"_qs};
    QTest::newRow("two segments") << u"a.b"_qs << QStringList{u"a"_qs, u"b"_qs};
    QTest::newRow("an empty middle") << u"a..b"_qs << QStringList{u"a"_qs, QString(), u"b"_qs};
    QTest::newRow("an empty start") << u".a"_qs << QStringList{QString(), u"a"_qs};
    QTest::newRow("an empty end") << u"a."_qs << QStringList{u"a"_qs, QString()};
    QTest::newRow("only a dot") << u"."_qs << QStringList{QString(), QString()};
    QTest::newRow("spaces and stars are kept") << u" a .*.**"_qs << QStringList{u" a "_qs, u"*"_qs, u"**"_qs};
}

void tst_Path::textIsSplitAtDots()
{
    QFETCH(QString, text);
    QFETCH(QStringList, segments);
    const Path path(text);
    QStringList found;
    for (const Key &segment : path.segments())
        found.append(segment.toString());
    QCOMPARE(found.size(), segments.size());
    for (qsizetype i = 0; i < segments.size(); ++i)
        QCOMPARE(path.at(i), Key(segments[i]));
    QCOMPARE(path.isRoot(), segments.isEmpty());
    QCOMPARE(path.toString(), text);
}

void tst_Path::parentsStopAtTheRoot()
{
    const Path path(u"a.b.c");
    QCOMPARE(path.parent(), Path(u"a.b"));
    QCOMPARE(path.parent(2), Path(u"a"));
    QCOMPARE(path.parent(0), path);
    QCOMPARE(path.parent(3), Path());
    QCOMPARE(path.parent(99), Path());
    QCOMPARE(Path().parent(), Path());
}

void tst_Path::partsOfPaths()
{
    const Path path(u"a.b.c");
    QCOMPARE(path.mid(1), Path(u"b.c"));
    QCOMPARE(path.mid(1, 1), Path(u"b"));
    QCOMPARE(path.mid(3), Path());
    QCOMPARE(path.first(), Key(u"a"));
    QCOMPARE(path.last(), Key(u"c"));
}

void tst_Path::prefixes()
{
    QVERIFY(Path(u"a.b").startsWith(Path(u"a")));
    QVERIFY(Path(u"a.b").startsWith(Path(u"a.b")));
    QVERIFY(Path(u"a.b").startsWith(Path()));
    QVERIFY(!Path(u"a").startsWith(Path(u"a.b")));
    QVERIFY(!Path(u"ab.c").startsWith(Path(u"a")));
}

void tst_Path::pathsAreJoined()
{
    QCOMPARE(Path(u"a") / Key(u"b"), Path(u"a.b"));
    QCOMPARE(Path(u"a") / Path(u"b.c"), Path(u"a.b.c"));
    QCOMPARE(qHash(Path(u"a") / Key(u"b")), qHash(Path(u"a.b")));
    // A dot inside a segment is a part of it.
    QVERIFY(Path(QList<Key>{Key(u"a.b")}) != Path(u"a.b"));
}

void tst_Path::lookup_data()
{
    QTest::addColumn<QByteArray>("root");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("found"); // empty: undefined
    const QByteArray root = R"({"n":null,"z":0,"o":{"":{"x":1},"k":[10,{"deep":true}]},"s":"h\u00e9y","5":"five"})";
    QTest::newRow("the root itself") << QByteArray("[1]") << u""_qs << QByteArray("[1]");
    QTest::newRow("a member") << root << u"z"_qs << QByteArray("0");
    QTest::newRow("an empty name") << root << u"o..x"_qs << QByteArray("1");
    QTest::newRow("an element") << root << u"o.k.0"_qs << QByteArray("10");
    QTest::newRow("below an element") << root << u"o.k.1.deep"_qs << QByteArray("true");
    QTest::newRow("digits as an object's key") << root << u"5"_qs << QByteArray("\"five\"");
    QTest::newRow("an array's length") << root << u"o.k.length"_qs << QByteArray("2");
    QTest::newRow("a string's length") << root << u"s.length"_qs << QByteArray("3");
    QTest::newRow("a character") << root << u"s.1"_qs << QByteArray("\"\xc3\xa9\"");
    QTest::newRow("the length of a character") << root << u"s.1.length"_qs << QByteArray("1");
    QTest::newRow("past a string's end") << root << u"s.3"_qs << QByteArray();
    QTest::newRow("what is not there") << root << u"o.missing.x"_qs << QByteArray();
    QTest::newRow("the walk stops at null and gives null") << root << u"n.y.z"_qs << QByteArray("null");
    QTest::newRow("below a number there is nothing") << root << u"z.y"_qs << QByteArray();
    QTest::newRow("an index with a leading zero is no index") << root << u"o.k.01"_qs << QByteArray();
    QTest::newRow("past an array's end") << root << u"o.k.2"_qs << QByteArray();
    QTest::newRow("an array has no named members") << root << u"o.k.deep"_qs << QByteArray();
    QTest::newRow("an object's length is a member as any other") << root << u"o.length"_qs << QByteArray();
}

void tst_Path::lookup()
{
    QFETCH(QByteArray, root);
    QFETCH(QString, path);
    QFETCH(QByteArray, found);
    QCOMPARE(Racer::lookup(Json::parse(root), Path(path)), found.isEmpty() ? Value() : Json::parse(found));
}

void tst_Path::lookupFromASegment()
{
    QCOMPARE(Racer::lookup(json(R"({"b":1})"), Path(u"a.b"), 1), Value(1));
    QCOMPARE(Racer::lookup(Value(2), Path(u"a.b"), 2), Value(2));
}

QTEST_APPLESS_MAIN(tst_Path)
#include "tst_path.moc"
