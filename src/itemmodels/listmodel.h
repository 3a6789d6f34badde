// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/rowmodel.h>

namespace Racer {

class RACER_CLIENT_EXPORT ListModel : public Racer::RowModel
{
    Q_OBJECT
    Q_PROPERTY(QStringList roles READ roles WRITE setRoles NOTIFY rolesChanged)
public:
    explicit ListModel(QObject *parent = nullptr);

    [[nodiscard]] QStringList roles() const;
    void setRoles(const QStringList &roles);

    using RowModel::index;
    [[nodiscard]] QModelIndex index(int row, int column = 0, const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
};

} // namespace Racer
