// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/backend.h>
#include <Racer/rootmodel.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>

using namespace Racer;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Backend server; // in this process; racer-server and Node's ShareDB speak the same protocol
    RootModel alice(std::make_unique<Connection>(server.createTransport()));
    RootModel bob(std::make_unique<Connection>(server.createTransport()));
    alice.connection()->open();
    bob.connection()->open();

    bob.on<ChangeEvent>(u"items.milk.title", [&app](const ChangeEvent &event) {
        qInfo().noquote() << "Bob sees:" << event.value.toString();
        app.quit();
    });
    bob.subscribe(u"items.milk").then([&alice](const Error &) {
        alice.add(u"items", Value::object({{u"id", u"milk"}, {u"title", u"Buy milk"}})).then([&alice](const Error &) {
            alice.set(u"items.milk.title", u"Buy oat milk"); // seen here at once, by Bob when the server has it
        });
    });
    return app.exec();
}
