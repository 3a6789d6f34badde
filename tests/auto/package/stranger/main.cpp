// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// A server on an SQLite file, and a client that reaches it through a WebSocket.
#include <Racer/backend.h>
#include <Racer/doc.h>
#include <Racer/gateway.h>
#include <Racer/websockettransport.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);

    Racer::BackendOptions options;
    options.database = Racer::openDatabase(QStringLiteral("sqlite:") + app.arguments().at(1));
    Racer::Backend backend(std::move(options));
    Racer::Gateway gateway(&backend);
    gateway.listen(QHostAddress::LocalHost, 0);

    const QUrl url(QStringLiteral("ws://127.0.0.1:%1/").arg(gateway.serverPort()));
    Racer::Connection connection(std::make_unique<Racer::WebSocketTransport>(url));
    connection.open();
    Racer::Doc *doc = connection.get(u"things", u"thing");
    doc->create(Racer::Value::object({{u"n", 1}}), {}, {}, [&app](const Racer::Error &error) {
        if (!error.isNull())
            qWarning("%s", qPrintable(error.message()));
        app.exit(error.isNull() ? 0 : 1);
    });
    return app.exec();
}
