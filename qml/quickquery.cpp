// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickquery.h>

#include "loadeditems_p.h"

#include <Racer/jsvalue.h>
#include <Racer/querywindow.h>

#include <QtQml/QJSEngine>

#include <utility>

namespace Racer {

/*!
    \qmltype Query
    \inqmlmodule Racer
    \nativetype Racer::QuickQuery
    \brief Loads the results of a query into a RootModel, and keeps them live while it exists.

    \qml
    Query {
        id: open
        model: store
        collection: "todos"
        query: ({ done: false, $sort: { title: 1 } })
    }
    ListView {
        model: ModelList { query: open }
    }
    \endqml

    Another query takes the place of the first one when its results have arrived; until then the first one's stay.
    Racer's \c model.query(), subscribed or fetched, with its undoing included.
*/

/*!
    \class Racer::QuickQuery
    \inmodule Racer
    \brief The C++ side of the QML type Query.

    Belongs to the thread of the QML engine.
*/
QuickQuery::QuickQuery(QObject *parent) : QuickLoad(parent) { }

QuickQuery::~QuickQuery()
{
    m_extra.remove();
}

/*! \qmlproperty var Query::model
    Where the results go: a RootModel, or a model of JavaScript, whose root it is then. */
/*! \qmlproperty bool Query::fetchOnly
    True to load once and follow no changes. False by default. */
/*!
    \qmlproperty enumeration Query::status
    \value Query.Null    there is nothing to ask: no model, or no collection
    \value Query.Loading the first answer is awaited
    \value Query.Ready   the results are there, and live
    \value Query.Empty   the answer is there: nothing matches
    \value Query.Stale   results are there, but the connection is not, or a newer answer is awaited
    \value Query.Error   the server or the query's form said no: see errorString. Earlier results are still there
*/
/*! \qmlproperty string Query::errorString
    What went wrong, while status is Query.Error. */
/*! \qmlproperty int Query::count
    How many results there are now. */
/*! \qmlmethod void Query::retry()
    Asks the server again, after an error for one. */

/*! \qmlproperty string Query::collection
    The collection that query is asked of. */
QString QuickQuery::collection() const
{
    return m_collection;
}

void QuickQuery::setCollection(const QString &collection)
{
    if (std::exchange(m_collection, collection) == collection)
        return;
    Q_EMIT collectionChanged();
    requestChanged();
}

/*! \qmlproperty var Query::query
    What the server's database understands; with Racer's own server, a query as MongoDB has them. Without one, all
    documents of the collection. Binding it to an equal query asks nothing again. */
QJSValue QuickQuery::query() const
{
    return m_query;
}

void QuickQuery::setQuery(const QJSValue &query)
{
    m_query = query;
    Q_EMIT queryChanged();
    requestChanged();
}

/*! \qmlproperty var Query::options
    What else the server is told: for its database and its middleware. */
QJSValue QuickQuery::options() const
{
    return m_options;
}

void QuickQuery::setOptions(const QJSValue &options)
{
    m_options = options;
    Q_EMIT optionsChanged();
    requestChanged();
}

/*! \qmlproperty int Query::windowSize
    How many documents are loaded at a time, for results too long to be loaded at all: count is the length of the whole
    result, and what is not loaded has placeholder rows, whose \c exists is false. Rows are loaded as views show them,
    and those that were looked at longest ago are given back. 0, the default, loads everything. A window is always live,
    whatever fetchOnly says. */
int QuickQuery::windowSize() const
{
    return m_windowSize;
}

void QuickQuery::setWindowSize(int size)
{
    if (std::exchange(m_windowSize, size) == size)
        return;
    Q_EMIT windowSizeChanged();
    requestChanged();
}

QueryWindow *QuickQuery::window() const
{
    return shown() ? shown()->window() : nullptr;
}

/*! \qmlmethod void Query::setVisibleRange(int first, int last)
    Loads these rows of a window, and those around them, ahead of a view that comes to them. Without it they are loaded
    when a view reads them. */
void QuickQuery::setVisibleRange(int first, int last)
{
    if (QueryWindow *const shownWindow = window())
        shownWindow->setVisibleRange(first, last);
}

/*! \qmlproperty string Query::resultsPath
    Where the list of the results' ids is in the model. Empty until there are results. */
QString QuickQuery::resultsPath() const
{
    if (const QueryWindow *const shownWindow = window())
        return shownWindow->ids().isValid() ? shownWindow->ids().path() : QString();
    const std::shared_ptr<ModelQuery> query = modelQuery();
    return query ? query->idsPath().toString() : QString();
}

/*! \qmlproperty var Query::extra
    What a query gives that is no list of documents: the number of \c $count, for one. */
QJSValue QuickQuery::extra() const
{
    const std::shared_ptr<ModelQuery> query = modelQuery();
    QJSEngine *engine = qjsEngine(this);
    return query && engine && root() ? toJSValue(query->getExtra(), engine) : QJSValue();
}

std::shared_ptr<ModelQuery> QuickQuery::modelQuery() const
{
    return shown() ? shown()->query() : nullptr;
}

Value QuickQuery::request(const Model &) const
{
    if (m_collection.isEmpty())
        return {};
    return Value::array({m_collection, m_query.isUndefined() ? Value::object() : fromJSValue(m_query),
                         fromJSValue(m_options), std::max(m_windowSize, 0)});
}

std::unique_ptr<LoadedItems> QuickQuery::load(RootModel *root, const Value &request) const
{
    if (const int size = int(request.at(3).toInteger()); size > 0) {
        auto window = std::make_unique<QueryWindow>(*root, request.at(0).toKey(), request.at(1),
                                                    WindowOptions{.pageSize = size, .queryOptions = request.at(2)});
        return std::make_unique<LoadedItems>(root, std::move(window));
    }
    return std::make_unique<LoadedItems>(root, root->query(request.at(0).toKey(), request.at(1), request.at(2)));
}

void QuickQuery::shownChanged()
{
    m_extra.remove();
    if (QueryWindow *const shownWindow = window()) {
        connect(shownWindow, &QueryWindow::errorChanged, this, [this, shownWindow] {
            if (root() && shownWindow->error())
                Q_EMIT root()->error(shownWindow->error());
        });
    }
    if (const std::shared_ptr<ModelQuery> query = modelQuery(); query && root()) {
        m_extra = root()->on<Event>(query->extraPath() / Key(u"**"), this, [this](const Event &) {
            Q_EMIT extraChanged();
        });
        m_extra.keep();
    }
    Q_EMIT resultsChanged();
    Q_EMIT extraChanged();
}

} // namespace Racer
