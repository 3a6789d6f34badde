// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "conformance.h"
#include "serverhost.h"

#include <Racer/scriptracer.h>

#include <QtCore/QTimer>
#include <QtQml/QJSEngine>
#include <QtQml/QJSValue>

using namespace Racer;

namespace {

QString read(const char *name)
{
    QFile file(QLatin1StringView(RACER_SUPPORT_DIR "/") + QLatin1StringView(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    return QString::fromUtf8(file.readAll());
}

} // namespace

// What a program finds outside of the engine: a server, and the next turn of the event loop.
class World : public QObject
{
    Q_OBJECT
public:
    explicit World(ScriptRacer *racer) : m_racer(racer) { }

    Q_INVOKABLE QJSValue createModel()
    {
        m_models.push_back(m_host.createModel());
        return m_racer->wrap(m_models.back().get());
    }
    Q_INVOKABLE void reject(const QString &member) { m_host.reject(member); }
    Q_INVOKABLE void later(const QJSValue &callback)
    {
        QTimer::singleShot(0, this, [callback] { callback.call(); });
    }

private:
    ScriptRacer *const m_racer;
    ModelProgram::ServerHost m_host;
    std::vector<std::unique_ptr<RootModel>> m_models;
};

// The cases that the C++ API and the npm package racer have passed, by the JavaScript API.
class TestScriptConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_engine.installExtensions(QJSEngine::ConsoleExtension);
        for (const char *script : {"programs.js", "scripthost.js"}) {
            const QJSValue result = m_engine.evaluate(read(script), QLatin1StringView(script));
            QVERIFY2(!result.isError(), qPrintable(result.toString()));
        }
    }
    void cases_data() { Conformance::addRows(m_cases); }
    void cases()
    {
        QFETCH(int, number);
        const Value &program = m_cases.at(size_t(number)).program;
        ScriptRacer *racer = ScriptRacer::of(&m_engine);
        World world(racer);
        QJSEngine::setObjectOwnership(&world, QJSEngine::CppOwnership);
        const QJSValue result = m_engine.globalObject().property(QStringLiteral("runProgram"))
            .call({racer->module(), m_engine.newQObject(&world), QString::fromUtf8(Json::stringify(program))});
        QVERIFY2(!result.isError(), qPrintable(result.toString() + result.property(QStringLiteral("stack")).toString()));
        const auto log = [&result] { return result.property(QStringLiteral("log")); };
        QTRY_VERIFY2(log().isArray(), "the program does not finish");
        const QStringList lines = log().toVariant().toStringList();
        // Where JavaScript's values being copies shows, the case says how.
        const Value own = program.value(u"script");
        QCOMPARE(lines.join(u'\n'), Conformance::expectedLog(own.isObject() ? own : program).join(u'\n'));
    }

private:
    QJSEngine m_engine;
    const std::vector<Conformance::Case> m_cases = Conformance::load();
};

QTEST_GUILESS_MAIN(TestScriptConformance)
#include "tst_scriptconformance.moc"
