// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "bootstraptransform_p.h"

#include <Racer/text0.h>

#include <QtCore/QVarLengthArray>

namespace Racer {

namespace Text0 {

// {p, i} or {p, d}. json0 edits strings with these, too, so they exist without a JSON form.
struct Component
{
    double position = 0;
    Value inserted; // null or undefined in a deletion; a text otherwise, or what a sloppy client put there
    Value deleted;
    Value source; // the JSON it was read from, as long as it says the same

    bool isInsert() const noexcept { return !inserted.isNullish(); }
    double end() const noexcept; // position + length; NaN if there is no length
    Value toValue() const;
};

using List = QVarLengthArray<Component, 2>;

// Throws unless "position" is a number >= 0 and exactly one of the texts is a string.
[[nodiscard]] Component checked(const Value &position, const Value &inserted, const Value &deleted);
[[nodiscard]] Component checked(const Value &component);
[[nodiscard]] List checkedList(const Value &op);
[[nodiscard]] Value toValue(const List &list);

void append(List &dest, Component c);
void transformComponent(List &dest, const Component &c, const Component &other, OtType::Side side);
// Changes the text, or the value that JavaScript would make a text of. Throws without a change.
void apply(Value &snapshot, const Component &c);

} // namespace Text0

class Text0Type final : public OtType
{
public:
    [[nodiscard]] QLatin1StringView name() const override;
    [[nodiscard]] QLatin1StringView uri() const override;
    [[nodiscard]] Value create(const Value &initialData) const override;
    void apply(Value &snapshot, const Value &op) const override;
    [[nodiscard]] Value transform(const Value &op, const Value &other, Side side) const override;
    [[nodiscard]] std::pair<Value, Value> transformX(const Value &left, const Value &right) const override;
    [[nodiscard]] bool canCompose() const override { return true; }
    [[nodiscard]] Value compose(const Value &first, const Value &second) const override;
    [[nodiscard]] bool canInvert() const override { return true; }
    [[nodiscard]] Value invert(const Value &op) const override;
    [[nodiscard]] Value normalize(const Value &op) const override;
    [[nodiscard]] bool isNoop(const Value &op) const override;
};

} // namespace Racer
