// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickrows.h>

#include "scopereference_p.h"
#include "trackedcalls_p.h"

#include <Racer/jsvalue.h>
#include <Racer/querywindow.h>
#include <Racer/quickquery.h>
#include <Racer/quicksortkey.h>
#include <Racer/tablecolumn.h>

#include <QtQml/QQmlEngine>
#include <QtQml/QQmlInfo>

#include <algorithm>

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

class QuickRowsPrivate
{
public:
    explicit QuickRowsPrivate(RowModel *model)
        : rows(model), reference(model, [this](const Model &) { updateSource(); }), calls(model)
    {
        QObject::connect(&calls, &TrackedCalls::changed, rows,
                         [this] { runAll([this] { rows->invalidateFilter(); }); });
    }

    RowModel *const rows;
    ScopeReference reference;
    QPointer<QuickQuery> query;
    TrackedCalls calls;
    QJSValue filter;
    QJSValue sort;
    QJSValue groupBy;
    QJSValue roles;
    std::optional<Value> filterExpression; // where the filter is no function
    QList<QPointer<QuickSortKey>> sortElements;
    bool errorReported = false; // one of many alike is enough

    void updateSource();
    void applyFilter();
    void applySort();
    void applyGroupBy();
    void applyRoles();

    [[nodiscard]] bool usesFunctions() const
    {
        return filter.isCallable() || sort.isCallable() || groupBy.isCallable();
    }
    // All calls of JavaScript that a change of the source or of the functions brings about.
    void runAll(const std::function<void()> &work);
    [[nodiscard]] QJSValue call(const QJSValue &function, const QList<Value> &arguments);
    void report(const Error &error);
    template<typename Apply>
    void guarded(Apply apply)
    {
        try {
            apply();
        } catch (const Error &error) {
            qmlWarning(rows) << error.message();
        }
    }
};

void QuickRowsPrivate::runAll(const std::function<void()> &work)
{
    errorReported = false;
    if (usesFunctions()) {
        calls.run([&] {
            work();
            rows->flush();
        });
    } else {
        calls.forget();
        work();
    }
}

QJSValue QuickRowsPrivate::call(const QJSValue &function, const QList<Value> &arguments)
{
    try {
        return calls.call(function, arguments);
    } catch (const Error &error) {
        report(error);
        return {};
    }
}

void QuickRowsPrivate::report(const Error &error)
{
    if (std::exchange(errorReported, true))
        return;
    if (const Model source = rows->source(); source.isValid())
        Q_EMIT source.root()->error(error);
    else
        qmlWarning(rows) << error.message();
}

void QuickRowsPrivate::updateSource()
{
    if (!reference.isComplete())
        return;
    runAll([this] {
        if (query) {
            RootModel *const root = query->root();
            const std::shared_ptr<ModelQuery> results = query->modelQuery();
            if (QueryWindow *const window = root ? query->window() : nullptr)
                window->showIn(rows);
            else if (root && results)
                rows->setQuery(*root, results);
            else
                rows->clearSource();
        } else if (reference.scope().isValid()) {
            rows->setSource(reference.scope());
        } else {
            rows->clearSource();
        }
    });
}

void QuickRowsPrivate::applyFilter()
{
    guarded([this] {
        if (filter.isCallable()) {
            filterExpression.reset();
            const auto matches = [this, function = filter](const Value &item, const Key &key) {
                return call(function, {item, key}).toBool();
            };
            return runAll([&] { rows->setFilter(FilterFunction(matches)); });
        }
        const Value expression = filter.isNull() ? Value() : fromJSValue(filter);
        if (filterExpression && expression == *filterExpression)
            return;
        FilterFunction function;
        if (expression.isString() && !expression.isEmpty())
            function = FilterFunction(expression.toKey());
        else if (!expression.isUndefined() && !expression.isString())
            function = FilterFunction(expression);
        filterExpression = expression;
        runAll([&] { rows->setFilter(function); });
    });
}

void QuickRowsPrivate::applySort()
{
    for (const QPointer<QuickSortKey> &element : std::as_const(sortElements)) {
        if (element)
            element->disconnect(rows);
    }
    sortElements.clear();
    guarded([this] {
        if (sort.isCallable()) {
            const auto compare = [this, function = sort](const Value &a, const Value &b) {
                const double order = call(function, {a, b}).toNumber();
                return order < 0 ? -1 : order > 0 ? 1 : 0;
            };
            return runAll([&] { rows->setSortFunction(SortFunction(compare)); });
        }
        QList<QuickSortKey *> elements;
        const QList<SortKey> keys = QuickSortKey::keysOf(sort, &elements);
        for (QuickSortKey *element : std::as_const(elements)) {
            QObject::connect(element, &QuickSortKey::changed, rows, [this] { applySort(); });
            sortElements.append(element);
        }
        runAll([&] { rows->setSortKeys(keys); });
    });
}

void QuickRowsPrivate::applyGroupBy()
{
    if (!groupBy.isCallable()) {
        const QString path = groupBy.isUndefined() || groupBy.isNull() ? QString() : groupBy.toString();
        return runAll([&] { rows->setGroupBy(path); });
    }
    const auto group = [this, function = groupBy](const Value &item) {
        const QJSValue name = call(function, {item});
        return name.isUndefined() || name.isNull() ? QString() : name.toString();
    };
    runAll([&] { rows->setGroupFunction(group); });
}

void QuickRowsPrivate::applyRoles()
{
    guarded([this] {
        const Value declarations = fromJSValue(roles);
        QList<ItemRole> itemRoles;
        for (qsizetype i = 0; i < declarations.size(); ++i)
            itemRoles.append(roleOf(declarations.at(i)));
        rows->setItemRoles(itemRoles);
    });
}

/*!
    \class Racer::QuickRows
    \inmodule Racer
    \brief What the QML types ModelList and ModelTable share.

    Functions of JavaScript that are given to it are called again for all items when something that they have looked at,
    beside the items, is another: a property of QML, or a place in a model that they read with its getters.
*/
QuickRows::QuickRows(RowModel *rows) : d(std::make_unique<QuickRowsPrivate>(rows)) { }

QuickRows::~QuickRows() = default;

/*! The model that the path is in. */
QJSValue QuickRows::model() const
{
    return d->reference.model();
}

void QuickRows::setModel(const QJSValue &model)
{
    if (!d->reference.setModel(model))
        return;
    notify(Property::Model);
    d->reference.update();
}

/*! The path of the items below the model. */
QString QuickRows::itemsPath() const
{
    return d->reference.path();
}

void QuickRows::setItemsPath(const QString &path)
{
    if (!d->reference.setPath(path))
        return;
    notify(Property::Path);
    d->reference.update();
}

/*! The query whose results are the rows, instead of a path. */
QuickQuery *QuickRows::queryElement() const
{
    return d->query;
}

void QuickRows::setQueryElement(QuickQuery *query)
{
    if (d->query == query)
        return;
    if (d->query)
        d->query->disconnect(d->rows);
    d->query = query;
    if (query) {
        QObject::connect(query, &QuickQuery::resultsChanged, d->rows, [this] { d->updateSource(); });
        QObject::connect(query, &QObject::destroyed, d->rows, [this] { d->updateSource(); });
    }
    notify(Property::Query);
    d->updateSource();
}

/*! Which items are rows: an expression, a function, or the name of one. */
QJSValue QuickRows::jsFilter() const
{
    return d->filter;
}

void QuickRows::setJSFilter(const QJSValue &filter)
{
    if (d->filter.strictlyEquals(filter))
        return;
    d->filter = filter;
    d->applyFilter();
}

/*! In which order: keys, or a function. */
QJSValue QuickRows::jsSort() const
{
    return d->sort;
}

void QuickRows::setJSSort(const QJSValue &sort)
{
    if (d->sort.strictlyEquals(sort))
        return;
    d->sort = sort;
    d->applySort();
}

/*! In which groups: a path, or a function. */
QJSValue QuickRows::jsGroupBy() const
{
    return d->groupBy;
}

void QuickRows::setJSGroupBy(const QJSValue &groupBy)
{
    if (d->groupBy.strictlyEquals(groupBy))
        return;
    d->groupBy = groupBy;
    d->applyGroupBy();
}

/*! The declared roles. */
QJSValue QuickRows::jsRoles() const
{
    return d->roles;
}

void QuickRows::setJSRoles(const QJSValue &roles)
{
    if (d->roles.strictlyEquals(roles))
        return;
    d->roles = roles;
    d->applyRoles();
}

void QuickRows::classBegin()
{
    d->reference.begin();
}

void QuickRows::componentComplete()
{
    d->reference.complete();
    if (d->query)
        d->updateSource();
}

/*! Does \a calls, which calls the functions; what these look at is followed. */
void QuickRows::watchFunctions(const std::function<void()> &calls)
{
    if (d->usesFunctions())
        d->calls.watch(calls);
    else
        calls();
}

QJSValue QuickRows::item(int row) const
{
    QJSEngine *engine = qjsEngine(d->rows);
    return engine ? toJSValue(d->rows->valueAt(row), engine) : QJSValue();
}

void QuickRows::setItem(int row, const QJSValue &value)
{
    d->guarded([&] { d->rows->set(row, fromJSValue(value)); });
}

void QuickRows::setMember(int row, const QString &member, const QJSValue &value)
{
    d->guarded([&] { d->rows->set(row, member, fromJSValue(value)); });
}

void QuickRows::appendItem(const QJSValue &item)
{
    d->guarded([&] { d->rows->append(fromJSValue(item)); });
}

void QuickRows::insertItem(int row, const QJSValue &item)
{
    d->guarded([&] { d->rows->insert(row, fromJSValue(item)); });
}

} // namespace Racer
