// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "sectionmodel_p.h"

namespace Racer {

void SectionModelPrivate::connectTo(QAbstractItemModel *model)
{
    if (source)
        source->disconnect(q);
    source = model;
    if (!model)
        return;
    QObject::connect(model, &QAbstractItemModel::rowsInserted, q,
                     [this](const QModelIndex &parent, int first, int last) {
                         if (!parent.isValid())
                             onInserted(first, last);
                     });
    QObject::connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, q,
                     [this](const QModelIndex &parent, int first, int last) {
                         if (!parent.isValid())
                             onAboutToBeRemoved(first, last);
                     });
    QObject::connect(model, &QAbstractItemModel::rowsRemoved, q, [this](const QModelIndex &parent) {
        if (!parent.isValid())
            onRemoved();
    });
    QObject::connect(model, &QAbstractItemModel::rowsMoved, q,
                     [this](const QModelIndex &from, int first, int last, const QModelIndex &to, int row) {
                         if (!from.isValid() && !to.isValid())
                             onMoved(first, last, row);
                         else if (!from.isValid() || !to.isValid())
                             rebuild();
                     });
    QObject::connect(model, &QAbstractItemModel::dataChanged, q,
                     [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                         if (!first.parent().isValid() && first.column() == 0)
                             onChanged(first.row(), last.row(), roles);
                     });
    QObject::connect(model, &QAbstractItemModel::layoutAboutToBeChanged, q, [this] { onAboutToBeLaidOut(); });
    QObject::connect(model, &QAbstractItemModel::layoutChanged, q, [this] { onLaidOut(); });
    QObject::connect(model, &QAbstractItemModel::modelReset, q, [this] { rebuild(); });
    QObject::connect(model, &QObject::destroyed, q, [this] {
        source.clear();
        rebuild();
        Q_EMIT q->sourceChanged();
    });
}

void SectionModelPrivate::findRole()
{
    role = source ? source->roleNames().key(sectionRole.toUtf8(), -1) : -1;
}

QString SectionModelPrivate::nameAt(qsizetype sourceRow) const
{
    return role < 0 ? QString() : source->index(int(sourceRow), 0).data(role).toString();
}

qsizetype SectionModelPrivate::toSource(qsizetype row) const
{
    if (moved.count > 0) {
        if (row >= moved.first && row < moved.first + moved.count)
            return row - moved.first + moved.to;
        const qsizetype others = row < moved.first ? row : row - moved.count;
        return others < moved.to ? others : others + moved.total;
    }
    return gap != 0 && row >= gapAt ? row + gap : row;
}

void SectionModelPrivate::rebuild()
{
    q->beginResetModel();
    sections.beginResetModel();
    runs.clear();
    byName.clear();
    touched.clear();
    unsure.clear();
    gap = moved.count = 0;
    findRole();
    const int count = source ? source->rowCount() : 0;
    for (int row = 0; row < count;) {
        const QString name = nameAt(row);
        int end = row + 1;
        while (end < count && nameAt(end) == name)
            ++end;
        add(runs.insert(runs.size(), name, end - row, collapsedNames.contains(name)));
        row = end;
    }
    sections.endResetModel();
    q->endResetModel();
    Q_EMIT sections.countChanged();
}

void SectionModelPrivate::onInserted(int first, int last)
{
    if (role < 0)
        findRole(); // it may have become known with the first rows
    gapAt = first;
    gap = last - first + 1;
    for (int row = first; row <= last;) {
        const QString name = nameAt(row);
        int end = row + 1;
        while (end <= last && nameAt(end) == name)
            ++end;
        insertRows(row, end - row, name);
        row = end;
    }
    gap = 0;
    tell();
}

// The source has the rows still, and until they are gone those behind them are further down.
void SectionModelPrivate::onAboutToBeRemoved(int first, int last)
{
    gap = 0;
    for (qsizetype end = last + 1; end > first;) {
        const SectionRuns::Place place = runs.atRow(end - 1);
        const qsizetype begin = std::max<qsizetype>(first, end - 1 - place.offset);
        takeRows(begin, end - begin);
        end = begin;
    }
    join(first);
    tell();
}

void SectionModelPrivate::onRemoved()
{
    gap = 0;
}

// A row that has moved may say only later that it is of another section: then it is taken for one of its neighbours'.
void SectionModelPrivate::onMoved(int first, int last, int to)
{
    const qsizetype count = last - first + 1;
    const qsizetype target = to > first ? to - count : to;
    const SectionRuns::Place place = runs.atRow(first);
    moved = {first, count, target, count};
    if (place.offset + count <= place.run->rows) {
        const SectionRuns::Place before = runs.atRow(to - 1 == last ? first - 1 : to - 1);
        const SectionRuns::Place next = runs.atRow(to);
        QString name = nameAt(target);
        bool isOne = true;
        for (qsizetype row = target + 1; isOne && row < target + count; ++row)
            isOne = nameAt(row) == name;
        const auto isNextTo = [&](const QString &other) {
            return (before.run && before.run->name == other) || (next.run && next.run->name == other);
        };
        if (name == place.run->name && !isNextTo(name)) {
            name = before.run ? before.run->name : next.run ? next.run->name : name;
            for (qsizetype row = target; row < target + count; ++row)
                unsure.append(source->index(int(row), 0));
            QMetaObject::invokeMethod(q, [this] { checkUnsure(); }, Qt::QueuedConnection);
        }
        if (isOne && moveInto(place.run, first, count, to, name)) {
            moved.count = 0;
            return tell();
        }
    }
    // Rows of several sections, or of one that is new.
    rebuildMoved(first, count, target);
    tell();
}

// As if the rows had gone and come again.
void SectionModelPrivate::rebuildMoved(qsizetype first, qsizetype count, qsizetype target)
{
    for (qsizetype end = first + count; end > first;) {
        const SectionRuns::Place place = runs.atRow(end - 1);
        const qsizetype begin = std::max(first, end - 1 - place.offset);
        takeRows(begin, end - begin);
        end = begin;
    }
    join(first);
    for (qsizetype row = target; row < target + count;) {
        const QString name = nameAt(row);
        qsizetype end = row + 1;
        while (end < target + count && nameAt(end) == name)
            ++end;
        insertRows(row, end - row, name);
        row = end;
    }
    gap = 0;
}

void SectionModelPrivate::onChanged(int first, int last, const QList<int> &roles)
{
    if (roles.isEmpty() || roles.contains(role)) {
        for (int row = first; row <= last; ++row)
            rename(row, nameAt(row));
        tell();
    }
    for (qsizetype row = first; row <= last;) {
        const SectionRuns::Place place = runs.atRow(row);
        const qsizetype end = std::min<qsizetype>(last + 1, row - place.offset + place.run->rows);
        if (!place.run->isCollapsed) {
            const qsizetype shown = shownRow(place);
            Q_EMIT q->dataChanged(q->index(int(shown), 0), q->index(int(shown + end - row - 1), 0), roles);
        }
        row = end;
    }
}

void SectionModelPrivate::checkUnsure()
{
    const QList<QPersistentModelIndex> rows = std::exchange(unsure, {});
    for (const QPersistentModelIndex &index : rows) {
        if (source && index.isValid() && index.row() < runs.rows())
            rename(index.row(), nameAt(index.row()));
    }
    tell();
}

void SectionModelPrivate::onAboutToBeLaidOut()
{
    keptRows.clear();
    keptHeaders.clear();
    const QModelIndexList indexes = q->persistentIndexList();
    for (const QModelIndex &index : indexes) {
        const int row = q->sourceRow(index.row());
        if (row >= 0)
            keptRows.append({index, source->index(row, 0)});
        else
            keptHeaders.append({index, runs.atShown(index.row()).run->name});
    }
}

// With as many rows as before it is another layout; otherwise all of them go and come again.
void SectionModelPrivate::onLaidOut()
{
    struct Run
    {
        QString name;
        qsizetype rows;
    };
    std::vector<Run> found;
    qsizetype shown = 0;
    const int count = source->rowCount();
    for (int row = 0; row < count;) {
        const QString name = nameAt(row);
        int end = row + 1;
        while (end < count && nameAt(end) == name)
            ++end;
        found.push_back({name, end - row});
        shown += collapsedNames.contains(name) ? 1 : 1 + end - row;
        row = end;
    }
    const auto build = [&] {
        runs.clear();
        byName.clear();
        touched.clear();
        for (const Run &run : found)
            add(runs.insert(runs.size(), run.name, run.rows, collapsedNames.contains(run.name)));
    };
    const auto rowsOf = [](QAbstractItemModel &model) { return model.rowCount() - 1; };
    const bool sameSections = runs.size() == qsizetype(found.size());
    if (shown == runs.shown() && sameSections) {
        Q_EMIT sections.layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        Q_EMIT q->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        QList<QPair<QPersistentModelIndex, QString>> keptSections;
        for (const QModelIndex &index : sections.persistentIndexList())
            keptSections.append({index, runs.at(index.row())->name});
        build();
        for (const auto &[index, row] : std::as_const(keptRows))
            q->changePersistentIndex(index, q->index(q->rowOf(row.row()), 0));
        for (const auto &[index, name] : std::as_const(keptHeaders))
            q->changePersistentIndex(index, q->index(q->headerOf(name), 0));
        for (const auto &[index, name] : std::as_const(keptSections)) {
            const SectionRun *const run = byName.value(name);
            sections.changePersistentIndex(index, run ? sections.index(int(runs.indexOf(run)), 0) : QModelIndex());
        }
        Q_EMIT q->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
        Q_EMIT sections.layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    } else {
        if (runs.size() > 0) {
            sections.beginRemoveRows({}, 0, rowsOf(sections));
            q->beginRemoveRows({}, 0, rowsOf(*q));
            runs.clear();
            q->endRemoveRows();
            sections.endRemoveRows();
        }
        if (!found.empty()) {
            sections.beginInsertRows({}, 0, int(found.size()) - 1);
            q->beginInsertRows({}, 0, int(shown) - 1);
            build();
            q->endInsertRows();
            sections.endInsertRows();
        }
        Q_EMIT sections.countChanged();
    }
    keptRows.clear();
    keptHeaders.clear();
}

} // namespace Racer
