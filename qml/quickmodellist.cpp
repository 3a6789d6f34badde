// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickmodellist.h>

#include <Racer/jsvalue.h>

namespace Racer {

/*!
    \qmltype ModelList
    \inqmlmodule Racer
    \inherits QAbstractItemModel
    \nativetype Racer::QuickModelList
    \brief The items at a path, or the results of a query, as rows for views.

    \qml
    ListView {
        model: ModelList {
            query: open
            filter: ({ title: { $regex: search.text, $options: "i" } })
            sort: ["-important", "title"]
        }
        delegate: TextField {
            required property var model
            text: model.title
            onEditingFinished: model.title = text // writes to the document
        }
    }
    \endqml

    Rows move, come and go one by one as the data does; when the query or the filter changes, what is there before and
    after keeps its row. The members of items are roles; \c modelData is the whole item and \c key the document's id.
    See Racer::ListModel for more.
*/

/*!
    \class Racer::QuickModelList
    \inmodule Racer
    \brief The C++ side of the QML type ModelList.

    Belongs to the thread of the QML engine.
*/
QuickModelList::QuickModelList(QObject *parent) : ListModel(parent), QuickRows(static_cast<RowModel *>(this)) { }

QuickModelList::~QuickModelList() = default;

/*! \qmlproperty var ModelList::model
    The model that path is in: a RootModel, or what at() and scope() return. */
/*! \qmlproperty string ModelList::path
    An array's or object's path below model, \c "_page.items" or a collection for one. It may be a ref, a list by ids,
    or a filter's output too. */
/*! \qmlproperty Query ModelList::query
    Whose results the rows are. Where it is set, model and path are not used. */
/*! \qmlproperty var ModelList::filter
    Which items are rows: an expression as MongoDB has them, \c {({ done: false })}, which a Query understands too; a
    function that is called with an item and its key, in an array its index; or the name of a function that the model
    knows. All of them by default.

    A function is called again for all items when something else that it looks at has changed: a property, or a place in
    a model that it reads with get(). */
/*! \qmlproperty var ModelList::sort
    In which order: \c "name", \c "-name" for the other direction, an object \c {{ path, order, locale,
    caseSensitivity, numericMode }}, a SortKey, \c {({ name: 1, age: -1 })}, a list of these, of which the first is the
    most important; or a function that compares two items. What else a function looks at is followed as for filter. By
    default the order of the source. */
/*! \qmlproperty var ModelList::groupBy
    A path within the items, or a function that is called with an item: those with the same answer are together, and the
    role \c section, for ListView.section, is that answer. What else a function looks at is followed as for filter. */
/*! \qmlproperty int ModelList::skip
    How many of the filtered and ordered items are left out at the beginning. 0 by default. */
/*! \qmlproperty int ModelList::limit
    How many rows there are at most; 0, the default, for any number. */
/*! \qmlproperty var ModelList::roles
    The roles, as a list of names of members and of objects \c {{ name, path, type }}, whose types are int, double,
    bool, string, date, time, dateTime, url, or the name of any registered type. By default the members of items, as
    they are found. There are always \c modelData, \c key, \c exists, \c pending, \c failed, \c reason and
    \c section. */
/*! \qmlproperty int ModelList::count
    The number of rows. */
/*! \qmlproperty int ModelList::sourceCount
    The number of items before filter, skip and limit. */
/*! \qmlproperty bool ModelList::editable
    Whether delegates and editors may write. True by default. */
/*! \qmlproperty bool ModelList::reorderable
    Whether rows may be dragged to another place of the model. False by default. */
/*! \qmlproperty int ModelList::updateInterval
    Milliseconds between two updates of changes that others make; one's own are shown at once. 16 by default. */
/*! \qmlmethod int ModelList::indexOf(string key)
    The row whose key is \a key, or -1. */
/*! \qmlmethod string ModelList::keyAt(int row)
    The key of \a row. */
/*! \qmlmethod string ModelList::pathAt(int row)
    The absolute path of the item of \a row. */

/*! \qmlmethod var ModelList::get(int row)
    A copy of the item of \a row; undefined if there is no such row. */
QJSValue QuickModelList::get(int row) const
{
    return item(row);
}

/*! \qmlmethod void ModelList::set(int row, var value)
    Writes what is different in \a value to the item of \a row; with a member's name or path before it, to that. */
void QuickModelList::set(int row, const QJSValue &value)
{
    setItem(row, value);
}

void QuickModelList::set(int row, const QString &member, const QJSValue &value)
{
    setMember(row, member, value);
}

/*! \qmlmethod void ModelList::append(var item)
    Adds \a item behind the last one; to a collection, as a new document. */
void QuickModelList::append(const QJSValue &item)
{
    appendItem(item);
}

/*! \qmlmethod void ModelList::insert(int row, var item)
    Adds \a item before \a row. */
void QuickModelList::insert(int row, const QJSValue &item)
{
    insertItem(row, item);
}

/*! \qmlmethod void ModelList::remove(int row, int count)
    Removes the items of \a count rows, one by default. */
void QuickModelList::remove(int row, int count)
{
    ListModel::remove(row, count);
}

/*! \qmlmethod void ModelList::move(int from, int to, int count)
    Moves \a count rows, one by default, to where they begin at \a to. */
void QuickModelList::move(int from, int to, int count)
{
    ListModel::move(from, to, count);
}

void QuickModelList::notify(Property property)
{
    switch (property) {
    case Property::Model: Q_EMIT modelChanged(); break;
    case Property::Path: Q_EMIT pathChanged(); break;
    case Property::Query: Q_EMIT queryChanged(); break;
    }
}

// Objects and arrays of JavaScript too.
Value QuickModelList::fromVariant(const QVariant &variant) const
{
    return fromJSVariant(variant);
}

void QuickModelList::callFunctions(const std::function<void()> &calls)
{
    watchFunctions(calls);
}

} // namespace Racer
