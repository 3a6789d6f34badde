// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "nodebench.h"
#include "processortime.h"

#include <Racer/filter.h>
#include <Racer/rootmodel.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QRandomGenerator>

#include <malloc.h>

#include <algorithm>
#include <cstdio>

// bench_filter: one item of a filtered and sorted list changes, with the output, the ids and their events, against the
// npm package racer on Node in the same run, and with a hundred times as many items. CPU time; the last line is JSON.

using namespace Racer;

namespace {

constexpr int Few = 10'000;
constexpr int Many = 1'000'000;
constexpr int Calls = 20'000;
constexpr int Rounds = 5;

Value item(int number, int v)
{
    return Value::object({{Key(u"id"), Value(u"k%1"_qs.arg(number))}, {Key(u"v"), v}, {Key(u"name"), u"an item"_qs}});
}

struct Bench
{
    explicit Bench(int itemCount) : count(itemCount)
    {
        QRandomGenerator random(1);
        Value items = Value::object();
        for (int i = 0; i < count; ++i)
            items.set(Key(u"k%1"_qs.arg(i)), item(i, int(random.bounded(quint32(count)))));
        model.set(u"_page.items", std::move(items));
        const auto before = mallinfo2().uordblks;
        const qint64 start = processorTimeNs();
        model.filter(u"_page.items", [](const Value &each) { return each.value(v).toDouble() >= 0; })
            ->sort([](const Value &a, const Value &b) {
                const double left = a.value(v).toDouble();
                const double right = b.value(v).toDouble();
                return int(left > right) - int(left < right);
            })
            ->ref(u"_page.out");
        refNs = double(processorTimeNs() - start);
        bytesPerItem = double(mallinfo2().uordblks - before) / count;
        model.on<Event>(u"_page.out", [this](const Event &) { ++events; });
    }

    // Nanoseconds for one change.
    template<typename F>
    double time(F &&change)
    {
        QRandomGenerator random(2);
        double best = 0;
        for (int round = 0; round <= Rounds; ++round) { // the first one warms up
            std::vector<std::pair<Path, int>> changes;
            for (int i = 0; i < Calls; ++i) {
                changes.push_back({Path(u"_page.items.k%1.v"_qs.arg(random.bounded(count))),
                                   int(random.bounded(quint32(count)))});
            }
            const qint64 start = processorTimeNs();
            for (const auto &[path, value] : changes)
                change(model, path, value);
            const double elapsed = double(processorTimeNs() - start) / Calls;
            best = round <= 1 ? elapsed : std::min(best, elapsed);
        }
        return best;
    }

    inline static const Key v = Key(u"v");
    const int count;
    RootModel model;
    double refNs = 0;
    double bytesPerItem = 0;
    qint64 events = 0;
};

void moves(const RootModel &model, const Path &path, int value)
{
    model.set(path, value);
}

void leavesAndReturns(const RootModel &model, const Path &path, int value)
{
    model.set(path, -1);
    model.set(path, value);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const bool alone = app.arguments().contains(u"--alone"_qs); // for profilers
    const Value node = alone ? Value() : runNodeBench({QString::number(Few)});
    Value figures = Value::object({{Key(u"benchmark"), Value(u"filter")}});
    const auto measure = [&](Bench &few, Bench *many, const char16_t *name, auto change) {
        const double fewNs = few.time(change);
        const double nodeNs = node.value(Key(name)).toDouble();
        const double manyNs = many ? many->time(change) : 0;
        std::printf("%-36s %7.0f ns   racer %10.0f ns   %6.0f times as fast   at %d items %7.0f ns, %.1f times\n",
                    qPrintable(Key(name).toString()), fewNs, nodeNs, nodeNs / fewNs, Many, manyNs, manyNs / fewNs);
        figures.set(Key(name), Value::object({{Key(u"ns"), fewNs}, {Key(u"nodeNs"), nodeNs},
                                              {Key(u"ratio"), nodeNs / fewNs}, {Key(u"manyNs"), manyNs},
                                              {Key(u"growth"), manyNs / fewNs}}));
    };
    Bench few(Few);
    std::unique_ptr<Bench> many = alone ? nullptr : std::make_unique<Bench>(Many);
    measure(few, many.get(), u"an item moves", moves);
    measure(few, many.get(), u"an item leaves and returns", leavesAndReturns);
    if (few.events < Calls)
        qFatal("the output did not follow");
    if (many) {
        std::printf("%-36s %7.0f bytes an item, made in %.0f ms\n", "1000000 items", many->bytesPerItem,
                    many->refNs / 1e6);
        figures.set(Key(u"bytesPerItem"), many->bytesPerItem);
    }
    std::printf("%s\n", Json::stringify(figures).constData());
    return 0;
}
