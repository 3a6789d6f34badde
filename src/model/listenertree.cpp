// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "listenertree_p.h"

#include <algorithm>

namespace Racer {

namespace detail {

struct ListenerNode
{
    ListenerNode *parent = nullptr;
    Key name;
    std::unordered_map<Key, std::unique_ptr<ListenerNode>> children;
    std::unique_ptr<ListenerNode> star;
    std::vector<ListenerTree::EntryPointer> deep;  // "**" here
    std::vector<ListenerTree::EntryPointer> exact; // ends here

    [[nodiscard]] bool isEmpty() const noexcept
    { return children.empty() && !star && deep.empty() && exact.empty(); }
};

QStringList ListenerEntry::capturesOf(const Path &path) const
{
    QStringList result;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern.at(i) == QStringView(u"*"))
            result.append(path.at(i).toString());
    }
    if (deep)
        result.append(path.mid(pattern.size()).toString());
    return result;
}

} // namespace detail

using detail::ListenerNode;

ListenerTree::ListenerTree() : m_root(std::make_unique<ListenerNode>()) { }

ListenerTree::~ListenerTree()
{
    clear(m_root.get(), true);
}

void ListenerTree::add(const EntryPointer &entry)
{
    ListenerNode *node = m_root.get();
    for (const Key &segment : entry->pattern.segments()) {
        std::unique_ptr<ListenerNode> &next =
            segment == QStringView(u"*") ? node->star : node->children[segment];
        if (!next) {
            next = std::make_unique<ListenerNode>();
            next->parent = node;
            next->name = segment;
        }
        node = next.get();
    }
    entry->tree = this;
    entry->node = node;
    (entry->deep ? node->deep : node->exact).push_back(entry);
    ++m_count;
}

void ListenerTree::remove(Entry *entry)
{
    Q_ASSERT(entry->tree == this);
    ListenerNode *node = entry->node;
    auto &list = entry->deep ? node->deep : node->exact;
    const auto found = std::find_if(list.begin(), list.end(), [entry](const EntryPointer &e) { return e == entry; });
    const EntryPointer keep = std::move(*found);
    list.erase(found);
    detach(entry);
    prune(node);
}

void ListenerTree::removeBelow(const Path &pattern)
{
    ListenerNode *node = m_root.get();
    for (const Key &segment : pattern.segments()) {
        if (segment == QStringView(u"*")) {
            node = node->star.get();
        } else {
            const auto found = node->children.find(segment);
            node = found == node->children.end() ? nullptr : found->second.get();
        }
        if (!node)
            return;
    }
    clear(node, false);
    prune(node);
}

void ListenerTree::match(const Path &path, Matches &out) const
{
    struct Walk
    {
        const Path &path;
        Matches &out;

        void visit(const ListenerNode *node, qsizetype depth) const
        {
            for (const EntryPointer &entry : node->deep)
                out.append(entry);
            if (depth == path.size()) {
                for (const EntryPointer &entry : node->exact)
                    out.append(entry);
                return;
            }
            if (node->star)
                visit(node->star.get(), depth + 1);
            if (node->children.empty())
                return;
            const auto child = node->children.find(path.at(depth));
            if (child != node->children.end())
                visit(child->second.get(), depth + 1);
        }
    };
    if (m_count)
        Walk{path, out}.visit(m_root.get(), 0);
}

void ListenerTree::detach(Entry *entry)
{
    entry->tree = nullptr;
    entry->node = nullptr;
    QObject::disconnect(entry->ownerGone);
    --m_count;
}

void ListenerTree::clear(ListenerNode *node, bool evenOwned)
{
    for (auto *list : {&node->deep, &node->exact}) {
        std::erase_if(*list, [this, evenOwned](const EntryPointer &entry) {
            if (entry->owned && !evenOwned)
                return false;
            detach(entry.data());
            return true;
        });
    }
    if (node->star) {
        clear(node->star.get(), evenOwned);
        if (node->star->isEmpty())
            node->star.reset();
    }
    std::erase_if(node->children, [this, evenOwned](const auto &child) {
        clear(child.second.get(), evenOwned);
        return child.second->isEmpty();
    });
}

void ListenerTree::prune(ListenerNode *node)
{
    while (node->parent && node->isEmpty()) {
        ListenerNode *parent = node->parent;
        if (parent->star.get() == node)
            parent->star.reset();
        else
            parent->children.erase(Key(node->name));
        node = parent;
    }
}

} // namespace Racer
