// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "keyindex_p.h"
#include "sequence_p.h"

namespace Racer::detail {

// A member's place among many: the sequence is ordered by the numbers that the index gives for the keys.
struct LargeObject : Node
{
    Node *sequence;
    IndexNode *index;
    quint32 nextOrder;
};

inline LargeObject *asLarge(Node *node) noexcept { return static_cast<LargeObject *>(node); }
inline const LargeObject *asLarge(const Node *node) noexcept { return static_cast<const LargeObject *>(node); }

// Objects of up to MaxSmall members are one leaf whose members are tagged with their keys' hashes; larger ones are a
// LargeObject. The functions that change take the handle of the object, null for an empty one.
namespace ObjectNode {

inline constexpr quint32 MaxSmall = Sequence<Member>::MaxLeaf;

// Takes over the members. Of equal keys the last value wins, at the place of the first.
[[nodiscard]] Node *build(Member *members, quint32 count);
[[nodiscard]] const Member *find(const Node *root, QStringView key, quint32 hash) noexcept;
[[nodiscard]] Value *edit(Node *&root, QStringView key, quint32 hash); // nullptr if it is not there
void add(Node *&root, const Key &key, Value value);                    // the key must not be there
// Undefined if the key is not there. The key is a copy, as the original may be the very one that is removed.
[[nodiscard]] Value take(Node *&root, Key key);

} // namespace ObjectNode

} // namespace Racer::detail
