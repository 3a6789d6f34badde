// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/json.h>

#include <QtCore/QFile>
#include <QtTest/QTest>

#include <vector>

// The cases of tests/data/conformance.json, which the C++ API, the JavaScript API and the npm package racer share.
namespace Conformance {

struct Case
{
    QByteArray name;
    Racer::Value program; // and what it logs: "log"
};

inline std::vector<Case> load()
{
    QFile file(QStringLiteral(RACER_CONFORMANCE_CASES));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read the conformance cases");
    std::vector<Case> cases;
    for (const Racer::Value &section : Racer::Json::parse(file.readAll()).elements()) {
        for (const Racer::Value &one : section.value(u"cases").elements()) {
            const QString name = section.value(u"section").toString() + QStringLiteral(": ")
                + one.value(u"name").toString();
            cases.push_back({name.toUtf8(), one});
        }
    }
    return cases;
}

inline QStringList expectedLog(const Racer::Value &program)
{
    QStringList lines;
    for (const Racer::Value &line : program.value(u"log").elements())
        lines += line.toString();
    return lines;
}

// Rows for a data-driven test function that looks its case up by number.
inline void addRows(const std::vector<Case> &cases)
{
    QTest::addColumn<int>("number");
    for (size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name.constData()) << int(i);
}

} // namespace Conformance
