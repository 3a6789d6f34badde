// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "references_p.h"
#include "rootmodel_p.h"

#include <Racer/filter.h>
#include <Racer/modelquery.h>

namespace Racer {

/*!
    \class Racer::RefOptions
    \inmodule Racer
    \brief How a ref follows its target.

    With \c updateIndices a ref to an element of an array stays with the element when others are inserted, removed or
    moved before it. When the element itself is removed the ref shows undefined, and refers to nothing until it is
    made again.
*/

/*!
    \class Racer::RefListOptions
    \inmodule Racer
    \brief How a refList treats its items.

    With \c deleteRemoved, an item that is removed from the list is deleted from the items, too.
*/

/*! \fn Model Model::ref(PathArg to, RefOptions options) const
    Makes the model's own path a ref to \a to, which is relative to it like any path. */

/*!
    Makes \a from show what is at \a to, from now on: get() below \a from returns what is below \a to, a write
    below \a from goes to \a to, and each event at, above or below \a to has its like at \a from, which comes first.
    An earlier ref or refList at \a from is replaced. Returns a model at \a from.

    Throws Error if \a from is not inside a local document, if \a to is the root, or if the ref would show itself, be
    it by way of others.

    Costs a lookup per event at \a to, whatever the size of the value: it is shared, not copied. Counterpart of
    Racer's \c ref.

    \sa removeRef(), refList(), dereference()
*/
Model Model::ref(PathArg from, PathArg to, RefOptions options) const
{
    const Path fromPath = m_root->resolve(*this, from);
    const Path toPath = m_root->resolve(*this, to);
    References &references = m_root->makeReferences();
    references.checkNew(u"ref", fromPath, {toPath});
    references.remove(fromPath);
    const Value value = m_root->get(toPath);
    set(scope(fromPath), value);
    references.refs.add(fromPath, toPath, options);
    references.catchUp(fromPath, toPath, value, m_passed);
    return scope(fromPath);
}

/*! Makes \a from show the results of \a query: ModelQuery::ref(). Returns a model at \a from. */
Model Model::ref(PathArg from, const std::shared_ptr<ModelQuery> &query) const
{
    const Model target = at(from);
    query->ref(target);
    return target;
}

/*! Makes \a from show the output of \a filter: Filter::ref(). Returns a model at \a from. */
Model Model::ref(PathArg from, const std::shared_ptr<Filter> &filter) const
{
    const Model target = at(from);
    filter->ref(target);
    return target;
}

/*! \fn Model Model::refList(PathArg to, PathArg ids, RefListOptions options) const
    Makes the model's own path a refList. */

/*!
    Makes \a from an array of those members of \a to that the array \a ids names, in its order; undefined for those that
    are not there. An id may occur several times. A change of any of the three changes the others: what is pushed to
    the list is stored under its id, or under a new one, and its id is pushed to \a ids; what is removed from the list
    stays among the members unless \c deleteRemoved is given. If \a to is a collection of the server, documents are
    created. Returns a model at \a from.

    What is written to the list must be objects, or values that \a to has already: all else is the mutation's error,
    and nothing is changed.

    An earlier ref or refList at \a from is replaced. Throws Error as ref() does.

    One changed item costs O(log n) per position it is shown at. Counterpart of Racer's \c refList.
*/
Model Model::refList(PathArg from, PathArg to, PathArg ids, RefListOptions options) const
{
    const Path fromPath = m_root->resolve(*this, from);
    const Path toPath = m_root->resolve(*this, to);
    const Path idsPath = m_root->resolve(*this, ids);
    References &references = m_root->makeReferences();
    references.checkNew(u"refList", fromPath, {toPath, idsPath});
    references.remove(fromPath);
    references.refLists.add(std::make_shared<RefList>(m_root, fromPath, toPath, idsPath, options));
    return scope(fromPath);
}

/*! Ends the ref or refList at exactly \a from, and deletes the value there. What it showed is left as it is. */
void Model::removeRef(PathArg from) const
{
    const Path path = m_root->resolve(*this, from);
    if (m_root->references)
        m_root->references->remove(path);
    del(scope(path));
}

/*! Ends all refs and refLists at \a from or below. The values that they show stay, and there are no events. */
void Model::removeAllRefs(PathArg from) const
{
    if (m_root->references)
        m_root->references->removeAll(m_root->resolve(*this, from));
}

/*! The path that a write to \a subpath really goes to: each ref and refList on the way is followed. It is \c {$null}
    if that leads nowhere. */
QString Model::dereference(PathArg subpath) const
{
    return m_root->dereferenced(m_root->resolve(*this, subpath)).toString();
}

References &RootModelPrivate::makeReferences()
{
    if (!references)
        references = std::make_unique<References>(this);
    return *references;
}

Path RootModelPrivate::dereferenced(const Path &path) const
{
    return references ? references->dereference(path) : path;
}

} // namespace Racer
