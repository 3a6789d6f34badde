// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "uidriver.h"

#include <QtCore/QCommandLineParser>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuick/QQuickWindow>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    QGuiApplication::setApplicationName(u"racer-subdivisions"_s);
    QGuiApplication::setApplicationVersion(QStringLiteral(RACER_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(u"The world's provinces, states and districts, edited by many at once."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption url(u"url"_s, u"The server."_s, u"ws://HOST:PORT"_s, u"ws://localhost:8080"_s);
    const QCommandLineOption title(u"title"_s, u"The window's title."_s, u"TEXT"_s, u"Subdivisions"_s);
    const QCommandLineOption x(u"x"_s, u"The window's left edge on the screen."_s, u"PIXELS"_s);
    const QCommandLineOption y(u"y"_s, u"The window's upper edge on the screen."_s, u"PIXELS"_s);
    const QCommandLineOption driven(u"driven"_s, u"Take commands from standard input (see uidriver.h)."_s);
    parser.addOptions({url, title, x, y, driven});
    parser.process(app);

    QVariantMap properties{{u"serverUrl"_s, QUrl(parser.value(url))}, {u"title"_s, parser.value(title)}};
    for (const QCommandLineOption &edge : {x, y}) {
        if (parser.isSet(edge))
            properties.insert(edge.names().constFirst(), parser.value(edge).toInt());
    }

    QQmlApplicationEngine engine;
    // Where the module Racer lies as seen from here, built and installed.
    for (const QString &folder : {u"/../lib/qt6/qml"_s, QStringLiteral("/../" RACER_INSTALL_QML_DIR)})
        engine.addImportPath(QCoreApplication::applicationDirPath() + folder);
    engine.setInitialProperties(properties);
    QObject::connect(&engine, &QQmlApplicationEngine::objectCreated, &app,
                     [](QObject *window) { if (!window) QCoreApplication::exit(1); },
                     Qt::QueuedConnection);
    engine.load(QUrl(u"qrc:/qt/qml/Subdivisions/Main.qml"_s));

    std::unique_ptr<UiDriver> driver;
    if (parser.isSet(driven) && !engine.rootObjects().isEmpty())
        driver = std::make_unique<UiDriver>(qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst()));
    return app.exec();
}
