// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "backend_p.h"

#include <Racer/agent.h>
#include <Racer/agentstream.h>

#include <deque>

namespace Racer {

// A request that may be answered later: keeps the agent and counts among its pending ones.
class PendingRequest
{
    Q_DISABLE_COPY_MOVE(PendingRequest)
public:
    PendingRequest(AgentPrivate *agent, Value message);
    ~PendingRequest();

    void reply(const Protocol::ServerMessage &message) const;
    void fail(const Error &error) const;
    // The request's own id, which takes the place of names in the reply; undefined without one.
    [[nodiscard]] Value id() const;

    AgentPrivate *const d;
    const std::shared_ptr<Agent> agent;
    const Value message;
};

using Request = std::shared_ptr<const PendingRequest>;

// A client's subscription to one document under one name.
class DocSubscription final : public Subscriber
{
public:
    DocSubscription(AgentPrivate *agent, const BackendPrivate::Target &target, const Key &id);

    // Until the client has the document, ops wait. Those before "version" it has by then.
    void start(qint64 version);
    void opReceived(PublishedOp &published) override;
    void interrupted() override;

    const quint64 serial; // tells it from one that took its place

private:
    AgentPrivate *const d;
    const BackendPrivate::Target m_target;
    const Key m_id;
    std::vector<Op> m_waiting;
    qint64 m_version = 0; // of the next op
    bool m_started = false;
};

// A query that a client follows.
class QuerySubscription final : public QueryFollower
{
public:
    QuerySubscription(AgentPrivate *agent, double id, const std::shared_ptr<QueryContext> &context);
    ~QuerySubscription() override;

    // The client has, or gets with the reply, this result; what waited is sent.
    void start();
    // Tells a client that holds "known" how the result differs.
    void sendDifference(const std::vector<Key> &known, const std::vector<Snapshot> &results, const Value &extra);

    const quint64 serial;

protected:
    void queryChanged(const QueryDiff &diff) override;
    void resultChanged(const Op &op) override;
    void queryFailed(const Error &error) override;

private:
    // Something on its way to the client, in the order of what happened. It may wait for middleware.
    struct Outgoing
    {
        Protocol::EncodedMessage message;
        bool isReady = false;
    };
    class ChannelListener;

    void send(Protocol::EncodedMessage message);
    void flush();
    void sendDiff(const QueryDiff &diff);
    void end(const Error &error);

    AgentPrivate *const d;
    const double m_id;
    const BackendPrivate::Target m_target;
    std::vector<std::unique_ptr<ChannelListener>> m_listeners;
    std::deque<std::shared_ptr<Outgoing>> m_outgoing;
    bool m_started = false;
};

// What a client has to do with one presence channel.
class PresenceChannel final : public Subscriber
{
public:
    PresenceChannel(AgentPrivate *agent, const Key &name) : d(agent), m_name(name) { }

    void presenceReceived(const Protocol::EncodedMessage &message) override;

    bool isSubscribed = false;
    double seq = 0;                                     // of the last subscribe or unsubscribe
    std::unordered_map<Key, Protocol::Presence> values; // the last of each presence id, by the client itself

private:
    AgentPrivate *const d;
    const Key m_name;
};

// Knows the version of a document that a client's presence is about.
class DocVersion final : public Subscriber
{
public:
    explicit DocVersion(const DocName &doc) : m_doc(doc) { }

    void opReceived(PublishedOp &published) override;

    qint64 version = NoVersion; // NoVersion: still being loaded

private:
    const DocName m_doc; // with the real collection
};

class AgentPrivate final : public Submitter
{
    Q_DISABLE_COPY_MOVE(AgentPrivate)
public:
    using Target = BackendPrivate::Target;

    AgentPrivate(Agent *q, BackendPrivate *backend, AgentStream *stream, const ConnectionRequest &request);
    ~AgentPrivate() override;

    void open();
    void receive(const Value &message);
    void close(quint16 code, const QString &reason);
    void cleanUp();

    void send(const Protocol::EncodedMessage &message);
    void sendOp(const Target &target, const Op &op);
    void forwardOp(const Target &target, PublishedOp &published);
    void reply(const Value &request, const Protocol::ServerMessage &message);
    void fail(const Value &request, const Error &error);
    void submitFinished(Submission &submission, const Error &error) override;

    [[nodiscard]] static quint64 nextSerial();
    [[nodiscard]] const Key &source() const noexcept { return src.isEmpty() ? clientId : src; }
    [[nodiscard]] bool isOwn(const Key &index, const Op &op) const noexcept;
    [[nodiscard]] std::shared_ptr<Agent> pointer() const { return q->shared_from_this(); }
    void checkLimit(qsizetype used, qsizetype limit, const QString &what) const; // throws

    Agent *const q;
    BackendPrivate *const backend;
    AgentStream *const stream;
    const ConnectionRequest connection;
    const Key clientId;
    Key src;
    Value custom;
    bool closed = false;
    int pending = 0;

private:
    friend class DocSubscription;
    friend class QuerySubscription;
    using PresenceDone = std::function<void(Error, const Protocol::Presence &)>;

    void handle(const Value &message);
    void dispatch(const Value &message);

    void handshake(const Value &message, const Protocol::Handshake &handshake);
    void submit(const Value &message, Protocol::SubmitOp &submit);
    void fetch(const Request &request, const Protocol::Fetch &fetch);
    void subscribe(const Request &request, const Protocol::Subscribe &subscribe);
    void unsubscribe(const Request &request, const Protocol::Unsubscribe &unsubscribe);
    void fetchOps(const Request &request, const Target &target, const std::vector<Protocol::IdVersion> &docs,
                  std::function<void(Error)> done);
    void bulkFetch(const Request &request, const Protocol::BulkFetch &fetch);
    void bulkSubscribe(const Request &request, const Protocol::BulkSubscribe &subscribe);
    void bulkUnsubscribe(const Request &request, const Protocol::BulkUnsubscribe &unsubscribe);
    void subscribeDocs(const Request &request, const Target &target, const std::vector<Protocol::IdVersion> &docs,
                       bool hasVersions,
                       std::function<void(Error, std::vector<Protocol::SnapshotEntry>)> reply);
    void queryFetch(const Request &request, const Protocol::QueryFetch &query);
    void querySubscribe(const Request &request, const Protocol::QuerySubscribe &query);
    void queryUnsubscribe(const Request &request, const Protocol::QueryUnsubscribe &query);
    void followQuery(const Request &request, const Protocol::QuerySubscribe &query,
                     const std::shared_ptr<QueryContext> &context);
    void fetchSnapshot(const Request &request, const Protocol::FetchSnapshot &fetch);
    void fetchSnapshotByTime(const Request &request, const Protocol::FetchSnapshotByTime &fetch);
    void presence(const Request &request, const Protocol::Presence &presence);
    void presenceSubscribe(const Request &request, const Protocol::PresenceSubscribe &subscribe);
    void presenceUnsubscribe(const Request &request, const Protocol::PresenceUnsubscribe &unsubscribe);
    void requestPresence(const Key &channel);
    void broadcastPresence(const Protocol::Presence &presence, const PresenceDone &done);
    void receivePresence(const Protocol::Presence &presence, const PresenceDone &done);
    void transformPresence(const Protocol::Presence &presence, const PresenceDone &done);
    void watchDoc(const DocName &doc, std::function<void(Error)> done);
    void keepPresence(const Protocol::Presence &presence);
    [[nodiscard]] PresenceChannel &presenceChannel(const Key &name);
    void releasePresenceChannel(const Key &name); // if it is not used any more
    void endPresences(PresenceChannel &channel);

    enum class State : quint8 { Connecting, Open };
    State m_state = State::Connecting;
    std::vector<Value> m_early; // messages before the connect middleware has answered
    Value m_announcedId; // what the client is told that its id is
    int m_protocol = 0;
    int m_protocolMinor = 0;
    std::unordered_map<Key, std::unordered_map<Key, std::unique_ptr<DocSubscription>>> m_docs; // by name, by id
    qsizetype m_docCount = 0;
    std::unordered_map<double, std::unique_ptr<QuerySubscription>> m_queries;
    std::unordered_map<Key, std::unique_ptr<PresenceChannel>> m_presenceChannels;
    std::unordered_map<Key, std::unordered_map<Key, std::unique_ptr<DocVersion>>> m_docVersions; // as m_docs
    qsizetype m_presenceCount = 0;

    [[nodiscard]] DocSubscription *docSubscription(const Key &index, const Key &id) const;
    DocSubscription *addDocSubscription(const Target &target, const Key &id);
    void removeDocSubscription(const Key &index, const Key &id);
};

} // namespace Racer
