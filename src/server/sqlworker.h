// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/sqlsession.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

QT_BEGIN_NAMESPACE
class QObject;
QT_END_NAMESPACE

namespace Racer {

// What database threads have finished and an object's thread has to be told. Thread-safe.
class RACER_SERVER_EXPORT SqlOutbox
{
    Q_DISABLE_COPY_MOVE(SqlOutbox)
public:
    explicit SqlOutbox(QObject *owner) : m_owner(owner) { } // gets one deliveryEvent() per lot
    ~SqlOutbox() { m_due->clear(); }

    static int deliveryEvent();
    void put(std::vector<std::function<void()>> answers);
    void deliver(); // in the owner's thread: calls what was put in

private:
    QObject *m_owner;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_answers;
    // The owner's thread only. Shared with deliver(), which may be running when an answer deletes this.
    std::shared_ptr<std::deque<std::function<void()>>> m_due = std::make_shared<std::deque<std::function<void()>>>();
};

// A thread with a database session of its own that runs jobs in their order.
class RACER_SERVER_EXPORT SqlWorker
{
    Q_DISABLE_COPY_MOVE(SqlWorker)
public:
    using Connect = std::function<std::unique_ptr<SqlSession>()>;
    // Runs once, in the thread; what it returns is called by the outbox. Must not throw. What has to die in the owner's
    // thread, it moves into what it returns.
    using Job = std::function<std::function<void()>(SqlSession &)>;

    SqlWorker(Connect connect, SqlOutbox *outbox); // connects in the thread; throws what that throws
    ~SqlWorker();

    void post(Job job);
    void close(); // runs what waits, then ends the thread; may be called twice

private:
    void run(const Connect &connect, std::exception_ptr &failure);

    SqlOutbox *m_outbox;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_isConnecting = true;
    bool m_isClosing = false;
    std::thread m_thread; // last: it uses the others
};

} // namespace Racer
