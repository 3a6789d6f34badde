// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "filteritems_p.h"
#include "rootmodel_p.h"

namespace Racer {

// How the ids, or the elements, of a filter's outputs change.
struct FilterEdits
{
    std::vector<ArrayEdit> edits;
    Value values = Value::array(); // what the insertions take theirs from
};

class FilterPrivate
{
public:
    FilterPrivate(RootModelPrivate *rootModel, Path inputPath, QList<Path> extraInputs);

    struct Output
    {
        Path from;
        Path ids;
        quint64 serial = 0;
        const void *refList = nullptr; // that makes the output of the ids
        bool isForeign = false; // somebody else has written there, or nobody yet
    };

    [[nodiscard]] bool isKept() const noexcept { return !outputs.empty(); }
    // The outputs hold the elements of an array, and there are no ids.
    [[nodiscard]] bool mirrorsArray() const noexcept { return m_mirrorsArray; }
    [[nodiscard]] quint64 firstSerial() const noexcept { return isKept() ? outputs.front().serial : 0; }
    // False for what the filter, or a refList of its outputs, does itself.
    [[nodiscard]] bool needsUpdate(const Passed &passed) const noexcept;
    [[nodiscard]] bool isWindowed() const noexcept { return skip > 0 || limit > 0; }
    [[nodiscard]] qsizetype windowEnd() const noexcept;
    [[nodiscard]] QList<Value> inputValues() const;
    // Calls visit(entry, key) for what the filter lets through now, without the outputs.
    template<typename F>
    void visitNow(F &&visit) const
    {
        FilterRules now = rules;
        now.extras = inputValues();
        FilterItems fresh(now);
        FilterItems::Steps none;
        static_cast<void>(fresh.update(root->get(path), none));
        const qsizetype end = std::min(windowEnd(), fresh.listed().size());
        for (qsizetype i = skip; i < end; ++i) {
            const FilterItems::Node *const node = fresh.listed().at(i);
            visit(node->payload, fresh.isArray() ? Key::fromIndex(fresh.inputIndex(node)) : node->payload.key);
        }
    }

    void setFunction(const FilterFunction &function);
    void setSort(const SortFunction &function);

    // What an event, or a silent change, means for the items.
    void note(const Event &event);
    void noteSilent(const Path &changed);
    void noteForeign(const Path &changed);
    void update(const Passed &trigger);

    void addOutput(const Path &from);
    void endOutput(const Path &from, bool silent = false);
    void release(); // the items: there is no output any more

    // Where an element of the input is that an output shows at the index; -1 if there is none.
    [[nodiscard]] qsizetype inputIndex(qsizetype shownIndex) const;

    RootModelPrivate *const root;
    const Path path;
    const QList<Path> inputs;
    Key filterName;
    Key sortName;
    bool hasUnnamed = false; // a function without a name, which no bundle can hold
    qsizetype skip = 0;
    qsizetype limit = 0;
    FilterRules rules;
    FilterItems items{rules};
    std::vector<Output> outputs;
    Filter *q = nullptr;

private:
    void report(const Error &error, const Key &key) const;
    [[nodiscard]] const Path &written(const Output &output) const
    { return m_mirrorsArray ? output.from : output.ids; }
    // Where an output shows the element at the index; -1 if none does.
    [[nodiscard]] qsizetype shownIndex(qsizetype inputIndex) const;
    void repeat(const Event &event);
    void mirror(const Output &output, qsizetype shown, const Value &item);

    void updateOnce(const Passed &trigger);
    void setMirrorsArray(bool mirrors, const Model &model);
    void makeRefList(const Path &from);
    [[nodiscard]] Value wanted() const; // in the outputs, or as their ids
    [[nodiscard]] FilterEdits editsOf(const FilterItems::Steps &steps) const;
    void addWindowed(FilterEdits &out, const FilterItems::Step &step) const;
    void addListed(FilterEdits &out, qsizetype at) const;
    void addInsert(FilterEdits &out, qsizetype at, const Key &key, const Value &item) const;
    void apply(const Model &model, const Path &at, const Value &values, const std::vector<ArrayEdit> &edits) const;
    void applyEdits(const Model &model, const Path &at, const FilterEdits &out) const;
    void applyDifference(const Model &model, const Path &at, const Value &after) const;

    bool m_mirrorsArray = false;
    bool m_isUpdating = false;
    bool m_isPending = false; // another update, by what happened meanwhile
    Passed m_pendingTrigger;
};

} // namespace Racer
