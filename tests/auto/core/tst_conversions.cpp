// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "printing.h"

#include <QtCore/QCborArray>
#include <QtCore/QCborMap>
#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QPoint>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtTest/QSignalSpy>

#include <cmath>
#include <thread>

using namespace Racer;

class Sender : public QObject
{
    Q_OBJECT
Q_SIGNALS:
    void changed(const Racer::Value &value);
};

class tst_Conversions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void treesComeBack_data();
    void treesComeBack();
    void undefinedAndNullStayApart();
    void variantsOfManyTypes_data();
    void variantsOfManyTypes();
    void typesWithoutAMeaningAreRefused();
    void numbersOfEveryKindAreDoubles();
    void jsonDocuments();
    void cborIntegersAndKeys();
    void minusZeroSurvivesCbor();
    void aValueInAVariantAnswersAsItsContent();
    void signalsCarryValuesBetweenThreads();
};

void tst_Conversions::treesComeBack_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("a boolean") << QByteArray("true");
    QTest::newRow("an integer") << QByteArray("-12");
    QTest::newRow("a fraction") << QByteArray("0.5");
    QTest::newRow("a large number") << QByteArray("1e300");
    QTest::newRow("a string") << QByteArray("\"\xc3\xa9\\ud800\"");
    QTest::newRow("empty containers") << QByteArray(R"([[],{},""])");
    QTest::newRow("a document") << QByteArray(R"({"a":[1,{"b":null}],"c":{"":false},"d":"x"})");
}

void tst_Conversions::treesComeBack()
{
    QFETCH(QByteArray, text);
    const Value value = Json::parse(text);
    QCOMPARE(Value::fromVariant(value.toVariant()), value);
    QCOMPARE(Value::fromJsonValue(value.toJsonValue()), value);
    QCOMPARE(Value::fromCborValue(value.toCborValue()), value);
}

void tst_Conversions::undefinedAndNullStayApart()
{
    QVERIFY(!Value().toVariant().isValid());
    QCOMPARE(Value(nullptr).toVariant(), QVariant::fromValue(nullptr));
    QVERIFY(Value::fromVariant(QVariant()).isUndefined());
    QVERIFY(Value::fromVariant(QVariant::fromValue(nullptr)).isNull());
    QVERIFY(Value().toJsonValue().isUndefined());
    QVERIFY(Value::fromJsonValue(QJsonValue(QJsonValue::Undefined)).isUndefined());
    QVERIFY(Value().toCborValue().isUndefined());
    QVERIFY(Value::fromCborValue(QCborValue(QCborValue::Undefined)).isUndefined());
    QVERIFY(Value::fromCborValue(QCborValue(nullptr)).isNull());
    const Value array = Value::array({Value(), nullptr});
    QCOMPARE(Value::fromVariant(array.toVariant()), array);
}

void tst_Conversions::variantsOfManyTypes_data()
{
    QTest::addColumn<QVariant>("variant");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a string") << QVariant(u"x"_qs) << QByteArray("\"x\"");
    QTest::newRow("a null string is an empty one") << QVariant(QString()) << QByteArray("\"\"");
    QTest::newRow("a character") << QVariant(QChar(u'x')) << QByteArray("\"x\"");
    QTest::newRow("a string list") << QVariant(QStringList{u"a"_qs, u"b"_qs}) << QByteArray(R"(["a","b"])");
    QTest::newRow("a variant list")
        << QVariant(QVariantList{1, u"b"_qs, QVariantList{}}) << QByteArray(R"([1,"b",[]])");
    QTest::newRow("a map") << QVariant(QVariantMap{{u"b"_qs, 1}, {u"a"_qs, true}}) << QByteArray(R"({"a":true,"b":1})");
    QTest::newRow("a hash") << QVariant(QVariantHash{{u"a"_qs, 1}}) << QByteArray(R"({"a":1})");
    QTest::newRow("a list of integers") << QVariant::fromValue(QList<int>{1, 2}) << QByteArray("[1,2]");
    QTest::newRow("an associative container")
        << QVariant::fromValue(QMap<QString, int>{{u"a"_qs, 1}}) << QByteArray(R"({"a":1})");
    QTest::newRow("a JSON value") << QVariant::fromValue(QJsonValue(u"x"_qs)) << QByteArray("\"x\"");
    QTest::newRow("a JSON object") << QVariant::fromValue(QJsonObject{{u"a"_qs, 1}}) << QByteArray(R"({"a":1})");
    QTest::newRow("a JSON array") << QVariant::fromValue(QJsonArray{1}) << QByteArray("[1]");
    QTest::newRow("a CBOR value") << QVariant::fromValue(QCborValue(5)) << QByteArray("5");
    QTest::newRow("a CBOR map") << QVariant::fromValue(QCborMap{{u"a"_qs, 1}}) << QByteArray(R"({"a":1})");
    QTest::newRow("a CBOR array") << QVariant::fromValue(QCborArray{1, nullptr}) << QByteArray("[1,null]");
    QTest::newRow("a value") << QVariant::fromValue(json("[1]")) << QByteArray("[1]");
    QTest::newRow("values in a list") << QVariant(QVariantList{QVariant::fromValue(json("{}"))}) << QByteArray("[{}]");
    QTest::newRow("a key") << QVariant::fromValue(Key(u"k")) << QByteArray("\"k\"");
    QTest::newRow("a time in UTC")
        << QVariant(QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 6), Qt::UTC))
        << QByteArray("\"2026-01-02T03:04:05.006Z\"");
    QTest::newRow("a date") << QVariant(QDate(2026, 1, 2)) << QByteArray("\"2026-01-02\"");
    QTest::newRow("a time of day") << QVariant(QTime(3, 4, 5, 6)) << QByteArray("\"03:04:05.006\"");
    QTest::newRow("a URL") << QVariant(QUrl(u"http://x/a b"_qs)) << QByteArray("\"http://x/a%20b\"");
    QTest::newRow("a UUID")
        << QVariant(QUuid(u"{67c8770b-44f1-410a-ab9a-f9b5446f13ee}"_qs))
        << QByteArray("\"67c8770b-44f1-410a-ab9a-f9b5446f13ee\"");
    QTest::newRow("bytes are UTF-8") << QVariant(QByteArray("\xc3\xa9")) << QByteArray("\"\xc3\xa9\"");
    QTest::newRow("an enumerator") << QVariant::fromValue(Qt::AlignRight) << QByteArray("2");
}

void tst_Conversions::variantsOfManyTypes()
{
    QFETCH(QVariant, variant);
    QTEST(Json::stringify(Value::fromVariant(variant)), "text");
}

void tst_Conversions::typesWithoutAMeaningAreRefused()
{
    const Error error = errorOf([] { (void)Value::fromVariant(QVariantList{QPoint(1, 2)}); });
    QVERIFY(error.message().contains(u"QPoint"));
}

void tst_Conversions::numbersOfEveryKindAreDoubles()
{
    for (const QVariant &number : {QVariant(5), QVariant(5u), QVariant(qint64(5)), QVariant(quint64(5)), QVariant(5.0),
                                   QVariant(5.0f), QVariant::fromValue(short(5)), QVariant::fromValue(ushort(5)),
                                   QVariant::fromValue(long(5)), QVariant::fromValue(ulong(5)),
                                   QVariant::fromValue<signed char>(5), QVariant::fromValue<uchar>(5)}) {
        QVERIFY2(Value::fromVariant(number) == Value(5), number.typeName());
    }
    QCOMPARE(Value(5).toVariant().typeId(), int(QMetaType::Double));
}

void tst_Conversions::jsonDocuments()
{
    const QJsonDocument document = QJsonDocument::fromJson(R"({"a":[1]})");
    QCOMPARE(Value::fromVariant(QVariant::fromValue(document)), json(R"({"a":[1]})"));
    QCOMPARE(Value::fromVariant(QVariant::fromValue(QJsonDocument::fromJson("[1]"))), json("[1]"));
    QCOMPARE(json(R"({"a":[1]})").toJsonValue().toObject(), document.object());
}

void tst_Conversions::cborIntegersAndKeys()
{
    QVERIFY(Value(5).toCborValue().isInteger());
    QVERIFY(Value(5.5).toCborValue().isDouble());
    QVERIFY(Value(1e300).toCborValue().isDouble());
    QCborMap map;
    map.insert(7, 1);
    map.insert(u"s"_qs, QCborValue(QByteArray("ab")));
    QCOMPARE(Json::stringify(Value::fromCborValue(map)), QByteArray(R"({"7":1,"s":"YWI"})"));
    const QCborValue date(QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC));
    QVERIFY(Value::fromCborValue(date).toString().startsWith(u"2026-01-02T03:04:05"));
}

void tst_Conversions::minusZeroSurvivesCbor()
{
    const Value back = Value::fromCborValue(Value(-0.0).toCborValue());
    QVERIFY(std::signbit(back.toDouble()));
}

void tst_Conversions::aValueInAVariantAnswersAsItsContent()
{
    QCOMPARE(QVariant::fromValue(json(R"({"a":[1]})")).toMap(), (QVariantMap{{u"a"_qs, QVariantList{1.0}}}));
    QCOMPARE(QVariant::fromValue(json("[1,\"x\"]")).toList(), (QVariantList{1.0, u"x"_qs}));
    QCOMPARE(QVariant::fromValue(Value(u"text")).toString(), u"text"_qs);
    QCOMPARE(QVariant::fromValue(Value(1.5)).toDouble(), 1.5);
    QCOMPARE(QVariant::fromValue(Value(u"text")).toBool(), true);
    QCOMPARE(QVariant::fromValue(Key(u"k")).toString(), u"k"_qs);
    QCOMPARE(QVariant::fromValue(json("[1]")), QVariant::fromValue(json("[1]")));
}

void tst_Conversions::signalsCarryValuesBetweenThreads()
{
    Sender sender;
    Value received;
    connect(&sender, &Sender::changed, this, [&](const Value &value) { received = value; }, Qt::QueuedConnection);
    std::thread thread([&] { Q_EMIT sender.changed(json(R"({"a":1})")); });
    thread.join();
    QTRY_COMPARE(received, json(R"({"a":1})"));
}

QTEST_GUILESS_MAIN(tst_Conversions)
#include "tst_conversions.moc"
