// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/agentstream.h>

namespace Racer {

/*!
    \class Racer::AgentStream
    \inmodule Racer
    \brief Where an Agent's messages go: one connection to one client.

    Implemented by transports of the server's side. Counterpart of the stream that ShareDB's backend.listen takes.
*/

AgentStream::~AgentStream() = default;

} // namespace Racer
