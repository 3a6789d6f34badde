// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "undostack_p.h"

#include <Racer/ottype.h>

namespace Racer {

namespace {

// All that the steps of one side have in one document, the deepest first.
using Chain = std::vector<UndoOp *>;

bool hasPartOf(const Chain &chain, quint64 first, quint64 last)
{
    return std::any_of(chain.begin(), chain.end(), [&](const UndoOp *op) { return undoesSome(*op, first, last); });
}

// Takes what undoes these submissions out of the chain, and makes what lies above as if they had never been, as the
// document does with the ops that were submitted after them. What lies below fits as it is. The op that leads from the
// present state to the one without them, or nothing if only a part of an op is theirs.
std::optional<Value> takeOut(const Chain &chain, quint64 first, quint64 last)
{
    const OtType &json0 = *OtTypes::json0();
    for (const UndoOp *op : chain) {
        if (undoesSome(*op, first, last) && (!undoesOnly(*op, first, last) || op->kind != UndoOp::Kind::Edit))
            return {};
    }
    Value back = Value::array();
    for (UndoOp *op : chain) {
        if (undoesSome(*op, first, last)) {
            back = json0.compose(op->value, back);
            op->value = Value::array();
        } else if (back.isEmpty()) {
            continue;
        } else if (op->kind == UndoOp::Kind::Edit) {
            auto [done, rest] = json0.transformX(json0.invert(op->value), back);
            op->value = json0.invert(done);
            back = std::move(rest);
        } else {
            if (op->kind == UndoOp::Kind::Create)
                json0.apply(op->value, back);
            back = Value::array();
        }
    }
    return back;
}

} // namespace

void UndoStackPrivate::takenBack(const DocName &document, quint64 firstSubmission, quint64 lastSubmission,
                                 const Value &op)
{
    if (!isKnown(document))
        return;
    const auto chainOf = [&](bool isUndo) {
        Chain chain;
        const auto add = [&](UndoStep &step) {
            for (UndoChange &change : step.changes) {
                for (UndoOp &each : change.ops) {
                    if (change.document == document)
                        chain.push_back(&each);
                }
            }
        };
        for (int i = 0; isUndo && i < index; ++i)
            add(steps[size_t(i)]);
        for (size_t i = steps.size(); !isUndo && i-- > size_t(index); )
            add(steps[i]);
        return chain;
    };
    const bool isUndo = hasPartOf(chainOf(true), firstSubmission, lastSubmission);
    const Chain chain = chainOf(isUndo);
    std::optional<Value> back;
    try {
        if (direction == Direction::None && hasPartOf(chain, firstSubmission, lastSubmission))
            back = takeOut(chain, firstSubmission, lastSubmission);
        if (!back)
            return rebase(document, op, UndoStack::Loss::Refused, true, true);
        rebase(document, op, UndoStack::Loss::Refused, !isUndo, isUndo);
        if (m_lastUnrecorded >= firstSubmission) { // it may take back more than what is in steps
            const OtType &json0 = *OtTypes::json0();
            rebase(document, *back == op ? Value::array() : json0.compose(json0.invert(*back), op),
                   UndoStack::Loss::Refused, isUndo, !isUndo);
        }
    } catch (const Error &) {
        drop(document, {}, UndoStack::Loss::Refused, true, true);
    }
    for (UndoStep &step : steps) {
        for (UndoChange &change : step.changes)
            change.tidy();
        std::erase_if(step.changes, [](const UndoChange &change) { return change.isEmpty(); });
    }
    removeEmptySteps(UndoStack::Loss::Refused);
}

} // namespace Racer
