// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "scriptbridge_p.h"

#include <utility>

namespace Racer {

// One call from JavaScript into a model. Errors that come up meanwhile, and that nobody takes, are thrown when it ends:
// what was to be delivered has been delivered then.
class ScriptBridge::Call
{
public:
    explicit Call(ScriptBridge *bridge) : m_bridge(bridge), m_outer(std::exchange(bridge->m_call, this)) { }
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;
    ~Call()
    {
        m_bridge->m_call = m_outer;
        if (m_error)
            m_bridge->m_engine->throwError(*m_error);
    }

    void fail(const QJSValue &error)
    {
        if (!m_error) // the first is the cause
            m_error = error;
    }

private:
    ScriptBridge *const m_bridge;
    Call *const m_outer;
    std::optional<QJSValue> m_error;
};

template<typename Function>
QJSValue ScriptBridge::run(QObject *handle, Function function)
{
    Call call(this);
    try {
        if (!handle)
            throw Error(QStringLiteral("The model is gone"));
        return function(*static_cast<ScriptModel *>(handle));
    } catch (const Error &error) {
        call.fail(toJS(error));
        return {};
    }
}

} // namespace Racer
