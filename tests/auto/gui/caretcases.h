// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/rootmodel.h>
#include <Racer/textsplice.h>

#include <QtTest/QTest>

#include <functional>

namespace Racer {

inline char *toString(const TextRange &range)
{
    return QTest::toString(QString(QStringLiteral("from %1 to %2")).arg(range.anchor).arg(range.position));
}

} // namespace Racer

using OthersEdit = std::function<void(const Racer::Model &text)>;
Q_DECLARE_METATYPE(OthersEdit)

// What others do to "one two three", and where the user's selection is before and after. For every kind of editor.
inline void addCaretCases()
{
    using Racer::Model;
    using Racer::TextRange;
    QTest::addColumn<OthersEdit>("edit");
    QTest::addColumn<TextRange>("before");
    QTest::addColumn<QString>("text");
    QTest::addColumn<TextRange>("after");
    const auto row = [](const char *name, const OthersEdit &edit, const TextRange &before, const char16_t *text,
                        const TextRange &after) {
        QTest::newRow(name) << edit << before << QString::fromUtf16(text) << after;
    };
    const auto insert = [](qsizetype index, const char16_t *text) -> OthersEdit {
        return [=](const Model &model) { model.stringInsert(index, QString::fromUtf16(text)); };
    };
    const auto remove = [](qsizetype index, qsizetype howMany) -> OthersEdit {
        return [=](const Model &model) { model.stringRemove(index, howMany); };
    };
    const auto set = [](const char16_t *text) -> OthersEdit {
        return [=](const Model &model) { model.set(QString::fromUtf16(text)); };
    };

    row("inserted before the caret", insert(0, u">> "), {4, 4}, u">> one two three", {7, 7});
    row("inserted at the caret", insert(4, u"xx"), {4, 4}, u"one xxtwo three", {4, 4});
    row("inserted after the caret", insert(8, u"xx"), {4, 4}, u"one two xxthree", {4, 4});
    row("inserted at the end, with the caret there", insert(13, u"!"), {13, 13}, u"one two three!", {13, 13});
    row("removed before the caret", remove(0, 4), {8, 8}, u"two three", {4, 4});
    row("removed across the caret", remove(2, 6), {4, 4}, u"onthree", {2, 2});
    row("removed after the caret", remove(8, 5), {4, 4}, u"one two ", {4, 4});
    row("inserted before the selection", insert(0, u">> "), {4, 7}, u">> one two three", {7, 10});
    row("inserted at its start", insert(4, u"xx"), {4, 7}, u"one xxtwo three", {6, 9});
    row("inserted in it", insert(5, u"xx"), {4, 7}, u"one txxwo three", {4, 9});
    row("inserted at its end", insert(7, u"xx"), {4, 7}, u"one twoxx three", {4, 7});
    row("inserted after it", insert(8, u"xx"), {4, 7}, u"one two xxthree", {4, 7});
    row("inserted in one that was made backwards", insert(5, u"xx"), {7, 4}, u"one txxwo three", {9, 4});
    row("inserted at the end of one that was made backwards", insert(7, u"xx"), {7, 4}, u"one twoxx three", {7, 4});
    row("inserted into all that is selected", insert(5, u"xx"), {0, 13}, u"one txxwo three", {0, 15});
    row("removed across its start", remove(2, 3), {4, 7}, u"onwo three", {2, 4});
    row("removed across its end", remove(5, 4), {4, 7}, u"one three", {4, 5});
    row("removed with what is around it", remove(3, 6), {4, 7}, u"onehree", {3, 3});
    row("an end that was replaced, before the caret", set(u"ONE two three"), {8, 8}, u"ONE two three", {8, 8});
    row("a longer text set, with the caret in what stays", set(u"zero one two three"), {4, 4},
        u"zero one two three", {9, 9});
    row("all replaced", set(u"abc"), {8, 8}, u"abc", {3, 3});
    row("all replaced, with all selected", set(u"abc"), {0, 13}, u"abc", {0, 3});
    row("all removed", remove(0, 13), {4, 7}, u"", {0, 0});
    row("the value deleted", [](const Model &model) { model.del(); }, {4, 7}, u"", {0, 0});
}
