// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <vector>

namespace Racer {

// Half by half, so that most comparisons are of items that are near already.
template<typename T, typename F>
void mergeSort(T *items, size_t count, T *spare, F &isBefore)
{
    if (count < 2)
        return;
    const size_t half = std::bit_ceil(count) / 2;
    mergeSort(items, half, spare, isBefore);
    mergeSort(items + half, count - half, spare, isBefore);
    std::copy_n(items, half, spare);
    size_t left = 0;
    size_t right = half;
    T *out = items;
    while (left < half && right < count)
        *out++ = isBefore(items[right], spare[left]) ? items[right++] : spare[left++];
    std::copy(spare + left, spare + half, out);
}

// Stable, and safe with comparators that contradict themselves.
template<typename T, typename F>
void mergeSort(std::vector<T> &items, F &&isBefore)
{
    std::vector<T> spare(std::bit_ceil(items.size()) / 2);
    mergeSort(items.data(), items.size(), spare.data(), isBefore);
}

} // namespace Racer
