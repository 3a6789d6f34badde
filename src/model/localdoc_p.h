// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "document_p.h"
#include "localtree_p.h"

namespace Racer {

// A document of a local collection. Made for one mutation, on the tree of all local collections.
class LocalDoc final : public Document
{
public:
    explicit LocalDoc(LocalTree &tree) : m_tree(tree) { }

    [[nodiscard]] Value get(const Path &path) const override;

    void create(const Path &path, Value value, Submission &submission) override;
    Value set(const Path &path, Value value, Submission &submission) override;
    DelOutcome del(const Path &path, Submission &submission) override;
    double increment(const Path &path, double by, Submission &submission) override;
    qsizetype push(const Path &path, Value value, Submission &submission) override;
    qsizetype unshift(const Path &path, Value value, Submission &submission) override;
    qsizetype insert(const Path &path, qsizetype index, const Value &values, Submission &submission) override;
    Value remove(const Path &path, qsizetype index, qsizetype howMany, Submission &submission) override;
    Value pop(const Path &path, qsizetype &length, Submission &submission) override;
    Value shift(const Path &path, qsizetype &length, Submission &submission) override;
    MoveOutcome move(const Path &path, qsizetype from, qsizetype to, qsizetype howMany,
                     Submission &submission) override;
    Value stringInsert(const Path &path, qsizetype index, QStringView text, Submission &submission) override;
    Value stringRemove(const Path &path, qsizetype index, qsizetype howMany, Submission &submission) override;
    Value subtypeSubmit(const Path &path, const Key &type, const Value &op, Submission &submission) override;

private:
    // The place that the path names, made with all its parents if it was not there.
    [[nodiscard]] Value &slot(const Path &path, QStringView method);
    // What holds that place, which itself is not made.
    [[nodiscard]] Value &container(const Path &path, QStringView method);
    [[nodiscard]] Value &array(const Path &path, QStringView method);
    // The array, or nullptr if there is nothing to take from it.
    [[nodiscard]] Value *filledArray(const Path &path, QStringView method);
    // The value there without a handle, which would make the next change copy it.
    [[nodiscard]] const Value &peek(const Path &path, qsizetype length) const;
    // Addressing a document is enough to make it, even if nothing changes.
    void address(const Path &path);

    LocalTree &m_tree;
};

} // namespace Racer
