// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>

#include <vector>

namespace Racer {

// The three sides of a draft: what the copy was made from, the copy, and what the original is by now.
class DraftMerge
{
public:
    struct Change
    {
        Path path; // relative
        Value value;
    };

    // Brings "base" up to the original wherever that moved and the copy did not, or to the same value. What the copy
    // has to take over is in "changes"; where both moved apart, in "conflicts".
    static DraftMerge follow(Value &base, const Value &mine, const Value &theirs);

    std::vector<Change> changes;
    std::vector<Path> conflicts;

private:
    void merge(Path &path, Value &base, const Value &mine, const Value &theirs);
    void mergeMembers(Path &path, Value &base, const Value &mine, const Value &theirs);
};

// Makes what is at the path in "target" the same as in "source"; its parents too where they are of another kind.
void assignAt(Value &target, const Value &source, const Path &path);

// Writes to "original" what makes "after" of "before": members, elements and parts of strings that differ.
void writeDifference(const Model &original, const Value &before, const Value &after, bool isRemoteDocument,
                     std::vector<Confirmation> &parts);

} // namespace Racer
