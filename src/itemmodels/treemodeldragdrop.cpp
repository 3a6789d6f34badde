// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "treemodel_p.h"

#include <Racer/json.h>

#include <QtCore/QMimeData>
#include <QtCore/QPointer>

namespace Racer {

namespace {

const QString JsonType = QStringLiteral("application/json");

// Dragged items, while the drag stays in this program: they may move meanwhile.
class DraggedItems : public QMimeData
{
    Q_OBJECT
public:
    QPointer<const TreeModel> model;
    QList<QPersistentModelIndex> items;
};

bool isBelow(QModelIndex index, const QModelIndex &other)
{
    for (index = index.parent(); index.isValid(); index = index.parent()) {
        if (index == other)
            return true;
    }
    return false;
}

} // namespace

/*!
    \property TreeModel::reorderable
    \brief Whether views may drag items to another place or another parent, out of the model and into it; false by
    default. What is dragged within one model is moved, as move() does; elsewhere the items go as JSON.
*/
bool TreeModel::isReorderable() const
{
    return d->isReorderable;
}

void TreeModel::setReorderable(bool reorderable)
{
    if (std::exchange(d->isReorderable, reorderable) != reorderable)
        Q_EMIT reorderableChanged();
}

QStringList TreeModel::mimeTypes() const
{
    return {JsonType};
}

/*! The items as a JSON array. What is below another of the items goes with that one. */
QMimeData *TreeModel::mimeData(const QModelIndexList &indexes) const
{
    QModelIndexList tops;
    for (const QModelIndex &index : indexes) {
        const QModelIndex item = index.siblingAtColumn(0);
        const auto covers = [&item](const QModelIndex &other) { return isBelow(item, other.siblingAtColumn(0)); };
        if (!tops.contains(item) && std::none_of(indexes.begin(), indexes.end(), covers))
            tops.append(item);
    }
    if (tops.isEmpty())
        return nullptr;
    auto dragged = std::make_unique<DraggedItems>();
    dragged->model = this;
    Value items = Value::array();
    for (const QModelIndex &index : std::as_const(tops)) {
        dragged->items.append(index);
        items.append(valueAt(index));
    }
    dragged->setData(JsonType, Json::stringify(items));
    return dragged.release();
}

Qt::DropActions TreeModel::supportedDropActions() const
{
    return d->isReorderable ? Qt::CopyAction | Qt::MoveAction : Qt::DropActions();
}

/*!
    Takes what was dropped ahead of \a row below \a parent, or at the end if that is -1. A move within this model is
    done here as a whole, and false is returned, so that the view does not remove the items.
*/
bool TreeModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int, const QModelIndex &parent)
{
    if (action == Qt::IgnoreAction)
        return true;
    if (!data || !d->isReorderable || !d->rows || (action != Qt::MoveAction && action != Qt::CopyAction))
        return false;
    const QPersistentModelIndex below = parent.siblingAtColumn(0);
    const auto *dragged = qobject_cast<const DraggedItems *>(data);
    const bool isHere = dragged && dragged->model == this;
    if (isHere && action == Qt::MoveAction) {
        const QPersistentModelIndex next = row < 0 ? QModelIndex() : index(row, 0, below);
        for (const QPersistentModelIndex &item : dragged->items) {
            if (item.isValid())
                static_cast<void>(d->isDone(move(item, below, next.isValid() ? next.row() : -1)));
        }
        return false;
    }
    if (!data->hasFormat(JsonType))
        return false;
    Value items;
    try {
        items = Json::parse(QByteArrayView(data->data(JsonType)));
    } catch (const Error &error) {
        return d->isDone(d->refused(error.message()));
    }
    if (!items.isArray())
        items = Value::array({items});
    bool isDone = true;
    for (Value item : items.elements()) {
        if ((isHere || action == Qt::CopyAction) && item.value(u"id").isString())
            item.set(Key(u"id"), Value(Model::id())); // another item, with another id
        const bool isAtEnd = row < 0 || row > rowCount(below);
        isDone = d->isDone(isAtEnd ? append(item, below) : insert(row++, item, below)) && isDone;
    }
    return isDone;
}

/*! Moves rows as move() does, with \a destinationChild counted before the removal, as everywhere in Qt. */
bool TreeModel::moveRows(const QModelIndex &sourceParent, int sourceRow, int count,
                         const QModelIndex &destinationParent, int destinationChild)
{
    if (sourceRow < 0 || count <= 0 || sourceRow + count > rowCount(sourceParent)
        || (sourceParent == destinationParent && destinationChild >= sourceRow
            && destinationChild <= sourceRow + count))
        return false;
    QList<QPersistentModelIndex> items;
    for (int row = sourceRow; row < sourceRow + count; ++row)
        items.append(index(row, 0, sourceParent));
    const QPersistentModelIndex parent = destinationParent;
    const QPersistentModelIndex next = index(destinationChild, 0, destinationParent);
    bool isDone = true;
    for (const QPersistentModelIndex &item : std::as_const(items))
        isDone = d->isDone(move(item, parent, next.isValid() ? next.row() : -1)) && isDone;
    return isDone;
}

/*! Removes the items and all below them: views call it when they were dragged elsewhere. */
bool TreeModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (row < 0 || count <= 0 || row + count > rowCount(parent))
        return false;
    QList<QPersistentModelIndex> items;
    for (int i = row; i < row + count; ++i)
        items.append(index(i, 0, parent));
    bool isDone = true;
    for (const QPersistentModelIndex &item : std::as_const(items))
        isDone = d->isDone(remove(item)) && isDone;
    return isDone;
}

} // namespace Racer

#include "treemodeldragdrop.moc"
