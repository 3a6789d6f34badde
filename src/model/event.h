// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/path.h>
#include <Racer/racerclientexport.h>

#include <memory>
#include <type_traits>

namespace Racer {

// What travels with an event beside its data.
struct RACER_CLIENT_EXPORT Passed
{
    Value values = {}; // the keys given to Model::pass(), and $stringInsert, $stringRemove, $subtype
    // Which object of the library wrote, or nullptr; compare only.
    const void *query = nullptr;    // $query
    const void *refList = nullptr;  // $refList
    const void *function = nullptr; // $fn
    const void *filter = nullptr;   // $filter
    bool remote = false;            // $remote: another client, a load or a rollback

    [[nodiscard]] bool isEmpty() const noexcept
    { return !remote && !query && !refList && !function && !filter && values.isEmpty(); }
    [[nodiscard]] Value value(const Key &key) const { return values.value(key); }
    // As Racer's listeners see it: the values, and "true" for each marker.
    [[nodiscard]] Value toValue() const;
    // These, with one more key; what is already there is overwritten.
    [[nodiscard]] Passed with(const Key &key, Value value) const;

    friend bool operator==(const Passed &, const Passed &) = default;
};

template<typename P>
concept EventPath = std::is_same_v<std::remove_cvref_t<P>, Path>;

struct RACER_CLIENT_EXPORT Event
{
    Q_GADGET
public:
    enum class Type : quint8 { Change, Insert, Remove, Move, Load, Unload };
    Q_ENUM(Type)
    static constexpr int TypeCount = 6;

    const Type type;
    const Path &path; // the event's own, or the one it was made with
    Passed passed;

    virtual ~Event();
    [[nodiscard]] virtual std::unique_ptr<Event> clone() const = 0;
    // For a clone, which owns its path.
    void setPath(Path newPath)
    {
        Q_ASSERT(&path == &m_ownPath);
        m_ownPath = std::move(newPath);
    }

protected:
    // With a path that stays until the event is gone.
    Event(Type eventType, const Path &eventPath, const Passed &eventPassed)
        : type(eventType), path(eventPath), passed(eventPassed) { }
    Event(Type eventType, Path &&eventPath, const Passed &eventPassed)
        : type(eventType), path(m_ownPath), passed(eventPassed), m_ownPath(std::move(eventPath)) { }
    Event(const Event &other) : type(other.type), path(m_ownPath), passed(other.passed), m_ownPath(other.path) { }
    Event &operator=(const Event &) = delete;

private:
    Path m_ownPath;
};

struct RACER_CLIENT_EXPORT ChangeEvent : Event
{
    static constexpr Type EventType = Type::Change;
    Value value;    // undefined: deleted
    Value previous;

    template<EventPath P>
    ChangeEvent(P &&eventPath, const Passed &eventPassed, Value newValue, Value oldValue)
        : Event(EventType, std::forward<P>(eventPath), eventPassed), value(std::move(newValue)),
          previous(std::move(oldValue)) { }
    [[nodiscard]] std::unique_ptr<Event> clone() const override;
};

struct RACER_CLIENT_EXPORT InsertEvent : Event
{
    static constexpr Type EventType = Type::Insert;
    qsizetype index; // as it was given; local inserts may count from the end
    Value values;    // an array

    template<EventPath P>
    InsertEvent(P &&eventPath, const Passed &eventPassed, qsizetype at, Value inserted)
        : Event(EventType, std::forward<P>(eventPath), eventPassed), index(at), values(std::move(inserted)) { }
    [[nodiscard]] std::unique_ptr<Event> clone() const override;
};

struct RACER_CLIENT_EXPORT RemoveEvent : Event
{
    static constexpr Type EventType = Type::Remove;
    qsizetype index; // as it was given
    Value removed;   // an array, empty if nothing was there

    template<EventPath P>
    RemoveEvent(P &&eventPath, const Passed &eventPassed, qsizetype at, Value values)
        : Event(EventType, std::forward<P>(eventPath), eventPassed), index(at), removed(std::move(values)) { }
    [[nodiscard]] std::unique_ptr<Event> clone() const override;
};

struct RACER_CLIENT_EXPORT MoveEvent : Event
{
    static constexpr Type EventType = Type::Move;
    qsizetype from;
    qsizetype to; // counted after the removal
    qsizetype howMany;

    template<EventPath P>
    MoveEvent(P &&eventPath, const Passed &eventPassed, qsizetype fromIndex, qsizetype toIndex, qsizetype count)
        : Event(EventType, std::forward<P>(eventPath), eventPassed), from(fromIndex), to(toIndex),
          howMany(count) { }
    [[nodiscard]] std::unique_ptr<Event> clone() const override;
};

struct RACER_CLIENT_EXPORT LoadEvent : Event
{
    static constexpr Type EventType = Type::Load;
    Value document;

    template<EventPath P>
    LoadEvent(P &&eventPath, const Passed &eventPassed, Value data)
        : Event(EventType, std::forward<P>(eventPath), eventPassed), document(std::move(data)) { }
    [[nodiscard]] std::unique_ptr<Event> clone() const override;
};

struct RACER_CLIENT_EXPORT UnloadEvent : Event
{
    static constexpr Type EventType = Type::Unload;
    Value previous;

    template<EventPath P>
    UnloadEvent(P &&eventPath, const Passed &eventPassed, Value data)
        : Event(EventType, std::forward<P>(eventPath), eventPassed), previous(std::move(data)) { }
    [[nodiscard]] std::unique_ptr<Event> clone() const override;
};

} // namespace Racer
