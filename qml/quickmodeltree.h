// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickquery.h>
#include <Racer/treemodel.h>

#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>

namespace Racer {

class QuickModelTreePrivate;

class RACER_QUICK_EXPORT QuickModelTree : public Racer::TreeModel, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(ModelTree)
    Q_PROPERTY(QJSValue model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(QString path READ itemsPath WRITE setItemsPath NOTIFY pathChanged FINAL)
    Q_PROPERTY(Racer::QuickQuery *query READ queryElement WRITE setQueryElement NOTIFY queryChanged FINAL)
    Q_PROPERTY(QJSValue filter READ jsFilter WRITE setJSFilter NOTIFY filterChanged FINAL)
    Q_PROPERTY(QJSValue sort READ jsSort WRITE setJSSort NOTIFY sortChanged FINAL)
    Q_PROPERTY(QJSValue roles READ jsRoles WRITE setJSRoles NOTIFY rolesChanged FINAL)
    Q_PROPERTY(QJSValue columns READ jsColumns WRITE setJSColumns NOTIFY columnsChanged FINAL)
public:
    explicit QuickModelTree(QObject *parent = nullptr);
    ~QuickModelTree() override;

    [[nodiscard]] QJSValue model() const;
    void setModel(const QJSValue &model);
    [[nodiscard]] QString itemsPath() const;
    void setItemsPath(const QString &path);
    [[nodiscard]] QuickQuery *queryElement() const;
    void setQueryElement(QuickQuery *query);
    [[nodiscard]] QJSValue jsFilter() const;
    void setJSFilter(const QJSValue &filter);
    [[nodiscard]] QJSValue jsSort() const;
    void setJSSort(const QJSValue &sort);
    [[nodiscard]] QJSValue jsRoles() const;
    void setJSRoles(const QJSValue &roles);
    [[nodiscard]] QJSValue jsColumns() const;
    void setJSColumns(const QJSValue &columns);

    Q_INVOKABLE QJSValue get(const QModelIndex &index) const;
    Q_INVOKABLE void set(const QModelIndex &index, const QJSValue &value);
    Q_INVOKABLE void set(const QModelIndex &index, const QString &member, const QJSValue &value);
    Q_INVOKABLE void append(const QJSValue &item, const QModelIndex &parent = {});
    Q_INVOKABLE void insert(int row, const QJSValue &item, const QModelIndex &parent = {});
    Q_INVOKABLE void remove(const QModelIndex &index);
    Q_INVOKABLE void move(const QModelIndex &index, const QModelIndex &parent, int row = -1);

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void modelChanged();
    void pathChanged();
    void queryChanged();

protected:
    [[nodiscard]] Value fromVariant(const QVariant &variant) const override;
    void callFunctions(const std::function<void()> &calls) override;

private:
    const std::unique_ptr<QuickModelTreePrivate> d;
};

} // namespace Racer
