// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelquery_p.h"

#include "loader_p.h"

namespace Racer {

Model ModelQueryPrivate::model() const
{
    Passed passed;
    passed.query = q;
    return root->modelWith(passed);
}

Value ModelQueryPrivate::idsOf(const QList<Doc *> &docs)
{
    Value list = Value::array();
    list.reserve(docs.size());
    for (const Doc *doc : docs)
        list.append(Value(doc->id()));
    return list;
}

void ModelQueryPrivate::start()
{
    pending = true;
    QueryOptions queryOptions;
    queryOptions.options = options;
    live = root->connection->createSubscribeQuery(
        collection, expression, queryOptions, [this, keep = self.lock()](const Error &error) { finish(error); });
    followLiveQuery();
}

void ModelQueryPrivate::finish(const Error &error)
{
    pending = false;
    if (guard && !error && live) {
        useResults(live->results(), live->extra());
    } else if (live && error) {
        live->destroy();
        live = nullptr; // the next subscribe tries again
    }
    const Error reported = error ? error.withContext(hash.toString()) : error;
    for (const auto &state : std::exchange(waiting, {}))
        state->finish(reported);
}

void ModelQueryPrivate::useResults(const QList<Doc *> &results, const Value &newExtra)
{
    const Model writer = model();
    if (!newExtra.isUndefined())
        writer.setDiffDeep(extra, newExtra);
    const Value before = q->getIds();
    hold(results);
    writer.setArrayDiffDeep(ids, idsOf(results));
    QList<Key> dropped;
    for (qsizetype i = 0; i < before.size(); ++i)
        dropped.append(before.at(i).toKey());
    drop(dropped);
    if (!std::exchange(isReady, true))
        Q_EMIT q->ready();
}

void ModelQueryPrivate::followLiveQuery()
{
    QObject::connect(live, &Query::inserted, q, [this](const QList<Doc *> &docs, qsizetype index) {
        if (!guard || !isReady)
            return;
        hold(docs);
        model().insert(ids, index, idsOf(docs));
    });
    QObject::connect(live, &Query::removed, q, [this](const QList<Doc *> &docs, qsizetype index) {
        if (!guard || !isReady)
            return;
        QList<Key> gone;
        for (const Doc *doc : docs)
            gone.append(doc->id());
        drop(gone);
        model().remove(ids, index, gone.size());
    });
    QObject::connect(live, &Query::moved, q, [this](const QList<Doc *> &docs, qsizetype from, qsizetype to) {
        if (guard && isReady)
            model().move(ids, from, to, docs.size());
    });
    QObject::connect(live, &Query::extraChanged, q, [this](const Value &value) {
        if (guard && isReady)
            model().setDiffDeep(extra, value);
    });
    QObject::connect(live, &Query::errorOccurred, q, [this](const Error &error) {
        if (guard)
            root->reportError(error.withContext(hash.toString()));
    });
}

void ModelQueryPrivate::hold(const QList<Doc *> &docs)
{
    for (Doc *doc : docs) {
        root->attach(doc); // it may have been unloaded, and be known to the connection still
        root->loader->holdDoc(doc->name());
    }
}

void ModelQueryPrivate::drop(const QList<Key> &dropped)
{
    for (const Key &id : dropped)
        root->loader->dropDoc({collection, id});
    root->loader->afterDelay([this, keep = self.lock(), dropped] {
        Passed passed;
        passed.query = q;
        for (const Key &id : dropped)
            root->loader->maybeUnload({collection, id}, passed);
    });
}

void ModelQueryPrivate::releaseIfUnused()
{
    if (fetchCount > 0 || subscribeCount > 0)
        return;
    const auto keep = self.lock();
    if (live)
        live->destroy();
    live = nullptr;
    isReady = false;
    const Value held = q->getIds();
    model().del(base);
    Passed passed;
    passed.query = q;
    for (qsizetype i = 0; i < held.size(); ++i) {
        const DocName name{collection, held.at(i).toKey()};
        root->loader->dropDoc(name);
        root->loader->maybeUnload(name, passed);
    }
    root->loader->release(q);
}

} // namespace Racer
