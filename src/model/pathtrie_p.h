// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/path.h>

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <vector>

namespace Racer {

// Items by path, for finding those that a change concerns: at its path, above it, or below it. That costs the path's
// length and the number of items found, however many others there are. Several items may be at one path.
template<typename T>
class PathTrie
{
public:
    using Items = std::vector<T>;

    [[nodiscard]] bool isEmpty() const noexcept { return m_root.items.empty() && m_root.children.empty(); }

    // An item that is at the path already is not added again.
    void add(const Path &path, const T &item)
    {
        Node *node = &m_root;
        for (const Key &segment : path.segments()) {
            auto &child = node->children[segment];
            if (!child)
                child = std::make_unique<Node>(node, segment, m_nextOrder++);
            node = child.get();
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
        while (node->parent && node->items.empty() && node->children.empty()) {
            Node *const parent = node->parent;
            parent->children.erase(Key(node->segment));
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
        Node(Node *above, Key name, quint64 number) : parent(above), segment(std::move(name)), order(number) { }

        Node *parent = nullptr;
        Key segment;
        quint64 order = 0;
        Items items;
        std::unordered_map<Key, std::unique_ptr<Node>> children;
    };

    // The node at the path, if there is one.
    template<typename F>
    const Node *visitAtOrAbove(const Path &path, F &&visit) const
    {
        const Node *node = &m_root;
        visit(*node);
        for (const Key &segment : path.segments()) {
            const auto found = node->children.find(segment);
            if (found == node->children.end())
                return nullptr;
            node = found->second.get();
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
        if (node.children.empty())
            return;
        std::vector<const Node *> children;
        children.reserve(node.children.size());
        for (const auto &[segment, child] : node.children)
            children.push_back(child.get());
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
        const qsizetype left = integerName(a->segment);
        const qsizetype right = integerName(b->segment);
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
