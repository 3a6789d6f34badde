// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rowmodel_p.h"

#include "../model/rootmodel_p.h"

namespace Racer {

namespace {

// Items looked at to discover the roles.
constexpr qsizetype SampleSize = 1000;

} // namespace

RowModelPrivate::RowModelPrivate(RowModel *rowModel) : q(rowModel), rowsWatcher(rowModel), docsWatcher(rowModel)
{
    items.rules().report = [this](const Error &error, const Key &key) { report(error, key); };
}

Key RowModelPrivate::keyOf(qsizetype row) const
{
    const RowEntry &entry = items.at(row)->payload;
    if (!entry.key.isEmpty())
        return entry.key;
    const Value &id = entry.item.value(u"id");
    return id.isString() ? id.toKey() : id.isNumber() ? Key(id.toDisplayString()) : Key();
}

Path RowModelPrivate::pathOf(qsizetype row) const
{
    const RowEntry &entry = items.at(row)->payload;
    if (!entry.place || (kind == Kind::Ids && entry.key.isEmpty()))
        return {};
    if (kind == Kind::Ids)
        return Path({collection, entry.key});
    return model.segments() / (entry.key.isEmpty() ? Key::fromIndex(sourceIndexOf(row)) : entry.key);
}

qsizetype RowModelPrivate::rowOf(const Key &key) const
{
    if (kind != Kind::Array)
        return items.rowOf(key);
    for (qsizetype row = 0; row < size(); ++row) {
        if (keyOf(row) == key)
            return row;
    }
    return -1;
}

void RowModelPrivate::setSource(const Model &source, const Key &documents, const std::shared_ptr<ModelQuery> &ofQuery)
{
    const bool areSameDocuments = rowsWatcher.isActive() && !documents.isEmpty() && documents == collection
        && model.root() == source.root();
    model = source;
    collection = documents;
    query = ofQuery;
    if (areSameDocuments) {
        watch();
        items.noteAll();
        flush();
    } else {
        watch();
        reset();
    }
    Q_EMIT q->sourceChanged();
}

void RowModelPrivate::watch()
{
    rowsWatcher.stop();
    docsWatcher.stop();
    QObject::disconnect(writeStates);
    writeStates = {};
    watchInputs();
    if (!model.isValid())
        return;
    const auto gone = [this] { q->clearSource(); };
    rowsWatcher.start(
        model, PathWatcher::When::Immediate, [this](const Event &event) { onEvent(event, false); }, gone);
    if (!collection.isEmpty()) {
        docsWatcher.start(
            model.scope(Path({collection})), PathWatcher::When::Immediate,
            [this](const Event &event) { onEvent(event, true); }, gone);
    }
    if (model.root()->connection()) {
        writeStates = QObject::connect(model.root(), &RootModel::writeStateChanged, q,
                                       [this](const Path &document) { onWriteState(document); });
    }
}

void RowModelPrivate::watchInputs()
{
    inputWatchers.clear();
    if (!model.isValid())
        return;
    for (const Path &input : std::as_const(shape.inputs)) {
        inputWatchers.push_back(std::make_unique<PathWatcher>(q));
        const auto changed = [this](const Event &event) {
            items.noteFilter();
            if (event.passed.remote || event.passed.query)
                schedule();
            else
                flush();
        };
        inputWatchers.back()->start(model.scope(input), PathWatcher::When::Immediate, changed, [] { });
    }
}

// Everything anew.
void RowModelPrivate::reset()
{
    needsReset = true;
    flush();
}

void RowModelPrivate::makeReset()
{
    q->beginResetModel();
    isSilent = true;
    waiting.clear();
    items.clear();
    noteShape(FilterPart | OrderPart | WindowPart);
    items.setOwn(writeStates && (model.isPending() || !model.failure().isNull()));
    update();
    items.setOwn(false);
    isSilent = false;
    discoverRolesOfRows();
    q->endResetModel();
}

// Takes over what the shape is now, where it has changed.
void RowModelPrivate::noteShape(int parts)
{
    try {
        if (parts & FilterPart) {
            items.noteFilter();
            items.rules().matches = {};
            items.rules().isObjectUsed = false;
            if (model.isValid())
                items.rules().setFilter(shape.filter, *RootModelPrivate::of(*model.root()).functions);
        }
    } catch (const Error &error) {
        report(error, {});
    }
    try {
        if (parts & OrderPart) {
            items.noteOrder();
            items.rules().compare = {};
            if (shape.hasSortFunction() && model.isValid())
                items.rules().setOrder(shape.sortFunction, *RootModelPrivate::of(*model.root()).functions);
        }
    } catch (const Error &error) {
        report(error, {});
    }
    if (parts & OrderPart) {
        const auto compare = [this](const Value &a, const Value &b) { return items.rules().order(a, b); };
        items.order().set(shape.groupBy, shape.groupFunction, shape.sortKeys,
                          items.rules().compare ? RowOrder::Compare(compare) : RowOrder::Compare());
    }
    if (parts & WindowPart)
        items.setWindow(shape.skip, shape.limit);
}

void RowModelPrivate::reshape(int parts)
{
    newShape |= parts;
    flush();
}

void RowModelPrivate::report(const Error &error, const Key &key) const
{
    const QString where = u"Rows of "_qs + model.path();
    const Error told = error.withContext(key.isEmpty() ? where : where + u", item "_qs + key.toString());
    if (RootModel *root = model.root())
        Q_EMIT root->error(told);
}

bool RowModelPrivate::discoverRoles(const Value &someItems)
{
    bool added = false;
    for (qsizetype row = 0; row < std::min(someItems.size(), SampleSize); ++row)
        added = roles.discover(someItems.at(row)) || added;
    if (added)
        Q_EMIT q->rolesChanged();
    return added;
}

void RowModelPrivate::discoverRolesOfRows()
{
    Value samples = Value::array();
    for (qsizetype row = 0; row < std::min(size(), SampleSize); ++row)
        samples.append(item(row));
    discoverRoles(samples);
}

} // namespace Racer
