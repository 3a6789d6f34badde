// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "undochange_p.h"

#include <Racer/model.h>

namespace Racer {

// The absolute path that a component of an op on this document names; without its last step if "parent".
[[nodiscard]] Path componentPath(const DocName &document, const Value &component, bool parent);

// Makes the change by the mutator for it. An op must have one component.
void writeUndoOp(const Model &root, const DocName &document, const UndoOp &op);

// Where the caret belongs after a string was changed by this component; -1 if it changes no string.
[[nodiscard]] qsizetype caretAfter(const Value &component);

} // namespace Racer
