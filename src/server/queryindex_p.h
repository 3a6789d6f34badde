// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/queryexpression.h>

#include <QtCore/QVarLengthArray>

#include <unordered_map>
#include <vector>

namespace Racer {

// What a query hands the index to be found by. The owner keeps it where it is while it is in an index.
struct IndexedQuery
{
    QueryExpression expression;
    quint64 stamp = 0; // of the last search that found it
};

// Which top-level fields of a document a commit has changed.
class ChangedFields
{
public:
    ChangedFields(const Snapshot &before, const Snapshot &after);
    [[nodiscard]] bool touch(const QueryExpression &expression) const;

private:
    QVarLengthArray<Key, 8> m_names;
    bool m_all = false;
};

// The queries of one collection, found by what a document holds: each query is filed under one equality condition
// that its matches satisfy, if it has one, and tried on every document otherwise.
class QueryIndex
{
public:
    void add(IndexedQuery *query);
    void remove(IndexedQuery *query);

    // Appends the queries that may match the document, each once, and at any rate none that matches is left out.
    template<typename List>
    void find(const Snapshot &snapshot, List &found);

private:
    struct ValueHash
    {
        size_t operator()(const Value &value) const noexcept;
    };
    struct Field
    {
        QueryCondition::Source source;
        QList<Key> path;
        std::unordered_map<Value, std::vector<IndexedQuery *>, ValueHash> queries;
    };

    static const QueryExpression::Equality *bestEquality(const QueryExpression &expression) noexcept;
    std::vector<Field>::iterator fieldOf(const QueryExpression::Equality &equality);

    std::vector<Field> m_fields;
    std::vector<IndexedQuery *> m_others;
    quint64 m_stamp = 0;
};

template<typename List>
void QueryIndex::find(const Snapshot &snapshot, List &found)
{
    ++m_stamp;
    for (const Field &field : m_fields) {
        detail::anyIn(snapshot, field.source, field.path, [&](const Value &value) {
            return detail::anyElement(value, [&](const Value &element) {
                const auto filed = element.isContainer() ? field.queries.end() : field.queries.find(element);
                if (filed != field.queries.end()) {
                    for (IndexedQuery *query : filed->second) {
                        if (std::exchange(query->stamp, m_stamp) != m_stamp)
                            found.push_back(query);
                    }
                }
                return false;
            });
        });
    }
    for (IndexedQuery *query : m_others)
        found.push_back(query);
}

} // namespace Racer
