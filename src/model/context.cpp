// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/context.h>

namespace Racer {

/*!
    \class Racer::Context
    \inmodule Racer
    \brief What the models of one loading context have loaded and created.

    Made by Model::getOrCreateContext() as a picture of the moment; it does not change afterwards, and changing it
    changes nothing in the model. \c fetchedDocs, \c subscribedDocs and \c createdDocs are
    \c {{collection: {id: count}}}; \c fetchedQueries and \c subscribedQueries are \c {{hash: count}}.

    Counterpart of Racer's Context.
*/

/*! True if nothing is counted. */
bool Context::isEmpty() const noexcept
{
    return fetchedDocs.isEmpty() && subscribedDocs.isEmpty() && createdDocs.isEmpty() && fetchedQueries.isEmpty()
        && subscribedQueries.isEmpty();
}

/*! The documents' counts as a bundle has them, without what is empty; undefined if no document is counted. */
Value Context::toValue() const
{
    Value result;
    const auto add = [&result](const Key &name, const Value &counts) {
        if (counts.isEmpty())
            return;
        if (result.isUndefined())
            result = Value::object();
        result.set(name, counts);
    };
    add(Key(u"fetchedDocs"), fetchedDocs);
    add(Key(u"subscribedDocs"), subscribedDocs);
    add(Key(u"createdDocs"), createdDocs);
    return result;
}

} // namespace Racer
