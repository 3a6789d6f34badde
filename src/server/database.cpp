// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/database.h>

namespace Racer {

/*!
    \class Racer::Database
    \inmodule Racer
    \brief Where a Backend keeps documents and their ops.

    Implementations override commit(), getSnapshots(), getOps() and close(), and query() if they understand queries.
    Counterpart of ShareDB's DB class. All calls come from the backend's thread, and callbacks arrive there.
*/

/*!
    Tells \a done the version at which the op \a seq of connection \a src was committed to \a doc, or none.
    Reads the document's whole op log, newest first, unless reimplemented.
*/
void Database::getCommittedOpVersion(const DocName &doc, const Key &src, double seq,
                                     Callback<std::optional<qint64>> done)
{
    getOps(doc.collection, {{doc.id, 0, {}}},
           [src, seq, done = std::move(done)](Error error, std::vector<std::vector<Op>> lists) {
               if (error)
                   return done(std::move(error), {});
               const std::vector<Op> &ops = lists.front();
               for (auto op = ops.rbegin(); op != ops.rend(); ++op) {
                   if (op->src == src && op->seq == seq)
                       return done({}, op->version);
               }
               done({}, {});
           });
}

/*!
    Runs a query; ERR_DATABASE_METHOD_NOT_IMPLEMENTED unless reimplemented.
*/
void Database::query(const Key &, const Value &, const Value &, Callback<QueryResult> done)
{
    done(Error(ErrorCode::DatabaseMethodNotImplemented,
               QStringLiteral("This database does not support queries")), {});
}

} // namespace Racer
