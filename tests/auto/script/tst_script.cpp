// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/rootmodel.h>
#include <Racer/scriptracer.h>

#include <QtCore/QDir>
#include <QtQml/QJSEngine>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Racer;

namespace {

constexpr int PatienceMilliseconds = 20'000;

QString read(const QString &name)
{
    QFile file(QStringLiteral(RACER_SCRIPT_CASES "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    return QString::fromUtf8(file.readAll());
}

// An engine with Racer's module, and the cases of one file in it.
class Host
{
public:
    explicit Host(const QString &file = {})
    {
        engine.installExtensions(QJSEngine::ConsoleExtension);
        engine.globalObject().setProperty(u"racer"_s, ScriptRacer::of(&engine)->module());
        run(read(u"harness.js"_s), u"harness.js"_s);
        if (!file.isEmpty())
            run(read(file), file);
    }

    QJSValue run(const QString &script, const QString &name = {})
    {
        const QJSValue result = engine.evaluate(script, name);
        if (result.isError())
            qFatal("%s:%d: %s", qPrintable(name), result.property(u"lineNumber"_s).toInt(), qPrintable(result.toString()));
        return result;
    }

    QJSEngine engine;
};

} // namespace

class tst_Script : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cases_data();
    void cases();
    void aModelOfCpp();
    void aModelOfCppMayGoFirst();
    void uncaughtErrors();
    void theEngineMayGoFirst();
    void modelsAreCollected();
#ifdef RACER_SCRIPT_WITH_SERVER
    void theEngineMayGoWhileMiddlewareWaits();
#endif
};

void tst_Script::cases_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("name");

    const QStringList files = QDir(QStringLiteral(RACER_SCRIPT_CASES)).entryList({u"*.js"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        if (file == u"harness.js")
            continue;
#ifndef RACER_SCRIPT_WITH_SERVER
        if (file == u"remote.js" || file == u"middleware.js")
            continue;
#endif
        Host host(file);
        const QStringList names = host.run(u"names()"_s).toVariant().toStringList();
        for (const QString &name : names)
            QTest::addRow("%s: %s", qPrintable(file.chopped(3)), qPrintable(name)) << file << name;
    }
}

void tst_Script::cases()
{
    QFETCH(QString, file);
    QFETCH(QString, name);

    Host host(file);
    QSignalSpy uncaught(ScriptRacer::of(&host.engine), &ScriptRacer::uncaughtError);
    const QJSValue result = host.engine.globalObject().property(u"runCase"_s).call({name});
    QVERIFY2(!result.isError(), qPrintable(result.toString()));
    QTRY_VERIFY2_WITH_TIMEOUT(result.property(u"done"_s).toBool(), "the case does not finish", PatienceMilliseconds);
    const QString failure = result.property(u"failure"_s).toString();
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
    if (!uncaught.isEmpty())
        QVERIFY2(uncaught.isEmpty(), qPrintable(uncaught.first().first().value<QJSValue>().toString()));
}

void tst_Script::aModelOfCpp()
{
    Host host;
    RootModel model;
    ScriptRacer *racer = ScriptRacer::of(&host.engine);
    const QJSValue js = racer->wrap(&model);
    QVERIFY(racer->wrap(&model).strictlyEquals(js));
    host.engine.globalObject().setProperty(u"model"_s, js);
    host.run(u"model.at('_page').set('name', 'Ann')"_s);
    QCOMPARE(model.get(u"_page.name"), Value(u"Ann"));

    const Model scoped = ScriptRacer::model(host.run(u"model.at('_page.name')"_s));
    QCOMPARE(scoped.root(), &model);
    QCOMPARE(scoped.path(), u"_page.name"_s);
    QVERIFY(!ScriptRacer::model(host.run(u"({})"_s)).isValid());
    QVERIFY(!ScriptRacer::model(QJSValue(5)).isValid());
}

void tst_Script::aModelOfCppMayGoFirst()
{
    Host host;
    auto model = std::make_unique<RootModel>();
    host.engine.globalObject().setProperty(u"model"_s, ScriptRacer::of(&host.engine)->wrap(model.get()));
    host.run(u"var scoped = model.at('_page'); scoped.on('change', '**', function() {}); scoped.set('a', 1)"_s);
    model.reset();
    QCOMPARE(host.run(u"try { scoped.get('a') } catch (error) { error.message }"_s).toString(), u"The model is gone"_s);
    QCOMPARE(host.run(u"try { scoped.set('a', 1) } catch (error) { error.message }"_s).toString(),
             u"The model is gone"_s);
    QVERIFY(!ScriptRacer::model(host.run(u"scoped"_s)).isValid());
}

void tst_Script::uncaughtErrors()
{
    Host host;
    ScriptRacer *racer = ScriptRacer::of(&host.engine);
    QSignalSpy uncaught(racer, &ScriptRacer::uncaughtError);
    // Nobody is there to catch what comes later.
    host.run(u"var model = racer.createModel();"
             "model.whenNothingPending(function() { model.set('_page', 1) })"_s);
    QTRY_COMPARE(uncaught.size(), 1);
    QCOMPARE(uncaught.first().first().value<QJSValue>().property(u"message"_s).toString(),
             u"set must be performed under a collection and document id. Invalid path: _page"_s);
}

void tst_Script::theEngineMayGoFirst()
{
    RootModel model;
    {
        Host host;
        host.engine.globalObject().setProperty(u"model"_s, ScriptRacer::of(&host.engine)->wrap(&model));
        host.run(u"model.on('change', '**', function() {});"
                 "model.on('error', function() {});"
                 "model.fn('f', function(a) { return a });"
                 "model.start('_page.out', '_page.in', 'f');"
                 "model.whenNothingPending(function() { model.set('_page.late', 1) });"
                 "model.whenNothingPendingPromised().then(function() { model.set('_page.late', 1) })"_s);
    }
    model.set(u"_page.in", 5);
    QCoreApplication::processEvents();
    QVERIFY(model.get(u"_page.late").isUndefined());
}

void tst_Script::modelsAreCollected()
{
    Host host;
    host.run(u"for (let i = 0; i < 200; i++) { const m = racer.createModel(); m.set('_page.a', i); m.at('_page').get('a') }"_s);
    host.engine.collectGarbage();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    host.run(u"var m = racer.createModel(); m.set('_page.a', 1)"_s);
    QCOMPARE(host.run(u"m.get('_page.a')"_s).toInt(), 1);
}

#ifdef RACER_SCRIPT_WITH_SERVER
void tst_Script::theEngineMayGoWhileMiddlewareWaits()
{
    for (const bool isClosed : {false, true}) {
        Host host;
        host.run(u"var backend = racer.createBackend(), calls = 0, nexts = [];"
                 "backend.use(['connect', 'submit'], function(request, next) {"
                 "    if (request.action === 'connect') return next();"
                 "    calls++; nexts.push(next) });"
                 "var model = backend.createModel({}, {session: {}});"
                 "model.create('notes.a', {}, function() {});"
                 "model.create('notes.b', {}, function() {})"_s);
        QTRY_COMPARE(host.run(u"calls"_s).toInt(), 2);
        if (isClosed)
            host.run(u"backend.close(); model.close(); nexts[0]()"_s);
    }
    QCoreApplication::processEvents();
}
#endif

QTEST_GUILESS_MAIN(tst_Script)
#include "tst_script.moc"
