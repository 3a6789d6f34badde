// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/submitrequest.h>

#include <Racer/ottype.h>

namespace Racer {

/*!
    \class Racer::SubmitRequest
    \inmodule Racer
    \brief One op on its way to the database.

    What the actions submit, apply, commit and afterWrite are given. Counterpart of ShareDB's SubmitRequest.
*/

/*!
    Amends the op: \a edit is composed onto an edit, or applied to the data of a creation. Others see the amended op
    only, the submitter gets \a edit with its acknowledgement.

    Throws Error: ERR_FIXUP_IS_ONLY_VALID_ON_APPLY outside the action apply, ERR_CANNOT_FIXUP_DELETION,
    ERR_TYPE_DOES_NOT_SUPPORT_COMPOSE. Counterpart of ShareDB's $fixup.
*/
void SubmitRequest::fixup(const Value &edit)
{
    if (!m_inApply) {
        throw Error(ErrorCode::FixupIsOnlyValidOnApply,
                    QStringLiteral("fixup can only be called during the apply middleware"));
    }
    if (op.kind == Op::Kind::Del)
        throw Error(ErrorCode::CannotFixupDeletion, QStringLiteral("fixup cannot be applied on deletion ops"));
    const Key &uri = op.kind == Op::Kind::Create ? op.createType : snapshot.type;
    const OtType *type = OtTypes::find(uri.view());
    if (!type || !type->canCompose()) {
        throw Error(ErrorCode::TypeDoesNotSupportCompose,
                    QStringLiteral("%1 does not support compose").arg(uri.toString()));
    }
    if (op.kind == Op::Kind::Create) {
        type->apply(op.createData, edit);
    } else {
        op.edit = type->compose(op.edit, edit);
    }
    static const Key src(u"src"), seq(u"seq"), v(u"v"), payload(u"op");
    m_fixups.push_back(Value::object({{src, op.src}, {seq, op.seq}, {v, op.version}, {payload, edit}}));
}

/*! The error with which middleware refuses an op silently: the submitter rolls back and reports success. */
Error SubmitRequest::rejectedError()
{
    return Error(ErrorCode::OpSubmitRejected, QStringLiteral("Op submit rejected"));
}

} // namespace Racer
