// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "itemcontainer_p.h"
#include "itemroles_p.h"
#include "rowviews_p.h"
#include "treemodel.h"

#include <span>

namespace Racer {

// Which items of a tree are shown, and in what order those of one parent are.
struct TreeShape
{
    std::function<bool(const Value &item, const Key &key)> matches; // none: all; ancestors of matches are shown, too
    RowOrder order;                                                 // none: the order of the source

    [[nodiscard]] bool isPlain() const noexcept { return !matches && order.isNone(); }
};

// What of an item is shown.
struct TreeContent
{
    ItemRoles roles;
    QList<TableColumn> columns; // none: one, of what the roles show

    [[nodiscard]] RowChange compare(const Value &before, const Value &after) const;
};

// The rows of a tree as its views know them, and the steps from there to other rows. What the rows come from is up to
// those who inherit it. A node's rows are told to views only where these can know of them: below nodes whose own rows
// they have asked for.
class TreeRows
{
public:
    using Rows = TreeNode::Rows;

    TreeRows(TreeModel *model, TreeContent &content, const TreeShape &shape, const Model &source,
             const Key &collection);
    virtual ~TreeRows() = default;
    TreeRows(const TreeRows &) = delete;

    [[nodiscard]] TreeNode *root() noexcept { return &m_root; }
    void setQuiet(bool quiet) noexcept { m_isQuiet = quiet; } // nothing is told meanwhile
    [[nodiscard]] virtual bool hasChildren(TreeNode *node) = 0;
    [[nodiscard]] virtual qsizetype count(TreeNode *node) = 0; // from now on its rows are known
    [[nodiscard]] TreeNode *child(TreeNode *parent, qsizetype row);
    [[nodiscard]] qsizetype rowOf(const TreeNode *node) const;
    [[nodiscard]] QModelIndex indexOf(const TreeNode *node, int column = 0) const;
    [[nodiscard]] bool isKnown(const TreeNode *node) const;

    [[nodiscard]] virtual Key keyOf(const TreeNode *node) const = 0;
    // The item's place in the model at this moment, which may be ahead of the rows; empty if it is gone.
    [[nodiscard]] virtual Path pathOf(const TreeNode *node) const = 0;
    // The first item of that key, looking at all of them where it must.
    [[nodiscard]] virtual TreeNode *find(const Key &key) = 0;

    // Another place of the same kind: what both have stays.
    void setSource(const Model &source) { m_source = source; }
    virtual void load() = 0;
    virtual void note(const Event &event, qsizetype depth) = 0; // of segments that the event is below the source
    virtual void noteDocument(const Event &event) = 0;
    virtual void noteAll() = 0;
    virtual void update() = 0;  // tells what was noted
    virtual void reshape() = 0; // the shape is another one
    // The item has been moved in the model, to that index in the array of the parent's children, and nothing else has
    // happened: tells it as one step. False if it cannot.
    virtual bool relocate(TreeNode *, TreeNode *, qsizetype) { return false; }
    // A write of the document was made, acknowledged, or refused.
    void noteWriteState(const Path &document);

protected:
    // Past that many, one change of the layout is cheaper for views than the single moves.
    static constexpr qsizetype MaxMoves = 200;

    [[nodiscard]] static Key idOf(const Value &item); // an item's own name: its "id"
    [[nodiscard]] const TreeShape &shape() const noexcept { return m_shape; }
    // Gives the node its item, and what follows from that.
    void assign(TreeNode *node, const Value &item, const Key &key);
    [[nodiscard]] bool comesBefore(const TreeNode *a, const TreeNode *b) const;
    [[nodiscard]] virtual qsizetype sourceIndex(const TreeNode *node) const = 0;
    [[nodiscard]] virtual bool isVisible(TreeNode *node) = 0;

    // Steps. Nodes to insert have no row; those that are removed have none afterwards.
    void insert(TreeNode *parent, qsizetype at, std::span<TreeNode *const> nodes);
    void insertSorted(TreeNode *parent, std::vector<TreeNode *> nodes);
    void remove(TreeNode *parent, qsizetype first, qsizetype count);
    void remove(std::span<TreeNode *const> nodes); // of one parent
    void move(TreeNode *node, TreeNode *parent, qsizetype at); // under another parent
    void reposition(TreeNode *node);
    void moveBlocks(TreeNode *parent, const std::vector<RowBlocks::Block> &blocks,
                    const std::vector<TreeNode *> &firsts);
    void reorder(TreeNode *parent, const std::vector<TreeNode *> &order);
    void sortByOrder(std::vector<TreeNode *> &nodes) const; // those that are in the source's order
    [[nodiscard]] qsizetype placeFor(const TreeNode *node, TreeNode *parent) const;

    void noteChange(TreeNode *node, const Value &before);
    void noteChange(TreeNode *node, RowChange change);
    void tellChanges();
    void tellWriteStates(TreeNode *node); // of all below it

    TreeModel *const q;
    TreeContent &m_content;
    Model m_source;         // of the items at the top, or of the list of ids
    const Key m_collection; // of the documents in a list of ids

private:
    struct Change
    {
        TreeNode *node;
        RowChange change;
    };

    [[nodiscard]] virtual TreeNode *findDocument(const Key &id) = 0; // of a collection, or a list of ids
    void relayout(TreeNode *parent, const std::vector<TreeNode *> &order);

    const TreeShape &m_shape;
    TreeNode m_root;
    bool m_isQuiet = false;
    std::vector<Change> m_changes;
};

} // namespace Racer
