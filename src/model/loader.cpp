// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelquery_p.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace Racer {

void Loader::afterDelay(std::function<void()> action)
{
    if (m_root->unloadDelay <= 0)
        action();
    else
        QTimer::singleShot(m_root->unloadDelay, m_root->q, std::move(action));
}

Bulk::Bulk(RootModelPrivate *root) : m_root(root)
{
    if (m_root->connection && m_root->loader->m_bulkDepth++ == 0)
        m_root->connection->startBulk();
}

Bulk::~Bulk()
{
    if (m_root->connection && --m_root->loader->m_bulkDepth == 0)
        m_root->connection->endBulk();
}

void Loader::trim(const DocName &name)
{
    const auto found = m_docs.constFind(name);
    if (found != m_docs.cend() && !found->isHeld() && !found->isCreated)
        m_docs.erase(found);
}

void Loader::fetchDoc(const Key &context, const DocName &name, Callback done)
{
    RemoteDoc *doc = m_root->remoteDoc(name.collection, name.id);
    ++m_docs[name].fetched;
    countDoc(context, &Context::fetchedDocs, name);
    doc->doc()->fetch(std::move(done));
}

void Loader::subscribeDoc(const Key &context, const DocName &name, Callback done)
{
    static_cast<void>(m_root->remoteDoc(name.collection, name.id)); // it may throw before anything is counted
    ++m_docs[name].subscribed;
    countDoc(context, &Context::subscribedDocs, name);
    startSubscription(name, std::move(done));
}

void Loader::holdQuerySubscription(const DocName &name, Callback done)
{
    static_cast<void>(m_root->remoteDoc(name.collection, name.id));
    ++m_docs[name].querySubscriptions;
    startSubscription(name, std::move(done));
}

void Loader::startSubscription(const DocName &name, Callback done)
{
    Doc *doc = m_root->remoteDoc(name.collection, name.id)->doc();
    if (doc->isSubscribed())
        done({});
    else if (m_root->fetchOnly)
        doc->fetch(std::move(done));
    else
        doc->subscribe(std::move(done));
}

Release Loader::unfetchDoc(const Key &context, const DocName &name, const Manner &manner)
{
    uncountDoc(context, &Context::fetchedDocs, name);
    const auto hold = m_docs.find(name);
    if (hold == m_docs.end() || hold->fetched == hold->fetchedLeaving)
        return {};
    ++hold->fetchedLeaving;
    const ReleaseState release(m_root);
    afterDelay([this, name, manner, release] {
        const auto found = m_docs.find(name);
        if (found == m_docs.end() || found->fetchedLeaving == 0)
            return release.finish({}, 0); // destroyed meanwhile
        --found->fetchedLeaving;
        const int remaining = --found->fetched;
        trim(name);
        if (remaining == 0)
            maybeUnload(name, manner);
        release.finish({}, remaining);
    });
    return release.handle();
}

Release Loader::unsubscribeDoc(const Key &context, const DocName &name, const Manner &manner)
{
    uncountDoc(context, &Context::subscribedDocs, name);
    const auto hold = m_docs.find(name);
    if (hold == m_docs.end() || hold->subscribed == hold->subscribedLeaving)
        return {};
    ++hold->subscribedLeaving;
    const ReleaseState release(m_root);
    afterDelay([this, name, manner, release] {
        const auto found = m_docs.find(name);
        if (found == m_docs.end() || found->subscribedLeaving == 0)
            return release.finish({}, 0); // destroyed meanwhile
        --found->subscribedLeaving;
        if (const int remaining = --found->subscribed; remaining > 0)
            return release.finish({}, remaining);
        endSubscription(name, manner, [release](const Error &error) { release.finish(error, 0); });
    });
    return release.handle();
}

void Loader::releaseQuerySubscription(const DocName &name, const Manner &manner)
{
    const auto hold = m_docs.find(name);
    if (hold == m_docs.end() || hold->querySubscriptions == 0)
        return; // destroyed meanwhile
    if (--hold->querySubscriptions == 0)
        endSubscription(name, manner, m_root->reporter());
}

void Loader::endSubscription(const DocName &name, const Manner &manner, Callback done)
{
    if (const auto hold = m_docs.constFind(name); hold != m_docs.cend()) {
        if (hold->subscribed > 0 || hold->querySubscriptions > 0)
            return done({});
    }
    trim(name);
    RemoteDoc *doc = m_root->findRemote(name.collection, name.id);
    if (!doc || m_root->fetchOnly) {
        maybeUnload(name, manner);
        return done({});
    }
    doc->doc()->unsubscribe(
        [this, name, manner, done = std::move(done), guard = QPointer(m_root->q)](const Error &error) {
            if (!guard)
                return;
            maybeUnload(name, manner);
            done(error);
        });
}

void Loader::noteCreated(const Key &context, const DocName &name)
{
    uncountCreated(name);
    Hold &hold = m_docs[name];
    hold.isCreated = true;
    hold.creator = context;
    countDoc(context, &Context::createdDocs, name);
}

void Loader::holdForQuery(const Key &collection, const QList<Key> &ids)
{
    m_docs.reserve(m_docs.size() + ids.size());
    for (const Key &id : ids)
        holdForQuery({collection, id});
}

void Loader::dropForQuery(const DocName &name)
{
    const auto hold = m_docs.find(name);
    if (hold == m_docs.end() || hold->queries == 0)
        return; // destroyed meanwhile
    --hold->queries;
    trim(name);
}

void Loader::maybeUnload(const DocName &name, const Manner &manner)
{
    if (const auto hold = m_docs.constFind(name); hold != m_docs.cend() && hold->isHeld())
        return;
    RemoteDoc *doc = m_root->findRemote(name.collection, name.id);
    if (!doc)
        return;
    if (doc->doc()->hasPending()) {
        doc->doc()->whenNothingPending([this, name, manner, guard = QPointer(m_root->q)] {
            if (guard)
                maybeUnload(name, manner);
        });
        return;
    }
    uncountCreated(name);
    m_root->unload(name, manner);
}

// Later, as the mutator still works on the document if the server need not be asked.
void Loader::forgetDeleted(const DocName &name)
{
    const auto forget = [this, name] {
        const RemoteDoc *doc = m_root->findRemote(name.collection, name.id);
        if (doc && doc->isRemoved())
            maybeUnload(name, {});
    };
    QMetaObject::invokeMethod(m_root->q, forget, Qt::QueuedConnection);
}

void Loader::destroyDoc(const DocName &name)
{
    removeFromContexts(name);
    if (const auto hold = m_docs.find(name); hold != m_docs.end()) {
        hold->isCreated = false;
        hold->fetched = hold->fetchedLeaving = 0;
        hold->subscribedLeaving = 0;
        if (std::exchange(hold->subscribed, 0) > 0 && hold->queries > 0) {
            endSubscription(name, {{}, true}, [](const Error &) { });
            return;
        }
        if (hold->isHeld())
            return;
        m_docs.erase(hold);
    }
    m_root->unload(name, {{}, true});
}

void Loader::destroyCollection(const Key &collection)
{
    for (const auto &query : std::as_const(m_retained).values()) {
        if (query->collection() == collection)
            query->d->abandon();
    }
    const auto found = m_root->remote.find(collection);
    if (found == m_root->remote.end())
        return;
    for (const Key &id : found->second->ids())
        destroyDoc({collection, id});
}

void Loader::destroyAll()
{
    std::vector<Key> collections;
    for (const auto &[name, collection] : m_root->remote)
        collections.push_back(name);
    for (const Key &collection : collections)
        destroyCollection(collection);
    for (const auto &query : std::as_const(m_retained).values())
        query->d->abandon();
    m_docs.clear();
    m_contexts.clear();
}

} // namespace Racer
