// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/fakeserver.h>

#include "faketransport_p.h"

#include <algorithm>
#include <limits>

namespace Racer {

/*!
    \class Racer::FakeServer
    \inmodule Racer
    \brief A server in the test's own process, on lines that the test controls, in a time that the test controls.

    The backend is the real one, with a database in memory, and clients speak the real protocol with it. Only the lines
    between are made up: what is sent waits until the clock has come to its time, and the clock stands still until
    advance(), settle() or automatic moves it. No test has to sleep, and every run is the same.

    \snippet testkit/main.cpp latency

    It belongs to the thread of its clients, and has to outlive them or go before them; both are safe.
*/

FakeServer::FakeServer(QObject *parent) : QObject(parent), d(std::make_unique<FakeServerPrivate>(this))
{
    BackendOptions options;
    options.presence = true;
    d->backend = std::make_unique<Backend>(std::move(options));
    d->backend->use(Actions::submit, [this](SubmitRequest &request, const Next &next) {
        next(d->rule && request.agent && !request.agent->request().data.isValid() ? d->rule(request) : Error());
    });
}

FakeServer::~FakeServer()
{
    for (const QPointer<FakeTransport> &transport : std::exchange(d->transports, {})) {
        if (transport)
            transport->lose(QStringLiteral("the server is gone"));
    }
    d->other.reset();
}

/*! The backend, for middleware and projections of the test. */
Backend *FakeServer::backend() const
{
    return d->backend.get();
}

/*! A line to the server, for a Connection of the test's own. */
std::unique_ptr<Transport> FakeServer::createTransport()
{
    auto transport = std::make_unique<FakeTransport>(d.get(), this, d->backend->createTransport());
    d->transports.removeIf([](const QPointer<FakeTransport> &known) { return !known; });
    d->transports << transport.get();
    return transport;
}

/*!
    A new client, that begins to connect. Its Connection does not try again by itself when its line is cut: restore()
    has it do so.
*/
std::unique_ptr<Connection> FakeServer::connectTo()
{
    auto connection = std::make_unique<Connection>();
    connectTo(connection.get());
    return connection;
}

/*! The same for a \a connection that is there already. It is not owned. */
void FakeServer::connectTo(Connection *connection)
{
    ReconnectPolicy policy;
    policy.enabled = false;
    policy.connectTimeout = std::numeric_limits<int>::max(); // of real time, in which nothing happens here
    connection->setReconnectPolicy(policy);
    connection->setTransport(createTransport());
    d->connections.removeIf([](const QPointer<Connection> &known) { return !known; });
    d->connections << connection;
    connection->open();
}

/*! A model on a connection of its own, as connectTo() makes it. What nobody uses is unloaded at once. */
std::unique_ptr<RootModel> FakeServer::createModel()
{
    auto model = std::make_unique<RootModel>(connectTo());
    model->setUnloadDelay(0);
    return model;
}

/*! \property Racer::FakeServer::latency
    Milliseconds that a message takes one way, from when it is sent on. 0 by default. */
int FakeServer::latency() const
{
    return d->latency;
}

void FakeServer::setLatency(int milliseconds)
{
    if (std::exchange(d->latency, std::max(0, milliseconds)) != d->latency)
        Q_EMIT latencyChanged();
}

/*! \property Racer::FakeServer::jitter
    Milliseconds that a message takes longer than latency at most, at random. Messages of one line and direction never
    overtake each other. 0 by default. */
int FakeServer::jitter() const
{
    return d->jitter;
}

void FakeServer::setJitter(int milliseconds)
{
    if (std::exchange(d->jitter, std::max(0, milliseconds)) != d->jitter)
        Q_EMIT jitterChanged();
}

/*! \property Racer::FakeServer::seed
    Where the random numbers of jitter begin. Setting it begins them again. 1 by default. */
quint32 FakeServer::seed() const
{
    return d->seed;
}

void FakeServer::setSeed(quint32 seed)
{
    d->random.seed(seed);
    if (std::exchange(d->seed, seed) != seed)
        Q_EMIT seedChanged();
}

/*! \property Racer::FakeServer::paused
    While true, nothing arrives, whatever the clock says. What waits arrives when the clock is moved afterwards. */
bool FakeServer::isPaused() const
{
    return d->paused;
}

void FakeServer::setPaused(bool paused)
{
    if (d->paused == paused)
        return;
    d->paused = paused;
    Q_EMIT pausedChanged();
    d->runSoon();
}

/*! \property Racer::FakeServer::online
    False after cut(), until restore(). */
bool FakeServer::isOnline() const
{
    return d->online;
}

/*!
    Cuts the lines of all clients: what is on its way is lost, and no client comes through until restore().
*/
void FakeServer::cut()
{
    const bool was = std::exchange(d->online, false);
    d->cut([](FakeTransport *) { return true; });
    if (was)
        Q_EMIT onlineChanged();
}

/*! Cuts the line of one \a client, which may connect again at once, or by restore(). */
void FakeServer::cut(Connection *client)
{
    d->cut([client](FakeTransport *transport) { return client->transport() == transport; });
}

/*! Lets clients through again, and has those of connectTo() whose line was cut connect anew. */
void FakeServer::restore()
{
    const bool was = std::exchange(d->online, true);
    const QList<QPointer<Connection>> connections = d->connections;
    for (const QPointer<Connection> &connection : connections) {
        if (connection && connection->state() == Connection::State::Disconnected)
            connection->open();
    }
    if (!was)
        Q_EMIT onlineChanged();
}

/*!
    Loses the next \a messages that are sent in \a direction, by whatever client. A WebSocket does not do that; a server
    behind a faulty proxy does. Clients notice the gap when a later message comes, or when they connect again.
*/
void FakeServer::drop(Direction direction, int messages)
{
    d->toDrop[size_t(direction)] += messages;
}

/*! \property Racer::FakeServer::inTransit
    The number of messages that are on their way, in both directions, of all clients. */
int FakeServer::inTransit() const
{
    return int(d->parcels.size());
}

/*! \property Racer::FakeServer::now
    The time, in milliseconds since the server was made. */
qint64 FakeServer::now() const
{
    return d->now;
}

/*! \property Racer::FakeServer::automatic
    True to have the clock jump to the next message in each turn of the event loop: everything arrives by itself, in
    order and without waiting. False by default. */
bool FakeServer::isAutomatic() const
{
    return d->automatic;
}

void FakeServer::setAutomatic(bool automatic)
{
    if (d->automatic == automatic)
        return;
    d->automatic = automatic;
    Q_EMIT automaticChanged();
    d->runSoon();
}

/*!
    Moves the clock on by \a milliseconds. Everything that is due meanwhile arrives in order, each at its time, and what
    follows from it is sent at that time; advance(0) delivers what is due now. Posted events of this thread are handled
    in between, timers are not.
*/
void FakeServer::advance(int milliseconds)
{
    const qint64 until = d->now + std::max(0, milliseconds);
    d->pump();
    while (d->deliverNext(until))
        d->pump();
    d->setNow(until);
}

/*! Moves the clock on until nothing is on its way any more. False if something is held back by paused. */
bool FakeServer::settle()
{
    d->pump();
    while (d->deliverNext(std::numeric_limits<qint64>::max()))
        d->pump();
    return d->parcels.empty();
}

/*!
    Has every write of the clients decided by \a rule, in place of the one before. It does not concern other().

    \snippet testkit/main.cpp refuse
*/
void FakeServer::refuse(const Rule &rule)
{
    d->rule = rule;
}

/*!
    Refuses the writes of the clients, with \a reason as the error's message. \a document is the path of the only
    document that it concerns, \c "songs.a", or a collection; without it all are refused.
*/
void FakeServer::refuse(const QString &reason, const QString &document)
{
    refuse([reason, path = Path(document)](const SubmitRequest &request) {
        const bool concerned = (path.size() < 1 || path.at(0) == request.index)
            && (path.size() < 2 || path.at(1) == request.op.doc.id);
        return concerned ? Error(reason) : Error();
    });
}

/*! Takes writes again: the end of refuse(). */
void FakeServer::accept()
{
    d->rule = {};
}

/*!
    A model of another client, whose line is not one of those that latency, cut() and the others are about, and which
    is not refused anything. What it writes is with the server once the event loop has turned, or advance() is called.
*/
RootModel *FakeServer::other() const
{
    if (!d->other) {
        ConnectionRequest request;
        request.data = true; // known by this from the clients
        d->other = d->backend->createModel(ModelOptions(), request);
    }
    return d->other.get();
}

/*!
    Writes \a value at \a path as other() does, and has it committed: it is on its way to the clients when the function
    returns. \a path names a document, \c "songs.a", which is created if it is not there, or something within. The error
    is a null one if all is well.
*/
Error FakeServer::set(const Path &path, const Value &value)
{
    return d->write(path, &value);
}

/*! The same for a deletion: of a document, or of what \a path names within. */
Error FakeServer::del(const Path &path)
{
    return d->write(path, nullptr);
}

/*! What the server has at \a path, which begins with a document's. */
Value FakeServer::get(const Path &path)
{
    Error error;
    return d->load(path, &error) ? other()->get(path) : Value();
}

} // namespace Racer
