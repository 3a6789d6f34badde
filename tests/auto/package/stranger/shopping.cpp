// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// shopping FILE IMPORT_PATH: runs the README's window against a server in this process, types into it and toggles what
// appears.
#include <Racer/backend.h>
#include <Racer/doc.h>
#include <Racer/gateway.h>
#include <Racer/query.h>

#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

namespace {

QQuickItem *findItem(QQuickItem *root, const char *className)
{
    if (root->inherits(className))
        return root;
    const QList<QQuickItem *> children = root->childItems();
    for (QQuickItem *child : children) {
        if (QQuickItem *found = findItem(child, className))
            return found;
    }
    return nullptr;
}

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    Racer::Backend backend;
    Racer::Gateway gateway(&backend);
    gateway.listen(QHostAddress::LocalHost, 0);
    Racer::Connection witness(backend.createTransport());
    witness.open();

    QQmlApplicationEngine engine;
    engine.addImportPath(app.arguments().at(2));
    engine.setInitialProperties({{QStringLiteral("server"),
                                  QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(gateway.serverPort()))}});
    engine.load(QUrl::fromLocalFile(app.arguments().at(1)));
    if (engine.rootObjects().isEmpty())
        return 1;
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst());
    QQuickItem *field = findItem(window->contentItem(), "QQuickTextField");
    if (!field)
        return 2;
    field->setProperty("text", QStringLiteral("Oat milk"));
    QMetaObject::invokeMethod(field, "accepted");

    Racer::Query *query = witness.createSubscribeQuery(u"items", Racer::Value::object());
    QObject::connect(query, &Racer::Query::inserted, &app, [&](const QList<Racer::Doc *> &docs) {
        if (docs.constFirst()->data().value(u"title").toString() != u"Oat milk")
            return app.exit(3);
        QObject::connect(docs.constFirst(), &Racer::Doc::op, &app, [&app, doc = docs.constFirst()] {
            app.exit(doc->data().value(u"bought").toBool() ? 0 : 4);
        });
    });
    // The row appears when the subscription has it; then it is toggled as a click does.
    auto *toggle = new QTimer(&app);
    QObject::connect(toggle, &QTimer::timeout, &app, [&] {
        QQuickItem *row = findItem(window->contentItem(), "QQuickCheckDelegate");
        if (!row)
            return;
        toggle->stop();
        row->setProperty("checked", true);
        QMetaObject::invokeMethod(row, "toggled");
    });
    toggle->start(10);
    return app.exec();
}
