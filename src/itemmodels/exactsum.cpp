// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "exactsum_p.h"

#include <cmath>
#include <limits>

namespace Racer {

namespace {

constexpr int LowestExponent = -1074; // of the first digit's lowest bit
constexpr quint64 DigitMask = 0xffffffff;

} // namespace

void ExactSum::count(double number, int sign) noexcept
{
    if (std::isnan(number)) {
        m_nans += sign;
        return;
    }
    if (std::isinf(number)) {
        (number > 0 ? m_infinities : m_negativeInfinities) += sign;
        return;
    }
    int exponent = 0;
    const double fraction = std::frexp(number, &exponent);
    const auto mantissa = qint64(std::ldexp(fraction, 53));
    int shift = exponent - 53 - LowestExponent;
    quint64 bits = quint64(mantissa < 0 ? -mantissa : mantissa);
    if (mantissa < 0)
        sign = -sign;
    if (shift < 0) { // subnormal: the bits below are zero
        bits >>= -shift;
        shift = 0;
    }
    const auto digit = size_t(shift / 32);
    const int offset = shift % 32;
    const quint64 low = bits << offset;
    const quint64 high = offset > 0 ? bits >> (64 - offset) : 0;
    m_digits[digit] += sign * qint64(low & DigitMask);
    m_digits[digit + 1] += sign * qint64(low >> 32);
    m_digits[digit + 2] += sign * qint64(high);
    if (++m_additions > 1'000'000'000)
        normalize();
}

void ExactSum::normalize() noexcept
{
    for (size_t i = 0; i + 1 < m_digits.size(); ++i) {
        const qint64 carry = m_digits[i] >> 32; // towards minus infinity
        m_digits[i] -= carry * (qint64(1) << 32);
        m_digits[i + 1] += carry;
    }
    m_additions = 0;
}

double ExactSum::value() const noexcept
{
    if (m_nans > 0 || (m_infinities > 0 && m_negativeInfinities > 0))
        return std::numeric_limits<double>::quiet_NaN();
    if (m_infinities > 0 || m_negativeInfinities > 0)
        return m_infinities > 0 ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    ExactSum sum = *this;
    sum.normalize();
    const bool isNegative = sum.m_digits.back() < 0;
    if (isNegative) {
        for (qint64 &digit : sum.m_digits)
            digit = -digit;
        sum.normalize();
    }
    size_t top = sum.m_digits.size() - 1;
    while (top > 0 && sum.m_digits[top] == 0)
        --top;
    if (top < 2) {
        const double small = std::ldexp(double(quint64(sum.m_digits[1]) << 32 | quint64(sum.m_digits[0])),
                                        LowestExponent);
        return isNegative ? -small : small;
    }
    // The 64 highest bits, the last of which stands for all below: conversion rounds them to the nearest double.
    int lead = 0;
    while (!(quint64(sum.m_digits[top]) & (quint64(1) << (31 - lead))))
        ++lead;
    const quint64 first = quint64(sum.m_digits[top]) << 32 | quint64(sum.m_digits[top - 1]);
    const auto next = quint64(sum.m_digits[top - 2]);
    quint64 bits = lead > 0 ? first << lead | next >> (32 - lead) : first;
    bool isExact = (next << lead & DigitMask) == 0;
    for (size_t i = 0; i + 2 < top; ++i)
        isExact = isExact && sum.m_digits[i] == 0;
    if (!isExact)
        bits |= 1;
    const double value = std::ldexp(double(bits), int(top - 1) * 32 - lead + LowestExponent);
    return isNegative ? -value : value;
}

} // namespace Racer
