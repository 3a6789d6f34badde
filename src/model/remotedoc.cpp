// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "remotedoc_p.h"

#include "rootmodel_p.h"

#include <algorithm>

namespace Racer {

namespace {

const Key idKey{u"id"};

Value withId(const Value &data, const Key &id)
{
    if (!data.isObject())
        return data;
    const Value &present = data.value(idKey);
    if (present.isString() && present.stringView() == id.view())
        return data;
    Value result = data;
    result.set(idKey, Value(id));
    return result;
}

} // namespace

RemoteCollection::~RemoteCollection() = default;

RemoteDoc *RemoteCollection::findAwake(const Key &id) const
{
    const auto found = m_docs.find(id);
    return found == m_docs.end() ? nullptr : found->second.get();
}

RemoteDoc *RemoteCollection::find(const Key &id) const
{
    if (isDormant(id))
        static_cast<void>(m_root->connection->get(m_name, id)); // which tells the model of the document
    return findAwake(id);
}

RemoteDoc *RemoteCollection::add(Doc *doc)
{
    const Key &id = doc->id();
    auto &slot = m_docs[id];
    slot = std::make_unique<RemoteDoc>(m_root, this, doc);
    if (const auto dormant = m_dormant.constFind(id); dormant != m_dormant.cend()) {
        const qint64 version = *dormant;
        m_dormant.erase(dormant);
        if (m_dormant.isEmpty())
            m_dormant = {};
        slot->wake(version, m_assembled.value(id));
    } else {
        m_assembled.set(id, Value());
        m_stale.push_back(id);
    }
    return slot.get();
}

// Data that is not as models show it is rare.
bool RemoteCollection::addDormant(const Key &id, const Value &version, const Value &data)
{
    const Value &shownId = data.value(idKey);
    if (version.toInteger(NoVersion) < 0 || !shownId.isString() || shownId.stringView() != id.view())
        return false;
    m_dormant.insert(id, version.toInteger());
    m_assembled.set(id, data);
    return true;
}

void RemoteCollection::wakeAll()
{
    for (const Key &id : m_dormant.keys())
        static_cast<void>(find(id));
}

Value RemoteCollection::data(const Key &id) const
{
    if (const RemoteDoc *const doc = findAwake(id))
        return doc->data();
    return isDormant(id) ? m_assembled.value(id) : Value();
}

Value RemoteCollection::get(const Path &path) const
{
    const Key &id = path.at(1);
    if (const RemoteDoc *const doc = findAwake(id))
        return doc->get(path);
    return isDormant(id) ? lookup(m_assembled, path, 1) : Value();
}

std::unique_ptr<RemoteDoc> RemoteCollection::take(const Key &id)
{
    auto node = m_docs.extract(id);
    m_assembled.take(id);
    if (m_stale.size() > 2 * m_docs.size() + 64) { // documents that came and went, while nobody asked for all
        std::sort(m_stale.begin(), m_stale.end());
        m_stale.erase(std::unique(m_stale.begin(), m_stale.end()), m_stale.end());
        std::erase_if(m_stale, [this](const Key &stale) { return !m_docs.contains(stale); });
    }
    return node ? std::move(node.mapped()) : nullptr;
}

const Value &RemoteCollection::assembled()
{
    for (const Key &id : std::exchange(m_stale, {})) {
        RemoteDoc *const doc = findAwake(id);
        if (!doc || !m_assembled.contains(id))
            continue;
        m_assembled.set(id, doc->data());
        if (m_assembled.value(id).isUndefined())
            m_stale.push_back(id); // its place looks as if it waited, so it has to wait
    }
    return m_assembled;
}

void RemoteCollection::invalidate(RemoteDoc *doc)
{
    const Key &id = doc->doc()->id();
    Value *slot = m_assembled.edit(id);
    if (!slot || slot->isUndefined())
        return; // waiting already
    *slot = Value();
    m_stale.push_back(id);
}

void RemoteCollection::setPresent(const Key &id, bool present)
{
    if (!present) {
        m_assembled.take(id);
    } else if (!m_assembled.contains(id)) {
        m_assembled.set(id, Value());
        m_stale.push_back(id);
    }
}

bool RemoteCollection::isVisible() const
{
    return !m_dormant.isEmpty()
        || std::any_of(m_docs.begin(), m_docs.end(), [](const auto &entry) { return !entry.second->isRemoved(); });
}

bool RemoteCollection::hasWritePending() const
{
    return std::any_of(m_docs.begin(), m_docs.end(),
                       [](const auto &entry) { return entry.second->doc()->hasWritePending(); });
}

QList<Key> RemoteCollection::ids() const
{
    QList<Key> ids;
    ids.reserve(qsizetype(m_docs.size()) + m_dormant.size());
    for (const auto &entry : m_docs)
        ids.append(entry.first);
    return ids + m_dormant.keys();
}

RemoteDoc::RemoteDoc(RootModelPrivate *root, RemoteCollection *collection, Doc *doc)
    : m_root(root), m_collection(collection), m_doc(doc)
{
    doc->setObserver(this);
}

RemoteDoc::~RemoteDoc()
{
    m_root->writeStates.forget(this);
    m_root->recorders.tell(&ChangeRecorder::lost, m_doc->name(), path());
    m_doc->setObserver(nullptr);
}

void RemoteDoc::record(RecordedChange::Kind kind, const Value &value, const Value &source)
{
    const Submission *const submission = std::exchange(m_submission, nullptr);
    if (m_root->recorders.isEmpty() || (m_takingBack && !source.isTruthy()))
        return;
    RecordedChange change{kind, m_doc->name(), value};
    if (source.isTruthy())
        change.submission = m_doc->lastSubmission();
    if (submission) {
        change.path = submission->path;
        change.passed = submission->passed;
    }
    m_root->recorders.tell(&ChangeRecorder::changed, change);
}

void RemoteDoc::docCreated(const Value &source)
{
    aboutToChange();
    m_removed = false;
    m_collection->setPresent(m_doc->id(), true);
    m_root->writeStates.replaced(this);
    record(RecordedChange::Kind::Create, m_doc->data(), source);
    if (!source.isTruthy())
        m_root->events.emitEvent(ChangeEvent(path(), RootModelPrivate::remotePassed(), data(), Value()));
}

void RemoteDoc::docDeleted(const Value &oldData, const Value &source)
{
    aboutToChange();
    m_collection->setPresent(m_doc->id(), false);
    m_removed = source.isTruthy();
    m_root->writeStates.replaced(this);
    record(RecordedChange::Kind::Del, oldData, source);
    if (!source.isTruthy()) {
        m_root->events.emitEvent(ChangeEvent(path(), RootModelPrivate::remotePassed(), Value(),
                                             withId(oldData, m_doc->id())));
    }
}

void RemoteDoc::docLoaded()
{
    if (m_quiet)
        return;
    aboutToChange();
    mention();
    m_root->recorders.tell(&ChangeRecorder::lost, m_doc->name(), path());
    const Value lost = m_root->writeStates.takeLost(this);
    if (!m_doc->exists() && !lost.isUndefined()) // refused, with all that was built on it
        m_root->events.emitEvent(ChangeEvent(path(), RootModelPrivate::remotePassed(), Value(), lost));
    if (m_doc->exists() && m_root->events.wants(Event::Type::Load))
        m_root->events.emitEvent(LoadEvent(path(), RootModelPrivate::remotePassed(), data()));
}

void RemoteDoc::docTakesBack(quint64 firstSubmission, quint64 lastSubmission, const Value &op)
{
    m_takingBack = true;
    m_root->recorders.tell(&ChangeRecorder::takenBack, m_doc->name(), firstSubmission, lastSubmission, op);
}

void RemoteDoc::docWriteRefused(const Error &error)
{
    m_root->writeStates.writeRefused(this, error);
}

void RemoteDoc::docWritesLost(const Error &error)
{
    m_root->writeStates.writesLost(this, error);
    m_root->recorders.tell(&ChangeRecorder::lost, m_doc->name(), path());
}

void RemoteDoc::docWritesChanged()
{
    m_takingBack = false;
    m_root->writeStates.writesChanged(this);
}

void RemoteDoc::docFailed(const Error &error)
{
    m_root->reportError(error.withContext(path().toString()));
}

// By somebody who works on the connection beside the model.
void RemoteDoc::docAboutToBeDestroyed()
{
    m_root->unload(DocName(m_doc->name()), {});
}

void RemoteDoc::mention()
{
    m_removed = false;
    m_collection->setPresent(m_doc->id(), true);
}

void RemoteDoc::ingest(const Value &version, const Value &data, const Value &type)
{
    Snapshot snapshot;
    snapshot.id = m_doc->id();
    snapshot.version = version.toInteger(NoVersion);
    snapshot.data = data;
    if (type.isString())
        snapshot.type = type.toKey();
    else if (type.isUndefined())
        snapshot.type = Key(OtTypes::defaultType()->uri());
    if (snapshot.data.isObject())
        snapshot.data.take(idKey); // it is added to what the model shows
    m_quiet = true;
    m_doc->ingestSnapshot(snapshot);
    m_quiet = false;
}

void RemoteDoc::wake(qint64 version, const Value &data)
{
    ingest(version, data, Value());
    m_withId = data;
    m_withIdRevision = m_doc->dataRevision();
    m_hasWithId = true;
}

void RemoteDoc::aboutToChange()
{
    if (m_hasWithId) {
        m_hasWithId = false;
        m_withId = Value();
    }
    m_collection->invalidate(this);
}

Value RemoteDoc::data() const
{
    if (!m_hasWithId || m_withIdRevision != m_doc->dataRevision()) {
        m_withIdRevision = m_doc->dataRevision();
        m_withId = withId(m_doc->data(), m_doc->id());
        m_hasWithId = true;
    }
    return m_withId;
}

Value RemoteDoc::get(const Path &path) const
{
    if (path.size() == 2)
        return data();
    const Value &document = m_doc->data();
    if (path.at(2) == idKey && document.isObject())
        return path.size() == 3 ? Value(m_doc->id()) : lookup(Value(m_doc->id()), path, 3);
    return lookup(document, path, 2);
}

Path RemoteDoc::fullPath(const Value &p, bool parent) const
{
    QList<Key> segments;
    const qsizetype count = p.size() - (parent ? 1 : 0);
    segments.reserve(count + 2);
    segments << m_doc->collection() << m_doc->id();
    for (qsizetype i = 0; i < count; ++i) {
        const Value &segment = p.at(i);
        segments << (segment.isNumber() ? Key::fromIndex(segment.toInteger()) : segment.toKey());
    }
    return Path(std::move(segments));
}

void RemoteDoc::docChanged(const Value &op, const Value &source)
{
    aboutToChange();
    m_root->writeStates.opApplied(this, op, source.isTruthy());
    record(RecordedChange::Kind::Edit, op, source);
    if (source.isTruthy())
        return; // the mutator emits
    for (const Value &component : op.elements())
        onComponent(component);
}

void RemoteDoc::onComponent(const Value &component)
{
    const Value &p = component.value(u"p");
    const Passed &passed = RootModelPrivate::remotePassed();
    const auto last = [&p] {
        const Value &segment = p.at(p.size() - 1);
        return segment.isNumber() ? qsizetype(segment.toInteger()) : segment.toKey().toIndex();
    };
    const auto change = [this](Path path, Value value, Value previous, const Passed &with) {
        m_root->events.emitEvent(ChangeEvent(std::move(path), with, std::move(value), std::move(previous)));
    };

    if (component.contains(u"oi") || component.contains(u"od")) {
        change(fullPath(p, false), component.value(u"oi"), component.value(u"od"), passed);
    } else if (component.contains(u"li") && component.contains(u"ld")) {
        change(fullPath(p, false), component.value(u"li"), component.value(u"ld"), passed);
    } else if (component.contains(u"li")) {
        m_root->events.emitEvent(
            InsertEvent(fullPath(p, true), passed, last(), Value::array({component.value(u"li")})));
    } else if (component.contains(u"ld")) {
        m_root->events.emitEvent(
            RemoveEvent(fullPath(p, true), passed, last(), Value::array({component.value(u"ld")})));
    } else if (component.contains(u"lm")) {
        const Value &to = component.value(u"lm");
        m_root->events.emitEvent(MoveEvent(fullPath(p, true), passed, last(),
                                           to.isNumber() ? to.toInteger() : to.toKey().toIndex(), 1));
    } else if (component.contains(u"si") || component.contains(u"sd")) {
        const bool inserted = component.contains(u"si");
        const QString text = component.value(inserted ? u"si" : u"sd").toString();
        const Path path = fullPath(p, true);
        const Value value = get(path);
        const qsizetype index = last();
        Value previous = value;
        if (previous.isString() && inserted)
            previous.spliceString(index, text.size(), {});
        else if (previous.isString())
            previous.spliceString(index, 0, text);
        change(path, value, previous,
               inserted ? passed.with(Key(u"$stringInsert"), Value::object({{Key(u"index"), index},
                                                                           {Key(u"text"), text}}))
                        : passed.with(Key(u"$stringRemove"), Value::object({{Key(u"index"), index},
                                                                           {Key(u"howMany"), text.size()}})));
    } else if (component.contains(u"na")) {
        const Path path = fullPath(p, false);
        const Value value = get(path);
        change(path, value, value.toDouble() - component.value(u"na").toDouble(), passed);
    } else if (component.contains(u"t")) {
        const Path path = fullPath(p, false);
        change(path, get(path), Value(),
               passed.with(Key(u"$subtype"), Value::object({{Key(u"type"), component.value(u"t")},
                                                            {Key(u"op"), component.value(u"o")}})));
    }
}

} // namespace Racer
