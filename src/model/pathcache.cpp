// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "pathcache_p.h"

#include <QtCore/QHashFunctions>

namespace Racer {

PathCache::PathCache() : m_entries(Size) { }

const Path &PathCache::split(QStringView text)
{
    const size_t hash = qHash(text);
    Entry &entry = m_entries[hash & (Size - 1)];
    if (entry.hash != hash || entry.text != text) {
        entry.path = Path(text);
        entry.text = text.toString();
        entry.hash = hash;
    }
    return entry.path;
}

} // namespace Racer
