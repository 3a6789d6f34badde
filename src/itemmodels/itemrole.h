// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/path.h>
#include <Racer/racerclientexport.h>

#include <QtCore/QMetaType>

namespace Racer {

// A declared role of an item model: a name for delegates, where its value is within an item, and what type it has.
struct RACER_CLIENT_EXPORT ItemRole
{
    QString name;
    Path path = Path({Key(name)});
    QMetaType type = {}; // none: as the value is

    friend bool operator==(const ItemRole &, const ItemRole &) = default;
};

// A value as a view shows it, and back. Without a type: what Value::toVariant() and fromVariant() do.
[[nodiscard]] RACER_CLIENT_EXPORT QVariant toVariant(const Value &value, QMetaType type);
[[nodiscard]] RACER_CLIENT_EXPORT Value fromVariant(const QVariant &variant, QMetaType type, const Value &present = {});

} // namespace Racer
