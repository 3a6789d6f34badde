// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

// A recorded, or made up, editing session: see traceFormat.
struct Trace
{
    struct Edit
    {
        qsizetype position = 0;
        qsizetype removed = 0;
        QString inserted;
    };
    struct Step // of one person, with the edits of others up to "known" merged
    {
        int agent = 0;
        qsizetype known = 0; // how many steps of the other agent
        QList<Edit> edits;
    };

    QString start;
    QString end; // null if it is not known
    int agents = 1;
    QList<Step> steps;
    qsizetype edits = 0;

    [[nodiscard]] static Trace read(const QString &fileName);
    [[nodiscard]] static Trace generated(int edits);
    void truncate(qsizetype maxSteps);
};

inline constexpr char traceFormat[] =
    "A trace is JSON, plain or as .gz (which needs the program gzip):\n"
    "  {\"startContent\": \"\", \"endContent\": \"...\",\n"
    "   \"txns\": [{\"patches\": [[position, removed, \"inserted\"], ...]}, ...]}\n"
    "with positions in UTF-16 units, applied in their order. With \"numAgents\": 2 each of \"txns\" also has\n"
    "\"agent\", 0 or 1, and \"parents\", the indices of those that it follows; its positions are in the merged\n"
    "text of its parents.";
