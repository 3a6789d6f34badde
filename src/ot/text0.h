// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/ottype.h>

namespace Racer::Text0 {

// Where a cursor at "position" is after "op". Right: pushed by an insertion at the same place; Left: not.
[[nodiscard]] RACER_CORE_EXPORT double transformCursor(double position, const Value &op, OtType::Side side);

} // namespace Racer::Text0
