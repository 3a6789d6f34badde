// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>
#include <Racer/racerclientexport.h>

#include <QtCore/QFuture>
#include <QtCore/QObject>

#include <functional>
#include <memory>
#include <optional>

namespace Racer {

namespace detail {
class ConfirmationState;
}

// The outcome of something that a server may have to confirm. Costs nothing where nobody asks. An error that nobody
// asked about goes to RootModel::error.
class RACER_CLIENT_EXPORT Confirmation
{
public:
    Confirmation() noexcept = default; // confirmed
    explicit Confirmation(QExplicitlySharedDataPointer<detail::ConfirmationState> state) noexcept;
    Confirmation(Confirmation &&other) noexcept;
    Confirmation &operator=(Confirmation &&other) noexcept;
    ~Confirmation();

    [[nodiscard]] bool isDone() const noexcept;
    [[nodiscard]] Error error() const; // a null Error unless it has failed; takes the error over

    [[nodiscard]] QFuture<void> future() const;
    void then(std::function<void(const Error &error)> callback) const;
    void then(QObject *context, std::function<void(const Error &error)> callback) const;
    void ignore() const; // whatever happens is all right

private:
    friend class RootModelPrivate;
    QExplicitlySharedDataPointer<detail::ConfirmationState> d;
};

// The outcome of giving something back: with it, how many hold it still.
class RACER_CLIENT_EXPORT Release : public Confirmation
{
public:
    Release() noexcept = default; // nothing was held
    Release(Confirmation confirmation, std::shared_ptr<const std::optional<int>> remaining) noexcept;

    [[nodiscard]] std::optional<int> remaining() const noexcept;
    using Confirmation::then;
    void then(std::function<void(const Error &error, std::optional<int> remaining)> callback) const;

private:
    std::shared_ptr<const std::optional<int>> m_remaining;
};

// What a mutator returns: its value (the previous value, new length, removed items: see each one) at once, and
// the confirmation.
class RACER_CLIENT_EXPORT Mutation : public Confirmation
{
public:
    explicit Mutation(Value value, Confirmation confirmation = {}) noexcept
        : Confirmation(std::move(confirmation)), m_value(std::move(value)) { }

    [[nodiscard]] const Value &value() const noexcept { return m_value; }

private:
    Value m_value;
};

} // namespace Racer
