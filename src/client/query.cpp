// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "doc_p.h"
#include "query_p.h"

#include <QtCore/QMetaMethod>

#include <limits>

namespace Racer {

namespace {

// So many take a few milliseconds.
constexpr qsizetype DocsMadePerTurn = 1000;

} // namespace

/*!
    \class Racer::Query
    \inmodule Racer
    \brief The documents that match a query, once or for as long as they match.

    Made by Connection::createFetchQuery() and Connection::createSubscribeQuery(). The query language is the server's
    database's. A subscribed query goes on following its results across reconnects; its documents get their ops without
    a subscription of their own. The counterpart of ShareDB's Query.

    When results change, inserted(), removed() and moved() come one after the other, each with the list as it then is,
    and changed() at the end. An insertion of several documents puts them at index and after; a move takes docs out at
    \e from and puts them at \e to of the shortened list. extraChanged() brings a result that is not documents, such as
    a count.

    The thread rule is the connection's. A query lives until destroy(), or until its connection is gone; a fetched one
    too.
*/

Query::Query(std::unique_ptr<QueryPrivate> priv) : d(std::move(priv))
{
    d->q = this;
}

Query::~Query() = default;

Query *QueryPrivate::make(std::unique_ptr<QueryPrivate> priv)
{
    return new Query(std::move(priv));
}

QueryPrivate::~QueryPrivate()
{
    for (Doc *doc : std::as_const(results))
        DocPrivate::get(doc)->release();
}

Connection *Query::connection() const
{
    return d->connection;
}

const Key &Query::collection() const
{
    return d->collection;
}

const Value &Query::query() const
{
    return d->query;
}

bool Query::isSubscription() const
{
    return d->subscribe;
}

/*!
    True once the first answer is in.
*/
bool Query::isReady() const
{
    return d->ready;
}

/*!
    The matching documents in the query's order.
*/
const QList<Doc *> &Query::results() const
{
    d->makeResults(std::numeric_limits<qsizetype>::max());
    return d->results;
}

/*!
    The result that is not documents; undefined if the query has none.
*/
const Value &Query::extra() const
{
    return d->extra;
}

/*!
    Stops following and deletes the object soon after. Its documents stay.
*/
void Query::destroy()
{
    ConnectionPrivate *link = d->link();
    if (link->canSend && d->subscribe)
        link->send(Protocol::ClientMessage(Protocol::QueryUnsubscribe{d->id}));
    link->queries.erase(d->id);
    d->callback = {};
    d->setResults({}); // now, as the documents may be gone when this object goes
    if (link->ownedQueries.removeOne(this))
        deleteLater();
}

void QueryPrivate::send()
{
    if (!link()->canSend)
        return;
    if (!makeResults(DocsMadePerTurn)) {
        link()->nextTick(q, [this] {
            if (!sent)
                send();
        });
        return;
    }
    std::optional<std::vector<Protocol::IdVersion>> known;
    if (hasResults) {
        known.emplace();
        for (Doc *doc : std::as_const(results))
            known->push_back({doc->id(), doc->version()});
    }
    if (subscribe)
        link()->send(Protocol::ClientMessage(
            Protocol::QuerySubscribe{id, collection, query, options, std::move(known)}));
    else
        link()->send(Protocol::ClientMessage(Protocol::QueryFetch{id, collection, query, options, std::move(known)}));
    sent = true;
}

void QueryPrivate::connectionStateChanged()
{
    if (link()->canSend && !sent)
        send();
    else
        sent = false;
}

void QueryPrivate::setResults(const QList<Doc *> &docs)
{
    for (Doc *doc : docs)
        DocPrivate::get(doc)->hold();
    for (Doc *doc : std::as_const(results))
        DocPrivate::get(doc)->release();
    results = docs;
    unmadeIds = {};
    hasResults = true;
}

bool QueryPrivate::makeResults(qsizetype most)
{
    if (!unmadeIds.isArray())
        return true;
    results.reserve(unmadeIds.size());
    while (results.size() < unmadeIds.size()) {
        const Key id = unmadeIds.at(results.size()).toKey();
        if (!link()->findAwake(collection, id) && most-- == 0)
            return false;
        Doc *const doc = connection->get(collection, id);
        DocPrivate::get(doc)->hold();
        results.append(doc);
    }
    unmadeIds = {};
    return true;
}

QList<Doc *> QueryPrivate::ingest(const std::vector<Protocol::SnapshotEntry> &entries, const Callback &each)
{
    QList<Doc *> docs;
    docs.reserve(qsizetype(entries.size()));
    for (const Protocol::SnapshotEntry &entry : entries) {
        Doc *doc = connection->get(entry.collection.isEmpty() ? collection : entry.collection, entry.snapshot.id);
        if (entry.error)
            DocPrivate::get(doc)->report(entry.error, each);
        else
            DocPrivate::get(doc)->ingest(entry.snapshot, each);
        docs.append(doc);
    }
    return docs;
}

void QueryPrivate::handleReply(const Protocol::QueryReply &reply)
{
    if (!subscribe)
        link()->queries.erase(id);
    if (reply.error || (!reply.results && !reply.missing))
        return finish(reply.error);

    // Ready when every document is: some may have to fetch the ops that they lack.
    struct Wait
    {
        qsizetype left;
        bool failed = false;
    };
    const auto &entries = reply.results ? *reply.results : *reply.missing;
    const auto wait = std::make_shared<Wait>(Wait{qsizetype(entries.size()) + 1});
    const auto each = [self = QPointer(q), wait](const Error &error) {
        if (!self || wait->failed)
            return;
        wait->failed = bool(error);
        if (error || --wait->left == 0)
            self->d->finish(error);
    };
    const QList<Doc *> docs = ingest(entries, each);
    if (reply.results) {
        setResults(docs);
        extra = reply.extra;
    }
    each({});
}

void QueryPrivate::finish(const Error &error)
{
    const Callback done = std::exchange(callback, {});
    ready = true;
    Q_EMIT q->ready();
    if (error)
        link()->queries.erase(id);
    if (error || done)
        report(error, done);
}

void QueryPrivate::report(const Error &error, const Callback &done)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&Query::errorOccurred);
    if (done)
        done(error);
    else if (q->isSignalConnected(signal))
        Q_EMIT q->errorOccurred(error);
    else
        link()->emitError(error);
}

void QueryPrivate::handleUpdate(const Protocol::QueryUpdate &update)
{
    if (update.error)
        return report(update.error, {});
    if (update.diff) {
        const QPointer<Query> guard(q);
        // All new documents are there before the first handler runs.
        std::vector<QList<Doc *>> inserted;
        inserted.reserve(update.diff->size());
        for (const Protocol::QueryChange &change : *update.diff) {
            inserted.push_back(ingest(change.values, {}));
            for (Doc *doc : std::as_const(inserted.back()))
                DocPrivate::get(doc)->hold();
        }
        const auto isFollowed = [&] { return guard && link()->queries.contains(id); };
        for (size_t i = 0; i < update.diff->size() && isFollowed(); ++i)
            applyChange((*update.diff)[i], inserted[i]);
        if (!isFollowed())
            return;
        Q_EMIT q->changed(results);
    }
    if (update.extra) {
        extra = *update.extra;
        Q_EMIT q->extraChanged(extra);
    }
}

void QueryPrivate::applyChange(const Protocol::QueryChange &change, const QList<Doc *> &inserted)
{
    using Kind = Protocol::QueryChange::Kind;
    const qsizetype index = std::clamp<qsizetype>(change.index, 0, results.size());
    if (change.kind == Kind::Insert) {
        results = results.mid(0, index) + inserted + results.mid(index);
        Q_EMIT q->inserted(inserted, index);
        return;
    }
    const qsizetype count = std::clamp<qsizetype>(change.count, 0, results.size() - index);
    const QList<Doc *> docs = results.mid(index, count);
    if (docs.isEmpty())
        return;
    results.remove(index, count);
    if (change.kind == Kind::Remove) {
        const auto letGo = qScopeGuard([&docs] {
            for (Doc *doc : docs)
                DocPrivate::get(doc)->release();
        });
        Q_EMIT q->removed(docs, index);
        return;
    }
    const qsizetype to = std::clamp<qsizetype>(change.to, 0, results.size());
    results = results.mid(0, to) + docs + results.mid(to);
    Q_EMIT q->moved(docs, index, to);
}

} // namespace Racer
