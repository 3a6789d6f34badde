// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "trace.h"

#include <Racer/json.h>

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <array>

using namespace Racer;

namespace {

QByteArray contents(const QString &fileName)
{
    if (fileName.endsWith(QLatin1StringView(".gz"))) {
        QProcess gzip;
        gzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), fileName});
        if (!gzip.waitForFinished(-1) || gzip.exitCode() != 0)
            qFatal("gzip does not read %s", qPrintable(fileName));
        return gzip.readAllStandardOutput();
    }
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(fileName), qPrintable(file.errorString()));
    return file.readAll();
}

} // namespace

Trace Trace::read(const QString &fileName)
{
    const Value json = Json::parse(QByteArrayView(contents(fileName)));
    Trace trace;
    trace.start = json.value(u"startContent").toString();
    trace.end = json.value(u"endContent").toString();
    trace.agents = std::max(1, int(json.value(u"numAgents").toInteger()));
    if (trace.agents > 2)
        qFatal("A trace may have two agents at most");
    std::array<qsizetype, 2> count{};
    // For each step: how many of each agent it follows, itself included.
    std::vector<std::array<qsizetype, 2>> followed;
    const Value &txns = json.value(u"txns");
    for (const Value &txn : txns.elements()) {
        Step step;
        step.agent = int(txn.value(u"agent").toInteger());
        std::array<qsizetype, 2> knows{};
        if (trace.agents == 2) {
            for (const Value &parent : txn.value(u"parents").elements()) {
                const auto &theirs = followed.at(size_t(parent.toInteger()));
                for (size_t agent = 0; agent < 2; ++agent)
                    knows[agent] = std::max(knows[agent], theirs[agent]);
            }
        }
        step.known = knows[size_t(1 - step.agent)];
        knows[size_t(step.agent)] = ++count[size_t(step.agent)];
        followed.push_back(knows);
        for (const Value &patch : txn.value(u"patches").elements()) {
            step.edits.append({qsizetype(patch.at(0).toInteger()), qsizetype(patch.at(1).toInteger()),
                               patch.at(2).toString()});
        }
        trace.edits += step.edits.size();
        trace.steps.append(step);
    }
    return trace;
}

// One person who types words, goes elsewhere, and corrects.
Trace Trace::generated(int edits)
{
    QRandomGenerator random(1);
    Trace trace;
    trace.end = QStringLiteral(""); // known, and empty so far
    qsizetype caret = 0;
    for (int i = 0; i < edits; ++i) {
        if (random.bounded(60) == 0)
            caret = random.bounded(trace.end.size() + 1);
        Edit edit{caret, 0, {}};
        if (caret > 0 && random.bounded(8) == 0)
            edit = {--caret, 1, {}};
        else
            edit.inserted = QString(random.bounded(6) ? QChar(char16_t(u'a' + random.bounded(26))) : QChar(u' '));
        caret = edit.position + edit.inserted.size();
        trace.end.replace(edit.position, edit.removed, edit.inserted);
        trace.steps.append({0, 0, {edit}});
    }
    trace.edits = edits;
    return trace;
}

void Trace::truncate(qsizetype maxSteps)
{
    if (maxSteps <= 0 || maxSteps >= steps.size())
        return;
    steps.resize(maxSteps);
    edits = 0;
    for (const Step &step : std::as_const(steps))
        edits += step.edits.size();
    end = QString();
}
