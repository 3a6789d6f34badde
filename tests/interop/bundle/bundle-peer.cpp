// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// bundle-peer URL make: makes a model as bundle.test.js does, prints {bundle, view}, and ends.
// bundle-peer URL restore: takes a bundle from the first line of its input and prints {view, snapshots, errors}; then
// for each further line, [path, value], sets that, or nothing for [], and prints the same. Ends with its input.
// "view" is what the model shows, "snapshots" in how many messages of the server there was a document's data.
#include <Racer/filter.h>
#include <Racer/json.h>
#include <Racer/modelquery.h>
#include <Racer/rootmodel.h>
#include <Racer/websockettransport.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>
#include <QtCore/QUrl>

#include <cstdio>

using namespace Racer;

namespace {

Value json(const char *text)
{
    return Json::parse(QByteArrayView(text));
}

void define(const Model &model)
{
    model.fn(u"double", [](const Value &a) { return a.toDouble() * 2; });
    model.fn(u"big", [](const Value &item) { return item.value(u"v").toDouble() > 1; });
    model.fn(u"byV", [](const Value &a, const Value &b) {
        return a.value(u"v").toDouble() - b.value(u"v").toDouble();
    });
}

void fill(const Model &model)
{
    model.set(u"_page.count", 3);
    model.set(u"_page.items", json(R"({"x":{"id":"x","v":3},"y":{"id":"y","v":1},"z":{"id":"z","v":2}})"));
    model.set(u"_page.order", json(R"(["z","x"])"));
    model.set(u"_page.list", json(R"([{"k":1},{"k":2}])"));
    model.subscribe(u"c.a");
    model.fetch(u"c.b");
    model.context(Key(u"k")).subscribe(u"c.a");
    const auto query = model.query(Key(u"c"), json(R"({"n":{"$gt":1}})"));
    query->ref(u"_page.results");
    query->subscribe();
    model.ref(u"_page.doc", u"c.a");
    model.ref(u"_page.second", u"_page.list.1", {.updateIndices = true});
    model.refList(u"_page.shown", u"_page.items", u"_page.order", {.deleteRemoved = true});
    model.start(u"_page.twice", u"_page.count", u"double", {.mode = FunctionOptions::Mode::Diff});
    model.filter(u"_page.items", u"big")->sort(u"byV")->ref(u"_page.kept");
}

void print(const Value &value)
{
    std::printf("%s\n", Json::stringify(value).constData());
    std::fflush(stdout);
}

Value viewOf(const Model &model)
{
    return Value::object({{Key(u"_page"), model.get(u"_page")}, {Key(u"c"), model.get(u"c")}});
}

class Peer : public QObject
{
public:
    explicit Peer(const QString &url)
        : m_model(std::make_unique<Connection>(std::make_unique<WebSocketTransport>(QUrl(url))))
    {
        define(m_model);
        connect(&m_model, &RootModel::error, this, [this](const Error &error) { m_errors.append(error.message()); });
        connect(m_model.connection(), &Connection::messageReceived, this, [this](const Value &message) {
            m_snapshots += Json::stringify(message).contains("snapshot data");
        });
        m_model.connection()->open();
    }

    void make()
    {
        fill(m_model);
        m_model.bundle().then(this, [this](const Value &bundle) {
            print(Value::object({{Key(u"bundle"), bundle}, {Key(u"view"), viewOf(m_model)}}));
            QCoreApplication::quit();
        });
    }

    void follow()
    {
        m_input.open(stdin, QIODevice::ReadOnly);
        auto *const notifier = new QSocketNotifier(fileno(stdin), QSocketNotifier::Read, this);
        connect(notifier, &QSocketNotifier::activated, this, [this] {
            const QByteArray line = m_input.readLine();
            if (line.isEmpty())
                return QCoreApplication::quit();
            const Value command = Json::parse(QByteArrayView(line));
            if (command.isObject())
                m_model.unbundle(command);
            else if (!command.isEmpty())
                m_model.set(command.at(0).stringView(), command.at(1));
            m_model.whenNothingPending().then(this, [this] {
                print(Value::object({{Key(u"view"), viewOf(m_model)}, {Key(u"snapshots"), m_snapshots},
                                     {Key(u"errors"), m_errors}}));
            });
        });
    }

private:
    RootModel m_model;
    QFile m_input;
    Value m_errors = Value::array();
    int m_snapshots = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.size() != 3) {
        std::fprintf(stderr, "usage: bundle-peer URL make|restore\n");
        return 2;
    }
    Peer peer(arguments.at(1));
    if (arguments.at(2) == u"make")
        peer.make();
    else
        peer.follow();
    return QCoreApplication::exec();
}
