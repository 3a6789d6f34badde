// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/encodedmessage.h>
#include <Racer/pubsub.h>

#include <memory>
#include <unordered_map>
#include <vector>

namespace Racer {

class Channels;
class Projection;

[[nodiscard]] Key documentChannel(const DocName &doc);
[[nodiscard]] Key presenceChannel(const Key &channel);

// A committed op on its way to its subscribers; encoded once for each collection name among them.
class PublishedOp
{
public:
    explicit PublishedOp(const Op &op) : m_op(op) { }

    [[nodiscard]] const Op &op() const noexcept { return m_op; }
    // "projection" belongs to "index", or is nullptr. Throws Error if the op cannot be projected.
    [[nodiscard]] const Protocol::EncodedMessage &message(const Key &index, const Projection *projection);

private:
    const Op &m_op;
    std::vector<std::pair<Key, Protocol::EncodedMessage>> m_messages;
};

// Somebody in this process who listens to a channel. Destroying it ends that.
class Subscriber
{
    Q_DISABLE_COPY_MOVE(Subscriber)
public:
    Subscriber() = default;
    virtual ~Subscriber();

    virtual void opReceived(PublishedOp &) { }
    virtual void presenceReceived(const Protocol::EncodedMessage &) { }
    virtual void interrupted() { } // messages may have been lost

private:
    friend class Channels;
    Channels *m_channels = nullptr;
    Key m_channel;
};

// Which subscribers a channel has. The pub/sub is subscribed once for each channel that has any.
class Channels
{
    Q_DISABLE_COPY_MOVE(Channels)
public:
    explicit Channels(PubSub *pubsub) : m_pubsub(pubsub) { }
    ~Channels();

    // "done" is called once, whatever becomes of the subscriber.
    void subscribe(const Key &channel, Subscriber *subscriber, std::function<void(Error)> done);
    void unsubscribe(Subscriber *subscriber);
    [[nodiscard]] bool contains(const Key &channel) const { return m_channels.contains(channel); }

    void deliver(const Key &channel, PublishedOp &op);
    void deliverPresence(const Key &channel, const Protocol::EncodedMessage &message);
    void interrupt(const Key &channel);

private:
    enum class State : quint8 { Subscribing, Subscribed };
    struct Channel
    {
        State state = State::Subscribing;
        std::vector<Subscriber *> subscribers; // nullptr: left while somebody was delivering
        std::vector<std::function<void(Error)>> waiting;
        int delivering = 0;
        bool hasGaps = false;
    };

    template<typename Function>
    void forEach(const Key &channel, Function function);
    void release(const Key &name, Channel &channel);
    void subscribed(const Key &name, const std::shared_ptr<Channel> &channel, const Error &error);

    PubSub *m_pubsub;
    std::unordered_map<Key, std::shared_ptr<Channel>> m_channels;
    const std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Racer
