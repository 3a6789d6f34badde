// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace Racer {

// A sequence whose elements know their own position: by index, by element and by predicate everything costs O(log n).
// Elements are handles that stay where they are in memory until they are removed. A B+ tree with counts: few cache
// misses per step, and about three words per element beside its payload.
template<typename T>
class RankedSequence
{
    struct Branch;
    struct Leaf;

public:
    class Node
    {
    public:
        T payload;

        // False while it is detached.
        [[nodiscard]] bool isAttached() const noexcept { return m_leaf != nullptr; }

    private:
        friend class RankedSequence;
        explicit Node(T value) : payload(std::move(value)) { }
        Leaf *m_leaf = nullptr;
    };

    // Forward, by elements. Any change of the sequence ends its use.
    class Iterator
    {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Node *;
        using difference_type = qsizetype;
        using pointer = Node *const *;
        using reference = Node *const &;

        Iterator() noexcept = default;
        reference operator*() const noexcept { return m_leaf->nodes[m_index]; }
        Iterator &operator++() noexcept
        {
            if (++m_index == m_leaf->count) {
                m_leaf = m_leaf->next;
                m_index = 0;
            }
            return *this;
        }
        Iterator operator++(int) noexcept { return std::exchange(*this, std::next(*this)); }
        friend bool operator==(const Iterator &, const Iterator &) = default;

    private:
        friend class RankedSequence;
        Iterator(Leaf *leaf, quint32 index) noexcept : m_leaf(leaf), m_index(index) { }
        Leaf *m_leaf = nullptr;
        quint32 m_index = 0;
    };

    RankedSequence() = default;
    ~RankedSequence() { clear(); }
    RankedSequence(RankedSequence &&other) noexcept { swap(other); }
    RankedSequence &operator=(RankedSequence &&other) noexcept
    {
        RankedSequence(std::move(other)).swap(*this);
        return *this;
    }
    RankedSequence(const RankedSequence &) = delete;
    void swap(RankedSequence &other) noexcept
    {
        std::swap(m_root, other.m_root);
        std::swap(m_first, other.m_first);
        std::swap(m_size, other.m_size);
    }

    [[nodiscard]] qsizetype size() const noexcept { return m_size; }
    [[nodiscard]] bool isEmpty() const noexcept { return m_size == 0; }

    [[nodiscard]] Iterator begin() const noexcept { return isEmpty() ? Iterator() : Iterator(m_first, 0); }
    [[nodiscard]] Iterator end() const noexcept { return {}; }
    [[nodiscard]] Iterator iteratorAt(qsizetype index) const noexcept // 0..size
    {
        if (index == m_size)
            return end();
        const auto [leaf, offset] = find(index);
        return Iterator(leaf, offset);
    }

    // The element at an index within 0..size-1.
    [[nodiscard]] Node *at(qsizetype index) const noexcept
    {
        auto [leaf, offset] = find(index);
        return leaf->nodes[offset];
    }
    [[nodiscard]] qsizetype indexOf(const Node *node) const noexcept
    {
        qsizetype index = offsetOf(node);
        for (const Base *child = node->m_leaf; child->parent; child = child->parent) {
            for (quint32 i = 0; child->parent->children[i] != child; ++i)
                index += child->parent->sizes[i];
        }
        return index;
    }
    // The neighbours, or nullptr at the ends.
    [[nodiscard]] Node *next(const Node *node) const noexcept
    {
        const quint32 offset = offsetOf(node) + 1;
        const Leaf *leaf = node->m_leaf;
        if (offset < leaf->count)
            return leaf->nodes[offset];
        return leaf->next ? leaf->next->nodes[0] : nullptr;
    }
    [[nodiscard]] Node *previous(const Node *node) const noexcept
    {
        const quint32 offset = offsetOf(node);
        const Leaf *leaf = node->m_leaf;
        if (offset > 0)
            return leaf->nodes[offset - 1];
        return leaf->previous ? leaf->previous->nodes[leaf->previous->count - 1] : nullptr;
    }

    // The number of leading elements for which isBefore(payload) holds; it must hold for none behind them.
    template<typename F>
    [[nodiscard]] qsizetype partitionPoint(F &&isBefore) const
    {
        if (isEmpty())
            return 0;
        qsizetype index = 0;
        const Base *base = m_root;
        while (!base->isLeaf) {
            const auto *branch = static_cast<const Branch *>(base);
            // The last child whose first element is before; the first child if there is none.
            quint32 low = 1;
            for (quint32 high = branch->count; low < high;) {
                const quint32 middle = (low + high) / 2;
                if (isBefore(std::as_const(firstOf(branch->children[middle])->payload)))
                    low = middle + 1;
                else
                    high = middle;
            }
            for (quint32 i = 0; i + 1 < low; ++i)
                index += branch->sizes[i];
            base = branch->children[low - 1];
        }
        const auto *leaf = static_cast<const Leaf *>(base);
        Node *const *begin = leaf->nodes.data();
        return index + (std::partition_point(begin, begin + leaf->count, [&](const Node *node) {
                            return isBefore(node->payload);
                        }) - begin);
    }

    Node *insert(qsizetype index, T payload)
    {
        auto node = std::unique_ptr<Node>(new Node(std::move(payload)));
        attach(node.get(), index);
        return node.release();
    }
    Node *append(T payload) { return insert(m_size, std::move(payload)); }
    void remove(Node *node)
    {
        detach(node);
        delete node;
    }
    T take(Node *node)
    {
        T payload = std::move(node->payload);
        remove(node);
        return payload;
    }
    void move(Node *node, qsizetype to) // counted after the removal
    {
        detach(node);
        attach(node, to);
    }
    // Takes an element out and keeps it: it must be attached again, to this sequence, or given to dispose().
    void detach(Node *node)
    {
        Leaf *leaf = std::exchange(node->m_leaf, nullptr);
        const auto found = std::find(leaf->nodes.begin(), leaf->nodes.begin() + leaf->count, node);
        std::move(found + 1, leaf->nodes.begin() + leaf->count, found);
        --leaf->count;
        --m_size;
        countUp(leaf, -1);
        shrink(leaf);
    }
    void attach(Node *node, qsizetype index)
    {
        if (!m_root)
            m_root = m_first = new Leaf;
        auto [leaf, offset] = index == m_size ? std::pair{lastLeaf(), lastLeaf()->count} : find(index);
        if (leaf->count == Width) {
            Leaf *const right = split(leaf);
            if (offset > leaf->count) {
                offset -= leaf->count;
                leaf = right;
            }
        }
        const auto place = leaf->nodes.begin() + offset;
        std::move_backward(place, leaf->nodes.begin() + leaf->count, leaf->nodes.begin() + leaf->count + 1);
        *place = node;
        node->m_leaf = leaf;
        ++leaf->count;
        ++m_size;
        countUp(leaf, 1);
    }
    // A detached element for attach(), and the end of one.
    [[nodiscard]] static Node *create(T payload) { return new Node(std::move(payload)); }
    static void dispose(Node *node) { delete node; }

    void clear()
    {
        if (m_root)
            destroy(m_root);
        m_root = nullptr;
        m_first = nullptr;
        m_size = 0;
    }
    // Leaves all elements, without a look at them. They must be given to dispose() or assign() then.
    void forget()
    {
        for (Leaf *leaf = m_first; leaf; leaf = leaf->next)
            leaf->count = 0;
        clear();
    }
    // Detaches all elements, in O(n).
    [[nodiscard]] std::vector<Node *> takeAll()
    {
        std::vector<Node *> nodes(begin(), end());
        for (Node *node : nodes)
            node->m_leaf = nullptr;
        forget();
        return nodes;
    }
    // Replaces everything by these elements that are in no sequence, in O(n).
    void assign(const std::vector<Node *> &nodes)
    {
        clear();
        if (nodes.empty())
            return;
        std::vector<Base *> level;
        Leaf *last = nullptr;
        for (size_t i = 0; i < nodes.size(); i += Filling) {
            auto *leaf = new Leaf;
            leaf->count = quint32(std::min(nodes.size() - i, size_t(Filling)));
            for (quint32 j = 0; j < leaf->count; ++j) {
                leaf->nodes[j] = nodes[i + j];
                leaf->nodes[j]->m_leaf = leaf;
            }
            leaf->previous = last;
            (last ? last->next : m_first) = leaf;
            last = leaf;
            level.push_back(leaf);
        }
        while (level.size() > 1) {
            std::vector<Base *> above;
            for (size_t i = 0; i < level.size(); i += Filling) {
                auto *branch = new Branch;
                for (size_t j = i; j < std::min(level.size(), i + Filling); ++j)
                    addChild(branch, branch->count, level[j], sizeOf(level[j]));
                above.push_back(branch);
            }
            level = std::move(above);
        }
        m_root = level.front();
        m_size = qsizetype(nodes.size());
    }

private:
    static constexpr quint32 Width = 32;
    static constexpr quint32 Filling = 24; // when made at once: leaves room for insertions

    struct Base
    {
        Branch *parent = nullptr;
        quint32 count = 0;
        const bool isLeaf;
        explicit Base(bool leaf) noexcept : isLeaf(leaf) { }
    };
    struct Branch : Base
    {
        std::array<Base *, Width> children;
        std::array<qsizetype, Width> sizes;
        Branch() noexcept : Base(false) { }
    };
    struct Leaf : Base
    {
        std::array<Node *, Width> nodes;
        Leaf *next = nullptr;
        Leaf *previous = nullptr;
        Leaf() noexcept : Base(true) { }
    };

    [[nodiscard]] static quint32 offsetOf(const Node *node) noexcept
    {
        const auto &nodes = node->m_leaf->nodes;
        return quint32(std::find(nodes.begin(), nodes.begin() + node->m_leaf->count, node) - nodes.begin());
    }
    [[nodiscard]] static quint32 offsetOf(const Base *child) noexcept
    {
        const auto &children = child->parent->children;
        return quint32(std::find(children.begin(), children.begin() + child->parent->count, child) - children.begin());
    }
    [[nodiscard]] static const Node *firstOf(const Base *base) noexcept
    {
        while (!base->isLeaf)
            base = static_cast<const Branch *>(base)->children[0];
        return static_cast<const Leaf *>(base)->nodes[0];
    }
    [[nodiscard]] static qsizetype sizeOf(const Leaf *leaf) noexcept { return leaf->count; }
    [[nodiscard]] static qsizetype sizeOf(const Branch *branch) noexcept
    {
        qsizetype sum = 0;
        for (quint32 i = 0; i < branch->count; ++i)
            sum += branch->sizes[i];
        return sum;
    }
    [[nodiscard]] static qsizetype sizeOf(const Base *base) noexcept
    {
        return base->isLeaf ? sizeOf(static_cast<const Leaf *>(base)) : sizeOf(static_cast<const Branch *>(base));
    }
    [[nodiscard]] Leaf *lastLeaf() const noexcept
    {
        Base *base = m_root;
        while (!base->isLeaf)
            base = static_cast<Branch *>(base)->children[base->count - 1];
        return static_cast<Leaf *>(base);
    }
    [[nodiscard]] std::pair<Leaf *, quint32> find(qsizetype index) const noexcept
    {
        Base *base = m_root;
        while (!base->isLeaf) {
            const auto *branch = static_cast<const Branch *>(base);
            quint32 i = 0;
            while (index >= branch->sizes[i])
                index -= branch->sizes[i++];
            base = branch->children[i];
        }
        return {static_cast<Leaf *>(base), quint32(index)};
    }
    static void countUp(const Base *base, qsizetype by) noexcept
    {
        for (; base->parent; base = base->parent)
            base->parent->sizes[offsetOf(base)] += by;
    }
    static void addChild(Branch *branch, quint32 at, Base *child, qsizetype size)
    {
        const quint32 count = branch->count++;
        std::move_backward(branch->children.begin() + at, branch->children.begin() + count,
                           branch->children.begin() + count + 1);
        std::move_backward(branch->sizes.begin() + at, branch->sizes.begin() + count,
                           branch->sizes.begin() + count + 1);
        branch->children[at] = child;
        branch->sizes[at] = size;
        child->parent = branch;
    }
    static void dropChild(Branch *branch, quint32 at)
    {
        std::move(branch->children.begin() + at + 1, branch->children.begin() + branch->count,
                  branch->children.begin() + at);
        std::move(branch->sizes.begin() + at + 1, branch->sizes.begin() + branch->count, branch->sizes.begin() + at);
        --branch->count;
    }

    // Moves the second half into a new neighbour, which is returned.
    Leaf *split(Leaf *leaf)
    {
        auto *right = new Leaf;
        right->count = leaf->count / 2;
        leaf->count -= right->count;
        std::copy_n(leaf->nodes.begin() + leaf->count, right->count, right->nodes.begin());
        for (quint32 i = 0; i < right->count; ++i)
            right->nodes[i]->m_leaf = right;
        right->previous = leaf;
        right->next = leaf->next;
        if (leaf->next)
            leaf->next->previous = right;
        leaf->next = right;
        addBeside(leaf, right);
        return right;
    }
    template<typename B>
    void addBeside(B *left, B *right)
    {
        if (!left->parent) {
            auto *root = new Branch;
            addChild(root, 0, left, sizeOf(left));
            addChild(root, 1, right, sizeOf(right));
            m_root = root;
            return;
        }
        if (left->parent->count == Width) {
            Branch *const full = left->parent;
            auto *half = new Branch;
            const quint32 kept = Width / 2;
            for (quint32 i = kept; i < Width; ++i)
                addChild(half, half->count, full->children[i], full->sizes[i]);
            full->count = kept;
            addBeside(full, half);
        }
        Branch *const parent = left->parent;
        const quint32 at = offsetOf(left);
        parent->sizes[at] = sizeOf(left);
        addChild(parent, at + 1, right, sizeOf(right));
    }

    // Joins what has become small with a neighbour, so that depth and memory follow the size.
    void shrink(Base *base)
    {
        Branch *const parent = base->parent;
        if (!parent) {
            while (!m_root->isLeaf && m_root->count == 1) {
                auto *const old = static_cast<Branch *>(m_root);
                m_root = old->children[0];
                m_root->parent = nullptr;
                delete old;
            }
            return;
        }
        if (base->count > Width / 4)
            return;
        const quint32 at = offsetOf(base);
        if (at + 1 < parent->count && base->count + parent->children[at + 1]->count <= Filling)
            join(at, parent);
        else if (at > 0 && base->count + parent->children[at - 1]->count <= Filling)
            join(at - 1, parent);
        else if (base->count == 0) // it never stays, so that every child has a first element
            drop(at, parent);
        else
            return;
        shrink(parent);
    }
    // Takes the right neighbour's content into the child.
    void join(quint32 at, Branch *parent)
    {
        Base *const left = parent->children[at];
        Base *const right = parent->children[at + 1];
        parent->sizes[at] += parent->sizes[at + 1];
        dropChild(parent, at + 1);
        if (!left->isLeaf) {
            auto *into = static_cast<Branch *>(left);
            auto *from = static_cast<Branch *>(right);
            for (quint32 i = 0; i < from->count; ++i)
                addChild(into, into->count, from->children[i], from->sizes[i]);
            delete from;
            return;
        }
        auto *into = static_cast<Leaf *>(left);
        auto *from = static_cast<Leaf *>(right);
        for (quint32 i = 0; i < from->count; ++i) {
            into->nodes[into->count++] = from->nodes[i];
            from->nodes[i]->m_leaf = into;
        }
        into->next = from->next;
        if (from->next)
            from->next->previous = into;
        delete from;
    }
    void drop(quint32 at, Branch *parent)
    {
        Base *const child = parent->children[at];
        dropChild(parent, at);
        if (!child->isLeaf) {
            delete static_cast<Branch *>(child);
            return;
        }
        auto *leaf = static_cast<Leaf *>(child);
        (leaf->previous ? leaf->previous->next : m_first) = leaf->next;
        if (leaf->next)
            leaf->next->previous = leaf->previous;
        delete leaf;
    }
    static void destroy(Base *base)
    {
        if (base->isLeaf) {
            auto *leaf = static_cast<Leaf *>(base);
            for (quint32 i = 0; i < leaf->count; ++i)
                delete leaf->nodes[i];
            delete leaf;
            return;
        }
        auto *branch = static_cast<Branch *>(base);
        for (quint32 i = 0; i < branch->count; ++i)
            destroy(branch->children[i]);
        delete branch;
    }

    Base *m_root = nullptr;
    Leaf *m_first = nullptr;
    qsizetype m_size = 0;
};

} // namespace Racer
