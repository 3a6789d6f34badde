// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "sectionmodel_p.h"

namespace Racer {

// Rows are counted as the runs count them. The sections of new rows are those that are next to them, where these have
// the same text; in the middle of another section they part it.

qsizetype SectionModelPrivate::shownRow(const SectionRuns::Place &place) const
{
    return runs.header(place.run) + 1 + place.offset;
}

void SectionModelPrivate::forget(SectionRun *run)
{
    byName.remove(run->name, run);
    touched.remove(run);
}

void SectionModelPrivate::tell()
{
    const QSet<SectionRun *> changed = std::exchange(touched, {});
    for (const SectionRun *run : changed) {
        const QModelIndex header = q->index(int(runs.header(run)), 0);
        Q_EMIT q->dataChanged(header, header, {SectionModel::SectionCountRole});
        const QModelIndex section = sections.index(int(runs.indexOf(run)), 0);
        Q_EMIT sections.dataChanged(section, section, {SectionList::CountRole});
    }
}

void SectionModelPrivate::addRows(SectionRun *run, qsizetype offset, qsizetype count)
{
    const qsizetype first = shownRow({run, offset});
    if (!run->isCollapsed)
        q->beginInsertRows({}, int(first), int(first + count - 1));
    runs.setRows(run, run->rows + count);
    gapAt += count;
    gap -= count;
    if (!run->isCollapsed)
        q->endInsertRows();
    touch(run);
}

// A new run, and behind it what "inside" leaves of another one, all in one step.
void SectionModelPrivate::insertRuns(qsizetype row, qsizetype count, const QString &name,
                                     const SectionRuns::Place &inside)
{
    const bool parts = inside.run && inside.offset > 0;
    const bool isCollapsed = collapsedNames.contains(name);
    qsizetype index = runs.size();
    qsizetype at = runs.shown();
    if (parts) {
        index = runs.indexOf(inside.run) + 1;
        at = inside.run->isCollapsed ? runs.header(inside.run) + 1 : shownRow(inside);
    } else if (inside.run) {
        index = runs.indexOf(inside.run);
        at = runs.header(inside.run);
    }
    const qsizetype shown = (isCollapsed ? 1 : 1 + count) + (parts ? 1 : 0);
    sections.beginInsertRows({}, int(index), int(index + (parts ? 1 : 0)));
    q->beginInsertRows({}, int(at), int(at + shown - 1));
    const qsizetype rest = parts ? inside.run->rows - inside.offset : 0;
    if (parts)
        runs.setRows(inside.run, inside.offset);
    add(runs.insert(index, name, count, isCollapsed));
    if (parts) {
        add(runs.insert(index + 1, inside.run->name, rest, inside.run->isCollapsed));
        touch(inside.run);
    }
    gapAt = row + count;
    gap -= count;
    q->endInsertRows();
    sections.endInsertRows();
    Q_EMIT sections.countChanged();
}

void SectionModelPrivate::insertRows(qsizetype row, qsizetype count, const QString &name)
{
    const SectionRuns::Place before = runs.atRow(row - 1);
    const SectionRuns::Place next = runs.atRow(row);
    gapAt = row;
    if (before.run && before.run->name == name)
        addRows(before.run, before.offset + 1, count);
    else if (next.run && next.run->name == name)
        addRows(next.run, next.offset, count);
    else
        insertRuns(row, count, name, next);
}

// The source has the rows still, at their place or at another one.
void SectionModelPrivate::taken(qsizetype row, qsizetype count)
{
    if (moved.count == 0) {
        gapAt = row;
        gap += count;
    } else if ((moved.count -= count) == 0) {
        gapAt = moved.to;
        gap = moved.total;
    }
}

void SectionModelPrivate::takeRun(SectionRun *run)
{
    const qsizetype index = runs.indexOf(run);
    const qsizetype header = runs.header(run);
    const qsizetype first = runs.firstRow(run);
    sections.beginRemoveRows({}, int(index), int(index));
    q->beginRemoveRows({}, int(header), int(header + run->shown() - 1));
    forget(run);
    taken(first, run->rows);
    runs.remove(run);
    q->endRemoveRows();
    sections.endRemoveRows();
    Q_EMIT sections.countChanged();
}

void SectionModelPrivate::takeRows(qsizetype row, qsizetype count)
{
    const SectionRuns::Place place = runs.atRow(row);
    SectionRun *const run = place.run;
    if (count == run->rows)
        return takeRun(run);
    const qsizetype first = shownRow(place);
    const bool isCollapsed = run->isCollapsed;
    if (!isCollapsed)
        q->beginRemoveRows({}, int(first), int(first + count - 1));
    runs.setRows(run, run->rows - count);
    taken(row, count);
    if (!isCollapsed)
        q->endRemoveRows();
    touch(run);
}

// A header goes between two runs of one section.
void SectionModelPrivate::join(qsizetype row)
{
    const SectionRuns::Place before = runs.atRow(row - 1);
    const SectionRuns::Place next = runs.atRow(row);
    if (!before.run || !next.run || before.run == next.run || before.run->name != next.run->name)
        return;
    const qsizetype index = runs.indexOf(next.run);
    const qsizetype header = runs.header(next.run);
    sections.beginRemoveRows({}, int(index), int(index));
    q->beginRemoveRows({}, int(header), int(header));
    const qsizetype rows = next.run->rows;
    forget(next.run);
    runs.remove(next.run);
    runs.setRows(before.run, before.run->rows + rows);
    q->endRemoveRows();
    sections.endRemoveRows();
    touch(before.run);
    Q_EMIT sections.countChanged();
}

// Moves rows of one run to the run of that name that they will be next to. False if there is none.
bool SectionModelPrivate::moveInto(SectionRun *from, qsizetype first, qsizetype count, qsizetype to,
                                   const QString &name)
{
    const SectionRuns::Place before = runs.atRow(to - 1);
    const SectionRuns::Place next = runs.atRow(to);
    SectionRuns::Place target;
    if (before.run && before.run->name == name)
        target = {before.run, before.offset + 1};
    else if (next.run && next.run->name == name)
        target = next;
    else
        return false;
    const bool isShown = !from->isCollapsed;
    const bool willBeShown = !target.run->isCollapsed;
    const qsizetype source = shownRow(runs.atRow(first));
    const qsizetype destination = shownRow(target);
    const bool moves = isShown && willBeShown && (destination < source || destination > source + count);
    if (moves)
        q->beginMoveRows({}, int(source), int(source + count - 1), {}, int(destination));
    else if (isShown && !willBeShown)
        q->beginRemoveRows({}, int(source), int(source + count - 1));
    else if (!isShown && willBeShown)
        q->beginInsertRows({}, int(destination), int(destination + count - 1));
    runs.setRows(from, from->rows - count);
    runs.setRows(target.run, target.run->rows + count);
    moved.count = 0;
    if (moves)
        q->endMoveRows();
    else if (isShown && !willBeShown)
        q->endRemoveRows();
    else if (!isShown && willBeShown)
        q->endInsertRows();
    if (from != target.run) {
        touch(from);
        touch(target.run);
    }
    const qsizetype left = from->rows;
    if (left == 0)
        takeRun(from);
    gap = 0;
    join(to > first ? first : first + count);
    return true;
}

// The row stays where it is, and a header goes to its other side. The last row of a section takes its header away.
void SectionModelPrivate::joinNeighbour(const SectionRuns::Place &place, qsizetype row, SectionRun *target,
                                        bool isBefore)
{
    SectionRun *const run = place.run;
    const qsizetype at = shownRow(place);
    const bool isShown = !run->isCollapsed;
    const bool willBeShown = !target->isCollapsed;
    const bool isLast = run->rows == 1;
    if (isLast && isBefore && isShown && willBeShown) {
        const qsizetype index = runs.indexOf(run);
        sections.beginRemoveRows({}, int(index), int(index));
        q->beginRemoveRows({}, int(at - 1), int(at - 1));
        forget(run);
        runs.remove(run);
        runs.setRows(target, target->rows + 1);
        q->endRemoveRows();
        sections.endRemoveRows();
        touch(target);
        Q_EMIT sections.countChanged();
        return join(row + 1);
    }
    const bool moves = isShown && willBeShown;
    if (moves && isLast)
        q->beginMoveRows({}, int(at), int(at), {}, int(at + 2)); // behind the next header
    else if (moves && isBefore)
        q->beginMoveRows({}, int(at - 1), int(at - 1), {}, int(at + 1));
    else if (moves)
        q->beginMoveRows({}, int(at + 1), int(at + 1), {}, int(at));
    else if (isShown)
        q->beginRemoveRows({}, int(at), int(at));
    else if (willBeShown && isBefore)
        q->beginInsertRows({}, int(runs.header(run)), int(runs.header(run)));
    else if (willBeShown)
        q->beginInsertRows({}, int(runs.header(target) + 1), int(runs.header(target) + 1));
    runs.setRows(run, run->rows - 1);
    runs.setRows(target, target->rows + 1);
    if (moves)
        q->endMoveRows();
    else if (isShown)
        q->endRemoveRows();
    else if (willBeShown)
        q->endInsertRows();
    touch(run);
    touch(target);
    if (isLast) {
        takeRun(run);
        join(row);
        join(row + 1);
    }
}

// The source says that a row is of another section, at the place where it is.
void SectionModelPrivate::rename(qsizetype row, const QString &name)
{
    const SectionRuns::Place place = runs.atRow(row);
    SectionRun *const run = place.run;
    if (run->name == name)
        return;
    const SectionRuns::Place before = runs.atRow(row - 1);
    const SectionRuns::Place next = runs.atRow(row + 1);
    const bool joinsBefore = before.run && before.run->name == name;
    const bool joinsNext = next.run && next.run->name == name;
    if (joinsBefore || joinsNext) {
        joinNeighbour(place, row, joinsBefore ? before.run : next.run, joinsBefore);
        return;
    }
    if (run->rows == 1 && run->isCollapsed == collapsedNames.contains(name)) {
        byName.remove(run->name, run);
        run->name = name;
        add(run);
        const QModelIndex header = q->index(int(runs.header(run)), 0);
        Q_EMIT q->dataChanged(header, header, {role, Qt::DisplayRole, SectionModel::SectionNameRole});
        const QModelIndex section = sections.index(int(runs.indexOf(run)), 0);
        Q_EMIT sections.dataChanged(section, section, {SectionList::SectionRole, Qt::DisplayRole});
        return;
    }
    gap = 0;
    takeRows(row, 1);
    insertRows(row, 1, name);
    gap = 0;
}

void SectionModelPrivate::setCollapsed(SectionRun *run, bool isCollapsed)
{
    if (run->isCollapsed == isCollapsed)
        return;
    const qsizetype header = runs.header(run);
    if (isCollapsed && run->rows > 0)
        q->beginRemoveRows({}, int(header + 1), int(header + run->rows));
    else if (run->rows > 0)
        q->beginInsertRows({}, int(header + 1), int(header + run->rows));
    runs.setCollapsed(run, isCollapsed);
    if (isCollapsed && run->rows > 0)
        q->endRemoveRows();
    else if (run->rows > 0)
        q->endInsertRows();
    const QModelIndex index = q->index(int(header), 0);
    Q_EMIT q->dataChanged(index, index, {SectionModel::CollapsedRole});
    const QModelIndex section = sections.index(int(runs.indexOf(run)), 0);
    Q_EMIT sections.dataChanged(section, section, {SectionList::CollapsedRole});
}

void SectionModelPrivate::setNamesCollapsed(const QStringList &names)
{
    if (names == collapsed)
        return;
    const QSet<QString> before = std::exchange(collapsedNames, QSet<QString>(names.begin(), names.end()));
    collapsed = names;
    for (const QString &name : (before - collapsedNames) + (collapsedNames - before)) {
        const QList<SectionRun *> known = byName.values(name);
        for (SectionRun *const run : known)
            setCollapsed(run, collapsedNames.contains(name));
    }
    Q_EMIT q->collapsedChanged();
}

} // namespace Racer
