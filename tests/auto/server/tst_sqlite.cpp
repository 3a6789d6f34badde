// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "databasesuite.h"

#include <Racer/database.h>
#include <Racer/queryexpression.h>

#include <querycases.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cstdio>

using namespace Racer;

namespace {

constexpr auto JsonType = u"http://sharejs.org/types/JSONv0";

Database::Commit createCommit(const Key &collection, const Key &id, const Value &data, qint64 version = 1)
{
    Database::Commit commit;
    commit.op.kind = Op::Kind::Create;
    commit.op.doc = {collection, id};
    commit.op.version = version - 1;
    commit.op.src = u"tester";
    commit.op.seq = double(version);
    commit.op.createType = JsonType;
    commit.op.createData = data;
    commit.op.meta = Value::object({{u"ts", 1000}});
    commit.snapshot = {id, version, JsonType, data, Value::object({{u"ctime", 1000}, {u"mtime", 1000}})};
    return commit;
}

Database::Commit editCommit(const Key &collection, const Key &id, qint64 version, const Value &data)
{
    Database::Commit commit = createCommit(collection, id, data, version);
    commit.op.kind = Op::Kind::Edit;
    commit.op.createType = Key();
    commit.op.createData = Value();
    commit.op.edit = Value::array({Value::object({{u"p", Value::array({u"n"})}, {u"oi", data}})});
    return commit;
}

Database::Commit deleteCommit(const Key &collection, const Key &id, qint64 version)
{
    Database::Commit commit = createCommit(collection, id, Value(), version);
    commit.op.kind = Op::Kind::Del;
    commit.op.createType = Key();
    commit.snapshot.type = Key();
    return commit;
}

struct Group
{
    std::vector<Database::CommitResult> results;
    std::vector<Error> errors;
};

// Waits for the answer of an asynchronous call.
template<typename T, typename Call>
T wait(Call call)
{
    std::optional<T> answer;
    call([&](T value) { answer = std::move(value); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
        qFatal("no answer");
    return std::move(*answer);
}

Group commit(Database &database, std::vector<Database::Commit> commits)
{
    return wait<Group>([&](auto done) {
        database.commit(std::move(commits), [done](std::vector<Database::CommitResult> results,
                                                   std::vector<Error> errors) {
            done({std::move(results), std::move(errors)});
        });
    });
}

Snapshot snapshot(Database &database, const Key &collection, const Key &id)
{
    return wait<Snapshot>([&](auto done) {
        database.getSnapshots(collection, {id}, [done](const Error &error, std::vector<Snapshot> snapshots) {
            done(error ? Snapshot() : snapshots.at(0));
        });
    });
}

std::vector<Op> ops(Database &database, const Key &collection, const Key &id, qint64 from = 0,
                    std::optional<qint64> to = {})
{
    return wait<std::vector<Op>>([&](auto done) {
        database.getOps(collection, {{id, from, to}}, [done](const Error &, std::vector<std::vector<Op>> lists) {
            done(lists.empty() ? std::vector<Op>() : lists.at(0));
        });
    });
}

struct Answer
{
    Error error;
    Database::QueryResult result;
};

Answer query(Database &database, const Key &collection, const Value &query)
{
    return wait<Answer>([&](auto done) {
        database.query(collection, query, {}, [done](const Error &error, Database::QueryResult result) {
            done({error, std::move(result)});
        });
    });
}

// Opens a database and returns the error's code and message, or nothing.
QString openFailure(const QString &url)
{
    try {
        (void)openDatabase(url);
        return {};
    } catch (const Error &error) {
        return error.code().toString() + u' ' + error.message();
    }
}

int sqlite(const QString &file, const QString &sql)
{
    return QProcess::execute(u"sqlite3"_qs, {file, sql});
}

} // namespace

class tst_Sqlite : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    // What every database does
    void suiteCommitsAndRaces() { DatabaseSuite::commitsAndRaces(*m_database); }
    void suiteDeletes() { DatabaseSuite::deletes(*m_database); }
    void suiteReadsOps() { DatabaseSuite::readsOps(*m_database); }
    void suiteFindsCommittedOps() { DatabaseSuite::findsCommittedOps(*m_database); }
    void suiteQueries() { DatabaseSuite::queries(*m_database); }
    // Happy
    void cases_data();
    void cases();
    void commitsAndReads();
    void commitsOfOneDocumentInOneGroup();
    void everyKindOfData_data();
    void everyKindOfData();
    void deletedDocumentKeepsItsVersion();
    void opRanges();
    void committedOpVersion();
    void reopened();
    void manyGroupsAtOnce();
    void closeFinishesWhatWaits();
    void deeplyNestedQueries_data();
    void deeplyNestedQueries();
    // Rainy
    void lostRaces_data();
    void lostRaces();
    void brokenHistoryFailsAlone();
    void nameThatIsNoUnicode();
    void afterClose();
    void openFailures_data();
    void openFailures();
    void newerDatabase();
    void killedInTheMiddle();

private:
    QString url() const { return u"sqlite:"_qs + file(); }
    QString file() const { return m_folder->filePath(u"test.db"_qs); }

    std::vector<QueryCases::Case> m_cases = QueryCases::load();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

void tst_Sqlite::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_database = openDatabase(url());
}

void tst_Sqlite::cleanup()
{
    m_database.reset();
    m_folder.reset();
}

void tst_Sqlite::cases_data()
{
    QueryCases::addRows(m_cases);
}

void tst_Sqlite::cases()
{
    QFETCH(int, number);
    const QueryCases::Case &row = m_cases.at(size_t(number));
    std::vector<Database::Commit> commits;
    for (const Snapshot &document : row.documents) {
        commits.push_back(createCommit(u"c", document.id, document.data));
        commits.push_back(createCommit(u"other", document.id, document.data));
    }
    commits.push_back(createCommit(u"c", u"deleted", Value::object()));
    commits.push_back(deleteCommit(u"c", u"deleted", 2));
    const Group group = commit(*m_database, commits);
    for (size_t i = 0; i < commits.size(); ++i)
        QVERIFY2(group.results.at(i) == Database::CommitResult::Done, group.errors.at(i).what());
    const Answer answer = query(*m_database, u"c", row.query);
    if (!row.error.isEmpty()) {
        QVERIFY(answer.error.is(ErrorCode::InvalidQuery));
        QVERIFY(answer.error.message().contains(row.error));
        return;
    }
    QVERIFY2(!answer.error, qPrintable(answer.error.message()));
    QCOMPARE(answer.result.extra, row.count);
    QCOMPARE(QueryCases::idsOf(answer.result.snapshots, true), row.ids);
}

void tst_Sqlite::commitsAndReads()
{
    const Value data = Json::parse(QByteArrayView(R"({"n": 1, "text": "ä😀\u0000\ud800"})"));
    const Group group = commit(*m_database, {createCommit(u"c", u"d", data)});
    QCOMPARE(group.results, std::vector{Database::CommitResult::Done});
    QVERIFY(!group.errors.at(0));
    const Snapshot stored = snapshot(*m_database, u"c", u"d");
    QCOMPARE(stored.id, Key(u"d"));
    QCOMPARE(stored.version, 1);
    QCOMPARE(stored.type, Key(JsonType));
    QCOMPARE(stored.data, data);
    QCOMPARE(stored.meta, Value::object({{u"ctime", 1000}, {u"mtime", 1000}}));
    const std::vector<Op> stored_ops = ops(*m_database, u"c", u"d");
    QCOMPARE(stored_ops.size(), size_t(1));
    QCOMPARE(stored_ops[0].toStored(), createCommit(u"c", u"d", data).op.toStored());
    QCOMPARE(stored_ops[0].doc, (DocName{u"c", u"d"}));

    const Snapshot unknown = snapshot(*m_database, u"c", u"nobody");
    QCOMPARE(unknown.id, Key(u"nobody"));
    QCOMPARE(unknown.version, 0);
    QVERIFY(!unknown.exists());
    QVERIFY(ops(*m_database, u"c", u"nobody").empty());
}

void tst_Sqlite::commitsOfOneDocumentInOneGroup()
{
    const Group group = commit(*m_database, {createCommit(u"c", u"d", 1), editCommit(u"c", u"d", 2, 2),
                                             createCommit(u"c", u"e", 1), editCommit(u"c", u"d", 3, 3)});
    QCOMPARE(group.results, std::vector(4, Database::CommitResult::Done));
    QCOMPARE(snapshot(*m_database, u"c", u"d").version, 3);
    QCOMPARE(snapshot(*m_database, u"c", u"d").data, Value(3));
}

void tst_Sqlite::everyKindOfData_data()
{
    QTest::addColumn<Value>("data");
    QTest::newRow("undefined") << Value();
    QTest::newRow("null") << Value(nullptr);
    QTest::newRow("false") << Value(false);
    QTest::newRow("zero") << Value(0);
    QTest::newRow("a fraction") << Value(0.1);
    QTest::newRow("a large number") << Value(1e308);
    QTest::newRow("the empty text") << Value(u"");
    QTest::newRow("a text with U+0000") << Value(u"a\0b"_qs);
    QTest::newRow("a lone surrogate") << Value(QString(QChar(0xd800)));
    QTest::newRow("a list") << Value::array({1, Value::array(), nullptr});
    QTest::newRow("an object") << Value::object({{u"", 1}, {u"a.b", 2}, {u"$c", Value::object()}});
}

void tst_Sqlite::everyKindOfData()
{
    QFETCH(Value, data);
    QCOMPARE(commit(*m_database, {createCommit(u"c", u"d", data)}).results.at(0), Database::CommitResult::Done);
    const Snapshot stored = snapshot(*m_database, u"c", u"d");
    QVERIFY(stored.exists());
    QCOMPARE(stored.data.type(), data.type());
    QCOMPARE(stored.data, data);
}

void tst_Sqlite::deletedDocumentKeepsItsVersion()
{
    (void)commit(*m_database, {createCommit(u"c", u"d", 1), deleteCommit(u"c", u"d", 2)});
    Snapshot stored = snapshot(*m_database, u"c", u"d");
    QCOMPARE(stored.version, 2);
    QVERIFY(!stored.exists());
    QVERIFY(stored.data.isUndefined());
    QVERIFY(stored.meta.isObject());
    QCOMPARE(commit(*m_database, {createCommit(u"c", u"d", 3, 3)}).results.at(0), Database::CommitResult::Done);
    stored = snapshot(*m_database, u"c", u"d");
    QCOMPARE(stored.version, 3);
    QCOMPARE(stored.data, Value(3));
}

void tst_Sqlite::opRanges()
{
    (void)commit(*m_database, {createCommit(u"c", u"d", 1), editCommit(u"c", u"d", 2, 2), editCommit(u"c", u"d", 3, 3),
                               createCommit(u"c", u"e", 1)});
    const auto versions = [&](qint64 from, std::optional<qint64> to) {
        std::vector<qint64> found;
        for (const Op &op : ops(*m_database, u"c", u"d", from, to))
            found.push_back(op.version);
        return found;
    };
    QCOMPARE(versions(0, {}), (std::vector<qint64>{0, 1, 2}));
    QCOMPARE(versions(1, {}), (std::vector<qint64>{1, 2}));
    QCOMPARE(versions(0, 2), (std::vector<qint64>{0, 1}));
    QCOMPARE(versions(1, 2), (std::vector<qint64>{1}));
    QCOMPARE(versions(3, {}), std::vector<qint64>());
    QCOMPARE(versions(0, 100), (std::vector<qint64>{0, 1, 2}));
}

void tst_Sqlite::committedOpVersion()
{
    (void)commit(*m_database, {createCommit(u"c", u"d", 1), editCommit(u"c", u"d", 2, 2)});
    const auto version = [&](const Key &src, double seq) {
        return wait<std::optional<qint64>>([&](auto done) {
            m_database->getCommittedOpVersion({u"c", u"d"}, src, seq,
                                              [done](const Error &, std::optional<qint64> found) { done(found); });
        });
    };
    QCOMPARE(version(u"tester", 2), std::optional<qint64>(1));
    QCOMPARE(version(u"tester", 1), std::optional<qint64>(0));
    QCOMPARE(version(u"tester", 3), std::nullopt);
    QCOMPARE(version(u"somebody", 1), std::nullopt);
}

void tst_Sqlite::reopened()
{
    (void)commit(*m_database, {createCommit(u"c", u"d", u"kept")});
    m_database->close();
    m_database = openDatabase(url());
    QCOMPARE(snapshot(*m_database, u"c", u"d").data, Value(u"kept"));
}

void tst_Sqlite::manyGroupsAtOnce()
{
    int answered = 0;
    for (int i = 0; i < 500; ++i) {
        m_database->commit({createCommit(u"c", Key::fromIndex(i), i)},
                           [&](const std::vector<Database::CommitResult> &results, const std::vector<Error> &) {
                               QCOMPARE(results, std::vector{Database::CommitResult::Done});
                               ++answered;
                           });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answered, 500, 30'000);
    QCOMPARE(query(*m_database, u"c", Value::object({{u"$count", true}})).result.extra, Value(500));
}

void tst_Sqlite::closeFinishesWhatWaits()
{
    int answered = 0;
    for (int i = 0; i < 100; ++i)
        m_database->commit({createCommit(u"c", Key::fromIndex(i), i)}, [&](const auto &, const auto &) { ++answered; });
    m_database->close();
    QCOMPARE(answered, 100);
    m_database->close();
}

void tst_Sqlite::deeplyNestedQueries_data()
{
    QTest::addColumn<Value>("nested");
    Value logic = Value::object({{u"x", 1}});
    Value elements = Value::object({{u"x", 1}});
    Value many = Value::array();
    for (int i = 0; i < 100; ++i) {
        logic = Value::object({{i % 2 ? u"$or" : u"$nor", Value::array({logic, Value::object({{u"y", i}})})}});
        elements = Value::object({{u"x", Value::object({{u"$elemMatch", elements}})}});
    }
    for (int i = 0; i < 3'000; ++i)
        many.append(Value::object({{u"x", i}}));
    QTest::newRow("logic") << logic;
    QTest::newRow("elements") << elements;
    QTest::newRow("many members") << Value::object({{u"$or", many}});
    QTest::newRow("many numbers") << Value::object({{u"x", Value::object({{u"$in", [] {
        Value numbers = Value::array();
        for (int i = 0; i < 3'000; ++i)
            numbers.append(i);
        return numbers;
    }()}})}});
    QTest::newRow("a long path") << Value::object({{Key(u"a."_qs.repeated(200) + u'b'), 1}});
    QTest::newRow("$elemMatch, three deep")
        << Json::parse(QByteArrayView(R"({"$or": [{"a.b.c": {"$elemMatch": {"x.y": {"$elemMatch": {"z": {"$in": [1,
           "a", null]}}}, "$nor": [{"k": "v"}, {"k": {"$gt": "a", "$lt": 2.5}}]}}}, {"x": 1}]})"));
}

void tst_Sqlite::deeplyNestedQueries()
{
    QFETCH(Value, nested);
    const Database::Commit one = createCommit(u"c", u"d", Value::object({{u"x", 1}}));
    (void)commit(*m_database, {one});
    const Answer answer = query(*m_database, u"c", nested);
    QVERIFY2(!answer.error, qPrintable(answer.error.message()));
    QCOMPARE(!answer.result.snapshots.empty(), QueryExpression(nested).matches(one.snapshot));
}

void tst_Sqlite::lostRaces_data()
{
    QTest::addColumn<qint64>("stored");
    QTest::addColumn<qint64>("next");
    QTest::newRow("a second create") << 1LL << 1LL;
    QTest::newRow("an edit of the same version") << 2LL << 2LL;
    QTest::newRow("a skipped version") << 1LL << 3LL;
    QTest::newRow("an edit of nothing") << 0LL << 2LL;
    QTest::newRow("an older version") << 3LL << 2LL;
}

void tst_Sqlite::lostRaces()
{
    QFETCH(qint64, stored);
    QFETCH(qint64, next);
    for (qint64 version = 1; version <= stored; ++version) {
        QCOMPARE(commit(*m_database, {createCommit(u"c", u"d", u"first", version)}).results.at(0),
                 Database::CommitResult::Done);
    }
    const Group group = commit(*m_database, {createCommit(u"c", u"before", 1),
                                             createCommit(u"c", u"d", u"second", next),
                                             createCommit(u"c", u"after", 1)});
    QCOMPARE(group.results, (std::vector{Database::CommitResult::Done, Database::CommitResult::LostRace,
                                         Database::CommitResult::Done}));
    QCOMPARE(snapshot(*m_database, u"c", u"d").version, stored);
    QCOMPARE(ops(*m_database, u"c", u"d").size(), size_t(stored));
    QCOMPARE(snapshot(*m_database, u"c", u"after").version, 1);
}

void tst_Sqlite::brokenHistoryFailsAlone()
{
    (void)commit(*m_database, {createCommit(u"c", u"d", 1)});
    m_database.reset();
    QCOMPARE(sqlite(file(), u"INSERT INTO ops VALUES ('c', 'd', 2, '{}')"_qs), 0);
    m_database = openDatabase(url());
    const Group group = commit(*m_database, {createCommit(u"c", u"before", 1), editCommit(u"c", u"d", 2, 2),
                                             createCommit(u"c", u"after", 1)});
    QCOMPARE(group.results, (std::vector{Database::CommitResult::Done, Database::CommitResult::Failed,
                                         Database::CommitResult::Done}));
    QVERIFY(group.errors.at(1).is(ErrorCode::DatabaseFailed));
    QCOMPARE(snapshot(*m_database, u"c", u"d").version, 1);
    QCOMPARE(snapshot(*m_database, u"c", u"before").version, 1);
    QCOMPARE(snapshot(*m_database, u"c", u"after").version, 1);
}

void tst_Sqlite::nameThatIsNoUnicode()
{
    const Group group = commit(*m_database, {createCommit(u"c", Key(QString(QChar(0xd800))), 1)});
    QCOMPARE(group.results, std::vector{Database::CommitResult::Failed});
    QVERIFY(group.errors.at(0).is(ErrorCode::DatabaseFailed));
}

void tst_Sqlite::afterClose()
{
    m_database->close();
    const Group group = commit(*m_database, {createCommit(u"c", u"d", 1)});
    QCOMPARE(group.results, std::vector{Database::CommitResult::Failed});
    QVERIFY(group.errors.at(0).is(ErrorCode::DatabaseFailed));
    QVERIFY(query(*m_database, u"c", Value::object()).error.is(ErrorCode::DatabaseFailed));
}

void tst_Sqlite::openFailures_data()
{
    QTest::addColumn<QString>("location");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no name") << QString() << u"needs the name of a file"_qs;
    QTest::newRow("in memory") << u":memory:"_qs << u"needs the name of a file"_qs;
    QTest::newRow("a folder that is not there") << u"/nowhere/at/all.db"_qs << u"unable to open"_qs;
    QTest::newRow("a folder") << u"%1"_qs << u"unable to open"_qs;
    QTest::newRow("a file of something else") << u"%1/text.db"_qs << u"not a database"_qs;
    QTest::newRow("a database of another program") << u"%1/other.db"_qs << u"another program"_qs;
}

void tst_Sqlite::openFailures()
{
    QFETCH(QString, location);
    QFETCH(QString, reason);
    QFile text(m_folder->filePath(u"text.db"_qs));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write(QByteArray(5'000, 'x'));
    text.close();
    QCOMPARE(sqlite(m_folder->filePath(u"other.db"_qs), u"CREATE TABLE ops (x)"_qs), 0);
    if (location.startsWith(u'%'))
        location = location.arg(m_folder->path());
    const QString failure = openFailure(u"sqlite:"_qs + location);
    QVERIFY2(failure.startsWith(ErrorCode::DatabaseOpenFailed), qPrintable(failure));
    QVERIFY2(failure.contains(reason), qPrintable(failure));
    QVERIFY(!failure.contains(u'\n'));
}

void tst_Sqlite::newerDatabase()
{
    m_database.reset();
    QCOMPARE(sqlite(file(), u"PRAGMA user_version = 99"_qs), 0);
    const QString failure = openFailure(url());
    QVERIFY2(failure.startsWith(ErrorCode::DatabaseNewer), qPrintable(failure));
    QVERIFY2(failure.contains(u"99") && failure.contains(file()), qPrintable(failure));
}

// A child commits as fast as it can and says what is durable; it is killed; all of that is there, and no half of
// anything.
void tst_Sqlite::killedInTheMiddle()
{
    m_database.reset();
    for (int round = 0; round < 5; ++round) {
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(), {u"--write"_qs, url(), QString::number(round)});
        QVERIFY(child.waitForStarted());
        QByteArray said;
        while (said.count('\n') < 200) {
            QVERIFY(child.waitForReadyRead());
            said += child.readAllStandardOutput();
        }
        child.kill();
        QVERIFY(child.waitForFinished());
        said += child.readAllStandardOutput();
        const qint64 durable = said.left(said.lastIndexOf('\n')).split('\n').last().toLongLong();

        m_database = openDatabase(url());
        const Key id = Key::fromIndex(round);
        const Snapshot stored = snapshot(*m_database, u"c", id);
        QVERIFY(stored.version >= durable);
        const std::vector<Op> history = ops(*m_database, u"c", id);
        QCOMPARE(qint64(history.size()), stored.version);
        for (size_t i = 0; i < history.size(); ++i)
            QCOMPARE(history[i].version, qint64(i));
        QCOMPARE(stored.data, Value(stored.version));
        m_database.reset();
    }
    QCOMPARE(sqlite(file(), u"PRAGMA integrity_check"_qs), 0);
}

namespace {

int writeForever(const QString &url, int document)
{
    const std::unique_ptr<Database> database = openDatabase(url);
    const Key id = Key::fromIndex(document);
    for (qint64 version = 1;; version += 3) {
        std::vector<Database::Commit> group;
        for (qint64 next = version; next < version + 3; ++next)
            group.push_back(createCommit(u"c", id, next, next));
        if (commit(*database, std::move(group)).results != std::vector(3, Database::CommitResult::Done))
            return 1;
        std::printf("%lld\n", static_cast<long long>(version + 2));
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == u"--write")
        return writeForever(arguments.value(2), arguments.value(3).toInt());
    tst_Sqlite test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sqlite.moc"
