// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/modelquery.h>
#include <Racer/querywindow.h>
#include <Racer/rootmodel.h>

#include <QtCore/QPointer>

namespace Racer {

// What is loaded, documents, a query or a window on one, and gives it back when it goes.
class LoadedItems
{
public:
    LoadedItems(RootModel *root, QStringList paths) : m_root(root), m_paths(std::move(paths)) { }
    LoadedItems(RootModel *root, std::shared_ptr<ModelQuery> query) : m_root(root), m_query(std::move(query)) { }
    LoadedItems(RootModel *root, std::unique_ptr<QueryWindow> window) : m_root(root), m_window(std::move(window)) { }
    ~LoadedItems();
    LoadedItems(const LoadedItems &) = delete;

    void start(bool fetchOnly, QObject *context, const std::function<void(const Error &)> &done);
    [[nodiscard]] const std::shared_ptr<ModelQuery> &query() const noexcept { return m_query; }
    [[nodiscard]] QueryWindow *window() const noexcept { return m_window.get(); }
    [[nodiscard]] QStringList patterns() const; // of the events that may change the count
    [[nodiscard]] int count() const;

private:
    [[nodiscard]] QList<Loadable> items() const;

    const QPointer<RootModel> m_root;
    const std::shared_ptr<ModelQuery> m_query;
    const std::unique_ptr<QueryWindow> m_window;
    const QStringList m_paths;
    bool m_started = false;
    bool m_fetchOnly = false;
};

} // namespace Racer
