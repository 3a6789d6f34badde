// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "rowblocks_p.h"
#include "treenode_p.h"

#include <Racer/event.h>

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <functional>
#include <optional>
#include <vector>

namespace Racer {

// What an array, an object or a list of ids has become since its items were told to views.
struct ItemChanges
{
    struct NewItem
    {
        Key name;
        Value item;
    };
    struct Changed
    {
        TreeNode *node;
        Value item;
    };
    std::vector<RowBlocks::Range> gone;    // of the items before, ascending
    std::vector<RowBlocks::Block> blocks;  // all of the items now
    std::vector<NewItem> inserted;         // those of the new blocks, in their order
    std::vector<Changed> changed;          // items that stay, and are not the same
    qsizetype movedBlocks = 0;
};

// The items of an array, an object or a list of ids, in their order, and the changes of them that nobody was told yet.
class ItemContainer
{
public:
    enum class Kind : quint8 { None, Array, Object, Ids };
    using Rows = TreeNode::Rows;
    using Document = std::function<Value(const Key &id)>;

    explicit ItemContainer(Document document = {}) : m_document(std::move(document)) { }

    [[nodiscard]] Kind kind() const noexcept { return m_kind; }
    [[nodiscard]] Kind kindOf(const Value &value) const noexcept;
    // The items in their order, as they were told.
    [[nodiscard]] const Rows &items() const noexcept { return *m_items; }
    [[nodiscard]] Rows &items() noexcept { return *m_items; }
    // Somebody else keeps them, in an order that is the same.
    void shareItems(Rows *items) noexcept { m_items = items ? items : &m_ownItems; }
    [[nodiscard]] bool sharesItems() const noexcept { return m_items != &m_ownItems; }
    [[nodiscard]] Rows::Node *handle(const TreeNode *node) const noexcept
    { return sharesItems() ? node->shown : node->source; }

    // Everything in "value", as new items: calls back with each one's name and item.
    template<typename F>
    void load(const Value &value, F &&add)
    {
        m_kind = kindOf(value);
        m_value = value;
        m_byName.clear();
        forget();
        if (m_kind == Kind::Object) {
            for (const auto &[key, member] : value.members())
                add(key, member);
        } else if (m_kind != Kind::None) {
            for (const Value &element : value.elements()) {
                if (m_kind == Kind::Array)
                    add(Key(), element);
                else
                    add(element.toKey(), m_document(element.toKey()));
            }
        }
    }

    // Notes, while the model says "now". What does not fit to that is found by comparison later.
    void noteAll() noexcept { m_isAllDirty = true; }
    void noteElements(const Event &event, const Value &now);
    // The item of that name or index has come, gone or changed. Its node, if it has one that stays.
    TreeNode *noteItem(const Key &name, const Value &now);
    TreeNode *noteDocument(const Key &id);
    [[nodiscard]] bool isAllDirty() const noexcept { return m_isAllDirty; }
    [[nodiscard]] const Value &value() const noexcept { return m_value; }
    [[nodiscard]] bool isDirty() const noexcept
    { return m_isAllDirty || m_blocks || !m_dirty.empty() || !m_added.isEmpty() || !m_gone.isEmpty(); }
    // Where the item is in the model, which may be ahead of what was told; -1 if it is not there.
    [[nodiscard]] qsizetype currentIndex(const TreeNode *node) const;
    [[nodiscard]] TreeNode *find(const Key &name);

    // What has come of it all, now that the value is "now"; "all" looks at every item. The items are as they were
    // until the caller has applied the changes.
    [[nodiscard]] ItemChanges take(const Value &now, bool all);
    void settle() { forget(); } // nothing has come of it
    void settle(const Value &now) // the items are those of that value
    {
        m_kind = kindOf(now);
        m_value = now;
        forget();
    }
    void added(TreeNode *node);
    void removed(TreeNode *node);

private:
    [[nodiscard]] bool usesNames() const noexcept { return m_kind == Kind::Object || m_kind == Kind::Ids; }
    void noteDirty(TreeNode *node);
    void forget();
    [[nodiscard]] RowBlocks blocksOfObject(const Value &now, bool &isComplete);

    Document m_document; // Ids
    Kind m_kind = Kind::None;
    Value m_value; // as it was told
    Rows m_ownItems;
    Rows *m_items = &m_ownItems;
    QHash<Key, TreeNode *> m_byName; // empty until it is needed

    std::optional<RowBlocks> m_blocks; // Array, Ids
    QList<Key> m_added;                // Object
    QSet<Key> m_gone;                  // Object; they may be back, among the added ones
    std::vector<TreeNode *> m_dirty;
    bool m_isAllDirty = false;
};

} // namespace Racer
