// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/queryexpression.h>
#include <Racer/racerserverexport.h>

namespace Racer {

// The conditions of a query as SQL over the table "snapshots" (columns doc_id, doc_type, version, data, metadata),
// in the dialect of SQLite's JSON functions.
struct RACER_SERVER_EXPORT SqlCondition
{
    QString upper; // holds for every match, and maybe for others
    QString lower; // holds for matches only, maybe not for all of them

    [[nodiscard]] bool isExact() const { return upper == lower; }
    [[nodiscard]] static SqlCondition of(const QueryExpression &query);
};

} // namespace Racer
