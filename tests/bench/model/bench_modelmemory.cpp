// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "nodebench.h"
#include "processortime.h"

#include <Racer/doc.h>
#include <Racer/rootmodel.h>

#include <QtCore/QCoreApplication>

#include <cstdio>

// bench_modelmemory: resident memory of 100,000 small documents in a model, local ones and documents of a server, against
// the npm package racer. The last line is JSON.

using namespace Racer;

namespace {

constexpr int Count = 100'000;

Value place(int i)
{
    const QByteArray number = QByteArray::number(i);
    return Json::parse("{\"name\":\"Place " + number + "\",\"country\":\"DE\",\"type\":\"City\",\"population\":" + number
                       + "}");
}

double remoteBytes()
{
    static RootModel model(std::make_unique<Connection>());
    const qint64 before = residentBytes();
    for (int i = 0; i < Count; ++i) {
        Snapshot snapshot;
        snapshot.version = 1;
        snapshot.type = Key(OtTypes::defaultType()->uri());
        snapshot.data = place(i);
        model.connection()->get(Key(u"places"), Key(u"place-%1"_qs.arg(i)))->ingestSnapshot(snapshot);
    }
    if (model.get(u"places.place-99999.population").toInteger() != Count - 1)
        qFatal("documents are missing");
    return double(residentBytes() - before);
}

double localBytes()
{
    static RootModel model;
    const qint64 before = residentBytes();
    for (int i = 0; i < Count; ++i)
        model.set(u"_places.place-%1"_qs.arg(i), place(i));
    if (model.get(u"_places").size() != Count)
        qFatal("documents are missing");
    return double(residentBytes() - before);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const Value mine = Value::object({{Key(u"remote"), remoteBytes()}, {Key(u"local"), localBytes()}});
    const Value theirs = runNodeBench({QString::number(Count)}, {u"--expose-gc"_qs});
    Value figures = Value::object({{Key(u"benchmark"), Value(u"modelmemory")}});
    for (const auto &[name, bytes] : mine.members()) {
        const double ours = bytes.toDouble() / Count;
        const double node = theirs.value(name).toDouble() / Count;
        std::printf("a small %s document: %5.0f bytes   racer %5.0f bytes   %.2f of it\n",
                    qPrintable(name.toString()), ours, node, ours / node);
        figures.set(name, Value::object({{Key(u"bytes"), ours}, {Key(u"nodeBytes"), node},
                                         {Key(u"ratio"), ours / node}}));
    }
    std::printf("%s\n", Json::stringify(figures).constData());
    return 0;
}
