// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/modelfunction.h>

namespace Racer {

// The functions that every model knows by name: reverse (both ways), and the comparators asc and desc. nullptr for any
// other name.
[[nodiscard]] const ModelFunction *builtInFunction(const Key &name);

// -1 if JavaScript's a < b, 1 if its a > b, else 0: text by UTF-16 unit, everything else as numbers.
[[nodiscard]] int compareAscending(const Value &a, const Value &b);

} // namespace Racer
