// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "confirmation_p.h"

#include <Racer/rootmodel.h>

namespace Racer {

namespace detail {

ConfirmationState::ConfirmationState(RootModel *root) : m_root(root) { }

void ConfirmationState::finish(const Error &error)
{
    if (m_result)
        return;
    const Pointer keep(this);
    m_result = error;
    if (m_promise) {
        if (error)
            m_promise->setException(error);
        m_promise->finish();
    }
    for (const auto &callback : std::exchange(m_callbacks, {}))
        callback(error);
    if (m_handleGone)
        reportUnobserved();
}

void ConfirmationState::observe(std::function<void(const Error &)> callback)
{
    m_observed = true;
    if (m_result)
        callback(*m_result);
    else
        m_callbacks.push_back(std::move(callback));
}

QFuture<void> ConfirmationState::future()
{
    m_observed = true;
    if (!m_promise) {
        m_promise.emplace();
        m_promise->start();
        if (m_result) {
            if (*m_result)
                m_promise->setException(*m_result);
            m_promise->finish();
        }
    }
    return m_promise->future();
}

void ConfirmationState::handleDropped()
{
    m_handleGone = true;
    if (m_result)
        reportUnobserved();
}

Confirmation ConfirmationState::failed(RootModel *root, const Error &error)
{
    const Pointer state(new ConfirmationState(root));
    state->finish(error);
    return Confirmation(state);
}

Confirmation ConfirmationState::all(RootModel *root, std::vector<Confirmation> parts)
{
    if (parts.size() <= 1)
        return parts.empty() ? Confirmation() : std::move(parts.front());
    const Pointer state(new ConfirmationState(root));
    const auto left = std::make_shared<size_t>(parts.size());
    for (const Confirmation &part : parts) {
        part.then([state, left](const Error &error) {
            if (--*left == 0 || error)
                state->finish(error); // only the first counts
        });
    }
    return Confirmation(state);
}

std::function<void(const Error &)> ConfirmationState::callback(const Pointer &state)
{
    if (!state)
        return {};
    return [state](const Error &error) { state->finish(error); };
}

void ConfirmationState::reportUnobserved()
{
    if (!m_observed && *m_result && m_root)
        Q_EMIT m_root->error(*m_result);
    m_observed = true;
}

} // namespace detail

/*!
    \class Racer::Confirmation
    \inmodule Racer
    \brief The outcome of something that the server may have to confirm.

    Local changes are confirmed when the call returns; changes of remote documents when the server has acknowledged
    them; loads when the data is there. Ask with future(), with then(), or not at all: then an error reaches
    RootModel::error. The handle can be moved but not copied, and belongs to the model's thread.

    Racer's counterpart is the callback that its methods take last.
*/

/*! \internal */
Confirmation::Confirmation(QExplicitlySharedDataPointer<detail::ConfirmationState> state) noexcept
    : d(std::move(state))
{ }

Confirmation::Confirmation(Confirmation &&other) noexcept = default;

Confirmation &Confirmation::operator=(Confirmation &&other) noexcept
{
    d.swap(other.d);
    return *this;
}

Confirmation::~Confirmation()
{
    if (d)
        d->handleDropped();
}

/*! True once it has been confirmed or has failed. */
bool Confirmation::isDone() const noexcept
{
    return !d || d->isFinished();
}

/*! The error it failed with, or a null Error if it has not failed so far. The error counts as handled. */
Error Confirmation::error() const
{
    if (!d || !d->isFinished())
        return {};
    d->takeOver();
    return d->error();
}

/*! A future that finishes when it is confirmed, or throws the Error. */
QFuture<void> Confirmation::future() const
{
    if (!d)
        return QtFuture::makeReadyFuture();
    return d->future();
}

/*! Calls \a callback once, with a null Error on success; at once if the outcome is known. */
void Confirmation::then(std::function<void(const Error &error)> callback) const
{
    if (d)
        d->observe(std::move(callback));
    else
        callback(Error());
}

/*! \overload Does not call \a callback after \a context has been destroyed. */
void Confirmation::then(QObject *context, std::function<void(const Error &error)> callback) const
{
    then([context = QPointer<QObject>(context), callback = std::move(callback)](const Error &error) {
        if (context)
            callback(error);
    });
}

/*! Declares that an error needs no report. */
void Confirmation::ignore() const
{
    if (d)
        d->takeOver();
}

/*!
    \class Racer::Mutation
    \inmodule Racer
    \brief What a mutator of a model returns: its value at once, and the Confirmation.

    value() is what Racer's mutator returns: the previous value, the new length, the removed items, the id. It is
    undefined after an error.
*/

/*!
    \class Racer::Release
    \inmodule Racer
    \brief What giving a document or query back returns: the Confirmation, and how many hold it still.

    It is confirmed after RootModel::unloadDelay, and where the last subscription ends, when the server has answered.
    Counterpart of the second argument that Racer hands to the callbacks of \c unfetchDoc, \c unsubscribeDoc and
    those of queries.
*/

/*! \internal */
Release::Release(Confirmation confirmation, std::shared_ptr<const std::optional<int>> remaining) noexcept
    : Confirmation(std::move(confirmation)), m_remaining(std::move(remaining))
{ }

/*! How often it is held after this, 0 if it was let go. Nothing before isDone(), and where it was not held at all. */
std::optional<int> Release::remaining() const noexcept
{
    return m_remaining ? *m_remaining : std::nullopt;
}

/*! Calls \a callback once, with the error and what remaining() then is. */
void Release::then(std::function<void(const Error &error, std::optional<int> remaining)> callback) const
{
    Confirmation::then([callback = std::move(callback), remaining = m_remaining](const Error &error) {
        callback(error, remaining ? *remaining : std::nullopt);
    });
}

} // namespace Racer
