// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/filterfunction.h>
#include <Racer/modelfunction.h>

#include <QtQml/QJSValue>

namespace Racer {

// Calls a function of JavaScript with copies of values. Throws an Error for what it throws. "owner" is an object of the
// engine's; once it has none, the answer is undefined.
[[nodiscard]] QJSValue callFunction(const QJSValue &function, std::span<const Value> arguments, const QObject *owner);

// What a property is set to: a function, which lives no longer than "owner", the name of one, or nothing.
[[nodiscard]] ModelFunction toModelFunction(const QJSValue &get, const QJSValue &set, const QObject *owner);
// Expressions too. May throw an Error.
[[nodiscard]] FilterFunction toFilterFunction(const QJSValue &filter, const QObject *owner);
[[nodiscard]] SortFunction toSortFunction(const QJSValue &sort, const QObject *owner);

} // namespace Racer
