// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "connection_p.h"
#include "doc_p.h"

namespace Racer {

namespace {

Error discardedByRejection()
{
    return Error(ErrorCode::PendingOpRemovedByOpSubmitRejected,
                 QStringLiteral("Discarding pending op because of hard rollback during ERR_OP_SUBMIT_REJECTED"));
}

} // namespace

void DocPrivate::submit(Op op, const Value &source, Callback done)
{
    const Value by = source.isTruthy() ? source : Value(true);
    if (op.kind == Op::Kind::Edit) {
        if (!type) {
            const QString where = QStringLiteral(" %1.%2").arg(name.collection.toString(), name.id.toString());
            if (inHardRollback)
                return report(Error(ErrorCode::DocInHardRollback,
                                    QStringLiteral("Cannot submit op. Document is performing hard rollback.") + where),
                              done);
            return report(Error(ErrorCode::DocDoesNotExist,
                                QStringLiteral("Cannot submit op. Document has not been created.") + where),
                          done);
        }
        try {
            op.edit = type->normalize(op.edit);
        } catch (const Error &error) {
            return report(error, done);
        }
        if (const Error error = type->checkSubmitted(op.edit))
            return report(error, done);
    }
    try {
        pushOp(op, by, done);
        apply(op, by);
    } catch (const Error &error) {
        return hardRollback(error);
    }
    writesChanged();
    link()->queueFlush(this);
}

QList<Op> DocPrivate::unacknowledgedOps() const
{
    QList<Op> ops;
    if (m_traffic && m_traffic->inflight)
        ops.append(m_traffic->inflight->op);
    if (m_traffic) {
        for (const PendingOpPtr &pending : m_traffic->pending)
            ops.append(pending->op);
    }
    return ops;
}

void DocPrivate::writesChanged()
{
    if (observer)
        observer->docWritesChanged();
}

void DocPrivate::pushOp(Op &op, const Value &source, Callback &done)
{
    DocTraffic &t = traffic();
    const quint64 submission = ++link()->submissions;
    if (!t.applyStack) {
        if (PendingOp *composed = tryCompose(op, source)) {
            composed->callbacks.push_back(std::move(done));
            composed->lastSubmission = submission;
            return;
        }
    }
    auto pending = std::make_shared<PendingOp>();
    pending->op = op;
    pending->op.doc = name;
    pending->type = type;
    pending->source = source;
    pending->callbacks.push_back(std::move(done));
    pending->firstSubmission = pending->lastSubmission = submission;
    t.pending.push_back(pending);
    if (t.applyStack)
        t.applyStack->push_back(std::move(pending));
}

PendingOp *DocPrivate::tryCompose(const Op &op, const Value &source)
{
    DocTraffic &t = traffic();
    if (preventCompose || t.pending.empty() || op.kind != Op::Kind::Edit)
        return nullptr;
    PendingOp &last = *t.pending.back();
    if (last.sent || (submitSource && !(last.source == source)))
        return nullptr;
    if (last.op.kind == Op::Kind::Create) {
        Value created = type->deserialize(type->create(last.op.createData));
        type->apply(created, op.edit);
        last.op.createData = type->serialize(created);
        return &last;
    }
    if (last.op.kind == Op::Kind::Edit && type->canCompose()) {
        last.op.edit = type->compose(last.op.edit, op.edit);
        return &last;
    }
    return nullptr;
}

void DocPrivate::popApplyStack(size_t to)
{
    DocTraffic &t = traffic();
    if (!t.applyStack)
        return;
    if (to > 0) {
        t.applyStack->resize(to);
        return;
    }
    const std::vector<PendingOpPtr> stack = std::move(*t.applyStack);
    t.applyStack.reset();
    if (stack.empty())
        return;
    const auto first = std::find(t.pending.begin(), t.pending.end(), stack.front());
    if (first == t.pending.end())
        return;
    // They were kept apart while they had to be transformed one by one.
    const std::vector<PendingOpPtr> ops(first, t.pending.end());
    t.pending.erase(first, t.pending.end());
    for (const PendingOpPtr &op : ops) {
        if (PendingOp *composed = op->sent ? nullptr : tryCompose(op->op, op->source)) {
            std::move(op->callbacks.begin(), op->callbacks.end(), std::back_inserter(composed->callbacks));
            composed->lastSubmission = op->lastSubmission;
        } else {
            t.pending.push_back(op);
        }
    }
}

void DocPrivate::emitBeforeOp(const Value &op, const Value &source, const Key &src)
{
    if (observer)
        observer->docAboutToChange();
    Q_EMIT q->beforeOp(op, source, src);
}

void DocPrivate::emitOp(const Value &op, const Value &source, const Key &src)
{
    if (observer)
        observer->docChanged(op, source);
    Q_EMIT q->op(op, source, src);
}

void DocPrivate::apply(const Op &op, const Value &source)
{
    switch (op.kind) {
    case Op::Kind::Noop:
        return;
    case Op::Kind::Edit:
        if (!type)
            throw Error(ErrorCode::DocDoesNotExist,
                        QStringLiteral("Cannot apply op to uncreated document. %1.%2")
                            .arg(name.collection.toString(), name.id.toString()));
        Q_EMIT q->beforeOpBatch(op.edit, source);
        if (!source.isTruthy() && type == OtTypes::defaultType() && op.edit.size() > 1) {
            applyByComponents(op, source);
            return;
        }
        emitBeforeOp(op.edit, source, op.src);
        if (!type)
            return;
        type->apply(data, op.edit);
        ++dataRevision;
        emitOp(op.edit, source, op.src);
        Q_EMIT q->opBatch(op.edit, source);
        return;
    case Op::Kind::Create: {
        const OtType *newType = OtTypes::find(op.createType.view());
        if (!newType)
            throw Error(ErrorCode::DocTypeNotRecognized,
                        QStringLiteral("Missing type %1").arg(op.createType.toString()));
        setType(newType);
        setData(newType->deserialize(newType->create(op.createData)));
        if (observer)
            observer->docCreated(source);
        Q_EMIT q->created(source);
        return;
    }
    case Op::Kind::Del: {
        const Value oldData = data;
        setType(nullptr);
        if (observer)
            observer->docDeleted(oldData, source);
        Q_EMIT q->deleted(oldData, source);
        return;
    }
    }
}

// Bindings turn each component into a change of a view, so each is seen alone, with the data as it was then.
void DocPrivate::applyByComponents(const Op &op, const Value &source)
{
    if (!traffic().applyStack)
        traffic().applyStack.emplace();
    const size_t base = traffic().applyStack->size();
    for (qsizetype i = 0; i < op.edit.size(); ++i) {
        Op component;
        component.kind = Op::Kind::Edit;
        component.src = op.src;
        component.edit = Value::array({op.edit.at(i)});
        emitBeforeOp(component.edit, source, op.src);
        if (!traffic().applyStack)
            return; // a handler's op failed, and the document is being reloaded
        transformPair(*traffic().applyStack, base, component);
        if (component.kind == Op::Kind::Noop || !type)
            continue; // a handler deleted the document
        type->apply(data, component.edit);
        ++dataRevision;
        emitOp(component.edit, source, op.src);
        if (!traffic().applyStack)
            return;
    }
    Q_EMIT q->opBatch(op.edit, source);
    popApplyStack(base);
}

void DocPrivate::flush()
{
    if (!m_traffic || paused || !link()->canSend || m_traffic->inflight || m_traffic->pending.empty())
        return;
    sendOp();
}

void DocPrivate::sendOp()
{
    DocTraffic &t = *m_traffic;
    t.inflight = std::move(t.pending.front());
    t.pending.erase(t.pending.begin());
    PendingOp &pending = *t.inflight;
    pending.sent = true;
    ConnectionPrivate *l = link();
    // Kept for ever: it is how the server knows an op that it has already.
    if (pending.op.seq == 0) {
        if (l->seq >= Protocol::MaxSafeInteger) {
            emitError(Error(ErrorCode::ConnectionSeqIntegerOverflow,
                            QStringLiteral("Connection seq has exceeded the max safe integer, maybe from being open "
                                           "for too long")));
            return;
        }
        pending.op.seq = l->seq++;
    }
    Protocol::SubmitOp message{pending.op};
    message.op.version = version;
    message.op.extra = submitSource ? Value::object({{Key(u"source"), pending.source}}) : Value::object();
    l->send(Protocol::EncodedMessage(std::move(message)));
    if (pending.op.src.isEmpty())
        pending.op.src = l->id;
}

void DocPrivate::transformPair(PendingOp &client, Op &server)
{
    const auto makeNoop = [](Op &op) {
        op.kind = Op::Kind::Noop;
        op.edit = {};
        op.createData = {};
    };
    // Whatever follows a deletion here was written for the document after it.
    if (client.op.kind == Op::Kind::Del)
        return makeNoop(server);
    if (server.kind == Op::Kind::Del)
        throw Error(ErrorCode::DocWasDeleted, QStringLiteral("Document was deleted"));
    if (server.kind == Op::Kind::Create)
        throw Error(ErrorCode::DocAlreadyCreated, QStringLiteral("Document already created"));
    if (server.kind == Op::Kind::Noop)
        return;
    if (client.op.kind == Op::Kind::Create)
        throw Error(ErrorCode::DocAlreadyCreated, QStringLiteral("Document already created"));
    auto both = client.type->transformX(client.op.edit, server.edit);
    client.op.edit = std::move(both.first);
    server.edit = std::move(both.second);
}

void DocPrivate::transformPair(const std::vector<PendingOpPtr> &client, size_t from, Op &server)
{
    for (size_t i = from; i < client.size(); ++i)
        transformPair(*client[i], server);
}

void DocPrivate::handleOp(const Protocol::OpMessage &message)
{
    if (message.error)
        return handleRejection(message);
    const Op &op = message.op;
    if (m_traffic && m_traffic->inflight && m_traffic->inflight->op.seq == op.seq
        && m_traffic->inflight->op.src == op.src) {
        return acknowledge(message);
    }
    if (version == NoVersion || op.version > version)
        return fetch({});
    if (op.version < version)
        return; // seen already
    // The acknowledgement of an op that a rollback dropped does not tell what it did.
    if (op.kind == Op::Kind::Noop && op.src == link()->id)
        return fetch({});
    try {
        Op server = op;
        if (m_traffic) {
            if (m_traffic->inflight)
                transformPair(*m_traffic->inflight, server);
            transformPair(m_traffic->pending, 0, server);
        }
        ++version;
        apply(server, Value(false));
        if (hasWritePending())
            writesChanged();
    } catch (const Error &error) {
        hardRollback(error);
    }
}

void DocPrivate::handleRejection(const Protocol::OpMessage &message)
{
    const PendingOpPtr inflight = m_traffic ? m_traffic->inflight : nullptr;
    const bool isNoop = message.error.is(ErrorCode::NoOp);
    if (!inflight || (message.op.seq != 0 && message.op.seq != inflight->op.seq)) {
        if (!isNoop)
            emitError(message.error);
        return;
    }
    if (!isNoop)
        return rollback(message.error);
    // Others did the same already. It took no version; what they did comes first.
    fetch([this, inflight](const Error &error) {
        if (m_traffic && m_traffic->inflight == inflight)
            clearInflight(error);
    });
}

void DocPrivate::acknowledge(const Protocol::OpMessage &message)
{
    if (m_traffic->inflight->op.kind == Op::Kind::Create) {
        version = message.op.version;
    } else if (message.op.version > version) {
        // The ops in between are still to come; among them will be this one.
        return fetch({});
    } else if (message.op.version < version) {
        return hardRollback(Error(ErrorCode::OpVersionMismatchAfterTransform,
                                  QStringLiteral("Invalid version from server. Expected: %1 Received: %2")
                                      .arg(version)
                                      .arg(message.op.version)));
    }
    try {
        for (qsizetype i = 0; message.fixups.isArray() && i < message.fixups.size(); ++i) {
            Op fixup = Op::fromValue(message.fixups.at(i));
            transformPair(m_traffic->pending, 0, fixup);
            apply(fixup, Value(false));
            if (!m_traffic || !m_traffic->inflight)
                return; // a handler's op failed, and the document is being reloaded
        }
    } catch (const Error &error) {
        return hardRollback(error);
    }
    ++version;
    clearInflight();
}

void DocPrivate::rollback(const Error &error)
{
    const PendingOpPtr op = m_traffic->inflight;
    if (op->op.kind != Op::Kind::Edit || !op->type->canInvert())
        return hardRollback(error);
    Op inverse = op->op;
    try {
        inverse.edit = op->type->invert(op->op.edit);
    } catch (const Error &) {
        return hardRollback(error);
    }
    try {
        transformPair(m_traffic->pending, 0, inverse);
        if (observer)
            observer->docTakesBack(op->firstSubmission, op->lastSubmission, inverse.edit);
        if (observer && !error.is(ErrorCode::OpSubmitRejected))
            observer->docWriteRefused(error);
        apply(inverse, Value(false));
    } catch (const Error &failure) {
        return hardRollback(failure);
    }
    if (m_traffic && m_traffic->inflight == op)
        clearInflight(error.is(ErrorCode::OpSubmitRejected) ? Error() : error);
}

void DocPrivate::hardRollback(const Error &error)
{
    inHardRollback = true;
    DocTraffic &t = traffic();
    PendingOpPtr inflight = std::exchange(t.inflight, {});
    std::vector<PendingOpPtr> ops = std::exchange(t.pending, {});
    t.applyStack.reset();
    if (observer) {
        const bool isSilent = error.is(ErrorCode::OpSubmitRejected);
        observer->docWritesLost(!isSilent ? error : !ops.empty() ? discardedByRejection() : Error());
    }
    writesChanged();
    setType(nullptr);
    version = NoVersion;
    fetchAfterRollback([this, error, inflight = std::move(inflight), ops = std::move(ops)](const Error &fetchError) {
        finishHardRollback(error, fetchError, inflight, ops);
    });
}

void DocPrivate::finishHardRollback(Error error, const Error &fetchError, const PendingOpPtr &inflight,
                                    std::vector<PendingOpPtr> ops)
{
    inHardRollback = false;
    if (fetchError)
        emitError(Error(ErrorCode::HardRollbackFetchFailed,
                        QStringLiteral("Hard rollback fetch failed: ") + fetchError.message()));
    if (error.is(ErrorCode::OpSubmitRejected)) {
        // Refused on purpose and without a word; only what was built upon it is worth an error.
        if (inflight)
            callEach(inflight->callbacks);
        if (ops.empty())
            return;
        error = discardedByRejection();
    } else if (inflight) {
        ops.insert(ops.begin(), inflight);
    }
    bool allCalled = !ops.empty();
    for (const PendingOpPtr &op : ops)
        allCalled = callEach(op->callbacks, error) && allCalled;
    if (!allCalled)
        emitError(error);
}

void DocPrivate::clearInflight(const Error &error)
{
    const PendingOpPtr op = std::exchange(m_traffic->inflight, {});
    writesChanged();
    const bool called = callEach(op->callbacks, error);
    flush();
    emitNothingPending();
    if (error && !called)
        emitError(error);
}

} // namespace Racer
