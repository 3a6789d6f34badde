// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "keyindex_p.h"

#include <Racer/value.h>

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace Racer::detail {

namespace {

constexpr int BitsPerLevel = 5;
constexpr int HashBits = 32; // below this depth the keys of a node have all bits in common: a plain list

struct Slot
{
    union {
        StringData *key; // null is the empty key
        IndexNode *child;
    };
    quint32 hash;
    quint32 order;
};

} // namespace

struct IndexNode
{
    std::atomic<quint32> ref;
    quint32 used;     // bit n: there is a slot for the hash bits n
    quint32 children; // bit n: and it holds a child
    quint16 count;
    quint16 capacity;

    Slot *slots() noexcept { return reinterpret_cast<Slot *>(this + 1); }
    const Slot *slots() const noexcept { return reinterpret_cast<const Slot *>(this + 1); }
    bool isUnshared() const noexcept { return ref.load(std::memory_order_acquire) == 1; }
};

namespace KeyIndex {

namespace {

quint32 bitOf(quint32 hash, int shift) noexcept
{
    return 1u << ((hash >> shift) & 31);
}

quint32 positionOf(const IndexNode *node, quint32 bit) noexcept
{
    return quint32(std::popcount(node->used & (bit - 1)));
}


// "bits" are those of the slots not visited yet; none are set in a list of equal hashes, whose slots are all keys.
bool holdsChild(const IndexNode *node, quint32 bits) noexcept
{
    return (node->children & bits & (0 - bits)) != 0;
}

IndexNode *createNode(quint32 capacity)
{
    void *memory = std::malloc(sizeof(IndexNode) + capacity * sizeof(Slot));
    Q_CHECK_PTR(memory);
    return new (memory) IndexNode{{1}, 0, 0, 0, quint16(capacity)};
}

IndexNode *clone(const IndexNode *node, quint32 capacity)
{
    IndexNode *copy = createNode(capacity);
    copy->used = node->used;
    copy->children = node->children;
    copy->count = node->count;
    std::copy_n(node->slots(), node->count, copy->slots());
    for (quint32 i = 0, bits = node->used; i < node->count; ++i, bits &= bits - 1) {
        const Slot &slot = copy->slots()[i];
        if (holdsChild(node, bits))
            retain(slot.child);
        else if (slot.key)
            slot.key->retain();
    }
    return copy;
}

void unshare(IndexNode *&node)
{
    if (node->isUnshared())
        return;
    IndexNode *copy = clone(node, node->count + 1u);
    release(node);
    node = copy;
}

void insertSlot(IndexNode *&node, quint32 position, const Slot &slot)
{
    if (node->count == node->capacity) {
        const quint32 capacity = node->capacity + std::max(2u, node->capacity / 2u);
        void *memory = std::realloc(static_cast<void *>(node), sizeof(IndexNode) + capacity * sizeof(Slot));
        Q_CHECK_PTR(memory);
        node = static_cast<IndexNode *>(memory);
        node->capacity = quint16(capacity);
    }
    Slot *slots = node->slots();
    std::copy_backward(slots + position, slots + node->count, slots + node->count + 1);
    slots[position] = slot;
    ++node->count;
}

void removeSlot(IndexNode *node, quint32 position) noexcept
{
    std::copy(node->slots() + position + 1, node->slots() + node->count, node->slots() + position);
    --node->count;
}

const Slot *findInList(const IndexNode *list, QStringView key) noexcept
{
    const Slot *end = list->slots() + list->count;
    const Slot *found = std::find_if(list->slots(), end, [&](const Slot &slot) { return sameText(slot.key, key); });
    return found == end ? nullptr : found;
}

void insertAt(IndexNode *&node, const Slot &slot, int shift)
{
    unshare(node);
    if (shift >= HashBits) {
        insertSlot(node, node->count, slot);
        return;
    }
    const quint32 bit = bitOf(slot.hash, shift);
    const quint32 position = positionOf(node, bit);
    if (!(node->used & bit)) {
        insertSlot(node, position, slot);
        node->used |= bit;
        return;
    }
    if (!(node->children & bit)) {
        IndexNode *child = createNode(2);
        insertAt(child, node->slots()[position], shift + BitsPerLevel);
        node->slots()[position].child = child;
        node->children |= bit;
    }
    insertAt(node->slots()[position].child, slot, shift + BitsPerLevel);
}

void eraseAt(IndexNode *&node, QStringView key, quint32 hash, int shift)
{
    unshare(node);
    if (shift >= HashBits) {
        const Slot *slot = findInList(node, key);
        if (slot->key)
            slot->key->release();
        removeSlot(node, quint32(slot - node->slots()));
        return;
    }
    const quint32 bit = bitOf(hash, shift);
    const quint32 position = positionOf(node, bit);
    Slot &slot = node->slots()[position];
    if (!(node->children & bit)) {
        if (slot.key)
            slot.key->release();
        removeSlot(node, position);
        node->used &= ~bit;
        return;
    }
    eraseAt(slot.child, key, hash, shift + BitsPerLevel);
    IndexNode *child = slot.child;
    if (child->count == 1 && child->children == 0) {
        slot = child->slots()[0];
        node->children &= ~bit;
        std::free(static_cast<void *>(child));
    }
}

} // namespace

const quint32 *find(const IndexNode *root, QStringView key, quint32 hash) noexcept
{
    int shift = 0;
    for (const IndexNode *node = root; node; shift += BitsPerLevel) {
        if (shift >= HashBits) {
            const Slot *slot = findInList(node, key);
            return slot ? &slot->order : nullptr;
        }
        const quint32 bit = bitOf(hash, shift);
        if (!(node->used & bit))
            return nullptr;
        const Slot &slot = node->slots()[positionOf(node, bit)];
        if (!(node->children & bit))
            return slot.hash == hash && sameText(slot.key, key) ? &slot.order : nullptr;
        node = slot.child;
    }
    return nullptr;
}

void insert(IndexNode *&root, const Key &key, quint32 order)
{
    if (!root)
        root = createNode(8);
    StringData *data = Access::string(key);
    if (data)
        data->retain();
    Slot slot;
    slot.key = data;
    slot.hash = key.hash();
    slot.order = order;
    insertAt(root, slot, 0);
}

void erase(IndexNode *&root, QStringView key, quint32 hash)
{
    eraseAt(root, key, hash, 0);
}

IndexNode *retain(IndexNode *root) noexcept
{
    if (root)
        root->ref.fetch_add(1, std::memory_order_relaxed);
    return root;
}

void release(IndexNode *node) noexcept
{
    if (!node || (!node->isUnshared() && node->ref.fetch_sub(1, std::memory_order_acq_rel) != 1))
        return;
    for (quint32 i = 0, bits = node->used; i < node->count; ++i, bits &= bits - 1) {
        Slot &slot = node->slots()[i];
        if (holdsChild(node, bits))
            release(slot.child);
        else if (slot.key)
            slot.key->release();
    }
    std::free(static_cast<void *>(node));
}

} // namespace KeyIndex

} // namespace Racer::detail
