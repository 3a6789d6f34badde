// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/rootmodel.h>

namespace Racer {

class ModelObjectPrivate;

class RACER_CLIENT_EXPORT ModelObject : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool exists READ exists NOTIFY existsChanged)
    Q_PROPERTY(bool pending READ isPending NOTIFY writeStateChanged)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY writeStateChanged)
    Q_PROPERTY(QString reason READ reason NOTIFY writeStateChanged)
    Q_PROPERTY(QString path READ path NOTIFY sourceChanged)
public:
    explicit ModelObject(QObject *parent = nullptr);
    explicit ModelObject(const Model &model, QObject *parent = nullptr);
    ~ModelObject() override;

    [[nodiscard]] Model source() const;
    void setSource(const Model &model);
    void clearSource();
    [[nodiscard]] QString path() const;

    [[nodiscard]] Value get() const;
    [[nodiscard]] bool exists() const;
    [[nodiscard]] Value field(const Key &name) const;
    void setField(const Key &name, const Value &value);

    [[nodiscard]] bool isPending() const;
    [[nodiscard]] bool hasFailed() const;
    [[nodiscard]] QString reason() const;
    Q_INVOKABLE void clearFailure();

Q_SIGNALS:
    void fieldChanged(const QString &name);
    void existsChanged();
    void writeStateChanged();
    void sourceChanged();

private:
    const std::unique_ptr<ModelObjectPrivate> d;
};

} // namespace Racer
