// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerquickexport.h>
#include <Racer/rowmodel.h>

#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>

namespace Racer {

class QuickQuery;
class QuickRowsPrivate;

// What ModelList and ModelTable share: the properties and functions of a RowModel as JavaScript has them.
class RACER_QUICK_EXPORT QuickRows : public QQmlParserStatus
{
public:
    ~QuickRows() override;

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
    [[nodiscard]] QJSValue jsGroupBy() const;
    void setJSGroupBy(const QJSValue &groupBy);
    [[nodiscard]] QJSValue jsRoles() const;
    void setJSRoles(const QJSValue &roles);

    void classBegin() override;
    void componentComplete() override;

protected:
    explicit QuickRows(RowModel *rows);
    enum class Property : quint8 { Model, Path, Query };
    virtual void notify(Property property) = 0;
    void watchFunctions(const std::function<void()> &calls);

    [[nodiscard]] QJSValue item(int row) const;
    void setItem(int row, const QJSValue &value);
    void setMember(int row, const QString &member, const QJSValue &value);
    void appendItem(const QJSValue &item);
    void insertItem(int row, const QJSValue &item);

private:
    const std::unique_ptr<QuickRowsPrivate> d;
};

} // namespace Racer
