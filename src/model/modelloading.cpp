// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/model.h>

#include "loader_p.h"
#include "rootmodel_p.h"

#include <QtCore/QStringBuilder>

namespace Racer {

namespace {

// Loads or releases each item; "query" is told what to do with queries, "document" with the names of documents.
template<typename OnQuery, typename OnDocument>
Confirmation forEach(const Model &model, RootModelPrivate *root, const QList<Loadable> &items, QStringView method,
                     OnQuery &&query, OnDocument &&document)
{
    std::vector<Confirmation> parts;
    const Bulk bulk(root);
    for (const Loadable &item : items) {
        if (item.query()) {
            parts.push_back(query(*item.query()));
            continue;
        }
        const Path path = root->dereferenced(root->resolve(model, item.path()));
        if (path.size() != 2) {
            parts.push_back(root->failed(
                Error(ErrorCode::InvalidPath, u"Cannot " % method % u" to path: " % path.toString())));
            continue;
        }
        if (RootModelPrivate::isLocal(path.first()))
            continue;
        try {
            const auto state = root->newConfirmation();
            document(DocName{path.at(0), path.at(1)}, detail::ConfirmationState::callback(state));
            parts.emplace_back(state);
        } catch (const Error &error) {
            parts.push_back(root->failed(error));
        }
    }
    return root->all(std::move(parts));
}

} // namespace

/*!
    \class Racer::Loadable
    \inmodule Racer
    \brief Something that fetch() and subscribe() load: a document's path, a model at one, or a query.
*/

/*!
    Loads documents and queries once. Everything is asked for in one message; the confirmation comes when all of it is
    there, or with the first error. A document that does not exist is no error. Each fetch is undone by one unfetch().
    Paths must be those of documents; local ones need no loading.
*/
Confirmation Model::fetch(const QList<Loadable> &items) const
{
    return forEach(*this, m_root, items, u"fetch", [](ModelQuery &query) { return query.fetch(); },
                   [this](const DocName &name, Callback done) {
                       m_root->loader->fetchDoc(m_loadContext, name, std::move(done));
                   });
}

/*! Loads documents and queries and follows their changes, until as many calls of unsubscribe(). */
Confirmation Model::subscribe(const QList<Loadable> &items) const
{
    return forEach(*this, m_root, items, u"subscribe", [](ModelQuery &query) { return query.subscribe(); },
                   [this](const DocName &name, Callback done) {
                       m_root->loader->subscribeDoc(m_loadContext, name, std::move(done));
                   });
}

/*! Undoes one fetch() of each item. What nobody holds leaves the model after RootModel::unloadDelay. Confirmed then. */
Confirmation Model::unfetch(const QList<Loadable> &items) const
{
    return forEach(*this, m_root, items, u"unfetch", [](ModelQuery &query) { return query.unfetch(); },
                   [this](const DocName &name, const Callback &done) {
                       unfetchDoc(name.collection, name.id).then(done);
                   });
}

/*! Undoes one subscribe() of each item. What nobody holds leaves the model after RootModel::unloadDelay. Confirmed
    then. */
Confirmation Model::unsubscribe(const QList<Loadable> &items) const
{
    return forEach(*this, m_root, items, u"unsubscribe", [](ModelQuery &query) { return query.unsubscribe(); },
                   [this](const DocName &name, const Callback &done) {
                       unsubscribeDoc(name.collection, name.id).then(done);
                   });
}

/*! Loads the document \a id of \a collection once. Undone by unfetchDoc(). The model's path does not matter, and there
    is nothing to do for a local document. */
Confirmation Model::fetchDoc(const Key &collection, const Key &id) const
{
    return fetch(Loadable(scope(Path({collection, id}))));
}

/*! Loads the document \a id of \a collection and follows it. Undone by unsubscribeDoc(), also where it fails. */
Confirmation Model::subscribeDoc(const Key &collection, const Key &id) const
{
    return subscribe(Loadable(scope(Path({collection, id}))));
}

/*! Undoes one fetchDoc() or fetch() of the document. Tells how many are left, in all contexts together. */
Release Model::unfetchDoc(const Key &collection, const Key &id) const
{
    return m_root->loader->unfetchDoc(m_loadContext, {collection, id}, {m_passed, m_silent});
}

/*! Undoes one subscribeDoc() or subscribe() of the document. Tells how many are left, in all contexts together. */
Release Model::unsubscribeDoc(const Key &collection, const Key &id) const
{
    return m_root->loader->unsubscribeDoc(m_loadContext, {collection, id}, {m_passed, m_silent});
}

/*!
    The query for the documents of \a collection that match \a expression, in the query language of the server's
    database. \a options go to the server; a string names a database. The model's path does not matter. Equal
    arguments give the same object as long as somebody holds it or it is loaded.
*/
std::shared_ptr<ModelQuery> Model::query(const Key &collection, const Value &expression, const Value &options) const
{
    return m_root->loader->query(m_loadContext, collection, expression, options);
}

/*!
    A query for the documents of \a collection whose ids are listed at \a ids, a path or a model: an array of strings,
    or a single one; of a ref, a refList's ids, a filter's ids, as much as of plain data. While it is fetched or
    subscribed it follows that list: documents that enter are loaded, all of one change in one message, and are among
    the results once they are there; those that leave are released after RootModel::unloadDelay. A document that does
    not exist counts as loaded. Everything else is as for query(). Silent changes of the list are not seen before the
    next one.

    No counterpart in Racer 2; queries by path of older versions did this.
*/
std::shared_ptr<ModelQuery> Model::idsQuery(const Key &collection, PathArg ids) const
{
    return m_root->loader->idsQuery(m_loadContext, collection, m_root->resolve(*this, ids));
}

/*!
    A model at the same path whose loading is booked under the context \a id: what it and models made from it fetch,
    subscribe and create is given back together by unload(). Contexts are known to the whole root model; that of
    models without any is "root".
*/
Model Model::context(const Key &id) const
{
    Model model = *this;
    model.m_loadContext = id == QStringView(u"root") ? Key() : id;
    return model;
}

/*! What is booked under the context \a id now; empty for an unknown one. Never undefined, hence the name that Racer has
    for it. */
Context Model::getOrCreateContext(const Key &id) const
{
    return m_root->loader->context(id == QStringView(u"root") ? Key() : id);
}

/*!
    Gives back everything that was loaded through models of this model's context, as often as it was, and lets go of the
    documents that were created through them. What another context or a query holds stays, and a document whose changes
    wait for the server stays until they are acknowledged.
*/
void Model::unload() const
{
    m_root->loader->unloadContext(m_loadContext);
}

/*! The same for the context \a contextId; for the model's own if that is empty. */
void Model::unload(const Key &contextId) const
{
    if (contextId.isEmpty())
        return unload();
    m_root->loader->unloadContext(contextId == QStringView(u"root") ? Key() : contextId);
}

/*! The same for all contexts, in the order in which they came up. */
void Model::unloadAll() const
{
    m_root->loader->unloadAll();
}

} // namespace Racer
