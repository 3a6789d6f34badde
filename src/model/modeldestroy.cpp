// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/model.h>

#include "rootmodel_p.h"

namespace Racer {

/*!
    Takes everything at \a subpath and below out of the model, without any event: listeners, refs, refLists, functions
    and filters that put their results there, this model's context listeners wherever they are, and the data. What is
    derived elsewhere goes on working, also what is made afterwards.

    Nothing is ever deleted on the server. Documents of remote collections are unloaded: what was counted for them is
    forgotten, also in contexts, and changes that wait for the server are sent all the same. A collection's queries go
    with it. A document that a query holds stays with it, and below a document of the server the data stays.

    Listeners with Listener::keep(), those of item models for example, stay, and are told of the change as if the
    value had been deleted. At the root \c $connection is written again.
*/
void Model::destroy(PathArg subpath) const
{
    const Path path = m_root->resolve(*this, subpath);
    Model target = silent();
    target.m_path = path;
    m_root->events.removeBelow(-1, path);
    target.removeAllRefs();
    target.stopAll();
    target.removeAllFilters();
    removeContextListeners();
    const Value previous = m_root->get(path);
    m_root->destroyData(path);
    m_root->events.tellKept(ChangeEvent(path, Passed(), m_root->get(path), previous));
}

/*!
    The object of all documents of the collection \a name, which is made if it is a local one and missing, without any
    event. The model's own path does not matter.
*/
Value Model::getOrCreateCollection(const Key &name) const
{
    if (RootModelPrivate::isLocal(name) && !m_root->local.value().contains(name))
        m_root->local.edit().set(name, Value::object());
    const Value collection = getCollection(name);
    return collection.isUndefined() ? Value::object() : collection;
}

/*!
    The document \a id of \a collection, which is made with \a data if there is none, without any event. The data of a
    remote document is a snapshot of the server's, \c {{v: version, data: …, type: name}}, as bundles have it; nothing is
    sent. Throws Error for a remote document without a connection.
*/
Value Model::getOrCreateDoc(const Key &collection, const Key &id, const Value &data) const
{
    m_root->getOrCreateDoc(collection, id, data);
    return getDoc(collection, id);
}

} // namespace Racer
