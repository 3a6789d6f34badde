// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/key.h>

#include <algorithm>

namespace Racer::detail {

inline void widen(char16_t *to, const char *from, qsizetype size) noexcept
{
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
