// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

namespace Racer {

// What a model of a backend begins with; the properties of RootModel of the same names.
struct ModelOptions
{
    bool fetchOnly = false;
    int unloadDelay = 0; // nobody comes back to what a server's model has let go
    int bundleTimeout = 10'000;
};

} // namespace Racer
