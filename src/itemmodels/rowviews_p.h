// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <QtCore/QList>

#include <functional>
#include <vector>

namespace Racer {

// What of a row has changed: roles, and in a table the columns that show them.
struct RowChange
{
    QList<int> roles;
    QList<int> columns;

    [[nodiscard]] bool isEmpty() const noexcept { return roles.isEmpty(); }
    friend bool operator==(const RowChange &, const RowChange &) = default;
};

// What RowItems asks of those whose rows they are, and tells them.
class RowViews
{
public:
    virtual ~RowViews() = default;

    // Does what calls the functions of filter, order and groups; nothing is told meanwhile.
    virtual void callFunctions(const std::function<void()> &calls) { calls(); }

    [[nodiscard]] virtual Value document(const Key &id) = 0;
    [[nodiscard]] virtual Value allDocuments() = 0;

    struct WriteState
    {
        bool isPending = false;
        bool isFailed = false;
        friend bool operator==(const WriteState &, const WriteState &) = default;
    };
    [[nodiscard]] virtual WriteState writeState(const Key &key, qsizetype sourceIndex) = 0;

    // Items come that have none before them: some of them, to learn from.
    virtual void firstItems(const Value &items) = 0;
    virtual void beginInsert(qsizetype first, qsizetype last) = 0;
    virtual void endInsert() = 0;
    virtual void beginRemove(qsizetype first, qsizetype last) = 0;
    virtual void endRemove() = 0;
    virtual void beginMove(qsizetype first, qsizetype last, qsizetype before) = 0;
    virtual void endMove() = 0;
    virtual void beginReorder() = 0;
    virtual void endReorder(const std::vector<int> &newRows) = 0; // of each row before

    // Which roles, and columns, show another value now.
    [[nodiscard]] virtual RowChange compare(const Value &before, const Value &after) const = 0;
    virtual void rowsChanged(qsizetype first, qsizetype last, const RowChange &change) = 0;
};

} // namespace Racer
