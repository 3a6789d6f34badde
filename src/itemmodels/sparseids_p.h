// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <vector>

namespace Racer {

// A long list of ids of which only some are known.
struct SparseIds
{
    struct Known
    {
        qsizetype index;
        Key id;
        friend bool operator==(const Known &, const Known &) = default;
    };

    qsizetype size = 0;
    std::vector<Known> known; // in order; no id twice

    friend bool operator==(const SparseIds &, const SparseIds &) = default;
};

// One step that leads from a list to another; each holds for the list as the one before left it.
struct IdsStep
{
    enum Kind : quint8 { Insert, Remove, Move, Change };

    Kind kind;
    qsizetype index; // Move: from
    qsizetype count;
    qsizetype to = 0; // Move: the index without the moved one
    Value values;     // Insert and Change: ids and nulls
};

// The fewest rows come, go and move: an id that is in both lists keeps its row, one that only one of them knows
// becomes, or was, an unknown one where the lengths allow it. Costs the number of ids known, however long the lists
// are.
[[nodiscard]] std::vector<IdsStep> idsSteps(const SparseIds &from, const SparseIds &to);

} // namespace Racer
