// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "pathwatcher_p.h"
#include "rowdiff_p.h"

#include <Racer/listmodel.h>

#include <QtCore/QHash>

namespace Racer {

// The rows of a ListModel as they were last announced to its views, and what turns events into row signals.
class ListModelPrivate
{
public:
    enum class Kind : quint8 {
        None,
        Array,  // rows are the elements
        Object, // rows are the members, in their order
        Query,  // rows are the ids of a query's result
    };

    explicit ListModelPrivate(ListModel *listModel) : q(listModel), rowsWatcher(listModel), docsWatcher(listModel) { }

    void watch();
    void reset();
    [[nodiscard]] qsizetype size() const { return kind == Kind::Array ? items.size() : keys.size(); }
    [[nodiscard]] Value item(qsizetype row) const;
    [[nodiscard]] Key keyOf(qsizetype row) const;
    [[nodiscard]] Path pathOf(qsizetype row) const;
    [[nodiscard]] qsizetype rowOf(const Key &key) const;

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
    void rowChanged(qsizetype row, const Key &member);
    void rowReplaced(qsizetype row, const Value &before, const Value &after);
    [[nodiscard]] Value currentRows(Kind &newKind) const;

    void learnRoles(const Value &someItems);
    void learnRolesFromFirstRows();
    void addRole(const Key &name);
    void appendRole(const Key &name, QList<int> &out) const;

    ListModel *const q;
    Model model;                       // of the rows
    std::shared_ptr<ModelQuery> query; // Kind::Query
    PathWatcher rowsWatcher;
    PathWatcher docsWatcher;
    Kind kind = Kind::None;
    Value items = Value::array(); // Array: the elements; Object: the object itself
    Value keys = Value::array();  // Object, Query: the rows' names
    mutable QHash<Key, qsizetype> rowHints; // where a key was seen last, or near it

    bool explicitRoles = false;
    QList<Key> roleNames; // role FirstMemberRole + i
    QHash<Key, int> roleOf;
};

} // namespace Racer
