// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sectionmodel.h"
#include "sectionruns_p.h"

#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <QtCore/QSet>

namespace Racer {

// The source's rows as runs of one section each, and what its signals make of them. While a signal is worked on, the
// runs and the source differ: "gap" and "moved" say where.
class SectionModelPrivate
{
public:
    explicit SectionModelPrivate(SectionModel *sectionModel) : q(sectionModel), sections(this) { }

    void connectTo(QAbstractItemModel *model);
    void findRole();
    void rebuild();
    [[nodiscard]] QString nameAt(qsizetype sourceRow) const;
    [[nodiscard]] qsizetype toSource(qsizetype row) const; // of a row as the runs count them
    [[nodiscard]] qsizetype shownRow(const SectionRuns::Place &place) const;

    // The source's signals
    void onInserted(int first, int last);
    void onAboutToBeRemoved(int first, int last);
    void onRemoved();
    void onMoved(int first, int last, int to);
    void rebuildMoved(qsizetype first, qsizetype count, qsizetype target);
    void onChanged(int first, int last, const QList<int> &roles);
    void checkUnsure();
    void onAboutToBeLaidOut();
    void onLaidOut();

    // Steps
    void insertRows(qsizetype row, qsizetype count, const QString &name);
    void insertRuns(qsizetype row, qsizetype count, const QString &name, const SectionRuns::Place &inside);
    void addRows(SectionRun *run, qsizetype offset, qsizetype count);
    void takeRows(qsizetype row, qsizetype count); // of one run
    void takeRun(SectionRun *run);
    void taken(qsizetype row, qsizetype count);
    void join(qsizetype row); // the runs before and behind it, if they are of one section
    [[nodiscard]] bool moveInto(SectionRun *from, qsizetype first, qsizetype count, qsizetype to, const QString &name);
    void joinNeighbour(const SectionRuns::Place &place, qsizetype row, SectionRun *target, bool isBefore);
    void rename(qsizetype row, const QString &name);
    void setCollapsed(SectionRun *run, bool collapsed);
    void setNamesCollapsed(const QStringList &names);

    void add(SectionRun *run) { byName.insert(run->name, run); }
    void forget(SectionRun *run);
    void touch(SectionRun *run) { touched.insert(run); }
    void tell(); // counts of headers that have changed

    SectionModel *const q;
    SectionList sections;
    QPointer<QAbstractItemModel> source;
    QString sectionRole = QStringLiteral("section");
    int role = -1;
    SectionRuns runs;
    QMultiHash<QString, SectionRun *> byName;
    QStringList collapsed;
    QSet<QString> collapsedNames;
    QSet<SectionRun *> touched;

    qsizetype gapAt = 0; // rows from there on are so many further down in the source
    qsizetype gap = 0;
    struct Move
    {
        qsizetype first = 0;
        qsizetype count = 0; // that the runs have where they were; 0: none
        qsizetype to = 0;    // counted after the removal
        qsizetype total = 0; // that the source has there
    };
    Move moved;
    QList<QPersistentModelIndex> unsure; // of the source: moved rows that have not told their section
    QList<QPair<QPersistentModelIndex, QPersistentModelIndex>> keptRows;
    QList<QPair<QPersistentModelIndex, QString>> keptHeaders;
};

} // namespace Racer
