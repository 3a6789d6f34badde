// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickmodeltree.h>

#include "quickshape_p.h"
#include "scopereference_p.h"

#include <Racer/jsvalue.h>

#include <QtQml/QQmlEngine>

namespace Racer {

class QuickModelTreePrivate final : public QuickShapeOf<TreeModel>
{
public:
    explicit QuickModelTreePrivate(QuickModelTree *tree)
        : QuickShapeOf(tree), q(tree), reference(tree, [this](const Model &) { updateSource(); })
    {
    }

    QuickModelTree *const q;
    ScopeReference reference;
    QPointer<QuickQuery> query;
    QJSValue columns;

    void updateSource();
};

void QuickModelTreePrivate::updateSource()
{
    if (!reference.isComplete())
        return;
    run([this] {
        if (query) {
            RootModel *const root = query->root();
            const std::shared_ptr<ModelQuery> results = query->modelQuery();
            if (root && results)
                q->setQuery(*root, results);
            else
                q->clearSource();
        } else if (reference.scope().isValid()) {
            q->setSource(reference.scope());
        } else {
            q->clearSource();
        }
    });
}

/*!
    \qmltype ModelTree
    \inqmlmodule Racer
    \inherits QAbstractItemModel
    \nativetype Racer::QuickModelTree
    \brief Items that hold other items, or name their parents, as a tree for TreeView.

    \qml
    TreeView {
        model: ModelTree {
            query: folders
            parentPath: "parentId"
            sort: "name"
        }
        delegate: TreeViewDelegate { }
    }
    \endqml

    Rows come, go and move as the data does, and keep what is below them and whether they are expanded. See
    Racer::TreeModel for more.
*/

/*!
    \class Racer::QuickModelTree
    \inmodule Racer
    \brief The C++ side of the QML type ModelTree.

    Belongs to the thread of the QML engine.
*/
QuickModelTree::QuickModelTree(QObject *parent)
    : TreeModel(parent), d(std::make_unique<QuickModelTreePrivate>(this))
{
}

QuickModelTree::~QuickModelTree() = default;

/*! \qmlproperty var ModelTree::model
    The model that path is in: a RootModel, or what at() and scope() return. */
QJSValue QuickModelTree::model() const
{
    return d->reference.model();
}

void QuickModelTree::setModel(const QJSValue &model)
{
    if (!d->reference.setModel(model))
        return;
    Q_EMIT modelChanged();
    d->reference.update();
}

/*! \qmlproperty string ModelTree::path
    Where the items of the top level are below model: an array, an object or a collection. */
QString QuickModelTree::itemsPath() const
{
    return d->reference.path();
}

void QuickModelTree::setItemsPath(const QString &path)
{
    if (!d->reference.setPath(path))
        return;
    Q_EMIT pathChanged();
    d->reference.update();
}

/*! \qmlproperty Query ModelTree::query
    Whose results the items are. Where it is set, model and path are not used. */
QuickQuery *QuickModelTree::queryElement() const
{
    return d->query;
}

void QuickModelTree::setQueryElement(QuickQuery *query)
{
    if (d->query == query)
        return;
    if (d->query)
        d->query->disconnect(this);
    d->query = query;
    if (query) {
        connect(query, &QuickQuery::resultsChanged, this, [this] { d->updateSource(); });
        connect(query, &QObject::destroyed, this, [this] { d->updateSource(); });
    }
    Q_EMIT queryChanged();
    d->updateSource();
}

/*! \qmlproperty string ModelTree::childrenPath
    Where each item holds those below it: an array or an object. \c "children" by default; with an empty one all arrays
    and objects are shown with what is in them. */
/*! \qmlproperty string ModelTree::parentPath
    Where each item holds the key of its parent, instead. */
/*! \qmlproperty bool ModelTree::editable
    Whether delegates and editors may write. True by default. */
/*! \qmlproperty bool ModelTree::reorderable
    Whether items may be dragged to another place or parent. False by default. */
/*! \qmlproperty int ModelTree::updateInterval
    Milliseconds between two updates of changes that others make; one's own are shown at once. 16 by default. */

/*! \qmlproperty var ModelTree::filter
    Which items are shown, with all above them: an expression as MongoDB has them, a function that is called with an
    item and its key, or the name of a function that the model knows. What else a function looks at is followed. */
QJSValue QuickModelTree::jsFilter() const
{
    return d->filter();
}

void QuickModelTree::setJSFilter(const QJSValue &filter)
{
    d->setFilter(filter);
}

/*! \qmlproperty var ModelTree::sort
    In which order those of one parent are; as ModelList::sort. */
QJSValue QuickModelTree::jsSort() const
{
    return d->sort();
}

void QuickModelTree::setJSSort(const QJSValue &sort)
{
    d->setSort(sort);
}

/*! \qmlproperty var ModelTree::roles
    The roles, as a list of names of members and of objects \c {{ name, path, type }}. By default the members of items,
    as they are found. There are always \c modelData, \c key, \c exists, \c pending, \c failed and \c reason. */
QJSValue QuickModelTree::jsRoles() const
{
    return d->roles();
}

void QuickModelTree::setJSRoles(const QJSValue &roles)
{
    d->setRoles(roles);
}

/*! \qmlproperty var ModelTree::columns
    The columns: a list of paths within an item, and of objects \c {{ path, header, type, editable, checkable,
    alignment, sortBy, locale }}. By default there is one, of what the first role shows. */
QJSValue QuickModelTree::jsColumns() const
{
    return d->columns;
}

void QuickModelTree::setJSColumns(const QJSValue &columns)
{
    if (d->columns.strictlyEquals(columns))
        return;
    d->columns = columns;
    d->guarded([&] {
        QList<TableColumn> declared;
        const Value declarations = fromJSValue(columns);
        for (const Value &declaration : declarations.elements())
            declared.append(TableColumn::fromValue(declaration));
        setColumns(declared);
    });
}

/*! \qmlmethod index ModelTree::indexOf(string key)
    Where the first item with \a key is. */
/*! \qmlmethod string ModelTree::keyAt(index index)
    The key of an item. */
/*! \qmlmethod string ModelTree::pathAt(index index)
    The absolute path of an item. */

/*! \qmlmethod var ModelTree::get(index index)
    A copy of an item; of the whole source for an index that is not valid. */
QJSValue QuickModelTree::get(const QModelIndex &index) const
{
    QJSEngine *const engine = qjsEngine(this);
    return engine ? toJSValue(valueAt(index), engine) : QJSValue();
}

/*! \qmlmethod void ModelTree::set(index index, var value)
    Writes what is different in \a value to an item; with a member's name or path before it, to that. */
void QuickModelTree::set(const QModelIndex &index, const QJSValue &value)
{
    d->guarded([&] { TreeModel::set(index, fromJSValue(value)); });
}

void QuickModelTree::set(const QModelIndex &index, const QString &member, const QJSValue &value)
{
    d->guarded([&] { TreeModel::set(index, member, fromJSValue(value)); });
}

/*! \qmlmethod void ModelTree::append(var item, index parent)
    Adds \a item below \a parent, or at the top. */
void QuickModelTree::append(const QJSValue &item, const QModelIndex &parent)
{
    d->guarded([&] { TreeModel::append(fromJSValue(item), parent); });
}

/*! \qmlmethod void ModelTree::insert(int row, var item, index parent)
    Adds \a item before \a row below \a parent, or at the top. */
void QuickModelTree::insert(int row, const QJSValue &item, const QModelIndex &parent)
{
    d->guarded([&] { TreeModel::insert(row, fromJSValue(item), parent); });
}

/*! \qmlmethod void ModelTree::remove(index index)
    Removes an item and all below it. */
void QuickModelTree::remove(const QModelIndex &index)
{
    TreeModel::remove(index);
}

/*! \qmlmethod void ModelTree::move(index index, index parent, int row)
    Moves an item, with all below it, to before \a row below \a parent; without a row, to the end. */
void QuickModelTree::move(const QModelIndex &index, const QModelIndex &parent, int row)
{
    TreeModel::move(index, parent, row);
}

void QuickModelTree::classBegin()
{
    d->reference.begin();
}

void QuickModelTree::componentComplete()
{
    d->reference.complete();
    if (d->query)
        d->updateSource();
}

// Objects and arrays of JavaScript too.
Value QuickModelTree::fromVariant(const QVariant &variant) const
{
    return fromJSVariant(variant);
}

void QuickModelTree::callFunctions(const std::function<void()> &calls)
{
    d->watch(calls);
}

} // namespace Racer
