// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/pubsub.h>

#include <QtCore/QSet>

namespace Racer {

class RACER_SERVER_EXPORT MemoryPubSub : public PubSub
{
    Q_OBJECT
public:
    using PubSub::PubSub;

    [[nodiscard]] bool isLocal() const override { return true; }
    void publish(const QList<Key> &channels, const Value &message) override;
    void subscribe(const Key &channel, std::function<void(Error)> done) override;
    void unsubscribe(const Key &channel) override;
    void close() override;

private:
    QSet<Key> m_channels;
};

} // namespace Racer
