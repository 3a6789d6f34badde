// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "changerecorder_p.h"
#include "document_p.h"

#include <Racer/doc.h>
#include <Racer/docobserver.h>
#include <Racer/event.h>

#include <QtCore/QHash>

#include <unordered_map>

namespace Racer {

class RemoteDoc;
class RootModelPrivate;

// The documents of one remote collection, and their assembled object, kept up to date only where somebody asks.
//
// Those of a bundle are dormant until something has to be done with them: all there is of one is its data among the
// assembled, and its version. Whoever finds a document, or asks the connection for it, wakes it.
class RemoteCollection
{
public:
    RemoteCollection(RootModelPrivate *root, Key name) : m_root(root), m_name(std::move(name)) { }
    ~RemoteCollection();

    [[nodiscard]] bool isEmpty() const noexcept { return m_docs.empty() && m_dormant.isEmpty(); }
    // False if all documents were deleted by this client, and with them the collection.
    [[nodiscard]] bool isVisible() const;
    [[nodiscard]] bool hasWritePending() const;
    [[nodiscard]] QList<Key> ids() const;
    [[nodiscard]] bool contains(const Key &id) const { return findAwake(id) || isDormant(id); }
    [[nodiscard]] RemoteDoc *find(const Key &id) const;
    [[nodiscard]] RemoteDoc *findAwake(const Key &id) const;
    [[nodiscard]] Value data(const Key &id) const; // undefined if there is no such document
    // What is at the path, which leads into one of the documents.
    [[nodiscard]] Value get(const Path &path) const;
    RemoteDoc *add(Doc *doc);
    [[nodiscard]] std::unique_ptr<RemoteDoc> take(const Key &id);

    // Takes in a json0 document that neither this nor the connection knows. False if it has to be made at once.
    [[nodiscard]] bool addDormant(const Key &id, const Value &version, const Value &data);
    [[nodiscard]] bool isDormant(const Key &id) const { return !m_dormant.isEmpty() && m_dormant.contains(id); }
    void wakeAll();

    [[nodiscard]] const Value &assembled(); // {id: data}, in the order in which they became known
    // The document's data is about to change: lets go of it, so that the change copies nothing.
    void invalidate(RemoteDoc *doc);
    void setPresent(const Key &id, bool present); // a deleted document has no key

private:
    RootModelPrivate *const m_root;
    const Key m_name;
    std::unordered_map<Key, std::unique_ptr<RemoteDoc>> m_docs;
    QHash<Key, qint64> m_dormant; // their versions
    Value m_assembled = Value::object();
    std::vector<Key> m_stale;
};

// Translates the mutators of one document of the server into operations, and its operations into events.
class RemoteDoc final : public Document, private DocObserver
{
public:
    RemoteDoc(RootModelPrivate *root, RemoteCollection *collection, Doc *doc);
    ~RemoteDoc();

    [[nodiscard]] Doc *doc() const noexcept { return m_doc; }
    [[nodiscard]] Value data() const; // with "id"
    [[nodiscard]] Value get(const Path &path) const override;
    void aboutToChange();
    // Deleted by this client, and not loaded, created or asked for since: not in the model, as far as can be seen.
    [[nodiscard]] bool isRemoved() const noexcept { return m_removed; }
    void mention();
    void ingest(const Value &version, const Value &data, const Value &type); // of a bundle; without any event
    void wake(qint64 version, const Value &data); // the same for what was dormant, where "data" is shown already

    void create(const Path &path, Value value, Submission &submission) override;
    Value set(const Path &path, Value value, Submission &submission) override;
    DelOutcome del(const Path &path, Submission &submission) override;
    double increment(const Path &path, double by, Submission &submission) override;
    qsizetype push(const Path &path, Value value, Submission &submission) override;
    qsizetype unshift(const Path &path, Value value, Submission &submission) override;
    qsizetype insert(const Path &path, qsizetype index, const Value &values, Submission &submission) override;
    Value remove(const Path &path, qsizetype index, qsizetype howMany, Submission &submission) override;
    Value pop(const Path &path, qsizetype &length, Submission &submission) override;
    Value shift(const Path &path, qsizetype &length, Submission &submission) override;
    MoveOutcome move(const Path &path, qsizetype from, qsizetype to, qsizetype howMany,
                     Submission &submission) override;
    Value stringInsert(const Path &path, qsizetype index, QStringView text, Submission &submission) override;
    Value stringRemove(const Path &path, qsizetype index, qsizetype howMany, Submission &submission) override;
    Value subtypeSubmit(const Path &path, const Key &type, const Value &op, Submission &submission) override;

private:
    struct Place;
    [[nodiscard]] Place find(const Path &path) const;
    [[nodiscard]] Place findArray(const Path &path, QStringView method, Submission &submission);
    [[nodiscard]] Value withParents(const Path &path, qsizetype depth, Value value) const;
    void requireType() const;
    void submit(Value op, Submission &submission);
    void submitHelper(const Value &op, const Submission &submission);
    void record(RecordedChange::Kind kind, const Value &value, const Value &source);

    void docLoaded() override;
    void docCreated(const Value &source) override;
    void docAboutToChange() override { aboutToChange(); }
    void docChanged(const Value &op, const Value &source) override;
    void docDeleted(const Value &oldData, const Value &source) override;
    void docTakesBack(quint64 firstSubmission, quint64 lastSubmission, const Value &op) override;
    void docWriteRefused(const Error &error) override;
    void docWritesLost(const Error &error) override;
    void docWritesChanged() override;
    void docFailed(const Error &error) override;
    void docAboutToBeDestroyed() override;
    void onComponent(const Value &component);
    [[nodiscard]] Path path() const { return Path({m_doc->collection(), m_doc->id()}); }
    [[nodiscard]] Path fullPath(const Value &p, bool parent) const;

    RootModelPrivate *const m_root;
    RemoteCollection *const m_collection;
    Doc *const m_doc;
    mutable Value m_withId;
    mutable quint64 m_withIdRevision = 0; // of the document's data that it was made from
    mutable bool m_hasWithId = false;
    bool m_removed = false;
    bool m_quiet = false; // while it ingests
    bool m_takingBack = false;
    const Submission *m_submission = nullptr; // that the document is about to be given
};

} // namespace Racer
