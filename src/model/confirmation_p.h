// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/confirmation.h>

#include <QtCore/QPointer>
#include <QtCore/QPromise>
#include <QtCore/QSharedData>

#include <optional>
#include <vector>

namespace Racer {

class RootModel;

namespace detail {

// Shared by the handle that a mutator returned and by the callback that waits for the server.
class ConfirmationState : public QSharedData
{
public:
    using Pointer = QExplicitlySharedDataPointer<ConfirmationState>;

    explicit ConfirmationState(RootModel *root);

    void finish(const Error &error); // only the first call counts
    [[nodiscard]] bool isFinished() const noexcept { return m_result.has_value(); }
    [[nodiscard]] const Error &error() const noexcept { return *m_result; }

    void observe(std::function<void(const Error &)> callback);
    [[nodiscard]] QFuture<void> future();
    void takeOver() noexcept { m_observed = true; }
    void handleDropped(); // nobody can ask any more

    [[nodiscard]] static Confirmation failed(RootModel *root, const Error &error);
    // Confirmed when all are; the first error is its error.
    [[nodiscard]] static Confirmation all(RootModel *root, std::vector<Confirmation> parts);

    // The callback to hand to whatever waits.
    [[nodiscard]] static std::function<void(const Error &)> callback(const Pointer &state);

private:
    void reportUnobserved();

    QPointer<RootModel> m_root;
    std::optional<Error> m_result;
    std::vector<std::function<void(const Error &)>> m_callbacks;
    std::optional<QPromise<void>> m_promise;
    bool m_observed = false;
    bool m_handleGone = false;
};

} // namespace detail
} // namespace Racer
