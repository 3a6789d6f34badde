// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "eventhub_p.h"
#include "pathtrie_p.h"

#include <Racer/filter.h>

namespace Racer {

class FilterPrivate;
class RootModelPrivate;

// The filters of a root model that have outputs. An event costs only those that it concerns: what has changed is noted
// inside the mutator, and applied when the event is delivered.
class Filters final : public EventFollower
{
public:
    using Pointer = std::shared_ptr<Filter>;
    struct Output
    {
        Pointer filter;
        Path from;
    };

    explicit Filters(RootModelPrivate *root) : m_root(root) { }

    [[nodiscard]] static Path idsPath(const Path &output);
    [[nodiscard]] Pointer make(const Path &input, QList<Path> extraInputs) const;

    // The filter with this output, or nullptr.
    [[nodiscard]] Pointer find(const Path &output) const;
    // Outputs at the path or below, in the order in which they were made.
    [[nodiscard]] std::vector<Output> findBelow(const Path &path) const;
    // Of an element that an output over an array shows, or what is below it, the place in the input: true if the path
    // leads there, and is replaced; by {$null} if nothing is shown at the index.
    [[nodiscard]] bool dereference(Path &path) const;
    // Of a write to a whole output: why it must not be, or where it goes.
    [[nodiscard]] Error redirect(Path &path, QStringView method) const;

    // The output's data stays as it is.
    void add(const Pointer &filter, const Path &output);
    void remove(const Pointer &filter, const Path &output);
    // As Racer bundles them, one for each output of filters whose functions all have names:
    // [output, input, filter's name, sort's name, extra inputs, options].
    [[nodiscard]] Value toBundle() const;
    void restore(const Value &bundled);

    void onImmediate(const Event &event) override;
    void onEvent(const Event &event) override;
    void onSilentChange(const Path &path) override;

private:
    enum class Role : quint8 { Input, Extra, From, Ids };
    struct Watch
    {
        Pointer filter;
        Role role;
        friend bool operator==(const Watch &, const Watch &) = default;
    };
    using Watches = QVarLengthArray<Watch, 4>;

    [[nodiscard]] static const Watch *outputAt(const std::vector<Watch> &watches) noexcept;

    RootModelPrivate *const m_root;
    PathTrie<Watch> m_watches;
    quint64 m_nextSerial = 0;
};

} // namespace Racer
