// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// interop-peer URL COLLECTION ID SEED OPS: our client as one of several that edit a document at random.
// Prints {"acknowledged":true} when all its ops are confirmed, {"v":version,"data":data} for each line on its standard
// input, and ends with that.
#include "randomops.h"

#include <Racer/doc.h>
#include <Racer/json.h>
#include <Racer/websockettransport.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>
#include <QtCore/QUrl>

#include <cstdio>

using Racer::Error;
using Racer::Value;

namespace {

void print(const Value &value)
{
    std::printf("%s\n", Racer::Json::stringify(value).constData());
    std::fflush(stdout);
}

void giveUp(const Error &error)
{
    std::fprintf(stderr, "interop-peer: %s %s\n", qPrintable(error.code().toDisplayString()),
                 qPrintable(error.message()));
    QCoreApplication::exit(1);
}

class Editor : public QObject
{
public:
    Editor(Racer::Doc *doc, quint32 seed, int ops)
        : m_doc(doc), m_random(seed, RandomOps::Strings::TextComponents), m_left(ops)
    {
        m_timer.setInterval(1);
        QObject::connect(&m_timer, &QTimer::timeout, this, &Editor::edit);
        m_timer.start();
    }

private:
    void edit()
    {
        for (int burst = m_random.below(4); burst > 0 && m_left > 0; --burst, --m_left) {
            ++m_waiting;
            m_doc->submitOp(m_random.op(m_doc->data(), 3), {}, [this](const Error &error) {
                if (error)
                    return giveUp(error);
                if (--m_waiting == 0 && m_left == 0)
                    print(Value::object({{u"acknowledged", true}}));
            });
        }
        if (m_left == 0)
            m_timer.stop();
    }

    Racer::Doc *const m_doc;
    QTimer m_timer;
    RandomOps m_random;
    int m_left;
    int m_waiting = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.size() != 6) {
        std::fprintf(stderr, "usage: interop-peer URL COLLECTION ID SEED OPS\n");
        return 2;
    }
    Racer::Connection connection(std::make_unique<Racer::WebSocketTransport>(QUrl(arguments[1])));
    connection.setReconnectPolicy({.firstDelay = 10, .maxDelay = 50});
    connection.open();
    Racer::Doc *doc = connection.get(arguments[2], arguments[3]);
    std::unique_ptr<Editor> editor;
    doc->subscribe([&](const Error &error) {
        if (error)
            return giveUp(error);
        editor = std::make_unique<Editor>(doc, arguments[4].toUInt(), arguments[5].toInt());
    });

    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 2;
    QSocketNotifier notifier(0, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &app, [&] {
        const QByteArray lines = input.read(4096);
        if (lines.isEmpty())
            return app.quit();
        for (qsizetype i = 0; i < lines.count('\n'); ++i)
            print(Value::object({{u"v", doc->version()}, {u"data", doc->data()}}));
    });
    return app.exec();
}
