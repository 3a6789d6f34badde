// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "remotedoc_p.h"

#include "loader_p.h"

namespace Racer {

namespace {

constexpr qsizetype MaxGap = 1'000'000; // as for local arrays

Value orNull(Value value)
{
    return value.isUndefined() ? Value(nullptr) : value;
}

Value single(Value component)
{
    return Value::array({std::move(component)});
}

} // namespace

// Where an operation has to act: at the path's end, or at its highest missing ancestor.
struct RemoteDoc::Place
{
    Value p = Value::array();
    Value previous;
    qsizetype depth = 0;    // how many segments of the path "p" stands for
    bool inList = false;    // the last step is an index of a list
    bool isMissing = false; // an ancestor is not there

    // [{p, oi|li: value, od|ld: previous}]
    [[nodiscard]] Value replace(Value value) const
    {
        Value component = Value::object({{Key(u"p"), p}});
        component.set(inList ? Key(u"li") : Key(u"oi"), orNull(std::move(value)));
        if (!previous.isUndefined())
            component.set(inList ? Key(u"ld") : Key(u"od"), previous);
        return single(std::move(component));
    }

    // {p: [...p, index], name: value}
    [[nodiscard]] Value element(qsizetype index, const Key &name, Value value) const
    {
        Value path = p;
        path.append(index);
        return Value::object({{Key(u"p"), std::move(path)}, {name, orNull(std::move(value))}});
    }
};

void RemoteDoc::requireType() const
{
    if (!m_doc->exists())
        throw Error(ErrorCode::DocDoesNotExist, u"Mutation on uncreated remote document"_qs);
}

RemoteDoc::Place RemoteDoc::find(const Path &path) const
{
    requireType();
    Place place;
    const Value *node = &m_doc->data();
    for (place.depth = 2; place.depth < path.size(); ++place.depth) {
        if (isReplaceable(*node)) {
            place.isMissing = true;
            break;
        }
        const Key &segment = path.at(place.depth);
        place.inList = node->isArray() && segment.isIndex();
        if (place.inList) {
            const qsizetype index = segment.toIndex();
            place.p.append(std::min(index < 0 ? node->size() : index, node->size())); // past the end: at the end
            node = &node->at(index);
        } else {
            place.p.append(Value(segment));
            node = &node->value(segment);
        }
    }
    place.previous = *node;
    return place;
}

Value RemoteDoc::withParents(const Path &path, qsizetype depth, Value value) const
{
    for (qsizetype i = path.size() - 1; i >= depth; --i) {
        const Key &segment = path.at(i);
        Value container = containerFor(segment);
        if (container.isArray()) {
            const qsizetype index = segment.toIndex();
            if (index < 0 || index > MaxGap) {
                throw Error(ErrorCode::LimitExceeded,
                            u"set past the end of an array. Invalid path: "_qs + path.toString());
            }
            for (qsizetype hole = 0; hole < index; ++hole)
                container.append(nullptr);
            container.append(orNull(std::move(value)));
        } else {
            container.set(segment, orNull(std::move(value)));
        }
        value = std::move(container);
    }
    return value;
}

RemoteDoc::Place RemoteDoc::findArray(const Path &path, QStringView method, Submission &submission)
{
    Place place = find(path);
    if (place.isMissing) {
        submitHelper(place.replace(withParents(path.parent(), place.depth, containerFor(path.last()))),
                     submission);
        place = find(path);
    }
    if (place.previous.isNullish()) {
        submitHelper(place.replace(Value::array()), submission);
        place = find(path);
    }
    if (!place.previous.isArray())
        throw typeError(method, u"non-array", path, place.previous);
    return place;
}

void RemoteDoc::submit(Value op, Submission &submission)
{
    aboutToChange();
    const bool before = m_doc->preventsCompose();
    m_doc->setPreventCompose(before || submission.preventCompose);
    m_submission = &submission;
    m_doc->submitOp(op, SubmitOptions(), submission.callback());
    m_submission = nullptr;
    m_doc->setPreventCompose(before);
}

void RemoteDoc::submitHelper(const Value &op, const Submission &submission)
{
    aboutToChange();
    const bool before = m_doc->preventsCompose();
    m_doc->setPreventCompose(before || submission.preventCompose);
    m_submission = &submission;
    m_doc->submitOp(op, SubmitOptions(), Callback());
    m_submission = nullptr;
    m_doc->setPreventCompose(before);
}

void RemoteDoc::create(const Path &, Value value, Submission &submission)
{
    if (m_doc->exists())
        throw Error(ErrorCode::DocAlreadyCreated, u"Document already exists"_qs);
    if (value.isObject())
        value.take(Key(u"id")); // it is added to what the model shows, and not stored
    m_root->loader->noteCreated(submission.loadContext, m_doc->name());
    m_submission = &submission;
    m_doc->create(orNull(std::move(value)), Key(), SubmitOptions(), submission.callback());
    m_submission = nullptr;
}

Value RemoteDoc::set(const Path &path, Value value, Submission &submission)
{
    Place place = find(path);
    if (place.isMissing) {
        submit(place.replace(withParents(path, place.depth, std::move(value))), submission);
        return {};
    }
    Value previous = path.size() == 2 ? data() : place.previous;
    submit(place.replace(std::move(value)), submission);
    return previous;
}

DelOutcome RemoteDoc::del(const Path &path, Submission &submission)
{
    if (path.size() == 2) {
        DelOutcome outcome{data()};
        m_removed = true; // also if there was nothing
        m_collection->setPresent(m_doc->id(), false);
        m_submission = &submission;
        m_doc->del(SubmitOptions(), [root = m_root, guard = QPointer(m_root->q), name = m_doc->name(),
                                     done = submission.callback()](const Error &error) {
            done(error);
            if (guard)
                root->loader->forgetDeleted(name);
        });
        m_submission = nullptr;
        return outcome;
    }
    if (!m_doc->exists())
        return {};
    const Place place = find(path);
    if (place.isMissing || place.previous.isUndefined())
        return {};
    submit(single(Value::object({{Key(u"p"), place.p}, {place.inList ? Key(u"ld") : Key(u"od"), place.previous}})),
           submission);
    return {place.previous, place.inList};
}

double RemoteDoc::increment(const Path &path, double by, Submission &submission)
{
    const Place place = find(path);
    if (place.isMissing) {
        submit(place.replace(withParents(path, place.depth, by)), submission);
        return by;
    }
    if (place.previous.isNullish()) {
        submit(place.replace(by), submission);
        return by;
    }
    if (!place.previous.isNumber())
        throw typeError(u"increment", u"non-number", path, place.previous);
    submit(single(Value::object({{Key(u"p"), place.p}, {Key(u"na"), by}})), submission);
    return place.previous.toDouble() + by;
}

qsizetype RemoteDoc::push(const Path &path, Value value, Submission &submission)
{
    const Place place = findArray(path, u"push", submission);
    const qsizetype length = place.previous.size();
    submit(single(place.element(length, Key(u"li"), std::move(value))), submission);
    return length;
}

qsizetype RemoteDoc::unshift(const Path &path, Value value, Submission &submission)
{
    const Place place = findArray(path, u"unshift", submission);
    submit(single(place.element(0, Key(u"li"), std::move(value))), submission);
    return place.previous.size() + 1;
}

qsizetype RemoteDoc::insert(const Path &path, qsizetype index, const Value &values, Submission &submission)
{
    const Place place = findArray(path, u"insert", submission);
    const qsizetype at = spliceIndex(index, place.previous.size());
    Value op = Value::array();
    for (qsizetype i = 0; i < values.size(); ++i)
        op.append(place.element(at + i, Key(u"li"), values.at(i)));
    const qsizetype length = place.previous.size() + values.size();
    if (!op.isEmpty())
        submit(std::move(op), submission);
    return length;
}

Value RemoteDoc::remove(const Path &path, qsizetype index, qsizetype howMany, Submission &submission)
{
    const Place place = findArray(path, u"remove", submission);
    const qsizetype at = spliceIndex(index, place.previous.size());
    const qsizetype count = spliceCount(at, howMany, place.previous.size());
    Value removed = Value::array();
    Value op = Value::array();
    for (qsizetype i = 0; i < count; ++i) {
        removed.append(place.previous.at(at + i));
        op.append(place.element(at, Key(u"ld"), place.previous.at(at + i)));
    }
    if (count)
        submit(std::move(op), submission);
    return removed;
}

Value RemoteDoc::pop(const Path &path, qsizetype &length, Submission &submission)
{
    const Value current = m_doc->exists() ? get(path) : Value();
    length = current.isArray() || current.isString() ? current.size() : 0;
    if (current.isString() && length > 0)
        throw typeError(u"pop", u"non-array", path, current);
    if (length == 0)
        return {};
    return remove(path, length - 1, 1, submission).at(0);
}

Value RemoteDoc::shift(const Path &path, qsizetype &length, Submission &submission)
{
    const Value current = m_doc->exists() ? get(path) : Value();
    length = current.isArray() || current.isString() ? current.size() : 0;
    if (current.isString() && length > 0)
        throw typeError(u"shift", u"non-array", path, current);
    if (length == 0)
        return {};
    return remove(path, 0, 1, submission).at(0);
}

MoveOutcome RemoteDoc::move(const Path &path, qsizetype from, qsizetype to, qsizetype howMany,
                            Submission &submission)
{
    const Place place = findArray(path, u"move", submission);
    const qsizetype size = place.previous.size();
    MoveOutcome outcome{Value::array(), from < 0 ? from + size : from, to < 0 ? to + size : to};
    const qsizetype source = spliceIndex(outcome.from, size);
    const qsizetype count = spliceCount(source, howMany, size);
    const qsizetype target = spliceIndex(outcome.to, size - count);
    Value op = Value::array();
    for (qsizetype i = 0; i < count; ++i) {
        outcome.moved.append(place.previous.at(source + i));
        op.append(place.element(source < target ? source : source + count - 1, Key(u"lm"),
                                source < target ? target + count - 1 : target));
    }
    if (count)
        submit(std::move(op), submission);
    return outcome;
}

Value RemoteDoc::stringInsert(const Path &path, qsizetype index, QStringView text, Submission &submission)
{
    const Place place = find(path);
    if (place.isMissing) {
        submit(place.replace(withParents(path, place.depth, Value(text))), submission);
        return {};
    }
    if (place.previous.isNullish()) {
        submit(place.replace(Value(text)), submission);
        return place.previous;
    }
    if (!place.previous.isString())
        throw typeError(u"stringInsert", u"non-string", path, place.previous);
    if (!text.isEmpty()) {
        submit(single(place.element(spliceIndex(index, place.previous.size()), Key(u"si"), Value(text))),
               submission);
    }
    return place.previous;
}

Value RemoteDoc::stringRemove(const Path &path, qsizetype index, qsizetype howMany, Submission &submission)
{
    const Place place = find(path);
    if (place.isMissing || place.previous.isNullish())
        return place.previous;
    if (!place.previous.isString())
        throw typeError(u"stringRemove", u"non-string", path, place.previous);
    const qsizetype at = spliceIndex(index, place.previous.size());
    const qsizetype count = spliceCount(at, howMany, place.previous.size());
    if (count) {
        submit(single(place.element(at, Key(u"sd"), Value(place.previous.stringView().mid(at, count)))),
               submission);
    }
    return place.previous;
}

Value RemoteDoc::subtypeSubmit(const Path &path, const Key &type, const Value &op, Submission &submission)
{
    Place place = find(path);
    if (place.isMissing) {
        submitHelper(place.replace(withParents(path.parent(), place.depth, containerFor(path.last()))),
                     submission);
        place = find(path);
    }
    submit(single(Value::object({{Key(u"p"), place.p}, {Key(u"t"), Value(type)}, {Key(u"o"), op}})), submission);
    return place.previous;
}

} // namespace Racer
