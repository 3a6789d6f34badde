// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelquery_p.h"

#include "loader_p.h"

namespace Racer {

/*!
    \class Racer::ModelQuery
    \inmodule Racer
    \brief A query whose results live in a model.

    Made by Model::query(): the same collection, expression and options give the same object. fetch() and
    subscribe() are counted, and each is undone by unfetch() or unsubscribe(). While a query is subscribed its
    results follow the server: the list of ids is at idsPath() and changes by insert, remove and move events whose
    Passed::source is the query; the documents are in the model before their id is in the list. When the last
    count is gone the results leave the model after RootModel::unloadDelay.

    The client's own changes of documents do not touch the ids before the server says so.

    Belongs to the model's thread. Counterpart of Racer's Query.
*/

/*! \internal */
ModelQuery::ModelQuery(RootModelPrivate *root, Key collection, Value expression, Value options, Key context, Key hash)
    : d(std::make_unique<ModelQueryPrivate>(this, root))
{
    d->collection = std::move(collection);
    d->expression = std::move(expression);
    d->options = std::move(options);
    d->context = std::move(context);
    d->hash = std::move(hash);
    d->base = Path({Key(u"$queries"), d->hash});
    d->ids = d->base / Key(u"ids");
    d->extra = d->base / Key(u"extra");
}

ModelQuery::~ModelQuery() = default;

/*! The collection that is queried. */
const Key &ModelQuery::collection() const
{
    return d->collection;
}

/*! What is asked for, with null in place of undefined. */
const Value &ModelQuery::expression() const
{
    return d->expression;
}

/*! The options for the server, such as \c {{db: name}}, or undefined. */
const Value &ModelQuery::options() const
{
    return d->options;
}

/*! The query's name below \c $queries. */
const Key &ModelQuery::hash() const
{
    return d->hash;
}

/*! Where the list of ids is: \c {$queries.<hash>.ids}. */
const Path &ModelQuery::idsPath() const
{
    return d->ids;
}

/*! Where the extra results are, such as a count: \c {$queries.<hash>.extra}. */
const Path &ModelQuery::extraPath() const
{
    return d->extra;
}

/*! True while there are results. */
bool ModelQuery::isReady() const
{
    return d->isReady;
}

/*! The number of fetches that were not undone. */
int ModelQuery::fetchCount() const
{
    return d->fetchCount;
}

/*! The number of subscribes that were not undone. */
int ModelQuery::subscribeCount() const
{
    return d->subscribeCount;
}

/*! The documents in the order of the results; undefined in place of one that is gone. Empty before any load. */
Value ModelQuery::get() const
{
    Value documents = Value::array();
    if (!d->guard)
        return documents;
    const Value idList = getIds();
    documents.reserve(idList.size());
    for (qsizetype i = 0; i < idList.size(); ++i) {
        const RemoteDoc *doc = d->root->findRemote(d->collection, idList.at(i).toKey());
        documents.append(doc ? doc->data() : Value());
    }
    return documents;
}

/*! The ids of the results; an empty array before any load. */
Value ModelQuery::getIds() const
{
    const Value list = d->guard ? d->root->get(d->ids) : Value();
    return list.isArray() ? list : Value::array();
}

/*! What the server computes beside documents, or undefined. */
Value ModelQuery::getExtra() const
{
    return d->guard ? d->root->get(d->extra) : Value();
}

/*! \fn void ModelQuery::ready()
    Emitted when results have arrived for the first time after a load, when they are in the model. */

/*!
    Asks the server for the present results, every time it is called.
    Undone by unfetch().
*/
Confirmation ModelQuery::fetch()
{
    if (!d->guard)
        return {};
    if (!d->root->connection)
        return d->root->failed(Error(u"No connection to fetch the query "_qs + d->hash.toString()));
    ++d->fetchCount;
    d->root->loader->retain(d->self.lock());
    const auto state = d->root->newConfirmation();
    const auto answered = std::make_shared<QPointer<Query>>();
    const auto finished = [this, self = d->self.lock(), state, answered](const Error &error) {
        if (!d->guard || error) {
            if (Query *query = *answered)
                query->destroy();
            state->finish(error ? error.withContext(d->hash.toString()) : error);
            return;
        }
        if (Query *query = *answered) {
            d->useResults(query->results(), query->extra());
            query->destroy();
        }
        state->finish(Error());
    };
    QueryOptions queryOptions;
    queryOptions.options = d->options;
    *answered = d->root->connection->createFetchQuery(d->collection, d->expression, queryOptions, finished);
    return Confirmation(state);
}

/*!
    Asks for the results and follows them. One subscription at the server serves all calls. On a root model that
    is fetchOnly this fetches.
*/
Confirmation ModelQuery::subscribe()
{
    if (!d->guard)
        return {};
    if (!d->root->connection)
        return d->root->failed(Error(u"No connection to subscribe the query "_qs + d->hash.toString()));
    if (d->root->fetchOnly) {
        Confirmation fetched = fetch();
        --d->fetchCount;
        ++d->subscribeCount;
        return fetched;
    }
    ++d->subscribeCount;
    d->root->loader->retain(d->self.lock());
    if (d->live && !d->pending)
        return {};
    const auto state = d->root->newConfirmation();
    d->waiting.push_back(state);
    if (!d->pending)
        d->start();
    return Confirmation(state);
}

/*! Undoes one fetch(). */
Confirmation ModelQuery::unfetch()
{
    if (d->guard && d->fetchCount > 0) {
        d->root->loader->afterDelay([this, self = d->self.lock()] {
            if (d->fetchCount > 0 && --d->fetchCount == 0)
                d->releaseIfUnused();
        });
    }
    return {};
}

/*! Undoes one subscribe(). */
Confirmation ModelQuery::unsubscribe()
{
    if (d->guard && d->subscribeCount > 0) {
        d->root->loader->afterDelay([this, self = d->self.lock()] {
            if (d->subscribeCount > 0 && --d->subscribeCount == 0)
                d->releaseIfUnused();
        });
    }
    return {};
}

} // namespace Racer
