// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/op.h>

#include <optional>
#include <variant>
#include <vector>

// Every message of ShareDB's protocol 1.2, as a struct. Names that begin a comment are the wire's.
namespace Racer::Protocol {

inline constexpr int Major = 1;
inline constexpr int Minor = 2;
inline constexpr double MaxSafeInteger = 9007199254740991; // a seq must stay below it

struct IdVersion
{
    Key id;
    qint64 version = NoVersion;
};

// A snapshot inside a bulk or query reply; either a snapshot or an error.
struct SnapshotEntry
{
    Snapshot snapshot;
    Key collection; // "c": only if it is another one than the request's
    Error error;
};

// ---- Client to server -------------------------------------------------------------------------------------------

struct Handshake // hs
{
    Value id; // the client's former id: a string, null, or whatever an old client brings
    int protocol = Major;
    int protocolMinor = Minor;
};

struct Fetch // f
{
    DocName doc;
    qint64 version = NoVersion; // known: ops are wanted; else a snapshot
};
struct Subscribe // s
{
    DocName doc;
    qint64 version = NoVersion;
};
struct Unsubscribe // u
{
    DocName doc;
};

struct BulkFetch // bf
{
    Key collection;
    std::vector<IdVersion> docs;
    bool hasVersions = false; // the form {id: version}: ops are wanted; else [id, ...]: snapshots
};
struct BulkSubscribe // bs
{
    Key collection;
    std::vector<IdVersion> docs;
    bool hasVersions = false;
};
struct BulkUnsubscribe // bu
{
    Key collection;
    std::vector<Key> ids;
};

struct SubmitOp // op
{
    Op op; // src may be empty: the connection's
};

struct QueryFetch // qf
{
    double id = 0;
    Key collection;
    Value query;
    Value options;                                // "o": undefined if absent
    std::optional<std::vector<IdVersion>> known;  // "r"
};
struct QuerySubscribe // qs
{
    double id = 0;
    Key collection;
    Value query;
    Value options;
    std::optional<std::vector<IdVersion>> known;
};
struct QueryUnsubscribe // qu
{
    double id = 0;
};

struct FetchSnapshot // nf
{
    Value id;
    DocName doc;
    qint64 version = NoVersion; // none: the latest
};
struct FetchSnapshotByTime // nt
{
    Value id;
    DocName doc;
    std::optional<double> timestamp; // ms since 1970; none: the latest
};

// p, in both directions; src is set by the server, and error only there.
struct Presence
{
    Key channel;
    Key id;
    Key src;
    Value value;                        // "p": null: gone
    qint64 presenceVersion = NoVersion; // "pv"
    DocName doc;                        // document presence only, like version and type
    qint64 version = NoVersion;
    Key type;
    Error error;

    [[nodiscard]] bool isDocPresence() const noexcept { return !doc.collection.isEmpty() || !doc.id.isEmpty(); }
};

struct PresenceSubscribe // ps
{
    Key channel;
    Value seq;
};
struct PresenceUnsubscribe // pu
{
    Key channel;
    Value seq;
};
struct PresenceRequest // pr, in both directions
{
    Key channel; // empty in the server's bare reply
    Error error;
};

struct Ping // pp, in both directions
{
    Error error;
};

using ClientMessage = std::variant<Handshake, Fetch, Subscribe, Unsubscribe, BulkFetch, BulkSubscribe,
                                   BulkUnsubscribe, SubmitOp, QueryFetch, QuerySubscribe, QueryUnsubscribe,
                                   FetchSnapshot, FetchSnapshotByTime, Presence, PresenceSubscribe,
                                   PresenceUnsubscribe, PresenceRequest, Ping>;

// ---- Server to client -------------------------------------------------------------------------------------------
// A failed request comes back with an error (errorReply); its message then has "error" set and the names it was for.
// "id" in a reply is a truthy id of the request, which replaces the document's name; undefined otherwise.

struct Init // init
{
    int protocol = Major;
    int protocolMinor = Minor; // 0 if absent
    Value id;
    Value type; // URI of the server's default type
};
struct HandshakeReply // hs
{
    int protocol = Major;
    int protocolMinor = Minor;
    Value id;
    Value type;
    Error error;
};

enum class DocAction : quint8 { Fetch, Subscribe, Unsubscribe };

struct DocReply // f, s, u
{
    DocAction action = DocAction::Fetch;
    DocName doc;
    std::optional<Snapshot> snapshot; // "data"
    Value id;
    Error error;
};

struct BulkReply // bf, bs, bu
{
    DocAction action = DocAction::Fetch;
    Key collection;
    std::optional<std::vector<SnapshotEntry>> data; // snapshot.id names the document
    Value docs;                                     // "b": the request's, if there is no data
    Value id;
    Error error;

    [[nodiscard]] RACER_CORE_EXPORT std::vector<Key> ids() const; // of docs
};

// op: an operation by somebody, an acknowledgement (no payload, maybe fixups), or a rejection (error).
// A client tells them apart by src and seq.
struct OpMessage
{
    Op op;
    Value fixups; // "fixup": an array of {src, seq, v, op}; undefined if there are none
    Value id;
    Error error;
};

struct QueryReply // qf, qs
{
    bool subscribe = false;
    double id = 0;
    std::optional<std::vector<SnapshotEntry>> results; // the array form, in result order
    std::optional<std::vector<SnapshotEntry>> missing; // the map form: snapshots that the client did not hold
    Value extra;                                       // undefined if absent
    Error error;
};

struct QueryChange
{
    enum class Kind : quint8 { Insert, Remove, Move };

    Kind kind = Kind::Insert;
    qsizetype index = 0;               // Move: "from"
    qsizetype to = 0;                  // Move
    qsizetype count = 1;               // "howMany"
    std::vector<SnapshotEntry> values; // Insert
};
struct QueryUpdate // q
{
    double id = 0;
    std::optional<std::vector<QueryChange>> diff;
    std::optional<Value> extra;
    Error error;
};
struct QueryUnsubscribeReply // qu
{
    double id = 0;
    Error error;
};

struct SnapshotReply // nf, nt
{
    bool byTime = false;
    Value id; // the request's
    DocName doc; // written only if there is no id
    Snapshot snapshot;
    Error error;
};

struct PresenceSubscribeReply // ps, pu
{
    bool subscribe = true;
    Key channel;
    Value seq;
    Value id;
    Error error;
};

using ServerMessage = std::variant<Init, HandshakeReply, DocReply, BulkReply, OpMessage, QueryReply, QueryUpdate,
                                   QueryUnsubscribeReply, SnapshotReply, Presence, PresenceSubscribeReply,
                                   PresenceRequest, Ping>;

// ---- Encoding and decoding --------------------------------------------------------------------------------------

[[nodiscard]] RACER_CORE_EXPORT Value toValue(const ClientMessage &message);
[[nodiscard]] RACER_CORE_EXPORT Value toValue(const ServerMessage &message);
// The request with "error" added: how a server answers a request that failed.
[[nodiscard]] RACER_CORE_EXPORT Value errorReply(const Value &request, const Error &error);

// Throws ERR_MESSAGE_BADLY_FORMED (or, for the payload of an op, ERR_OT_OP_BADLY_FORMED and
// ERR_CONNECTION_SEQ_INTEGER_OVERFLOW) with sharedb 7's texts.
[[nodiscard]] RACER_CORE_EXPORT ClientMessage decodeClientMessage(const Value &message);
// Throws ERR_MESSAGE_BADLY_FORMED for what no client understands.
[[nodiscard]] RACER_CORE_EXPORT ServerMessage decodeServerMessage(const Value &message);

// A snapshot as fetch, subscribe, bulk and query replies carry it: without the type if that is json0, null if there
// is none; with "d" if asked for.
[[nodiscard]] RACER_CORE_EXPORT Value snapshotToValue(const Snapshot &snapshot, bool withId = false);
// Throws ERR_INGESTED_SNAPSHOT_HAS_NO_VERSION.
[[nodiscard]] RACER_CORE_EXPORT Snapshot snapshotFromValue(const Value &value);

} // namespace Racer::Protocol
