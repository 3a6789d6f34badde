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
    void undefinedAndNull();
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

void tst_ModelValue::undefinedAndNull()
{
    RootModel model;
    ModelValue value(model.at(u"_p.a"));
    QVERIFY(!value.isDefined());
    QVERIFY(!value.value().isValid());
    model.set(u"_p.a", nullptr);
    QVERIFY(value.isDefined());
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
    QVERIFY(!value.isDefined());
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
    QVERIFY(!value.isDefined());
}

QTEST_GUILESS_MAIN(tst_ModelValue)
#include "tst_modelvalue.moc"
