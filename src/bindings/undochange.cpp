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

void UndoChange::add(UndoOp op, quint64 firstUnsettled)
{
    merge(firstUnsettled);
    ops.push_back(std::move(op));
    merge(firstUnsettled);
}

// The last two, unless the server may yet refuse one of them alone.
void UndoChange::merge(quint64 firstUnsettled)
{
    if (ops.size() < 2)
        return;
    UndoOp &first = ops[ops.size() - 1];
    UndoOp &second = ops[ops.size() - 2];
    const auto isReady = [firstUnsettled](const UndoOp &op) {
        return op.lastSubmission < firstUnsettled && op.kind == UndoOp::Kind::Edit
            && onlyComponent(op.value).isObject();
    };
    if (!isReady(first) || !isReady(second))
        return;
    Value both = json0().compose(first.value, second.value);
    if (both.isEmpty() || json0().invert(first.value) == second.value) { // one takes back the other
        ops.resize(ops.size() - 2);
    } else if (both.size() == 1) {
        second = {};
        second.value = std::move(both);
        ops.pop_back();
    }
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

void UndoChange::rebase(Value &other)
{
    for (size_t i = ops.size(); i-- > 0 && !other.isEmpty(); ) {
        UndoOp &mine = ops[i];
        const auto drop = [&] { ops.erase(ops.begin() + qsizetype(i)); };
        if (mine.kind == UndoOp::Kind::Del) { // whatever was changed is gone then
            other = Value::array();
            break;
        }
        if (mine.kind == UndoOp::Kind::Create)
            continue;
        const Value &component = onlyComponent(mine.value);
        const Value &otherComponent = onlyComponent(other);
        if (component.isObject() && otherComponent.isObject()) {
            if (wouldReviveDeleted(component, otherComponent)) {
                drop();
                continue;
            }
            Value rebased = json0().transform(mine.value, other, OtType::Side::Right);
            other = json0().transform(other, mine.value, OtType::Side::Left);
            mine.value = std::move(rebased);
        } else {
            auto [theirs, ours] = json0().transformX(other, mine.value);
            other = std::move(theirs);
            mine.value = std::move(ours);
        }
        if (mine.value.isEmpty())
            drop();
    }
}

void UndoChange::tidy()
{
    std::erase_if(ops, [](const UndoOp &op) { return op.kind == UndoOp::Kind::Edit && op.value.isEmpty(); });
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
