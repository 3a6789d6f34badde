// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "localdoc_p.h"

#include <QtCore/QStringBuilder>

namespace Racer {

namespace {

// Past an array's end a value may be set that far: the gap is filled, and must not eat the memory.
constexpr qsizetype MaxGap = 1'000'000;

} // namespace

Value &LocalDoc::slot(const Path &path, QStringView method)
{
    Value *node = &m_tree.edit();
    for (qsizetype i = 0; i < path.size(); ++i) {
        const Key &segment = path.at(i);
        if (node->isObject()) {
            Value *child = node->edit(segment);
            if (!child) {
                node->set(segment, Value());
                child = node->edit(segment);
            }
            node = child;
        } else if (node->isArray() && segment.isIndex()) {
            const qsizetype index = segment.toIndex();
            if (index < 0 || index > node->size() + MaxGap) {
                throw Error(ErrorCode::LimitExceeded,
                            method % u" past the end of an array. Invalid path: " % path.toString());
            }
            if (index >= node->size())
                node->resize(index + 1);
            node = node->edit(index);
        } else if (isReplaceable(*node)) {
            *node = i < 2 ? Value::object() : containerFor(segment);
            --i;
        } else {
            throw typeError(method, u"non-object", path.mid(0, i), *node);
        }
    }
    return *node;
}

Value &LocalDoc::container(const Path &path, QStringView method)
{
    Value &parent = slot(path.parent(), method);
    if (isReplaceable(parent))
        parent = containerFor(path.last());
    else if (!parent.isObject() && !(parent.isArray() && path.last().isIndex()))
        throw typeError(method, u"non-object", path.parent(), parent);
    return parent;
}

Value &LocalDoc::array(const Path &path, QStringView method)
{
    Value &value = slot(path, method);
    if (isReplaceable(value))
        value = Value::array();
    if (!value.isArray())
        throw typeError(method, u"non-array", path, value);
    return value;
}

const Value &LocalDoc::peek(const Path &path, qsizetype length) const
{
    static const Value undefined;
    const Value *node = &m_tree.value();
    for (qsizetype i = 0; i < length; ++i) {
        if (node->isObject())
            node = &node->value(path.at(i));
        else if (node->isArray() && path.at(i).isIndex())
            node = &node->at(path.at(i).toIndex());
        else
            return node->isNullish() ? *node : undefined;
    }
    return *node;
}

void LocalDoc::address(const Path &path)
{
    if (!m_tree.value().value(path.at(0)).contains(path.at(1)))
        static_cast<void>(slot(path.mid(0, 2), {}));
}

Value *LocalDoc::filledArray(const Path &path, QStringView method)
{
    const Value &current = peek(path, path.size());
    if (current.isArray())
        return current.isEmpty() ? nullptr : &slot(path, method);
    address(path);
    if (current.isUndefined() && lookup(m_tree.value(), path).isString()) // a character
        static_cast<void>(slot(path, method));
    if (current.isString() && !current.isEmpty()) // anything else without a length counts as empty, as in Racer
        throw typeError(method, u"non-array", path, current);
    return nullptr;
}

Value LocalDoc::get(const Path &path) const
{
    return lookup(m_tree.value(), path);
}

void LocalDoc::create(const Path &path, Value value, Submission &)
{
    Value &document = slot(path, u"create");
    if (!document.isUndefined())
        throw typeError(u"create", u"local document with data", path, document);
    document = std::move(value);
}

Value LocalDoc::set(const Path &path, Value value, Submission &)
{
    Value &place = slot(path, u"set");
    place.swap(value);
    return value;
}

DelOutcome LocalDoc::del(const Path &path, Submission &)
{
    if (path.size() == 2) {
        Value &tree = m_tree.edit();
        Value *collection = tree.edit(path.first());
        if (!collection)
            return {};
        DelOutcome outcome{collection->take(path.last())};
        if (collection->isEmpty())
            tree.take(path.first());
        return outcome;
    }
    address(path);
    const Value &current = peek(path, path.size());
    if (current.isUndefined()) {
        if (!lookup(m_tree.value(), path).isUndefined()) // in a string
            static_cast<void>(container(path, u"del"));
        return {};
    }
    DelOutcome outcome{current};
    Value &parent = container(path, u"del"); // null is replaced, as in Racer
    if (parent.isObject())
        parent.take(path.last());
    else if (Value *element = parent.edit(path.last().toIndex()))
        *element = Value(); // leaves a hole, as in JavaScript
    return outcome;
}

double LocalDoc::increment(const Path &path, double by, Submission &)
{
    const Value &current = peek(path, path.size());
    if (!current.isNullish() && !current.isNumber())
        throw typeError(u"increment", u"non-number", path, current);
    const double result = current.toDouble() + by;
    slot(path, u"increment") = result;
    return result;
}

qsizetype LocalDoc::push(const Path &path, Value value, Submission &)
{
    Value &list = array(path, u"push");
    list.append(std::move(value));
    return list.size() - 1;
}

qsizetype LocalDoc::unshift(const Path &path, Value value, Submission &)
{
    Value &list = array(path, u"unshift");
    list.insert(0, std::move(value));
    return list.size();
}

qsizetype LocalDoc::insert(const Path &path, qsizetype index, const Value &values, Submission &)
{
    Value &list = array(path, u"insert");
    qsizetype at = spliceIndex(index, list.size());
    for (qsizetype i = 0; i < values.size(); ++i)
        list.insert(at++, values.at(i));
    return list.size();
}

Value LocalDoc::remove(const Path &path, qsizetype index, qsizetype howMany, Submission &)
{
    Value &list = array(path, u"remove");
    const qsizetype at = spliceIndex(index, list.size());
    const qsizetype count = spliceCount(at, howMany, list.size());
    Value removed = Value::array();
    for (qsizetype i = 0; i < count; ++i)
        removed.append(list.at(at + i));
    if (count)
        list.remove(at, count);
    return removed;
}

Value LocalDoc::pop(const Path &path, qsizetype &length, Submission &)
{
    Value *list = filledArray(path, u"pop");
    length = list ? list->size() : 0;
    return list ? list->take(length - 1) : Value();
}

Value LocalDoc::shift(const Path &path, qsizetype &length, Submission &)
{
    Value *list = filledArray(path, u"shift");
    length = list ? list->size() : 0;
    return list ? list->take(qsizetype(0)) : Value();
}

MoveOutcome LocalDoc::move(const Path &path, qsizetype from, qsizetype to, qsizetype howMany, Submission &)
{
    Value &list = array(path, u"move");
    MoveOutcome outcome;
    outcome.from = from < 0 ? from + list.size() : from;
    outcome.to = to < 0 ? to + list.size() : to;
    const qsizetype source = spliceIndex(outcome.from, list.size());
    const qsizetype count = spliceCount(source, howMany, list.size());
    outcome.moved = Value::array();
    for (qsizetype i = 0; i < count; ++i)
        outcome.moved.append(list.at(source + i));
    if (count == 0)
        return outcome;
    if (count == 1) {
        list.move(source, spliceIndex(outcome.to, list.size() - 1));
        return outcome;
    }
    list.remove(source, count);
    qsizetype target = spliceIndex(outcome.to, list.size());
    for (qsizetype i = 0; i < count; ++i)
        list.insert(target++, outcome.moved.at(i));
    return outcome;
}

Value LocalDoc::stringInsert(const Path &path, qsizetype index, QStringView text, Submission &)
{
    Value previous = peek(path, path.size());
    if (!previous.isNullish() && !previous.isString())
        throw typeError(u"stringInsert", u"non-string", path, previous);
    Value &place = slot(path, u"stringInsert");
    if (place.isString()) {
        place.spliceString(spliceIndex(index, place.size()), 0, text);
    } else {
        previous = place;
        place = Value(text);
    }
    return previous;
}

Value LocalDoc::stringRemove(const Path &path, qsizetype index, qsizetype howMany, Submission &)
{
    address(path);
    Value previous = peek(path, path.size());
    if (previous.isNullish()) {
        if (path.size() > 2) // the parents are made all the same, as in Racer
            static_cast<void>(container(path, u"stringRemove"));
        return peek(path, path.size());
    }
    if (!previous.isString())
        throw typeError(u"stringRemove", u"non-string", path, previous);
    Value &place = slot(path, u"stringRemove");
    const qsizetype at = spliceIndex(index, place.size());
    place.spliceString(at, spliceCount(at, howMany, place.size()), {});
    return previous;
}

Value LocalDoc::subtypeSubmit(const Path &path, const Key &, const Value &, Submission &)
{
    throw Error(u"subtypeSubmit may only be used on remote documents. Invalid path: "_qs + path.toString());
}

} // namespace Racer
