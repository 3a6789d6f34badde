// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "agent_p.h"

#include <Racer/ottype.h>

namespace Racer {

using Protocol::Presence;

namespace {

const Key &requestMark()
{
    static const Key name(u"r");
    return name;
}

} // namespace

void PresenceChannel::presenceReceived(const Protocol::EncodedMessage &message)
{
    static const Key src(u"src"), collection(u"c"), id(u"id");
    if (!isSubscribed)
        return;
    const Value &presence = message.value();
    if (presence.value(src) == Value(d->source()))
        return;
    if (presence.value(requestMark()).isTruthy())
        return d->send(Protocol::toValue(Protocol::ServerMessage(Protocol::PresenceRequest{m_name, {}})));
    if (d->backend->middleware.sendPresence.isEmpty())
        return d->send(message);

    const auto context = std::make_shared<PresenceContext>();
    context->agent = d->q;
    context->backend = d->backend->q;
    context->collection = presence.value(collection).toKey();
    context->presence = presence;
    const auto checked = [d = d, agent = d->pointer(), context, name = m_name](const Error &error) {
        if (!error)
            return d->send(context->presence);
        if (d->backend->options.doNotForwardSendPresenceErrorsToClient)
            return d->backend->reportError(error, QStringLiteral("sending presence of %1").arg(name.toString()));
        Presence refused;
        refused.channel = name;
        refused.id = context->presence.value(id).toKey();
        refused.error = error;
        d->send(Protocol::toValue(Protocol::ServerMessage(refused)));
    };
    d->backend->middleware.sendPresence.run(context, checked);
}

void DocVersion::opReceived(PublishedOp &published)
{
    const Op &op = published.op();
    if (op.doc == m_doc)
        version = std::max(version, op.version + 1);
}

PresenceChannel &AgentPrivate::presenceChannel(const Key &name)
{
    std::unique_ptr<PresenceChannel> &channel = m_presenceChannels[name];
    if (!channel)
        channel = std::make_unique<PresenceChannel>(this, name);
    return *channel;
}

void AgentPrivate::presence(const Request &request, const Presence &submitted)
{
    if (!backend->options.presence)
        return;
    if (!submitted.type.isEmpty()) {
        const OtType *type = OtTypes::find(submitted.type.view());
        if (!type || !type->supportsPresence()) {
            throw Error(ErrorCode::TypeDoesNotSupportPresence,
                        QStringLiteral("Type does not support presence: %1").arg(submitted.type.toString()));
        }
    }
    Presence presence = submitted;
    presence.src = source();
    broadcastPresence(presence, [request](const Error &error, const Presence &sent) {
        if (error)
            return request->fail(error);
        request->reply(sent);
    });
}

void AgentPrivate::broadcastPresence(const Presence &presence, const PresenceDone &done)
{
    const bool isAboutDoc = !presence.doc.collection.isEmpty() && !presence.doc.id.isEmpty();
    if (!isAboutDoc)
        return receivePresence(presence, done);
    if (presence.value.isNull()) {
        if (const auto docs = m_docVersions.find(presence.doc.collection); docs != m_docVersions.end()) {
            docs->second.erase(presence.doc.id);
            if (docs->second.empty())
                m_docVersions.erase(docs);
        }
        return receivePresence(presence, done);
    }
    watchDoc(presence.doc, [this, self = pointer(), presence, done](const Error &error) {
        if (error)
            return done(error, presence);
        receivePresence(presence, done);
    });
}

void AgentPrivate::receivePresence(const Presence &presence, const PresenceDone &done)
{
    const auto accepted = [this, self = pointer(), done](const Presence &presence) {
        if (!closed) {
            try {
                keepPresence(presence);
            } catch (const Error &error) {
                return done(error, presence);
            }
        }
        transformPresence(presence, done);
    };
    if (backend->middleware.receivePresence.isEmpty())
        return accepted(presence);
    const auto context = std::make_shared<PresenceContext>();
    context->agent = q;
    context->backend = backend->q;
    context->collection = presence.doc.collection;
    context->presence = Protocol::toValue(Protocol::ServerMessage(presence));
    const auto checked = [presence, context, accepted, done](const Error &error) {
        static const Key value(u"p");
        if (error)
            return done(error, presence);
        Presence changed = presence;
        changed.value = context->presence.value(value);
        accepted(changed);
    };
    backend->middleware.receivePresence.run(context, checked);
}

// Remembers what has to be taken back when the client is gone. Throws past the limit.
void AgentPrivate::keepPresence(const Presence &presence)
{
    PresenceChannel &channel = presenceChannel(presence.channel);
    const auto known = channel.values.find(presence.id);
    if (known != channel.values.end()) {
        if (known->second.presenceVersion >= presence.presenceVersion)
            return;
        if (presence.value.isNull()) {
            channel.values.erase(known);
            --m_presenceCount;
            releasePresenceChannel(presence.channel);
        } else {
            known->second = presence;
        }
    } else if (!presence.value.isNull()) {
        checkLimit(m_presenceCount, backend->options.limits.presences, QStringLiteral("presence values"));
        channel.values.emplace(presence.id, presence);
        ++m_presenceCount;
    } else {
        releasePresenceChannel(presence.channel);
    }
}

void AgentPrivate::releasePresenceChannel(const Key &name)
{
    const auto found = m_presenceChannels.find(name);
    if (found != m_presenceChannels.end() && !found->second->isSubscribed && found->second->values.empty())
        m_presenceChannels.erase(found);
}

// Brings a document presence to the version that the document has, and tells everybody.
void AgentPrivate::transformPresence(const Presence &presence, const PresenceDone &done)
{
    const auto publish = [this, self = pointer(), done](const Presence &presence) {
        backend->publishPresence(presence.channel, Protocol::toValue(Protocol::ServerMessage(presence)));
        done({}, presence);
    };
    const auto docs = m_docVersions.find(presence.doc.collection);
    qint64 latest = NoVersion;
    if (docs != m_docVersions.end()) {
        if (const auto doc = docs->second.find(presence.doc.id); doc != docs->second.end())
            latest = doc->second->version;
    }
    const bool isAboutDoc = !presence.doc.collection.isEmpty() && !presence.doc.id.isEmpty();
    if (!isAboutDoc || presence.version == NoVersion || presence.version == latest)
        return publish(presence);
    const auto loaded = [presence, publish, done](const Error &error, const std::vector<std::vector<Op>> &lists) {
        if (error)
            return done(error, presence);
        Presence current = presence;
        for (const Op &op : lists.front()) {
            ++current.version;
            if (op.kind == Op::Kind::Create || op.kind == Op::Kind::Del)
                current.value = nullptr;
            if (op.kind != Op::Kind::Edit || current.value.isNull())
                continue;
            const OtType *type = OtTypes::find(current.type.view());
            if (!type)
                return done(Error(ErrorCode::DocTypeNotRecognized, QStringLiteral("Unknown type")), presence);
            try {
                current.value = type->transformPresence(current.value, op.edit, op.src == current.src);
            } catch (const Error &error) {
                return done(Error(ErrorCode::PresenceTransformFailed, error.message()), presence);
            }
        }
        publish(current);
    };
    const Target target = backend->target(presence.doc.collection);
    backend->getOps(pointer(), target, {{presence.doc.id, presence.version, {}}}, loaded);
}

void AgentPrivate::watchDoc(const DocName &doc, std::function<void(Error)> done)
{
    std::unique_ptr<DocVersion> &entry = m_docVersions[doc.collection][doc.id];
    if (entry)
        return done({});
    const Target target = backend->target(doc.collection);
    entry = std::make_unique<DocVersion>(DocName{target.collection, doc.id});
    const auto fetched = [this, doc, done](const Error &error, const std::vector<Protocol::SnapshotEntry> &entries) {
        const auto docs = m_docVersions.find(doc.collection);
        const bool isWatched = docs != m_docVersions.end() && docs->second.contains(doc.id);
        const Error failure = error ? error : entries.front().error;
        if (failure && isWatched)
            docs->second.erase(doc.id);
        if (failure)
            return done(failure);
        if (isWatched) {
            DocVersion &watched = *docs->second.at(doc.id);
            watched.version = std::max(watched.version, entries.front().snapshot.version);
        }
        done({});
    };
    const auto subscribed = [this, self = pointer(), target, doc, fetched, done](const Error &error) {
        if (error)
            return done(error);
        backend->fetch(self, target, {doc.id}, fetched);
    };
    backend->channels.subscribe(documentChannel({target.collection, doc.id}), entry.get(), subscribed);
}

void AgentPrivate::presenceSubscribe(const Request &request, const Protocol::PresenceSubscribe &subscribe)
{
    if (!backend->options.presence)
        return;
    const Protocol::PresenceSubscribeReply reply{true, subscribe.channel, subscribe.seq, request->id(), {}};
    const double seq = subscribe.seq.toDouble();
    if (subscribe.channel.isEmpty())
        throw Error(ErrorCode::MessageBadlyFormed, QStringLiteral("Invalid presence channel"));
    const auto found = m_presenceChannels.find(subscribe.channel);
    if (found != m_presenceChannels.end() && found->second->isSubscribed) {
        found->second->seq = seq;
        return request->reply(reply);
    }
    if (found == m_presenceChannels.end()) {
        checkLimit(qsizetype(m_presenceChannels.size()), backend->options.limits.presences,
                   QStringLiteral("presence channels"));
    }
    PresenceChannel &channel = presenceChannel(subscribe.channel);
    channel.seq = seq;
    channel.isSubscribed = true;
    const auto subscribed = [this, request, reply, seq](const Error &error) {
        const auto found = m_presenceChannels.find(reply.channel);
        const bool isCurrent = found != m_presenceChannels.end() && found->second->seq <= seq;
        if (error) {
            if (isCurrent)
                found->second->isSubscribed = false;
            return request->fail(error);
        }
        if (isCurrent && found->second->isSubscribed)
            requestPresence(reply.channel);
        request->reply(reply);
    };
    backend->channels.subscribe(Racer::presenceChannel(subscribe.channel), &channel, subscribed);
}

void AgentPrivate::presenceUnsubscribe(const Request &request, const Protocol::PresenceUnsubscribe &unsubscribe)
{
    if (const auto found = m_presenceChannels.find(unsubscribe.channel); found != m_presenceChannels.end()) {
        PresenceChannel &channel = *found->second;
        channel.seq = unsubscribe.seq.toDouble();
        if (std::exchange(channel.isSubscribed, false)) {
            backend->channels.unsubscribe(&channel);
            endPresences(channel);
            releasePresenceChannel(unsubscribe.channel);
        }
    }
    request->reply(Protocol::PresenceSubscribeReply{false, unsubscribe.channel, unsubscribe.seq, request->id(), {}});
}

void AgentPrivate::requestPresence(const Key &channel)
{
    static const Key ch(u"ch"), src(u"src");
    backend->publishPresence(channel, Value::object({{ch, channel}, {requestMark(), true}, {src, clientId}}));
}

// Takes back what the client has shown on a channel, as it can no longer do so itself.
void AgentPrivate::endPresences(PresenceChannel &channel)
{
    for (auto &[id, presence] : std::exchange(channel.values, {})) {
        --m_presenceCount;
        if (presence.value.isNull())
            continue;
        Presence gone = presence;
        gone.value = nullptr;
        broadcastPresence(gone, [this, self = pointer()](const Error &error, const Presence &) {
            if (error)
                backend->reportError(error, QStringLiteral("taking back presence"));
        });
    }
}

} // namespace Racer
