// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "submitpipeline_p.h"

#include "backend_p.h"

#include <algorithm>

namespace Racer {

// The second half of SubmitPipeline: groups of commits, and what follows from their results.

void SubmitPipeline::flush()
{
    // A second group waits at the database for the first to end, so that the database need not wait for us. The two
    // have no document in common: what fails in one leaves the other as it is.
    constexpr int MaxGroups = 2;
    if (m_groupsInDatabase == MaxGroups || m_ready.empty())
        return;
    std::vector<Pointer> group;
    std::erase_if(m_ready, [&group](const Pointer &submission) {
        if (submission->head->inDatabase > 0)
            return false;
        group.push_back(submission);
        return true;
    });
    if (group.empty())
        return;
    std::vector<Database::Commit> commits;
    commits.reserve(group.size());
    for (const Pointer &submission : group) {
        submission->state = Submission::State::InDatabase;
        ++submission->head->inDatabase;
        commits.push_back({submission->op, submission->snapshot});
    }
    ++m_groupsInDatabase;
    m_backend->database->commit(std::move(commits),
                                [this, group = std::move(group)](const std::vector<Database::CommitResult> &results,
                                                                 const std::vector<Error> &errors) {
                                    committed(group, results, errors);
                                });
}

void SubmitPipeline::committed(const std::vector<Pointer> &group, const std::vector<Database::CommitResult> &results,
                               const std::vector<Error> &errors)
{
    using Result = Database::CommitResult;
    --m_groupsInDatabase;
    for (const Pointer &submission : group)
        --submission->head->inDatabase;
    // Roll back first, so that the next group, which the database shall not wait for, rests on nothing that failed.
    std::vector<std::shared_ptr<Head>> rolledBack;
    for (size_t i = 0; i < group.size(); ++i) {
        if (results[i] == Result::Done || group[i]->state != Submission::State::InDatabase)
            continue;
        rolledBack.push_back(group[i]->head);
        rollBack(group[i], results[i] == Result::Failed ? errors[i] : Error());
    }
    for (const Pointer &submission : group) {
        if (submission->state == Submission::State::InDatabase) {
            submission->state = Submission::State::Committed;
            m_committed.push_back(submission);
        }
    }
    flush();
    finishCommitted();
    for (const std::shared_ptr<Head> &head : rolledBack) {
        finishSettled(*head);
        pump(head);
    }
}

// "first" was not committed: it fails, or starts again on the document as it is in the database, and so do all that
// rested on it. What comes before it in the head's pipeline is committed and waits for its finish.
void SubmitPipeline::rollBack(const Pointer &first, const Error &error)
{
    const std::shared_ptr<Head> head = first->head;
    const auto begin = std::find(head->pipeline.begin(), head->pipeline.end(), first);
    std::deque<Pointer> again(begin, head->pipeline.end());
    head->pipeline.erase(begin, head->pipeline.end());
    head->invalidate();
    std::erase_if(m_ready, [&](const Pointer &submission) { return submission->head == head; });
    for (const Pointer &submission : again)
        submission->state = Submission::State::Waiting;

    Error failure = error;
    if (!failure) {
        ++first->retries;
        if (first->maxRetries && first->retries > *first->maxRetries) {
            failure = Error(ErrorCode::MaxSubmitRetriesExceeded,
                            QStringLiteral("Op submit failed. Exceeded max submit retries of %1")
                                .arg(*first->maxRetries));
        }
    }
    if (failure) {
        again.pop_front();
        first->outcome = failure;
        first->state = Submission::State::Settled;
        head->pipeline.push_back(first);
    }
    head->queue.insert(head->queue.begin(), again.begin(), again.end());
}

// In the order of commits, also when telling one leads to the next.
void SubmitPipeline::finishCommitted()
{
    if (std::exchange(m_finishing, true))
        return;
    while (!m_committed.empty()) {
        const Pointer submission = std::move(m_committed.front());
        m_committed.pop_front();
        const std::shared_ptr<Head> head = submission->head;
        head->pipeline.pop_front();
        const bool unpublished = std::exchange(head->unpublished, submission->suppressPublish);
        submission->op.meta = {};
        finish(submission, {});
        if (!submission->suppressPublish) {
            if (unpublished)
                submission->before.version = NoVersion;
            m_backend->publish(*submission);
        }
        finishSettled(*head);
        pump(head);
    }
    m_finishing = false;
}

void SubmitPipeline::finishSettled(Head &head)
{
    while (!head.pipeline.empty() && head.pipeline.front()->state == Submission::State::Settled) {
        const Pointer submission = std::move(head.pipeline.front());
        head.pipeline.pop_front();
        finish(submission, submission->outcome);
    }
}

void SubmitPipeline::finish(const Pointer &submission, const Error &error)
{
    submission->head.reset();
    const auto tell = [submission](const Error &error) {
        if (const std::shared_ptr<Submitter> submitter = std::exchange(submission->submitter, nullptr))
            submitter->submitFinished(*submission, error);
    };
    if (error || submission->isDuplicate || m_backend->middleware.afterWrite.isEmpty())
        return tell(error);
    m_backend->middleware.afterWrite.run(submission, tell);
}

} // namespace Racer
