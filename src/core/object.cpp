// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "object_p.h"

#include <limits>
#include <memory>

namespace Racer::detail::ObjectNode {

namespace {

using Members = Sequence<Member>;

// A large object that shrinks to this becomes small again; the gap keeps one key from flipping it back and forth.
constexpr quint32 ShrinkTo = MaxSmall / 2;

Node *buildLarge(Member *members, quint32 count)
{
    IndexNode *index = nullptr;
    quint32 kept = 0;
    for (quint32 i = 0; i < count; ++i) {
        Member &member = members[i];
        if (const quint32 *order = KeyIndex::find(index, member.key.view(), member.key.hash())) {
            members[*order].value = std::move(member.value);
            member.~Member();
            continue;
        }
        KeyIndex::insert(index, member.key, kept);
        Access::tag(member) = kept;
        relocate(members + kept++, &member, 1);
    }
    auto *object = asLarge(createNode(NodeKind::LargeObject, sizeof(LargeObject)));
    object->level = 1;
    object->index = index;
    object->sequence = Members::build(members, kept);
    object->size = kept;
    object->nextOrder = kept;
    return object;
}

Node *buildSmall(Member *members, quint32 count)
{
    quint32 kept = 0;
    quint64 seen = 0; // one bit per hash: most objects show by it alone that their keys differ
    for (quint32 i = 0; i < count; ++i) {
        Member &member = members[i];
        const quint32 hash = member.key.hash();
        const quint64 bit = quint64(1) << (hash & 63);
        if (seen & bit) {
            Member *same = std::find_if(members, members + kept, [&](const Member &other) {
                return Access::tag(other) == hash && sameText(Access::string(other.key), member.key.view());
            });
            if (same != members + kept) {
                same->value = std::move(member.value);
                member.~Member();
                continue;
            }
        }
        seen |= bit;
        Access::tag(member) = hash;
        relocate(members + kept++, &member, 1);
    }
    return Members::build(members, kept);
}

void rebuild(Node *&root, Node *(*builder)(Member *, quint32))
{
    // Plain memory: the builder takes over what is in it.
    const std::unique_ptr<void, decltype(&std::free)> memory(std::malloc(root->size * sizeof(Member) + 1), &std::free);
    Q_CHECK_PTR(memory);
    auto *members = static_cast<Member *>(memory.get());
    quint32 count = 0;
    for (Cursor<Member> it(root); !it.atEnd(); ++it)
        new (members + count++) Member(*it);
    Node *node = builder(members, count);
    releaseNode(root);
    root = node;
}

void unshareLarge(Node *&root)
{
    if (isUnshared(root))
        return;
    const LargeObject *object = asLarge(root);
    auto *copy = asLarge(createNode(NodeKind::LargeObject, sizeof(LargeObject)));
    copy->level = object->level;
    copy->size = object->size;
    copy->nextOrder = object->nextOrder;
    copy->index = KeyIndex::retain(object->index);
    copy->sequence = object->sequence;
    retainNode(copy->sequence);
    releaseNode(root);
    root = copy;
}

quint32 positionInLeaf(const Node *leaf, quint32 order) noexcept
{
    const Member *items = leaf->items<Member>();
    const Member *found = std::lower_bound(items, items + leaf->count, order, [](const Member &member, quint32 wanted) {
        return Access::tag(member) < wanted;
    });
    return quint32(found - items);
}

quint32 childWith(const InnerNode *inner, quint32 order) noexcept
{
    return quint32(std::upper_bound(inner->lows + 1, inner->lows + inner->count, order) - inner->lows) - 1;
}

const Member *memberWith(const Node *node, quint32 order) noexcept
{
    while (!node->isLeaf())
        node = asInner(node)->children[childWith(asInner(node), order)];
    return node->items<Member>() + positionInLeaf(node, order);
}

quint32 indexOf(const Node *node, quint32 order) noexcept
{
    quint32 before = 0;
    while (!node->isLeaf()) {
        const InnerNode *inner = asInner(node);
        const quint32 child = childWith(inner, order);
        for (quint32 i = 0; i < child; ++i)
            before += inner->sizes[i];
        node = inner->children[child];
    }
    return before + positionInLeaf(node, order);
}

} // namespace

Node *build(Member *members, quint32 count)
{
    return count <= MaxSmall ? buildSmall(members, count) : buildLarge(members, count);
}

const Member *find(const Node *root, QStringView key, quint32 hash) noexcept
{
    if (!root)
        return nullptr;
    if (root->isLeaf())
        return findInLeaf(root, key, hash);
    const LargeObject *object = asLarge(root);
    const quint32 *order = KeyIndex::find(object->index, key, hash);
    return order ? memberWith(object->sequence, *order) : nullptr;
}

Value *edit(Node *&root, QStringView key, quint32 hash)
{
    if (!root)
        return nullptr;
    if (root->isLeaf()) {
        const Member *member = findInLeaf(root, key, hash);
        if (!member)
            return nullptr;
        const auto position = quint32(member - root->items<Member>());
        return &Members::edit(root, position)->value;
    }
    const quint32 *order = KeyIndex::find(asLarge(root)->index, key, hash);
    if (!order)
        return nullptr;
    const quint32 wanted = *order;
    unshareLarge(root);
    Node **node = &asLarge(root)->sequence;
    for (;;) {
        Members::unshare(*node);
        if ((*node)->isLeaf())
            return &(*node)->items<Member>()[positionInLeaf(*node, wanted)].value;
        node = &asInner(*node)->children[childWith(asInner(*node), wanted)];
    }
}

void add(Node *&root, const Key &key, Value value)
{
    Member member{key, std::move(value)};
    if (!root || (root->isLeaf() && root->size < MaxSmall)) {
        Access::tag(member) = key.hash();
        Members::insert(root, root ? root->size : 0, std::move(member));
        return;
    }
    if (root->isLeaf() || asLarge(root)->nextOrder == std::numeric_limits<quint32>::max())
        rebuild(root, buildLarge);
    unshareLarge(root);
    LargeObject *object = asLarge(root);
    KeyIndex::insert(object->index, key, object->nextOrder);
    Access::tag(member) = object->nextOrder++;
    Members::insert(object->sequence, object->size, std::move(member));
    ++object->size;
}

Value take(Node *&root, Key key)
{
    const QStringView text = key.view();
    const quint32 hash = key.hash();
    const Member *member = find(root, text, hash);
    if (!member)
        return {};
    if (root->isLeaf()) {
        const auto position = quint32(member - root->items<Member>());
        Value taken = std::move(Members::edit(root, position)->value);
        Members::erase(root, position, 1);
        return taken;
    }
    unshareLarge(root);
    LargeObject *object = asLarge(root);
    const quint32 order = *KeyIndex::find(object->index, text, hash);
    const quint32 index = indexOf(object->sequence, order);
    Value taken = std::move(Members::edit(object->sequence, index)->value);
    Members::erase(object->sequence, index, 1);
    KeyIndex::erase(object->index, text, hash);
    object->size--;
    if (object->size <= ShrinkTo)
        rebuild(root, buildSmall);
    return taken;
}

} // namespace Racer::detail::ObjectNode
