// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "fields_p.h"

#include <Racer/id.h>

#include <cmath>

namespace Racer::Protocol {

namespace {

// The checks and their order are those of sharedb 7, so that every client sees the same error for the same mistake.

[[noreturn]] void refuse(const QString &why)
{
    throw Error(ErrorCode::MessageBadlyFormed, why);
}

bool isName(const Value &value)
{
    return value.isString() && !isForbiddenName(value.stringView());
}

bool isVersion(const Value &value)
{
    if (value.isNullish())
        return true;
    const double number = value.toDouble(-1);
    return number >= 0 && number == std::floor(number);
}

bool isProtocol(const Value &value)
{
    return value.isNullish() || value.isNumber() || value.isString();
}

void checkQueryRequest(const Value &message)
{
    const Names &n = names();
    if (!message.value(n.id).isNumber())
        refuse(QStringLiteral("Missing query ID"));
    const Value &known = message.value(n.r);
    if (known.isNullish())
        return;
    if (!known.isArray())
        refuse(QStringLiteral("Invalid query results"));
    for (qsizetype i = 0; i < known.size(); ++i) {
        const Value &entry = known.at(i);
        if (!entry.isArray())
            refuse(QStringLiteral("Invalid query results"));
        if (!isName(entry.at(0)))
            refuse(QStringLiteral("Invalid id"));
        if (!isVersion(entry.at(1)))
            refuse(QStringLiteral("Invalid version"));
    }
}

void checkDocRequest(const Value &message, bool isSnapshotRequest, bool isPresence)
{
    const Names &n = names();
    const Value &id = message.value(n.d);
    if (!id.isNullish() && !isName(id))
        refuse(QStringLiteral("Invalid id"));
    if (isSnapshotRequest) {
        if (message.value(n.c).isNullish())
            refuse(QStringLiteral("Invalid collection"));
        if (id.isNullish())
            refuse(QStringLiteral("Invalid id"));
    }
    if (!isVersion(message.value(n.v)))
        refuse(QStringLiteral("Invalid version"));
    const Value &timestamp = message.value(n.ts);
    if (!timestamp.isNullish() && !timestamp.isNumber())
        refuse(QStringLiteral("Invalid timestamp"));
    if (isPresence) {
        if (!isName(message.value(n.id)))
            refuse(QStringLiteral("Invalid presence ID"));
        if (!isVersion(message.value(n.pv)))
            refuse(QStringLiteral("Invalid presence version"));
    }
}

void checkBulkRequest(const Value &message)
{
    const Value &docs = message.value(names().b);
    if (docs.isArray()) {
        for (qsizetype i = 0; i < docs.size(); ++i) {
            if (!isName(docs.at(i)))
                refuse(QStringLiteral("Invalid id"));
        }
    } else if (docs.isObject()) {
        const QList<Key> ids = docs.keys();
        for (const Key &id : ids) {
            if (isForbiddenName(id.view()))
                refuse(QStringLiteral("Invalid id"));
            if (!isVersion(docs.value(id)))
                refuse(QStringLiteral("Invalid version"));
        }
    } else {
        refuse(QStringLiteral("Invalid bulk subscribe data"));
    }
}

void checkCommon(const Value &message)
{
    const Names &n = names();
    if (const Value &collection = message.value(n.c); !collection.isNullish() && !isName(collection))
        refuse(QStringLiteral("Invalid collection"));
    if (const Value &channel = message.value(n.ch); !channel.isNullish() && !isName(channel))
        refuse(QStringLiteral("Invalid presence channel"));
    if (const Value &seq = message.value(n.seq); !seq.isNullish() && !seq.isNumber())
        refuse(QStringLiteral("Invalid seq"));
}

int protocolNumber(const Value &value)
{
    return value.isString() ? value.stringView().toInt() : int(std::clamp(value.toDouble(), 0., 1e6));
}

SubmitOp decodeSubmit(const Value &message)
{
    const Names &n = names();
    SubmitOp submit;
    Op &op = submit.op;
    const Value &seq = message.value(n.seq);
    if (seq.toDouble() >= MaxSafeInteger)
        throw Error(ErrorCode::ConnectionSeqIntegerOverflow,
                    QStringLiteral("Connection seq has exceeded the max safe integer, maybe from being open for "
                                   "too long"));
    readPayload(message, op);
    if (op.kind == Op::Kind::Noop)
        refuse(QStringLiteral("Invalid op message"));
    const Value &src = message.value(n.src);
    if (src.isTruthy() && !src.isString())
        throw Error(ErrorCode::OtOpBadlyFormed, QStringLiteral("src must be a string"));
    if (seq.isNullish())
        throw Error(ErrorCode::OtOpBadlyFormed, QStringLiteral("Both src and seq must be set together"));
    op.doc = docName(message);
    op.version = versionFromValue(message.value(n.v));
    op.src = src.toKey();
    op.seq = seq.toDouble();
    op.extra = message.value(n.x);
    return submit;
}

template<typename Request>
Request decodeQuery(const Value &message)
{
    const Names &n = names();
    Request request;
    request.id = message.value(n.id).toDouble();
    request.collection = message.value(n.c).toKey();
    request.query = message.value(n.q);
    request.options = message.value(n.o);
    if (const Value &known = message.value(n.r); known.isArray()) {
        request.known.emplace();
        request.known->reserve(size_t(known.size()));
        for (qsizetype i = 0; i < known.size(); ++i)
            request.known->push_back({known.at(i).at(0).toKey(), versionFromValue(known.at(i).at(1))});
    }
    return request;
}

template<typename Request>
Request decodeBulk(const Value &message)
{
    const Names &n = names();
    const Value &docs = message.value(n.b);
    Request request;
    request.collection = message.value(n.c).toKey();
    request.docs.reserve(size_t(docs.size()));
    if (docs.isArray()) {
        for (qsizetype i = 0; i < docs.size(); ++i)
            request.docs.push_back({docs.at(i).toKey(), NoVersion});
    } else {
        request.hasVersions = true;
        const QList<Key> ids = docs.keys();
        for (const Key &id : ids)
            request.docs.push_back({id, versionFromValue(docs.value(id))});
    }
    return request;
}

BulkUnsubscribe decodeBulkUnsubscribe(const Value &message)
{
    const auto bulk = decodeBulk<BulkFetch>(message);
    BulkUnsubscribe request{bulk.collection, {}};
    request.ids.reserve(bulk.docs.size());
    for (const IdVersion &doc : bulk.docs)
        request.ids.push_back(doc.id);
    return request;
}

Handshake decodeHandshake(const Value &message)
{
    const Names &n = names();
    const Value &protocol = message.value(n.protocol);
    const Value &minor = message.value(n.protocolMinor);
    if (!isProtocol(protocol) || !isProtocol(minor))
        refuse(QStringLiteral("Invalid protocol"));
    checkCommon(message);
    return {message.value(n.id), protocolNumber(protocol), protocolNumber(minor)};
}

} // namespace

/*!
    Reads a client's \a message and checks it as sharedb 7 does, in the same order and with the same texts. A number
    with a fraction is no version here either.
*/
ClientMessage decodeClientMessage(const Value &message)
{
    const Names &n = names();
    if (!message.isContainer())
        refuse(QStringLiteral("Received non-object message"));
    const Value &name = message.value(n.a);
    const QStringView action = name.stringView();

    if (action == n.op.view()) {
        checkDocRequest(message, false, false);
        checkCommon(message);
        return decodeSubmit(message);
    }
    if (action == n.f.view() || action == n.s.view() || action == n.u.view()) {
        checkDocRequest(message, false, false);
        checkCommon(message);
        const DocName doc = docName(message);
        const qint64 version = versionFromValue(message.value(n.v));
        if (action == n.f.view())
            return Fetch{doc, version};
        if (action == n.s.view())
            return Subscribe{doc, version};
        return Unsubscribe{doc};
    }
    if (action == n.bf.view() || action == n.bs.view() || action == n.bu.view()) {
        checkBulkRequest(message);
        checkCommon(message);
        if (action == n.bf.view())
            return decodeBulk<BulkFetch>(message);
        if (action == n.bs.view())
            return decodeBulk<BulkSubscribe>(message);
        return decodeBulkUnsubscribe(message);
    }
    if (action == n.qf.view() || action == n.qs.view() || action == n.qu.view()) {
        checkQueryRequest(message);
        checkCommon(message);
        if (action == n.qf.view())
            return decodeQuery<QueryFetch>(message);
        if (action == n.qs.view())
            return decodeQuery<QuerySubscribe>(message);
        return QueryUnsubscribe{message.value(n.id).toDouble()};
    }
    if (action == n.nf.view() || action == n.nt.view()) {
        checkDocRequest(message, true, false);
        checkCommon(message);
        if (action == n.nf.view())
            return FetchSnapshot{message.value(n.id), docName(message), versionFromValue(message.value(n.v))};
        const Value &timestamp = message.value(n.ts);
        return FetchSnapshotByTime{message.value(n.id), docName(message),
                                   timestamp.isNumber() ? std::optional(timestamp.toDouble()) : std::nullopt};
    }
    if (action == n.p.view()) {
        checkDocRequest(message, false, true);
        checkCommon(message);
        return readPresence(message);
    }
    if (action == n.hs.view())
        return decodeHandshake(message);

    checkCommon(message);
    if (action == n.ps.view())
        return PresenceSubscribe{message.value(n.ch).toKey(), message.value(n.seq)};
    if (action == n.pu.view())
        return PresenceUnsubscribe{message.value(n.ch).toKey(), message.value(n.seq)};
    if (action == n.pr.view())
        return PresenceRequest{message.value(n.ch).toKey(), {}};
    if (action == n.pp.view())
        return Ping{};
    refuse(QStringLiteral("Invalid or unknown message"));
}

} // namespace Racer::Protocol
