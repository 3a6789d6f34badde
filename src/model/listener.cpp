// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/listener.h>

#include "listenertree_p.h"

namespace Racer {

/*!
    \class Racer::Listener
    \inmodule Racer
    \brief A handle to a listener of a model, for taking it away again.

    Returned by Model::on() and its relatives. A listener stays until it is removed, until the QObject it was bound
    to is destroyed, or until the root model is. A removed listener is not called again, not even for an event that
    is just being delivered. Counterpart of the opaque object that Racer's \c on returns.
*/
Listener::Listener() noexcept = default;
Listener::Listener(QExplicitlySharedDataPointer<detail::ListenerEntry> entry) noexcept : d(std::move(entry)) { }
Listener::Listener(const Listener &other) noexcept = default;
Listener::Listener(Listener &&other) noexcept = default;
Listener &Listener::operator=(const Listener &other) noexcept = default;
Listener &Listener::operator=(Listener &&other) noexcept = default;
Listener::~Listener() = default;

/*! True until it is removed. */
bool Listener::isActive() const noexcept
{
    return d && d->tree;
}

/*! Removes it. Does nothing if it is gone already. */
void Listener::remove()
{
    if (isActive())
        d->tree->remove(d.data());
}

/*!
    Makes Model::removeAllListeners() and Model::destroy() leave it alone. For views of a model, such as item models,
    whose life is their own and not that of a part of the data; after a destroy() they are called with a ChangeEvent.
*/
Listener &Listener::keep()
{
    if (d)
        d->kept = true;
    return *this;
}

} // namespace Racer
