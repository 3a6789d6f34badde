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

QJSValue ScriptBridge::backendModel(QObject *, const QJSValue &)
{
    return {};
}

QJSValue ScriptBridge::backendListen(QObject *, int, const QString &)
{
    return {};
}

void ScriptBridge::backendProjection(QObject *, const QString &, const QString &, const QStringList &) { }

void ScriptBridge::backendClose(QObject *) { }

bool ScriptBridge::isListening() const
{
    return false;
}

} // namespace Racer
