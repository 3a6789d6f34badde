// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/agent.h>
#include <Racer/modeloptions.h>
#include <Racer/rootmodel.h>

namespace Racer {

class Backend;

// A model for as long as one request is answered: it fetches where it would subscribe, and closes by itself.
class RACER_SERVER_EXPORT RequestModel
{
public:
    RequestModel() = default; // isNull()
    explicit RequestModel(Backend *backend, const ConnectionRequest &request = {});
    RequestModel(RequestModel &&) noexcept = default;
    RequestModel &operator=(RequestModel &&other) noexcept;
    ~RequestModel();

    [[nodiscard]] bool isNull() const noexcept { return !m_model; }
    [[nodiscard]] RootModel *get() const noexcept { return m_model.get(); }
    [[nodiscard]] RootModel *operator->() const noexcept { return m_model.get(); }
    [[nodiscard]] RootModel &operator*() const noexcept { return *m_model; }
    void close();

private:
    Backend *m_backend = nullptr;
    std::unique_ptr<RootModel> m_model;
};

} // namespace Racer
