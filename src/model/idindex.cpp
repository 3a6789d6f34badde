// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "idindex_p.h"

#include "document_p.h"

namespace Racer {

Key IdIndex::name(const Value &id)
{
    return id.isString() ? id.toKey() : Key(id.toDisplayString());
}

IdIndex::Positions IdIndex::positions(const Key &id, const Value &ids)
{
    if (!m_ids.isSame(ids))
        build(ids);
    Positions result;
    const auto found = m_nodes.find(id);
    if (found == m_nodes.end())
        return result;
    for (const Sequence::Node *node : found->second)
        result.append(m_sequence.indexOf(node));
    std::sort(result.begin(), result.end());
    return result;
}

void IdIndex::drop()
{
    m_ids = Value();
    m_isEventExpected = false;
    m_nodes.clear();
    m_sequence.clear();
}

void IdIndex::expectEvent(const Value &ids)
{
    if (!m_ids.isArray() || !m_ids.isSame(ids))
        return drop();
    m_ids = Value();
    m_isEventExpected = true;
}

bool IdIndex::isBehind(const Value &ids) noexcept
{
    return std::exchange(m_isEventExpected, false) || (m_ids.isArray() && !m_ids.isSame(ids));
}

void IdIndex::follow(const Event &event, const Value &ids)
{
    if (!isBehind(ids))
        return;
    if (ids.isArray() && apply(event, ids))
        m_ids = ids;
    else
        drop();
}

bool IdIndex::apply(const Event &event, const Value &ids)
{
    const qsizetype size = m_sequence.size();
    switch (event.type) {
    case Event::Type::Insert: {
        const auto &insertion = static_cast<const InsertEvent &>(event);
        if (size + insertion.values.size() != ids.size())
            return false;
        qsizetype at = spliceIndex(insertion.index, size);
        for (const Value &id : insertion.values.elements())
            insert(at++, id);
        return true;
    }
    case Event::Type::Remove: {
        const auto &removal = static_cast<const RemoveEvent &>(event);
        if (size - removal.removed.size() != ids.size())
            return false;
        const qsizetype at = spliceIndex(removal.index, size);
        for (qsizetype i = 0; i < removal.removed.size(); ++i)
            remove(m_sequence.at(at));
        return true;
    }
    case Event::Type::Move: {
        const auto &movement = static_cast<const MoveEvent &>(event);
        if (size != ids.size())
            return false;
        const qsizetype from = spliceIndex(movement.from, size);
        const qsizetype count = spliceCount(from, movement.howMany, size);
        const qsizetype to = spliceIndex(movement.to, size - count);
        QVarLengthArray<Sequence::Node *, 8> moved;
        for (qsizetype i = 0; i < count; ++i)
            moved.append(m_sequence.at(from + i));
        for (Sequence::Node *node : moved)
            m_sequence.detach(node);
        for (qsizetype i = 0; i < count; ++i)
            m_sequence.attach(moved[i], to + i);
        return true;
    }
    default:
        return false;
    }
}

void IdIndex::replace(qsizetype index, const Value &ids)
{
    if (!isBehind(ids))
        return;
    if (index < 0 || index >= m_sequence.size() || ids.size() != m_sequence.size()) {
        drop();
        return;
    }
    remove(m_sequence.at(index));
    insert(index, ids.at(index));
    m_ids = ids;
}

void IdIndex::insert(qsizetype index, const Value &id)
{
    const Key key = name(id);
    m_nodes[key].append(m_sequence.insert(index, key));
}

void IdIndex::remove(Sequence::Node *node)
{
    const auto found = m_nodes.find(node->payload);
    Nodes &nodes = found->second;
    if (nodes.size() == 1)
        m_nodes.erase(found);
    else
        nodes.erase(std::find(nodes.begin(), nodes.end(), node));
    m_sequence.remove(node);
}

void IdIndex::build(const Value &ids)
{
    drop();
    m_ids = ids;
    std::vector<Sequence::Node *> all;
    all.reserve(size_t(ids.isArray() ? ids.size() : 0));
    m_nodes.reserve(all.capacity());
    for (const Value &id : ids.elements()) {
        const Key key = name(id);
        all.push_back(Sequence::create(key));
        m_nodes[key].append(all.back());
    }
    m_sequence.assign(all);
}

} // namespace Racer
