// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "fields_p.h"

#include <Racer/ottype.h>

namespace Racer::Protocol {

namespace {

Value withAction(const Key &action)
{
    Value message = Value::object();
    message.set(names().a, Value(action));
    return message;
}

void setDoc(Value &message, const DocName &doc)
{
    setIfNamed(message, names().c, doc.collection);
    setIfNamed(message, names().d, doc.id);
}

Value docRequest(const Key &action, const DocName &doc, qint64 version)
{
    Value message = withAction(action);
    setDoc(message, doc);
    message.set(names().v, versionToValue(version));
    return message;
}

Value bulkRequest(const Key &action, const Key &collection, const std::vector<IdVersion> &docs, bool hasVersions)
{
    Value list = hasVersions ? Value::object() : Value::array();
    for (const IdVersion &doc : docs) {
        if (hasVersions)
            list.set(doc.id, versionToValue(doc.version));
        else
            list.append(Value(doc.id));
    }
    Value message = withAction(action);
    setIfNamed(message, names().c, collection);
    message.set(names().b, std::move(list));
    return message;
}

template<typename Request>
Value queryRequest(const Key &action, const Request &request)
{
    const Names &n = names();
    Value message = withAction(action);
    message.set(n.id, Value(request.id));
    setIfNamed(message, n.c, request.collection);
    setIfDefined(message, n.q, request.query);
    setIfDefined(message, n.o, request.options);
    if (request.known) {
        Value known = Value::array();
        for (const IdVersion &doc : *request.known)
            known.append(Value::array({Value(doc.id), versionToValue(doc.version)}));
        message.set(n.r, std::move(known));
    }
    return message;
}

Value entryToValue(const SnapshotEntry &entry, bool withId)
{
    if (entry.error)
        return Value::object({{names().error, entry.error.toValue()}});
    Value value = snapshotToValue(entry.snapshot, withId);
    setIfNamed(value, names().c, entry.collection);
    return value;
}

Value entriesToArray(const std::vector<SnapshotEntry> &entries)
{
    Value list = Value::array();
    list.reserve(qsizetype(entries.size()));
    for (const SnapshotEntry &entry : entries)
        list.append(entryToValue(entry, true));
    return list;
}

Value entriesToMap(const std::vector<SnapshotEntry> &entries)
{
    Value map = Value::object();
    for (const SnapshotEntry &entry : entries)
        map.set(entry.snapshot.id, entryToValue(entry, false));
    return map;
}

Value changeToValue(const QueryChange &change)
{
    const Names &n = names();
    switch (change.kind) {
    case QueryChange::Kind::Insert:
        return Value::object({{n.type, Value(n.insert)}, {n.index, Value(qint64(change.index))},
                              {n.values, entriesToArray(change.values)}});
    case QueryChange::Kind::Remove:
        return Value::object({{n.type, Value(n.remove)}, {n.index, Value(qint64(change.index))},
                              {n.howMany, Value(qint64(change.count))}});
    case QueryChange::Kind::Move:
        return Value::object({{n.type, Value(n.move)}, {n.from, Value(qint64(change.index))},
                              {n.to, Value(qint64(change.to))}, {n.howMany, Value(qint64(change.count))}});
    }
    Q_UNREACHABLE();
}

// Whom a successful reply is for: a truthy id of the request, else the document.
void setAddressee(Value &message, const Value &id, const DocName &doc)
{
    if (id.isTruthy())
        message.set(names().id, id);
    else
        setDoc(message, doc);
}

Value greeting(const Key &action, int protocol, int minor, const Value &id, const Value &type)
{
    const Names &n = names();
    Value message = withAction(action);
    message.set(n.protocol, Value(protocol));
    message.set(n.protocolMinor, Value(minor));
    setIfDefined(message, n.id, id);
    setIfDefined(message, n.type, type);
    return message;
}

struct Encoder
{
    const Names &n = names();

    Value operator()(const Handshake &m) const
    {
        Value message = withAction(n.hs);
        message.set(n.id, m.id.isUndefined() ? Value(nullptr) : m.id);
        message.set(n.protocol, Value(m.protocol));
        message.set(n.protocolMinor, Value(m.protocolMinor));
        return message;
    }
    Value operator()(const Fetch &m) const { return docRequest(n.f, m.doc, m.version); }
    Value operator()(const Subscribe &m) const { return docRequest(n.s, m.doc, m.version); }
    Value operator()(const Unsubscribe &m) const
    {
        Value message = withAction(n.u);
        setDoc(message, m.doc);
        return message;
    }
    Value operator()(const BulkFetch &m) const { return bulkRequest(n.bf, m.collection, m.docs, m.hasVersions); }
    Value operator()(const BulkSubscribe &m) const
    { return bulkRequest(n.bs, m.collection, m.docs, m.hasVersions); }
    Value operator()(const BulkUnsubscribe &m) const
    {
        Value ids = Value::array();
        for (const Key &id : m.ids)
            ids.append(Value(id));
        Value message = withAction(n.bu);
        setIfNamed(message, n.c, m.collection);
        message.set(n.b, std::move(ids));
        return message;
    }
    Value operator()(const SubmitOp &m) const
    {
        Value message = withAction(n.op);
        setDoc(message, m.op.doc);
        message.set(n.v, versionToValue(m.op.version));
        setIfNamed(message, n.src, m.op.src);
        message.set(n.seq, Value(m.op.seq));
        setIfDefined(message, n.x, m.op.extra);
        setPayload(message, m.op);
        return message;
    }
    Value operator()(const QueryFetch &m) const { return queryRequest(n.qf, m); }
    Value operator()(const QuerySubscribe &m) const { return queryRequest(n.qs, m); }
    Value operator()(const QueryUnsubscribe &m) const
    {
        Value message = withAction(n.qu);
        message.set(n.id, Value(m.id));
        return message;
    }
    Value operator()(const FetchSnapshot &m) const
    {
        Value message = withAction(n.nf);
        setIfDefined(message, n.id, m.id);
        setDoc(message, m.doc);
        message.set(n.v, versionToValue(m.version));
        return message;
    }
    Value operator()(const FetchSnapshotByTime &m) const
    {
        Value message = withAction(n.nt);
        setIfDefined(message, n.id, m.id);
        setDoc(message, m.doc);
        message.set(n.ts, m.timestamp ? Value(*m.timestamp) : Value(nullptr));
        return message;
    }
    Value operator()(const Presence &m) const
    {
        Value message = withAction(n.p);
        setIfNamed(message, n.ch, m.channel);
        setIfNamed(message, n.src, m.src);
        message.set(n.id, Value(m.id));
        setIfDefined(message, n.p, m.value);
        if (m.presenceVersion != NoVersion)
            message.set(n.pv, Value(m.presenceVersion));
        if (m.isDocPresence()) {
            setDoc(message, m.doc);
            message.set(n.v, versionToValue(m.version));
            message.set(n.t, m.type.isEmpty() ? Value(nullptr) : Value(m.type));
        }
        setError(message, m.error);
        return message;
    }
    Value operator()(const PresenceSubscribe &m) const { return channelRequest(n.ps, m.channel, m.seq); }
    Value operator()(const PresenceUnsubscribe &m) const { return channelRequest(n.pu, m.channel, m.seq); }
    Value operator()(const PresenceRequest &m) const
    {
        Value message = withAction(n.pr);
        setIfNamed(message, n.ch, m.channel);
        setError(message, m.error);
        return message;
    }
    Value operator()(const Ping &m) const
    {
        Value message = withAction(n.pp);
        setError(message, m.error);
        return message;
    }

    Value operator()(const Init &m) const { return greeting(n.init, m.protocol, m.protocolMinor, m.id, m.type); }
    Value operator()(const HandshakeReply &m) const
    {
        Value message = greeting(n.hs, m.protocol, m.protocolMinor, m.id, m.type);
        setError(message, m.error);
        return message;
    }
    Value operator()(const DocReply &m) const
    {
        Value message = withAction(m.action == DocAction::Fetch ? n.f : m.action == DocAction::Subscribe ? n.s : n.u);
        if (m.snapshot)
            message.set(n.data, snapshotToValue(*m.snapshot));
        setAddressee(message, m.id, m.doc);
        setError(message, m.error);
        return message;
    }
    Value operator()(const BulkReply &m) const
    {
        Value message =
            withAction(m.action == DocAction::Fetch ? n.bf : m.action == DocAction::Subscribe ? n.bs : n.bu);
        if (m.data)
            message.set(n.data, entriesToMap(*m.data));
        setAddressee(message, m.id, {m.collection, {}});
        if (!m.data && !m.id.isTruthy())
            setIfDefined(message, n.b, m.docs);
        setError(message, m.error);
        return message;
    }
    Value operator()(const OpMessage &m) const
    {
        Value message = withAction(n.op);
        setAddressee(message, m.id, m.op.doc);
        message.set(n.v, versionToValue(m.op.version));
        if (!m.op.src.isEmpty()) {
            message.set(n.src, Value(m.op.src));
            message.set(n.seq, Value(m.op.seq));
        }
        setPayload(message, m.op);
        setIfDefined(message, n.fixup, m.fixups);
        setError(message, m.error);
        return message;
    }
    Value operator()(const QueryReply &m) const
    {
        Value message = withAction(m.subscribe ? n.qs : n.qf);
        if (m.results)
            message.set(n.data, entriesToArray(*m.results));
        else if (m.missing)
            message.set(n.data, entriesToMap(*m.missing));
        setIfDefined(message, n.extra, m.extra);
        message.set(n.id, Value(m.id));
        setError(message, m.error);
        return message;
    }
    Value operator()(const QueryUpdate &m) const
    {
        Value message = withAction(n.q);
        message.set(n.id, Value(m.id));
        if (m.diff) {
            Value diff = Value::array();
            for (const QueryChange &change : *m.diff)
                diff.append(changeToValue(change));
            message.set(n.diff, std::move(diff));
        }
        if (m.extra)
            message.set(n.extra, *m.extra);
        setError(message, m.error);
        return message;
    }
    Value operator()(const QueryUnsubscribeReply &m) const
    {
        Value message = withAction(n.qu);
        message.set(n.id, Value(m.id));
        setError(message, m.error);
        return message;
    }
    Value operator()(const SnapshotReply &m) const
    {
        Value message = withAction(m.byTime ? n.nt : n.nf);
        message.set(n.v, Value(m.snapshot.version));
        message.set(n.type, m.snapshot.exists() ? Value(m.snapshot.type) : Value(nullptr));
        setIfDefined(message, n.data, m.snapshot.data);
        message.set(n.m, m.snapshot.meta.isUndefined() ? Value(nullptr) : m.snapshot.meta);
        setAddressee(message, m.id, m.doc);
        if (!m.id.isTruthy())
            message.set(n.id, Value(m.doc.id));
        setError(message, m.error);
        return message;
    }
    Value operator()(const PresenceSubscribeReply &m) const
    {
        Value message = channelRequest(m.subscribe ? n.ps : n.pu, m.channel, m.seq);
        if (m.id.isTruthy())
            message.set(n.id, m.id);
        setError(message, m.error);
        return message;
    }

    Value channelRequest(const Key &action, const Key &channel, const Value &seq) const
    {
        Value message = withAction(action);
        setIfNamed(message, n.ch, channel);
        setIfDefined(message, n.seq, seq);
        return message;
    }
    void setError(Value &message, const Error &error) const
    {
        if (error)
            message.set(n.error, error.toValue());
    }
};

} // namespace

/*!
    Encodes a client's \a message.
*/
Value toValue(const ClientMessage &message)
{
    return std::visit(Encoder{}, message);
}

/*!
    Encodes a server's \a message. An error set in it is written too; a server that refuses a request sends
    errorReply() instead, which echoes all of the request.
*/
Value toValue(const ServerMessage &message)
{
    return std::visit(Encoder{}, message);
}

/*!
    The answer to a \a request that failed with \a error: the request itself with an "error" member {code, message}.
    A request that is an array has no place for it and comes back as it is, as Node's server answers.
*/
Value errorReply(const Value &request, const Error &error)
{
    Value reply = request;
    if (reply.isObject())
        reply.set(names().error, error.toValue());
    return reply;
}

/*!
    The wire form of a \a snapshot in fetch, subscribe, bulk and query replies.
*/
Value snapshotToValue(const Snapshot &snapshot, bool withId)
{
    const Names &n = names();
    Value value = Value::object();
    value.set(n.v, Value(snapshot.version));
    setIfDefined(value, n.data, snapshot.data);
    if (!snapshot.exists())
        value.set(n.type, Value(nullptr));
    else if (snapshot.type.view() != OtTypes::defaultType()->uri())
        value.set(n.type, Value(snapshot.type));
    if (withId)
        value.set(n.d, Value(snapshot.id));
    return value;
}

} // namespace Racer::Protocol
