// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
// window FILE IMPORT_PATH: shows a QML file that imports Racer, and ends as it says.
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    QQmlApplicationEngine engine;
    engine.addImportPath(app.arguments().at(2));
    engine.load(QUrl::fromLocalFile(app.arguments().at(1)));
    return engine.rootObjects().isEmpty() ? 1 : app.exec();
}
