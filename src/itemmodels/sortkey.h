// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/path.h>
#include <Racer/racerclientexport.h>

#include <QtCore/QLocale>

#include <optional>

namespace Racer {

// One key of an order, the first of several being the most important.
struct RACER_CLIENT_EXPORT SortKey
{
    Path path;                              // within an item; empty: the item itself
    Qt::SortOrder order = Qt::AscendingOrder;
    std::optional<QLocale> locale = {};     // texts as people of that place order them; none: by code units
    Qt::CaseSensitivity caseSensitivity = Qt::CaseSensitive;
    bool numericMode = false;               // with a locale: 2 before 10 in texts

    friend bool operator==(const SortKey &, const SortKey &) = default;
};

} // namespace Racer
