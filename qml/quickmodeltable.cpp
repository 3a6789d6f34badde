// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickmodeltable.h>

#include <Racer/jsvalue.h>

#include <QtQml/QJSEngine>
#include <QtQml/QQmlInfo>

using namespace Qt::StringLiterals;

namespace Racer {

namespace {

// A column with what only JavaScript has: functions. "columns" is where it belongs to, and gives the engine.
TableColumn columnFrom(const QJSValue &js, QObject *columns)
{
    const QJSValue show = js.property(u"show"_s);
    const QJSValue parse = js.property(u"parse"_s);
    QJSValue plain = js;
    if (show.isCallable() || parse.isCallable()) {
        plain = qjsEngine(columns)->newObject();
        for (const QString &name : {u"path"_s, u"header"_s, u"type"_s, u"editable"_s, u"checkable"_s, u"alignment"_s,
                                    u"sortBy"_s, u"locale"_s}) {
            if (js.hasProperty(name))
                plain.setProperty(name, js.property(name));
        }
    }
    TableColumn column = TableColumn::fromValue(fromJSValue(plain));
    const auto call = [columns](const QJSValue &function, const QJSValue &argument) {
        QJSValue result = function.call({argument});
        if (result.isError())
            throw Error(result.toString());
        return result;
    };
    if (show.isCallable()) {
        column.toVariant = [call, show, columns](const Value &value) {
            try {
                return call(show, toJSValue(value, qjsEngine(columns))).toVariant();
            } catch (const Error &error) {
                qmlWarning(columns) << error.message();
                return QVariant();
            }
        };
    }
    if (parse.isCallable()) {
        column.fromVariant = [call, parse, columns](const QVariant &variant) {
            return fromJSValue(call(parse, qjsEngine(columns)->toScriptValue(variant)));
        };
    }
    return column;
}

} // namespace

/*!
    \qmltype ModelTable
    \inqmlmodule Racer
    \inherits QAbstractItemModel
    \nativetype Racer::QuickModelTable
    \brief The items at a path, or the results of a query, as rows with columns.

    \qml
    TableView {
        model: ModelTable {
            query: people
            columns: ["name", { path: "born", header: qsTr("Born"), type: "date" }]
        }
        delegate: TextField {
            required property string display
            required property var model
            text: display
            onEditingFinished: model.edit = text // writes to the document
        }
    }
    \endqml

    Rows are those of a ModelList. See Racer::TableModel for more.
*/

/*!
    \class Racer::QuickModelTable
    \inmodule Racer
    \brief The C++ side of the QML type ModelTable.

    Belongs to the thread of the QML engine.
*/
QuickModelTable::QuickModelTable(QObject *parent) : TableModel(parent), QuickRows(static_cast<RowModel *>(this)) { }

QuickModelTable::~QuickModelTable() = default;

/*! \qmlproperty var ModelTable::model
    The model that path is in: a RootModel, or what at() and scope() return. */
/*! \qmlproperty string ModelTable::path
    An array's or object's path below model, \c "_page.items" or a collection for one. It may be a ref, a list by ids,
    or a filter's output too. */
/*! \qmlproperty Query ModelTable::query
    Whose results the rows are. Where it is set, model and path are not used. */
/*! \qmlproperty var ModelTable::filter
    Which items are rows: an expression as MongoDB has them, \c {({ done: false })}, which a Query understands too; a
    function that is called with an item and its key, in an array its index; or the name of a function that the model
    knows. All of them by default.

    A function is called again for all items when something else that it looks at has changed: a property, or a place in
    a model that it reads with get(). */
/*! \qmlproperty var ModelTable::sort
    In which order: \c "name", \c "-name" for the other direction, an object \c {{ path, order, locale,
    caseSensitivity, numericMode }}, a SortKey, \c {({ name: 1, age: -1 })}, a list of these, of which the first is the
    most important; or a function that compares two items. What else a function looks at is followed as for filter. By
    default the order of the source. */
/*! \qmlproperty var ModelTable::groupBy
    A path within the items, or a function that is called with an item: those with the same answer are together, and the
    role \c section, for ListView.section, is that answer. What else a function looks at is followed as for filter. */
/*! \qmlproperty int ModelTable::skip
    How many of the filtered and ordered items are left out at the beginning. 0 by default. */
/*! \qmlproperty int ModelTable::limit
    How many rows there are at most; 0, the default, for any number. */
/*! \qmlproperty var ModelTable::roles
    The roles, as a list of names of members and of objects \c {{ name, path, type }}, whose types are int, double,
    bool, string, date, time, dateTime, url, or the name of any registered type. By default the members of items, as
    they are found. There are always \c modelData, \c key, \c exists, \c pending, \c failed, \c reason and
    \c section. */
/*! \qmlproperty int ModelTable::count
    The number of rows. */
/*! \qmlproperty int ModelTable::sourceCount
    The number of items before filter, skip and limit. */
/*! \qmlproperty bool ModelTable::editable
    Whether delegates and editors may write. True by default. */
/*! \qmlproperty bool ModelTable::reorderable
    Whether rows may be dragged to another place of the model. False by default. */
/*! \qmlproperty int ModelTable::updateInterval
    Milliseconds between two updates of changes that others make; one's own are shown at once. 16 by default. */
/*! \qmlmethod int ModelTable::indexOf(string key)
    The row whose key is \a key, or -1. */
/*! \qmlmethod string ModelTable::keyAt(int row)
    The key of \a row. */
/*! \qmlmethod string ModelTable::pathAt(int row)
    The absolute path of the item of \a row. */

/*! \qmlmethod var ModelTable::get(int row)
    A copy of the item of \a row; undefined if there is no such row. */
QJSValue QuickModelTable::get(int row) const
{
    return item(row);
}

/*! \qmlmethod void ModelTable::set(int row, var value)
    Writes what is different in \a value to the item of \a row; with a member's name or path before it, to that. */
void QuickModelTable::set(int row, const QJSValue &value)
{
    setItem(row, value);
}

void QuickModelTable::set(int row, const QString &member, const QJSValue &value)
{
    setMember(row, member, value);
}

/*! \qmlmethod void ModelTable::append(var item)
    Adds \a item behind the last one; to a collection, as a new document. */
void QuickModelTable::append(const QJSValue &item)
{
    appendItem(item);
}

/*! \qmlmethod void ModelTable::insert(int row, var item)
    Adds \a item before \a row. */
void QuickModelTable::insert(int row, const QJSValue &item)
{
    insertItem(row, item);
}

/*! \qmlmethod void ModelTable::remove(int row, int count)
    Removes the items of \a count rows, one by default. */
void QuickModelTable::remove(int row, int count)
{
    TableModel::remove(row, count);
}

/*! \qmlmethod void ModelTable::move(int from, int to, int count)
    Moves \a count rows, one by default, to where they begin at \a to. */
void QuickModelTable::move(int from, int to, int count)
{
    TableModel::move(from, to, count);
}

/*! \qmlproperty int ModelTable::sortColumn
    The column that the rows are sorted by, or -1. */
/*! \qmlproperty enumeration ModelTable::sortOrder
    In which direction they are. */
/*! \qmlmethod int ModelTable::columnOf(string path)
    The column that shows \a path, or -1. */

/*! \qmlmethod void ModelTable::sortByColumn(int column, enumeration order)
    Sorts the rows by \a column, as a click on its header does; by none with -1. */
void QuickModelTable::sortByColumn(int column, Qt::SortOrder order)
{
    TableModel::sort(column, order);
}

/*! \qmlproperty var ModelTable::columns
    The columns: a list of paths within an item, and of objects \c {{ path, header, type, editable, checkable,
    alignment, sortBy, locale, show, parse }}. \c type is as that of roles; \c show is a function of the value that
    returns what is seen, \c parse one of what was typed that returns the value. By default the members of items. */
QJSValue QuickModelTable::jsColumns() const
{
    return m_columns;
}

void QuickModelTable::setJSColumns(const QJSValue &columns)
{
    if (m_columns.strictlyEquals(columns))
        return;
    m_columns = columns;
    try {
        QList<TableColumn> declared;
        const quint32 length = columns.property(u"length"_s).toUInt();
        for (quint32 i = 0; i < length; ++i)
            declared.append(columnFrom(columns.property(i), this));
        setColumns(declared);
    } catch (const Error &error) {
        qmlWarning(this) << error.message();
    }
}

void QuickModelTable::notify(Property property)
{
    switch (property) {
    case Property::Model: Q_EMIT modelChanged(); break;
    case Property::Path: Q_EMIT pathChanged(); break;
    case Property::Query: Q_EMIT queryChanged(); break;
    }
}

// Objects and arrays of JavaScript too.
Value QuickModelTable::fromVariant(const QVariant &variant) const
{
    return fromJSVariant(variant);
}

void QuickModelTable::callFunctions(const std::function<void()> &calls)
{
    watchFunctions(calls);
}

} // namespace Racer
