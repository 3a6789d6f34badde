// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racertestkitexport.h>
#include <Racer/value.h>

#include <QtCore/QAbstractItemModel>

namespace Racer {

class RACER_TESTKIT_EXPORT ItemSnapshot
{
public:
    ItemSnapshot() = default; // of nothing
    explicit ItemSnapshot(const QAbstractItemModel *model, const QStringList &roles = {},
                          const QModelIndex &parent = {});

    [[nodiscard]] const Value &rows() const noexcept { return m_rows; }
    [[nodiscard]] QString text() const;

    [[nodiscard]] QString difference(const Value &expectedRows) const;
    [[nodiscard]] QString difference(const ItemSnapshot &expected) const { return difference(expected.m_rows); }
    [[nodiscard]] bool matches(const Value &expectedRows) const;

    friend bool operator==(const ItemSnapshot &a, const ItemSnapshot &b) noexcept { return a.m_rows == b.m_rows; }

private:
    Value m_rows = Value::array();
};

} // namespace Racer
