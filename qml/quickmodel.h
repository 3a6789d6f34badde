// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickconnection.h>
#include <Racer/rootmodel.h>

#include <QtCore/QPointer>
#include <QtQml/QJSValue>

namespace Racer {

class QuickModelPrivate;

// The base of Model.qml, which has the functions.
class RACER_QUICK_EXPORT QuickModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(RootModel)
    Q_PROPERTY(QJSValue root READ jsRoot NOTIFY rootChanged FINAL)
    Q_PROPERTY(Racer::QuickConnection *connection READ connection WRITE setConnection NOTIFY connectionChanged FINAL)
    Q_PROPERTY(bool hasWritePending READ hasWritePending NOTIFY hasWritePendingChanged FINAL)
public:
    explicit QuickModel(QObject *parent = nullptr);
    ~QuickModel() override;

    [[nodiscard]] RootModel *root() const;
    [[nodiscard]] Model model() const; // invalid while it is being destroyed
    [[nodiscard]] QJSValue jsRoot();

    [[nodiscard]] QuickConnection *connection() const;
    void setConnection(QuickConnection *connection);
    [[nodiscard]] bool hasWritePending() const;

Q_SIGNALS:
    void rootChanged();
    void connectionChanged();
    void hasWritePendingChanged();
    void errorOccurred(const Racer::Error &error);

private:
    const std::unique_ptr<QuickModelPrivate> d;
};

} // namespace Racer
