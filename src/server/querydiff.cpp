// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/querydiff.h>

#include <algorithm>
#include <unordered_map>

namespace Racer {

/*!
    \class Racer::QueryDiff
    \inmodule Racer
    \brief How a query's result changed: steps that hold one after the other, and a new extra.

    Counterpart of the "diff" and "extra" of ShareDB's message "q".
*/

namespace {

// Finding and moving costs a look along the list; past this many moves, removing and inserting is cheaper.
constexpr size_t MaxMoves = 256;

// Positions of a longest ascending run (not adjacent) of distinct numbers: what can stay where it is.
std::vector<bool> longestAscending(const std::vector<size_t> &numbers)
{
    std::vector<size_t> tails;
    std::vector<size_t> previous(numbers.size());
    for (size_t i = 0; i < numbers.size(); ++i) {
        const auto place = std::lower_bound(tails.begin(), tails.end(), i,
                                            [&](size_t a, size_t b) { return numbers[a] < numbers[b]; });
        previous[i] = place == tails.begin() ? numbers.size() : *(place - 1);
        if (place == tails.end())
            tails.push_back(i);
        else
            *place = i;
    }
    std::vector<bool> stays(numbers.size());
    for (size_t i = tails.empty() ? numbers.size() : tails.back(); i < numbers.size(); i = previous[i])
        stays[i] = true;
    return stays;
}

QueryDiff::Step step(QueryDiff::Step::Kind kind, size_t index, size_t howMany = 1, size_t to = 0)
{
    return {kind, qsizetype(index), qsizetype(howMany), qsizetype(to), {}};
}

void appendRemoves(QueryDiff &diff, const std::vector<bool> &kept)
{
    size_t index = 0;
    for (size_t i = 0; i < kept.size();) {
        size_t end = i;
        while (end < kept.size() && !kept[end])
            ++end;
        if (end > i)
            diff.steps.push_back(step(QueryDiff::Step::Remove, index, end - i));
        for (i = end; i < kept.size() && kept[i]; ++i)
            ++index;
    }
}

// "order" holds the target positions of the elements as they are; those that stay are in ascending order already.
void appendMoves(QueryDiff &diff, std::vector<size_t> order, const std::vector<bool> &staysAt)
{
    std::vector<bool> stays(order.size()); // by target position
    for (size_t i = 0; i < order.size(); ++i)
        stays[order[i]] = staysAt[i];
    const auto find = [&](size_t target) { return std::find(order.begin(), order.end(), target); };
    for (size_t target = 0; target < order.size(); ++target) {
        if (stays[target])
            continue;
        const auto from = find(target);
        auto end = from + 1;
        while (end != order.end() && *end == *(end - 1) + 1 && !stays[*end])
            ++end;
        const size_t count = size_t(end - from);
        const auto after = target == 0 ? order.begin() : find(target - 1) + 1;
        const size_t index = size_t(from - order.begin());
        if (after <= from) {
            const size_t to = size_t(after - order.begin());
            if (to != index)
                diff.steps.push_back(step(QueryDiff::Step::Move, index, count, to));
            std::rotate(after, from, end);
        } else {
            diff.steps.push_back(step(QueryDiff::Step::Move, index, count, size_t(after - order.begin()) - count));
            std::rotate(from, end, after);
        }
        target += count - 1;
    }
}

void appendInserts(QueryDiff &diff, const std::vector<bool> &known, const std::vector<Snapshot> &to)
{
    for (size_t i = 0; i < to.size(); ++i) {
        if (known[i])
            continue;
        QueryDiff::Step insert = step(QueryDiff::Step::Insert, i);
        for (; i < to.size() && !known[i]; ++i)
            insert.snapshots.push_back(to[i]);
        insert.howMany = qsizetype(insert.snapshots.size());
        diff.steps.push_back(std::move(insert));
    }
}

} // namespace

/*!
    The steps that turn the list of ids \a from, which may come from a client and hold anything, into the ids of
    \a to. Long ways are cut short: where many documents changed places, they are removed and inserted again.
*/
QueryDiff QueryDiff::between(const std::vector<Key> &from, const std::vector<Snapshot> &to)
{
    std::unordered_map<Key, size_t> targets;
    targets.reserve(to.size());
    for (size_t i = 0; i < to.size(); ++i)
        targets.emplace(to[i].id, i);

    std::vector<bool> kept(from.size());
    std::vector<size_t> places; // of the kept ones in "to"
    for (size_t i = 0; i < from.size(); ++i) {
        const auto target = targets.find(from[i]);
        if (target == targets.end())
            continue;
        kept[i] = true;
        places.push_back(target->second);
        targets.erase(target); // a second one of the same id has no place
    }
    std::vector<bool> stays = longestAscending(places);
    if (size_t(std::count(stays.begin(), stays.end(), false)) > MaxMoves) {
        for (size_t i = 0, k = 0; i < from.size(); ++i) {
            if (kept[i])
                kept[i] = stays[k++];
        }
        std::vector<size_t> staying;
        for (size_t k = 0; k < places.size(); ++k) {
            if (stays[k])
                staying.push_back(places[k]);
        }
        places = std::move(staying);
        stays.assign(places.size(), true);
    }

    std::vector<bool> known(to.size());
    for (const size_t place : places)
        known[place] = true;
    std::vector<size_t> ranks(to.size());
    for (size_t i = 0, rank = 0; i < to.size(); ++i)
        ranks[i] = known[i] ? rank++ : rank;
    for (size_t &place : places)
        place = ranks[place];

    QueryDiff diff;
    appendRemoves(diff, kept);
    appendMoves(diff, std::move(places), stays);
    appendInserts(diff, known, to);
    return diff;
}

} // namespace Racer
