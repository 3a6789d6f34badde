// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/json.h>
#include <Racer/modelvalue.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

class tst_ModelValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_data();
    void changes();
    void writing();
    void writingWhatIsDifferent();
    void undefinedAndNull();
    void typed_data();
    void typed();
    void typedWriting();
    void anotherDefaultIsTold();
    void passing();
    void otherSources();
    void modelGoesAway();
};

void tst_ModelValue::changes_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("signalCount");

    QTest::newRow("at the path") << u"_p.a.b"_qs << 1;
    QTest::newRow("below it") << u"_p.a.b.c.d"_qs << 1;
    QTest::newRow("above it") << u"_p.a"_qs << 1;
    QTest::newRow("beside it") << u"_p.a.c"_qs << 0;
    QTest::newRow("another document") << u"_p.b"_qs << 0;
}

void tst_ModelValue::changes()
{
    QFETCH(QString, path);
    QFETCH(int, signalCount);

    RootModel model;
    ModelValue value(model.at(u"_p.a.b"));
    QSignalSpy changed(&value, &ModelValue::valueChanged);
    model.set(path, Value::object({{Key(u"b"), 1}}));
    QCOMPARE(changed.size(), signalCount);
}

void tst_ModelValue::writing()
{
    RootModel model;
    ModelValue value(model.at(u"_p.a"));
    QSignalSpy changed(&value, &ModelValue::valueChanged);
    value.setValue(u"text"_qs);
    QCOMPARE(model.get(u"_p.a"), Value(u"text"));
    QCOMPARE(value.value(), QVariant(u"text"_qs));
    QCOMPARE(changed.size(), 1);
    value.setValue(u"text"_qs);
    QCOMPARE(changed.size(), 1);
    value.setValue(QVariantMap{{u"n"_qs, 1}});
    QCOMPARE(model.get(u"_p.a.n"), Value(1));
    value.remove();
    QVERIFY(model.get(u"_p").isUndefined());
}

void tst_ModelValue::writingWhatIsDifferent()
{
    RootModel model;
    model.set(u"_p.a", Json::parse(QByteArrayView(R"({"x":1,"y":[1,2]})")));
    ModelValue value(model.at(u"_p.a"));
    QStringList changes;
    model.on<Event>(u"_p.**", [&changes](const Event &event) { changes.append(event.path.toString()); });
    value.set(Json::parse(QByteArrayView(R"({"x":1,"y":[1,3]})")));
    QCOMPARE(changes, QStringList{u"_p.a.y.1"_qs});
    value.set({});
    QVERIFY(!value.exists());
}

void tst_ModelValue::typed_data()
{
    QTest::addColumn<QString>("property");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QVariant>("fallback");
    QTest::addColumn<QVariant>("expected");

    const Value iso(u"2026-01-02T03:04:05.678Z");
    const QDateTime date(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC);
    QTest::newRow("a text") << u"text"_qs << Value(u"x") << QVariant() << QVariant(u"x"_qs);
    QTest::newRow("a number as text") << u"text"_qs << Value(1.5) << QVariant() << QVariant(u"1.5"_qs);
    QTest::newRow("a boolean as text") << u"text"_qs << Value(true) << QVariant() << QVariant(u"true"_qs);
    QTest::newRow("nothing as text") << u"text"_qs << Value() << QVariant() << QVariant(QString());
    QTest::newRow("null is no text") << u"text"_qs << Value(nullptr) << QVariant(u"-"_qs) << QVariant(u"-"_qs);
    QTest::newRow("an object is no text") << u"text"_qs << Value::object() << QVariant(u"-"_qs) << QVariant(u"-"_qs);
    QTest::newRow("a number") << u"number"_qs << Value(7) << QVariant() << QVariant(7.0);
    QTest::newRow("a text that is a number") << u"number"_qs << Value(u"-1e3") << QVariant() << QVariant(-1000.0);
    QTest::newRow("a text that is none") << u"number"_qs << Value(u"x") << QVariant(3) << QVariant(3.0);
    QTest::newRow("an empty text is no number") << u"number"_qs << Value(u"") << QVariant(3) << QVariant(3.0);
    QTest::newRow("true") << u"boolean"_qs << Value(true) << QVariant() << QVariant(true);
    QTest::newRow("one is not true") << u"boolean"_qs << Value(1) << QVariant() << QVariant(false);
    QTest::newRow("nothing, true by default") << u"boolean"_qs << Value() << QVariant(true) << QVariant(true);
    QTest::newRow("a list") << u"list"_qs << Value::array({1, u"x"}) << QVariant()
                            << QVariant(QVariantList{1.0, u"x"_qs});
    QTest::newRow("an object is no list") << u"list"_qs << Value::object() << QVariant() << QVariant(QVariantList());
    QTest::newRow("a date as text") << u"date"_qs << iso << QVariant() << QVariant(date);
    QTest::newRow("a date in milliseconds") << u"date"_qs << Value(date.toMSecsSinceEpoch()) << QVariant()
                                            << QVariant(date);
    QTest::newRow("a text that is no date") << u"date"_qs << Value(u"soon") << QVariant(date) << QVariant(date);
}

void tst_ModelValue::typed()
{
    QFETCH(QString, property);
    QFETCH(Value, value);
    QFETCH(QVariant, fallback);
    QFETCH(QVariant, expected);

    RootModel model;
    if (!value.isUndefined())
        model.set(u"_p.a", value);
    ModelValue watched(model.at(u"_p.a"));
    watched.setDefaultValue(fallback);
    QCOMPARE(watched.property(property.toUtf8().constData()), expected);
}

void tst_ModelValue::typedWriting()
{
    RootModel model;
    ModelValue value(model.at(u"_p.a"));
    value.setText(u"x"_qs);
    QCOMPARE(model.get(u"_p.a"), Value(u"x"));
    value.setNumber(2);
    QCOMPARE(model.get(u"_p.a"), Value(2));
    value.setBoolean(true);
    QCOMPARE(model.get(u"_p.a"), Value(true));
    value.setList({1, u"x"_qs});
    QCOMPARE(model.get(u"_p.a"), Value::array({1, u"x"}));
    value.setDate(QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC));
    QCOMPARE(model.get(u"_p.a"), Value(u"2026-01-02T03:04:00.000Z"));
    value.setDate({});
    QVERIFY(model.get(u"_p.a").isNull());
}

void tst_ModelValue::anotherDefaultIsTold()
{
    ModelValue value;
    QSignalSpy changed(&value, &ModelValue::valueChanged);
    value.setDefaultValue(u"nothing"_qs);
    QCOMPARE(value.text(), u"nothing"_qs);
    QCOMPARE(changed.size(), 1);
    value.setDefaultValue(u"nothing"_qs);
    QCOMPARE(changed.size(), 1);
}

void tst_ModelValue::undefinedAndNull()
{
    RootModel model;
    ModelValue value(model.at(u"_p.a"));
    QVERIFY(!value.exists());
    QVERIFY(!value.value().isValid());
    model.set(u"_p.a", nullptr);
    QVERIFY(value.exists());
    QVERIFY(value.get().isNull());
}

void tst_ModelValue::passing()
{
    RootModel model;
    ModelValue value(model.at(u"_p.a").pass(Json::parse(QByteArrayView(R"({"from":"field"})"))));
    Value from;
    model.on<ChangeEvent>(u"_p.a", [&from](const ChangeEvent &event) { from = event.passed.value(Key(u"from")); });
    value.setValue(1);
    QCOMPARE(from, Value(u"field"));
}

void tst_ModelValue::otherSources()
{
    RootModel model;
    model.set(u"_p.b", 2);
    ModelValue value;
    QVERIFY(!value.source().isValid());
    value.setValue(1);
    QSignalSpy changed(&value, &ModelValue::valueChanged);
    value.setSource(model.at(u"_p.a"));
    value.setSource(model.at(u"_p.b"));
    QCOMPARE(value.path(), u"_p.b"_qs);
    QCOMPARE(value.value().toInt(), 2);
    QCOMPARE(changed.size(), 2);
    model.set(u"_p.a", 1);
    QCOMPARE(changed.size(), 2);
    value.clearSource();
    QVERIFY(!value.exists());
    QCOMPARE(value.path(), QString());
}

void tst_ModelValue::modelGoesAway()
{
    auto model = std::make_unique<RootModel>();
    ModelValue value(model->at(u"_p.a"));
    model->set(u"_p.a", 1);
    QSignalSpy changed(&value, &ModelValue::valueChanged);
    model.reset();
    QCOMPARE(changed.size(), 1);
    QVERIFY(!value.exists());
}

QTEST_GUILESS_MAIN(tst_ModelValue)
#include "tst_modelvalue.moc"
