// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "pathcache_p.h"

#include <bit>

namespace Racer {

namespace {

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
            hash = std::rotl((hash ^ detail::unitsWord(units + i)) * factor, 29);
        hash = (hash ^ detail::unitsWord(units + size - 4)) * factor;
    }
    return size_t(hash ^ (hash >> 32));
}

} // namespace

PathCache::PathCache() : m_entries(Size), m_last(m_entries.data()), m_keys(KeyCount) { }

Path PathCache::split(const Path &base, QStringView text)
{
    QList<Key> segments = base.segments();
    segments.reserve(base.size() + text.count(u'.') + 1);
    for (qsizetype from = 0;;) {
        const qsizetype dot = text.indexOf(u'.', from);
        const QStringView name = text.mid(from, dot < 0 ? -1 : dot - from);
        Key &known = m_keys[detail::StringData::computeHash(name) & (KeyCount - 1)];
        if (known != name)
            known = Key(name);
        segments.append(known);
        if (dot < 0)
            return Path(std::move(segments));
        from = dot + 1;
    }
}

bool PathCache::Entry::isFor(const Key *list, QStringView wanted) const noexcept
{
    return base.segments().constData() == list && text.size() == wanted.size()
        && detail::sameUnits(wanted.utf16(), QStringView(text).utf16(), wanted.size());
}

PathCache::Place &PathCache::place(const Path &base, QStringView text)
{
    const Key *const list = base.segments().constData();
    if (m_last->isFor(list, text))
        return m_last->place;
    const size_t hash = hashOf(text) ^ (reinterpret_cast<size_t>(list) >> 4);
    Entry *entry = &m_entries[hash & (Size - 1)];
    for (size_t i = hash; entry->hash != hash || !entry->isFor(list, text); entry = &m_entries[++i & (Size - 1)]) {
        if (entry->pins)
            continue;
        entry->place = {split(base, text)};
        entry->base = base;
        entry->text = text.toString();
        entry->hash = hash;
        break;
    }
    m_last = entry;
    return entry->place;
}

} // namespace Racer
