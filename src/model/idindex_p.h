// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "rankedsequence_p.h"

#include <Racer/event.h>

#include <QtCore/QVarLengthArray>

#include <unordered_map>

namespace Racer {

// At which positions of an array of ids an id is, in O(log n). It follows the array by its events, one by one; after
// any other change it has to be dropped, and is made anew when it is next asked.
class IdIndex
{
public:
    using Positions = QVarLengthArray<qsizetype, 4>;

    // In ascending order. "ids" is the array as it is now.
    [[nodiscard]] Positions positions(const Key &id, const Value &ids);
    // An event at the array, after which it is "ids".
    void follow(const Event &event, const Value &ids);
    // Another value was stored at "index".
    void replace(qsizetype index, const Value &ids);
    // "ids" is about to change, and the event is still to come: lets go of the array, lest the change copy parts of it.
    void expectEvent(const Value &ids);
    void drop();

    // The id as a member's name.
    [[nodiscard]] static Key name(const Value &id);

private:
    using Sequence = RankedSequence<Key>;
    using Nodes = QVarLengthArray<Sequence::Node *, 1>;

    [[nodiscard]] bool isBehind(const Value &ids) noexcept;
    [[nodiscard]] bool apply(const Event &event, const Value &ids);
    void insert(qsizetype index, const Value &id);
    void remove(Sequence::Node *node);
    void build(const Value &ids);

    Value m_ids; // the array that this was made from, unless an event is expected
    bool m_isEventExpected = false;
    Sequence m_sequence;
    std::unordered_map<Key, Nodes> m_nodes;
};

} // namespace Racer
