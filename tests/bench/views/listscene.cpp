// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "listscene.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>

#include <algorithm>
#include <ctime>

namespace {

constexpr char scene[] = R"(
import QtQuick
ListView {
    property int created: 0
    width: 400
    height: 600
    delegate: Text {
        required property string title
        width: 400
        height: 20
        text: title
        Component.onCompleted: ++ListView.view.created
    }
}
)";

} // namespace

ListScene::ListScene()
{
    window.resize(400, 600);
    auto *const component = new QQmlComponent(window.engine(), window.engine());
    component->setData(scene, QUrl(QStringLiteral("qrc:/scene.qml")));
    QObject *const root = component->create();
    if (!root)
        qFatal("%s", qPrintable(component->errorString()));
    window.setContent(QUrl(), component, root);
    window.show();
    waitFor("the window", [this] { return window.isExposed(); });
}

void ListScene::setModel(QAbstractItemModel *model)
{
    list()->setProperty("model", QVariant::fromValue(model));
}

void ListScene::showRow(int row)
{
    QMetaObject::invokeMethod(list(), "positionViewAtIndex", Q_ARG(int, row), Q_ARG(int, 0));
    QMetaObject::invokeMethod(list(), "forceLayout");
}

int ListScene::topRow()
{
    int row = -1;
    QMetaObject::invokeMethod(list(), "indexAt", Q_RETURN_ARG(int, row), Q_ARG(double, 10.0),
                              Q_ARG(double, list()->property("contentY").toDouble() + 10));
    return row;
}

QQuickItem *ListScene::delegateAt(int row)
{
    QQuickItem *item = nullptr;
    QMetaObject::invokeMethod(list(), "itemAtIndex", Q_RETURN_ARG(QQuickItem *, item), Q_ARG(int, row));
    return item;
}

QString ListScene::titleAt(int row)
{
    const QQuickItem *const item = delegateAt(row);
    return item ? item->property("text").toString() : QString();
}

int ListScene::created() const
{
    return list()->property("created").toInt();
}

void ListScene::waitForFrame()
{
    bool swapped = false;
    const auto connection = QObject::connect(&window, &QQuickWindow::frameSwapped, [&swapped] { swapped = true; });
    window.update();
    waitFor("a frame", [&swapped] { return swapped; });
    QObject::disconnect(connection);
}

void waitFor(const char *what, const std::function<bool()> &done)
{
    QElapsedTimer clock;
    clock.start();
    QTimer wake; // it sleeps where nothing happens, so that waiting does not count as work
    wake.start(5);
    while (!done()) {
        if (clock.hasExpired(60'000))
            qFatal("waited too long for %s", what);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

qint64 threadTimeNs()
{
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}
