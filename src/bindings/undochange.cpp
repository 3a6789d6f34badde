// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "undochange_p.h"

#include <Racer/ottype.h>

namespace Racer {

namespace {

const OtType &json0()
{
    return *OtTypes::json0();
}

// Where others have deleted what this would set, it stays deleted; by json0's rules it would come back.
bool wouldReviveDeleted(const Value &mine, const Value &other)
{
    const auto meets = [&](QStringView inserted, QStringView deleted) {
        return mine.contains(inserted) && mine.contains(deleted) && other.contains(deleted)
            && !other.contains(inserted) && mine.value(u"p") == other.value(u"p");
    };
    return mine.isObject() && (meets(u"oi", u"od") || meets(u"li", u"ld"));
}

} // namespace

const Value &onlyComponent(const Value &op) noexcept
{
    static const Value none;
    return op.size() == 1 ? op.at(0) : none;
}

std::optional<UndoOp> UndoOp::inverse(const RecordedChange &change)
{
    UndoOp op;
    op.firstSubmission = op.lastSubmission = change.submission;
    switch (change.kind) {
    case Kind::Create:
        op.kind = Kind::Del;
        break;
    case Kind::Del:
        op.kind = Kind::Create;
        op.value = change.value;
        break;
    case Kind::Edit:
        try {
            op.value = json0().invert(change.value);
        } catch (const Error &) {
            return {};
        }
        break;
    }
    return op;
}

void UndoChange::add(UndoOp op)
{
    if (!ops.empty()) {
        UndoOp &last = ops.back();
        if (op.kind == UndoOp::Kind::Edit && last.kind == UndoOp::Kind::Edit
            && onlyComponent(op.value).isObject() && onlyComponent(last.value).isObject()) {
            Value both = json0().compose(op.value, last.value);
            if (both.isEmpty() || json0().invert(op.value) == last.value) { // one takes back the other
                ops.pop_back();
                return;
            }
            if (both.size() == 1) {
                last.value = std::move(both);
                last.firstSubmission = std::min(last.firstSubmission, op.firstSubmission);
                last.lastSubmission = std::max(last.lastSubmission, op.lastSubmission);
                return;
            }
        }
    }
    ops.push_back(std::move(op));
}

UndoOp UndoChange::takeNext()
{
    UndoOp &last = ops.back();
    UndoOp next = last;
    if (last.kind == UndoOp::Kind::Edit && last.value.size() > 1) {
        next.value = Value::array({last.value.take(0)});
        return next;
    }
    ops.pop_back();
    return next;
}

bool UndoChange::rebase(ForeignOp &other)
{
    const size_t before = ops.size();
    for (size_t i = ops.size(); i-- > 0 && !other.isNoop(); ) {
        UndoOp &mine = ops[i];
        const auto drop = [&] { ops.erase(ops.begin() + qsizetype(i)); };
        if (mine.kind == UndoOp::Kind::Del) { // whatever was changed is gone then
            other.op = Value::array();
            break;
        }
        if (mine.kind == UndoOp::Kind::Create)
            continue;
        if (mine.lastSubmission != 0 && mine.lastSubmission >= other.firstSubmission
            && mine.firstSubmission <= other.lastSubmission) {
            // What this would undo, the other one undoes.
            if (mine.firstSubmission >= other.firstSubmission && mine.lastSubmission <= other.lastSubmission) {
                if (other.op == mine.value)
                    other.op = Value::array();
                else
                    other.op = json0().compose(json0().invert(mine.value), other.op);
                drop();
            } else {
                mine.value = json0().compose(json0().invert(other.op), mine.value);
                other.op = Value::array();
                if (mine.value.isEmpty())
                    drop();
            }
            continue;
        }
        const Value &component = onlyComponent(mine.value);
        const Value &otherComponent = onlyComponent(other.op);
        if (component.isObject() && otherComponent.isObject()) {
            if (wouldReviveDeleted(component, otherComponent)) {
                drop();
                continue;
            }
            Value rebased = json0().transform(mine.value, other.op, OtType::Side::Right);
            other.op = json0().transform(other.op, mine.value, OtType::Side::Left);
            mine.value = std::move(rebased);
        } else {
            auto [theirs, ours] = json0().transformX(other.op, mine.value);
            other.op = std::move(theirs);
            mine.value = std::move(ours);
        }
        if (mine.value.isEmpty())
            drop();
    }
    return ops.size() != before;
}

bool UndoChange::touches(const Path &path) const
{
    const auto meets = [&path](const Value &p) {
        for (qsizetype i = 0; i < std::min(p.size(), path.size()); ++i) {
            const Value &segment = p.at(i);
            if (!(path.at(i) == (segment.isNumber() ? Key::fromIndex(segment.toInteger()) : segment.toKey())))
                return false;
        }
        return true;
    };
    for (const UndoOp &op : ops) {
        for (const Value &component : op.value.elements()) {
            if (meets(component.value(u"p")))
                return true;
        }
    }
    return false;
}

} // namespace Racer
