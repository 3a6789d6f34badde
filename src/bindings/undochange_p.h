// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../model/changerecorder_p.h"

#include <optional>
#include <vector>

namespace Racer {

// What leads from one state of a document back to the one before.
struct UndoOp
{
    using Kind = RecordedChange::Kind;

    Kind kind = Kind::Edit;
    Value value; // Edit: a json0 op; Create: the data
    quint64 firstSubmission = 0; // of what it undoes
    quint64 lastSubmission = 0;

    // Nothing if it cannot be undone: an op of an embedded type that has no inverse.
    [[nodiscard]] static std::optional<UndoOp> inverse(const RecordedChange &change);
};

// Whether an op undoes some of these submissions, or nothing but these.
[[nodiscard]] inline bool undoesSome(const UndoOp &op, quint64 first, quint64 last) noexcept
{
    return op.lastSubmission != 0 && op.lastSubmission >= first && op.firstSubmission <= last;
}
[[nodiscard]] inline bool undoesOnly(const UndoOp &op, quint64 first, quint64 last) noexcept
{
    return op.firstSubmission >= first && op.lastSubmission <= last;
}

// The component of a json0 op that has only one, or undefined.
[[nodiscard]] const Value &onlyComponent(const Value &op) noexcept;

// All that one step has in one document. The first op to be applied is the last one.
class UndoChange
{
public:
    explicit UndoChange(DocName name) : document(std::move(name)) { }

    [[nodiscard]] bool isLocal() const noexcept { return document.collection.isEmpty(); }
    [[nodiscard]] bool isEmpty() const noexcept { return ops.empty(); }
    // Before all others. The submissions from "firstUnsettled" on are not acknowledged yet.
    void add(UndoOp op, quint64 firstUnsettled);
    // Takes out what is applied next: a whole op, or one component of one.
    [[nodiscard]] UndoOp takeNext();
    // Makes these ops fit to the state after "other", which was made beside them, and that to the state after these.
    // Throws Error if they cannot be brought together.
    void rebase(Value &other);
    // Takes out what has nothing left.
    void tidy();
    // Whether something is at the path, below or above.
    [[nodiscard]] bool touches(const Path &path) const;

    DocName document;
    std::vector<UndoOp> ops;

private:
    void merge(quint64 firstUnsettled);
};

} // namespace Racer
