// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/ottype.h>

// The calls in data/*.json, which tests/interop/json0 holds against ot-json0 itself.
namespace OtTables {

[[nodiscard]] Racer::Value load(const QString &name); // throws std::runtime_error
// Declares the columns "function", "args", "result" (JSON text, empty for undefined) and "error", and a row per call.
void addCalls(const QString &name);
// Runs the current row and compares.
void checkCall(const Racer::OtType *type);

} // namespace OtTables
