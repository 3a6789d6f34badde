// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "object_p.h"

#include <Racer/error.h>

#include <QtCore/QVarLengthArray>

#include <limits>

// The parts of Value that deal with arrays and objects.

namespace Racer {

using detail::Access;
using Elements = detail::Sequence<Value>;

namespace {

detail::Node *&arrayNode(Value &value)
{
    if (!value.isArray())
        throw Error(u"Value: not an array"_qs);
    return Access::node(value);
}

detail::Node *&objectNode(Value &value)
{
    if (!value.isObject())
        throw Error(u"Value: not an object"_qs);
    return Access::node(value);
}

quint32 checkedIndex(qsizetype index, qsizetype limit)
{
    if (index < 0 || index >= limit)
        throw Error(u"Value: index %1 is not in an array of %2"_qs.arg(index).arg(limit));
    return quint32(index);
}

void checkSize(qsizetype size)
{
    if (size < 0 || size > std::numeric_limits<qint32>::max())
        throw Error(u"Value: %1 is not a size for an array"_qs.arg(size));
}

} // namespace

/*! Returns an array of \a elements. */
Value Value::array(std::initializer_list<Value> elements)
{
    QVarLengthArray<Value, 16> copies(elements.begin(), elements.end());
    Value result = Access::make(Array, Elements::build(copies.data(), quint32(copies.size())));
    // Taken over as bytes: nothing is left to destroy here.
    for (Value &copy : copies)
        new (&copy) Value;
    return result;
}

/*! \overload */
Value Value::array(const QList<Value> &elements)
{
    Value result = Access::make(Array, nullptr);
    result.reserve(elements.size());
    for (const Value &element : elements)
        result.append(element);
    return result;
}

/*! Returns an object of \a members. Of equal keys the last one's value wins, at the place of the first. */
Value Value::object(std::initializer_list<std::pair<Key, Value>> members)
{
    Value result = Access::make(Object, nullptr);
    if (members.size() == 0)
        return result;
    QVarLengthArray<Member, 16> copies;
    copies.reserve(qsizetype(members.size()));
    for (const auto &[key, value] : members)
        copies.append({key, value});
    Access::node(result) = detail::ObjectNode::build(copies.data(), quint32(copies.size()));
    for (Member &copy : copies)
        new (&copy) Member;
    return result;
}

const Value &Value::elementInTree(quint32 index) const noexcept
{
    const detail::Node *leaf = detail::findLeaf(u.node, index);
    return leaf->items<Value>()[index];
}

const Value &Value::memberInTree(QStringView key, quint32 hash) const noexcept
{
    const Member *member = detail::ObjectNode::find(u.node, key, hash);
    return member ? member->value : detail::undefinedValue;
}

/*! Returns the member \a key of an object; undefined if there is none. */
const Value &Value::value(QStringView key) const noexcept
{
    if (m_type != Object || !u.node)
        return detail::undefinedValue;
    return memberInTree(key, detail::StringData::computeHash(key));
}

/*! Returns true if this is an object with a member \a key, be it undefined. */
bool Value::contains(const Key &key) const noexcept
{
    return m_type == Object && detail::ObjectNode::find(u.node, key.view(), key.hash());
}

/*! \overload */
bool Value::contains(QStringView key) const noexcept
{
    return m_type == Object && detail::ObjectNode::find(u.node, key, detail::StringData::computeHash(key));
}

/*! Returns an object's keys in the order of their insertion; nothing for any other type. */
QList<Key> Value::keys() const
{
    QList<Key> keys;
    if (m_type != Object)
        return keys;
    keys.reserve(size());
    for (detail::Cursor<Member> it(u.node); !it.atEnd(); ++it)
        keys.append(it->key);
    return keys;
}

/*! Appends \a value to an array. */
void Value::append(Value value)
{
    detail::Node *&node = arrayNode(*this);
    checkSize(size() + 1);
    Elements::insert(node, node ? node->size : 0, std::move(value));
}

/*! Inserts \a value into an array, before \a index; the array's size inserts at the end. */
void Value::insert(qsizetype index, Value value)
{
    detail::Node *&node = arrayNode(*this);
    checkSize(size() + 1);
    Elements::insert(node, checkedIndex(index, size() + 1), std::move(value));
}

/*! Replaces the element at \a index of an array by \a value. */
void Value::set(qsizetype index, Value value)
{
    detail::Node *&node = arrayNode(*this);
    *Elements::edit(node, checkedIndex(index, size())) = std::move(value);
}

/*! Removes the element at \a index from an array and returns it. */
Value Value::take(qsizetype index)
{
    detail::Node *&node = arrayNode(*this);
    const quint32 position = checkedIndex(index, size());
    Value taken = std::move(*Elements::edit(node, position));
    Elements::erase(node, position, 1);
    return taken;
}

/*! Removes \a count elements from \a index on from an array. */
void Value::remove(qsizetype index, qsizetype count)
{
    detail::Node *&node = arrayNode(*this);
    if (index < 0 || count < 0 || count > size() - index)
        throw Error(u"Value: %1 elements at %2 are not in an array of %3"_qs.arg(count).arg(index).arg(size()));
    if (count > 0)
        Elements::erase(node, quint32(index), quint32(count));
}

/*! Moves the element at \a from of an array to \a to, an index in the array without the element. */
void Value::move(qsizetype from, qsizetype to)
{
    arrayNode(*this);
    checkedIndex(from, size());
    checkedIndex(to, size());
    if (from != to)
        insert(to, take(from));
}

/*! Cuts an array to \a size elements, or fills it up with undefined. */
void Value::resize(qsizetype size)
{
    detail::Node *&node = arrayNode(*this);
    checkSize(size);
    if (size < this->size())
        remove(size, this->size() - size);
    reserve(size);
    while (this->size() < size)
        Elements::insert(node, quint32(this->size()), Value());
}

/*! Makes room for \a size elements in a small array, to save reallocations. Larger ones need none. */
void Value::reserve(qsizetype size)
{
    detail::Node *&node = arrayNode(*this);
    checkSize(size);
    if (size > this->size())
        Elements::reserve(node, quint32(size));
}

/*! Gives the member \a key of an object the value \a value. A new key goes to the end; a known one keeps its place. */
void Value::set(const Key &key, Value value)
{
    detail::Node *&node = objectNode(*this);
    if (Value *member = detail::ObjectNode::edit(node, key.view(), key.hash()))
        *member = std::move(value);
    else
        detail::ObjectNode::add(node, key, std::move(value));
}

/*! Removes the member \a key from an object and returns its value; undefined if it was not there. */
Value Value::take(const Key &key)
{
    return detail::ObjectNode::take(objectNode(*this), key);
}

/*!
    Returns the element at \a index of an array, to change it in place; nullptr if this is not an array or has no such
    element. What is shared on the way is copied first. The pointer holds until this value is copied or changed
    otherwise.
*/
Value *Value::edit(qsizetype index)
{
    if (m_type != Array || index < 0 || index >= size())
        return nullptr;
    return Elements::edit(u.node, quint32(index));
}

/*!
    \fn Value *Value::edit(const Key &key)
    \overload
    Returns the member \a key of an object; nullptr if this is not an object or has no such member.
*/
Value *Value::editShared(const Key &key)
{
    return detail::ObjectNode::edit(u.node, key.view(), key.hash());
}

} // namespace Racer
