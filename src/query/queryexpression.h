// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/querycondition.h>

#include <memory>
#include <optional>
#include <vector>

namespace Racer {

// A MongoDB-style query, compiled once and matched many times: {age: {$gt: 3}, $sort: {name: 1}, $limit: 10}.
// Field names address the document's data; _id, _v, _type and _m address the snapshot. Implicitly shared,
// immutable, usable from any thread.
class RACER_CORE_EXPORT QueryExpression
{
public:
    QueryExpression(); // matches every existing document
    // Throws Error(ERR_INVALID_QUERY) naming the operator or field that is wrong.
    explicit QueryExpression(const Value &query);

    [[nodiscard]] const Value &source() const noexcept;
    // What documents have to satisfy, for those who translate it into another language.
    [[nodiscard]] const QueryCondition &condition() const noexcept;
    // True if the query names _type and so may find deleted documents.
    [[nodiscard]] bool findsDeleted() const noexcept;

    [[nodiscard]] bool matches(const Snapshot &snapshot) const;
    // Bare data without a snapshot around it, for filters of a model.
    [[nodiscard]] bool matches(const Value &data) const;

    [[nodiscard]] bool hasSort() const noexcept;
    // Where a document belongs in the query's order: read once, compared many times.
    struct SortKey
    {
        std::vector<Value> fields;
        Key id;
    };
    [[nodiscard]] SortKey sortKey(const Snapshot &snapshot) const;
    [[nodiscard]] bool lessThan(const SortKey &a, const SortKey &b) const noexcept;
    // True if "a" comes before "b" in the query's order; ties end at _id, so the order is total.
    [[nodiscard]] bool lessThan(const Snapshot &a, const Snapshot &b) const;
    [[nodiscard]] qint64 skip() const noexcept;
    [[nodiscard]] std::optional<qint64> limit() const noexcept;
    [[nodiscard]] bool isCount() const noexcept;

    // Equality conditions that every match satisfies, e.g. {country: "FR"}: what an index of queries keys on. The
    // field is one of the values (scalars other than null), or a list that holds one of them.
    struct Equality
    {
        QueryCondition::Source source;
        QList<Key> field;
        std::vector<Value> values;
    };
    [[nodiscard]] const std::vector<Equality> &equalities() const noexcept;
    // First segments of all fields that conditions and sort look at.
    [[nodiscard]] const QList<Key> &fields() const noexcept;

private:
    struct Data;
    std::shared_ptr<const Data> d;
};

// MongoDB's order of values: undefined < null < numbers < strings (by code point) < objects < arrays < booleans.
// Objects are compared member by member in their order: 0 means equal in the sense of a query.
[[nodiscard]] RACER_CORE_EXPORT int compareValues(const Value &a, const Value &b) noexcept;
// By code point, as databases compare UTF-8.
[[nodiscard]] RACER_CORE_EXPORT int compareText(QStringView a, QStringView b) noexcept;

} // namespace Racer
