// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "reflists_p.h"
#include "refs_p.h"

namespace Racer {

class RootModelPrivate;

// A root model's refs and refLists: which of them a path leads through, and what shows the same value as another place.
//
// What a ref or a refList shows is the very handle that is at its target, stored at its own path too. After a change
// inside a target the handles at all places that show it are renewed, before anybody is told; so they agree as the one
// object does that they are in JavaScript.
class References
{
public:
    explicit References(RootModelPrivate *root);

    Refs refs;
    RefLists refLists;

    [[nodiscard]] bool isEmpty() const noexcept { return refs.isEmpty() && refLists.isEmpty(); }

    // The path that a write to "path" really goes to. Array mutators go through the elements of a refList, too.
    // {$null} if the path leads nowhere.
    enum class Target : quint8 { Value, Array, Parent };
    [[nodiscard]] Path dereference(Path path, Target target = Target::Value, const RefList *ignored = nullptr) const;

    // Throws Error if something at "from" must not show what is at "sources": from is remote, or would show itself.
    void checkNew(QStringView method, const Path &from, const QList<Path> &sources) const;
    // Without events; what is at the paths stays.
    void remove(const Path &from);
    void removeAll(const Path &path);

    // Stores without an event, at the path and at the place that its parent is a ref to.
    void store(const Path &path, const Value &value);
    void erase(const Path &path);
    // Stores with a change event at exactly that path.
    void replace(const Path &path, const Value &value, const Passed &passed);
    void eraseWithEvent(const Path &path, const Passed &passed);

    // Something inside the container at "changed", or below it, has changed: renews the handles of all who show it.
    // Other than by a change in the sense of the events, the value at the path itself may be the same array, changed;
    // Contents: or the same object.
    enum class Cause : quint8 { Change, ArrayChange, Silent, Contents };
    void renew(const Path &changed, Cause cause);
    // After a ref was made with an event that told of "told": its listeners may have written to the target already.
    void catchUp(const Path &from, const Path &to, const Value &told, const Passed &passed);

    void updateFollowing();

private:
    template<typename F>
    void inTree(const Path &path, F &&change);

    RootModelPrivate *const m_root;
};

} // namespace Racer
