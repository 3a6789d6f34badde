// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

#include <algorithm>
#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

// The inner loops over text. Each does 16 bytes at a time where the processor can, the rest one by one.
namespace Racer::Json {

// Plain text needs no look: it is copied as it is. In UTF-8 that is printable ASCII but quote and backslash.
inline bool isPlain(char c) noexcept
{
    return uchar(c) >= 0x20 && uchar(c) < 0x80 && c != '"' && c != '\\';
}
inline bool isPlain(char16_t c) noexcept
{
    return c >= 0x20 && c != u'"' && c != u'\\';
}

inline const char *skipPlain(const char *at, const char *end) noexcept
{
#ifdef __SSE2__
    for (; end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        // As signed numbers, bytes from 0x80 on are below the space too.
        const __m128i special = _mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')),
                                             _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                                          _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
        if (const int mask = _mm_movemask_epi8(special))
            return at + std::countr_zero(uint(mask));
    }
#endif
    while (at != end && isPlain(*at))
        ++at;
    return at;
}

inline const char16_t *skipPlain(const char16_t *at, const char16_t *end) noexcept
{
    while (at != end && isPlain(*at))
        ++at;
    return at;
}

// Copies plain ASCII from UTF-16 to UTF-8, up to the first unit that is not. There must be room for all units and
// seven bytes more.
inline char *narrowPlain(char *to, const char16_t *&from, const char16_t *end) noexcept
{
#ifdef __SSE2__
    for (; end - from >= 8; from += 8, to += 8) {
        const __m128i units = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from));
        const __m128i aboveRange = _mm_subs_epu16(_mm_sub_epi16(units, _mm_set1_epi16(0x20)), _mm_set1_epi16(0x5f));
        const __m128i inRange = _mm_cmpeq_epi16(aboveRange, _mm_setzero_si128());
        const __m128i escaped = _mm_or_si128(_mm_cmpeq_epi16(units, _mm_set1_epi16('"')),
                                             _mm_cmpeq_epi16(units, _mm_set1_epi16('\\')));
        const uint plain = uint(_mm_movemask_epi8(_mm_andnot_si128(escaped, inRange)));
        _mm_storel_epi64(reinterpret_cast<__m128i *>(to), _mm_packus_epi16(units, units));
        if (plain != 0xffff) {
            const int count = std::countr_one(plain) / 2;
            from += count;
            return to + count;
        }
    }
#endif
    while (from != end && *from < 0x80 && isPlain(*from))
        *to++ = char(*from++);
    return to;
}

} // namespace Racer::Json
