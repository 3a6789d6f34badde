// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/op.h>

#include <QtCore/QRegularExpression>

#include <vector>

namespace Racer {

// One node of a compiled query. The negative operators are Not over their positive ones ($ne, $nin, $nor, $not,
// {$exists: false}), $all is And over Equal, so that few kinds remain.
struct RACER_CORE_EXPORT QueryCondition
{
    enum class Kind : quint8 {
        And, Or, Not, // over children; an And of none holds always, an Or of none never
        Equal,        // an operand of null holds for what is missing, too
        Less, LessOrEqual, Greater, GreaterOrEqual,
        In,           // operands are sorted by compareValues
        Exists, Type, Regex, Size, Mod,
        ElementValue, // $elemMatch over operators: the children look at the element itself
        ElementObject // $elemMatch over a query: the child looks into the element
    };
    enum class Source : quint8 { Data, Id, Version, DocType, Meta };

    [[nodiscard]] bool isLogical() const noexcept { return kind <= Kind::Not; }
    [[nodiscard]] static QueryCondition always() { return {}; }
    [[nodiscard]] static QueryCondition never();

    Kind kind = Kind::And;
    Source source = Source::Data;
    quint8 types = 0;  // Type: a bit (1 << Value::Type) each
    QList<Key> path;   // below the source; empty inside ElementValue
    Value operand;     // comparisons; Regex: the pattern; Size: the number
    double divisor = 0; // Mod
    double remainder = 0;
    std::vector<Value> operands; // In
    QRegularExpression regex;
    std::vector<QueryCondition> children;
};

namespace detail {

// Calls "leaf" for every value that a path leads to, as MongoDB follows paths: into the objects of a list, and into
// a list by number. Undefined stands for a missing field. Ends with true at the first leaf that returns true.
template<typename Leaf>
bool anyAt(const Value &value, const Key *segment, const Key *end, Leaf &&leaf)
{
    if (segment == end)
        return leaf(value);
    if (value.isObject())
        return anyAt(value.value(*segment), segment + 1, end, leaf);
    if (!value.isArray())
        return leaf(Value());
    const qsizetype size = value.size();
    for (qsizetype i = 0; i < size; ++i) {
        const Value &element = value.at(i);
        if (element.isObject() && anyAt(element, segment, end, leaf))
            return true;
    }
    const qsizetype index = segment->toIndex();
    if (index < 0 || index >= size || (segment->size() > 1 && segment->view().front() == u'0'))
        return false;
    const Value &element = value.at(index);
    return (segment + 1 == end || element.isContainer()) && anyAt(element, segment + 1, end, leaf);
}

// The same from a snapshot. Data that is not an object has no fields.
template<typename Leaf>
bool anyIn(const Snapshot &snapshot, QueryCondition::Source source, const QList<Key> &path, Leaf &&leaf)
{
    const Key *begin = path.constData();
    const Key *end = begin + path.size();
    switch (source) {
    case QueryCondition::Source::Id:
        return anyAt(Value(snapshot.id), begin, end, leaf);
    case QueryCondition::Source::Version:
        return anyAt(Value(snapshot.version), begin, end, leaf);
    case QueryCondition::Source::DocType:
        return anyAt(snapshot.exists() ? Value(snapshot.type) : Value(nullptr), begin, end, leaf);
    case QueryCondition::Source::Meta:
        return anyAt(snapshot.meta, begin, end, leaf);
    case QueryCondition::Source::Data:
        break;
    }
    if (!snapshot.data.isObject())
        return leaf(Value());
    return anyAt(snapshot.data, begin, end, leaf);
}

// The values an equality is tried on: the value itself, and the elements of a list.
template<typename Leaf>
bool anyElement(const Value &value, Leaf &&leaf)
{
    if (leaf(value))
        return true;
    if (value.isArray()) {
        for (qsizetype i = 0, n = value.size(); i < n; ++i) {
            if (leaf(value.at(i)))
                return true;
        }
    }
    return false;
}

} // namespace detail

} // namespace Racer
