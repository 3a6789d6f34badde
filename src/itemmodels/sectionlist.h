// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerclientexport.h>

#include <QtCore/QAbstractListModel>

namespace Racer {

class SectionModelPrivate;

// The sections of a SectionModel, which makes it.
class RACER_CLIENT_EXPORT SectionList : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    enum Role {
        SectionRole = Qt::UserRole, // "section"
        CountRole,                  // "count": the number of its rows in the source
        CollapsedRole,              // "collapsed"; writable
    };
    Q_ENUM(Role)

    [[nodiscard]] int count() const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    friend class SectionModelPrivate;
    explicit SectionList(SectionModelPrivate *sectionModel);
    SectionModelPrivate *const d;
};

} // namespace Racer
