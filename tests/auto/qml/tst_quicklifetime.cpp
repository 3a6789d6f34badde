// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/fakeserver.h>
#include <Racer/listmodel.h>
#include <Racer/modelvalue.h>
#include <Racer/quickconnection.h>
#include <Racer/quickrootmodel.h>
#include <Racer/scriptracer.h>

#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <malloc.h>

using namespace Racer;

namespace {

// Ends the test at a warning: a binding or a view that meets something that is gone says so.
void failOnWarning(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type == QtWarningMsg && !message.contains(u"XDG_RUNTIME_DIR"))
        qFatal("%s (%s:%d)", qPrintable(message), context.file, context.line);
    fprintf(stderr, "%s\n", qPrintable(message));
}

std::unique_ptr<QQmlEngine> makeEngine()
{
    auto engine = std::make_unique<QQmlEngine>();
    engine->addImportPath(QStringLiteral(RACER_QML_DIR));
    return engine;
}

std::unique_ptr<QObject> create(QQmlEngine *engine, const QString &file, QuickConnection *connection,
                                QVariantMap properties = {})
{
    QQmlComponent component(engine, QUrl::fromLocalFile(QStringLiteral(RACER_LIFETIME) + file));
    if (connection)
        properties.insert(QStringLiteral("connection"), QVariant::fromValue(connection));
    std::unique_ptr<QObject> object(component.createWithInitialProperties(properties));
    if (!object)
        qFatal("%s", qPrintable(component.errorString()));
    return object;
}

template<typename T = QObject>
T *child(const std::unique_ptr<QObject> &object, const char *property)
{
    return qvariant_cast<T *>(object->property(property));
}

void collectGarbage(QQmlEngine *engine)
{
    engine->collectGarbage();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
}

} // namespace

class tst_QuickLifetime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everythingGoes_data();
    void everythingGoes();
    void modelGoesUnderLiveViews();
    void connectionGoesFirst();
    void enginesAreReloaded();
    void twoEngines();
    void modelOfCppInTwoEngines();
    void garbageIsCollected();
    void javaScriptOutlivesItsModel();
    void togglingDoesNotGrow();
    void deletionDuringDelivery_data();
    void deletionDuringDelivery();

private:
    [[nodiscard]] bool settled(const QVariant &expectedRows, const std::unique_ptr<QObject> &object)
    {
        return QTest::qWaitFor([&] { return child(object, "list")->property("count") == expectedRows; });
    }
    std::unique_ptr<QuickConnection> connectionTo()
    {
        auto connection = std::make_unique<QuickConnection>();
        server->connectTo(connection->connection());
        return connection;
    }

    std::unique_ptr<FakeServer> server;
};

void tst_QuickLifetime::init()
{
    qInstallMessageHandler(failOnWarning);
    server = std::make_unique<FakeServer>();
    server->setAutomatic(true);
    for (int n = 0; n < 5; ++n) {
        const Path path({u"songs", Key(QStringLiteral("s%1").arg(n))});
        QVERIFY(!server->set(path, Value::object({{u"title", QStringLiteral("song %1").arg(n)}, {u"n", n}})));
    }
}

void tst_QuickLifetime::cleanup()
{
    server.reset();
    qInstallMessageHandler(nullptr);
}

// The parts of an object go in the order of their making, and in the opposite one.
void tst_QuickLifetime::everythingGoes_data()
{
    QTest::addColumn<QStringList>("order");
    QTest::newRow("the object as a whole") << QStringList();
    QTest::newRow("the model first") << QStringList{u"model"_qs};
    QTest::newRow("the query first") << QStringList{u"query"_qs};
    QTest::newRow("the list first") << QStringList{u"list"_qs};
    QTest::newRow("the view, the list, the model") << QStringList{u"view"_qs, u"list"_qs, u"model"_qs};
    QTest::newRow("the model, the list, the view") << QStringList{u"model"_qs, u"list"_qs, u"view"_qs};
    QTest::newRow("the value and the query") << QStringList{u"value"_qs, u"query"_qs};
}

void tst_QuickLifetime::everythingGoes()
{
    QFETCH(QStringList, order);
    const auto connection = connectionTo();
    const auto engine = makeEngine();
    QQuickWindow window;
    window.show();
    auto object = create(engine.get(), u"Everything.qml"_qs, connection.get());
    qobject_cast<QQuickItem *>(object.get())->setParentItem(window.contentItem());
    QVERIFY(settled(5, object));
    QTRY_COMPARE(object->property("title"), u"song 1"_qs);
    for (const QString &name : order) {
        delete child(object, name.toLatin1().constData());
        QCoreApplication::processEvents();
        QVERIFY(!server->set(u"songs.s1.title", name)); // who is left hears of it
        QTest::qWait(0);
        collectGarbage(engine.get());
    }
    object.reset();
    collectGarbage(engine.get());
    QVERIFY(!server->set(u"songs.s1.title", u"nobody hears"));
    QTest::qWait(0);
}

void tst_QuickLifetime::modelGoesUnderLiveViews()
{
    const auto connection = connectionTo();
    const auto engine = makeEngine();
    const auto object = create(engine.get(), u"Everything.qml"_qs, connection.get());
    QVERIFY(settled(5, object));
    QTRY_COMPARE(object->property("title"), u"song 1"_qs);
    delete child(object, "model");
    QCOMPARE(child(object, "list")->property("count"), 0);
    QCOMPARE(child(object, "view")->property("count"), 0);
    QCOMPARE(object->property("title"), u"undefined"_qs);
    QVERIFY(connection->isConnected());
}

void tst_QuickLifetime::connectionGoesFirst()
{
    const auto engine = makeEngine();
    auto connection = connectionTo();
    const auto object = create(engine.get(), u"Everything.qml"_qs, connection.get());
    QVERIFY(settled(5, object));
    connection.reset();
    QCoreApplication::processEvents();
    collectGarbage(engine.get());
    QVERIFY(child(object, "model") != nullptr);
}

void tst_QuickLifetime::enginesAreReloaded()
{
    const auto connection = connectionTo();
    const auto engine = makeEngine();
    for (int round = 0; round < 10; ++round) {
        auto object = create(engine.get(), u"Everything.qml"_qs, connection.get());
        QVERIFY(settled(5, object));
        object.reset();
        engine->clearComponentCache();
        collectGarbage(engine.get());
    }
    // The engine itself is another one: its Racer goes with it.
    for (int round = 0; round < 3; ++round) {
        auto other = makeEngine();
        auto object = create(other.get(), u"Everything.qml"_qs, connection.get());
        QVERIFY(settled(5, object));
        const QPointer<ScriptRacer> racer = ScriptRacer::of(other.get());
        QVERIFY(racer);
        object.reset();
        other.reset();
        QVERIFY(!racer);
    }
    QCOMPARE(server->backend()->agentCount(), 2); // this connection, and that of other()
}

void tst_QuickLifetime::twoEngines()
{
    const auto connection1 = connectionTo();
    const auto connection2 = connectionTo();
    auto engine1 = makeEngine();
    const auto engine2 = makeEngine();
    auto first = create(engine1.get(), u"Shared.qml"_qs, connection1.get());
    const auto second = create(engine2.get(), u"Shared.qml"_qs, connection2.get());
    QTRY_COMPARE(first->property("rows"), 5);
    QTRY_COMPARE(second->property("rows"), 5);
    QMetaObject::invokeMethod(first.get(), "write", Q_ARG(QVariant, u"by the first"_qs));
    QTRY_COMPARE(second->property("title"), u"by the first"_qs);
    first.reset();
    engine1.reset();
    QVERIFY(connection1->isConnected()); // it is not the engine's
    QVERIFY(!server->set(u"songs.s1.title", u"by another"));
    QTRY_COMPARE(second->property("title"), u"by another"_qs);
}

// What C++ owns is shown in two engines, and goes when C++ says so.
void tst_QuickLifetime::modelOfCppInTwoEngines()
{
    auto root = server->createModel();
    const auto list = std::make_unique<Racer::ListModel>();
    list->setSource(root->at(u"_page.songs"));
    root->set(u"_page.songs", Value::array({Value::object({{u"title", u"a"}})}));
    const auto show = [&](QQmlEngine *engine) {
        QQmlComponent component(engine);
        component.setData("import QtQuick\nListView { delegate: Text { required property string title; text: title } }",
                          QUrl());
        std::unique_ptr<QObject> view(component.createWithInitialProperties(
            {{QStringLiteral("model"), QVariant::fromValue<QObject *>(list.get())}}));
        return view;
    };
    auto engine1 = makeEngine();
    const auto engine2 = makeEngine();
    auto view1 = show(engine1.get());
    const auto view2 = show(engine2.get());
    QCOMPARE(view1->property("count"), 1);
    root->push(u"_page.songs", Value::object({{u"title", u"b"}}));
    QCOMPARE(view1->property("count"), 2);
    QCOMPARE(view2->property("count"), 2);
    view1.reset();
    engine1.reset();
    root->push(u"_page.songs", Value::object({{u"title", u"c"}}));
    QCOMPARE(view2->property("count"), 3);
    root.reset();
    QCOMPARE(view2->property("count"), 0);
}

void tst_QuickLifetime::garbageIsCollected()
{
    const auto connection = connectionTo();
    const auto engine = makeEngine();
    engine->globalObject().setProperty(u"connection"_qs, engine->newQObject(connection.get()));
    QQmlEngine::setObjectOwnership(connection.get(), QQmlEngine::CppOwnership);
    QQmlComponent component(engine.get());
    component.setData("import QtQml\nimport Racer\nQtObject { id: top\n"
                      "property Component make: RootModel {}\n"
                      "function ofJavaScript() { return make.createObject(null, { connection: connection }); }\n"
                      "function kept() { return make.createObject(top, { connection: connection }); } }",
                      QUrl());
    const std::unique_ptr<QObject> object(component.create());
    QVERIFY2(object, qPrintable(component.errorString()));
    QPointer<QuickRootModel> kept;
    QPointer<QuickRootModel> ofJavaScript;
    {
        QVariant result;
        QMetaObject::invokeMethod(object.get(), "kept", Q_RETURN_ARG(QVariant, result));
        kept = qvariant_cast<QuickRootModel *>(result);
        QMetaObject::invokeMethod(object.get(), "ofJavaScript", Q_RETURN_ARG(QVariant, result));
        ofJavaScript = qvariant_cast<QuickRootModel *>(result);
        QVERIFY(kept);
        QVERIFY(ofJavaScript);
        QVERIFY(kept->jsRoot().isObject());
        QVERIFY(ofJavaScript->jsRoot().isObject());
    }
    collectGarbage(engine.get());
    QVERIFY(kept); // it has a parent
    QTRY_VERIFY((collectGarbage(engine.get()), !ofJavaScript)); // nobody refers to it
    QVERIFY(connection->isConnected());
}

void tst_QuickLifetime::javaScriptOutlivesItsModel()
{
    const auto connection = connectionTo();
    const auto engine = makeEngine();
    auto object = create(engine.get(), u"Shared.qml"_qs, connection.get());
    QTRY_COMPARE(object->property("rows"), 5);
    const QJSValue root = child<QuickRootModel>(object, "model")->jsRoot();
    const QJSValue scoped = root.property(u"at"_qs).callWithInstance(root, {u"songs"_qs});
    QVERIFY(scoped.isObject());
    object.reset();
    collectGarbage(engine.get());
    for (const QJSValue &js : {root, scoped}) {
        const QJSValue result = js.property(u"get"_qs).callWithInstance(js, {u"s1.title"_qs});
        QVERIFY(result.isError() || result.isUndefined());
        QVERIFY(!ScriptRacer::model(js).isValid());
    }
}

void tst_QuickLifetime::togglingDoesNotGrow()
{
    const auto connection = connectionTo();
    const auto engine = makeEngine();
    const auto object = create(engine.get(), u"Toggled.qml"_qs, connection.get());
    const auto toggle = [&](int times) {
        for (int i = 0; i < times; ++i) {
            int rows = 0;
            QMetaObject::invokeMethod(object.get(), "toggle", Q_RETURN_ARG(int, rows));
            if (rows != 19) // all but one, which the filter leaves out
                qFatal("%d rows", rows);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
        collectGarbage(engine.get());
        return qint64(mallinfo2().uordblks);
    };
    const int times = std::max(2000, qEnvironmentVariableIntValue("RACER_TEST_TOGGLES"));
    toggle(100);
    const qint64 before = toggle(100);
    const qint64 after = toggle(times);
    // One object that stays would be at least some hundred bytes each time.
    QVERIFY2(after - before < times * 100, qPrintable(QString::number(after - before)));
}

void tst_QuickLifetime::deletionDuringDelivery_data()
{
    QTest::addColumn<QString>("victim");
    QTest::newRow("the model in the handler of a value") << u"model"_qs;
    QTest::newRow("the list in its own signal") << u"list"_qs;
    QTest::newRow("the value in its own signal") << u"value"_qs;
    QTest::newRow("the rows in a delegate's handler") << u"row"_qs;
}

void tst_QuickLifetime::deletionDuringDelivery()
{
    QFETCH(QString, victim);
    const auto connection = connectionTo();
    const auto engine = makeEngine();
    QQuickWindow window;
    window.show();
    const auto object = create(engine.get(), u"Deleting.qml"_qs, connection.get(), {{u"victim"_qs, victim}});
    qobject_cast<QQuickItem *>(object.get())->setParentItem(window.contentItem());
    QTest::qWait(0);
    QVERIFY(QMetaObject::invokeMethod(object.get(), "change"));
    QTRY_VERIFY(object->property("gone").toBool());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTest::qWait(0);
}

QTEST_MAIN(tst_QuickLifetime)
#include "tst_quicklifetime.moc"
