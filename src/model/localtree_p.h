// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

namespace Racer {

// The local collections of a model, {collection: {id: data}}, and how often they may have changed: as long as the
// revision is the same, what was found in the tree is where it was.
class LocalTree
{
public:
    [[nodiscard]] const Value &value() const noexcept { return m_value; }
    // For one change, made at once.
    [[nodiscard]] Value &edit() noexcept
    {
        ++m_revision;
        return m_value;
    }
    [[nodiscard]] quint64 revision() const noexcept { return m_revision; }

private:
    Value m_value = Value::object();
    quint64 m_revision = 1;
};

} // namespace Racer
