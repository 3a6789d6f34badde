// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "connection_p.h"
#include "doc_p.h"

#include <QtCore/QMetaMethod>

namespace Racer {

DocPrivate::~DocPrivate()
{
    if (!detached)
        detach();
}

// From here on the object may outlive its connection.
void DocPrivate::detach()
{
    detached = true;
    if (std::exchange(flushQueued, false))
        link()->unqueueFlush(this);
    if (m_traffic)
        link()->active.remove(this);
    m_traffic.reset();
}

DocTraffic &DocPrivate::traffic()
{
    if (!m_traffic) {
        m_traffic = std::make_unique<DocTraffic>();
        link()->active.insert(this, true);
    }
    return *m_traffic;
}

void DocPrivate::trim()
{
    if (!m_traffic || m_traffic->isBusy() || m_traffic->applyStack || !m_traffic->onNothingPending.empty()
        || !m_traffic->onNoWritePending.empty()) {
        return;
    }
    m_traffic.reset();
    link()->active.remove(this);
}

void DocPrivate::emitError(const Error &error)
{
    if (!error)
        return;
    static const QMetaMethod signal = QMetaMethod::fromSignal(&Doc::errorOccurred);
    const bool isHeard = q->isSignalConnected(signal);
    if (observer)
        observer->docFailed(error);
    if (isHeard)
        Q_EMIT q->errorOccurred(error);
    else if (!observer)
        link()->emitError(error.withContext(name.collection.toString() + u'.' + name.id.toString()));
}

void DocPrivate::report(const Error &error, const Callback &done)
{
    if (done)
        done(error);
    else
        emitError(error);
}

void DocPrivate::emitResponseError(const Error &error, const Callback &done)
{
    if (error.is(ErrorCode::SnapshotReadSilentRejection)) {
        wantSubscribe = false;
        if (done)
            done({});
        emitNothingPending();
        return;
    }
    if (done)
        done(error);
    emitNothingPending();
    if (!done)
        emitError(error);
}

void DocPrivate::emitNothingPending()
{
    if (hasWritePending())
        return;
    if (m_traffic)
        callEach(std::exchange(m_traffic->onNoWritePending, {}));
    Q_EMIT q->noWritePending();
    if (hasPending())
        return;
    if (m_traffic) {
        const auto waiting = std::exchange(m_traffic->onNothingPending, {});
        for (const auto &done : waiting)
            done();
    }
    Q_EMIT q->nothingPending();
    if (m_traffic)
        link()->queueFlush(this); // which frees what is not needed any more
}

void DocPrivate::whenNothingPending(std::function<void()> done)
{
    link()->nextTick(q, [this, done = std::move(done)] {
        if (hasPending())
            traffic().onNothingPending.push_back(done);
        else
            done();
    });
}

void DocPrivate::setType(const OtType *newType)
{
    type = newType;
    if (!type)
        setData({});
}

void DocPrivate::setData(Value newData)
{
    data = std::move(newData);
    ++dataRevision;
}

void DocPrivate::ingest(const Snapshot &snapshot, const Callback &done)
{
    const auto succeed = [&] {
        if (done)
            done({});
    };
    if (snapshot.version < 0) {
        report(Error(ErrorCode::IngestedSnapshotHasNoVersion,
                     QStringLiteral("Missing version in ingested snapshot. %1.%2")
                         .arg(name.collection.toString(), name.id.toString())),
               done);
        return;
    }
    if (type || hasWritePending()) {
        if (version == NoVersion) {
            // Created here and not acknowledged: only the acknowledgement tells whether this snapshot came of it.
            if (hasWritePending()) {
                if (done)
                    traffic().onNoWritePending.push_back(done);
                return;
            }
            report(Error(ErrorCode::DocMissingVersion,
                         QStringLiteral("Cannot ingest snapshot in doc with null version. %1.%2")
                             .arg(name.collection.toString(), name.id.toString())),
                   done);
            return;
        }
        if (snapshot.version > version)
            fetch(done);
        else
            succeed();
        return;
    }
    if (version > snapshot.version)
        return succeed();

    version = snapshot.version;
    if (snapshot.exists()) {
        const OtType *newType = OtTypes::find(snapshot.type.view());
        if (!newType) {
            emitError(Error(ErrorCode::DocTypeNotRecognized,
                            QStringLiteral("Missing type %1").arg(snapshot.type.toString())));
            return succeed();
        }
        setType(newType);
        setData(newType->deserialize(snapshot.data));
    } else {
        setType(nullptr);
    }
    if (observer)
        observer->docLoaded();
    Q_EMIT q->loaded();
    succeed();
}

void DocPrivate::fetch(Callback done)
{
    DocTraffic &t = traffic();
    if (!link()->canSend || !t.inflightFetches.empty()) {
        if (done || t.pendingFetches.empty())
            t.pendingFetches.push_back(std::move(done));
        return;
    }
    // What waited so far is answered along with it.
    t.pendingFetches.push_back(std::move(done));
    t.inflightFetches.push_back(std::move(t.pendingFetches.front()));
    t.pendingFetches.erase(t.pendingFetches.begin());
    link()->sendDocAction(Protocol::DocAction::Fetch, name, version);
}

// Does not wait for a fetch under way: its answer would be ops for a version that is no longer here.
void DocPrivate::fetchAfterRollback(Callback done)
{
    if (!link()->canSend) {
        traffic().pendingFetches.push_back(std::move(done));
        return;
    }
    traffic().inflightFetches.push_back(std::move(done));
    link()->sendDocAction(Protocol::DocAction::Fetch, name, version);
}

void DocPrivate::handleFetch(const Error &error, const Snapshot *snapshot)
{
    DocTraffic &t = traffic();
    Callbacks callbacks;
    if (!t.inflightFetches.empty()) {
        callbacks.push_back(std::move(t.inflightFetches.front()));
        t.inflightFetches.erase(t.inflightFetches.begin());
    }
    std::move(t.pendingFetches.begin(), t.pendingFetches.end(), std::back_inserter(callbacks));
    t.pendingFetches.clear();
    const Callback done = combined(std::move(callbacks));
    if (error)
        return emitResponseError(error, done);
    if (snapshot)
        ingest(*snapshot, done);
    else if (done)
        done({});
    emitNothingPending();
}

void DocPrivate::queueSubscribe(bool want, Callback done)
{
    DocTraffic &t = traffic();
    SubscribeRequest *last = !t.pendingSubscribes.empty() ? &t.pendingSubscribes.back()
        : t.inflightSubscribe                             ? &*t.inflightSubscribe
                                                          : nullptr;
    if (last && last->wantSubscribe == want) {
        last->callbacks.push_back(std::move(done));
        return;
    }
    t.pendingSubscribes.push_back({want, {}});
    t.pendingSubscribes.back().callbacks.push_back(std::move(done));
    flushSubscribe();
}

void DocPrivate::flushSubscribe()
{
    if (!m_traffic || m_traffic->inflightSubscribe || m_traffic->pendingSubscribes.empty())
        return;
    const auto takeNext = [this] {
        m_traffic->inflightSubscribe = std::move(m_traffic->pendingSubscribes.front());
        m_traffic->pendingSubscribes.erase(m_traffic->pendingSubscribes.begin());
    };
    if (link()->canSend) {
        takeNext();
        wantSubscribe = m_traffic->inflightSubscribe->wantSubscribe;
        if (wantSubscribe) {
            link()->sendDocAction(Protocol::DocAction::Subscribe, name, version);
        } else {
            // Somewhere between this request and its answer the ops stop, so they can stop at any time.
            subscribed = false;
            link()->sendDocAction(Protocol::DocAction::Unsubscribe, name, NoVersion);
        }
        return;
    }
    // Without a connection there is no subscription to end.
    if (!m_traffic->pendingSubscribes.front().wantSubscribe) {
        takeNext();
        wantSubscribe = false;
        link()->nextTick(q, [this] { handleSubscribe({}, nullptr); });
    }
}

void DocPrivate::handleSubscribe(const Error &error, const Snapshot *snapshot)
{
    if (!m_traffic || !m_traffic->inflightSubscribe)
        return;
    DocTraffic &t = *m_traffic;
    SubscribeRequest request = std::move(*t.inflightSubscribe);
    t.inflightSubscribe.reset();
    Callbacks callbacks = std::exchange(t.pendingFetches, {});
    std::move(request.callbacks.begin(), request.callbacks.end(), std::back_inserter(callbacks));
    const Callback done = combined(std::move(callbacks));
    if (error) {
        emitResponseError(error, done);
        flushSubscribe();
        return;
    }
    subscribed = request.wantSubscribe && link()->canSend;
    if (subscribed && snapshot)
        ingest(*snapshot, done);
    else if (done)
        done({});
    emitNothingPending();
    flushSubscribe();
}

void DocPrivate::resubscribe()
{
    if (wantSubscribe && (!m_traffic || m_traffic->pendingSubscribes.empty()))
        return queueSubscribe(true, {});
    if (!m_traffic)
        return;
    const auto &requests = m_traffic->pendingSubscribes;
    const bool willFetch = std::any_of(requests.begin(), requests.end(),
                                       [](const SubscribeRequest &request) { return request.wantSubscribe; });
    if (!willFetch && !m_traffic->pendingFetches.empty())
        fetch({});
    flushSubscribe();
}

void DocPrivate::connectionStateChanged()
{
    if (link()->canSend) {
        flush();
        resubscribe();
        return;
    }
    subscribed = false;
    if (!m_traffic)
        return;
    DocTraffic &t = *m_traffic;
    if (t.inflight)
        t.pending.insert(t.pending.begin(), std::exchange(t.inflight, {}));
    std::move(t.inflightFetches.begin(), t.inflightFetches.end(), std::back_inserter(t.pendingFetches));
    t.inflightFetches.clear();
    if (t.inflightSubscribe) {
        if (t.inflightSubscribe->wantSubscribe) {
            t.pendingSubscribes.insert(t.pendingSubscribes.begin(), std::move(*t.inflightSubscribe));
            t.inflightSubscribe.reset();
        } else {
            handleSubscribe({}, nullptr);
        }
    }
}

void DocPrivate::release()
{
    if (--holders == 0 && detached)
        q->deleteLater();
}

} // namespace Racer
