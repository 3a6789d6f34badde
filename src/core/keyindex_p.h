// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/key.h>

namespace Racer::detail {

struct IndexNode;

// A persistent hash trie from a large object's keys to its members' order numbers. Each level of the trie looks at
// five bits of the hash; nodes are shared between versions and copied on the way to a change. Null is the empty index.
namespace KeyIndex {

[[nodiscard]] const quint32 *find(const IndexNode *root, QStringView key, quint32 hash) noexcept;
void insert(IndexNode *&root, const Key &key, quint32 order); // the key must not be there
void erase(IndexNode *&root, QStringView key, quint32 hash);  // the key must be there
IndexNode *retain(IndexNode *root) noexcept;
void release(IndexNode *root) noexcept;

} // namespace KeyIndex

} // namespace Racer::detail
