// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "nodebench.h"
#include "processortime.h"

#include <Racer/rootmodel.h>

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cstdio>

// bench_model: local reads and writes of a model against the npm package racer on Node, same cases, one run. Ratios of
// CPU time; the last line is JSON.

using namespace Racer;

namespace {

constexpr qint64 RoundNs = 200'000'000;
constexpr int Rounds = 5;

template<typename Call>
double timePerCall(Call call)
{
    const auto round = [&](qint64 duration) {
        const qint64 start = processorTimeNs();
        qint64 calls = 0;
        qint64 elapsed = 0;
        do {
            for (int i = 0; i < 1000; ++i)
                call(int(calls) + i);
            calls += 1000;
            elapsed = processorTimeNs() - start;
        } while (elapsed < duration);
        return double(elapsed) / double(calls);
    };
    round(RoundNs);
    double best = round(RoundNs);
    for (int i = 1; i < Rounds; ++i)
        best = std::min(best, round(RoundNs));
    return best;
}

void fill(const Model &model)
{
    model.set(u"_page.a.b.c", 0);
    model.set(u"_page.list", Value::array());
}

Value measure()
{
    Value results = Value::object();
    qint64 seen = 0;
    const auto note = [&results](const char16_t *name, double ns) { results.set(Key(name), ns); };
    {
        RootModel model;
        fill(model);
        note(u"get", timePerCall([&](int) { seen += model.get(u"_page.a.b.c").isUndefined() ? 0 : 1; }));
        note(u"set", timePerCall([&](int i) { model.set(u"_page.a.b.c", i); }));
        note(u"push and pop", timePerCall([&](int i) {
                 model.push(u"_page.list", i);
                 model.pop(u"_page.list");
             }));
        const Model scoped = model.at(u"_page.a");
        note(u"scoped set", timePerCall([&](int i) { scoped.set(u"b.c", i); }));
    }
    {
        RootModel model;
        fill(model);
        model.on<ChangeEvent>(u"_page.a.b.c", [&](const ChangeEvent &) { ++seen; });
        note(u"set, one listener", timePerCall([&](int i) { model.set(u"_page.a.b.c", i); }));
    }
    {
        RootModel model;
        fill(model);
        model.on<InsertEvent>(u"_page.list", [&](const InsertEvent &) { ++seen; });
        model.on<RemoveEvent>(u"_page.list", [&](const RemoveEvent &) { ++seen; });
        note(u"push and pop, one listener each", timePerCall([&](int i) {
                 model.push(u"_page.list", i);
                 model.pop(u"_page.list");
             }));
    }
    {
        RootModel model;
        fill(model);
        model.set(u"_page.two", 2);
        model.start(u"_page.sum", {u"_page.a.b.c", u"_page.two"}, [&](const Value &a, const Value &b) {
            ++seen;
            return a.toDouble() + b.toDouble();
        });
        note(u"set, function of two inputs", timePerCall([&](int i) { model.set(u"_page.a.b.c", i); }));
    }
    {
        RootModel model;
        fill(model);
        for (int i = 0; i < 10'000; ++i)
            model.on<ChangeEvent>(u"_page.items.%1.name"_qs.arg(i), [&](const ChangeEvent &) { ++seen; });
        model.set(u"_page.items", Value::object());
        note(u"set, 10000 listeners elsewhere",
             timePerCall([&](int i) { model.set(u"_page.items.5000.name", i); }));
    }
    if (!seen)
        qFatal("no listener was called");
    return results;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const Value mine = measure();
    if (app.arguments().contains(u"--alone"_qs)) { // for profilers
        std::printf("%s\n", Json::stringify(mine).constData());
        return 0;
    }
    const Value theirs = runNodeBench();
    Value figures = Value::object({{Key(u"benchmark"), Value(u"model")}});
    for (const Key &name : mine.keys()) {
        const double ns = mine.value(name).toDouble();
        const double nodeNs = theirs.value(name).toDouble();
        std::printf("%-34s %8.0f ns of CPU   racer %8.0f ns   %6.1f times as fast\n", qPrintable(name.toString()), ns,
                    nodeNs, nodeNs / ns);
        figures.set(name, Value::object({{Key(u"ns"), ns}, {Key(u"nodeNs"), nodeNs}, {Key(u"ratio"), nodeNs / ns}}));
    }
    std::printf("%s\n", Json::stringify(figures).constData());
    return 0;
}
