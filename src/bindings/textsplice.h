// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerclientexport.h>

#include <QtCore/QObject>
#include <QtCore/QString>

namespace Racer {

// A selection, or a caret where both ends are the same, in UTF-16 units.
struct RACER_CLIENT_EXPORT TextRange
{
    Q_GADGET
    Q_PROPERTY(qsizetype anchor MEMBER anchor)
    Q_PROPERTY(qsizetype position MEMBER position)
public:
    qsizetype anchor = 0;
    qsizetype position = 0; // where the caret is

    [[nodiscard]] static TextRange caret(qsizetype position) { return {position, position}; }
    [[nodiscard]] qsizetype start() const noexcept { return anchor < position ? anchor : position; }
    [[nodiscard]] qsizetype end() const noexcept { return anchor < position ? position : anchor; }
    [[nodiscard]] bool isEmpty() const noexcept { return anchor == position; }

    friend bool operator==(const TextRange &, const TextRange &) = default;
};

// One replacement in a text: "removed" UTF-16 units at "position" by "inserted".
struct RACER_CLIENT_EXPORT TextSplice
{
    Q_GADGET
    Q_PROPERTY(qsizetype position MEMBER position)
    Q_PROPERTY(qsizetype removed MEMBER removed)
    Q_PROPERTY(QString inserted MEMBER inserted)
public:
    // Which way a position goes when text is inserted exactly there.
    enum class Gravity : quint8 { Backward, Forward };

    qsizetype position = 0;
    qsizetype removed = 0;
    QString inserted;

    [[nodiscard]] static TextSplice between(QStringView before, QStringView after, qsizetype caret = -1);

    [[nodiscard]] bool isNull() const noexcept { return removed == 0 && inserted.isEmpty(); }
    // Behind what was inserted.
    [[nodiscard]] qsizetype end() const noexcept { return position + inserted.size(); }
    [[nodiscard]] qsizetype mapped(qsizetype place, Gravity gravity = Gravity::Backward) const noexcept;
    [[nodiscard]] TextRange mapped(const TextRange &range, bool own = false) const noexcept;
    void applyTo(QString &text) const { text.replace(position, removed, inserted); }

    friend bool operator==(const TextSplice &, const TextSplice &) = default;
};

} // namespace Racer
