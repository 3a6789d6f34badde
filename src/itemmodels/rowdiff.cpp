// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowdiff_p.h"

#include <QtCore/QHash>

#include <algorithm>

namespace Racer {

namespace {

// Past that many, one change of the layout is cheaper for views than the single moves.
constexpr size_t MaxMoves = 200;

// What makes a row the same row.
struct Identity
{
    explicit Identity(const Value &item)
    {
        const Value &id = item.isObject() ? item.value(u"id") : item;
        value = item.isObject() && (id.isNullish() || id.isContainer()) ? item : id;
        isId = item.isObject() && !value.isContainer();
    }

    Value value;
    bool isId = false;

    friend bool operator==(const Identity &a, const Identity &b) { return a.isId == b.isId && a.value == b.value; }
    friend size_t qHash(const Identity &identity, size_t seed = 0)
    {
        const Value &value = identity.value;
        if (value.isString())
            return qHash(value.stringView(), seed);
        if (value.isNumber())
            return qHash(value.toDouble() == 0 ? 0.0 : value.toDouble(), seed);
        return qHashMulti(seed, int(value.type()), value.size());
    }
};

void append(std::vector<RowDiff::Range> &ranges, qsizetype row)
{
    if (!ranges.empty() && ranges.back().first + ranges.back().count == row)
        ++ranges.back().count;
    else
        ranges.push_back({row, 1});
}

} // namespace

std::vector<qsizetype> rowPartners(const Value &before, const Value &after)
{
    QHash<Identity, QList<qsizetype>> rows;
    rows.reserve(before.size());
    for (qsizetype i = before.size(); i-- > 0;)
        rows[Identity(before.at(i))].append(i);
    std::vector<qsizetype> result(size_t(after.size()), -1);
    for (qsizetype i = 0; i < after.size(); ++i) {
        const auto found = rows.find(Identity(after.at(i)));
        if (found != rows.end() && !found->isEmpty())
            result[size_t(i)] = found->takeLast();
    }
    return result;
}

std::vector<bool> longestIncreasing(const std::vector<qsizetype> &order)
{
    std::vector<size_t> tails; // index of the smallest last element of a subsequence of each length
    std::vector<qsizetype> previous(order.size(), -1);
    for (size_t i = 0; i < order.size(); ++i) {
        if (tails.empty() || order[tails.back()] < order[i]) { // most often
            if (!tails.empty())
                previous[i] = qsizetype(tails.back());
            tails.push_back(i);
            continue;
        }
        const auto place = std::lower_bound(tails.begin(), tails.end(), order[i],
                                            [&order](size_t tail, qsizetype row) { return order[tail] < row; });
        if (place != tails.begin())
            previous[i] = qsizetype(*std::prev(place));
        *place = i;
    }
    std::vector<bool> stays(order.size(), false);
    for (qsizetype i = tails.empty() ? -1 : qsizetype(tails.back()); i >= 0; i = previous[size_t(i)])
        stays[size_t(i)] = true;
    return stays;
}

RowDiff rowDiff(const Value &before, const Value &after)
{
    RowDiff diff;
    const std::vector<qsizetype> partner = rowPartners(before, after);
    std::vector<qsizetype> shifted(size_t(before.size()), -1); // row after the removals
    for (const qsizetype row : partner) {
        if (row >= 0)
            shifted[size_t(row)] = 0;
    }
    qsizetype kept = 0;
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (shifted[size_t(i)] < 0)
            append(diff.removals, i);
        else
            shifted[size_t(i)] = kept++;
    }
    std::reverse(diff.removals.begin(), diff.removals.end());
    for (qsizetype i = 0; i < after.size(); ++i) {
        const qsizetype row = partner[size_t(i)];
        if (row < 0)
            append(diff.insertions, i);
        else
            diff.order.push_back(shifted[size_t(row)]);
    }

    const std::vector<bool> stays = longestIncreasing(diff.order);
    const auto moving = size_t(std::count(stays.begin(), stays.end(), false));
    if (moving > MaxMoves) {
        diff.tooManyMoves = true;
        return diff;
    }
    if (moving == 0)
        return diff;
    std::vector<qsizetype> current(diff.order.size()); // which kept row is where
    for (size_t i = 0; i < current.size(); ++i)
        current[i] = qsizetype(i);
    // In the new order each moving row goes right behind the one before it, which is in place by then.
    for (size_t i = 0; i < diff.order.size(); ++i) {
        if (stays[i])
            continue;
        const auto from = std::find(current.begin(), current.end(), diff.order[i]);
        const qsizetype source = from - current.begin();
        current.erase(from);
        const qsizetype target =
            i == 0 ? 0 : std::find(current.begin(), current.end(), diff.order[i - 1]) - current.begin() + 1;
        current.insert(current.begin() + target, diff.order[i]);
        if (source != target)
            diff.moves.push_back({source, target});
    }
    return diff;
}

} // namespace Racer
