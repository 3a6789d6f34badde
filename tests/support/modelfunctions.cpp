// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelcall.h"

namespace ModelProgram {

void registerFunctions(const Racer::RootModel &) { }

} // namespace ModelProgram
