// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/queryexpression.h>

#include "querymatcher_p.h"
#include "queryparser_p.h"

#include <Racer/valueranges.h>

#include <algorithm>

namespace Racer {

/*!
    \class Racer::QueryExpression
    \inmodule Racer
    \brief A MongoDB-style query, compiled once and matched many times.

    A query is an object of conditions on fields, {"age": {"$gt": 3}, "tags": "new"}, and of the keys $sort (or
    $orderby), $skip, $limit and $count. The chapter "The query language" tells operators and rules; they are
    MongoDB's. Counterpart of the queries of sharedb-mongo and sharedb-mingo-memory.

    Instances are implicitly shared and immutable: cheap to copy, usable from any thread.
*/

/*!
    \class Racer::QueryCondition
    \inmodule Racer
    \brief One node of a compiled query: what a database adapter translates into its own language.
*/

using Kind = QueryCondition::Kind;
using Source = QueryCondition::Source;

namespace {

struct SortField
{
    QueryField field;
    bool descending;
};

// What the first segment of a condition's field is called in a query.
Key fieldName(Source source, const QList<Key> &path)
{
    switch (source) {
    case Source::Id: return u"_id";
    case Source::Version: return u"_v";
    case Source::DocType: return u"_type";
    case Source::Meta: return u"_m";
    case Source::Data: break;
    }
    return path.isEmpty() ? Key() : path.first();
}

void collectFields(const QueryCondition &condition, QList<Key> &fields)
{
    if (condition.isLogical()) {
        for (const QueryCondition &child : condition.children)
            collectFields(child, fields);
    } else if (const Key name = fieldName(condition.source, condition.path); !fields.contains(name)) {
        fields.append(name);
    }
}

bool isIndexable(const Value &value)
{
    return value.isString() || value.isNumber() || value.isBool();
}

void collectEqualities(const QueryCondition &condition, std::vector<QueryExpression::Equality> &equalities)
{
    if (condition.kind == Kind::And) {
        for (const QueryCondition &child : condition.children)
            collectEqualities(child, equalities);
    } else if (condition.kind == Kind::Equal && isIndexable(condition.operand)) {
        equalities.push_back({condition.source, condition.path, {condition.operand}});
    } else if (condition.kind == Kind::In
               && std::all_of(condition.operands.begin(), condition.operands.end(), isIndexable)) {
        equalities.push_back({condition.source, condition.path, condition.operands});
    }
}

std::vector<SortField> parseSort(const Key &name, const Value &value)
{
    if (!value.isObject())
        throw invalidQuery(u"%1 needs an object of fields"_qs.arg(name.view()));
    std::vector<SortField> fields;
    for (const auto &[field, direction] : value.members()) {
        if (!direction.isNumber() || (direction.toDouble() != 1 && direction.toDouble() != -1))
            throw invalidQuery(u"%1 of field '%2' has to be 1 or -1"_qs.arg(name.view(), field.view()));
        fields.push_back({parseQueryField(field), direction.toDouble() < 0});
    }
    return fields;
}

qint64 parseNumber(const Key &name, const Value &value)
{
    const qint64 number = value.isNumber() ? value.toInteger(-1) : -1;
    if (number < 0)
        throw invalidQuery(u"%1 has to be a whole number, 0 or more"_qs.arg(name.view()));
    return number;
}

// What MongoDB's drivers take as advice; results do not depend on it.
bool isAdvice(const Key &name)
{
    static constexpr QStringView known[] = {u"$comment", u"$hint", u"$batchSize", u"$maxTimeMS", u"$noCursorTimeout",
                                            u"$readConcern", u"$readPref"};
    return std::any_of(std::begin(known), std::end(known), [&](QStringView text) { return name == text; });
}

Error refusal(const Key &name)
{
    if (name.view() == u"$query")
        return invalidQuery(u"$query is not supported; write its conditions at the top level"_qs);
    for (const QStringView text : {u"$distinct", u"$aggregate", u"$mapReduce", u"$where"}) {
        if (name == text)
            return invalidQuery(u"%1 is not supported"_qs.arg(text));
    }
    return {};
}

} // namespace

struct QueryExpression::Data
{
    Value source = Value::object();
    QueryCondition condition;
    std::vector<SortField> sort;
    std::vector<Equality> equalities;
    QList<Key> fields;
    std::optional<qint64> limit;
    qint64 skip = 0;
    bool isCount = false;
    bool findsDeleted = false;

    void addMember(const Key &name, const Value &value)
    {
        if (name.view() == u"$sort" || name.view() == u"$orderby") {
            sort = parseSort(name, value);
        } else if (name.view() == u"$skip") {
            skip = parseNumber(name, value);
        } else if (name.view() == u"$limit") {
            const qint64 number = parseNumber(name, value);
            limit = number > 0 ? std::optional(number) : std::nullopt;
        } else if (name.view() == u"$count") {
            isCount = true;
        } else if (!isAdvice(name)) {
            if (const Error error = refusal(name))
                throw error;
            condition.children.push_back(parseQueryMember(name, value));
        }
    }
};

/*! The query {}: matches every existing document, in the order of ids. */
QueryExpression::QueryExpression() : QueryExpression(Value::object()) { }

/*!
    Compiles \a query, a query object. Members that are undefined count as absent. Throws Error with the code
    ERR_INVALID_QUERY, naming the operator or field, for an unknown operator, an operand of the wrong type or an
    invalid regular expression, and for what is not supported: $distinct, $aggregate, $mapReduce and $where.
*/
QueryExpression::QueryExpression(const Value &query)
{
    if (!query.isObject())
        throw invalidQuery(u"a query has to be an object"_qs);
    const auto data = std::make_shared<Data>();
    data->source = query;
    for (const auto &[name, value] : query.members()) {
        if (!value.isUndefined())
            data->addMember(name, value);
    }
    collectFields(data->condition, data->fields);
    data->findsDeleted = data->fields.contains(Key(u"_type"));
    for (const SortField &sort : data->sort) {
        if (const Key name = fieldName(sort.field.source, sort.field.path); !data->fields.contains(name))
            data->fields.append(name);
    }
    collectEqualities(data->condition, data->equalities);
    d = data;
}

/*! The query object that this was made from. */
const Value &QueryExpression::source() const noexcept
{
    return d->source;
}

/*! What documents have to satisfy, besides existing. */
const QueryCondition &QueryExpression::condition() const noexcept
{
    return d->condition;
}

/*! True if a condition names _type, which lets deleted documents match. */
bool QueryExpression::findsDeleted() const noexcept
{
    return d->findsDeleted;
}

/*! True if \a snapshot satisfies all conditions; $sort, $skip and $limit do not matter here. */
bool QueryExpression::matches(const Snapshot &snapshot) const
{
    return (snapshot.exists() || d->findsDeleted) && matchesCondition(d->condition, snapshot);
}

/*! True if a document with this \a data would match. Its _id is the empty string, its _v is 0. */
bool QueryExpression::matches(const Value &data) const
{
    Snapshot snapshot;
    snapshot.data = data;
    return matchesCondition(d->condition, snapshot);
}

/*! True if the query has a $sort that names a field. */
bool QueryExpression::hasSort() const noexcept
{
    return !d->sort.empty();
}

/*! Where \a snapshot belongs in the query's order. */
QueryExpression::SortKey QueryExpression::sortKey(const Snapshot &snapshot) const
{
    SortKey key;
    key.id = snapshot.id;
    key.fields.reserve(d->sort.size());
    for (const SortField &sort : d->sort) {
        Value best;
        bool found = false;
        const auto offer = [&](const Value &value) {
            const int order = found ? compareValues(value, best) : 0;
            if (!found || (sort.descending ? order > 0 : order < 0))
                best = value;
            found = true;
        };
        detail::anyIn(snapshot, sort.field.source, sort.field.path, [&](const Value &value) {
            if (!value.isArray()) {
                offer(value.isUndefined() ? Value(nullptr) : value);
            } else if (value.isEmpty()) {
                offer(Value()); // an empty list comes before null
            } else {
                for (const Value &element : value.elements())
                    offer(element);
            }
            return false;
        });
        key.fields.push_back(found ? std::move(best) : Value(nullptr));
    }
    return key;
}

/*! True if the document that \a a was read from comes before that of \a b. Ties are decided by _id. */
bool QueryExpression::lessThan(const SortKey &a, const SortKey &b) const noexcept
{
    for (size_t i = 0; i < d->sort.size(); ++i) {
        if (const int order = compareValues(a.fields[i], b.fields[i]))
            return d->sort[i].descending ? order > 0 : order < 0;
    }
    return compareText(a.id.view(), b.id.view()) < 0;
}

/*! \overload Reads the sort keys of both. */
bool QueryExpression::lessThan(const Snapshot &a, const Snapshot &b) const
{
    return lessThan(sortKey(a), sortKey(b));
}

/*! How many documents of the ordered result are left out at its beginning; 0 by default. */
qint64 QueryExpression::skip() const noexcept
{
    return d->skip;
}

/*! The largest number of documents in the result, or none: $limit of 0 means no limit. */
std::optional<qint64> QueryExpression::limit() const noexcept
{
    return d->limit;
}

/*! True if the query asks for the number of matches instead of documents. $skip and $limit do not change it. */
bool QueryExpression::isCount() const noexcept
{
    return d->isCount;
}

/*! Equality conditions that every match satisfies. */
const std::vector<QueryExpression::Equality> &QueryExpression::equalities() const noexcept
{
    return d->equalities;
}

/*! The first segments of all fields that conditions and $sort look at, each once. */
const QList<Key> &QueryExpression::fields() const noexcept
{
    return d->fields;
}

} // namespace Racer
