// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/memorypubsub.h>

namespace Racer {

/*!
    \class Racer::PubSub
    \inmodule Racer
    \brief How server processes tell each other what happened: named channels without persistence.

    Ops go to the channels "collection" and "collection.id" in the form of Op::toPublished(), presence goes to
    "$presence." and its channel's name. A backend subscribes to a channel once and counts its own listeners.
    Implementations emit interrupted() for a channel whose messages may have been lost; the backend then reads the
    state again. Counterpart of ShareDB's PubSub. Used from the backend's thread, on which messages have to arrive.
*/

/*!
    \class Racer::MemoryPubSub
    \inmodule Racer
    \brief Pub/sub for one backend alone.

    Messages arrive before publish() returns. Counterpart of ShareDB's MemoryPubSub. To be used from one thread.
*/

/*! \reimp */
void MemoryPubSub::publish(const QList<Key> &channels, const Value &message)
{
    for (const Key &channel : channels) {
        if (m_channels.contains(channel))
            Q_EMIT messageReceived(channel, message);
    }
}

/*! \reimp */
void MemoryPubSub::subscribe(const Key &channel, std::function<void(Error)> done)
{
    m_channels.insert(channel);
    done({});
}

/*! \reimp */
void MemoryPubSub::unsubscribe(const Key &channel)
{
    m_channels.remove(channel);
}

/*! \reimp */
void MemoryPubSub::close()
{
    m_channels.clear();
}

} // namespace Racer
