// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "roworder_p.h"
#include "rowviews_p.h"

#include "../model/filteritems_p.h"

#include <QtCore/QSet>
#include <QtCore/QVarLengthArray>

#include <span>

namespace Racer {

// One item of the source.
struct RowEntry
{
    using Node = RankedSequence<RowEntry>::Node;
    using Places = RankedSequence<Node *>;

    // What every change looks at is together.
    Value item;                    // as the views know it, where they do
    Places::Node *place = nullptr; // in the source; none once it has gone from there
    bool isAccepted = false;   // by the filter
    bool isShown = false;
    bool isDirty = false;
    bool isRenamed = false;
    bool hasMoved = false;     // in the source
    bool isMarked = false;     // for a while
    RowViews::WriteState state;    // as the views know it
    qsizetype row = 0;             // for a while: in the source, or of the rows
    RowRank rank;
    Key key;                       // among the members of an object, or the document's id; empty for a placeholder
    Node *twin = nullptr;          // another document of the same id
    QString section;               // as the views know it
};

// The steps that turn the rows that are shown into others.
struct RowPlan
{
    struct Range
    {
        qsizetype first;
        qsizetype count;
    };
    struct Move
    {
        RowEntry::Node *node;
        RowEntry::Node *previous; // it ends up behind that one, or in front if there is none
    };
    std::vector<Range> removals;          // of the rows as they are, from front to back
    std::vector<Move> moves;              // in the order that they end in
    std::vector<Range> insertions;        // of "added", into the rows as they will be
    std::vector<RowEntry::Node *> added;

    [[nodiscard]] size_t steps() const noexcept { return removals.size() + moves.size() + insertions.size(); }
};

// The items of a source, and the rows that show some of them in some order. Changes of the source are noted one by one;
// update() makes rows of them, at a cost that grows with the logarithm of the number of items.
class RowItems
{
public:
    enum class Kind : quint8 {
        None,
        Array,  // items are the elements
        Object, // items are the members, in their order
        Ids,    // items are documents, by a list of their ids
    };
    using Node = RowEntry::Node;
    using Nodes = std::vector<Node *>;

    RowItems() = default;
    ~RowItems() { clear(); }
    RowItems(const RowItems &) = delete;

    // The rows
    [[nodiscard]] Kind kind() const noexcept { return m_kind; }
    [[nodiscard]] qsizetype size() const noexcept
    { return m_isWindowed ? qsizetype(m_window.size()) : m_listed.size(); }
    [[nodiscard]] Node *at(qsizetype row) const { return m_isWindowed ? m_window[size_t(row)] : m_listed.at(row); }
    [[nodiscard]] qsizetype rowOf(const Node *node) const; // -1 if it is not shown
    [[nodiscard]] qsizetype rowOf(const Key &key) const;   // of the first one
    // The source, as far as it was noted
    [[nodiscard]] qsizetype sourceSize() const noexcept { return m_places.size(); }
    [[nodiscard]] qsizetype sourceIndexOf(const Node *node) const
    { return node->payload.place ? m_places.indexOf(node->payload.place) : -1; }
    [[nodiscard]] bool isPlain() const noexcept { return !m_rules.matches && m_order.isNone() && !m_isWindowed; }

    // What is shown
    [[nodiscard]] FilterRules &rules() noexcept { return m_rules; }
    [[nodiscard]] RowOrder &order() noexcept { return m_order; }
    [[nodiscard]] const RowOrder &order() const noexcept { return m_order; }
    void noteFilter() noexcept { m_isRefiltered = true; }
    void noteOrder() noexcept { m_isReordered = true; }
    void setWindow(qsizetype skip, qsizetype limit);

    // What has happened to the source
    void noteAll() noexcept { m_isAllDirty = true; }
    void noteElement(qsizetype index, const Value *value = nullptr); // what it has become, if it is another as a whole
    void noteInserted(qsizetype index, const Value &values);
    void noteRemoved(qsizetype index, qsizetype howMany);
    void noteMoved(qsizetype from, qsizetype to, qsizetype howMany);
    void noteMember(const Key &key);
    void noteMemberGone(const Key &key);
    void noteDocument(const Key &key);
    // What this client writes, has written, or may have written: rows whose write states are looked after.
    void setOwn(bool own) noexcept { m_isOwn = own; }
    void noteWriteStates();
    void noteWriteState(const Key &key);
    [[nodiscard]] bool isDirty() const noexcept
    { return m_isAllDirty || m_isRefiltered || m_isReordered || m_isWindowNew || !m_dirty.empty(); }
    [[nodiscard]] Node *find(const Key &key) const { return m_byKey.value(key); }

    void update(RowViews &views, Value input, Kind kind);
    void clear();

private:
    struct Changed
    {
        Node *node;
        Value now;
        QString section;
    };
    // What an update has found out.
    struct Findings
    {
        QVarLengthArray<Node *, 2> removed; // from the list
        QVarLengthArray<Node *, 2> placed;  // in the list, and perhaps not where they are
        QVarLengthArray<Node *, 2> added;
        QVarLengthArray<Changed, 2> changed;

        [[nodiscard]] qsizetype count() const noexcept { return removed.size() + placed.size() + added.size(); }
    };

    struct Place
    {
        Node *node;
        qsizetype gap; // behind how many of the rows that do not move
    };
    using NodeRows = std::vector<std::pair<qsizetype, Node *>>;

    template<typename F>
    void calling(RowViews &views, F &&calls) const;
    void sync(const Value &input, Kind kind);
    [[nodiscard]] Nodes matchElements(const Value &input) const;
    [[nodiscard]] Nodes matchKeys(const std::vector<Key> &keys) const;
    void setPlaces(const Nodes &nodes, const std::vector<Key> &keys);
    void markDirty(Node *node);
    void markAllDirty();
    void drop(Node *node);
    void addKey(Node *node);
    void removeKey(Node *node);
    void rename(Node *node, const Key &key);
    Node *reviveOrCreate(const Key &key);

    void find(RowViews &views, const Value &input, const Nodes &dirty, Findings &found);
    void countPlaces(const Nodes &nodes) const;
    [[nodiscard]] const Value &current(RowViews &views, const Value &input, const RowEntry &entry,
                                       Value &document) const;
    [[nodiscard]] bool isBefore(const Node *a, const Node *b) const;
    [[nodiscard]] Nodes toPlace(const Findings &found) const;
    [[nodiscard]] qsizetype gapOf(const Node *node, qsizetype missing, bool goesDown = false) const;
    [[nodiscard]] Nodes target(const Findings &found) const;
    void settle(const Findings &found);
    void settleAll(const Findings &found);
    [[nodiscard]] Nodes shownOfList() const;
    void lookAtWriteState(RowViews &views, Node *node, RowChange &change);
    void announce(RowViews &views, std::span<Changed> changed);
    [[nodiscard]] qsizetype shownRowOf(const Node *node) const;

    [[nodiscard]] RowPlan planFew(const Findings &found);
    void planOne(RowPlan &plan, const Findings &found) const;
    void planMoves(RowPlan &plan, const std::vector<Place> &order, const NodeRows &before) const;
    [[nodiscard]] static RowPlan planAll(const Nodes &before, const Nodes &after);
    void show(RowViews &views, const Nodes &before, const Nodes &after);
    void apply(RowViews &views, const RowPlan &plan);
    void applyMoves(RowViews &views, const std::vector<RowPlan::Move> &moves);
    void applyAtOnce(RowViews &views, const RowPlan &plan, const Nodes &before, const Nodes &after);
    void removeRows(RowViews &views, qsizetype first, qsizetype count);
    void insertRows(RowViews &views, qsizetype first, std::span<Node *const> nodes);
    void moveRows(RowViews &views, qsizetype from, qsizetype count, qsizetype before);
    void reorderRows(RowViews &views, const Nodes &order);

    FilterRules m_rules;
    RowOrder m_order;
    RankedSequence<RowEntry> m_listed; // what the filter accepts, in its order
    Nodes m_window;                    // what of that is shown, if that is not all
    RowEntry::Places m_places;
    QHash<Key, Node *> m_byKey;        // of an object, and of documents
    QHash<Key, Node *> m_gone;         // since the last update, and perhaps to come again
    Nodes m_dirty;
    QSet<Node *> m_watched;            // whose write state may change
    qsizetype m_skip = 0;
    qsizetype m_limit = 0;
    Kind m_kind = Kind::None;
    bool m_isWindowed = false;
    bool m_isWindowNew = false;
    bool m_isAllDirty = false;
    bool m_isRefiltered = false;
    bool m_isReordered = false;
    bool m_isOwn = false;
    bool m_hasNewStates = false;
    bool m_isUnshaped = false; // the list is the source
};

} // namespace Racer
