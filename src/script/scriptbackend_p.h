// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/backend.h>
#include <Racer/gateway.h>

#include <QtCore/QObject>
#include <QtQml/QJSValue>

#include <unordered_map>

namespace Racer {

// A backend that JavaScript made, with the gateways it listens at.
class ScriptBackend : public QObject
{
public:
    // A middleware function that was called, and has not called its next() yet.
    struct Step
    {
        std::function<void(const Value &edited)> take; // what it has changed
        SubmitRequest *submit = nullptr;
        Next next;
    };

    explicit ScriptBackend(BackendOptions options) : backend(std::move(options)) { }

    Backend backend;
    std::vector<std::unique_ptr<Gateway>> gateways; // gone before the backend
    std::unordered_map<int, Step> steps;
    int lastStep = 0;
    // What middleware knows a connection by, for as long as it lives.
    std::unordered_map<const Agent *, std::pair<std::weak_ptr<Agent>, QJSValue>> agents;
};

// What JavaScript owns of it.
class ScriptBackendHandle : public QObject
{
public:
    explicit ScriptBackendHandle(std::shared_ptr<ScriptBackend> backend) : shared(std::move(backend)) { }

    // Throws Error without a handle.
    [[nodiscard]] static ScriptBackend &backendOf(QObject *handle);

    const std::shared_ptr<ScriptBackend> shared;
};

} // namespace Racer
