// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// How long one op takes from submitOp() to its acknowledgement, next to a bare QWebSocket that sends the same payload
// to an echo server and waits for it. Both servers are processes of their own; the two take turns, so that what else
// the machine does hits both.
#include <Racer/doc.h>
#include <Racer/json.h>
#include <Racer/websockettransport.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QTextStream>
#include <QtWebSockets/QWebSocket>

#include <algorithm>

using namespace Racer;

namespace {

constexpr int Rounds = 50;
constexpr int RoundLength = 200;

quint16 startServer(QProcess &process, const char *program, const QStringList &arguments)
{
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QString::fromLocal8Bit(program), arguments);
    static const QRegularExpression line(QStringLiteral(":(\\d+)/?\\s*$"));
    if (!process.waitForReadyRead(10'000))
        qFatal("%s did not start", program);
    return quint16(line.match(QString::fromUtf8(process.readLine())).captured(1).toUInt());
}

template<typename Condition>
void spinUntil(Condition condition)
{
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

void stopServer(QProcess &process)
{
    process.terminate();
    spinUntil([&] { return process.state() == QProcess::NotRunning; }); // it waits for our goodbye
}

double percentile(std::vector<qint64> &samples, double p)
{
    std::sort(samples.begin(), samples.end());
    return double(samples[size_t(double(samples.size() - 1) * p)]) / 1000;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QProcess racerProcess;
    QProcess echoProcess;
    const quint16 racerPort = startServer(racerProcess, RACER_SERVER,
                                          {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                                           QStringLiteral("--db"), QStringLiteral("memory")});
    const quint16 echoPort = startServer(echoProcess, ECHO_SERVER, {});
    const QString url = QStringLiteral("ws://127.0.0.1:%1/");

    Connection connection(std::make_unique<WebSocketTransport>(QUrl(url.arg(racerPort))));
    connection.open();
    Doc *doc = connection.get(Key(u"bench"), Key(u"roundtrip"));
    bool created = false;
    doc->create(Json::parse(QByteArrayView("{\"n\":0}")), {}, {}, [&](const Error &error) { created = !error; });
    spinUntil([&] { return created; });

    QWebSocket echo;
    bool echoed = false;
    QObject::connect(&echo, &QWebSocket::textMessageReceived, &echo, [&] { echoed = true; });
    echo.open(QUrl(url.arg(echoPort)));
    spinUntil([&] { return echo.state() == QAbstractSocket::ConnectedState; });

    const Value op = Json::parse(QByteArrayView("[{\"p\":[\"n\"],\"na\":1}]"));
    const QString payload = QStringLiteral("{\"a\":\"op\",\"c\":\"bench\",\"d\":\"roundtrip\",\"v\":1000,\"seq\":1000,"
                                           "\"x\":{},\"op\":[{\"p\":[\"n\"],\"na\":1}]}");
    std::vector<qint64> opTimes;
    std::vector<qint64> echoTimes;
    QElapsedTimer timer;
    for (int round = -1; round < Rounds; ++round) { // the first one warms up
        for (int i = 0; i < RoundLength; ++i) {
            bool acknowledged = false;
            timer.start();
            doc->submitOp(op, {}, [&](const Error &) { acknowledged = true; });
            spinUntil([&] { return acknowledged; });
            if (round >= 0)
                opTimes.push_back(timer.nsecsElapsed());
        }
        for (int i = 0; i < RoundLength; ++i) {
            echoed = false;
            timer.start();
            echo.sendTextMessage(payload);
            spinUntil([&] { return echoed; });
            if (round >= 0)
                echoTimes.push_back(timer.nsecsElapsed());
        }
    }
    connection.close();
    echo.close();
    stopServer(racerProcess);
    stopServer(echoProcess);

    const double op50 = percentile(opTimes, 0.5);
    const double op99 = percentile(opTimes, 0.99);
    const double echo50 = percentile(echoTimes, 0.5);
    const double echo99 = percentile(echoTimes, 0.99);
    QTextStream out(stdout);
    out << "one op, client to racer-server and back: p50 " << op50 << " us, p99 " << op99 << " us\n"
        << "bare QWebSocket echo of the same text:   p50 " << echo50 << " us, p99 " << echo99 << " us\n"
        << "ratio of p50: " << op50 / echo50 << "\n"
        << Json::stringify(Value::object({{Key(u"opP50us"), Value(op50)}, {Key(u"opP99us"), Value(op99)},
                                          {Key(u"echoP50us"), Value(echo50)}, {Key(u"echoP99us"), Value(echo99)},
                                          {Key(u"ratioP50"), Value(op50 / echo50)}}))
        << "\n";
    return 0;
}
