// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/op.h>

namespace Racer::ServerOt {

// Transforms a submitted op against one committed before it, and raises its version. "type" is the document's type
// URI, empty if there is no document. Throws Error.
void transform(const Key &type, Op &op, const Op &committed);
// Applies an op to a snapshot and raises its version. Throws Error; the snapshot is then as before.
void apply(Snapshot &snapshot, const Op &op);
// Throws if the op could make a document of this type nest deeper than "maxDepth" containers.
void checkDepth(const Key &type, const Op &op, int maxDepth);
// Something near the bytes that a value takes.
[[nodiscard]] qsizetype approximateSize(const Value &value);

} // namespace Racer::ServerOt
