// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "sectionmodel_p.h"

namespace Racer {

/*!
    \class Racer::SectionList
    \inmodule Racer
    \brief The sections of a SectionModel as rows: each one's text, the number of its rows, and whether it is collapsed.

    \c collapsed can be written: \c {model.collapsed = true} in a delegate.
*/
SectionList::SectionList(SectionModelPrivate *sectionModel) : d(sectionModel) { }

/*!
    \property SectionList::count
    \brief The number of sections.
*/
int SectionList::count() const
{
    return int(d->runs.size());
}

int SectionList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant SectionList::data(const QModelIndex &index, int role) const
{
    const SectionRun *const run = index.isValid() ? d->runs.at(index.row()) : nullptr;
    if (!run)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case SectionRole: return run->name;
    case CountRole: return int(run->rows);
    case CollapsedRole: return run->isCollapsed;
    default: return {};
    }
}

bool SectionList::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const SectionRun *const run = index.isValid() && role == CollapsedRole ? d->runs.at(index.row()) : nullptr;
    if (!run)
        return false;
    const QString name = run->name;
    if (value.toBool())
        d->q->collapse(name);
    else
        d->q->expand(name);
    return true;
}

QHash<int, QByteArray> SectionList::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {SectionRole, "section"}, {CountRole, "count"}, {CollapsedRole, "collapsed"}};
}

} // namespace Racer
