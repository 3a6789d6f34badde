// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "json0component_p.h"

#include "jscoercion_p.h"
#include "text0_p.h"

#include <algorithm>

namespace Racer::Json0 {

namespace {

bool samePath(const ComponentView &a, const ComponentView &b, qsizetype size) noexcept
{
    for (qsizetype i = 0; i < size; ++i) {
        if (!Js::strictlyEqual(a.segment(i), b.segment(i)))
            return false;
    }
    return true;
}

bool samePath(const ComponentView &a, const ComponentView &b) noexcept
{
    return a.pathSize() == b.pathSize() && samePath(a, b, a.pathSize());
}

Text0::Component textOf(const ComponentView &c)
{
    return Text0::checked(c.segment(c.pathSize() - 1), c[Si], c[Sd]);
}

void appendText(List &dest, Component &&c)
{
    Component &last = dest.back();
    const auto steps = [](const ComponentView &c) { return std::max<qsizetype>(0, c.pathSize() - 1); };
    const bool mergeable = steps(c) == steps(last) && samePath(c, last, steps(c));
    Text0::List texts;
    if (mergeable) {
        texts.append(textOf(last));
        texts[0].source = last.value(); // until it is merged
        Text0::append(texts, textOf(c));
    }
    c.dropSubtype();
    last.dropSubtype();
    if (!mergeable || texts.size() > 1) {
        dest.append(std::move(c));
        return;
    }
    if (!texts[0].source.isUndefined())
        return; // an empty text, which leaves nothing behind
    last.setSegment(last.pathSize() - 1, Js::jsonNumber(texts[0].position));
    last.set(texts[0].isInsert() ? Si : Sd, texts[0].isInsert() ? texts[0].inserted : texts[0].deleted);
}

} // namespace

void append(List &dest, Component &&c)
{
    c.sanitize();
    if (dest.isEmpty()) {
        dest.append(std::move(c));
        return;
    }
    Component &last = dest.back();
    if (c.isText() && last.isText()) {
        appendText(dest, std::move(c));
        return;
    }
    if (!samePath(c, last)) {
        dest.append(std::move(c));
        return;
    }
    const auto hasNumber = [](const ComponentView &x) { return x.has(Na) && !x[Na].isNull(); };
    const OtType *subtype = c.has(T) && Js::strictlyEqual(c[T], last[T]) ? subtypeOf(c[T]) : nullptr;
    if (subtype) {
        last.set(O, subtype->compose(last[O], c[O]));
    } else if (hasNumber(last) && hasNumber(c)) {
        last = Component(Value::object({{keys().p, last.path()}, {keys().fields[Na], Js::add(last[Na], c[Na])}}));
    } else if (last.has(Li) && !c.has(Li) && Js::strictlyEqual(c[Ld], last[Li])) {
        if (last.has(Ld))
            last.remove(Li);
        else
            dest.removeLast();
    } else if (last.has(Od) && !last.has(Oi) && c.has(Oi) && !c.has(Od)) {
        last.set(Oi, c[Oi]);
    } else if (last.has(Oi) && c.has(Od)) {
        if (c.has(Oi))
            last.set(Oi, c[Oi]);
        else if (last.has(Od))
            last.remove(Oi);
        else
            dest.removeLast();
    } else if (!c.has(Lm) || !Js::strictlyEqual(c.segment(c.pathSize() - 1), c[Lm])) {
        dest.append(std::move(c));
    }
}

} // namespace Racer::Json0
