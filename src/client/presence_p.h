// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection_p.h"

#include <Racer/doc.h>
#include <Racer/presence.h>

namespace Racer {

// What somebody else shows. In a plain channel a value is what was last received.
class RemotePresence
{
public:
    RemotePresence(PresencePrivate *presence, Key id) : presence(presence), id(std::move(id)) { }
    virtual ~RemotePresence() = default;

    virtual void receive(const Protocol::Presence &message);

    PresencePrivate *const presence;
    const Key id;
    Value value = nullptr;
    qint64 presenceVersion = 0;
};

class LocalPresencePrivate
{
public:
    LocalPresencePrivate(Presence *presence, Key id) : presence(presence), id(std::move(id)) { }
    virtual ~LocalPresencePrivate() = default;

    static LocalPresencePrivate *get(LocalPresence *local) { return local->d.get(); }
    static LocalPresence *make(std::unique_ptr<LocalPresencePrivate> priv);

    ConnectionPrivate *link() const { return ConnectionPrivate::get(presence->connection()); }
    // An error if the value cannot be shown now; sets "nothing" if there is nothing to do.
    virtual Error check(const Value &newValue, bool &nothing) const;
    void submit(const Value &newValue, Callback done);
    void send(Callback done);
    virtual void sendPending();
    virtual void prepare(Protocol::Presence &message);
    virtual void detach() { }
    void acknowledge(const Error &error, qint64 version);
    void finish(const Error &error, Callback done);

    LocalPresence *q = nullptr;
    Presence *const presence;
    const Key id;
    Value value = nullptr;
    qint64 nextVersion = 0;
    struct Pending
    {
        Protocol::Presence message;
        quint64 dataRevision = 0; // of the document, when the value was right
    };
    std::optional<Pending> pending; // only the latest value waits
    std::map<qint64, Callbacks> callbacks; // by presence version
};

class PresencePrivate
{
public:
    PresencePrivate(Connection *connection, Key channel) : connection(connection), channel(std::move(channel)) { }
    virtual ~PresencePrivate();

    static PresencePrivate *get(Presence *presence) { return presence->d.get(); }
    static Presence *make(Connection *connection, const Key &channel);
    static Presence *makeForDoc(Doc *doc);
    static Key channelOf(const DocName &doc);

    ConnectionPrivate *link() const { return ConnectionPrivate::get(connection); }
    void setSubscribed(bool want, Callback done);
    void handleSubscription(const Protocol::PresenceSubscribeReply &reply);
    void handleUpdate(const Protocol::Presence &message);
    void handleRequest(const Error &error);
    void connectionStateChanged();
    void requestRemotePresence();
    void update(RemotePresence *remote);
    void destroy(const Callback &done);
    void finish(const Error &error, const Callback &done);
    void emitError(const Error &error);
    virtual std::unique_ptr<LocalPresencePrivate> createLocal(const Key &id);
    virtual std::shared_ptr<RemotePresence> createRemote(const Key &id);

    Presence *q = nullptr;
    Connection *const connection;
    const Key channel;
    bool wantSubscribe = false;
    bool subscribed = false;
    bool wantsDestroy = false;
    QHash<Key, LocalPresence *> locals;
    QHash<Key, std::shared_ptr<RemotePresence>> remotes;
    QHash<Key, Value> values;
    std::map<double, Callbacks> subscriptions; // requests under way, by seq
};

// Presence in a document: values move along with its ops.
class DocPresencePrivate : public PresencePrivate
{
public:
    explicit DocPresencePrivate(Doc *doc);
    ~DocPresencePrivate() override;

    std::unique_ptr<LocalPresencePrivate> createLocal(const Key &id) override;
    std::shared_ptr<RemotePresence> createRemote(const Key &id) override;

    const QPointer<Doc> doc; // held
};

} // namespace Racer
