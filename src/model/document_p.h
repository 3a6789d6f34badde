// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "confirmation_p.h"

#include <Racer/event.h>

namespace Racer {

// How a mutation of a remote document is handed over, and who hears of its outcome.
struct Submission
{
    RootModel *root = nullptr;
    bool preventCompose = false;
    Key loadContext; // whose a created document is
    const Path *path = nullptr; // that the mutator writes to, and what it passes
    const Passed *passed = nullptr;
    detail::ConfirmationState::Pointer state; // none: nothing waits for the server

    // For the one call to the server that decides. Called at most once per mutation.
    [[nodiscard]] std::function<void(const Error &)> callback()
    {
        state = new detail::ConfirmationState(root);
        return detail::ConfirmationState::callback(state);
    }
};

// What a move really did.
struct MoveOutcome
{
    Value moved; // an array
    qsizetype from = 0;
    qsizetype to = 0;
};

struct DelOutcome
{
    Value previous;
    bool removedElement = false; // of a list, whose later elements moved up
};

// A document as the mutators see it. Paths are absolute: the first two segments name the document. A mutator throws
// Error before it has changed anything. Counterpart of Racer's Doc class.
class Document
{
public:
    virtual ~Document() = default;

    [[nodiscard]] virtual Value get(const Path &path) const = 0;

    virtual void create(const Path &path, Value value, Submission &submission) = 0;
    virtual Value set(const Path &path, Value value, Submission &submission) = 0; // the previous value
    virtual DelOutcome del(const Path &path, Submission &submission) = 0;
    virtual double increment(const Path &path, double by, Submission &submission) = 0; // the new number

    virtual qsizetype push(const Path &path, Value value, Submission &submission) = 0; // the old length
    virtual qsizetype unshift(const Path &path, Value value, Submission &submission) = 0; // the new length
    // Inserts the elements of "values"; the new length.
    virtual qsizetype insert(const Path &path, qsizetype index, const Value &values, Submission &submission) = 0;
    // The removed elements; an array.
    virtual Value remove(const Path &path, qsizetype index, qsizetype howMany, Submission &submission) = 0;
    // The last or first element, or undefined without any change; "length" is the old one.
    virtual Value pop(const Path &path, qsizetype &length, Submission &submission) = 0;
    virtual Value shift(const Path &path, qsizetype &length, Submission &submission) = 0;
    virtual MoveOutcome move(const Path &path, qsizetype from, qsizetype to, qsizetype howMany,
                             Submission &submission) = 0;

    // The previous value.
    virtual Value stringInsert(const Path &path, qsizetype index, QStringView text, Submission &submission) = 0;
    virtual Value stringRemove(const Path &path, qsizetype index, qsizetype howMany, Submission &submission) = 0;
    virtual Value subtypeSubmit(const Path &path, const Key &type, const Value &op, Submission &submission) = 0;
};

// "<method> on <what> at <path>: <value>", as Racer words it.
[[nodiscard]] Error typeError(QStringView method, QStringView what, const Path &path, const Value &value);

// An index as JavaScript's splice takes it: negative ones count from the end; always within 0..size.
[[nodiscard]] qsizetype spliceIndex(qsizetype index, qsizetype size) noexcept;
// How many elements there are from there, at most "howMany".
[[nodiscard]] qsizetype spliceCount(qsizetype index, qsizetype howMany, qsizetype size) noexcept;

// A missing value that a mutation below may replace by a container: JavaScript's falsy values.
[[nodiscard]] inline bool isReplaceable(const Value &value) noexcept { return !value.isTruthy(); }
// The empty container that a member or element of this name needs.
[[nodiscard]] inline Value containerFor(const Key &segment)
{
    return segment.isIndex() ? Value::array() : Value::object();
}

} // namespace Racer
