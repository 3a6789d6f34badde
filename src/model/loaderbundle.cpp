// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelquery_p.h"

#include <Racer/ottype.h>

#include <algorithm>

namespace Racer {

namespace {

// Undefined for json0, which goes without saying; null for a document that does not exist.
Value typeName(const Doc *doc)
{
    if (doc->type() == OtTypes::defaultType())
        return {};
    return doc->type() ? Value(doc->type()->name()) : Value(nullptr);
}

Value dataOf(const RemoteDoc *doc)
{
    const Snapshot snapshot = doc->doc()->toSnapshot();
    return snapshot.data.isObject() ? doc->data() : snapshot.data;
}

} // namespace

Value ModelQueryPrivate::serialize(QSet<DocName> *written) const
{
    const Context counts = root->loader->context(context);
    const Value subscribed = counts.subscribedQueries.value(hash).toInteger();
    const Value fetched = counts.fetchedQueries.value(hash).toInteger();
    Value countsOfOne = Value::array({subscribed});
    if (!context.isEmpty() || fetched.toInteger() > 0)
        countsOfOne.append(fetched);
    if (!context.isEmpty())
        countsOfOne.append(Value(context));

    Value results;
    if (root->remote.contains(collection)) {
        results = Value::array();
        for (const Value &item : q->getIds().elements()) {
            const DocName name{collection, item.toKey()};
            const RemoteDoc *doc = root->findRemote(name.collection, name.id);
            if (!doc || (written && written->contains(name))) {
                results.append(item);
                continue;
            }
            if (written)
                written->insert(name);
            const Value data = dataOf(doc);
            const Value type = typeName(doc->doc());
            Value result = Value::array({data.isUndefined() ? Value(nullptr) : data, doc->doc()->version()});
            if (data.value(u"id") != item || !type.isUndefined())
                result.append(item);
            if (!type.isUndefined())
                result.append(type);
            results.append(std::move(result));
        }
    }

    const auto orNull = [](const Value &value) { return value.isUndefined() ? Value(nullptr) : value; };
    Value all = Value::array({Value::array({countsOfOne}), collection, orNull(expression), orNull(results),
                              orNull(options), orNull(q->getExtra())});
    if (!source.isRoot())
        all.append(source.toString());
    while (all.at(all.size() - 1).isNull())
        all.remove(all.size() - 1);
    return all;
}

Value Loader::bundledQueries(QSet<DocName> &written) const
{
    std::vector<const ModelQueryPrivate *> queries;
    for (const auto &query : m_retained)
        queries.push_back(query->d.get());
    std::sort(queries.begin(), queries.end(), [](auto *a, auto *b) { return a->serial < b->serial; });
    Value all = Value::array();
    for (const ModelQueryPrivate *query : queries)
        all.append(query->serialize(&written));
    return all;
}

Value Loader::bundledContexts() const
{
    Value all = Value::object();
    for (const Key &id : contextsInOrder()) {
        const Context counts = context(id);
        if (const Value docs = counts.toValue(); !docs.isUndefined())
            all.set(counts.id, docs);
    }
    return all;
}

Value Loader::bundledCollections(const QSet<DocName> &written) const
{
    Value all = m_root->local.value();
    for (const auto &[name, collection] : m_root->remote) {
        Value docs = Value::object();
        for (const Key &id : collection->ids()) {
            const RemoteDoc *doc = collection->find(id);
            if (written.contains({name, id}) || !doc->doc()->hasVersion())
                continue;
            Value snapshot = Value::object({{Key(u"v"), doc->doc()->version()}, {Key(u"data"), dataOf(doc)}});
            if (const Value type = typeName(doc->doc()); !type.isUndefined())
                snapshot.set(Key(u"type"), type);
            docs.set(id, std::move(snapshot));
        }
        all.set(name, std::move(docs));
    }
    return all;
}

void ModelQueryPrivate::restore(const QList<Key> &results, const Value &newExtra, int fetched)
{
    root->loader->retain(self.lock());
    fetchCount += fetched;
    for (int i = 0; i < fetched; ++i)
        root->loader->countQuery(context, &Context::fetchedQueries, hash);
    holdResults(results);
    const Model writer = model();
    if (!newExtra.isUndefined())
        writer.setDiffDeep(extra, newExtra);
    writer.setArrayDiff(ids, toValue(results));
    setReady();
}

void Loader::restore(const Value &bundle)
{
    const Bulk bulk(m_root);
    const Value queries = bundle.value(u"queries");
    for (const Value &item : queries.elements()) {
        if (item.at(6).isUndefined())
            restoreQuery(item);
    }
    for (const auto &[collection, docs] : bundle.value(u"collections").members()) {
        for (const auto &[id, data] : docs.members())
            m_root->getOrCreateDoc(collection, id, data);
    }
    for (const Value &item : queries.elements()) {
        if (!item.at(6).isUndefined()) // a list of ids, which is there now
            restoreQuery(item);
    }
    for (const auto &[id, counts] : bundle.value(u"contexts").members())
        restoreContext(id == u"root" ? Key() : id, counts);
}

// See ModelQuery::serialize().
void Loader::restoreQuery(const Value &item)
{
    const Value &counts = item.at(0).at(0);
    const Key context = counts.at(2).toKey();
    const Key collection = item.at(1).toKey();
    const auto restored = item.at(6).isString()
        ? idsQuery(context, collection, Path(item.at(6).stringView()))
        : query(context, collection, item.at(2), item.at(4).isNull() ? Value() : item.at(4));

    QList<Key> ids;
    ids.reserve(item.at(3).size());
    for (const Value &result : item.at(3).elements()) {
        if (result.isString()) {
            ids.append(result.toKey());
            continue;
        }
        const Value &data = result.at(0);
        const Key id = result.at(2).isNullish() ? data.value(u"id").toKey() : result.at(2).toKey();
        m_root->getOrCreateRemoteDoc(collection, id, result.at(1), data, result.at(3));
        ids.append(id);
    }
    const int subscribed = int(counts.at(0).toInteger());
    const int fetched = int(counts.at(1).toInteger());
    if (subscribed <= 0 && fetched <= 0)
        return;
    restored->d->restore(ids, item.at(5).isNull() ? Value() : item.at(5), fetched);
    for (int i = 0; i < subscribed; ++i)
        restored->subscribe();
}

void Loader::restoreContext(const Key &id, const Value &counts)
{
    forEachDoc(counts.value(u"fetchedDocs"), [&](const DocName &name, qint64 count) {
        while (count-- > 0) {
            ++m_docs[name].fetched;
            countDoc(id, &Context::fetchedDocs, name);
        }
    });
    forEachDoc(counts.value(u"subscribedDocs"), [&](const DocName &name, qint64 count) {
        while (count-- > 0)
            subscribeDoc(id, name, m_root->reporter());
    });
    forEachDoc(counts.value(u"createdDocs"), [&](const DocName &name, qint64) { noteCreated(id, name); });
}

} // namespace Racer
