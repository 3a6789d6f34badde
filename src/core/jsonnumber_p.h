// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QVarLengthArray>

#include <algorithm>
#include <charconv>
#include <limits>

namespace Racer::Json {

// Reads the number at "at" by JSON's grammar and moves "at" past it. Returns false, with "at" on the offending unit,
// if there is none. As JSON.parse does, what is too large becomes infinite and what is too small 0.
template<typename Char>
class NumberReader
{
public:
    NumberReader(const Char *&at, const Char *end) noexcept : m_at(at), m_start(at), m_end(end) { }

    bool read(double &number)
    {
        const bool negative = is('-');
        if (negative)
            ++m_at;
        if (!readInteger())
            return false;
        if (is('.')) {
            ++m_at;
            if (!readFraction())
                return false;
        }
        if ((is('e') || is('E')) && !readExponent())
            return false;
        number = value();
        if (negative)
            number = -number;
        return true;
    }

private:
    static constexpr int ExactDigits = 15; // a double holds all integers of this many digits
    static constexpr int ExactPower = 22;  // and these powers of ten

    bool is(char c) const noexcept { return m_at != m_end && *m_at == Char(c); }
    bool isDigit() const noexcept { return m_at != m_end && *m_at >= Char('0') && *m_at <= Char('9'); }

    void readDigit() noexcept
    {
        const auto digit = quint32(*m_at++ - Char('0'));
        if (m_digits == 0 && digit == 0)
            return; // leading zeros count for nothing
        if (++m_digits <= ExactDigits)
            m_mantissa = m_mantissa * 10 + digit;
    }

    bool readInteger() noexcept
    {
        if (!isDigit())
            return false;
        if (*m_at == Char('0')) {
            ++m_at;
            return !isDigit();
        }
        while (isDigit())
            readDigit();
        m_pointAfter = m_digits;
        return true;
    }

    bool readFraction() noexcept
    {
        if (!isDigit())
            return false;
        for (; isDigit(); ++m_fractionDigits) {
            readDigit();
            if (m_digits == 0)
                --m_pointAfter;
        }
        return true;
    }

    bool readExponent() noexcept
    {
        ++m_at;
        const bool negative = is('-');
        if (negative || is('+'))
            ++m_at;
        if (!isDigit())
            return false;
        qint64 exponent = 0;
        while (isDigit()) {
            const qint64 longer = exponent * 10 + qint64(*m_at++ - Char('0'));
            exponent = std::min<qint64>(longer, std::numeric_limits<qint32>::max());
        }
        m_exponent = negative ? -exponent : exponent;
        return true;
    }

    double value() const
    {
        static constexpr double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
                                            1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
        if (m_digits == 0)
            return 0;
        const qint64 power = m_exponent - m_fractionDigits;
        if (m_digits <= ExactDigits && power >= -ExactPower && power <= ExactPower)
            return power < 0 ? double(m_mantissa) / powers[-power] : double(m_mantissa) * powers[power];
        return roundedValue();
    }

    double roundedValue() const
    {
        QVarLengthArray<char, 64> digits(m_at - m_start);
        std::transform(m_start, m_at, digits.begin(), [](Char c) { return char(c); });
        const char *from = digits.constData() + (digits.first() == '-' ? 1 : 0);
        double number = 0;
        if (std::from_chars(from, digits.constData() + digits.size(), number).ec == std::errc::result_out_of_range)
            return m_exponent + m_pointAfter > 0 ? std::numeric_limits<double>::infinity() : 0;
        return number;
    }

    const Char *&m_at;
    const Char *const m_start;
    const Char *const m_end;
    quint64 m_mantissa = 0;
    qint64 m_digits = 0;         // from the first that is not 0
    qint64 m_fractionDigits = 0; // behind the point
    qint64 m_pointAfter = 0;     // where the point is, counted from the first digit that is not 0
    qint64 m_exponent = 0;
};

} // namespace Racer::Json
