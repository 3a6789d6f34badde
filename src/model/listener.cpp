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

} // namespace Racer
