// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "rootmodel_p.h"

#include <Racer/modelquery.h>

#include <QtCore/QHash>

namespace Racer {

// What is loaded, how often, and by which context; unloads what nobody holds any more.
class Loader
{
public:
    explicit Loader(RootModelPrivate *root) : m_root(root) { }

    void fetchDoc(const Key &context, const DocName &name, Callback done);
    void subscribeDoc(const Key &context, const DocName &name, Callback done);
    void unfetchDoc(const Key &context, const DocName &name);
    void unsubscribeDoc(const Key &context, const DocName &name);
    void maybeUnload(const DocName &name, const Passed &passed);

    [[nodiscard]] std::shared_ptr<ModelQuery> query(const Key &context, const Key &collection, const Value &expression,
                                                    const Value &options);
    // A query with counts holds itself and its documents.
    void retain(const std::shared_ptr<ModelQuery> &query);
    void release(ModelQuery *query);
    // How often the queries hold a document.
    void holdDoc(const DocName &name) { ++m_heldByQueries[name]; }
    void dropDoc(const DocName &name);

    // Runs it after the model's unloadDelay.
    void afterDelay(std::function<void()> action);

private:
    using Counts = QHash<DocName, int>;
    struct Context
    {
        Counts fetched;
        Counts subscribed;
    };
    [[nodiscard]] static bool countDown(Counts &counts, const DocName &name); // false if it was 0
    void contextCountDown(const Key &context, Counts Context::*counts, const DocName &name,
                          std::function<void()> released);

    RootModelPrivate *const m_root;
    Counts m_fetched;
    Counts m_subscribed;
    Counts m_heldByQueries;
    QHash<Key, Context> m_contexts;
    QHash<Key, std::weak_ptr<ModelQuery>> m_queries;
    QHash<ModelQuery *, std::shared_ptr<ModelQuery>> m_retained;
};

} // namespace Racer
