// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "arraydiff_p.h"

#include <QtCore/QHash>
#include <QtCore/QtNumeric>
#include <QtCore/QVarLengthArray>

#include <algorithm>
#include <iterator>
#include <numeric>

namespace Racer {

namespace {

// Equal values have equal hashes; containers are told apart only by what is cheap to see.
size_t itemHash(const Value &value)
{
    switch (value.type()) {
    case Value::Bool: return qHash(value.toBool(), value.type());
    case Value::Number: {
        const double number = value.toDouble();
        return qIsNaN(number) ? 1 : qHash(number == 0 ? 0.0 : number, value.type());
    }
    case Value::String: return qHash(value.stringView(), value.type());
    case Value::Array: return qHash(value.size(), value.type());
    case Value::Object: {
        const Value &id = value.value(u"id");
        return qHashMulti(value.type(), value.size(), id.isContainer() ? 0 : itemHash(id));
    }
    default: return value.type();
    }
}

struct Matcher
{
    Matcher(const Value &beforeArray, const Value &afterArray, ItemEquality itemEquality)
        : before(beforeArray), after(afterArray), equality(itemEquality), beforeMatched(size_t(before.size())),
          afterMatched(size_t(after.size()))
    {
        places.reserve(after.size());
        for (qsizetype i = after.size(); i-- > 0;)
            places[itemHash(after.at(i))].append(i); // the first one is last: it is taken first
    }

    [[nodiscard]] bool isEqual(qsizetype b, qsizetype a) const
    {
        return equality == ItemEquality::Deep ? before.at(b) == after.at(a) : before.at(b).isSame(after.at(a));
    }

    // The first element of "after" that equals this one and has no partner yet, or -1.
    qsizetype firstPartner(qsizetype b)
    {
        const auto found = places.find(itemHash(before.at(b)));
        if (found == places.end())
            return -1;
        auto &candidates = *found;
        while (!candidates.isEmpty() && afterMatched[size_t(candidates.last())])
            candidates.removeLast();
        for (qsizetype i = candidates.size(); i-- > 0;) {
            const qsizetype a = candidates.at(i);
            if (!afterMatched[size_t(a)] && isEqual(b, a))
                return a;
        }
        return -1;
    }

    // Every run of elements that both arrays have is a move, perhaps to where it is already.
    std::vector<ArrayEdit> runs()
    {
        std::vector<ArrayEdit> moves;
        for (qsizetype b = 0; b < before.size();) {
            qsizetype a = firstPartner(b);
            if (a < 0) {
                ++b;
                continue;
            }
            ArrayEdit move{ArrayEdit::Kind::Move, b, a, 0, 0};
            do {
                beforeMatched[size_t(b++)] = true;
                afterMatched[size_t(a++)] = true;
                ++move.howMany;
            } while (b < before.size() && a < after.size() && !afterMatched[size_t(a)] && isEqual(b, a));
            moves.push_back(move);
        }
        return moves;
    }

    [[nodiscard]] static std::vector<ArrayEdit> unmatched(const std::vector<bool> &matched, ArrayEdit::Kind kind)
    {
        std::vector<ArrayEdit> edits;
        for (size_t i = 0; i < matched.size(); ++i) {
            if (matched[i])
                continue;
            if (i == 0 || matched[i - 1])
                edits.push_back({kind, qsizetype(i), 0, 0, qsizetype(i)});
            ++edits.back().howMany;
        }
        return edits;
    }

    const Value &before;
    const Value &after;
    const ItemEquality equality;
    std::vector<bool> beforeMatched;
    std::vector<bool> afterMatched;
    QHash<size_t, QVarLengthArray<qsizetype, 1>> places;
};

// Positions between the two stages: what the removals and insertions before a place shift away.
class Shifts
{
public:
    explicit Shifts(const std::vector<ArrayEdit> &edits) : m_edits(edits)
    {
        m_before.reserve(edits.size());
        for (const ArrayEdit &edit : edits)
            m_before.push_back((m_before.empty() ? 0 : m_before.back()) + edit.howMany);
    }

    [[nodiscard]] qsizetype at(qsizetype position) const
    {
        const auto end = std::upper_bound(m_edits.begin(), m_edits.end(), position,
                                          [](qsizetype place, const ArrayEdit &edit) { return place < edit.from; });
        return end == m_edits.begin() ? 0 : m_before[size_t(end - m_edits.begin()) - 1];
    }

private:
    const std::vector<ArrayEdit> &m_edits;
    std::vector<qsizetype> m_before;
};

// Sums over the first elements of a list, as a binary indexed tree.
class RunningSums
{
public:
    explicit RunningSums(size_t size) : m_tree(size + 1) { }
    void add(size_t index, qsizetype value)
    {
        for (++index; index < m_tree.size(); index += index & (~index + 1))
            m_tree[index] += value;
    }
    [[nodiscard]] qsizetype before(size_t index) const
    {
        qsizetype sum = 0;
        for (; index > 0; index -= index & (~index + 1))
            sum += m_tree[index];
        return sum;
    }

private:
    std::vector<qsizetype> m_tree;
};

// The package shifts the targets of earlier moves by later ones, and the sources of later moves by earlier ones. What
// comes of it: the runs are put in order one after another, each among those before it, while those behind it have
// not moved. So a run comes to lie behind what it has before it in the end of the runs that came before it.
void setTargets(std::vector<ArrayEdit> &moves)
{
    std::vector<size_t> byTarget(moves.size());
    std::iota(byTarget.begin(), byTarget.end(), size_t(0));
    std::sort(byTarget.begin(), byTarget.end(), [&moves](size_t a, size_t b) { return moves[a].to < moves[b].to; });
    std::vector<size_t> rank(moves.size());
    for (size_t i = 0; i < byTarget.size(); ++i)
        rank[byTarget[i]] = i;
    RunningSums placed(moves.size());
    for (size_t i = 0; i < moves.size(); ++i) {
        moves[i].to = placed.before(rank[i]);
        placed.add(rank[i], moves[i].howMany);
    }
}

} // namespace

std::vector<ArrayEdit> arrayDiff(const Value &before, const Value &after, ItemEquality equality)
{
    Matcher matcher(before, after, equality);
    std::vector<ArrayEdit> moves = matcher.runs();
    std::vector<ArrayEdit> edits = Matcher::unmatched(matcher.beforeMatched, ArrayEdit::Kind::Remove);
    const std::vector<ArrayEdit> inserts = Matcher::unmatched(matcher.afterMatched, ArrayEdit::Kind::Insert);

    const Shifts removed(edits);
    for (ArrayEdit &move : moves)
        move.from -= removed.at(move.from);
    setTargets(moves);
    qsizetype removedBefore = 0;
    for (ArrayEdit &remove : edits) {
        remove.from -= removedBefore;
        removedBefore += remove.howMany;
    }
    std::copy_if(moves.begin(), moves.end(), std::back_inserter(edits),
                 [](const ArrayEdit &move) { return move.to != move.from; });
    edits.insert(edits.end(), inserts.begin(), inserts.end());
    return edits;
}

} // namespace Racer
