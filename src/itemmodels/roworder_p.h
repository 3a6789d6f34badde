// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/filterfunction.h>
#include <Racer/sortkey.h>

#include <QtCore/QCollator>

#include <memory>
#include <optional>

namespace Racer {

// Where a row belongs: read from its item once, and compared many times.
class RowRank
{
public:
    RowRank() = default;

private:
    friend class RowOrder;
    struct Field
    {
        Value value;
        std::optional<QCollatorSortKey> collated;
    };
    [[nodiscard]] const Field &field(size_t index) const noexcept { return index == 0 ? m_first : m_rest[index - 1]; }
    Field m_first; // in reach without another look at memory
    std::unique_ptr<Field[]> m_rest;
};

// Which of two rows comes first.
class RowOrder
{
public:
    using Compare = std::function<int(const Value &, const Value &)>;
    using Group = std::function<QString(const Value &)>;

    // By groups, then by keys, or by a comparison instead of keys if there is one.
    void set(const QString &groupPath, Group group, const QList<SortKey> &keys, Compare compare);

    [[nodiscard]] bool isNone() const noexcept { return m_rules.empty(); } // the source's order
    [[nodiscard]] bool hasFunctions() const noexcept;
    [[nodiscard]] bool hasGroups() const noexcept { return m_hasGroups; }
    [[nodiscard]] RowRank rank(const Value &item) const;
    // A number that orders as compare() does where two of them differ. Not a number tells nothing.
    [[nodiscard]] double head(const RowRank &rank) const;
    // Undefined comes last in any order. 0: the source's order decides.
    [[nodiscard]] int compare(const RowRank &a, const RowRank &b) const;
    [[nodiscard]] QString section(const Value &item) const;

private:
    struct Rule
    {
        Path path;
        bool isDescending = false;
        bool foldsCase = false;
        bool isOfGroup = false;
        std::optional<QCollator> collator;
        Group group;     // instead of the path
        Compare compare; // of items
    };
    [[nodiscard]] static Rule ruleOf(const SortKey &key);
    [[nodiscard]] static int compare(const Rule &rule, const RowRank::Field &a, const RowRank::Field &b);

    std::vector<Rule> m_rules; // that of the groups first
    bool m_hasGroups = false;
};

} // namespace Racer
