// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/ottype.h>

#include "json0component_p.h"
#include "json0type_p.h"
#include "text0_p.h"

#include <atomic>

namespace Racer {

/*!
    \class Racer::OtType
    \inmodule Racer
    \brief One operational-transformation type: how its documents are created, and how their operations apply,
    transform and compose.

    Implement it to synchronise documents that are not plain JSON, and register the instance with OtTypes::add() on
    both ends. Operations and snapshots are Values of any shape the type likes. An instance has no state and is used
    from any thread. Every function may throw Racer::Error. The counterpart is an "ottype" object as sharedb's
    \c types.register() takes it.

    Whoever receives an operation transforms it as \c Side::Left if it is not committed yet, and as \c Side::Right if
    it is: this rule, the same on clients and servers, is what makes all ends agree.
*/

/*!
    \fn Value OtType::create(const Value &initialData) const
    The first snapshot of a document. \a initialData is undefined where the creator gave none.
*/

/*!
    \fn void OtType::apply(Value &snapshot, const Value &op) const
    Changes \a snapshot in place. If it throws, the parts of \a op before the failing one stay applied.
*/

/*!
    \fn Value OtType::transform(const Value &op, const Value &other, Side side) const
    Returns what \a op, made for the same snapshot as \a other, has to be once \a other has been applied.
*/

/*!
    \fn Value OtType::normalize(const Value &op) const
    The tidy form of an operation that an application wrote. By default \a op itself.
*/

/*!
    \fn bool OtType::isNoop(const Value &op) const
    True if applying \a op surely changes nothing.
*/

/*!
    \fn Error OtType::checkSubmitted(const Value &op) const
    Judges the shape of an operation that a client sent; a null Error accepts it. Errors carry ShareDB's codes. json0
    wants a list of components with paths (ERR_OT_OP_BADLY_FORMED), and refuses names that would reach into JavaScript's
    own objects ("Invalid path segment", ERR_OT_OP_NOT_APPLIED).
*/

OtType::~OtType() = default;

/*!
    Transforms two operations on the same snapshot by each other: {\a left after \a right, \a right after \a left}.
*/
std::pair<Value, Value> OtType::transformX(const Value &left, const Value &right) const
{
    return {transform(left, right, Side::Left), transform(right, left, Side::Right)};
}

/*!
    One operation with the effect of \a first and then \a second. Throws ERR_TYPE_DOES_NOT_SUPPORT_COMPOSE unless the
    type overrides it together with canCompose().
*/
Value OtType::compose(const Value &first, const Value &second) const
{
    Q_UNUSED(first)
    Q_UNUSED(second)
    throw Error(ErrorCode::TypeDoesNotSupportCompose, QStringLiteral("Type %1 does not support compose").arg(name()));
}

/*!
    The operation that takes \a op back. Throws unless the type overrides it together with canInvert().
*/
Value OtType::invert(const Value &op) const
{
    Q_UNUSED(op)
    throw Error(QStringLiteral("Type %1 does not support invert").arg(name()));
}

/*!
    Moves a presence value past \a op. \a isOwnOp tells whether the presence's owner made the operation. Throws
    ERR_TYPE_DOES_NOT_SUPPORT_PRESENCE unless the type overrides it together with supportsPresence().
*/
Value OtType::transformPresence(const Value &presence, const Value &op, bool isOwnOp) const
{
    Q_UNUSED(presence)
    Q_UNUSED(op)
    Q_UNUSED(isOwnOp)
    throw Error(ErrorCode::TypeDoesNotSupportPresence, QStringLiteral("Type does not support presence"));
}

/*!
    \namespace Racer::OtTypes
    \inmodule Racer
    \brief The operational-transformation types that this process knows.

    All functions may be called from any thread. Types stay registered until the process ends; among types of one name
    the one added last is found. \c json0 (the default type) and \c text0 are always there.
*/
namespace OtTypes {

namespace {

struct Entry
{
    const OtType *type;
    Entry *next;
};

// Only ever grows, so that readers need no lock.
class Registry
{
public:
    void add(const OtType *type)
    {
        auto *entry = new Entry{type, m_first.load(std::memory_order_relaxed)};
        while (!m_first.compare_exchange_weak(entry->next, entry, std::memory_order_release)) { }
    }

    template<typename Predicate>
    const OtType *find(Predicate matches) const noexcept
    {
        for (const Entry *entry = m_first.load(std::memory_order_acquire); entry; entry = entry->next) {
            if (matches(entry->type))
                return entry->type;
        }
        return nullptr;
    }

private:
    std::atomic<Entry *> m_first = nullptr;
};

constinit Registry types;
constinit Registry subtypes;

} // namespace

/*!
    Makes \a type known by its name and its URI. It is not owned and must live as long as the process.
*/
void add(const OtType *type)
{
    types.add(type);
}

/*!
    Makes \a type known, and lets components of json0 edit a value inside a document with its operations:
    \c{{"p": path, "t": name, "o": op}}. Do the same, with json0's \c registerSubtype(), on every other end.
*/
void addSubtype(const OtType *type)
{
    types.add(type);
    subtypes.add(type);
}

/*!
    The type of that name or URI, or nullptr.
*/
const OtType *find(QStringView nameOrUri) noexcept
{
    const auto matches = [nameOrUri](const OtType *type) {
        return nameOrUri == type->uri() || nameOrUri == type->name();
    };
    if (matches(json0()))
        return json0();
    const OtType *type = types.find(matches);
    return type ? type : matches(text0()) ? text0() : nullptr;
}

/*!
    The subtype of that name, or nullptr.
*/
const OtType *findSubtype(QStringView name) noexcept
{
    if (name == text0()->name())
        return text0();
    return subtypes.find([name](const OtType *type) { return name == type->name(); });
}

/*!
    The type of JSON documents, ShareDB's default: the same results as the npm package ot-json0, component for
    component.
*/
const OtType *json0() noexcept
{
    static const Json0Type instance;
    return &instance;
}

/*!
    The type of plain texts that json0 edits strings with.
*/
const OtType *text0() noexcept
{
    static const Text0Type instance;
    return &instance;
}

} // namespace OtTypes

namespace Json0 {

const OtType *subtypeOf(const Value &name)
{
    return name.isString() ? OtTypes::findSubtype(name.stringView()) : nullptr;
}

} // namespace Json0

} // namespace Racer
