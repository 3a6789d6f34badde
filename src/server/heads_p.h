// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/op.h>

#include <QtCore/QList>

#include <deque>
#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

namespace Racer {

struct Submission;

// A document as it will be once everything in flight is committed.
class Head
{
    Q_DISABLE_COPY_MOVE(Head)
public:
    explicit Head(const DocName &name);

    [[nodiscard]] bool isIdle() const noexcept { return !busy && queue.empty() && pipeline.empty(); }
    // The ops from a version on that are still in memory; false if some are not.
    [[nodiscard]] bool takeRecentOps(qint64 from, std::vector<Op> &ops) const;
    [[nodiscard]] qint64 windowStart() const noexcept { return snapshot.version - qint64(window.size()); }
    void append(const Op &op);
    void reload(const Snapshot &stored);
    void invalidate();
    [[nodiscard]] qsizetype bytes() const noexcept; // estimated

    const DocName doc;
    const QList<Key> channels; // of the collection and of the document
    Snapshot snapshot;         // with metadata
    std::deque<Op> window;     // the ops that led to it, as far as they are kept
    bool loaded = false;
    bool busy = false;         // one submission is being worked on
    bool pumping = false;      // the queue is being worked on
    bool unpublished = false;  // the last op was not published
    int epoch = 0;             // counts invalidations
    int inDatabase = 0;        // submissions in a group that the database has
    std::deque<std::shared_ptr<Submission>> queue;    // wait for their turn
    std::deque<std::shared_ptr<Submission>> pipeline; // wait for the database, in the order of their outcome

private:
    friend class Heads;
    void measure();

    qsizetype m_windowBytes = 0;
    qsizetype m_documentBytes = 0;
    qsizetype m_measuredBytes = 0;
    qsizetype m_counted = 0;
    std::list<Head *>::iterator m_place;
};

// The heads in memory. Drops those that were not used for longest.
class Heads
{
    Q_DISABLE_COPY_MOVE(Heads)
public:
    Heads(qsizetype maxCount, qsizetype maxBytes) : m_maxCount(maxCount), m_maxBytes(maxBytes) { }

    [[nodiscard]] std::shared_ptr<Head> get(const DocName &doc); // made if it is not there
    [[nodiscard]] Head *find(const DocName &doc) const;          // nullptr if it is not there
    // To be called after "used" was worked on. Drops idle heads of other documents.
    void trim(Head *used);
    void clear();
    [[nodiscard]] qsizetype size() const noexcept { return qsizetype(m_heads.size()); }
    [[nodiscard]] qsizetype bytes() const noexcept { return m_bytes; }

private:
    struct Hash
    {
        size_t operator()(const DocName &doc) const noexcept { return qHash(doc); }
    };

    std::unordered_map<DocName, std::shared_ptr<Head>, Hash> m_heads;
    std::list<Head *> m_recent; // the last used first
    qsizetype m_maxCount;
    qsizetype m_maxBytes;
    qsizetype m_bytes = 0;
};

} // namespace Racer
