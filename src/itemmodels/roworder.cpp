// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "roworder_p.h"

#include <algorithm>

namespace Racer {

void RowOrder::set(const QString &groupPath, Group group, const QList<SortKey> &keys, Compare compare)
{
    m_rules.clear();
    m_hasGroups = group || !groupPath.isEmpty();
    if (group) {
        m_rules.emplace_back();
        m_rules.back().group = std::move(group);
    } else if (m_hasGroups) {
        const Path path(groupPath);
        const auto ofGroup =
            std::find_if(keys.begin(), keys.end(), [&path](const SortKey &key) { return key.path == path; });
        m_rules.push_back(ruleOf(ofGroup != keys.end() ? *ofGroup : SortKey{.path = path}));
        m_rules.back().isOfGroup = true;
        if (m_rules.back().collator || m_rules.back().foldsCase) { // what is equal to it may be another group
            m_rules.push_back(ruleOf({.path = path}));
            m_rules.back().isOfGroup = true;
        }
    }
    for (const SortKey &key : keys)
        m_rules.push_back(ruleOf(key));
    if (compare) {
        m_rules.emplace_back();
        m_rules.back().compare = std::move(compare);
    }
}

RowOrder::Rule RowOrder::ruleOf(const SortKey &key)
{
    Rule rule;
    rule.path = key.path;
    rule.isDescending = key.order == Qt::DescendingOrder;
    if (key.locale) {
        rule.collator.emplace(*key.locale);
        rule.collator->setCaseSensitivity(key.caseSensitivity);
        rule.collator->setNumericMode(key.numericMode);
    } else {
        rule.foldsCase = key.caseSensitivity == Qt::CaseInsensitive;
    }
    return rule;
}

bool RowOrder::hasFunctions() const noexcept
{
    return std::any_of(m_rules.begin(), m_rules.end(), [](const Rule &rule) { return rule.group || rule.compare; });
}

RowRank RowOrder::rank(const Value &item) const
{
    RowRank rank;
    if (isNone())
        return rank;
    if (m_rules.size() > 1)
        rank.m_rest = std::make_unique<RowRank::Field[]>(m_rules.size() - 1);
    for (size_t i = 0; i < m_rules.size(); ++i) {
        const Rule &rule = m_rules[i];
        RowRank::Field &field = i == 0 ? rank.m_first : rank.m_rest[i - 1];
        field.value = rule.group ? Value(rule.group(item)) : lookup(item, rule.path);
        if (rule.isOfGroup && field.value.isNull())
            field.value = Value();
        if (!field.value.isString())
            continue;
        if (rule.collator)
            field.collated = rule.collator->sortKey(field.value.toString());
        else if (rule.foldsCase)
            field.value = Value(field.value.toString().toCaseFolded());
    }
    return rank;
}

double RowOrder::head(const RowRank &rank) const
{
    const Value &first = rank.m_first.value;
    if (!first.isNumber() || m_rules.front().compare)
        return qQNaN();
    return m_rules.front().isDescending ? -first.toDouble() : first.toDouble();
}

int RowOrder::compare(const RowRank &a, const RowRank &b) const
{
    for (size_t i = 0; i < m_rules.size(); ++i) {
        if (const int order = compare(m_rules[i], a.field(i), b.field(i)))
            return order;
    }
    return 0;
}

int RowOrder::compare(const Rule &rule, const RowRank::Field &a, const RowRank::Field &b)
{
    if (a.value.isUndefined() || b.value.isUndefined())
        return int(a.value.isUndefined()) - int(b.value.isUndefined());
    if (rule.compare)
        return rule.compare(a.value, b.value);
    const int order = a.collated && b.collated ? a.collated->compare(*b.collated) : compareValues(a.value, b.value);
    return rule.isDescending ? -order : order;
}

QString RowOrder::section(const Value &item) const
{
    if (!m_hasGroups)
        return {};
    const Rule &rule = m_rules.front();
    if (rule.group)
        return rule.group(item);
    const Value value = lookup(item, rule.path);
    return value.isNullish() ? QString() : value.toDisplayString();
}

} // namespace Racer
