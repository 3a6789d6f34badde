// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "itemcontainer_p.h"

#include "rowdiff_p.h"

#include <algorithm>

namespace Racer {

namespace {

// Past that many runs of rows a comparison of everything costs less than keeping track.
constexpr size_t MaxBlocks = 2000;

// As the mutators of local arrays take an index: from the end if it is negative.
qsizetype normalized(qsizetype index, qsizetype size)
{
    return index < 0 ? std::max<qsizetype>(0, index + size) : std::min(index, size);
}

Value namesOf(const Value &object)
{
    Value names = Value::array();
    for (const auto &[key, member] : object.members())
        names.append(Value(key));
    return names;
}

} // namespace

ItemContainer::Kind ItemContainer::kindOf(const Value &value) const noexcept
{
    if (value.isArray())
        return m_document ? Kind::Ids : Kind::Array;
    return value.isObject() && !m_document ? Kind::Object : Kind::None;
}

void ItemContainer::forget()
{
    m_blocks.reset();
    m_added.clear();
    m_gone.clear();
    for (TreeNode *node : m_dirty)
        node->isDirty = false;
    m_dirty.clear();
    m_isAllDirty = false;
}

TreeNode *ItemContainer::find(const Key &name)
{
    if (!usesNames())
        return nullptr;
    if (m_byName.isEmpty()) {
        m_byName.reserve(m_items->size());
        for (const Rows::Node *row : *m_items)
            m_byName.insert(row->payload->name, row->payload);
    }
    return m_byName.value(name);
}

void ItemContainer::added(TreeNode *node)
{
    if (usesNames() && !m_byName.isEmpty())
        m_byName.insert(node->name, node);
}

void ItemContainer::removed(TreeNode *node)
{
    if (const auto known = m_byName.constFind(node->name); known != m_byName.constEnd() && *known == node)
        m_byName.erase(known);
}

void ItemContainer::noteDirty(TreeNode *node)
{
    if (std::exchange(node->isDirty, true))
        return;
    m_dirty.push_back(node);
}

void ItemContainer::noteElements(const Event &event, const Value &now)
{
    if (m_isAllDirty)
        return;
    if (!now.isArray() || (m_kind != Kind::Array && m_kind != Kind::Ids))
        return noteAll();
    if (!m_blocks)
        m_blocks.emplace(m_items->size());
    const qsizetype size = m_blocks->size();
    if (event.type == Event::Type::Insert) {
        const auto &insertion = static_cast<const InsertEvent &>(event);
        if (!insertion.values.isEmpty())
            m_blocks->insert(normalized(insertion.index, size), insertion.values.size());
    } else if (event.type == Event::Type::Remove) {
        const auto &removal = static_cast<const RemoveEvent &>(event);
        const qsizetype first = normalized(removal.index, size);
        if (first + removal.removed.size() > size)
            return noteAll();
        if (!removal.removed.isEmpty())
            m_blocks->remove(first, removal.removed.size());
    } else if (event.type == Event::Type::Move) {
        const auto &move = static_cast<const MoveEvent &>(event);
        const qsizetype from = normalized(move.from, size);
        const qsizetype to = normalized(move.to, size - move.howMany);
        if (move.howMany < 0 || from + move.howMany > size)
            return noteAll();
        if (from != to && move.howMany > 0)
            m_blocks->move(from, to, move.howMany);
    } else {
        return noteAll();
    }
    // An event that is told inside another one's listeners comes before that one: then the sizes differ.
    if (m_blocks->size() != now.size() || m_blocks->blocks().size() > MaxBlocks)
        noteAll();
}

TreeNode *ItemContainer::noteItem(const Key &name, const Value &now)
{
    if (m_isAllDirty || kindOf(now) != m_kind) {
        noteAll();
        return nullptr;
    }
    if (m_kind == Kind::Array) {
        const qsizetype index = name.toIndex();
        if (!m_blocks)
            m_blocks.emplace(m_items->size());
        if (m_blocks->size() != now.size() || index < 0 || index >= now.size()) {
            noteAll();
            return nullptr;
        }
        const qsizetype before = m_blocks->before(index);
        if (before < 0)
            return nullptr;
        TreeNode *const node = m_items->at(before)->payload;
        noteDirty(node);
        return node;
    }
    if (m_kind != Kind::Object) {
        noteAll();
        return nullptr;
    }
    TreeNode *const node = find(name);
    const bool wasThere = (node && !m_gone.contains(name)) || m_added.contains(name);
    if (!now.contains(name)) {
        m_added.removeOne(name);
        if (node)
            m_gone.insert(name);
        return nullptr;
    }
    if (!wasThere)
        m_added.append(name);
    if (!node)
        return nullptr;
    noteDirty(node);
    return node;
}

TreeNode *ItemContainer::noteDocument(const Key &id)
{
    if (m_isAllDirty || m_kind != Kind::Ids)
        return nullptr;
    TreeNode *const node = find(id);
    if (node)
        noteDirty(node);
    return node;
}

qsizetype ItemContainer::currentIndex(const TreeNode *node) const
{
    const qsizetype index = m_items->indexOf(handle(node));
    return m_blocks && !m_isAllDirty ? m_blocks->after(index) : index;
}

RowBlocks ItemContainer::blocksOfObject(const Value &now, bool &isComplete)
{
    RowBlocks blocks(m_items->size());
    std::vector<qsizetype> rows;
    for (const Key &name : std::as_const(m_gone)) {
        if (TreeNode *const node = find(name))
            rows.push_back(m_items->indexOf(handle(node)));
    }
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (const qsizetype row : rows) {
        if (!now.contains(m_items->at(row)->payload->name))
            blocks.remove(row, 1);
    }
    for (const Key &name : std::as_const(m_added)) {
        if (TreeNode *const node = find(name)) // gone, and back at the end
            blocks.move(blocks.after(m_items->indexOf(handle(node))), blocks.size() - 1, 1);
        else
            blocks.insert(blocks.size(), 1);
    }
    isComplete = blocks.size() == now.size();
    return blocks;
}

ItemChanges ItemContainer::take(const Value &now, bool all)
{
    ItemChanges changes;
    const Kind kind = kindOf(now);
    all = all || m_isAllDirty || kind != m_kind || (m_blocks && m_blocks->size() != now.size());
    std::optional<RowBlocks> blocks;
    QList<Key> names = m_added; // of new members, in their order
    if (!all && m_kind == Kind::Object) {
        bool isComplete = false;
        blocks = blocksOfObject(now, isComplete);
        all = !isComplete;
    } else if (!all) {
        blocks = m_blocks ? *m_blocks : RowBlocks(m_items->size());
    }
    if (all && kind != m_kind) { // nothing in common
        blocks.emplace(m_items->size());
        blocks->remove(0, m_items->size());
        if (kind != Kind::None)
            blocks->insert(0, now.size());
    } else if (all && kind == Kind::Object) {
        blocks.emplace(m_items->size(), rowPartners(namesOf(m_value), namesOf(now)));
    } else if (all && kind != Kind::None) {
        blocks.emplace(m_items->size(), rowPartners(m_value, now));
    } else if (all) {
        blocks.emplace(0);
    }
    const auto itemAt = [&](qsizetype index) {
        return kind == Kind::Ids ? m_document(now.at(index).toKey()) : now.at(index);
    };
    changes.movedBlocks = blocks->settle();
    changes.gone = blocks->gone();
    changes.blocks = blocks->blocks();
    if (all) {
        names.clear();
        const QList<Key> keys = kind == Kind::Object ? now.keys() : QList<Key>();
        qsizetype index = 0;
        for (const RowBlocks::Block &block : changes.blocks) {
            Rows::Iterator row = block.isNew() ? m_items->end() : m_items->iteratorAt(block.before);
            for (qsizetype i = 0; i < block.count; ++i, ++index) {
                const Key name = kind == Kind::Object ? keys.at(index)
                    : kind == Kind::Ids               ? now.at(index).toKey()
                                                      : Key();
                Value item = kind == Kind::Object ? now.value(name) : itemAt(index);
                if (block.isNew()) {
                    changes.inserted.push_back({name, std::move(item)});
                    continue;
                }
                TreeNode *const node = (*row)->payload;
                ++row;
                if (!node->item.isSame(item))
                    changes.changed.push_back({node, std::move(item)});
            }
        }
    } else {
        qsizetype index = 0;
        for (const RowBlocks::Block &block : changes.blocks) {
            for (qsizetype i = 0; block.isNew() && i < block.count; ++i) {
                const Key name = kind == Kind::Object ? Key()
                    : kind == Kind::Ids               ? now.at(index + i).toKey()
                                                      : Key();
                if (kind != Kind::Object)
                    changes.inserted.push_back({name, itemAt(index + i)});
            }
            index += block.count;
        }
        for (const Key &name : std::as_const(names)) {
            if (!find(name))
                changes.inserted.push_back({name, now.value(name)});
        }
        for (TreeNode *const node : m_dirty) {
            const qsizetype current = usesNames() ? -1 : blocks->after(m_items->indexOf(handle(node)));
            if (usesNames() ? kind == Kind::Object && !now.contains(node->name) : current < 0)
                continue; // gone
            Value item = kind == Kind::Object ? now.value(node->name)
                : kind == Kind::Ids           ? m_document(node->name)
                                              : now.at(current);
            if (!node->item.isSame(item))
                changes.changed.push_back({node, std::move(item)});
        }
        if (kind == Kind::Ids) { // of those that are still listed
            std::erase_if(changes.changed, [&](const ItemChanges::Changed &changed) {
                return blocks->after(m_items->indexOf(handle(changed.node))) < 0;
            });
        }
    }
    if (kind != m_kind)
        m_byName.clear();
    m_kind = kind;
    m_value = now;
    forget();
    return changes;
}

} // namespace Racer
