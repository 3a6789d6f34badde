// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "eventhub_p.h"
#include "pathtrie_p.h"

#include <Racer/refoptions.h>

namespace Racer {

class References;
class RootModelPrivate;

// What is at "from" is what is at "to".
struct Ref
{
    Path from;
    Path to;
    RefOptions options;
    bool dangling = false; // its element was removed: it refers to nothing any more
};

// The refs of a root model. They repeat at "from" each event at, above or below "to".
class Refs final : public EventFollower
{
public:
    using Pointer = std::shared_ptr<Ref>;

    Refs(RootModelPrivate *root, References *references) : m_root(root), m_references(references) { }

    [[nodiscard]] bool isEmpty() const noexcept { return m_from.isEmpty(); }
    [[nodiscard]] std::vector<Pointer> list() const; // in the order of "from" in the tree
    // The one at the path, or the outermost above it; nullptr if there is none.
    [[nodiscard]] const Ref *outermost(const Path &path) const;
    template<typename Out>
    void findByTarget(const Path &path, Out &out) const { m_to.findAffected(path, out); }
    template<typename Out>
    void findAtOrAboveTarget(const Path &path, Out &out) const { m_to.findAtOrAbove(path, out); }

    void add(const Path &from, const Path &to, RefOptions options);
    void remove(const Path &from);
    void removeAll(const Path &path); // those with "from" at the path or below

    void onImmediate(const Event &event) override;

private:
    void mirror(const Ref &ref, const Event &event);
    template<typename F>
    void guarded(F &&action) const;
    void patchIndices(const Event &event);

    RootModelPrivate *const m_root;
    References *const m_references;
    PathTrie<Pointer> m_from;
    PathTrie<Pointer> m_to;
};

} // namespace Racer
