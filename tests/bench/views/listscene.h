// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractItemModel>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickView>

// A window with a ListView of rows with a text each, the role "title".
class ListScene
{
public:
    ListScene();

    void setModel(QAbstractItemModel *model);
    void showRow(int row); // at the top
    [[nodiscard]] QQuickItem *delegateAt(int row);
    [[nodiscard]] QString titleAt(int row);
    [[nodiscard]] int topRow(); // of those that are shown
    [[nodiscard]] int created() const; // delegates
    void waitForFrame();

    QQuickView window;

private:
    [[nodiscard]] QQuickItem *list() const { return window.rootObject(); }
};

// Runs the event loop until "done" is true; ends the program with a message after a minute.
void waitFor(const char *what, const std::function<bool()> &done);
// Of the middle one.
[[nodiscard]] double median(std::vector<double> values);
// Nanoseconds of this thread on a processor.
[[nodiscard]] qint64 threadTimeNs();
