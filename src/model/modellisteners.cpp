// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/model.h>

#include "rootmodel_p.h"

namespace Racer {

/*!
    \fn template<typename E, typename F> Listener Model::on(PathArg pattern, QObject *context, F &&callable) const

    Calls \a callable for every event of the type E (one of the event structs, or Event for all types) whose path
    matches \a pattern, until the returned Listener is removed or \a context is destroyed.

    In a pattern, relative to the model's path, \c * stands for exactly one segment, and \c ** at the end for any
    number of them, also none. There is no other matching: setting a.b does not call a listener on a.b.c. The callable
    takes const E &, and optionally const QStringList & with the captures: one for each \c *, then what \c ** matched,
    joined with dots.

    For one event the listeners of its type are called first, then those of all types; among them at each level of the
    path those of \c ** first, then those reached through \c *, then those reached through the segment's name, and
    for one pattern in the order in which they were added. What a listener changes is delivered after all
    listeners have seen the present event. A listener that throws is reported by RootModel::error, and the others
    are called all the same.

    Without a pattern a listener of the root model hears of every path, that of another model of its own path.
    Throws Error for a pattern with \c ** before its end.
*/

/*!
    \fn template<typename E, typename F> Listener Model::once(PathArg pattern, QObject *context, F &&callable) const
    As on(), for the next event only.
*/

/*!
    \fn template<typename E, typename F> Listener Model::onImmediate(PathArg pattern, QObject *context, F &&callable) const
    As on(), but called inside the mutator, before any listener of on(), so that the data is just as the event says.
    Counterpart of Racer's \c changeImmediate and so on.
*/

Listener Model::addListener(int type, const PathArg *pattern, QObject *context, detail::ListenerCallback callback,
                            bool captures, bool immediate, bool once) const
{
    QList<Key> segments = (pattern ? m_root->resolve(*this, *pattern) : m_path).segments();
    bool deep = !pattern && segments.isEmpty();
    if (!segments.isEmpty() && segments.last().view().endsWith(u"**")) {
        const QStringView rest = segments.last().view().chopped(2);
        if (rest != u"*") { // "***" is a name like any other
            deep = true;
            if (rest.isEmpty())
                segments.removeLast();
            else
                segments.last() = Key(rest);
        }
    }
    for (const Key &segment : segments) {
        if (segment == QStringView(u"**"))
            throw Error(ErrorCode::InvalidPath, u"Path pattern may contain `**` at end only"_qs);
    }
    const ListenerTree::EntryPointer entry(new detail::ListenerEntry);
    entry->call = std::move(callback);
    entry->pattern = Path(std::move(segments));
    entry->context = m_eventContext;
    entry->deep = deep;
    entry->captures = captures;
    entry->once = once;
    m_root->events.add(entry, type, immediate, context);
    return Listener(entry);
}

/*! Removes \a listener. Does nothing if it is gone already. */
void Model::removeListener(const Listener &listener) const
{
    Listener(listener).remove();
}

/*! Removes all listeners whose pattern begins with the very segments of \a pattern, which are not matched: "a" removes
    those of "a" and "a.*", not those of "*". Those bound to a context object go as well; those with Listener::keep()
    stay. */
void Model::removeAllListeners(PathArg pattern) const
{
    m_root->events.removeBelow(-1, m_root->resolve(*this, pattern));
}

/*! As above, only those of one \a type. */
void Model::removeAllListeners(Event::Type type, PathArg pattern) const
{
    m_root->events.removeBelow(int(type), m_root->resolve(*this, pattern));
}

/*! Removes all listeners that were added through models of the same eventContext(); none without one. */
void Model::removeContextListeners() const
{
    if (!m_eventContext.isEmpty())
        m_root->events.removeContext(m_eventContext);
}

} // namespace Racer
