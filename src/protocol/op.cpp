// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "fields_p.h"

namespace Racer {

namespace Protocol {

void setPayload(Value &object, const Op &op)
{
    const Names &n = names();
    switch (op.kind) {
    case Op::Kind::Noop:
        break;
    case Op::Kind::Edit:
        object.set(n.op, op.edit);
        break;
    case Op::Kind::Create: {
        Value create = Value::object();
        setIfNamed(create, n.type, op.createType);
        setIfDefined(create, n.data, op.createData);
        object.set(n.create, std::move(create));
        break;
    }
    case Op::Kind::Del:
        object.set(n.del, Value(true));
        break;
    }
}

void readPayload(const Value &object, Op &op)
{
    const Names &n = names();
    if (object.contains(n.op)) {
        op.kind = Op::Kind::Edit;
        op.edit = object.value(n.op);
    } else if (const Value &create = object.value(n.create); create.isTruthy()) {
        if (!create.isContainer())
            throw Error(ErrorCode::OtOpBadlyFormed, QStringLiteral("Create data must be an object"));
        if (!create.value(n.type).isString())
            throw Error(ErrorCode::OtOpBadlyFormed, QStringLiteral("Missing create type"));
        op.kind = Op::Kind::Create;
        op.createType = create.value(n.type).toKey();
        op.createData = create.value(n.data);
    } else if (const Value &del = object.value(n.del); del.isTruthy()) {
        if (!del.isBool())
            throw Error(ErrorCode::OtOpBadlyFormed, QStringLiteral("del value must be true"));
        op.kind = Op::Kind::Del;
    }
}

} // namespace Protocol

using namespace Protocol;

/*!
    \class Racer::Op
    \inmodule Racer
    \brief One change of one document: an edit, a creation, a deletion, or a step that changes nothing.

    It is the same value on its way to the server, in the op log and in pub/sub; a version is the one it applies to,
    so that the first op of a document has version 0. Counterpart of the op objects that ShareDB passes around.
    A value type: copies share their contents, any thread may use its own.
*/

/*!
    The form an op log keeps: src, seq, v, one of op, create and del, and m if there is any.
*/
Value Op::toStored() const
{
    const Names &n = names();
    Value value = Value::object();
    if (!src.isEmpty()) {
        value.set(n.src, Value(src));
        value.set(n.seq, Value(seq));
    }
    if (version != NoVersion)
        value.set(n.v, Value(version));
    setPayload(value, *this);
    if (!meta.isNullish())
        value.set(n.m, meta);
    return value;
}

/*!
    The form that pub/sub carries: without m, with the document's collection c and id d, and the projection i it was
    submitted through.
*/
Value Op::toPublished() const
{
    const Names &n = names();
    Value value = Value::object();
    if (!src.isEmpty()) {
        value.set(n.src, Value(src));
        value.set(n.seq, Value(seq));
    }
    value.set(n.v, versionToValue(version));
    setPayload(value, *this);
    value.set(n.c, Value(doc.collection));
    value.set(n.d, Value(doc.id));
    setIfNamed(value, n.i, projection);
    return value;
}

/*!
    Reads what toStored() and toPublished() make, and the ops inside messages. Throws ERR_OT_OP_BADLY_FORMED if
    \a value is not an object or its payload has a wrong shape.
*/
Op Op::fromValue(const Value &value)
{
    if (!value.isObject())
        throw Error(ErrorCode::OtOpBadlyFormed, QStringLiteral("Op must be an object"));
    const Names &n = names();
    Op op;
    readPayload(value, op);
    op.doc = {value.value(n.c).toKey(), value.value(n.d).toKey()};
    op.version = versionFromValue(value.value(n.v));
    op.src = value.value(n.src).toKey();
    op.seq = value.value(n.seq).toDouble();
    op.meta = value.value(n.m);
    op.extra = value.value(n.x);
    op.projection = value.value(n.i).toKey();
    return op;
}

/*!
    \class Racer::Snapshot
    \inmodule Racer
    \brief The state of a document at a version.

    Without a type the document does not exist; its data is then undefined. Counterpart of ShareDB's Snapshot.
*/

} // namespace Racer
