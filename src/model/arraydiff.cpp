// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "arraydiff_p.h"

#include <QtCore/QHash>
#include <QtCore/QtNumeric>
#include <QtCore/QVarLengthArray>

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
qsizetype shiftedBy(const std::vector<ArrayEdit> &edits, qsizetype position)
{
    qsizetype shift = 0;
    for (const ArrayEdit &edit : edits) {
        if (edit.from > position)
            break;
        shift += edit.howMany;
    }
    return shift;
}

} // namespace

std::vector<ArrayEdit> arrayDiff(const Value &before, const Value &after, ItemEquality equality)
{
    Matcher matcher(before, after, equality);
    std::vector<ArrayEdit> moves = matcher.runs();
    std::vector<ArrayEdit> removes = Matcher::unmatched(matcher.beforeMatched, ArrayEdit::Kind::Remove);
    const std::vector<ArrayEdit> inserts = Matcher::unmatched(matcher.afterMatched, ArrayEdit::Kind::Insert);

    for (ArrayEdit &move : moves) {
        move.from -= shiftedBy(removes, move.from);
        move.to -= shiftedBy(inserts, move.to);
    }
    qsizetype removedBefore = 0;
    for (ArrayEdit &remove : removes) {
        remove.from -= removedBefore;
        removedBefore += remove.howMany;
    }

    // The later moves push the targets of the earlier ones about ...
    for (size_t i = moves.size(); i-- > 1;) {
        const ArrayEdit later = moves[i];
        if (later.to == later.from)
            continue;
        for (size_t j = i; j-- > 0;) {
            qsizetype &to = moves[j].to;
            if (to >= later.to)
                to -= later.howMany;
            if (to >= later.from)
                to += later.howMany;
        }
    }
    // ... and the earlier ones the sources of the later ones.
    std::vector<ArrayEdit> edits = std::move(removes);
    for (size_t i = 0; i < moves.size(); ++i) {
        const ArrayEdit earlier = moves[i];
        if (earlier.to == earlier.from)
            continue;
        edits.push_back(earlier);
        for (size_t j = i + 1; j < moves.size(); ++j) {
            qsizetype &from = moves[j].from;
            if (from >= earlier.from)
                from -= earlier.howMany;
            if (from >= earlier.to)
                from += earlier.howMany;
        }
    }
    edits.insert(edits.end(), inserts.begin(), inserts.end());
    return edits;
}

} // namespace Racer
