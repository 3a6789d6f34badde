// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/projection.h>

#include <Racer/ottype.h>
#include <Racer/valueranges.h>

#include <algorithm>

namespace Racer {

/*!
    \class Racer::Projection
    \inmodule Racer
    \brief A second name for a collection, under which only some top-level fields exist.

    Made by Backend::addProjection(). Only json0 documents can be read through one. Counterpart of ShareDB's
    projections.
*/

namespace {

bool isJson0(const Key &type)
{
    return OtTypes::find(type.view()) == OtTypes::json0();
}

} // namespace

/*! The members of \a data that are listed; null for anything that is not an object. */
Value Projection::projectData(const Value &data) const
{
    if (data.isNullish())
        return data;
    if (!data.isObject())
        return nullptr;
    Value result = Value::object();
    for (const auto &[key, member] : data.members()) {
        if (m_fields.contains(key))
            result.set(key, member);
    }
    return result;
}

/*! Leaves of \a snapshot what a reader may see. Throws Error (ERR_TYPE_CANNOT_BE_PROJECTED). */
void Projection::projectSnapshot(Snapshot &snapshot) const
{
    if (snapshot.exists() && !isJson0(snapshot.type)) {
        throw Error(ErrorCode::TypeCannotBeProjected,
                    QStringLiteral("Cannot project snapshots of type %1").arg(snapshot.type.toString()));
    }
    snapshot.data = projectData(snapshot.data);
}

/*! Leaves of \a op what a reader may see; an edit may end up empty, which still counts a version. */
void Projection::projectOp(Op &op) const
{
    static const Key path(u"p"), od(u"od"), oi(u"oi");
    if (op.kind == Op::Kind::Create) {
        if (!op.createType.isEmpty() && !isJson0(op.createType)) {
            throw Error(ErrorCode::TypeCannotBeProjected,
                        QStringLiteral("Cannot project snapshots of type %1").arg(op.createType.toString()));
        }
        op.createData = projectData(op.createData);
    } else if (op.kind == Op::Kind::Edit) {
        Value result = Value::array();
        for (const Value &component : op.edit.elements()) {
            const Value &segments = component.value(path);
            if (!segments.isEmpty()) {
                if (isFieldAllowed(segments.at(0)))
                    result.append(component);
                continue;
            }
            Value root = Value::object({{path, Value::array()}});
            for (const Key &key : {od, oi}) {
                if (component.contains(key))
                    root.set(key, projectData(component.value(key)));
            }
            if (root.size() > 1)
                result.append(std::move(root));
        }
        op.edit = std::move(result);
    }
}

/*! Whether \a op changes nothing but listed fields of a document of \a type. */
bool Projection::isOpAllowed(const Key &type, const Op &op) const
{
    if (op.kind == Op::Kind::Create) {
        if (!op.createType.isEmpty() && !isJson0(op.createType))
            return false;
        if (op.createData.isNullish())
            return true;
        if (!op.createData.isObject())
            return false;
        const auto members = op.createData.members();
        return std::all_of(members.begin(), members.end(),
                           [&](const auto &member) { return m_fields.contains(member.key); });
    }
    if (op.kind == Op::Kind::Edit)
        return (type.isEmpty() || isJson0(type)) && isEditAllowed(op.edit);
    return true;
}

bool Projection::isEditAllowed(const Value &edit) const
{
    static const Key path(u"p");
    if (!edit.isArray())
        return false;
    const auto components = edit.elements();
    return std::all_of(components.begin(), components.end(), [&](const Value &component) {
        const Value &segments = component.value(path);
        return segments.isArray() && isFieldAllowed(segments.at(0));
    });
}

bool Projection::isFieldAllowed(const Value &segment) const
{
    if (segment.isString())
        return m_fields.contains(segment.toKey());
    return segment.isNumber() && m_fields.contains(Key(segment.toDisplayString()));
}

} // namespace Racer
