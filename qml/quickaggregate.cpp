// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickaggregate.h>

namespace Racer {

/*!
    \qmltype Aggregate
    \inqmlmodule Racer
    \nativetype Racer::QuickAggregate
    \brief The count, sum, average, least or greatest of a role of an item model, as it changes.

    \qml
    Aggregate {
        id: total
        source: orders
        role: "price"
        operation: Aggregate.Sum
    }
    Label { text: total.value.toFixed(2) }
    \endqml

    See Racer::Aggregate for more.
*/

/*! \qmlproperty QAbstractItemModel Aggregate::source
    The item model. */
/*! \qmlproperty string Aggregate::role
    The name of the role; empty counts rows. */
/*! \qmlproperty enumeration Aggregate::operation
    Aggregate.Count (the default), Aggregate.Sum, Aggregate.Min, Aggregate.Max or Aggregate.Average. */
/*! \qmlproperty string Aggregate::section
    The rows of that section only. */
/*! \qmlproperty var Aggregate::value
    The result. Min, Max and Average of nothing are undefined. */

/*!
    \class Racer::QuickAggregate
    \inmodule Racer
    \brief The C++ side of the QML type Aggregate.

    Belongs to the thread of the QML engine.
*/
QuickAggregate::QuickAggregate(QObject *parent) : Aggregate(parent) { }

} // namespace Racer
