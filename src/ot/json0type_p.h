// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/ottype.h>

namespace Racer {

class Json0Type final : public OtType
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
    [[nodiscard]] Error checkSubmitted(const Value &op) const override;
};

} // namespace Racer
