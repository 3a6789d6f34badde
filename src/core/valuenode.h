// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/key.h>

namespace Racer::detail {

enum class NodeKind : quint8 { ArrayLeaf, ArrayInner, ObjectLeaf, ObjectInner, LargeObject };

// What every node of a container begins with. A small container is one leaf, its items right behind this header;
// a large array is a tree of leaves; a large object is a LargeObject over such a tree.
struct Node
{
    std::atomic<quint32> ref;
    NodeKind kind;
    quint8 level;     // 0: a leaf
    quint16 count;    // items of a leaf, children of an inner node
    quint32 size;     // items below
    quint32 capacity; // of a leaf

    bool isLeaf() const noexcept { return level == 0; }
    template<typename T> T *items() noexcept { return reinterpret_cast<T *>(this + 1); }
    template<typename T> const T *items() const noexcept { return reinterpret_cast<const T *>(this + 1); }
};
static_assert(sizeof(Node) == 16);

} // namespace Racer::detail
