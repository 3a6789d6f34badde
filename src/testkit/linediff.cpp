// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "linediff_p.h"

#include <algorithm>
#include <vector>

namespace Racer {

namespace {

constexpr qsizetype Context = 3;              // equal lines shown before and after a difference
constexpr qsizetype MaxTable = 1'000 * 1'000; // cells; beyond it the middle is shown as replaced

struct Marked
{
    QChar mark;
    QString line;
};

// The part where the lists differ, by their longest common subsequence.
void compareMiddle(const QStringList &a, const QStringList &b, std::vector<Marked> &out)
{
    const qsizetype rows = a.size();
    const qsizetype columns = b.size();
    if (rows * columns > MaxTable) {
        for (const QString &line : a)
            out.push_back({u'-', line});
        for (const QString &line : b)
            out.push_back({u'+', line});
        return;
    }
    // lengths[i][j]: of the longest subsequence that a from i on and b from j on share
    std::vector<std::vector<int>> lengths(size_t(rows) + 1, std::vector<int>(size_t(columns) + 1, 0));
    for (qsizetype i = rows - 1; i >= 0; --i) {
        for (qsizetype j = columns - 1; j >= 0; --j) {
            const std::vector<int> &below = lengths[size_t(i) + 1];
            std::vector<int> &here = lengths[size_t(i)];
            here[size_t(j)] = a.at(i) == b.at(j) ? below[size_t(j) + 1] + 1
                                                 : std::max(below[size_t(j)], here[size_t(j) + 1]);
        }
    }
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < rows || j < columns) {
        if (i < rows && j < columns && a.at(i) == b.at(j)) {
            out.push_back({u' ', a.at(i)});
            ++i;
            ++j;
        } else if (j == columns
                   || (i < rows && lengths[size_t(i) + 1][size_t(j)] >= lengths[size_t(i)][size_t(j) + 1])) {
            out.push_back({u'-', a.at(i++)});
        } else {
            out.push_back({u'+', b.at(j++)});
        }
    }
}

} // namespace

QString lineDifference(const QStringList &expected, const QStringList &actual)
{
    if (expected == actual)
        return {};
    const qsizetype shorter = std::min(expected.size(), actual.size());
    qsizetype head = 0;
    while (head < shorter && expected.at(head) == actual.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && expected.at(expected.size() - 1 - tail) == actual.at(actual.size() - 1 - tail))
        ++tail;

    std::vector<Marked> lines;
    for (const QString &line : expected.first(head))
        lines.push_back({u' ', line});
    compareMiddle(expected.mid(head, expected.size() - head - tail), actual.mid(head, actual.size() - head - tail),
                  lines);
    for (const QString &line : expected.last(tail))
        lines.push_back({u' ', line});

    std::vector<bool> shown(lines.size(), false);
    for (size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].mark != u' ') {
            const size_t first = i < size_t(Context) ? 0 : i - size_t(Context);
            for (size_t near = first; near < std::min(lines.size(), i + size_t(Context) + 1); ++near)
                shown[near] = true;
        }
    }
    QStringList text;
    for (size_t i = 0; i < lines.size(); ++i) {
        if (shown[i])
            text << QString(lines[i].mark) + u' ' + lines[i].line;
        else if (i == 0 || shown[i - 1])
            text << QStringLiteral("  …");
    }
    return text.join(u'\n');
}

} // namespace Racer
