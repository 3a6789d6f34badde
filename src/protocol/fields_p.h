// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "names_p.h"

#include <Racer/message.h>

namespace Racer::Protocol {

inline void setIfDefined(Value &object, const Key &key, const Value &value)
{
    if (!value.isUndefined())
        object.set(key, value);
}

inline void setIfNamed(Value &object, const Key &key, const Key &name)
{
    if (!name.isEmpty())
        object.set(key, Value(name));
}

inline Value versionToValue(qint64 version)
{
    return version == NoVersion ? Value(nullptr) : Value(version);
}

// Numbers past 2^53 stand for "later than any version there is".
inline qint64 versionFromValue(const Value &value)
{
    if (!value.isNumber() || !(value.toDouble() >= 0))
        return NoVersion;
    return qint64(std::min(value.toDouble(), MaxSafeInteger));
}

// op, create or del of "op".
void setPayload(Value &object, const Op &op);
// Reads op, create or del with sharedb's order of preference; leaves Kind::Noop if there is none.
void readPayload(const Value &object, Op &op);

} // namespace Racer::Protocol
