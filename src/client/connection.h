// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/transport.h>

#include <QtCore/QFuture>

#include <functional>
#include <memory>
#include <optional>

namespace Racer {

class ConnectionPrivate;
class Doc;
class DocPresence;
class Presence;
class Query;

// Called once; a null Error is success.
using Callback = std::function<void(const Error &error)>;
using SnapshotCallback = std::function<void(const Error &error, const Snapshot &snapshot)>;
using OpsCallback = std::function<void(const Error &error, const QList<Op> &ops)>;

// When to try again after the connection was lost.
struct ReconnectPolicy
{
    bool enabled = true;
    int firstDelay = 250;   // ms
    int maxDelay = 30'000;  // ms
    double factor = 2;      // each delay is that much longer than the one before
    double jitter = 0.5;    // the last part of a delay that is random: 0 none, 1 all of it
    int connectTimeout = 30'000; // ms until an attempt counts as failed
};

struct QueryOptions
{
    Value options;                                // "o": for the server's database and middleware
    std::optional<QList<Doc *>> results;          // what is already known, in order
};

class RACER_CLIENT_EXPORT Connection : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Racer::Connection::State state READ state NOTIFY stateChanged)
    Q_PROPERTY(bool connected READ canSend NOTIFY stateChanged)
    Q_PROPERTY(QString reason READ reason NOTIFY stateChanged)
public:
    enum class State { Connecting, Connected, Disconnected, Closed, Stopped };
    Q_ENUM(State)

    explicit Connection(QObject *parent = nullptr);
    explicit Connection(std::unique_ptr<Transport> transport, QObject *parent = nullptr);
    ~Connection() override;

    [[nodiscard]] Transport *transport() const;
    void setTransport(std::unique_ptr<Transport> transport);
    [[nodiscard]] ReconnectPolicy reconnectPolicy() const;
    void setReconnectPolicy(const ReconnectPolicy &policy);

    void open();
    void close();
    [[nodiscard]] State state() const;
    [[nodiscard]] QString reason() const;
    [[nodiscard]] bool canSend() const;
    [[nodiscard]] Key id() const;
    [[nodiscard]] double nextSeq() const;

    [[nodiscard]] Doc *get(const Key &collection, const Key &id);
    [[nodiscard]] Doc *existing(const Key &collection, const Key &id) const;
    [[nodiscard]] QList<Doc *> docs() const;

    Query *createFetchQuery(const Key &collection, const Value &query, const QueryOptions &options = {},
                            Callback done = {});
    Query *createSubscribeQuery(const Key &collection, const Value &query, const QueryOptions &options = {},
                                Callback done = {});

    void fetchSnapshot(const Key &collection, const Key &id, std::optional<qint64> version, SnapshotCallback done);
    QFuture<Snapshot> fetchSnapshot(const Key &collection, const Key &id, std::optional<qint64> version = {});
    void fetchSnapshotByTimestamp(const Key &collection, const Key &id, std::optional<qint64> msecsSinceEpoch,
                                  SnapshotCallback done);
    QFuture<Snapshot> fetchSnapshotByTimestamp(const Key &collection, const Key &id,
                                               std::optional<qint64> msecsSinceEpoch = {});
    void fetchOps(const Key &collection, const Key &id, qint64 from, std::optional<qint64> to, OpsCallback done);
    QFuture<QList<Op>> fetchOps(const Key &collection, const Key &id, qint64 from = 0, std::optional<qint64> to = {});

    [[nodiscard]] Presence *presence(const Key &channel);
    [[nodiscard]] DocPresence *docPresence(const Key &collection, const Key &id);

    void ping();

    [[nodiscard]] bool hasPending() const;
    [[nodiscard]] bool hasWritePending() const;
    void whenNothingPending(std::function<void()> done);

    void startBulk();
    void endBulk();

Q_SIGNALS:
    void stateChanged(Racer::Connection::State state, const QString &reason);
    void errorOccurred(const Racer::Error &error);
    void docAdded(Racer::Doc *doc);
    void pong();
    // Everything that passes, for logs and inspection.
    void messageReceived(const Racer::Value &message);
    void messageSent(const Racer::Value &message);

protected:
    bool event(QEvent *event) override;

private:
    friend class ConnectionPrivate;
    std::unique_ptr<ConnectionPrivate> d;
};

} // namespace Racer
