// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/rootmodel.h>

namespace Racer {

class ModelValuePrivate;

class RACER_CLIENT_EXPORT ModelValue : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QVariant value READ value WRITE setValue RESET remove NOTIFY valueChanged)
    Q_PROPERTY(bool defined READ isDefined NOTIFY valueChanged)
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
    [[nodiscard]] QVariant value() const;
    void setValue(const QVariant &value);
    [[nodiscard]] bool isDefined() const;
    Q_INVOKABLE void remove();

Q_SIGNALS:
    void valueChanged();
    void sourceChanged();

private:
    const std::unique_ptr<ModelValuePrivate> d;
};

} // namespace Racer
