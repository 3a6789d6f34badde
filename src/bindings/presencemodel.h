// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>

#include <QtCore/QAbstractListModel>

namespace Racer {

class PresenceModelPrivate;

// What others show on a channel of presence, as rows; and what is shown to them.
class RACER_CLIENT_EXPORT PresenceModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(QString presenceId READ presenceId WRITE setPresenceId NOTIFY presenceIdChanged)
    Q_PROPERTY(QStringList roles READ roles WRITE setRoles NOTIFY rolesChanged)
public:
    // Their numbers never change.
    enum Role {
        IdRole = Qt::UserRole, // "id": the presence id
        ValueRole,             // "value": what is shown
        FirstMemberRole = Qt::UserRole + 32, // the members of values follow
    };
    Q_ENUM(Role)

    explicit PresenceModel(QObject *parent = nullptr);
    ~PresenceModel() override;

    [[nodiscard]] QString channel() const;
    void setChannel(const Model &model, const Key &channel);
    void setSource(const Model &model); // a document, or something in it
    void clearSource();
    [[nodiscard]] bool isActive() const;
    void setActive(bool active);

    // What is shown to the others
    [[nodiscard]] QString presenceId() const;
    void setPresenceId(const QString &id);
    [[nodiscard]] Value value() const;
    void setValue(const Value &value);

    // What they show
    [[nodiscard]] int count() const;
    [[nodiscard]] QString idAt(int row) const;
    [[nodiscard]] Value valueAt(int row) const;
    Q_INVOKABLE QVariant get(int row) const;
    Q_INVOKABLE int indexOf(const QString &id) const;
    [[nodiscard]] QStringList roles() const;
    void setRoles(const QStringList &names);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void sourceChanged();
    void activeChanged();
    void presenceIdChanged();
    void valueChanged();
    void countChanged();
    void rolesChanged();
    void errorOccurred(const Racer::Error &error);

private:
    friend class PresenceModelPrivate;
    const std::unique_ptr<PresenceModelPrivate> d;
};

} // namespace Racer
