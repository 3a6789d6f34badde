// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>

namespace Racer {

// A version nobody has named: null on the wire.
inline constexpr qint64 NoVersion = -1;

// Which document: a collection name and an id.
struct DocName
{
    Key collection;
    Key id;

    friend bool operator==(const DocName &, const DocName &) = default;
    friend size_t qHash(const DocName &name, size_t seed = 0) noexcept
    { return qHashMulti(seed, name.collection, name.id); }
};

// One committed or submitted change of a document, as it travels, is stored and is published.
struct RACER_CORE_EXPORT Op
{
    enum class Kind : quint8 { Noop, Edit, Create, Del };

    Kind kind = Kind::Noop;
    DocName doc;
    qint64 version = NoVersion; // the version it applies to
    Key src;                    // the submitting connection's id
    double seq = 0;             // its number there; a double, as clients may send any number
    Value edit;                 // Kind::Edit: the op of the document's type
    Key createType;             // Kind::Create: name or URI of the type; empty if absent
    Value createData;           // Kind::Create: may be undefined
    Value meta;                 // "m": {ts, fixup, data, ...}; stored, never sent
    Value extra;                // "x": for middleware; never stored or forwarded
    Key projection;             // "i": the projection it was submitted through, in pub/sub only

    // The payload and src, seq, v as stored in an op log: {src, seq, v, op|create|del, m}.
    [[nodiscard]] Value toStored() const;
    // The same without m, with c, d (and i): what pub/sub carries.
    [[nodiscard]] Value toPublished() const;
    // Reads any of these forms. Throws ERR_OT_OP_BADLY_FORMED.
    [[nodiscard]] static Op fromValue(const Value &value);
};

// A document's state at a version.
struct RACER_CORE_EXPORT Snapshot
{
    Key id;
    qint64 version = 0;
    Key type;   // URI; empty: the document does not exist
    Value data; // undefined where there is none
    Value meta; // "m": {ctime, mtime, _create}; null unless asked for

    [[nodiscard]] bool exists() const noexcept { return !type.isEmpty(); }
};

} // namespace Racer

Q_DECLARE_METATYPE(Racer::Op)
Q_DECLARE_METATYPE(Racer::Snapshot)
