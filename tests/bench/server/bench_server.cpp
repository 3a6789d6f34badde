// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// racer-server against a Node ShareDB server and a bare QWebSocket echo server, one load generator for all.
#include "scenarios.h"

#include <Racer/json.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>

#include <cstdio>
#include <functional>

using Racer::Value;

namespace {

struct Peer
{
    const char *name;
    std::function<std::unique_ptr<ServerProcess>()> start;
};

Value toValue(const Figures &figures)
{
    return Value::object({{u"perSecond", figures.perSecond},
                          {u"perCpuSecond", figures.perCpuSecond},
                          {u"p50us", figures.p50},
                          {u"p99us", figures.p99}});
}

void print(const char *scenario, const char *server, const Figures &figures)
{
    std::printf("%-26s %-22s %10.0f /s %10.0f /cpu s  p50 %7.0f us  p99 %8.0f us\n", scenario, server,
                figures.perSecond, figures.perCpuSecond, figures.p50, figures.p99);
    std::fflush(stdout);
}

std::unique_ptr<ServerProcess> racerServer(const QStringList &arguments)
{
    return std::make_unique<ServerProcess>(
            QCoreApplication::applicationDirPath() + QStringLiteral("/racer-server"),
            QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} + arguments);
}

std::unique_ptr<ServerProcess> nodeServer(const QStringList &arguments)
{
    return std::make_unique<ServerProcess>(QStringLiteral("node"),
                                           QStringList{QStringLiteral(NODE_SERVER)} + arguments);
}

std::unique_ptr<ServerProcess> echoServer()
{
    return std::make_unique<ServerProcess>(QCoreApplication::applicationDirPath() + QStringLiteral("/echo-server"),
                                           QStringList());
}

class Report
{
public:
    // Runs the scenario on every peer in turn, a fresh server for each; the second peer's figures are the yardstick.
    void compare(const char *scenario, const std::vector<Peer> &peers,
                 const std::function<Figures(const ServerProcess &)> &run)
    {
        Value row = Value::object();
        std::vector<Figures> all;
        for (const Peer &peer : peers) {
            const std::unique_ptr<ServerProcess> server = peer.start();
            all.push_back(run(*server));
            print(scenario, peer.name, all.back());
            row.set(QString::fromLatin1(peer.name), toValue(all.back()));
        }
        for (size_t i = 1; i < all.size(); ++i) {
            const double perCpu = all[0].perCpuSecond / all[i].perCpuSecond;
            const double rate = all[0].perSecond / all[i].perSecond;
            std::printf("  -> %.2f times %s per CPU second, %.2f times in all; p99 %.2f of it\n", perCpu,
                        peers[i].name, rate, all[0].p99 / all[i].p99);
            row.set(QStringLiteral("ratioTo ") + QString::fromLatin1(peers[i].name), perCpu);
        }
        figures.set(QString::fromLatin1(scenario), row);
    }

    Value figures = Value::object();
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption secondsOption(QStringLiteral("seconds"), QStringLiteral("Length of each run."),
                                           QStringLiteral("SECONDS"), QStringLiteral("3"));
    const QCommandLineOption onlyOption(QStringLiteral("only"), QStringLiteral("Scenarios whose name contains this."),
                                        QStringLiteral("NAME"));
    const QCommandLineOption postgresOption(QStringLiteral("postgres"),
                                            QStringLiteral("Where Node keeps documents in the durable scenario."),
                                            QStringLiteral("URL"));
    const QCommandLineOption noNodeOption(QStringLiteral("no-node"), QStringLiteral("Leave Node out."));
    parser.addOptions({secondsOption, onlyOption, postgresOption, noNodeOption});
    parser.addHelpOption();
    parser.process(app);
    const double seconds = parser.value(secondsOption).toDouble();
    const auto wanted = [&](const char *name) { return QString::fromLatin1(name).contains(parser.value(onlyOption)); };

    const Peer racer{"racer-server", [] { return racerServer({}); }};
    const Peer node{"node", [] { return nodeServer({}); }};
    const Peer echo{"QWebSocket echo", echoServer};
    std::vector<Peer> memoryPeers{racer};
    if (!parser.isSet(noNodeOption))
        memoryPeers.push_back(node);

    Report report;
    if (wanted("own documents")) {
        report.compare("own documents, 50", memoryPeers,
                       [&](const ServerProcess &server) { return Scenarios::ownDocuments(server, 50, seconds); });
        bool first = true;
        report.compare("own documents and echo", {racer, echo}, [&](const ServerProcess &server) {
            return std::exchange(first, false) ? Scenarios::ownDocuments(server, 50, seconds)
                                               : Scenarios::echo(server, 50, seconds);
        });
    }
    if (wanted("hot document")) {
        report.compare("hot document, 20 writers", memoryPeers,
                       [&](const ServerProcess &server) { return Scenarios::hotDocument(server, 20, seconds); });
    }
    if (wanted("fan-out")) {
        report.compare("fan-out, 200 readers", memoryPeers,
                       [&](const ServerProcess &server) { return Scenarios::fanOut(server, 200, seconds); });
    }
    if (wanted("live queries")) {
        report.compare("live queries, 100", memoryPeers, [&](const ServerProcess &server) {
            return Scenarios::liveQueries(server, 100, false, seconds);
        });
        report.compare("live queries, 100 sorted", memoryPeers, [&](const ServerProcess &server) {
            return Scenarios::liveQueries(server, 100, true, seconds);
        });
    }
    if (wanted("durable")) {
        const QTemporaryDir directory(QDir::currentPath() + QStringLiteral("/bench-XXXXXX"));
        std::vector<Peer> peers{{"racer-server, SQLite", [&] {
            return racerServer({QStringLiteral("--db"),
                                QStringLiteral("sqlite:") + directory.filePath(QStringLiteral("bench.db"))});
        }}};
        if (parser.isSet(postgresOption)) {
            peers.push_back({"node, PostgreSQL", [&] {
                return nodeServer({QStringLiteral("--postgres"), parser.value(postgresOption)});
            }});
        }
        report.compare("durable, 200 own documents", peers,
                       [&](const ServerProcess &server) { return Scenarios::ownDocuments(server, 200, seconds); });
    }
    if (wanted("idle memory")) {
        Value row = Value::object();
        for (const Peer &peer : memoryPeers) {
            const std::unique_ptr<ServerProcess> server = peer.start();
            const double bytes = Scenarios::idleConnection(*server, 1000);
            std::printf("%-26s %-22s %10.0f bytes a connection\n", "idle memory", peer.name, bytes);
            row.set(QString::fromLatin1(peer.name), bytes);
        }
        report.figures.set(u"idle memory", row);
    }
    std::printf("%s\n", Racer::Json::stringify(report.figures).constData());
    return 0;
}
