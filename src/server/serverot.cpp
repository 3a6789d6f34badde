// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "serverot_p.h"

#include <Racer/id.h>
#include <Racer/ottype.h>
#include <Racer/valueranges.h>

#include <algorithm>

namespace Racer::ServerOt {

namespace {

const OtType *requireType(const Key &uri)
{
    if (const OtType *type = OtTypes::find(uri.view()))
        return type;
    throw Error(ErrorCode::DocTypeNotRecognized, QStringLiteral("Unknown type"));
}

void applyEdit(Snapshot &snapshot, const Op &op)
{
    if (!snapshot.exists())
        throw Error(ErrorCode::DocDoesNotExist, QStringLiteral("Document does not exist"));
    if (op.edit.isUndefined())
        throw Error(ErrorCode::OtOpNotProvided, QStringLiteral("Missing op"));
    const OtType *type = requireType(snapshot.type);
    Value data = snapshot.data;
    try {
        type->apply(data, op.edit);
    } catch (const Error &error) {
        throw Error(ErrorCode::OtOpNotApplied, error.message());
    }
    snapshot.data = std::move(data);
}

// How many containers are inside each other, counted up to "limit" + 1.
int depthOf(const Value &value, int limit)
{
    if (!value.isContainer())
        return 0;
    int deepest = 0;
    const auto look = [&](const Value &child) { deepest = std::max(deepest, depthOf(child, limit - 1)); };
    if (limit > 0) {
        for (const Value &element : value.elements())
            look(element);
        for (const auto &[key, member] : value.members())
            look(member);
    }
    return deepest + 1;
}

} // namespace

void transform(const Key &type, Op &op, const Op &committed)
{
    using Kind = Op::Kind;
    if (op.version != NoVersion && op.version != committed.version)
        throw Error(ErrorCode::OpVersionMismatchDuringTransform, QStringLiteral("Version mismatch"));

    if (committed.kind == Kind::Del) {
        if (op.kind == Kind::Create || op.kind == Kind::Edit)
            throw Error(ErrorCode::DocWasDeleted, QStringLiteral("Document was deleted"));
    } else if ((committed.kind == Kind::Create && op.kind != Kind::Noop)
               || (committed.kind == Kind::Edit && op.kind == Kind::Create)) {
        throw Error(ErrorCode::DocAlreadyCreated, QStringLiteral("Document was created remotely"));
    } else if (committed.kind == Kind::Edit && op.kind == Kind::Edit) {
        if (type.isEmpty())
            throw Error(ErrorCode::DocDoesNotExist, QStringLiteral("Document does not exist"));
        op.edit = requireType(type)->transform(op.edit, committed.edit, OtType::Side::Left);
    }
    if (op.version != NoVersion)
        ++op.version;
}

void apply(Snapshot &snapshot, const Op &op)
{
    if (op.version != NoVersion && op.version != snapshot.version)
        throw Error(ErrorCode::ApplyOpVersionDoesNotMatchSnapshot, QStringLiteral("Version mismatch"));
    switch (op.kind) {
    case Op::Kind::Create: {
        if (snapshot.exists())
            throw Error(ErrorCode::DocAlreadyCreated, QStringLiteral("Document already exists"));
        const OtType *type = requireType(op.createType);
        snapshot.data = type->create(op.createData);
        snapshot.type = Key(type->uri());
        break;
    }
    case Op::Kind::Del:
        snapshot.data = {};
        snapshot.type = {};
        break;
    case Op::Kind::Edit:
        applyEdit(snapshot, op);
        break;
    case Op::Kind::Noop:
        break;
    }
    ++snapshot.version;
}

void checkDepth(const Key &type, const Op &op, int maxDepth)
{
    static const Key path(u"p");
    static const Key objectInsert(u"oi");
    static const Key listInsert(u"li");
    bool tooDeep = false;
    if (op.kind == Op::Kind::Create) {
        tooDeep = depthOf(op.createData, maxDepth) > maxDepth;
    } else if (op.kind == Op::Kind::Edit && type.view() == OtTypes::json0()->uri()) {
        for (const Value &component : op.edit.elements()) {
            const int above = int(std::min<qsizetype>(component.value(path).size(), maxDepth));
            const auto below = [&](const Key &key) { return depthOf(component.value(key), maxDepth - above); };
            tooDeep = tooDeep || above + std::max(below(objectInsert), below(listInsert)) > maxDepth;
        }
    } else if (op.kind == Op::Kind::Edit) {
        tooDeep = depthOf(op.edit, maxDepth) > maxDepth;
    }
    if (tooDeep) {
        throw Error(ErrorCode::LimitExceeded,
                    QStringLiteral("The document would be nested deeper than %1 levels").arg(maxDepth));
    }
}

qsizetype approximateSize(const Value &value)
{
    qsizetype size = sizeof(Value);
    if (value.isString()) {
        size += 12 + 2 * value.size();
    } else if (value.isArray()) {
        for (const Value &element : value.elements())
            size += approximateSize(element);
    } else if (value.isObject()) {
        for (const auto &[key, member] : value.members())
            size += qsizetype(sizeof(Key)) + approximateSize(member);
    }
    return size;
}

} // namespace Racer::ServerOt
