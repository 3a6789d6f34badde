// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/querycondition.h>

namespace Racer {

[[nodiscard]] bool matchesCondition(const QueryCondition &condition, const Snapshot &snapshot);

} // namespace Racer
