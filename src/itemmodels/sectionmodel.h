// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/sectionlist.h>

#include <memory>

namespace Racer {

class SectionModelPrivate;

class RACER_CLIENT_EXPORT SectionModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(QAbstractItemModel *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString sectionRole READ sectionRole WRITE setSectionRole NOTIFY sectionRoleChanged)
    Q_PROPERTY(QStringList collapsed READ collapsed WRITE setCollapsed NOTIFY collapsedChanged)
    Q_PROPERTY(Racer::SectionList *sections READ sections CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    // Beside the roles of the source. Their numbers never change.
    enum Role {
        IsSectionRole = Qt::UserRole + 0x5000, // "isSection": true for the header of a section
        SectionCountRole,                      // "sectionCount": of a header, the number of its rows in the source
        CollapsedRole,                         // "collapsed": of a header
        SectionNameRole,                       // "section", where the source has no such role
    };
    Q_ENUM(Role)

    explicit SectionModel(QObject *parent = nullptr);
    ~SectionModel() override;

    [[nodiscard]] QAbstractItemModel *source() const;
    void setSource(QAbstractItemModel *source);
    [[nodiscard]] QString sectionRole() const;
    void setSectionRole(const QString &role);
    [[nodiscard]] SectionList *sections() const;
    [[nodiscard]] int count() const; // of rows, headers included

    [[nodiscard]] QStringList collapsed() const;
    void setCollapsed(const QStringList &sections);
    [[nodiscard]] Q_INVOKABLE bool isCollapsed(const QString &section) const;
    Q_INVOKABLE void collapse(const QString &section);
    Q_INVOKABLE void expand(const QString &section);
    Q_INVOKABLE void toggle(const QString &section);
    Q_INVOKABLE void collapseAll();
    Q_INVOKABLE void expandAll();

    [[nodiscard]] Q_INVOKABLE int sourceRow(int row) const;       // -1 for a header
    [[nodiscard]] Q_INVOKABLE int rowOf(int sourceRow) const;     // -1 if its section is collapsed
    [[nodiscard]] Q_INVOKABLE int headerOf(const QString &section) const; // -1 if there is none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void sourceChanged();
    void sectionRoleChanged();
    void collapsedChanged();
    void countChanged();

private:
    friend class SectionModelPrivate;
    const std::unique_ptr<SectionModelPrivate> d;
};

} // namespace Racer
