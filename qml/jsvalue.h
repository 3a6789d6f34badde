// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>
#include <Racer/racerquickexport.h>

#include <QtQml/QJSValue>

QT_BEGIN_NAMESPACE
class QJSEngine;
QT_END_NAMESPACE

namespace Racer {

[[nodiscard]] RACER_QUICK_EXPORT Value fromJSValue(const QJSValue &js);
[[nodiscard]] RACER_QUICK_EXPORT Value fromJSVariant(const QVariant &variant);
[[nodiscard]] RACER_QUICK_EXPORT QJSValue toJSValue(const Value &value, QJSEngine *engine);
[[nodiscard]] RACER_QUICK_EXPORT QJSValue toJSError(const Error &error, QJSEngine *engine);

} // namespace Racer
