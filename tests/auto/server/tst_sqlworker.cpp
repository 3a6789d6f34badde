// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "memorysession.h"

#include <Racer/sqldatabase.h>

#include <QtCore/QCoreApplication>
#include <QtTest/QTest>

#include <algorithm>
#include <array>
#include <atomic>

using namespace Racer;
using Result = Database::CommitResult;
using Results = std::vector<Result>;
using Errors = std::vector<Error>;

namespace {

Database::Commit commitOf(const Key &id, qint64 version = 1)
{
    Database::Commit commit;
    commit.op.kind = version == 1 ? Op::Kind::Create : Op::Kind::Edit;
    if (version == 1)
        commit.op.createType = u"type";
    else
        commit.op.edit = Value::array();
    commit.op.doc = {u"c", id};
    commit.op.version = version - 1;
    commit.op.src = u"tester";
    commit.op.seq = double(version);
    commit.snapshot = {id, version, u"type", Value::object({{u"n", double(version)}}), Value()};
    return commit;
}

// Part of a callback: counts its copies, and those that are destroyed in another thread than it was made in.
class Witness
{
public:
    struct Counts
    {
        std::atomic<int> alive = 0;
        std::atomic<int> destroyedElsewhere = 0;
    };

    explicit Witness(Counts &counts) : m_counts(counts) { ++m_counts.alive; }
    Witness(const Witness &other) : m_counts(other.m_counts), m_home(other.m_home) { ++m_counts.alive; }
    Witness &operator=(const Witness &) = delete;
    ~Witness()
    {
        --m_counts.alive;
        m_counts.destroyedElsewhere += std::this_thread::get_id() != m_home;
    }

private:
    Counts &m_counts;
    std::thread::id m_home = std::this_thread::get_id();
};

} // namespace

// SqlDatabase and its threads over sessions in memory: most telling under ThreadSanitizer.
class tst_SqlWorker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    // Happy
    void everySessionHasAThreadOfItsOwn();
    void answersArriveInOrderInTheOwnersThread();
    void callbacksAreDestroyedInTheOwnersThread();
    void commitsThatWaitBecomeOneGroup();
    void readsAreNotHeldUpByQueries();
    void everyReadAnswers();
    void closeFinishesWhatWaits();
    void closeInACallbackKeepsTheOrder();
    void severalDatabasesAtOnce();
    void commitsAndReadsInterleaved();
    // Rainy
    void errorsOfOneGroupReachTheirCallbacks();
    void exceptionsBecomeErrors();
    void callsAfterCloseFail();
    void destroyedWithWorkQueued();
    void destroyedInACallback();
    void connectFails_data();
    void connectFails();

private:
    std::unique_ptr<SqlDatabase> open()
    {
        return std::make_unique<SqlDatabase>([this] { return std::make_unique<MemorySession>(*m_store); });
    }
    void commit(std::vector<Database::Commit> group, std::function<void(Results, Errors)> done = [](auto, auto) { })
    {
        m_database->commit(std::move(group), std::move(done));
    }
    // Lets one commit stand in its thread, so that those which follow have to wait.
    void holdOneCommit()
    {
        m_store->hold();
        commit({commitOf(u"held")});
        m_store->waitUntilHeld(1);
    }

    std::unique_ptr<MemoryStore> m_store;
    std::unique_ptr<SqlDatabase> m_database;
};

void tst_SqlWorker::init()
{
    m_store = std::make_unique<MemoryStore>();
    m_database = open();
}

void tst_SqlWorker::cleanup()
{
    m_store->release();
    m_database.reset();
    m_store.reset();
}

void tst_SqlWorker::everySessionHasAThreadOfItsOwn()
{
    m_database->close();
    std::vector<std::thread::id> &opened = m_store->opened; // the threads have ended
    QCOMPARE(opened.size(), 3);
    std::ranges::sort(opened);
    std::ranges::sort(m_store->closed);
    QCOMPARE(m_store->closed, opened);
    QVERIFY(std::ranges::adjacent_find(opened) == opened.end());
    QVERIFY(std::ranges::find(opened, std::this_thread::get_id()) == opened.end());
}

void tst_SqlWorker::answersArriveInOrderInTheOwnersThread()
{
    std::vector<qint64> order;
    std::vector<int> reads;
    size_t elsewhere = 0;
    const std::thread::id owner = std::this_thread::get_id();
    for (int i = 0; i < 1'000; ++i) {
        commit({commitOf(u"d", i + 1)}, [&, i](const Results &results, const Errors &) {
            QCOMPARE(results, Results{Result::Done});
            order.push_back(i);
            elsewhere += std::this_thread::get_id() != owner;
        });
        m_database->getSnapshots(u"c", {u"d"}, [&, i](const Error &, const std::vector<Snapshot> &) {
            reads.push_back(i);
            elsewhere += std::this_thread::get_id() != owner;
        });
    }
    QVERIFY2(order.empty() && reads.empty(), "a callback must not be called before the event loop runs");
    QTRY_VERIFY_WITH_TIMEOUT(order.size() == 1'000 && reads.size() == 1'000, 60'000);
    QVERIFY(std::ranges::is_sorted(order));
    QVERIFY(std::ranges::is_sorted(reads));
    QCOMPARE(elsewhere, 0);
}

void tst_SqlWorker::callbacksAreDestroyedInTheOwnersThread()
{
    Witness::Counts counts;
    for (int i = 0; i < 200; ++i) {
        const Key id = i % 10 ? Key(u"d") : Key(u"broken");
        commit({commitOf(id)}, [witness = Witness(counts)](const auto &, const auto &) { });
        m_database->getSnapshots(u"c", {id}, [witness = Witness(counts)](auto, auto) { });
        m_database->query(id, {}, {}, [witness = Witness(counts)](auto, auto) { });
        QCoreApplication::processEvents();
    }
    m_database->close();
    QCOMPARE(counts.alive, 0);
    QCOMPARE(counts.destroyedElsewhere, 0);
}

void tst_SqlWorker::commitsThatWaitBecomeOneGroup()
{
    holdOneCommit();
    std::vector<Results> answers;
    const auto remember = [&](const Results &results, const Errors &errors) {
        QCOMPARE(errors.size(), results.size());
        answers.push_back(results);
    };
    commit({commitOf(u"a"), commitOf(u"b")}, remember);
    commit({}, remember);
    commit({commitOf(u"a", 3), commitOf(u"a", 2)}, remember);
    commit({commitOf(u"c")}, remember);
    m_store->release();
    QTRY_VERIFY_WITH_TIMEOUT(answers.size() == 4, 60'000);
    QCOMPARE(m_store->inspect([](const MemoryStore &store) { return store.groups; }), (std::vector<size_t>{1, 5}));
    QCOMPARE(answers.at(0), (Results{Result::Done, Result::Done}));
    QCOMPARE(answers.at(1), Results());
    QCOMPARE(answers.at(2), (Results{Result::LostRace, Result::Done}));
    QCOMPARE(answers.at(3), Results{Result::Done});
}

void tst_SqlWorker::readsAreNotHeldUpByQueries()
{
    m_store->hold();
    m_database->query(u"c", {}, {}, [](auto, auto) { });
    m_database->query(u"c", {}, {}, [](auto, auto) { });
    m_database->getSnapshots(u"c", {u"d"}, [](auto, auto) { });
    commit({commitOf(u"d")});
    m_store->waitUntilHeld(3); // one of each kind
}

void tst_SqlWorker::everyReadAnswers()
{
    bool isCommitted = false;
    commit({commitOf(u"d"), commitOf(u"d", 2)}, [&](const auto &, const auto &) { isCommitted = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isCommitted, 60'000);
    int answered = 0;
    m_database->getSnapshots(u"c", {u"d", u"unknown"}, [&](const Error &error, const std::vector<Snapshot> &found) {
        QVERIFY(!error);
        QCOMPARE(found.size(), 2);
        QCOMPARE(found[0].version, 2);
        QVERIFY(!found[1].exists());
        ++answered;
    });
    m_database->getOps(u"c", {{u"d", 0, {}}}, [&](const Error &error, const std::vector<std::vector<Op>> &lists) {
        QVERIFY(!error);
        QCOMPARE(lists.at(0).size(), 2);
        ++answered;
    });
    m_database->getCommittedOpVersion({u"c", u"d"}, u"tester", 2, [&](const Error &error, std::optional<qint64> found) {
        QVERIFY(!error);
        QCOMPARE(found, std::optional<qint64>(1));
        ++answered;
    });
    m_database->query(u"c", {}, {}, [&](const Error &error, const Database::QueryResult &result) {
        QVERIFY(!error);
        QCOMPARE(result.snapshots.size(), 1);
        ++answered;
    });
    QTRY_VERIFY_WITH_TIMEOUT(answered == 4, 60'000);
}

void tst_SqlWorker::closeFinishesWhatWaits()
{
    holdOneCommit();
    int commits = 0;
    int reads = 0;
    for (int i = 0; i < 100; ++i) {
        commit({commitOf(Key::fromIndex(i))}, [&](const Results &results, const Errors &) {
            commits += results == Results{Result::Done};
        });
        m_database->getSnapshots(u"c", {u"held"}, [&](const Error &error, const auto &) { reads += !error; });
    }
    m_store->release();
    m_database->close();
    QCOMPARE(commits, 100);
    QCOMPARE(reads, 100);
    QCOMPARE(m_store->documents.size(), 101);
    m_database->close();
    QCoreApplication::processEvents();
    QCOMPARE(commits, 100);
}

void tst_SqlWorker::closeInACallbackKeepsTheOrder()
{
    constexpr int Count = 20;
    std::vector<int> order;
    size_t atClose = 0;
    m_store->hold();
    for (int i = 0; i < Count; ++i) {
        m_database->getSnapshots(u"c", {u"d"}, [&, i](auto, auto) {
            order.push_back(i);
            if (i == 3) {
                m_database->close();
                atClose = order.size();
            }
        });
    }
    m_store->release();
    QTRY_VERIFY_WITH_TIMEOUT(atClose > 0, 60'000);
    QCOMPARE(atClose, Count);
    QCOMPARE(order.size(), Count);
    QVERIFY(std::ranges::is_sorted(order));
}

void tst_SqlWorker::severalDatabasesAtOnce()
{
    constexpr int Count = 300;
    std::array<MemoryStore, 4> stores;
    std::vector<std::unique_ptr<SqlDatabase>> databases;
    for (MemoryStore &store : stores) {
        databases.push_back(std::make_unique<SqlDatabase>([&] { return std::make_unique<MemorySession>(store); }));
    }
    const Database::Commit shared = commitOf(u"shared");
    int answered = 0;
    for (int i = 0; i < Count; ++i) {
        for (const auto &database : databases) {
            Database::Commit own = shared; // one tree in all threads
            own.op.doc.id = own.snapshot.id = Key::fromIndex(i);
            database->commit({std::move(own)}, [&](const Results &results, const Errors &) {
                answered += results == Results{Result::Done};
            });
        }
    }
    QTRY_VERIFY_WITH_TIMEOUT(answered == 4 * Count, 60'000);
    databases.clear();
    for (const MemoryStore &store : stores)
        QCOMPARE(store.documents.size(), Count);
}

void tst_SqlWorker::commitsAndReadsInterleaved()
{
    constexpr int Count = 3'000;
    constexpr int DocumentCount = 7;
    int committed = 0;
    int read = 0;
    int wrong = 0;
    std::array<qint64, DocumentCount> newest = {};
    for (int i = 0; i < Count; ++i) {
        const int document = i % DocumentCount;
        const Key id = Key::fromIndex(document);
        const qint64 version = i / DocumentCount + 1;
        commit({commitOf(id, version)}, [&, document, version](const Results &results, const Errors &errors) {
            wrong += results != Results{Result::Done} || errors.at(0) || newest[size_t(document)] != version - 1;
            newest[size_t(document)] = version;
            ++committed;
        });
        m_database->getSnapshots(u"c", {id}, [&, version, known = newest[size_t(document)]](
                                                 const Error &error, const std::vector<Snapshot> &found) {
            // At least what was known to be stored when the read was asked for, and whole.
            const Snapshot &snapshot = found.at(0);
            wrong += error || snapshot.version < known
                || (snapshot.exists() && snapshot.data[u"n"] != Value(double(snapshot.version)));
            ++read;
        });
        if (i % 5 == 0) {
            m_database->getOps(u"c", {{id, 0, {}}}, [&](const Error &error, const std::vector<std::vector<Op>> &lists) {
                wrong += error || lists.size() != 1;
                ++read;
            });
            m_database->query(u"c", {}, {}, [&](const Error &error, const Database::QueryResult &result) {
                wrong += error || result.snapshots.size() > DocumentCount;
                ++read;
            });
        }
        if (i % 3 == 0)
            QCoreApplication::processEvents();
    }
    QTRY_VERIFY_WITH_TIMEOUT(committed == Count && read == Count + 2 * (Count / 5), 60'000);
    QCOMPARE(wrong, 0);
    m_database->close();
    for (const auto &[id, document] : m_store->documents)
        QCOMPARE(qint64(document.ops.size()), document.snapshot.version);
}

void tst_SqlWorker::errorsOfOneGroupReachTheirCallbacks()
{
    holdOneCommit();
    int failed = 0;
    const auto check = [&](const Results &results, const Errors &errors) {
        for (size_t i = 0; i < results.size(); ++i) {
            QCOMPARE(results[i], Result::Failed);
            QVERIFY(errors.at(i).is(ErrorCode::DatabaseFailed));
            QCOMPARE(errors.at(i).message(), u"The disk is broken"_qs);
            ++failed;
        }
    };
    commit({commitOf(u"a"), commitOf(u"b")}, check);
    commit({commitOf(u"broken")}, check);
    m_store->release();
    QTRY_VERIFY_WITH_TIMEOUT(failed == 3, 60'000);
    bool isDone = false;
    commit({commitOf(u"a")}, [&](const Results &results, const Errors &) {
        QCOMPARE(results, Results{Result::Done});
        isDone = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(isDone, 60'000);
}

void tst_SqlWorker::exceptionsBecomeErrors()
{
    QStringList messages;
    const auto note = [&](const Error &error, const auto &) {
        QVERIFY(error.is(ErrorCode::DatabaseFailed));
        messages.append(error.message());
    };
    m_database->getSnapshots(u"c", {u"d", u"broken"}, note);
    m_database->getOps(u"c", {{u"broken", 0, {}}}, note);
    m_database->getCommittedOpVersion({u"c", u"broken"}, u"tester", 1, note);
    m_database->query(u"broken", {}, {}, note);
    QTRY_VERIFY_WITH_TIMEOUT(messages.size() == 4, 60'000);
    QCOMPARE(messages, QStringList(4, u"The disk is broken"_qs));
    bool isAnswered = false;
    m_database->getSnapshots(u"c", {u"d"}, [&](const Error &error, const auto &) { isAnswered = !error; });
    QTRY_VERIFY_WITH_TIMEOUT(isAnswered, 60'000);
}

void tst_SqlWorker::callsAfterCloseFail()
{
    m_database->close();
    int failed = 0;
    const auto note = [&](const Error &error, const auto &) {
        QVERIFY(error.is(ErrorCode::DatabaseFailed));
        QCOMPARE(error.message(), u"The database is closed"_qs);
        ++failed;
    };
    commit({commitOf(u"a"), commitOf(u"b")}, [&](const Results &results, const Errors &errors) {
        QCOMPARE(results, (Results{Result::Failed, Result::Failed}));
        QCOMPARE(errors.size(), 2);
        note(errors[0], nullptr);
        note(errors[1], nullptr);
    });
    m_database->getSnapshots(u"c", {u"d"}, note);
    m_database->getOps(u"c", {{u"d", 0, {}}}, note);
    m_database->getCommittedOpVersion({u"c", u"d"}, u"tester", 1, note);
    m_database->query(u"c", {}, {}, note);
    QCOMPARE(failed, 6);
    QVERIFY(m_store->documents.empty());
}

void tst_SqlWorker::destroyedWithWorkQueued()
{
    constexpr int Count = 200;
    int called = 0;
    Witness::Counts counts;
    holdOneCommit();
    for (int i = 0; i < Count; ++i) {
        const Witness witness(counts);
        commit({commitOf(Key::fromIndex(i))}, [&called, witness](const auto &, const auto &) { ++called; });
        m_database->getSnapshots(u"c", {u"held"}, [&called, witness](auto, auto) { ++called; });
        m_database->query(u"c", {}, {}, [&called, witness](auto, auto) { ++called; });
    }
    m_store->release();
    m_database.reset();
    QCoreApplication::processEvents();
    QCOMPARE(called, 0);
    QCOMPARE(m_store->documents.size(), Count + 1);
    QCOMPARE(counts.alive, 0);
    QCOMPARE(counts.destroyedElsewhere, 0);
}

void tst_SqlWorker::destroyedInACallback()
{
    int called = 0;
    m_store->hold();
    for (int i = 0; i < 10; ++i) {
        m_database->getSnapshots(u"c", {u"d"}, [&](auto, auto) {
            ++called;
            m_database.reset();
        });
    }
    m_store->release();
    m_database->close();
    QVERIFY(!m_database);
    QCOMPARE(called, 1);
}

void tst_SqlWorker::connectFails_data()
{
    QTest::addColumn<int>("attempt");
    QTest::newRow("the first session") << 1;
    QTest::newRow("the second session") << 2;
    QTest::newRow("the third session") << 3;
}

void tst_SqlWorker::connectFails()
{
    QFETCH(int, attempt);
    MemoryStore store;
    int count = 0; // without a lock: the three connect one after the other
    QString message;
    try {
        const SqlDatabase database([&]() -> std::unique_ptr<SqlSession> {
            if (++count == attempt)
                throw Error(ErrorCode::DatabaseOpenFailed, u"Cannot open it"_qs);
            return std::make_unique<MemorySession>(store);
        });
        QFAIL("it must throw");
    } catch (const Error &error) {
        QVERIFY(error.is(ErrorCode::DatabaseOpenFailed));
        message = error.message();
    }
    QCOMPARE(message, u"Cannot open it"_qs);
    QCOMPARE(count, attempt);
    QCOMPARE(store.opened.size(), attempt - 1);
    QCOMPARE(store.closed.size(), store.opened.size());
}

QTEST_GUILESS_MAIN(tst_SqlWorker)
#include "tst_sqlworker.moc"
