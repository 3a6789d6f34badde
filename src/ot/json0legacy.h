// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>

namespace Racer::Json0 {

// An old op with its path segments and move targets in the types that the data calls for: numbers in lists, strings
// in objects. "data" is the document the op applies to. Throws ERR_OT_LEGACY_JSON0_OP_CANNOT_BE_NORMALIZED.
[[nodiscard]] RACER_CORE_EXPORT Value normalizeLegacyOp(const Value &data, const Value &op);

} // namespace Racer::Json0
