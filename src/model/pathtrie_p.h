// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "childnodes_p.h"

#include <Racer/path.h>

namespace Racer {

// Items by path, for finding those that a change concerns: at its path, above it, or below it. That costs the path's
// length and the number of items found, however many others there are. Several items may be at one path.
template<typename T>
class PathTrie
{
public:
    using Items = std::vector<T>;

    [[nodiscard]] bool isEmpty() const noexcept { return m_root.items.empty() && m_root.children.isEmpty(); }

    // An item that is at the path already is not added again.
    void add(const Path &path, const T &item)
    {
        Node *node = &m_root;
        for (const Key &segment : path.segments()) {
            Node *child = node->children.find(segment);
            if (!child) {
                auto added = std::make_unique<Node>(node, segment, m_nextOrder++);
                child = added.get();
                node->children.add(std::move(added));
            }
            node = child;
        }
        if (std::find(node->items.begin(), node->items.end(), item) == node->items.end())
            node->items.push_back(item);
    }

    void remove(const Path &path, const T &item)
    {
        Node *node = const_cast<Node *>(find(path));
        if (!node)
            return;
        std::erase(node->items, item);
        while (node->parent && node->items.empty() && node->children.isEmpty()) {
            Node *const parent = node->parent;
            parent->children.remove(Key(node->name));
            node = parent;
        }
    }

    [[nodiscard]] const Items &at(const Path &path) const
    {
        static const Items none;
        const Node *const node = find(path);
        return node ? node->items : none;
    }

    // Those above the path, from the root on, and at it.
    template<typename Out>
    void findAtOrAbove(const Path &path, Out &out) const
    {
        visitAtOrAbove(path, [&out](const Node &node) { append(node, out); });
    }

    // Those above the path and at it, then those below it as Racer finds them: integer names first.
    template<typename Out>
    void findAffected(const Path &path, Out &out) const
    {
        if (const Node *const node = visitAtOrAbove(path, [&out](const Node &each) { append(each, out); }))
            appendBelow(*node, out);
    }

    template<typename Out>
    void findBelow(const Path &path, Out &out) const
    {
        if (const Node *const node = find(path))
            appendBelow(*node, out);
    }

    template<typename Out>
    void findAtOrBelow(const Path &path, Out &out) const
    {
        if (const Node *const node = find(path)) {
            append(*node, out);
            appendBelow(*node, out);
        }
    }

private:
    struct Node
    {
        Node() = default;
        Node(Node *above, Key segment, quint64 number) : parent(above), name(std::move(segment)), order(number) { }

        Node *parent = nullptr;
        Key name;
        quint64 order = 0;
        Items items;
        ChildNodes<Node> children;
    };

    // The node at the path, if there is one.
    template<typename F>
    const Node *visitAtOrAbove(const Path &path, F &&visit) const
    {
        const Node *node = &m_root;
        visit(*node);
        for (const Key &segment : path.segments()) {
            node = node->children.find(segment);
            if (!node)
                return nullptr;
            visit(*node);
        }
        return node;
    }

    [[nodiscard]] const Node *find(const Path &path) const
    {
        return visitAtOrAbove(path, [](const Node &) { });
    }

    template<typename Out>
    static void append(const Node &node, Out &out)
    {
        for (const T &item : node.items)
            out.push_back(item);
    }

    template<typename Out>
    static void appendBelow(const Node &node, Out &out)
    {
        if (node.children.isEmpty())
            return;
        std::vector<const Node *> children;
        children.reserve(node.children.count());
        node.children.forEach([&](const Node *child) { children.push_back(child); });
        if (children.size() > 1)
            std::sort(children.begin(), children.end(), comesBefore);
        for (const Node *child : children) {
            append(*child, out);
            appendBelow(*child, out);
        }
    }

    // The order of a JavaScript object's members.
    static bool comesBefore(const Node *a, const Node *b)
    {
        const qsizetype left = integerName(a->name);
        const qsizetype right = integerName(b->name);
        if (left >= 0 && right >= 0)
            return left < right;
        return left >= 0 || (right < 0 && a->order < b->order);
    }

    static qsizetype integerName(const Key &segment)
    {
        const bool canonical = segment.isIndex() && (segment.size() == 1 || segment.view().front() != u'0');
        return canonical ? segment.toIndex() : -1;
    }

    Node m_root;
    quint64 m_nextOrder = 0;
};

} // namespace Racer
