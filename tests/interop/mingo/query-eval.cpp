// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// Evaluates queries for the test against mingo. A line {"docs": {id: data}, "queries": [query]} in gives a line
// [{"memory": result, "sqlite": result}] out, a result being {"ids": [...], "extra": ...} or {"error": "..."}.

#include <Racer/database.h>
#include <Racer/json.h>
#include <Racer/querycollector.h>
#include <Racer/valueranges.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QTemporaryDir>

#include <iostream>
#include <string>

using namespace Racer;

namespace {

Value resultOf(const std::vector<Snapshot> &snapshots, const Value &extra)
{
    Value ids = Value::array();
    for (const Snapshot &snapshot : snapshots)
        ids.append(snapshot.id);
    return Value::object({{u"ids", ids}, {u"extra", extra}});
}

Value failure(const Error &error)
{
    return Value::object({{u"error", error.message()}});
}

Value inMemory(const std::vector<Snapshot> &documents, const Value &query)
{
    try {
        QueryCollector collector{QueryExpression(query)};
        for (const Snapshot &document : documents)
            collector.add(document);
        return resultOf(collector.takeSnapshots(), collector.extra());
    } catch (const Error &error) {
        return failure(error);
    }
}

Value inDatabase(Database &database, const Key &collection, const Value &query)
{
    Value answer;
    QEventLoop loop;
    database.query(collection, query, {}, [&](const Error &error, const Database::QueryResult &result) {
        answer = error ? failure(error) : resultOf(result.snapshots, result.extra);
        loop.quit();
    });
    loop.exec();
    return answer;
}

void store(Database &database, const Key &collection, const std::vector<Snapshot> &documents)
{
    std::vector<Database::Commit> commits;
    for (const Snapshot &document : documents) {
        Database::Commit &commit = commits.emplace_back();
        commit.op.kind = Op::Kind::Create;
        commit.op.doc = {collection, document.id};
        commit.op.version = 0;
        commit.op.createType = document.type;
        commit.op.createData = document.data;
        commit.snapshot = document;
    }
    QEventLoop loop;
    database.commit(std::move(commits), [&](const auto &results, const auto &) {
        for (const Database::CommitResult result : results) {
            if (result != Database::CommitResult::Done)
                qFatal("a document was not stored");
        }
        loop.quit();
    });
    loop.exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QTemporaryDir folder;
    const std::unique_ptr<Database> database = openDatabase(u"sqlite:"_qs + folder.filePath(u"queries.db"_qs));
    int lines = 0;
    for (std::string line; std::getline(std::cin, line);) {
        const Value request = Json::parse(QByteArrayView(line.data(), qsizetype(line.size())));
        const Key collection = Key::fromIndex(lines++);
        std::vector<Snapshot> documents;
        for (const auto &[id, data] : request.value(u"docs"_qs).members())
            documents.push_back({id, 1, u"http://sharejs.org/types/JSONv0", data, {}});
        store(*database, collection, documents);
        Value answers = Value::array();
        for (const Value &query : request.value(u"queries"_qs).elements()) {
            answers.append(Value::object({{u"memory", inMemory(documents, query)},
                                          {u"sqlite", inDatabase(*database, collection, query)}}));
        }
        std::cout << Json::stringify(answers).constData() << std::endl;
    }
    return 0;
}
