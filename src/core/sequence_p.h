// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <vector>

namespace Racer::detail {

inline constexpr quint32 MaxChildren = 32;

struct InnerNode : Node
{
    quint32 sizes[MaxChildren]; // items below each child
    quint32 lows[MaxChildren];  // objects: no member below a child has a smaller order number
    Node *children[MaxChildren];
};

inline InnerNode *asInner(Node *node) noexcept { return static_cast<InnerNode *>(node); }
inline const InnerNode *asInner(const Node *node) noexcept { return static_cast<const InnerNode *>(node); }

Node *createNode(NodeKind kind, size_t bytes);
void destroyNode(Node *node) noexcept; // the last reference is gone

inline void retainNode(Node *node) noexcept { node->ref.fetch_add(1, std::memory_order_relaxed); }
inline bool isUnshared(const Node *node) noexcept { return node->ref.load(std::memory_order_acquire) == 1; }
inline void releaseNode(Node *node) noexcept
{
    if (isUnshared(node) || node->ref.fetch_sub(1, std::memory_order_acq_rel) == 1)
        destroyNode(node);
}

inline void retainItem(const Value &value) noexcept
{
    if (auto *counter = Access::counter(value))
        counter->fetch_add(1, std::memory_order_relaxed);
}
inline void retainItem(const Member &member) noexcept
{
    if (auto *key = Access::string(member.key))
        key->retain();
    retainItem(member.value);
}

// Items are moved as bytes (Q_RELOCATABLE_TYPE), order numbers and all.
template<typename T>
inline void relocate(T *to, const T *from, size_t count) noexcept
{
    std::memmove(static_cast<void *>(to), static_cast<const void *>(from), count * sizeof(T));
}

template<typename T> struct SequenceTraits;
template<> struct SequenceTraits<Value>
{
    static constexpr NodeKind Leaf = NodeKind::ArrayLeaf, Inner = NodeKind::ArrayInner;
    static constexpr quint32 MaxLeaf = 64;
    static quint32 low(const Value &) noexcept { return 0; }
};
template<> struct SequenceTraits<Member>
{
    static constexpr NodeKind Leaf = NodeKind::ObjectLeaf, Inner = NodeKind::ObjectInner;
    static constexpr quint32 MaxLeaf = 32;
    static quint32 low(const Member &member) noexcept { return Access::tag(member); }
};

// A persistent sequence: a B+ tree whose nodes are shared between versions and copied when a version that shares
// them changes. The functions that change take the handle of the root, which is null for an empty sequence.
template<typename T>
class Sequence
{
    using Traits = SequenceTraits<T>;

public:
    static constexpr quint32 MaxLeaf = Traits::MaxLeaf;

    static Node *createLeaf(quint32 capacity)
    {
        Node *leaf = createNode(Traits::Leaf, sizeof(Node) + capacity * sizeof(T));
        leaf->capacity = capacity;
        return leaf;
    }

    // Takes over the items.
    static Node *build(T *items, quint32 count)
    {
        if (count == 0)
            return nullptr;
        if (count <= MaxLeaf)
            return buildLeaf(items, count);
        std::vector<Node *> nodes;
        nodes.reserve(count / MaxLeaf + 1);
        for (quint32 i = 0; i < count; i += MaxLeaf)
            nodes.push_back(buildLeaf(items + i, std::min(MaxLeaf, count - i)));
        while (nodes.size() > 1) {
            size_t parents = 0;
            for (size_t i = 0; i < nodes.size();) {
                InnerNode *inner = createInner(quint8(nodes[i]->level + 1));
                for (; i < nodes.size() && inner->count < MaxChildren; ++i)
                    placeChild(inner, inner->count, nodes[i]);
                nodes[parents++] = inner;
            }
            nodes.resize(parents);
        }
        return nodes.front();
    }

    static void unshare(Node *&node)
    {
        if (isUnshared(node))
            return;
        Node *copy = node->isLeaf() ? cloneLeaf(node, node->count) : cloneInner(asInner(node));
        releaseNode(node);
        node = copy;
    }

    static T *edit(Node *&root, quint32 index)
    {
        Node **node = &root;
        for (;;) {
            unshare(*node);
            if ((*node)->isLeaf())
                return (*node)->template items<T>() + index;
            node = &asInner(*node)->children[childAt(asInner(*node), index)];
        }
    }

    static void insert(Node *&root, quint32 index, T &&item)
    {
        if (!root)
            root = createLeaf(4);
        addSibling(root, insertInto(root, index, item));
    }

    static void erase(Node *&root, quint32 index, quint32 count)
    {
        unshare(root);
        eraseIn(root, index, count);
        while (!root->isLeaf() && root->count == 1) {
            Node *child = asInner(root)->children[0];
            retainNode(child);
            releaseNode(root);
            root = child;
        }
        if (!root->isLeaf() && root->count == 0) {
            releaseNode(root);
            root = nullptr;
        }
    }

    static void reserve(Node *&root, quint32 size)
    {
        size = std::min(size, MaxLeaf);
        if (!root)
            root = createLeaf(std::max(size, 1u));
        else if (root->isLeaf() && root->capacity < size)
            growLeaf(root, size);
    }

private:
    static InnerNode *createInner(quint8 level)
    {
        auto *inner = asInner(createNode(Traits::Inner, sizeof(InnerNode)));
        inner->level = level;
        return inner;
    }

    static Node *buildLeaf(T *items, quint32 count)
    {
        Node *leaf = createLeaf(count);
        relocate(leaf->items<T>(), items, count);
        leaf->count = quint16(count);
        leaf->size = count;
        return leaf;
    }

    static Node *cloneLeaf(const Node *leaf, quint32 capacity)
    {
        Node *copy = createLeaf(std::max(capacity, 1u));
        relocate(copy->items<T>(), leaf->items<T>(), leaf->count);
        copy->count = leaf->count;
        copy->size = leaf->size;
        for (quint32 i = 0; i < copy->count; ++i)
            retainItem(copy->items<T>()[i]);
        return copy;
    }

    static Node *cloneInner(const InnerNode *inner)
    {
        InnerNode *copy = createInner(inner->level);
        copy->count = inner->count;
        copy->size = inner->size;
        std::copy_n(inner->sizes, inner->count, copy->sizes);
        std::copy_n(inner->lows, inner->count, copy->lows);
        std::copy_n(inner->children, inner->count, copy->children);
        for (quint32 i = 0; i < copy->count; ++i)
            retainNode(copy->children[i]);
        return copy;
    }

    static void growLeaf(Node *&leaf, quint32 capacity)
    {
        if (!isUnshared(leaf)) {
            Node *copy = cloneLeaf(leaf, capacity);
            releaseNode(leaf);
            leaf = copy;
            return;
        }
        void *memory = std::realloc(static_cast<void *>(leaf), sizeof(Node) + capacity * sizeof(T));
        Q_CHECK_PTR(memory);
        leaf = static_cast<Node *>(memory);
        leaf->capacity = capacity;
    }

    // The child that holds "index", which becomes the index below it; the last child for the end.
    static quint32 childAt(const InnerNode *inner, quint32 &index) noexcept
    {
        quint32 i = 0;
        for (const quint32 last = inner->count - 1u; i < last && index >= inner->sizes[i]; ++i)
            index -= inner->sizes[i];
        return i;
    }

    static void placeItem(Node *leaf, quint32 index, T &item) noexcept
    {
        T *items = leaf->items<T>();
        relocate(items + index + 1, items + index, leaf->count - index);
        new (items + index) T(std::move(item));
        if constexpr (std::is_same_v<T, Member>)
            Access::tag(items[index]) = Access::tag(item);
        ++leaf->count;
        ++leaf->size;
    }

    static quint32 lowOf(const Node *node) noexcept
    {
        return node->isLeaf() ? Traits::low(*node->items<T>()) : asInner(node)->lows[0];
    }

    static void placeChild(InnerNode *inner, quint32 index, Node *child) noexcept
    {
        const auto shift = [&](auto *array) {
            std::copy_backward(array + index, array + inner->count, array + inner->count + 1);
        };
        shift(inner->sizes);
        shift(inner->lows);
        shift(inner->children);
        inner->sizes[index] = child->size;
        inner->lows[index] = lowOf(child);
        inner->children[index] = child;
        ++inner->count;
        inner->size += child->size;
    }

    // Takes the children from "first" to "last" out of the node, without releasing them.
    static void dropChildren(InnerNode *inner, quint32 first, quint32 last) noexcept
    {
        for (quint32 i = first; i < last; ++i)
            inner->size -= inner->sizes[i];
        std::copy(inner->sizes + last, inner->sizes + inner->count, inner->sizes + first);
        std::copy(inner->lows + last, inner->lows + inner->count, inner->lows + first);
        std::copy(inner->children + last, inner->children + inner->count, inner->children + first);
        inner->count = quint16(inner->count - (last - first));
    }

    static void addSibling(Node *&root, Node *sibling)
    {
        if (!sibling)
            return;
        InnerNode *parent = createInner(quint8(root->level + 1));
        placeChild(parent, 0, root);
        placeChild(parent, 1, sibling);
        root = parent;
    }

    // Returns the new right half where the node was full, else null. A node that overflows at its end stays full,
    // so that appending leaves full nodes behind.
    static Node *insertInto(Node *&node, quint32 index, T &item)
    {
        if (node->isLeaf())
            return insertIntoLeaf(node, index, item);
        unshare(node);
        InnerNode *inner = asInner(node);
        const quint32 i = childAt(inner, index);
        Node *extra = insertInto(inner->children[i], index, item);
        inner->size += inner->children[i]->size - inner->sizes[i];
        inner->sizes[i] = inner->children[i]->size;
        if (!extra)
            return nullptr;
        if (inner->count < MaxChildren) {
            placeChild(inner, i + 1, extra);
            return nullptr;
        }
        const quint32 middle = i + 1 == inner->count ? inner->count : inner->count / 2u;
        InnerNode *right = createInner(inner->level);
        for (quint32 k = middle; k < inner->count; ++k)
            placeChild(right, right->count, inner->children[k]);
        dropChildren(inner, middle, inner->count);
        if (i + 1 <= middle && middle < MaxChildren)
            placeChild(inner, i + 1, extra);
        else
            placeChild(right, i + 1 - middle, extra);
        return right;
    }

    static Node *insertIntoLeaf(Node *&leaf, quint32 index, T &item)
    {
        if (leaf->count < MaxLeaf) {
            if (leaf->count == leaf->capacity || !isUnshared(leaf))
                growLeaf(leaf, std::min(MaxLeaf, std::max(4u, std::bit_ceil(leaf->count + 1u))));
            placeItem(leaf, index, item);
            return nullptr;
        }
        unshare(leaf);
        const quint32 middle = index == leaf->count ? leaf->count : leaf->count / 2u;
        Node *right = createLeaf(MaxLeaf);
        right->count = quint16(leaf->count - middle);
        right->size = right->count;
        relocate(right->items<T>(), leaf->items<T>() + middle, right->count);
        leaf->count = quint16(middle);
        leaf->size = middle;
        if (index <= middle && middle < MaxLeaf)
            placeItem(leaf, index, item);
        else
            placeItem(right, index - middle, item);
        return right;
    }

    static void eraseIn(Node *node, quint32 index, quint32 count)
    {
        if (node->isLeaf()) {
            T *items = node->items<T>();
            for (quint32 i = index; i < index + count; ++i)
                items[i].~T();
            relocate(items + index, items + index + count, node->count - index - count);
            node->count = quint16(node->count - count);
            node->size = node->count;
            return;
        }
        InnerNode *inner = asInner(node);
        quint32 i = childAt(inner, index);
        const quint32 firstTouched = i;
        quint32 dropFrom = i;
        quint32 dropTo = i;
        for (; count > 0; ++i, index = 0) {
            const quint32 here = std::min(count, inner->sizes[i] - index);
            count -= here;
            if (here == inner->sizes[i]) {
                releaseNode(inner->children[i]);
                if (dropFrom == dropTo)
                    dropFrom = i;
                dropTo = i + 1;
                continue;
            }
            unshare(inner->children[i]);
            eraseIn(inner->children[i], index, here);
            inner->sizes[i] -= here;
            inner->size -= here;
        }
        dropChildren(inner, dropFrom, dropTo);
        // What is left of the first and of the last child touched may be too small to stand alone.
        for (quint32 k = std::min<quint32>(firstTouched + 2, inner->count); k-- > 0 && k + 1 >= firstTouched;)
            mergeIfSmall(inner, k);
    }

    static bool isSmall(const Node *node) noexcept
    {
        return node->count < (node->isLeaf() ? MaxLeaf : MaxChildren) / 4;
    }

    static void mergeIfSmall(InnerNode *inner, quint32 i)
    {
        if (i + 1 >= inner->count)
            return;
        Node *&left = inner->children[i];
        Node *right = inner->children[i + 1];
        const quint32 limit = (left->isLeaf() ? MaxLeaf : MaxChildren) * 3 / 4;
        if ((!isSmall(left) && !isSmall(right)) || quint32(left->count) + right->count > limit)
            return;
        unshare(left);
        if (left->isLeaf())
            appendLeaf(left, right);
        else
            appendInner(asInner(left), asInner(right));
        dropChildren(inner, i + 1, i + 2);
        inner->size += left->size - inner->sizes[i];
        inner->sizes[i] = left->size;
    }

    // Both take over the reference to "right".
    static void appendLeaf(Node *&left, Node *right)
    {
        const quint32 total = quint32(left->count) + right->count;
        if (left->capacity < total)
            growLeaf(left, MaxLeaf);
        T *to = left->items<T>() + left->count;
        relocate(to, right->items<T>(), right->count);
        if (isUnshared(right)) {
            right->count = 0;
        } else {
            for (quint32 i = 0; i < right->count; ++i)
                retainItem(to[i]);
        }
        releaseNode(right);
        left->count = quint16(total);
        left->size = total;
    }

    static void appendInner(InnerNode *left, InnerNode *right)
    {
        const bool ours = isUnshared(right);
        for (quint32 i = 0; i < right->count; ++i) {
            if (!ours)
                retainNode(right->children[i]);
            placeChild(left, left->count, right->children[i]);
            left->lows[left->count - 1] = right->lows[i];
        }
        if (ours)
            right->count = 0;
        releaseNode(right);
    }
};

} // namespace Racer::detail
