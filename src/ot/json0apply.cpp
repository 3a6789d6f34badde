// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "json0component_p.h"

#include "jscoercion_p.h"
#include "text0_p.h"

#include <Racer/error.h>
#include <Racer/json.h>
#include <Racer/json0.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace Racer::Json0 {

namespace {

constexpr double MaxArrayLength = 4294967295.0;

bool isDeeperThan(const Value &value, int limit)
{
    if (!value.isContainer())
        return false;
    if (limit <= 0)
        return true;
    if (value.isArray())
        return std::any_of(detail::Cursor<Value>(detail::Access::node(value)), detail::Cursor<Value>(),
            [limit](const Value &element) { return isDeeperThan(element, limit - 1); });
    return std::any_of(detail::Cursor<Member>(detail::Access::node(value)), detail::Cursor<Member>(),
        [limit](const Member &member) { return isDeeperThan(member.value, limit - 1); });
}

void checkDepthBelow(int above, const Value &value)
{
    if (isDeeperThan(value, MaxDepth - above))
        throw Error(ErrorCode::LimitExceeded,
            QStringLiteral("The document would be more than %1 levels deep").arg(MaxDepth));
}

// The index that a key is to JavaScript's arrays, or -1 if it names a property.
qint64 arrayIndex(const Value &key)
{
    if (key.isNumber()) {
        const double index = key.toDouble();
        return index >= 0 && index < MaxArrayLength && std::trunc(index) == index ? qint64(index) : -1;
    }
    const QString text = Js::toText(key);
    const double index = Js::textToNumber(text);
    if (!(index >= 0 && index < MaxArrayLength && std::trunc(index) == index))
        return -1;
    return QString::number(qint64(index)) == text ? qint64(index) : -1; // "01" is a name
}

bool isLength(const Value &key)
{
    return key.isString() && key.stringView() == u"length";
}

QString nameOf(const Value &value)
{
    return value.isNull() ? QStringLiteral("null") : QStringLiteral("undefined");
}

Error cannotRead(const Value &from, const Value &key)
{
    return Error(QStringLiteral("Cannot read properties of %1 (reading '%2')").arg(nameOf(from), Js::toText(key)));
}

Key memberKey(const Value &key)
{
    return key.isString() ? key.toKey() : Key(Js::toText(key));
}

// What JavaScript reads at container[key].
Value read(const Value &container, const Value &key)
{
    switch (container.type()) {
    case Value::Undefined:
    case Value::Null: throw cannotRead(container, key);
    case Value::Object: return container.value(memberKey(key));
    case Value::Array:
    case Value::String: {
        if (isLength(key))
            return double(container.size());
        const qint64 index = arrayIndex(key);
        if (index < 0 || index >= container.size())
            return {};
        return container.isArray() ? container.at(index) : Value(container.stringView().sliced(index, 1));
    }
    default: return {};
    }
}

// A place in a document while one component is applied to it.
class Place
{
public:
    // Walks all but the last segment of the path from "skipped" to "size".
    Place(Value &snapshot, const ComponentView &c, qsizetype skipped, qsizetype size) : m_container(&snapshot)
    {
        m_depth = int(std::max<qsizetype>(0, size - skipped));
        if (m_depth == 0) {
            m_isDocument = true;
            return;
        }
        for (qsizetype i = skipped; i + 1 < size; ++i)
            step(c.segment(i));
        m_key = &c.segment(size - 1);
    }

    // The value at the place, to be changed where it is; nullptr if a change would be lost or has to go through put().
    Value *edit()
    {
        if (m_isDocument)
            return m_container;
        if (m_container->isObject())
            return m_container->edit(memberKey(*m_key));
        const qint64 index = m_container->isArray() ? arrayIndex(*m_key) : -1;
        return index >= 0 && index < m_container->size() ? m_container->edit(index) : nullptr;
    }
    Value get() const { return m_isDocument ? *m_container : read(*m_container, *m_key); }
    // container[key] = value. JavaScript ignores it on scalars, and JSON drops other properties of lists.
    void put(Value value)
    {
        checkDepth(value);
        if (m_isDocument)
            *m_container = std::move(value);
        else if (m_container->isObject())
            putMember(std::move(value));
        else if (m_container->isArray())
            putElement(std::move(value));
    }

    Value &list()
    {
        if (m_isDocument || !m_container->isArray())
            throw Error(QStringLiteral("Referenced element not a list"));
        return *m_container;
    }
    void checkObject() const
    {
        // An object's own "constructor" hides the one that JavaScript's type tells objects by.
        if (!m_isDocument && (!m_container->isObject() || m_container->contains(QStringView(u"constructor")))) {
            const QByteArray json = Json::stringify(*m_container);
            throw Error(QStringLiteral("Referenced element not an object (it was %1)")
                            .arg(json.isEmpty() ? QStringLiteral("undefined") : QString::fromUtf8(json)));
        }
    }
    void removeMember()
    {
        if (m_isDocument)
            *m_container = Value();
        else
            m_container->take(memberKey(*m_key));
    }
    const Value &key() const noexcept { return *m_key; }

    void checkDepth(const Value &value) const { checkDepthBelow(m_depth, value); }

private:
    void step(const Value &key)
    {
        Value *next = nullptr;
        if (m_container->isObject()) {
            next = m_container->edit(memberKey(key));
            if (!next && key.isString() && key.stringView() == u"__proto__") {
                m_lost = Value::object();
                next = &*m_lost;
            }
        } else if (m_container->isArray()) {
            const qint64 index = arrayIndex(key);
            next = index >= 0 && index < m_container->size() ? m_container->edit(index) : nullptr;
        }
        if (!next) {
            m_lost = read(*m_container, key);
            next = &*m_lost;
        }
        m_container = next;
    }

    void putMember(Value value)
    {
        const Key key = memberKey(*m_key);
        // JavaScript's setter for prototypes, unless the object has such a key of its own.
        if (key == QStringView(u"__proto__") && !m_container->contains(key))
            return;
        m_container->set(key, std::move(value));
    }

    void putElement(Value value)
    {
        if (isLength(*m_key)) {
            const double length = Js::toNumber(value);
            if (!(length >= 0 && length <= MaxArrayLength && std::trunc(length) == length))
                throw Error(QStringLiteral("Invalid array length"));
            resize(qint64(length));
            return;
        }
        const qint64 index = arrayIndex(*m_key);
        if (index < 0)
            return;
        if (index >= m_container->size())
            resize(index + 1);
        m_container->set(index, std::move(value));
    }

    void resize(qint64 size)
    {
        const qsizetype old = m_container->size();
        if (size > old + MaxListGap + 1)
            throw Error(ErrorCode::LimitExceeded,
                QStringLiteral("A list of %1 cannot grow to %2 at once").arg(old).arg(size));
        if (size < old)
            m_container->remove(size, old - size);
        else
            m_container->reserve(size);
        for (qsizetype i = old; i < size; ++i)
            m_container->append(nullptr);
    }

    Value *m_container;
    const Value *m_key = nullptr;
    std::optional<Value> m_lost; // a copy that JavaScript would change in vain
    int m_depth = 0;
    bool m_isDocument = false;
};

void applySubtype(Place &place, const OtType *subtype, const Value &op)
{
    if (Value *target = place.edit()) {
        subtype->apply(*target, op);
        place.checkDepth(*target);
        return;
    }
    Value target = place.get();
    subtype->apply(target, op);
    place.put(std::move(target));
}

void applyText(Place &place, const Text0::Component &text)
{
    if (Value *target = place.edit()) {
        Text0::apply(*target, text);
        return;
    }
    Value target = place.get();
    Text0::apply(target, text);
    place.put(std::move(target));
}

void applySum(Place &place, const Value &term)
{
    const Value sum = place.get();
    if (!sum.isNumber())
        throw Error(QStringLiteral("Referenced element not a number"));
    place.put(Js::add(sum, term));
}

void applyMove(Place &place, const Value &to)
{
    Value &list = place.list();
    if (Js::looselyEqual(to, place.key()))
        return;
    Value element = read(list, place.key());
    const qsizetype from = Js::clampIndex(Js::toNumber(place.key()), list.size());
    if (from < list.size())
        list.remove(from);
    list.insert(Js::clampIndex(Js::toNumber(to), list.size()), element.isUndefined() ? Value(nullptr) : element);
}

void applyToList(Place &place, const ComponentView &c)
{
    Value &list = place.list();
    if (c.has(Li) && c.has(Ld)) {
        place.put(c[Li]);
        return;
    }
    const qsizetype index = Js::clampIndex(Js::toNumber(place.key()), list.size());
    if (c.has(Li)) {
        place.checkDepth(c[Li]);
        list.insert(index, c[Li]);
    } else if (index < list.size()) {
        list.remove(index);
    }
}

} // namespace

void checkDepth(const Value &document)
{
    checkDepthBelow(0, document);
}

void apply(Value &snapshot, const ComponentView &c, qsizetype skipped)
{
    if (c.isText()) {
        const qsizetype last = c.pathSize() - 1;
        Place place(snapshot, c, skipped, last);
        applyText(place, Text0::checked(last >= skipped ? c.segment(last) : Value(), c[Si], c[Sd]));
        return;
    }
    Place place(snapshot, c, skipped, c.pathSize());
    const OtType *subtype = c.has(T) && c.has(O) ? subtypeOf(c[T]) : nullptr;
    if (subtype) {
        applySubtype(place, subtype, c[O]);
    } else if (c.has(Na)) {
        applySum(place, c[Na]);
    } else if (c.has(Li) || c.has(Ld)) {
        applyToList(place, c);
    } else if (c.has(Lm)) {
        applyMove(place, c[Lm]);
    } else if (c.has(Oi)) {
        place.checkObject();
        place.put(c[Oi]);
    } else if (c.has(Od)) {
        place.checkObject();
        place.removeMember();
    } else {
        throw Error(QStringLiteral("invalid / missing instruction in op"));
    }
}

} // namespace Racer::Json0
