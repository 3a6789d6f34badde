// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "localdoc_p.h"

namespace Racer {

struct Passed;
class RootModelPrivate;

// A document of a local collection whose changes are told as operations on the tree of all of them, as those of a
// document of the server are. Made for one mutation.
class RecordedLocalDoc final : public Document
{
public:
    RecordedLocalDoc(RootModelPrivate &root, const Passed &passed);

    [[nodiscard]] Value get(const Path &path) const override { return m_doc.get(path); }

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
    struct Place;
    [[nodiscard]] Place find(const Path &path) const;
    [[nodiscard]] const Value &nodeAt(const Value &p) const;
    // Changes the document, and tells that what is at the place has been replaced.
    template<typename F>
    auto replace(const Path &path, F &&change);
    // The length of the array there, or -1.
    [[nodiscard]] qsizetype arraySize(const Place &place) const;
    void tell(const Path &path, Value op) const;

    RootModelPrivate &m_root;
    const Passed &m_passed;
    LocalDoc m_doc;
};

} // namespace Racer
