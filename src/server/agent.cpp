// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "agent_p.h"

#include <Racer/id.h>
#include <Racer/ottype.h>

#include <QtCore/QDateTime>

namespace Racer {

/*!
    \class Racer::Agent
    \inmodule Racer
    \brief The server's side of one client's connection.

    Made by Backend::connect(); middleware sees it in every context. Counterpart of ShareDB's Agent. To be used on the
    backend's thread.
*/

/*!
    \class Racer::ConnectionRequest
    \inmodule Racer
    \brief What is known of a client before it says anything: cookies, headers and the URL are where it can
    authenticate itself. A client in this process brings what the application gave as data. Counterpart of the request
    that ShareDB's connect middleware is given.
*/

Agent::Agent(Backend *backend, AgentStream *stream, const ConnectionRequest &request)
    : d(std::make_unique<AgentPrivate>(this, backend->d.get(), stream, request))
{
}

Agent::~Agent() = default;

/*! The backend it belongs to. */
Backend *Agent::backend() const noexcept
{
    return d->backend->q;
}

/*! How the client came. */
const ConnectionRequest &Agent::request() const noexcept
{
    return d->connection;
}

/*! The random id that the server made for this connection. */
const Key &Agent::clientId() const noexcept
{
    return d->clientId;
}

/*! Under which id the client's ops are known: the one it brought, else clientId(). It proves nothing. */
const Key &Agent::src() const noexcept
{
    return d->source();
}

/*! For middleware to keep what it knows of the client. Counterpart of agent.custom. */
Value &Agent::custom() noexcept
{
    return d->custom;
}

/*! True once the stream is gone. */
bool Agent::isClosed() const noexcept
{
    return d->closed;
}

/*!
    Takes a \a message from the client. Whatever is in it, the client gets an answer as ShareDB gives it; what is no
    object closes the connection.
*/
void Agent::receive(const Value &message)
{
    d->receive(message);
}

/*! To be called by the stream when it has ended, however that came. The agent is gone afterwards. */
void Agent::streamClosed()
{
    const std::shared_ptr<Agent> self = shared_from_this();
    d->cleanUp();
    d->backend->agentGone(this);
}

/*! Asks the stream to end with a WebSocket close \a code and \a reason. */
void Agent::close(quint16 code, const QString &reason)
{
    d->close(code, reason);
}

PendingRequest::PendingRequest(AgentPrivate *agentPrivate, Value request)
    : d(agentPrivate), agent(agentPrivate->pointer()), message(std::move(request))
{
    ++d->pending;
}

PendingRequest::~PendingRequest()
{
    --d->pending;
}

void PendingRequest::reply(const Protocol::ServerMessage &reply) const
{
    d->reply(message, reply);
}

void PendingRequest::fail(const Error &error) const
{
    d->fail(message, error);
}

Value PendingRequest::id() const
{
    static const Key name(u"id");
    const Value &id = message.value(name);
    return id.isTruthy() ? id : Value();
}

AgentPrivate::AgentPrivate(Agent *agent, BackendPrivate *backendPrivate, AgentStream *agentStream,
                           const ConnectionRequest &request)
    : q(agent), backend(backendPrivate), stream(agentStream), connection(request), clientId(createConnectionId()),
      custom(Value::object()), m_announcedId(clientId)
{
}

AgentPrivate::~AgentPrivate() = default;

void AgentPrivate::open()
{
    send(Protocol::toValue(Protocol::Init{Protocol::Major, Protocol::Minor, m_announcedId,
                                          Value(OtTypes::defaultType()->uri())}));
    const auto connected = [this, self = pointer()](const Error &error) {
        if (closed)
            return;
        if (error) {
            backend->reportError(error, QStringLiteral("accepting a connection"));
            return close(1000, QStringLiteral("stream end"));
        }
        m_state = State::Open;
        for (const Value &message : std::exchange(m_early, {}))
            receive(message);
    };
    if (backend->middleware.connect.isEmpty())
        return connected({});
    const auto context = std::make_shared<ConnectContext>();
    context->agent = q;
    context->backend = backend->q;
    backend->middleware.connect.run(context, connected);
}

void AgentPrivate::receive(const Value &message)
{
    if (closed)
        return;
    if (!message.isContainer()) {
        const bool isBroken = message.isNullish();
        return close(isBroken ? 1011 : 1000, isBroken ? QStringLiteral("stream error") : QStringLiteral("stream end"));
    }
    if (m_state == State::Connecting) {
        if (qsizetype(m_early.size()) >= backend->options.limits.pendingRequests)
            return close(1008, QStringLiteral("too many messages before the connection was accepted"));
        m_early.push_back(message);
        return;
    }
    if (backend->middleware.receive.isEmpty())
        return handle(message);
    const auto context = std::make_shared<ReceiveContext>();
    context->agent = q;
    context->backend = backend->q;
    context->data = message;
    backend->middleware.receive.run(context, [this, self = pointer(), context](const Error &error) {
        if (error)
            return fail(context->data, error);
        handle(context->data);
    });
}

void AgentPrivate::handle(const Value &message)
{
    if (closed)
        return;
    try {
        checkLimit(pending, backend->options.limits.pendingRequests, QStringLiteral("requests without an answer"));
        dispatch(message);
    } catch (const Error &error) {
        fail(message, error);
    }
}

void AgentPrivate::dispatch(const Value &message)
{
    using namespace Protocol;
    ClientMessage decoded = decodeClientMessage(message);
    if (auto *op = std::get_if<SubmitOp>(&decoded))
        return submit(message, *op);
    if (const auto *hello = std::get_if<Handshake>(&decoded))
        return handshake(message, *hello);

    struct Visitor
    {
        AgentPrivate *d;
        const Request &request;

        void operator()(const Handshake &) const { }
        void operator()(const SubmitOp &) const { }
        void operator()(const Fetch &m) const { d->fetch(request, m); }
        void operator()(const Subscribe &m) const { d->subscribe(request, m); }
        void operator()(const Unsubscribe &m) const { d->unsubscribe(request, m); }
        void operator()(const BulkFetch &m) const { d->bulkFetch(request, m); }
        void operator()(const BulkSubscribe &m) const { d->bulkSubscribe(request, m); }
        void operator()(const BulkUnsubscribe &m) const { d->bulkUnsubscribe(request, m); }
        void operator()(const QueryFetch &m) const { d->queryFetch(request, m); }
        void operator()(const QuerySubscribe &m) const { d->querySubscribe(request, m); }
        void operator()(const QueryUnsubscribe &m) const { d->queryUnsubscribe(request, m); }
        void operator()(const FetchSnapshot &m) const { d->fetchSnapshot(request, m); }
        void operator()(const FetchSnapshotByTime &m) const { d->fetchSnapshotByTime(request, m); }
        void operator()(const Presence &m) const { d->presence(request, m); }
        void operator()(const PresenceSubscribe &m) const { d->presenceSubscribe(request, m); }
        void operator()(const PresenceUnsubscribe &m) const { d->presenceUnsubscribe(request, m); }
        void operator()(const PresenceRequest &m) const
        {
            d->requestPresence(m.channel);
            request->reply(PresenceRequest{});
        }
        void operator()(const Ping &) const { request->reply(Ping{}); }
    };
    const Request request = std::make_shared<PendingRequest>(this, message);
    std::visit(Visitor{this, request}, decoded);
}

void AgentPrivate::handshake(const Value &message, const Protocol::Handshake &handshake)
{
    if (handshake.id.isTruthy()) {
        src = handshake.id.isString() ? handshake.id.toKey() : Key(handshake.id.toDisplayString());
        m_announcedId = handshake.id;
    }
    m_protocol = handshake.protocol;
    m_protocolMinor = handshake.protocolMinor;
    reply(message, Protocol::HandshakeReply{Protocol::Major, Protocol::Minor, m_announcedId,
                                            Value(OtTypes::defaultType()->uri()), {}});
}

void AgentPrivate::submit(const Value &message, Protocol::SubmitOp &submitted)
{
    static const Key create(u"create"), type(u"type"), timestamp(u"ts");
    const auto submission = std::make_shared<Submission>();
    const Target target = backend->target(submitted.op.doc.collection);
    submission->agent = q;
    submission->backend = backend->q;
    submission->index = target.index;
    submission->projection = target.projection;
    submission->op = std::move(submitted.op);
    submission->message = message;
    submission->start = QDateTime::currentMSecsSinceEpoch();
    submission->suppressPublish = backend->options.suppressPublish;
    submission->maxRetries = backend->options.maxSubmitRetries;
    submission->answersNoOps = m_protocol > 1 || (m_protocol == 1 && m_protocolMinor >= 2);
    Op &op = submission->op;
    op.doc.collection = target.collection;
    if (target.projection)
        op.projection = target.index;
    if (op.src.isEmpty())
        op.src = source();
    submission->extra = std::exchange(op.extra, {});
    op.meta = Value::object({{timestamp, submission->start}});
    if (op.kind == Op::Kind::Create) {
        const OtType *known = OtTypes::find(op.createType.view());
        Value payload = message.value(create);
        if (!known) {
            payload.take(type);
            submission->message.set(create, std::move(payload));
            return fail(submission->message, Error(ErrorCode::OtOpBadlyFormed, QStringLiteral("Missing create type")));
        }
        if (op.createType.view() != known->uri()) {
            op.createType = Key(known->uri());
            payload.set(type, Value(op.createType));
            submission->message.set(create, std::move(payload));
        }
    }
    ++pending;
    submission->submitter = std::shared_ptr<Submitter>(pointer(), this);
    backend->pipeline.submit(submission);
}

void AgentPrivate::submitFinished(Submission &submission, const Error &error)
{
    --pending;
    if (closed)
        return;
    if (error)
        return fail(submission.message, error);
    const Target target = backend->target(submission.index);
    const auto acknowledge = [this, self = pointer(), target](const Submission &submission) {
        Protocol::OpMessage ack;
        ack.op.doc = {target.index, submission.op.doc.id};
        ack.op.src = submission.op.src;
        ack.op.seq = submission.op.seq;
        ack.op.version = submission.op.version;
        if (!submission.fixups().empty()) {
            ack.fixups = Value::array();
            for (const Value &fixup : submission.fixups())
                ack.fixups.append(fixup);
        }
        static const Key id(u"id");
        if (const Value &requestId = submission.message.value(id); requestId.isTruthy())
            ack.id = requestId;
        reply(submission.message, ack);
    };
    if (submission.ops.empty() || (!target.projection && backend->middleware.op.isEmpty())) {
        for (const Op &op : submission.ops)
            sendOp(target, op);
        return acknowledge(submission);
    }
    const auto kept = std::make_shared<Submission>(submission);
    backend->sanitizeOps(pointer(), target, submission.ops,
                         [this, self = pointer(), kept, target, acknowledge](const Error &error,
                                                                             const std::vector<Op> &ops) {
                             if (error)
                                 return fail(kept->message, error);
                             for (const Op &op : ops)
                                 sendOp(target, op);
                             acknowledge(*kept);
                         });
}

void AgentPrivate::close(quint16 code, const QString &reason)
{
    if (!closed)
        stream->close(code, reason);
}

void AgentPrivate::cleanUp()
{
    if (std::exchange(closed, true))
        return;
    m_docs.clear();
    m_queries.clear();
    for (const auto &[name, channel] : m_presenceChannels)
        endPresences(*channel);
    m_presenceChannels.clear();
    m_docVersions.clear();
}

void AgentPrivate::send(const Protocol::EncodedMessage &message)
{
    if (!closed)
        stream->send(message);
}

void AgentPrivate::sendOp(const Target &target, const Op &op)
{
    Protocol::OpMessage message{op, {}, {}, {}};
    message.op.doc.collection = target.index;
    send(std::move(message));
}

bool AgentPrivate::isOwn(const Key &index, const Op &op) const noexcept
{
    return op.src == source() && index == (op.projection.isEmpty() ? op.doc.collection : op.projection);
}

// An op that somebody else committed. One that cannot be shown is left out: the client notices the gap and fetches.
void AgentPrivate::forwardOp(const Target &target, PublishedOp &published)
{
    const auto report = [this, target](const Error &error) {
        backend->reportError(error, QStringLiteral("sending an op of %1").arg(target.index.toString()));
    };
    if (backend->middleware.op.isEmpty()) {
        try {
            send(published.message(target.index, target.projection));
        } catch (const Error &error) {
            report(error);
        }
        return;
    }
    backend->sanitizeOps(pointer(), target, {published.op()},
                         [this, self = pointer(), target, report](const Error &error, const std::vector<Op> &ops) {
                             if (error)
                                 return report(error);
                             sendOp(target, ops.front());
                         });
}

void AgentPrivate::reply(const Value &request, const Protocol::ServerMessage &message)
{
    if (closed)
        return;
    if (backend->middleware.reply.isEmpty()) {
        if (const auto *op = std::get_if<Protocol::OpMessage>(&message))
            return send(*op);
        return send(Protocol::toValue(message));
    }
    const auto context = std::make_shared<ReplyContext>();
    context->agent = q;
    context->backend = backend->q;
    context->request = request;
    context->reply = Protocol::toValue(message);
    backend->middleware.reply.run(context, [this, self = pointer(), context](const Error &error) {
        if (error)
            return fail(context->request, error);
        send(context->reply);
    });
}

void AgentPrivate::fail(const Value &request, const Error &error)
{
    send(Protocol::errorReply(request, error));
}

void AgentPrivate::checkLimit(qsizetype used, qsizetype limit, const QString &what) const
{
    if (used >= limit)
        throw Error(ErrorCode::LimitExceeded, QStringLiteral("Too many %1: the limit is %2").arg(what).arg(limit));
}

} // namespace Racer
