// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/op.h>
#include <Racer/racerserverexport.h>

#include <QtCore/QSet>

namespace Racer {

// A second name for a collection, under which only some top-level fields exist. json0 documents only.
class RACER_SERVER_EXPORT Projection
{
public:
    Projection(Key collection, QSet<Key> fields)
        : m_collection(std::move(collection)), m_fields(std::move(fields)) { }

    [[nodiscard]] const Key &collection() const noexcept { return m_collection; } // the real one
    [[nodiscard]] const QSet<Key> &fields() const noexcept { return m_fields; }

    // What a reader may see. Throws Error (ERR_TYPE_CANNOT_BE_PROJECTED).
    [[nodiscard]] Value projectData(const Value &data) const;
    void projectSnapshot(Snapshot &snapshot) const;
    void projectOp(Op &op) const;

    // Whether a writer may do it, "type" being the type of the document as it is.
    [[nodiscard]] bool isOpAllowed(const Key &type, const Op &op) const;

private:
    [[nodiscard]] bool isFieldAllowed(const Value &segment) const;
    [[nodiscard]] bool isEditAllowed(const Value &edit) const;

    Key m_collection;
    QSet<Key> m_fields;
};

} // namespace Racer
