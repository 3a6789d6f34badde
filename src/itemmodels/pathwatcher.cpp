// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "pathwatcher_p.h"

#include <Racer/rootmodel.h>

namespace Racer {

void PathWatcher::listen(const Model &root, PathArg pattern, When when,
                         const std::function<void(const Event &)> &changed)
{
    m_listeners.push_back(when == When::Immediate ? root.onImmediate<Event>(pattern, m_owner, changed)
                                                  : root.on<Event>(pattern, m_owner, changed));
    m_listeners.back().keep();
}

void PathWatcher::start(const Model &model, When when, const std::function<void(const Event &)> &changed,
                        const std::function<void()> &gone)
{
    stop();
    m_root = model.root();
    const Model root = model.scope();
    const Path path = model.segments();
    for (qsizetype length = 2; length < path.size(); ++length) // events have at least a document's path
        listen(root, path.mid(0, length), when, changed);
    listen(root, path / Key(u"**"), when, changed);
    m_gone = QObject::connect(m_root, &QObject::destroyed, m_owner, gone);
}

void PathWatcher::stop()
{
    for (Listener &listener : m_listeners)
        listener.remove();
    m_listeners.clear();
    QObject::disconnect(m_gone);
    m_root.clear();
}

} // namespace Racer
