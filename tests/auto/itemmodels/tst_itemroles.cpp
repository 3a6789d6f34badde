// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/modeltest.h"
#include "signallog.h"

#include <QtCore/QDateTime>
#include <QtCore/QUrl>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

using Tester = QAbstractItemModelTester;

// Roles, by a list of one or more rows.
class tst_ItemRoles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typedValues_data();
    void typedValues();
    void writtenValues_data();
    void writtenValues();
    void whatCannotBeConvertedIsAnError();
    void everyItemHasTheCommonRoles();
    void declaredRolesHavePathsAndTypes();
    void discoveredRolesLeaveCommonNamesAlone();
    void numbersStay();
    void commonRolesCannotBeDeclared();
    void changedRoles_data();
    void changedRoles();
};

void tst_ItemRoles::typedValues_data()
{
    QTest::addColumn<QByteArray>("value"); // JSON; empty: undefined
    QTest::addColumn<QMetaType>("type");
    QTest::addColumn<QVariant>("shown");

    const auto row = [](const char *name, const QByteArray &value, QMetaType type, const QVariant &shown) {
        QTest::newRow(name) << value << type << shown;
    };
    const QMetaType integer = QMetaType::fromType<int>();
    const QMetaType string = QMetaType::fromType<QString>();
    const QMetaType date = QMetaType::fromType<QDate>();
    row("without a type a number is a double", "3", {}, 3.0);
    row("without a type undefined is invalid", "", {}, QVariant());
    row("without a type null is null", "null", {}, QVariant::fromValue(nullptr));
    row("an int", "3", integer, 3);
    row("an int of a text", R"("12")", integer, 12);
    row("an int of a text that is none", R"("twelve")", integer, QVariant(integer));
    row("an int of nothing", "", integer, QVariant(integer));
    row("an int of null", "null", integer, QVariant(integer));
    row("a text of a number", "1.5", string, u"1.5"_qs);
    row("a text of nothing", "", string, QVariant(string));
    row("a bool", "true", QMetaType::fromType<bool>(), true);
    row("a date", R"("2024-02-29")", date, QDate(2024, 2, 29));
    row("a date that there is not", R"("2023-02-29")", date, QVariant(date));
    row("a date of milliseconds", "86400000", date, QDateTime::fromMSecsSinceEpoch(86'400'000).date());
    row("a time of milliseconds", "1500", QMetaType::fromType<QDateTime>(), QDateTime::fromMSecsSinceEpoch(1500));
    row("a URL", R"("https://example.org/a")", QMetaType::fromType<QUrl>(), QUrl(u"https://example.org/a"_qs));
    row("an enumeration", "1", QMetaType::fromType<Qt::SortOrder>(), QVariant::fromValue(Qt::DescendingOrder));
    row("a list is no int", "[1]", integer, QVariant(integer));
    row("a list", "[1]", QMetaType::fromType<QVariantList>(), QVariantList{1.0});
}

void tst_ItemRoles::typedValues()
{
    QFETCH(QByteArray, value);
    QFETCH(QMetaType, type);
    QFETCH(QVariant, shown);
    const QVariant variant = toVariant(value.isEmpty() ? Value() : json(value.constData()), type);
    QCOMPARE(variant, shown);
    QCOMPARE(variant.metaType(), shown.metaType());
    QCOMPARE(variant.isNull(), shown.isNull());
}

void tst_ItemRoles::writtenValues_data()
{
    QTest::addColumn<QVariant>("variant");
    QTest::addColumn<QMetaType>("type");
    QTest::addColumn<QByteArray>("present");
    QTest::addColumn<QString>("written");

    const auto row = [](const char *name, const QVariant &variant, QMetaType type, const QByteArray &present,
                        const QString &written) { QTest::newRow(name) << variant << type << present << written; };
    const QMetaType integer = QMetaType::fromType<int>();
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(1500, Qt::UTC);
    row("a text as it is", u"a"_qs, {}, {}, u"\"a\""_qs);
    row("a text to an int", u"12"_qs, integer, {}, u"12"_qs);
    row("nothing deletes", QVariant(), integer, {}, u"undef"_qs);
    row("a null of a type is null", QVariant(integer), integer, {}, u"null"_qs);
    row("an empty text is no null", QString(), {}, {}, u"\"\""_qs);
    row("a date", QDate(2024, 2, 29), QMetaType::fromType<QDate>(), {}, u"\"2024-02-29\""_qs);
    row("an invalid date is null", QDate(), QMetaType::fromType<QDate>(), {}, u"null"_qs);
    row("a time where a number is", time, QMetaType::fromType<QDateTime>(), "3", u"1500"_qs);
    row("a time where a text is", time, QMetaType::fromType<QDateTime>(), R"("x")",
        u"\"1970-01-01T00:00:01.500Z\""_qs);
    row("a Value", QVariant::fromValue(json("[1]")), QMetaType::fromType<Value>(), {}, u"[1]"_qs);
}

void tst_ItemRoles::writtenValues()
{
    QFETCH(QVariant, variant);
    QFETCH(QMetaType, type);
    QFETCH(QByteArray, present);
    QFETCH(QString, written);
    QCOMPARE(text(fromVariant(variant, type, present.isEmpty() ? Value() : json(present.constData()))), written);
}

void tst_ItemRoles::whatCannotBeConvertedIsAnError()
{
    QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(fromVariant(u"twelve"_qs, QMetaType::fromType<int>())));

    RootModel model;
    model.set(u"_page.list", json(R"([{"n":1}])"));
    ListModel list;
    list.setItemRoles({{.name = u"n"_qs, .type = QMetaType::fromType<int>()}});
    list.setSource(model.at(u"_page.list"));
    QSignalSpy errors(&model, &RootModel::error);
    QVERIFY(!list.setData(list.index(0), u"many"_qs, list.roleFor(u"n"_qs)));
    QCOMPARE(errors.size(), 1);
    const QString message = errors.first().first().value<Error>().message();
    QVERIFY2(message.contains(u"\"many\" cannot be converted to int") && message.contains(u"_page.list"),
             qPrintable(message));
    QVERIFY(list.setData(list.index(0), u"7"_qs, list.roleFor(u"n"_qs)));
    QCOMPARE(text(model.get(u"_page.list.0")), u"{\"n\":7}"_qs);
}

void tst_ItemRoles::everyItemHasTheCommonRoles()
{
    RootModel model;
    model.set(u"_page.list", json(R"([{"id":"a","title":"A"},"text"])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(model.at(u"_page.list"));
    const QHash<int, QByteArray> names = list.roleNames();
    for (const char *name : {"modelData", "key", "exists", "pending", "failed", "reason", "section", "title", "id"})
        QVERIFY2(names.values().contains(name), name);
    QVERIFY(!names.values().contains("index"));
    QCOMPARE(list.roleFor(u"key"_qs), int(RowModel::KeyRole));
    QCOMPARE(list.roleFor(u"nothing"_qs), -1);
    QCOMPARE(list.index(0).data(RowModel::KeyRole), u"a"_qs);
    QCOMPARE(list.index(1).data(RowModel::IndexRole), 1);
    QCOMPARE(list.index(0).data(RowModel::ExistsRole), true);
    QCOMPARE(list.index(0).data(RowModel::PendingRole), false);
    QCOMPARE(list.index(0).data(RowModel::FailedRole), false);
    QCOMPARE(list.index(0).data(RowModel::ReasonRole), QString());
    QCOMPARE(list.index(1).data(), u"text"_qs); // an item that is no object shows itself
    QVERIFY(!list.index(1).data(list.roleFor(u"title"_qs)).isValid());
}

void tst_ItemRoles::declaredRolesHavePathsAndTypes()
{
    RootModel model;
    model.set(u"_page.list", json(R"([{"name":{"first":"Ada","last":"L"},"born":"1815-12-10"},{}])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setItemRoles({{.name = u"first"_qs, .path = u"name.first"_qs},
                       {.name = u"born"_qs, .type = QMetaType::fromType<QDate>()},
                       {.name = u"letters"_qs, .path = u"name.first.length"_qs}});
    list.setSource(model.at(u"_page.list"));
    QCOMPARE(list.index(0).data(), u"Ada"_qs); // the first role
    QCOMPARE(list.index(0).data(list.roleFor(u"born"_qs)), QDate(1815, 12, 10));
    QCOMPARE(list.index(0).data(list.roleFor(u"letters"_qs)), 3);
    QVERIFY(list.index(1).data(list.roleFor(u"born"_qs)).isNull());

    SignalLog spy(&list);
    QVERIFY(list.setData(list.index(0), u"Augusta Ada"_qs));
    QCOMPARE(spy.take(), QStringList{u"data 0 first letters modelData"_qs});
    // Parents that are missing are made.
    QVERIFY(list.setData(list.index(1), u"Charles"_qs, list.roleFor(u"first"_qs)));
    QVERIFY(list.setData(list.index(1), QDate(1791, 12, 26), list.roleFor(u"born"_qs)));
    QCOMPARE(text(model.get(u"_page.list.1")), u"{\"name\":{\"first\":\"Charles\"},\"born\":\"1791-12-26\"}"_qs);
}

void tst_ItemRoles::discoveredRolesLeaveCommonNamesAlone()
{
    RootModel model;
    model.set(u"_page.list", json(R"([{"key":"mine","failed":9,"index":4,"title":"A"}])"));
    ListModel list;
    list.setSource(model.at(u"_page.list"));
    QCOMPARE(list.roles(), QStringList{u"title"_qs});
    QCOMPARE(list.index(0).data(RowModel::FailedRole), false);
    QCOMPARE(list.get(0).toMap().value(u"failed"_qs), 9);
    // Another name reaches the member.
    list.setItemRoles({{.name = u"failures"_qs, .path = u"failed"_qs}});
    QCOMPARE(list.index(0).data(list.roleFor(u"failures"_qs)), 9);
}

void tst_ItemRoles::numbersStay()
{
    RootModel model;
    model.set(u"_page.list", json(R"([{"a":1,"b":2}])"));
    ListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setSource(model.at(u"_page.list"));
    const int a = list.roleFor(u"a"_qs);
    const int b = list.roleFor(u"b"_qs);
    QCOMPARE(a, int(RowModel::FirstMemberRole));
    list.setRoles({u"c"_qs, u"b"_qs});
    QCOMPARE(list.roleFor(u"b"_qs), b);
    QCOMPARE(list.roleFor(u"c"_qs), b + 1);
    QCOMPARE(list.roleFor(u"a"_qs), -1);
    QVERIFY(!list.index(0).data(a).isValid());
    QCOMPARE(list.roles(), (QStringList{u"c"_qs, u"b"_qs}));
    list.setRoles({});
    QCOMPARE(list.roleFor(u"a"_qs), a);
    QCOMPARE(list.index(0).data(a), 1);
    QCOMPARE(list.index(0).data(), 1);
}

void tst_ItemRoles::commonRolesCannotBeDeclared()
{
    ListModel list;
    QTest::ignoreMessage(QtWarningMsg, "Racer: \"section\" is a role of every item, and cannot be declared");
    list.setRoles({u"section"_qs, u"title"_qs});
    QCOMPARE(list.roles(), QStringList{u"title"_qs});
}

void tst_ItemRoles::changedRoles_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("roles"); // empty: no signal
    QTest::addColumn<bool>("isTextChanged");

    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, const QStringList &roles,
                        bool isTextChanged) { QTest::newRow(name) << before << after << roles << isTextChanged; };
    const QStringList whole{u"modelData"_qs};
    row("nothing", R"({"a":1,"b":{"c":2}})", R"({"b":{"c":2},"a":1})", {}, false);
    row("the first role is also the text", R"({"a":1})", R"({"a":2})", {u"a"_qs, u"modelData"_qs}, true);
    row("a nested role", R"({"b":{"c":2}})", R"({"b":{"c":3}})", {u"c"_qs, u"modelData"_qs}, false);
    row("what no role shows", R"({"a":1,"b":{"d":2}})", R"({"a":1,"b":{"d":3}})", whole, false);
    row("the parent of a nested role goes", R"({"a":1,"b":{"c":2}})", R"({"a":1})", {u"c"_qs, u"modelData"_qs}, false);
    row("the parent becomes something else", R"({"a":1,"b":{}})", R"({"a":1,"b":7})", whole, false);
    row("an object becomes a text", R"({"a":1})", R"("x")", {u"a"_qs, u"modelData"_qs}, true);
    row("a text becomes another", R"("x")", R"("y")", whole, true);
}

void tst_ItemRoles::changedRoles()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, roles);
    QFETCH(bool, isTextChanged);

    RootModel model;
    const Model items = model.at(u"_page.items");
    items.set(u"x", json(before.constData()));
    ListModel list;
    list.setItemRoles({{.name = u"a"_qs}, {.name = u"c"_qs, .path = u"b.c"_qs}});
    list.setSource(items);
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    QSignalSpy spy(&list, &QAbstractItemModel::dataChanged);
    items.set(u"x", json(after.constData()));
    if (roles.isEmpty()) {
        QCOMPARE(spy.size(), 0);
        return;
    }
    QCOMPARE(spy.size(), 1);
    QStringList names;
    const auto changed = spy.first().at(2).value<QList<int>>();
    for (const int role : changed) {
        if (role != Qt::DisplayRole && role != Qt::EditRole)
            names.append(QString::fromUtf8(list.roleNames().value(role)));
    }
    names.sort();
    QCOMPARE(names, roles);
    QCOMPARE(changed.contains(Qt::DisplayRole), isTextChanged);
    QCOMPARE(changed.contains(Qt::EditRole), isTextChanged);
}

QTEST_GUILESS_MAIN(tst_ItemRoles)
#include "tst_itemroles.moc"
