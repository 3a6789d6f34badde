// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/key.h>

namespace Racer {

// A random UUID v4 as Racer's model.id() makes it: 36 characters, lower case.
[[nodiscard]] RACER_CORE_EXPORT QString createUuid();
// 32 random hex digits, as ShareDB's connection ids. Not guessable.
[[nodiscard]] RACER_CORE_EXPORT Key createConnectionId();
// True for a name that ShareDB refuses as collection, id, channel or path segment: the property names of
// JavaScript's Object.prototype.
[[nodiscard]] RACER_CORE_EXPORT bool isForbiddenName(QStringView name) noexcept;

} // namespace Racer
