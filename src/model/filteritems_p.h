// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "arraydiff_p.h"
#include "rankedsequence_p.h"

#include <Racer/filter.h>

#include <QtCore/QHash>

namespace Racer {

class Functions;

// One item of a filter's input.
struct FilterEntry
{
    using Places = RankedSequence<RankedSequence<FilterEntry>::Node *>;

    Key key;    // among the members of an object
    Value item; // as it was when the entry was last put in its place
    Places::Node *place = nullptr; // among the elements of an array
    quint64 order : 62 = 0;        // among the members of an object
    quint64 isDirty : 1 = false;
    quint64 isGone : 1 = false;    // from the input
};

// What a filter has been told to do, and how to tell of a callable that throws.
struct FilterRules
{
    FilterFunction::Callable matches; // none: everything
    SortFunction::Callable compare;   // none: the order of the input
    QList<Value> extras;
    std::function<void(const Error &error, const Key &key)> report;
    bool isObjectUsed = false; // the callable has asked for other items than its own

    // These throw Error for a name that no function has.
    void setFilter(const FilterFunction &function, const Functions &functions);
    void setOrder(const SortFunction &function, const Functions &functions);
    [[nodiscard]] bool accepts(const Value &item, const Key &key, const Value &object);
    // With items that are undefined last, as JavaScript sorts. 0: the order of the input decides.
    [[nodiscard]] int order(const Value &a, const Value &b) const;
};

// The items of a filter's input, and those that it lets through in their order. Changes are noted one by one, and
// applied at a cost that grows with the logarithm of the number of items.
class FilterItems
{
public:
    using Listed = RankedSequence<FilterEntry>;
    using Node = Listed::Node;

    explicit FilterItems(FilterRules &rules) : m_rules(rules) { }
    ~FilterItems() { clear(); }
    FilterItems(const FilterItems &) = delete;

    [[nodiscard]] const Listed &listed() const noexcept { return m_listed; }
    [[nodiscard]] bool isArray() const noexcept { return m_isArray; }
    // Where the item is in an array that is the input; -1 if it has left it.
    [[nodiscard]] qsizetype inputIndex(const Node *node) const;
    [[nodiscard]] Node *atInput(qsizetype index) const
    { return index >= 0 && index < m_places.size() ? m_places.at(index)->payload : nullptr; }

    // What has happened to the input, which input() tells where it must be known.
    void noteAll() noexcept { m_isAllDirty = m_hasMissed = true; }
    void noteMember(const Key &key, bool mayComeOrGo, const std::function<Value()> &input);
    void noteElement(qsizetype index);
    void noteInserted(qsizetype index, const Value &values);
    void noteRemoved(qsizetype index, qsizetype howMany);
    void noteMoved(const MoveEvent &event);
    [[nodiscard]] bool isDirty() const noexcept { return m_isAllDirty || !m_dirty.empty(); }

    // How the list changes, in the coordinates of the list as it is at that step: removals, moves, insertions.
    struct Step
    {
        ArrayEdit::Kind kind;
        qsizetype from = 0; // Remove and Insert: the index
        qsizetype to = 0;
        Key key = {};
        Value item = {};
    };
    using Steps = std::vector<Step>;
    // Applies what was noted. False if everything was made anew, and the steps are not known.
    [[nodiscard]] bool update(const Value &input, Steps &steps);
    void clear();

private:
    void build(const Value &input);
    void listSorted(std::vector<Node *> nodes);
    [[nodiscard]] bool updateDirty(const Value &input, Steps &steps);
    [[nodiscard]] bool isBefore(const FilterEntry &a, const FilterEntry &b) const;
    [[nodiscard]] const Value &current(const Value &input, const Node *node) const;
    [[nodiscard]] Key keyOf(const Node *node) const;
    void removeListed(std::vector<Node *> &nodes, Steps &steps);
    void placeListed(std::vector<Node *> &nodes, const Value &input, Steps &steps);
    void insertListed(std::vector<Node *> &nodes, Steps &steps);
    qsizetype attachSorted(Node *node);
    void moveTo(const Node *node, qsizetype from, qsizetype to, Steps &steps) const;
    void sortByIndex(std::vector<Node *> &nodes) const;
    [[nodiscard]] bool skipsNotes() noexcept;
    void markDirty(Node *node);
    void dropGone();

    FilterRules &m_rules;
    Listed m_listed;
    QHash<Key, Node *> m_members;  // of an object
    FilterEntry::Places m_places;  // of an array
    std::vector<Node *> m_dirty;
    quint64 m_nextOrder = 0;
    bool m_isArray = false;
    bool m_isAllDirty = true; // or being updated: then it counts what was noted meanwhile
    bool m_hasMissed = false;
};

} // namespace Racer
