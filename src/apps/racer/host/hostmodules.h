// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtQml/QJSValue>

// How files become code: ES modules by the engine, plain scripts as functions.
class HostModules : public QObject
{
    Q_OBJECT
public:
    [[nodiscard]] QJSValue runMain() const;

    Q_INVOKABLE void setHandlers(const QJSValue &handlers) { m_handlers = handlers; } // runMain
    Q_INVOKABLE void provide(const QString &name, const QJSValue &exports) const; // for "import"
    Q_INVOKABLE QJSValue importModule(const QString &file) const;
    Q_INVOKABLE QJSValue compile(const QString &source, const QString &file) const;

    Q_INVOKABLE bool isFile(const QString &path) const;
    Q_INVOKABLE QString folderOf(const QString &path) const;
    Q_INVOKABLE QString absolutePath(const QString &folder, const QString &path) const;
    Q_INVOKABLE QString canonicalPath(const QString &path) const;

private:
    QJSValue m_handlers;
};
