// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "json0component_p.h"

#include "jscoercion_p.h"

#include <Racer/error.h>

#include <algorithm>
#include <cmath>

namespace Racer::Json0 {

namespace {

int fieldOf(QStringView key) noexcept
{
    if (key.size() == 1)
        return key[0] == u't' ? T : key[0] == u'o' ? O : FieldCount;
    if (key.size() != 2)
        return FieldCount;
    const auto pair = [](char16_t a, char16_t b) { return (quint32(a) << 16) | b; };
    switch (pair(key[0].unicode(), key[1].unicode())) {
    case pair(u'n', u'a'): return Na;
    case pair(u'l', u'i'): return Li;
    case pair(u'l', u'd'): return Ld;
    case pair(u'l', u'm'): return Lm;
    case pair(u'o', u'i'): return Oi;
    case pair(u'o', u'd'): return Od;
    case pair(u's', u'i'): return Si;
    case pair(u's', u'd'): return Sd;
    default: return FieldCount;
    }
}

} // namespace

const Keys &keys()
{
    static const Keys instance;
    return instance;
}

void ComponentView::read(const Value &value)
{
    if (value.isNullish()) {
        throw Error(QStringLiteral("Cannot read properties of %1 (reading 'p')")
                        .arg(value.isNull() ? u"null" : u"undefined"));
    }
    m_path = nullptr;
    m_fields = 0;
    if (value.isObject()) {
        for (detail::Cursor<Member> it(detail::Access::node(value)); !it.atEnd(); ++it) {
            const QStringView key = it->key.view();
            if (key.size() == 1 && key[0] == u'p') {
                m_path = &it->value;
            } else if (const int field = fieldOf(key); field != FieldCount && !it->value.isUndefined()) {
                m_at[field] = &it->value;
                m_fields |= 1u << field;
            }
        }
    }
    if (!m_path || !m_path->isArray())
        throw Error(QStringLiteral("Missing path"));
    const auto isNotNull = [this](Field field) { return has(field) && !m_at[field]->isNull(); };
    m_isText = isNotNull(Si) || isNotNull(Sd);
    m_pathSize = int(m_path->size());
    m_depth = m_pathSize + (isNotNull(Na) || (has(T) && m_at[T]->isTruthy()) ? 1 : 0);
}

void Component::set(Field field, Value value)
{
    if (value.isUndefined())
        m_value.take(keys().fields[field]);
    else
        m_value.set(keys().fields[field], std::move(value));
    read(m_value);
}

void Component::remove(Field field)
{
    m_value.take(keys().fields[field]);
    read(m_value);
}

void Component::putSegment(qsizetype i, Value segment)
{
    if (i < 0)
        return;
    Value *path = m_value.edit(keys().p);
    if (i < path->size())
        path->set(i, std::move(segment));
    else
        path->append(std::move(segment));
}

void Component::setSegment(qsizetype i, Value segment)
{
    putSegment(i, std::move(segment));
    read(m_value);
}

void Component::setMove(qsizetype i, Value from, Value to)
{
    putSegment(i, std::move(from));
    m_value.set(keys().fields[Lm], std::move(to));
    read(m_value);
}

void Component::dropSubtype()
{
    if (has(T) || has(O)) {
        m_value.take(keys().fields[T]);
        m_value.take(keys().fields[O]);
        read(m_value);
    }
    if (pathSize() == 0)
        setSegment(0, {});
}

void Component::sanitizeSum()
{
    const Value &sum = (*this)[Na];
    if (sum.isNumber() && !std::isfinite(sum.toDouble()))
        set(Na, nullptr);
}

Meeting meet(const ComponentView &mine, const ComponentView &other) noexcept
{
    const int a = mine.depth();
    const int b = other.depth();
    const int shared = std::min(a, b) - 1;
    for (int i = 0; i < shared; ++i) {
        if (!Js::strictlyEqual(mine.segment(i), other.segment(i)))
            return {Meeting::Apart, Meeting::Apart};
    }
    // Whoever is not the deeper one acts on the way to the other.
    return {b <= a ? b - 1 : Meeting::Apart, a <= b ? a - 1 : Meeting::Apart};
}

Value componentsOf(const Value &op)
{
    if (op.isArray())
        return op;
    if (op.isNullish()) {
        throw Error(QStringLiteral("Cannot read properties of %1 (reading 'length')")
                        .arg(op.isNull() ? u"null" : u"undefined"));
    }
    if (op.isString() && !op.isEmpty())
        throw Error(QStringLiteral("Missing path"));
    Value components = Value::array();
    if (op.isObject()) {
        const double length = Js::toNumber(op.value(QStringView(u"length")));
        for (qsizetype i = 0; double(i) < length; ++i)
            components.append(Component(op.value(Key::fromIndex(i))).takeValue()); // throws at the first gap
    }
    return components;
}

List toList(const Value &op)
{
    List list;
    if (op.isArray()) {
        list.reserve(op.size());
        for (detail::Cursor<Value> it(detail::Access::node(op)); !it.atEnd(); ++it)
            list.append(Component(*it));
    } else {
        for (const Value &component : componentsOf(op).elements())
            list.append(Component(component));
    }
    return list;
}

Value toValue(List &&list)
{
    Value op = Value::array();
    op.reserve(list.size());
    for (Component &c : list) {
        c.sanitize();
        op.append(c.takeValue());
    }
    return op;
}

} // namespace Racer::Json0
