// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/sortkey.h>

#include <QtCore/QMetaType>

#include <functional>

namespace Racer {

// A column of a TableModel.
struct RACER_CLIENT_EXPORT TableColumn
{
    Path path = {};                  // within an item; empty: the item itself
    QString header = {};             // none: the path
    QMetaType type = {};             // what the value is for views; none: as it is
    bool editable = true;
    bool checkable = false;          // a check box instead of true and false
    Qt::Alignment alignment = {};
    SortKey sortKey = {};            // how the column is sorted; without a path by its own
    std::function<QVariant(const Value &value)> toVariant = {};   // instead of a conversion to the type; alone, the
                                                                  // column cannot be edited
    std::function<Value(const QVariant &variant)> fromVariant = {}; // may throw an Error: nothing is written then

    [[nodiscard]] static TableColumn fromValue(const Value &declaration);
};

} // namespace Racer
