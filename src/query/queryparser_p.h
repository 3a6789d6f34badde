// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/querycondition.h>

namespace Racer {

[[nodiscard]] Error invalidQuery(const QString &message);

// A field's name as a query writes it: bookkeeping names lead to the snapshot, all others to the data.
struct QueryField
{
    QueryCondition::Source source;
    QList<Key> path;
};
[[nodiscard]] QueryField parseQueryField(const Key &name);

// The condition of one member of a query that is not about cursors: a field, or $and, $or, $nor.
[[nodiscard]] QueryCondition parseQueryMember(const Key &name, const Value &value);

} // namespace Racer
