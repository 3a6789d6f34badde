// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "fields_p.h"

#include <Racer/ottype.h>

namespace Racer::Protocol {

namespace {

Error errorOf(const Value &message)
{
    const Value &error = message.value(names().error);
    if (!error.isTruthy())
        return {};
    Value rest = message;
    rest.take(names().error);
    const Value &text = error.value(names().message);
    return Error(error.value(names().code),
                 text.isString() ? text.toString() : error.isObject() ? QString() : error.toDisplayString(),
                 std::move(rest));
}

SnapshotEntry entryFromValue(const Value &value)
{
    SnapshotEntry entry;
    entry.error = errorOf(value);
    entry.collection = value.value(names().c).toKey();
    if (!entry.error) {
        try {
            entry.snapshot = snapshotFromValue(value);
        } catch (const Error &error) {
            entry.error = error;
        }
    }
    entry.snapshot.id = value.value(names().d).toKey();
    return entry;
}

std::vector<SnapshotEntry> entriesFromArray(const Value &list)
{
    std::vector<SnapshotEntry> entries;
    entries.reserve(size_t(list.size()));
    for (qsizetype i = 0; i < list.size(); ++i)
        entries.push_back(entryFromValue(list.at(i)));
    return entries;
}

std::vector<SnapshotEntry> entriesFromMap(const Value &map)
{
    std::vector<SnapshotEntry> entries;
    const QList<Key> ids = map.keys();
    entries.reserve(size_t(ids.size()));
    for (const Key &id : ids) {
        entries.push_back(entryFromValue(map.value(id)));
        entries.back().snapshot.id = id;
    }
    return entries;
}

template<typename Greeting>
Greeting decodeGreeting(const Value &message)
{
    const Names &n = names();
    Greeting greeting;
    greeting.protocol = int(message.value(n.protocol).toInteger(0));
    greeting.protocolMinor = int(message.value(n.protocolMinor).toInteger(0));
    greeting.id = message.value(n.id);
    greeting.type = message.value(n.type);
    return greeting;
}

DocReply decodeDocReply(DocAction action, const Value &message)
{
    DocReply reply{action, docName(message), std::nullopt, message.value(names().id), errorOf(message)};
    const Value &data = message.value(names().data);
    if (!reply.error && data.isTruthy()) {
        try {
            reply.snapshot = snapshotFromValue(data);
            reply.snapshot->id = reply.doc.id;
        } catch (const Error &error) {
            reply.error = error;
        }
    }
    return reply;
}

BulkReply decodeBulkReply(DocAction action, const Value &message)
{
    const Names &n = names();
    BulkReply reply{action, message.value(n.c).toKey(), std::nullopt, message.value(n.b), message.value(n.id),
                    errorOf(message)};
    if (const Value &data = message.value(n.data); data.isObject())
        reply.data = entriesFromMap(data);
    else if (!reply.docs.isContainer())
        throw Error(ErrorCode::MessageBadlyFormed, QStringLiteral("Invalid bulk message"));
    return reply;
}

OpMessage decodeOp(const Value &message)
{
    const Names &n = names();
    OpMessage decoded;
    decoded.error = errorOf(message);
    decoded.op.doc = docName(message);
    decoded.op.version = versionFromValue(message.value(n.v));
    decoded.op.src = message.value(n.src).toKey();
    decoded.op.seq = message.value(n.seq).toDouble();
    decoded.fixups = message.value(n.fixup);
    decoded.id = message.value(n.id);
    if (!decoded.error)
        readPayload(message, decoded.op);
    return decoded;
}

QueryReply decodeQueryReply(bool subscribe, const Value &message)
{
    const Names &n = names();
    QueryReply reply;
    reply.subscribe = subscribe;
    reply.id = message.value(n.id).toDouble();
    reply.error = errorOf(message);
    if (reply.error)
        return reply;
    const Value &data = message.value(n.data);
    if (data.isArray())
        reply.results = entriesFromArray(data);
    else if (data.isObject())
        reply.missing = entriesFromMap(data);
    reply.extra = message.value(n.extra);
    return reply;
}

std::optional<QueryChange> decodeChange(const Value &value)
{
    const Names &n = names();
    QueryChange change;
    const QStringView type = value.value(n.type).stringView();
    if (type == n.insert.view()) {
        change.index = value.value(n.index).toInteger();
        change.values = entriesFromArray(value.value(n.values));
        change.count = qsizetype(change.values.size());
        return change;
    }
    change.count = value.value(n.howMany).toInteger();
    if (change.count == 0)
        change.count = 1;
    if (type == n.remove.view()) {
        change.kind = QueryChange::Kind::Remove;
        change.index = value.value(n.index).toInteger();
        return change;
    }
    if (type == n.move.view()) {
        change.kind = QueryChange::Kind::Move;
        change.index = value.value(n.from).toInteger();
        change.to = value.value(n.to).toInteger();
        return change;
    }
    return std::nullopt;
}

QueryUpdate decodeQueryUpdate(const Value &message)
{
    const Names &n = names();
    QueryUpdate update;
    update.id = message.value(n.id).toDouble();
    update.error = errorOf(message);
    if (update.error)
        return update;
    if (const Value &diff = message.value(n.diff); diff.isArray()) {
        update.diff.emplace();
        for (qsizetype i = 0; i < diff.size(); ++i) {
            if (auto change = decodeChange(diff.at(i)))
                update.diff->push_back(std::move(*change));
        }
    }
    if (message.contains(n.extra))
        update.extra = message.value(n.extra);
    return update;
}

SnapshotReply decodeSnapshotReply(bool byTime, const Value &message)
{
    const Names &n = names();
    SnapshotReply reply;
    reply.byTime = byTime;
    reply.doc = docName(message);
    reply.error = errorOf(message);
    if (reply.error || !message.contains(n.d)) // else it is the document's, as the request had none
        reply.id = message.value(n.id);
    reply.snapshot.id = reply.doc.id;
    if (!reply.error) {
        reply.snapshot.version = std::max<qint64>(versionFromValue(message.value(n.v)), 0);
        reply.snapshot.type = message.value(n.type).toKey();
        reply.snapshot.data = message.value(n.data);
        reply.snapshot.meta = message.value(n.m);
    }
    return reply;
}

Presence decodePresence(const Value &message)
{
    Presence presence = readPresence(message);
    presence.src = message.value(names().src).toKey();
    presence.error = errorOf(message);
    return presence;
}

} // namespace

/*!
    Reads a server's \a message. Tolerant where clients are: missing members have their defaults, a snapshot without a
    version becomes an error of the reply it is in.
*/
ServerMessage decodeServerMessage(const Value &message)
{
    const Names &n = names();
    const QStringView action = message.value(n.a).stringView();
    if (action == n.op.view())
        return decodeOp(message);
    if (action == n.f.view())
        return decodeDocReply(DocAction::Fetch, message);
    if (action == n.s.view())
        return decodeDocReply(DocAction::Subscribe, message);
    if (action == n.u.view())
        return decodeDocReply(DocAction::Unsubscribe, message);
    if (action == n.q.view())
        return decodeQueryUpdate(message);
    if (action == n.p.view())
        return decodePresence(message);
    if (action == n.bf.view())
        return decodeBulkReply(DocAction::Fetch, message);
    if (action == n.bs.view())
        return decodeBulkReply(DocAction::Subscribe, message);
    if (action == n.bu.view())
        return decodeBulkReply(DocAction::Unsubscribe, message);
    if (action == n.qf.view() || action == n.qs.view())
        return decodeQueryReply(action == n.qs.view(), message);
    if (action == n.qu.view())
        return QueryUnsubscribeReply{message.value(n.id).toDouble(), errorOf(message)};
    if (action == n.nf.view() || action == n.nt.view())
        return decodeSnapshotReply(action == n.nt.view(), message);
    if (action == n.ps.view() || action == n.pu.view())
        return PresenceSubscribeReply{action == n.ps.view(), message.value(n.ch).toKey(), message.value(n.seq),
                                      message.value(n.id), errorOf(message)};
    if (action == n.pr.view())
        return PresenceRequest{message.value(n.ch).toKey(), errorOf(message)};
    if (action == n.pp.view())
        return Ping{errorOf(message)};
    if (action == n.init.view())
        return decodeGreeting<Init>(message);
    if (action == n.hs.view()) {
        auto reply = decodeGreeting<HandshakeReply>(message);
        reply.error = errorOf(message);
        return reply;
    }
    throw Error(ErrorCode::MessageBadlyFormed, QStringLiteral("Unrecognized message"));
}

/*!
    Reads the form that snapshotToValue() writes: no type means json0, null means that the document does not exist.
*/
Snapshot snapshotFromValue(const Value &value)
{
    const Names &n = names();
    Snapshot snapshot;
    snapshot.version = versionFromValue(value.value(n.v));
    if (snapshot.version == NoVersion)
        throw Error(ErrorCode::IngestedSnapshotHasNoVersion, QStringLiteral("Missing version in ingested snapshot."));
    snapshot.id = value.value(n.d).toKey();
    const Value &type = value.value(n.type);
    if (type.isUndefined())
        snapshot.type = Key(OtTypes::defaultType()->uri());
    else if (!type.isNull())
        snapshot.type = type.isString() ? type.toKey() : Key(type.toDisplayString());
    snapshot.data = value.value(n.data);
    return snapshot;
}

/*!
    The ids in docs, which is an array of ids or an object from id to version.
*/
std::vector<Key> BulkReply::ids() const
{
    std::vector<Key> ids;
    ids.reserve(size_t(docs.size()));
    for (qsizetype i = 0; docs.isArray() && i < docs.size(); ++i)
        ids.push_back(docs.at(i).toKey());
    const QList<Key> keys = docs.keys();
    ids.insert(ids.end(), keys.begin(), keys.end());
    return ids;
}

} // namespace Racer::Protocol
