// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerclientexport.h>

#include <QtCore/QAbstractItemModel>
#include <QtCore/QVariant>

#include <memory>

namespace Racer {

class AggregatePrivate;

class RACER_CLIENT_EXPORT Aggregate : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QAbstractItemModel *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString role READ role WRITE setRole NOTIFY roleChanged)
    Q_PROPERTY(Racer::Aggregate::Operation operation READ operation WRITE setOperation NOTIFY operationChanged)
    Q_PROPERTY(QString section READ section WRITE setSection NOTIFY sectionChanged)
    Q_PROPERTY(QVariant value READ value NOTIFY valueChanged)
public:
    enum Operation { Count, Sum, Min, Max, Average };
    Q_ENUM(Operation)

    explicit Aggregate(QObject *parent = nullptr);
    ~Aggregate() override;

    [[nodiscard]] QAbstractItemModel *source() const;
    void setSource(QAbstractItemModel *source);
    [[nodiscard]] QString role() const;
    void setRole(const QString &role);
    [[nodiscard]] Operation operation() const;
    void setOperation(Operation operation);
    [[nodiscard]] QString section() const; // null: the rows of all sections
    void setSection(const QString &section);
    [[nodiscard]] QVariant value() const;

Q_SIGNALS:
    void sourceChanged();
    void roleChanged();
    void operationChanged();
    void sectionChanged();
    void valueChanged();

private:
    const std::unique_ptr<AggregatePrivate> d;
};

} // namespace Racer
