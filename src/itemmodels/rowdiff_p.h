// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <vector>

namespace Racer {

// How rows turn into other rows: removals from back to front, then moves, then insertions from front to back.
struct RowDiff
{
    struct Range
    {
        qsizetype first;
        qsizetype count;
    };
    struct Move
    {
        qsizetype from;
        qsizetype to; // counted after the removal
    };
    std::vector<Range> removals;  // rows as they are when their turn comes
    std::vector<Move> moves;
    std::vector<qsizetype> order; // for every row that stays, in its new order: its row after the removals
    std::vector<Range> insertions;
    bool tooManyMoves = false;    // "moves" is empty: use "order"
};

// For each row of "after" the row of "before" that it was, or -1. The nth of several equal ones is the nth.
[[nodiscard]] std::vector<qsizetype> rowPartners(const Value &before, const Value &after);

// Which rows of an order, without repetitions, can stay where they are: a longest increasing subsequence.
[[nodiscard]] std::vector<bool> longestIncreasing(const std::vector<qsizetype> &order);

// Rows are the same if their items have the same scalar "id", else if they are equal. "before" and "after" are arrays.
[[nodiscard]] RowDiff rowDiff(const Value &before, const Value &after);

} // namespace Racer
