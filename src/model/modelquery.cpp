// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelquery_p.h"

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
ModelQuery::ModelQuery(std::unique_ptr<ModelQueryPrivate> priv) : d(std::move(priv))
{
    d->q = this;
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

/*! The documents in the order of the results; undefined in place of one that is gone. Empty before any load, with a
    warning if nobody has asked for one. */
Value ModelQuery::get() const
{
    Value documents = Value::array();
    if (!d->guard)
        return documents;
    if (!d->isUsed() && !d->isReady)
        qWarning("You must fetch or subscribe to a query before getting its results.");
    const Value idList = getIds();
    documents.reserve(idList.size());
    for (qsizetype i = 0; i < idList.size(); ++i) {
        documents.append(d->root->remoteData(d->collection, idList.at(i).toKey()));
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
    A refList at the absolute path \a from that shows the results as documents, now and later. Returns a model there.
    Usable before anything is loaded. Counterpart of Racer's query.ref.
*/
Model ModelQuery::ref(PathArg from) const
{
    return d->guard ? d->model().refList(from, d->collection, d->ids) : Model();
}

/*! A ref at the absolute path \a from to the list of ids. Returns a model there. */
Model ModelQuery::refIds(PathArg from) const
{
    return d->guard ? d->model().ref(from, d->ids) : Model();
}

/*! A ref at the absolute path \a from to the extra results, or to \a subpath in them. Returns a model there. */
Model ModelQuery::refExtra(PathArg from, PathArg subpath) const
{
    if (!d->guard)
        return {};
    const Model writer = d->model();
    return writer.ref(from, writer.at(d->extra).at(subpath));
}

/*!
    Asks the server for the present results, every time it is called.
    Undone by unfetch(), also where it fails.
*/
Confirmation ModelQuery::fetch()
{
    if (!d->guard)
        return {};
    if (!d->root->connection)
        return d->root->failed(Error(u"No connection to fetch the query "_qs + d->hash.toString()));
    ++d->fetchCount;
    d->root->loader->countQuery(d->context, &Context::fetchedQueries, d->hash);
    d->root->loader->retain(d->self.lock());
    const auto state = d->root->newConfirmation();
    d->load([this, keep = d->self.lock(), state](const Error &error) {
        state->finish(error ? error.withContext(d->hash.toString()) : error);
    });
    return Confirmation(state);
}

/*!
    Asks for the results and follows them. One subscription at the server serves all calls. On a root model that
    is fetchOnly the first call fetches. Undone by unsubscribe(), also where it fails; the next call then tries again.
    If it is given back before the answer has come, it is confirmed without results.
*/
Confirmation ModelQuery::subscribe()
{
    if (!d->guard)
        return {};
    if (!d->root->connection)
        return d->root->failed(Error(u"No connection to subscribe the query "_qs + d->hash.toString()));
    ++d->subscribeCount;
    d->root->loader->countQuery(d->context, &Context::subscribedQueries, d->hash);
    d->root->loader->retain(d->self.lock());
    if (d->isFollowing() && !d->isPending)
        return {};
    const auto state = d->root->newConfirmation();
    d->waiting.push_back(state);
    if (!d->isPending)
        d->startFollowing();
    return Confirmation(state);
}

/*! Undoes one fetch(). The results go with the last one, after RootModel::unloadDelay, unless it is subscribed. */
Release ModelQuery::unfetch()
{
    return d->release(&ModelQueryPrivate::fetchCount, &ModelQueryPrivate::fetchLeaving, &Context::fetchedQueries);
}

/*! Undoes one subscribe(). The results go with the last one, after RootModel::unloadDelay, unless it is fetched: then
    they stay as they are. */
Release ModelQuery::unsubscribe()
{
    return d->release(&ModelQueryPrivate::subscribeCount, &ModelQueryPrivate::subscribeLeaving,
                      &Context::subscribedQueries);
}

/*!
    The query with its counts and results as one array, as Racer's bundles have it:
    \c {[[[subscribed, fetched, context]], collection, expression, results, options, extra]}, without what is missing at
    the end. A result is \c {[data, version]}. A list of ids that is followed stands at the end, as its path.
*/
Value ModelQuery::serialize() const
{
    return d->guard ? d->serialize(nullptr) : Value();
}

/*! The context that it belongs to: "root" for that of models without any. */
Key ModelQuery::context() const
{
    return d->context.isEmpty() ? Key(u"root") : d->context;
}

/*! True if it was made by Model::idsQuery(). */
bool ModelQuery::isIdsQuery() const
{
    return !d->source.isRoot();
}

ModelQueryPrivate::ModelQueryPrivate(RootModelPrivate *rootModel, Key contextId, Key collectionName, Key queryHash)
    : root(rootModel), guard(rootModel->q), collection(std::move(collectionName)), context(std::move(contextId)),
      hash(std::move(queryHash)), base(Path({Key(u"$queries"), hash})), ids(base / Key(u"ids")),
      extra(base / Key(u"extra"))
{ }

Model ModelQueryPrivate::model() const
{
    return root->modelWith(manner().passed);
}

Manner ModelQueryPrivate::manner() const
{
    Manner manner;
    manner.passed.query = q;
    return manner;
}

Value ModelQueryPrivate::toValue(const QList<Key> &ids)
{
    Value list = Value::array();
    list.reserve(ids.size());
    for (const Key &id : ids)
        list.append(Value(id));
    return list;
}

void ModelQueryPrivate::startFollowing()
{
    isPending = true;
    follow([this, keep = self.lock(), mine = ++turn](const Error &error) {
        if (mine != turn)
            return;
        isPending = false;
        finishWaiting(error ? error.withContext(hash.toString()) : error);
    });
}

void ModelQueryPrivate::finishWaiting(const Error &error)
{
    for (const auto &state : std::exchange(waiting, {}))
        state->finish(error);
}

void ModelQueryPrivate::setReady()
{
    if (!std::exchange(isReady, true))
        Q_EMIT q->ready();
}

void ModelQueryPrivate::stopFollowing()
{
    ++turn;
    unfollow();
    isPending = false;
    finishWaiting({});
}

Release ModelQueryPrivate::release(int ModelQueryPrivate::*count, int ModelQueryPrivate::*leaving,
                                   Value Context::*contextCounts)
{
    if (!guard)
        return {};
    root->loader->uncountQuery(context, contextCounts, hash);
    if (this->*count == this->*leaving)
        return {};
    ++(this->*leaving);
    const ReleaseState state(root);
    root->loader->afterDelay([this, keep = self.lock(), count, leaving, state] {
        if (this->*leaving == 0)
            return state.finish({}, 0); // destroyed meanwhile
        --(this->*leaving);
        const int remaining = --(this->*count);
        if (remaining == 0 && count == &ModelQueryPrivate::subscribeCount)
            stopFollowing();
        if (remaining == 0)
            endIfUnused();
        state.finish({}, remaining);
    });
    return state.handle();
}

void ModelQueryPrivate::endIfUnused()
{
    if (isUsed())
        return;
    const auto keep = self.lock();
    const Value last = q->getIds();
    isReady = false;
    model().del(base);
    letGo(last, manner());
    root->loader->release(q);
}

void ModelQueryPrivate::abandon()
{
    const auto keep = self.lock();
    for (; fetchCount > 0; --fetchCount)
        root->loader->uncountQuery(context, &Context::fetchedQueries, hash);
    for (; subscribeCount > 0; --subscribeCount)
        root->loader->uncountQuery(context, &Context::subscribedQueries, hash);
    fetchLeaving = subscribeLeaving = 0;
    stopFollowing();
    const Value last = q->getIds();
    isReady = false;
    model().silent().del(base);
    letGo(last, {{}, true});
    root->loader->release(q);
}

} // namespace Racer
