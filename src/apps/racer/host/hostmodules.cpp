// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "hostmodules.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtQml/QJSEngine>

using namespace Qt::StringLiterals;

QJSValue HostModules::runMain() const
{
    return m_handlers.property(u"runMain"_s);
}

void HostModules::provide(const QString &name, const QJSValue &exports) const
{
    qjsEngine(this)->registerModule(name, exports);
}

QJSValue HostModules::importModule(const QString &file) const
{
    QJSEngine *const engine = qjsEngine(this);
    const QJSValue names = engine->importModule(file);
    // What the module's own code throws stays behind in the engine.
    if (engine->hasError())
        engine->throwError(engine->catchError());
    else if (names.isError())
        engine->throwError(names);
    return names;
}

QJSValue HostModules::compile(const QString &source, const QString &file) const
{
    QJSEngine *const engine = qjsEngine(this);
    // On the script's first line, so that its lines keep their numbers.
    const QJSValue function = engine->evaluate(
        u"(function (exports, require, module, __filename, __dirname) { %1\n})"_s.arg(source), file);
    if (function.isError())
        engine->throwError(function);
    return function;
}

bool HostModules::isFile(const QString &path) const
{
    return QFileInfo(path).isFile();
}

QString HostModules::folderOf(const QString &path) const
{
    return QFileInfo(path).absolutePath();
}

QString HostModules::absolutePath(const QString &folder, const QString &path) const
{
    return QDir::cleanPath(QDir(folder).absoluteFilePath(path));
}

QString HostModules::canonicalPath(const QString &path) const
{
    return QFileInfo(path).canonicalFilePath();
}
