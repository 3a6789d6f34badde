// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "filter_p.h"

#include "filters_p.h"
#include "functions_p.h"
#include "modeldiff_p.h"
#include "references_p.h"

#include <QtCore/QScopeGuard>

#include <limits>

namespace Racer {

namespace {

// Ids are unique, so what both arrays begin and end with needs no search.
std::vector<ArrayEdit> difference(const Value &before, const Value &after)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype head = 0;
    while (head < shorter && before.at(head).isSame(after.at(head)))
        ++head;
    if (head == before.size() && head == after.size())
        return {};
    qsizetype tail = 0;
    while (tail < shorter - head && before.at(before.size() - 1 - tail).isSame(after.at(after.size() - 1 - tail)))
        ++tail;
    if (head + tail == 0)
        return arrayDiff(before, after, ItemEquality::Same);
    const auto middle = [&](const Value &array) {
        Value part = Value::array();
        for (qsizetype i = head; i < array.size() - tail; ++i)
            part.append(array.at(i));
        return part;
    };
    std::vector<ArrayEdit> edits = arrayDiff(middle(before), middle(after), ItemEquality::Same);
    for (ArrayEdit &edit : edits) {
        edit.from += head;
        edit.to += head;
        edit.source += head;
    }
    return edits;
}

// Joins what is one step for several neighbours.
void addEdit(FilterEdits &out, ArrayEdit::Kind kind, qsizetype from, qsizetype to = 0)
{
    if (!out.edits.empty() && out.edits.back().kind == kind) {
        ArrayEdit &last = out.edits.back();
        const bool continues = (kind == ArrayEdit::Kind::Remove && from == last.from)
            || (kind == ArrayEdit::Kind::Insert && from == last.from + last.howMany);
        if (continues) {
            ++last.howMany;
            return;
        }
    }
    out.edits.push_back({kind, from, to, 1, kind == ArrayEdit::Kind::Insert ? out.values.size() : 0});
}

} // namespace

FilterPrivate::FilterPrivate(RootModelPrivate *rootModel, Path inputPath, QList<Path> extraInputs)
    : root(rootModel), path(std::move(inputPath)), inputs(std::move(extraInputs))
{
    rules.report = [this](const Error &error, const Key &key) { report(error, key); };
}

qsizetype FilterPrivate::windowEnd() const noexcept
{
    return limit > 0 ? skip + limit : std::numeric_limits<qsizetype>::max();
}

QList<Value> FilterPrivate::inputValues() const
{
    QList<Value> values;
    for (const Path &input : inputs)
        values.append(root->get(input));
    return values;
}

void FilterPrivate::report(const Error &error, const Key &key) const
{
    QString where = u"Filter of "_qs + path.toString();
    if (!outputs.empty())
        where += u" at "_qs + outputs.front().from.toString();
    root->reportError(error.withContext(key.isEmpty() ? where : where + u", item "_qs + key.toString()));
}

void FilterPrivate::setFunction(const FilterFunction &function)
{
    if (function.isNull())
        return;
    rules.setFilter(function, *root->functions);
    filterName = function.name();
    hasUnnamed = hasUnnamed || filterName.isEmpty();
    items.noteAll();
}

void FilterPrivate::setSort(const SortFunction &function)
{
    rules.setOrder(function, *root->functions);
    if (function.callable())
        hasUnnamed = true;
    else
        sortName = function.name().isEmpty() ? Key(u"asc") : function.name();
    items.noteAll();
}

void FilterPrivate::note(const Event &event)
{
    const qsizetype depth = event.path.size() - path.size();
    if (depth < 0 || (depth == 0 && (!items.isArray() || event.type == Event::Type::Change)))
        return items.noteAll();
    if (depth == 0) {
        if (event.type == Event::Type::Insert) {
            const auto &insert = static_cast<const InsertEvent &>(event);
            items.noteInserted(insert.index, insert.values);
        } else if (event.type == Event::Type::Remove) {
            const auto &remove = static_cast<const RemoveEvent &>(event);
            items.noteRemoved(remove.index, remove.removed.size());
        } else if (event.type == Event::Type::Move) {
            items.noteMoved(static_cast<const MoveEvent &>(event));
        } else {
            items.noteAll();
        }
        return;
    }
    const Key &key = event.path.at(path.size());
    if (!items.isArray())
        return items.noteMember(key, depth == 1, [this] { return root->get(path); });
    items.noteElement(key.toIndex());
    repeat(event);
}

void FilterPrivate::noteSilent(const Path &changed)
{
    const qsizetype depth = changed.size() - path.size();
    if (depth <= 0 || (depth == 1 && items.isArray())) // an element may have been removed
        return items.noteAll();
    const Key &key = changed.at(path.size());
    if (!items.isArray())
        return items.noteMember(key, depth == 1, [this] { return root->get(path); });
    items.noteElement(key.toIndex());
    const qsizetype shown = shownIndex(key.toIndex());
    for (size_t i = 0; shown >= 0 && i < outputs.size(); ++i)
        mirror(outputs[i], shown, root->get(path / key));
}

// The outputs are put right by the next update.
void FilterPrivate::noteForeign(const Path &changed)
{
    for (Output &output : outputs) {
        const Path &at = written(output);
        output.isForeign = output.isForeign || changed.startsWith(at) || at.startsWith(changed);
    }
}

bool FilterPrivate::needsUpdate(const Passed &passed) const noexcept
{
    if (passed.filter == q)
        return false;
    bool isForeign = false;
    for (const Output &output : outputs) {
        // What is written to an output goes to the input and the ids first. The event at the output ends it.
        if (passed.refList && passed.refList == output.refList)
            return false;
        isForeign = isForeign || output.isForeign;
    }
    return isKept() && (isForeign || items.isDirty());
}

// What happens inside an element of an array shows at the outputs before it is told at the input, as in a refList.
void FilterPrivate::repeat(const Event &event)
{
    const Path element = event.path.mid(0, path.size() + 1);
    const qsizetype shown = shownIndex(element.last().toIndex());
    Passed passed = event.passed;
    passed.filter = q;
    for (size_t i = 0; shown >= 0 && i < outputs.size(); ++i) {
        mirror(outputs[i], shown, root->get(element));
        root->events.repeatAt(outputs[i].from / Key::fromIndex(shown) / event.path.mid(element.size()), event, passed);
    }
}

void FilterPrivate::mirror(const Output &output, qsizetype shown, const Value &item)
{
    if (output.isForeign)
        return;
    Submission none;
    LocalDoc(root->local).set(output.from / Key::fromIndex(shown), item, none);
}

qsizetype FilterPrivate::shownIndex(qsizetype inputIndex) const
{
    const FilterItems::Node *const node = m_mirrorsArray ? items.atInput(inputIndex) : nullptr;
    if (!node || !node->isAttached())
        return -1;
    const qsizetype listed = items.listed().indexOf(node);
    return listed >= skip && listed < windowEnd() ? listed - skip : -1;
}

qsizetype FilterPrivate::inputIndex(qsizetype shownIndex) const
{
    if (shownIndex < 0 || shownIndex >= std::min(items.listed().size(), windowEnd()) - skip)
        return -1;
    return items.inputIndex(items.listed().at(shownIndex + skip));
}

void FilterPrivate::update(const Passed &trigger)
{
    m_pendingTrigger = trigger;
    m_isPending = true;
    if (m_isUpdating)
        return;
    const std::shared_ptr<Filter> keep = q->shared_from_this();
    m_isUpdating = true;
    const auto done = qScopeGuard([this] { m_isUpdating = false; });
    while (std::exchange(m_isPending, false) && isKept())
        updateOnce(Passed(m_pendingTrigger));
    m_pendingTrigger = Passed();
    if (!isKept())
        items.clear();
}

void FilterPrivate::release()
{
    if (!m_isUpdating) // else a callable or a listener ends the filter, and the update goes on for a while
        items.clear();
    items.noteAll();
}

void FilterPrivate::updateOnce(const Passed &trigger)
{
    Value input = root->get(path);
    rules.extras = inputValues();
    FilterItems::Steps steps;
    const bool isKnown = items.update(input, steps) && (steps.size() <= 1 || !isWindowed());
    rules.extras.clear();
    const bool mirrors = input.isArray();
    input = Value(); // lest the writes copy it

    Passed passed = trigger;
    passed.filter = q;
    passed.refList = nullptr; // or that one would not follow
    const Model model = root->modelWith(std::move(passed));
    if (mirrors != m_mirrorsArray)
        setMirrorsArray(mirrors, model);
    const FilterEdits edits = isKnown ? editsOf(steps) : FilterEdits();
    for (size_t i = 0; i < outputs.size(); ++i) {
        const Path at = written(outputs[i]);
        const bool isForeign = std::exchange(outputs[i].isForeign, false);
        if (!isKnown || isForeign)
            applyDifference(model, at, wanted());
        else if (!edits.edits.empty())
            applyEdits(model, at, edits);
    }
}

// The input was an object and is an array now, or the other way round.
void FilterPrivate::setMirrorsArray(bool mirrors, const Model &model)
{
    m_mirrorsArray = mirrors;
    References &references = root->makeReferences(); // which lead writes below the outputs to the input
    for (size_t i = 0; i < outputs.size(); ++i) {
        const Output output = outputs[i];
        outputs[i].isForeign = true;
        if (!mirrors) {
            applyDifference(model, output.ids, wanted());
            if (root->filters->find(output.from).get() == q)
                makeRefList(output.from);
        } else if (!root->get(output.ids).isUndefined()) {
            references.remove(output.from);
            model.del(output.ids);
        }
    }
}

void FilterPrivate::addOutput(const Path &from)
{
    const std::shared_ptr<Filter> keep = q->shared_from_this();
    if (from.size() < 2) {
        throw Error(ErrorCode::InvalidPath,
                    u"ref must be performed under a collection and document id. Invalid path: "_qs + from.toString());
    }
    if (!RootModelPrivate::isLocal(from.first()) || from.startsWith(path)) {
        throw Error(ErrorCode::InvalidPath,
                    u"The output of a filter must be local, and outside of its input. Invalid path: "_qs
                        + from.toString());
    }
    const auto before = root->filters->find(from);
    if (before && before != keep) {
        root->filters->remove(before, from);
        root->makeReferences().remove(from);
    }
    if (before != keep)
        root->filters->add(keep, from);
    items.noteAll();
    update(Passed());
    const bool isNew = before != keep && root->filters->find(from) == keep; // no listener has ended it
    if (isNew && !m_mirrorsArray)
        makeRefList(from);
}

void FilterPrivate::makeRefList(const Path &from)
{
    root->q->refList(from, path, Filters::idsPath(from));
    QVarLengthArray<RefLists::Pointer, 4> refLists;
    root->references->refLists.findByFrom(from, refLists);
    for (Output &output : outputs) {
        if (output.from == from && !refLists.isEmpty() && refLists.last()->from == from)
            output.refList = refLists.last().get();
    }
}

void FilterPrivate::endOutput(const Path &from, bool silent)
{
    const std::shared_ptr<Filter> keep = q->shared_from_this();
    const bool mirrored = m_mirrorsArray;
    root->filters->remove(keep, from);
    Passed passed;
    passed.filter = q;
    const Model model = root->modelWith(std::move(passed)).silent(silent);
    if (mirrored)
        return applyDifference(model, from, Value::array());
    model.del(Filters::idsPath(from)); // empties the list
    root->makeReferences().remove(from);
}

Value FilterPrivate::wanted() const
{
    Value values = Value::array();
    const FilterItems::Listed &listed = items.listed();
    const qsizetype end = std::min(windowEnd(), listed.size());
    if (skip >= end)
        return values;
    values.reserve(end - skip);
    auto each = listed.iteratorAt(skip);
    for (qsizetype i = skip; i < end; ++i, ++each)
        values.append(m_mirrorsArray ? (*each)->payload.item : Value((*each)->payload.key));
    return values;
}

void FilterPrivate::addInsert(FilterEdits &out, qsizetype at, const Key &key, const Value &item) const
{
    addEdit(out, ArrayEdit::Kind::Insert, at, 0);
    out.values.append(m_mirrorsArray ? item : Value(key));
}

void FilterPrivate::addListed(FilterEdits &out, qsizetype at) const
{
    const FilterEntry &entry = items.listed().at(at + skip)->payload;
    addInsert(out, at, entry.key, entry.item);
}

FilterEdits FilterPrivate::editsOf(const FilterItems::Steps &steps) const
{
    FilterEdits out;
    for (const FilterItems::Step &step : steps) {
        if (isWindowed())
            addWindowed(out, step);
        else if (step.kind == ArrayEdit::Kind::Insert)
            addInsert(out, step.from, step.key, step.item);
        else
            addEdit(out, step.kind, step.from, step.to);
    }
    return out;
}

// One step of the list as those see it who see only the window: what crosses its edges comes and goes.
void FilterPrivate::addWindowed(FilterEdits &out, const FilterItems::Step &step) const
{
    using Kind = ArrayEdit::Kind;
    const qsizetype end = windowEnd();
    const qsizetype last = limit - 1; // in the window; used only where it is full
    const qsizetype size = items.listed().size();
    const qsizetype at = std::max(step.from, skip);
    switch (step.kind) {
    case Kind::Remove:
        if (at >= end || at > size)
            return;
        addEdit(out, Kind::Remove, at - skip, 0);
        if (size >= end)
            addListed(out, last);
        return;
    case Kind::Insert:
        if (at >= end || at >= size)
            return;
        if (size > end)
            addEdit(out, Kind::Remove, last, 0);
        addListed(out, at - skip);
        return;
    case Kind::Move:
        break;
    }
    const auto inWindow = [&](qsizetype index) { return index >= skip && index < end; };
    if (inWindow(step.from) && inWindow(step.to))
        return addEdit(out, Kind::Move, step.from - skip, step.to - skip);
    if ((step.from < skip && step.to < skip) || (step.from >= end && step.to >= end))
        return;
    addEdit(out, Kind::Remove, inWindow(step.from) ? step.from - skip : step.from < skip ? 0 : last, 0);
    addListed(out, inWindow(step.to) ? step.to - skip : step.to < skip ? 0 : last);
}

void FilterPrivate::apply(const Model &model, const Path &at, const Value &values,
                          const std::vector<ArrayEdit> &edits) const
{
    static_cast<void>(Write::performAt(model, at, u"setArrayDiff", [&](Document &document, Write &write) {
        std::vector<Confirmation> none; // the data is local
        applyArrayDiff(write, document, values, edits, none);
        return Value();
    }));
}

void FilterPrivate::applyEdits(const Model &model, const Path &at, const FilterEdits &out) const
{
    if (!m_mirrorsArray && root->references)
        root->references->refLists.expectIdsEvent(at);
    apply(model, at, out.values, out.edits);
}

void FilterPrivate::applyDifference(const Model &model, const Path &at, const Value &after) const
{
    const Value before = root->get(at);
    if (before.isArray())
        return apply(model, at, after, difference(before, after));
    static_cast<void>(Write::performAt(model, at, u"set", [&](Document &document, Write &write) {
        Value previous = document.set(write.path, after, write.submission);
        write.emitIfWanted<ChangeEvent>(after, previous);
        return previous;
    }));
}

} // namespace Racer
