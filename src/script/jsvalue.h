// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>
#include <Racer/racerscriptexport.h>

#include <QtQml/QJSValue>

QT_BEGIN_NAMESPACE
class QJSEngine;
QT_END_NAMESPACE

namespace Racer {

[[nodiscard]] RACER_SCRIPT_EXPORT Value fromJSValue(const QJSValue &js);
[[nodiscard]] RACER_SCRIPT_EXPORT Value fromJSVariant(const QVariant &variant);
[[nodiscard]] RACER_SCRIPT_EXPORT QJSValue toJSValue(const Value &value, QJSEngine *engine);
[[nodiscard]] RACER_SCRIPT_EXPORT QJSValue toJSError(const Error &error, QJSEngine *engine);

} // namespace Racer
