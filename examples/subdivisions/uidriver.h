// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QQueue>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>
#include <QtGui/QImage>
#include <QtQuick/QQuickItem>

#include <functional>

// Works the window as a user would, on commands from standard input: a line each, words separated by tabs. Each is
// answered by a line "ok", or "failed: " and why.
//
//   choose-country NAME      opens the chooser and clicks NAME; without NAME, the button for all countries
//   choose-sort TEXT
//   search TEXT
//   edit CODE NAME           types NAME into the row of CODE, and Enter
//   await-name CODE NAME     waits until that row shows NAME
//   await-row NUMBER CODE    waits until that row, counted from 0, is CODE's
//   await-count TEXT         waits until the count says TEXT
//   await-state TEXT         waits until the connection's state starts with TEXT
//   await-loaded             waits until rows are there
//   screenshot FILE          writes a PNG once the window has come to rest
//   quit
class UiDriver : public QObject
{
    Q_OBJECT
public:
    explicit UiDriver(QQuickWindow *window);

private:
    using Words = QStringList;
    // True when done; otherwise it is asked again, until time is up.
    using Condition = std::function<bool()>;

    void readInput();
    void runNext();
    void check();
    void answer(const QString &line);
    void await(const QString &what, Condition condition);

    [[nodiscard]] QQuickItem *item(const QString &objectName) const;
    [[nodiscard]] QString text(const QString &objectName) const;
    [[nodiscard]] int rowOf(const QString &code) const;
    [[nodiscard]] QQuickItem *nameField(const QString &code) const;

    void click(QQuickItem *item);
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, const QString &text = {});
    void replaceText(QQuickItem *field, const QString &text);
    void choose(const QString &comboBox, const QString &entry);
    void edit(const QString &code, const QString &name);
    void screenshot(const QString &file);

    QQuickWindow *const m_window;
    QHash<QString, std::function<void(const Words &)>> m_commands;
    QSocketNotifier m_input;
    QByteArray m_buffer;
    QQueue<Words> m_waiting;
    QString m_awaited;
    Condition m_condition;
    QElapsedTimer m_since;
    QTimer m_poll;
    QImage m_lastImage;
};
