// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "references_p.h"
#include "rootmodel_p.h"

#include <Racer/id.h>

#include <QtCore/QScopedValueRollback>
#include <QtCore/QStringBuilder>

namespace Racer {

namespace {

const Key idName{u"id"};

} // namespace

RefList::RefList(RootModelPrivate *root, Path fromPath, Path toPath, Path idsPath, RefListOptions how)
    : from(std::move(fromPath)), to(std::move(toPath)), ids(std::move(idsPath)), options(how), m_root(root)
{ }

Model RefList::writer(const Passed &passed) const
{
    Passed own = passed;
    own.refList = this;
    return m_root->modelWith(std::move(own));
}

Value RefList::idsNow() const
{
    Value value = m_root->get(ids);
    return value.isArray() ? value : Value();
}

Value RefList::items() const
{
    Value list = Value::array();
    const Value names = idsNow();
    if (names.isEmpty())
        return list;
    const Value all = m_root->get(to);
    list.reserve(names.size());
    for (const Value &id : names.elements()) {
        const Key name = IdIndex::name(id);
        list.append(all.isArray() ? all.at(name.toIndex()) : all.value(name));
    }
    return list;
}

Value RefList::item(const Key &id) const
{
    return m_root->get(to / id);
}

bool RefList::idAt(const Key &index, Key &id) const
{
    const Value value = m_root->get(ids / index);
    id = IdIndex::name(value);
    return !value.isNullish();
}

void RefList::followIds(const Event &event)
{
    if (event.path.size() == ids.size())
        m_index.follow(event, idsNow());
    else if (event.path.size() == ids.size() + 1 && event.type == Event::Type::Change)
        m_index.replace(event.path.last().toIndex(), idsNow());
    else
        m_index.drop();
}

void RefList::expectIdsEvent()
{
    m_index.expectEvent(idsNow());
}

// Racer looks for an item without id among all items; so does this, and only for those.
bool RefList::findId(const Value &item, Value &id) const
{
    if (item.isObject() && item.value(idName).isTruthy()) {
        id = item.value(idName);
        return true;
    }
    if (item.isNullish())
        return false;
    const Value all = m_root->get(to);
    for (const auto &[key, value] : all.members()) {
        if (value.isSame(item)) {
            id = Value(key);
            return true;
        }
    }
    return false;
}

Error RefList::refusal(const Value &value) const
{
    return Error(ErrorCode::InvalidPath, u"Unable to add item to refList: " % value.toDisplayString());
}

void RefList::accept(Value &value, bool mayBeNew) const
{
    Value id;
    if (!findId(value, id)) {
        if (!mayBeNew || !value.isObject())
            throw refusal(value);
        value.set(idName, Value(createUuid()));
    }
    const Path target = m_root->references->dereference(to);
    if (!RootModelPrivate::isLocal(target.first()) && !m_root->connection)
        throw refusal(value);
}

void RefList::update(const Passed &passed)
{
    writer(passed).setArrayDiff(from, items());
}

// What fails here has changed the list already: it goes back to what the ids say.
void RefList::patchFrom(const Event &event)
{
    const Model model = writer(event.passed);
    if (event.path.size() < from.size()) {
        update(event.passed);
        return;
    }
    try {
        const QScopedValueRollback writing(m_writing, m_writing + 1);
        if (event.path.size() == from.size())
            changeFromItself(event, model);
        else
            changeElement(event, model);
    } catch (const Error &) {
        update(event.passed);
        throw;
    }
}

void RefList::changeFromItself(const Event &event, const Model &model)
{
    switch (event.type) {
    case Event::Type::Insert: {
        const auto &insertion = static_cast<const InsertEvent &>(event);
        const Value newIds = takeIn(insertion.values, model);
        model.insert(ids, insertion.index, newIds);
        align(newIds, model);
        return;
    }
    case Event::Type::Remove: {
        const auto &removal = static_cast<const RemoveEvent &>(event);
        const Value removedIds = model.remove(ids, removal.index, removal.removed.size()).value();
        if (!options.deleteRemoved)
            return;
        for (const Value &id : removedIds.elements()) {
            const Key name = IdIndex::name(id);
            if (!item(name).isUndefined())
                model.del(to / name);
        }
        return;
    }
    case Event::Type::Move: {
        const auto &movement = static_cast<const MoveEvent &>(event);
        model.move(ids, movement.from, movement.to, movement.howMany);
        return;
    }
    default: {
        const Value values = m_root->get(from);
        const Value newIds = takeIn(values, model);
        model.set(ids, newIds);
        align(newIds, model);
        return;
    }
    }
}

void RefList::changeElement(const Event &event, const Model &model)
{
    if (event.path.size() > from.size() + 1) {
        throw Error(u"Mutation on descendant of refList `from` should have been dereferenced: "
                    % event.path.toString());
    }
    if (event.type != Event::Type::Change) {
        throw Error(u"Array mutation on child of refList `from`should have been dereferenced: "
                    % event.path.toString());
    }
    const Value value = m_root->get(event.path);
    Value id;
    if (!findId(value, id))
        throw refusal(value);
    writeItem(IdIndex::name(id), value, model);
    model.set(ids / event.path.last(), id);
    align(Value::array({id}), model);
}

// Stores the items that are new or other than those of the same ids; returns the ids.
Value RefList::takeIn(const Value &values, const Model &model)
{
    Value result = Value::array();
    for (const Value &value : values.elements()) {
        Value id;
        if (!findId(value, id))
            throw refusal(value);
        const Key name = IdIndex::name(id);
        const Value known = item(name);
        const bool remote = !RootModelPrivate::isLocal(m_root->references->dereference(to / name).first());
        if (!known.isSame(value) && !(remote && known == value))
            writeItem(name, value, model);
        result.append(id);
    }
    return result;
}

void RefList::writeItem(const Key &id, const Value &value, const Model &model)
{
    const Path path = m_root->references->dereference(to / id);
    const bool isDocument = path.size() == 2 && !RootModelPrivate::isLocal(path.first());
    if (isDocument && m_root->get(path).isUndefined())
        model.create(path, value);
    else
        model.set(path, value);
}

// The other positions of ids whose items were replaced.
void RefList::align(const Value &changedIds, const Model &model)
{
    for (const Value &id : changedIds.elements()) {
        const Key name = IdIndex::name(id);
        const Value value = item(name);
        for (qsizetype position : positions(name)) {
            const Path path = from / Key::fromIndex(position);
            const Value shown = m_root->get(path);
            if (shown.isSame(value))
                continue;
            if (shown == value)
                m_root->references->store(path, value);
            else
                model.set(path, value);
        }
    }
}

void RefList::patchTo(const Event &event)
{
    const Model model = writer(event.passed);
    if (event.path.size() <= to.size()) {
        update(event.passed);
        return;
    }
    const Key key = event.path.at(to.size());
    if (event.path.size() == to.size() + 1
        && (event.type == Event::Type::Change || event.type == Event::Type::Load
            || event.type == Event::Type::Unload)) {
        changeItem(event, key, model);
        return;
    }
    // Inside an item, or its elements: the handles in the list are renewed already, unless this made the item.
    const Value changed = item(key);
    for (qsizetype position : positions(key)) {
        const Path place = from / Key::fromIndex(position);
        if (!m_root->get(place).isSame(changed))
            m_root->references->store(place, changed);
    }
    const Value own = changed.value(idName);
    repeatAt(event, positions(own.isTruthy() ? IdIndex::name(own) : key), model.passed());
}

void RefList::changeItem(const Event &event, const Key &key, const Model &model)
{
    Value value;
    Value previous;
    if (event.type == Event::Type::Change) {
        value = static_cast<const ChangeEvent &>(event).value;
        previous = static_cast<const ChangeEvent &>(event).previous;
    } else if (event.type == Event::Type::Load) {
        value = static_cast<const LoadEvent &>(event).document;
    } else {
        previous = static_cast<const UnloadEvent &>(event).previous;
    }
    const auto positionsOf = [&](const Value &item) {
        const Value own = item.value(idName);
        return item.isUndefined() ? IdIndex::Positions() : positions(own.isTruthy() ? IdIndex::name(own) : key);
    };
    const IdIndex::Positions shown = positionsOf(value);
    const IdIndex::Positions before = positionsOf(previous);
    if (before != shown) {
        for (qsizetype position : before)
            model.set(from / Key::fromIndex(position), Value());
    }
    if (!shown.isEmpty() && value.isContainer())
        value = item(key); // the very handle
    for (qsizetype position : shown)
        model.set(from / Key::fromIndex(position), value);
}

void RefList::repeatAt(const Event &event, const IdIndex::Positions &where, const Passed &passed)
{
    const Path rest = event.path.mid(to.size() + 1);
    for (qsizetype position : where) {
        m_root->events.repeatAt(m_root->references->dereference(from / Key::fromIndex(position) / rest,
                                                                References::Target::Value, this),
                                event, passed);
    }
}

void RefList::patchIds(const Event &event)
{
    const Model model = writer(event.passed);
    if (event.path.size() > ids.size()) {
        const Key index = event.path.at(ids.size());
        Key id;
        const Value now = idAt(index, id) ? item(id) : Value();
        const Path path = from / index;
        if (!m_root->get(path).isSame(now))
            model.set(path, now);
        return;
    }
    if (event.path.size() == ids.size()) {
        switch (event.type) {
        case Event::Type::Insert: {
            const auto &insertion = static_cast<const InsertEvent &>(event);
            Value values = Value::array();
            for (const Value &id : insertion.values.elements())
                values.append(item(IdIndex::name(id)));
            model.insert(from, insertion.index, values);
            return;
        }
        case Event::Type::Remove: {
            const auto &removal = static_cast<const RemoveEvent &>(event);
            model.remove(from, removal.index, removal.removed.size());
            return;
        }
        case Event::Type::Move: {
            const auto &movement = static_cast<const MoveEvent &>(event);
            model.move(from, movement.from, movement.to, movement.howMany);
            return;
        }
        default:
            break;
        }
    }
    update(event.passed);
}

} // namespace Racer
