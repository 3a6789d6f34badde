// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "presence_p.h"

#include <Racer/id.h>

#include <QtCore/QMetaMethod>

namespace Racer {

/*!
    \class Racer::Presence
    \inmodule Racer
    \brief A channel on which clients show each other short-lived values: who is here, where a cursor is.

    A client shows values with the LocalPresence objects that create() makes, and sees those of the others after
    subscribe(): received() tells of each change, remotePresences() holds the latest; null means gone and is not
    held. Nothing is stored by the server. The server must have presence switched on, else nothing is answered. The
    counterpart of ShareDB's Presence; made by Connection::presence().

    The thread rule is the connection's.
*/

/*!
    \class Racer::LocalPresence
    \inmodule Racer
    \brief What this client shows under one id of a presence channel.

    While there is no connection only the latest value waits. The value is shown again to whoever subscribes later.
    Without a callback, an error goes to errorOccurred().
*/

LocalPresence::LocalPresence(std::unique_ptr<LocalPresencePrivate> priv) : d(std::move(priv))
{
    d->q = this;
}

LocalPresence::~LocalPresence() = default;

LocalPresence *LocalPresencePrivate::make(std::unique_ptr<LocalPresencePrivate> priv)
{
    return new LocalPresence(std::move(priv));
}

const Key &LocalPresence::id() const
{
    return d->id;
}

Presence *LocalPresence::presence() const
{
    return d->presence;
}

const Value &LocalPresence::value() const
{
    return d->value;
}

/*!
    Shows \a value, any JSON; null takes it away. \a done is called when the server has passed it on.
*/
void LocalPresence::submit(const Value &value, Callback done)
{
    d->submit(value, std::move(done));
}

QFuture<void> LocalPresence::submit(const Value &value)
{
    return asFuture([&](Callback done) { submit(value, std::move(done)); });
}

/*!
    Puts \a value in the place of the one that is shown, for those who subscribe later and for what still waits to be
    sent; the others are not told. For a value that everybody who knows it changes in the same way, such as a position in
    a text.
*/
void LocalPresence::amend(const Value &value)
{
    d->value = value;
    if (d->pending)
        d->pending->message.value = value;
}

/*!
    Takes the value away and deletes the object soon after.
*/
void LocalPresence::destroy(Callback done)
{
    d->detach();
    d->submit(nullptr, [this, self = QPointer(this), done = std::move(done)](const Error &error) {
        if (!self)
            return;
        if (!error) {
            PresencePrivate::get(d->presence)->locals.remove(d->id);
            deleteLater();
        }
        if (done)
            done(error);
        else if (error)
            d->finish(error, {});
    });
}

Error LocalPresencePrivate::check(const Value &, bool &) const
{
    return {};
}

void LocalPresencePrivate::submit(const Value &newValue, Callback done)
{
    bool nothing = false;
    const Error error = check(newValue, nothing);
    if (error || nothing)
        return finish(error, std::move(done));
    value = newValue;
    send(std::move(done));
}

void LocalPresencePrivate::send(Callback done)
{
    Callbacks waiting;
    if (pending) { // its value is out of date; who waited for it waits for this one
        waiting = std::move(callbacks[pending->message.presenceVersion]);
        callbacks.erase(pending->message.presenceVersion);
    }
    pending.emplace();
    pending->message.channel = presence->channel();
    pending->message.id = id;
    pending->message.value = value;
    pending->message.presenceVersion = nextVersion++;
    prepare(pending->message);
    if (done)
        waiting.push_back(std::move(done));
    callbacks[pending->message.presenceVersion] = std::move(waiting);
    sendPending();
}

void LocalPresencePrivate::prepare(Protocol::Presence &) { }

void LocalPresencePrivate::sendPending()
{
    if (!pending || !link()->canSend)
        return;
    link()->send(Protocol::ClientMessage(std::move(pending->message)));
    pending.reset();
}

void LocalPresencePrivate::acknowledge(const Error &error, qint64 version)
{
    const auto found = callbacks.find(version);
    if (found == callbacks.end())
        return;
    Callbacks waiting = std::move(found->second);
    callbacks.erase(found);
    finish(error, combined(std::move(waiting)));
}

void LocalPresencePrivate::finish(const Error &error, Callback done)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&LocalPresence::errorOccurred);
    if (done)
        link()->nextTick(presence, [error, done = std::move(done)] { done(error); });
    else if (error && q->isSignalConnected(signal))
        Q_EMIT q->errorOccurred(error);
    else if (error)
        PresencePrivate::get(presence)->emitError(error);
}

Presence::Presence(std::unique_ptr<PresencePrivate> priv) : d(std::move(priv))
{
    d->q = this;
}

Presence::~Presence() = default;

Connection *Presence::connection() const
{
    return d->connection;
}

const Key &Presence::channel() const
{
    return d->channel;
}

/*!
    Follows the channel, across reconnects. The others are asked to show their values again.
*/
void Presence::subscribe(Callback done)
{
    d->setSubscribed(true, std::move(done));
}

QFuture<void> Presence::subscribe()
{
    return asFuture([this](Callback done) { subscribe(std::move(done)); });
}

void Presence::unsubscribe(Callback done)
{
    d->setSubscribed(false, std::move(done));
}

QFuture<void> Presence::unsubscribe()
{
    return asFuture([this](Callback done) { unsubscribe(std::move(done)); });
}

bool Presence::isSubscribed() const
{
    return d->subscribed;
}

/*!
    A new value to show under \a id, which must be unique in the channel among all clients; a random one if it is
    empty. The same object again for an id that is in use here.
*/
LocalPresence *Presence::create(const Key &id)
{
    const Key presenceId = id.isEmpty() ? createConnectionId() : id;
    LocalPresence *&local = d->locals[presenceId];
    if (!local)
        local = LocalPresencePrivate::make(d->createLocal(presenceId));
    return local;
}

QList<LocalPresence *> Presence::localPresences() const
{
    return d->locals.values();
}

/*!
    What the others show, by presence id.
*/
const QHash<Key, Value> &Presence::remotePresences() const
{
    return d->values;
}

/*!
    Unsubscribes, takes all values of this client away, and deletes the object soon after. Connection::presence() for
    the same channel before that keeps it.
*/
void Presence::destroy(Callback done)
{
    d->wantsDestroy = true;
    const QList<LocalPresence *> locals = d->locals.values();
    d->setSubscribed(false, [this, locals, done = std::move(done)](const Error &error) {
        if (error)
            return d->finish(error, done);
        const auto left = std::make_shared<qsizetype>(locals.size() + 1);
        const Callback each = [this, left, done](const Error &failure) {
            if (--*left == 0 || failure)
                d->destroy(failure ? [done, failure](const Error &) { if (done) done(failure); } : done);
        };
        for (LocalPresence *local : locals) {
            if (d->locals.value(LocalPresencePrivate::get(local)->id) == local)
                local->destroy(each);
            else
                --*left;
        }
        each({});
    });
}

Presence *PresencePrivate::make(Connection *connection, const Key &channel)
{
    return new Presence(std::make_unique<PresencePrivate>(connection, channel));
}

PresencePrivate::~PresencePrivate()
{
    qDeleteAll(locals);
}

void PresencePrivate::destroy(const Callback &done)
{
    if (wantsDestroy && link()->presences.value(channel) == q) {
        link()->presences.remove(channel);
        remotes.clear();
        values.clear();
        q->deleteLater();
    }
    finish({}, done);
}

void PresencePrivate::setSubscribed(bool want, Callback done)
{
    if (want == wantSubscribe) {
        if (!subscriptions.empty()) {
            subscriptions.rbegin()->second.push_back(std::move(done));
            return;
        }
        if (want == subscribed) {
            finish({}, done);
            return;
        }
    }
    wantSubscribe = want;
    const double seq = link()->presenceSeq++;
    subscriptions[seq].push_back(std::move(done));
    if (!link()->canSend)
        return;
    if (want)
        link()->send(Protocol::ClientMessage(Protocol::PresenceSubscribe{channel, Value(seq)}));
    else
        link()->send(Protocol::ClientMessage(Protocol::PresenceUnsubscribe{channel, Value(seq)}));
}

void PresencePrivate::handleSubscription(const Protocol::PresenceSubscribeReply &reply)
{
    subscribed = reply.subscribe && wantSubscribe && !reply.error;
    const auto found = subscriptions.find(reply.seq.toDouble());
    Callbacks waiting;
    if (found != subscriptions.end()) {
        waiting = std::move(found->second);
        subscriptions.erase(found);
    }
    finish(reply.error, combined(std::move(waiting)));
}

void PresencePrivate::handleUpdate(const Protocol::Presence &message)
{
    if (LocalPresence *local = locals.value(message.id)) {
        LocalPresencePrivate::get(local)->acknowledge(message.error, message.presenceVersion);
        return;
    }
    if (message.error)
        return emitError(message.error);
    std::shared_ptr<RemotePresence> &remote = remotes[message.id];
    if (!remote)
        remote = createRemote(message.id);
    const std::shared_ptr<RemotePresence> kept = remote; // it may remove itself
    kept->receive(message);
}

void PresencePrivate::handleRequest(const Error &error)
{
    if (error)
        return emitError(error);
    const QList<LocalPresence *> all = locals.values();
    for (LocalPresence *local : all) {
        LocalPresencePrivate *p = LocalPresencePrivate::get(local);
        if (!p->value.isNull())
            p->send({});
    }
}

void PresencePrivate::connectionStateChanged()
{
    if (!link()->canSend) {
        subscribed = false;
        return;
    }
    Callbacks waiting;
    for (auto &[seq, callbacks] : std::exchange(subscriptions, {}))
        waiting.insert(waiting.end(), callbacks.begin(), callbacks.end());
    if (!wantSubscribe)
        finish({}, combined(std::move(waiting)));
    else
        setSubscribed(true, combined(std::move(waiting)));
    const QList<LocalPresence *> all = locals.values();
    for (LocalPresence *local : all)
        LocalPresencePrivate::get(local)->sendPending();
}

void PresencePrivate::requestRemotePresence()
{
    if (link()->canSend)
        link()->send(Protocol::ClientMessage(Protocol::PresenceRequest{channel, {}}));
}

void PresencePrivate::update(RemotePresence *remote)
{
    const Key id = remote->id;
    const Value value = remote->value;
    if (value.isNull()) {
        remotes.remove(id);
        values.remove(id);
    } else {
        values.insert(id, value);
    }
    Q_EMIT q->received(id, value);
}

void PresencePrivate::finish(const Error &error, const Callback &done)
{
    if (done)
        link()->nextTick(connection, [error, done] { done(error); });
    else if (error)
        emitError(error);
}

void PresencePrivate::emitError(const Error &error)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&Presence::errorOccurred);
    if (q->isSignalConnected(signal))
        Q_EMIT q->errorOccurred(error);
    else
        link()->emitError(error);
}

std::unique_ptr<LocalPresencePrivate> PresencePrivate::createLocal(const Key &id)
{
    return std::make_unique<LocalPresencePrivate>(q, id);
}

std::shared_ptr<RemotePresence> PresencePrivate::createRemote(const Key &id)
{
    return std::make_shared<RemotePresence>(this, id);
}

void RemotePresence::receive(const Protocol::Presence &message)
{
    if (message.presenceVersion < presenceVersion)
        return;
    value = message.value.isUndefined() ? Value(nullptr) : message.value;
    presenceVersion = message.presenceVersion;
    presence->update(this);
}

} // namespace Racer
