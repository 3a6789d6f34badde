// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/sqlworker.h>

namespace Racer {

// A Database over blocking SQL sessions: one thread commits, one reads documents and ops, one runs queries, so that
// neither waits for the other. Whatever waits to be committed becomes one transaction.
class RACER_SERVER_EXPORT SqlDatabase : public Database
{
    Q_OBJECT
public:
    // "connect" is called once in each of the three threads, one after the other. Throws what it throws.
    explicit SqlDatabase(const SqlWorker::Connect &connect, QObject *parent = nullptr);
    ~SqlDatabase() override;

    void commit(std::vector<Commit> group,
                std::function<void(std::vector<CommitResult>, std::vector<Error>)> done) override;
    void getSnapshots(const Key &collection, Names ids, Callback<std::vector<Snapshot>> done) override;
    void getOps(const Key &collection, std::vector<OpRange> ranges,
                Callback<std::vector<std::vector<Op>>> done) override;
    void getCommittedOpVersion(const DocName &doc, const Key &src, double seq,
                               Callback<std::optional<qint64>> done) override;
    void query(const Key &collection, const Value &query, const Value &options, Callback<QueryResult> done) override;
    void close() override;

    bool event(QEvent *event) override;

private:
    struct Waiting
    {
        std::vector<SqlSession::Commit> group;
        std::function<void(std::vector<CommitResult>, std::vector<Error>)> done;
    };

    [[nodiscard]] std::function<void()> commitWaiting(SqlSession &session);
    template<typename T, typename Read>
    void post(SqlWorker &worker, Callback<T> done, Read read);

    SqlOutbox m_outbox;
    std::mutex m_mutex;
    std::vector<Waiting> m_waiting;
    bool m_isClosed = false;
    SqlWorker m_commits;
    SqlWorker m_reads;
    SqlWorker m_queries;
};

} // namespace Racer
