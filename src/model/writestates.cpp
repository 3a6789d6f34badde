// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "writestates_p.h"

#include "filters_p.h"
#include "references_p.h"
#include "rootmodel_p.h"

#include <Racer/op.h>

namespace Racer {

namespace {

Path pathOf(const DocName &name)
{
    return Path({name.collection, name.id});
}

} // namespace

template<typename Test>
bool WriteStates::anyStored(const Path &path, Test &&test) const
{
    if (!m_root->references || path.isRoot() || !RootModelPrivate::isLocal(path.first()))
        return test(path);
    const Path place = m_root->references->dereference(path, References::Target::Array);
    if (place.isRoot() || !RootModelPrivate::isLocal(place.first()))
        return test(place);
    // A whole list: its ids, and what they name.
    QVarLengthArray<RefLists::Pointer, 4> lists;
    m_root->references->refLists.findByFrom(place, lists);
    for (const RefLists::Pointer &list : lists) {
        if (list->from.size() != place.size())
            continue;
        if (anyStored(list->ids, test))
            return true;
        const Value ids = list->idsNow();
        for (const Value &id : ids.elements()) {
            if (anyStored(list->to / IdIndex::name(id), test))
                return true;
        }
        return false;
    }
    const Filters::Pointer filter = m_root->filters ? m_root->filters->find(place) : nullptr;
    return filter && anyStored(filter->path(), test);
}

bool WriteStates::isPending(const Path &path)
{
    return anyStored(path, [this](const Path &place) { return isPendingStored(place); });
}

// A document that is dormant has never been written to.
const RemoteDoc *WriteStates::findAwake(const Path &path) const
{
    const RemoteCollection *const docs = m_root->findRemote(path.first());
    return docs ? docs->findAwake(path.at(1)) : nullptr;
}

bool WriteStates::isPendingStored(const Path &path)
{
    if (!m_root->connection)
        return false;
    if (path.isRoot())
        return m_root->connection->hasWritePending();
    if (path.size() == 1) {
        const auto collection = m_root->remote.find(path.first());
        return collection != m_root->remote.end() && collection->second->hasWritePending();
    }
    const RemoteDoc *const doc = findAwake(path);
    return doc && doc->doc()->hasWritePending() && (path.size() == 2 || isPendingIn(doc, path.mid(2)));
}

bool WriteStates::isPendingIn(const RemoteDoc *doc, const Path &path)
{
    Entry &entry = m_entries[doc];
    const Doc *const remote = doc->doc();
    if (!entry.isCurrent || entry.version != remote->version() || entry.revision != remote->dataRevision()) {
        entry.pending.clear();
        for (const Op &op : remote->unacknowledgedOps()) {
            if (op.kind == Op::Kind::Edit)
                entry.pending.add(op.edit);
            else if (op.kind != Op::Kind::Noop)
                entry.pending.addDocument({});
        }
        entry.version = remote->version();
        entry.revision = remote->dataRevision();
        entry.isCurrent = true;
    }
    return entry.pending.find(path);
}

Error WriteStates::failure(const Path &path) const
{
    Error error;
    if (!m_entries.empty()) {
        anyStored(path, [&](const Path &place) {
            error = failureStored(place);
            return bool(error);
        });
    }
    return error;
}

Error WriteStates::failureStored(const Path &path) const
{
    if (path.size() >= 2) {
        const RemoteDoc *const doc = findAwake(path);
        const auto found = doc ? m_entries.find(doc) : m_entries.end();
        const Error *const error = found == m_entries.end() ? nullptr : found->second.failed.find(path.mid(2));
        return error ? *error : Error();
    }
    for (const auto &[doc, entry] : m_entries) {
        if (entry.failed.isEmpty() || !(path.isRoot() || doc->doc()->collection() == path.first()))
            continue;
        return *entry.failed.find({});
    }
    return {};
}

void WriteStates::clearFailure(const Path &path)
{
    if (m_entries.empty())
        return;
    anyStored(path, [this](const Path &place) {
        std::vector<const RemoteDoc *> cleared;
        for (auto &[doc, entry] : m_entries) {
            const DocName &name = doc->doc()->name();
            if ((place.size() > 0 && place.first() != name.collection) || (place.size() > 1 && place.at(1) != name.id))
                continue;
            if (entry.failed.remove(place.mid(2)))
                cleared.push_back(doc);
        }
        for (const RemoteDoc *doc : cleared) {
            tell(doc);
            trim(doc);
        }
        return false;
    });
}

void WriteStates::noteOp(const RemoteDoc *doc, const Value &op, bool isOwn)
{
    if (m_refusing == doc && !isOwn)
        return m_entries[doc].failed.add(op, m_refusal);
    const auto entry = m_entries.find(doc);
    if (entry == m_entries.end() || entry->second.failed.isEmpty())
        return;
    if (!isOwn)
        entry->second.failed.follow(op);
    else if (entry->second.failed.overwrite(op))
        tell(doc);
}

void WriteStates::replaced(const RemoteDoc *doc)
{
    const auto entry = m_entries.find(doc);
    if (entry == m_entries.end() || entry->second.failed.isEmpty())
        return;
    entry->second.failed.clear();
    tell(doc);
    trim(doc);
}

void WriteStates::noteWrites(const RemoteDoc *doc)
{
    if (m_refusing == doc) {
        m_refusing = nullptr;
        m_refusal = Error();
    }
    if (const auto entry = m_entries.find(doc); entry != m_entries.end())
        entry->second.isCurrent = false;
    tell(doc);
    trim(doc);
}

void WriteStates::writeRefused(const RemoteDoc *doc, const Error &error)
{
    m_refusing = doc;
    m_refusal = error;
}

void WriteStates::writesLost(const RemoteDoc *doc, const Error &error)
{
    Entry &entry = m_entries[doc];
    entry.lost = doc->data();
    if (error)
        entry.failed.addDocument(error);
}

Value WriteStates::takeLost(const RemoteDoc *doc)
{
    const auto entry = m_entries.find(doc);
    if (entry == m_entries.end())
        return {};
    Value lost = std::exchange(entry->second.lost, {});
    trim(doc);
    return lost;
}

void WriteStates::forget(const RemoteDoc *doc)
{
    if (m_refusing == doc)
        m_refusing = nullptr;
    const auto entry = m_entries.find(doc);
    if (entry == m_entries.end())
        return;
    if (!entry->second.failed.isEmpty())
        tell(doc);
    m_entries.erase(entry);
}

void WriteStates::trim(const RemoteDoc *doc)
{
    const auto entry = m_entries.find(doc);
    if (entry != m_entries.end() && entry->second.failed.isEmpty() && entry->second.lost.isUndefined()
        && !doc->doc()->hasWritePending())
        m_entries.erase(entry);
}

void WriteStates::tell(const RemoteDoc *doc)
{
    if (!m_signalUsed)
        return;
    const bool isFirst = m_changed.isEmpty();
    m_changed.insert(pathOf(doc->doc()->name()));
    if (!isFirst)
        return;
    QMetaObject::invokeMethod(
        m_root->q,
        [this, guard = QPointer(m_root->q)] {
            for (const Path &document : std::exchange(m_changed, {})) {
                Q_EMIT guard->writeStateChanged(document);
                if (!guard)
                    return;
            }
        },
        Qt::QueuedConnection);
}

/*!
    True while a write of this client at \a subpath, above it or below it waits for the server to acknowledge it, be it
    that there is no connection. Within a document the answer is exact: of the elements of a list only those are pending
    that were written, wherever others move them meanwhile, and the list itself with them. What was taken out of a list
    makes the list pending, and none of the elements left. The path of a ref, of an item of a refList or of a filter's
    output stands for where it is stored. Local data is never pending.

    Asking costs nothing worth mentioning for a document without writes under way, and the length of the path for
    others.

    RootModel::writeStateChanged() tells when the answer may be another. Racer has no counterpart; ShareDB's
    \c {doc.hasWritePending()} is the answer for a whole document.
*/
bool Model::isPending(PathArg subpath) const
{
    Path storage;
    return m_root->writeStates.isPending(m_root->resolve(*this, subpath, storage));
}

/*!
    Why the server has refused the last write of this client at \a subpath, above it or below it, with the server's code
    and message; a null Error if none was refused. What was refused has been taken back by then. It is remembered until
    this client writes there again, clearFailure(), or the document is unloaded. If a whole document had to be loaded
    again, as after a refused creation or deletion, the failure is the document's.

    A write that the server drops without an error (ERR_OP_SUBMIT_REJECTED) is no failure. Paths are as in isPending().
*/
Error Model::failure(PathArg subpath) const
{
    Path storage;
    return m_root->writeStates.failure(m_root->resolve(*this, subpath, storage));
}

/*! Forgets failures at \a subpath, above it in the same document, and below it. */
void Model::clearFailure(PathArg subpath) const
{
    Path storage;
    m_root->writeStates.clearFailure(m_root->resolve(*this, subpath, storage));
}

} // namespace Racer
