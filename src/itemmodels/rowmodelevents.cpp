// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowmodel_p.h"

#include <QtCore/QScopeGuard>

#include <algorithm>

namespace Racer {

void RowModelPrivate::onEvent(const Event &event, bool isDocument)
{
    if (isFlushing) {
        waiting.emplace_back(event.clone(), isDocument);
        return;
    }
    note(event, isDocument);
    if (event.passed.remote || event.passed.query)
        schedule();
    else
        flush();
}

void RowModelPrivate::note(const Event &event, bool isDocument)
{
    items.setOwn(writeStates && !event.passed.remote);
    if (!isDocument)
        noteAtSource(event);
    else if (event.path.size() > 1)
        items.noteDocument(event.path.at(1));
    items.setOwn(false);
}

void RowModelPrivate::noteAtSource(const Event &event)
{
    const qsizetype length = model.segments().size();
    const qsizetype depth = event.path.size() - length;
    const bool isList = kind == Kind::Array || kind == Kind::Ids;
    if (depth == 0 && isList && event.type == Event::Type::Insert) {
        const auto &insert = static_cast<const InsertEvent &>(event);
        items.noteInserted(insert.index, insert.values);
    } else if (depth == 0 && isList && event.type == Event::Type::Remove) {
        const auto &remove = static_cast<const RemoveEvent &>(event);
        items.noteRemoved(remove.index, remove.removed.size());
    } else if (depth == 0 && isList && event.type == Event::Type::Move) {
        const auto &move = static_cast<const MoveEvent &>(event);
        items.noteMoved(move.from, move.to, move.howMany);
    } else if (depth <= 0 || kind == Kind::None) {
        items.noteAll();
    } else if (kind == Kind::Object) {
        const bool isGone = depth == 1
            && (event.type == Event::Type::Unload
                || (event.type == Event::Type::Change && static_cast<const ChangeEvent &>(event).value.isUndefined()));
        if (isGone)
            items.noteMemberGone(event.path.at(length));
        else
            items.noteMember(event.path.at(length));
    } else if (depth == 1 && event.type == Event::Type::Change) {
        items.noteElement(event.path.last().toIndex(), &static_cast<const ChangeEvent &>(event).value);
    } else if (kind == Kind::Array) {
        items.noteElement(event.path.at(length).toIndex());
    }
}

void RowModelPrivate::onWriteState(const Path &document)
{
    const Path source = model.segments();
    const Key documents = kind == Kind::Ids ? collection : source.size() == 1 ? source.first() : Key();
    if (documents.isEmpty())
        items.noteWriteStates();
    else if (document.first() == documents)
        items.noteWriteState(document.at(1));
    if (items.isDirty())
        schedule();
}

void RowModelPrivate::schedule()
{
    if (timer.isActive() || isFlushing)
        return;
    const qint64 passed = sinceFlush.isValid() ? sinceFlush.elapsed() : updateInterval;
    timer.start(int(std::max<qint64>(0, updateInterval - passed)));
}

void RowModelPrivate::flush()
{
    if (isFlushing)
        return;
    if (timer.isActive()) {
        timer.stop();
        sinceFlush.start();
    }
    do {
        isFlushing = true;
        const auto done = qScopeGuard([this] { isFlushing = false; });
        for (const auto &[event, isDocument] : std::exchange(waiting, {}))
            note(*event, isDocument);
        if (std::exchange(needsReset, false))
            makeReset();
        if (const int parts = std::exchange(newShape, 0))
            noteShape(parts);
        if (items.isDirty())
            update();
    } while (!waiting.empty() || needsReset || newShape);
    if (std::exchange(toldCount, size()) != size())
        Q_EMIT q->countChanged();
    if (std::exchange(toldSourceCount, items.sourceSize()) != items.sourceSize())
        Q_EMIT q->sourceCountChanged();
}

void RowModelPrivate::update()
{
    Value input = rowsWatcher.isActive() ? model.get() : Value();
    if (!collection.isEmpty())
        kind = input.isArray() ? Kind::Ids : Kind::None;
    else
        kind = input.isArray() ? Kind::Array : input.isObject() ? Kind::Object : Kind::None;
    items.rules().extras.clear();
    for (const Path &input : std::as_const(shape.inputs))
        items.rules().extras.append(rowsWatcher.isActive() ? model.scope().get(input) : Value());
    items.update(*this, std::move(input), kind);
}

Value RowModelPrivate::document(const Key &id)
{
    return model.getDoc(collection, id);
}

Value RowModelPrivate::allDocuments()
{
    return model.getCollection(collection);
}

RowViews::WriteState RowModelPrivate::writeState(const Key &key, qsizetype sourceIndex)
{
    const Path path = kind == Kind::Ids ? Path({collection, key})
                                        : model.segments() / (key.isEmpty() ? Key::fromIndex(sourceIndex) : key);
    const Model item = model.scope(path);
    return {item.isPending(), !item.failure().isNull()};
}

RowChange RowModelPrivate::compare(const Value &before, const Value &after) const
{
    RowChange change;
    roles.compare(before, after, change.roles);
    return change;
}

void RowModelPrivate::rowsChanged(qsizetype first, qsizetype last, const RowChange &change)
{
    Q_EMIT q->dataChanged(q->index(int(first), 0), q->index(int(last), q->columnCount() - 1), change.roles);
}

// Views ask for the names of roles only at the beginning and in a reset.
void RowModelPrivate::firstItems(const Value &someItems)
{
    if (isSilent || roles.isDeclared() || !roles.isEmpty())
        return;
    ItemRoles learnt = roles;
    bool areNew = false;
    for (const Value &item : someItems.elements())
        areNew = learnt.discover(item) || areNew;
    if (!areNew)
        return;
    q->beginResetModel();
    discoverRoles(someItems);
    q->endResetModel();
}

void RowModelPrivate::beginInsert(qsizetype first, qsizetype last)
{
    if (!isSilent)
        q->beginInsertRows({}, int(first), int(last));
}

void RowModelPrivate::endInsert()
{
    if (!isSilent)
        q->endInsertRows();
}

void RowModelPrivate::beginRemove(qsizetype first, qsizetype last)
{
    if (!isSilent)
        q->beginRemoveRows({}, int(first), int(last));
}

void RowModelPrivate::endRemove()
{
    if (!isSilent)
        q->endRemoveRows();
}

void RowModelPrivate::beginMove(qsizetype first, qsizetype last, qsizetype before)
{
    if (!isSilent)
        q->beginMoveRows({}, int(first), int(last), {}, int(before));
}

void RowModelPrivate::endMove()
{
    if (!isSilent)
        q->endMoveRows();
}

void RowModelPrivate::beginReorder()
{
    if (!isSilent)
        Q_EMIT q->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
}

void RowModelPrivate::endReorder(const std::vector<int> &newRows)
{
    if (isSilent)
        return;
    const QModelIndexList from = q->persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from)
        to.append(q->index(newRows[size_t(index.row())], index.column()));
    q->changePersistentIndexList(from, to);
    Q_EMIT q->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

} // namespace Racer
