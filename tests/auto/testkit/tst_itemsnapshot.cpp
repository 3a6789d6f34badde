// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/itemsnapshot.h>
#include <Racer/json.h>

#include <QtCore/QStringListModel>
#include <QtGui/QStandardItemModel>
#include <QtTest/QTest>

using namespace Racer;

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

QStandardItem *item(const QString &text, const QVariant &extra = {})
{
    auto *const made = new QStandardItem(text);
    made->setData(extra, Qt::UserRole);
    return made;
}

} // namespace

class tst_ItemSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes();
    void differences_data();
    void differences();
    void unknownRolesAreNamed();
};

void tst_ItemSnapshot::shapes()
{
    QCOMPARE(ItemSnapshot().rows(), Value::array());

    const QStringListModel list({QStringLiteral("a"), QStringLiteral("b")});
    QCOMPARE(ItemSnapshot(&list).rows(), json(R"(["a","b"])"));
    QCOMPARE(ItemSnapshot(&list, {QStringLiteral("display"), QStringLiteral("edit")}).rows(),
             json(R"([{"display":"a","edit":"a"},{"display":"b","edit":"b"}])"));

    QStandardItemModel tree;
    QStandardItem *const first = item(QStringLiteral("a"));
    first->appendRow(item(QStringLiteral("aa")));
    tree.appendRow(first);
    tree.appendRow(item(QStringLiteral("b")));
    const ItemSnapshot snapshot(&tree);
    QCOMPARE(snapshot.rows(), json(R"([{"item":"a","children":["aa"]},"b"])"));
    QCOMPARE(snapshot.text(), QStringLiteral("\"a\"\n  \"aa\"\n\"b\""));
    QCOMPARE(ItemSnapshot(&tree, {}, tree.index(0, 0)).rows(), json(R"(["aa"])"));

    QStandardItemModel table;
    table.appendRow({item(QStringLiteral("a")), item(QStringLiteral("1"))});
    table.appendRow({item(QStringLiteral("b")), item(QStringLiteral("2"))});
    QCOMPARE(ItemSnapshot(&table).rows(), json(R"([["a","1"],["b","2"]])"));
    table.item(1, 1)->setText(QStringLiteral("3"));
    QVERIFY(ItemSnapshot(&table) != ItemSnapshot(&tree));
    QCOMPARE(ItemSnapshot(&table).difference(json(R"([["a","1"],["b","3"]])")), QString());
}

void tst_ItemSnapshot::differences_data()
{
    QTest::addColumn<QStringList>("found");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QString>("difference");

    const QStringList abc{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    QTest::newRow("nothing differs") << abc << QByteArray(R"(["a","b","c"])") << QString();
    QTest::newRow("one is too much") << abc << QByteArray(R"(["a","c"])") << u"  \"a\"\n+ \"b\"\n  \"c\""_qs;
    QTest::newRow("one is missing") << abc << QByteArray(R"(["a","b","x","c"])")
                                    << u"  \"a\"\n  \"b\"\n- \"x\"\n  \"c\""_qs;
    QTest::newRow("one is another") << abc << QByteArray(R"(["a","x","c"])")
                                    << u"  \"a\"\n- \"x\"\n+ \"b\"\n  \"c\""_qs;
    QTest::newRow("two changed places") << abc << QByteArray(R"(["b","a","c"])")
                                        << u"- \"b\"\n  \"a\"\n+ \"b\"\n  \"c\""_qs;
    QTest::newRow("there should be none") << QStringList{u"a"_qs} << QByteArray("[]") << u"+ \"a\""_qs;
    QTest::newRow("there are none") << QStringList() << QByteArray(R"(["a"])") << u"- \"a\""_qs;
    QStringList many;
    for (int i = 0; i < 20; ++i)
        many << QString::number(i);
    QStringList changed = many;
    changed[10] = u"x"_qs;
    QTest::newRow("of many only the near ones are shown")
        << changed << Json::stringify(Value::fromVariant(many))
        << u"  …\n  \"7\"\n  \"8\"\n  \"9\"\n- \"10\"\n+ \"x\"\n  \"11\"\n  \"12\"\n  \"13\"\n  …"_qs;
}

void tst_ItemSnapshot::differences()
{
    QFETCH(QStringList, found);
    QFETCH(QByteArray, expected);
    QFETCH(QString, difference);
    const QStringListModel list(found);
    const ItemSnapshot snapshot(&list);
    QCOMPARE(snapshot.difference(Json::parse(expected)), difference);
    if (!difference.isEmpty()) {
        const QString message = u"The rows differ (- expected, + found):\n"_qs + difference;
        QTest::ignoreMessage(QtWarningMsg, message.toUtf8().constData());
    }
    QCOMPARE(snapshot.matches(Json::parse(expected)), difference.isEmpty());
}

void tst_ItemSnapshot::unknownRolesAreNamed()
{
    const QStringListModel list({QStringLiteral("a")});
    QTest::ignoreMessage(QtWarningMsg, "ItemSnapshot: the model has no role \"title\"");
    const ItemSnapshot snapshot(&list, {QStringLiteral("title")});
    QVERIFY(snapshot.rows().at(0).isUndefined());
}

QTEST_GUILESS_MAIN(tst_ItemSnapshot)
#include "tst_itemsnapshot.moc"
