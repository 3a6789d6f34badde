// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>
#include <Racer/racerserverexport.h>

#include <QtCore/QObject>

#include <functional>

namespace Racer {

// How server processes tell each other what happened. Counterpart of ShareDB's PubSub: named channels, no
// persistence. Channels: "collection", "collection.id", "$presence." + presence channel.
// Thread rule: used from the backend's thread; messages arrive on it.
class RACER_SERVER_EXPORT PubSub : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // True if nothing it carries ever leaves this backend, which then delivers by itself.
    [[nodiscard]] virtual bool isLocal() const { return false; }
    // Delivers to every subscriber of every channel, this process included, as messageReceived.
    virtual void publish(const QList<Key> &channels, const Value &message) = 0;
    // The backend subscribes once per channel and process and counts its own listeners.
    virtual void subscribe(const Key &channel, std::function<void(Error)> done) = 0;
    virtual void unsubscribe(const Key &channel) = 0;
    virtual void close() = 0;

Q_SIGNALS:
    void messageReceived(const Racer::Key &channel, const Racer::Value &message);
    // Messages may have been lost: whoever subscribed to it has to read the state again.
    void interrupted(const Racer::Key &channel);
};

} // namespace Racer
