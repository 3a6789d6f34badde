// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "sparseids_p.h"

#include <QtCore/QHash>

#include <algorithm>

namespace Racer {

namespace {

class StepMaker
{
public:
    StepMaker(const SparseIds &from, const SparseIds &to) : m_to(to)
    {
        QHash<Key, qsizetype> places;
        places.reserve(qsizetype(to.known.size()));
        for (size_t i = 0; i < to.known.size(); ++i)
            places.insert(to.known[i].id, qsizetype(i));
        m_entries.reserve(from.known.size());
        for (const SparseIds::Known &known : from.known)
            m_entries.push_back({known.index, places.value(known.id, -1), false});
        moveCommon();

        Gap gap{0, from.size, m_entries.cbegin(), m_entries.cbegin(), 0, to.size, 0, 0};
        for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry) {
            if (entry->to < 0)
                continue;
            const qsizetype index = to.known[size_t(entry->to)].index;
            align({gap.from, entry->index, gap.entry, entry, gap.to, index, gap.known, size_t(entry->to)});
            gap.from = entry->index + 1;
            gap.entry = entry + 1;
            gap.to = index + 1;
            gap.known = size_t(entry->to) + 1;
        }
        gap.entryEnd = m_entries.cend();
        gap.knownEnd = to.known.size();
        align(gap);
    }

    [[nodiscard]] std::vector<IdsStep> take() { return std::move(m_steps); }

private:
    // An id that is known at first, where it is now, and its place among those known in the end, or -1.
    struct Entry
    {
        qsizetype index;
        qsizetype to;
        bool stays;
    };
    using Entries = std::vector<Entry>;

    // What is between two ids that are in both lists.
    struct Gap
    {
        qsizetype from;
        qsizetype fromEnd;
        Entries::const_iterator entry;
        Entries::const_iterator entryEnd;
        qsizetype to;
        qsizetype toEnd;
        size_t known;
        size_t knownEnd;
    };

    void moveCommon();
    void markStaying();
    void moveEntry(size_t place);
    void align(Gap gap);
    void removeRow(qsizetype at, qsizetype count);
    void putValues(IdsStep::Kind kind, qsizetype at, qsizetype count, const Value &value);

    const SparseIds &m_to;
    Entries m_entries;
    std::vector<IdsStep> m_steps;
};

// A longest ascending run of those in both lists.
void StepMaker::markStaying()
{
    std::vector<size_t> tails; // of the runs of each length
    std::vector<size_t> previous(m_entries.size());
    for (size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].to < 0)
            continue;
        const auto at = std::lower_bound(tails.begin(), tails.end(), m_entries[i].to,
                                         [this](size_t tail, qsizetype to) { return m_entries[tail].to < to; });
        previous[i] = at == tails.begin() ? m_entries.size() : *(at - 1);
        if (at == tails.end())
            tails.push_back(i);
        else
            *at = i;
    }
    for (size_t i = tails.empty() ? m_entries.size() : tails.back(); i != m_entries.size(); i = previous[i])
        m_entries[i].stays = true;
}

void StepMaker::moveCommon()
{
    markStaying();
    std::vector<qsizetype> moving;
    for (const Entry &entry : m_entries) {
        if (entry.to >= 0 && !entry.stays)
            moving.push_back(entry.to);
    }
    std::sort(moving.begin(), moving.end());
    for (qsizetype to : moving) {
        const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                        [to](const Entry &each) { return each.to == to; });
        moveEntry(size_t(entry - m_entries.begin()));
    }
}

// Next to the nearest neighbour that has its place already; there is one.
void StepMaker::moveEntry(size_t place)
{
    Entry moved = m_entries[place];
    m_entries.erase(m_entries.begin() + qsizetype(place));
    for (size_t i = place; i < m_entries.size(); ++i)
        --m_entries[i].index;
    auto before = m_entries.end();
    auto after = m_entries.end();
    for (auto entry = m_entries.begin(); entry != m_entries.end() && after == m_entries.end(); ++entry) {
        if (entry->stays)
            (entry->to < moved.to ? before : after) = entry;
    }
    const auto indexOf = [this](qsizetype to) { return m_to.known[size_t(to)].index; };
    const bool behind = before != m_entries.end()
        && (after == m_entries.end()
            || indexOf(moved.to) - indexOf(before->to) <= indexOf(after->to) - indexOf(moved.to));
    const auto next = behind ? before + 1 : after;
    const qsizetype target = behind ? before->index + 1 : after->index;
    m_steps.push_back({IdsStep::Move, moved.index, 1, target, {}});
    moved.index = target;
    moved.stays = true;
    for (auto entry = m_entries.insert(next, moved) + 1; entry != m_entries.end(); ++entry)
        ++entry->index;
}

void StepMaker::removeRow(qsizetype at, qsizetype count)
{
    if (!m_steps.empty() && m_steps.back().kind == IdsStep::Remove && m_steps.back().index == at)
        m_steps.back().count += count;
    else
        m_steps.push_back({IdsStep::Remove, at, count, 0, {}});
}

void StepMaker::putValues(IdsStep::Kind kind, qsizetype at, qsizetype count, const Value &value)
{
    if (m_steps.empty() || m_steps.back().kind != kind || m_steps.back().index + m_steps.back().count != at)
        m_steps.push_back({kind, at, 0, 0, Value::array()});
    IdsStep &step = m_steps.back();
    step.count += count;
    for (qsizetype i = 0; i < count; ++i)
        step.values.append(value);
}

// What is left of it is final: so the place in the new list is the place where to change the present one.
void StepMaker::align(Gap gap)
{
    const Value unknown(nullptr);
    qsizetype removals = std::max<qsizetype>(0, (gap.fromEnd - gap.from) - (gap.toEnd - gap.to));
    qsizetype insertions = std::max<qsizetype>(0, (gap.toEnd - gap.to) - (gap.fromEnd - gap.from));
    while (gap.from < gap.fromEnd || gap.to < gap.toEnd) {
        const qsizetype pairs = gap.fromEnd - gap.from - removals;
        const bool isGoing = gap.entry != gap.entryEnd && gap.entry->index == gap.from;
        const bool isComing = gap.known != gap.knownEnd && m_to.known[gap.known].index == gap.to;
        // How many unknown ones there are in a row.
        const qsizetype unknownFrom = isGoing ? 0
                                              : (gap.entry == gap.entryEnd ? gap.fromEnd : gap.entry->index) - gap.from;
        const qsizetype unknownTo =
            isComing ? 0 : (gap.known == gap.knownEnd ? gap.toEnd : m_to.known[gap.known].index) - gap.to;
        if (removals > 0 && (isGoing || pairs == 0)) {
            const qsizetype count = isGoing ? 1 : std::min(unknownFrom, removals);
            removeRow(gap.to, count);
            gap.from += count;
            removals -= count;
            gap.entry += isGoing;
        } else if (insertions > 0 && (isComing || pairs == 0)) {
            const qsizetype count = isComing ? 1 : std::min(unknownTo, insertions);
            putValues(IdsStep::Insert, gap.to, count, isComing ? Value(m_to.known[gap.known].id) : unknown);
            gap.to += count;
            insertions -= count;
            gap.known += isComing;
        } else if (isGoing && isComing) { // another document is another row
            removeRow(gap.to, 1);
            putValues(IdsStep::Insert, gap.to, 1, Value(m_to.known[gap.known].id));
            ++gap.from;
            ++gap.to;
            ++gap.entry;
            ++gap.known;
        } else if (isGoing || isComing) {
            putValues(IdsStep::Change, gap.to, 1, isComing ? Value(m_to.known[gap.known].id) : unknown);
            ++gap.from;
            ++gap.to;
            gap.entry += isGoing;
            gap.known += isComing;
        } else {
            const qsizetype count = std::min({unknownFrom, unknownTo, pairs});
            gap.from += count;
            gap.to += count;
        }
    }
}

} // namespace

std::vector<IdsStep> idsSteps(const SparseIds &from, const SparseIds &to)
{
    return StepMaker(from, to).take();
}

} // namespace Racer
