// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelquery_p.h"

#include "../client/connection_p.h"

namespace Racer {

// The connection may live longer than the model.
ServerQuery::~ServerQuery()
{
    if (m_live)
        m_live->destroy();
}

QList<Key> ServerQuery::idsOf(const QList<Doc *> &docs)
{
    QList<Key> list;
    list.reserve(docs.size());
    for (const Doc *doc : docs)
        list.append(doc->id());
    return list;
}

// Of the present results, or nothing if their documents are not all there.
std::optional<Value> ServerQuery::knownIds() const
{
    if (!isReady)
        return {};
    const Value known = q->getIds();
    const RemoteCollection *const docs = root->findRemote(collection);
    for (const Value &id : known.elements()) {
        if (!docs || !docs->contains(id.toKey()))
            return {};
    }
    return known;
}

void ServerQuery::ask(bool subscribe, Callback done)
{
    QueryOptions queryOptions;
    queryOptions.options = options;
    const bool follows = subscribe && !root->fetchOnly;
    const auto asked = std::make_shared<QPointer<Query>>();
    const auto answered = [this, keep = self.lock(), asked, done = std::move(done), subscribe,
                           follows](const Error &error) {
        const QPointer<Query> query = *asked;
        if (!guard || !query)
            return done(error);
        if (!error && isUsed())
            useResults(query->results(), query->extra());
        else
            unload(idsOf(query->results()), manner());
        if (query && (error || !follows))
            query->destroy();
        if (subscribe)
            m_following = !error && isUsed();
        done(error);
    };
    *asked = ConnectionPrivate::get(root->connection)
                 ->createQuery(follows, collection, expression, queryOptions, answered,
                               follows ? knownIds() : std::nullopt);
    if (subscribe)
        m_live = *asked;
}

void ServerQuery::load(Callback done)
{
    ask(false, std::move(done));
}

void ServerQuery::follow(Callback done)
{
    ask(true, std::move(done));
    if (!root->fetchOnly)
        connectLive();
}

void ServerQuery::unfollow()
{
    m_following = false;
    if (m_live)
        m_live->destroy();
    m_live = nullptr;
}

// In the order of the results, as far as they are among them, and as often as held.
QList<Key> ServerQuery::heldIds(const Value &order) const
{
    QList<Key> list;
    QHash<Key, int> left = m_held;
    for (const Value &id : order.elements())
        list.insert(list.size(), left.take(id.toKey()), id.toKey());
    for (const auto &[id, count] : left.asKeyValueRange())
        list.insert(list.size(), count, id);
    return list;
}

void ServerQuery::letGo(const Value &last, const Manner &manner)
{
    const QList<Key> all = heldIds(last);
    m_held.clear();
    for (const Key &id : all)
        root->loader->dropForQuery({collection, id});
    unload(all, manner);
}

void ServerQuery::useResults(const QList<Doc *> &results, const Value &newExtra)
{
    const Model writer = model();
    if (!newExtra.isUndefined())
        writer.setDiffDeep(extra, newExtra);
    const QList<Key> before = heldIds(q->getIds());
    hold(results);
    drop(before);
    writer.setArrayDiff(ids, toValue(idsOf(results)));
    setReady();
}

void ServerQuery::connectLive()
{
    QObject::connect(m_live, &Query::inserted, q, [this](const QList<Doc *> &docs, qsizetype index) {
        if (!guard || !isReady)
            return;
        hold(docs);
        model().insert(ids, index, toValue(idsOf(docs)));
    });
    QObject::connect(m_live, &Query::removed, q, [this](const QList<Doc *> &docs, qsizetype index) {
        if (!guard || !isReady)
            return;
        drop(idsOf(docs));
        model().remove(ids, index, docs.size());
    });
    QObject::connect(m_live, &Query::moved, q, [this](const QList<Doc *> &docs, qsizetype from, qsizetype to) {
        if (guard && isReady)
            model().move(ids, from, to, docs.size());
    });
    QObject::connect(m_live, &Query::extraChanged, q, [this](const Value &value) {
        if (guard && isReady)
            model().setDiffDeep(extra, value);
    });
    QObject::connect(m_live, &Query::errorOccurred, q, [this](const Error &error) {
        if (guard)
            root->reportError(error.withContext(hash.toString()));
    });
}

void ServerQuery::hold(const QList<Doc *> &docs)
{
    for (Doc *doc : docs)
        root->attach(doc); // it may have been unloaded, and be known to the connection still
    holdResults(idsOf(docs));
}

void ServerQuery::holdResults(const QList<Key> &results)
{
    m_held.reserve(m_held.size() + results.size());
    root->loader->holdForQuery(collection, results);
    for (const Key &id : results)
        ++m_held[id];
}

void ServerQuery::drop(const QList<Key> &dropped)
{
    QList<Key> gone;
    for (const Key &id : dropped) {
        const auto held = m_held.find(id);
        if (held == m_held.end())
            continue;
        root->loader->dropForQuery({collection, id});
        if (--held.value() > 0)
            continue;
        m_held.erase(held);
        gone.append(id);
    }
    if (gone.isEmpty())
        return;
    root->loader->afterDelay([this, keep = self.lock(), gone] { unload(gone, manner()); });
}

void ServerQuery::unload(const QList<Key> &dropped, const Manner &manner)
{
    for (const Key &id : dropped)
        root->loader->maybeUnload({collection, id}, manner);
}

} // namespace Racer
