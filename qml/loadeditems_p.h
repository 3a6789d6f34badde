// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/modelquery.h>
#include <Racer/rootmodel.h>

#include <QtCore/QPointer>

namespace Racer {

// What is loaded, documents or a query, and gives it back when it goes.
class LoadedItems
{
public:
    LoadedItems(RootModel *root, QStringList paths) : m_root(root), m_paths(std::move(paths)) { }
    LoadedItems(RootModel *root, std::shared_ptr<ModelQuery> query) : m_root(root), m_query(std::move(query)) { }
    ~LoadedItems();
    LoadedItems(const LoadedItems &) = delete;

    [[nodiscard]] Confirmation start(bool fetchOnly);
    [[nodiscard]] const std::shared_ptr<ModelQuery> &query() const noexcept { return m_query; }
    [[nodiscard]] QStringList patterns() const; // of the events that may change the count
    [[nodiscard]] int count() const;

private:
    [[nodiscard]] QList<Loadable> items() const;

    const QPointer<RootModel> m_root;
    const std::shared_ptr<ModelQuery> m_query;
    const QStringList m_paths;
    bool m_started = false;
    bool m_fetchOnly = false;
};

} // namespace Racer
