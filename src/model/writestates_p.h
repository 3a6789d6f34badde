// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "writtenpaths_p.h"

#include <QtCore/QSet>

#include <unordered_map>

namespace Racer {

class RemoteDoc;
class RootModelPrivate;

// What the server has not acknowledged yet, and what it has refused. There is an entry only for documents that somebody
// asked about while they were pending, and for those with a failure.
class WriteStates
{
public:
    explicit WriteStates(RootModelPrivate *root) : m_root(root) { }

    // Absolute paths, which may lead through refs.
    [[nodiscard]] bool isPending(const Path &path);
    [[nodiscard]] Error failure(const Path &path) const;
    void clearFailure(const Path &path);

    void setSignalUsed() noexcept { m_signalUsed = true; }

    // From the documents
    void opApplied(const RemoteDoc *doc, const Value &op, bool isOwn)
    {
        if (m_refusing == doc || !m_entries.empty())
            noteOp(doc, op, isOwn);
    }
    void replaced(const RemoteDoc *doc); // created or deleted
    void writesChanged(const RemoteDoc *doc)
    {
        if (m_refusing || m_signalUsed || !m_entries.empty())
            noteWrites(doc);
    }
    void writeRefused(const RemoteDoc *doc, const Error &error);
    void writesLost(const RemoteDoc *doc, const Error &error);
    [[nodiscard]] Value takeLost(const RemoteDoc *doc); // undefined if there is nothing
    void forget(const RemoteDoc *doc);

private:
    struct Entry
    {
        WrittenPaths pending;
        bool isCurrent = false; // "pending" is what it was at that version and revision
        qint64 version = 0;
        quint64 revision = 0;
        WrittenPaths failed;
        Value lost; // what the document was when its writes were given up, until it is loaded again
    };

    [[nodiscard]] const RemoteDoc *findAwake(const Path &path) const;
    [[nodiscard]] bool isPendingStored(const Path &path);
    [[nodiscard]] bool isPendingIn(const RemoteDoc *doc, const Path &path);
    [[nodiscard]] Error failureStored(const Path &path) const;
    // True once "test" is for a place where what the path shows is stored.
    template<typename Test>
    bool anyStored(const Path &path, Test &&test) const;
    void noteOp(const RemoteDoc *doc, const Value &op, bool isOwn);
    void noteWrites(const RemoteDoc *doc);
    void trim(const RemoteDoc *doc);
    void tell(const RemoteDoc *doc);

    RootModelPrivate *const m_root;
    std::unordered_map<const RemoteDoc *, Entry> m_entries;
    const RemoteDoc *m_refusing = nullptr; // whose changes, until its writesChanged(), take back what was refused
    Error m_refusal;
    QSet<Path> m_changed; // still to be told
    bool m_signalUsed = false;
};

} // namespace Racer
