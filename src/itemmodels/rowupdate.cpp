// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowitems_p.h"

#include "rowmodel.h"

#include "../model/mergesort_p.h"

#include <Racer/valueranges.h>

#include <algorithm>

namespace Racer {

namespace {

// Past that many changes it is cheaper to go through all rows than to look each one up.
constexpr qsizetype FewChanges = 1000;

// Items handed over to learn the roles from.
constexpr qsizetype SampleSize = 1000;

// Items that have been written are anywhere in memory, and waiting for it is most of what looking at many costs: it is
// asked for some items ahead.
constexpr size_t FetchDistance = 8;

void fetchAhead([[maybe_unused]] const Value &item)
{
#ifdef __GNUC__
    __builtin_prefetch(detail::Access::counter(item));
#endif
}

} // namespace

void RowItems::setWindow(qsizetype skip, qsizetype limit)
{
    m_skip = skip;
    m_limit = limit;
    m_isWindowNew = true;
}

qsizetype RowItems::rowOf(const Node *node) const
{
    if (!node->payload.isShown)
        return -1;
    if (!m_isWindowed)
        return m_listed.indexOf(node);
    return std::find(m_window.begin(), m_window.end(), node) - m_window.begin();
}

qsizetype RowItems::rowOf(const Key &key) const
{
    qsizetype first = -1;
    for (const Node *node = find(key); node; node = node->payload.twin) {
        const qsizetype row = rowOf(node);
        if (first < 0 || (row >= 0 && row < first))
            first = row;
    }
    return first;
}

void RowItems::clear()
{
    m_listed.forget();
    for (Node *node : m_dirty) {
        if (!node->payload.place)
            RankedSequence<RowEntry>::dispose(node);
    }
    for (RowEntry::Places::Node *place : m_places) // as they were made: memory is freed in its own order
        RankedSequence<RowEntry>::dispose(place->payload);
    m_dirty.clear();
    m_byKey.clear();
    m_gone.clear();
    m_watched.clear();
    m_places.clear();
    m_window.clear();
    m_kind = Kind::None;
    m_isAllDirty = true;
}

// Tells these where they are in the source, until rows are planned.
void RowItems::countPlaces(const Nodes &nodes) const
{
    if (qsizetype(nodes.size()) <= FewChanges) {
        for (Node *node : nodes)
            node->payload.row = sourceIndexOf(node);
        return;
    }
    qsizetype index = 0;
    for (RowEntry::Places::Node *place : m_places)
        place->payload->payload.row = index++;
}

// What the item is now: in the input, or put into "document". No handle is counted for items that stay.
const Value &RowItems::current(RowViews &views, const Value &input, const RowEntry &entry, Value &document) const
{
    switch (m_kind) {
    case Kind::Array: return input.at(entry.row);
    case Kind::Object: return input.value(entry.key);
    case Kind::Ids: return document = entry.key.isEmpty() ? Value() : views.document(entry.key);
    case Kind::None: break;
    }
    return document;
}

bool RowItems::isBefore(const Node *a, const Node *b) const
{
    if (const int order = m_order.compare(a->payload.rank, b->payload.rank))
        return order < 0;
    return m_places.indexOf(a->payload.place) < m_places.indexOf(b->payload.place);
}

// What comes into the list or to another place there, in order.
RowItems::Nodes RowItems::toPlace(const Findings &found) const
{
    Nodes nodes(found.placed.begin(), found.placed.end());
    nodes.insert(nodes.end(), found.added.begin(), found.added.end());
    if (nodes.size() < 2)
        return nodes;
    struct Item // most are told apart without a look at the node
    {
        double head;
        qsizetype place;
        Node *node;
    };
    std::vector<Item> items;
    items.reserve(nodes.size());
    for (Node *node : nodes)
        items.push_back({m_order.head(node->payload.rank), node->payload.row, node});
    mergeSort(items, [this](const Item &a, const Item &b) {
        if (a.head < b.head || b.head < a.head)
            return a.head < b.head;
        const int order = m_order.compare(a.node->payload.rank, b.node->payload.rank);
        return order != 0 ? order < 0 : a.place < b.place;
    });
    std::transform(items.begin(), items.end(), nodes.begin(), [](const Item &item) { return item.node; });
    return nodes;
}

void RowItems::find(RowViews &views, const Value &input, const Nodes &dirty, Findings &found)
{
    const Value all = !m_rules.matches ? Value() : m_kind == Kind::Ids ? views.allDocuments() : input;
    Value document;
    for (size_t i = 0; i < dirty.size(); ++i) {
        if (i + FetchDistance < dirty.size())
            fetchAhead(dirty[i + FetchDistance]->payload.item);
        Node *const node = dirty[i];
        RowEntry &entry = node->payload;
        if (!entry.place) {
            if (node->isAttached())
                found.removed.push_back(node);
            continue;
        }
        const Value &now = current(views, input, entry, document);
        const bool isSame = now.isSame(entry.item);
        const Key key = m_rules.matches && m_kind == Kind::Array ? Key::fromIndex(entry.row) : entry.key;
        if (!m_isReordered || m_isRefiltered || !isSame)
            entry.isAccepted = (m_kind != Kind::Object || !now.isUndefined()) && m_rules.accepts(now, key, all);
        if (!entry.isAccepted) {
            if (node->isAttached())
                found.removed.push_back(node);
            entry.rank = {};
        } else if (!node->isAttached() || m_isReordered || entry.hasMoved || !isSame) {
            RowRank rank = m_order.rank(now);
            const bool stays = node->isAttached() && !m_isReordered && !entry.hasMoved
                && m_order.compare(entry.rank, rank) == 0;
            if (!stays) {
                entry.rank = std::move(rank);
                (node->isAttached() ? found.placed : found.added).push_back(node);
            }
        }
        entry.hasMoved = false;
        if (node->isAttached() && entry.isAccepted) {
            QString section = m_order.section(now);
            if (!isSame || entry.isRenamed || section != entry.section || m_watched.contains(node))
                found.changed.push_back({node, now, std::move(section)});
        } else {
            if (entry.isAccepted || !isSame) {
                entry.section = m_order.section(now);
                entry.item = now;
            }
            if (!m_watched.isEmpty() && m_watched.contains(node)) {
                RowChange none;
                lookAtWriteState(views, node, none);
            }
        }
    }
}

// Does what may call functions.
template<typename F>
void RowItems::calling(RowViews &views, F &&calls) const
{
    if (m_rules.matches || m_order.hasFunctions())
        views.callFunctions(std::ref(calls));
    else
        calls();
}

void RowItems::update(RowViews &views, Value input, Kind kind)
{
    if (m_isAllDirty || kind != m_kind || (kind == Kind::None ? 0 : input.size()) != m_places.size())
        sync(input, kind);
    const bool wasObjectUsed = m_rules.isObjectUsed;
    if (m_isRefiltered || m_isReordered || (wasObjectUsed && !m_dirty.empty()))
        markAllDirty();
    const Nodes dirty = std::exchange(m_dirty, {});
    for (Node *node : dirty)
        node->payload.isDirty = false;
    countPlaces(dirty);
    m_gone.clear();
    Findings found;
    calling(views, [&] { find(views, input, dirty, found); });
    input = Value(); // lest what listeners write copies it

    const qsizetype count = found.count();
    const bool isFew = !m_isReordered && count <= FewChanges && count <= m_listed.size() / 4 + 16;
    const bool isWindowed = m_skip > 0 || m_limit > 0;
    // A function that has begun to look at all items has to be asked again about those that were not dirty.
    m_isRefiltered = m_rules.isObjectUsed && !wasObjectUsed && qsizetype(dirty.size()) < m_places.size();
    m_isReordered = false;
    const bool isWindowNew = std::exchange(m_isWindowNew, false);
    m_isUnshaped = !m_rules.matches && m_order.isNone()
        && m_listed.size() + found.added.size() - found.removed.size() == m_places.size();
    if (!isWindowed && !m_isWindowed) {
        if (isFew) {
            RowPlan plan;
            calling(views, [&] { plan = planFew(found); });
            apply(views, plan);
        } else {
            Nodes nodes;
            calling(views, [&] { nodes = target(found); });
            show(views, Nodes(m_listed.begin(), m_listed.end()), nodes);
        }
    } else if (count > 0 || isWindowNew) {
        if (!m_isWindowed)
            m_window = Nodes(m_listed.begin(), m_listed.end());
        m_isWindowed = true; // the rows stay as they are while the list changes
        calling(views, [&] { isFew ? settle(found) : settleAll(found); });
        show(views, Nodes(m_window), shownOfList());
        m_isWindowed = isWindowed;
        if (!isWindowed)
            m_window = {};
    }
    announce(views, found.changed);
    for (Node *node : dirty) {
        if (node->payload.place)
            continue;
        m_watched.remove(node);
        RankedSequence<RowEntry>::dispose(node);
    }
    m_hasNewStates = false;
}

// What is in the window, or all.
RowItems::Nodes RowItems::shownOfList() const
{
    const qsizetype size = m_listed.size();
    const qsizetype first = std::min(m_skip, size);
    const qsizetype last = m_limit > 0 ? std::min(first + m_limit, size) : size;
    Nodes nodes;
    nodes.reserve(size_t(last - first));
    auto each = m_listed.iteratorAt(first);
    for (qsizetype i = first; i < last; ++i, ++each)
        nodes.push_back(*each);
    return nodes;
}

// Changes the list as it was found out.
void RowItems::settle(const Findings &found)
{
    for (Node *node : found.removed)
        m_listed.detach(node);
    for (Node *node : found.placed)
        m_listed.detach(node);
    const Nodes nodes = toPlace(found);
    for (Node *node : nodes)
        m_listed.attach(node, gapOf(node, 0));
}

// The same where much changes.
void RowItems::settleAll(const Findings &found)
{
    const Nodes nodes = target(found);
    static_cast<void>(m_listed.takeAll());
    m_listed.assign(nodes);
}

// What the list has to become.
RowItems::Nodes RowItems::target(const Findings &found) const
{
    Nodes nodes;
    if (m_order.isNone()) {
        nodes.reserve(size_t(m_places.size()));
        for (RowEntry::Places::Node *place : m_places) {
            if (place->payload->payload.isAccepted)
                nodes.push_back(place->payload);
        }
        return nodes;
    }
    for (Node *node : found.placed)
        node->payload.isMarked = true;
    Nodes kept;
    kept.reserve(size_t(m_listed.size()));
    for (Node *node : m_listed) {
        if (node->payload.place && node->payload.isAccepted && !node->payload.isMarked)
            kept.push_back(node);
    }
    for (Node *node : found.placed)
        node->payload.isMarked = false;
    const Nodes others = toPlace(found);
    nodes.reserve(kept.size() + others.size());
    std::merge(kept.begin(), kept.end(), others.begin(), others.end(), std::back_inserter(nodes),
               [this](const Node *a, const Node *b) { return isBefore(a, b); });
    return nodes;
}

// Behind how many rows of the list the node belongs; "missing" nodes before it are not in the list yet. It may be in
// the list itself, where it counts if it goes down.
qsizetype RowItems::gapOf(const Node *node, qsizetype missing, bool goesDown) const
{
    const RowEntry &own = node->payload;
    if (m_isUnshaped)
        return own.row - missing + int(goesDown);
    return m_listed.partitionPoint([&](const RowEntry &entry) {
        if (&entry == &own)
            return goesDown;
        if (const int order = m_order.compare(entry.rank, own.rank))
            return order < 0;
        return m_places.indexOf(entry.place) < own.row;
    });
}

void RowItems::lookAtWriteState(RowViews &views, Node *node, RowChange &change)
{
    const RowViews::WriteState state = views.writeState(node->payload.key, sourceIndexOf(node));
    const RowViews::WriteState before = std::exchange(node->payload.state, state);
    if (state.isPending != before.isPending)
        change.roles.append(RowModel::PendingRole);
    if (state.isFailed != before.isFailed)
        change.roles << RowModel::FailedRole << RowModel::ReasonRole;
    if (m_hasNewStates && !state.isPending && !state.isFailed)
        m_watched.remove(node);
}

// Tells which of the rows have changed, in what.
void RowItems::announce(RowViews &views, std::span<Changed> changed)
{
    QVarLengthArray<std::pair<qsizetype, RowChange>, 2> rows;
    Value first = Value::array(); // of documents that were not there
    for (auto &[node, now, section] : changed) {
        RowEntry &entry = node->payload;
        const Value before = std::exchange(entry.item, now);
        const bool isRenamed = std::exchange(entry.isRenamed, false)
            || (m_kind == Kind::Array && !before.isSame(now) && !(before.value(u"id") == now.value(u"id")));
        if (before.isUndefined() && entry.isShown && first.size() < SampleSize)
            first.append(now);
        const QString oldSection = std::exchange(entry.section, std::move(section));
        if (!entry.isShown)
            continue;
        RowChange change = before.isSame(now) ? RowChange() : views.compare(before, now);
        if (isRenamed)
            change.roles.append(RowModel::KeyRole);
        if (before.isUndefined() != now.isUndefined())
            change.roles.append(RowModel::ExistsRole);
        if (oldSection != entry.section)
            change.roles.append(RowModel::SectionRole);
        if (!m_watched.isEmpty() && m_watched.contains(node))
            lookAtWriteState(views, node, change);
        if (!change.isEmpty())
            rows.push_back({shownRowOf(node), std::move(change)});
    }
    if (!first.isEmpty())
        views.firstItems(first);
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (qsizetype i = 0; i < rows.size();) {
        const auto &[row, change] = rows[i];
        qsizetype end = i + 1;
        while (end < rows.size() && rows[end].first == rows[end - 1].first + 1 && rows[end].second == change)
            ++end;
        views.rowsChanged(row, rows[end - 1].first, change);
        i = end;
    }
}

// Outside of the midst of an update, where the list is what is shown.
qsizetype RowItems::shownRowOf(const Node *node) const
{
    return m_listed.indexOf(node) - (m_isWindowed ? m_skip : 0);
}

} // namespace Racer
