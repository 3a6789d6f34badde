// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "channels_p.h"

#include <Racer/projection.h>

#include <algorithm>

namespace Racer {

Key documentChannel(const DocName &doc)
{
    return Key(doc.collection.toString() + u'.' + doc.id.toString());
}

Key presenceChannel(const Key &channel)
{
    return Key(QStringLiteral("$presence.") + channel.toString());
}

const Protocol::EncodedMessage &PublishedOp::message(const Key &index, const Projection *projection)
{
    for (const auto &[name, message] : m_messages) {
        if (name == index)
            return message;
    }
    Protocol::OpMessage message{m_op, {}, {}, {}};
    message.op.doc.collection = index;
    if (projection)
        projection->projectOp(message.op);
    return m_messages.emplace_back(index, Protocol::EncodedMessage(std::move(message))).second;
}

Subscriber::~Subscriber()
{
    if (m_channels)
        m_channels->unsubscribe(this);
}

Channels::~Channels()
{
    for (const auto &[name, channel] : m_channels) {
        for (Subscriber *subscriber : channel->subscribers) {
            if (subscriber)
                subscriber->m_channels = nullptr;
        }
    }
}

void Channels::subscribe(const Key &name, Subscriber *subscriber, std::function<void(Error)> done)
{
    subscriber->m_channels = this;
    subscriber->m_channel = name;
    const auto [entry, isNew] = m_channels.try_emplace(name);
    if (isNew)
        entry->second = std::make_shared<Channel>();
    const std::shared_ptr<Channel> channel = entry->second;
    channel->subscribers.push_back(subscriber);
    if (channel->state == State::Subscribed)
        return done({});
    channel->waiting.push_back(std::move(done));
    if (isNew) {
        m_pubsub->subscribe(name, [this, name, channel, alive = std::weak_ptr(m_alive)](const Error &error) {
            if (!alive.expired())
                subscribed(name, channel, error);
        });
    }
}

void Channels::subscribed(const Key &name, const std::shared_ptr<Channel> &channel, const Error &error)
{
    channel->state = State::Subscribed;
    if (error) {
        for (Subscriber *subscriber : std::exchange(channel->subscribers, {})) {
            if (subscriber)
                subscriber->m_channels = nullptr;
        }
        if (const auto entry = m_channels.find(name); entry != m_channels.end() && entry->second == channel)
            m_channels.erase(entry);
    }
    for (const std::function<void(Error)> &done : std::exchange(channel->waiting, {}))
        done(error);
}

void Channels::unsubscribe(Subscriber *subscriber)
{
    if (!std::exchange(subscriber->m_channels, nullptr))
        return;
    const Key name = std::exchange(subscriber->m_channel, {});
    const auto entry = m_channels.find(name);
    if (entry == m_channels.end())
        return;
    const std::shared_ptr<Channel> channel = entry->second;
    const auto place = std::find(channel->subscribers.begin(), channel->subscribers.end(), subscriber);
    if (place == channel->subscribers.end())
        return;
    if (channel->delivering) {
        *place = nullptr;
        channel->hasGaps = true;
    } else {
        *place = channel->subscribers.back();
        channel->subscribers.pop_back();
        release(name, *channel);
    }
}

void Channels::release(const Key &name, Channel &channel)
{
    if (!channel.subscribers.empty())
        return;
    const Key released = name;
    m_channels.erase(released);
    m_pubsub->unsubscribe(released);
}

template<typename Function>
void Channels::forEach(const Key &name, Function function)
{
    const auto entry = m_channels.find(name);
    if (entry == m_channels.end())
        return;
    const std::shared_ptr<Channel> channel = entry->second;
    ++channel->delivering;
    const size_t count = channel->subscribers.size();
    for (size_t i = 0; i < count; ++i) {
        if (Subscriber *subscriber = channel->subscribers[i])
            function(*subscriber);
    }
    if (--channel->delivering == 0 && std::exchange(channel->hasGaps, false)) {
        std::erase(channel->subscribers, nullptr);
        release(name, *channel);
    }
}

void Channels::deliver(const Key &channel, PublishedOp &op)
{
    forEach(channel, [&](Subscriber &subscriber) { subscriber.opReceived(op); });
}

void Channels::deliverPresence(const Key &channel, const Protocol::EncodedMessage &message)
{
    forEach(channel, [&](Subscriber &subscriber) { subscriber.presenceReceived(message); });
}

void Channels::interrupt(const Key &channel)
{
    forEach(channel, [](Subscriber &subscriber) { subscriber.interrupted(); });
}

} // namespace Racer
