// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "changerecorder_p.h"
#include "eventhub_p.h"
#include "localtree_p.h"
#include "pathcache_p.h"
#include "remotedoc_p.h"
#include "writestates_p.h"

#include "../client/dormantdocs_p.h"

#include <Racer/rootmodel.h>

#include <QtCore/QHash>

namespace Racer {

class Filters;
class Functions;
class Loader;
class LocalDoc;
class References;

// How something that leaves the model is told.
struct Manner
{
    Passed passed;
    bool silent = false;
};

class RootModelPrivate final : private DormantDocs
{
public:
    RootModelPrivate(RootModel *model, Connection *givenConnection);
    ~RootModelPrivate() override;
    [[nodiscard]] static const RootModelPrivate &of(const RootModel &model) noexcept { return *model.d; }

    [[nodiscard]] static RootModelPrivate *of(const Model &model) noexcept { return model.m_root; }

    [[nodiscard]] static bool isLocal(const Key &collection) noexcept
    {
        const QStringView name = collection.view();
        return !name.isEmpty() && (name.front() == u'_' || name.front() == u'$');
    }

    void followConnection();
    [[nodiscard]] Connection *requireConnection() const; // throws Error without one
    void onceNothingPending(std::function<void()> done);   // dropped if the connection, or the model without one, goes
    void writeConnectionState(const Model &writer) const;

    // The absolute path that "subpath" means for "model".
    [[nodiscard]] Path resolve(const Model &model, const PathArg &subpath)
    {
        Path storage;
        return resolve(model, subpath, storage);
    }
    // The same without a copy where there is one already: in "storage", in the model, or in the cache, where the next
    // call may replace it.
    [[nodiscard]] const Path &resolve(const Model &model, const PathArg &subpath, Path &storage);
    [[nodiscard]] Value get(const Path &path) const;
    // At "text", which is not empty, below "base". What was read lately is found at once until something changes.
    [[nodiscard]] Value get(const Path &base, QStringView text);

    // The path that a write to "path" really goes to.
    [[nodiscard]] Path dereferenced(const Path &path) const;
    References &makeReferences();
    Filters &makeFilters();
    // Ahead of a write to a dereferenced path that may be a filter's output: the error if it must not be, and where it
    // goes instead.
    [[nodiscard]] Error redirect(Path &path, QStringView method, const Passed &passed) const;

    [[nodiscard]] RemoteDoc *findRemote(const Key &collection, const Key &id) const;
    // Throws Error where there is no connection.
    [[nodiscard]] RemoteDoc *remoteDoc(const Key &collection, const Key &id);
    [[nodiscard]] RemoteCollection *findRemote(const Key &collection) const;
    [[nodiscard]] Value remoteData(const Key &collection, const Key &id) const; // undefined if there is no document
    RemoteDoc *attach(Doc *doc);
    void unload(const DocName &name, const Manner &manner);
    // Makes the document, without any event, unless there is one. A remote one is made of {v, data, type}.
    void getOrCreateDoc(const Key &collection, const Key &id, const Value &data);
    void getOrCreateRemoteDoc(const Key &collection, const Key &id, const Value &version, const Value &data,
                              const Value &type);
    // Removes what is at the path and below, or at the root everything, without any event.
    void destroyData(const Path &path);

    // A model at the root whose events carry "passed".
    [[nodiscard]] Model modelWith(Passed passed) const;
    [[nodiscard]] QExplicitlySharedDataPointer<detail::ConfirmationState> newConfirmation() const;
    [[nodiscard]] Confirmation failed(const Error &error) const;
    // Confirmed when all are; the first error is its error.
    [[nodiscard]] Confirmation all(std::vector<Confirmation> parts) const;
    void reportError(const Error &error) const { Q_EMIT q->error(error); }
    // Reports an error while the model exists.
    [[nodiscard]] Callback reporter() const;

    [[nodiscard]] static const Passed &remotePassed();

    [[nodiscard]] RemoteCollection &makeRemote(const Key &collection);
    [[nodiscard]] bool isDormant(const DocName &name) const override;
    void wakeAll() override;

    RootModel *const q;
    Connection *const connection;
    std::unique_ptr<Connection> ownedConnection;
    LocalTree local;
    ChangeRecorders recorders;
    WriteStates writeStates; // the documents use it to their end
    std::unordered_map<Key, std::unique_ptr<RemoteCollection>> remote;
    EventHub events;
    PathCache paths;
    std::unique_ptr<References> references; // none before the first ref or refList
    std::unique_ptr<Functions> functions;
    std::unique_ptr<Filters> filters; // none before the first filter
    std::unique_ptr<Loader> loader;
    bool fetchOnly = false;
    int unloadDelay = 1000;
    int bundleTimeout = 10'000;
};

} // namespace Racer
