// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "roworder_p.h"

#include "../model/rankedsequence_p.h"

#include <Racer/value.h>

#include <memory>

namespace Racer {

class ItemContainer;
struct TreeBranch;

// An item of a tree that was looked at. It stays the same object, wherever its row goes, until its item is gone.
struct TreeNode
{
    using Rows = RankedSequence<TreeNode *>;

    TreeNode *parent = nullptr;
    Rows::Node *shown = nullptr;  // among the rows of its parent; none while the filter hides it
    Rows::Node *source = nullptr; // among the items of its container, where the rows have another order
    Value item;                   // as the views were told
    RowRank rank;                 // of the item, in the order of the rows
    Key name;                     // of a member or a document; the elements of arrays have none
    std::unique_ptr<TreeBranch> branch; // its children, if somebody has asked for them or they had to be known
    bool matches = true;          // the filter, itself
    bool isDirty = false;         // its container has noted a change of it
};

struct TreeBranch
{
    TreeNode::Rows shown;
    std::unique_ptr<ItemContainer> items; // where each item holds its children
    bool isOpen = false;                  // views know the rows
};

} // namespace Racer
