// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "trackedcalls_p.h"

#include <Racer/filterfunction.h>
#include <Racer/itemrole.h>
#include <Racer/quicksortkey.h>

#include <QtCore/QAbstractItemModel>
#include <QtQml/QQmlInfo>

#include <optional>

namespace Racer {

// What the properties "filter", "sort" and "roles" of QML types mean for an item model. Functions among them are called
// again for all items when something that they have looked at, beside the items, is another.
class QuickShape
{
public:
    virtual ~QuickShape();
    QuickShape(const QuickShape &) = delete;
    QuickShape &operator=(const QuickShape &) = delete;

    [[nodiscard]] const QJSValue &filter() const { return m_filter; }
    void setFilter(const QJSValue &filter);
    [[nodiscard]] const QJSValue &sort() const { return m_sort; }
    void setSort(const QJSValue &sort);
    [[nodiscard]] const QJSValue &roles() const { return m_roles; }
    void setRoles(const QJSValue &roles);

    // All calls of JavaScript that a change of the source or of the functions brings about.
    void run(const std::function<void()> &work);
    // Does what calls the functions at other times.
    void watch(const std::function<void()> &calls);
    // What is thrown is reported once in a run; the answer is undefined then.
    [[nodiscard]] QJSValue call(const QJSValue &function, const QList<Value> &arguments);

    // Does what may throw an Error, which becomes a warning.
    template<typename Apply>
    void guarded(Apply apply)
    {
        try {
            apply();
        } catch (const Error &error) {
            qmlWarning(m_owner) << error.message();
        }
    }

protected:
    explicit QuickShape(QAbstractItemModel *owner);
    [[nodiscard]] virtual bool usesFunctions() const { return m_filter.isCallable() || m_sort.isCallable(); }

    // The item model's.
    [[nodiscard]] virtual Model source() const = 0;
    virtual void applyFilter(const FilterFunction &filter) = 0;
    virtual void applySortKeys(const QList<SortKey> &keys) = 0;
    virtual void applySortFunction(const SortFunction &function) = 0;
    virtual void applyRoles(const QList<ItemRole> &roles) = 0;
    virtual void invalidate() = 0;
    virtual void flush() = 0;

private:
    void updateSort();
    void report(const Error &error);

    QAbstractItemModel *const m_owner;
    TrackedCalls m_calls;
    QJSValue m_filter;
    QJSValue m_sort;
    QJSValue m_roles;
    std::optional<Value> m_filterExpression; // where the filter is no function
    QList<QPointer<QuickSortKey>> m_sortElements;
    bool m_isErrorReported = false; // one of many alike is enough
};

template<typename ItemModel>
class QuickShapeOf : public QuickShape
{
protected:
    explicit QuickShapeOf(ItemModel *model) : QuickShape(model), m_model(model) { }

    [[nodiscard]] Model source() const override { return m_model->source(); }
    void applyFilter(const FilterFunction &filter) override { m_model->setFilter(filter); }
    void applySortKeys(const QList<SortKey> &keys) override { m_model->setSortKeys(keys); }
    void applySortFunction(const SortFunction &function) override { m_model->setSortFunction(function); }
    void applyRoles(const QList<ItemRole> &roles) override { m_model->setItemRoles(roles); }
    void invalidate() override { m_model->invalidateFilter(); }
    void flush() override { m_model->flush(); }

private:
    ItemModel *const m_model;
};

} // namespace Racer
