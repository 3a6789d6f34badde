// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickrows.h>

#include "quickshape_p.h"
#include "scopereference_p.h"

#include <Racer/jsvalue.h>
#include <Racer/querywindow.h>
#include <Racer/quickquery.h>

#include <QtQml/QQmlEngine>

namespace Racer {

class QuickRowsPrivate final : public QuickShapeOf<RowModel>
{
public:
    explicit QuickRowsPrivate(RowModel *model)
        : QuickShapeOf(model), rows(model), reference(model, [this](const Model &) { updateSource(); })
    {
    }

    RowModel *const rows;
    ScopeReference reference;
    QPointer<QuickQuery> query;
    QJSValue groupBy;

    void updateSource();
    void applyGroupBy();

protected:
    [[nodiscard]] bool usesFunctions() const override
    {
        return groupBy.isCallable() || QuickShapeOf::usesFunctions();
    }
};

void QuickRowsPrivate::updateSource()
{
    if (!reference.isComplete())
        return;
    run([this] {
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

void QuickRowsPrivate::applyGroupBy()
{
    if (!groupBy.isCallable()) {
        const QString path = groupBy.isUndefined() || groupBy.isNull() ? QString() : groupBy.toString();
        return run([&] { rows->setGroupBy(path); });
    }
    const auto group = [this, function = groupBy](const Value &item) {
        const QJSValue name = call(function, {item});
        return name.isUndefined() || name.isNull() ? QString() : name.toString();
    };
    run([&] { rows->setGroupFunction(group); });
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
    return d->filter();
}

void QuickRows::setJSFilter(const QJSValue &filter)
{
    d->setFilter(filter);
}

/*! In which order: keys, or a function. */
QJSValue QuickRows::jsSort() const
{
    return d->sort();
}

void QuickRows::setJSSort(const QJSValue &sort)
{
    d->setSort(sort);
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
    return d->roles();
}

void QuickRows::setJSRoles(const QJSValue &roles)
{
    d->setRoles(roles);
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
    d->watch(calls);
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
