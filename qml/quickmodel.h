// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickconnection.h>
#include <Racer/quickscope.h>
#include <Racer/rootmodel.h>

namespace Racer {

class QuickModelPrivate;

class RACER_QUICK_EXPORT QuickModel : public Racer::QuickScope
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Model)
    Q_PROPERTY(Racer::QuickConnection *connection READ connection WRITE setConnection NOTIFY connectionChanged FINAL)
    Q_PROPERTY(bool hasWritePending READ hasWritePending NOTIFY hasWritePendingChanged FINAL)
public:
    explicit QuickModel(QObject *parent = nullptr);
    ~QuickModel() override;

    [[nodiscard]] RootModel *root() const;
    [[nodiscard]] Model model() const override;

    [[nodiscard]] QuickConnection *connection() const;
    void setConnection(QuickConnection *connection);
    [[nodiscard]] bool hasWritePending() const;

Q_SIGNALS:
    void rootChanged();
    void connectionChanged();
    void hasWritePendingChanged();
    void errorOccurred(const Racer::Error &error);

protected:
    [[nodiscard]] QuickModel *owner() override;

private:
    const std::unique_ptr<QuickModelPrivate> d;
};

} // namespace Racer
