// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "hostfiles.h"
#include "hostinput.h"
#include "hostmodules.h"
#include "hostprocess.h"
#include "hosttimers.h"

#include <QtQml/QJSEngine>

#include <functional>
#include <vector>

// Runs a JavaScript program: Qt's engine with console, timers, process, files, modules and promises as Node's programs
// know them. The scripts in js/ make these from the objects here; what they share is the object "host", whose members
// they add one by one.
class Host : public QObject
{
    Q_OBJECT
public:
    explicit Host(const QStringList &arguments); // process.argv
    ~Host() override;

    [[nodiscard]] QJSEngine &engine() { return m_engine; }
    // A module for require() and import.
    void provide(const QString &name, const QJSValue &exports);
    // The program goes on as long as one of these is true, or a timer or a reader of stdin waits.
    void addWork(std::function<bool()> hasWork);
    // An error that happened outside of any JavaScript.
    void raise(const QJSValue &error);

    void run(const QString &file, bool isModule);

    Q_INVOKABLE void wake(); // ends a turn soon, before anything else happens

Q_SIGNALS:
    void finished(int status);

protected:
    bool event(QEvent *event) override;

private:
    void load(const QString &name);
    void finishIfIdle();
    void turn(const QJSValueList &arguments = {});

    HostFiles m_files;
    HostInput m_input;
    HostModules m_modules;
    HostProcess m_process;
    HostTimers m_timers;
    QJSEngine m_engine; // goes first: it knows the others
    QJSValue m_host;
    std::vector<std::function<bool()>> m_work;
    bool m_running = false;
};
