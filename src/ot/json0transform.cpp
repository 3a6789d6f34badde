// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "json0component_p.h"

#include "jscoercion_p.h"
#include "text0_p.h"

namespace Racer::Json0 {

namespace {

using Side = OtType::Side;

// What becomes of a component: to be appended as it is now, or done with.
enum class Fate { Append, Done };

// One component on its way past another that acts on its path. "at" is the segment of both where they meet.
struct Encounter
{
    List &dest;
    Component &c;
    const ComponentView &other;
    Side side;
    int at;
    bool level; // both act equally deep

    const Value &mine() const noexcept { return c.segment(at); }
    const Value &theirs() const noexcept { return other.segment(at); }
    bool sameSegment() const noexcept { return Js::strictlyEqual(mine(), theirs()); }
    void shift(int by) const { c.setSegment(at, Js::jsonNumber(Js::toNumber(mine()) + by)); }
    void shiftTarget(int by) const { c.set(Lm, Js::jsonNumber(Js::toNumber(c[Lm]) + by)); }
};

// A list index that may move several times before it is written back: what is not a number becomes one.
class Index
{
public:
    explicit Index(const Value &start) : m_value(start) { }
    void operator+=(int by)
    {
        m_number = (m_moved ? m_number : Js::toNumber(m_value)) + by;
        m_moved = m_changed = true;
    }
    void operator=(const Value &value)
    {
        m_value = value;
        m_moved = false;
        m_changed = true;
    }
    bool hasChanged() const noexcept { return m_changed; }
    Value result() const { return m_moved ? Js::jsonNumber(m_number) : m_value; }

private:
    Value m_value;
    double m_number = 0;
    bool m_moved = false;
    bool m_changed = false;
};

Fate passText(const Encounter &e)
{
    const auto offsetOf = [](const ComponentView &c) -> const Value & { return c.segment(c.pathSize() - 1); };
    const Text0::Component mine = Text0::checked(offsetOf(e.c), e.c[Si], e.c[Sd]);
    const Text0::Component theirs = Text0::checked(offsetOf(e.other), e.other[Si], e.other[Sd]);
    Text0::List pieces;
    Text0::transformComponent(pieces, mine, theirs, e.side);
    e.c.dropSubtype();
    for (const Text0::Component &piece : pieces) {
        if (pieces.size() > 1 || piece.position != mine.position)
            e.c.setSegment(e.c.pathSize() - 1, Js::jsonNumber(piece.position));
        if (!piece.isInsert() && (pieces.size() > 1 || piece.deleted.size() != mine.deleted.size()))
            e.c.set(Sd, piece.deleted);
        append(e.dest, pieces.size() > 1 ? Component(e.c) : std::move(e.c));
    }
    return Fate::Done;
}

Fate passSubtype(const Encounter &e, const OtType *subtype)
{
    if (!Js::strictlyEqual(e.c[T], e.other[T]))
        return Fate::Append;
    Value result = subtype->transform(e.c[O], e.other[O], e.side);
    if (!result.isArray() || !result.isEmpty()) {
        e.c.set(O, std::move(result));
        append(e.dest, std::move(e.c));
    }
    return Fate::Done;
}

Fate passListReplace(const Encounter &e)
{
    if (!e.sameSegment())
        return Fate::Append;
    if (!e.level)
        return Fate::Done;
    if (!e.c.has(Ld))
        return Fate::Append;
    if (!e.c.has(Li) || e.side == Side::Right)
        return Fate::Done;
    e.c.set(Ld, e.other[Li]);
    return Fate::Append;
}

Fate passListInsert(const Encounter &e)
{
    const Value &inserted = e.theirs();
    if (e.c.isPureInsert() && e.level && e.sameSegment()) {
        if (e.side == Side::Right)
            e.shift(+1);
    } else if (Js::lessOrEqual(inserted, e.mine())) {
        e.shift(+1);
    }
    if (e.c.has(Lm) && e.level && Js::lessOrEqual(inserted, e.c[Lm]))
        e.shiftTarget(+1);
    return Fate::Append;
}

Fate passListDelete(const Encounter &e)
{
    const Value &deleted = e.theirs();
    if (e.c.has(Lm) && e.level) {
        if (e.sameSegment())
            return Fate::Done;
        const Value &to = e.c[Lm];
        if (Js::less(deleted, to) || (Js::strictlyEqual(deleted, to) && Js::less(e.mine(), to)))
            e.shiftTarget(-1);
    }
    if (Js::less(deleted, e.mine())) {
        e.shift(-1);
    } else if (e.sameSegment()) {
        if (e.other.depth() < e.c.depth())
            return Fate::Done;
        if (e.c.has(Ld)) {
            if (!e.c.has(Li))
                return Fate::Done;
            e.c.remove(Ld);
        }
    }
    return Fate::Append;
}

// Two moves in one list.
Fate passMoveByMove(const Encounter &e)
{
    const Value &from = e.mine();
    const Value &to = e.c[Lm];
    const Value &otherFrom = e.theirs();
    const Value &otherTo = e.other[Lm];
    if (Js::strictlyEqual(otherFrom, otherTo))
        return Fate::Append;
    Index source(from);
    Index target(to);
    if (Js::strictlyEqual(from, otherFrom)) {
        if (e.side == Side::Right)
            return Fate::Done;
        source = otherTo;
        if (Js::strictlyEqual(from, to))
            target = otherTo;
    } else {
        if (Js::less(otherFrom, from))
            source += -1;
        if (Js::less(otherTo, from)) {
            source += 1;
        } else if (Js::strictlyEqual(from, otherTo) && Js::less(otherTo, otherFrom)) {
            source += 1;
            if (Js::strictlyEqual(from, to))
                target += 1;
        }

        if (Js::less(otherFrom, to) || (Js::strictlyEqual(to, otherFrom) && Js::less(from, to)))
            target += -1;
        if (Js::less(otherTo, to)) {
            target += 1;
        } else if (Js::strictlyEqual(to, otherTo)) {
            const bool sameDirection = (Js::less(otherFrom, otherTo) && Js::less(from, to))
                || (Js::less(otherTo, otherFrom) && Js::less(to, from));
            if (sameDirection)
                target += e.side == Side::Right ? 1 : 0;
            else if (Js::less(from, to))
                target += 1;
            else if (Js::strictlyEqual(to, otherFrom))
                target += -1;
        }
    }
    if (source.hasChanged() || target.hasChanged())
        e.c.setMove(source.hasChanged() ? e.at : Meeting::Document, source.result(), target.result());
    return Fate::Append;
}

Fate passMove(const Encounter &e)
{
    if (e.c.has(Lm) && e.level)
        return passMoveByMove(e);
    const Value &at = e.mine();
    const Value &from = e.theirs();
    const Value &to = e.other[Lm];
    Index index(at);
    if (e.c.isPureInsert() && e.level) {
        if (Js::less(from, at))
            index += -1;
        if (Js::less(to, at))
            index += 1;
    } else if (Js::strictlyEqual(at, from)) {
        index = to;
    } else {
        if (Js::less(from, at))
            index += -1;
        if (Js::less(to, at))
            index += 1;
        else if (Js::strictlyEqual(at, to) && Js::less(to, from))
            index += 1;
    }
    if (index.hasChanged())
        e.c.setSegment(e.at, index.result());
    return Fate::Append;
}

Fate passObjectReplace(const Encounter &e)
{
    if (!e.sameSegment())
        return Fate::Append;
    if (!e.c.has(Oi) || !e.level || e.side == Side::Right)
        return Fate::Done;
    e.c.set(Od, e.other[Oi]);
    return Fate::Append;
}

Fate passObjectInsert(const Encounter &e)
{
    if (!e.c.has(Oi) || !e.sameSegment())
        return Fate::Append;
    if (e.side == Side::Right)
        return Fate::Done;
    append(e.dest, Component(Value::object({{keys().p, e.c.path()}, {keys().fields[Od], e.other[Oi]}})));
    return Fate::Append;
}

Fate passObjectDelete(const Encounter &e)
{
    if (!Js::looselyEqual(e.mine(), e.theirs()))
        return Fate::Append;
    if (!e.level || !e.c.has(Oi))
        return Fate::Done;
    e.c.remove(Od);
    return Fate::Append;
}

Fate pass(const Encounter &e)
{
    if (e.c.isText() && e.other.isText())
        return passText(e);
    if (const OtType *subtype = e.other.has(T) ? subtypeOf(e.other[T]) : nullptr)
        return passSubtype(e, subtype);
    if (e.other.has(Na))
        return Fate::Append;
    if (e.other.has(Li))
        return e.other.has(Ld) ? passListReplace(e) : passListInsert(e);
    if (e.other.has(Ld))
        return passListDelete(e);
    if (e.other.has(Lm))
        return passMove(e);
    if (e.other.has(Oi))
        return e.other.has(Od) ? passObjectReplace(e) : passObjectInsert(e);
    return e.other.has(Od) ? passObjectDelete(e) : Fate::Append;
}

// Keeps the old value of a deletion true: the other changed the inside of what c deletes.
void absorb(Component &c, const ComponentView &other)
{
    const Field field = c.has(Ld) ? Ld : Od;
    if (!c.has(field))
        return;
    Value deleted = c[field];
    apply(deleted, other, c.depth());
    c.set(field, std::move(deleted));
}

} // namespace

bool transformInPlace(List &dest, Component &c, const ComponentView &other, Meeting meeting, Side side)
{
    c.sanitize();
    const bool level = c.depth() == other.depth();
    const int inside = meeting.mineOnOther;
    if (inside != Meeting::Apart && other.depth() > c.depth()
        && Js::looselyEqual(c.segment(inside), other.segment(inside)))
        absorb(c, other);
    return meeting.otherOnMine == Meeting::Apart
        || pass({dest, c, other, side, meeting.otherOnMine, level}) == Fate::Append;
}

} // namespace Racer::Json0
