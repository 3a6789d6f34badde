// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "pathcache_p.h"

#include <bit>
#include <cstring>

namespace Racer {

namespace {

quint64 word(const char16_t *units) noexcept
{
    quint64 value;
    std::memcpy(&value, units, sizeof(value));
    return value;
}

// Four units at a time; the last four overlap where the length is no multiple of that.
size_t hashOf(QStringView text) noexcept
{
    constexpr quint64 factor = 0x9e3779b97f4a7c15;
    const char16_t *const units = text.utf16();
    const qsizetype size = text.size();
    quint64 hash = quint64(size) * factor;
    if (size < 4) {
        for (qsizetype i = 0; i < size; ++i)
            hash = (hash ^ units[i]) * factor;
    } else {
        for (qsizetype i = 0; i < size - 4; i += 4)
            hash = std::rotl((hash ^ word(units + i)) * factor, 29);
        hash = (hash ^ word(units + size - 4)) * factor;
    }
    return size_t(hash ^ (hash >> 32));
}

// Texts of one length.
bool isSame(const char16_t *a, const char16_t *b, qsizetype size) noexcept
{
    if (size < 4) {
        for (qsizetype i = 0; i < size; ++i) {
            if (a[i] != b[i])
                return false;
        }
        return true;
    }
    for (qsizetype i = 0; i < size - 4; i += 4) {
        if (word(a + i) != word(b + i))
            return false;
    }
    return word(a + size - 4) == word(b + size - 4);
}

} // namespace

PathCache::PathCache() : m_entries(Size) { }

const Path &PathCache::join(const Path &base, QStringView text)
{
    const Key *const list = base.segments().constData();
    const size_t hash = hashOf(text) ^ (reinterpret_cast<size_t>(list) >> 4);
    Entry &entry = m_entries[hash & (Size - 1)];
    if (entry.hash == hash && entry.base.segments().constData() == list && entry.text.size() == text.size()
        && isSame(text.utf16(), QStringView(entry.text).utf16(), text.size())) {
        return entry.path;
    }
    entry.path = base.isRoot() ? Path(text) : base / Path(text);
    entry.base = base;
    entry.text = text.toString();
    entry.hash = hash;
    return entry.path;
}

} // namespace Racer
