// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "refs_p.h"

#include "document_p.h"
#include "references_p.h"
#include "rootmodel_p.h"

namespace Racer {

namespace {

// Where an element is after a change of its array, or -1 if it was removed. "size" is the array's, after it.
qsizetype patched(const Event &event, qsizetype index, qsizetype size)
{
    switch (event.type) {
    case Event::Type::Insert: {
        const auto &insertion = static_cast<const InsertEvent &>(event);
        const qsizetype count = insertion.values.size();
        return spliceIndex(insertion.index, size - count) <= index ? index + count : index;
    }
    case Event::Type::Remove: {
        const auto &removal = static_cast<const RemoveEvent &>(event);
        const qsizetype count = removal.removed.size();
        const qsizetype at = spliceIndex(removal.index, size + count);
        if (index < at)
            return index;
        return index < at + count ? -1 : index - count;
    }
    case Event::Type::Move: {
        const auto &movement = static_cast<const MoveEvent &>(event);
        const qsizetype from = spliceIndex(movement.from, size);
        const qsizetype count = spliceCount(from, movement.howMany, size);
        const qsizetype to = spliceIndex(movement.to, size - count);
        if (from <= index && index < from + count)
            return index + to - from;
        const qsizetype rest = from <= index ? index - count : index;
        return to <= rest ? rest + count : rest;
    }
    default:
        return index;
    }
}

} // namespace

std::vector<Refs::Pointer> Refs::list() const
{
    std::vector<Pointer> result;
    m_from.findAtOrBelow(Path(), result);
    return result;
}

const Ref *Refs::outermost(const Path &path) const
{
    if (m_from.isEmpty())
        return nullptr;
    QVarLengthArray<Pointer, 4> found;
    m_from.findAtOrAbove(path, found);
    return found.isEmpty() ? nullptr : found.first().get();
}

void Refs::add(const Path &from, const Path &to, RefOptions options)
{
    const auto ref = std::make_shared<Ref>(Ref{from, to, options});
    m_from.add(from, ref);
    m_to.add(to, ref);
    m_references->updateFollowing();
}

void Refs::remove(const Path &from)
{
    const auto found = m_from.at(from);
    for (const Pointer &ref : found) {
        m_from.remove(ref->from, ref);
        m_to.remove(ref->to, ref);
    }
    m_references->updateFollowing();
}

void Refs::removeAll(const Path &path)
{
    std::vector<Pointer> found;
    m_from.findAtOrBelow(path, found);
    for (const Pointer &ref : found) {
        m_from.remove(ref->from, ref);
        m_to.remove(ref->to, ref);
    }
    m_references->updateFollowing();
}

template<typename F>
void Refs::guarded(F &&action) const
{
    try {
        action();
    } catch (const Error &error) {
        m_root->reportError(error);
    }
}

void Refs::onImmediate(const Event &event)
{
    if (event.type == Event::Type::Insert || event.type == Event::Type::Remove || event.type == Event::Type::Move)
        patchIndices(event);

    // One that a listener removes meanwhile gets this event still.
    QVarLengthArray<Pointer, 4> showing;
    m_to.findAtOrAbove(event.path, showing);
    for (const Pointer &ref : showing)
        guarded([&] { mirror(*ref, event); });

    QVarLengthArray<Pointer, 4> below;
    m_to.findBelow(event.path, below);
    for (const Pointer &ref : below) {
        guarded([&] {
            const Value value = m_root->get(ref->to);
            if (!m_root->get(ref->from).isSame(value))
                m_references->replace(ref->from, value, event.passed);
        });
    }
}

void Refs::mirror(const Ref &ref, const Event &event)
{
    const Value value = m_root->get(ref.to);
    const bool shown = m_root->get(ref.from).isSame(value);
    const Path rest = event.path.mid(ref.to.size());
    const bool isWhole = event.type == Event::Type::Change || event.type == Event::Type::Load
        || event.type == Event::Type::Unload;
    if (rest.isRoot() && isWhole && !shown) {
        const bool gone = event.type == Event::Type::Unload
            || (value.isUndefined() && !m_root->get(ref.to.parent()).contains(ref.to.last())); // never in an array
        if (gone)
            m_references->eraseWithEvent(ref.from, event.passed);
        else
            m_references->replace(ref.from, value, event.passed);
        return;
    }
    if (!shown)
        m_references->store(ref.from, value);
    m_root->events.repeatAt(ref.from / rest, event, event.passed);
}

void Refs::patchIndices(const Event &event)
{
    QVarLengthArray<Pointer, 4> found;
    m_to.findBelow(event.path, found);
    const qsizetype depth = event.path.size();
    const qsizetype size = m_root->get(event.path).size();
    for (const Pointer &ref : found) {
        const qsizetype index = ref->options.updateIndices ? ref->to.at(depth).toIndex() : -1;
        if (index < 0)
            continue;
        const qsizetype now = patched(event, index, size);
        if (now == index)
            continue;
        m_to.remove(ref->to, ref);
        if (now < 0) {
            ref->dangling = true;
            guarded([&] { m_references->replace(ref->from, Value(), event.passed); });
            continue;
        }
        ref->to = ref->to.mid(0, depth) / Key::fromIndex(now) / ref->to.mid(depth + 1);
        m_to.add(ref->to, ref);
    }
}

} // namespace Racer
