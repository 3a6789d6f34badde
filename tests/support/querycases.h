// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/json.h>
#include <Racer/op.h>
#include <Racer/valueranges.h>

#include <QtCore/QFile>
#include <QtCore/QStringList>
#include <QtTest/QTest>

#include <algorithm>
#include <vector>

// The table of queries, documents and expected results that the matcher, the SQL translation and mingo share.
namespace QueryCases {

struct Case
{
    QString name;
    Racer::Value query;
    std::vector<Racer::Snapshot> documents;
    QStringList ids;     // in the query's order, if it has one, else ascending
    Racer::Value count;  // undefined: the query does not count
    QString error;       // what the message has to contain; empty: no error
};

inline std::vector<Racer::Snapshot> documentsOf(const Racer::Value &table)
{
    std::vector<Racer::Snapshot> documents;
    for (const auto &[id, data] : table.members()) {
        Racer::Snapshot snapshot;
        snapshot.id = id;
        snapshot.version = 1;
        snapshot.type = u"http://sharejs.org/types/JSONv0";
        snapshot.data = data;
        documents.push_back(snapshot);
    }
    return documents;
}

inline std::vector<Case> load()
{
    QFile file(QStringLiteral(RACER_QUERY_CASES));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read the query cases");
    std::vector<Case> cases;
    const Racer::Value groups = Racer::Json::parse(file.readAll());
    for (const Racer::Value &group : groups.elements()) {
        const auto documents = documentsOf(group.value(u"docs"_qs));
        for (const Racer::Value &one : group.value(u"cases"_qs).elements()) {
            Case row;
            row.name = group.value(u"group"_qs).toString() + u": "_qs + one.value(u"name"_qs).toString();
            row.query = one.value(u"query"_qs);
            row.documents = documents;
            for (const Racer::Value &id : one.value(u"ids"_qs).elements())
                row.ids.append(id.toString());
            row.count = one.value(u"count"_qs);
            row.error = one.value(u"error"_qs).toString();
            cases.push_back(std::move(row));
        }
    }
    return cases;
}

// Rows for a data-driven test function that looks its case up by number.
inline void addRows(const std::vector<Case> &cases)
{
    QTest::addColumn<int>("number");
    for (size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(qUtf8Printable(cases[i].name)) << int(i);
}

inline QStringList idsOf(const std::vector<Racer::Snapshot> &snapshots, bool isOrdered)
{
    QStringList ids;
    for (const Racer::Snapshot &snapshot : snapshots)
        ids.append(snapshot.id.toString());
    if (!isOrdered)
        std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace QueryCases
