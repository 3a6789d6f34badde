// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "listenertree_p.h"

#include "childnodes_p.h"

#include <algorithm>

namespace Racer {

namespace detail {

struct ListenerNode
{
    ListenerNode *parent = nullptr;
    Key name;
    ChildNodes<ListenerNode> children;
    std::unique_ptr<ListenerNode> star;
    std::vector<ListenerTree::EntryPointer> deep;  // "**" here
    std::vector<ListenerTree::EntryPointer> exact; // ends here

    [[nodiscard]] bool isEmpty() const noexcept
    { return children.isEmpty() && !star && deep.empty() && exact.empty(); }
};

QStringList ListenerEntry::capturesOf(const Path &path) const
{
    QStringList result;
    for (qsizetype i = 0; i < std::min(pattern.size(), path.size()); ++i) {
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
        const bool isStar = segment == QStringView(u"*");
        ListenerNode *next = isStar ? node->star.get() : node->children.find(segment);
        if (!next) {
            auto created = std::make_unique<ListenerNode>();
            next = created.get();
            next->parent = node;
            next->name = segment;
            if (isStar)
                node->star = std::move(created);
            else
                node->children.add(std::move(created));
        }
        node = next;
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

ListenerNode *ListenerTree::find(const Path &pattern) const
{
    ListenerNode *node = m_root.get();
    for (qsizetype i = 0; node && i < pattern.size(); ++i) {
        const Key &segment = pattern.at(i);
        node = segment == QStringView(u"*") ? node->star.get() : node->children.find(segment);
    }
    return node;
}

void ListenerTree::removeBelow(const Path &pattern)
{
    if (ListenerNode *node = find(pattern)) {
        clear(node, false);
        prune(node);
    }
}

void ListenerTree::keptBelow(const Path &pattern, Matches &out) const
{
    const auto visit = [&out](const auto &self, const ListenerNode *node) -> void {
        for (const auto *list : {&node->deep, &node->exact}) {
            for (const EntryPointer &entry : *list) {
                if (entry->kept)
                    out.append(entry);
            }
        }
        if (node->star)
            self(self, node->star.get());
        node->children.forEach([&](const ListenerNode *child) { self(self, child); });
    };
    if (const ListenerNode *node = m_count ? find(pattern) : nullptr)
        visit(visit, node);
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
            if (const ListenerNode *child = node->children.find(path.at(depth)))
                visit(child, depth + 1);
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

void ListenerTree::clear(ListenerNode *node, bool evenKept)
{
    for (auto *list : {&node->deep, &node->exact}) {
        std::erase_if(*list, [this, evenKept](const EntryPointer &entry) {
            if (entry->kept && !evenKept)
                return false;
            detach(entry.data());
            return true;
        });
    }
    if (node->star) {
        clear(node->star.get(), evenKept);
        if (node->star->isEmpty())
            node->star.reset();
    }
    std::vector<Key> emptied;
    node->children.forEach([&](ListenerNode *child) {
        clear(child, evenKept);
        if (child->isEmpty())
            emptied.push_back(child->name);
    });
    for (const Key &name : emptied)
        node->children.remove(name);
}

void ListenerTree::prune(ListenerNode *node)
{
    while (node->parent && node->isEmpty()) {
        ListenerNode *parent = node->parent;
        if (parent->star.get() == node)
            parent->star.reset();
        else
            parent->children.remove(Key(node->name));
        node = parent;
    }
}

} // namespace Racer
