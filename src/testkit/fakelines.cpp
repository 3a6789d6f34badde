// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "faketransport_p.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <limits>

namespace Racer {

void FakeServerPrivate::send(FakeTransport *transport, Parcel::Kind kind, FakeServer::Direction direction,
                             const Value &message)
{
    if (kind == Parcel::Message && toDrop[size_t(direction)] > 0) {
        --toDrop[size_t(direction)];
        return;
    }
    qint64 &last = transport->lastDue[size_t(direction)];
    last = std::max(last, now + latency + (jitter > 0 ? random.bounded(jitter + 1) : 0));
    const auto after = std::upper_bound(parcels.begin(), parcels.end(), last,
                                        [](qint64 due, const Parcel &parcel) { return due < parcel.due; });
    parcels.insert(after, {last, transport, kind, direction, message});
    Q_EMIT q->inTransitChanged();
    runSoon();
}

void FakeServerPrivate::forget(const FakeTransport *transport)
{
    const auto gone = std::remove_if(parcels.begin(), parcels.end(), [transport](const Parcel &parcel) {
        return !parcel.transport || parcel.transport == transport;
    });
    if (gone == parcels.end())
        return;
    parcels.erase(gone, parcels.end());
    Q_EMIT q->inTransitChanged();
}

bool FakeServerPrivate::deliverNext(qint64 until)
{
    if (paused || parcels.empty() || parcels.front().due > until)
        return false;
    const Parcel parcel = std::move(parcels.front());
    parcels.pop_front();
    setNow(std::max(now, parcel.due));
    Q_EMIT q->inTransitChanged();
    if (parcel.transport)
        parcel.transport->arrive(parcel);
    return true;
}

// What the connections and the backend have put off for the next turn happens now, and what these put off. Qt sends
// only what was posted before, and does not say whether there is more; a write takes about six turns from one end to
// the other.
void FakeServerPrivate::pump()
{
    constexpr int Turns = 24;
    for (int turn = 0; turn < Turns; ++turn)
        QCoreApplication::sendPostedEvents();
}

void FakeServerPrivate::runSoon()
{
    if (!automatic || turnPosted)
        return;
    turnPosted = true;
    QMetaObject::invokeMethod(q, [this] {
        turnPosted = false;
        if (automatic && deliverNext(std::numeric_limits<qint64>::max()))
            runSoon();
    }, Qt::QueuedConnection);
}

void FakeServerPrivate::setNow(qint64 time)
{
    if (std::exchange(now, time) != time)
        Q_EMIT q->nowChanged();
}

void FakeServerPrivate::cut(const std::function<bool(FakeTransport *)> &which)
{
    const QList<QPointer<FakeTransport>> all = transports;
    for (const QPointer<FakeTransport> &transport : all) {
        if (transport && which(transport))
            transport->lose(QStringLiteral("cut"));
    }
    pump(); // the backend hears of it
}

bool FakeServerPrivate::load(const Path &path, Error *error)
{
    if (path.size() < 2) {
        *error = Error(QStringLiteral("\"%1\" names no document").arg(path.toString()));
        return false;
    }
    RootModel *const model = q->other();
    if (const Path document = path.mid(0, 2); !loaded.contains(document)) {
        const Confirmation subscribed = model->subscribeDoc(document.at(0), document.at(1));
        pump();
        *error = subscribed.error();
        if (*error)
            return false;
        loaded.insert(document);
    }
    pump();
    return true;
}

Error FakeServerPrivate::write(const Path &path, const Value *value)
{
    Error error;
    if (!load(path, &error))
        return error;
    RootModel *const model = q->other();
    const bool whole = path.size() == 2;
    if (value && model->get(path.mid(0, 2)).isUndefined()) {
        const Mutation created = model->create(path.mid(0, 2), whole ? *value : Value::object());
        pump();
        if (error = created.error(); error || whole)
            return error;
    }
    const Mutation written = value ? model->set(path, *value) : model->del(path);
    pump();
    return written.error();
}

} // namespace Racer
