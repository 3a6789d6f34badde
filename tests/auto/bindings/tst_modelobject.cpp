// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/json.h>
#include <Racer/modelobject.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

} // namespace

class tst_ModelObject : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void changes_data();
    void changes();
    void anotherSourceTellsWhatDiffers();
    void writing();
    void comingAndGoing();
    void modelGoesAway();
    void goesAwayWhileItTells();
};

void tst_ModelObject::changes_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QStringList>("told");

    QTest::newRow("a field") << u"_p.a.x"_qs << Value(2) << QStringList{u"x"_qs};
    QTest::newRow("a field that is equal") << u"_p.a.x"_qs << Value(1) << QStringList();
    QTest::newRow("a new field") << u"_p.a.z"_qs << Value(2) << QStringList{u"z"_qs};
    QTest::newRow("deep in a field") << u"_p.a.y.deep"_qs << Value(2) << QStringList{u"y"_qs};
    QTest::newRow("the whole object") << u"_p.a"_qs << json(R"({"x":1,"z":3})") << QStringList{u"z"_qs, u"y"_qs};
    QTest::newRow("above it") << u"_p"_qs << json(R"({"a":{"x":5,"y":{"deep":1}}})") << QStringList{u"x"_qs};
    QTest::newRow("what is no object") << u"_p.a"_qs << Value(1) << QStringList{u"x"_qs, u"y"_qs};
    QTest::newRow("beside it") << u"_p.b.x"_qs << Value(1) << QStringList();
}

void tst_ModelObject::changes()
{
    QFETCH(QString, path);
    QFETCH(Value, value);
    QFETCH(QStringList, told);

    RootModel model;
    model.set(u"_p.a", json(R"({"x":1,"y":{"deep":1}})"));
    ModelObject object(model.at(u"_p.a"));
    QStringList names;
    connect(&object, &ModelObject::fieldChanged, this, [&names](const QString &name) { names.append(name); });
    if (path == u"_p")
        model.at(path).setEach(value);
    else
        model.set(path, value);
    QCOMPARE(names, told);
}

void tst_ModelObject::anotherSourceTellsWhatDiffers()
{
    RootModel model;
    model.set(u"_p.a", json(R"({"x":1,"y":2})"));
    model.set(u"_p.b", json(R"({"x":1,"y":3})"));
    ModelObject object(model.at(u"_p.a"));
    QSignalSpy fields(&object, &ModelObject::fieldChanged);
    object.setSource(model.at(u"_p.b"));
    QCOMPARE(fields.size(), 1);
    QCOMPARE(fields.constFirst().constFirst().toString(), u"y"_qs);
    QCOMPARE(object.path(), u"_p.b"_qs);
    model.set(u"_p.a.x", 7);
    QCOMPARE(fields.size(), 1);
}

void tst_ModelObject::writing()
{
    RootModel model;
    ModelObject object(model.at(u"_p.a"));
    object.setField(Key(u"with.dot"), 1);
    QCOMPARE(model.get(u"_p.a"), json(R"({"with.dot":1})"));
    object.setField(Key(u"x"), json(R"({"y":1,"z":1})"));
    QStringList paths;
    model.on<Event>(u"_p.**", [&paths](const Event &event) { paths.append(event.path.toString()); });
    object.setField(Key(u"x"), json(R"({"y":1,"z":2})"));
    QCOMPARE(paths, QStringList{u"_p.a.x.z"_qs});
    object.setField(Key(u"x"), {});
    QCOMPARE(object.get(), json(R"({"with.dot":1})"));
    ModelObject nowhere;
    nowhere.setField(Key(u"x"), 1);
    QVERIFY(!nowhere.exists());
}

void tst_ModelObject::comingAndGoing()
{
    RootModel model;
    ModelObject object(model.at(u"_p.a"));
    QSignalSpy exists(&object, &ModelObject::existsChanged);
    QVERIFY(!object.exists());
    model.set(u"_p.a.x", 1);
    QVERIFY(object.exists());
    QCOMPARE(exists.size(), 1);
    model.set(u"_p.a.x", 2);
    QCOMPARE(exists.size(), 1);
    model.del(u"_p.a");
    QVERIFY(!object.exists());
    QCOMPARE(exists.size(), 2);
}

void tst_ModelObject::modelGoesAway()
{
    auto model = std::make_unique<RootModel>();
    model->set(u"_p.a", json(R"({"x":1})"));
    ModelObject object(model->at(u"_p.a"));
    QSignalSpy fields(&object, &ModelObject::fieldChanged);
    model.reset();
    QCOMPARE(fields.size(), 1);
    QVERIFY(!object.exists());
    QVERIFY(!object.source().isValid());
    object.clearFailure();
}

void tst_ModelObject::goesAwayWhileItTells()
{
    RootModel model;
    auto object = std::make_unique<ModelObject>(model.at(u"_p.a"));
    connect(object.get(), &ModelObject::fieldChanged, this, [&object] { object.reset(); });
    model.set(u"_p.a", json(R"({"x":1,"y":2})"));
    QVERIFY(!object);
}

QTEST_GUILESS_MAIN(tst_ModelObject)
#include "tst_modelobject.moc"
