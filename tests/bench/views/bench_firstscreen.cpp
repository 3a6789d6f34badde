// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "listscene.h"
#include "replaytransport.h"

#include <Racer/listmodel.h>

#include <QtGui/QGuiApplication>

#include <cstdio>

// bench_firstscreen: a bundle with 100,000 rows is restored, and the first screen of them is shown. Time of the GUI
// thread on a processor, from unbundle() to the first frame. The last line is JSON.

using namespace Racer;

namespace {

constexpr int Rows = 100'000;
constexpr int Rounds = 5;

Value song(int number)
{
    return Value::object({{u"id", QStringLiteral("s%1").arg(number)}, {u"title", QStringLiteral("song %1").arg(number)},
                          {u"n", number}});
}

struct Times
{
    std::vector<double> unbundle;
    std::vector<double> list;
    std::vector<double> frame;
};

void measure(const char *name, const QByteArray &bundle, const std::function<void(RootModel &, ListModel &)> &show,
             Value *figures)
{
    Times times;
    for (int round = 0; round < Rounds; ++round) {
        RootModel model(std::make_unique<Connection>()); // offline
        ListModel list;
        list.setItemRoles({ItemRole{QStringLiteral("title")}});
        ListScene scene;
        scene.waitForFrame();
        const Value value = Json::parse(bundle); // a thread of its own can do that
        const qint64 start = threadTimeNs();
        model.unbundle(value);
        const double unbundled = double(threadTimeNs() - start) / 1e6;
        show(model, list);
        scene.setModel(&list);
        const double listed = double(threadTimeNs() - start) / 1e6;
        scene.waitForFrame();
        const double framed = double(threadTimeNs() - start) / 1e6;
        if (list.rowCount() != Rows || scene.titleAt(0) != u"song 0")
            qFatal("%d rows, the first shows %s", list.rowCount(), qPrintable(scene.titleAt(0)));
        scene.setModel(nullptr);
        times.unbundle.push_back(unbundled);
        times.list.push_back(listed - unbundled);
        times.frame.push_back(framed);
    }
    std::printf("%-28s %7.1f ms to the first frame; unbundle %7.1f ms, list %7.1f ms\n", name, median(times.frame),
                median(times.unbundle), median(times.list));
    std::fflush(stdout);
    figures->set(Key(QString::fromLatin1(name)),
                 Value::object({{u"ms", median(times.frame)}, {u"unbundleMs", median(times.unbundle)},
                                {u"listMs", median(times.list)}}));
}

QByteArray bundleOf(RootModel &model)
{
    model.setBundleTimeout(600'000);
    QFuture<Value> future = model.bundle();
    waitFor("the bundle", [&] { return future.isFinished(); });
    return Json::stringify(future.result());
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    Value figures = Value::object({{u"benchmark", u"firstscreen"}});
    Backend backend;
    const auto other = backend.createModel();
    Value items = Value::array();
    for (int row = 0; row < Rows; ++row)
        items.append(song(row));

    const auto local = backend.createModel();
    local->set(u"_page.songs", items);
    measure("a local array", bundleOf(*local), [](RootModel &model, ListModel &list) {
        list.setSource(model.at(u"_page.songs"));
    }, &figures);

    other->create(u"lists.main", Value::object({{u"items", items}})).ignore();
    waitFor("the list", [&] { return !other->hasPending(); });
    const auto one = backend.createModel();
    const Confirmation subscribed = one->subscribeDoc(u"lists", u"main");
    waitFor("the rows", [&] { return subscribed.isDone(); });
    measure("a document with an array", bundleOf(*one), [](RootModel &model, ListModel &list) {
        list.setSource(model.at(u"lists.main.items"));
    }, &figures);

    for (int row = 0; row < Rows; ++row)
        other->create(Path({u"songs", Key(QStringLiteral("s%1").arg(row))}), song(row)).ignore();
    waitFor("the songs", [&] { return !other->hasPending(); });
    const auto many = backend.createModel();
    const auto query = many->query(Key(u"songs"), Value::object({{u"$sort", Value::object({{u"n", 1}})}}));
    const Confirmation queried = many->subscribe(query);
    waitFor("the results", [&] { return queried.isDone(); });
    measure("a query of documents", bundleOf(*many), [](RootModel &model, ListModel &list) {
        const Value expression = Value::object({{u"$sort", Value::object({{u"n", 1}})}});
        list.setQuery(model, model.query(Key(u"songs"), expression));
    }, &figures);
    std::printf("%s\n", Json::stringify(figures).constData());
    return 0;
}
