// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/op.h>
#include <Racer/racerserverexport.h>

#include <optional>
#include <vector>

namespace Racer {

// How a query's result changed. The steps hold one after the other, each for the list as the one before left it:
// removes first, then moves, then inserts.
struct RACER_SERVER_EXPORT QueryDiff
{
    struct Step
    {
        enum Kind : quint8 { Insert, Remove, Move };

        Kind kind;
        qsizetype index = 0;             // Move: from
        qsizetype howMany = 1;           // Insert: the number of snapshots
        qsizetype to = 0;                // Move: the index in the list without the moved ones
        std::vector<Snapshot> snapshots; // Insert
    };

    std::vector<Step> steps;
    std::optional<Value> extra; // set if the result that is not documents ($count) changed

    [[nodiscard]] bool isEmpty() const noexcept { return steps.empty() && !extra; }

    // The steps that lead from a list of ids to a list of documents.
    [[nodiscard]] static QueryDiff between(const std::vector<Key> &from, const std::vector<Snapshot> &to);
};

} // namespace Racer
