// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "eventhub_p.h"

#include <Racer/json.h>
#include <Racer/rootmodel.h>

#include <QtCore/QMetaEnum>

#include <algorithm>

namespace Racer {

namespace {

// Racer's number of rounds after which listeners are taken to answer each other for ever.
constexpr int MaxRounds = 1000;

Value describe(const Event &event)
{
    return Value::object({{Key(u"type"), Value(QLatin1StringView(QMetaEnum::fromType<Event::Type>().valueToKey(
                                             int(event.type))))},
                          {Key(u"path"), Value(event.path.toString())}});
}

} // namespace

EventHub::EventHub(RootModel *root) : m_root(root) { }

ListenerTree &EventHub::tree(int type, bool immediate)
{
    if (type < 0)
        return immediate ? m_allImmediate : m_all;
    return immediate ? m_immediate[size_t(type)] : m_listeners[size_t(type)];
}

void EventHub::add(const ListenerTree::EntryPointer &entry, int type, bool immediate, QObject *owner)
{
    tree(type, immediate).add(entry);
    if (owner) {
        entry->owner = owner;
        entry->owned = true;
        entry->ownerGone = QObject::connect(owner, &QObject::destroyed, m_root, [entry] {
            if (entry->tree)
                entry->tree->remove(entry.data());
        });
    }
    if (!entry->context.isEmpty()) {
        auto &entries = m_contexts[entry->context];
        if (entries.size() == entries.capacity()) // before it grows: not for listeners that are gone
            std::erase_if(entries, [](const auto &other) { return !other->tree; });
        entries.push_back(entry);
    }
}

void EventHub::removeBelow(int type, const Path &pattern)
{
    if (type >= 0) {
        m_listeners[size_t(type)].removeBelow(pattern);
        m_immediate[size_t(type)].removeBelow(pattern);
        return;
    }
    for (int i = 0; i < Event::TypeCount; ++i)
        removeBelow(i, pattern);
    m_all.removeBelow(pattern);
    m_allImmediate.removeBelow(pattern);
}

void EventHub::removeContext(const Key &context)
{
    const auto found = m_contexts.find(context);
    if (found == m_contexts.end())
        return;
    const auto entries = std::move(found->second);
    m_contexts.erase(found);
    for (const auto &entry : entries) {
        if (entry->tree)
            entry->tree->remove(entry.data());
    }
}

void EventHub::tellKept(const ChangeEvent &event)
{
    ListenerTree::Matches kept;
    for (const ListenerTree *tree : {&m_immediate[size_t(event.type)], &m_allImmediate,
                                     &m_listeners[size_t(event.type)], &m_all}) {
        ListenerTree::Matches matches;
        tree->match(event.path, matches);
        tree->keptBelow(event.path, matches);
        for (const auto &entry : matches) {
            if (entry->kept && !kept.contains(entry))
                kept.append(entry);
        }
    }
    call(kept, event);
}

void EventHub::setFollower(Follower which, EventFollower *follower)
{
    m_followers[size_t(which)] = follower;
    m_following = std::any_of(m_followers.begin(), m_followers.end(), [](auto *each) { return each != nullptr; });
    m_followingImmediately = false;
    for (const Follower each : {Follower::RefLists, Follower::Refs, Follower::Filters})
        m_followingImmediately |= m_followers[size_t(each)] != nullptr;
}

// What one of them throws is reported, and the others are told all the same.
template<typename... Args>
void EventHub::tell(void (EventFollower::*what)(Args...), std::type_identity_t<Args>... args)
{
    for (size_t i = 0; m_following && i < m_followers.size(); ++i) {
        if (!m_followers[i])
            continue;
        try {
            (m_followers[i]->*what)(args...);
        } catch (const Error &error) {
            Q_EMIT m_root->error(error);
        } catch (const std::exception &exception) {
            Q_EMIT m_root->error(Error(QString::fromLocal8Bit(exception.what())));
        }
    }
}

void EventHub::noteSilentChange(const Path &path)
{
    tell(&EventFollower::onSilentChange, path);
}

const Event &EventHub::eventOf(const QueuedEvent &queued)
{
    return std::visit([](const Event &event) -> const Event & { return event; }, queued);
}

void EventHub::enqueue(const Event &event)
{
    const auto copy = [this]<typename E>(const E &exact) { m_queue.emplace_back(std::in_place_type<E>, exact); };
    switch (event.type) {
    case Event::Type::Change: return copy(static_cast<const ChangeEvent &>(event));
    case Event::Type::Insert: return copy(static_cast<const InsertEvent &>(event));
    case Event::Type::Remove: return copy(static_cast<const RemoveEvent &>(event));
    case Event::Type::Move: return copy(static_cast<const MoveEvent &>(event));
    case Event::Type::Load: return copy(static_cast<const LoadEvent &>(event));
    case Event::Type::Unload: return copy(static_cast<const UnloadEvent &>(event));
    }
}

void EventHub::emitEvent(const Event &event)
{
    if (m_followingImmediately)
        tell(&EventFollower::onImmediate, event);
    call(m_immediate[size_t(event.type)], event);
    call(m_allImmediate, event);
    if (m_delivering) {
        enqueue(event);
        return;
    }
    m_delivering = true;
    deliver(event);
    for (int round = 0; !m_queue.empty(); ++round) {
        std::swap(m_batch, m_queue);
        if (round == MaxRounds) {
            m_delivering = false;
            Value details = Value::array();
            for (const auto &queued : m_batch)
                details.append(describe(eventOf(queued)));
            m_batch.clear();
            Q_EMIT m_root->error(Error(
                u"Maximum model mutation event cycles exceeded. Most likely, an event listener is performing a "
                u"mutation that causes it to be called again. Queue details: %1"_qs.arg(
                    QString::fromUtf8(Json::stringify(details)))));
            return;
        }
        for (const auto &queued : m_batch)
            deliver(eventOf(queued));
        m_batch.clear();
    }
    m_delivering = false;
}

void EventHub::repeatAt(Path path, const Event &event, const Passed &passed)
{
    const std::unique_ptr<Event> repeated = event.clone();
    repeated->setPath(std::move(path));
    repeated->passed = passed;
    emitEvent(*repeated);
}

void EventHub::deliver(const Event &event)
{
    call(m_listeners[size_t(event.type)], event);
    tell(&EventFollower::onEvent, event);
    call(m_all, event);
    if (m_signals[size_t(event.type)])
        emitSignal(event);
}

void EventHub::call(const ListenerTree &tree, const Event &event)
{
    if (tree.isEmpty())
        return;
    ListenerTree::Matches matches;
    tree.match(event.path, matches);
    call(matches, event);
}

void EventHub::call(const ListenerTree::Matches &matches, const Event &event)
{
    for (const auto &entry : matches) {
        if (!entry->tree || (entry->owned && !entry->owner))
            continue;
        if (entry->once)
            entry->tree->remove(entry.data());
        try {
            entry->call(event, entry->captures ? entry->capturesOf(event.path) : QStringList());
        } catch (const Error &error) {
            Q_EMIT m_root->error(error);
        } catch (const std::exception &exception) {
            Q_EMIT m_root->error(Error(QString::fromLocal8Bit(exception.what())));
        }
    }
}

void EventHub::emitSignal(const Event &event)
{
    switch (event.type) {
    case Event::Type::Change:
        Q_EMIT m_root->changed(static_cast<const ChangeEvent &>(event));
        break;
    case Event::Type::Insert:
        Q_EMIT m_root->inserted(static_cast<const InsertEvent &>(event));
        break;
    case Event::Type::Remove:
        Q_EMIT m_root->removed(static_cast<const RemoveEvent &>(event));
        break;
    case Event::Type::Move:
        Q_EMIT m_root->moved(static_cast<const MoveEvent &>(event));
        break;
    case Event::Type::Load:
        Q_EMIT m_root->loaded(static_cast<const LoadEvent &>(event));
        break;
    case Event::Type::Unload:
        Q_EMIT m_root->unloaded(static_cast<const UnloadEvent &>(event));
        break;
    }
}

} // namespace Racer
