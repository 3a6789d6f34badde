// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/memorypubsub.h>

namespace Racer {

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
