// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/middleware.h>

namespace Racer {

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
