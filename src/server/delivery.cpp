// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "backend_p.h"

namespace Racer {

// From a commit to everybody who wants to know of it.

void BackendPrivate::publish(const Submission &submission)
{
    const Op &op = submission.op;
    PublishedOp published(op);
    PublishedOp *const outer = std::exchange(publishing, &published);
    if (pubsub->isLocal()) {
        for (const Key &channel : submission.channels)
            channels.deliver(channel, published);
    } else {
        pubsub->publish(submission.channels, op.toPublished());
    }
    // After the op: who has the document sees why it enters or leaves a result.
    for (const auto &[queried, queries] : queries) {
        if (queried == database.get()) {
            queries->committed(op.doc.collection, op, submission.before, submission.snapshot);
        } else {
            queries->refresh(op.doc.collection);
        }
    }
    publishing = outer;
}

void BackendPrivate::messageReceived(const Key &channel, const Value &message)
{
    static const Key error(u"error");
    if (channel.view().startsWith(u"$presence."))
        return channels.deliverPresence(channel, message);
    if (message.contains(error)) {
        reportError(Error::fromValue(message.value(error)),
                    QStringLiteral("listening to %1").arg(channel.toString()));
        return;
    }
    try {
        foreignOpReceived(channel, Op::fromValue(message));
    } catch (const Error &error) {
        reportError(error, QStringLiteral("listening to %1").arg(channel.toString()));
    }
}

void BackendPrivate::foreignOpReceived(const Key &channel, const Op &op)
{
    PublishedOp published(op);
    PublishedOp *const outer = std::exchange(publishing, &published);
    channels.deliver(channel, published);
    publishing = outer;

    // Queries know of this process's own commits already.
    const Head *head = pipeline.heads().find(op.doc);
    if (channel != op.doc.collection || (head && head->snapshot.version > op.version))
        return;
    database->getSnapshots(op.doc.collection, {op.doc.id},
                           [this, op](const Error &error, const std::vector<Snapshot> &snapshots) {
                               if (error)
                                   return reportError(error, QStringLiteral("following queries"));
                               Snapshot before;
                               before.version = NoVersion;
                               queries.at(database.get())
                                   ->committed(op.doc.collection, op, before, snapshots.front());
                           });
}

Protocol::EncodedMessage BackendPrivate::opMessage(const Op &op, const Target &target)
{
    if (publishing && publishing->op().version == op.version && publishing->op().doc == op.doc)
        return publishing->message(target.index, target.projection);
    PublishedOp single(op);
    return single.message(target.index, target.projection);
}

void BackendPrivate::publishPresence(const Key &channel, const Value &message)
{
    const Key name = presenceChannel(channel);
    if (pubsub->isLocal()) {
        channels.deliverPresence(name, message);
    } else {
        pubsub->publish({name}, message);
    }
}

} // namespace Racer
