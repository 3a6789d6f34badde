// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "rootmodel_p.h"

#include <Racer/context.h>
#include <Racer/modelquery.h>

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace Racer {

// While it lives, everything asked for is gathered into one message.
class Bulk
{
public:
    explicit Bulk(RootModelPrivate *root);
    ~Bulk();
    Bulk(const Bulk &) = delete;

private:
    RootModelPrivate *const m_root;
};

// The two ends of a Release.
class ReleaseState
{
public:
    explicit ReleaseState(const RootModelPrivate *root)
        : m_state(root->newConfirmation()), m_remaining(std::make_shared<std::optional<int>>())
    { }

    void finish(const Error &error, int remaining) const
    {
        if (!error)
            *m_remaining = remaining;
        m_state->finish(error);
    }
    [[nodiscard]] Release handle() const { return Release(Confirmation(m_state), m_remaining); }

private:
    detail::ConfirmationState::Pointer m_state;
    std::shared_ptr<std::optional<int>> m_remaining;
};

// Calls function(name, count) for each document of {collection: {id: count}}.
template<typename F>
void forEachDoc(const Value &counts, F &&function)
{
    for (const auto &[collection, docs] : counts.members()) {
        for (const auto &[id, count] : docs.members())
            function(DocName{collection, id}, count.toInteger());
    }
}

// What is loaded, how often, and by which context; unloads what nobody holds any more.
class Loader
{
public:
    using Counts = Value Context::*;

    explicit Loader(RootModelPrivate *root) : m_root(root) { }

    // Documents. "context": the root's is empty.
    void fetchDoc(const Key &context, const DocName &name, Callback done);
    void subscribeDoc(const Key &context, const DocName &name, Callback done);
    Release unfetchDoc(const Key &context, const DocName &name, const Manner &manner);
    Release unsubscribeDoc(const Key &context, const DocName &name, const Manner &manner);
    void noteCreated(const Key &context, const DocName &name);
    void maybeUnload(const DocName &name, const Manner &manner);
    // Its deletion by this client is acknowledged: lets go of the rest of it.
    void forgetDeleted(const DocName &name);

    // Queries that subscribe to documents.
    void holdQuerySubscription(const DocName &name, Callback done);
    void releaseQuerySubscription(const DocName &name, const Manner &manner);
    // Documents that are among a query's results.
    void holdForQuery(const DocName &name) { ++m_docs[name].queries; }
    void holdForQuery(const Key &collection, const QList<Key> &ids);
    void dropForQuery(const DocName &name);

    // Queries. One with counts holds itself and its documents.
    [[nodiscard]] std::shared_ptr<ModelQuery> query(const Key &context, const Key &collection, const Value &expression,
                                                    const Value &options);
    [[nodiscard]] std::shared_ptr<ModelQuery> idsQuery(const Key &context, const Key &collection, const Path &ids);
    [[nodiscard]] std::shared_ptr<ModelQuery> findQuery(const Key &hash) const { return m_queries.value(hash).lock(); }
    void retain(const std::shared_ptr<ModelQuery> &query);
    void release(ModelQuery *query);

    // Contexts
    [[nodiscard]] Context context(const Key &id) const;
    void countQuery(const Key &context, Counts counts, const Key &hash);
    void uncountQuery(const Key &context, Counts counts, const Key &hash);
    void unloadContext(const Key &id);
    void unloadAll();

    // Drop counts and documents without any event; what waits for the server is sent all the same. A document that a
    // query holds stays.
    void destroyDoc(const DocName &name);
    void destroyCollection(const Key &collection);
    void destroyAll();

    // Bundles: what Racer's have as "queries", "contexts" and "collections". "written" gathers the documents that are
    // in the queries' results, and are not to appear among the collections.
    [[nodiscard]] Value bundledQueries(QSet<DocName> &written) const;
    [[nodiscard]] Value bundledContexts() const;
    [[nodiscard]] Value bundledCollections(const QSet<DocName> &written) const;
    // Documents, results, counts and subscriptions, without loading what the bundle has.
    void restore(const Value &bundle);

    // Runs it after the model's unloadDelay.
    void afterDelay(std::function<void()> action);

private:
    friend class Bulk;
    struct Hold
    {
        int fetched = 0;
        int fetchedLeaving = 0; // of those, released and waiting for the delay
        int subscribed = 0;
        int subscribedLeaving = 0;
        int queries = 0;
        int querySubscriptions = 0;
        bool isCreated = false; // by this client, and booked on a context
        Key creator;            // that context

        [[nodiscard]] bool isHeld() const noexcept
        { return fetched > 0 || subscribed > 0 || queries > 0 || querySubscriptions > 0; }
    };
    struct ContextEntry
    {
        Context counts;
        quint64 serial = 0; // in the order in which they came up
    };

    void trim(const DocName &name);
    void startSubscription(const DocName &name, Callback done);
    // Ends the server's subscription unless somebody else needs it; then perhaps unloads.
    void endSubscription(const DocName &name, const Manner &manner, Callback done);
    [[nodiscard]] ContextEntry &entry(const Key &context);
    void trimContext(const Key &context);
    void countDoc(const Key &context, Counts counts, const DocName &name);
    void uncountDoc(const Key &context, Counts counts, const DocName &name);
    void uncountCreated(const DocName &name);
    void removeFromContexts(const DocName &name);
    [[nodiscard]] std::shared_ptr<ModelQuery> add(std::unique_ptr<ModelQueryPrivate> priv);
    [[nodiscard]] QList<Key> contextsInOrder() const;
    void restoreQuery(const Value &item);
    void restoreContext(const Key &id, const Value &counts);

    RootModelPrivate *const m_root;
    QHash<DocName, Hold> m_docs;
    QHash<Key, ContextEntry> m_contexts;
    quint64 m_nextSerial = 0;
    int m_bulkDepth = 0;
    QHash<Key, std::weak_ptr<ModelQuery>> m_queries;
    QHash<ModelQuery *, std::shared_ptr<ModelQuery>> m_retained;
};

} // namespace Racer
