// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/rootmodel.h>

#include <QtCore/QDateTime>

namespace Racer {

class ModelValuePrivate;

class RACER_CLIENT_EXPORT ModelValue : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QVariant value READ value WRITE setValue RESET remove NOTIFY valueChanged)
    Q_PROPERTY(bool exists READ exists NOTIFY valueChanged)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY valueChanged)
    Q_PROPERTY(double number READ number WRITE setNumber NOTIFY valueChanged)
    Q_PROPERTY(bool boolean READ boolean WRITE setBoolean NOTIFY valueChanged)
    Q_PROPERTY(QVariantList list READ list WRITE setList NOTIFY valueChanged)
    Q_PROPERTY(QDateTime date READ date WRITE setDate NOTIFY valueChanged)
    Q_PROPERTY(QVariant defaultValue READ defaultValue WRITE setDefaultValue NOTIFY defaultValueChanged)
    Q_PROPERTY(bool pending READ isPending NOTIFY writeStateChanged)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY writeStateChanged)
    Q_PROPERTY(QString reason READ reason NOTIFY writeStateChanged)
    Q_PROPERTY(QString path READ path NOTIFY sourceChanged)
public:
    explicit ModelValue(QObject *parent = nullptr);
    explicit ModelValue(const Model &model, QObject *parent = nullptr);
    ~ModelValue() override;

    [[nodiscard]] Model source() const;
    void setSource(const Model &model);
    void clearSource();
    [[nodiscard]] QString path() const;

    [[nodiscard]] Value get() const;
    void set(const Value &value);
    [[nodiscard]] QVariant value() const;
    void setValue(const QVariant &value);
    [[nodiscard]] bool exists() const;
    Q_INVOKABLE void remove();

    // As a type, or the default where it cannot be that.
    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    [[nodiscard]] double number() const;
    void setNumber(double number);
    [[nodiscard]] bool boolean() const;
    void setBoolean(bool boolean);
    [[nodiscard]] QVariantList list() const;
    void setList(const QVariantList &list);
    [[nodiscard]] QDateTime date() const;
    void setDate(const QDateTime &date);
    [[nodiscard]] QVariant defaultValue() const;
    void setDefaultValue(const QVariant &value);

    [[nodiscard]] bool isPending() const;
    [[nodiscard]] bool hasFailed() const;
    [[nodiscard]] QString reason() const;
    Q_INVOKABLE void clearFailure();

Q_SIGNALS:
    void valueChanged();
    void defaultValueChanged();
    void writeStateChanged();
    void sourceChanged();

private:
    const std::unique_ptr<ModelValuePrivate> d;
};

} // namespace Racer
