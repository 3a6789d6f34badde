// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/path.h>

#include <vector>

namespace Racer {

// Paths recently given as text, already split: the same call sites ask for the same paths again and again.
class PathCache
{
public:
    PathCache();

    struct Place
    {
        Path path;
        // What was found there in the local tree at that revision of it, if anything was looked for.
        const Value *value = nullptr;
        quint64 revision = 0;
    };
    // The place "text" below "base", by reference until the next call, or as long as its path is pinned.
    [[nodiscard]] Place &place(const Path &base, QStringView text);
    [[nodiscard]] const Path &join(const Path &base, QStringView text) { return place(base, text).path; }

    // Keeps a path where it is, if it is one of the cache's: for a call that may use the cache.
    class Pin
    {
    public:
        Pin(PathCache &cache, const Path &path) noexcept;
        ~Pin() { if (m_pins) --*m_pins; }
        Pin(const Pin &) = delete;

    private:
        int *m_pins = nullptr;
    };

private:
    struct Entry
    {
        [[nodiscard]] bool isFor(const Key *list, QStringView wanted) const noexcept;

        size_t hash = 0;
        Path base; // known by its list, which it keeps alive
        QString text;
        Place place;
        int pins = 0;
    };
    [[nodiscard]] Path split(const Path &base, QStringView text);

    static constexpr size_t Size = 1024; // powers of two
    static constexpr size_t KeyCount = 1024;

    std::vector<Entry> m_entries;
    Entry *m_last; // often asked for again
    std::vector<Key> m_keys; // segments by their hashes: what paths share is found in the tree without comparing text
};

inline PathCache::Pin::Pin(PathCache &cache, const Path &path) noexcept
{
    const auto offset = reinterpret_cast<quintptr>(&path) - reinterpret_cast<quintptr>(cache.m_entries.data());
    if (offset < Size * sizeof(Entry)) {
        m_pins = &cache.m_entries[offset / sizeof(Entry)].pins;
        ++*m_pins;
    }
}

} // namespace Racer
