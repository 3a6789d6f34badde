// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/event.h>
#include <Racer/listener.h>

#include <QtCore/QPointer>
#include <QtCore/QSharedDataPointer>
#include <QtCore/QVarLengthArray>

#include <memory>
#include <vector>

namespace Racer {

class ListenerTree;

namespace detail {

struct ListenerNode;

struct ListenerEntry
{
    // Counted for QExplicitlySharedDataPointer, but without atomics: all handles belong to the model's thread.
    struct Count
    {
        bool ref() noexcept { return ++count != 0; }
        bool deref() noexcept { return --count != 0; }
        int count = 0;
    };
    mutable Count ref;
    ListenerCallback call;
    Path pattern;              // without the closing "**"
    Key context;               // of removeContextListeners()
    QPointer<QObject> owner;
    QMetaObject::Connection ownerGone;
    ListenerTree *tree = nullptr; // nullptr once it is removed
    ListenerNode *node = nullptr;
    bool deep = false;     // the pattern ends with "**"
    bool captures = false; // the callable wants them
    bool once = false;
    bool owned = false;
    bool kept = false; // by removeBelow()

    [[nodiscard]] QStringList capturesOf(const Path &path) const;
};

} // namespace detail

// The listeners of one kind of event, by pattern. Finding those of a path costs the path's length, however many
// others there are.
class ListenerTree
{
public:
    using Entry = detail::ListenerEntry;
    using EntryPointer = QExplicitlySharedDataPointer<Entry>;
    using Matches = QVarLengthArray<EntryPointer, 8>;

    ListenerTree();
    ~ListenerTree();
    ListenerTree(const ListenerTree &) = delete;

    [[nodiscard]] bool isEmpty() const noexcept { return m_count == 0; }
    [[nodiscard]] qsizetype count() const noexcept { return m_count; }

    void add(const EntryPointer &entry);
    void remove(Entry *entry);
    // All whose pattern begins with these very segments, but those that are to be kept.
    void removeBelow(const Path &pattern);

    // In order: at each level "**", then through "*", then through the segment's name.
    void match(const Path &path, Matches &out) const;
    // Those to be kept whose pattern begins with these very segments.
    void keptBelow(const Path &pattern, Matches &out) const;

private:
    void detach(Entry *entry);
    void clear(detail::ListenerNode *node, bool evenKept);
    void prune(detail::ListenerNode *node);
    [[nodiscard]] detail::ListenerNode *find(const Path &pattern) const;

    std::unique_ptr<detail::ListenerNode> m_root;
    qsizetype m_count = 0;
};

} // namespace Racer
