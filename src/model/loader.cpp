// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "loader_p.h"

#include "modelquery_p.h"

#include <Racer/json.h>

#include <QtCore/QTimer>

namespace Racer {

namespace {

// As Racer's sanitizeQuery: what JSON cannot carry becomes null.
Value sanitized(Value value)
{
    if (value.isUndefined())
        return nullptr;
    if (value.isArray()) {
        for (qsizetype i = 0; i < value.size(); ++i)
            value.set(i, sanitized(value.at(i)));
    } else if (value.isObject()) {
        for (const Key &key : value.keys())
            value.set(key, sanitized(value.value(key)));
    }
    return value;
}

} // namespace

bool Loader::countDown(Counts &counts, const DocName &name)
{
    const auto found = counts.find(name);
    if (found == counts.end())
        return false;
    if (--found.value() == 0)
        counts.erase(found);
    return true;
}

void Loader::afterDelay(std::function<void()> action)
{
    if (m_root->unloadDelay <= 0)
        action();
    else
        QTimer::singleShot(m_root->unloadDelay, m_root->q, std::move(action));
}

void Loader::fetchDoc(const Key &context, const DocName &name, Callback done)
{
    RemoteDoc *doc = m_root->remoteDoc(name.collection, name.id);
    ++m_fetched[name];
    ++m_contexts[context].fetched[name];
    doc->doc()->fetch(std::move(done));
}

void Loader::subscribeDoc(const Key &context, const DocName &name, Callback done)
{
    RemoteDoc *doc = m_root->remoteDoc(name.collection, name.id);
    ++m_subscribed[name];
    ++m_contexts[context].subscribed[name];
    if (m_root->fetchOnly)
        doc->doc()->fetch(std::move(done));
    else
        doc->doc()->subscribe(std::move(done));
}

void Loader::contextCountDown(const Key &context, Counts Context::*counts, const DocName &name,
                              std::function<void()> released)
{
    const auto found = m_contexts.find(context);
    if (found == m_contexts.end() || !countDown(found.value().*counts, name))
        return;
    if (found->fetched.isEmpty() && found->subscribed.isEmpty())
        m_contexts.erase(found);
    afterDelay(std::move(released));
}

void Loader::unfetchDoc(const Key &context, const DocName &name)
{
    contextCountDown(context, &Context::fetched, name, [this, name] {
        if (countDown(m_fetched, name) && !m_fetched.contains(name))
            maybeUnload(name, Passed());
    });
}

void Loader::unsubscribeDoc(const Key &context, const DocName &name)
{
    contextCountDown(context, &Context::subscribed, name, [this, name] {
        if (!countDown(m_subscribed, name) || m_subscribed.contains(name))
            return;
        if (RemoteDoc *doc = m_root->findRemote(name.collection, name.id); doc && !m_root->fetchOnly) {
            doc->doc()->unsubscribe([root = m_root, guard = QPointer(m_root->q)](const Error &error) {
                if (error && guard)
                    root->reportError(error);
            });
        }
        maybeUnload(name, Passed());
    });
}

void Loader::dropDoc(const DocName &name)
{
    static_cast<void>(countDown(m_heldByQueries, name)); // holding nothing is all right
}

void Loader::maybeUnload(const DocName &name, const Passed &passed)
{
    if (m_fetched.contains(name) || m_subscribed.contains(name) || m_heldByQueries.contains(name))
        return;
    RemoteDoc *doc = m_root->findRemote(name.collection, name.id);
    if (!doc)
        return;
    if (!doc->doc()->hasPending()) {
        m_root->unload(name, passed);
        return;
    }
    doc->doc()->whenNothingPending([this, name, passed, guard = QPointer(m_root->q)] {
        if (guard)
            maybeUnload(name, passed);
    });
}

std::shared_ptr<ModelQuery> Loader::query(const Key &context, const Key &collection, const Value &expression,
                                          const Value &options)
{
    const Value clean = sanitized(expression);
    const Value sent = options.isString() ? Value::object({{Key(u"db"), options}}) : options;
    const Value identity = Value::array({context.isEmpty() ? Value(u"root") : Value(context), Value(collection), clean,
                                         sent.isUndefined() ? Value(nullptr) : sent});
    const Key hash(QString::fromUtf8(Json::stringify(identity)).replace(u'.', u'|'));
    if (const auto known = m_queries.value(hash).lock())
        return known;
    // A listener of the query may drop the last reference while the query still runs.
    const std::shared_ptr<ModelQuery> created(new ModelQuery(m_root, collection, clean, sent, context, hash),
                                              [](ModelQuery *query) { query->deleteLater(); });
    created->d->self = created;
    if (m_queries.size() >= 64 && (m_queries.size() & (m_queries.size() - 1)) == 0)
        m_queries.removeIf([](const auto &entry) { return entry.value().expired(); });
    m_queries.insert(hash, created);
    return created;
}

void Loader::retain(const std::shared_ptr<ModelQuery> &query)
{
    m_retained.insert(query.get(), query);
}

void Loader::release(ModelQuery *query)
{
    m_retained.remove(query);
}

} // namespace Racer
