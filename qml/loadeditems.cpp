// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "loadeditems_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Racer {

LoadedItems::~LoadedItems()
{
    if (!m_root || !m_started || m_window)
        return;
    if (m_fetchOnly)
        m_root->unfetch(items()).ignore();
    else
        m_root->unsubscribe(items()).ignore();
}

void LoadedItems::start(bool fetchOnly, QObject *context, const std::function<void(const Error &)> &done)
{
    m_started = true;
    m_fetchOnly = fetchOnly;
    if (QueryWindow *const window = m_window.get())
        QObject::connect(window, &QueryWindow::readyChanged, context, [window, done] { done(window->error()); });
    else
        (fetchOnly ? m_root->fetch(items()) : m_root->subscribe(items())).then(context, done);
}

QStringList LoadedItems::patterns() const
{
    if (m_window)
        return {m_window->ids().path() + u".**"_s};
    QStringList patterns;
    for (const QString &path : m_query ? QStringList{m_query->idsPath().toString()} : m_paths)
        patterns.append(path + u".**"_s);
    return patterns;
}

int LoadedItems::count() const
{
    if (!m_root)
        return 0;
    if (m_window)
        return m_window->total();
    if (m_query)
        return int(m_root->get(m_query->idsPath()).size());
    return int(std::count_if(m_paths.begin(), m_paths.end(),
                             [this](const QString &path) { return !m_root->get(path).isUndefined(); }));
}

QList<Loadable> LoadedItems::items() const
{
    if (m_query)
        return {Loadable(m_query)};
    return QList<Loadable>(m_paths.begin(), m_paths.end());
}

} // namespace Racer
