// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "listscene.h"

#include <Racer/backend.h>
#include <Racer/gateway.h>
#include <Racer/json.h>
#include <Racer/listmodel.h>
#include <Racer/websockettransport.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>

#include <atomic>
#include <cstdio>

// bench_stream: operations of another thread stream through a WebSocket into a visible list, for some seconds. How many
// frames a second the window shows when it shows one every 16 ms, the longest gap between two, and how much of the
// time the GUI thread is at work. The last line is JSON.

using namespace Racer;

namespace {

constexpr int Rows = 10'000;
constexpr int FrameMs = 16;

// The server, with a client that writes at a given rate: in a thread of its own.
class Writer final : public QObject
{
    Q_OBJECT
public:
    explicit Writer(int opsPerSecond) : m_rate(opsPerSecond) { }

    std::atomic<quint16> port = 0;
    std::atomic<qint64> sent = 0;

    void start()
    {
        m_backend = std::make_unique<Backend>();
        m_gateway = std::make_unique<Gateway>(m_backend.get());
        m_gateway->listen(QHostAddress::LocalHost, 0);
        m_model = m_backend->createModel();
        for (int row = 0; row < Rows; ++row) {
            const QString id = QStringLiteral("s%1").arg(row);
            m_model->create(Path({u"songs", Key(id)}), Value::object({{u"title", id}, {u"n", row}})).ignore();
        }
        m_model->whenNothingPending().then(this, [this] { port = m_gateway->serverPort(); });
    }
    void stream()
    {
        m_clock.start();
        auto *const timer = new QTimer(this);
        timer->setTimerType(Qt::PreciseTimer);
        connect(timer, &QTimer::timeout, this, &Writer::write);
        timer->start(5);
    }
    void stop()
    {
        qDeleteAll(findChildren<QTimer *>());
        m_model.reset();
        m_gateway.reset();
        m_backend.reset();
    }

private:
    void write()
    {
        for (const qint64 due = m_clock.elapsed() * m_rate / 1000; sent < due; ++sent) {
            const Key id(QStringLiteral("s%1").arg(m_random.bounded(Rows)));
            m_model->set(Path({u"songs", id, u"title"}), QStringLiteral("title %1").arg(sent.load())).ignore();
        }
    }

    const int m_rate;
    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<Gateway> m_gateway;
    std::unique_ptr<RootModel> m_model;
    QElapsedTimer m_clock;
    QRandomGenerator m_random{1};
};

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption rateOption(QStringLiteral("rate"), QStringLiteral("Operations a second."),
                                        QStringLiteral("N"), QStringLiteral("10000"));
    const QCommandLineOption secondsOption(QStringLiteral("seconds"), QStringLiteral("How long."), QStringLiteral("N"),
                                           QStringLiteral("5"));
    parser.addOptions({rateOption, secondsOption});
    parser.process(app);
    const int rate = parser.value(rateOption).toInt();
    const int seconds = parser.value(secondsOption).toInt();

    QThread thread;
    auto *const writer = new Writer(rate);
    writer->moveToThread(&thread);
    thread.start();
    QMetaObject::invokeMethod(writer, &Writer::start);
    waitFor("the server", [&] { return writer->port != 0; });

    RootModel model(std::make_unique<Connection>(std::make_unique<WebSocketTransport>(
        QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(int(writer->port))))));
    model.connection()->open();
    const auto query = model.query(Key(u"songs"), Value::object());
    const Confirmation subscribed = model.subscribe(query);
    waitFor("the rows", [&] { return subscribed.isDone(); });
    ListModel list;
    list.setItemRoles({ItemRole{QStringLiteral("title")}});
    list.setQuery(model, query);
    list.flush();
    ListScene scene;
    scene.setModel(&list);
    scene.waitForFrame();
    const int created = scene.created();

    qint64 received = 0;
    qint64 frames = 0;
    qint64 longestMs = 0;
    QElapsedTimer sinceFrame;
    QObject::connect(model.connection(), &Connection::messageReceived, &app, [&received] { ++received; });
    QObject::connect(&scene.window, &QQuickWindow::frameSwapped, &app, [&] {
        ++frames;
        longestMs = std::max(longestMs, sinceFrame.restart());
    });
    QTimer ticks;
    ticks.setTimerType(Qt::PreciseTimer);
    QObject::connect(&ticks, &QTimer::timeout, &scene.window, &QQuickWindow::update);

    // The same without operations: what the frames alone cost.
    const auto run = [&] {
        received = frames = longestMs = 0;
        QElapsedTimer clock;
        clock.start();
        sinceFrame.start();
        const qint64 start = threadTimeNs();
        ticks.start(FrameMs);
        waitFor("the time to pass", [&] { return clock.hasExpired(seconds * 1000LL); });
        ticks.stop();
        return double(threadTimeNs() - start) / double(clock.nsecsElapsed());
    };
    const double idleLoad = run();
    const double idleFrames = double(frames) / seconds;
    QMetaObject::invokeMethod(writer, &Writer::stream);
    const double load = run();
    const double framesPerSecond = double(frames) / seconds;
    const double opsPerSecond = double(received) / seconds;
    const qint64 behind = writer->sent - received;
    const qint64 longest = longestMs;

    QMetaObject::invokeMethod(writer, &Writer::stop, Qt::BlockingQueuedConnection);
    writer->deleteLater();
    thread.quit();
    thread.wait();
    scene.setModel(nullptr);

    std::printf("%-44s %8.0f a second\n", "operations that arrived", opsPerSecond);
    std::printf("%-44s %8lld\n", "sent and not there at the end", static_cast<long long>(behind));
    std::printf("%-44s %8.1f a second   without operations %5.1f\n", "frames shown", framesPerSecond, idleFrames);
    std::printf("%-44s %8lld ms\n", "longest gap between two frames", static_cast<long long>(longest));
    std::printf("%-44s %8.0f %%   without operations %3.0f %%\n", "GUI thread at work", load * 100, idleLoad * 100);
    std::printf("%-44s %8d\n", "delegates made", scene.created() - created);
    std::printf("%s\n", Json::stringify(Value::object({{u"benchmark", u"stream"}, {u"opsPerSecond", opsPerSecond},
                                                       {u"framesPerSecond", framesPerSecond},
                                                       {u"idleFramesPerSecond", idleFrames},
                                                       {u"longestGapMs", longest}, {u"load", load},
                                                       {u"idleLoad", idleLoad}})).constData());
    return 0;
}

#include "bench_stream.moc"
