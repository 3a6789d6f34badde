// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "orderswindow.h"
#include "sampleorders.h"

#include <Racer/websockettransport.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace Racer;
using namespace std::chrono_literals;

namespace {

// Once everything has come to rest, chooses the first order, and writes a picture of the window.
void takePicture(OrdersWindow *window, RootModel *model, const QString &file)
{
    auto *poll = new QTimer(window);
    QObject::connect(poll, &QTimer::timeout, window, [=, isChosen = false]() mutable {
        if (model->hasPending() || window->rowCount() == 0)
            return;
        if (!std::exchange(isChosen, true))
            return window->choose(0); // and one more turn to show it
        const bool isSaved = window->grab().save(file);
        if (!isSaved)
            std::fprintf(stderr, "racer-orders: cannot write %s\n", qUtf8Printable(file));
        QCoreApplication::exit(isSaved ? 0 : 1);
    });
    poll->start(100ms);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"racer-orders"_s);
    QApplication::setApplicationVersion(QStringLiteral(RACER_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(u"A bakery's orders, edited by many at once."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption url(u"url"_s, u"The server."_s, u"ws://HOST:PORT"_s, u"ws://localhost:8080"_s);
    const QCommandLineOption sample(u"sample"_s, u"Add a few orders first."_s);
    const QCommandLineOption picture(u"screenshot"_s, u"Write a picture of the window, and quit."_s, u"FILE"_s);
    parser.addOptions({url, sample, picture});
    parser.process(app);

    RootModel model(std::make_unique<Connection>(std::make_unique<WebSocketTransport>(QUrl(parser.value(url)))));
    model.connectToServer();
    if (parser.isSet(sample))
        addSampleOrders(model);
    OrdersWindow window(&model);
    window.show();
    if (parser.isSet(picture))
        takePicture(&window, &model, parser.value(picture));
    return app.exec();
}
