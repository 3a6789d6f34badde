// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>
#include <Racer/racerscriptexport.h>

namespace Racer {

// While it exists, it is told the places that JavaScript reads from models in this thread. The newest one is told.
class RACER_SCRIPT_EXPORT ScriptReads
{
public:
    using Callable = std::function<void(const Model &place)>;

    explicit ScriptReads(Callable read);
    ~ScriptReads();
    ScriptReads(const ScriptReads &) = delete;

    // Called where JavaScript reads.
    static void note(const Model &model, const QString &subpath);

private:
    const Callable m_read;
    ScriptReads *const m_outer;
};

} // namespace Racer
