// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "nestedtree_p.h"

namespace Racer {

NestedTree::NestedTree(TreeModel *model, TreeContent &content, const TreeShape &shape, const Model &source,
                       const Path &childrenPath, const Key &collection)
    : TreeRows(model, content, shape, source, collection), m_childrenPath(childrenPath)
{
}

NestedTree::~NestedTree()
{
    close(root());
}

Value NestedTree::childrenOf(const Value &item) const
{
    const Value children = lookup(item, m_childrenPath);
    return children.isContainer() ? children : Value();
}

bool NestedTree::matches(const Value &item, const Key &name) const
{
    return !shape().matches || shape().matches(item, name.isEmpty() ? idOf(item) : name);
}

// Whether an item of these, or one below them, is shown.
bool NestedTree::matchesBelow(const Value &children) const
{
    const auto isShown = [this](const Value &item, const Key &name) {
        return matches(item, name) || matchesBelow(childrenOf(item));
    };
    if (!shape().matches)
        return !children.isEmpty();
    for (const Value &element : children.elements()) {
        if (isShown(element, Key()))
            return true;
    }
    for (const auto &[key, member] : children.members()) {
        if (isShown(member, key))
            return true;
    }
    return false;
}

bool NestedTree::showsChildren(const Value &item) const
{
    return matchesBelow(childrenOf(item));
}

bool NestedTree::hasChildren(TreeNode *node)
{
    return node->branch ? !node->branch->shown.isEmpty() : showsChildren(node->item);
}

// An item without children needs no branch: its first ones are told to everybody.
qsizetype NestedTree::count(TreeNode *node)
{
    if (!node->branch) {
        const Value children = childrenOf(node->item);
        if (children.isEmpty())
            return 0;
        open(node, children);
    }
    return node->branch->shown.size();
}

Key NestedTree::keyOf(const TreeNode *node) const
{
    return node->name.isEmpty() ? idOf(node->item) : node->name;
}

Path NestedTree::pathOf(const TreeNode *node) const
{
    const ItemContainer &items = *node->parent->branch->items;
    if (items.kind() == ItemContainer::Kind::Ids)
        return Path({m_collection, node->name});
    Key name = node->name;
    if (items.kind() == ItemContainer::Kind::Array) {
        const qsizetype index = items.currentIndex(node);
        if (index < 0)
            return {};
        name = Key::fromIndex(index);
    }
    if (!node->parent->parent)
        return m_source.segments() / name;
    const Path parent = pathOf(node->parent);
    return parent.isRoot() ? Path() : parent / m_childrenPath / name;
}

qsizetype NestedTree::sourceIndex(const TreeNode *node) const
{
    const ItemContainer &items = *node->parent->branch->items;
    return items.items().indexOf(items.handle(node));
}

bool NestedTree::hasKeyBelow(const Value &item, const Key &key) const
{
    const Value children = childrenOf(item);
    for (const Value &element : children.elements()) {
        if (idOf(element) == key || hasKeyBelow(element, key))
            return true;
    }
    for (const auto &[name, member] : children.members()) {
        if (name == key || hasKeyBelow(member, key))
            return true;
    }
    return false;
}

// Asks for children only where the key is among them.
TreeNode *NestedTree::findBelow(TreeNode *node, const Key &key)
{
    const qsizetype size = count(node);
    if (size == 0)
        return nullptr;
    const Rows &rows = node->branch->shown;
    for (const Rows::Node *row : rows) {
        if (keyOf(row->payload) == key)
            return row->payload;
    }
    for (const Rows::Node *row : rows) {
        TreeNode *const child = row->payload;
        if (!child->branch && !hasKeyBelow(child->item, key))
            continue;
        if (TreeNode *const found = findBelow(child, key))
            return found;
    }
    return nullptr;
}

TreeNode *NestedTree::find(const Key &key)
{
    return findBelow(root(), key);
}

TreeNode *NestedTree::create(const Key &name, const Value &item)
{
    auto *const node = new TreeNode;
    node->name = name;
    assign(node, item, name.isEmpty() ? idOf(item) : name);
    return node;
}

void NestedTree::open(TreeNode *node, const Value &children)
{
    node->branch = std::make_unique<TreeBranch>();
    TreeBranch &branch = *node->branch;
    branch.isOpen = true;
    ItemContainer::Document document;
    if (node == root() && !m_collection.isEmpty())
        document = [this](const Key &id) { return m_source.getDoc(m_collection, id); };
    branch.items = std::make_unique<ItemContainer>(std::move(document));
    std::vector<TreeNode *> nodes;
    nodes.reserve(size_t(children.size()));
    branch.items->load(children, [&](const Key &name, const Value &item) { nodes.push_back(create(name, item)); });
    fill(node, nodes);
}

void NestedTree::fill(TreeNode *node, const std::vector<TreeNode *> &children)
{
    TreeBranch &branch = *node->branch;
    std::vector<Rows::Node *> handles(children.size());
    for (size_t i = 0; i < children.size(); ++i) {
        children[i]->parent = node;
        handles[i] = Rows::create(children[i]);
    }
    if (shape().isPlain()) {
        for (size_t i = 0; i < children.size(); ++i)
            children[i]->shown = handles[i];
        branch.shown.assign(handles);
        branch.items->shareItems(&branch.shown);
        return;
    }
    for (size_t i = 0; i < children.size(); ++i)
        children[i]->source = handles[i];
    branch.items->items().assign(handles);
    std::vector<TreeNode *> shown;
    for (TreeNode *const child : children) {
        if (isVisible(child))
            shown.push_back(child);
    }
    sortByOrder(shown);
    handles.clear();
    for (TreeNode *const child : shown) {
        child->shown = Rows::create(child);
        handles.push_back(child->shown);
    }
    branch.shown.assign(handles);
}

void NestedTree::close(TreeNode *node)
{
    if (!node->branch)
        return;
    for (const Rows::Node *row : node->branch->items->items())
        destroy(row->payload);
    node->branch.reset();
}

void NestedTree::destroy(TreeNode *node)
{
    close(node);
    delete node;
}

bool NestedTree::isVisible(TreeNode *node)
{
    return node->matches || (node->branch ? !node->branch->shown.isEmpty() : showsChildren(node->item));
}

void NestedTree::load()
{
    close(root());
    const Value value = m_source.get();
    open(root(), value.isContainer() ? value : Value());
}

void NestedTree::noteAll()
{
    root()->branch->items->noteAll();
}

void NestedTree::note(const Event &event, qsizetype depth)
{
    noteBelow(root(), event, event.path.size() - depth, m_source.get());
}

// "depth": how many segments of the event's path lead to the container of the node's children.
void NestedTree::noteBelow(TreeNode *node, const Event &event, qsizetype depth, const Value &now)
{
    ItemContainer &items = *node->branch->items;
    if (event.path.size() == depth)
        return items.noteElements(event, now);
    const Key &name = event.path.at(depth);
    TreeNode *const child = items.noteItem(name, now);
    if (child)
        noteInItem(child, event, depth + 1, now.isArray() ? now.at(name.toIndex()) : now.value(name));
}

void NestedTree::noteInItem(TreeNode *node, const Event &event, qsizetype depth, const Value &now)
{
    if (!node->branch)
        return;
    const qsizetype common = std::min(m_childrenPath.size(), event.path.size() - depth);
    for (qsizetype i = 0; i < common; ++i) {
        if (!(event.path.at(depth + i) == m_childrenPath.at(i)))
            return;
    }
    // An event at a list that is the children's container, or holds it, says what it says; above it all may differ.
    if (common < m_childrenPath.size())
        return node->branch->items->noteAll();
    noteBelow(node, event, depth + common, childrenOf(now));
}

void NestedTree::noteDocument(const Event &event)
{
    if (event.path.size() < 2)
        return noteAll();
    ItemContainer &items = *root()->branch->items;
    TreeNode *const node = items.noteDocument(event.path.at(1));
    if (node)
        noteInItem(node, event, 2, m_source.getDoc(m_collection, node->name));
}

void NestedTree::update()
{
    sync(root(), m_source.get(), false);
}

void NestedTree::sync(TreeNode *node, const Value &now, bool all)
{
    ItemContainer &items = *node->branch->items;
    const bool deep = all || items.isAllDirty();
    if (!deep && !items.isDirty())
        return;
    if (deep && now.isSame(items.value()) && items.kind() != ItemContainer::Kind::Ids)
        return items.settle();
    ItemChanges changes = items.take(now, deep);
    for (const ItemChanges::NewItem &added : changes.inserted)
        m_content.roles.discover(added.item);
    if (items.sharesItems())
        applyPlain(node, changes);
    else
        applyShaped(node, changes);
    for (const ItemChanges::Changed &changed : changes.changed)
        syncChild(changed.node, changed.item, deep);
    for (ItemChanges::Changed &changed : changes.changed) {
        const Value before = changed.node->item;
        assign(changed.node, changed.item, changed.node->name.isEmpty() ? idOf(changed.item) : changed.node->name);
        if (!shape().isPlain())
            placeChanged(changed.node);
        noteChange(changed.node, before);
    }
    tellChanges();
}

void NestedTree::syncChild(TreeNode *child, const Value &item, bool all)
{
    if (child->branch)
        return sync(child, childrenOf(item), all);
    if (!child->shown)
        return;
    // Views that have not asked for the children know only whether there are any.
    if (const bool had = showsChildren(child->item); had != showsChildren(item)) {
        open(child, childrenOf(child->item));
        sync(child, childrenOf(item), true);
    }
}

void NestedTree::placeChanged(TreeNode *child)
{
    const bool visible = isVisible(child);
    if (visible && child->shown) {
        reposition(child);
    } else if (visible) {
        insert(child->parent, placeFor(child, child->parent), std::span(&child, 1));
    } else if (child->shown) {
        remove(std::span(&child, 1));
        close(child); // its children are looked at again when views can reach them
    }
}

void NestedTree::applyPlain(TreeNode *node, ItemChanges &changes)
{
    Rows &rows = node->branch->shown;
    ItemContainer &items = *node->branch->items;
    std::vector<TreeNode *> firsts; // of the blocks that stay
    for (const RowBlocks::Block &block : changes.blocks) {
        if (!block.isNew())
            firsts.push_back(rows.at(block.before)->payload);
    }
    for (size_t i = changes.gone.size(); i-- > 0;) {
        std::vector<TreeNode *> gone;
        for (qsizetype row = changes.gone[i].first; row < changes.gone[i].first + changes.gone[i].count; ++row)
            gone.push_back(rows.at(row)->payload);
        remove(node, changes.gone[i].first, changes.gone[i].count);
        for (TreeNode *const child : gone) {
            items.removed(child);
            destroy(child);
        }
    }
    if (changes.movedBlocks <= MaxMoves) {
        moveBlocks(node, changes.blocks, firsts);
    } else {
        std::vector<TreeNode *> order;
        order.reserve(size_t(rows.size()));
        size_t index = 0;
        for (const RowBlocks::Block &block : changes.blocks) {
            const Rows::Node *row = block.isNew() ? nullptr : firsts[index++]->shown;
            for (qsizetype i = 0; row && i < block.count; ++i, row = rows.next(row))
                order.push_back(row->payload);
        }
        reorder(node, order);
    }
    qsizetype at = 0;
    auto added = changes.inserted.begin();
    std::vector<TreeNode *> nodes;
    for (const RowBlocks::Block &block : changes.blocks) {
        if (block.isNew()) {
            nodes.clear();
            for (qsizetype i = 0; i < block.count; ++i, ++added)
                nodes.push_back(create(added->name, added->item));
            insert(node, at, nodes);
            for (TreeNode *const child : nodes)
                items.added(child);
        }
        at += block.count;
    }
}

void NestedTree::applyShaped(TreeNode *node, ItemChanges &changes)
{
    ItemContainer &items = *node->branch->items;
    Rows &source = items.items();
    std::vector<TreeNode *> gone;
    for (const RowBlocks::Range &range : changes.gone) {
        for (qsizetype row = range.first; row < range.first + range.count; ++row)
            gone.push_back(source.at(row)->payload);
    }
    std::vector<std::vector<TreeNode *>> moved; // blocks that stay have none
    for (const RowBlocks::Block &block : changes.blocks) {
        moved.emplace_back();
        for (qsizetype i = 0; !block.isNew() && !block.stays && i < block.count; ++i)
            moved.back().push_back(source.at(block.before + i)->payload);
    }
    std::vector<TreeNode *> lasts; // the last ones of the blocks
    for (const RowBlocks::Block &block : changes.blocks)
        lasts.push_back(block.isNew() ? nullptr : source.at(block.before + block.count - 1)->payload);

    remove(gone);
    for (TreeNode *const child : gone) {
        items.removed(child);
        source.remove(child->source);
        destroy(child);
    }
    std::vector<TreeNode *> shown;
    auto added = changes.inserted.begin();
    const TreeNode *last = nullptr;
    for (size_t i = 0; i < changes.blocks.size(); ++i) {
        for (TreeNode *const child : moved[i]) {
            const qsizetype from = source.indexOf(child->source);
            const qsizetype behind = last ? source.indexOf(last->source) + 1 : 0;
            source.move(child->source, behind > from ? behind - 1 : behind);
            reposition(child);
            last = child;
        }
        for (qsizetype j = 0; changes.blocks[i].isNew() && j < changes.blocks[i].count; ++j, ++added) {
            TreeNode *const child = create(added->name, added->item);
            child->parent = node;
            child->source = source.insert(last ? source.indexOf(last->source) + 1 : 0, child);
            items.added(child);
            if (isVisible(child))
                shown.push_back(child);
            last = child;
        }
        if (lasts[i])
            last = lasts[i];
    }
    insertSorted(node, std::move(shown));
}

void NestedTree::reshape()
{
    reshape(root());
}

void NestedTree::reshape(TreeNode *node)
{
    if (!node->branch)
        return;
    TreeBranch &branch = *node->branch;
    ItemContainer &items = *branch.items;
    if (items.sharesItems() && shape().isPlain()) {
        for (const Rows::Node *row : branch.shown)
            reshape(row->payload);
        return;
    }
    if (items.sharesItems()) { // from now on the source has an order of its own
        std::vector<Rows::Node *> handles;
        for (const Rows::Node *row : branch.shown) {
            row->payload->source = Rows::create(row->payload);
            handles.push_back(row->payload->source);
        }
        items.shareItems(nullptr);
        items.items().assign(handles);
    }
    std::vector<TreeNode *> gone;
    std::vector<TreeNode *> come;
    std::vector<TreeNode *> order;
    for (const Rows::Node *row : items.items()) {
        TreeNode *const child = row->payload;
        assign(child, child->item, keyOf(child));
        reshape(child);
        const bool visible = isVisible(child);
        if (visible && child->shown)
            order.push_back(child);
        else if (visible)
            come.push_back(child);
        else if (child->shown)
            gone.push_back(child);
    }
    remove(gone);
    for (TreeNode *const child : gone)
        close(child);
    sortByOrder(order);
    reorder(node, order);
    insertSorted(node, std::move(come));
    if (!shape().isPlain())
        return;
    for (const Rows::Node *row : branch.shown)
        row->payload->source = nullptr;
    items.items().clear();
    items.shareItems(&branch.shown);
}

// The item and the children that the model has for a node now, if the rows are as the model has them.
Value NestedTree::currentItem(TreeNode *node)
{
    const Value siblings = currentChildren(node->parent);
    switch (node->parent->branch->items->kind()) {
    case ItemContainer::Kind::Array: return siblings.at(sourceIndex(node));
    case ItemContainer::Kind::Object: return siblings.value(node->name);
    case ItemContainer::Kind::Ids: return m_source.getDoc(m_collection, node->name);
    case ItemContainer::Kind::None: break;
    }
    return {};
}

Value NestedTree::currentChildren(TreeNode *node)
{
    return node == root() ? m_source.get() : childrenOf(currentItem(node));
}

void NestedTree::refreshAbove(TreeNode *node, std::vector<ItemChanges::Changed> &changed)
{
    for (; node != root(); node = node->parent) {
        changed.push_back({node, currentItem(node)});
        node->parent->branch->items->settle(currentChildren(node->parent));
    }
}

bool NestedTree::relocate(TreeNode *node, TreeNode *parent, qsizetype index)
{
    TreeNode *const before = node->parent;
    if (before->branch->items->isDirty())
        return false;
    if (!parent->branch)
        open(parent, childrenOf(parent->item));
    ItemContainer &from = *before->branch->items;
    ItemContainer &to = *parent->branch->items;
    if (from.kind() != ItemContainer::Kind::Array || to.kind() == ItemContainer::Kind::Object
        || to.kind() == ItemContainer::Kind::Ids || index > to.items().size() || !node->shown)
        return false;
    if (shape().isPlain()) {
        move(node, parent, index);
    } else {
        from.items().detach(node->source);
        to.items().attach(node->source, index);
        TreeNode *const old = std::exchange(node->parent, parent); // where its place is looked for
        const qsizetype at = placeFor(node, parent);
        node->parent = old;
        move(node, parent, at);
    }
    to.settle(currentChildren(parent));
    from.settle(currentChildren(before));
    if (to.value().size() != to.items().size() || from.value().size() != from.items().size())
        return false;
    std::vector<ItemChanges::Changed> changed{{node, currentItem(node)}};
    refreshAbove(before, changed);
    refreshAbove(parent, changed);
    for (const ItemChanges::Changed &one : changed) {
        const Value old = one.node->item;
        assign(one.node, one.item, one.node->name.isEmpty() ? idOf(one.item) : one.node->name);
        noteChange(one.node, old);
    }
    tellChanges();
    for (const ItemChanges::Changed &one : changed) {
        if (!shape().isPlain())
            placeChanged(one.node);
    }
    return true;
}

TreeNode *NestedTree::findDocument(const Key &id)
{
    return root()->branch->items->find(id);
}

} // namespace Racer
