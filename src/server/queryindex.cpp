// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "queryindex_p.h"

#include <Racer/valueranges.h>

#include <algorithm>

namespace Racer {

namespace {

// A query for more values than this is cheaper to try than to file.
constexpr size_t MaxValues = 10'000;

} // namespace

ChangedFields::ChangedFields(const Snapshot &before, const Snapshot &after)
{
    if (before.version == NoVersion || before.exists() != after.exists() || !before.data.isObject()
        || !after.data.isObject()) {
        m_all = true;
        return;
    }
    qsizetype common = 0;
    for (const auto &[key, value] : after.data.members()) {
        const Value &old = before.data.value(key);
        common += !old.isUndefined();
        if (!old.isSame(value))
            m_names.append(key);
    }
    if (common == before.data.size())
        return;
    for (const auto &[key, value] : before.data.members()) {
        if (!after.data.contains(key))
            m_names.append(key);
    }
}

bool ChangedFields::touch(const QueryExpression &expression) const
{
    if (m_all)
        return true;
    const QList<Key> &fields = expression.fields();
    return std::any_of(fields.begin(), fields.end(), [&](const Key &field) {
        const QStringView name = field.view();
        return name == u"_v" || name == u"_m" || m_names.contains(field);
    });
}

size_t QueryIndex::ValueHash::operator()(const Value &value) const noexcept
{
    switch (value.type()) {
    case Value::String: return qHash(value.stringView());
    case Value::Number: return qHash(value.toDouble());
    default: return size_t(value.toBool()) + 1;
    }
}

const QueryExpression::Equality *QueryIndex::bestEquality(const QueryExpression &expression) noexcept
{
    const QueryExpression::Equality *best = nullptr;
    for (const QueryExpression::Equality &equality : expression.equalities()) {
        if (equality.values.size() <= MaxValues && (!best || equality.values.size() < best->values.size()))
            best = &equality;
    }
    return best;
}

std::vector<QueryIndex::Field>::iterator QueryIndex::fieldOf(const QueryExpression::Equality &equality)
{
    return std::find_if(m_fields.begin(), m_fields.end(), [&](const Field &field) {
        return field.source == equality.source && field.path == equality.field;
    });
}

void QueryIndex::add(IndexedQuery *query)
{
    const QueryExpression::Equality *equality = bestEquality(query->expression);
    if (!equality) {
        m_others.push_back(query);
        return;
    }
    auto field = fieldOf(*equality);
    if (field == m_fields.end())
        field = m_fields.insert(field, Field{equality->source, equality->field, {}});
    for (const Value &value : equality->values)
        field->queries[value].push_back(query);
}

void QueryIndex::remove(IndexedQuery *query)
{
    const QueryExpression::Equality *equality = bestEquality(query->expression);
    if (!equality) {
        std::erase(m_others, query);
        return;
    }
    const auto field = fieldOf(*equality);
    for (const Value &value : equality->values) {
        const auto filed = field->queries.find(value);
        if (filed == field->queries.end())
            continue; // a value that the query names twice
        std::erase(filed->second, query);
        if (filed->second.empty())
            field->queries.erase(filed);
    }
    if (field->queries.empty())
        m_fields.erase(field);
}

} // namespace Racer
