// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/transport.h>

namespace Racer {

/*!
    \class Racer::Transport
    \inmodule Racer
    \brief How messages travel between a Connection and a server.

    open() starts an attempt that ends with opened() or closed(); once open, messageReceived() brings what the server
    sends, and closed() comes when the line is gone, with a reason for people to read. The reason \e stopped says that
    the server will not have this client back. A transport may be opened again after it was closed. What is sent while
    it is not open is dropped: Connection sends again what matters.

    errorOccurred() tells of a message that could not be taken and was dropped.

    A transport lives in the thread of its connection.
*/

Transport::~Transport() = default;

} // namespace Racer
