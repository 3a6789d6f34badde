// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "sectionmodel_p.h"

namespace Racer {

/*!
    \class Racer::SectionModel
    \inmodule Racer
    \brief The rows of an item model with a header for each section, and without the rows of collapsed sections.

    Any list will do that is ordered by its section role, as a ListModel with groupBy is. In front of the rows of each
    section there is a row of its own: its \c isSection is true, \c section is the section's text, \c sectionCount the
    number of its rows and \c collapsed whether these are left out. All other roles of it are empty; a
    DelegateChooser over \c isSection gives it a delegate of its own. The other rows have the roles of the source.

    Rows come, go and move as they do in the source; what happens in a collapsed section changes the count of its
    header. A section that is collapsed stays so, by its text, when it vanishes and comes back. Each change costs
    O(log n) of the number of sections, and what its own rows cost. If the source is not in the order of its
    sections, each run of rows of one section has a header.

    Belongs to the thread of the source, and is empty after that is destroyed.
*/
SectionModel::SectionModel(QObject *parent) : QAbstractListModel(parent), d(std::make_unique<SectionModelPrivate>(this))
{
    const auto counted = [this] { Q_EMIT countChanged(); };
    connect(this, &QAbstractItemModel::rowsInserted, this, counted);
    connect(this, &QAbstractItemModel::rowsRemoved, this, counted);
    connect(this, &QAbstractItemModel::modelReset, this, counted);
}

SectionModel::~SectionModel() = default;

/*!
    \property SectionModel::source
    \brief The item model whose rows are shown; none by default.
*/
QAbstractItemModel *SectionModel::source() const
{
    return d->source;
}

void SectionModel::setSource(QAbstractItemModel *source)
{
    if (d->source == source)
        return;
    d->connectTo(source);
    d->rebuild();
    Q_EMIT sourceChanged();
}

/*!
    \property SectionModel::sectionRole
    \brief The name of the source's role that has the section of a row; \c section by default.
*/
QString SectionModel::sectionRole() const
{
    return d->sectionRole;
}

void SectionModel::setSectionRole(const QString &role)
{
    if (d->sectionRole == role)
        return;
    d->sectionRole = role;
    d->rebuild();
    Q_EMIT sectionRoleChanged();
}

/*!
    \property SectionModel::sections
    \brief The sections as rows of a model of their own.
*/
SectionList *SectionModel::sections() const
{
    return &d->sections;
}

/*!
    \property SectionModel::count
    \brief The number of rows, headers included.
*/
int SectionModel::count() const
{
    return int(d->runs.shown());
}

/*!
    \property SectionModel::collapsed
    \brief The texts of the sections that are collapsed, or will be when they come.
*/
QStringList SectionModel::collapsed() const
{
    return d->collapsed;
}

void SectionModel::setCollapsed(const QStringList &sections)
{
    d->setNamesCollapsed(sections);
}

/*! Whether \a section is collapsed. */
bool SectionModel::isCollapsed(const QString &section) const
{
    return d->collapsedNames.contains(section);
}

/*! Leaves out the rows of \a section. */
void SectionModel::collapse(const QString &section)
{
    if (!isCollapsed(section))
        d->setNamesCollapsed(d->collapsed + QStringList{section});
}

/*! Shows the rows of \a section. */
void SectionModel::expand(const QString &section)
{
    QStringList names = d->collapsed;
    if (names.removeAll(section) > 0)
        d->setNamesCollapsed(names);
}

/*! Collapses \a section, or expands it. */
void SectionModel::toggle(const QString &section)
{
    if (isCollapsed(section))
        expand(section);
    else
        collapse(section);
}

/*! Collapses all sections that there are. */
void SectionModel::collapseAll()
{
    QStringList names = d->collapsed;
    for (qsizetype i = 0; i < d->runs.size(); ++i) {
        if (!isCollapsed(d->runs.at(i)->name))
            names.append(d->runs.at(i)->name);
    }
    names.removeDuplicates();
    d->setNamesCollapsed(names);
}

/*! Expands all sections. */
void SectionModel::expandAll()
{
    d->setNamesCollapsed({});
}

/*! The source's row that \a row shows, or -1 if it is a header. */
int SectionModel::sourceRow(int row) const
{
    const SectionRuns::Place place = d->runs.atShown(row);
    return place.run && place.offset >= 0 ? int(d->toSource(d->runs.firstRow(place.run) + place.offset)) : -1;
}

/*! Where the source's row is shown, or -1 if its section is collapsed. */
int SectionModel::rowOf(int sourceRow) const
{
    const SectionRuns::Place place = d->runs.atRow(sourceRow);
    return place.run && !place.run->isCollapsed ? int(d->shownRow(place)) : -1;
}

/*! The row of the header of \a section, or -1. */
int SectionModel::headerOf(const QString &section) const
{
    const SectionRun *const run = d->byName.value(section);
    return run ? int(d->runs.header(run)) : -1;
}

int SectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant SectionModel::data(const QModelIndex &index, int role) const
{
    const SectionRuns::Place place = index.isValid() ? d->runs.atShown(index.row()) : SectionRuns::Place();
    if (!place.run)
        return {};
    const bool isHeader = place.offset < 0;
    switch (role) {
    case IsSectionRole: return isHeader;
    case SectionCountRole: return isHeader ? int(place.run->rows) : 0;
    case CollapsedRole: return isHeader && place.run->isCollapsed;
    case SectionNameRole: return place.run->name;
    default: break;
    }
    if (isHeader)
        return role == d->role || role == Qt::DisplayRole ? QVariant(place.run->name) : QVariant();
    return d->source->index(sourceRow(index.row()), 0).data(role);
}

/*! Writes to the source; \c collapsed of a header collapses or expands its section. */
bool SectionModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const SectionRuns::Place place = index.isValid() ? d->runs.atShown(index.row()) : SectionRuns::Place();
    if (!place.run)
        return false;
    if (place.offset >= 0)
        return d->source->setData(d->source->index(sourceRow(index.row()), 0), value, role);
    if (role != CollapsedRole)
        return false;
    const QString name = place.run->name;
    if (value.toBool())
        collapse(name);
    else
        expand(name);
    return true;
}

Qt::ItemFlags SectionModel::flags(const QModelIndex &index) const
{
    const int row = index.isValid() ? sourceRow(index.row()) : -1;
    if (row >= 0)
        return d->source->flags(d->source->index(row, 0));
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemNeverHasChildren : Qt::ItemFlags();
}

QHash<int, QByteArray> SectionModel::roleNames() const
{
    QHash<int, QByteArray> names = d->source ? d->source->roleNames() : QAbstractListModel::roleNames();
    if (!names.values().contains("section"))
        names.insert(SectionNameRole, "section");
    names.insert(IsSectionRole, "isSection");
    names.insert(SectionCountRole, "sectionCount");
    names.insert(CollapsedRole, "collapsed");
    return names;
}

} // namespace Racer
