// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/sqlworker.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>

namespace Racer {

/*!
    \class Racer::SqlSession
    \inmodule Racer
    \brief One blocking connection to an SQL database: what a plugin implements for SqlDatabase.
*/

SqlSession::~SqlSession() = default;

/*!
    \class Racer::SqlOutbox
    \inmodule Racer
    \brief What database threads have finished and another thread has to be told.

    \class Racer::SqlWorker
    \inmodule Racer
    \brief A thread with a database session of its own that runs jobs in their order.
*/

/*! The type of the event that asks the owner to call deliver(). */
int SqlOutbox::deliveryEvent()
{
    static const int type = QEvent::registerEventType();
    return type;
}

/*! Adds \a answers to what the owner will be told. */
void SqlOutbox::put(std::vector<std::function<void()>> answers)
{
    bool wasEmpty;
    {
        const std::lock_guard lock(m_mutex);
        wasEmpty = m_answers.empty();
        m_answers.insert(m_answers.end(), std::make_move_iterator(answers.begin()),
                         std::make_move_iterator(answers.end()));
    }
    if (wasEmpty)
        QCoreApplication::postEvent(m_owner, new QEvent(QEvent::Type(deliveryEvent())));
}

/*!
    Calls everything that was put in, in order. An answer may run an event loop or call this: what is left is then
    called in there. It may also destroy this: what is left is then dropped.
*/
void SqlOutbox::deliver()
{
    const auto due = m_due;
    {
        const std::lock_guard lock(m_mutex);
        due->insert(due->end(), std::make_move_iterator(m_answers.begin()), std::make_move_iterator(m_answers.end()));
        m_answers.clear();
    }
    while (!due->empty()) {
        const std::function<void()> answer = std::move(due->front());
        due->pop_front();
        answer();
    }
}

/*! Starts the thread and waits until \a connect has returned in it. Throws what \a connect throws. */
SqlWorker::SqlWorker(Connect connect, SqlOutbox *outbox) : m_outbox(outbox)
{
    std::exception_ptr failure;
    std::unique_lock lock(m_mutex);
    m_thread = std::thread([this, &connect, &failure] { run(connect, failure); });
    m_changed.wait(lock, [this] { return !m_isConnecting; });
    lock.unlock();
    if (failure) {
        m_thread.join();
        std::rethrow_exception(failure);
    }
}

SqlWorker::~SqlWorker()
{
    close();
}

/*! Queues \a job. Not to be called after close(). */
void SqlWorker::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_one();
}

/*! Runs what waits, closes the session and ends the thread. */
void SqlWorker::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void SqlWorker::run(const Connect &connect, std::exception_ptr &failure)
{
    std::unique_ptr<SqlSession> session;
    std::unique_lock lock(m_mutex);
    try {
        session = connect();
    } catch (...) {
        failure = std::current_exception();
    }
    m_isConnecting = false;
    m_changed.notify_one(); // from here on the constructor's arguments are gone
    if (!session)
        return;
    for (;;) {
        m_changed.wait(lock, [this] { return m_isClosing || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        std::deque<Job> jobs = std::exchange(m_jobs, {});
        lock.unlock();
        std::vector<std::function<void()>> answers;
        answers.reserve(jobs.size());
        for (const Job &job : jobs) {
            if (std::function<void()> answer = job(*session))
                answers.push_back(std::move(answer));
        }
        if (!answers.empty())
            m_outbox->put(std::move(answers));
        lock.lock();
    }
}

} // namespace Racer
