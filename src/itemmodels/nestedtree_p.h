// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "treerows_p.h"

namespace Racer {

// A tree of items that hold their children, in an array or an object at the same path in each. Nodes are made for the
// children of an item when somebody asks for them.
class NestedTree final : public TreeRows
{
public:
    // "source" tells the value of the top level; "document" the items of a list of ids, which it is then.
    NestedTree(TreeModel *model, TreeContent &content, const TreeShape &shape, const Model &source,
               const Path &childrenPath, const Key &collection);
    ~NestedTree() override;

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
    bool relocate(TreeNode *node, TreeNode *parent, qsizetype index) override;

protected:
    qsizetype sourceIndex(const TreeNode *node) const override;
    bool isVisible(TreeNode *node) override;

private:
    [[nodiscard]] TreeNode *findDocument(const Key &id) override;
    [[nodiscard]] Value childrenOf(const Value &item) const;
    [[nodiscard]] bool matchesBelow(const Value &children) const;
    [[nodiscard]] bool matches(const Value &item, const Key &name) const;
    [[nodiscard]] bool showsChildren(const Value &item) const;

    [[nodiscard]] TreeNode *create(const Key &name, const Value &item);
    void open(TreeNode *node, const Value &children);
    void fill(TreeNode *node, const std::vector<TreeNode *> &children);
    void close(TreeNode *node);
    void destroy(TreeNode *node);
    void reshape(TreeNode *node);

    void noteBelow(TreeNode *node, const Event &event, qsizetype depth, const Value &now);
    void noteInItem(TreeNode *node, const Event &event, qsizetype depth, const Value &now);
    void sync(TreeNode *node, const Value &now, bool all);
    void applyPlain(TreeNode *node, ItemChanges &changes);
    void applyShaped(TreeNode *node, ItemChanges &changes);
    void syncChild(TreeNode *child, const Value &item, bool all);
    void placeChanged(TreeNode *child);
    [[nodiscard]] Value currentItem(TreeNode *node);
    [[nodiscard]] Value currentChildren(TreeNode *node);
    void refreshAbove(TreeNode *node, std::vector<ItemChanges::Changed> &changed);
    [[nodiscard]] TreeNode *findBelow(TreeNode *node, const Key &key);
    [[nodiscard]] bool hasKeyBelow(const Value &item, const Key &key) const;

    const Path m_childrenPath;
};

} // namespace Racer
