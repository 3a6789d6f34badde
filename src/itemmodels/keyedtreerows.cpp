// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "keyedtree_p.h"

#include <algorithm>

namespace Racer {

bool KeyedTree::isVisible(TreeNode *node)
{
    return node->matches || (node->branch && !node->branch->shown.isEmpty());
}

void KeyedTree::sortBySource(std::vector<TreeNode *> &nodes) const
{
    std::vector<std::pair<qsizetype, TreeNode *>> places;
    places.reserve(nodes.size());
    for (TreeNode *const node : nodes)
        places.emplace_back(sourceIndex(node), node);
    std::sort(places.begin(), places.end());
    for (size_t i = 0; i < nodes.size(); ++i)
        nodes[i] = places[i].second;
}

// With a filter, whether an item is shown depends on all below it: then all rows are kept, known to views or not.
void KeyedTree::materialize(TreeNode *node)
{
    node->branch = std::make_unique<TreeBranch>();
    const KeyedFamily *const family = familyOf(node);
    if (!family)
        return;
    std::vector<TreeNode *> children;
    for (KeyedNode *const member : family->members) {
        if (member->parent == node)
            children.push_back(member);
    }
    sortBySource(children);
    sortByOrder(children);
    std::vector<Rows::Node *> handles;
    for (TreeNode *const child : children) {
        child->shown = Rows::create(child);
        handles.push_back(child->shown);
    }
    node->branch->shown.assign(handles);
}

void KeyedTree::materializeAll()
{
    for (const KeyedFamily *family : std::as_const(m_families)) {
        if (family->head && !family->head->branch)
            materialize(family->head);
    }
}

// A row that views may know by its parent's arrow only is made a row before it goes.
void KeyedTree::makeKnown(KeyedNode *node)
{
    TreeNode *const parent = node->parent;
    if (!parent || parent == root() || parent->branch || keyed(parent)->isGone || !isKnown(parent))
        return;
    materialize(parent);
    parent->branch->isOpen = true;
}

// Whether rows of its children are kept: "moved" ones come from views that know them.
bool KeyedTree::takesRows(TreeNode *parent, bool moved)
{
    if (parent->branch)
        return true;
    if (!shape().matches && (!isKnown(parent) || (!moved && hasChildren(parent))))
        return false;
    materialize(parent);
    return true;
}

void KeyedTree::show(TreeNode *node)
{
    // From below: what is attached to a row that is not shown yet comes with it.
    for (; node != root() && node->parent && node->parent->branch && !node->shown; node = node->parent)
        insert(node->parent, placeFor(node, node->parent), std::span(&node, 1));
}

void KeyedTree::hide(TreeNode *node)
{
    std::vector<TreeNode *> chain{node};
    for (TreeNode *above = node->parent; above != root() && !above->matches && above->branch->shown.size() == 1;
         above = above->parent)
        chain.push_back(above);
    for (; !chain.empty(); chain.pop_back())
        remove(std::span(&chain.back(), 1));
}

void KeyedTree::placeChanged(KeyedNode *node)
{
    if (!shape().matches)
        return reposition(node);
    const bool visible = isVisible(node);
    if (visible && node->shown)
        reposition(node);
    else if (visible)
        show(node);
    else if (node->shown)
        hide(node);
}

// To the parent that it names now. The parent's own place is the one that it names.
void KeyedTree::place(KeyedNode *node)
{
    TreeNode *const before = node->parent;
    TreeNode *const parent = parentOf(node);
    if (!node->shown)
        makeKnown(node);
    if (!node->shown) { // hidden, or where nobody has looked
        const bool takes = takesRows(parent, false);
        node->parent = parent;
        if (takes && isVisible(node))
            show(node);
        return;
    }
    if (takesRows(parent, true)) {
        if (parent != root() && !parent->shown && isKnown(before)) // or it could not be told as a move
            show(parent);
        move(node, parent, placeFor(node, parent));
        if (parent != root())
            show(parent);
    } else {
        remove(std::span<TreeNode *const>({static_cast<TreeNode *>(node)}));
        node->parent = parent;
    }
    if (before != root() && before->shown && !isVisible(before) && !keyed(before)->isGone)
        hide(before);
}

void KeyedTree::placeNew(TreeNode *parent, std::vector<TreeNode *> nodes)
{
    const bool takes = takesRows(parent, false);
    for (TreeNode *const node : nodes)
        node->parent = parent;
    if (!takes)
        return;
    std::erase_if(nodes, [this](TreeNode *node) { return !isVisible(node); });
    if (nodes.empty())
        return;
    insertSorted(parent, std::move(nodes));
    show(parent);
}

// Parents before their children: then no row goes below itself. New ones come with all that is new below them.
void KeyedTree::placeAffected()
{
    struct Placed
    {
        qsizetype depth;
        TreeNode *parent;
        KeyedNode *node;
    };
    std::vector<Placed> placed;
    std::vector<Placed> below;
    for (KeyedNode *const node : m_affected) {
        node->isAffected = false;
        TreeNode *const parent = parentOf(node);
        if (node->isGone || parent == node->parent)
            continue;
        const bool comesAlong = node->isNew && parent != root() && keyed(parent)->isNew;
        (comesAlong ? below : placed).push_back({depthOf(node), parent, node});
    }
    m_affected.clear();
    std::sort(below.begin(), below.end(), [](const Placed &a, const Placed &b) { return a.depth > b.depth; });
    for (const Placed &one : below)
        place(one.node);
    std::sort(placed.begin(), placed.end(), [](const Placed &a, const Placed &b) {
        return std::tuple(a.depth, a.parent, a.node->isNew) < std::tuple(b.depth, b.parent, b.node->isNew);
    });
    for (size_t i = 0; i < placed.size();) {
        if (!placed[i].node->isNew) {
            place(placed[i++].node);
            continue;
        }
        std::vector<TreeNode *> nodes;
        const TreeNode *const parent = placed[i].parent;
        size_t end = i;
        for (; end < placed.size() && placed[end].parent == parent; ++end)
            nodes.push_back(placed[end].node);
        placeNew(placed[i].parent, std::move(nodes));
        i = end;
    }
}

void KeyedTree::removeGone(const Nodes &gone)
{
    QHash<TreeNode *, std::vector<TreeNode *>> tops;
    for (KeyedNode *const node : gone) {
        if (node->shown && (node->parent == root() || !keyed(node->parent)->isGone))
            tops[node->parent].push_back(node);
    }
    for (auto top = tops.cbegin(); top != tops.cend(); ++top) {
        remove(*top);
        if (top.key() != root() && top.key()->shown && !isVisible(top.key()))
            hide(top.key());
    }
    for (KeyedNode *const node : gone) {
        items().removed(node);
        items().items().remove(node->source);
        delete node;
    }
}

// Those that are gone keep their places until they are removed.
KeyedTree::Nodes KeyedTree::applyOrder(ItemChanges &changes, Nodes &gone, bool &isReparentedAlone)
{
    Rows &source = items().items();
    for (const RowBlocks::Range &range : changes.gone) {
        for (qsizetype row = range.first; row < range.first + range.count; ++row)
            gone.push_back(keyed(source.at(row)->payload));
    }
    std::vector<Nodes> moved; // blocks that stay have none
    std::vector<TreeNode *> lasts;
    for (const RowBlocks::Block &block : changes.blocks) {
        moved.emplace_back();
        for (qsizetype i = 0; !block.isNew() && !block.stays && i < block.count; ++i)
            moved.back().push_back(keyed(source.at(block.before + i)->payload));
        lasts.push_back(block.isNew() ? nullptr : source.at(block.before + block.count - 1)->payload);
    }
    // One that goes to another parent and another place in one go is one move.
    isReparentedAlone = gone.empty() && changes.inserted.empty() && changes.movedBlocks == 1
        && changes.changed.size() == 1
        && std::any_of(moved.begin(), moved.end(), [&](const Nodes &nodes) {
               return nodes.size() == 1 && nodes.front() == changes.changed.front().node
                   && !(parentKeyOf(changes.changed.front().item) == parentKeyOf(nodes.front()->item));
           });
    Nodes fresh;
    Nodes reordered;
    auto added = changes.inserted.begin();
    const TreeNode *last = nullptr;
    for (size_t i = 0; i < changes.blocks.size(); ++i) {
        for (KeyedNode *const node : moved[i]) {
            const qsizetype from = source.indexOf(node->source);
            const qsizetype behind = last ? source.indexOf(last->source) + 1 : 0;
            source.move(node->source, behind > from ? behind - 1 : behind);
            if (!isReparentedAlone)
                reposition(node);
            reordered.push_back(node);
            last = node;
        }
        for (qsizetype j = 0; changes.blocks[i].isNew() && j < changes.blocks[i].count; ++j, ++added) {
            KeyedNode *const node = create(added->name, added->item);
            node->source = source.insert(last ? source.indexOf(last->source) + 1 : 0, node);
            items().added(node);
            fresh.push_back(node);
            last = node;
        }
        if (lasts[i])
            last = lasts[i];
    }
    if (!m_duplicates.isEmpty()) {
        for (const KeyedNode *node : reordered)
            chooseHead(node->key);
    }
    return fresh;
}

void KeyedTree::update()
{
    if (!items().isDirty())
        return;
    ItemChanges changes = items().take(m_source.get(), false);
    for (const ItemChanges::NewItem &added : changes.inserted)
        m_content.roles.discover(added.item);
    Nodes gone;
    bool isReparentedAlone = false;
    const Nodes fresh = applyOrder(changes, gone, isReparentedAlone);
    for (KeyedNode *const node : gone)
        node->isGone = true;
    Nodes relinked;
    for (ItemChanges::Changed &changed : changes.changed) {
        KeyedNode *const node = keyed(changed.node);
        const Value before = node->item;
        assign(node, changed.item, keyFor(changed.item, node->name));
        noteChange(node, before);
        if (!isReparentedAlone)
            placeChanged(node);
        if (!(keyFor(node->item, node->name) == node->key) || !(parentKeyOf(node->item) == parentKeyOf(before)))
            relinked.push_back(node);
    }
    for (KeyedNode *const node : gone)
        unlink(node);
    for (KeyedNode *const node : relinked) {
        unlink(node);
        node->key = keyFor(node->item, node->name);
        link(node);
    }
    for (KeyedNode *const node : fresh)
        link(node);
    findCycles();
    placeAffected();
    for (KeyedNode *const node : fresh)
        node->isNew = false;
    if (isReparentedAlone) // it may be where it was, if neither parent is there
        placeChanged(relinked.front());
    removeGone(gone);
    tellChanges();
}

void KeyedTree::reshape()
{
    if (shape().matches)
        materializeAll();
    const quint32 walk = ++m_walk;
    for (const Rows::Node *row : items().items()) {
        KeyedNode *const node = keyed(row->payload);
        assign(node, node->item, node->key);
        for (TreeNode *above = node; node->matches && above != root() && keyed(above)->walk != walk;
             above = above->parent)
            keyed(above)->walk = walk;
    }
    struct Rank
    {
        qsizetype depth;
        TreeNode *parent;
        std::vector<TreeNode *> gone;
        std::vector<TreeNode *> come;
    };
    QHash<TreeNode *, size_t> places;
    std::vector<Rank> ranks;
    for (const Rows::Node *row : items().items()) {
        KeyedNode *const node = keyed(row->payload);
        if (!node->parent->branch)
            continue;
        const auto known = places.constFind(node->parent);
        const size_t place = known != places.constEnd() ? *known : ranks.size();
        if (place == ranks.size()) {
            places.insert(node->parent, place);
            ranks.push_back({node->parent == root() ? -1 : depthOf(keyed(node->parent)), node->parent, {}, {}});
        }
        const bool visible = node->walk == walk;
        if (visible && !node->shown)
            ranks[place].come.push_back(node);
        else if (!visible && node->shown)
            ranks[place].gone.push_back(node);
    }
    std::sort(ranks.begin(), ranks.end(), [](const Rank &a, const Rank &b) { return a.depth < b.depth; });
    for (const Rank &rank : ranks)
        remove(rank.gone);
    for (auto rank = ranks.rbegin(); rank != ranks.rend(); ++rank) {
        std::vector<TreeNode *> order;
        for (const Rows::Node *row : rank->parent->branch->shown)
            order.push_back(row->payload);
        sortBySource(order);
        sortByOrder(order);
        reorder(rank->parent, order);
        insertSorted(rank->parent, std::move(rank->come));
    }
}

} // namespace Racer
