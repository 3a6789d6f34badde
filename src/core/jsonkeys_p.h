// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <algorithm>
#include <array>
#include <bit>

namespace Racer::Json {

// Remembers the short keys that a thread has read lately, so that equal keys share their text and its hash: within
// a document, and from one message to the next.
class KeyCache
{
public:
    static constexpr size_t MaxSize = 32;

    // "text" is plain: one unit per character, ASCII or UTF-16, and none of them 0.
    template<typename Char>
    const Key &key(const Char *text, size_t size)
    {
        const quint64 word = wordOf(text, size);
        auto &set = m_sets[(word * 0x9e3779b97f4a7c15u) >> (64 - SetBits)];
        for (const Entry &entry : set) {
            if (entry.word == word && (!(word & Hashed) || isText(entry.key.view(), text, size)))
                return entry.key;
        }
        set[1] = std::move(set[0]);
        set[0] = {word, make(text, size)};
        return set[0].key;
    }

private:
    struct Entry
    {
        quint64 word = 0;
        Key key;
    };

    static constexpr int SetBits = 8;
    static constexpr quint64 Hashed = quint64(1) << 63;

    static quint64 unitOf(char c) noexcept { return uchar(c); }
    static quint64 unitOf(char16_t c) noexcept { return c; }

    // Up to eight characters of ASCII are their own number. Anything else is hashed, and marked so by the top bit.
    template<typename Char>
    static quint64 wordOf(const Char *text, size_t size) noexcept
    {
        quint64 word = 0;
        quint64 all = 0;
        for (size_t i = 0; i < size; ++i) {
            const quint64 unit = unitOf(text[i]);
            word = std::rotl(word, 8) + unit;
            all |= unit;
        }
        return size <= 8 && all < 0x80 ? word : word | Hashed;
    }

    template<typename Char>
    static bool isText(QStringView known, const Char *text, size_t size) noexcept
    {
        return size_t(known.size()) == size && std::equal(text, text + size, known.utf16());
    }

    static Key make(const char *text, size_t size) { return Key(QLatin1StringView(text, qsizetype(size))); }
    static Key make(const char16_t *text, size_t size) { return Key(QStringView(text, qsizetype(size))); }

    std::array<std::array<Entry, 2>, 1 << SetBits> m_sets;
};

} // namespace Racer::Json
