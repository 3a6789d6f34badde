// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// model-peer URL [NAME ...]: models connected to a server, "M" unless they are named. A list of steps on each line in,
// its log on each line out; in between the models go on.

#include "modelprogram.h"

#include <Racer/json.h>
#include <Racer/websockettransport.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QSocketNotifier>
#include <QtCore/QUrl>

#include <cstdio>

using namespace Racer;

namespace {

class RemoteHost : public ModelProgram::Host
{
public:
    explicit RemoteHost(const QUrl &url) : m_url(url) { }

    std::unique_ptr<RootModel> createModel() override
    {
        auto connection = std::make_unique<Connection>(std::make_unique<WebSocketTransport>(m_url));
        connection->setReconnectPolicy({.firstDelay = 10, .maxDelay = 50});
        auto model = std::make_unique<RootModel>(std::move(connection));
        model->setUnloadDelay(0);
        model->connection()->open();
        return model;
    }
    void reject(const QString &) override { }

private:
    const QUrl m_url;
};

void answer(ModelProgram::Run &run, const QByteArray &line)
{
    Value log = Value::array();
    for (const QStringList &lines : run.run(Json::parse(line))) {
        for (const QString &each : lines)
            log.append(Value(each));
    }
    std::puts(Json::stringify(log).constData());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    Value names = Value::array();
    for (const QString &name : arguments.mid(2))
        names.append(Value(name));
    RemoteHost host(QUrl(arguments.at(1)));
    ModelProgram::Run run(names.isEmpty() ? Value::object() : Value::object({{u"models", names}}), host);
    static_cast<void>(run.run()); // nothing yet; from here on lines are kept

    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 1;
    QByteArray read;
    QSocketNotifier notifier(0, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, [&] {
        const QByteArray piece = input.read(1 << 16);
        if (piece.isEmpty())
            return QCoreApplication::quit();
        read += piece;
        notifier.setEnabled(false); // a settle step runs the event loop
        for (qsizetype end = read.indexOf('\n'); end >= 0; end = read.indexOf('\n')) {
            const QByteArray line = read.left(end);
            read.remove(0, end + 1);
            answer(run, line);
        }
        notifier.setEnabled(true);
    });
    return application.exec();
}
