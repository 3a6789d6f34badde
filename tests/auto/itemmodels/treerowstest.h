// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/json.h>
#include <Racer/treemodel.h>

// A tree of nested arrays to begin with, and what is shown of one.
namespace TreeRowsTest {

inline Racer::Value json(const char *text)
{
    return Racer::Json::parse(QByteArrayView(text));
}

// "a(b c(d))": what the rows show, with those below them.
inline QString rowsOf(const QAbstractItemModel &tree, const QModelIndex &parent = {})
{
    QStringList rows;
    for (int row = 0; row < tree.rowCount(parent); ++row) {
        const QModelIndex index = tree.index(row, 0, parent);
        const QString below = rowsOf(tree, index);
        rows << index.data().toString() + (below.isEmpty() ? QString() : u'(' + below + u')');
    }
    return rows.join(u' ');
}

inline const char *const Start = R"([
    {"t": "a", "children": [{"t": "b", "id": "B"}, {"t": "c", "children": [{"t": "d"}, {"t": "e"}]}]},
    {"t": "f", "children": []},
    {"t": "g"}
])";

} // namespace TreeRowsTest
