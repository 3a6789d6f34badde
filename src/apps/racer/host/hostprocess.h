// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../../common/unixsignals.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QStringList>
#include <QtQml/QJSValue>

// What the global "process" of JavaScript is made from.
class HostProcess : public QObject
{
    Q_OBJECT
public:
    explicit HostProcess(QStringList arguments);

    // Tells JavaScript that nothing is left to do; returns the status.
    [[nodiscard]] int finish();

    Q_INVOKABLE void setHandlers(const QJSValue &handlers) { m_handlers = handlers; } // finish, signaled
    Q_INVOKABLE QJSValue arguments() const;
    Q_INVOKABLE QJSValue environment() const;
    Q_INVOKABLE QJSValue versions() const;
    Q_INVOKABLE double pid() const;
    Q_INVOKABLE double nanoseconds() const;
    Q_INVOKABLE QString currentFolder() const;
    Q_INVOKABLE bool isTerminal(int descriptor) const;
    Q_INVOKABLE void write(int descriptor, const QJSValue &data) const;
    Q_INVOKABLE void watchSignal(const QString &name, bool watched);
    Q_INVOKABLE void exit(int status) const; // at once

private:
    QStringList m_arguments;
    QJSValue m_handlers;
    std::unique_ptr<UnixSignals> m_signals;
};
