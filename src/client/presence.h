// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/connection.h>

#include <QtCore/QHash>

namespace Racer {

class LocalPresencePrivate;
class PresencePrivate;

// What this client shows to the others under one presence id.
class RACER_CLIENT_EXPORT LocalPresence : public QObject
{
    Q_OBJECT
public:
    ~LocalPresence() override;

    [[nodiscard]] const Key &id() const;
    [[nodiscard]] Presence *presence() const;
    [[nodiscard]] const Value &value() const;
    void submit(const Value &value, Callback done);
    QFuture<void> submit(const Value &value);
    void amend(const Value &value);
    void destroy(Callback done = {});

Q_SIGNALS:
    void errorOccurred(const Racer::Error &error);

protected:
    explicit LocalPresence(std::unique_ptr<LocalPresencePrivate> priv);

private:
    friend class Presence;
    friend class PresencePrivate;
    friend class LocalPresencePrivate;
    std::unique_ptr<LocalPresencePrivate> d;
};

// A channel on which clients show each other short-lived values.
class RACER_CLIENT_EXPORT Presence : public QObject
{
    Q_OBJECT
public:
    ~Presence() override;

    [[nodiscard]] Connection *connection() const;
    [[nodiscard]] const Key &channel() const;
    void subscribe(Callback done);
    QFuture<void> subscribe();
    void unsubscribe(Callback done);
    QFuture<void> unsubscribe();
    [[nodiscard]] bool isSubscribed() const;
    [[nodiscard]] LocalPresence *create(const Key &id = {});
    [[nodiscard]] QList<LocalPresence *> localPresences() const;
    [[nodiscard]] const QHash<Key, Value> &remotePresences() const;
    void destroy(Callback done = {});

Q_SIGNALS:
    void received(const Racer::Key &id, const Racer::Value &value);
    void errorOccurred(const Racer::Error &error);

protected:
    explicit Presence(std::unique_ptr<PresencePrivate> priv);

private:
    friend class ConnectionPrivate;
    friend class PresencePrivate;
    friend class LocalPresence;
    friend class LocalPresencePrivate;
    std::unique_ptr<PresencePrivate> d;
};

// Presence inside a document: values are moved along with its edits (cursors, selections).
class RACER_CLIENT_EXPORT DocPresence : public Presence
{
    Q_OBJECT
public:
    ~DocPresence() override;

    [[nodiscard]] Doc *doc() const;

private:
    friend class ConnectionPrivate;
    using Presence::Presence;
};

} // namespace Racer
