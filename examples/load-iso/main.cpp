// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "loader.h"

#include <Racer/websockettransport.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>

#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace Racer;
using namespace std::chrono_literals;

namespace {

void fail(const QString &message)
{
    std::fprintf(stderr, "\nracer-load-iso: %s\n", qUtf8Printable(message));
    QCoreApplication::exit(1);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"racer-load-iso"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RACER_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Loads the countries, subdivisions and languages of Debian's package iso-codes into a server."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption url(u"url"_s, u"The server."_s, u"ws://HOST:PORT"_s, u"ws://localhost:8080"_s);
    const QCommandLineOption folder(u"data"_s, u"Where the JSON files are."_s, u"FOLDER"_s,
                                    u"/usr/share/iso-codes/json"_s);
    parser.addOptions({url, folder});
    parser.process(app);

    QList<IsoCollection> collections;
    try {
        collections = readIsoCodes(parser.value(folder));
    } catch (const Error &error) {
        std::fprintf(stderr, "racer-load-iso: %s\n", qUtf8Printable(error.message()));
        return 1;
    }

    Connection connection(std::make_unique<WebSocketTransport>(QUrl(parser.value(url))));
    RootModel model(&connection);
    Loader loader(&model, std::move(collections));
    QObject::connect(&loader, &Loader::failed, &app, [](const Error &error) { fail(error.message()); });
    QObject::connect(&model, &RootModel::error, &app, [](const Error &error) { fail(error.message()); });
    QObject::connect(&loader, &Loader::finished, &app, &QCoreApplication::quit);

    QTimer patience;
    patience.setSingleShot(true);
    QObject::connect(&patience, &QTimer::timeout, &app,
                     [&] { fail(u"no server answers at "_s + parser.value(url)); });
    QObject::connect(&connection, &Connection::stateChanged, &patience, [&](Connection::State state) {
        if (state == Connection::State::Connected)
            patience.stop();
        else
            patience.start(10s);
    });
    patience.start(10s);
    connection.open();
    loader.start();
    return app.exec();
}
