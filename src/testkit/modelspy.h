// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racertestkitexport.h>

#include <QtCore/QAbstractItemModel>

#include <memory>

namespace Racer {

class ModelSpyPrivate;

class RACER_TESTKIT_EXPORT ModelSpy : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QAbstractItemModel *model READ model WRITE setModel NOTIFY modelChanged)
    Q_PROPERTY(QStringList roles READ roles WRITE setRoles NOTIFY rolesChanged)
    Q_PROPERTY(bool shadowing READ isShadowing WRITE setShadowing NOTIFY shadowingChanged)
    Q_PROPERTY(QStringList lines READ lines NOTIFY linesChanged)
    Q_PROPERTY(int count READ count NOTIFY linesChanged)
public:
    explicit ModelSpy(QObject *parent = nullptr);
    explicit ModelSpy(QAbstractItemModel *model, QObject *parent = nullptr);
    ~ModelSpy() override;

    [[nodiscard]] QAbstractItemModel *model() const;
    void setModel(QAbstractItemModel *model);
    [[nodiscard]] QStringList roles() const;
    void setRoles(const QStringList &roles);
    [[nodiscard]] bool isShadowing() const;
    void setShadowing(bool shadowing);

    [[nodiscard]] QStringList lines() const;
    [[nodiscard]] int count() const;
    [[nodiscard]] Q_INVOKABLE bool contains(const QString &line) const;
    Q_INVOKABLE QStringList take();
    Q_INVOKABLE void clear();

    Q_INVOKABLE QString difference(const QStringList &expected) const;
    Q_INVOKABLE bool matches(const QStringList &expected);
    Q_INVOKABLE QStringList inconsistencies() const;
    Q_INVOKABLE bool isConsistent() const;

Q_SIGNALS:
    void modelChanged();
    void rolesChanged();
    void shadowingChanged();
    void linesChanged();

private:
    const std::unique_ptr<ModelSpyPrivate> d;
};

} // namespace Racer
