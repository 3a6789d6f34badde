// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptbridge_p.h"

namespace Racer {

// The library was built without the server.

QJSValue ScriptBridge::createBackend(const QJSValue &)
{
    m_engine->throwError(QStringLiteral("racer.createBackend can only be called in server node process"));
    return {};
}

QJSValue ScriptBridge::backendModel(QObject *, const QJSValue &, const QJSValue &)
{
    return {};
}

QJSValue ScriptBridge::backendListen(QObject *, int, const QString &)
{
    return {};
}

void ScriptBridge::backendProjection(QObject *, const QString &, const QString &, const QStringList &) { }

void ScriptBridge::backendUse(QObject *, const QString &, const QJSValue &) { }

void ScriptBridge::middlewareNext(QObject *, int, const QJSValue &, const QJSValue &) { }

QJSValue ScriptBridge::middlewareFixup(QObject *, int, const QJSValue &, const QJSValue &)
{
    return {};
}

void ScriptBridge::backendClose(QObject *) { }

bool ScriptBridge::isListening() const
{
    return false;
}

} // namespace Racer
