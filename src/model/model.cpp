// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/model.h>

#include "loader_p.h"
#include "rootmodel_p.h"

#include <Racer/id.h>

namespace Racer {

/*!
    \class Racer::PathArg
    \inmodule Racer
    \brief A path as an argument of a Model's methods: text, an index, a Path, or another model.

    All but a model are relative to the model that is called. A PathArg refers to what it was made from and is
    meant for the one call.
*/

PathArg::PathArg(const Model &model) noexcept : m_segments(&model.m_path), m_kind(Kind::Absolute) { }

/*!
    \class Racer::Model
    \inmodule Racer
    \brief A place in the data of a RootModel, from which it is read, written, watched and loaded.

    A model is a light value: copy it, keep it, pass it on. It has a path, and a way to write: with passed values,
    silently, uncomposed. Every method that reads or writes takes a path relative to the model's own, or works on the
    model's own path where it is left out.

    The first segment of a path names a collection, the second a document, the rest goes into it. Collections whose
    names begin with \c _ or \c $ are local; all others are documents of the server.

    get() returns snapshots: changing one never changes the model.

    Mutators return a Mutation, with the value that Racer's mutator returns and the server's confirmation. They never
    throw; what is wrong with the arguments or with the data is reported as the confirmation's error, before
    anything has changed.

    Models belong to the thread of their root model, and must not be used after it. Counterpart of Racer's Model
    and ChildModel.
*/

/*! \fn bool Model::isValid() const
    False for a default-constructed model, which may only be assigned to. */

/*! The root model. */
RootModel *Model::root() const noexcept
{
    return m_root ? m_root->q : nullptr;
}

/*! A model at \a subpath. Counterpart of Racer's \c at; several segments may be given. */
Model Model::at(PathArg subpath) const
{
    Model model = *this;
    model.m_path = m_root->resolve(*this, subpath);
    return model;
}

/*! A model at the absolute \a path, writing in the same way as this one. */
Model Model::scope(PathArg path) const
{
    Model model = *this;
    model.m_path = Path();
    model.m_path = m_root->resolve(model, path);
    return model;
}

/*! A model \a levels segments further up, at most at the root. */
Model Model::parent(int levels) const
{
    Model model = *this;
    model.m_path = m_path.parent(levels);
    return model;
}

/*! The absolute path of \a subpath as text. */
QString Model::path(PathArg subpath) const
{
    return m_root->resolve(*this, subpath).toString();
}

/*! The absolute path of \a subpath. */
Path Model::segments(PathArg subpath) const
{
    return m_root->resolve(*this, subpath);
}

/*! The last segment of \a subpath, of the model's own path without one; empty at the root. */
QString Model::leaf(PathArg subpath) const
{
    const Path path = subpath.isEmpty() ? m_path : m_root->resolve(scope(), subpath);
    return path.isRoot() ? QString() : path.last().toString();
}

/*! True if \a value can stand for a path: text, a number, null or undefined. */
bool Model::isPath(const Value &value)
{
    return value.isNullish() || value.isString() || value.isNumber();
}

/*! A new random id, a UUID of 36 characters. */
QString Model::id()
{
    return createUuid();
}

/*!
    A model whose events carry the members of \a object as Passed::values, together with those it passes already.
    The new ones win, or with \a invert the old ones. They are never sent to the server.
*/
Model Model::pass(const Value &object, bool invert) const
{
    Model model = *this;
    Value first = invert ? object : m_passed.values;
    const Value &second = invert ? m_passed.values : object;
    if (!first.isObject())
        first = Value::object();
    for (const Key &key : second.keys())
        first.set(key, second.value(key));
    model.m_passed.values = std::move(first);
    return model;
}

/*! A model whose changes make no events, or with \a silent false one whose changes make them again. Changes of remote
    documents are sent all the same, and other clients see ordinary events. */
Model Model::silent(bool silent) const
{
    Model model = *this;
    model.m_silent = silent;
    return model;
}

/*! A model whose operations are sent one by one, and not composed with their neighbours. */
Model Model::preventCompose() const
{
    Model model = *this;
    model.m_preventCompose = true;
    return model;
}

/*! A model whose operations may be composed, as is the default. */
Model Model::allowCompose() const
{
    Model model = *this;
    model.m_preventCompose = false;
    return model;
}

/*! A model whose listeners belong to the context \a id: removeContextListeners() on it removes them all. */
Model Model::eventContext(const Key &id) const
{
    Model model = *this;
    model.m_eventContext = id;
    return model;
}

/*!
    The value at \a subpath, as a snapshot. Undefined where nothing is; null below a null. "length" of arrays and
    strings is their size. Remote documents that are objects have their id as \c id.
*/
Value Model::get(PathArg subpath) const
{
    if (subpath.kind() == PathArg::Kind::Text && !subpath.isEmpty())
        return m_root->get(m_path, subpath.text());
    Path storage;
    return m_root->get(m_root->resolve(*this, subpath, storage));
}

/*! The value at \a subpath, or \a defaultValue where it is null or undefined. */
Value Model::getOrDefault(PathArg subpath, const Value &defaultValue) const
{
    Value value = get(subpath);
    return value.isNullish() ? defaultValue : value;
}

/*! The value at \a subpath. Throws Error ("No value at path …") where it is null or undefined. */
Value Model::getOrThrow(PathArg subpath) const
{
    Value value = get(subpath);
    if (value.isNullish())
        throw Error(u"No value at path "_qs + path(subpath));
    return value;
}

/*! The elements or members' values at \a subpath; none for null and undefined. Throws Error for scalars. */
QList<Value> Model::getValues(PathArg subpath) const
{
    const Value value = get(subpath);
    QList<Value> values;
    if (value.isNullish())
        return values;
    if (!value.isContainer())
        throw Error(u"Found non-object type for getValues('"_qs + path(subpath) + u"')"_qs);
    values.reserve(value.size());
    if (value.isArray()) {
        for (qsizetype i = 0; i < value.size(); ++i)
            values.append(value.at(i));
    } else {
        for (const Key &key : value.keys())
            values.append(value.value(key));
    }
    return values;
}

/*! All documents of the collection \a name, whatever the model's own path. */
Value Model::getCollection(const Key &name) const
{
    return m_root->get(Path({name}));
}

/*! The document \a id of \a collection, whatever the model's own path. */
Value Model::getDoc(const Key &collection, const Key &id) const
{
    return RootModelPrivate::isLocal(collection) ? m_root->get(Path({collection, id}))
                                                 : m_root->remoteData(collection, id);
}

} // namespace Racer
