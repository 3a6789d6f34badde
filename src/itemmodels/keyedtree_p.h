// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "treerows_p.h"

namespace Racer {

struct KeyedFamily;

struct KeyedNode : TreeNode
{
    Key key;
    KeyedFamily *family = nullptr; // those that name the same parent; none: it names none
    size_t familyIndex = 0;
    std::shared_ptr<std::vector<KeyedNode *>> cycle; // it is its own ancestor, together with these
    quint32 walk = 0;
    bool isAffected = false;
    bool isNew = true;
    bool isGone = false;
};

// The items that name one parent.
struct KeyedFamily
{
    Key key;
    KeyedNode *head = nullptr; // the parent, if it is there
    std::vector<KeyedNode *> members;
};

// A tree of the items of one container, each of which names its parent. An item whose parent is not there is at the top
// level, and so is one that is its own ancestor. Of several items with one key the first is the parent.
class KeyedTree final : public TreeRows
{
public:
    KeyedTree(TreeModel *model, TreeContent &content, const TreeShape &shape, const Model &source,
              const Path &parentPath, const Key &collection);
    ~KeyedTree() override;

    bool hasChildren(TreeNode *node) override;
    qsizetype count(TreeNode *node) override;
    Key keyOf(const TreeNode *node) const override;
    Path pathOf(const TreeNode *node) const override;
    TreeNode *find(const Key &key) override;

    void load() override;
    void note(const Event &event, qsizetype depth) override;
    void noteDocument(const Event &event) override;
    void noteAll() override;
    void update() override;
    void reshape() override;

protected:
    qsizetype sourceIndex(const TreeNode *node) const override;
    bool isVisible(TreeNode *node) override;

private:
    [[nodiscard]] TreeNode *findDocument(const Key &id) override;

    using Nodes = std::vector<KeyedNode *>;

    [[nodiscard]] static KeyedNode *keyed(TreeNode *node) { return static_cast<KeyedNode *>(node); }
    [[nodiscard]] ItemContainer &items() { return *m_items; }
    [[nodiscard]] Key keyFor(const Value &item, const Key &name) const;
    [[nodiscard]] Key parentKeyOf(const Value &item) const;
    [[nodiscard]] KeyedFamily *familyOf(TreeNode *node); // of its children
    [[nodiscard]] TreeNode *parentOf(KeyedNode *node); // by its key
    [[nodiscard]] qsizetype depthOf(KeyedNode *node);
    [[nodiscard]] KeyedNode *create(const Key &name, const Value &item);
    void clear();

    // What belongs to whom
    void link(KeyedNode *node);
    void unlink(KeyedNode *node);
    void join(KeyedNode *node);
    void leave(KeyedNode *node);
    void chooseHead(const Key &key);
    void setHead(KeyedFamily *family, KeyedNode *head);
    void affect(KeyedNode *node);
    void dissolve(KeyedNode *node);
    void findCycles();

    // What is shown of it
    void sortBySource(std::vector<TreeNode *> &nodes) const;
    void materialize(TreeNode *node); // the rows of its children
    void materializeAll();
    void makeKnown(KeyedNode *node); // the row that it is about to leave
    [[nodiscard]] bool takesRows(TreeNode *parent, bool moved);
    void place(KeyedNode *node);
    void placeNew(TreeNode *parent, std::vector<TreeNode *> nodes);
    void placeAffected();
    void placeChanged(KeyedNode *node);
    void show(TreeNode *node); // and its ancestors
    void hide(TreeNode *node); // and those of its ancestors that were shown for its sake
    void removeGone(const Nodes &gone);
    [[nodiscard]] Nodes applyOrder(ItemChanges &changes, Nodes &gone, bool &isReparentedAlone); // the new ones

    const Path m_parentPath;
    std::unique_ptr<ItemContainer> m_items;
    QHash<Key, KeyedNode *> m_heads; // the first item of each key
    QMultiHash<Key, KeyedNode *> m_duplicates;
    QHash<Key, KeyedFamily *> m_families;
    Nodes m_affected; // they may belong elsewhere
    quint32 m_walk = 0;
};

} // namespace Racer
