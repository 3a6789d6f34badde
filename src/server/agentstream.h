// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerserverexport.h>

#include <QtCore/QString>

namespace Racer {

namespace Protocol {
class EncodedMessage;
}

// Where an Agent's messages go: one connection to one client, of whatever transport.
// Thread rule: called on the backend's thread. Once the stream has called Agent::streamClosed(), it is called no more.
class RACER_SERVER_EXPORT AgentStream
{
public:
    virtual ~AgentStream();

    virtual void send(const Protocol::EncodedMessage &message) = 0;
    // Asks the stream to end; it answers with Agent::streamClosed(), now or later. The code is a WebSocket's.
    virtual void close(quint16 code, const QString &reason) = 0;
};

} // namespace Racer
