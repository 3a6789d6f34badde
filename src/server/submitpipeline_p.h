// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "heads_p.h"

#include <Racer/database.h>
#include <Racer/submitrequest.h>

#include <QtCore/QObject>

namespace Racer {

class BackendPrivate;

// Who submitted an op: told once how it ended.
class Submitter
{
public:
    virtual ~Submitter() = default;
    // A null error: op.version is where it was committed; "ops" are those it was transformed against.
    virtual void submitFinished(Submission &submission, const Error &error) = 0;
};

// A SubmitRequest with what only the pipeline knows.
struct Submission : SubmitRequest
{
    enum class State : quint8 {
        Waiting,    // for its turn
        Ready,      // for a group
        InDatabase,
        Committed,  // but nobody has been told
        Settled,    // its outcome is known, but rests on ops that are not committed yet
    };

    std::shared_ptr<Submitter> submitter;
    Value message;          // what the client sent
    bool answersNoOps = false; // the client understands ERR_NO_OP
    std::shared_ptr<Head> head;
    State state = State::Waiting;
    bool verified = false;  // the head was loaded anew for its sake
    bool isDuplicate = false;
    int epoch = 0;          // of the head, when work on it began
    Error outcome;
    Snapshot before;

    void begin();           // (again) from what was submitted
    void setInApply(bool inApply) { m_inApply = inApply; }
    void setFixups(std::vector<Value> fixups) { m_fixups = std::move(fixups); }
    void keepOriginal();

private:
    qint64 m_version = NoVersion;
    Value m_edit;
    Value m_createData;
    Value m_meta;
};

// Orders the ops of each document, and commits them in groups: design of the server's submit path.
//
// A head is what its document will be once everything in flight is committed, so that the next op need not wait for
// the database. Outcomes of a document are told in the order of versions, each after the commits it rests on. If a
// commit fails, the head is loaded anew, and what rested on it starts again.
class SubmitPipeline : public QObject
{
    Q_OBJECT
public:
    SubmitPipeline(BackendPrivate *backend, qsizetype maxHeads, qsizetype maxHeadBytes);
    ~SubmitPipeline() override;

    void submit(const std::shared_ptr<Submission> &submission);
    [[nodiscard]] Heads &heads() noexcept { return m_heads; }

private:
    using Pointer = std::shared_ptr<Submission>;

    void enqueue(const Pointer &submission);
    void pump(const std::shared_ptr<Head> &head);
    void load(const Pointer &submission);
    void prepare(const Pointer &submission);
    void findCreation(const Pointer &submission);
    void loadOps(const Pointer &submission);
    void transform(const Pointer &submission, const std::vector<Op> &ops);
    void project(const Pointer &submission);
    void apply(const Pointer &submission);
    void ready(const Pointer &submission);
    void fail(const Pointer &submission, const Error &error);
    void duplicate(const Pointer &submission, qint64 version);
    void settle(const Pointer &submission, const Error &outcome);
    [[nodiscard]] bool isOutdated(const Pointer &submission);

    void flush();
    void committed(const std::vector<Pointer> &group, const std::vector<Database::CommitResult> &results,
                   const std::vector<Error> &errors);
    void rollBack(const Pointer &first, const Error &error);
    void finishCommitted();
    void finishSettled(Head &head);
    void finish(const Pointer &submission, const Error &error);

    BackendPrivate *const m_backend;
    Heads m_heads;
    std::vector<Pointer> m_ready;
    std::deque<Pointer> m_committed;
    int m_groupsInDatabase = 0;
    bool m_finishing = false;
    bool m_flushScheduled = false;
};

} // namespace Racer
