// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/connection.h>

#include <QtCore/QPromise>

#include <vector>

namespace Racer {

using Callbacks = std::vector<Callback>;

// False if there was nobody to call.
inline bool callEach(const Callbacks &callbacks, const Error &error = {})
{
    bool called = false;
    for (const Callback &callback : callbacks) {
        if (callback) {
            callback(error);
            called = true;
        }
    }
    return called;
}

// One callback for all of them; none if none of them is set.
inline Callback combined(Callbacks callbacks)
{
    std::erase_if(callbacks, [](const Callback &callback) { return !callback; });
    if (callbacks.empty())
        return {};
    if (callbacks.size() == 1)
        return std::move(callbacks.front());
    return [callbacks = std::move(callbacks)](const Error &error) { callEach(callbacks, error); };
}

// A future for what "start" begins; "start" is given the callback that ends it.
template<typename Start>
QFuture<void> asFuture(Start &&start)
{
    auto promise = std::make_shared<QPromise<void>>();
    QFuture<void> future = promise->future();
    promise->start();
    start([promise](const Error &error) {
        if (error)
            promise->setException(error);
        promise->finish();
    });
    return future;
}

} // namespace Racer
