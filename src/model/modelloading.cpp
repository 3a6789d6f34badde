// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/model.h>

#include "loader_p.h"
#include "rootmodel_p.h"

#include <QtCore/QStringBuilder>

namespace Racer {

namespace {

// Opens a bulk on the connection, so that everything asked for meanwhile goes in one message.
class Bulk
{
public:
    explicit Bulk(Connection *connection) : m_connection(connection)
    {
        if (m_connection)
            m_connection->startBulk();
    }
    ~Bulk()
    {
        if (m_connection)
            m_connection->endBulk();
    }
    Bulk(const Bulk &) = delete;

private:
    Connection *const m_connection;
};

// Loads or releases each item; "query" is told what to do with queries, "document" with the names of documents.
template<typename OnQuery, typename OnDocument>
Confirmation forEach(const Model &model, RootModelPrivate *root, const QList<Loadable> &items, QStringView method,
                     OnQuery &&query, OnDocument &&document)
{
    std::vector<Confirmation> parts;
    const Bulk bulk(root->connection);
    for (const Loadable &item : items) {
        if (item.query()) {
            parts.push_back(query(*item.query()));
            continue;
        }
        const Path path = root->resolve(model, item.path());
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

/*! Undoes one fetch() of each item. What nobody holds leaves the model after RootModel::unloadDelay. */
Confirmation Model::unfetch(const QList<Loadable> &items) const
{
    return forEach(*this, m_root, items, u"unfetch", [](ModelQuery &query) { return query.unfetch(); },
                   [this](const DocName &name, const Callback &done) {
                       m_root->loader->unfetchDoc(m_loadContext, name);
                       done(Error());
                   });
}

/*! Undoes one subscribe() of each item. What nobody holds leaves the model after RootModel::unloadDelay. */
Confirmation Model::unsubscribe(const QList<Loadable> &items) const
{
    return forEach(*this, m_root, items, u"unsubscribe", [](ModelQuery &query) { return query.unsubscribe(); },
                   [this](const DocName &name, const Callback &done) {
                       m_root->loader->unsubscribeDoc(m_loadContext, name);
                       done(Error());
                   });
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

} // namespace Racer
