// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "recordedlocaldoc_p.h"

#include "rootmodel_p.h"

namespace Racer {

namespace {

const Key pKey{u"p"};

Value orNull(const Value &value)
{
    return value.isUndefined() ? Value(nullptr) : value;
}

} // namespace

// Where a mutation acts: at the path's end, or at its highest missing ancestor below the collection.
struct RecordedLocalDoc::Place
{
    Value p = Value::array();
    Value previous;
    bool inList = false; // the last step is an index of a list
    bool isEnd = false;  // of the path

    [[nodiscard]] Value component(const Key &name, Value value) const
    {
        return Value::object({{pKey, p}, {name, std::move(value)}});
    }
    [[nodiscard]] Value element(qsizetype index, const Key &name, Value value) const
    {
        Value path = p;
        path.append(index);
        return Value::object({{pKey, std::move(path)}, {name, std::move(value)}});
    }
};

RecordedLocalDoc::RecordedLocalDoc(RootModelPrivate &root, const Passed &passed)
    : m_root(root), m_passed(passed), m_doc(root.local)
{ }

RecordedLocalDoc::Place RecordedLocalDoc::find(const Path &path) const
{
    Place place;
    const Value *node = &m_root.local.value();
    qsizetype depth = 0;
    for (; depth < path.size(); ++depth) {
        const Key &segment = path.at(depth);
        if (node->isObject()) {
            place.inList = false;
            place.p.append(Value(segment));
            node = &node->value(segment);
        } else if (node->isArray() && segment.isIndex()) {
            const qsizetype index = segment.toIndex();
            if (index < 0 || index >= node->size()) { // the array grows up to there
                place.previous = *node;
                return place;
            }
            place.inList = true;
            place.p.append(index);
            node = &node->at(index);
        } else if (depth < 2) {
            place.inList = false;
            place.p.append(Value(segment));
            node = &node->value(segment);
        } else {
            break;
        }
    }
    place.isEnd = depth == path.size();
    place.previous = *node;
    return place;
}

const Value &RecordedLocalDoc::nodeAt(const Value &p) const
{
    const Value *node = &m_root.local.value();
    for (const Value &segment : p.elements())
        node = segment.isNumber() ? &node->at(segment.toInteger()) : &node->value(segment.stringView());
    return *node;
}

void RecordedLocalDoc::tell(const Path &path, Value op) const
{
    RecordedChange change{RecordedChange::Kind::Edit, {}, std::move(op)};
    change.path = &path;
    change.passed = &m_passed;
    m_root.recorders.tell(&ChangeRecorder::changed, change);
}

template<typename F>
auto RecordedLocalDoc::replace(const Path &path, F &&change)
{
    const Place place = find(path);
    auto result = change();
    const Value &now = nodeAt(place.p);
    if (now.isUndefined() && place.previous.isUndefined())
        return result;
    Value component = Value::object({{pKey, place.p}});
    if (!place.previous.isUndefined() || place.inList)
        component.set(place.inList ? Key(u"ld") : Key(u"od"), orNull(place.previous));
    if (!now.isUndefined() || place.inList)
        component.set(place.inList ? Key(u"li") : Key(u"oi"), orNull(now));
    tell(path, Value::array({std::move(component)}));
    return result;
}

qsizetype RecordedLocalDoc::arraySize(const Place &place) const
{
    return place.isEnd && place.previous.isArray() ? place.previous.size() : -1;
}

void RecordedLocalDoc::create(const Path &path, Value value, Submission &submission)
{
    replace(path, [&] {
        m_doc.create(path, std::move(value), submission);
        return true;
    });
}

Value RecordedLocalDoc::set(const Path &path, Value value, Submission &submission)
{
    return replace(path, [&] { return m_doc.set(path, std::move(value), submission); });
}

DelOutcome RecordedLocalDoc::del(const Path &path, Submission &submission)
{
    return replace(path, [&] { return m_doc.del(path, submission); });
}

double RecordedLocalDoc::increment(const Path &path, double by, Submission &submission)
{
    const Place place = find(path);
    if (!place.isEnd || !place.previous.isNumber())
        return replace(path, [&] { return m_doc.increment(path, by, submission); });
    const double number = m_doc.increment(path, by, submission);
    tell(path, Value::array({place.component(Key(u"na"), by)}));
    return number;
}

qsizetype RecordedLocalDoc::push(const Path &path, Value value, Submission &submission)
{
    Place place = find(path);
    const qsizetype size = arraySize(place);
    if (size < 0)
        return replace(path, [&] { return m_doc.push(path, std::move(value), submission); });
    place.previous = Value(); // else the change would copy it
    Value op = Value::array({place.element(size, Key(u"li"), orNull(value))});
    const qsizetype length = m_doc.push(path, std::move(value), submission);
    tell(path, std::move(op));
    return length;
}

qsizetype RecordedLocalDoc::unshift(const Path &path, Value value, Submission &submission)
{
    insert(path, 0, Value::array({std::move(value)}), submission);
    return m_doc.get(path).size();
}

qsizetype RecordedLocalDoc::insert(const Path &path, qsizetype index, const Value &values, Submission &submission)
{
    Place place = find(path);
    const qsizetype size = arraySize(place);
    if (size < 0)
        return replace(path, [&] { return m_doc.insert(path, index, values, submission); });
    place.previous = Value();
    const qsizetype at = spliceIndex(index, size);
    Value op = Value::array();
    for (qsizetype i = 0; i < values.size(); ++i)
        op.append(place.element(at + i, Key(u"li"), orNull(values.at(i))));
    const qsizetype length = m_doc.insert(path, index, values, submission);
    if (!op.isEmpty())
        tell(path, std::move(op));
    return length;
}

Value RecordedLocalDoc::remove(const Path &path, qsizetype index, qsizetype howMany, Submission &submission)
{
    Place place = find(path);
    const qsizetype size = arraySize(place);
    if (size < 0)
        return replace(path, [&] { return m_doc.remove(path, index, howMany, submission); });
    place.previous = Value();
    const qsizetype at = spliceIndex(index, size);
    Value removed = m_doc.remove(path, index, howMany, submission);
    Value op = Value::array();
    for (const Value &value : removed.elements())
        op.append(place.element(at, Key(u"ld"), orNull(value)));
    if (!op.isEmpty())
        tell(path, std::move(op));
    return removed;
}

Value RecordedLocalDoc::pop(const Path &path, qsizetype &length, Submission &submission)
{
    const qsizetype size = arraySize(find(path));
    if (size <= 0)
        return replace(path, [&] { return m_doc.pop(path, length, submission); });
    length = size;
    return remove(path, size - 1, 1, submission).at(0);
}

Value RecordedLocalDoc::shift(const Path &path, qsizetype &length, Submission &submission)
{
    const qsizetype size = arraySize(find(path));
    if (size <= 0)
        return replace(path, [&] { return m_doc.shift(path, length, submission); });
    length = size;
    return remove(path, 0, 1, submission).at(0);
}

MoveOutcome RecordedLocalDoc::move(const Path &path, qsizetype from, qsizetype to, qsizetype howMany,
                                   Submission &submission)
{
    Place place = find(path);
    const qsizetype size = arraySize(place);
    if (size < 0)
        return replace(path, [&] { return m_doc.move(path, from, to, howMany, submission); });
    place.previous = Value();
    MoveOutcome outcome = m_doc.move(path, from, to, howMany, submission);
    const qsizetype source = spliceIndex(outcome.from, size);
    const qsizetype count = outcome.moved.size();
    const qsizetype target = spliceIndex(outcome.to, size - count);
    Value op = Value::array();
    for (qsizetype i = 0; i < count && source != target; ++i) {
        op.append(place.element(source < target ? source : source + count - 1, Key(u"lm"),
                                source < target ? target + count - 1 : target));
    }
    if (!op.isEmpty())
        tell(path, std::move(op));
    return outcome;
}

Value RecordedLocalDoc::stringInsert(const Path &path, qsizetype index, QStringView text, Submission &submission)
{
    Place place = find(path);
    if (!place.isEnd || !place.previous.isString())
        return replace(path, [&] { return m_doc.stringInsert(path, index, text, submission); });
    const qsizetype at = spliceIndex(index, place.previous.size());
    place.previous = Value();
    Value previous = m_doc.stringInsert(path, index, text, submission);
    if (!text.isEmpty())
        tell(path, Value::array({place.element(at, Key(u"si"), Value(text))}));
    return previous;
}

Value RecordedLocalDoc::stringRemove(const Path &path, qsizetype index, qsizetype howMany, Submission &submission)
{
    Place place = find(path);
    if (!place.isEnd || !place.previous.isString())
        return replace(path, [&] { return m_doc.stringRemove(path, index, howMany, submission); });
    const qsizetype at = spliceIndex(index, place.previous.size());
    const qsizetype count = spliceCount(at, howMany, place.previous.size());
    const Value removed(place.previous.stringView().mid(at, count));
    place.previous = Value();
    Value previous = m_doc.stringRemove(path, index, howMany, submission);
    if (count)
        tell(path, Value::array({place.element(at, Key(u"sd"), removed)}));
    return previous;
}

Value RecordedLocalDoc::subtypeSubmit(const Path &path, const Key &type, const Value &op, Submission &submission)
{
    return m_doc.subtypeSubmit(path, type, op, submission);
}

} // namespace Racer
