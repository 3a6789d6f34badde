// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "eventhub_p.h"
#include "pathtrie_p.h"
#include "reflist_p.h"

namespace Racer {

class References;

// The refLists of a root model, and which of them an event concerns.
class RefLists final : public EventFollower
{
public:
    using Pointer = std::shared_ptr<RefList>;

    RefLists(RootModelPrivate *root, References *references) : m_root(root), m_references(references) { }

    [[nodiscard]] bool isEmpty() const noexcept { return m_from.isEmpty(); }
    [[nodiscard]] std::vector<Pointer> list() const; // in the order of "from" in the tree
    template<typename Out>
    void findByFrom(const Path &path, Out &out) const { m_from.findAtOrAbove(path, out); }
    template<typename Out>
    void findBySource(const Path &path, Out &out) const
    {
        m_to.findAffected(path, out);
        m_ids.findAffected(path, out);
    }
    template<typename Out>
    void findAtOrAboveItems(const Path &path, Out &out) const { m_to.findAtOrAbove(path, out); }

    void expectIdsEvent(const Path &path);
    void noteSilentIds(const Path &path);

    // Fills the list at "from", and keeps it.
    void add(const Pointer &refList);
    void remove(const Path &from);
    void removeAll(const Path &path); // those with "from" at the path or below

    // Ahead of a write: throws Error if "value", or an element of it, cannot be stored there because it is no item
    // of a refList. New objects get their ids.
    void acceptValue(const Path &path, const Passed &passed, Value &value) const;
    void acceptElement(const Path &path, const Passed &passed, Value &value) const;
    void acceptElements(const Path &path, const Passed &passed, Value &values) const;

    void onImmediate(const Event &event) override;
    void onSilentChange(const Path &path) override;

private:
    using Found = QVarLengthArray<Pointer, 4>;
    template<typename F>
    void forEach(const PathTrie<Pointer> &trie, const Event &event, F &&patch);
    void drop(const Pointer &refList);

    RootModelPrivate *const m_root;
    References *const m_references;
    PathTrie<Pointer> m_from;
    PathTrie<Pointer> m_to;
    PathTrie<Pointer> m_ids;
};

} // namespace Racer
