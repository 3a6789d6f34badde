// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>

#include <optional>

namespace Racer {

// The head of an HTTP request that asks for a WebSocket (RFC 6455, section 4.2).
struct HttpUpgrade
{
    QByteArray target; // path and query, as sent
    QHash<QByteArray, QByteArray> headers; // names in lower case; those that come twice are joined by ", "

    static constexpr qsizetype MaxHeadSize = 16 * 1024;

    struct Outcome;
    [[nodiscard]] static Outcome parse(QByteArrayView bytes);
    [[nodiscard]] static QByteArray refusal(QByteArrayView status, QByteArrayView text,
                                            QByteArrayView extraHeaders = {});
};

struct HttpUpgrade::Outcome
{
    qsizetype consumed = 0;             // bytes of the head; 0: more is needed
    std::optional<HttpUpgrade> request; // set if it is an acceptable upgrade
    QByteArray response;                // what to answer, accepted or not
};

} // namespace Racer
