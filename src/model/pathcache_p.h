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

    // The path "text" below "base", by reference until the next call.
    [[nodiscard]] const Path &join(const Path &base, QStringView text);

private:
    struct Entry
    {
        size_t hash = 0;
        Path base; // known by its list, which it keeps alive
        QString text;
        Path path;
    };
    static constexpr size_t Size = 1024; // a power of two

    std::vector<Entry> m_entries;
};

} // namespace Racer
