// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/modelquery.h>
#include <Racer/rootmodel.h>

#include <QtCore/QAbstractListModel>

namespace Racer {

class ListModelPrivate;

class RACER_CLIENT_EXPORT ListModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(QString path READ path NOTIFY sourceChanged)
    Q_PROPERTY(QStringList roles READ roles WRITE setRoles NOTIFY rolesChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    enum Role {
        ModelDataRole = Qt::UserRole, // "modelData": the whole item
        KeyRole,                      // "key": the member's name, the document's id, or the item's "id"
        FirstMemberRole,              // the members of items follow
    };
    Q_ENUM(Role)

    explicit ListModel(QObject *parent = nullptr);
    ~ListModel() override;

    [[nodiscard]] Model source() const;
    void setSource(const Model &model);
    [[nodiscard]] std::shared_ptr<ModelQuery> query() const;
    void setQuery(const Model &model, const std::shared_ptr<ModelQuery> &query);
    void clearSource();
    [[nodiscard]] QString path() const;

    [[nodiscard]] QStringList roles() const;
    void setRoles(const QStringList &roles);
    [[nodiscard]] int count() const;

    [[nodiscard]] Value valueAt(int row) const;
    [[nodiscard]] Model modelAt(int row) const;
    Q_INVOKABLE QVariant get(int row) const;
    Q_INVOKABLE QString keyAt(int row) const;
    Q_INVOKABLE QString pathAt(int row) const;
    Q_INVOKABLE int indexOf(const QString &key) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void sourceChanged();
    void rolesChanged();
    void countChanged();

private:
    friend class ListModelPrivate;
    friend class RowUpdater;
    const std::unique_ptr<ListModelPrivate> d;
};

} // namespace Racer
