// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "loader_p.h"

#include <algorithm>

namespace Racer {

namespace {

void increase(Value &counts, const Key &name)
{
    counts.set(name, counts.value(name).toInteger() + 1);
}

void decrease(Value &counts, const Key &name)
{
    const qint64 count = counts.value(name).toInteger();
    if (count > 1)
        counts.set(name, count - 1);
    else
        counts.take(name);
}

} // namespace

Loader::ContextEntry &Loader::entry(const Key &context)
{
    ContextEntry &entry = m_contexts[context];
    if (entry.counts.id.isEmpty()) {
        entry.counts.id = context.isEmpty() ? Key(u"root") : context;
        entry.serial = ++m_nextSerial;
    }
    return entry;
}

void Loader::trimContext(const Key &context)
{
    const auto found = m_contexts.constFind(context);
    if (found != m_contexts.cend() && found->counts.isEmpty())
        m_contexts.erase(found);
}

void Loader::countDoc(const Key &context, Counts counts, const DocName &name)
{
    Value &all = entry(context).counts.*counts;
    Value *collection = all.edit(name.collection);
    if (!collection) {
        all.set(name.collection, Value::object());
        collection = all.edit(name.collection);
    }
    increase(*collection, name.id);
}

void Loader::uncountDoc(const Key &context, Counts counts, const DocName &name)
{
    const auto found = m_contexts.find(context);
    if (found == m_contexts.end())
        return;
    Value &all = found->counts.*counts;
    Value *collection = all.edit(name.collection);
    if (!collection)
        return;
    decrease(*collection, name.id);
    if (collection->isEmpty())
        all.take(name.collection);
    trimContext(context);
}

void Loader::countQuery(const Key &context, Counts counts, const Key &hash)
{
    increase(entry(context).counts.*counts, hash);
}

void Loader::uncountQuery(const Key &context, Counts counts, const Key &hash)
{
    const auto found = m_contexts.find(context);
    if (found == m_contexts.end())
        return;
    decrease(found->counts.*counts, hash);
    trimContext(context);
}

void Loader::uncountCreated(const DocName &name)
{
    const auto hold = m_docs.find(name);
    if (hold == m_docs.end() || !std::exchange(hold->isCreated, false))
        return;
    uncountDoc(std::exchange(hold->creator, {}), &Context::createdDocs, name);
    trim(name);
}

void Loader::removeFromContexts(const DocName &name)
{
    for (const Key &context : m_contexts.keys()) {
        for (const Counts counts : {&Context::fetchedDocs, &Context::subscribedDocs, &Context::createdDocs}) {
            for (;;) {
                const auto found = m_contexts.constFind(context);
                if (found == m_contexts.cend() || !(found->counts.*counts).value(name.collection).contains(name.id))
                    break;
                uncountDoc(context, counts, name);
            }
        }
    }
}

Context Loader::context(const Key &id) const
{
    Context none;
    none.id = id.isEmpty() ? Key(u"root") : id;
    const auto found = m_contexts.constFind(id);
    return found == m_contexts.cend() ? none : found->counts;
}

void Loader::unloadContext(const Key &id)
{
    const Context counts = context(id);
    for (const auto &[hash, count] : counts.fetchedQueries.members()) {
        const auto query = findQuery(hash);
        for (qint64 i = count.toInteger(); query && i > 0; --i)
            query->unfetch();
    }
    for (const auto &[hash, count] : counts.subscribedQueries.members()) {
        const auto query = findQuery(hash);
        for (qint64 i = count.toInteger(); query && i > 0; --i)
            query->unsubscribe();
    }
    forEachDoc(counts.fetchedDocs, [&](const DocName &name, qint64 count) {
        while (count-- > 0)
            unfetchDoc(id, name, {});
    });
    forEachDoc(counts.subscribedDocs, [&](const DocName &name, qint64 count) {
        while (count-- > 0)
            unsubscribeDoc(id, name, {});
    });
    forEachDoc(counts.createdDocs, [&](const DocName &name, qint64) {
        uncountCreated(name);
        maybeUnload(name, {});
    });
}

void Loader::unloadAll()
{
    for (const Key &id : contextsInOrder())
        unloadContext(id);
}

// As they came up.
QList<Key> Loader::contextsInOrder() const
{
    QList<Key> ids = m_contexts.keys();
    std::sort(ids.begin(), ids.end(), [this](const Key &a, const Key &b) {
        return m_contexts.constFind(a)->serial < m_contexts.constFind(b)->serial;
    });
    return ids;
}

} // namespace Racer
