// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "agent_p.h"

#include <atomic>

namespace Racer {

using Protocol::DocAction;
using Protocol::IdVersion;
using Protocol::SnapshotEntry;

quint64 AgentPrivate::nextSerial()
{
    static std::atomic<quint64> serial = 0;
    return ++serial;
}

DocSubscription::DocSubscription(AgentPrivate *agent, const BackendPrivate::Target &target, const Key &id)
    : serial(AgentPrivate::nextSerial()), d(agent), m_target(target), m_id(id)
{
}

void DocSubscription::start(qint64 version)
{
    m_version = version;
    m_started = true;
    for (const Op &op : std::exchange(m_waiting, {})) {
        PublishedOp published(op);
        if (op.version >= version)
            opReceived(published);
    }
}

void DocSubscription::opReceived(PublishedOp &published)
{
    const Op &op = published.op();
    // Channel names are ambiguous: document "b" of "a" and the collection "a.b".
    if (op.doc.id != m_id || op.doc.collection != m_target.collection)
        return;
    if (!m_started) {
        m_waiting.push_back(op);
        return;
    }
    m_version = op.version + 1;
    if (!d->isOwn(m_target.index, op))
        d->forwardOp(m_target, published);
}

// Ops may have been lost on the way from other processes: reads on from the last one.
void DocSubscription::interrupted()
{
    if (!m_started)
        return;
    m_started = false;
    const auto read = [d = d, agent = d->pointer(), target = m_target, id = m_id, serial = serial,
                       version = m_version](const Error &error, const std::vector<std::vector<Op>> &lists) {
        DocSubscription *subscription = d->docSubscription(target.index, id);
        if (!subscription || subscription->serial != serial)
            return;
        if (error)
            d->backend->reportError(error, QStringLiteral("catching up with %1").arg(target.index.toString()));
        qint64 next = version;
        if (!error) {
            for (const Op &op : lists.front()) {
                d->sendOp(target, op);
                next = op.version + 1;
            }
        }
        subscription->start(next);
    };
    d->backend->getOps(d->pointer(), m_target, {{m_id, m_version, {}}}, read);
}

DocSubscription *AgentPrivate::docSubscription(const Key &index, const Key &id) const
{
    const auto docs = m_docs.find(index);
    if (docs == m_docs.end())
        return nullptr;
    const auto found = docs->second.find(id);
    return found == docs->second.end() ? nullptr : found->second.get();
}

DocSubscription *AgentPrivate::addDocSubscription(const Target &target, const Key &id)
{
    std::unique_ptr<DocSubscription> &entry = m_docs[target.index][id];
    if (!entry)
        ++m_docCount;
    entry = std::make_unique<DocSubscription>(this, target, id);
    return entry.get();
}

void AgentPrivate::removeDocSubscription(const Key &index, const Key &id)
{
    const auto docs = m_docs.find(index);
    if (docs == m_docs.end() || !docs->second.erase(id))
        return;
    --m_docCount;
    if (docs->second.empty())
        m_docs.erase(docs);
}

// Sends the ops that the client lacks, then calls "done".
void AgentPrivate::fetchOps(const Request &request, const Target &target, const std::vector<IdVersion> &docs,
                            std::function<void(Error)> done)
{
    std::vector<Database::OpRange> ranges;
    ranges.reserve(docs.size());
    for (const IdVersion &doc : docs)
        ranges.push_back({doc.id, std::max<qint64>(doc.version, 0), {}});
    backend->getOps(request->agent, target, std::move(ranges),
                    [this, request, target, done = std::move(done)](const Error &error,
                                                                    const std::vector<std::vector<Op>> &lists) {
                        for (const std::vector<Op> &list : lists) {
                            for (const Op &op : list)
                                sendOp(target, op);
                        }
                        done(error);
                    });
}

void AgentPrivate::fetch(const Request &request, const Protocol::Fetch &fetch)
{
    const Target target = backend->target(fetch.doc.collection);
    const DocName doc = fetch.doc;
    if (fetch.version != NoVersion) {
        fetchOps(request, target, {{doc.id, fetch.version}}, [request, doc](const Error &error) {
            if (error)
                return request->fail(error);
            request->reply(Protocol::DocReply{DocAction::Fetch, doc, {}, request->id(), {}});
        });
        return;
    }
    const auto fetched = [request, doc](const Error &error, const std::vector<SnapshotEntry> &entries) {
        if (error || entries.front().error)
            return request->fail(error ? error : entries.front().error);
        request->reply(Protocol::DocReply{DocAction::Fetch, doc, entries.front().snapshot, request->id(), {}});
    };
    backend->fetch(request->agent, target, {doc.id}, fetched);
}

void AgentPrivate::bulkFetch(const Request &request, const Protocol::BulkFetch &fetch)
{
    const Target target = backend->target(fetch.collection);
    checkLimit(qsizetype(fetch.docs.size()) - 1, backend->options.limits.bulkSize, QStringLiteral("documents"));
    static const Key names(u"b");
    Protocol::BulkReply reply{DocAction::Fetch, target.index, {}, {}, request->id(), {}};
    if (fetch.hasVersions) {
        reply.docs = request->message.value(names);
        fetchOps(request, target, fetch.docs, [request, reply](const Error &error) {
            if (error)
                return request->fail(error);
            request->reply(reply);
        });
        return;
    }
    Database::Names ids;
    for (const IdVersion &doc : fetch.docs)
        ids.push_back(doc.id);
    backend->fetch(request->agent, target, std::move(ids),
                   [request, reply](const Error &error, std::vector<SnapshotEntry> entries) mutable {
                       if (error)
                           return request->fail(error);
                       reply.data = std::move(entries);
                       request->reply(reply);
                   });
}

// Listens first and reads then, so that no op is missed; what arrives in between waits for the reply.
void AgentPrivate::subscribeDocs(const Request &request, const Target &target, const std::vector<IdVersion> &docs,
                                 bool hasVersions, std::function<void(Error, std::vector<SnapshotEntry>)> reply)
{
    struct Subscribing
    {
        std::vector<IdVersion> docs;
        std::vector<quint64> serials;
        size_t waiting = 0;
        Error error;
    };
    qsizetype added = 0;
    for (const IdVersion &doc : docs)
        added += docSubscription(target.index, doc.id) ? 0 : 1;
    if (added)
        checkLimit(m_docCount + added - 1, backend->options.limits.subscriptions, QStringLiteral("subscriptions"));

    const auto state = std::make_shared<Subscribing>();
    state->docs = docs;
    state->waiting = docs.size() + 1;
    const auto current = [this, target, state](size_t i) -> DocSubscription * {
        DocSubscription *subscription = docSubscription(target.index, state->docs[i].id);
        return subscription && subscription->serial == state->serials[i] ? subscription : nullptr;
    };
    const auto drop = [this, target, state, current](size_t i) {
        if (current(i))
            removeDocSubscription(target.index, state->docs[i].id);
    };
    const auto failed = [state, drop, reply](const Error &error) {
        for (size_t i = 0; i < state->docs.size(); ++i)
            drop(i);
        reply(error, {});
    };
    const auto fetched = [state, current, drop, failed, reply](const Error &error,
                                                               std::vector<SnapshotEntry> entries) {
        if (error)
            return failed(error);
        std::vector<qint64> versions;
        for (const SnapshotEntry &entry : entries)
            versions.push_back(entry.error ? NoVersion : entry.snapshot.version);
        reply({}, std::move(entries));
        for (size_t i = 0; i < versions.size(); ++i) {
            if (versions[i] == NoVersion) {
                drop(i);
            } else if (DocSubscription *subscription = current(i)) {
                subscription->start(versions[i]);
            }
        }
    };
    const auto caughtUp = [this, request, target, state, current, failed,
                           reply](const Error &error, const std::vector<std::vector<Op>> &lists) {
        if (error)
            return failed(error);
        for (const std::vector<Op> &list : lists) {
            for (const Op &op : list)
                sendOp(target, op);
        }
        reply({}, {});
        for (size_t i = 0; i < lists.size(); ++i) {
            if (DocSubscription *subscription = current(i))
                subscription->start(lists[i].empty() ? std::max<qint64>(state->docs[i].version, 0)
                                                     : lists[i].back().version + 1);
        }
    };
    const auto subscribed = [this, request, target, state, hasVersions, failed, fetched, caughtUp](const Error &error) {
        if (error)
            state->error = error;
        if (--state->waiting)
            return;
        if (closed)
            return;
        if (state->error)
            return failed(state->error);
        if (hasVersions) {
            std::vector<Database::OpRange> ranges;
            for (const IdVersion &doc : state->docs)
                ranges.push_back({doc.id, std::max<qint64>(doc.version, 0), {}});
            return backend->getOps(request->agent, target, std::move(ranges), caughtUp);
        }
        Database::Names ids;
        for (const IdVersion &doc : state->docs)
            ids.push_back(doc.id);
        backend->fetch(request->agent, target, std::move(ids), fetched);
    };
    for (const IdVersion &doc : docs) {
        DocSubscription *subscription = addDocSubscription(target, doc.id);
        state->serials.push_back(subscription->serial);
        backend->channels.subscribe(documentChannel({target.collection, doc.id}), subscription, subscribed);
    }
    subscribed({});
}

void AgentPrivate::subscribe(const Request &request, const Protocol::Subscribe &subscribe)
{
    const Target target = backend->target(subscribe.doc.collection);
    const DocName doc = subscribe.doc;
    const auto reply = [request, doc](const Error &error, const std::vector<SnapshotEntry> &entries) {
        const Error failure = error || entries.empty() ? error : entries.front().error;
        if (failure)
            return request->fail(failure);
        Protocol::DocReply reply{DocAction::Subscribe, doc, {}, request->id(), {}};
        if (!entries.empty())
            reply.snapshot = entries.front().snapshot;
        request->reply(reply);
    };
    subscribeDocs(request, target, {{doc.id, subscribe.version}}, subscribe.version != NoVersion, reply);
}

void AgentPrivate::bulkSubscribe(const Request &request, const Protocol::BulkSubscribe &subscribe)
{
    static const Key names(u"b");
    const Target target = backend->target(subscribe.collection);
    checkLimit(qsizetype(subscribe.docs.size()) - 1, backend->options.limits.bulkSize, QStringLiteral("documents"));
    std::vector<IdVersion> docs;
    QSet<Key> seen;
    for (const IdVersion &doc : subscribe.docs) {
        if (!seen.contains(doc.id))
            docs.push_back(doc);
        seen.insert(doc.id);
    }
    const bool hasVersions = subscribe.hasVersions;
    const auto reply = [request, target, hasVersions](const Error &error, std::vector<SnapshotEntry> entries) {
        if (error)
            return request->fail(error);
        Protocol::BulkReply reply{DocAction::Subscribe, target.index, {}, {}, request->id(), {}};
        if (hasVersions) {
            reply.docs = request->message.value(names);
        } else {
            reply.data = std::move(entries);
        }
        request->reply(reply);
    };
    subscribeDocs(request, target, docs, hasVersions, reply);
}

void AgentPrivate::unsubscribe(const Request &request, const Protocol::Unsubscribe &unsubscribe)
{
    removeDocSubscription(unsubscribe.doc.collection, unsubscribe.doc.id);
    request->reply(Protocol::DocReply{DocAction::Unsubscribe, unsubscribe.doc, {}, request->id(), {}});
}

void AgentPrivate::bulkUnsubscribe(const Request &request, const Protocol::BulkUnsubscribe &unsubscribe)
{
    static const Key names(u"b");
    for (const Key &id : unsubscribe.ids)
        removeDocSubscription(unsubscribe.collection, id);
    request->reply(Protocol::BulkReply{DocAction::Unsubscribe, unsubscribe.collection, {},
                                       request->message.value(names), request->id(), {}});
}

void AgentPrivate::fetchSnapshot(const Request &request, const Protocol::FetchSnapshot &fetch)
{
    const Target target = backend->target(fetch.doc.collection);
    const auto version = fetch.version == NoVersion ? std::nullopt : std::optional(fetch.version);
    backend->fetchVersion(request->agent, target, fetch.doc.id, version,
                          [request, fetch](const Error &error, const Snapshot &snapshot) {
                              if (error)
                                  return request->fail(error);
                              request->reply(Protocol::SnapshotReply{false, request->id(), fetch.doc, snapshot, {}});
                          });
}

void AgentPrivate::fetchSnapshotByTime(const Request &request, const Protocol::FetchSnapshotByTime &fetch)
{
    const Target target = backend->target(fetch.doc.collection);
    backend->fetchTime(request->agent, target, fetch.doc.id, fetch.timestamp,
                       [request, fetch](const Error &error, const Snapshot &snapshot) {
                           if (error)
                               return request->fail(error);
                           request->reply(Protocol::SnapshotReply{true, request->id(), fetch.doc, snapshot, {}});
                       });
}

} // namespace Racer
