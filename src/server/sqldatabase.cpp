// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/sqldatabase.h>

#include <Racer/json.h>

#include <QtCore/QEvent>

#include <iterator>

namespace Racer {

/*!
    \class Racer::SqlDatabase
    \inmodule Racer
    \brief A Database over blocking SQL sessions, each in a thread of its own.

    What a plugin for an SQL database returns: it only has to implement SqlSession. Groups of commits that wait
    while a transaction is being made durable become the next transaction together. Callbacks arrive from the event
    loop of the thread this lives in.
*/

namespace {

Error closedError()
{
    return Error(ErrorCode::DatabaseFailed, u"The database is closed"_qs);
}

QByteArray toJson(const Value &value)
{
    return value.isUndefined() ? QByteArray() : Json::stringify(value);
}

std::vector<SqlSession::Commit> toSql(const std::vector<Database::Commit> &group)
{
    std::vector<SqlSession::Commit> commits;
    commits.reserve(group.size());
    for (const auto &[op, snapshot] : group) {
        commits.push_back({op.doc, snapshot.version, snapshot.type,
                           snapshot.exists() ? toJson(snapshot.data) : QByteArray(), toJson(snapshot.meta),
                           toJson(op.toStored())});
    }
    return commits;
}

} // namespace

/*! Connects three sessions by \a connect. Throws what that throws. */
SqlDatabase::SqlDatabase(const SqlWorker::Connect &connect, QObject *parent)
    : Database(parent), m_outbox(this), m_commits(connect, &m_outbox), m_reads(connect, &m_outbox),
      m_queries(connect, &m_outbox)
{
}

/*! Finishes what waits to be stored; callbacks that were not called before are dropped. */
SqlDatabase::~SqlDatabase() = default;

/*! \reimp */
void SqlDatabase::commit(std::vector<Commit> group,
                         std::function<void(std::vector<CommitResult>, std::vector<Error>)> done)
{
    if (m_isClosed) {
        const size_t size = group.size();
        return done(std::vector(size, CommitResult::Failed), std::vector(size, closedError()));
    }
    std::vector<SqlSession::Commit> commits = toSql(group);
    bool isFirst;
    {
        const std::lock_guard lock(m_mutex);
        isFirst = m_waiting.empty();
        m_waiting.push_back({std::move(commits), std::move(done)});
    }
    if (isFirst)
        m_commits.post([this](SqlSession &session) { return commitWaiting(session); });
}

// In the thread that commits.
std::function<void()> SqlDatabase::commitWaiting(SqlSession &session)
{
    std::vector<Waiting> waiting;
    {
        const std::lock_guard lock(m_mutex);
        waiting.swap(m_waiting);
    }
    std::vector<SqlSession::Commit> all;
    for (Waiting &one : waiting)
        all.insert(all.end(), std::make_move_iterator(one.group.begin()), std::make_move_iterator(one.group.end()));
    std::vector<SqlSession::Outcome> outcomes;
    try {
        outcomes = session.commit(all);
    } catch (const Error &error) {
        outcomes.assign(all.size(), {CommitResult::Failed, error});
    }
    return [waiting = std::move(waiting), outcomes = std::move(outcomes)] {
        auto next = outcomes.begin();
        for (const Waiting &one : waiting) {
            std::vector<CommitResult> results;
            std::vector<Error> errors;
            for (const auto end = next + std::ptrdiff_t(one.group.size()); next != end; ++next) {
                results.push_back(next->result);
                errors.push_back(next->error);
            }
            one.done(std::move(results), std::move(errors));
        }
    };
}

template<typename T, typename Read>
void SqlDatabase::post(SqlWorker &worker, Callback<T> done, Read read)
{
    if (m_isClosed)
        return done(closedError(), T());
    // The callback goes along with the result, so that what it holds is never destroyed in the worker's thread
    worker.post([done = std::move(done), read = std::move(read)](SqlSession &session) mutable
                -> std::function<void()> {
        try {
            T result = read(session);
            return [done = std::move(done), result = std::move(result)] { done({}, result); };
        } catch (const Error &error) {
            return [done = std::move(done), error] { done(error, T()); };
        }
    });
}

/*! \reimp */
void SqlDatabase::getSnapshots(const Key &collection, Names ids, Callback<std::vector<Snapshot>> done)
{
    post(m_reads, std::move(done), [collection, ids = std::move(ids)](SqlSession &session) {
        return session.getSnapshots(collection, ids);
    });
}

/*! \reimp */
void SqlDatabase::getOps(const Key &collection, std::vector<OpRange> ranges,
                         Callback<std::vector<std::vector<Op>>> done)
{
    post(m_reads, std::move(done), [collection, ranges = std::move(ranges)](SqlSession &session) {
        return session.getOps(collection, ranges);
    });
}

/*! \reimp */
void SqlDatabase::getCommittedOpVersion(const DocName &doc, const Key &src, double seq,
                                        Callback<std::optional<qint64>> done)
{
    post(m_reads, std::move(done),
         [doc, src, seq](SqlSession &session) { return session.getCommittedOpVersion(doc, src, seq); });
}

/*! \reimp */
void SqlDatabase::query(const Key &collection, const Value &query, const Value &, Callback<QueryResult> done)
{
    post(m_queries, std::move(done),
         [collection, query](SqlSession &session) { return session.query(collection, query); });
}

/*! Finishes what waits and calls its callbacks before it returns. Later calls fail with ERR_DATABASE_FAILED. */
void SqlDatabase::close()
{
    m_isClosed = true;
    m_commits.close();
    m_reads.close();
    m_queries.close();
    m_outbox.deliver();
}

/*! \reimp */
bool SqlDatabase::event(QEvent *event)
{
    if (event->type() != SqlOutbox::deliveryEvent())
        return Database::event(event);
    m_outbox.deliver();
    return true;
}

} // namespace Racer
