// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "rowmodel_p.h"
#include "tablemodel.h"

namespace Racer {

class TableModelPrivate : public RowModelPrivate
{
public:
    explicit TableModelPrivate(TableModel *tableModel) : RowModelPrivate(tableModel), table(tableModel) { }

    [[nodiscard]] RowChange compare(const Value &before, const Value &after) const override;
    void rowsChanged(qsizetype first, qsizetype last, const RowChange &change) override;

    void discoverColumns();
    void changeColumns(const QList<TableColumn> &wanted); // by the fewest steps that views can follow
    void replaceColumn(int position, const TableColumn &wanted);
    [[nodiscard]] QVariant shown(const TableColumn &column, const Value &item, int role) const;
    bool writeCell(int row, const TableColumn &column, const QVariant &value);

    TableModel *const table;
    QList<TableColumn> columns;
    bool isDeclared = false;
};

} // namespace Racer
