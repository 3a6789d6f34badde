// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "listscene.h"
#include "replaytransport.h"

#include <Racer/listmodel.h>

#include <QtGui/QGuiApplication>

#include <cstdio>
#include <numeric>

// bench_delegate: from the text of a remote operation, as a socket brings it, to the property of the delegate that
// shows it, against the bare dataChanged of a list of strings in the same view. CPU time; the last line is JSON.

using namespace Racer;

namespace {

constexpr int Rows = 1000;
constexpr int Visible = 25;
constexpr int Ops = 2000;
constexpr int Rounds = 9;

QString title(int number)
{
    return QStringLiteral("the title of number %1").arg(number);
}

class PlainList final : public QAbstractListModel
{
    Q_OBJECT
public:
    PlainList()
    {
        for (int row = 0; row < Rows; ++row)
            titles << title(row);
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(titles.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::UserRole ? titles.at(index.row()) : QVariant();
    }
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override { return {{Qt::UserRole, "title"}}; }
    void setTitle(int row, const QString &text)
    {
        titles[row] = text;
        Q_EMIT dataChanged(index(row), index(row), {Qt::UserRole});
    }

    QStringList titles;
};

// A client that has loaded all rows, with a list in a window or without.
struct Client
{
    Client(Backend *backend, bool shown)
    {
        auto line = std::make_unique<ReplayTransport>(backend);
        transport = line.get();
        model = std::make_unique<RootModel>(std::make_unique<Connection>(std::move(line)));
        model->connection()->open();
        query = model->query(Key(u"songs"), Value::object());
        const Confirmation subscribed = model->subscribe(query);
        waitFor("the rows", [&] { return subscribed.isDone(); });
        if (!shown)
            return;
        list = std::make_unique<ListModel>();
        list->setItemRoles({ItemRole{QStringLiteral("title")}});
        list->setQuery(*model, query);
        list->flush();
        scene = std::make_unique<ListScene>();
        scene->setModel(list.get());
        scene->waitForFrame();
        for (int row = 0; row < Rows; ++row)
            rowOf.insert(list->keyAt(row), row);
    }
    ~Client()
    {
        if (scene)
            scene->setModel(nullptr);
    }

    ReplayTransport *transport;
    std::unique_ptr<RootModel> model;
    std::shared_ptr<ModelQuery> query;
    std::unique_ptr<ListModel> list;
    std::unique_ptr<ListScene> scene;
    QHash<QString, int> rowOf;
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    Backend backend;
    const auto other = backend.createModel();
    for (int row = 0; row < Rows; ++row) {
        const Key id(QStringLiteral("s%1").arg(row));
        other->create(Path({u"songs", id}), Value::object({{u"title", title(row)}})).ignore();
    }
    waitFor("the songs", [&] { return !other->hasPending(); });

    Client shown(&backend, true);
    Client hidden(&backend, false);
    PlainList plain;
    ListScene plainScene;
    plainScene.setModel(&plain);
    plainScene.waitForFrame();
    QStringList visibleKeys;
    for (int row = 0; row < Visible; ++row)
        visibleKeys << shown.list->keyAt(row);

    const Model writer = other->preventCompose(); // an operation for each write
    std::vector<double> whole;
    std::vector<double> parsing;
    std::vector<double> applying;
    std::vector<double> bare;
    int number = Rows;
    for (int round = 0; round <= Rounds; ++round) {
        const int first = number;
        shown.transport->hold();
        hidden.transport->hold();
        for (int i = 0; i < Ops; ++i)
            writer.set(Path({u"songs", Key(visibleKeys.at(i % Visible)), u"title"}), title(number++)).ignore();
        shown.transport->collect(Ops);
        hidden.transport->collect(Ops);

        qint64 start = threadTimeNs();
        for (int i = 0; i < Ops; ++i) {
            shown.transport->arrive(size_t(i));
            shown.list->flush();
        }
        const double wholeNs = double(threadTimeNs() - start) / Ops;
        for (int row = 0; row < Visible; ++row) {
            if (shown.scene->titleAt(row) != title(number - Visible + row))
                qFatal("row %d shows %s", row, qPrintable(shown.scene->titleAt(row)));
        }

        start = threadTimeNs();
        for (int i = 0; i < Ops; ++i)
            plain.setTitle(i % Visible, title(first + i));
        const double withText = double(threadTimeNs() - start) / Ops;
        if (plainScene.titleAt(0) != shown.scene->titleAt(0))
            qFatal("the plain list shows %s", qPrintable(plainScene.titleAt(0)));
        start = threadTimeNs();
        qsizetype length = 0;
        for (int i = 0; i < Ops; ++i)
            length += title(first + i).size(); // making the texts is not the view's work
        const double texts = double(threadTimeNs() - start) / Ops;

        start = threadTimeNs();
        for (const QString &text : hidden.transport->texts())
            length += Json::parse(QStringView(text)).size();
        const double parseNs = double(threadTimeNs() - start) / Ops;
        start = threadTimeNs();
        for (int i = 0; i < Ops; ++i)
            hidden.transport->arrive(size_t(i));
        const double applyNs = double(threadTimeNs() - start) / Ops;
        if (length <= 0)
            return 1;

        shown.transport->forget();
        hidden.transport->forget();
        QCoreApplication::processEvents();
        if (round == 0)
            continue; // the first one warms up
        whole.push_back(wholeNs);
        bare.push_back(withText - texts);
        parsing.push_back(parseNs);
        applying.push_back(applyNs);
    }
    const double ratio = median(whole) / median(bare);
    std::printf("%-60s %8.0f ns\n", "bare dataChanged to the delegate's property", median(bare));
    std::printf("%-60s %8.0f ns   %.2f times\n", "remote operation in the socket to the delegate's property",
                median(whole), ratio);
    std::printf("%-60s %8.0f ns\n", "  of it, the JSON read", median(parsing));
    std::printf("%-60s %8.0f ns\n", "  read and applied to the model, without a list", median(applying));
    std::printf("%-60s %8d\n", "delegates made", shown.scene->created() - plainScene.created());
    std::printf("%s\n", Json::stringify(Value::object({{u"benchmark", u"delegate"}, {u"ns", median(whole)},
                                                       {u"bareNs", median(bare)}, {u"ratio", ratio},
                                                       {u"parseNs", median(parsing)},
                                                       {u"applyNs", median(applying)}})).constData());
    return 0;
}

#include "bench_delegate.moc"
