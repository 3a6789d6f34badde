// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "object_p.h"

namespace Racer::detail {

Node *createNode(NodeKind kind, size_t bytes)
{
    void *memory = std::malloc(bytes);
    Q_CHECK_PTR(memory);
    return new (memory) Node{{1}, kind, 0, 0, 0, 0};
}

namespace {

// The nodes still to be destroyed, linked through memory that they no longer need. A loop instead of recursion:
// documents may be nested deeper than the stack is.
class Doomed
{
public:
    void add(Node *node) noexcept
    {
        std::memcpy(linkOf(node), &m_first, sizeof(void *));
        m_first = node;
    }
    Node *take() noexcept
    {
        Node *node = m_first;
        if (node)
            std::memcpy(&m_first, linkOf(node), sizeof(void *));
        return node;
    }
    void release(Node *node) noexcept
    {
        if (isUnshared(node) || node->ref.fetch_sub(1, std::memory_order_acq_rel) == 1)
            add(node);
    }
    void release(Value &value) noexcept
    {
        if (!value.isContainer())
            value.~Value();
        else if (Node *node = Access::node(value))
            release(node);
    }
    void release(Member &member) noexcept
    {
        member.key.~Key();
        release(member.value);
    }
    template<typename T>
    void releaseItems(Node *leaf) noexcept
    {
        for (T *item = leaf->items<T>(), *end = item + leaf->count; item != end; ++item)
            release(*item);
    }

private:
    static void *linkOf(Node *node) noexcept { return &node->size; }
    static_assert(sizeof(Node::size) + sizeof(Node::capacity) >= sizeof(void *));

    Node *m_first = nullptr;
};

} // namespace

void destroyNode(Node *root) noexcept
{
    Doomed doomed;
    doomed.add(root);
    while (Node *node = doomed.take()) {
        switch (node->kind) {
        case NodeKind::ArrayLeaf:
            doomed.releaseItems<Value>(node);
            break;
        case NodeKind::ObjectLeaf:
            doomed.releaseItems<Member>(node);
            break;
        case NodeKind::ArrayInner:
        case NodeKind::ObjectInner:
            for (quint32 i = 0; i < node->count; ++i)
                doomed.release(asInner(node)->children[i]);
            break;
        case NodeKind::LargeObject:
            KeyIndex::release(asLarge(node)->index);
            if (Node *sequence = asLarge(node)->sequence)
                doomed.release(sequence);
            break;
        }
        std::free(static_cast<void *>(node));
    }
}

const Node *findLeaf(const Node *root, quint32 &index) noexcept
{
    while (!root->isLeaf()) {
        const InnerNode *inner = asInner(root);
        quint32 i = 0;
        while (index >= inner->sizes[i])
            index -= inner->sizes[i++];
        root = inner->children[i];
    }
    return root;
}

const Node *sequenceOf(const Node *largeObject) noexcept
{
    return asLarge(largeObject)->sequence;
}

} // namespace Racer::detail
