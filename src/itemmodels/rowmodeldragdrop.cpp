// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowmodel_p.h"

#include <Racer/json.h>

#include <QtCore/QMimeData>
#include <QtCore/QPointer>

#include <algorithm>

namespace Racer {

namespace {

const QString JsonType = QStringLiteral("application/json");
const QString TextType = QStringLiteral("text/plain");

// Dragged rows, while the drag stays in this program: they may move meanwhile.
class DraggedRows : public QMimeData
{
    Q_OBJECT
public:
    QPointer<const RowModel> model;
    QList<QPersistentModelIndex> rows;
};

// What else than rows was dropped: JSON, where an array means its elements, or a line of text for each item.
QList<Value> itemsOf(const QMimeData *data)
{
    const QString text = data->text();
    try {
        if (data->hasFormat(JsonType) || text.startsWith(u'{') || text.startsWith(u'[')) {
            const Value json = data->hasFormat(JsonType) ? Json::parse(QByteArrayView(data->data(JsonType)))
                                                         : Json::parse(text);
            QList<Value> items;
            for (const Value &element : json.elements())
                items.append(element);
            return json.isArray() ? items : QList<Value>{json};
        }
    } catch (const Error &) {
        // text, then, that only looks like JSON
    }
    QList<Value> lines;
    for (const QStringView line : QStringView(text).split(u'\n', Qt::SkipEmptyParts))
        lines.append(Value(line.trimmed()));
    return lines;
}

} // namespace

bool RowModelPrivate::isDone(const Mutation &mutation) const
{
    if (!mutation.isDone())
        return true; // the server will say; an error of its goes to RootModel::error
    const Error error = mutation.error();
    if (error && model.root())
        Q_EMIT model.root()->error(error);
    return !error;
}

// A line of text becomes an object if the items here are objects. What is copied, or is here already under its id, is
// another item with another id.
Value RowModelPrivate::adopted(Value item, bool isCopy) const
{
    if (item.isString() && !roles.isEmpty() && roles.roles().constFirst().path.size() == 1) {
        const Value text = item;
        item = Value::object({{roles.roles().constFirst().path.first(), text}});
    }
    const Key id(u"id");
    if (!item.value(id).isString())
        return item;
    const bool isHere = rowOf(item.value(id).toKey()) >= 0;
    if (isHere || (isCopy && !isArraySource()))
        item.set(id, Value(Model::id()));
    return item;
}

/*!
    \property RowModel::reorderable
    \brief Whether views may drag rows to another place, out of the model and into it; false by default.

    Rows that are dragged within the array they are in are moved, by one Model::move() if they are next to each other.
    Between two models they are moved or copied, as the drag says: for a move, the view that they came from removes
    them. JSON and plain text can be dropped too: each element of a JSON array, or each line, is an item. Rows that have
    an order of their own take what is dropped, but not at a place.
*/
bool RowModel::isReorderable() const
{
    return d->isReorderable;
}

void RowModel::setReorderable(bool reorderable)
{
    if (std::exchange(d->isReorderable, reorderable) != reorderable)
        Q_EMIT reorderableChanged();
}

QStringList RowModel::mimeTypes() const
{
    return {JsonType, TextType};
}

/*! The items of the rows as a JSON array, and what they show as text, a line each. */
QMimeData *RowModel::mimeData(const QModelIndexList &indexes) const
{
    QList<int> rows;
    for (const QModelIndex &index : indexes) {
        if (index.isValid() && !rows.contains(index.row()))
            rows.append(index.row());
    }
    if (rows.isEmpty())
        return nullptr;
    std::sort(rows.begin(), rows.end());
    auto dragged = std::make_unique<DraggedRows>();
    dragged->model = this;
    Value items = Value::array();
    QStringList lines;
    for (const int row : std::as_const(rows)) {
        const QModelIndex first = index(row, 0);
        dragged->rows.append(first);
        items.append(valueAt(row));
        lines.append(first.data().toString());
    }
    dragged->setData(JsonType, Json::stringify(items));
    dragged->setText(lines.join(u'\n'));
    return dragged.release();
}

Qt::DropActions RowModel::supportedDropActions() const
{
    return d->isReorderable ? Qt::CopyAction | Qt::MoveAction : Qt::DropActions();
}

/*!
    Takes what was dropped ahead of \a row, or at the end if that is -1. A move within one array is done here as a
    whole, and false is returned, so that the view does not remove the rows.
*/
bool RowModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int, const QModelIndex &parent)
{
    if (action == Qt::IgnoreAction)
        return true;
    if (!data || !d->isReorderable || !d->rowsWatcher.isActive()
        || (action != Qt::MoveAction && action != Qt::CopyAction))
        return false;
    if (row < 0)
        row = parent.isValid() ? parent.row() : count();
    row = std::min(row, count());

    const auto *dragged = qobject_cast<const DraggedRows *>(data);
    const RowModel *origin = dragged ? dragged->model : nullptr;
    const bool isHere = origin && origin->d->model.root() == d->model.root() && origin->path() == path();
    if (isHere && action == Qt::MoveAction) {
        QList<qsizetype> indexes;
        for (const QPersistentModelIndex &index : dragged->rows) {
            if (index.isValid())
                indexes += origin->d->sourceIndexes(index.row(), 1);
        }
        const Mutation moved = d->isOrdered()
            ? d->moveElements(indexes, d->sourceIndexBefore(row))
            : d->refused(u"move: rows of their own order cannot be moved"_qs);
        return false;
    }

    Value items = Value::array();
    for (const Value &item : itemsOf(data))
        items.append(d->adopted(item, isHere || action == Qt::CopyAction));
    if (items.isEmpty())
        return false;
    if (d->isOrdered())
        return d->isDone(d->model.insert(d->sourceIndexBefore(row), items));
    bool isDone = true;
    for (const Value &item : items.elements())
        isDone = d->isDone(append(item)) && isDone;
    return isDone;
}

/*! Moves rows as move() does, with \a destinationChild counted before the removal, as everywhere in Qt. */
bool RowModel::moveRows(const QModelIndex &sourceParent, int sourceRow, int count,
                        const QModelIndex &destinationParent, int destinationChild)
{
    if (sourceParent.isValid() || destinationParent.isValid() || count <= 0
        || (destinationChild >= sourceRow && destinationChild <= sourceRow + count))
        return false;
    const int to = destinationChild > sourceRow ? destinationChild - count : destinationChild;
    return d->isDone(move(sourceRow, to, count));
}

/*! Removes rows as remove() does: views call it when rows were dragged elsewhere. */
bool RowModel::removeRows(int row, int count, const QModelIndex &parent)
{
    return !parent.isValid() && count > 0 && d->isDone(remove(row, count));
}

} // namespace Racer

#include "rowmodeldragdrop.moc"
