// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/itemsnapshot.h>
#include <Racer/racertestingexport.h>

#include <QtCore/QPointer>
#include <QtQml/QJSValue>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class RACER_TESTING_EXPORT QuickItemSnapshot : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(ItemSnapshot)
    Q_PROPERTY(QAbstractItemModel *model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(QStringList roles READ roles WRITE setRoles NOTIFY rolesChanged FINAL)
public:
    using QObject::QObject;

    [[nodiscard]] QAbstractItemModel *model() const;
    void setModel(QAbstractItemModel *model);
    [[nodiscard]] QStringList roles() const;
    void setRoles(const QStringList &roles);

    [[nodiscard]] ItemSnapshot take() const;
    Q_INVOKABLE QJSValue rows() const;
    Q_INVOKABLE QString text() const;
    Q_INVOKABLE QString difference(const QJSValue &expectedRows) const;
    Q_INVOKABLE bool matches(const QJSValue &expectedRows) const;

Q_SIGNALS:
    void modelChanged();
    void rolesChanged();

private:
    QPointer<QAbstractItemModel> m_model;
    QStringList m_roles;
};

} // namespace Racer
