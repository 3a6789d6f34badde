// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/rowmodel.h>
#include <Racer/tablecolumn.h>

namespace Racer {

class TableModelPrivate;

class RACER_CLIENT_EXPORT TableModel : public Racer::RowModel
{
    Q_OBJECT
    Q_PROPERTY(int sortColumn READ sortColumn NOTIFY sortOrderChanged)
    Q_PROPERTY(Qt::SortOrder sortOrder READ sortOrder NOTIFY sortOrderChanged)
public:
    explicit TableModel(QObject *parent = nullptr);
    ~TableModel() override;

    [[nodiscard]] QList<TableColumn> columns() const; // declared, or discovered
    void setColumns(const QList<TableColumn> &columns);
    Q_INVOKABLE int columnOf(const QString &path) const; // -1 if there is none
    [[nodiscard]] int sortColumn() const;             // -1 if the rows are not sorted by a column
    [[nodiscard]] Qt::SortOrder sortOrder() const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    bool setHeaderData(int section, Qt::Orientation orientation, const QVariant &value,
                       int role = Qt::EditRole) override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void columnsChanged();
    void sortOrderChanged();

private:
    friend class TableModelPrivate;
    [[nodiscard]] TableModelPrivate *table() const;
};

} // namespace Racer
