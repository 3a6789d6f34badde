// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/listmodel.h>
#include <Racer/quicksubscription.h>

namespace Racer {

class QuickModelListPrivate;

class RACER_QUICK_EXPORT QuickModelList : public Racer::ListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(ModelList)
    Q_PROPERTY(Racer::QuickSubscription *subscription READ subscription WRITE setSubscription
                   NOTIFY subscriptionChanged FINAL)
    Q_PROPERTY(QJSValue model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY pathChanged FINAL)
public:
    explicit QuickModelList(QObject *parent = nullptr);
    ~QuickModelList() override;

    [[nodiscard]] QuickSubscription *subscription() const;
    void setSubscription(QuickSubscription *subscription);
    [[nodiscard]] QJSValue model() const;
    void setModel(const QJSValue &model);
    [[nodiscard]] QString path() const;
    void setPath(const QString &path);

    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void subscriptionChanged();
    void modelChanged();
    void pathChanged();

private:
    const std::unique_ptr<QuickModelListPrivate> d;
};

} // namespace Racer
