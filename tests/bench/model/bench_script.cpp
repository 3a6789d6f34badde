// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "nodebench.h"
#include "processortime.h"

#include <Racer/scriptracer.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtQml/QJSEngine>

#include <algorithm>
#include <cstdio>

// bench_script: reads and writes of a model by JavaScript in Qt's engine against the npm package racer on Node: the
// same script, modelbench.js, in both. Ratios of CPU time; the last line is JSON.

using namespace Racer;

namespace {

// What modelbench.js asks of Node.
class Process : public QObject
{
    Q_OBJECT
public:
    Q_INVOKABLE double cpuNs() const { return double(processorTimeNs()); }
};

Value runHere(const QString &scriptName)
{
    QFile file(scriptName);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(scriptName), qPrintable(file.errorString()));
    QJSEngine engine;
    Process process;
    QJSEngine::setObjectOwnership(&process, QJSEngine::CppOwnership);
    engine.globalObject().setProperty(QStringLiteral("native"), engine.newQObject(&process));
    engine.globalObject().setProperty(QStringLiteral("racer"), ScriptRacer::of(&engine)->module());
    const QJSValue prepared = engine.evaluate(QStringLiteral(
        "var output; var require = () => racer; var console = {log: (text) => { output = text }};"
        "var process = {cpuUsage: () => ({user: native.cpuNs() / 1000, system: 0})};"));
    // A function, as Node makes one of a module: globals are looked up more slowly.
    const QJSValue result = engine.evaluate(QStringLiteral("(function() {") + QString::fromUtf8(file.readAll())
                                            + QStringLiteral("\n})()"), scriptName);
    if (prepared.isError() || result.isError())
        qFatal("%s", qPrintable(result.toString()));
    return Json::parse(QByteArrayView(engine.globalObject().property(QStringLiteral("output")).toString().toUtf8()));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const Value mine = runHere(QStringLiteral(RACER_BENCH_SCRIPT));
    if (app.arguments().contains(QStringLiteral("--alone"))) { // for profilers
        std::printf("%s\n", Json::stringify(mine).constData());
        return 0;
    }
    const Value theirs = runNodeBench();
    Value figures = Value::object({{Key(u"benchmark"), Value(u"script")}});
    for (const Key &name : mine.keys()) {
        const double ns = mine.value(name).toDouble();
        const double nodeNs = theirs.value(name).toDouble();
        std::printf("%-34s %8.0f ns of CPU   racer on Node %8.0f ns   %6.2f times its time\n",
                    qPrintable(name.toString()), ns, nodeNs, ns / nodeNs);
        figures.set(name, Value::object({{Key(u"ns"), ns}, {Key(u"nodeNs"), nodeNs}, {Key(u"ratio"), ns / nodeNs}}));
    }
    std::printf("%s\n", Json::stringify(figures).constData());
    return 0;
}

#include "bench_script.moc"
