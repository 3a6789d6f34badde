// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/confirmation_p.h"
#include "treemodel_p.h"

#include <QtCore/QStringBuilder>

namespace Racer {

namespace {

Mutation joined(RootModel *root, Value value, std::vector<Confirmation> parts)
{
    return Mutation(std::move(value), detail::ConfirmationState::all(root, std::move(parts)));
}

// Undefined takes it away.
void setAt(Value &object, const Path &path, qsizetype depth, const Value &value)
{
    const Key &key = path.at(depth);
    if (depth + 1 == path.size() && value.isUndefined()) {
        object.take(key);
        return;
    }
    Value member = value;
    if (depth + 1 < path.size()) {
        member = object.value(key).isObject() ? object.value(key) : Value::object();
        setAt(member, path, depth + 1, value);
    }
    object.set(key, member);
}

} // namespace

Mutation TreeModelPrivate::refused(const QString &reason) const
{
    const bool isHere = model.isValid();
    const QString message = isHere ? QString(reason % u". Invalid path: " % model.path())
                                   : QString(reason % u": there is no model");
    if (!isHere) // and no RootModel::error
        qWarning("Racer: %ls", qUtf16Printable(message));
    return Mutation(Value(), detail::ConfirmationState::failed(isHere ? model.root() : nullptr,
                                                               Error(ErrorCode::InvalidPath, message)));
}

bool TreeModelPrivate::isDone(const Mutation &mutation) const
{
    if (!mutation.isDone())
        return true; // the server will say; an error of its goes to RootModel::error
    const Error error = mutation.error();
    if (error && model.isValid())
        Q_EMIT model.root()->error(error);
    return !error;
}

// Where the children of an item are, or of the source.
Model TreeModelPrivate::childrenAt(const QModelIndex &parent) const
{
    if (isKeyed() || !parent.isValid())
        return query ? model.scope(Path({query->collection()})) : model;
    const Model item = q->modelAt(parent);
    return item.isValid() && !childrenPath.isEmpty() ? item.at(childrenPath) : item;
}

Value TreeModelPrivate::withParent(Value item, const QModelIndex &parent) const
{
    if (!isKeyed() || !item.isObject())
        return item;
    setAt(item, Path(parentPath), 0, parent.isValid() ? Value(rows->keyOf(nodeAt(parent))) : Value());
    return item;
}

// To an array at its end, to an object or a collection under its id.
Mutation TreeModelPrivate::add(const Model &container, const Value &item) const
{
    const bool isObject = container.segments().size() == 1 || container.get().isObject();
    return isObject ? container.add(item) : container.push(item);
}

qsizetype TreeModelPrivate::sourceIndexBefore(int row, const QModelIndex &parent) const
{
    const QModelIndex next = row < 0 ? QModelIndex() : q->index(row, 0, parent);
    if (!next.isValid())
        return -1;
    const Path path = rows->pathOf(nodeAt(next));
    return path.isRoot() ? -1 : path.last().toIndex();
}

/*! Makes \a value the item of \a index, by the smallest operations that do so. */
Mutation TreeModel::set(const QModelIndex &index, const Value &value)
{
    const Model item = modelAt(index);
    if (!index.isValid() || !item.isValid())
        return d->refused(u"set: there is no such item"_qs);
    return item.setDiffDeep(value);
}

/*! Sets what is at \a member within the item of \a index, unless it is \a value already. Missing parents are made. */
Mutation TreeModel::set(const QModelIndex &index, PathArg member, const Value &value)
{
    const Model item = modelAt(index);
    if (!index.isValid() || !item.isValid())
        return d->refused(u"set: there is no such item"_qs);
    return item.setDiff(member, value);
}

/*!
    Adds \a item below \a parent: at the end of an array, which is made where there is none, or to an object or a
    collection under its \c id, which it gets if it has none. Where items name their parents it gets the parent's key.
*/
Mutation TreeModel::append(const Value &item, const QModelIndex &parent)
{
    const Model container = d->rows ? d->childrenAt(parent) : Model();
    if (!container.isValid())
        return d->refused(u"append: there is no such place"_qs);
    return d->add(container, d->withParent(item, parent));
}

/*! Inserts \a item ahead of what \a row below \a parent shows, if an array has the items; else as append(). */
Mutation TreeModel::insert(int row, const Value &item, const QModelIndex &parent)
{
    if (row < 0 || row > rowCount(parent))
        return d->refused(u"insert: there is no row %1"_qs.arg(row));
    const Model container = d->rows ? d->childrenAt(parent) : Model();
    const qsizetype index = d->sourceIndexBefore(row, parent);
    if (!container.isValid() || index < 0 || !container.get().isArray())
        return append(item, parent);
    return container.insert(index, Value::array({d->withParent(item, parent)}));
}

/*! Removes the item of \a index and all below it. Its value is the item. */
Mutation TreeModel::remove(const QModelIndex &index)
{
    const Model item = modelAt(index);
    if (!index.isValid() || !item.isValid())
        return d->refused(u"remove: there is no such item"_qs);
    const Value removed = valueAt(index);
    std::vector<Model> items;
    const std::function<void(const QModelIndex &)> collect = [&](const QModelIndex &at) {
        for (int row = 0; d->isKeyed() && row < rowCount(at); ++row)
            collect(this->index(row, 0, at));
        items.push_back(modelAt(at));
    };
    collect(index);
    const bool isElement = !d->query && item.parent().get().isArray();
    if (isElement) { // from the last one on, so that indexes stay right
        std::sort(items.begin(), items.end(), [](const Model &a, const Model &b) {
            return a.segments().last().toIndex() > b.segments().last().toIndex();
        });
    }
    d->held += d->isKeyed(); // a subtree goes in one step
    std::vector<Confirmation> parts;
    for (const Model &one : items)
        parts.push_back(isElement ? one.remove() : one.del());
    d->held -= d->isKeyed();
    d->heldEvents = 0;
    flush();
    return joined(d->model.root(), removed, std::move(parts));
}

/*!
    Moves the item of \a index, with all below it, to where \a row below \a parent is, or to the end. Within an array it
    is one Model::move(); to another array it is removed and inserted; where items name their parents it gets another
    one, and another place if they are in an array. Views see one move. An item cannot go below itself.
*/
Mutation TreeModel::move(const QModelIndex &index, const QModelIndex &parent, int row)
{
    flush();
    if (!d->rows || !index.isValid())
        return d->refused(u"move: there is no such item"_qs);
    for (QModelIndex above = parent; above.isValid(); above = above.parent()) {
        if (above.internalPointer() == index.internalPointer())
            return d->refused(u"move: an item cannot go below itself"_qs);
    }
    return d->isKeyed() ? d->moveKeyed(index, parent, row) : d->moveBetween(index, parent, row);
}

Mutation TreeModelPrivate::moveKeyed(const QModelIndex &index, const QModelIndex &parent, int row)
{
    const Model item = q->modelAt(index);
    const qsizetype before = sourceIndexBefore(row, parent);
    const bool isArray = !query && model.get().isArray();
    const qsizetype from = isArray ? item.segments().last().toIndex() : -1;
    std::vector<Confirmation> parts;
    ++held;
    if (parent.isValid())
        parts.push_back(item.setDiff(Path(parentPath), Value(rows->keyOf(nodeAt(parent)))));
    else if (!item.get(Path(parentPath)).isUndefined())
        parts.push_back(item.del(Path(parentPath)));
    const qsizetype to = before < 0 ? model.get().size() : before;
    if (isArray && shape.order.isNone() && to != from && to != from + 1)
        parts.push_back(model.move(from, to > from ? to - 1 : to));
    --held;
    heldEvents = 0;
    q->flush();
    return joined(model.root(), item.get(), std::move(parts));
}

Mutation TreeModelPrivate::moveBetween(const QModelIndex &index, const QModelIndex &parent, int row)
{
    TreeNode *const node = nodeAt(index);
    const Model item = q->modelAt(index);
    const Model source = childrenAt(index.parent());
    const Model target = childrenAt(parent);
    if (!item.isValid() || !source.isValid() || !target.isValid())
        return refused(u"move: there is no such place"_qs);
    const qsizetype before = sourceIndexBefore(row, parent);
    const bool isElement = !query && source.get().isArray();
    const qsizetype from = isElement ? item.segments().last().toIndex() : -1;
    const Value value = item.get();
    if (source.segments() == target.segments()) {
        const qsizetype to = before < 0 ? source.get().size() : before;
        if (!isElement || !shape.order.isNone())
            return refused(u"move: rows of their own order cannot be moved"_qs);
        return to == from || to == from + 1 ? Mutation(value) : source.move(from, to > from ? to - 1 : to);
    }
    const bool toArray = target.segments().size() > 1 && !target.get().isObject();
    if (isElement && toArray && !target.get().isNullish() && !target.get().isArray())
        return refused(u"move: what is below that item is neither an array nor an object"_qs);

    ++held;
    heldEvents = 0;
    std::vector<Confirmation> parts;
    const qsizetype at = before < 0 ? target.get().size() : before;
    // The insertion first: where the item is after that, its place in the target tells.
    if (toArray)
        parts.push_back(target.get().isArray() ? target.insert(at, Value::array({value})) : target.push(value));
    else
        parts.push_back(target.add(value));
    Path path = item.segments();
    const Path inserted = target.segments();
    const qsizetype depth = inserted.size();
    if (toArray && path.size() > depth && path.startsWith(inserted) && path.at(depth).toIndex() >= at) {
        QList<Key> segments = path.segments();
        segments[depth] = Key::fromIndex(segments.at(depth).toIndex() + 1);
        path = Path(segments);
    }
    const Model old = model.scope(path);
    parts.push_back(isElement ? old.remove() : old.del());
    --held;
    const bool isAlone = std::exchange(heldEvents, 0) == 2;
    // The removal may have moved the target's own ancestors, but not its place below them.
    isUpdating = true;
    const bool isTold = isAlone && toArray && isElement && rows && rows->relocate(node, nodeAt(parent), at);
    isUpdating = false;
    if (rows && !isTold)
        rows->noteAll();
    if (rows)
        noteMissed();
    q->flush();
    return joined(model.root(), value, std::move(parts));
}

/*!
    \property TreeModel::editable
    \brief Whether views may edit; true by default. The writing functions do not ask.
*/
bool TreeModel::isEditable() const
{
    return d->isEditable;
}

void TreeModel::setEditable(bool editable)
{
    if (std::exchange(d->isEditable, editable) != editable)
        Q_EMIT editableChanged();
}

bool TreeModelPrivate::write(const QModelIndex &index, const ItemRole &place, const QVariant &value) const
{
    if (!isEditable)
        return isDone(refused(u"setData: the items are not editable"_qs));
    Value written;
    try {
        const Value present = lookup(nodeAt(index)->item, place.path);
        written = place.type.isValid() ? Racer::fromVariant(value, place.type, present) : q->fromVariant(value);
    } catch (const Error &error) {
        return isDone(refused(error.message()));
    }
    return isDone(place.path.isRoot() ? q->set(index, written) : q->set(index, place.path, written));
}

} // namespace Racer
