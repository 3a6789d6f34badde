// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "write_p.h"

namespace Racer {

/*! Appends \a value to the array at \a subpath, which is made if it is missing. Its value is the new length. */
Mutation Model::push(PathArg subpath, Value value) const
{
    return Write::perform<References::Target::Array>(*this, subpath, u"push", [&](Document &document, Write &write) {
        write.acceptElement(value);
        const bool wanted = write.wants(Event::Type::Insert);
        Value values = wanted ? Value::array({value}) : Value();
        const qsizetype index = document.push(write.path, std::move(value), write.submission);
        if (wanted)
            write.emitEvent(InsertEvent(write.path, write.passed(), index, std::move(values)));
        return Value(index + 1);
    });
}

/*! Inserts \a value at the front of the array at \a subpath. Its value is the new length. */
Mutation Model::unshift(PathArg subpath, Value value) const
{
    return Write::perform<References::Target::Array>(*this, subpath, u"unshift", [&](Document &document, Write &write) {
        write.acceptElement(value);
        const bool wanted = write.wants(Event::Type::Insert);
        Value values = wanted ? Value::array({value}) : Value();
        const qsizetype length = document.unshift(write.path, std::move(value), write.submission);
        if (wanted)
            write.emitEvent(InsertEvent(write.path, write.passed(), 0, std::move(values)));
        return Value(length);
    });
}

/*!
    Inserts the elements of \a values, or \a values itself if it is no array, at \a index of the array at \a subpath.
    An index counts from the end if it is negative, and is cut to the array's length. Its value is the new length.
*/
Mutation Model::insert(PathArg subpath, qsizetype index, Value values) const
{
    return Write::perform<References::Target::Array>(*this, subpath, u"insert", [&](Document &document, Write &write) {
        Value list = values.isArray() ? std::move(values) : Value::array({std::move(values)});
        write.acceptElements(list);
        const qsizetype length = document.insert(write.path, index, list, write.submission);
        write.emitIfWanted<InsertEvent>(index, list);
        return Value(length);
    });
}

/*! Takes the last element of the array at \a subpath, which is its value; undefined if there is none. */
Mutation Model::pop(PathArg subpath) const
{
    return Write::perform<References::Target::Array>(*this, subpath, u"pop", [&](Document &document, Write &write) {
        qsizetype length = 0;
        Value item = document.pop(write.path, length, write.submission);
        if (length && write.wants(Event::Type::Remove))
            write.emitEvent(RemoveEvent(write.path, write.passed(), length - 1, Value::array({item})));
        return item;
    });
}

/*! Takes the first element of the array at \a subpath, which is its value; undefined if there is none. */
Mutation Model::shift(PathArg subpath) const
{
    return Write::perform<References::Target::Array>(*this, subpath, u"shift", [&](Document &document, Write &write) {
        qsizetype length = 0;
        Value item = document.shift(write.path, length, write.submission);
        if (length && write.wants(Event::Type::Remove))
            write.emitEvent(RemoveEvent(write.path, write.passed(), 0, Value::array({item})));
        return item;
    });
}

/*! Removes the element that the model's own path ends at. */
Mutation Model::remove() const
{
    const qsizetype index = m_path.isRoot() ? -1 : m_path.last().toIndex();
    if (index < 0) {
        const QString message = u"remove needs an index. Invalid path: "_qs + m_path.toString();
        return Mutation(Value(), m_root->failed(Error(ErrorCode::InvalidPath, message)));
    }
    return parent().remove(index);
}

/*! Removes up to \a howMany elements at \a index of the array at \a subpath. Its value is the array of them. */
Mutation Model::remove(PathArg subpath, qsizetype index, qsizetype howMany) const
{
    return Write::perform<References::Target::Array>(*this, subpath, u"remove", [&](Document &document, Write &write) {
        Value removed = document.remove(write.path, index, howMany, write.submission);
        write.emitIfWanted<RemoveEvent>(index, removed);
        return removed;
    });
}

/*!
    Takes \a howMany elements at \a from of the array at \a subpath and puts them back at \a to, which counts after
    the removal. Negative indexes count from the end. Its value is the array of the moved elements.
*/
Mutation Model::move(PathArg subpath, qsizetype from, qsizetype to, qsizetype howMany) const
{
    return Write::perform<References::Target::Array>(*this, subpath, u"move", [&](Document &document, Write &write) {
        MoveOutcome outcome = document.move(write.path, from, to, howMany, write.submission);
        write.emitIfWanted<MoveEvent>(outcome.from, outcome.to, outcome.moved.size());
        return std::move(outcome.moved);
    });
}

/*!
    Inserts \a text at \a index of the string at \a subpath, counted in UTF-16 units. A missing string is made of the
    text alone. Others who edit the same string merge. The change event passes \c $stringInsert.
*/
Mutation Model::stringInsert(PathArg subpath, qsizetype index, QStringView text) const
{
    return Write::perform(*this, subpath, u"stringInsert", [&](Document &document, Write &write) {
        const Value previous = document.stringInsert(write.path, index, text, write.submission);
        if (write.wants(Event::Type::Change)) {
            const Value how = Value::object({{Key(u"index"), index}, {Key(u"text"), Value(text)}});
            write.emitEvent(ChangeEvent(write.path, write.passed().with(Key(u"$stringInsert"), how),
                                        document.get(write.path), previous));
        }
        return Value();
    });
}

/*! Removes \a howMany UTF-16 units at \a index of the string at \a subpath. The change event passes
    \c $stringRemove. */
Mutation Model::stringRemove(PathArg subpath, qsizetype index, qsizetype howMany) const
{
    return Write::perform(*this, subpath, u"stringRemove", [&](Document &document, Write &write) {
        const Value previous = document.stringRemove(write.path, index, howMany, write.submission);
        if (write.wants(Event::Type::Change)) {
            const Value how = Value::object({{Key(u"index"), index}, {Key(u"howMany"), howMany}});
            write.emitEvent(ChangeEvent(write.path, write.passed().with(Key(u"$stringRemove"), how),
                                        document.get(write.path), previous));
        }
        return Value();
    });
}

/*! Submits \a op of the embedded \a type to the value at \a subpath of a remote document. Its value is the previous
    one. The change event passes \c $subtype and has no previous value. */
Mutation Model::subtypeSubmit(PathArg subpath, const Key &type, const Value &op) const
{
    return Write::perform(*this, subpath, u"subtypeSubmit", [&](Document &document, Write &write) {
        Value previous = document.subtypeSubmit(write.path, type, op, write.submission);
        if (write.wants(Event::Type::Change)) {
            const Value how = Value::object({{Key(u"type"), Value(type)}, {Key(u"op"), op}});
            write.emitEvent(ChangeEvent(write.path, write.passed().with(Key(u"$subtype"), how),
                                        document.get(write.path), Value()));
        }
        return previous;
    });
}

} // namespace Racer
