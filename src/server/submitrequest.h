// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/middleware.h>

#include <optional>

namespace Racer {

class OtType;

// One op on its way to the database, as the actions submit, apply, commit and afterWrite see it.
class RACER_SERVER_EXPORT SubmitRequest : public MiddlewareContext
{
public:
    Key index;                              // the collection name the client used; op.doc has the real one
    const Projection *projection = nullptr;
    Op op;                                  // op.meta is stored; add to it before the commit
    Value extra;                            // what the client sent as "x"
    Value custom;                           // for middleware to use
    qint64 start = 0;                       // ms since 1970
    Snapshot snapshot;                      // from apply on: the state before; from commit on: after
    std::vector<Op> ops;                    // committed ops that it was transformed against
    QList<Key> channels;                    // where it is published; set anew before each apply
    bool suppressPublish = false;
    std::optional<int> maxRetries;          // none: unlimited
    int retries = 0;

    // Amends the op: composed onto an edit, applied to a creation's data. The submitter gets it with the
    // acknowledgement. Only in the action apply. Throws Error.
    void fixup(const Value &edit);
    [[nodiscard]] const std::vector<Value> &fixups() const noexcept { return m_fixups; }

    // Ends the request so that the submitter rolls back without an error.
    [[nodiscard]] static Error rejectedError();

protected:
    std::vector<Value> m_fixups; // {src, seq, v, op}
    bool m_inApply = false;
};

} // namespace Racer
