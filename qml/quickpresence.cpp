// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickpresence.h>

#include "scopereference_p.h"

#include <Racer/jsvalue.h>

#include <QtQml/QJSEngine>
#include <QtQml/QQmlInfo>

#include <utility>

namespace Racer {

/*!
    \qmltype Presence
    \inqmlmodule Racer
    \nativetype Racer::QuickPresence
    \brief Who else is here: what others show as a list model, and what is shown to them.

    \qml
    Presence {
        id: readers
        model: store
        path: "todos.t1"
        value: ({ name: "Ann", cursor: { path: "body", start: area.cursorPosition } })
    }
    Repeater {
        model: readers
        Label {
            required property string name
            text: name
        }
    }
    \endqml

    Rows come when a value is first shown, change with it, and go with its client. Their roles are \c id, \c value, and
    the members of the values, or those that are named by roles. Ranges of texts in values follow everybody's edits: see
    Racer::PresenceModel. The server must have presence switched on.
*/

class QuickPresencePrivate
{
public:
    explicit QuickPresencePrivate(QuickPresence *presence, std::function<void(const Model &)> changed)
        : reference(presence, std::move(changed)) { }

    ScopeReference reference;
    QString channel;
};

/*!
    \class Racer::QuickPresence
    \inmodule Racer
    \brief The C++ side of the QML type Presence.

    Belongs to the thread of the QML engine.
*/
QuickPresence::QuickPresence(QObject *parent)
    : PresenceModel(parent),
      d(std::make_unique<QuickPresencePrivate>(this, [this](const Model &scope) { update(scope); }))
{
    connect(this, &PresenceModel::errorOccurred, this, [this](const Error &error) {
        qmlWarning(this) << error.message();
    });
}

QuickPresence::~QuickPresence() = default;

void QuickPresence::update(const Model &scope)
{
    if (scope.isValid() && !d->channel.isEmpty())
        setChannel(scope, Key(d->channel));
    else
        setSource(scope);
}

/*! \qmlproperty var Presence::model
    The model that path is in: a RootModel, or what at() and scope() return. Its connection is used. */
QJSValue QuickPresence::model() const
{
    return d->reference.model();
}

void QuickPresence::setModel(const QJSValue &model)
{
    if (!d->reference.setModel(model))
        return;
    Q_EMIT modelChanged();
    d->reference.update();
}

/*! \qmlproperty string Presence::path
    The document below model that this is about, or something in one; its path is the channel's name then. */
QString QuickPresence::path() const
{
    return d->reference.path();
}

void QuickPresence::setPath(const QString &path)
{
    if (!d->reference.setPath(path))
        return;
    Q_EMIT pathChanged();
    d->reference.update();
}

/*! \qmlproperty string Presence::channel
    A channel of another name, in place of path: for presence that is about no document. */
QString QuickPresence::channelName() const
{
    return d->channel;
}

void QuickPresence::setChannelName(const QString &name)
{
    if (std::exchange(d->channel, name) == name)
        return;
    Q_EMIT channelChanged();
    if (d->reference.isComplete())
        update(d->reference.scope());
}

/*! \qmlproperty var Presence::value
    What is shown to the others, at most one value a frame; undefined for nothing. Its ranges follow edits. */
QJSValue QuickPresence::jsValue() const
{
    QJSEngine *const engine = qjsEngine(this);
    return engine ? toJSValue(value(), engine) : QJSValue();
}

void QuickPresence::setJSValue(const QJSValue &value)
{
    try {
        setValue(fromJSValue(value));
    } catch (const Error &error) {
        qmlWarning(this) << error.message();
    }
}

/*! \qmlmethod var Presence::get(int row)
    The value of a row. */
QJSValue QuickPresence::get(int row) const
{
    QJSEngine *const engine = qjsEngine(this);
    return engine ? toJSValue(valueAt(row), engine) : QJSValue();
}

/*! \qmlproperty int Presence::count
    How many others show a value. */
/*! \qmlproperty bool Presence::active
    False to leave the channel. True by default. */
/*! \qmlproperty string Presence::presenceId
    The id that the own value is shown under, which must be unique in the channel; a random one by default. */
/*! \qmlproperty list<string> Presence::roles
    The members of values that are roles; discovered if none are named. */
/*! \qmlmethod int Presence::indexOf(string id)
    The row of a presence id, or -1. */

void QuickPresence::classBegin()
{
    d->reference.begin();
}

void QuickPresence::componentComplete()
{
    d->reference.complete();
}

} // namespace Racer
