// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "connection_p.h"

namespace Racer {

/*!
    Asks for the ops of a document from version \a from on, up to \a to, which is not included, or up to the latest.
    They come in the order of their versions, without what only the server keeps (metadata). A document that never was
    has none; neither is a version past the end an error. The document itself is not touched.

    While there is no connection the request waits, and one that is lost unanswered is asked again on the next. The
    counterpart of \c getOps of ShareDB's Backend, over the wire.
*/
void Connection::fetchOps(const Key &collection, const Key &id, qint64 from, std::optional<qint64> to,
                          OpsCallback done)
{
    d->opsRequests.push_back({{collection, id}, std::max<qint64>(from, 0), to, std::move(done), {}});
    if (d->canSend)
        d->sendOpsRequest(d->opsRequests.back());
}

/*!
    The same as a future.
*/
QFuture<QList<Op>> Connection::fetchOps(const Key &collection, const Key &id, qint64 from, std::optional<qint64> to)
{
    auto promise = std::make_shared<QPromise<QList<Op>>>();
    QFuture<QList<Op>> future = promise->future();
    promise->start();
    fetchOps(collection, id, from, to, [promise](const Error &error, const QList<Op> &ops) {
        if (error)
            promise->setException(error);
        else
            promise->addResult(ops);
        promise->finish();
    });
    return future;
}

// A bulk request for one document: no Doc sends such a thing, and the answer repeats it.
void ConnectionPrivate::sendOpsRequest(OpsRequest &request)
{
    request.ops.clear();
    send(Protocol::ClientMessage(
        Protocol::BulkFetch{request.doc.collection, {{request.doc.id, request.from}}, true}));
}

void ConnectionPrivate::collectOp(const Protocol::OpMessage &message)
{
    const Op &op = message.op;
    if (message.error)
        return;
    for (OpsRequest &request : opsRequests) {
        if (request.doc == op.doc && op.version >= request.from && (!request.to || op.version < *request.to))
            request.ops.emplace(op.version, op);
    }
}

bool ConnectionPrivate::answerOpsRequest(const Protocol::BulkReply &message)
{
    if (message.action != Protocol::DocAction::Fetch || message.data || !message.docs.isObject()
        || message.docs.size() != 1) {
        return false;
    }
    const auto found = std::find_if(opsRequests.begin(), opsRequests.end(), [&](const OpsRequest &request) {
        return request.doc.collection == message.collection
            && message.docs.value(request.doc.id) == Value(double(request.from));
    });
    if (found == opsRequests.end())
        return false;
    const OpsRequest request = std::move(*found);
    opsRequests.erase(found);
    QList<Op> ops;
    if (!message.error) {
        for (const auto &[version, op] : request.ops)
            ops.append(op);
    }
    if (request.done)
        request.done(message.error, ops);
    else if (message.error)
        emitError(message.error);
    if (!nothingPendingWaiters.empty())
        scheduleTurn();
    return true;
}

} // namespace Racer
