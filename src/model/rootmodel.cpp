// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rootmodel_p.h"

#include "filters_p.h"
#include "functions_p.h"
#include "loader_p.h"
#include "references_p.h"

#include "../client/connection_p.h"

#include <QtCore/QMetaMethod>
#include <QtCore/QPointer>

namespace Racer {

RootModelPrivate::RootModelPrivate(RootModel *model, Connection *givenConnection)
    : q(model), connection(givenConnection), writeStates(this), events(model), functions(std::make_unique<Functions>(this)),
      loader(std::make_unique<Loader>(this))
{ }

RootModelPrivate::~RootModelPrivate()
{
    if (connection)
        ConnectionPrivate::get(connection)->dormantDocs = nullptr;
}

void RootModelPrivate::followConnection()
{
    for (Doc *doc : connection->docs())
        attach(doc);
    QObject::connect(connection, &Connection::docAdded, q, [this](Doc *doc) { attach(doc); });
    ConnectionPrivate::get(connection)->dormantDocs = this;
    QObject::connect(connection, &Connection::errorOccurred, q, &RootModel::error);
    const auto follow = [this] { writeConnectionState(*q); };
    QObject::connect(connection, &Connection::stateChanged, q, follow);
    follow();
}

void RootModelPrivate::writeConnectionState(const Model &writer) const
{
    const QString state = QVariant::fromValue(connection->state()).toString().toLower();
    const QString reason = connection->reason();
    writer.setDiff(u"$connection.state", Value(state));
    writer.setDiff(u"$connection.reason", reason.isEmpty() ? Value() : Value(reason));
}

Connection *RootModelPrivate::requireConnection() const
{
    if (!connection)
        throw Error(u"The model has no connection"_qs);
    return connection;
}

const Path &RootModelPrivate::resolve(const Model &model, const PathArg &subpath, Path &storage)
{
    const Path &base = model.m_path;
    switch (subpath.kind()) {
    case PathArg::Kind::Absolute:
        return subpath.segments();
    case PathArg::Kind::Index:
        return storage = base / Key::fromIndex(subpath.index());
    case PathArg::Kind::Segments:
        return base.isRoot() ? subpath.segments() : storage = base / subpath.segments();
    case PathArg::Kind::Text:
        break;
    }
    if (subpath.text().isEmpty())
        return base;
    return paths.join(base, subpath.text());
}

Value RootModelPrivate::get(const Path &path) const
{
    if (path.isRoot()) {
        Value all = local.value();
        for (const auto &[name, collection] : remote) {
            if (collection->isVisible())
                all.set(name, collection->assembled());
        }
        return all;
    }
    if (isLocal(path.first()))
        return lookup(local.value(), path);
    const auto found = remote.find(path.first());
    if (found == remote.end())
        return {};
    if (path.size() == 1)
        return found->second->isVisible() ? found->second->assembled() : Value();
    return found->second->get(path);
}

Value RootModelPrivate::get(const Path &base, QStringView text)
{
    PathCache::Place &place = paths.place(base, text);
    if (place.revision == local.revision())
        return *place.value;
    if (!isLocal(place.path.first()))
        return get(place.path);
    const Value *value = &local.value();
    for (const Key &segment : place.path.segments()) {
        if (!value->isObject())
            return get(place.path);
        value = &value->value(segment);
    }
    place.value = value;
    place.revision = local.revision();
    return *value;
}

RemoteDoc *RootModelPrivate::findRemote(const Key &collection, const Key &id) const
{
    const RemoteCollection *const docs = findRemote(collection);
    return docs ? docs->find(id) : nullptr;
}

RemoteCollection *RootModelPrivate::findRemote(const Key &collection) const
{
    const auto found = remote.find(collection);
    return found == remote.end() ? nullptr : found->second.get();
}

Value RootModelPrivate::remoteData(const Key &collection, const Key &id) const
{
    const RemoteCollection *const docs = findRemote(collection);
    return docs ? docs->data(id) : Value();
}

RemoteCollection &RootModelPrivate::makeRemote(const Key &collection)
{
    auto &made = remote[collection];
    if (!made)
        made = std::make_unique<RemoteCollection>(this, collection);
    return *made;
}

bool RootModelPrivate::isDormant(const DocName &name) const
{
    const RemoteCollection *const docs = findRemote(name.collection);
    return docs && docs->isDormant(name.id);
}

void RootModelPrivate::wakeAll()
{
    for (const auto &[name, collection] : remote)
        collection->wakeAll();
}

RemoteDoc *RootModelPrivate::remoteDoc(const Key &collection, const Key &id)
{
    if (RemoteDoc *doc = findRemote(collection, id)) {
        doc->mention();
        return doc;
    }
    if (!connection)
        throw Error(u"The model has no connection for the remote document %1.%2"_qs.arg(collection.view(), id.view()));
    return attach(connection->get(collection, id));
}

RemoteDoc *RootModelPrivate::attach(Doc *doc)
{
    if (RemoteDoc *known = findRemote(doc->collection(), doc->id()))
        return known;
    // The connection may be about to let go of it, or have done so and know another by now.
    Doc *const current = connection->get(doc->collection(), doc->id());
    if (RemoteDoc *known = findRemote(current->collection(), current->id()))
        return known;
    const bool isKnown = current->exists(); // by the connection, before the model
    RemoteDoc *const added = makeRemote(current->collection()).add(current);
    if (isKnown && events.wants(Event::Type::Load))
        events.emitEvent(LoadEvent(Path({current->collection(), current->id()}), remotePassed(), added->data()));
    return findRemote(current->collection(), current->id());
}

void RootModelPrivate::unload(const DocName &name, const Manner &manner)
{
    const auto found = remote.find(name.collection);
    if (found == remote.end() || !found->second->find(name.id)) // wakes it, so that the connection can let go of it
        return;
    const Path path({name.collection, name.id});
    const bool tell = !found->second->find(name.id)->isRemoved(); // else it left the model before
    const Value previous = found->second->find(name.id)->data();
    std::unique_ptr<RemoteDoc> doc = found->second->take(name.id);
    if (found->second->isEmpty())
        remote.erase(found);
    Doc *const shared = doc->doc();
    doc.reset();
    shared->destroy();
    if (tell && !manner.silent)
        events.emitEvent(UnloadEvent(path, manner.passed, previous));
    else if (tell)
        events.noteSilentChange(path);
}

void RootModelPrivate::getOrCreateRemoteDoc(const Key &collection, const Key &id, const Value &version,
                                            const Value &data, const Value &type)
{
    RemoteCollection *const docs = findRemote(collection);
    if (docs && docs->contains(id))
        return;
    if (!recorders.isEmpty())
        recorders.tell(&ChangeRecorder::lost, {collection, id}, Path({collection, id}));
    const bool isNew = connection && !ConnectionPrivate::get(connection)->findAwake(collection, id);
    if (isNew && type.isUndefined() && makeRemote(collection).addDormant(id, version, data))
        return;
    remoteDoc(collection, id)->ingest(version, data, type);
}

void RootModelPrivate::getOrCreateDoc(const Key &collection, const Key &id, const Value &data)
{
    if (!isLocal(collection)) {
        if (data.isObject())
            getOrCreateRemoteDoc(collection, id, data.value(u"v"), data.value(u"data"), data.value(u"type"));
        else if (!findRemote(collection, id))
            static_cast<void>(remoteDoc(collection, id));
        return;
    }
    Value &tree = local.edit();
    Value *docs = tree.edit(collection);
    if (!docs) {
        tree.set(collection, Value::object());
        docs = tree.edit(collection);
    }
    if (!docs->contains(id))
        docs->set(id, data);
}

void RootModelPrivate::destroyData(const Path &path)
{
    const bool atRoot = path.isRoot();
    if (atRoot) {
        loader->destroyAll();
        local.edit() = Value::object();
        if (connection)
            writeConnectionState(q->silent());
    } else if (isLocal(path.first())) {
        if (path.size() == 1)
            local.edit().take(path.first());
        else
            q->silent().del(path);
    } else if (path.size() == 1) {
        loader->destroyCollection(path.first());
    } else if (path.size() == 2) {
        loader->destroyDoc({path.first(), path.at(1)});
    } else {
        return; // only the server may take something out of a document
    }
    if (atRoot || isLocal(path.first()))
        recorders.tell(&ChangeRecorder::lost, DocName(), path);
    events.noteSilentChange(path);
}

Model RootModelPrivate::modelWith(Passed passed) const
{
    Model model = *q;
    model.m_passed = std::move(passed);
    return model;
}

detail::ConfirmationState::Pointer RootModelPrivate::newConfirmation() const
{
    return detail::ConfirmationState::Pointer(new detail::ConfirmationState(q));
}

Confirmation RootModelPrivate::failed(const Error &error) const
{
    return detail::ConfirmationState::failed(q, error);
}

Confirmation RootModelPrivate::all(std::vector<Confirmation> parts) const
{
    return detail::ConfirmationState::all(q, std::move(parts));
}

Callback RootModelPrivate::reporter() const
{
    return [this, guard = QPointer(q)](const Error &error) {
        if (guard && error)
            reportError(error);
    };
}

const Passed &RootModelPrivate::remotePassed()
{
    static const Passed passed{.remote = true};
    return passed;
}

/*!
    \class Racer::RootModel
    \inmodule Racer
    \brief The tree of an application's data, with the documents of one connection in it.

    A root model is itself a Model at the root, and owns everything that its models share: local collections,
    listeners, and what is loaded. Without a Connection there is only local data, and writing to a remote collection
    is an error.

    The Connection is not owned unless it is given as a unique_ptr, and must live longer than the model. A connection
    serves one root model. The connection's state is at \c {$connection.state}, in the words connecting,
    connected, disconnected, closed, stopped, and \c {$connection.reason}.

    A root model and all models made from it belong to one thread, and models must not be used after it.

    Counterpart of Racer's RootModel.
*/

/*! Constructs a model for local data only. */
RootModel::RootModel(QObject *parent) : RootModel(static_cast<Connection *>(nullptr), parent) { }

/*! Constructs a model on \a connection, which is not owned. */
RootModel::RootModel(Connection *connection, QObject *parent)
    : QObject(parent), Model(new RootModelPrivate(this, connection)), d(m_root)
{
    if (connection)
        d->followConnection();
}

/*! Constructs a model that owns its \a connection. */
RootModel::RootModel(std::unique_ptr<Connection> connection, QObject *parent) : RootModel(connection.get(), parent)
{
    d->ownedConnection = std::move(connection);
}

RootModel::~RootModel()
{
    d->recorders.tell(&ChangeRecorder::modelGone);
    const std::unique_ptr<Connection> last = std::move(d->ownedConnection); // documents let go of it first
    d.reset();
}

/*! The connection, or nullptr. */
Connection *RootModel::connection() const
{
    return d->connection;
}

/*!
    Opens the connection's line. Throws Error if the model has no connection. Counterpart of Racer's \c connect, whose
    name means something else to a QObject.
*/
void RootModel::connectToServer()
{
    d->requireConnection()->open();
}

/*! Closes the line at once, whatever is pending: it is sent after the next connectToServer(). Counterpart of Racer's
    \c disconnect. */
void RootModel::disconnectFromServer()
{
    d->requireConnection()->close();
}

/*! Closes the line and opens it again. */
void RootModel::reconnect()
{
    disconnectFromServer();
    connectToServer();
}

/*!
    \property RootModel::fetchOnly
    \brief Whether subscribing only fetches. The default is false.
*/
bool RootModel::isFetchOnly() const
{
    return d->fetchOnly;
}

void RootModel::setFetchOnly(bool fetchOnly)
{
    if (std::exchange(d->fetchOnly, fetchOnly) != fetchOnly)
        Q_EMIT fetchOnlyChanged();
}

/*!
    \property RootModel::unloadDelay
    \brief How long documents and queries stay after their last release, in milliseconds. The default is 1000.

    Loading again meanwhile keeps everything as it is. With 0 they go at once.
*/
int RootModel::unloadDelay() const
{
    return d->unloadDelay;
}

void RootModel::setUnloadDelay(int milliseconds)
{
    if (std::exchange(d->unloadDelay, milliseconds) != milliseconds)
        Q_EMIT unloadDelayChanged();
}

/*! True while anything waits for the server: changes, fetches, subscriptions, queries. */
bool RootModel::hasPending() const
{
    return d->connection && d->connection->hasPending();
}

/*! True while changes of documents wait for the server. */
bool RootModel::hasWritePending() const
{
    return d->connection && d->connection->hasWritePending();
}

void RootModelPrivate::onceNothingPending(std::function<void()> done)
{
    if (connection)
        connection->whenNothingPending(std::move(done));
    else
        QMetaObject::invokeMethod(q, std::move(done), Qt::QueuedConnection);
}

/*!
    A future that finishes, never before the event loop runs, when nothing waits for the server any more. It is canceled
    when the connection, or a model without one, goes before.
*/
QFuture<void> RootModel::whenNothingPending()
{
    auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    d->onceNothingPending([promise] { promise->finish(); });
    return promise->future();
}

/*!
    Closes the connection once nothing is pending. Later changes of documents stay local until the connection is
    opened again. The future is canceled when the model goes before.
*/
QFuture<void> RootModel::close()
{
    auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    d->onceNothingPending([promise, self = QPointer(this)] { // a context would have to outlive the future
        if (!self)
            return;
        if (Connection *connection = self->connection())
            connection->close();
        promise->finish();
    });
    return promise->future();
}

/*! \fn void RootModel::changed(const ChangeEvent &event)
    Emitted after all listeners, for those who prefer signals: any value was set or deleted. */
/*! \fn void RootModel::inserted(const InsertEvent &event)
    Values were inserted into an array. */
/*! \fn void RootModel::removed(const RemoveEvent &event)
    Values were removed from an array. */
/*! \fn void RootModel::moved(const MoveEvent &event)
    Values moved within an array. */
/*! \fn void RootModel::loaded(const LoadEvent &event)
    A remote document has arrived. */
/*! \fn void RootModel::unloaded(const UnloadEvent &event)
    A remote document has left the model. */
/*! \fn void RootModel::error(const Error &error)
    An error that nobody else was told: a failed change or load whose Confirmation was dropped, an exception thrown by
    a listener, an error of the connection or of a document. */

/*! \fn void RootModel::writeStateChanged(const Path &document)
    Model::isPending() or Model::failure() may answer otherwise than before for \a document or something in it. It comes
    once a turn of the event loop for each document, when writes were made, acknowledged, refused or taken back since. */

// Asking for a signal's connections is not allowed here, so a signal that had one once stays in use.
void RootModel::connectNotify(const QMetaMethod &signal)
{
    const auto use = [&](auto member, Event::Type type) {
        if (signal == QMetaMethod::fromSignal(member))
            d->events.setSignalUsed(type);
    };
    use(&RootModel::changed, Event::Type::Change);
    use(&RootModel::inserted, Event::Type::Insert);
    use(&RootModel::removed, Event::Type::Remove);
    use(&RootModel::moved, Event::Type::Move);
    use(&RootModel::loaded, Event::Type::Load);
    use(&RootModel::unloaded, Event::Type::Unload);
    if (signal == QMetaMethod::fromSignal(&RootModel::writeStateChanged))
        d->writeStates.setSignalUsed();
}

} // namespace Racer
