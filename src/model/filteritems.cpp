// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "filteritems_p.h"

#include "document_p.h"
#include "functions_p.h"
#include "mergesort_p.h"

#include <algorithm>

namespace Racer {

namespace {

// Behind all names that JavaScript takes for indexes, which come first among an object's members.
constexpr quint64 FirstNamedOrder = quint64(1) << 33;

qint64 integerName(const Key &key)
{
    const bool canonical = key.isIndex() && (key.size() == 1 || key.view().front() != u'0');
    return canonical ? key.toIndex() : -1;
}

} // namespace

void FilterRules::setFilter(const FilterFunction &function, const Functions &functions)
{
    isObjectUsed = false;
    if (function.name().isEmpty()) {
        matches = function.callable();
        return;
    }
    const ModelFunction *const named = functions.find(function.name());
    if (!named)
        throw Error(u"Filter function not found: "_qs + function.name().toString());
    matches = [call = *named](const FilterItem &item) {
        QVarLengthArray<Value, 6> arguments{item.value, Value(item.key)};
        arguments.append(item.object());
        for (const Value &extra : item.extras)
            arguments.append(extra);
        return call.call(std::span(arguments.constData(), size_t(arguments.size()))).isTruthy();
    };
}

void FilterRules::setOrder(const SortFunction &function, const Functions &functions)
{
    if (function.callable()) {
        compare = function.callable();
        return;
    }
    const Key name = function.name().isEmpty() ? Key(u"asc") : function.name();
    const ModelFunction *const named = functions.find(name);
    if (!named)
        throw Error(u"Sort function not found: "_qs + name.toString());
    compare = [call = *named](const Value &a, const Value &b) {
        const Value items[] = {a, b};
        const double order = call.call(items).toDouble();
        return order < 0 ? -1 : int(order > 0);
    };
}

bool FilterRules::accepts(const Value &item, const Key &key, const Value &object)
{
    if (!matches)
        return true;
    const FilterItem asked(item, key, object, extras);
    bool accepted = false;
    try {
        accepted = matches(asked);
    } catch (const Error &error) {
        report(error, key);
    } catch (const std::exception &exception) {
        report(Error(QString::fromLocal8Bit(exception.what())), key);
    }
    isObjectUsed = isObjectUsed || asked.isObjectUsed();
    return accepted;
}

int FilterRules::order(const Value &a, const Value &b) const
{
    if (!compare)
        return 0;
    if (a.isUndefined() || b.isUndefined())
        return int(a.isUndefined()) - int(b.isUndefined());
    try {
        return compare(a, b);
    } catch (const Error &error) {
        report(error, Key());
    } catch (const std::exception &exception) {
        report(Error(QString::fromLocal8Bit(exception.what())), Key());
    }
    return 0;
}

qsizetype FilterItems::inputIndex(const Node *node) const
{
    return node->payload.place ? m_places.indexOf(node->payload.place) : -1;
}

bool FilterItems::skipsNotes() noexcept
{
    m_hasMissed = true;
    return m_isAllDirty;
}

void FilterItems::markDirty(Node *node)
{
    if (!node->payload.isDirty) {
        node->payload.isDirty = true;
        m_dirty.push_back(node);
    }
}

void FilterItems::noteMember(const Key &key, bool mayComeOrGo, const std::function<Value()> &input)
{
    if (skipsNotes())
        return;
    Node *node = m_members.value(key);
    if (!node || mayComeOrGo) {
        const bool exists = input().contains(key);
        if (node && !exists) {
            m_members.remove(key);
            node->payload.isGone = true;
        } else if (!node && exists) {
            // It may have been there before, in another place of the order, and be listed still.
            const bool isBack = std::any_of(m_dirty.begin(), m_dirty.end(), [&key](const Node *other) {
                return other->payload.isGone && other->payload.key == key;
            });
            if (isBack)
                return noteAll();
            node = Listed::create({});
            node->payload.key = key;
            const qint64 index = integerName(key);
            node->payload.order = index >= 0 ? quint64(index) : ++m_nextOrder;
            m_members.insert(key, node);
        }
    }
    if (node)
        markDirty(node);
}

void FilterItems::noteElement(qsizetype index)
{
    if (skipsNotes())
        return;
    if (Node *node = atInput(index))
        markDirty(node);
    else
        noteAll(); // the array has grown
}

void FilterItems::noteInserted(qsizetype index, const Value &values)
{
    if (skipsNotes())
        return;
    qsizetype at = spliceIndex(index, m_places.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        Node *node = Listed::create({});
        node->payload.place = m_places.insert(at++, node);
        markDirty(node);
    }
}

void FilterItems::noteRemoved(qsizetype index, qsizetype howMany)
{
    if (skipsNotes())
        return;
    const qsizetype at = spliceIndex(index, m_places.size());
    for (qsizetype i = spliceCount(at, howMany, m_places.size()); i-- > 0;) {
        Node *node = m_places.take(m_places.at(at));
        node->payload.place = nullptr;
        node->payload.isGone = true;
        markDirty(node);
    }
}

void FilterItems::noteMoved(const MoveEvent &event)
{
    if (skipsNotes())
        return;
    const qsizetype size = m_places.size();
    const qsizetype from = spliceIndex(event.from, size);
    const qsizetype count = spliceCount(from, event.howMany, size);
    std::vector<FilterEntry::Places::Node *> moved;
    for (qsizetype i = 0; i < count; ++i) {
        moved.push_back(m_places.at(from));
        m_places.detach(moved.back());
    }
    qsizetype to = spliceIndex(event.to, m_places.size());
    for (auto *place : moved) {
        m_places.attach(place, to++);
        markDirty(place->payload);
    }
}

bool FilterItems::isBefore(const FilterEntry &a, const FilterEntry &b) const
{
    if (const int order = m_rules.order(a.item, b.item))
        return order < 0;
    return m_isArray ? m_places.indexOf(a.place) < m_places.indexOf(b.place) : a.order < b.order;
}

const Value &FilterItems::current(const Value &input, const Node *node) const
{
    return m_isArray ? input.at(inputIndex(node)) : input.value(node->payload.key);
}

Key FilterItems::keyOf(const Node *node) const
{
    return m_isArray ? Key::fromIndex(inputIndex(node)) : node->payload.key;
}

void FilterItems::clear()
{
    std::vector<Node *> loose;
    const auto collect = [&loose](Node *node) {
        if (!node->isAttached())
            loose.push_back(node);
    };
    for (Node *node : std::as_const(m_members))
        collect(node);
    for (auto *place : m_places)
        collect(place->payload);
    for (Node *node : m_dirty) {
        if (node->payload.isGone) // the others have been seen
            collect(node);
    }
    for (Node *node : loose)
        Listed::dispose(node);
    m_dirty.clear();
    m_members.clear();
    m_places.clear();
    m_listed.clear();
    m_nextOrder = FirstNamedOrder;
}

bool FilterItems::update(const Value &input, Steps &steps)
{
    const bool isFew = m_dirty.size() <= 16 + size_t(m_members.size() + m_places.size()) / 4;
    const bool isKnown = !m_isAllDirty && isFew && input.isArray() == m_isArray;
    // Callables that change the input meanwhile are heard, and make the next update a complete one.
    m_isAllDirty = true;
    m_hasMissed = false;
    const bool isUpdated = isKnown && updateDirty(input, steps);
    if (!isUpdated) {
        steps.clear();
        build(input);
    }
    m_isAllDirty = m_hasMissed;
    return isUpdated;
}

void FilterItems::build(const Value &input)
{
    clear();
    m_isArray = input.isArray();
    std::vector<Node *> nodes;
    nodes.reserve(size_t(input.size()));
    const auto add = [&](const Key &key, const Value &item) {
        nodes.push_back(Listed::create({}));
        nodes.back()->payload.key = key;
        nodes.back()->payload.item = item;
    };
    if (m_isArray) {
        std::vector<FilterEntry::Places::Node *> places;
        places.reserve(nodes.capacity());
        for (const Value &item : input.elements()) {
            add({}, item);
            places.push_back(FilterEntry::Places::create(nodes.back()));
            nodes.back()->payload.place = places.back();
        }
        m_places.assign(places);
    } else {
        bool isInOrder = true;
        m_members.reserve(input.size());
        for (const auto &[key, item] : input.members()) {
            add(key, item);
            const qint64 index = integerName(key);
            nodes.back()->payload.order = index >= 0 ? quint64(index) : ++m_nextOrder;
            isInOrder = isInOrder && index < 0;
            m_members.insert(key, nodes.back());
        }
        for (qsizetype i = 0; input.isString() && i < input.size(); ++i) {
            add(Key::fromIndex(i), Value(input.stringView().mid(i, 1)));
            nodes.back()->payload.order = quint64(i);
            m_members.insert(nodes.back()->payload.key, nodes.back());
        }
        if (!isInOrder) {
            mergeSort(nodes, [](const Node *a, const Node *b) { return a->payload.order < b->payload.order; });
        }
    }
    qsizetype index = 0;
    std::vector<Node *> accepted;
    accepted.reserve(nodes.size());
    for (Node *node : nodes) {
        const Key key = m_isArray && m_rules.matches ? Key::fromIndex(index++) : node->payload.key;
        if (m_rules.accepts(node->payload.item, key, input))
            accepted.push_back(node);
        else
            node->payload.item = Value();
    }
    listSorted(std::move(accepted));
}

void FilterItems::listSorted(std::vector<Node *> nodes)
{
    if (m_rules.compare) {
        mergeSort(nodes, [this](const Node *a, const Node *b) {
            return m_rules.order(a->payload.item, b->payload.item) < 0;
        });
    }
    m_listed.assign(nodes);
}

bool FilterItems::updateDirty(const Value &input, Steps &steps)
{
    std::vector<Node *> removed;
    std::vector<Node *> kept;
    std::vector<Node *> added;
    for (Node *node : m_dirty) {
        const bool isAccepted = !node->payload.isGone
            && m_rules.accepts(current(input, node), m_rules.matches ? keyOf(node) : Key(), input);
        if (isAccepted)
            (node->isAttached() ? kept : added).push_back(node);
        else if (node->isAttached())
            removed.push_back(node);
    }
    // Members that came or went without an event, as documents do that are about to be loaded.
    const bool isComplete = input.size() == (m_isArray ? m_places.size() : m_members.size());
    if (m_rules.isObjectUsed || !isComplete)
        return false;
    removeListed(removed, steps);
    placeListed(kept, input, steps);
    for (Node *node : added)
        node->payload.item = current(input, node);
    insertListed(added, steps);
    dropGone();
    return true;
}

void FilterItems::removeListed(std::vector<Node *> &nodes, Steps &steps)
{
    sortByIndex(nodes);
    for (Node *node : nodes) {
        steps.push_back({ArrayEdit::Kind::Remove, m_listed.indexOf(node)});
        m_listed.detach(node);
        node->payload.item = Value();
    }
}

void FilterItems::placeListed(std::vector<Node *> &nodes, const Value &input, Steps &steps)
{
    if (nodes.size() == 1) {
        Node *const node = nodes.front();
        const Node *const previous = m_listed.previous(node);
        const Node *const next = m_listed.next(node);
        node->payload.item = current(input, node);
        const bool isInPlace = (!previous || isBefore(previous->payload, node->payload))
            && (!next || isBefore(node->payload, next->payload));
        if (isInPlace)
            return;
        const qsizetype from = m_listed.indexOf(node);
        m_listed.detach(node);
        moveTo(node, from, attachSorted(node), steps);
        return;
    }
    // Until all have been taken out the list is not in order. Each then goes behind the one that it has before it in
    // the end.
    sortByIndex(nodes);
    std::vector<qsizetype> before;
    for (const Node *node : nodes)
        before.push_back(m_listed.indexOf(node));
    for (Node *node : nodes)
        m_listed.detach(node);
    for (Node *node : nodes) {
        node->payload.item = current(input, node);
        attachSorted(node);
    }
    std::vector<std::pair<Node *, Node *>> wanted;
    std::vector<Node *> sorted = nodes;
    sortByIndex(sorted);
    for (Node *node : sorted)
        wanted.push_back({node, m_listed.previous(node)});
    for (Node *node : nodes)
        m_listed.detach(node);
    for (size_t i = 0; i < nodes.size(); ++i)
        m_listed.attach(nodes[i], before[i]);
    for (const auto &[node, previous] : wanted) {
        const qsizetype from = m_listed.indexOf(node);
        m_listed.detach(node);
        const qsizetype to = previous ? m_listed.indexOf(previous) + 1 : 0;
        m_listed.attach(node, to);
        moveTo(node, from, to, steps);
    }
}

qsizetype FilterItems::attachSorted(Node *node)
{
    const qsizetype index =
        m_listed.partitionPoint([&](const FilterEntry &entry) { return isBefore(entry, node->payload); });
    m_listed.attach(node, index);
    return index;
}

void FilterItems::moveTo(const Node *node, qsizetype from, qsizetype to, Steps &steps) const
{
    if (to != from)
        steps.push_back({ArrayEdit::Kind::Move, from, to, node->payload.key, node->payload.item});
}

void FilterItems::sortByIndex(std::vector<Node *> &nodes) const
{
    if (nodes.size() > 1) {
        std::sort(nodes.begin(), nodes.end(),
                  [this](const Node *a, const Node *b) { return m_listed.indexOf(a) < m_listed.indexOf(b); });
    }
}

void FilterItems::insertListed(std::vector<Node *> &nodes, Steps &steps)
{
    for (Node *node : nodes)
        attachSorted(node);
    sortByIndex(nodes);
    for (const Node *node : nodes)
        steps.push_back({ArrayEdit::Kind::Insert, m_listed.indexOf(node), 0, node->payload.key, node->payload.item});
}

void FilterItems::dropGone()
{
    for (Node *node : std::exchange(m_dirty, {})) {
        node->payload.isDirty = false;
        if (node->payload.isGone)
            Listed::dispose(node);
    }
}

} // namespace Racer
