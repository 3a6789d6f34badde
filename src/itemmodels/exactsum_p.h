// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

#include <array>

namespace Racer {

// A sum of doubles without any rounding: what is taken away again leaves nothing behind, in whatever order. The numbers
// are added into one wide number of fixed point.
class ExactSum
{
public:
    void add(double number) noexcept { count(number, 1); }
    void subtract(double number) noexcept { count(number, -1); }
    void clear() noexcept { *this = ExactSum(); }
    [[nodiscard]] double value() const noexcept; // rounded once

private:
    // Digits of 32 bits, from the smallest subnormal number on; 64 bits more than the largest number needs.
    static constexpr int Digits = 68;

    void count(double number, int sign) noexcept;
    void normalize() noexcept;

    std::array<qint64, Digits> m_digits{}; // each may leave its 32 bits, in both directions, until they are normalized
    int m_additions = 0;                   // since then
    qint64 m_infinities = 0;
    qint64 m_negativeInfinities = 0;
    qint64 m_nans = 0;
};

} // namespace Racer
