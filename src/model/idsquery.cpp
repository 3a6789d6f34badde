// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelquery_p.h"

namespace Racer {

// Documents that were asked for together: they enter the results together.
struct IdsQuery::Requests
{
    QSet<Key> asked;
    qsizetype left = 1; // with the one who asks
    Error error;        // the first
    std::function<void(const Error &)> done;

    void answer(const Error &result)
    {
        if (result && !error)
            error = result;
        if (--left == 0)
            done(error);
    }
};

IdsQuery::~IdsQuery()
{
    for (Listener &listener : m_listeners)
        listener.remove();
}

// Everything that may change the list: events at its path, below and above.
void IdsQuery::listen()
{
    if (!m_listeners.empty())
        return;
    const Model rootModel = *root->q;
    const auto changed = [this](const Event &) {
        update(false, [report = root->reporter(), name = hash.toString()](const Error &error) {
            report(error ? error.withContext(name) : error);
        });
    };
    for (qsizetype length = 2; length < source.size(); ++length)
        m_listeners.push_back(rootModel.on<Event>(source.mid(0, length), changed).keep());
    m_listeners.push_back(rootModel.on<Event>(source / Key(u"**"), changed).keep());
}

QList<Key> IdsQuery::readList() const
{
    QList<Key> list;
    const auto add = [&list](const Value &id) {
        if (id.isString() || id.isNumber())
            list.append(Key(id.toDisplayString()));
    };
    const Value value = root->get(source);
    if (value.isArray()) {
        for (const Value &id : value.elements())
            add(id);
    } else {
        add(value);
    }
    list.removeAll(Key());
    return list;
}

void IdsQuery::load(Callback done)
{
    listen();
    update(true, std::move(done));
}

void IdsQuery::follow(Callback done)
{
    m_following = true;
    m_failed = false;
    listen();
    update(false, std::move(done));
}

void IdsQuery::unfollow()
{
    if (!std::exchange(m_following, false))
        return;
    const Bulk bulk(root);
    for (const Key &id : m_members.keys()) {
        if (std::exchange(m_members[id].subscribed, false))
            root->loader->releaseQuerySubscription({collection, id}, manner());
    }
}

void IdsQuery::update(bool all, Callback done)
{
    m_wanted = readList();
    const QSet<Key> wanted(m_wanted.cbegin(), m_wanted.cend());
    QList<std::pair<Key, Member>> leaving;
    for (const Key &id : m_members.keys()) {
        if (!wanted.contains(id))
            leaving.append({id, m_members.take(id)});
    }

    const auto requests = std::make_shared<Requests>();
    requests->done = [this, keep = self.lock(), done = std::move(done)](const Error &error) {
        if (guard && isUsed())
            publish();
        done(error);
    };
    {
        const Bulk bulk(root);
        for (const Key &id : std::as_const(m_wanted))
            request(id, all, requests);
    }
    if (isReady && requests->left > 1) // what left does not wait for what comes
        publish();
    requests->answer({});

    if (leaving.isEmpty())
        return;
    const quint64 batch = ++m_lastBatch;
    m_leaving.insert(batch, leaving);
    root->loader->afterDelay([this, keep = self.lock(), batch] { leave(m_leaving.take(batch), manner()); });
}

void IdsQuery::request(const Key &id, bool again, const std::shared_ptr<Requests> &requests)
{
    const DocName name{collection, id};
    auto member = m_members.find(id);
    const bool isNew = member == m_members.end();
    if (isNew) {
        member = m_members.insert(id, {});
        root->loader->holdForQuery(name);
    }
    const bool subscribe = m_following && !member->subscribed;
    if (!subscribe && !isNew && (!again || requests->asked.contains(id)))
        return;
    if (subscribe)
        member->subscribed = true;
    requests->asked.insert(id);
    ++requests->left;
    const auto answered = [this, keep = self.lock(), id, requests](const Error &error) {
        if (const auto found = m_members.find(id); found != m_members.end()) {
            found->answered = true;
            if (error && std::exchange(found->subscribed, false)) {
                m_failed = true;
                root->loader->releaseQuerySubscription({collection, id}, manner());
            }
        }
        requests->answer(error);
    };
    if (subscribe)
        root->loader->holdQuerySubscription(name, answered);
    else
        root->remoteDoc(collection, id)->doc()->fetch(answered);
}

void IdsQuery::leave(const QList<std::pair<Key, Member>> &members, const Manner &manner)
{
    const Bulk bulk(root);
    for (const auto &[id, member] : members) {
        const DocName name{collection, id};
        root->loader->dropForQuery(name);
        if (member.subscribed)
            root->loader->releaseQuerySubscription(name, manner);
        else
            root->loader->maybeUnload(name, manner);
    }
}

void IdsQuery::publish()
{
    QList<Key> results;
    results.reserve(m_wanted.size());
    for (const Key &id : std::as_const(m_wanted)) {
        if (const auto member = m_members.constFind(id); member != m_members.cend() && member->answered)
            results.append(id);
    }
    model().setArrayDiff(ids, toValue(results));
    setReady();
}

void IdsQuery::holdResults(const QList<Key> &results)
{
    listen();
    m_wanted = results;
    for (const Key &id : results) {
        if (m_members.contains(id))
            continue;
        m_members.insert(id, {.answered = true});
        root->loader->holdForQuery({collection, id});
    }
}

void IdsQuery::letGo(const Value &, const Manner &manner)
{
    for (Listener &listener : m_listeners)
        listener.remove();
    m_listeners.clear();
    QList<std::pair<Key, Member>> all;
    for (const Key &id : std::exchange(m_wanted, {})) { // in their order, and each once
        if (const auto member = m_members.constFind(id); member != m_members.cend()) {
            all.append({id, *member});
            m_members.erase(member);
        }
    }
    leave(all, manner);
    for (const auto &batch : std::exchange(m_leaving, {}))
        leave(batch, manner);
}

} // namespace Racer
