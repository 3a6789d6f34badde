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

inline DocName docName(const Value &message)
{
    return {message.value(names().c).toKey(), message.value(names().d).toKey()};
}

// What both ends say of a presence.
inline Presence readPresence(const Value &message)
{
    const Names &n = names();
    Presence presence;
    presence.channel = message.value(n.ch).toKey();
    presence.id = message.value(n.id).toKey();
    presence.value = message.value(n.p);
    presence.presenceVersion = versionFromValue(message.value(n.pv));
    presence.doc = docName(message);
    presence.version = versionFromValue(message.value(n.v));
    presence.type = message.value(n.t).toKey();
    return presence;
}

// op, create or del of "op".
void setPayload(Value &object, const Op &op);
// Reads op, create or del with sharedb's order of preference; leaves Kind::Noop if there is none.
void readPayload(const Value &object, Op &op);

} // namespace Racer::Protocol
