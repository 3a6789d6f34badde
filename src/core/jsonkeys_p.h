// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <algorithm>
#include <array>

namespace Racer::Json {

// Remembers the short keys that a thread has read lately, so that equal keys share their text and its hash: within
// a document, and from one message to the next.
class KeyCache
{
public:
    // "text" is one unit per character: ASCII, or UTF-16.
    template<typename Char>
    const Key &key(const Char *text, size_t size)
    {
        quint32 hash = quint32(size);
        for (size_t i = 0; i < size; ++i)
            hash = hash * 31 + quint32(text[i]);
        Key &slot = m_slots[(hash ^ (hash >> 9)) % SlotCount];
        const QStringView known = slot.view();
        if (size_t(known.size()) != size || !std::equal(text, text + size, known.utf16()))
            slot = make(text, size);
        return slot;
    }

    static constexpr size_t MaxSize = 32;

private:
    static Key make(const char *text, size_t size) { return Key(QLatin1StringView(text, qsizetype(size))); }
    static Key make(const char16_t *text, size_t size) { return Key(QStringView(text, qsizetype(size))); }

    static constexpr size_t SlotCount = 512;
    std::array<Key, SlotCount> m_slots;
};

} // namespace Racer::Json
