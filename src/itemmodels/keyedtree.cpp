// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "keyedtree_p.h"

#include <algorithm>

namespace Racer {

namespace {

Key keyFrom(const Value &value)
{
    return value.isString() ? value.toKey() : value.isNumber() ? Key(value.toDisplayString()) : Key();
}

} // namespace

KeyedTree::KeyedTree(TreeModel *model, TreeContent &content, const TreeShape &shape, const Model &source,
                     const Path &parentPath, const Key &collection)
    : TreeRows(model, content, shape, source, collection), m_parentPath(parentPath)
{
    root()->branch = std::make_unique<TreeBranch>();
    root()->branch->isOpen = true;
}

KeyedTree::~KeyedTree()
{
    clear();
}

void KeyedTree::clear()
{
    if (m_items) {
        for (const Rows::Node *row : m_items->items())
            delete keyed(row->payload);
    }
    m_items.reset();
    root()->branch->shown.clear();
    m_heads.clear();
    m_duplicates.clear();
    qDeleteAll(m_families);
    m_families.clear();
    m_affected.clear();
}

Key KeyedTree::keyFor(const Value &item, const Key &name) const
{
    return name.isEmpty() ? idOf(item) : name;
}

Key KeyedTree::parentKeyOf(const Value &item) const
{
    return keyFrom(lookup(item, m_parentPath));
}

Key KeyedTree::keyOf(const TreeNode *node) const
{
    return keyFor(node->item, node->name);
}

Path KeyedTree::pathOf(const TreeNode *node) const
{
    if (m_items->kind() == ItemContainer::Kind::Ids)
        return Path({m_collection, node->name});
    if (m_items->kind() == ItemContainer::Kind::Object)
        return m_source.segments() / node->name;
    const qsizetype index = m_items->currentIndex(node);
    return index < 0 ? Path() : m_source.segments() / Key::fromIndex(index);
}

qsizetype KeyedTree::sourceIndex(const TreeNode *node) const
{
    return m_items->items().indexOf(node->source);
}

KeyedFamily *KeyedTree::familyOf(TreeNode *node)
{
    if (node == root())
        return nullptr;
    KeyedFamily *const family = m_families.value(keyed(node)->key);
    return family && family->head == node ? family : nullptr;
}

TreeNode *KeyedTree::parentOf(KeyedNode *node)
{
    return node->cycle || !node->family || !node->family->head ? root() : node->family->head;
}

qsizetype KeyedTree::depthOf(KeyedNode *node)
{
    qsizetype depth = 0;
    for (TreeNode *above = parentOf(node); above != root(); above = parentOf(keyed(above)))
        ++depth;
    return depth;
}

KeyedNode *KeyedTree::create(const Key &name, const Value &item)
{
    auto *const node = new KeyedNode;
    node->name = name;
    node->key = keyFor(item, name);
    assign(node, item, node->key);
    return node;
}

void KeyedTree::load()
{
    clear();
    ItemContainer::Document document;
    if (!m_collection.isEmpty())
        document = [this](const Key &id) { return m_source.getDoc(m_collection, id); };
    m_items = std::make_unique<ItemContainer>(std::move(document));
    std::vector<Rows::Node *> handles;
    const Value value = m_source.get();
    handles.reserve(size_t(value.size()));
    m_items->load(value, [&](const Key &name, const Value &item) {
        KeyedNode *const node = create(name, item);
        node->source = Rows::create(node);
        handles.push_back(node->source);
    });
    m_items->items().assign(handles);
    m_heads.reserve(qsizetype(handles.size()));
    for (const Rows::Node *row : handles) {
        KeyedNode *const node = keyed(row->payload);
        node->isNew = false;
        if (node->key.isEmpty())
            continue;
        KeyedNode *&head = m_heads[node->key];
        if (head)
            m_duplicates.insert(node->key, node);
        else
            head = node;
    }
    for (const Rows::Node *row : handles)
        join(keyed(row->payload));
    findCycles();
    std::vector<Rows::Node *> top;
    for (KeyedNode *const node : m_affected) {
        node->isAffected = false;
        node->parent = parentOf(node);
        if (node->parent == root() && !shape().matches) {
            node->shown = Rows::create(node);
            top.push_back(node->shown);
        }
    }
    m_affected.clear();
    root()->branch->shown.assign(top);
    if (!shape().isPlain())
        reshape();
}

bool KeyedTree::hasChildren(TreeNode *node)
{
    if (node->branch)
        return !node->branch->shown.isEmpty();
    const KeyedFamily *const family = familyOf(node);
    return family && std::any_of(family->members.begin(), family->members.end(),
                                 [node](const KeyedNode *member) { return member->parent == node; });
}

qsizetype KeyedTree::count(TreeNode *node)
{
    if (!node->branch && hasChildren(node))
        materialize(node);
    if (!node->branch)
        return 0;
    if (!node->branch->shown.isEmpty())
        node->branch->isOpen = true;
    return node->branch->shown.size();
}

TreeNode *KeyedTree::find(const Key &key)
{
    KeyedNode *const node = m_heads.value(key);
    if (!node)
        return nullptr;
    std::vector<TreeNode *> above;
    for (TreeNode *parent = node->parent; parent; parent = parent->parent)
        above.push_back(parent);
    for (; !above.empty(); above.pop_back()) {
        if (count(above.back()) == 0)
            return nullptr;
    }
    return node->shown ? node : nullptr;
}

void KeyedTree::note(const Event &event, qsizetype depth)
{
    if (depth == 0)
        m_items->noteElements(event, m_source.get());
    else
        m_items->noteItem(event.path.at(event.path.size() - depth), m_source.get());
}

void KeyedTree::noteDocument(const Event &event)
{
    if (event.path.size() < 2)
        noteAll();
    else
        m_items->noteDocument(event.path.at(1));
}

void KeyedTree::noteAll()
{
    m_items->noteAll();
}

TreeNode *KeyedTree::findDocument(const Key &id)
{
    return m_items->find(id);
}

// The relation of items to their parents

void KeyedTree::affect(KeyedNode *node)
{
    if (std::exchange(node->isAffected, true))
        return;
    m_affected.push_back(node);
}

void KeyedTree::join(KeyedNode *node)
{
    affect(node);
    const Key parentKey = parentKeyOf(node->item);
    if (parentKey.isEmpty())
        return;
    KeyedFamily *&family = m_families[parentKey];
    if (!family)
        family = new KeyedFamily{parentKey, m_heads.value(parentKey), {}};
    node->family = family;
    node->familyIndex = family->members.size();
    family->members.push_back(node);
}

void KeyedTree::leave(KeyedNode *node)
{
    affect(node);
    dissolve(node);
    KeyedFamily *const family = std::exchange(node->family, nullptr);
    if (!family)
        return;
    KeyedNode *const last = family->members.back();
    family->members[node->familyIndex] = last;
    last->familyIndex = node->familyIndex;
    family->members.pop_back();
    if (family->members.empty()) {
        m_families.remove(family->key);
        delete family;
    }
}

// Who is in a cycle with the node is not any more, until one is found again.
void KeyedTree::dissolve(KeyedNode *node)
{
    const auto cycle = node->cycle;
    if (!cycle)
        return;
    for (KeyedNode *const member : *cycle) {
        member->cycle.reset();
        affect(member);
    }
}

void KeyedTree::setHead(KeyedFamily *family, KeyedNode *head)
{
    if (!family || family->head == head)
        return;
    if (KeyedNode *const old = family->head; old && !old->isGone && !old->branch && hasChildren(old) && isKnown(old)) {
        materialize(old); // views know that it has rows: they have to go one by one
        old->branch->isOpen = true;
    }
    family->head = head;
    for (KeyedNode *const member : family->members) {
        affect(member);
        dissolve(member);
    }
}

// The first in the source's order, of those that stay.
void KeyedTree::chooseHead(const Key &key)
{
    const QList<KeyedNode *> others = m_duplicates.values(key);
    KeyedNode *const known = m_heads.value(key);
    KeyedNode *head = known;
    for (KeyedNode *const other : others) {
        if (!head || sourceIndex(other) < sourceIndex(head))
            head = other;
    }
    if (head != known) {
        m_duplicates.remove(key, head);
        if (known)
            m_duplicates.insert(key, known);
        m_heads.insert(key, head);
    }
    setHead(m_families.value(key), head);
}

void KeyedTree::link(KeyedNode *node)
{
    if (!node->key.isEmpty()) {
        if (m_heads.contains(node->key))
            m_duplicates.insert(node->key, node);
        else
            m_heads.insert(node->key, node);
        chooseHead(node->key);
    }
    join(node);
}

void KeyedTree::unlink(KeyedNode *node)
{
    makeKnown(node);
    leave(node);
    if (node->key.isEmpty())
        return;
    if (m_heads.value(node->key) != node) {
        m_duplicates.remove(node->key, node);
        return;
    }
    m_heads.remove(node->key);
    chooseHead(node->key);
}

// From every item that may have got another ancestor. What was walked once in a search is not walked again.
void KeyedTree::findCycles()
{
    const quint32 first = m_walk + 1;
    Nodes path;
    for (size_t i = 0; i < m_affected.size(); ++i) {
        ++m_walk;
        path.clear();
        KeyedNode *node = m_affected[i];
        for (; node && !node->cycle && node->walk < first; node = node->family ? node->family->head : nullptr) {
            node->walk = m_walk;
            path.push_back(node);
        }
        if (!node || node->cycle || node->walk != m_walk)
            continue;
        const auto begin = std::find(path.begin(), path.end(), node);
        const auto cycle = std::make_shared<Nodes>(begin, path.end());
        for (KeyedNode *const member : *cycle) {
            member->cycle = cycle;
            affect(member);
        }
    }
}

} // namespace Racer
