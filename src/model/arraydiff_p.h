// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <functional>
#include <vector>

namespace Racer {

// One step from one array to another.
struct ArrayEdit
{
    enum class Kind : quint8 { Remove, Move, Insert };

    Kind kind;
    qsizetype from = 0; // Remove and Insert: the index
    qsizetype to = 0;   // Move: where it goes, counted after the removal
    qsizetype howMany = 0;
    qsizetype source = 0; // Insert: where its elements begin in the new array

    friend bool operator==(const ArrayEdit &, const ArrayEdit &) = default;
};

enum class ItemEquality : quint8 {
    Same, // JavaScript's ===: containers only if they are one and the same
    Deep,
};

// The steps from "before" to "after": removals, then moves, then insertions, as the arraydiff package orders them.
[[nodiscard]] std::vector<ArrayEdit> arrayDiff(const Value &before, const Value &after, ItemEquality equality);

} // namespace Racer
