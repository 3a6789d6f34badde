// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <iterator>

namespace Racer {

struct Member
{
    Key key;
    Value value;
};

namespace detail {

// The one way into the private parts of Value and Key.
struct Access
{
    static Node *&node(Value &value) noexcept { return value.u.node; }
    static const Node *node(const Value &value) noexcept { return value.u.node; }
    static StringData *&string(Value &value) noexcept { return value.u.string; }
    static StringData *string(const Value &value) noexcept { return value.u.string; }
    static StringData *string(const Key &key) noexcept { return key.d; }
    static quint32 &tag(Member &member) noexcept { return member.value.m_tag; }
    static quint32 tag(const Member &member) noexcept { return member.value.m_tag; }
    static std::atomic<quint32> *counter(const Value &value) noexcept
    { return value.m_type >= Value::String ? value.u.ref : nullptr; }

    // These take over one reference.
    static Key key(StringData *data) noexcept { return Key(data); }
    static Value make(StringData *data) noexcept
    {
        Value value;
        value.m_type = Value::String;
        value.u.string = data;
        return value;
    }
    static Value make(Value::Type type, Node *node) noexcept
    {
        Value value;
        value.m_type = type;
        value.u.node = node;
        return value;
    }
};

// The leaf that holds the item at "index", which becomes the index in the leaf.
RACER_CORE_EXPORT const Node *findLeaf(const Node *root, quint32 &index) noexcept;
// The node that holds the items: the root itself, or the tree inside a large object.
RACER_CORE_EXPORT const Node *sequenceOf(const Node *largeObject) noexcept;

inline const Node *itemsRoot(const Node *root) noexcept
{
    return root && root->kind == NodeKind::LargeObject ? sequenceOf(root) : root;
}

inline bool sameText(const StringData *a, QStringView b) noexcept
{
    return a ? qsizetype(a->size) == b.size() && sameUnits(a->units(), b.utf16(), b.size()) : b.isEmpty();
}

inline const Member *findInLeaf(const Node *leaf, QStringView key, quint32 hash) noexcept
{
    const Member *member = leaf->items<Member>();
    for (const Member *end = member + leaf->count; member != end; ++member) {
        if (Access::tag(*member) == hash && sameText(Access::string(member->key), key))
            return member;
    }
    return nullptr;
}

// Members and paths often share their keys' text: then nothing has to be compared.
inline const Member *findInLeaf(const Node *leaf, const Key &key) noexcept
{
    const StringData *const wanted = Access::string(key);
    quint32 hash = 0;
    const Member *member = leaf->items<Member>();
    for (const Member *end = member + leaf->count; member != end; ++member) {
        const StringData *const own = Access::string(member->key);
        if (own == wanted)
            return member;
        if (hash == 0)
            hash = key.hash();
        if (Access::tag(*member) == hash && sameText(own, key.view()))
            return member;
    }
    return nullptr;
}

RACER_CORE_EXPORT extern const Value undefinedValue;

// A forward iterator over the items of a container that outlives it.
template<typename T>
class Cursor
{
public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = qsizetype;
    using pointer = const T *;
    using reference = const T &;

    Cursor() noexcept = default;
    explicit Cursor(const Node *root) noexcept : m_root(itemsRoot(root))
    {
        if (m_root && m_root->size)
            load(0);
    }
    reference operator*() const noexcept { return *m_current; }
    pointer operator->() const noexcept { return m_current; }
    Cursor &operator++() noexcept
    {
        if (++m_current == m_end) {
            if (m_next < m_root->size)
                load(m_next);
            else
                m_current = nullptr;
        }
        return *this;
    }
    Cursor operator++(int) noexcept { Cursor old = *this; ++*this; return old; }
    bool atEnd() const noexcept { return !m_current; }
    friend bool operator==(const Cursor &a, const Cursor &b) noexcept { return a.m_current == b.m_current; }

private:
    void load(quint32 index) noexcept
    {
        quint32 offset = index;
        const Node *leaf = m_root->isLeaf() ? m_root : findLeaf(m_root, offset);
        m_current = leaf->items<T>() + offset;
        m_end = leaf->items<T>() + leaf->count;
        m_next = index + leaf->count - offset;
    }

    const Node *m_root = nullptr;
    const T *m_current = nullptr;
    const T *m_end = nullptr;
    quint32 m_next = 0;
};

} // namespace detail

class ElementRange
{
public:
    using iterator = detail::Cursor<Value>;
    using const_iterator = iterator;

    explicit ElementRange(Value array) noexcept : m_array(std::move(array)) { }
    iterator begin() const noexcept
    { return m_array.isArray() ? iterator(detail::Access::node(m_array)) : iterator(); }
    iterator end() const noexcept { return {}; }
    qsizetype size() const noexcept { return m_array.isArray() ? m_array.size() : 0; }
    bool isEmpty() const noexcept { return size() == 0; }

private:
    Value m_array; // so that the loop's body may change the original
};

class MemberRange
{
public:
    using iterator = detail::Cursor<Member>;
    using const_iterator = iterator;

    explicit MemberRange(Value object) noexcept : m_object(std::move(object)) { }
    iterator begin() const noexcept
    { return m_object.isObject() ? iterator(detail::Access::node(m_object)) : iterator(); }
    iterator end() const noexcept { return {}; }
    qsizetype size() const noexcept { return m_object.isObject() ? m_object.size() : 0; }
    bool isEmpty() const noexcept { return size() == 0; }

private:
    Value m_object;
};

inline ElementRange Value::elements() const noexcept { return ElementRange(*this); }
inline MemberRange Value::members() const noexcept { return MemberRange(*this); }

inline QStringView Value::stringView() const noexcept
{
    return m_type == String && u.string ? u.string->view() : QStringView(u"");
}

inline qsizetype Value::size() const noexcept
{
    if (m_type < String || !u.ref)
        return 0;
    return m_type == String ? u.string->size : u.node->size;
}

inline const Value &Value::at(qsizetype index) const noexcept
{
    if (m_type != Array || !u.node || size_t(index) >= u.node->size)
        return detail::undefinedValue;
    return u.node->isLeaf() ? u.node->items<Value>()[index] : elementInTree(quint32(index));
}

inline const Value &Value::value(const Key &key) const noexcept
{
    if (m_type != Object || !u.node)
        return detail::undefinedValue;
    if (u.node->kind != detail::NodeKind::ObjectLeaf)
        return memberInTree(key.view(), key.hash());
    const Member *member = detail::findInLeaf(u.node, key);
    return member ? member->value : detail::undefinedValue;
}

inline Value *Value::edit(const Key &key)
{
    if (m_type != Object || !u.node)
        return nullptr;
    if (u.node->kind != detail::NodeKind::ObjectLeaf || u.node->ref.load(std::memory_order_acquire) != 1)
        return editShared(key);
    const Member *member = detail::findInLeaf(u.node, key);
    return member ? const_cast<Value *>(&member->value) : nullptr; // the leaf is this value's alone
}

} // namespace Racer

Q_DECLARE_TYPEINFO(Racer::Member, Q_RELOCATABLE_TYPE);
