// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "keyedtree_p.h"
#include "nestedtree_p.h"
#include "treemodel_p.h"

#include <Racer/rowmodel.h>

namespace Racer {

namespace {

// Items looked at to discover the roles.
constexpr qsizetype SampleSize = 1000;

} // namespace

TreeModelPrivate::TreeModelPrivate(TreeModel *treeModel) : q(treeModel), rowsWatcher(treeModel), docsWatcher(treeModel)
{
    rules.report = [this](const Error &error, const Key &key) { report(error, key); };
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, q, &TreeModel::flush);
}

TreeNode *TreeModelPrivate::nodeAt(const QModelIndex &index) const
{
    if (!rows)
        return nullptr;
    return index.isValid() ? static_cast<TreeNode *>(index.internalPointer()) : rows->root();
}

void TreeModelPrivate::watch()
{
    const auto gone = [this] { q->clearSource(); };
    rowsWatcher.start(
        model, PathWatcher::When::Immediate, [this](const Event &event) { onEvent(event, false); }, gone);
    if (query) {
        docsWatcher.start(model.scope(Path({query->collection()})), PathWatcher::When::Immediate,
                          [this](const Event &event) { onEvent(event, true); }, gone);
    }
    QObject::disconnect(writeStates);
    writeStates = QObject::connect(model.root(), &RootModel::writeStateChanged, q, [this](const Path &document) {
        if (!rows || isUpdating)
            return;
        isUpdating = true;
        rows->noteWriteState(document);
        isUpdating = false;
        if (!missed.empty() || hasNewShape) {
            noteMissed();
            q->flush();
        }
    });
}

void TreeModelPrivate::reset()
{
    timer.stop();
    missed.clear();
    watchInputs();
    q->beginResetModel();
    if (isUpdating && rows) { // a slot of theirs is called
        rows->setQuiet(true);
        retired.push_back(std::move(rows));
    }
    rows.reset();
    if (rowsWatcher.isActive()) {
        qsizetype left = SampleSize;
        if (query) {
            const Value ids = model.get();
            for (const Value &id : ids.elements()) {
                if (left-- <= 0)
                    break;
                content.roles.discover(model.getDoc(query->collection(), id.toKey()));
            }
        } else {
            discoverRoles(model.get(), left);
        }
        if (isKeyed())
            rows = std::make_unique<KeyedTree>(q, content, shape, model, Path(parentPath), collection());
        else
            rows = std::make_unique<NestedTree>(q, content, shape, model, Path(childrenPath), collection());
        setShape();
        rows->setQuiet(true);
        callFunctions([this] { rows->load(); });
        rows->setQuiet(false);
    }
    q->endResetModel();
    Q_EMIT q->rolesChanged();
}

void TreeModelPrivate::discoverRoles(const Value &items, qsizetype &left)
{
    if (content.roles.isDeclared())
        return;
    QList<Value> level;
    for (const Value &element : items.elements()) {
        if (left-- <= 0)
            return;
        content.roles.discover(element);
        level.append(element);
    }
    for (const auto &[key, member] : items.members()) {
        if (left-- <= 0)
            return;
        content.roles.discover(member);
        level.append(member);
    }
    for (const Value &item : std::as_const(level)) {
        if (!isKeyed() && !childrenPath.isEmpty())
            discoverRoles(lookup(item, Path(childrenPath)), left);
    }
}

void TreeModelPrivate::onEvent(const Event &event, bool isDocument)
{
    if (!rows)
        return;
    if (held > 0) {
        ++heldEvents;
        if (!isKeyed())
            return;
    }
    if (isUpdating) {
        missed.push_back({event.clone(), isDocument});
        return;
    }
    note(event, isDocument);
    if (held > 0)
        return;
    if (event.passed.remote)
        schedule();
    else
        q->flush();
}

void TreeModelPrivate::note(const Event &event, bool isDocument)
{
    const qsizetype depth = event.path.size() - model.segments().size();
    if (isDocument)
        rows->noteDocument(event);
    else if (depth < 0)
        rows->noteAll();
    else
        rows->note(event, depth);
}

void TreeModelPrivate::noteMissed()
{
    for (const Missed &one : std::exchange(missed, {})) {
        if (rows)
            note(*one.event, one.isDocument);
    }
}

// The first change after a quiet time is told at the next turn of the event loop, others a frame later.
void TreeModelPrivate::schedule()
{
    if (timer.isActive())
        return;
    const qint64 passed = sinceFlush.isValid() ? sinceFlush.elapsed() : updateInterval;
    timer.start(int(std::max<qint64>(0, updateInterval - passed)));
}

/*!
    \class Racer::TreeModel
    \inmodule Racer
    \brief Items of a model that have items below them, of any depth, as a tree for QTreeView and TreeView.

    Items either hold those below them, in an array or an object at the same path in each (childrenPath), or they are
    in one array, object, collection or query result, and each names its parent by that one's key (parentPath). An item
    whose parent is not there is at the top, and so is one that would be its own ancestor; of several items with one
    key the first has the children. With an empty childrenPath every array and object is a row of its own with its
    elements or members below it, whatever they are: a browser of the data.

    Children are looked at when a view asks for them. From then on their rows follow the model by insertions,
    removals, moves and changes of the roles that differ; items that get another parent take their rows, persistent
    indexes and expanded state with them. Only a new source resets the model. What other clients write is collected and
    told once a frame (updateInterval), what this one writes at once.

    The roles are those of RowModel, without \c section. For items that hold their children \c modelData has them in it,
    and changes with them. Declared columns show what is at their paths; other roles are alike in each column.

    A filter shows the items that pass and all above them; children are looked at then, where they have to be. Sorting
    orders the items of each parent, and moves nothing in the model.

    A TreeModel belongs to the thread of its model, and is empty after that has gone.
*/
TreeModel::TreeModel(QObject *parent) : QAbstractItemModel(parent), d(std::make_unique<TreeModelPrivate>(this)) { }

TreeModel::~TreeModel() = default;

/*! The model whose items these are; an invalid one if there is none. */
Model TreeModel::source() const
{
    return d->rowsWatcher.isActive() ? d->model : Model();
}

/*! Shows the elements or members of the value at the path of \a model, whatever it is or becomes, at the top level. */
void TreeModel::setSource(const Model &model)
{
    if (!model.isValid())
        return clearSource();
    if (d->rows && !d->query && d->model.root() == model.root() && d->model.segments() == model.segments())
        return;
    d->docsWatcher.stop();
    d->query.reset();
    d->model = model;
    d->watch();
    d->reset();
    Q_EMIT sourceChanged();
}

/*! The query whose results are shown, or none. */
std::shared_ptr<ModelQuery> TreeModel::query() const
{
    return d->query;
}

/*! Shows the results of \a query, which was made by \a model, at the top level. Loading it is left to the caller. In
    place of another query of the same collection, items that both have keep their rows. */
void TreeModel::setQuery(const Model &model, const std::shared_ptr<ModelQuery> &query)
{
    if (!model.isValid() || !query)
        return clearSource();
    const bool isAlike = d->rows && !d->isUpdating && d->query && d->model.root() == model.root()
        && d->query->collection() == query->collection();
    d->query = query;
    d->model = model.scope(query->idsPath());
    d->watch();
    if (isAlike) {
        d->rows->setSource(d->model);
        d->rows->noteAll();
        flush();
    } else {
        d->reset();
    }
    Q_EMIT sourceChanged();
}

/*! Shows nothing. */
void TreeModel::clearSource()
{
    d->rowsWatcher.stop();
    d->docsWatcher.stop();
    QObject::disconnect(d->writeStates);
    d->query.reset();
    d->model = Model();
    d->reset();
    Q_EMIT sourceChanged();
}

/*!
    \property TreeModel::path
    \brief The absolute path of the source; empty without one.
*/
QString TreeModel::path() const
{
    return d->rowsWatcher.isActive() ? d->model.path() : QString();
}

/*!
    \property TreeModel::childrenPath
    \brief Where each item holds those below it; \c children by default. Not used while there is a parentPath.
*/
QString TreeModel::childrenPath() const
{
    return d->childrenPath;
}

void TreeModel::setChildrenPath(const QString &path)
{
    if (d->childrenPath == path)
        return;
    d->childrenPath = path;
    if (!d->isKeyed())
        d->reset();
    Q_EMIT childrenPathChanged();
}

/*!
    \property TreeModel::parentPath
    \brief Where each item holds the key of its parent, a string or a number; empty, the default, for items that hold
    those below them.
*/
QString TreeModel::parentPath() const
{
    return d->parentPath;
}

void TreeModel::setParentPath(const QString &path)
{
    if (d->parentPath == path)
        return;
    d->parentPath = path;
    d->reset();
    Q_EMIT parentPathChanged();
}

/*!
    \property TreeModel::updateInterval
    \brief For how many milliseconds changes made by others are collected before they are told; 16 by default.
*/
int TreeModel::updateInterval() const
{
    return d->updateInterval;
}

void TreeModel::setUpdateInterval(int milliseconds)
{
    if (std::exchange(d->updateInterval, milliseconds) != milliseconds)
        Q_EMIT updateIntervalChanged();
}

/*! Tells now what waits. */
void TreeModel::flush()
{
    if (!d->rows || d->isUpdating)
        return;
    d->timer.stop();
    const qsizetype roleCount = d->content.roles.roles().size();
    d->isUpdating = true;
    d->callFunctions([this] { d->rows->update(); });
    while (d->rows && !d->missed.empty()) { // views' slots have written
        d->noteMissed();
        d->callFunctions([this] { d->rows->update(); });
    }
    d->isUpdating = false;
    d->retired.clear();
    d->sinceFlush.start();
    if (std::exchange(d->hasNewShape, false))
        d->reshape();
    if (d->content.roles.roles().size() != roleCount)
        Q_EMIT rolesChanged();
}

QModelIndex TreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!d->rows || row < 0 || column < 0 || column >= columnCount() || parent.column() > 0)
        return {};
    const TreeNode *const node = d->rows->child(d->nodeAt(parent), row);
    return node ? createIndex(row, column, node) : QModelIndex();
}

QModelIndex TreeModel::parent(const QModelIndex &child) const
{
    if (!d->rows || !child.isValid())
        return {};
    return d->rows->indexOf(d->nodeAt(child)->parent);
}

int TreeModel::rowCount(const QModelIndex &parent) const
{
    return d->rows && parent.column() <= 0 ? int(d->rows->count(d->nodeAt(parent))) : 0;
}

bool TreeModel::hasChildren(const QModelIndex &parent) const
{
    return d->rows && parent.column() <= 0 && d->rows->hasChildren(d->nodeAt(parent));
}

} // namespace Racer
