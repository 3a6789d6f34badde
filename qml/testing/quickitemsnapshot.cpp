// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickitemsnapshot.h>

#include <Racer/jsvalue.h>

#include <QtQml/QQmlEngine>

namespace Racer {

/*!
    \qmltype ItemSnapshot
    \inqmlmodule Racer.Testing
    \nativetype Racer::QuickItemSnapshot
    \brief What an item model shows when it is asked, as JavaScript's arrays and objects.

    \qml
    ItemSnapshot {
        id: snapshot
        model: list
        roles: ["title"]
    }
    // in a test
    verify(snapshot.matches(["a", "b"]));
    \endqml

    See Racer::ItemSnapshot for the shape of rows().
*/

/*!
    \class Racer::QuickItemSnapshot
    \inmodule Racer
    \brief The C++ side of the QML type ItemSnapshot.
*/

/*! \qmlproperty model ItemSnapshot::model
    The item model that is read. */
QAbstractItemModel *QuickItemSnapshot::model() const
{
    return m_model;
}

void QuickItemSnapshot::setModel(QAbstractItemModel *model)
{
    if (m_model == model)
        return;
    m_model = model;
    Q_EMIT modelChanged();
}

/*! \qmlproperty list<string> ItemSnapshot::roles
    The names of the roles to read; none, the default, for the one that views display. */
QStringList QuickItemSnapshot::roles() const
{
    return m_roles;
}

void QuickItemSnapshot::setRoles(const QStringList &roles)
{
    if (m_roles == roles)
        return;
    m_roles = roles;
    Q_EMIT rolesChanged();
}

/*! The same for C++. Of no model it is empty. */
ItemSnapshot QuickItemSnapshot::take() const
{
    return m_model ? ItemSnapshot(m_model, m_roles) : ItemSnapshot();
}

/*! \qmlmethod var ItemSnapshot::rows()
    What the model shows now. */
QJSValue QuickItemSnapshot::rows() const
{
    return toJSValue(take().rows(), qjsEngine(this));
}

/*! \qmlmethod string ItemSnapshot::text()
    The same as text, with a line of JSON for each row. */
QString QuickItemSnapshot::text() const
{
    return take().text();
}

/*! \qmlmethod string ItemSnapshot::difference(var expectedRows)
    What differs now from \a expectedRows; empty if nothing does. */
QString QuickItemSnapshot::difference(const QJSValue &expectedRows) const
{
    return take().difference(fromJSValue(expectedRows));
}

/*! \qmlmethod bool ItemSnapshot::matches(var expectedRows)
    True if the model shows \a expectedRows now; what differs is written to the log. */
bool QuickItemSnapshot::matches(const QJSValue &expectedRows) const
{
    return take().matches(fromJSValue(expectedRows));
}

} // namespace Racer
