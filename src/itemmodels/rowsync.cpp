// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowitems_p.h"

#include "rowdiff_p.h"

#include "../model/document_p.h"

namespace Racer {

namespace {

Key idOf(const Value &id)
{
    return id.isNullish() ? Key() : id.isString() ? id.toKey() : Key(id.toDisplayString());
}

// Whether an element is the same item still: both have the same id, or none.
bool isSameItem(const Value &before, const Value &after)
{
    const auto idOf = [](const Value &item) {
        const Value &id = item.value(u"id");
        return id.isNullish() || id.isContainer() ? Value() : id;
    };
    return idOf(before) == idOf(after);
}

} // namespace

void RowItems::addKey(Node *node)
{
    if (node->payload.key.isEmpty())
        return;
    Node *&first = m_byKey[node->payload.key];
    node->payload.twin = first;
    first = node;
}

void RowItems::removeKey(Node *node)
{
    const auto found = m_byKey.find(node->payload.key);
    if (found == m_byKey.end())
        return;
    if (*found == node && !node->payload.twin) {
        m_byKey.erase(found);
        return;
    }
    Node **link = &*found;
    while (*link && *link != node)
        link = &(*link)->payload.twin;
    if (*link)
        *link = node->payload.twin;
    node->payload.twin = nullptr;
}

void RowItems::rename(Node *node, const Key &key)
{
    removeKey(node);
    node->payload.key = key;
    node->payload.isRenamed = true;
    addKey(node);
}

void RowItems::markDirty(Node *node)
{
    if (m_isOwn)
        m_watched.insert(node);
    if (!node->payload.isDirty) {
        node->payload.isDirty = true;
        m_dirty.push_back(node);
    }
}

void RowItems::markAllDirty()
{
    m_dirty.reserve(m_dirty.size() + size_t(m_places.size()));
    for (RowEntry::Places::Node *place : m_places)
        markDirty(place->payload);
}

// Its place has been taken away.
void RowItems::drop(Node *node)
{
    node->payload.place = nullptr;
    if (!node->payload.key.isEmpty()) {
        removeKey(node);
        m_gone.insert(node->payload.key, node);
    }
    markDirty(node);
}

RowItems::Node *RowItems::reviveOrCreate(const Key &key)
{
    Node *node = key.isEmpty() ? nullptr : m_gone.take(key);
    if (node) {
        node->payload.hasMoved = true;
    } else {
        node = RankedSequence<RowEntry>::create({});
        node->payload.key = key;
    }
    addKey(node);
    markDirty(node);
    return node;
}

void RowItems::noteElement(qsizetype index, const Value *value)
{
    if (m_isAllDirty)
        return;
    if (index < 0 || index >= m_places.size())
        return noteAll(); // it has grown
    RowEntry::Places::Node *const place = m_places.at(index);
    Node *const node = place->payload;
    if (!value)
        return markDirty(node);
    const Key key = m_kind == Kind::Ids ? idOf(*value) : Key();
    if (m_kind == Kind::Ids) {
        if (key == node->payload.key)
            return;
        if (key.isEmpty() || node->payload.key.isEmpty()) { // one row, whether its document is known or not
            rename(node, key);
            return markDirty(node);
        }
    } else if (isSameItem(node->payload.item, *value)) {
        return markDirty(node);
    }
    drop(node);
    Node *const other = reviveOrCreate(key);
    place->payload = other;
    other->payload.place = place;
}

void RowItems::noteInserted(qsizetype index, const Value &values)
{
    if (m_isAllDirty)
        return;
    qsizetype at = spliceIndex(index, m_places.size());
    for (const Value &value : values.elements()) {
        Node *const node = reviveOrCreate(m_kind == Kind::Ids ? idOf(value) : Key());
        node->payload.place = m_places.insert(at++, node);
    }
}

void RowItems::noteRemoved(qsizetype index, qsizetype howMany)
{
    if (m_isAllDirty)
        return;
    const qsizetype at = spliceIndex(index, m_places.size());
    for (qsizetype i = spliceCount(at, howMany, m_places.size()); i-- > 0;)
        drop(m_places.take(m_places.at(at)));
}

void RowItems::noteMoved(qsizetype from, qsizetype to, qsizetype howMany)
{
    if (m_isAllDirty)
        return;
    const qsizetype first = spliceIndex(from, m_places.size());
    std::vector<RowEntry::Places::Node *> moved;
    for (qsizetype i = spliceCount(first, howMany, m_places.size()); i-- > 0;) {
        moved.push_back(m_places.at(first));
        m_places.detach(moved.back());
    }
    qsizetype at = spliceIndex(to, m_places.size());
    for (RowEntry::Places::Node *place : moved) {
        m_places.attach(place, at++);
        place->payload->payload.hasMoved = true;
        markDirty(place->payload);
    }
}

void RowItems::noteMember(const Key &key)
{
    if (m_isAllDirty)
        return;
    Node *node = find(key);
    if (!node) {
        node = reviveOrCreate(key);
        node->payload.place = m_places.append(node);
    }
    markDirty(node);
}

void RowItems::noteMemberGone(const Key &key)
{
    Node *const node = m_isAllDirty ? nullptr : find(key);
    if (!node)
        return;
    m_places.remove(node->payload.place);
    drop(node);
}

void RowItems::noteDocument(const Key &key)
{
    for (Node *node = find(key); node; node = node->payload.twin)
        markDirty(node);
}

void RowItems::noteWriteStates()
{
    m_hasNewStates = true;
    for (Node *node : std::as_const(m_watched))
        markDirty(node);
}

void RowItems::noteWriteState(const Key &key)
{
    for (Node *node = find(key); node; node = node->payload.twin)
        m_watched.insert(node);
    noteWriteStates();
}

// For each element the node that it was, or a nullptr.
RowItems::Nodes RowItems::matchElements(const Value &input) const
{
    Nodes before;
    before.reserve(size_t(m_places.size()));
    for (RowEntry::Places::Node *place : m_places)
        before.push_back(place->payload);
    Nodes result(size_t(input.size()), nullptr);
    const auto isSame = [&](size_t node, size_t element) {
        return before[node]->payload.item.isSame(input.at(qsizetype(element)));
    };
    size_t head = 0;
    const size_t shorter = std::min(before.size(), result.size());
    for (; head < shorter && isSame(head, head); ++head)
        result[head] = before[head];
    size_t tail = 0;
    for (; tail < shorter - head && isSame(before.size() - 1 - tail, result.size() - 1 - tail); ++tail)
        result[result.size() - 1 - tail] = before[before.size() - 1 - tail];
    if (head + tail == shorter) // nothing but insertions, or removals
        return result;
    Value from = Value::array();
    for (size_t i = head; i < before.size() - tail; ++i)
        from.append(before[i]->payload.item);
    Value to = Value::array();
    for (size_t i = head; i < result.size() - tail; ++i)
        to.append(input.at(qsizetype(i)));
    const std::vector<qsizetype> partners = rowPartners(from, to);
    for (size_t i = 0; i < partners.size(); ++i) {
        if (partners[i] >= 0)
            result[head + i] = before[head + size_t(partners[i])];
    }
    return result;
}

// The same by keys. Placeholders have none: one that stays where it is becomes what is there, or is taken in turn.
RowItems::Nodes RowItems::matchKeys(const std::vector<Key> &keys) const
{
    QHash<Key, QList<Node *>> known; // the last one first
    Nodes before;
    for (RowEntry::Places::Node *place : m_places)
        before.push_back(place->payload);
    for (size_t i = before.size(); i-- > 0;)
        known[before[i]->payload.key].append(before[i]);
    for (auto gone = m_gone.cbegin(); gone != m_gone.cend(); ++gone)
        known[gone.key()].prepend(*gone);
    QList<Node *> placeholders = known.take(Key());
    Nodes result(keys.size(), nullptr);
    for (size_t i = 0; i < keys.size(); ++i) {
        const auto found = keys[i].isEmpty() ? known.end() : known.find(keys[i]);
        if (found != known.end() && !found->isEmpty())
            result[i] = found->takeLast();
    }
    if (placeholders.isEmpty())
        return result;
    QSet<Node *> taken;
    for (size_t i = 0; i < std::min(keys.size(), before.size()); ++i) {
        if (!result[i] && before[i]->payload.key.isEmpty()) {
            result[i] = before[i];
            taken.insert(before[i]);
        }
    }
    placeholders.removeIf([&taken](Node *node) { return taken.contains(node); });
    for (size_t i = 0; i < keys.size() && !placeholders.isEmpty(); ++i) {
        if (!result[i] && keys[i].isEmpty())
            result[i] = placeholders.takeLast();
    }
    return result;
}

// To what the source is now, whatever was noted.
void RowItems::sync(const Value &input, Kind kind)
{
    m_isAllDirty = false;
    qsizetype index = 0;
    if (kind != m_kind) { // items of another kind have nothing in common with these
        for (RowEntry::Places::Node *place : m_places)
            drop(place->payload);
        m_places.clear();
        m_gone.clear();
        m_kind = kind;
    }
    std::vector<Key> keys;
    if (kind == Kind::Object) {
        keys.reserve(size_t(input.size()));
        for (const auto &[key, item] : input.members())
            keys.push_back(key);
    } else if (kind == Kind::Ids) {
        for (const Value &id : input.elements())
            keys.push_back(idOf(id));
    }
    setPlaces(kind == Kind::Array ? matchElements(input) : matchKeys(keys), keys);
    for (RowEntry::Places::Node *place : m_places) {
        Node *const node = place->payload;
        const bool isSame = kind == Kind::Array ? node->payload.item.isSame(input.at(index++))
            : kind == Kind::Object              ? node->payload.item.isSame(input.value(node->payload.key))
                                                : false; // no more is known about documents
        if (!isSame)
            markDirty(node);
    }
}

void RowItems::setPlaces(const Nodes &nodes, const std::vector<Key> &keys)
{
    std::vector<qsizetype> order; // of those that were there
    for (const Node *node : nodes) {
        if (node && node->payload.place)
            order.push_back(m_places.indexOf(node->payload.place));
    }
    const std::vector<bool> stays = longestIncreasing(order);
    std::vector<RowEntry::Places::Node *> places = m_places.takeAll();
    Nodes before;
    before.reserve(places.size());
    size_t next = 0;
    for (Node *node : nodes) {
        if (!node || !node->payload.place || stays[next++])
            continue;
        node->payload.hasMoved = true;
        markDirty(node);
    }
    for (RowEntry::Places::Node *place : places) {
        before.push_back(place->payload);
        place->payload->payload.place = nullptr;
    }
    for (size_t i = nodes.size(); i < places.size(); ++i)
        RowEntry::Places::dispose(places[i]);
    places.resize(nodes.size(), nullptr);
    for (size_t i = 0; i < nodes.size(); ++i) {
        const Key key = keys.empty() ? Key() : keys[i];
        Node *node = nodes[i];
        if (!node) {
            node = reviveOrCreate(key);
        } else if (node->payload.key != key) {
            rename(node, key);
            markDirty(node);
        } else if (!key.isEmpty() && m_gone.value(key) == node) {
            m_gone.remove(key);
            node->payload.hasMoved = true;
            markDirty(node);
            addKey(node);
        }
        if (!places[i])
            places[i] = RowEntry::Places::create(node);
        places[i]->payload = node;
        node->payload.place = places[i];
    }
    m_places.assign(places);
    for (Node *node : before) {
        if (!node->payload.place)
            drop(node);
    }
}

} // namespace Racer
