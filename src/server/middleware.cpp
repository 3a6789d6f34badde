// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/middleware.h>

namespace Racer {

/*!
    \class Racer::ConnectContext
    \inmodule Racer
    \brief A client has connected and was greeted; an error closes the connection. Agent::request() tells who it is.
*/

/*!
    \class Racer::ReceiveContext
    \inmodule Racer
    \brief A message has arrived, not yet looked at; an error is the reply to it.
*/

/*!
    \class Racer::ReplyContext
    \inmodule Racer
    \brief A request has succeeded and its reply is about to be sent; an error is sent instead.
*/

/*!
    \class Racer::QueryContext
    \inmodule Racer
    \brief A query is about to run. Its text, options and channels may be changed.
*/

/*!
    \class Racer::OpContext
    \inmodule Racer
    \brief A committed op is about to be sent to a client. An error keeps it back: the client then notices the gap and
    fetches; a request for ops fails with the error.
*/

/*!
    \class Racer::PresenceContext
    \inmodule Racer
    \brief A presence value was received, or is about to be sent to one client.
*/

/*!
    \class Racer::MiddlewareChain
    \inmodule Racer
    \brief The functions registered for one action; see Backend::use().
*/

/*!
    \class Racer::ReadSnapshotsContext
    \inmodule Racer
    \brief Snapshots on their way to a client, as the action readSnapshots sees them.

    Counterpart of ShareDB's ReadSnapshotsRequest.
*/

/*! Keeps \a snapshot from the client, which gets \a error for it. */
void ReadSnapshotsContext::rejectSnapshotRead(const Snapshot &snapshot, const Error &error)
{
    rejected.insert(snapshot.id, error);
}

/*! Keeps \a snapshot from the client, which drops its subscription but reports no error to the application. */
void ReadSnapshotsContext::rejectSnapshotReadSilent(const Snapshot &snapshot, const QString &message)
{
    rejectSnapshotRead(snapshot, Error(ErrorCode::SnapshotReadSilentRejection, message));
}

} // namespace Racer
