// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "write_p.h"

#include <Racer/id.h>

#include <QtCore/QStringBuilder>

namespace Racer {

Write::Write(const Model &model, const Path &absolutePath, QStringView method)
    : path(absolutePath), m_model(model), m_root(model.m_root)
{
    if (path.size() < 2 || path.at(0).isEmpty() || path.at(1).isEmpty()) {
        throw Error(ErrorCode::InvalidPath,
                    method % u" must be performed under a collection and document id. Invalid path: "
                        % path.toString());
    }
    if (RootModelPrivate::isLocal(path.at(0))) {
        if (m_root->recorders.isEmpty())
            m_document = &m_local.emplace(m_root->local);
        else
            m_document = &m_recorded.emplace(*m_root, model.m_passed);
        return;
    }
    submission.path = &path;
    submission.passed = &model.m_passed;
    submission.root = m_root->q;
    submission.preventCompose = model.m_preventCompose;
    submission.loadContext = model.m_loadContext;
    m_document = m_root->remoteDoc(path.at(0), path.at(1));
}

Value Write::shown(const Value &value) const
{
    return path.size() == 2 && submission.root ? m_document->get(path) : value;
}

/*!
    Stores \a value at \a subpath and makes the missing parents: arrays where the next segment is all digits, else
    objects. Its value is the previous one.

    A scalar parent is an error in a local document; in a remote one the operation fails, and the document is loaded
    again.
*/
Mutation Model::set(PathArg subpath, Value value) const
{
    return Write::perform(*this, subpath, u"set", [&](Document &document, Write &write) {
        write.acceptValue(value);
        const bool wanted = write.wants(Event::Type::Change);
        Value previous = document.set(write.path, wanted ? value : std::move(value), write.submission);
        if (wanted)
            write.emitEvent(ChangeEvent(write.path, write.passed(), write.shown(value), previous));
        return previous;
    });
}

/*! Stores \a value where null or undefined is. Its value is what is there afterwards. */
Mutation Model::setNull(PathArg subpath, Value value) const
{
    return Write::perform(*this, subpath, u"setNull", [&](Document &document, Write &write) {
        Value current = document.get(write.path);
        if (!current.isNullish())
            return current;
        write.acceptValue(value);
        document.set(write.path, value, write.submission);
        write.emitIfWanted<ChangeEvent>(write.shown(value), current);
        return value;
    });
}

/*! Sets each member of \a object, element of an array, or UTF-16 unit of a string, below \a subpath. */
Mutation Model::setEach(PathArg subpath, const Value &object) const
{
    const Model target = at(subpath);
    const WriteScope oneWrite(m_root->recorders, m_passed);
    std::vector<Confirmation> parts;
    if (object.isArray()) {
        for (qsizetype i = 0; i < object.size(); ++i)
            parts.push_back(target.set(i, object.at(i)));
    } else if (object.isString()) {
        for (qsizetype i = 0; i < object.size(); ++i)
            parts.push_back(target.set(i, Value(object.stringView().mid(i, 1))));
    } else {
        for (const Key &key : object.keys())
            parts.push_back(target.set(Path({key}), object.value(key)));
    }
    return Mutation(Value(), m_root->all(std::move(parts)));
}

/*! Creates the document at \a subpath, which must be exactly a collection and an id. It is an error if it exists. */
Mutation Model::create(PathArg subpath, Value value) const
{
    const Path path = m_root->dereferenced(m_root->resolve(*this, subpath));
    if (path.size() != 2) {
        return Mutation(Value(), m_root->failed(Error(ErrorCode::InvalidPath,
                                                      u"create may only be used on a document path. Invalid path: "_qs
                                                          + path.toString())));
    }
    return Write::performAt(*this, path, u"create", [&](Document &document, Write &write) {
        write.acceptValue(value);
        document.create(write.path, value, write.submission);
        write.emitIfWanted<ChangeEvent>(write.shown(value), Value());
        return Value();
    });
}

/*! Creates the document at \a subpath unless there is one. */
Mutation Model::createNull(PathArg subpath, Value value) const
{
    const Path path = m_root->dereferenced(m_root->resolve(*this, subpath));
    const Value current = path.size() < 2 ? Value() : m_root->get(path.mid(0, 2));
    return current.isNullish() ? create(subpath, std::move(value)) : Mutation(Value());
}

/*!
    Adds \a object below \a subpath, a collection as a rule, under its own \c id, or under a new one if that is
    missing, empty or 0. Its value is the id. The stored object has the id as a member.
*/
Mutation Model::add(PathArg subpath, Value object) const
{
    if (!object.isObject()) {
        return Mutation(Value(), m_root->failed(Error(u"add requires an object value. Invalid value: "_qs
                                                      + object.toDisplayString())));
    }
    const Key idName(u"id");
    Value itemId = object.value(idName);
    if (!itemId.isTruthy()) {
        itemId = Value(createUuid());
        object.set(idName, itemId);
    }
    const Path path = m_root->dereferenced(m_root->resolve(*this, subpath) / Key(itemId.toDisplayString()));
    Mutation mutation = Write::performAt(*this, path, u"add", [&](Document &document, Write &write) {
        Value previous;
        if (write.path.size() == 2)
            document.create(write.path, object, write.submission);
        else
            previous = document.set(write.path, object, write.submission);
        write.emitIfWanted<ChangeEvent>(object, std::move(previous));
        return Value();
    });
    return Mutation(std::move(itemId), std::move(mutation)); // the id even if it failed, as in Racer
}

/*!
    Deletes the value at \a subpath. Its value is the previous one. There is a change event even if nothing was there.
    An element of a local array leaves a hole; one of a remote document's array is removed.
*/
Mutation Model::del(PathArg subpath) const
{
    return Write::perform(*this, subpath, u"del", [&](Document &document, Write &write) {
        Value nothing;
        write.acceptValue(nothing);
        DelOutcome outcome = document.del(write.path, write.submission);
        if (!outcome.removedElement)
            write.emitIfWanted<ChangeEvent>(Value(), outcome.previous);
        else if (write.wants(Event::Type::Remove))
            write.emitEvent(RemoveEvent(write.path.parent(), write.passed(), write.path.last().toIndex(),
                                        Value::array({outcome.previous})));
        return std::move(outcome.previous);
    });
}

/*! Adds \a by to the number at \a subpath; null and undefined count as 0. Its value is the new number. */
Mutation Model::increment(PathArg subpath, double by) const
{
    return Write::perform(*this, subpath, u"increment", [&](Document &document, Write &write) {
        const double number = document.increment(write.path, by, write.submission);
        write.emitIfWanted<ChangeEvent>(Value(number), Value(number - by));
        return Value(number);
    });
}

} // namespace Racer
