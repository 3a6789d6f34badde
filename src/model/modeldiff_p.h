// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "arraydiff_p.h"
#include "write_p.h"

namespace Racer {

// Makes these steps on the array at the write's path, each an event of its own. Insertions take their values from
// "after". "parts" gets what waits for the server.
void applyArrayDiff(Write &write, Document &document, const Value &after, const std::vector<ArrayEdit> &edits,
                    std::vector<Confirmation> &parts);

} // namespace Racer
