// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "connection_p.h"
#include "doc_p.h"

namespace Racer {

/*!
    \class Racer::Doc
    \inmodule Racer
    \brief A client's view of one document, kept in step with the server's.

    Ask Connection::get() for it; there is one object for each name. Local changes apply at once and are sent at the
    end of the event loop's turn, one op of a document at a time; changes by others arrive once subscribed, are
    transformed against what is still on its way, and applied. The counterpart of ShareDB's Doc.

    Each request has two forms. With a callback, that is called once, with a null Error on success; if the callback is
    null, an error goes to errorOccurred(). Without one, the result is a QFuture that fails with Racer::Error.

    The thread of the connection owns its documents; none of their functions may be called from another. A document
    lives until destroy() is done, or the connection is gone.

    \section1 Signals
    loaded() comes after a snapshot was taken from a fetch, subscription or query. created(), deleted(), and for edits
    beforeOpBatch(), beforeOp(), op() and opBatch() come for every change; the source is true or what the submitter
    named for changes by this client, false for others. An op of several json0 components by others is applied and
    told component by component, so that a handler sees the data as it was at each; an op of this client is told whole.
*/

Doc::Doc(Connection *connection, DocName name) : d(std::make_unique<DocPrivate>(this, connection, std::move(name))) { }

Doc::~Doc() = default;

Connection *Doc::connection() const
{
    return d->connection;
}

const DocName &Doc::name() const
{
    return d->name;
}

const Key &Doc::collection() const
{
    return d->name.collection;
}

const Key &Doc::id() const
{
    return d->name.id;
}

/*!
    False until the first snapshot has arrived or the creation of the document was acknowledged.
*/
bool Doc::hasVersion() const
{
    return d->version != NoVersion;
}

/*!
    The server's version that the data is based on, not counting ops still on their way; NoVersion if none is known.
*/
qint64 Doc::version() const
{
    return d->version;
}

/*!
    The type of the document, or nullptr if it does not exist, or not yet.
*/
const OtType *Doc::type() const
{
    return d->type;
}

bool Doc::exists() const
{
    return d->type != nullptr;
}

/*!
    The document's data with all local changes; undefined if it does not exist. A copy of it is a cheap snapshot that
    later changes leave alone.
*/
const Value &Doc::data() const
{
    return d->data;
}

/*!
    What ingestSnapshot() takes: version, type and data, in the form that the type serializes to.
*/
Snapshot Doc::toSnapshot() const
{
    Snapshot snapshot;
    snapshot.id = d->name.id;
    snapshot.version = d->version;
    if (d->type) {
        snapshot.type = Key(d->type->uri());
        snapshot.data = d->type->serialize(d->data);
    }
    return snapshot;
}

/*!
    Counts the changes of data(): equal numbers mean that nothing happened in between.
*/
quint64 Doc::dataRevision() const
{
    return d->dataRevision;
}

/*!
    Brings the document up to date once. Waits for a connection if there is none. \a done may be null.
*/
void Doc::fetch(Callback done)
{
    d->fetch(std::move(done));
}

QFuture<void> Doc::fetch()
{
    return asFuture([this](Callback done) { fetch(std::move(done)); });
}

/*!
    Brings the document up to date and keeps it so, across reconnects, until unsubscribe(). If the server refuses,
    it is asked again after the next reconnect, as wantsSubscribe() tells.
*/
void Doc::subscribe(Callback done)
{
    d->queueSubscribe(true, std::move(done));
}

QFuture<void> Doc::subscribe()
{
    return asFuture([this](Callback done) { subscribe(std::move(done)); });
}

/*!
    Ends the subscription. The data stays as it is.
*/
void Doc::unsubscribe(Callback done)
{
    d->queueSubscribe(false, std::move(done));
}

QFuture<void> Doc::unsubscribe()
{
    return asFuture([this](Callback done) { unsubscribe(std::move(done)); });
}

/*!
    True while the server sends changes: from its answer to subscribe() until unsubscribe() or the connection's loss.
*/
bool Doc::isSubscribed() const
{
    return d->subscribed;
}

bool Doc::wantsSubscribe() const
{
    return d->wantSubscribe;
}

/*!
    Takes a \a snapshot that came on another way. If the document has data already, a newer snapshot makes it fetch
    the ops in between; an older one is ignored. Never moves a document backwards.
*/
void Doc::ingestSnapshot(const Snapshot &snapshot, Callback done)
{
    d->ingest(snapshot, done);
}

/*!
    Creates the document with \a data as the OT \a type (name or URI; json0 if empty) makes it. Fails with
    ERR_DOC_ALREADY_CREATED if it exists here, or turns out to exist on the server; what was submitted on top is then
    taken back as well.
*/
void Doc::create(const Value &data, const Key &type, const SubmitOptions &options, Callback done)
{
    if (d->type)
        return d->report(Error(ErrorCode::DocAlreadyCreated, QStringLiteral("Document already exists")), done);
    const OtType *newType = type.isEmpty() ? OtTypes::defaultType() : OtTypes::find(type.view());
    if (!newType)
        return d->report(Error(ErrorCode::DocTypeNotRecognized, QStringLiteral("Missing type %1").arg(type.toString())),
                         done);
    Op op;
    op.kind = Op::Kind::Create;
    op.createType = Key(newType->uri());
    op.createData = data;
    d->submit(std::move(op), options.source, std::move(done));
}

QFuture<void> Doc::create(const Value &data, const Key &type, const SubmitOptions &options)
{
    return asFuture([&](Callback done) { create(data, type, options, std::move(done)); });
}

/*!
    Applies \a op at once and sends it. Several ops of one turn of the event loop become one, unless
    setPreventCompose() is on. If the server refuses it, its effect is taken back and \a done gets the error.
*/
void Doc::submitOp(const Value &op, const SubmitOptions &options, Callback done)
{
    Op submitted;
    submitted.kind = Op::Kind::Edit;
    submitted.edit = op;
    d->submit(std::move(submitted), options.source, std::move(done));
}

QFuture<void> Doc::submitOp(const Value &op, const SubmitOptions &options)
{
    return asFuture([&](Callback done) { submitOp(op, options, std::move(done)); });
}

/*!
    Deletes the document: it has no type and no data from now on, and may be created again.
*/
void Doc::del(const SubmitOptions &options, Callback done)
{
    if (!d->type)
        return d->report(Error(ErrorCode::DocDoesNotExist, QStringLiteral("Document does not exist")), done);
    Op op;
    op.kind = Op::Kind::Del;
    d->submit(std::move(op), options.source, std::move(done));
}

QFuture<void> Doc::del(const SubmitOptions &options)
{
    return asFuture([&](Callback done) { del(options, std::move(done)); });
}

/*!
    Has \a observer told of everything that happens to the document, just ahead of the signals; nullptr for nobody. A
    document has one observer at most, which costs none of the memory of connections: a model, for instance, that
    shows 100,000 documents. The observer must not be gone before the document, unless it is taken back.
*/
void Doc::setObserver(DocObserver *observer)
{
    d->observer = observer;
}

/*!
    \class Racer::DocObserver
    \inmodule Racer
    \brief Somebody who shows a document's data as part of something larger.

    Its functions are called with what the signals of Doc carry: docLoaded() as Doc::loaded(), docCreated(),
    docAboutToChange() as Doc::beforeOp(), docChanged() as Doc::op(), docDeleted(), docFailed() as
    Doc::errorOccurred(), and docAboutToBeDestroyed(), which is the last that it hears.

    Three more tell of the ops of this client. docWritesChanged(): Doc::unacknowledgedOps() has changed, by a new op, an
    acknowledgement, or an op of others. docWriteRefused(): the server has refused an op; what takes it back comes as
    docChanged() until the next docWritesChanged(). docWritesLost(): all of these ops are given up, and the document is
    loaded again; the error is null where the server dropped the op without one.

    docTakesBack() comes before docWriteRefused(), and also where the server refuses without a word: the ops numbered
    so, see Doc::lastSubmission(), are about to be taken back by this one, whose parts come as docChanged() until the next
    docWritesChanged().
*/

/*!
    Lets go of the document on this client, once nothing is under way and after unsubscribing. The object is deleted
    soon after aboutToBeDestroyed(). Connection::get() for the same name before that keeps it.
*/
void Doc::destroy(Callback done)
{
    d->wantsDestroy = true;
    d->whenNothingPending([this, done = std::move(done)] {
        if (!d->wantsDestroy) { // asked for again
            if (done)
                done({});
            return;
        }
        if (!d->wantSubscribe) {
            d->link()->destroyDoc(this);
            if (done)
                done({});
            return;
        }
        d->queueSubscribe(false, [this, done](const Error &error) {
            if (error)
                return d->report(error, done);
            d->link()->destroyDoc(this);
            if (done)
                done({});
        });
    });
}

/*!
    Holds back this client's ops from the server until resume(). Changes by others go on arriving.
*/
void Doc::pause()
{
    d->paused = true;
}

void Doc::resume()
{
    d->paused = false;
    d->flush();
}

bool Doc::isPaused() const
{
    return d->paused;
}

bool Doc::preventsCompose() const
{
    return d->preventCompose;
}

/*!
    If \a prevent is true, ops submitted from now on are sent one by one. False by default; may be switched for single
    ops.
*/
void Doc::setPreventCompose(bool prevent)
{
    d->preventCompose = prevent;
}

bool Doc::submitsSource() const
{
    return d->submitSource;
}

/*!
    If \a submit is true, the source of each op goes to the server, where middleware sees it, and only ops of equal
    source become one. False by default.
*/
void Doc::setSubmitSource(bool submit)
{
    d->submitSource = submit;
}

/*!
    True while the document is loaded anew because an op could not be taken back otherwise. Local ops fail meanwhile.
*/
bool Doc::isInHardRollback() const
{
    return d->inHardRollback;
}

/*!
    True while an op, a fetch or a subscription is waiting to be sent or answered.
*/
bool Doc::hasPending() const
{
    return d->hasPending();
}

/*!
    True while there are ops that the server has not acknowledged.
*/
bool Doc::hasWritePending() const
{
    return d->hasWritePending();
}

/*!
    The number of the newest op that was submitted on this connection, to any document. Ops are numbered from 1.
*/
quint64 Doc::lastSubmission() const
{
    return d->link()->submissions;
}

/*!
    The ops of this client that the server has not acknowledged, in order, each as it applies after those before it; the
    last one leads to data(). One that others' ops left nothing of is a Op::Kind::Noop.
*/
QList<Op> Doc::unacknowledgedOps() const
{
    return d->unacknowledgedOps();
}

/*!
    Calls \a done, never before this function returns, when hasPending() is false.
*/
void Doc::whenNothingPending(std::function<void()> done)
{
    d->whenNothingPending(std::move(done));
}

} // namespace Racer
