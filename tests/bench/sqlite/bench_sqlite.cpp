// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// Commits per second through the SQLite plugin, in groups of several sizes, against a bare loop of the same
// statements in transactions of the same size, by turns on the same disk; and what the disk flushes.
// usage: bench_sqlite [FOLDER]

#include <Racer/database.h>
#include <Racer/json.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QEventLoop>
#include <QtCore/QTemporaryDir>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

using namespace Racer;

namespace {

using Clock = std::chrono::steady_clock;
constexpr int Documents = 200;
constexpr auto JsonType = u"http://sharejs.org/types/JSONv0";

double seconds(Clock::time_point since)
{
    return std::chrono::duration<double>(Clock::now() - since).count();
}

void check(bool ok, const QString &what)
{
    if (!ok)
        qFatal("%s", qPrintable(what));
}

// The commit number n of a run: documents by turns, about 200 bytes of JSON.
Database::Commit makeCommit(int n)
{
    const qint64 version = n / Documents + 1;
    const Key id = Key::fromIndex(n % Documents);
    Database::Commit commit;
    commit.op.kind = version == 1 ? Op::Kind::Create : Op::Kind::Edit;
    commit.op.doc = {u"bench", id};
    commit.op.version = version - 1;
    commit.op.src = u"0123456789abcdef0123456789abcdef";
    commit.op.seq = double(version);
    commit.op.meta = Value::object({{u"ts", 1700000000000.0}});
    const Value data = Value::object({{u"n", n}, {u"title", u"A title of some length for this document"},
                                      {u"done", false}, {u"text", QString(60, u'x')}});
    commit.op.createType = version == 1 ? Key(JsonType) : Key();
    commit.op.createData = data;
    commit.op.edit = Value::array({Value::object({{u"p", Value::array({u"n"})}, {u"od", n - 1}, {u"oi", n}})});
    commit.snapshot = {id, version, JsonType, data,
                       Value::object({{u"ctime", 1700000000000.0}, {u"mtime", 1700000000000.0}})};
    return commit;
}

double flushesPerSecond(const QString &folder)
{
    const int file = ::open(qPrintable(folder + u"/flush"_qs), O_CREAT | O_WRONLY, 0600);
    check(file >= 0, u"cannot write there"_qs);
    const std::string block(4096, 'x');
    const auto start = Clock::now();
    int count = 0;
    for (; seconds(start) < 1; ++count)
        check(::pwrite(file, block.data(), block.size(), off_t(count % 256) * 4096) == 4096 && !::fdatasync(file),
              u"cannot flush"_qs);
    const double rate = count / seconds(start);
    ::close(file);
    return rate;
}

class BareLoop
{
public:
    explicit BareLoop(const QString &path) : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_qs, path))
    {
        m_database.setDatabaseName(path);
        check(m_database.open(), m_database.lastError().text());
        for (const char *sql : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                                "CREATE TABLE ops (collection TEXT NOT NULL, doc_id TEXT NOT NULL, version INTEGER"
                                " NOT NULL, operation TEXT NOT NULL, PRIMARY KEY (collection, doc_id, version))"
                                " WITHOUT ROWID",
                                "CREATE TABLE snapshots (collection TEXT NOT NULL, doc_id TEXT NOT NULL, doc_type"
                                " TEXT, version INTEGER NOT NULL, data TEXT, metadata TEXT,"
                                " PRIMARY KEY (collection, doc_id)) WITHOUT ROWID"})
            run(QSqlQuery(QString::fromLatin1(sql), m_database));
        m_begin = prepared("BEGIN IMMEDIATE");
        m_end = prepared("COMMIT");
        m_insert = prepared("INSERT INTO snapshots (doc_type, version, data, metadata, collection, doc_id)"
                            " VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?) ON CONFLICT DO NOTHING");
        m_update = prepared("UPDATE snapshots SET doc_type = ?, version = ?, data = CAST(? AS TEXT),"
                            " metadata = CAST(? AS TEXT) WHERE collection = ? AND doc_id = ? AND version = ?");
        m_op = prepared("INSERT INTO ops (collection, doc_id, version, operation) VALUES (?, ?, ?, CAST(? AS TEXT))");
    }

    double commitsPerSecond(int total, int group)
    {
        const auto start = Clock::now();
        for (int n = 0; n < total; ) {
            execute(m_begin);
            for (int i = 0; i < group && n < total; ++i, ++n)
                store(makeCommit(n));
            execute(m_end);
        }
        return total / seconds(start);
    }

private:
    static void run(const QSqlQuery &query) { check(!query.lastError().isValid(), query.lastError().text()); }
    static void execute(QSqlQuery &query) { check(query.exec(), query.lastError().text()); }
    QSqlQuery prepared(const char *sql)
    {
        QSqlQuery query(m_database);
        check(query.prepare(QString::fromLatin1(sql)), query.lastError().text());
        return query;
    }
    void store(const Database::Commit &commit)
    {
        QSqlQuery &write = commit.snapshot.version == 1 ? m_insert : m_update;
        write.bindValue(0, commit.snapshot.type.toString());
        write.bindValue(1, commit.snapshot.version);
        write.bindValue(2, Json::stringify(commit.snapshot.data));
        write.bindValue(3, Json::stringify(commit.snapshot.meta));
        write.bindValue(4, commit.op.doc.collection.toString());
        write.bindValue(5, commit.op.doc.id.toString());
        if (commit.snapshot.version > 1)
            write.bindValue(6, commit.snapshot.version - 1);
        execute(write);
        check(write.numRowsAffected() == 1, u"a race in a bare loop"_qs);
        m_op.bindValue(0, commit.op.doc.collection.toString());
        m_op.bindValue(1, commit.op.doc.id.toString());
        m_op.bindValue(2, commit.snapshot.version);
        m_op.bindValue(3, Json::stringify(commit.op.toStored()));
        execute(m_op);
    }

    QSqlDatabase m_database;
    QSqlQuery m_begin, m_end, m_insert, m_update, m_op;
};

// One group at a time, the next when the one before is durable, as the backend does.
double adapterCommitsPerSecond(Database &database, int total, int group)
{
    QEventLoop loop;
    int next = 0;
    std::function<void()> send = [&] {
        std::vector<Database::Commit> commits;
        for (; int(commits.size()) < group && next < total; ++next)
            commits.push_back(makeCommit(next));
        if (commits.empty())
            return loop.quit();
        database.commit(std::move(commits), [&](const std::vector<Database::CommitResult> &results, const auto &) {
            check(std::all_of(results.begin(), results.end(),
                              [](auto result) { return result == Database::CommitResult::Done; }), u"not stored"_qs);
            send();
        });
    };
    const auto start = Clock::now();
    QMetaObject::invokeMethod(&loop, [&] { send(); }, Qt::QueuedConnection);
    loop.exec();
    return total / seconds(start);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QTemporaryDir folder((argc > 1 ? QString::fromLocal8Bit(argv[1]) : QDir::tempPath()) + u"/bench-sqlite-XXXXXX"_qs);
    const double flushes = flushesPerSecond(folder.path());
    std::printf("the disk flushes %.0f times a second\n", flushes);
    QByteArray json = "{\"bench\":\"sqlite\",\"flushes_per_s\":" + QByteArray::number(flushes, 'f', 0);
    for (const int group : {1, 10, 50, 200}) {
        const int total = group == 1 ? 2'000 : 100'000; // tables as large as a server's after some seconds of load
        double bare = 0;
        double adapter = 0;
        for (int round = 0; round < 2; ++round) {
            const QString name = folder.filePath(u"%1-%2"_qs.arg(group).arg(round));
            bare = std::max(bare, BareLoop(name + u"-bare.db"_qs).commitsPerSecond(total, group));
            const std::unique_ptr<Database> database = openDatabase(u"sqlite:"_qs + name + u"-adapter.db"_qs);
            adapter = std::max(adapter, adapterCommitsPerSecond(*database, total, group));
        }
        std::printf("groups of %3d: adapter %7.0f commits/s, bare loop %7.0f, ratio %.2f\n", group, adapter, bare,
                    adapter / bare);
        const QByteArray suffix = QByteArray::number(group);
        json += ",\"adapter_" + suffix + "\":" + QByteArray::number(adapter, 'f', 0);
        json += ",\"bare_" + suffix + "\":" + QByteArray::number(bare, 'f', 0);
        json += ",\"ratio_" + suffix + "\":" + QByteArray::number(adapter / bare, 'f', 2);
    }
    std::printf("%s}\n", json.constData());
}
