// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "listscene.h"
#include "replaytransport.h"

#include <Racer/listmodel.h>

#include <QtCore/QRandomGenerator>
#include <QtGui/QGuiApplication>

#include <cstdio>

// bench_burst: 1,000 remote operations arrive at once in a visible list of 100,000 rows. Time of the GUI thread on a
// processor from the first text to the frame that shows it, and the delegates that were made. The last line is JSON.

using namespace Racer;

namespace {

constexpr int Rows = 100'000;
constexpr int Ops = 1000;
constexpr int Rounds = 7;
constexpr double FrameMs = 1000.0 / 60;

Value song(int number)
{
    return Value::object({{u"id", QStringLiteral("s%1").arg(number)}, {u"title", QStringLiteral("song %1").arg(number)},
                          {u"n", number}});
}

struct Bench
{
    explicit Bench(bool documents) : other(backend.createModel()), ofDocuments(documents)
    {
        auto line = std::make_unique<ReplayTransport>(&backend);
        transport = line.get();
        model = std::make_unique<RootModel>(std::make_unique<Connection>(std::move(line)));
        model->connection()->open();
        list.setItemRoles({ItemRole{QStringLiteral("title")}});
        if (documents) {
            for (int row = 0; row < Rows; ++row)
                other->create(Path({u"songs", Key(QStringLiteral("s%1").arg(row))}), song(row)).ignore();
            waitFor("the songs", [this] { return !other->hasPending(); });
            const auto query = model->query(Key(u"songs"), Value::object());
            const Confirmation subscribed = model->subscribe(query);
            waitFor("the rows", [&] { return subscribed.isDone(); });
            list.setSortKeys({SortKey{Path(u"n")}});
            list.setQuery(*model, query);
        } else {
            Value items = Value::array();
            for (int row = 0; row < Rows; ++row)
                items.append(song(row));
            other->create(u"lists.main", Value::object({{u"items", items}})).ignore();
            waitFor("the list", [this] { return !other->hasPending(); });
            const Confirmation subscribed = model->subscribeDoc(u"lists", u"main");
            waitFor("the rows", [&] { return subscribed.isDone(); });
            list.setSource(model->at(u"lists.main.items"));
        }
        list.flush();
        if (list.rowCount() != Rows)
            qFatal("there are %d rows", list.rowCount());
        scene.setModel(&list);
        scene.showRow(Rows / 2);
        scene.waitForFrame();
    }
    ~Bench() { scene.setModel(nullptr); }

    [[nodiscard]] QString title() { return QStringLiteral("title %1").arg(number++); }
    [[nodiscard]] Path at(int row, const char16_t *member) const
    {
        return ofDocuments ? Path({u"songs", Key(QStringLiteral("s%1").arg(row)), Key(member)})
                           : Path({u"lists", u"main", u"items", Key(QString::number(row)), Key(member)});
    }

    void measure(const char *name, const std::function<void(int)> &write, Value *figures)
    {
        std::vector<double> told;
        std::vector<double> shown;
        std::vector<double> made;
        for (int round = 0; round <= Rounds; ++round) {
            transport->hold();
            for (int i = 0; i < Ops; ++i)
                write(i);
            transport->collect(Ops);
            const int created = scene.created();
            const qint64 start = threadTimeNs();
            for (int i = 0; i < Ops; ++i)
                transport->arrive(size_t(i));
            list.flush();
            const double toldMs = double(threadTimeNs() - start) / 1e6;
            scene.waitForFrame();
            const double shownMs = double(threadTimeNs() - start) / 1e6;
            transport->forget();
            waitFor("the others", [this] { return !other->hasPending(); });
            check();
            if (round == 0)
                continue; // the first one warms up
            told.push_back(toldMs);
            shown.push_back(shownMs);
            made.push_back(scene.created() - created);
        }
        std::printf("%-52s %7.2f ms, with the frame %7.2f ms, %5.2f frames of 60 Hz, %3.0f delegates made\n", name,
                    median(told), median(shown), median(told) / FrameMs, median(made));
        std::fflush(stdout);
        figures->set(Key(QString::fromLatin1(name)),
                     Value::object({{u"ms", median(told)}, {u"withFrameMs", median(shown)},
                                    {u"frames", median(told) / FrameMs}, {u"delegates", median(made)}}));
    }

    // Some of the rows, against what the other client has.
    void check()
    {
        if (ofDocuments)
            return;
        const Value items = other->get(u"lists.main.items");
        for (int row = 0; row < int(items.size()); row += 997) {
            if (list.valueAt(row) != items.at(row))
                qFatal("row %d is not what it should be", row);
        }
        const int top = scene.topRow();
        if (scene.titleAt(top) != list.valueAt(top).value(u"title").toString())
            qFatal("the view shows %s in row %d", qPrintable(scene.titleAt(top)), top);
    }

    Backend backend;
    std::unique_ptr<RootModel> other;
    ReplayTransport *transport = nullptr;
    std::unique_ptr<RootModel> model;
    ListModel list;
    ListScene scene;
    const bool ofDocuments;
    QRandomGenerator random{1};
    int number = Rows;
};

void measureArray(Value *figures)
{
    Bench bench(false);
    const Model items = bench.other->at(u"lists.main.items").preventCompose(); // an operation for each write
    const Confirmation subscribed = bench.other->subscribeDoc(u"lists", u"main");
    waitFor("the list of the others", [&] { return subscribed.isDone(); });
    const auto anywhere = [&](int beyond = 0) { return int(bench.random.bounded(Rows / 2 + beyond)) + Rows / 4; };
    bench.measure("array: changes of visible rows", [&](int i) {
        items.set(bench.at(Rows / 2 + i % 25, u"title").mid(3), bench.title()).ignore();
    }, figures);
    bench.measure("array: changes anywhere", [&](int) {
        items.set(bench.at(anywhere(), u"title").mid(3), bench.title()).ignore();
    }, figures);
    bench.measure("array: inserts anywhere", [&](int) {
        items.insert(anywhere(), song(bench.number++)).ignore();
    }, figures);
    bench.measure("array: removals anywhere", [&](int) { items.remove(anywhere()).ignore(); }, figures);
    bench.measure("array: moves anywhere", [&](int) { items.move(anywhere(), anywhere()).ignore(); }, figures);
    bench.measure("array: all of these, in turn", [&](int i) {
        switch (i % 4) {
        case 0:
            return items.set(bench.at(anywhere(), u"title").mid(3), bench.title()).ignore();
        case 1:
            return items.insert(anywhere(), song(bench.number++)).ignore();
        case 2:
            return items.remove(anywhere()).ignore();
        default:
            return items.move(anywhere(), anywhere()).ignore();
        }
    }, figures);
}

void measureDocuments(Value *figures)
{
    Bench bench(true);
    const Model songs = bench.other->preventCompose();
    const auto anywhere = [&] { return int(bench.random.bounded(Rows)); };
    bench.measure("documents, sorted: changes of visible rows", [&](int i) {
        songs.set(bench.at(Rows / 2 + i % 25, u"title"), bench.title()).ignore();
    }, figures);
    bench.measure("documents, sorted: changes anywhere", [&](int) {
        songs.set(bench.at(anywhere(), u"title"), bench.title()).ignore();
    }, figures);
    bench.measure("documents, sorted: other sort keys", [&](int) {
        songs.set(bench.at(anywhere(), u"n"), bench.random.bounded(Rows)).ignore();
    }, figures);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    Value figures = Value::object({{u"benchmark", u"burst"}});
    const QString only = app.arguments().value(1);
    if (only.isEmpty() || only == u"array")
        measureArray(&figures);
    if (only.isEmpty() || only == u"documents")
        measureDocuments(&figures);
    std::printf("%s\n", Json::stringify(figures).constData());
    return 0;
}
