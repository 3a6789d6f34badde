// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

namespace Racer {

struct RefOptions
{
    // Follow the element when others are inserted, removed or moved before it.
    bool updateIndices = false;
};

struct RefListOptions
{
    // What is removed from the list is deleted among the items, too.
    bool deleteRemoved = false;
};

} // namespace Racer
