// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QStringList>

namespace Racer {

// What turns "expected" into "actual": a line each, with '-' for what is missing, '+' for what should not be there and
// ' ' for what is in both. Empty if they are equal. Of long stretches in both only the ends are shown.
[[nodiscard]] QString lineDifference(const QStringList &expected, const QStringList &actual);

} // namespace Racer
