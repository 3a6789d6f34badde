// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "inputs.h"
#include "nodebench.h"
#include "processortime.h"

#include <Racer/ottype.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <vector>

// bench_json0 [--trace FILE.json.gz]: transform and compose of json0 against ot-json0 on Node, same inputs, one run.

using namespace Racer;

namespace {

constexpr qint64 WarmUpNs = 100'000'000;
constexpr qint64 RoundNs = 200'000'000;
constexpr int Rounds = 5;

using Pair = std::pair<Value, Value>;

template<typename Call>
double timePerCall(const std::vector<Pair> &pairs, Call call)
{
    const auto round = [&](qint64 duration) {
        const qint64 start = processorTimeNs();
        qint64 calls = 0;
        qint64 elapsed = 0;
        do {
            for (const Pair &pair : pairs)
                call(pair);
            calls += qint64(pairs.size());
            elapsed = processorTimeNs() - start;
        } while (elapsed < duration);
        return double(elapsed) / double(calls);
    };
    round(WarmUpNs);
    double best = round(RoundNs);
    for (int i = 1; i < Rounds; ++i)
        best = std::min(best, round(RoundNs));
    return best;
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(qPrintable(path + QStringLiteral(": ") + file.errorString()));
    return file.readAll();
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        throw std::runtime_error(qPrintable(path + QStringLiteral(": ") + file.errorString()));
}

Value measure(const Value &pairs)
{
    std::vector<Pair> list;
    for (const Value &pair : pairs.elements())
        list.emplace_back(pair.at(0), pair.at(1));
    const OtType *type = OtTypes::json0();
    return Value::object({
        {u"transform", timePerCall(list, [type](const Pair &pair) {
            return type->transform(pair.first, pair.second, OtType::Side::Left);
        })},
        {u"compose", timePerCall(list, [type](const Pair &pair) { return type->compose(pair.first, pair.second); })},
    });
}

double measureTrace(const Value &trace)
{
    const qint64 start = processorTimeNs();
    Value document = Json::parse("{\"text\":\"\"}");
    for (const Value &op : trace[u"ops"].elements())
        OtTypes::json0()->apply(document, op);
    const double time = double(processorTimeNs() - start) / double(trace[u"ops"].size());
    if (document[u"text"] != trace[u"end"])
        throw std::runtime_error("the trace ends differently");
    return time;
}

Value report(const QString &name, const QString &what, double mine, double node)
{
    std::printf("%-18s %-10s %9.0f ns of CPU   ot-json0 %9.0f ns   %6.1f times as fast\n", qPrintable(name),
        qPrintable(what), mine, node, node / mine);
    return Value::object({{u"ns", mine}, {u"nodeNs", node}, {u"ratio", node / mine}});
}

void run(const QStringList &arguments)
{
    const QTemporaryDir folder;
    const QString inputFile = folder.filePath(QStringLiteral("inputs.json"));
    Value inputs = Value::object({{u"kinds", benchmarkInputs()}});
    if (const qsizetype at = arguments.indexOf(QStringLiteral("--trace")); at > 0 && at + 1 < arguments.size())
        inputs.set(u"trace", runNodeBench({QStringLiteral("convert"), arguments.at(at + 1)}));
    writeFile(inputFile, Json::stringify(inputs));
    inputs = Json::parse(readFile(inputFile)); // as ops arrive: parsed from text

    Value mine = Value::object();
    for (const auto &[kind, pairs] : inputs[u"kinds"].members())
        mine.set(kind, measure(pairs));
    const Value node = runNodeBench({QStringLiteral("run"), inputFile});

    Value figures = Value::object({{u"benchmark", Value(u"json0")}});
    for (const auto &[kind, times] : mine.members()) {
        const Value &nodeTimes = node[u"kinds"][kind];
        for (const Key &what : {Key(u"transform"), Key(u"compose")}) {
            figures.set(Key(kind.toString() + u' ' + what.toString()),
                report(kind.toString(), what.toString(), times[what].toDouble(), nodeTimes[what].toDouble()));
        }
    }
    if (inputs.contains(u"trace"))
        figures.set(u"trace apply",
            report(QStringLiteral("trace"), QStringLiteral("apply"), measureTrace(inputs[u"trace"]),
                node[u"trace"].toDouble()));
    std::printf("%s\n", Json::stringify(figures).constData());
}

} // namespace

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    try {
        run(arguments);
        return 0;
    } catch (const Error &error) {
        std::fprintf(stderr, "bench_json0: %s\n", qPrintable(error.message()));
    } catch (const std::runtime_error &error) {
        std::fprintf(stderr, "bench_json0: %s\n", error.what());
    }
    return 1;
}
