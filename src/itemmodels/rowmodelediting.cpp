// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/confirmation_p.h"
#include "rowmodel_p.h"

#include <QtCore/QStringBuilder>

#include <algorithm>

namespace Racer {

namespace {

using Kind = RowModelPrivate::Kind;

// Elements that are next to each other.
struct Run
{
    qsizetype index;
    qsizetype count;
};

std::vector<Run> runsOf(QList<qsizetype> indexes)
{
    std::sort(indexes.begin(), indexes.end());
    std::vector<Run> runs;
    for (const qsizetype index : std::as_const(indexes)) {
        if (!runs.empty() && runs.back().index + runs.back().count == index)
            ++runs.back().count;
        else
            runs.push_back({index, 1});
    }
    return runs;
}

// One handle for several writes.
Mutation joined(RootModel *root, Value value, std::vector<Confirmation> parts)
{
    return Mutation(std::move(value), detail::ConfirmationState::all(root, std::move(parts)));
}

} // namespace

bool RowModelPrivate::isArraySource() const
{
    if (collection.isEmpty() && kind == Kind::None) // nothing there yet: a collection is made by add, the rest by push
        return model.segments().size() != 1;
    return kind == Kind::Array;
}

bool RowModelPrivate::isOrdered() const
{
    return isArraySource() && shape.sortKeys.isEmpty() && shape.sortFunction.name().isEmpty()
        && !shape.sortFunction.callable() && shape.groupBy.isEmpty() && !shape.groupFunction;
}

Mutation RowModelPrivate::refused(const QString &reason) const
{
    const bool isHere = model.isValid();
    const QString message = isHere ? QString(reason % u". Invalid path: " % model.path())
                                   : QString(reason % u": there is no model");
    if (!isHere) // and no RootModel::error
        qWarning("Racer: %ls", qUtf16Printable(message));
    return Mutation(Value(), detail::ConfirmationState::failed(isHere ? model.root() : nullptr,
                                                               Error(ErrorCode::InvalidPath, message)));
}

QList<qsizetype> RowModelPrivate::sourceIndexes(int row, int count) const
{
    QList<qsizetype> indexes;
    for (int i = row; i < row + count; ++i) {
        if (const qsizetype index = sourceIndexOf(i); index >= 0) // it may be gone, and the views not know it yet
            indexes.append(index);
    }
    return indexes;
}

qsizetype RowModelPrivate::sourceIndexBefore(qsizetype row) const
{
    for (qsizetype next = row; next < size(); ++next) {
        if (const qsizetype index = sourceIndexOf(next); index >= 0)
            return index;
    }
    for (qsizetype previous = std::min(row, size()); previous-- > 0;) {
        if (const qsizetype index = sourceIndexOf(previous); index >= 0)
            return index + 1;
    }
    return model.get().size();
}

Mutation RowModelPrivate::moveElements(const QList<qsizetype> &indexes, qsizetype before) const
{
    std::vector<Run> runs = runsOf(indexes);
    std::vector<Confirmation> parts;
    Value moved = Value::array();
    for (size_t i = 0; i < runs.size(); ++i) {
        const Run run = runs[i];
        if (before > run.index && before <= run.index + run.count) { // there already
            before = run.index + run.count;
            continue;
        }
        const bool isDown = run.index < before;
        const qsizetype to = isDown ? before - run.count : before;
        if (to != run.index) {
            Mutation mutation = model.move(run.index, to, run.count);
            for (const Value &item : mutation.value().elements())
                moved.append(item);
            parts.push_back(std::move(mutation));
        }
        if (!isDown)
            before += run.count;
        for (size_t later = i + 1; later < runs.size() && isDown; ++later) {
            if (runs[later].index < before)
                runs[later].index -= run.count;
        }
    }
    return joined(model.root(), std::move(moved), std::move(parts));
}

/*!
    Makes \a value the item of \a row, by the smallest operations that do so: members that both have alike stay
    untouched, and with them what others write there meanwhile.
*/
Mutation RowModel::set(int row, const Value &value)
{
    const Model item = modelAt(row);
    if (!item.isValid())
        return d->refused(u"set: there is no row %1"_qs.arg(row));
    return item.setDiffDeep(value);
}

/*! Sets what is at \a member within the item of \a row, unless it is \a value already. Missing parents are made. */
Mutation RowModel::set(int row, PathArg member, const Value &value)
{
    const Model item = modelAt(row);
    if (!item.isValid())
        return d->refused(u"set: there is no row %1"_qs.arg(row));
    return item.setDiff(member, value);
}

/*!
    Adds \a item to the source: at the end of an array, or to an object, a collection, or the collection of a query,
    under its \c id, which it gets if it has none. Whether and where it is shown is up to filter and order. Its value
    is the array's new length, or the id.
*/
Mutation RowModel::append(const Value &item)
{
    if (!d->rowsWatcher.isActive())
        return d->refused(u"append"_qs);
    if (!d->collection.isEmpty())
        return d->model.scope(Path({d->collection})).add(item);
    return d->isArraySource() ? d->model.push(item) : d->model.add(item);
}

/*!
    Inserts \a item ahead of what \a row shows; at the end for count(). Rows that have an order of their own (members of
    an object, results of a query, sorted or grouped rows) have no such place: append() adds to them.
    Its value is the array's new length, or the id.
*/
Mutation RowModel::insert(int row, const Value &item)
{
    if (row < 0 || row > count())
        return d->refused(u"insert: there is no row %1"_qs.arg(row));
    if (row == count() && d->isPlain())
        return append(item);
    if (!d->rowsWatcher.isActive() || !d->isOrdered())
        return d->refused(u"insert: rows of their own order have no place to insert at"_qs);
    return d->model.insert(d->sourceIndexBefore(row), Value::array({item}));
}

/*!
    Removes \a count items from \a row on: elements of the array, members of the object, documents of the collection.
    Of a refList the ids go, and the items too if it was made with \c deleteRemoved. Its value is the array of the
    items.
*/
Mutation RowModel::remove(int row, int count)
{
    if (row < 0 || count < 0 || row + count > this->count())
        return d->refused(u"remove: there are no rows %1 to %2"_qs.arg(row).arg(row + count - 1));
    std::vector<Confirmation> parts;
    Value removed = Value::array();
    for (int i = row; i < row + count; ++i)
        removed.append(valueAt(i));
    if (d->isArraySource()) {
        const std::vector<Run> runs = runsOf(d->sourceIndexes(row, count));
        for (auto run = runs.rbegin(); run != runs.rend(); ++run)
            parts.push_back(d->model.remove(run->index, run->count));
    } else {
        QList<Model> items;
        for (int i = row; i < row + count; ++i) {
            items.append(modelAt(i));
            if (!items.last().isValid())
                return d->refused(u"remove: the item of row %1 is not known yet"_qs.arg(i));
        }
        for (const Model &item : std::as_const(items))
            parts.push_back(item.del());
    }
    return joined(d->model.root(), std::move(removed), std::move(parts));
}

/*!
    Moves \a count items from row \a from on to row \a to, which counts after the removal, as Model::move() does. Under
    a filter they go next to the items between which they are seen then. Rows that have an order of their own cannot be
    moved. Its value is the array of the items.
*/
Mutation RowModel::move(int from, int to, int count)
{
    if (from < 0 || count < 0 || from + count > this->count() || to < 0 || to > this->count() - count)
        return d->refused(u"move: there are no rows to move %1 from %2 to %3"_qs.arg(count).arg(from).arg(to));
    if (!d->isOrdered())
        return d->refused(u"move: rows of their own order cannot be moved"_qs);
    return d->moveElements(d->sourceIndexes(from, count), d->sourceIndexBefore(to < from ? to : to + count));
}

/*!
    \property RowModel::editable
    \brief Whether views may edit; true by default. The writing functions do not ask.
*/
bool RowModel::isEditable() const
{
    return d->isEditable;
}

void RowModel::setEditable(bool editable)
{
    if (std::exchange(d->isEditable, editable) != editable)
        Q_EMIT editableChanged();
}

} // namespace Racer
