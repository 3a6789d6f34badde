// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "itemroles_p.h"
#include "pathwatcher_p.h"
#include "rowdiff_p.h"
#include "rowmodel.h"

#include <QtCore/QHash>

namespace Racer {

// What of a row has changed, in ascending order: roles, and in a table the columns that show them.
struct RowChange
{
    QList<int> roles;
    QList<int> columns;

    [[nodiscard]] bool isEmpty() const noexcept { return roles.isEmpty(); }
    friend bool operator==(const RowChange &, const RowChange &) = default;
};

// Which items are shown, and in what order.
struct RowShape
{
    FilterFunction filter;
    QList<Path> inputs; // of the filter
    QList<SortKey> sortKeys;
    SortFunction sortFunction; // instead of keys, if it has a name or a callable
    QString groupBy;
    std::function<QString(const Value &)> groupFunction; // instead of a path
    int skip = 0;
    int limit = 0;
};

// The rows as they were last announced to the views, and what turns events into row signals.
class RowModelPrivate
{
public:
    enum class Kind : quint8 {
        None,
        Array,  // rows are the elements
        Object, // rows are the members, in their order
        Ids,    // rows are documents of a collection, by a list of their ids
    };

    explicit RowModelPrivate(RowModel *rowModel) : q(rowModel), rowsWatcher(rowModel), docsWatcher(rowModel) { }
    virtual ~RowModelPrivate() = default;
    RowModelPrivate(const RowModelPrivate &) = delete;

    [[nodiscard]] qsizetype size() const { return kind == Kind::Array ? items.size() : keys.size(); }
    [[nodiscard]] bool isRow(qsizetype row) const { return row >= 0 && row < size(); }
    // Of a row that there is
    [[nodiscard]] Value item(qsizetype row) const;
    [[nodiscard]] Key keyOf(qsizetype row) const; // empty if it has none
    [[nodiscard]] Path pathOf(qsizetype row) const; // of the item in the model
    [[nodiscard]] qsizetype sourceIndexOf(qsizetype row) const { return row; } // in the array, or the list of ids
    [[nodiscard]] qsizetype rowOf(const Key &key) const; // -1 if there is none
    // True if rows are neither filtered, sorted, grouped nor windowed: what is inserted at a row is seen there.
    [[nodiscard]] bool isPlain() const { return true; }

    // Which roles, and columns, show another value now. The item's own: the rows' keep the others.
    [[nodiscard]] virtual RowChange compare(const Value &before, const Value &after) const;
    // Tells the views that these rows have changed so.
    virtual void rowsChanged(qsizetype first, qsizetype last, const RowChange &change);

    // Writing: rowmodelediting.cpp, rowmodeldragdrop.cpp
    [[nodiscard]] bool isArraySource() const;
    [[nodiscard]] bool isOrdered() const; // rows are in the order of an array's elements: they can be moved there
    [[nodiscard]] Mutation refused(const QString &reason) const;
    [[nodiscard]] bool isDone(const Mutation &mutation) const; // or on its way; reports an error
    [[nodiscard]] QList<qsizetype> sourceIndexes(int row, int count) const;
    [[nodiscard]] qsizetype sourceIndexBefore(qsizetype row) const; // where to insert to be seen there
    [[nodiscard]] Mutation moveElements(const QList<qsizetype> &indexes, qsizetype before) const;
    [[nodiscard]] Value adopted(Value item, bool isCopy) const;
    bool write(int row, const ItemRole &place, const QVariant &value) const;

    void watch();
    void reset();
    void onEvent(const Event &event);
    void onDocument(const Event &event);
    void onInsert(const InsertEvent &event);
    void onRemove(const RemoveEvent &event);
    void onMove(const MoveEvent &event);
    void onMember(const Event &event);
    void refresh(); // to what the model says now, by the smallest row changes
    void refreshKeys(const Value &newKeys);
    void applyDiff(const RowDiff &diff, Value &rows, const Value &newRows);
    void applyOrder(const RowDiff &diff, Value &rows);
    void rowReplaced(qsizetype row, const Value &before, const Value &after);
    [[nodiscard]] Value currentRows(Kind &newKind) const;
    bool discoverRoles(const Value &items); // in the first of these; true if there are new ones
    void discoverRolesOfRows();

    RowModel *const q;
    Model model;                       // of the array, the object, or the list of ids
    Key collection;                    // Kind::Ids
    std::shared_ptr<ModelQuery> query; // whose ids they are, or none
    PathWatcher rowsWatcher;
    PathWatcher docsWatcher;
    Kind kind = Kind::None;
    ItemRoles roles;
    RowShape shape;
    int updateInterval = 16;
    bool isEditable = true;
    bool isReorderable = false;

    Value items = Value::array(); // Array: the elements; Object: the object itself; Ids: an array of the documents
    Value keys = Value::array();  // Object, Ids: the rows' names
    mutable QHash<Key, qsizetype> rowHints; // where a key was seen last, or near it
};

} // namespace Racer
