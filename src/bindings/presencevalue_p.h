// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/event.h>
#include <Racer/op.h>
#include <Racer/textsplice.h>

#include <vector>

namespace Racer {

// What somebody shows to others, with the ranges of texts that it names: itself, or members of it, that have "start"
// and "end", or "index" and "length", and perhaps the "path" of the text.
class PresenceValue
{
public:
    PresenceValue() = default;
    // Paths of texts are below "base", which may be the root for nowhere.
    PresenceValue(Value value, const Path &base);

    [[nodiscard]] const Value &value() const noexcept { return m_value; }
    [[nodiscard]] bool hasRanges() const noexcept { return !m_ranges.empty(); }
    // Moves the ranges along with a change of the text; true if that changes the value. "own": made by whose it is.
    bool follow(const Event &event, bool own);
    // The same for an op of the document, as it is applied.
    bool follow(const Op &op);

private:
    struct Range
    {
        Key member; // empty: the value itself
        Path text;
        TextRange range;
        bool hasLength;
    };

    void find(const Value &value, const Key &member, const Path &base);
    bool map(Range &range, const TextSplice &splice, bool own);

    Value m_value;
    std::vector<Range> m_ranges;
};

} // namespace Racer
