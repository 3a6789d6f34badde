// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/valuenode.h>

#include <QtCore/QList>
#include <QtCore/QVariant>

#include <initializer_list>
#include <utility>

QT_BEGIN_NAMESPACE
class QCborValue;
class QDebug;
class QJsonValue;
QT_END_NAMESPACE

namespace Racer {

class ElementRange;
class MemberRange;

class RACER_CORE_EXPORT Value
{
    Q_GADGET
public:
    enum Type : quint8 { Undefined, Null, Bool, Number, String, Array, Object };
    Q_ENUM(Type)

    constexpr Value() noexcept : m_type(Undefined) { }
    Value(std::nullptr_t) noexcept : m_type(Null) { }
    Value(bool value) noexcept : m_type(Bool) { u.boolean = value; }
    Value(int value) noexcept : Value(double(value)) { }
    Value(uint value) noexcept : Value(double(value)) { }
    Value(qint64 value) noexcept : Value(double(value)) { }
    Value(quint64 value) noexcept : Value(double(value)) { }
    Value(double value) noexcept : m_type(Number) { u.number = value; }
    Value(QStringView text);
    Value(const QString &text) : Value(QStringView(text)) { }
    Value(const char16_t *text) : Value(QStringView(text)) { }
    explicit Value(QLatin1StringView text);
    Value(const Key &text) noexcept;
    Value(const char *) = delete;
    Value(const void *) = delete;

    Value(const Value &other) noexcept : m_type(other.m_type), u(other.u)
    {
        if (m_type >= String && u.ref)
            u.ref->fetch_add(1, std::memory_order_relaxed);
    }
    Value(Value &&other) noexcept : m_type(std::exchange(other.m_type, Undefined)), u(other.u) { }
    Value &operator=(const Value &other) noexcept { Value(other).swap(*this); return *this; }
    Value &operator=(Value &&other) noexcept { Value(std::move(other)).swap(*this); return *this; }
    ~Value()
    {
        if (m_type >= String && u.ref)
            release();
    }
    void swap(Value &other) noexcept { std::swap(m_type, other.m_type); std::swap(u, other.u); }

    [[nodiscard]] static Value array(std::initializer_list<Value> elements = {});
    [[nodiscard]] static Value array(const QList<Value> &elements);
    [[nodiscard]] static Value object(std::initializer_list<std::pair<Key, Value>> members = {});

    [[nodiscard]] Type type() const noexcept { return m_type; }
    [[nodiscard]] bool isUndefined() const noexcept { return m_type == Undefined; }
    [[nodiscard]] bool isNull() const noexcept { return m_type == Null; }
    [[nodiscard]] bool isNullish() const noexcept { return m_type <= Null; }
    [[nodiscard]] bool isBool() const noexcept { return m_type == Bool; }
    [[nodiscard]] bool isNumber() const noexcept { return m_type == Number; }
    [[nodiscard]] bool isString() const noexcept { return m_type == String; }
    [[nodiscard]] bool isArray() const noexcept { return m_type == Array; }
    [[nodiscard]] bool isObject() const noexcept { return m_type == Object; }
    [[nodiscard]] bool isContainer() const noexcept { return m_type >= Array; }
    // JavaScript's truth: false for undefined, null, false, 0, NaN and the empty string.
    [[nodiscard]] bool isTruthy() const noexcept;

    [[nodiscard]] bool toBool(bool defaultValue = false) const noexcept
    { return m_type == Bool ? u.boolean : defaultValue; }
    [[nodiscard]] double toDouble(double defaultValue = 0) const noexcept
    { return m_type == Number ? u.number : defaultValue; }
    // The number if it is an integer within +-2^53, else the default.
    [[nodiscard]] qint64 toInteger(qint64 defaultValue = 0) const noexcept;
    [[nodiscard]] bool isInteger() const noexcept;
    // The text of a string value; an empty one for any other type. The view lives as long as this value's text.
    [[nodiscard]] QString toString() const { return stringView().toString(); }
    [[nodiscard]] QStringView stringView() const noexcept;
    [[nodiscard]] Key toKey() const noexcept;

    // Elements of an array, members of an object, UTF-16 units of a string; 0 for anything else.
    [[nodiscard]] qsizetype size() const noexcept;
    [[nodiscard]] bool isEmpty() const noexcept { return size() == 0; }

    // Reading. Anything that is not there is undefined. References hold until this value is changed.
    [[nodiscard]] const Value &at(qsizetype index) const noexcept;
    [[nodiscard]] const Value &value(const Key &key) const noexcept;
    [[nodiscard]] const Value &value(QStringView key) const noexcept;
    template<detail::Utf16Text Text>
    [[nodiscard]] const Value &value(const Text &key) const noexcept { return value(QStringView(key)); }
    [[nodiscard]] const Value &operator[](const Key &key) const noexcept { return value(key); }
    template<detail::Utf16Text Text>
    [[nodiscard]] const Value &operator[](const Text &key) const noexcept { return value(QStringView(key)); }
    [[nodiscard]] bool contains(const Key &key) const noexcept;
    [[nodiscard]] bool contains(QStringView key) const noexcept;
    template<detail::Utf16Text Text>
    [[nodiscard]] bool contains(const Text &key) const noexcept { return contains(QStringView(key)); }
    [[nodiscard]] QList<Key> keys() const;
    [[nodiscard]] ElementRange elements() const noexcept; // empty unless an array
    [[nodiscard]] MemberRange members() const noexcept;   // empty unless an object; in insertion order

    // Writing to an array. The value must be an array; indexes must be in range (insert: 0..size).
    void append(Value value);
    void insert(qsizetype index, Value value);
    void set(qsizetype index, Value value);
    Value take(qsizetype index);
    void remove(qsizetype index, qsizetype count = 1);
    void move(qsizetype from, qsizetype to); // "to" counts after the removal
    void resize(qsizetype size);             // fills with undefined
    void reserve(qsizetype size);

    // Writing to an object. A new key goes to the end; a known one keeps its place.
    void set(const Key &key, Value value);
    Value take(const Key &key); // undefined if it was not there

    // Writing below: a pointer to the element or member to change in place, or nullptr if it is not there.
    // Unshares what is on the way; costs O(log size) even while somebody holds a copy.
    [[nodiscard]] Value *edit(qsizetype index);
    [[nodiscard]] Value *edit(const Key &key);

    // Replaces "removed" units at "position" of a string by "text", in place where nobody shares it.
    void spliceString(qsizetype position, qsizetype removed, QStringView text);

    // Deep equality: numbers by value (NaN equals NaN, 0 equals -0), key order ignored. Shared handles are equal
    // without a look inside.
    friend RACER_CORE_EXPORT bool operator==(const Value &a, const Value &b) noexcept;
    // True if both are the same primitive, or the same shared container: JavaScript's === on what get() returned.
    // Empty containers of one kind are all the same.
    [[nodiscard]] bool isSame(const Value &other) const noexcept;

    [[nodiscard]] QVariant toVariant() const;
    [[nodiscard]] static Value fromVariant(const QVariant &variant);
    [[nodiscard]] QJsonValue toJsonValue() const;
    [[nodiscard]] static Value fromJsonValue(const QJsonValue &json);
    [[nodiscard]] QCborValue toCborValue() const;
    [[nodiscard]] static Value fromCborValue(const QCborValue &cbor);
    // JavaScript's String(value) for scalars, JSON for containers: for messages and concatenation.
    [[nodiscard]] QString toDisplayString() const;

private:
    friend struct detail::Access;
    void release() noexcept
    {
        if (u.ref->load(std::memory_order_acquire) == 1 || u.ref->fetch_sub(1, std::memory_order_acq_rel) == 1)
            destroy();
    }
    void destroy() noexcept;
    Value *editShared(const Key &key);
    const Value &elementInTree(quint32 index) const noexcept;
    const Value &memberInTree(QStringView key, quint32 hash) const noexcept;

    Type m_type;
    // Belongs to the place, not to the value: neither copied, moved nor swapped. An object keeps the key's hash
    // (small objects) or the member's order number (large ones) here.
    quint32 m_tag = 0;
    union Payload {
        bool boolean;
        double number;
        std::atomic<quint32> *ref; // of string and node alike
        detail::StringData *string;
        detail::Node *node;
    } u = {.number = 0};
};

RACER_CORE_EXPORT QDebug operator<<(QDebug debug, const Value &value);

} // namespace Racer

Q_DECLARE_METATYPE(Racer::Value)
Q_DECLARE_TYPEINFO(Racer::Value, Q_RELOCATABLE_TYPE);

#include <Racer/valueranges.h>
