// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/key.h>

#include <algorithm>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace Racer::detail {

inline void widen(char16_t *to, const char *from, qsizetype size) noexcept
{
#ifdef __SSE2__
    for (; size >= 8; size -= 8, from += 8, to += 8) {
        const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i *>(from));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to), _mm_unpacklo_epi8(bytes, _mm_setzero_si128()));
    }
#endif
    std::transform(from, from + size, to, [](char c) { return char16_t(uchar(c)); });
}

// Null for an empty text.
inline StringData *fromLatin1(QLatin1StringView text)
{
    if (text.isEmpty())
        return nullptr;
    StringData *data = StringData::create(text.size());
    widen(data->units(), text.data(), text.size());
    return data;
}

} // namespace Racer::detail
