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
    Q_PROPERTY(Racer::Aggregate::Function function READ function WRITE setFunction NOTIFY functionChanged)
    Q_PROPERTY(QString section READ section WRITE setSection NOTIFY sectionChanged)
    Q_PROPERTY(QVariant value READ value NOTIFY valueChanged)
public:
    enum Function { Count, Sum, Min, Max, Average };
    Q_ENUM(Function)

    explicit Aggregate(QObject *parent = nullptr);
    ~Aggregate() override;

    [[nodiscard]] QAbstractItemModel *source() const;
    void setSource(QAbstractItemModel *source);
    [[nodiscard]] QString role() const;
    void setRole(const QString &role);
    [[nodiscard]] Function function() const;
    void setFunction(Function function);
    [[nodiscard]] QString section() const; // null: the rows of all sections
    void setSection(const QString &section);
    [[nodiscard]] QVariant value() const;

Q_SIGNALS:
    void sourceChanged();
    void roleChanged();
    void functionChanged();
    void sectionChanged();
    void valueChanged();

private:
    const std::unique_ptr<AggregatePrivate> d;
};

} // namespace Racer
