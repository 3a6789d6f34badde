// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "quickshape_p.h"

#include <Racer/jsvalue.h>
#include <Racer/rootmodel.h>
#include <Racer/tablecolumn.h>

using namespace Qt::StringLiterals;

namespace Racer {

namespace {

ItemRole roleOf(const Value &declaration)
{
    if (declaration.isString())
        return {.name = declaration.toString()};
    const Value &name = declaration.value(u"name");
    if (!name.isString())
        throw Error(u"A role is a name or an object with one, not "_s + declaration.toDisplayString());
    // Paths and types are written as those of columns are.
    Value column = declaration;
    (void)column.take(Key(u"name"));
    const TableColumn like = TableColumn::fromValue(column);
    ItemRole role{.name = name.toString()};
    if (declaration.contains(u"path"))
        role.path = like.path;
    role.type = like.type;
    return role;
}

} // namespace

QuickShape::QuickShape(QAbstractItemModel *owner) : m_owner(owner), m_calls(owner)
{
    QObject::connect(&m_calls, &TrackedCalls::changed, owner, [this] { run([this] { invalidate(); }); });
}

QuickShape::~QuickShape() = default;

void QuickShape::setFilter(const QJSValue &filter)
{
    if (m_filter.strictlyEquals(filter))
        return;
    m_filter = filter;
    guarded([this] {
        if (m_filter.isCallable()) {
            m_filterExpression.reset();
            const auto matches = [this, function = m_filter](const Value &item, const Key &key) {
                return call(function, {item, key}).toBool();
            };
            return run([&] { applyFilter(FilterFunction(matches)); });
        }
        const Value expression = m_filter.isNull() ? Value() : fromJSValue(m_filter);
        if (m_filterExpression && expression == *m_filterExpression)
            return;
        FilterFunction function;
        if (expression.isString() && !expression.isEmpty())
            function = FilterFunction(expression.toKey());
        else if (!expression.isUndefined() && !expression.isString())
            function = FilterFunction(expression);
        m_filterExpression = expression;
        run([&] { applyFilter(function); });
    });
}

void QuickShape::setSort(const QJSValue &sort)
{
    if (m_sort.strictlyEquals(sort))
        return;
    m_sort = sort;
    updateSort();
}

void QuickShape::updateSort()
{
    for (const QPointer<QuickSortKey> &element : std::as_const(m_sortElements)) {
        if (element)
            element->disconnect(m_owner);
    }
    m_sortElements.clear();
    guarded([this] {
        if (m_sort.isCallable()) {
            const auto compare = [this, function = m_sort](const Value &a, const Value &b) {
                const double order = call(function, {a, b}).toNumber();
                return order < 0 ? -1 : order > 0 ? 1 : 0;
            };
            return run([&] { applySortFunction(SortFunction(compare)); });
        }
        QList<QuickSortKey *> elements;
        const QList<SortKey> keys = QuickSortKey::keysOf(m_sort, &elements);
        for (QuickSortKey *element : std::as_const(elements)) {
            QObject::connect(element, &QuickSortKey::changed, m_owner, [this] { updateSort(); });
            m_sortElements.append(element);
        }
        run([&] { applySortKeys(keys); });
    });
}

void QuickShape::setRoles(const QJSValue &roles)
{
    if (m_roles.strictlyEquals(roles))
        return;
    m_roles = roles;
    guarded([this] {
        const Value declarations = fromJSValue(m_roles);
        QList<ItemRole> itemRoles;
        for (qsizetype i = 0; i < declarations.size(); ++i)
            itemRoles.append(roleOf(declarations.at(i)));
        applyRoles(itemRoles);
    });
}

void QuickShape::run(const std::function<void()> &work)
{
    m_isErrorReported = false;
    if (usesFunctions()) {
        m_calls.run([&] {
            work();
            flush();
        });
    } else {
        m_calls.forget();
        work();
    }
}

void QuickShape::watch(const std::function<void()> &calls)
{
    if (usesFunctions())
        m_calls.watch(calls);
    else
        calls();
}

QJSValue QuickShape::call(const QJSValue &function, const QList<Value> &arguments)
{
    try {
        return m_calls.call(function, arguments);
    } catch (const Error &error) {
        report(error);
        return {};
    }
}

void QuickShape::report(const Error &error)
{
    if (std::exchange(m_isErrorReported, true))
        return;
    if (const Model place = source(); place.isValid())
        Q_EMIT place.root()->error(error);
    else
        qmlWarning(m_owner) << error.message();
}

} // namespace Racer
