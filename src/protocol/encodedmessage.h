// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/message.h>

#include <QtCore/QByteArray>

#include <memory>

namespace Racer::Protocol {

// A message on its way out, in the form its receiver wants: a tree for peers in this process, JSON for a socket.
// Each form is made once, when first asked for; copies share both. Thread-safe.
class RACER_CORE_EXPORT EncodedMessage
{
public:
    EncodedMessage() noexcept = default; // empty
    EncodedMessage(Value message);
    EncodedMessage(OpMessage message); // JSON is written without a tree in between
    EncodedMessage(SubmitOp message);  // the same

    [[nodiscard]] bool isEmpty() const noexcept { return !d; }
    [[nodiscard]] const Value &value() const;
    [[nodiscard]] const QByteArray &json() const; // compact, UTF-8

private:
    struct Data;
    std::shared_ptr<Data> d;
};

} // namespace Racer::Protocol
