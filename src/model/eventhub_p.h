// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "listenertree_p.h"

#include <array>
#include <unordered_map>
#include <variant>
#include <vector>

namespace Racer {

class RootModel;

// Derived data that keeps itself up to date by the events of its root model.
class EventFollower
{
public:
    virtual ~EventFollower() = default;
    // Inside the mutator, before any listener.
    virtual void onImmediate(const Event &) { }
    // At delivery: after the listeners of the event's type, before those of all types.
    virtual void onEvent(const Event &) { }
    // Something at or below the path was written by a silent model, and no event tells.
    virtual void onSilentChange(const Path &) { }
};

// Who listens to a root model, and the order in which events reach them: immediate listeners inside the mutator,
// all others one event after another, each seen by everybody before the next.
class EventHub
{
public:
    explicit EventHub(RootModel *root);

    // False if nobody would see such an event: then it need not be made.
    [[nodiscard]] bool wants(Event::Type type) const noexcept
    {
        const auto i = size_t(type);
        return !m_listeners[i].isEmpty() || !m_all.isEmpty() || !m_immediate[i].isEmpty()
            || !m_allImmediate.isEmpty() || m_signals[i] || m_following || m_delivering;
    }
    void emitEvent(const Event &event);
    // The same event once more, at another path.
    void repeatAt(Path path, const Event &event, const Passed &passed);

    // In the order in which they are told.
    enum class Follower : quint8 { RefLists, Refs, Functions, Filters };
    // nullptr: it has nothing to follow any more.
    void setFollower(Follower which, EventFollower *follower);
    void noteSilentChange(const Path &path);

    // "type" -1: all types.
    [[nodiscard]] ListenerTree &tree(int type, bool immediate);
    void add(const ListenerTree::EntryPointer &entry, int type, bool immediate, QObject *owner);
    void removeBelow(int type, const Path &pattern);
    void removeContext(const Key &context);
    // Tells those that removeBelow() has left of a change that has no event.
    void tellKept(const ChangeEvent &event);
    void setSignalUsed(Event::Type type) { m_signals[size_t(type)] = true; }

private:
    using QueuedEvent = std::variant<ChangeEvent, InsertEvent, RemoveEvent, MoveEvent, LoadEvent, UnloadEvent>;

    [[nodiscard]] static const Event &eventOf(const QueuedEvent &queued);
    void enqueue(const Event &event);
    void deliver(const Event &event);
    template<typename... Args>
    void tell(void (EventFollower::*what)(Args...), std::type_identity_t<Args>... args);
    void call(const ListenerTree &tree, const Event &event);
    void call(const ListenerTree::Matches &matches, const Event &event);
    void emitSignal(const Event &event);

    RootModel *const m_root;
    std::array<ListenerTree, Event::TypeCount> m_listeners;
    std::array<ListenerTree, Event::TypeCount> m_immediate;
    ListenerTree m_all;
    ListenerTree m_allImmediate;
    std::array<bool, Event::TypeCount> m_signals = {};
    std::unordered_map<Key, std::vector<ListenerTree::EntryPointer>> m_contexts;
    std::vector<QueuedEvent> m_queue;
    std::vector<QueuedEvent> m_batch; // of the queue, being delivered
    std::array<EventFollower *, 4> m_followers = {};
    bool m_following = false;
    bool m_followingImmediately = false; // functions do not
    bool m_delivering = false;
};

} // namespace Racer
