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

// A change that was made beside those to be undone. It is changed itself as it passes them.
struct ForeignOp
{
    Value op; // json0; empty: nothing is left of it
    // It takes back these submissions.
    quint64 firstSubmission = 0;
    quint64 lastSubmission = 0;

    [[nodiscard]] bool isNoop() const noexcept { return op.isEmpty(); }
};

// The component of a json0 op that has only one, or undefined.
[[nodiscard]] const Value &onlyComponent(const Value &op) noexcept;

// All that one step has in one document. The first op to be applied is the last one.
class UndoChange
{
public:
    explicit UndoChange(DocName name) : document(std::move(name)) { }

    [[nodiscard]] bool isLocal() const noexcept { return document.collection.isEmpty(); }
    [[nodiscard]] bool isEmpty() const noexcept { return ops.empty(); }
    // Before all others.
    void add(UndoOp op);
    // Takes out what is applied next: a whole op, or one component of one.
    [[nodiscard]] UndoOp takeNext();
    // Makes these ops fit to the state after "other", and that to the state after these. True if something was lost.
    // Throws Error if they cannot be brought together.
    bool rebase(ForeignOp &other);
    // Whether something is at the path, below or above.
    [[nodiscard]] bool touches(const Path &path) const;

    DocName document;
    std::vector<UndoOp> ops;
};

} // namespace Racer
