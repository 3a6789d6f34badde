// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quicklistener.h>

#include <Racer/jsvalue.h>
#include <Racer/rootmodel.h>

#include <QtQml/QQmlEngine>
#include <QtQml/QQmlInfo>

#include <utility>

namespace Racer {

/*!
    \qmltype Listener
    \inqmlmodule Racer
    \nativetype Racer::QuickListener
    \brief Signals for the events of a model at a pattern of paths: Racer's \c model.on().

    \qml
    Listener {
        model: store
        path: "todos"
        pattern: "*.done"
        onChanged: (captures, value) => console.log(captures[0], value ? "is done" : "is open again")
    }
    \endqml

    What \c * and \c ** stand for are the captures. \c passed has what \c model.pass() gave, and \c $remote, \c true for
    what others wrote.
*/

/*!
    \class Racer::QuickListener
    \inmodule Racer
    \brief The C++ side of the QML type Listener.

    Belongs to the thread of the QML engine.
*/
QuickListener::QuickListener(QObject *parent) : QuickScope(parent) { }

QuickListener::~QuickListener()
{
    m_listener.remove();
}

/*! \qmlproperty var Listener::model
    The model that path is in: a RootModel, or what at() and scope() return. */
/*! \qmlproperty string Listener::path
    What pattern is below; empty for the model itself. */

/*! \qmlproperty string Listener::pattern
    Which paths below path are listened to: \c * stands for one segment, and \c ** at the end for any number of them,
    none included. \c "**" by default. */
QString QuickListener::pattern() const
{
    return m_pattern;
}

void QuickListener::setPattern(const QString &pattern)
{
    if (std::exchange(m_pattern, pattern) == pattern)
        return;
    Q_EMIT patternChanged();
    listen();
}

/*!
    \qmlproperty enumeration Listener::type
    Which events are listened to.
    \value Listener.All    all of them, the default
    \value Listener.Change a value was set or deleted
    \value Listener.Insert elements have come into an array
    \value Listener.Remove elements have gone from one
    \value Listener.Move   elements have moved within one
    \value Listener.Load   a document of the server has come into the model
    \value Listener.Unload it has left the model
*/
QuickListener::Type QuickListener::type() const
{
    return m_type;
}

void QuickListener::setType(Type type)
{
    if (std::exchange(m_type, type) == type)
        return;
    Q_EMIT typeChanged();
    listen();
}

/*! \qmlproperty bool Listener::enabled
    False to hear nothing. True by default. */
bool QuickListener::isEnabled() const
{
    return m_enabled;
}

void QuickListener::setEnabled(bool enabled)
{
    if (std::exchange(m_enabled, enabled) == enabled)
        return;
    Q_EMIT enabledChanged();
    listen();
}

void QuickListener::scopeChanged(const Model &)
{
    listen();
}

void QuickListener::listen()
{
    m_listener.remove();
    const Model place = scope();
    if (!m_enabled || !isComplete() || !place.isValid())
        return;
    const auto heard = [this](const auto &event, const QStringList &captures) { tell(event, captures); };
    const auto on = [&]<typename E>() { return place.on<E>(m_pattern, this, heard); };
    try {
        switch (m_type) {
        case Change: m_listener = on.operator()<ChangeEvent>(); break;
        case Insert: m_listener = on.operator()<InsertEvent>(); break;
        case Remove: m_listener = on.operator()<RemoveEvent>(); break;
        case Move: m_listener = on.operator()<MoveEvent>(); break;
        case Load: m_listener = on.operator()<LoadEvent>(); break;
        case Unload: m_listener = on.operator()<UnloadEvent>(); break;
        case All: m_listener = on.operator()<Event>(); break;
        }
        m_listener.keep();
    } catch (const Error &error) {
        qmlWarning(this) << error.message();
    }
}

void QuickListener::tell(const Event &event, const QStringList &captures)
{
    QJSEngine *const engine = qjsEngine(this);
    if (!engine)
        return;
    const auto js = [engine](const Value &value) { return toJSValue(value, engine); };
    const QJSValue passed = js(event.passed.toValue());
    switch (event.type) {
    case Event::Type::Change: {
        const auto &change = static_cast<const ChangeEvent &>(event);
        Q_EMIT changed(captures, js(change.value), js(change.previous), passed);
        break;
    }
    case Event::Type::Insert: {
        const auto &insert = static_cast<const InsertEvent &>(event);
        Q_EMIT inserted(captures, int(insert.index), js(insert.values), passed);
        break;
    }
    case Event::Type::Remove: {
        const auto &remove = static_cast<const RemoveEvent &>(event);
        Q_EMIT removed(captures, int(remove.index), js(remove.removed), passed);
        break;
    }
    case Event::Type::Move: {
        const auto &move = static_cast<const MoveEvent &>(event);
        Q_EMIT moved(captures, int(move.from), int(move.to), int(move.howMany), passed);
        break;
    }
    case Event::Type::Load:
        Q_EMIT loaded(captures, js(static_cast<const LoadEvent &>(event).document), passed);
        break;
    case Event::Type::Unload:
        Q_EMIT unloaded(captures, js(static_cast<const UnloadEvent &>(event).previous), passed);
        break;
    }
}

/*! \qmlsignal Listener::changed(list<string> captures, var value, var previous, var passed)
    A value was set or, with undefined, deleted. */
/*! \qmlsignal Listener::inserted(list<string> captures, int index, var values, var passed)
    The array \a values has come into an array at \a index. */
/*! \qmlsignal Listener::removed(list<string> captures, int index, var removed, var passed)
    The array \a removed has gone from an array. */
/*! \qmlsignal Listener::moved(list<string> captures, int from, int to, int howMany, var passed)
    Elements have moved within an array; \a to is counted after the removal. */
/*! \qmlsignal Listener::loaded(list<string> captures, var document, var passed)
    A document of the server has come into the model. */
/*! \qmlsignal Listener::unloaded(list<string> captures, var previous, var passed)
    A document of the server has left the model. */

} // namespace Racer
