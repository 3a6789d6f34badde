// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/value.h>

#include <QtCore/QByteArrayView>

namespace Racer::Json {

constexpr int DefaultMaxDepth = 512;

struct ParseOptions
{
    int maxDepth = DefaultMaxDepth; // containers inside containers
};

// Any JSON text (RFC 8259), a bare scalar too. Throws Error(ERR_JSON_...) naming the offset and what is wrong.
[[nodiscard]] RACER_CORE_EXPORT Value parse(QByteArrayView utf8, ParseOptions options = {});
[[nodiscard]] RACER_CORE_EXPORT Value parse(QStringView text, ParseOptions options = {});

// Compact JSON, as JavaScript's JSON.stringify writes it: undefined members are left out, undefined elements and
// numbers that are not finite become null, lone surrogates become \udXXX. Undefined itself writes nothing.
[[nodiscard]] RACER_CORE_EXPORT QByteArray stringify(const Value &value);
// With "indent" spaces a level, as JSON.stringify(value, null, indent).
[[nodiscard]] RACER_CORE_EXPORT QByteArray stringify(const Value &value, int indent);
RACER_CORE_EXPORT void append(QByteArray &out, const Value &value);
RACER_CORE_EXPORT void appendString(QByteArray &out, QStringView text); // quoted and escaped
RACER_CORE_EXPORT void appendNumber(QByteArray &out, double number);

} // namespace Racer::Json
