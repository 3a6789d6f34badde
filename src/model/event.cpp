// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/event.h>

namespace Racer {

/*!
    \struct Racer::Passed
    \inmodule Racer
    \brief What travels with an event beside its data.

    Racer puts its own markers and the application's keys into one object; here the markers that only stop feedback
    are members. \c values holds what Model::pass() was given and the library's \c $stringInsert
    ({index, text}), \c $stringRemove ({index, howMany}) and \c $subtype ({type, op}).
*/

Value Passed::toValue() const
{
    Value result = values.isObject() ? values : Value::object();
    const auto mark = [&result](bool set, QStringView name) {
        if (set)
            result.set(Key(name), true);
    };
    mark(remote, u"$remote");
    mark(query, u"$query");
    mark(refList, u"$refList");
    mark(function, u"$fn");
    mark(filter, u"$filter");
    return result;
}

Passed Passed::with(const Key &key, Value value) const
{
    Passed result = *this;
    if (!result.values.isObject())
        result.values = Value::object();
    result.values.set(key, std::move(value));
    return result;
}

/*!
    \struct Racer::Event
    \inmodule Racer
    \brief One change of a model, at an absolute path.

    An event is exactly one of ChangeEvent, InsertEvent, RemoveEvent, MoveEvent, LoadEvent and UnloadEvent, told
    by \c type. Listeners get a reference that is good for the call; clone() keeps one. The values are
    snapshots: later changes of the model do not reach them.

    \sa Model::on()
*/
Event::~Event() = default;

/*!
    \struct Racer::ChangeEvent
    \inmodule Racer
    \brief The value at \c path was set or deleted. \c value is undefined after a deletion.
*/
std::unique_ptr<Event> ChangeEvent::clone() const
{
    return std::make_unique<ChangeEvent>(*this);
}

/*!
    \struct Racer::InsertEvent
    \inmodule Racer
    \brief \c values (an array) were inserted into the array at \c path before \c index.
*/
std::unique_ptr<Event> InsertEvent::clone() const
{
    return std::make_unique<InsertEvent>(*this);
}

/*!
    \struct Racer::RemoveEvent
    \inmodule Racer
    \brief \c removed (an array) was taken from the array at \c path at \c index.
*/
std::unique_ptr<Event> RemoveEvent::clone() const
{
    return std::make_unique<RemoveEvent>(*this);
}

/*!
    \struct Racer::MoveEvent
    \inmodule Racer
    \brief \c howMany elements of the array at \c path were taken at \c from and put back at \c to, which counts
    after the removal.
*/
std::unique_ptr<Event> MoveEvent::clone() const
{
    return std::make_unique<MoveEvent>(*this);
}

/*!
    \struct Racer::LoadEvent
    \inmodule Racer
    \brief The remote document at \c path has arrived for the first time, or again after a rollback.
*/
std::unique_ptr<Event> LoadEvent::clone() const
{
    return std::make_unique<LoadEvent>(*this);
}

/*!
    \struct Racer::UnloadEvent
    \inmodule Racer
    \brief The remote document at \c path has left the model; on the server it stays.
*/
std::unique_ptr<Event> UnloadEvent::clone() const
{
    return std::make_unique<UnloadEvent>(*this);
}

} // namespace Racer
