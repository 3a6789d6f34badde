// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "reflists_p.h"

#include "references_p.h"
#include "rootmodel_p.h"

namespace Racer {

std::vector<RefLists::Pointer> RefLists::list() const
{
    std::vector<Pointer> result;
    m_from.findAtOrBelow(Path(), result);
    return result;
}

void RefLists::add(const Pointer &refList)
{
    const Value items = m_root->get(refList->to);
    const Value ids = refList->idsNow();
    refList->update(Passed());
    m_from.add(refList->from, refList);
    m_to.add(refList->to, refList);
    m_ids.add(refList->ids, refList);
    m_references->updateFollowing();
    const Value idsNow = refList->idsNow();
    if (m_root->get(refList->to).isSame(items) && idsNow.isSame(ids))
        return;
    // Listeners of the list's event have written already.
    for (const Value &id : idsNow.elements())
        m_references->renew(refList->to / IdIndex::name(id), References::Cause::Contents);
    refList->update(Passed());
}

void RefLists::drop(const Pointer &refList)
{
    m_from.remove(refList->from, refList);
    m_to.remove(refList->to, refList);
    m_ids.remove(refList->ids, refList);
}

void RefLists::remove(const Path &from)
{
    const auto found = m_from.at(from);
    for (const Pointer &refList : found)
        drop(refList);
    m_references->updateFollowing();
}

void RefLists::removeAll(const Path &path)
{
    std::vector<Pointer> found;
    m_from.findAtOrBelow(path, found);
    for (const Pointer &refList : found)
        drop(refList);
    m_references->updateFollowing();
}

void RefLists::acceptValue(const Path &path, const Passed &passed, Value &value) const
{
    Found found;
    m_from.findAtOrAbove(path, found);
    for (const Pointer &refList : found) {
        if (passed.refList == refList.get())
            continue;
        if (refList->from.size() + 1 == path.size()) {
            refList->accept(value, false);
        } else if (refList->from.size() == path.size()) {
            if (value.isArray())
                acceptElements(path, passed, value);
            else if (value.isString() && !value.isEmpty())
                refList->accept(value, false);
        }
    }
}

void RefLists::acceptElement(const Path &path, const Passed &passed, Value &value) const
{
    const auto found = m_from.at(path);
    for (const Pointer &refList : found) {
        if (passed.refList != refList.get())
            refList->accept(value, true);
    }
}

void RefLists::acceptElements(const Path &path, const Passed &passed, Value &values) const
{
    if (m_from.at(path).empty())
        return;
    for (qsizetype i = 0; i < values.size(); ++i) {
        Value value = values.at(i);
        acceptElement(path, passed, value);
        if (!value.isSame(values.at(i)))
            values.set(i, std::move(value));
    }
}

template<typename F>
void RefLists::forEach(const PathTrie<Pointer> &trie, const Event &event, F &&patch)
{
    Found found;
    trie.findAffected(event.path, found);
    for (const Pointer &refList : found) {
        try {
            patch(*refList);
        } catch (const Error &error) {
            m_root->reportError(error);
        }
    }
}

void RefLists::onImmediate(const Event &event)
{
    const bool inPlace = event.type == Event::Type::Insert || event.type == Event::Type::Remove
        || event.type == Event::Type::Move;
    m_references->renew(event.path, inPlace ? References::Cause::ArrayChange : References::Cause::Change);
    if (isEmpty())
        return;
    forEach(m_ids, event, [&](RefList &refList) { refList.followIds(event); });
    forEach(m_from, event, [&](RefList &refList) {
        if (event.passed.refList != &refList)
            refList.patchFrom(event);
    });
    forEach(m_to, event, [&](RefList &refList) {
        if (!refList.isOwnEcho(event))
            refList.patchTo(event);
    });
    forEach(m_ids, event, [&](RefList &refList) {
        if (!refList.isOwnEcho(event))
            refList.patchIds(event);
    });
}

void RefLists::expectIdsEvent(const Path &path)
{
    Found found;
    m_ids.findAffected(path, found);
    for (const Pointer &refList : found)
        refList->expectIdsEvent();
}

void RefLists::noteSilentIds(const Path &path)
{
    Found found;
    m_ids.findAffected(path, found);
    for (const Pointer &refList : found)
        refList->idsChangedSilently();
}

void RefLists::onSilentChange(const Path &path)
{
    m_references->renew(path, References::Cause::Silent);
    noteSilentIds(path);
}

} // namespace Racer
