// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelquery_p.h"

#include <Racer/json.h>

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

// The words that say what a query is, as one name for a document below $queries.
Key hashOf(std::initializer_list<Value> words)
{
    return Key(QString::fromUtf8(Json::stringify(Value::array(words))).replace(u'.', u'|'));
}

Value contextName(const Key &context)
{
    return context.isEmpty() ? Value(u"root") : Value(context);
}

} // namespace

std::shared_ptr<ModelQuery> Loader::query(const Key &context, const Key &collection, const Value &expression,
                                          const Value &options)
{
    const Value clean = sanitized(expression);
    const Value sent = options.isString() ? Value::object({{Key(u"db"), options}}) : options;
    const Key hash = hashOf({contextName(context), collection, clean, sent.isUndefined() ? Value(nullptr) : sent});
    if (const auto known = findQuery(hash))
        return known;
    auto priv = std::make_unique<ServerQuery>(m_root, context, collection, hash);
    priv->expression = clean;
    priv->options = sent;
    return add(std::move(priv));
}

std::shared_ptr<ModelQuery> Loader::idsQuery(const Key &context, const Key &collection, const Path &ids)
{
    // One word more than an expression has, so that none is the same.
    const Key hash = hashOf({contextName(context), collection, nullptr, nullptr, ids.toString()});
    if (const auto known = findQuery(hash))
        return known;
    auto priv = std::make_unique<IdsQuery>(m_root, context, collection, hash);
    priv->source = ids;
    return add(std::move(priv));
}

std::shared_ptr<ModelQuery> Loader::add(std::unique_ptr<ModelQueryPrivate> priv)
{
    const Key hash = priv->hash;
    priv->serial = ++m_nextSerial;
    // A listener of the query may drop the last reference while the query still runs.
    const std::shared_ptr<ModelQuery> created(new ModelQuery(std::move(priv)),
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
