// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>

#include <optional>

namespace Racer {

// One operational-transformation type. Instances are stateless, made once, registered in OtTypes, and may be used
// from any thread. Every function may throw Error.
class RACER_CORE_EXPORT OtType
{
public:
    enum class Side { Left, Right };

    virtual ~OtType();

    [[nodiscard]] virtual QLatin1StringView name() const = 0; // "json0"
    [[nodiscard]] virtual QLatin1StringView uri() const = 0;  // "http://sharejs.org/types/JSONv0"

    [[nodiscard]] virtual Value create(const Value &initialData) const = 0;
    // Changes the snapshot in place. If it throws, components before the failing one stay applied.
    virtual void apply(Value &snapshot, const Value &op) const = 0;
    [[nodiscard]] virtual Value transform(const Value &op, const Value &other, Side side) const = 0;
    // Both at once: {left transformed by right, right transformed by left}.
    [[nodiscard]] virtual std::pair<Value, Value> transformX(const Value &left, const Value &right) const;

    [[nodiscard]] virtual bool canCompose() const { return false; }
    [[nodiscard]] virtual Value compose(const Value &first, const Value &second) const;
    [[nodiscard]] virtual bool canInvert() const { return false; }
    [[nodiscard]] virtual Value invert(const Value &op) const;
    [[nodiscard]] virtual Value normalize(const Value &op) const { return op; }
    // True if applying it surely changes nothing (json0: an empty list).
    [[nodiscard]] virtual bool isNoop(const Value &) const { return false; }
    // The shape a server accepts (sharedb 7's rules); an error, or a null Error.
    [[nodiscard]] virtual Error checkSubmitted(const Value &) const { return {}; }

    [[nodiscard]] virtual bool supportsPresence() const { return false; }
    [[nodiscard]] virtual Value transformPresence(const Value &presence, const Value &op, bool isOwnOp) const;

    // The JSON form of a snapshot, where it is not the snapshot itself.
    [[nodiscard]] virtual Value serialize(const Value &snapshot) const { return snapshot; }
    [[nodiscard]] virtual Value deserialize(const Value &json) const { return json; }
};

// The types known to this process. Thread-safe. json0 and text0 are always there; json0 is the default type.
namespace OtTypes {
RACER_CORE_EXPORT void add(const OtType *type); // not owned: give it static storage
// Also lets json0 components carry the type's ops ("t", "o"), as json0's registerSubtype() does. text0 already may.
RACER_CORE_EXPORT void addSubtype(const OtType *type);
[[nodiscard]] RACER_CORE_EXPORT const OtType *find(QStringView nameOrUri) noexcept; // nullptr if unknown
[[nodiscard]] RACER_CORE_EXPORT const OtType *findSubtype(QStringView name) noexcept; // nullptr if it is none
[[nodiscard]] RACER_CORE_EXPORT const OtType *json0() noexcept;
[[nodiscard]] RACER_CORE_EXPORT const OtType *text0() noexcept;
[[nodiscard]] inline const OtType *defaultType() noexcept { return json0(); }
} // namespace OtTypes

} // namespace Racer
