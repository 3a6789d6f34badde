// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/ottype.h>

namespace Racer::Json0 {

// Containers inside containers that apply() and create() let a document have: less than Json::DefaultMaxDepth, so
// that a document still fits into the messages and rows around it.
inline constexpr int MaxDepth = 500;
// Elements by which an index, or a list's "length", may pass a list's end in one component.
inline constexpr qsizetype MaxListGap = 100'000;

} // namespace Racer::Json0
