// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "writtenpaths_p.h"

#include <algorithm>

namespace Racer {

namespace {

Path pathOf(const Value &p, qsizetype count)
{
    QList<Key> segments;
    segments.reserve(count);
    for (qsizetype i = 0; i < count; ++i) {
        const Value &segment = p.at(i);
        segments.append(segment.isNumber() ? Key::fromIndex(segment.toInteger()) : segment.toKey());
    }
    return Path(std::move(segments));
}

qsizetype toIndex(const Value &segment)
{
    return segment.isNumber() ? segment.toInteger() : segment.toKey().toIndex();
}

} // namespace

void WrittenPaths::clear()
{
    m_places.clear();
    m_index.reset();
}

void WrittenPaths::put(Place place)
{
    m_index.reset();
    if (!m_places.empty() && m_places.back().isGap == place.isGap && m_places.back().path == place.path)
        m_places.back() = std::move(place); // as from typing
    else
        m_places.push_back(std::move(place));
}

void WrittenPaths::addDocument(const Error &error)
{
    put({Path(), false, error});
}

void WrittenPaths::add(const Value &op, const Error &error)
{
    if (!op.isArray()) // of a type that has no paths
        return addDocument(error);
    for (const Value &component : op.elements()) {
        followComponent(component);
        Place place = placeOf(component);
        place.error = error;
        put(std::move(place));
    }
}

void WrittenPaths::follow(const Value &op)
{
    if (m_places.empty())
        return;
    for (const Value &component : op.elements())
        followComponent(component);
}

bool WrittenPaths::overwrite(const Value &op)
{
    const size_t before = m_places.size();
    for (const Value &component : op.elements()) {
        if (m_places.empty())
            break;
        const Value &p = component.value(u"p");
        const bool makesElement = component.contains(u"li") && !component.contains(u"ld");
        const bool changesList = component.contains(u"li") != component.contains(u"ld") || component.contains(u"lm");
        // Where it acts, before it has acted.
        const Path path = changesList && p.isArray() ? pathOf(p, p.size()) : placeOf(component).path;
        std::erase_if(m_places, [&](const Place &place) {
            if (place.isGap)
                return path.size() <= place.path.size() ? place.path.startsWith(path)
                                                        : changesList && path.parent() == place.path;
            if (makesElement && place.path.size() >= path.size())
                return false; // those of the element that is moved on
            return concerns(place, path);
        });
        followComponent(component);
    }
    m_index.reset();
    return m_places.size() != before;
}

bool WrittenPaths::remove(const Path &path)
{
    m_index.reset();
    return std::erase_if(m_places, [&path](const Place &place) { return concerns(place, path); }) > 0;
}

const Error *WrittenPaths::find(const Path &path) const
{
    if (m_places.empty())
        return nullptr;
    if (!m_index) {
        m_index.emplace();
        for (size_t i = 0; i < m_places.size(); ++i)
            m_index->add(m_places.at(i).path, i);
    }
    QVarLengthArray<size_t, 8> found;
    m_index->findAffected(path, found);
    const Place *latest = nullptr;
    for (size_t i : found) {
        const Place &place = m_places.at(i);
        if (concerns(place, path) && (!latest || latest < &place))
            latest = &place;
    }
    return latest ? &latest->error : nullptr;
}

bool WrittenPaths::concerns(const Place &place, const Path &path) noexcept
{
    if (place.path.size() >= path.size())
        return place.path.startsWith(path);
    return !place.isGap && path.startsWith(place.path);
}

WrittenPaths::Place WrittenPaths::placeOf(const Value &component)
{
    const Value &p = component.value(u"p");
    if (!p.isArray() || p.isEmpty())
        return {};
    if (component.contains(u"lm"))
        return {pathOf(p, p.size() - 1) / Key::fromIndex(toIndex(component.value(u"lm"))), false, {}};
    if (component.contains(u"ld") && !component.contains(u"li"))
        return {pathOf(p, p.size() - 1), true, {}};
    const bool isText = component.contains(u"si") || component.contains(u"sd");
    return {pathOf(p, p.size() - (isText ? 1 : 0)), false, {}};
}

void WrittenPaths::followComponent(const Value &component)
{
    const Value &p = component.value(u"p");
    const bool inserts = component.contains(u"li");
    const bool removes = component.contains(u"ld");
    const bool moves = component.contains(u"lm");
    if (inserts == removes && !moves) // the element is replaced, or none is concerned
        return;
    if (m_places.empty() || !p.isArray() || p.isEmpty())
        return;
    const qsizetype depth = p.size() - 1;
    const qsizetype index = toIndex(p.at(depth));
    const qsizetype target = moves ? toIndex(component.value(u"lm")) : 0;
    const auto moved = [&](qsizetype position) {
        if (moves && position == index)
            return target;
        if (moves) {
            const qsizetype between = position > index ? position - 1 : position;
            return between >= target ? between + 1 : between;
        }
        if (inserts)
            return position >= index ? position + 1 : position;
        return position > index ? position - 1 : position;
    };
    std::optional<Path> list;
    for (Place &place : m_places) {
        if (place.path.size() <= depth)
            continue;
        const qsizetype position = place.path.at(depth).toIndex();
        const bool isRemoved = removes && !moves && position == index;
        const qsizetype now = moved(position);
        if (position < 0 || (now == position && !isRemoved))
            continue;
        if (!list)
            list = pathOf(p, depth);
        if (!place.path.startsWith(*list))
            continue;
        if (isRemoved) {
            place.path = *list;
            place.isGap = true;
        } else {
            place.path = *list / Key::fromIndex(now) / place.path.mid(depth + 1);
        }
        m_index.reset();
    }
}

} // namespace Racer
