// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/scriptreads.h>

namespace Racer {

static thread_local ScriptReads *current = nullptr;

/*!
    \class Racer::ScriptReads
    \inmodule Racer
    \brief Learns what a piece of JavaScript reads from models, to run it again when that changes.

    \code
    const ScriptReads reads([&places](const Model &place) { places.append(place.path()); });
    function.call();
    \endcode

    The getters of models are told, of all roots; not what C++ reads meanwhile, and not what queries and filters return.
*/
ScriptReads::ScriptReads(Callable read) : m_read(std::move(read)), m_outer(std::exchange(current, this)) { }

ScriptReads::~ScriptReads()
{
    current = m_outer;
}

/*! JavaScript reads at \a subpath of \a model. */
void ScriptReads::note(const Model &model, const QString &subpath)
{
    if (current)
        current->m_read(subpath.isEmpty() ? model : model.at(subpath));
}

} // namespace Racer
