// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/listmodel.h>
#include <Racer/quickquery.h>
#include <Racer/quickrows.h>

namespace Racer {

class RACER_QUICK_EXPORT QuickModelList : public Racer::ListModel, public QuickRows
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(ModelList)
    Q_PROPERTY(QJSValue model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(QString path READ itemsPath WRITE setItemsPath NOTIFY pathChanged FINAL)
    Q_PROPERTY(Racer::QuickQuery *query READ queryElement WRITE setQueryElement NOTIFY queryChanged FINAL)
    Q_PROPERTY(QJSValue filter READ jsFilter WRITE setJSFilter NOTIFY filterChanged FINAL)
    Q_PROPERTY(QJSValue sort READ jsSort WRITE setJSSort NOTIFY sortChanged FINAL)
    Q_PROPERTY(QJSValue groupBy READ jsGroupBy WRITE setJSGroupBy NOTIFY groupByChanged FINAL)
    Q_PROPERTY(QJSValue roles READ jsRoles WRITE setJSRoles NOTIFY rolesChanged FINAL)
public:
    explicit QuickModelList(QObject *parent = nullptr);
    ~QuickModelList() override;

    Q_INVOKABLE QJSValue get(int row) const;
    Q_INVOKABLE void set(int row, const QJSValue &value);
    Q_INVOKABLE void set(int row, const QString &member, const QJSValue &value);
    Q_INVOKABLE void append(const QJSValue &item);
    Q_INVOKABLE void insert(int row, const QJSValue &item);
    Q_INVOKABLE void remove(int row, int count = 1);
    Q_INVOKABLE void move(int from, int to, int count = 1);

Q_SIGNALS:
    void modelChanged();
    void pathChanged();
    void queryChanged();

protected:
    void notify(Property property) override;
    [[nodiscard]] Value fromVariant(const QVariant &variant) const override;
    void callFunctions(const std::function<void()> &calls) override;
};

} // namespace Racer
